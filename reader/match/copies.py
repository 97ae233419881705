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


def find_runs(a: Sequence[str], b: Sequence[str], size: int) -> list[Run]:
    """Return runs of at least `size` equal words, in the order of `a`, none overlapping on side a.

    Where a run fits several places of `b` the longest wins, then the one that continues the run before.
    """
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, gram in enumerate(zip(*(b[k:] for k in range(size)), strict=False)):
        if len(places[gram]) <= MOST_PLACES:
            places[gram].append(at)
    found: list[Run] = []
    at, expected = 0, 0
    while at + size <= len(a):
        here = places.get(tuple(a[at : at + size]), ())
        if not here or len(here) > MOST_PLACES:
            at += 1
            continue
        best = max((Run(at, place, _extent(a, b, at, place, size)) for place in here), key=_preference(expected))
        found.append(best)
        at += best.length
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


def _extent(a: Sequence[str], b: Sequence[str], i: int, j: int, size: int) -> int:
    length, most = size, min(len(a) - i, len(b) - j)
    while length < most and a[i + length] == b[j + length]:
        length += 1
    return length


def _preference(expected: int) -> Callable[[Run], tuple[int, int]]:
    return lambda run: (run.length, -abs(run.b - expected))
