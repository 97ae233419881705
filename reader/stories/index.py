"""Which articles share terms with a new one: an inverted index with running sums, never all pairs.

Loops while few articles share a term, numpy where many do; so a folder of a dozen articles is grouped without its
import.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_PLACES = 4000
"""Articles that are looked up under one term, the latest. More bring nothing but work, so that work stays linear."""
_FEW = 4000
"""Entries up to which plain loops are as fast as arrays."""


class Index:
    """Terms of all articles of a window, by numbers that only grow.

    A term's places are one array of numbers, each with its weight as fraction: weights are under 1, and a double holds
    both. That is half the arrays to put together for every new article.
    """

    def __init__(self) -> None:
        self._places: dict[str, array[float]] = {}

    def alike(self, weights: Mapping[str, float], least: float) -> list[tuple[int, float]]:
        """Return the numbers of articles that are at least so much alike, in order, with their likeness.

        Cost: the number of articles that hold each term, at most `MOST_PLACES` of each.
        """
        found = [(places, weight) for term, weight in weights.items() if (places := self._places.get(term))]
        few = sum(len(places) for places, _ in found) <= _FEW
        return _looped(found, least) if few else _summed(found, least)

    def add(self, number: int, weights: Mapping[str, float]) -> None:
        """Add an article under a number above all others."""
        for term, weight in weights.items():
            places = self._places.get(term)
            if places is None:
                self._places[term] = array("d", (number + weight,))
                continue
            if len(places) >= 2 * MOST_PLACES:
                del places[:MOST_PLACES]
            places.append(number + weight)


def _looped(found: Sequence[tuple[array[float], float]], least: float) -> list[tuple[int, float]]:
    sums: defaultdict[int, float] = defaultdict(float)
    for places, weight in found:
        for entry in places[-MOST_PLACES:]:
            number = int(entry)
            sums[number] += weight * (entry - number)
    return sorted((number, likeness) for number, likeness in sums.items() if likeness >= least)


def _summed(found: Sequence[tuple[array[float], float]], least: float) -> list[tuple[int, float]]:
    import numpy as np  # a tenth of a second, and only windows of hundreds need it

    entries = np.concatenate([np.frombuffer(places)[-MOST_PLACES:] for places, _ in found])
    numbers = entries.astype(np.int64)
    entries -= numbers
    entries *= np.repeat([weight for _, weight in found], [min(len(places), MOST_PLACES) for places, _ in found])
    sums = np.bincount(numbers, entries)
    kept = np.flatnonzero(sums >= least)
    return list(zip(kept.tolist(), sums[kept].tolist(), strict=True))
