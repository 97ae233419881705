"""Copied runs of words: seeds of equal n-grams, extended as far as they go, chained over small changes, then filtered.

After Sanchez-Perez, Sidorov and Gelbukh (PAN 2014): seed, extend, filter. Linear in the words of both sides.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_PLACES = 6
"""Places of one n-gram that are tried; what stands more often is a phrase, not a copy."""


class Run(NamedTuple):
    """Equal words: `length` of them from `a` on and from `b` on."""

    a: int
    b: int
    length: int


class Block(NamedTuple):
    """Runs that follow each other on both sides with little between them."""

    runs: tuple[Run, ...]

    @property
    def matched(self) -> int:
        """Words that are equal."""
        return sum(run.length for run in self.runs)

    @property
    def a(self) -> tuple[int, int]:
        """Range of words on side a."""
        return self.runs[0].a, self.runs[-1].a + self.runs[-1].length

    @property
    def b(self) -> tuple[int, int]:
        """Range of words on side b."""
        return self.runs[0].b, self.runs[-1].b + self.runs[-1].length


class Grams:
    """The words of one text and all runs of `size` of them, read once for every text that it is compared with."""

    def __init__(self, words: Sequence[str], size: int) -> None:
        self.words = words
        self.size = size
        self.each = list(map(hash, zip(*(words[k:] for k in range(size)), strict=False)))
        """For each place the hash of the run that begins there: a tenth of the memory of the runs themselves."""
        self.all = frozenset(self.each)


def find_runs(a: Grams, b: Grams) -> list[Run]:
    """Return runs of at least `size` equal words, in the order of `a`, none overlapping on side a.

    Where a run fits several places of `b` the longest wins, then the one that continues the run before.
    """
    shared = a.all & b.all
    if not shared:
        return []
    places: defaultdict[int, list[int]] = defaultdict(list)
    for at, gram in enumerate(b.each):
        if gram in shared:
            places[gram].append(at)
    found: list[Run] = []
    free, expected = 0, 0
    for at, gram in enumerate(a.each):
        if gram not in shared or at < free or len(places[gram]) > MOST_PLACES:
            continue
        runs = (Run(at, place, _extent(a.words, b.words, at, place)) for place in places[gram])
        best = max(runs, key=_preference(expected))
        if best.length >= a.size:
            found.append(best)
            free = at + best.length
            expected = best.b + best.length
    return found


def chain(runs: Sequence[Run], gap: int) -> list[Block]:
    """Join runs that follow each other on both sides with at most `gap` other words between them on either side."""
    blocks: list[list[Run]] = []
    for run in runs:
        for block in reversed(blocks[-4:]):
            last = block[-1]
            skipped_a, skipped_b = run.a - last.a - last.length, run.b - last.b - last.length
            if 0 <= skipped_a <= gap and 0 <= skipped_b <= gap:
                block.append(run)
                break
        else:
            blocks.append([run])
    return [Block(tuple(block)) for block in blocks]


def _extent(a: Sequence[str], b: Sequence[str], i: int, j: int) -> int:
    length, most = 0, min(len(a) - i, len(b) - j)
    while length < most and a[i + length] == b[j + length]:
        length += 1
    return length


def _preference(expected: int) -> Callable[[Run], tuple[int, int]]:
    return lambda run: (run.length, -abs(run.b - expected))
