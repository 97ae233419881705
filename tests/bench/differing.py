"""How many of the values that differ are found in pairs of sentences of our own, and how many marks are right.

`python -m tests.bench.differing` prints both by beat, and every pair that comes out wrong.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from reader import find_conflicts

PAIRS = Path(__file__).parents[1] / "golden" / "differs.txt"


class Pair(NamedTuple):
    """Two sentences on one event, and the words of both that differ."""

    beat: str
    a: str
    b: str
    differs: tuple[tuple[str, str], ...]


class Tally(NamedTuple):
    """Marks that are right, marks that are not, and differences without a mark."""

    right: int
    wrong: int
    missed: int

    def __add__(self, other: object) -> Tally:
        """Return the sums."""
        return Tally(*(x + y for x, y in zip(self, other, strict=True))) if isinstance(other, Tally) else NotImplemented

    @property
    def precision(self) -> float:
        """Share of the marks that are right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Share of the differences that have a mark."""
        return self.right / max(self.right + self.missed, 1)


def pairs() -> list[Pair]:
    """Read the pairs of sentences."""
    found = []
    for block in PAIRS.read_text("utf-8").strip().split("\n\n")[1:]:
        head, a, b = block.split("\n")
        beat, _, differs = head.partition(":")
        words = (tuple(each.strip().split(" ~ ")) for each in differs.split(";") if each.strip())
        found.append(Pair(beat, a, b, tuple((one, other) for one, other in words)))
    return found


def tally(pair: Pair) -> Tally:
    """Mark a pair, and count: a mark is right where it lies on both words that differ."""
    marks = [(pair.a[slice(*mark.a)], pair.b[slice(*mark.b)]) for mark in find_conflicts(pair.a, pair.b)]
    left, right = list(pair.differs), 0
    for mine, other in marks:
        met = next((each for each in left if _overlap(mine, each[0]) and _overlap(other, each[1])), None)
        if met is not None or any(_overlap(mine, x) and _overlap(other, y) for x, y in pair.differs):
            right += met is not None  # first name and surname are two marks on one difference
            left = [each for each in left if each != met]
        else:
            return Tally(right, len(marks) - right, len(left))
    return Tally(right, 0, len(left))


def _overlap(one: str, other: str) -> bool:
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


def main() -> None:
    """Print the figures."""
    beats: defaultdict[str, Tally] = defaultdict(lambda: Tally(0, 0, 0))
    for pair in pairs():
        beats[pair.beat] += (counted := tally(pair))
        if counted.wrong or counted.missed:
            marks = [(pair.a[slice(*mark.a)], pair.b[slice(*mark.b)]) for mark in find_conflicts(pair.a, pair.b)]
            print(f"{pair.beat}: {marks} instead of {list(pair.differs)}\n  {pair.a}\n  {pair.b}")
    for beat, counted in (*beats.items(), ("all", sum(beats.values(), Tally(0, 0, 0)))):
        print(f"{beat}: precision {counted.precision:.2f}, recall {counted.recall:.2f}, {counted}")


if __name__ == "__main__":
    main()
