"""Values that differ between sentences that tell the same: precision first."""

from __future__ import annotations

import pytest

from reader.match import find_conflicts, match_story
from reader.model import Fact


def found(a: str, b: str) -> list[tuple[str, str, Fact]]:
    return [(a[slice(*c.a)], b[slice(*c.b)], c.fact) for c in find_conflicts(a, b)]


@pytest.mark.parametrize(
    ("a", "b", "conflict"),
    [
        (
            "The fire in the warehouse destroyed 40 cars on Tuesday evening.",
            "The warehouse fire destroyed 60 cars on Tuesday evening.",
            ("40", "60", Fact.NUMBER),
        ),
        (
            "The harbour bridge was closed on Monday after engineers found cracks.",
            "After engineers found cracks the harbour bridge was closed on Friday.",
            ("Monday", "Friday", Fact.DATE),
        ),
        (
            "Shares of the brewery Halden rose 4.5 percent to $21.",
            "Halden shares rose 5.4 percent to $21, the brewery said.",
            ("4.5 percent", "5.4 percent", Fact.NUMBER),
        ),
        (
            "Police arrested a sailor named Borin in the northern dock after the storm.",
            "Police arrested a sailor named Keller in the northern dock after the storm.",
            ("Borin", "Keller", Fact.NAME),
        ),
    ],
)
def test_values_in_each_others_place_differ(a: str, b: str, conflict: tuple[str, str, Fact]) -> None:
    assert found(a, b) == [conflict]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The war that began in 2022 has closed the port.", "The war that began in February 2022 has closed the port."),
        (
            "The repairs cost $4 million and last until autumn.",
            "The repairs cost four million dollars and last until autumn.",
        ),
        ("The bridge was closed on Monday after the storm.", "The bridge was closed after the storm, engineers said."),
        ("Mayor Ines Calder opened the new ferry dock.", "Mayor Calder opened the new ferry dock."),
        (
            "Zelensky thanked the harbour workers for their help.",
            "Zelenskyy thanked the harbour workers for their help.",
        ),
    ],
)
def test_finer_missing_or_other_spelling_is_no_conflict(a: str, b: str) -> None:
    assert found(a, b) == []


def test_a_goal_is_no_other_value_than_what_is_reached() -> None:
    reached = "Herring trade between Aldwick and Norvik reached 60 million euros."
    goal = "Herring trade between Aldwick and Norvik is to be raised to a target of 100 million euros."
    assert found(reached, goal) == []
    assert found(reached, reached.replace("60", "65")) != []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "The harbour bridge was closed late on Thursday after engineers found cracks in it.",
            "The harbour bridge was closed after engineers found cracks in it, the warden said on Sunday.",
        ),
        (
            "Keller visited the harbour of Aldwick in July 2024, his first trip there in five years.",
            "It was the first trip of Keller to the harbour of Aldwick since the storm began in February 2022.",
        ),
        (
            "Keller visited the harbour of Aldwick in July 2024, his first trip there in five years.",
            "It was the first trip of Keller to the harbour of Aldwick, with his last one in December 2021.",
        ),
        (
            "Keller, chosen in June 2024, went to the harbour of Aldwick a month later on his first trip.",
            "Keller went to the harbour of Aldwick on his first trip in July 2024.",
        ),
        (
            "The brass band and the number 4 bus crossed the harbour bridge on Friday.",
            "The brass band and some 600 people crossed the harbour bridge on Friday.",
        ),
    ],
)
def test_what_is_no_date_or_figure_of_the_event_is_not_compared_with_one(a: str, b: str) -> None:
    assert found(a, b) == found(b, a) == []


def test_two_dates_of_one_sort_are_compared() -> None:
    a = "The last inspection of the harbour ferry was on 14 March, the warden said on Monday."
    b = "The harbour ferry passed its last inspection on 4 March, the warden said on Friday."
    assert {words[:2] for words in found(a, b)} == {("14 March", "4 March"), ("Monday", "Friday")}
    c = "Engineers closed the harbour bridge last week on Monday after they found cracks."
    assert found(c, c.replace("Monday", "Friday")) == [("Monday", "Friday", Fact.DATE)]


def test_values_in_sentences_that_tell_something_else_are_not_compared() -> None:
    assert found("Trade is to grow to $100 billion one day.", "Fishing brought the town 60 million pounds.") == []


