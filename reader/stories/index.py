"""Which articles share terms with a new one: an inverted index with running sums, never all pairs.

Loops while few articles share a term, numpy where many do; so a folder of a dozen articles is grouped without its
import.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left
from collections import defaultdict
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
_DOUBLE = struct.Struct("d")
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

    def alike(self, terms: Terms, least: float) -> list[tuple[int, float]]:
        """Return the numbers of articles that are at least so much alike, in order, with their likeness.

        Cost: the number of articles that hold each term, at most `MOST_PLACES` of each.
        """
        self._catch_up()
        found = []
        alone = []
        for term, weight in zip(*terms, strict=True):
            if (places := self._places.get(term)) is not None:
                found.append((places, weight))
            elif (first := self._first.get(term)) is not None:
                alone.append((first, weight))
        few = sum(len(places) for places, _ in found) <= _FEW * _DOUBLE.size
        return _looped(found, alone, least) if few else _summed(found, alone, least)

    def add(self, number: int, terms: Terms) -> None:
        """Add an article under a number above all others."""
        self._catch_up()
        self._put(number, terms)

    def add_later(self, number: int, terms: Terms) -> None:
        """Add an article once one is looked for: many at a time are put in several times faster."""
        self._later.append((number, terms))

    def forget(self, first: int, end: int) -> None:
        """Take out the articles from one number to before another. Linear in all that is here."""
        self._catch_up()
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
            self._put(number, terms)

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

    def _put(self, number: int, terms: Terms) -> None:
        known, firsts, pack = self._places, self._first, _DOUBLE.pack
        for term, weight in zip(*terms, strict=True):
            place = number + weight
            if (places := known.get(term)) is not None:
                places += pack(place)
                if len(places) > 2 * _BYTES:
                    del places[:_BYTES]
            elif (first := firsts.setdefault(term, place)) is not place:
                known[term] = bytearray(pack(first) + pack(place))


def _looped(
    found: Sequence[tuple[bytearray, float]], alone: Iterable[tuple[float, float]], least: float
) -> list[tuple[int, float]]:
    sums: defaultdict[int, float] = defaultdict(float)
    for places, weight in found:
        for (entry,) in _DOUBLE.iter_unpack(places[-_BYTES:]):
            number = int(entry)
            sums[number] += weight * (entry - number)
    for entry, weight in alone:
        number = int(entry)
        sums[number] += weight * (entry - number)
    return sorted((number, likeness) for number, likeness in sums.items() if likeness >= least)


def _summed(
    found: Sequence[tuple[bytearray, float]], alone: Sequence[tuple[float, float]], least: float
) -> list[tuple[int, float]]:
    import numpy as np  # a tenth of a second, and only windows of hundreds need it

    lists = [np.frombuffer(places)[-MOST_PLACES:] for places, _ in found]
    entries = np.concatenate([*lists, np.array([entry for entry, _ in alone])])
    numbers = entries.astype(np.int64)
    entries -= numbers
    weights = [weight for _, weight in (*found, *alone)]
    entries *= np.repeat(weights, [*map(len, lists), *[1] * len(alone)])
    first = numbers.min()
    sums = np.bincount(numbers - first, entries)
    kept = np.flatnonzero(sums >= least)
    return list(zip((kept + first).tolist(), sums[kept].tolist(), strict=True))
