"""The learned tables: weights of words, and a forest of small trees that plain Python walks fast.

The tables are made by `tests/bench/train_blocks.py`, whose figures stand in their header. A forest is evaluated for
all blocks of a page at once: a set of blocks is an integer with a bit for each, so that one operation sends all of
them down a branch (as in QuickScorer, Lucchese et al., SIGIR 2015, whose bits are a tree's leaves).
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LEAVES = 16
SCALE = 1000
"""Leaves are stored as whole thousandths."""
BATCH = 2000
"""Blocks that are weighed at once, at most: what their sets take is bounded by it."""
_UP_TO = [b"1" * (rank + 1) + b"0" * (255 - rank) for rank in range(256)]
"""For every rank the table that turns ranks into digits: 1 where they are no higher."""


class Forest:
    """Trees of at most sixteen leaves, whose sum is the logarithm of the odds that a block is of the article.

    A column has at most 255 different limits.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        leaves: list[list[int]] = data["leaves"]
        forks: list[list[tuple[int, int, int]]] = [[] for _ in leaves]
        self.limits: list[list[float]] = []
        known = 0
        for _, nodes in data["columns"]:
            limits = sorted({node[0] for node in nodes})
            for limit, tree, low, high in nodes:
                forks[tree].append((low, -high, known + bisect_left(limits, limit)))
            self.limits.append(limits)
            known += len(limits)
        # a value more than is asked for, and passed over: of one alone itemgetter would make no tuple
        self.values = itemgetter(*(column for column, _ in data["columns"]), 0)
        least = list(map(min, leaves))
        self.base: float = data["base"]
        self.least = sum(least)
        self.trees = [
            (sorted(ways), [_digits(leaf - low) for leaf in tree], (max(tree) - low).bit_length())
            for ways, tree, low in zip(forks, leaves, least, strict=True)
        ]
        self.width = max((width for _, _, width in self.trees), default=0) + len(leaves).bit_length()

    def shares(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return how likely the blocks with these features are of the article, 0 to 1."""
        return [share for at in range(0, len(rows), BATCH) for share in self._shares(rows[at : at + BATCH])]

    def _shares(self, rows: Sequence[Sequence[float]]) -> Iterator[float]:
        below = self._below(rows)
        sums = [0] * self.width  # the digits of all blocks' sums, the lowest first
        slots = [0] * LEAVES
        for forks, digits, width in self.trees:
            slots[0] = (1 << len(rows)) - 1
            for low, high, limit in forks:  # a fork's blocks wait where its lowest leaf will be
                held = slots[low]
                slots[low] = left = held & below[limit]
                slots[-high] = held ^ left
            _add(sums, slots, digits, width)
        figures = zip(*(format(digit, f"0{len(rows)}b") for digit in reversed(sums)), strict=True)
        return (_share(self.base + (self.least + int("".join(figure), 2)) / SCALE) for figure in figures)

    def _below(self, rows: Sequence[Sequence[float]]) -> list[int]:
        """Return for every limit the rows no higher in its column, as a set; the first row has the highest bit."""
        found: list[int] = []
        for limits, values in zip(self.limits, zip(*map(self.values, rows), strict=True), strict=False):
            ranks = bytes(map(bisect_left, repeat(limits), values))
            there = set(ranks)
            held = 0
            for rank in range(len(limits)):
                if rank in there:
                    held = int(ranks.translate(_UP_TO[rank]), 2)
                found.append(held)
        return found


def _digits(number: int) -> tuple[int, ...]:
    """Return the places of the ones among the binary digits of a number."""
    return tuple(place for place in range(number.bit_length()) if number >> place & 1)


def _add(sums: list[int], slots: list[int], digits: list[tuple[int, ...]], width: int) -> None:
    """Add to every block's sum the value of its leaf: digit by digit, for all blocks at once."""
    values = [0] * width
    for held, places in zip(slots, digits, strict=False):
        if held:
            for place in places:
                values[place] |= held
    carry = 0
    for place, value in enumerate(values):
        old = sums[place]
        odd = old ^ value
        sums[place] = odd ^ carry
        carry = old & value | odd & carry
    place = width
    while carry:
        old = sums[place]
        sums[place] = old ^ carry
        carry &= old
        place += 1


def _share(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@dataclass(frozen=True)
class Table:
    """All that was learned for one form: pages with elements, or plain text."""

    words: dict[str, float]
    """How much a word speaks for the article, above 0, or against it."""
    names: dict[str, float]
    """The same for the parts of class names and ids."""
    forest: Forest
    threshold: float
    """From this share on a block is of the article."""


@lru_cache(maxsize=2)
def table(name: str) -> Table:
    """Return the table of a form, "html" or "text", read from the package once."""
    return from_data(json.loads(Path(__file__).with_name(f"blocks-{name}.json").read_text("utf-8")))


def from_data(data: Mapping[str, Any]) -> Table:
    """Return a table from what the trainer wrote."""
    return Table(dict(data["words"]), dict(data["names"]), Forest(data["forest"]), data["threshold"])
