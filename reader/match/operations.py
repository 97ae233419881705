r"""What became of every word between two texts: equal, moved, deleted, inserted.

Long equal runs are found first, wherever they stand; those that keep the order of both texts hold still, the others
have moved; between them rapidfuzz's Indel aligns word by word (10,000 words: 0.1 s, 50 MB).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from reader.match import copies
from reader.match.copies import Block, Run
from reader.model import Operation, Span, Tag
from reader.text import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WORDS = 20_000
"""Words of a side that are compared one by one; longer texts are compared by lines."""
SEED = 3
"""Words of a run that may hold two texts together or move."""
GAP = 10
"""Changed words inside a moved block."""
LEAST_MOVED = 4
"""Equal words of a moved block; two of them must be no stop words."""
_WORD = re.compile(r"\S+")
_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def operations(a: str, b: str) -> tuple[tuple[Operation, ...], bool]:
    """Return the steps from `a` to `b`, ordered by `a` and then `b`, and whether they are by lines only."""
    coarse = max(len(a.split()), len(b.split())) > MOST_WORDS
    unit = _LINE if coarse else _WORD
    spans_a, spans_b = _spans(unit, a), _spans(unit, b)
    words_a, words_b = [a[slice(*span)] for span in spans_a], [b[slice(*span)] for span in spans_b]
    lines = None if coarse else (_lines(a, spans_a), _lines(b, spans_b))
    still, moved = _align(words_a, words_b, lines)
    return _as_operations(still, moved, spans_a, spans_b), coarse


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text)]


def _lines(text: str, spans: Sequence[Span]) -> list[int]:
    """Return for every word the number of its line."""
    found: list[int] = []
    line = end = 0
    for span in spans:
        line += text.count("\n", end, span.start)
        end = span.end
        found.append(line)
    return found


def _align(a: list[str], b: list[str], lines: tuple[list[int], list[int]] | None) -> tuple[list[Run], list[Run]]:
    """Return the equal runs that hold still and those that moved; both in the order of `a`, none overlapping.

    `lines` are the line numbers of the words of either side; without them `a` and `b` are lines themselves.
    """
    coarse = lines is None
    size = 1 if coarse else SEED
    head, tail = _common_ends(a, b)
    inner_a, inner_b = a[head : len(a) - tail], b[head : len(b) - tail]
    runs = _exclusive(copies.find_runs(inner_a, inner_b, size))
    blocks = copies.chain(runs, 0 if coarse else GAP)
    kept = _in_order(blocks)
    anchors = [run for n in sorted(kept) for run in blocks[n].runs]
    others = [block for n, block in enumerate(blocks) if n not in kept]
    if lines is None:
        still, moved = anchors, [run for block in others for run in block.runs]
    else:
        inner = _Sides(inner_a, inner_b, lines[0][head : len(a) - tail], lines[1][head : len(b) - tail])
        moved = _moved([block for block in others if _says_something(block, inner)], anchors, inner)
        still = _fill_between(anchors, moved, inner_a, inner_b)
    shifted = [Run(run.a + head, run.b + head, run.length) for run in still]
    ends = [Run(0, 0, head)] * (head > 0), [Run(len(a) - tail, len(b) - tail, tail)] * (tail > 0)
    return [*ends[0], *shifted, *ends[1]], [Run(run.a + head, run.b + head, run.length) for run in moved]


class _Sides(NamedTuple):
    """The words of both texts and the numbers of their lines."""

    a: list[str]
    b: list[str]
    lines_a: list[int]
    lines_b: list[int]


def _says_something(block: Block, sides: _Sides) -> bool:
    """Tell whether a block is more than a turn of phrase that stands elsewhere too; a whole line always is."""
    equal = [word for run in block.runs for word in sides.a[run.a : run.a + run.length]]
    saying = sum(_bare(word) not in tokens.STOP for word in equal)
    if _is_line(block.a, sides.lines_a) and _is_line(block.b, sides.lines_b):
        return saying >= 1
    return len(equal) >= LEAST_MOVED and saying >= 2


def _is_line(words: tuple[int, int], lines: Sequence[int]) -> bool:
    """Tell whether a range of words begins and ends with a line."""
    start, end = words
    begins = start == 0 or lines[start - 1] != lines[start]
    return begins and (end == len(lines) or lines[end] != lines[end - 1])


def _moved(blocks: Sequence[Block], anchors: Sequence[Run], sides: _Sides) -> list[Run]:
    """Return the equal words of moved blocks, also in the gaps within them and in the rest of their lines."""
    taken_a = {word for run in anchors for word in range(run.a, run.a + run.length)}
    taken_b = {word for run in anchors for word in range(run.b, run.b + run.length)}
    for block in blocks:
        taken_a.update(range(*block.a))
        taken_b.update(range(*block.b))
    found: list[Run] = []
    for block in blocks:
        for run in _fill_block(block, sides, taken_a, taken_b):
            taken_a.update(range(run.a, run.a + run.length))
            taken_b.update(range(run.b, run.b + run.length))
            found.append(run)
    return sorted(found)


def _rest_of_line(words: tuple[int, int], lines: Sequence[int], taken: set[int]) -> tuple[int, int]:
    """Return how far the line of a block's ends goes on, up to words that stand for something else."""
    start, end = words
    while start > 0 and lines[start - 1] == lines[start] and start - 1 not in taken:
        start -= 1
    while end < len(lines) and lines[end] == lines[end - 1] and end not in taken:
        end += 1
    return start, end


