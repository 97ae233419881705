"""Numbers, dates and names in running text, in normal form."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import facts
from reader.text.facts import Sort


def norms(text: str, sort: Sort) -> list[str]:
    return [value.norm for value in facts.values(text) if value.sort is sort]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It cost $1.5 million to mend.", "It cost 1,500,000 dollars to mend."),
        ("Prices rose 12 percent again.", "Prices rose 12% again."),
        ("The harbour lost three boats.", "The harbour lost 3 boats."),
        ("It was the 4th meeting.", "It was the 4th meeting."),
    ],
)
def test_equal_amounts_have_one_form(one: str, other: str) -> None:
    assert norms(one, Sort.NUMBER) == norms(other, Sort.NUMBER) != []


def test_dates_of_every_grain() -> None:
    text = "It began on 3 May 2021, went on in June 2022 and ended on a Friday in 2023."
    assert norms(text, Sort.DATE) == ["2021-05-03", "2022-06", "friday", "2023"]


def test_a_verb_is_no_month() -> None:
    assert norms("They may leave and march on.", Sort.DATE) == []


def test_names_go_by_their_last_word_and_without_titles() -> None:
    assert norms("Yesterday President Ines Calder met Calder's brother in Port Ellis.", Sort.NAME) == [
        "calder", "calder", "ellis",
    ]  # fmt: skip


@given(st.text(max_size=300))
def test_values_never_overlap_and_never_raise(text: str) -> None:
    found = facts.values(text)
    assert all(0 <= value.start < value.end <= len(text) for value in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
