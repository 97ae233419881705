"""Which articles share terms with a new one: an inverted index with running sums, never all pairs.

Loops while few articles share a term, numpy where many do; so a folder of a dozen articles is grouped without its
import.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left
from collections import defaultdict
from itertools import repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.stories.vectors import Terms

MOST_PLACES = 4000
"""Articles that are looked up under one term, the latest. More bring nothing but work, so that work stays linear."""
_FEW = 4000
"""Entries up to which plain loops are as fast as arrays."""


_MANY = 500
"""Articles from which arrays pay when they are put in together."""
_DOUBLE, _PAIR = struct.Struct("d"), struct.Struct("2d")
_BYTES = MOST_PLACES * _DOUBLE.size


class Index:
    """Terms of all articles of a window, by numbers that only grow.

    A term's places are doubles in a row, each a number with its weight as fraction, since weights are under 1. That is
    half as much to put together for every new article. Most terms stand in one article, and need no row. Rows are bytes
    and no arrays, since the garbage collector would go through all of those again and again.
    """

    def __init__(self) -> None:
        self._first: dict[int, float] = {}
        self._places: dict[int, bytearray] = {}
        self._later: list[tuple[int, Terms]] = []
        self._start = 0
        """Numbers under this are gone."""

    def add(self, number: int, terms: Terms, least: float) -> list[tuple[int, float]]:
        """Add an article under a number above all others, and return those that are at least so much alike.

        Cost: the number of articles that hold each term, at most `MOST_PLACES` of each.

        Returns:
            Their numbers in order, with their likeness.
        """
        self._catch_up()
        rows, weights, alone = self._met(number, terms)
        few = sum(map(len, rows)) <= _FEW * _DOUBLE.size
        found = _looped(rows, weights, alone, least) if few else self._summed(rows, weights, alone, least)
        _extend(rows, weights, number)
        if found and found[-1][0] == number:  # two of its own terms have the same number
            del found[-1]
        return found

    def add_later(self, number: int, terms: Terms) -> None:
        """Add an article once one is looked for: many at a time are put in several times faster."""
        self._later.append((number, terms))

    def forget(self, first: int, end: int) -> None:
        """Take out the articles from one number to before another. Linear in all that is here."""
        self._catch_up()
        if first <= self._start:
            self._start = max(end, self._start)
        self._first = {term: place for term, place in self._first.items() if not first <= place < end}
        every, self._places = self._places, {}
        for term, row in every.items():
            places = array("d", bytes(row))
            low, high = bisect_left(places, first), bisect_left(places, end)
            left = len(places) - (high - low)
            if left > 1:
                del row[low * _DOUBLE.size : high * _DOUBLE.size]
                self._places[term] = row
            elif left:
                self._first[term] = places[0] if low else places[-1]

    def _catch_up(self) -> None:
        later, self._later = self._later, []
        if len(later) >= _MANY and not self._first:
            self._fill(later)
            return
        for number, terms in later:
            rows, weights, _ = self._met(number, terms)
            _extend(rows, weights, number)

    def _fill(self, articles: Sequence[tuple[int, Terms]]) -> None:
        """Put articles into an empty index: all their terms in order, with the articles that hold them."""
        import numpy as np

        every = np.concatenate([np.frombuffer(terms.numbers, np.uint32) for _, terms in articles])
        places = np.repeat([float(number) for number, _ in articles], [len(terms.numbers) for _, terms in articles])
        places += np.concatenate([np.frombuffer(terms.values, np.float32) for _, terms in articles])
        order = np.argsort(every, kind="stable")
        every, places = every[order], places[order]
        starts = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1])))
        ends = np.append(starts[1:], len(every))
        alone = starts[ends - starts == 1]
        self._first = dict(zip(every[alone].tolist(), places[alone].tolist(), strict=True))
        several = ends - starts > 1
        for low, high in zip(starts[several].tolist(), ends[several].tolist(), strict=True):
            self._places[int(every[low])] = bytearray(places[low:high].tobytes())

    def _met(self, number: int, terms: Terms) -> tuple[list[bytearray], list[float], list[tuple[float, float]]]:
        """Return the rows of an article's terms, with its weights, and the places of terms that stood in one article.

        It is added where it is the first or the second that holds a term, yet not to the rows that are returned.
        """
        rows, weights, alone = [], [], []
        known, firsts = self._places, self._first
        for term, weight in zip(*terms, strict=True):
            if (row := known.get(term)) is not None:
                rows.append(row)
                weights.append(weight)
            elif (first := firsts.setdefault(term, place := number + weight)) is not place:
                alone.append((first, weight))
                known[term] = bytearray(_PAIR.pack(first, place))
        return rows, weights, alone

    def _summed(
        self, rows: Sequence[bytearray], weights: Sequence[float], alone: Sequence[tuple[float, float]], least: float
    ) -> list[tuple[int, float]]:
        import numpy as np  # a tenth of a second, and only windows of hundreds need it

        singles, more = zip(*alone, strict=True) if alone else ((), ())
        latest = [row[-_BYTES:] if len(row) > _BYTES else row for row in rows]
        entries = np.frombuffer(b"".join([*latest, array("d", singles)]))
        numbers = entries.astype(np.int64)
        sizes = [len(row) // _DOUBLE.size for row in latest]
        shares = (entries - numbers) * np.repeat([*weights, *more], [*sizes, *repeat(1, len(more))])
        sums = np.bincount(numbers - self._start, shares)
        kept = np.flatnonzero(sums >= least)
        return list(zip((kept + self._start).tolist(), sums[kept].tolist(), strict=True))


def _extend(rows: Iterable[bytearray], weights: Iterable[float], number: int) -> None:
    for row, weight in zip(rows, weights, strict=True):
        row += _DOUBLE.pack(number + weight)
        if len(row) > 2 * _BYTES:
            del row[:_BYTES]


def _looped(
    rows: Iterable[bytearray], weights: Iterable[float], alone: Iterable[tuple[float, float]], least: float
) -> list[tuple[int, float]]:
    sums: defaultdict[int, float] = defaultdict(float)
    for row, weight in zip(rows, weights, strict=True):
        for (entry,) in _DOUBLE.iter_unpack(row[-_BYTES:]):
            number = int(entry)
            sums[number] += weight * (entry - number)
    for entry, weight in alone:
        number = int(entry)
        sums[number] += weight * (entry - number)
    return sorted((number, likeness) for number, likeness in sums.items() if likeness >= least)
