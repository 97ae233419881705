"""Quotations: where they stand and who is named as speaking."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import quotes


def quoted(text: str) -> list[tuple[str, str]]:
    return [(text[q.start : q.end], q.speaker) for q in quotes.quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        '"The bridge will open again," said Mayor Ines Calder.',
        "“The bridge will open again,” Calder told reporters.",
        "Ines Calder announced: «The bridge will open again,»",
        "``The bridge will open again,'' said Calder.",
        "Calder added that ‘The bridge will open again,’ weather permitting.",
    ],
)
def test_quotations_in_all_marks_with_their_speaker(text: str) -> None:
    assert quoted(text) == [("The bridge will open again,", "calder")]


def test_a_pronoun_stands_for_the_last_speaker() -> None:
    text = '"We are ready now," said Calder. "It took a whole year," she added.'
    assert quoted(text)[1] == ("It took a whole year,", "calder")


def test_terms_in_quotation_marks_are_no_quotation() -> None:
    assert quoted("The so-called “green belt” stays.") == []


def test_apostrophes_open_nothing() -> None:
    assert quoted("The sailors' boats and the mayor's car didn't move in '98 at all") == []


def test_a_quotation_without_its_closing_mark_ends_with_its_line() -> None:
    assert [text for text, _ in quoted("“We will open it soon\nThe works go on.")] == ["We will open it soon"]


@given(st.text(alphabet="ab \n\"“”'‘’«».,", max_size=200))
def test_quotations_never_overlap_and_never_raise(text: str) -> None:
    found = quotes.quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
