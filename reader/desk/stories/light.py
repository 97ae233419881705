"""What a list shows of an article and of a story without their texts. Frozen values, made of rows of the library.

An article's own values and those of its row look alike to whoever draws a list (`Listed`), and so do a story and the
rows of its sources.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from reader.library.holdings.entries import Flag
from reader.model import headline, letter
from reader.text import dates, plain
from reader.text.dates import Certainty, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.library.holdings.entries import Entry
    from reader.model import Details
    from reader.text.plain import CleanText


class Listed(Protocol):
    """What a list shows of an article: an `Article` has it, and a `Light` as well."""

    @property
    def id(self) -> str:
        """By which everything is kept of it."""

    @property
    def title(self) -> CleanText:
        """Its title."""

    @property
    def title_inferred(self) -> bool:
        """Whether the title was taken from the text."""

    @property
    def source(self) -> CleanText:
        """Who published it."""

    @property
    def name(self) -> CleanText:
        """What it is called where it has no title."""

    @property
    def published(self) -> When | None:
        """Its date."""

    @property
    def weekday(self) -> CleanText:
        """The day its text speaks of, where it has no date."""

    @property
    def words(self) -> int:
        """How many words it has."""

    @property
    def draft(self) -> bool:
        """Whether it is the reader's own text."""


@dataclass(frozen=True, slots=True)
class Light:
    """An article of a library whose text is not loaded."""

    entry: Entry
    weekday: CleanText = plain.CleanText("")
    draft: bool = False

    @property
    def id(self) -> str:
        """By which everything is kept of it."""
        return self.entry.id

    @property
    def title(self) -> CleanText:
        """Its title."""
        return self.entry.title

    @property
    def title_inferred(self) -> bool:
        """Whether the title was taken from the text."""
        return bool(self.entry.flags & Flag.INFERRED_TITLE)

    @property
    def source(self) -> CleanText:
        """Who published it."""
        return self.entry.source

    @property
    def name(self) -> CleanText:
        """What it is called where it has no title."""
        return plain.CleanText("without a title")

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.entry.words

    @property
    def published(self) -> When | None:
        """Its date, in UTC."""
        if self.entry.date is None:
            return None
        try:
            moment = datetime.fromtimestamp(self.entry.date, UTC)
        except (ValueError, OverflowError, OSError):
            return None
        flags = self.entry.flags
        certainty = (
            Certainty.INFERRED
            if flags & Flag.INFERRED_DATE
            else Certainty.UNSURE
            if flags & Flag.UNSURE_DATE
            else Certainty.STATED
        )
        return When(moment, bool(flags & Flag.HAS_TIME), certainty, plain.CleanText(""))


@dataclass(frozen=True, slots=True)
class LightRelated:
    """An article of a library that lies beside a story."""

    article: Light
    relation: str
    """As seen from the story: "earlier", "later" or "near"."""


@dataclass(frozen=True, slots=True)
class LightStory:
    """A story of a library whose articles are not loaded."""

    number: int
    articles: tuple[Light, ...]
    """In the order of their letters."""
    related: tuple[LightRelated, ...] = ()

    @property
    def title(self) -> CleanText:
        """Its most central headline."""
        return headline(self.articles)

    @property
    def sources(self) -> tuple[Light, ...]:
        """The articles: what is counted."""
        return self.articles

    def letters(self) -> dict[str, str]:
        """Return the letter of each article, by id; a small one for what is related."""
        first = max((article.entry.letter or 0 for article in self.articles), default=-1) + 1
        beside = {one.article.id: letter(first + n).lower() for n, one in enumerate(self.related)}
        return beside | {article.id: letter_of(article.entry) for article in self.articles}


def relation(article: Light, story: Iterable[Light]) -> str:
    """Return how an article lies to a story in time: "earlier", "later", or "near" where a date is missing."""
    days = sorted(one.published.moment.date() for one in story if one.published)
    if article.published is None or not days or days[0] <= (day := article.published.moment.date()) <= days[-1]:
        return "near"
    return "earlier" if day < days[0] else "later"


def letter_of(entry: Entry) -> str:
    """Return the letter that an article has in its story; empty where it has none."""
    return "" if entry.letter is None else letter(entry.letter)


def once(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Leave out entries of a text that stands there before; one that belongs to a story comes before one that does not.

    Where no text comes twice, the entries themselves are given.
    """
    if len({entry[1] for entry in entries}) == len(entries):
        return entries
    kept: dict[str, Entry] = {}
    for entry in entries:
        known = kept.get(entry.id)
        if known is None or (known.story is None and entry.story is not None):
            kept[entry.id] = entry
    return sorted(kept.values())


def stated_entry(entry: Entry, details: Mapping[str, Details]) -> Entry:
    """Return an entry with what was stated about its article."""
    stated = details[entry.id]
    title, source, date, flags = entry.title, entry.source, entry.date, Flag(entry.flags)
    if stated.title is not None:
        title = stated.title
        flags &= ~Flag.INFERRED_TITLE
    if stated.source is not None:
        source = stated.source
    if stated.date is not None:
        when = dates.parse(stated.date)
        date = int(when.moment.timestamp()) if when is not None else None
        flags &= ~(Flag.HAS_TIME | Flag.UNSURE_DATE | Flag.INFERRED_DATE)
        if when is not None and when.has_time:
            flags |= Flag.HAS_TIME
    return entry._replace(title=title, source=source, date=date, flags=int(flags))
