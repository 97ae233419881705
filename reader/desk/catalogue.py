"""The list of a library: a light row an article, in order of days and stories; no text is loaded for it.

An article's own values and those of its row look alike to whoever draws a list (`Listed`), and so do a story and the
rows of its sources. Pure; the library gives the entries.
"""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from reader.library.entries import Flag, unhurried
from reader.model import headline, letter
from reader.text import dates, plain
from reader.text.dates import Certainty, When

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from reader.desk.opening import Problem
    from reader.library.entries import Entry
    from reader.model import Details
    from reader.text.plain import CleanText

ARRANGEMENTS = 3
"""Arrangements of a list that are kept at hand: all of it, what fits a filter, and what was before."""
HEADINGS = ("Today", "Yesterday", "This week", "Earlier")
"""What stands above the rows that are in order of time."""


class Sort(Enum):
    """The orders of a list, in the order in which the key goes through them."""

    SOURCES = "most sources first"
    NEWEST = "newest first"
    UNREAD = "most unread first"
    NAME = "by title"


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
class LightStory:
    """A story of a library whose articles are not loaded."""

    number: int
    articles: tuple[Light, ...]
    """In the order of their letters."""
    related: tuple[()] = ()

    @property
    def title(self) -> CleanText:
        """Its most central headline."""
        return headline(self.articles)

    def letters(self) -> dict[str, str]:
        """Return the letter of each article, by id."""
        return {article.id: letter_of(article.entry) for article in self.articles}


def letter_of(entry: Entry) -> str:
    """Return the letter that an article has in its story; empty where it has none."""
    return "" if entry.letter is None else letter(entry.letter)


