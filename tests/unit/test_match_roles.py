"""What a date or an amount is in its sentence: only values that say the same of the same thing differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.match import bounds, clauses, find_conflicts
from reader.text import facts, tokens
from tests.bench import differing


def found(a: str, b: str) -> list[tuple[str, str]]:
    return [(a[slice(*c.a)], b[slice(*c.b)]) for c in find_conflicts(a, b)]


def test_pairs_of_our_own_are_marked_where_they_differ_and_nowhere_else() -> None:
    tally = sum(map(differing.tally, differing.pairs()), differing.Tally(0, 0, 0))
    assert tally.precision >= 0.93
    assert tally.recall >= 0.93


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("more than 15 boats", "20 boats", True),
        ("more than 15 boats", "40 boats", False),
        ("more than 15 boats", "more than 20 boats", False),
        ("at least five boats", "three boats", False),
        ("about 1,000 boats", "1,060 boats", True),
        ("4,200 boats", "4,213 boats", True),
        ("20 boats", "23 boats", False),
        ("48 hours", "two days", True),
        ("60 miles", "97 km", True),
        ("60 miles", "80 km", False),
        ("10 to 12 percent", "11 percent", True),
        ("10 to 12 percent", "10 to 14 percent", False),
        ("no fewer than 30 boats", "34 boats", True),
    ],
)
def test_figures_that_may_be_one(one: str, other: str, agree: bool) -> None:
    (a, x), (b, y) = ((tokens.tokens(text), facts.values(text)) for text in (one, other))
    assert (bounds.differ(a, x[-1], x, b, y[-1], y) is False) is agree
    assert (bounds.differ(b, y[-1], y, a, x[-1], x) is False) is agree


@given(st.text(alphabet="ab1 2,.$%-'and who of", max_size=80) | st.text(max_size=80))
def test_a_value_stands_in_its_clause(text: str) -> None:
    words, values = tokens.tokens(text), facts.values(text)
    marked = clauses.marks(words, values)
    for place in range(len(words)):
        clause = clauses.around(words, marked, place, place + 1)
        assert 0 <= clause.first <= place < clause.last <= len(words)
        clauses.said_in(words, marked, clause, place, place + 1, frozenset())
    assert found(text, text) == []


def test_who_says_the_same_words_is_compared_wherever_the_name_stands() -> None:
    a = '"We saw the mast break and then the water came," said Keller.'
    b = 'A teacher, Tom Holm, said: "We saw the mast break and then the water came."'
    assert ("Keller", "Holm") in found(a, b)
    assert found(a, b.replace("Tom Holm", "Ada Keller")) == []


def test_words_for_a_house_are_no_names() -> None:
    a = "The sailor was taken to the Holm Seaside Hospital after the storm, the warden said."
    assert found(a, a.replace("Hospital", "Clinic")) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "Posted 3 May 2025 11:40 PM The harbour ferry struck the old pier of Aldwick, police said.",
            "Updated 4 May 2025 07:15 AM The harbour ferry struck the old pier of Aldwick.",
        ),
        (
            "The sailor will miss Sunday's race of the harbour club after the crash of the ferry at the pier.",
            "The sailor of the harbour club was arrested on Tuesday after the crash of the ferry at the pier.",
        ),
        (
            "The 34-year-old captain steered the ferry into the old pier of Aldwick, police said.",
            "The ferry killed a 61-year-old woman at the old pier of Aldwick, police said.",
        ),
        (
            "The storm tore the roof off the 800-square-metre hall at the pier of Aldwick.",
            "The storm tore the roof off the 8,600-square-foot hall at the pier of Aldwick.",
        ),
        (
            "The ferry sank at a depth of 10 kilometres off the pier of Aldwick, the harbour master said.",
            "The ferry sank 55 kilometres from the pier of Aldwick, the harbour master said.",
        ),
        (
            "The council asked the Coastal Harbour Trust to repair the old pier.",
            "The council asked the Coastal Fishery Guard Service to repair the old pier.",
        ),
        ("The harbour council gave no reason for the repair of the pier.", "The reason for the repair is the pier."),
    ],
)
def test_what_is_of_the_text_of_another_person_or_another_measure_does_not_differ(a: str, b: str) -> None:
    assert found(a, b) == found(b, a) == []


def test_one_persons_age_differs() -> None:
    a = "The court freed the 34-year-old captain Tom Holm of the harbour ferry."
    assert found(a, a.replace("34", "43")) == [("34", "43")]


def test_the_last_time_differs_whatever_it_is_called() -> None:
    a = "Holm's last visit to the harbour of Aldwick was in December 2019."
    b = "It is his first visit to the harbour of Aldwick since the storm, with his last trip made in December 2021."
    assert found(a, b) == [("December 2019", "December 2021")]


def test_times_whole_hours_apart_only_perhaps_differ_where_one_names_its_zone() -> None:
    a = "The match of the Rovers against Lindmoor begins at 3:30 p.m. on Saturday at the harbour field."
    assert [c.sure for c in find_conflicts(a, a.replace("3:30 p.m.", "4:30 p.m. CET"))] == [False]
    assert [c.sure for c in find_conflicts(a, a.replace("3:30", "4:30"))] == [True]
    assert [c.sure for c in find_conflicts(a, a.replace("3:30 p.m.", "4:45 p.m. CET"))] == [True]


def test_more_than_a_figure_of_many_digits_hardly_means_the_next_one() -> None:
    a = "The new dam will save the farmers of Lindmoor more than $510 million, the harbour office said."
    b = "The new dam will save the farmers of Lindmoor $520 million, the harbour office said."
    assert [c.sure for c in find_conflicts(a, b)] == [False]
    assert find_conflicts(a.replace("510", "500"), b) == []
    assert find_conflicts(a, b.replace("520", "514")) == []


def test_whom_a_day_is_told_of_may_be_named_behind_and() -> None:
    a = "Keller plans to meet with the harbour master Tom Holm and the new mayor, Ada Lunde, in Aldwick on Wednesday."
    b = "On Tuesday Keller will meet the harbour master Tom Holm and the new mayor Ada Lunde in Aldwick."
    assert found(a, b) == [("Wednesday", "Tuesday")]


def test_months_beside_the_same_names_perhaps_differ() -> None:
    a = "The Rovers changed their rules after the Norland League struck down in June the way they had been chosen."
    b = "The Rovers change their rules after they were turned away by the Norland League in November."
    assert [(a[slice(*c.a)], b[slice(*c.b)], c.sure) for c in find_conflicts(a, b)] == [("June", "November", False)]


def test_a_count_is_no_magnitude() -> None:
    a = "A strong 6.1 tremor shook the harbour of Aldwick and broke the old pier on Sunday."
    b = "Two strong tremors shook the harbour of Aldwick and broke the old pier on Sunday."
    assert found(a, b) == []


def test_the_day_on_which_somebody_spoke_of_it_is_not_the_day_it_happened() -> None:
    a = "The harbour guild on Friday sharply condemned the sinking of a ferry off the old pier of Aldwick."
    b = "A ferry of the harbour guild was sunk off the old pier of Aldwick on Thursday."
    assert found(a, b) == found(b, a) == []
    assert found(a, a.replace("Friday", "Monday")) == [("Friday", "Monday")]
