"""A draft among what is open: source @ of the story it is about, never one of its own."""

from __future__ import annotations

from dataclasses import replace

from reader.desk.stories.edition import gather
from reader.desk.telling.matrix import Told, counts, describe, matrix_of
from reader.desk.telling.reading import Reading
from reader.model import DIFFERS, Article

PIER = "The harbour pier at Aldwick was closed on Monday after the storm took two of its wooden piles, Ada Holm said."
STORM = "After the storm took two wooden piles, the harbour pier at Aldwick was closed on Monday, said Ada Holm."
TEA = "A cup of tea costs two euros in the shop at the corner of Elm Street, and nobody in town minds at all."


def article(text: str, name: str) -> Article:
    return Article.from_fields(id=name * 4, title=name, text=text, source=name, published=None)


def draft(text: str) -> Article:
    return replace(article(text, "mine"), draft=True)


def test_a_draft_has_the_letter_at_and_stands_first_and_takes_no_letter() -> None:
    own = draft(PIER)
    edition = gather([article(STORM, "gale"), own, article(PIER + " Gulls watched.", "coast")], together=True)
    (story,) = edition.stories
    assert list(story.letters().values()) == ["@", "A", "B"]
    assert story.articles[0] is own
    assert edition.find("@") is own
    assert edition.letter_of(own.id) == "@"
    assert story.title == "gale"


def test_a_draft_about_nothing_that_is_open_lies_beside_the_first_story() -> None:
    own = draft(TEA)
    edition = gather([article(STORM, "gale"), own])
    (story,) = edition.stories
    assert [one.id for one in story.articles] == [own.id, "galegalegalegale"]
    assert any("draft" in line for line in story.why)


def test_a_draft_alone_is_a_story_of_one() -> None:
    (story,) = gather([draft(TEA)]).stories
    assert list(story.letters().values()) == ["@"]


def test_the_gutter_names_it_like_any_source() -> None:
    own, other = draft(PIER), article(STORM, "gale")
    (story,) = gather([other, own], together=True).stories
    reading = Reading(story)
    assert reading.marks(own.id)[0].letters == ("A",)
    assert reading.marks(other.id)[0].letters == ("@",)
    assert reading.by_letter("@") is own


def test_the_matrix_shows_a_draft_apart_and_counts_it_nowhere() -> None:
    sources = [article(STORM, "gale"), article(PIER + " Gulls watched from the roof of the customs house.", "coast")]
    differing = PIER.replace("two", "five") + " My own sentence has no match at all in what they wrote there."
    without = matrix_of(Reading(gather(sources, together=True).stories[0]))
    made = matrix_of(Reading(gather([*sources, draft(differing)], together=True).stories[0]))
    assert made.letters == ("@", "A", "B")
    assert made.sources == 2
    told = {row.text: row for row in made.rows}
    assert {text: told[text].sources for text in (row.text for row in without.rows)} == {
        row.text: row.sources for row in without.rows
    }
    for wanted in (Told.ALL, Told.SOME, Told.ONE, Told.DIFFERS, Told.UNSURE):
        assert made.count(wanted) == without.count(wanted)
    assert counts(made) == counts(without) + " · 1 of the draft without a sure match"
    pier = next(row for row in made.rows if row.sources == 2)
    assert pier.cells[0].sign == DIFFERS
    assert "told by A and B · the draft: differs" in describe(made, pier)
    own = next(row for row in made.rows if not row.sources)
    assert describe(made, own) == "in the draft · no match found in A and B"


def test_what_a_source_shares_is_counted_without_the_draft() -> None:
    sources = [article(STORM, "gale"), article(TEA, "kettle")]
    (story,) = gather([*sources, draft(TEA)], together=True).stories
    reading = Reading(story)
    assert reading.share(sources[1].id).shared == 0
    assert reading.marks(sources[1].id)[0].letters == ("@",)
    assert story.sources == tuple(sources)