class Catalogue:
    """What a list of a library is made of. The same text from several sources stands in it once.

    Args:
        entries: The rows of the articles, oldest number first.
        label: What the first line of the screen calls it.
        total: How many articles there are, where these are only the first page.
        details: What was stated about articles, by id.
        now: Seconds since 1970.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        label: str = "library",
        *,
        total: int | None = None,
        details: Mapping[str, Details] | None = None,
        now: float | None = None,
    ) -> None:
        self.label = plain.line(label)
        self.entries = list(_once(entries))
        left_out = set(entries).difference(self.entries) if len(self.entries) < len(entries) else ()
        self._copies = {entry.number: entry.id for entry in left_out}
        """The ids of those that are not in the list, since their text is, by number."""
        self.problems: tuple[Problem, ...] = ()
        self.total = total if total is not None else len(self.entries)
        standing = {entry.number for entry in self.entries} if len(self.entries) < len(entries) else set()
        self._copies = {entry.number: entry.id for entry in entries if entry.number not in standing} if standing else {}
        """Articles whose text stands in the list as another one, by number."""
        self._now = time.time() if now is None else now
        if details:
            self.entries = [_stated(entry, details) if entry.id in details else entry for entry in self.entries]
        self.groups: list[tuple[int, ...]] = []
        """The positions of the sources of each story, in the order of their letters; stories of two and more."""
        self._homes: dict[int, int] = {}
        """The number in `groups` by the story's number."""
        self._when = array("d")
        self._arrangements: deque[tuple[object, array[int]]] = deque(maxlen=ARRANGEMENTS)
        """What was arranged last, and how."""
        self._group()

    def _group(self) -> None:
        members: dict[int, list[int]] = {}
        for at, entry in enumerate(self.entries):
            if entry[9] is not None:
                members.setdefault(entry[9], []).append(at)
        for story, places in members.items():
            if len(places) > 1:
                places.sort(key=lambda at: self.entries[at].letter or 0)
                self._homes[story] = len(self.groups)
                self.groups.append(tuple(places))

    # ---------------------------------------------------------------- asking

    def position(self, article_id: str) -> int:
        """Return where an article stands, by id; -1 where it does not. Some milliseconds at 100,000 articles."""
        return next((at for at, entry in enumerate(self.entries) if entry[1] == article_id), -1)

    def light(self, at: int) -> Light:
        """Return the article at a position."""
        return Light(self.entries[at])

    def group_at(self, at: int) -> int:
        """Return the number in `groups` of an article's story; -1 where it stands alone."""
        story = self.entries[at].story
        return -1 if story is None else self._homes.get(story, -1)

    def story(self, group: int) -> LightStory:
        """Return a story by its number in `groups`."""
        places = self.groups[group]
        return LightStory(self.entries[places[0]].story or 0, tuple(self.light(at) for at in places))

    def mates(self, article_id: str) -> list[Entry]:
        """Return the entries of an article's story in the order of their letters, or its own; none where it is gone."""
        return self._mates(self.position(article_id))

    def mates_of(self, number: int) -> list[Entry]:
        """Return the same for the number of an article."""
        at = bisect_left(self.entries, (number,))
        return self._mates(at if at < len(self.entries) and self.entries[at].number == number else -1)

    def listed(self, number: int, article_id: str) -> Light | None:
        """Return the article of a number, or else of an id; None where the list has neither."""
        at = bisect_left(self.entries, (number,))
        if at == len(self.entries) or self.entries[at].number != number:
            at = self.position(self._copies.get(number, article_id))
        return self.light(at) if at >= 0 else None

    def positions(self, numbers: Iterable[int]) -> set[int]:
        """Return where articles stand, by their numbers; one that stands there as another one, where that does."""
        wanted = set(numbers)
        found = {at for at, entry in enumerate(self.entries) if entry[0] in wanted}
        same = {id_ for number, id_ in self._copies.items() if number in wanted}
        return found | {at for at, entry in enumerate(self.entries) if entry[1] in same} if same else found

    def hidden(self, by: Mapping[int, str]) -> dict[int, str]:
        """Return where articles of some numbers stand, with what is given of each; not of a text with other numbers."""
        spared = {id_ for number, id_ in self._copies.items() if number not in by}
        return {at: by[entry[0]] for at, entry in enumerate(self.entries) if entry[0] in by and entry[1] not in spared}

    def _mates(self, at: int) -> list[Entry]:
        if at < 0:
            return []
        group = self.group_at(at)
        return [self.entries[at]] if group < 0 else [self.entries[one] for one in self.groups[group]]

    def unread(self, read_ids: Collection[str]) -> int:
        """Count the articles that are not read."""
        return sum(entry[1] not in read_ids for entry in self.entries)

    # ---------------------------------------------------------------- putting in order

    def arranged(
        self, sort: Sort, read_ids: Collection[str], folded: Collection[str], only: Collection[int] | None = None
    ) -> array[int]:
        """Return the rows of the list: a position, or `~(2 k)` for heading k, or `~(2 k + 1)` for story k.

        Some 0.15 s at 100,000 articles, but nothing where it is one of those that were asked for last.

        Args:
            sort: In which order; by time has headings.
            read_ids: What is read.
            folded: Ids of the first sources of stories whose sources are not shown.
            only: Positions that are shown, where not all are.
        """
        wanted = sort, read_ids if sort is Sort.UNREAD else (), frozenset(folded), only
        known = next((rows for how, rows in self._arrangements if how == wanted), None)
        if known is None:
            with unhurried():
                known = self._arranged(sort, read_ids, folded, only)
            self._arrangements.append((wanted, known))
        return known

    def _arranged(
        self, sort: Sort, read_ids: Collection[str], folded: Collection[str], only: Collection[int] | None
    ) -> array[int]:
        shown = None if only is None else set(only)
        places = range(len(self.entries)) if only is None else sorted(only)
        units = self._units(sorted(places, key=self._moments().__getitem__, reverse=True), shown)
        if sort is not Sort.NEWEST:
            units = array("i", sorted(units, key=lambda unit: self._sort_key(sort, unit, read_ids)))
        when, entries, groups = self._moments(), self.entries, self.groups
        bounds = _bounds(self._now)
        rows = array("i")
        heading = -1
        for unit in units:
            if sort is Sort.NEWEST:
                newest = when[unit] if unit >= 0 else max(when[at] for at in groups[~unit >> 1])
                if heading < 0 or newest < bounds[heading]:
                    heading = _day(newest, bounds)
                    rows.append(~(2 * heading))
            rows.append(unit)
            if unit < 0 and entries[groups[~unit >> 1][0]].id not in folded:
                rows.extend(at for at in groups[~unit >> 1] if shown is None or at in shown)
        return rows

    def _units(self, order: Sequence[int], shown: Collection[int] | None) -> array[int]:
        """Return single articles and stories as `arranged` does, each where its newest article stands."""
        entries, homes = self.entries, self._homes
        units = array("i")
        told: set[int] = set()
        for at in order:
            story = entries[at][9]
            group = -1 if story is None else homes.get(story, -1)
            if group < 0:
                units.append(at)
            elif group not in told:
                told.add(group)
                few = shown is not None and sum(place in shown for place in self.groups[group]) < 2
                units.append(at if few else ~(2 * group + 1))
        return units

    def _sort_key(self, sort: Sort, unit: int, read_ids: Collection[str]) -> int | str:
        places = (unit,) if unit >= 0 else self.groups[~unit >> 1]
        match sort:
            case Sort.SOURCES:
                return -len(places)
            case Sort.UNREAD:
                return -sum(self.entries[place].id not in read_ids for place in places)
            case _:
                title = self.entries[unit].title if unit >= 0 else self.story(~unit >> 1).title
                return title.casefold()

    def _moments(self) -> array[float]:
        """Return when each article is from: its date where that is not later than it was first seen.

        A date without a time of day counts as noon where the reader is.
        """
        if len(self._when) != len(self.entries):
            offset = datetime.fromtimestamp(self._now).astimezone().utcoffset() or timedelta()
            noon = 43_200 - offset.total_seconds()
            self._when = array(
                "d",
                [
                    seen if date is None or (moment := date if flags & 2 else date + noon) > seen else moment
                    for _, _, _, _, date, _, flags, seen, _, _, _ in self.entries
                ],
            )
        return self._when


def _once(entries: Sequence[Entry]) -> Sequence[Entry]:
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


def _stated(entry: Entry, details: Mapping[str, Details]) -> Entry:
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


def _bounds(now: float) -> tuple[float, ...]:
    """Return when today, yesterday, this week and everything earlier begin, where the reader is."""
    midnight = datetime.fromtimestamp(now).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    begun = [midnight - timedelta(days=days) for days in (0, 1, midnight.weekday())]
    today, yesterday, week = (day.timestamp() for day in begun)
    return today, yesterday, min(week, yesterday), float("-inf")


def _day(moment: float, bounds: Sequence[float]) -> int:
    return next(number for number, begun in enumerate(bounds) if moment >= begun)
