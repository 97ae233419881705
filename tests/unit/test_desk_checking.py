"""What backs a claim and what does not: denials, opposites, other figures, and parts that found no match."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.desk.telling.checking import Checked, check, claim
from reader.desk.telling.rivals import Rivals
from reader.model import Article, Fact, Span
from reader.text import facts

PIER = """The harbour council of Aldwick approved the new pier after the storm, the warden Ada Holm said on Monday.

Herring trade between Aldwick and Norvik has passed 60 million euros in a year. He found both piers sound.

Aldwick and Norvik promised to double herring trade to 100 million euros by the end of the decade."""


def article(text: str, source: str = "Coast") -> Article:
    day = datetime(2025, 3, 27, 9, tzinfo=UTC)
    return Article.from_fields(id=source * 4, title="Pier news", text=text, source=source, published=day)


def checked(words: str, *texts: str) -> Checked:
    sources = [article(text, f"Source{n}") for n, text in enumerate(texts or (PIER,))]
    (one,) = check(claim(words), sources, {})
    return one


def parts(one: Checked) -> list[str]:
    return [one.text[slice(*part)] for part in one.unmet]


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("Nobody in the council of Aldwick approved the new pier.", Fact.DENIAL),
        ("The council of Aldwick refused to approve the new pier.", Fact.DENIAL),
        ("The council of Aldwick rejected the new pier after the storm.", Fact.OPPOSITE),
    ],
)
def test_what_is_denied_or_turned_round_is_not_backed(words: str, fact: Fact) -> None:
    one = checked(words)
    assert one.backing == ()
    assert not one.in_full
    assert one.differs
    assert [conflict.fact for backing in one.differing for conflict in backing.conflicts] == [fact]


def test_a_source_that_states_it_backs_it_beside_one_that_denies_it() -> None:
    no = "The harbour council of Aldwick did not approve the new pier, the warden Ada Holm said on Monday."
    one = checked("The harbour council of Aldwick approved the new pier.", PIER, no)
    assert [backing.article.source for backing in one.backing] == ["Source0"]
    assert [backing.article.source for backing in one.differing] == ["Source1"]
    assert one.in_full
    assert one.differs


@pytest.mark.parametrize(
    ("words", "unmet"),
    [
        ("The council of Aldwick approved the new pier after the storm.", []),
        ("The council of Aldwick approved the new pier after the storm in December 2021.", ["December 2021"]),
        ("The council of Aldwick approved 12 new piers after the storm.", ["12"]),
        ("The council of Aldwick approved the new pier after the storm, said Keller.", ["Keller"]),
        (
            "The council approved the new pier after the storm, as Ada Holm said on Monday, 24 March 2025.",
            ["24 March 2025"],
        ),
    ],
)
def test_parts_without_a_match_are_named_and_keep_it_from_being_backed_in_full(words: str, unmet: list[str]) -> None:
    one = checked(words)
    assert one.backing
    assert parts(one) == unmet
    assert one.in_full is not bool(unmet)


def test_two_sources_together_may_back_all_parts() -> None:
    first = "The council of Aldwick approved the new pier after the storm in March."
    second = "The council of Aldwick approved the new pier for 3 million euros."
    one = checked("The council of Aldwick approved the new pier in March for 3 million euros.", first, second)
    assert len(one.backing) == 2
    assert one.in_full
    assert all(backing.unmet for backing in one.backing)


@pytest.mark.parametrize(
    "near",
    [
        "The pier at Aldwick was closed for repairs today.",
        "The pier at Aldwick was closed for repairs. It happened on 27 March 2025.",
        "The pier at Aldwick was closed for repairs on Thursday.",
    ],
)
def test_a_date_is_met_beside_the_sentence_and_where_the_articles_own_date_settles_it(near: str) -> None:
    assert checked("The pier at Aldwick was closed for repairs on 27 March 2025.", near).in_full


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("The two piers of Aldwick harbour were found sound.", "Both piers of Aldwick harbour were found sound."),
        ("The UN paid for the pier of Aldwick harbour.", "The United Nations paid for the pier of Aldwick harbour."),
        ("The Norwegian pier of Aldwick harbour stood firm.", "The pier of Aldwick harbour in Norway stood firm."),
        (
            "Holm said the Aldwick pier stood firm.",
            "Ada Holm is the warden. Gulls cried. She said the Aldwick pier stood firm.",
        ),
        ("The Aldwick harbour pier cost 1.5 million euros.", "The Aldwick harbour pier cost €1,500,000."),
    ],
)
def test_a_part_is_met_in_another_form(words: str, near: str) -> None:
    one = checked(words, near)
    assert one.backing
    assert parts(one) == []


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("Trade of the two towns in herring stood at 65 million euros.", ["60 million euros"]),
        ("Herring trade passed 60 million euros.", []),
        ("Herring trade is to reach a target of 120 million euros.", ["100 million euros"]),
        ("Herring trade brought 65 million dollars.", []),
        ("Cod fishing brought 65 million euros.", []),
        ("Aldwick and Norvik lost 65 million euros.", []),
    ],
)
def test_another_figure_for_the_same_subject_is_found_whatever_the_verb(claim: str, other: list[str]) -> None:
    value = next(value for value in facts.values(claim) if "million" in claim[value.start : value.end])
    found = Rivals([article(PIER)]).of(claim, Span(0, len(claim)), value)
    assert [PIER[slice(*rival.figure.span)].removeprefix("passed ") for rival in found] == other


def test_a_twin_with_another_figure_differs_and_does_not_back_it() -> None:
    one = checked("Herring trade of Aldwick and Norvik reached 65 million euros.")
    assert one.backing == ()
    assert [PIER[slice(*conflict.b)] for conflict in one.differing[0].conflicts] == ["60 million euros"]
    assert one.differs
    assert not one.in_full
    assert parts(one) == []


@pytest.mark.parametrize(
    ("told", "differs"),
    [
        ("The owner denied that his sailors knew of the broken pump of the ferry.", True),
        ("Nobody told the sailors of the ferry of the broken pump.", True),
        ("The sailors of the ferry knew of the broken pump, and nobody repaired it.", False),
    ],
)
def test_what_is_denied_in_other_words_backs_nothing(told: str, differs: bool) -> None:
    one = checked("The sailors of the ferry had heard of the broken pump.", told)
    assert (bool(one.differing), bool(one.backing)) == (differs, not differs)
    assert checked("The sailors of the ferry had not heard of the broken pump.", told).differing == ()


def test_a_source_that_differs_in_one_sentence_backs_it_in_none() -> None:
    twice = "Storm took two piles of the harbour pier\n\nThe storm took three piles of the pier of Aldwick harbour."
    one = checked("The storm took two piles of the harbour pier.", twice, twice.split("\n\n")[0])
    assert {backing.article.source for backing in one.backing} == {"Source1"}
    assert {backing.article.source for backing in one.differing} == {"Source0"}
    assert [backing.text for backing in one.also] == [twice.split("\n\n")[0]]
    assert one.in_full


def test_a_sentence_that_is_no_twin_differs_by_its_figure() -> None:
    told = "Piers, quays and sheds aside, herring trade was worth 60 million euros to the town, by the brokers' count."
    one = checked("Herring trade there has meanwhile hit 65 million euros, experts in Norvik say.", told)
    figures = [told[slice(*conflict.b)] for other in (*one.backing, *one.differing) for conflict in other.conflicts]
    assert figures == ["60 million euros"]


def test_a_goal_is_set_beside_no_figure_and_a_source_with_the_same_one_has_no_other() -> None:
    assert checked("Aldwick and Norvik pledged to raise herring trade to 100 million euros.").differing == ()
    assert checked("Herring trade of Aldwick and Norvik has passed 60 million euros.").differing == ()
    goal = PIER.split("\n\n")[-1]
    assert checked("Herring trade of Aldwick and Norvik reached 65 million euros.", goal).differing == ()


TALK = """The harbour council of Aldwick approved the new pier after the storm, the warden Ada Holm said on Monday.

