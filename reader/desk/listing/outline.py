"""A story in one line: its most central headline, its days, its sources by letter, what is unread, what is a copy.

Asks `stories/`, and the library for its stories.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.desk.stories.edition import copies
from reader.desk.telling.fresh import fresh, in_words
from reader.text import dates
from reader.text.dates import Certainty

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from reader.desk.stories.catalogue import Catalogue
    from reader.desk.stories.light import LightStory, Listed
    from reader.desk.telling.fresh import Fresh
    from reader.library.holdings.entries import Entry
    from reader.library.library import Library
    from reader.library.stated.pairs import Pair
    from reader.model import Story
    from reader.text.plain import CleanText


MOST_FRESH = 200
"""Stories of a library that are partly read, of which what is new is looked for at once: each is matched."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A story as a list of stories shows it."""

    title: CleanText
    first: date | None
    """The first and the last day; None where no article has a date."""
    last: date | None
    sources: tuple[tuple[str, CleanText], ...]
    """Letters and names of the sources, without those that are copies."""
    articles: int
    unread: int
    copies: int
    """Articles that hold the text of another one of the story."""
    related: int
    copied: tuple[tuple[str, str], ...] = ()
    """The letters of copies, each with that of the article that it is a copy of."""
    new: tuple[tuple[str, int, int], ...] = ()
    """Where some sources are read: letters of the others, in the order in which they tell most that is new; passages
    that are new in each now, and after those before it."""
    new_words: str = ""


def outline(story: Story, read_ids: Collection[str], pairs: Mapping[Pair, bool] | None = None) -> Outline:
    """Return a story in one line. Linear in its texts; one of which some is read is matched.

    Args:
        story: Whose.
        read_ids: The ids of articles that are read.
        pairs: What the reader has said of pairs of sentences.
    """
    unread = sum(one.id not in read_ids for one in story.sources)
    row = light_outline(story, copies(story), read_ids)
    return _with_new(row, story, read_ids, pairs) if 0 < unread < len(story.sources) else row


def light_outline(story: Story | LightStory, folded: Mapping[str, str], read_ids: Collection[str]) -> Outline:
    """Return the same without what is new in it, which takes no text.

    Args:
        story: Whose.
        folded: The ids of sources that are copies, each with the id of what it is a copy of.
        read_ids: The ids of articles that are read.
    """
    letters = story.letters()
    dated = sorted(one.published.moment.date() for one in story.sources if one.published)
    return Outline(
        title=story.title,
        first=dated[0] if dated else None,
        last=dated[-1] if dated else None,
        sources=tuple((letters[one.id], one.source or one.name) for one in story.sources if one.id not in folded),
        articles=len(story.sources),
        unread=sum(one.id not in read_ids for one in story.sources),
        copies=len(folded),
        related=len(story.related),
        copied=tuple((letters[copy], letters[first]) for copy, first in folded.items()),
    )


def outlines(library: Library, numbers: Iterable[int]) -> tuple[list[tuple[list[Entry], Outline]], int]:
    """Return the stories of a library that two of some articles are in, or beside, and more, with the rows of these.

    Linear in the rows of the library. Texts are read for the newest `MOST_FRESH` stories alone that are partly read.

    Returns:
        The stories, and how many that are partly read were not looked at for what is new in them.

    Raises:
        LibraryError: The library cannot be read.
    """
    from reader.desk.listing.picking import story_of

    shelf, read_ids = library.shelf, library.shelf.read_ids
    catalogue = catalogue_of(library, numbers)
    partly = catalogue.partly(read_ids, len(catalogue.groups))
    fresh_in = {entries[0].story for entries in partly[:MOST_FRESH]}
    found = []
    for group, places in enumerate(catalogue.groups):
        entries = [catalogue.entry(at) for at in places]
        folded = {
            catalogue.entry(at).id: catalogue.entry(first).id for at in places if (first := catalogue.copy_of(at)) >= 0
        }
        row = light_outline(catalogue.story(group), folded, read_ids)
        if entries[0].story in fresh_in:
            row = _with_new(row, story_of(library, entries), read_ids, shelf.pairs())
        found.append((entries, row))
    found.sort(key=lambda one: one[0][0].story or 0)
    return found, max(len(partly) - MOST_FRESH, 0)


def light_stories(library: Library, numbers: Sequence[int]) -> list[LightStory]:
    """Return the stories of two and more of some articles by number, then those that stand alone, in their order.

    No text is read: linear in the rows of the library. What lies beside a story is there if it is one of the articles.
    What stands alone has the number 0.

    Raises:
        LibraryError: The library cannot be read.
    """
    from reader.desk.stories.light import LightStory

    catalogue = catalogue_of(library, numbers)
    shared = sorted(map(catalogue.story, range(len(catalogue.groups))), key=lambda story: story.number)
    place = {entry.number: at for at, entry in enumerate(catalogue.entries)}
    places = (place[number] for number in numbers if number in place)
    return shared + [LightStory(0, (catalogue.light(at),)) for at in places if catalogue.group_at(at) < 0]


def catalogue_of(library: Library, numbers: Iterable[int]) -> Catalogue:
    """Return the list of some articles of a library, with all rows of their texts. Raises LibraryError."""
    from reader.desk.stories.catalogue import Catalogue

    every = library.articles.entries()
    chosen = set(numbers)
    ids = {entry.id for entry in every if entry.number in chosen}
    return Catalogue(
        [entry for entry in every if entry.id in ids],
        details=library.shelf.every_detail(),
        beside=library.stories.every_beside(),
        copies=library.stories.copies(),
    )


def _with_new(row: Outline, story: Story, read_ids: Collection[str], pairs: Mapping[Pair, bool] | None) -> Outline:
    """Return the outline of a story that is partly read with what is new in it."""
    found = _fresh(story, read_ids, pairs)
    letters = story.letters()
    new = tuple((letters[id_], found.new[id_], gain) for id_, gain in found.order)
    return replace(row, new=new, new_words=in_words(found, letters))


def _fresh(story: Story, read_ids: Collection[str], pairs: Mapping[Pair, bool] | None) -> Fresh:
    from reader.desk.telling.reading import Reading

    return fresh(Reading(story, pairs), read_ids)


def days(articles: Iterable[Listed]) -> str:
    """Return the days of a story's sources, from the first to the last: "19-27 Mar 2025"; empty where none is dated."""
    dated = sorted((one.published for one in articles if one.published), key=lambda when: when.moment)
    if not dated:
        return ""
    first, last = dated[0], dated[-1]
    if first.moment.date() == last.moment.date():
        return dates.show(last)
    shown = dates.show(replace(first, certainty=Certainty.STATED)).split()
    if first.moment.year == last.moment.year:
        del shown[2:]
        if first.moment.month == last.moment.month:
            return f"{shown[0]}-{dates.show(replace(last, certainty=Certainty.STATED))}"
    return f"{' '.join(shown)} - {dates.show(replace(last, certainty=Certainty.STATED))}"
