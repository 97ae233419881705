"""Which runs of equal words hold two texts together, and which have moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reader.match.copies import Block, Run
from reader.text import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_MOVED = 4
"""Equal words of a moved block that is no line of its own; two of them must be no stop words."""
LIKE = 2
"""How many times as many words one of two neighbours may have that both moved when they changed places."""
_FULL = 10
"""Equal words of a line from which it holds a text together like any other."""
_MOST_BLOCKS = 1000


class Sides(NamedTuple):
    """The words of both texts and the numbers of their lines."""

    a: Sequence[str]
    b: Sequence[str]
    lines_a: Sequence[int]
    lines_b: Sequence[int]


def part(blocks: Sequence[Block], lines: Sequence[int]) -> tuple[list[Run], list[Block]]:
    """Return the runs that hold still, ascending on both sides, and the other blocks, in the order of `a`.

    `blocks` are in the order of `a` and share no words; `lines` are the line numbers of the words of `a`.
    """
    kept = _in_order(blocks, lines)
    anchors = [run for n in sorted(kept) for run in blocks[n].runs]
    return anchors, [block for n, block in enumerate(blocks) if n not in kept]


def part_words(blocks: Sequence[Block], sides: Sides) -> tuple[list[Run], list[Block]]:
    """Return the runs that hold still and the blocks that moved, without what is but a turn of phrase."""
    anchors, others = part(blocks, sides.lines_a)
    others = [block for block in others if _says_something(block, sides)]
    followed = _changed_places(others, anchors, sides)
    gone = {run for block in followed for run in block.runs}
    return [run for run in anchors if run not in gone], sorted([*others, *followed])


def bare(word: str) -> str:
    """Return a word without its case and the marks around it."""
    return word.casefold().strip(".,;:!?\"'“”‘’()")


def _says_something(block: Block, sides: Sides) -> bool:
    """Tell whether a block is more than a turn of phrase that stands elsewhere too; a line of its own always is."""
    equal = [word for run in block.runs for word in sides.a[run.a : run.a + run.length]]
    saying = sum(bare(word) not in tokens.STOP for word in equal)
    if _is_line(block.a, sides.lines_a) or _is_line(block.b, sides.lines_b):
        return saying >= 1
    return len(equal) >= LEAST_MOVED and saying >= 2


def _is_line(words: tuple[int, int], lines: Sequence[int]) -> bool:
    """Tell whether a range of words begins and ends with a line."""
    start, end = words
    begins = start == 0 or lines[start - 1] != lines[start]
    return begins and (end == len(lines) or lines[end] != lines[end - 1])


def _in_order(blocks: Sequence[Block], lines: Sequence[int]) -> set[int]:
    """Return the numbers of the blocks that hold still: the heaviest chain that ascends on both sides.

    What a line weighs hardly grows with its length: a long one that jumped over several others is what was moved.
    Quadratic in the number of blocks, which is bounded by keeping the heaviest ones.
    """
    heaviest = sorted(sorted(range(len(blocks)), key=lambda n: -blocks[n].matched)[:_MOST_BLOCKS])
    best: list[tuple[float, int]] = []
    for place, n in enumerate(heaviest):
        weight, before = 0.0, -1
        for earlier in range(place):
            other = blocks[heaviest[earlier]]
            if other.b[1] <= blocks[n].b[0] and other.a[1] <= blocks[n].a[0] and best[earlier][0] > weight:
                weight, before = best[earlier][0], earlier
        best.append((weight + _weight(blocks[n], lines), before))
    kept: set[int] = set()
    at = max(range(len(best)), key=lambda place: best[place][0], default=-1)
    while at >= 0:
        kept.add(heaviest[at])
        at = best[at][1]
    return kept


def _weight(block: Block, lines: Sequence[int]) -> float:
    held = Counter(lines[word] for run in block.runs for word in range(run.a, run.a + run.length))
    return sum(min(matched, _FULL) + matched / (2 * _FULL) for matched in held.values())


def _changed_places(others: Sequence[Block], anchors: Sequence[Run], sides: Sides) -> list[Block]:
    """Return the lines that changed places with a moved block of like length: neither of the two held still.

    `anchors` ascend on both sides, so those that a block jumped over follow each other.
    """
    found: dict[Block, None] = {}
    for block in others:
        places = sorted(
            (
                bisect_left(anchors, block.a[0], key=lambda run: run.a),
                bisect_left(anchors, block.b[0], key=lambda run: run.b),
            )
        )
        if places[0] == places[1]:
            continue
        over = Block(tuple(anchors[slice(*places)]))
        alike = max(over.matched, block.matched) <= LIKE * min(over.matched, block.matched)
        if alike and _in_one_line(over, sides) and _says_something(over, sides):
            found[over] = None
    return list(found)


def _in_one_line(block: Block, sides: Sides) -> bool:
    return all(lines[at[0]] == lines[at[1] - 1] for at, lines in ((block.a, sides.lines_a), (block.b, sides.lines_b)))
