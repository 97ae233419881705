"""The word lists: one spelling, one entry, every list known."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest

import reader.clean
from reader.clean import words

SOURCE = Path(reader.clean.__file__).with_name("words.txt").read_text("utf-8")
ASKED = "en de fr es it pt nl pl ru uk hi ar zh ja tr hu cs ro el sv da no fi ko id vi he fa".split()


def test_every_asked_language_has_its_lists() -> None:
    heads = [line[1:-1] for line in SOURCE.split("\n") if line.startswith("[")]
    assert set(ASKED) <= set(heads)
    asked = {"more", "also", "related", "share", "comments", "skip", "dated", "credit", "rights"}
    for part in SOURCE.split("\n[")[2:]:
        names = {line.partition(":")[0] for line in part.split("\n")[1:] if line[:1].isalpha()}
        assert asked <= names, part[:2]


def test_lists_are_read_as_they_are_written() -> None:
    lists = words.read("# a word\n[xx]\nmore: Read İt, two words,\n    third\n[yy]\nmore: third, four\nad: x")
    assert lists == {"more": ["read it", "two words", "third", "four"], "ad": ["x"]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OKUMAYA DEVAM ET", "okumaya devam et"),
        ("SIRADAKİ", "sıradaki"),
        ("اقـرأ أيضاً", "إقرأ ايضا"),
        ("a’s\u00a0b", "A's b"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert words.fold(one) == words.fold(other)


def test_folding_is_stable_and_composed() -> None:
    for terms in words.read(SOURCE).values():
        for term in terms:
            assert words.fold(term) == term == unicodedata.normalize("NFC", term)


@pytest.mark.parametrize("seed", range(20))
def test_a_narrowed_lexicon_has_what_a_text_holds(seed: int) -> None:
    dice = random.Random(seed)
    known = words.lexicon()
    names = ("letter", "letter_sure", "letter_verb", "label", "rights", "rights_sure")
    some = [phrase for name in names for phrase in dice.sample(getattr(known, name), 5)]
    text = "".join("x" * dice.randrange(5) + phrase for phrase in some)
    narrow = words.narrowed(known, text)
    for name in names:
        assert getattr(narrow, name) == tuple(phrase for phrase in getattr(known, name) if phrase in text)


def test_an_opening_ends_where_what_must_follow_ends() -> None:
    known = words.lexicon()
    assert known.by.match("By Ann Lee") == 3
    assert known.by.match("Bypass closed") == 0
    assert known.dated.match("发布于2024年7月5日") == 3
    assert known.dated.match("प्रकाशित: 5 जुलाई") == len("प्रकाशित")
    assert known.also_start.match("延伸阅读：新桥开工") == 5
    assert known.credit.match("图／本报") == 2
