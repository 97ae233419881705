"""How near two articles are to telling the same event: a sparse graph that grows with every article.

Nearness is likeness divided by the threshold for texts of their length, so that 1 means "as near as one story" for
headlines and full texts alike. Measured on the stories bench; one setting for all inputs.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from reader.stories.vectors import Terms

HEADLINE, TEXT = (12, 0.12), (120, 0.22)
"""Words, and the likeness from which texts of that length tell the same event."""
QUOTATION = 0.15
"""Added for a quotation in common."""
OTHER_SPEAKERS = 0.7
"""Factor where both name who speaks, and nobody speaks in both."""
OTHER_WEEKDAY = 0.85
"""Factor where an undated text speaks of another weekday than that of the dated one."""
HALF_LIFE = 5.0
"""Days, after the first two, in which nearness is halved; undated articles have no decay."""
FAINT = 0.3
"""Nearness under this is not kept."""
_FADED = FAINT / 2
_CLEAR = 2 * FAINT
_FEW = 4000
"""Edges up to which plain loops are as fast as arrays."""


class Edge(NamedTuple):
    """Two articles that may tell one event."""

    i: int
    j: int
    """The larger number."""
    near: float
    timeless: float
    """The same without the effect of dates and speakers."""
    likeness: float


class Edges:
    """Edges in columns: a window has hundreds of thousands."""

    def __init__(self) -> None:
        self._ends = array("i"), array("i")
        self._values = array("f"), array("f"), array("f")

    def __len__(self) -> int:
        return len(self._ends[0])

    def __iter__(self) -> Iterator[Edge]:
        return map(Edge, *self._ends, *self._values)

    def after(self, first: int) -> Iterator[Edge]:
        """Return the edges from articles of this number on to those before them; articles came in order."""
        at = bisect_left(self._ends[1], first)
        return map(Edge, *(column[at:] for column in (*self._ends, *self._values)))

    def strong(self, least: float) -> list[tuple[int, int]]:
        """Return the ends of the edges that are at least so near."""
        return [(i, j) for i, j, near in zip(*self._ends, self._values[0], strict=True) if near >= least]

    def across(self, groups: Sequence[int], least: float, *, timeless: bool = False) -> Iterator[Across]:
        """Return what lies between every two groups that edges of so much nearness together lead across.

        Args:
            groups: The group of each article.
            least: The sum from which they are returned.
            timeless: Whether to sum up `Edge.timeless` and not `Edge.near`.
        """
        values = self._values[timeless]
        if len(self) > _FEW:
            return _summed(self._ends, values, groups, least)
        sums: dict[tuple[int, int], tuple[float, float]] = {}
        for i, j, value in zip(*self._ends, values, strict=True):
            one, other = groups[i], groups[j]
            if one != other:
                ends = (one, other) if one < other else (other, one)
                total, best = sums.get(ends, (0.0, 0.0))
                sums[ends] = total + value, max(best, value)
        return (Across(*ends, *found) for ends, found in sums.items() if found[0] >= least)

    def between(self, parts: Mapping[int, int]) -> dict[int, list[Edge]]:
        """Return the edges between articles of the same part, by the part.

        Args:
            parts: The part of articles; edges to others are left out.
        """
        found: dict[int, list[Edge]] = {}
        for at, (i, j) in enumerate(zip(*self._ends, strict=True)):
            part = parts.get(i)
            if part is not None and part == parts.get(j):
                found.setdefault(part, []).append(Edge(i, j, *[column[at] for column in self._values]))
        return found

    def extend(self, edges: Iterable[Edge]) -> None:
        """Add edges at the end."""
        columns: Sequence[array[Any]] = (*self._ends, *self._values)
        for column, values in zip(columns, zip(*edges, strict=True), strict=False):
            column.extend(values)


class Across(NamedTuple):
    """What edges lie between two groups."""

    one: int
    other: int
    """The larger number."""
    total: float
    """Their values summed up."""
    best: float
    """The largest of these."""


def _summed(ends: Sequence[array[int]], values: array[float], groups: Sequence[int], least: float) -> Iterator[Across]:
    import numpy as np  # see `index`

    group_of = np.array(groups, np.int64)
    i, j = (group_of[np.frombuffer(column, np.int32)] for column in ends)
    across = np.flatnonzero(i != j)
    i, j = i[across], j[across]
    low, high = np.minimum(i, j), np.maximum(i, j)
    order = np.lexsort((high, low))
    low, high, found = low[order], high[order], np.frombuffer(values, np.float32)[across[order]].astype(np.float64)
    starts = np.flatnonzero(np.append(True, (low[1:] != low[:-1]) | (high[1:] != high[:-1]))[: len(low)])
    if not len(starts):
        return iter(())
    totals, bests = np.add.reduceat(found, starts), np.maximum.reduceat(found, starts)
    kept = totals >= least
    columns = (low[starts], high[starts], totals, bests)
    return map(Across, *(column[kept].tolist() for column in columns))


def place(length: int) -> float:
    """Return where a text of so many words stands between a headline, 0, and a full text, 1: by the logarithm."""
    return min(math.log(max(length, HEADLINE[0]) / HEADLINE[0]) / math.log(TEXT[0] / HEADLINE[0]), 1.0)


def bar(place: float) -> float:
    """Return what a text of this place asks of likeness: two tell the same event from the product of theirs on."""
    return math.sqrt(HEADLINE[1]) * math.pow(TEXT[1] / HEADLINE[1], place / 2)


def days_apart(a: date | None, b: date | None) -> int | None:
    """Return the days between two articles; None where one has no date."""
    return abs((a - b).days) if a and b else None


def kept(timeless: float, time: float) -> bool:
    """Tell whether an edge is kept: not what is faint, nor what is hardly more and time has halved.

    Args:
        timeless: `Edge.timeless`.
        time: The factor that `in_time` gives.
    """
    return timeless >= FAINT and (timeless >= _CLEAR or timeless * time >= _FADED)


def in_time(a: Told, b: Told) -> float:
    """Return the factor for what two articles say of their dates."""
    days = days_apart(a.day, b.day)
    if days is not None:
        return float(0.5 ** (max(days - 2, 0) / HALF_LIFE))
    dated, undated = (a, b) if a.day else (b, a)
    if dated.day is None or not undated.weekday or says_the_day(undated.weekday, dated.day):
        return 1.0
    return OTHER_WEEKDAY


def in_speech(a: Told, b: Told, *, quoted: bool) -> float:
    """Return the factor for whom two articles let speak; `quoted`: the same words stand in both."""
    return 1.0 if quoted or not a.speakers or not b.speakers or a.speakers & b.speakers else OTHER_SPEAKERS


class Told(NamedTuple):
    """What is kept of an article beside its terms."""

    place: float
    bar: float
    day: date | None
    weekday: str
    speakers: frozenset[str]
    brought: Terms
    """What it brings as evidence, with the points."""
    lede: Terms
    """Terms of headline and lede, weighed."""

    @property
    def evidence(self) -> dict[int, float]:
        """What it brings, by number: made when asked for, since of most articles nobody asks."""
        return self.brought.by_number()


def says_the_day(weekday: str, day: date | None) -> bool:
    """Tell whether the weekday an undated text speaks of is that of a dated one, or the day before it."""
    return day is not None and weekday in (_WEEKDAYS[day.weekday()], _WEEKDAYS[day.weekday() - 1])


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
