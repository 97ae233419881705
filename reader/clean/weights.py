"""The learned tables: weights of words, and a forest of small trees that plain Python walks fast.

The tables are made by `tests/bench/train_blocks.py`, whose figures stand in their header. A forest is evaluated as in
QuickScorer (Lucchese et al., SIGIR 2015): for every feature the thresholds below a value are found by bisection, each
rules out leaves, and what is left of a tree's sixteen bits begins with the leaf that the value falls into.
"""

from __future__ import annotations

import json
import math
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import and_, getitem, itemgetter
from pathlib import Path
from sys import byteorder
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEAVES = 16
SCALE = 1000
"""Leaves are stored as whole thousandths."""


def _lowest(bits: int) -> bytes:
    """Return the number of the lowest bit that is set, for every value of so many bits: the ruler sequence."""
    table = b"\0"
    for bit in range(bits):
        table += bytes([bit]) + table[1:]
    return table


_LOWEST = _lowest(LEAVES)


class Forest:
    """Trees of at most sixteen leaves, whose sum is the logarithm of the odds that a block is of the article."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.leaves: list[list[int]] = data["leaves"]
        self.base: float = data["base"]
        self.full = (1 << (LEAVES * len(self.leaves))) - 1
        self.limits: list[list[float]] = []
        self.masks: list[list[int]] = []
        for _, nodes in data["columns"]:
            mask, limits, masks = self.full, [], [self.full]
            for limit, tree, low, high in nodes:
                mask &= ~(((1 << (high - low)) - 1) << (tree * LEAVES + low))
                limits.append(limit)
                masks.append(mask)
            self.limits.append(limits)
            self.masks.append(masks)
        # two values more than are asked for, and passed over: of one alone itemgetter would make no tuple
        self.values = itemgetter(*(column for column, _ in data["columns"]), 0, 0)

    def share(self, row: Sequence[float]) -> float:
        """Return how likely a block with these features is of the article, 0 to 1."""
        below = map(bisect_left, self.limits, self.values(row))
        left = reduce(and_, map(getitem, self.masks, below), self.full)
        bits = array("H", left.to_bytes(LEAVES // 8 * len(self.leaves), "little"))
        if byteorder == "big":
            bits.byteswap()
        odds = self.base + sum(map(getitem, self.leaves, map(_LOWEST.__getitem__, bits))) / SCALE
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
