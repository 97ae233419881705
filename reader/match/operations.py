r"""What became of every word between two texts: equal, moved, deleted, inserted.

Long equal runs are found first, wherever they stand; those that keep the order of both texts hold still, the others
have moved; between them rapidfuzz's Indel aligns word by word (10,000 words: 0.1 s, 50 MB).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

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
    spans_a, spans_b = _spans(_WORD, a), _spans(_WORD, b)
    coarse = max(len(spans_a), len(spans_b)) > MOST_WORDS
    if coarse:
        spans_a, spans_b = _spans(_LINE, a), _spans(_LINE, b)
    words_a, words_b = [a[slice(*span)] for span in spans_a], [b[slice(*span)] for span in spans_b]
    still, moved = _align(words_a, words_b, coarse=coarse)
    return _as_operations(still, moved, spans_a, spans_b), coarse


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text)]


def _align(a: list[str], b: list[str], *, coarse: bool) -> tuple[list[Run], list[Run]]:
    """Return the equal runs that hold still and those that moved; both in the order of `a`, none overlapping."""
    size = 1 if coarse else SEED
    head, tail = _common_ends(a, b)
    inner_a, inner_b = a[head : len(a) - tail], b[head : len(b) - tail]
    runs = _exclusive(copies.find_runs(inner_a, inner_b, size))
    blocks = copies.chain(runs, 0 if coarse else GAP)
    kept = _in_order(blocks)
    moved_blocks = [] if coarse else [x for n, x in enumerate(blocks) if n not in kept and _says_something(x, inner_a)]
    moved = [run for block in moved_blocks for run in _fill_block(block, inner_a, inner_b)]
    if coarse:
        moved = [run for n, x in enumerate(blocks) if n not in kept for run in x.runs]
    anchors = [run for n in sorted(kept) for run in blocks[n].runs]
    still = anchors if coarse else _fill_between(anchors, moved, inner_a, inner_b)
    shifted = [Run(run.a + head, run.b + head, run.length) for run in still]
    ends = [Run(0, 0, head)] * (head > 0), [Run(len(a) - tail, len(b) - tail, tail)] * (tail > 0)
    return [*ends[0], *shifted, *ends[1]], [Run(run.a + head, run.b + head, run.length) for run in moved]


def _says_something(block: Block, words: Sequence[str]) -> bool:
    """Tell whether a block is more than a turn of phrase that stands elsewhere too."""
    equal = [word for run in block.runs for word in words[run.a : run.a + run.length]]
    return len(equal) >= LEAST_MOVED and sum(_bare(word) not in tokens.STOP for word in equal) >= 2


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

    Blocks are in the order of `a`. Quadratic in their number, which is bounded by keeping the heaviest ones.
    """
    heaviest = sorted(sorted(range(len(blocks)), key=lambda n: -blocks[n].matched)[:_MOST_BLOCKS])
    best: list[tuple[int, int]] = []
    for place, n in enumerate(heaviest):
        weight, before = 0, -1
        for earlier in range(place):
            other = blocks[heaviest[earlier]]
            if other.b[1] <= blocks[n].b[0] and other.a[1] <= blocks[n].a[0] and best[earlier][0] > weight:
                weight, before = best[earlier][0], earlier
        best.append((weight + blocks[n].matched, before))
    kept: set[int] = set()
    at = max(range(len(best)), key=lambda place: best[place][0], default=-1)
    while at >= 0:
        kept.add(heaviest[at])
        at = best[at][1]
    return kept


_MOST_BLOCKS = 1000


def _fill_block(block: Block, a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Return a moved block's runs and the equal words in the small gaps between them."""
    found = [block.runs[0]]
    for run in block.runs[1:]:
        last = found[-1]
        found += _indel(a, b, (last.a + last.length, run.a), (last.b + last.length, run.b))
        found.append(run)
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
