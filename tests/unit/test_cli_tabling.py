"""`newsreader matrix` in a terminal: the values that differ in their columns, and what the signs mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.__main__ import main
from reader.cli import output

if TYPE_CHECKING:
    from pathlib import Path

COAST = """Title: The pier of Sandholm opens
Source: {}

The new pier of Sandholm harbour cost {} crowns, the mayor Ida Kron said.

{}"""
STATED = "The harbour office of Sandholm had warned the builders about the old timber."
DENIED = "The harbour office denied that anybody at all in Sandholm had warned the builders about the old timber."
GERMAN = """Title: Mole eröffnet
Source: Nord

Die neue Mole von Sandholm hat nach Angaben der Bürgermeisterin 4,2 Millionen Kronen gekostet und ist seit dem
Sonntag für alle Schiffe offen, die nicht länger als zwölf Meter sind.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(COAST.format("Coast", "4,200", STATED))
    (tmp_path / "b.txt").write_text(COAST.format("Gale", "5,600", DENIED))
    return tmp_path


def test_a_wide_value_takes_no_room_from_those_that_fit(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "columns", lambda: 80)
    assert main(["matrix", str(folder), "--together"]) == 0
    out = capsys.readouterr().out
    assert "= 4,200" in out.split("The new pier")[0]
    assert "≠ 5,600" in out.split("The new pier")[0]
    assert "≠ denied" not in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_the_legend_names_denials_and_the_languages_that_stand_in_cells(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["matrix", str(folder), "--together"])
    out = " ".join(capsys.readouterr().out.split())
    assert "≠ differs in a number, date or name, denies it or says the opposite" in out
    assert "other language" not in out
    (folder / "n.txt").write_text(GERMAN)
    main(["matrix", str(folder), "--together"])
    assert "de en other language" in " ".join(capsys.readouterr().out.split())
