"""A story in one line: its most central headline, its days, its sources by letter, what is unread, what is a copy.

Asks `stories/`; touches no file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.desk.edition import copies
from reader.desk.fresh import fresh, in_words
from reader.text import dates
from reader.text.dates import Certainty

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from reader.desk.fresh import Fresh
    from reader.desk.light import Listed
    from reader.library.pairs import Pair
    from reader.model import Story
    from reader.text.plain import CleanText


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
    folded = copies(story)
    letters = story.letters()
    dated = sorted(one.published.moment.date() for one in story.sources if one.published)
    unread = sum(one.id not in read_ids for one in story.sources)
    found = _fresh(story, read_ids, pairs) if 0 < unread < len(story.sources) else None
    return Outline(
        title=story.title,
        first=dated[0] if dated else None,
        last=dated[-1] if dated else None,
        sources=tuple((letters[one.id], one.source or one.name) for one in story.sources if one.id not in folded),
        articles=len(story.sources),
        unread=unread,
        copies=len(folded),
        related=len(story.related),
        copied=tuple((letters[copy], letters[first]) for copy, first in folded.items()),
        new=tuple((letters[id_], found.new[id_], gain) for id_, gain in found.order) if found else (),
        new_words=in_words(found, letters) if found else "",
    )


def _fresh(story: Story, read_ids: Collection[str], pairs: Mapping[Pair, bool] | None) -> Fresh:
    from reader.desk.reading import Reading

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
