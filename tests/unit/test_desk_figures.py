"""Figures: every amount, date and ordinal of a story, once for each normal form, by source."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.desk.stories.edition import gather
from reader.desk.telling.figures import Sheet, around, as_written, figures_of, how_read, sheet
from reader.desk.telling.figurewords import FigureKind
from reader.desk.telling.reading import Reading
from reader.desk.telling.words import why_marked
from reader.library import Shelf
from reader.model import Article, Related, Story
from reader.text import plain
from tests.shared import shared

PIER = """The harbour pier cost $1.5 million and the town paid more than 40 per cent of it in July 2021.

It was the twenty-second pier; nine of the crew built it last year. Three boats lay there on Thursday."""
STORM = """The pier, the 22nd of its kind, cost 1,500,000 dollars, 40% of it from the town.

In 2024 nine crew members built it, 10 to 12 weeks late."""


def article(text: str, source: str, day: datetime | None = None) -> Article:
    return Article.from_fields(id=source * 4, title=source, text=text, source=source, published=day)


@pytest.fixture
def story() -> Story:
    day = datetime(2025, 3, 27, 9, tzinfo=UTC)  # a Thursday
    old = Related(article("It was the 21st pier.", "Old", day), "earlier", plain.line("another pier"))
    return Story((article(PIER, "Coast", day), article(STORM, "Gale")), (old,))


def rows(found: Sheet) -> dict[str, list[str]]:
    by_id = dict(zip((a.id for a in found.articles), found.letters, strict=True))
    return {row.label: [by_id[id_] for id_, _ in row.places] for row in found.rows}


def test_each_figure_has_one_row_and_says_who_has_it(story: Story) -> None:
    assert rows(sheet(story)) == {
        "USD 1.5 million": ["A", "B"],
        "40%": ["A", "B"],
        "10–12 weeks": ["B"],
        "9 crew": ["A", "B"],
        "3 boats": ["A"],
        "22nd": ["A", "B"],
        "21st": ["c"],
        "July 2021": ["A"],
        "2024": ["A", "B"],
        "27 March 2025": ["A"],
    }


def test_rows_are_grouped_by_kind(story: Story) -> None:
    kinds = [row.kind for row in sheet(story).rows]
    assert kinds == sorted(kinds, key=list(FigureKind).index)


def test_counts_of_one_thing_share_a_row_whatever_stands_before_it() -> None:
    found = sheet(Story((article("Some 300 armed police officers came.", "A"), article("300 officers came.", "B"))))
    assert rows(found) == {"300 officers": ["A", "B"]}
    other = sheet(Story((article("Some 300 officers came.", "A"), article("300 boats came.", "B"))))
    assert len(other.rows) == 2


def test_a_place_knows_how_it_is_written_and_the_words_around_it(story: Story) -> None:
    coast = story.articles[0]
    share = next(figure for figure in figures_of(coast) if figure.value.unit == "%")
    assert as_written(coast, share) == "more than 40 per cent"
    before, figure, after = around(coast, share)
    assert before.endswith("the town paid ")
    assert before + figure + after == coast.text[slice(*share.sentence)]


def test_how_a_figure_was_read_is_said(story: Story) -> None:
    coast = story.articles[0]
    said = {as_written(coast, figure): " ".join(how_read(coast, figure)) for figure in figures_of(coast)}
    assert "1,500,000 USD" in said["$1.5 million"]
    assert "taken for the US dollar" in said["$1.5 million"]
    assert "holds it open" in said["more than 40 per cent"]
    assert "2025-03-27" in said["last year"]
    assert "22nd" in said["twenty-second"]


def test_without_a_date_no_day_is_settled() -> None:
    assert figures_of(article("It began last year, on Thursday.", "Coast")) == []


def test_five_documents() -> None:
    from reader.desk.opening.inputs import read

    opened = [one for one in read([str(shared("seeds"))], shelf=Shelf.nowhere()) if isinstance(one, Article)]
    (story,) = gather(opened).stories
    found = sheet(story)
    names = {one.id: one.name.rsplit("/", 1)[-1][:3] for one in found.articles}
    have = {row.label: {names[id_] for id_, _ in row.places} for row in found.rows}
    assert len(have) == len(found.rows)
    expected = {
        "USD 100 billion": {"000", "001"},
        "USD 60 billion": {"003"},
        "22nd": {"000", "001"},
        "23rd": {"002"},
        "2023": {"003"},
        "July 2024": {"004"},
    }
    assert {label: have.get(label) for label in expected} == expected
    assert {"2019", "December 2021", "February 2022", "5 years", "2 hours", "3rd"} <= have.keys()


def labels(found: Sheet, kind: FigureKind) -> list[str]:
    return [row.label for row in found.rows if row.kind is kind]


def test_small_counts_of_one_source_come_last_unless_another_source_counts_the_same_thing() -> None:
    first = article("Two men took three of its piles, 40 nets and two days of work.", "A")
    other = article("The storm took four piles and the men rested.", "B")
    found = sheet(Story((first, other)))
    assert labels(found, FigureKind.COUNT) == ["40 nets", "4 piles", "3 piles"]
    assert labels(found, FigureKind.FEW) == ["2 days", "2 men"]
    assert found.rows[-1].kind is FigureKind.FEW
    assert labels(sheet(Story((first,))), FigureKind.FEW) == []


def test_a_draft_stands_apart_and_is_no_source_of_a_figure() -> None:
    own = replace(article("Two men took four piles in 2024.", "mine"), draft=True)
    found = sheet(Story((own, article("Two men took three piles in 2024.", "A"), article("It was in 2024.", "B"))))
    assert labels(found, FigureKind.FEW) == ["4 piles", "3 piles", "2 men"]
    said = {row.label: found.where(row) for row in found.rows}
    assert said["2024"] == "2024: in A B · in the draft"
    assert said["3 piles"] == "3 piles: in A · not found in B · not found in the draft"
    assert said["4 piles"] == "4 piles: not found in A B · in the draft"


@given(st.lists(st.integers(1, 4000), max_size=12))
def test_ordinals_are_written_as_people_write_them(numbers: list[int]) -> None:
    text = " ".join(f"It was the {number}{'st' if number % 10 == 1 else 'th'} boat." for number in numbers)
    endings = {1: "st", 2: "nd", 3: "rd"}
    for row in sheet(Story((article(text, "A"),))).rows:
        number = int(row.label[:-2])
        teen = number % 100 in (11, 12, 13)
        assert row.label == f"{number}{'th' if teen else endings.get(number % 10, 'th')}"


def test_an_ordinal_in_common_is_named_as_it_is_written() -> None:
    here = "It was the first time in years that the harbour pier of Aldwick was closed by the warden."
    there = "For the first time in years the warden closed the harbour pier of Aldwick."
    reading = Reading(Story((article(here, "A"), article(there, "B"))))
    lines = why_marked(reading, "AAAA", reading.marks("AAAA")[0])
    assert any("numbers and names in common: " in line and "first" in line for line in lines)
    assert not any("1th" in line for line in lines)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The storm drove 40 fishing boats ashore.", "40 fishing boats"),
        ("They rebuilt 12 old wooden piles of it.", "12 old wooden piles"),
        ("It took 30 sailors years to pay.", "30 sailors"),
        ("There came 30 people always at noon.", "30 people"),
        ("It took a crew of 30 fishermen home.", "30 fishermen"),
        ("It was sold by 19 Norvik owners.", "19 Norvik"),
    ],
)
def test_what_is_counted_is_named_up_to_its_plural(text: str, label: str) -> None:
    one = article(text, "Coast")
    assert label in rows(sheet(Story((one,))))
    (figure,) = figures_of(one)
    assert as_written(one, figure) == label
