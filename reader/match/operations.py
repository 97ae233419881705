r"""What became of every word between two texts: equal, moved, deleted, inserted.

Long equal runs are found first, wherever they stand; those that keep the order of both texts hold still, the others
have moved; between them rapidfuzz's Indel aligns word by word (10,000 words: 0.1 s, 50 MB).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.match import copies, moves
from reader.match.copies import Block, Run
from reader.match.moves import Sides, bare
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
    runs = _exclusive(copies.find_runs(copies.Grams(inner_a, size), copies.Grams(inner_b, size)), size)
    blocks = copies.chain(runs, 0 if coarse else GAP)
    if lines is None:
        anchors, others = moves.part(blocks, range(len(inner_a)))
        still, moved = anchors, [run for block in others for run in block.runs]
    else:
        sides = Sides(inner_a, inner_b, lines[0][head : len(a) - tail], lines[1][head : len(b) - tail])
        anchors, others = moves.part_words(blocks, sides)
        moved = _moved(others, anchors, sides)
        still = _fill_between(anchors, moved, inner_a, inner_b)
    shifted = [Run(run.a + head, run.b + head, run.length) for run in still]
    ends = [Run(0, 0, head)] * (head > 0), [Run(len(a) - tail, len(b) - tail, tail)] * (tail > 0)
    return [*ends[0], *shifted, *ends[1]], [Run(run.a + head, run.b + head, run.length) for run in moved]


def _moved(blocks: Sequence[Block], anchors: Sequence[Run], sides: Sides) -> list[Run]:
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


def _common_ends(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    most = min(len(a), len(b))
    head = next((n for n in range(most) if a[n] != b[n]), most)
    tail = next((n for n in range(most - head) if a[-1 - n] != b[-1 - n]), most - head)
    return head, tail


def _exclusive(runs: Sequence[Run], least: int) -> list[Run]:
    """Return what is left of runs without the words of `b` that longer ones have taken; in the order of `a`.

    Where that lies within a run, the longer of the parts is left. None is shorter than `least`.
    """
    taken: set[int] = set()
    kept = []
    for run in sorted(runs, key=lambda run: (-run.length, run.a)):
        free = _longest_free(run, taken)
        if free.length >= least:
            taken.update(range(free.b, free.b + free.length))
            kept.append(free)
    return sorted(kept)


def _longest_free(run: Run, taken: set[int]) -> Run:
    """Return the longest part of a run, the first of several, whose words of `b` are not taken."""
    best, start = Run(run.a, run.b, 0), 0
    for at in range(run.length + 1):
        if at == run.length or run.b + at in taken:
            if at - start > best.length:
                best = Run(run.a + start, run.b + start, at - start)
            start = at + 1
    return best


def _fill_block(block: Block, sides: Sides, taken_a: set[int], taken_b: set[int]) -> list[Run]:
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
    return bare(words[run.a]) not in tokens.STOP


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