Tom Keller, who owns the ferry, accepted an invitation from the mayor Ines Lunde to visit the new pier in Aldwick.

“We have lost forty years of work to the storm,” Lunde said. “Nobody will build a pier of wood again,” she added.

He named no day for the visit, Keller told the Courier. Last year the mayor met Oda Brandt at the ferry."""


@pytest.mark.parametrize(
    ("words", "unmet"),
    [
        ("Keller said the harbour council of Aldwick approved the new pier after the storm.", "Keller"),
        ("According to Lunde, the harbour council of Aldwick approved the new pier after the storm.", "Lunde"),
        ("Lunde accepted an invitation to visit the new pier in Aldwick.", "Lunde"),
        ("Holm said that nobody will build a pier of wood again.", "Holm"),
        ("Former warden Ada Holm said that nobody will build a pier of wood again.", "Holm"),
        ("The ferry owner Tom Keller said that nobody will build a pier of wood again.", "Keller"),
        ("Brandt accepted an invitation to visit the new pier in Aldwick.", "Brandt"),
        ("Quist will accept an invitation to visit the new pier in Aldwick.", "Quist"),
    ],
)
def test_what_another_one_says_or_does_is_only_perhaps_backed(words: str, unmet: str) -> None:
    one = checked(words, TALK)
    assert one.backing == ()
    assert not one.in_full
    assert one.perhaps
    assert unmet in [words[slice(*part)] for part in one.perhaps[0].lacks]


@pytest.mark.parametrize(
    "words",
    [
        "Holm said the harbour council of Aldwick approved the new pier after the storm.",
        "According to Ada Holm, the harbour council of Aldwick approved the new pier after the storm.",
        "Keller accepted an invitation to visit the new pier in Aldwick.",
        "On Monday Holm said the harbour council of Aldwick approved the new pier after the storm.",
        "Lunde said that forty years of work were lost to the storm.",
        "Mayor Ines Lunde said that nobody will build a pier of wood again.",
        "The harbour council of Aldwick approved the new pier after the storm.",
        "Officials said the harbour council of Aldwick approved the new pier after the storm.",
    ],
)
def test_what_the_same_one_says_or_does_is_backed(words: str) -> None:
    assert checked(words, TALK).backing