def test_a_name_that_the_other_text_knows_too_is_somebody_else() -> None:
    a = "Police arrested a sailor named Borin in the northern dock after the storm."
    b = a.replace("Borin", "Keller") + " Later Borin was seen with Keller abroad."
    assert found(a, b) == []


def test_conflicts_of_twins_are_seen_from_the_asking_side() -> None:
    a, b = "The fire destroyed 40 cars in the warehouse.", "The warehouse fire destroyed 60 cars."
    match = match_story((a, b))
    ((here,), (there,)) = match.twins(0, 0)[0].conflicts, match.twins(1, 0)[0].conflicts
    assert (here.a, here.b) == (there.b, there.a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Police arrested a sailor named James in the dock.", "Police arrested a sailor named Jim in the dock."),
        ("The ship sank off Norfolk, Va., after the storm.", "The ship sank off Norfolk, Virginia, after the storm."),
        (
            '"We waited for the tide and ran," Mayor Holm quoted Keller as saying.',
            '"We waited for the tide and ran," Peter Keller said.',
        ),
        ("The court was told that the captain Odai sailed.", "The court was told that the captain Uday sailed."),
    ],
)
def test_short_forms_fuller_names_and_other_spellings_are_no_conflict(a: str, b: str) -> None:
    assert found(a, b) == []


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (
            "Buyers of the pier are Halden Corp., Borin Corp., Calder Inc. and Holm.",
            "Buyers of the pier are Halden, Keller, Calder and Holm.",
            ("Borin", "Keller"),
        ),
        (
            "Constable Ann Rowe named Cpl. Tom Hill, Officer Ned Marsh and clerk Ivy Borin as those lost at sea.",
            "Constable Ann Rowe named Cpl. Tom Hill, Officer Ned Marsh and clerk Ivy Keller as those lost at sea.",
            ("Borin", "Keller"),
        ),
        (
            "The brewery booked a 68 million tax charge in the spring quarter.",
            "The brewery booked a $71 million tax charge in the spring quarter.",
            ("68 million", "$71 million"),
        ),
    ],
)
def test_lists_of_names_and_amounts_without_their_currency_are_compared(a: str, b: str, words: tuple[str, str]) -> None:
    assert words in [found_words[:2] for found_words in found(a, b)]


def test_who_says_the_same_words_is_compared_though_the_other_text_knows_the_name() -> None:
    words = '"We saw the mast break and then the water came," said {}.'
    one = words.format("Ada Keller, a teacher")
    other = words.format("Tom Holm, the warden")
    for rest in ("", "\n\nThe warden Tom Holm closed the pier after the storm."):
        (conflict, *_) = match_story([one + rest, other]).conflicts(0, 0, 1, 0)
        assert conflict.fact is Fact.NAME
        assert one[slice(*conflict.a)] == "Ada"


def sure(a: str, b: str) -> list[tuple[str, str, bool]]:
    return [(a[slice(*c.a)], b[slice(*c.b)], c.sure) for c in find_conflicts(a, b) if c.fact is Fact.NAME]


def test_names_surely_differ_only_in_sentences_that_are_twins_to_a_high_degree() -> None:
    a = "Police arrested a sailor named Borin in the northern dock after the storm."
    assert sure(a, a.replace("Borin", "Keller")) == [("Borin", "Keller", True)]
    loose = "After a long hunt two officers of the harbour guard arrested a drunken sailor in Aldwick."
    assert sure("The guard arrested a sailor in Brandal after the storm.", loose) in (
        [],
        [("Brandal", "Aldwick", False)],
    )


def test_names_of_a_list_only_perhaps_differ() -> None:
    a = "The ferry calls at the harbours of Alba, Brega and Corno before it turns back to the pier."
    assert sure(a, a.replace("Brega", "Skarvik")) == [("Brega", "Skarvik", False)]


def test_each_paper_names_itself_as_the_one_who_was_told() -> None:
    a = "The ferry had no lights when it struck the old pier, its captain told the Aldwick Courier."
    assert sure(a, a.replace("Aldwick Courier", "Brandal Herald")) == []


def test_two_names_that_a_third_text_knows_are_two() -> None:
    a = "Police arrested a sailor named Borin in the northern dock after the storm."
    b = a.replace("Borin", "Keller")
    third = "In the northern dock the sailors Borin and Keller were seen after the storm, and police were called."
    assert match_story((a, b)).conflicts(0, 0, 1, 0)
    assert match_story((a, b, third)).conflicts(0, 0, 1, 0) == ()
