"""Copies of one text: syndicated, with boilerplate around it, with its tail cut, with some words changed.

Runs of four words (shingles; Broder 1997), of which each text is looked up under the smallest numbers. What shares
one of them is checked on all: the smaller text's share of runs that stand in the larger one as well.
"""

from __future__ import annotations

import re
from array import array
from itertools import accumulate, repeat
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Sequence

RUN = 4
"""Words in a row."""
COPIED = 0.35
"""Share of a text's runs that make it a copy: half of its words stand in runs that long."""
LEAST = 6
"""Runs in common that a copy must have: nine words in a row. A headline is no copy of another."""
NEARLY = 0.8
"""Share of the larger text's runs from which both are nearly the same."""
HEAD = 12_000
"""Characters of a text that are read."""
_LOOKED_UP = 64
"""Runs under which a text is looked up."""
_MOST_PLACES = 200
"""Articles that are looked up under one run: one that stands in more is boilerplate."""
_WORD = re.compile(r"\w+")
_NONE = array("I")


def runs(text: str) -> list[int]:
    """Return the runs of words of a text, as numbers of 32 bits in order. Linear, and the same in every process."""
    joined = " ".join(_WORD.findall(text[:HEAD].casefold())).encode("utf-8", "replace")
    ends = list(accumulate(len(word) + 1 for word in joined.split()))
    return sorted({crc32(joined[low : high - 1]) for low, high in zip([0, *ends], ends[RUN - 1 :], strict=False)})


class Shelf:
    """Runs of all articles of a window."""

    def __init__(self) -> None:
        self._runs: list[array[int]] = []
        self._first: dict[int, int] = {}
        """The first article that is looked up under a run; a number alone, since most runs stand in one only."""
        self._more: dict[int, array[int]] = {}

    def add(self, mine: Sequence[int]) -> list[int]:
        """Add the next article by its runs and return the earlier ones that are copies of it, by their numbers."""
        found = self.like(mine)
        self.put(mine)
        return [number for number, _ in found]

    def like(self, mine: Sequence[int]) -> list[tuple[int, bool]]:
        """Return the articles that are copies of one, in order, each with whether it is nearly the same text."""
        seen: set[int] = set()
        for run in mine[:_LOOKED_UP]:
            if (places := self._more.get(run)) is not None:
                seen.update(places)
            elif (first := self._first.get(run)) is not None:
                seen.add(first)
        runs = frozenset(mine) if seen else frozenset()
        found = []
        for other in sorted(seen):
            theirs = self._runs[other]
            common = len(runs.intersection(theirs))
            if common >= max(COPIED * min(len(runs), len(theirs)), LEAST):
                found.append((other, common >= NEARLY * max(len(runs), len(theirs))))
        return found

    def put(self, mine: Sequence[int]) -> None:
        """Add the next article."""
        number = len(self._runs)
        self._runs.append(array("I", mine))
        for run in mine[:_LOOKED_UP]:
            first = self._first.setdefault(run, number)
            if first == number:
                continue
            places = self._more.get(run)
            if places is None:
                self._more[run] = array("i", (first, number))
            elif len(places) < _MOST_PLACES:
                places.append(number)

    def forget(self, low: int, high: int) -> None:
        """Look up no more the articles from one number to before another. Linear in all that is here."""
        self._runs[low:high] = repeat(_NONE, high - low)
        self._first = {run: number for run, number in self._first.items() if not low <= number < high}
        every, self._more = self._more, {}
        for run, places in every.items():
            left = [number for number in places if not low <= number < high]
            if left:
                self._first[run] = left[0]
            if len(left) > 1:
                self._more[run] = array("i", left)
