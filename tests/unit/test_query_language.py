"""The search language: what it means, and errors that point at the character."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.query import Dated, IsRead, Length, QueryError, Where, Words, parse

NOW = datetime(2025, 6, 1, tzinfo=UTC)


def meant_by(text: str) -> list[object]:
    return [test for clause in parse(text, now=NOW).clauses for test in clause.tests]


def test_words_are_all_wanted_and_phrases_stay_whole() -> None:
    first, second = meant_by('ferry "night boat"')
    assert isinstance(first, Words)
    assert isinstance(second, Words)
    assert (first.text, first.phrase) == ("ferry", False)
    assert (second.text, second.phrase) == ("night boat", True)


def test_a_minus_excludes_and_a_bar_offers_a_choice() -> None:
    without, either = parse("-advert oil|gas").clauses
    assert without.negated
    assert [test.text for test in either.tests if isinstance(test, Words)] == ["oil", "gas"]


def test_a_field_holds_for_all_of_its_choices() -> None:
    assert [test.where for test in meant_by("source:Post|Herald") if isinstance(test, Words)] == [Where.SOURCE] * 2


def test_a_minus_inside_a_word_is_a_hyphen() -> None:
    assert [test.text for test in meant_by("twenty-two") if isinstance(test, Words)] == ["twenty-two"]


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("words:>300", 301, 10**9), ("words:<300", 0, 299), ("words:300", 300, 300), ("words:>=5", 5, 10**9)],
)
def test_length(text: str, least: int, most: int) -> None:
    assert meant_by(text) == [Length(least, most)]


def test_read_marks() -> None:
    assert meant_by("is:unread is:READ") == [IsRead(False), IsRead(True)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("date:2025", (2025, 1, 1), (2026, 1, 1)),
        ("date:2024-12", (2024, 12, 1), (2025, 1, 1)),
        ("date:2024-02-29", (2024, 2, 29), (2024, 3, 1)),
        ('date:"27 March 2025"', (2025, 3, 27), (2025, 3, 28)),
        ("newer:3d", (2025, 5, 29), (9999, 1, 1)),
        ("older:2025-03-27", (1, 1, 1), (2025, 3, 27)),
    ],
)
def test_dates(text: str, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    assert meant_by(text) == [Dated(datetime(*start, tzinfo=UTC), datetime(*end, tzinfo=UTC))]


@pytest.mark.parametrize(
    ("text", "position", "word"),
    [
        ("ship tite:x", 5, "title:"),
        ("-a|b", 2, "-a -b"),
        ('ship "night', 5, "never closed"),
        ("words:many", 6, ">300"),
        ("#20", 0, "quotation marks"),
        ("~fuzzy", 0, "quotation marks"),
        ("a|", 2, "missing"),
        ("title:", 6, "value"),
        ("is:new", 3, "unread"),
        ("date:2025-02-30", 5, "date"),
        ("date:soon", 5, "date"),
        ('""', 0, "nothing"),
        ("…", 0, "letter"),
    ],
)
def test_errors_point_at_the_character(text: str, position: int, word: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.position == position
    assert word in str(caught.value)
    assert caught.value.pointed().endswith("\n  " + " " * position + "^")


@given(st.text(max_size=60))
def test_whatever_is_typed_is_understood_or_refused(text: str) -> None:
    error = QueryError("", 0, text)
    try:
        parse(text)
    except QueryError as refused:
        error = refused
    assert 0 <= error.position <= len(text)
    assert "\n" not in str(error)
