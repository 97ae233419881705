"""A draft among what is open: source @ of the story it is about, never one of its own."""

from __future__ import annotations

from dataclasses import replace

from reader.desk.edition import gather
from reader.desk.reading import Reading
from reader.model import Article

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
