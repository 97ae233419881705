"""Sentences of which one denies what the other states, or says the opposite: seen, and not where it is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.match import find_conflicts
from reader.model import Fact
from reader.text import polarity, tokens
from reader.text.opposites import SIDES

STATED = "After the storm the council of Aldwick approved the new harbour bridge, the mayor Ada Holm said."


def found(a: str, b: str) -> list[tuple[str, str, Fact]]:
    return [(a[slice(*c.a)], b[slice(*c.b)], c.fact) for c in find_conflicts(a, b) if c.against]


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("The council has not approved the new harbour bridge.", "not approved"),
        ("The council didn’t approve the new harbour bridge.", "didn’t approve"),
        ("The council of Aldwick refused to approve the harbour bridge.", "refused to approve"),
        ("The council of Aldwick failed to approve the harbour bridge.", "failed to approve"),
        ("The council never approved the new harbour bridge.", "never approved"),
        ("Nobody approved the new harbour bridge.", "Nobody approved"),
        ("No one approved the new harbour bridge.", "No one approved"),
        ("No council approved the new harbour bridge.", "No council approved"),
        (
            "None of the members of the council approved the new harbour bridge.",
            "None of the members of the council approved",
        ),
        ("The council denied that it had approved the new harbour bridge.", "denied that it had approved"),
        (
            "Keller denied that the council of Aldwick had approved the new harbour bridge.",
            "denied that the council of Aldwick had approved",
        ),
        ("The council denied approving the new harbour bridge.", "denied approving"),
        ("The council went home without approving the new harbour bridge.", "without approving"),
        ("The new harbour bridge was not approved by the council.", "not approved"),
    ],
)
def test_a_denial_of_what_the_other_states_differs(claim: str, words: str) -> None:
    assert found(claim, STATED) == [(words, "approved", Fact.DENIAL)]
    assert found(STATED, claim) == [("approved", words, Fact.DENIAL)]


def test_a_short_denial_differs_though_nothing_stands_near_its_verb() -> None:
    claim = "Keller said that nobody had warned him."
    stated = "Keller, who owns the old yard, confirmed that the sailors of the ferry had been warned about the pump."
    assert found(claim, stated) == [("nobody had warned", "warned", Fact.DENIAL)]
    assert found(claim.replace("Keller", "Holm"), stated) == []


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("The council rejected the new harbour bridge.", STATED, ("rejected", "approved")),
        ("Herring prices rose in Aldwick market.", "In Aldwick market herring prices fell.", ("rose", "fell")),
        ("Aldwick Rovers won the harbour cup final.", "Aldwick Rovers lost the harbour cup final.", ("won", "lost")),
        (
            "The ferry left the old pier after dawn.",
            "The ferry arrived at the old pier after dawn.",
            ("left", "arrived"),
        ),
        ("Herring shares closed 3 percent higher.", "Herring shares closed 3 percent lower.", ("higher", "lower")),
        (
            "Holm called it the best bridge that Aldwick ever built.",
            "Holm called it the worst bridge that Aldwick ever built.",
            ("best", "worst"),
        ),
    ],
)
def test_opposite_words_in_one_place_differ(a: str, b: str, words: tuple[str, str]) -> None:
    assert found(a, b) == [(*words, Fact.OPPOSITE)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The council has not approved the new harbour bridge.", "The council rejected the new harbour bridge."),
        ("The council refused to approve the harbour bridge.", "The council did not approve the harbour bridge."),
        (
            "Keller denied that the crew had been warned about the harbour bridge.",
            "The crew had not been warned about the harbour bridge.",
        ),
        ("The council did not only approve the new harbour bridge, it paid for it.", STATED),
        ("The council did not approve the new harbour bridge until the storm.", STATED),
        ("The council will not approve the new harbour bridge.", STATED),
        ("The mayor asked if the council had not approved the new harbour bridge.", STATED),
        ("The council, not the mayor, approved the new harbour bridge.", STATED),
        (
            "The mayor never approved the new harbour bridge.",
            "The mayor missed votes that approved the harbour bridge.",
        ),
        ("The council approved no more than one new harbour bridge.", STATED),
        ("Aldwick Rovers won the harbour cup final.", "Harwich Town lost the harbour cup final."),
        ("Herring prices rose, cod prices fell in Aldwick.", "Cod prices fell in Aldwick market, herring rose."),
        ("Herring shares took up much of the market day.", "Herring shares shut down much of the market day."),
        ("Herring prices rose in Aldwick on Monday.", "Herring prices fell in Aldwick on Friday."),
        (
            "The council denied the harbour master a licence for the bridge.",
            "The harbour master has a licence, council.",
        ),
    ],
)
def test_what_is_narrowed_hedged_of_another_or_the_same_after_all_is_none(a: str, b: str) -> None:
    assert found(a, b) == []
    assert found(b, a) == []


@given(st.sampled_from(sorted(SIDES)), st.sampled_from(sorted(SIDES)))
def test_opposites_hold_both_ways_and_never_of_a_word_itself(one: str, other: str) -> None:
    assert polarity.opposite(one, other) == polarity.opposite(other, one)
    assert not polarity.opposite(one, one)


@given(st.text(alphabet="abno ti'’,.TN", max_size=60) | st.text(max_size=60))
def test_denials_lie_within_the_words_and_a_text_never_differs_from_itself(text: str) -> None:
    words = tokens.tokens(text)
    for denial in polarity.denials(words):
        assert all(denial.cue < head < len(words) for head in denial.heads)
    assert found(text, text) == []
