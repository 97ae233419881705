"""A story in one line: its most central headline, its days, its sources by letter, what is unread, what is a copy.

Asks `stories/`; touches no file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

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


def outline(story: Story, is_read: Callable[[str], bool]) -> Outline:
    """Return a story in one line. Linear in its texts."""
    folded = copies(story)
    letters = story.letters()
    days = sorted(one.published.moment.date() for one in story.sources if one.published)
    return Outline(
        title=story.title,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        sources=tuple((letters[one.id], one.source or one.name) for one in story.sources if one.id not in folded),
        articles=len(story.sources),
        unread=sum(not is_read(one.id) for one in story.sources),
        copies=len(folded),
        related=len(story.related),
    )


def copies(story: Story) -> dict[str, str]:
    """Return which sources of a story hold the text of an earlier one, by id, each with the first of them."""
    from reader.stories import copies_among

    sources = story.sources
    return {sources[later].id: sources[first].id for later, first in copies_among(sources).items()}