def _bare(word: str) -> str:
    return word.casefold().strip(".,;:!?\"'“”‘’()")


def _common_ends(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    most = min(len(a), len(b))
    head = next((n for n in range(most) if a[n] != b[n]), most)
    tail = next((n for n in range(most - head) if a[-1 - n] != b[-1 - n]), most - head)
    return head, tail


def _exclusive(runs: Sequence[Run]) -> list[Run]:
    """Return runs without those whose words of `b` a longer one has taken; in the order of `a`."""
    taken: set[int] = set()
    kept = []
    for run in sorted(runs, key=lambda run: (-run.length, run.a)):
        words = range(run.b, run.b + run.length)
        if words[0] in taken or words[-1] in taken or any(word in taken for word in words):
            continue
        taken.update(words)
        kept.append(run)
    return sorted(kept)


def _in_order(blocks: Sequence[Block]) -> set[int]:
    """Return the numbers of the blocks that hold still: the heaviest chain that ascends on both sides.

    A block's weight hardly grows with its length: a long one that jumped over several others is what was moved. Blocks
    are in the order of `a`. Quadratic in their number, which is bounded by keeping the heaviest ones.
    """
    heaviest = sorted(sorted(range(len(blocks)), key=lambda n: -blocks[n].matched)[:_MOST_BLOCKS])
    best: list[tuple[float, int]] = []
    for place, n in enumerate(heaviest):
        weight, before = 0.0, -1
        for earlier in range(place):
            other = blocks[heaviest[earlier]]
            if other.b[1] <= blocks[n].b[0] and other.a[1] <= blocks[n].a[0] and best[earlier][0] > weight:
                weight, before = best[earlier][0], earlier
        best.append((weight + _weight(blocks[n]), before))
    kept: set[int] = set()
    at = max(range(len(best)), key=lambda place: best[place][0], default=-1)
    while at >= 0:
        kept.add(heaviest[at])
        at = best[at][1]
    return kept


_MOST_BLOCKS = 1000


def _weight(block: Block) -> float:
    return min(block.matched, _FULL) + block.matched / (2 * _FULL)


_FULL = 10
"""Equal words from which a block holds a text together like any other."""


def _fill_block(block: Block, sides: _Sides, taken_a: set[int], taken_b: set[int]) -> list[Run]:
    """Return a moved block's runs and the equal words between them and beside them in their lines."""
    start_a, end_a = _rest_of_line(block.a, sides.lines_a, taken_a)
    start_b, end_b = _rest_of_line(block.b, sides.lines_b, taken_b)
    found: list[Run] = []
    at_a, at_b = start_a, start_b
    for run in [*block.runs, Run(end_a, end_b, 0)]:
        found += _indel(sides.a, sides.b, (at_a, run.a), (at_b, run.b))
        if run.length:
            found.append(run)
        at_a, at_b = run.a + run.length, run.b + run.length
    return found


def _fill_between(anchors: Sequence[Run], moved: Sequence[Run], a: list[str], b: list[str]) -> list[Run]:
    """Return the anchors and what stays equal between them, leaving out the words that have moved."""
    free_a, free_b = list(a), list(b)
    for run in moved:  # no word of a text begins with a space, so these two never meet
        free_a[run.a : run.a + run.length] = [" a"] * run.length
        free_b[run.b : run.b + run.length] = [" b"] * run.length
    found: list[Run] = []
    at_a = at_b = 0
    for run in [*anchors, Run(len(a), len(b), 0)]:
        between = _indel(free_a, free_b, (at_a, run.a), (at_b, run.b))
        found += [part for part in between if _holds(part, a, (at_a, run.a), (at_b, run.b))]
        if run.length:
            found.append(run)
        at_a, at_b = run.a + run.length, run.b + run.length
    return found


def _holds(run: Run, words: Sequence[str], gap_a: tuple[int, int], gap_b: tuple[int, int]) -> bool:
    """Tell whether an equal run between anchors is more than a common word met by chance."""
    if run.length >= 2 or max(gap_a[1] - gap_a[0], gap_b[1] - gap_b[0]) <= _SMALL_GAP:
        return True
    return _bare(words[run.a]) not in tokens.STOP


_SMALL_GAP = 12


def _indel(a: Sequence[str], b: Sequence[str], in_a: tuple[int, int], in_b: tuple[int, int]) -> list[Run]:
    from rapidfuzz.distance import Indel

    if in_a[0] >= in_a[1] or in_b[0] >= in_b[1]:
        return []
    steps = Indel.opcodes(a[slice(*in_a)], b[slice(*in_b)])
    return [
        Run(in_a[0] + step.src_start, in_b[0] + step.dest_start, step.src_end - step.src_start)
        for step in steps
        if step.tag == "equal"
    ]


def _as_operations(
    still: Sequence[Run], moved: Sequence[Run], spans_a: Sequence[Span], spans_b: Sequence[Span]
) -> tuple[Operation, ...]:
    """Write out runs as operations; what no run holds was deleted or inserted."""
    found: list[tuple[tuple[int, int, int], Operation]] = []
    for tag, runs in ((Tag.EQUAL, still), (Tag.MOVE, moved)):
        for run in runs:
            span_a = Span(spans_a[run.a].start, spans_a[run.a + run.length - 1].end)
            span_b = Span(spans_b[run.b].start, spans_b[run.b + run.length - 1].end)
            found.append(((run.a, 1, run.b), Operation(tag, span_a, span_b)))
    everything = [*still, *moved]
    for low, high in _rest([(run.a, run.a + run.length) for run in everything], len(spans_a)):
        found.append(((low, 0, 0), Operation(Tag.DELETE, Span(spans_a[low].start, spans_a[high - 1].end), None)))
    order = sorted((run.b, run.a + run.length) for run in still)
    starts = [b for b, _ in order]
    for low, high in _rest([(run.b, run.b + run.length) for run in everything], len(spans_b)):
        before = bisect_left(starts, low) - 1
        place = order[before][1] if before >= 0 else -1
        found.append(
            ((place, 0, low + 1), Operation(Tag.INSERT, None, Span(spans_b[low].start, spans_b[high - 1].end)))
        )
    return tuple(operation for _, operation in sorted(found, key=lambda item: item[0]))


def _rest(taken: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Return the ranges of 0..length that no taken range holds."""
    found = []
    at = 0
    for low, high in sorted(taken):
        if low > at:
            found.append((at, low))
        at = max(at, high)
    if at < length:
        found.append((at, length))
    return found
