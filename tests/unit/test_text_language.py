"""The guess at the language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The mayor said that the bridge will be closed for repairs until the end of the month.", "en"),
        ("Die Brücke über den Fluss wird bis zum Ende des Monats gesperrt, sagte die Stadt, und nicht länger.", "de"),
        ("Le pont sur la rivière sera fermé pour des travaux jusqu'à la fin du mois, selon la ville.", "fr"),
        ("El puente sobre el río se cerrará por obras hasta el final del mes, según dijo la alcaldesa.", "es"),
        ("Il ponte sul fiume è chiuso per lavori e non sarà aperto prima della fine del mese.", "it"),
        ("A ponte sobre o rio será fechada para obras até o fim do mês, e não há outra data.", "pt"),
        ("De brug over de rivier wordt tot het einde van de maand gesloten voor het werk.", "nl"),
        ("Мост через реку закроют на ремонт до конца месяца.", "ru"),
        ("Міст через річку закриють на ремонт до кінця місяця, і їх це не тішить.", "uk"),
        ("पुल को महीने के अंत तक बंद रखा जाएगा।", "hi"),
        ("橋は今月末まで閉鎖されます。", "ja"),
        ("这座桥将关闭到月底。", "zh"),
        ("", ""),
        ("Ok", ""),
    ],
)
def test_guess(text: str, code: str) -> None:
    assert language.guess(text) == code


@given(st.text(max_size=200))
def test_never_raises(text: str) -> None:
    assert len(language.guess(text)) in (0, 2)
