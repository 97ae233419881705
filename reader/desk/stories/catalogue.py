"""The list of a library: a light row an article, in order of days and stories; no text is loaded for it.

Pure; the library gives the entries.
"""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left
from collections import deque
from datetime import datetime, timedelta
from enum import Enum
from heapq import nlargest
from typing import TYPE_CHECKING

from reader.desk.stories.light import Light, LightRelated, LightStory, once, relation, stated_entry
from reader.desk.stories.views import Positions
from reader.model import headline
from reader.text import plain
from reader.text.unhurried import unhurried

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from reader.desk.opening.inputs import Problem
    from reader.library.holdings.entries import Entry
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


class Catalogue:
    """What a list of a library is made of. The same text from several sources stands in it once.

    Args:
        entries: The rows of the articles, oldest number first.
        label: What the first line of the screen calls it.
        total: How many articles there are, where these are only the first page.
        details: What was stated about articles, by id.
        beside: Articles that lie beside stories, by number, each with the number of the story.
        copies: Articles that hold the text of another one, by number, each with one that is the same for all of them.
        now: Seconds since 1970.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        label: str = "library",
        *,
        total: int | None = None,
        details: Mapping[str, Details] | None = None,
        beside: Mapping[int, int] | None = None,
        copies: Mapping[int, int] | None = None,
        now: float | None = None,
    ) -> None:
        self.label = plain.line(label)
        self.entries = list(once(entries))
        self.again = sorted(set(entries).difference(self.entries)) if len(self.entries) < len(entries) else []
        """Those whose text stands in the list as another one: their positions follow those of `entries`."""
        self._same = {entry.number: entry.id for entry in self.again}
        self.problems: tuple[Problem, ...] = ()
        self.labels: Mapping[int, Sequence[CleanText]] = {}
        """Tags and folders of sources, by the source's number: those that have any."""
        self.total = total if total is not None else len(self.entries)
        self._now = time.time() if now is None else now
        if details:
            self.entries = [stated_entry(entry, details) if entry.id in details else entry for entry in self.entries]
        self.groups: list[tuple[int, ...]] = []
        """The positions of a story's sources by their letters; of one source alone where something lies beside it."""
        self._homes: dict[int, int] = {}
        """The number in `groups` by the story's number."""
        self._when = array("d")
        self._arrangements: deque[tuple[object, array[int]]] = deque(maxlen=ARRANGEMENTS)
        """What was arranged last, and how."""
        self._beside: dict[int, tuple[int, ...]] = {}
        """What is related to stories: positions, by the number in `groups`."""
        self._homes_beside: dict[int, int] = {}
        """The number in `groups` by the position of what is related."""
        self._copies: dict[int, list[int]] = {}
        """The positions of an article's copies, by its own; a copy has none."""
        self._copied: dict[int, int] = {}
        """The position of the article that a copy is one of, by its own."""
        self._group(beside or {})
        self._lay_beside(beside or {})
        self._fold_copies(copies or {})

    def _lay_beside(self, beside: Mapping[int, int]) -> None:
        for at, entry in enumerate(self.entries if beside else ()):
            home = self._homes.get(beside.get(entry[0], -1))
            if home is not None and entry[9] is None:
                self._homes_beside[at] = home
                self._beside[home] = (*self._beside.get(home, ()), at)

    def _fold_copies(self, copies: Mapping[int, int]) -> None:
        if copies:
            place = {entry[0]: at for at, entry in enumerate(self.entries) if entry[0] in copies}
            for group in {self.group_at(at) for at in place.values()} - {-1}:
                firsts: dict[int, int] = {}
                for at in self.groups[group]:
                    first = firsts.setdefault(copies.get(self.entries[at].number, self.entries[at].number), at)
                    if first != at:
                        self._copied[at] = first
        if self.again:
            wanted = {entry.id for entry in self.again}
            stands = {entry[1]: at for at, entry in enumerate(self.entries) if entry[1] in wanted}
            for number, entry in enumerate(self.again, len(self.entries)):
                self._copied[number] = self._copied.get(stands[entry.id], stands[entry.id])
        for at, first in self._copied.items():
            self._copies.setdefault(first, []).append(at)

    def _group(self, beside: Mapping[int, int]) -> None:
        lying = (beside.get(entry[0]) for entry in self.entries if entry[9] is None) if beside else ()
        having = set(lying)
        members: dict[int, list[int]] = {}
        for at, entry in enumerate(self.entries):
            if entry[9] is not None:
                members.setdefault(entry[9], []).append(at)
        for story, places in members.items():
            if len(places) > 1 or story in having:
                places.sort(key=lambda at: self.entries[at].letter or 0)
                self._homes[story] = len(self.groups)
                self.groups.append(tuple(places))

    # ---------------------------------------------------------------- asking

    def position(self, article_id: str) -> int:
        """Return where an article stands, by id; -1 where it does not. Some milliseconds at 100,000 articles."""
        return next((at for at, entry in enumerate(self.entries) if entry[1] == article_id), -1)

    def light(self, at: int) -> Light:
        """Return the article at a position."""
        return Light(self.entry(at))

    def entry(self, at: int) -> Entry:
        """Return the row of the article at a position."""
        return self.entries[at] if at < len(self.entries) else self.again[at - len(self.entries)]

    def labels_of(self, article_id: str) -> Sequence[CleanText]:
        """Return the tags and folders of the source that an article came with."""
        at = self.position(article_id)
        feed = self.entries[at].feed if at >= 0 else None
        return () if feed is None else self.labels.get(feed, ())

    def copies(self, at: int) -> Sequence[int]:
        """Return the positions of an article's copies; of a copy there are none."""
        return self._copies.get(at, ())

    def copies_in(self, group: int, hidden: Collection[int] = ()) -> int:
        """Return how many sources of a story are copies of another one, by its number in `groups`.

        Of hidden ones, by position, nothing counts: what is a copy of one stands for itself.
        """
        places = (at for at in self.groups[group] if at not in hidden)
        return sum(at in self._copied and self._copied[at] not in hidden for at in places)

    def copy_of(self, at: int) -> int:
        """Return the position of the article that a copy is one of; -1 where it is none."""
        return self._copied.get(at, -1)

    def copies_of(self, article_id: str) -> list[Light]:
        """Return an article and those of its story that hold the same text; nothing where it has no copies."""
        at = self.position(article_id)
        first = self._copied.get(at, at)
        return [self.light(one) for one in (first, *self._copies[first])] if first in self._copies else []

    def related(self, at: int) -> LightRelated | None:
        """Return how an article lies beside a story; None where it does not."""
        home = self._homes_beside.get(at)
        return None if home is None else self._related(home, at)

    def group_at(self, at: int) -> int:
        """Return the number in `groups` of the story that an article is in, or beside; -1 where it stands alone."""
        if at in self._homes_beside:
            return self._homes_beside[at]
        if at >= len(self.entries):
            at = self._copied[at]
        story = self.entries[at].story
        return -1 if story is None else self._homes.get(story, -1)

    def story(self, group: int, hidden: Collection[int] = ()) -> LightStory:
        """Return a story by its number in `groups`, without sources that are hidden, by position, unless all are."""
        places = [at for at in self.groups[group] if at not in hidden] or self.groups[group]
        beside = tuple(self._related(group, at) for at in self._beside.get(group, ()))
        return LightStory(self.entries[places[0]].story or 0, tuple(map(self.light, places)), beside)

    def _related(self, group: int, at: int) -> LightRelated:
        article = self.light(at)
        return LightRelated(article, relation(article, map(self.light, self.groups[group])))

    def mates(self, article_id: str) -> list[Entry]:
        """Return the entries of an article's story in the order of their letters, or its own; none where it is gone.

        Of what is related to a story, those of that.
        """
        return self._mates(self.position(article_id))

    def mates_of(self, number: int) -> list[Entry]:
        """Return the same for the number of an article."""
        at = bisect_left(self.entries, (number,))
        return self._mates(at if at < len(self.entries) and self.entries[at].number == number else -1)

    def listed(self, number: int, article_id: str) -> Light | None:
        """Return the article of a number, or else of an id; None where the list has neither."""
        at = bisect_left(self.entries, (number,))
        if at == len(self.entries) or self.entries[at].number != number:
            at = self.position(self._same.get(number, article_id))
        return self.light(at) if at >= 0 else None

    def positions(self, numbers: Iterable[int]) -> Positions:
        """Return where articles stand, by their numbers; one that stands there as another one, where that does."""
        wanted = set(numbers)
        same = {id_ for number, id_ in self._same.items() if number in wanted}
        found = (at for at, entry in enumerate(self.entries) if entry[0] in wanted or (same and entry[1] in same))
        return Positions(found, len(self.entries))

    def hidden(self, by: Mapping[int, str]) -> dict[int, str]:
        """Return where articles of some numbers stand, with what is given of each; not of a text with other numbers."""
        spared = {id_ for number, id_ in self._same.items() if number not in by}
        return {at: by[entry[0]] for at, entry in enumerate(self.entries) if entry[0] in by and entry[1] not in spared}

    def _mates(self, at: int) -> list[Entry]:
        if at < 0:
            return []
        group = self.group_at(at)
        return [self.entries[at]] if group < 0 else [self.entries[one] for one in self.groups[group]]

    def unread(self, read_ids: Collection[str], hidden: Collection[int] = ()) -> int:
        """Count the articles that are not read, without those at some positions."""
        unread = sum(entry[1] not in read_ids for entry in self.entries)
        return unread - sum(self.entries[at].id not in read_ids for at in hidden)

    def partly(self, read_ids: Collection[str], most: int) -> list[list[Entry]]:
        """Return the sources of stories of which some are read and some are not: the newest of them, at most `most`."""
        found = []
        for places in self.groups:
            read = sum(self.entries[at][1] in read_ids for at in places)
            if 0 < read < len(places):
                found.append(places)
        when = self._moments()
        newest = nlargest(most, found, key=lambda places: max(when[at] for at in places))
        return [[self.entries[at] for at in places] for places in newest]

    # ---------------------------------------------------------------- putting in order

    def arranged(
        self,
        sort: Sort,
        read_ids: Collection[str],
        folded: Collection[str],
        only: Collection[int] | None = None,
        spread: Collection[str] = (),
    ) -> array[int]:
        """Return the rows of the list: a position, or `~(2 k)` for heading k, or `~(2 k + 1)` for story k.

        Some 0.15 s at 100,000 articles, but nothing where it is one of those that were asked for last.

        Args:
            sort: In which order; by time has headings.
            read_ids: What is read.
            folded: Ids of the first sources of stories whose sources are not shown.
            only: Positions that are shown, where not all are.
            spread: Ids of articles whose copies are shown.
        """
        wanted = sort, read_ids if sort is Sort.UNREAD else (), frozenset(folded), only, frozenset(spread)
        known = next((rows for how, rows in self._arrangements if how == wanted), None)
        if known is None:
            with unhurried():
                known = self._arranged(sort, read_ids, folded, only, spread)
            self._arrangements.append((wanted, known))
        return known

    def _arranged(
        self,
        sort: Sort,
        read_ids: Collection[str],
        folded: Collection[str],
        only: Collection[int] | None,
        spread: Collection[str],
    ) -> array[int]:
        places = range(len(self.entries)) if only is None else only
        units = self._units(sorted(places, key=self._moments().__getitem__, reverse=True), only)
        if sort is not Sort.NEWEST:
            units = array("i", sorted(units, key=lambda unit: self._sort_key(sort, unit, read_ids)))
        when, entries, groups = self._moments(), self.entries, self.groups
        bounds = _bounds(self._now)
        rows = array("i")
        heading = -1
        for unit in units:
            if sort is Sort.NEWEST:
                newest = when[unit] if unit >= 0 else max(when[at] for at in self._within(~unit >> 1))
                if heading < 0 or newest < bounds[heading]:
                    heading = _day(newest, bounds)
                    rows.append(~(2 * heading))
            rows.append(unit)
            if unit >= 0:
                self._spread(rows, unit, spread, only)
            elif entries[groups[~unit >> 1][0]].id not in folded:
                for at in self._within(~unit >> 1):
                    if self._stands(at, only):
                        rows.append(at)
                        self._spread(rows, at, spread, only)
        return rows

    def _within(self, group: int) -> tuple[int, ...]:
        """Return the positions of a story's sources, and after them of what is related to it."""
        return self.groups[group] + self._beside.get(group, ())

    def _stands(self, at: int, shown: Collection[int] | None) -> bool:
        """Tell whether an article has a row of its own: a copy has one where what it is a copy of is not shown."""
        if shown is None:
            return at not in self._copied
        return at in shown and self._copied.get(at) not in shown

    def _spread(self, rows: array[int], at: int, spread: Collection[str], shown: Collection[int] | None) -> None:
        """Add the rows of an article's copies where they are shown."""
        if at in self._copies and self.entries[at].id in spread:
            rows.extend(one for one in self._copies[at] if shown is None or one in shown or one >= len(self.entries))

    def _units(self, order: Sequence[int], shown: Collection[int] | None) -> array[int]:
        """Return single articles and stories as `arranged` does, each where its newest article stands."""
        entries, homes, beside = self.entries, self._homes, self._homes_beside
        units = array("i")
        told: set[int] = set()
        for at in order:
            story = entries[at][9]
            group = beside.get(at, -1) if story is None else homes.get(story, -1)
            if group < 0:
                units.append(at)
            elif group not in told:
                few = shown is not None and sum(place in shown for place in self._within(group)) < 2
                told.add(group)
                units.append(at if few else ~(2 * group + 1))
        return units

    def _sort_key(self, sort: Sort, unit: int, read_ids: Collection[str]) -> int | str:
        places = (unit,) if unit >= 0 else self.groups[~unit >> 1]
        match sort:
            case Sort.SOURCES:
                return -sum(place not in self._copied for place in places)
            case Sort.UNREAD:
                return -sum(self.entries[place].id not in read_ids for place in places)
            case _:
                return (self.entries[unit].title if unit >= 0 else headline([*map(self.light, places)])).casefold()

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


def heading_of(moment: float, now: float) -> int:
    """Return the number in `HEADINGS` of a moment, in seconds since 1970, where the reader is."""
    return _day(moment, _bounds(now))


def _bounds(now: float) -> tuple[float, ...]:
    """Return when today, yesterday, this week and everything earlier begin, where the reader is."""
    midnight = datetime.fromtimestamp(now).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    begun = [midnight - timedelta(days=days) for days in (0, 1, midnight.weekday())]
    today, yesterday, week = (day.timestamp() for day in begun)
    return today, yesterday, min(week, yesterday), float("-inf")


def _day(moment: float, bounds: Sequence[float]) -> int:
    return next(number for number, begun in enumerate(bounds) if moment >= begun)
