"""Plain text to blocks: joins lines wrapped to a width, parts list items from echoes of the item before."""

from __future__ import annotations

import re
from itertools import pairwise

from reader.clean.pieces import Piece
from reader.model import BlockKind
from reader.text import segment

MAX_WIDTH = 132
"""No one wraps wider by hand or by program; longer lines are paragraphs."""
NAME = 80
"""Characters within which the name of a list item ends with a colon."""
_BULLET = re.compile(r"(?:[-*•·‣▪–—]|\d{1,3}[.)])\s+\S")
_TOKEN = re.compile(r"\w+")
_CUT = re.compile(r"[.!?…][\"'”’»)]*\s+(?=\W{0,2}[A-Z0-9\u00c0-\u00de\u0391-\u042f])")


def pieces_of(text: str, start: int = 0) -> list[Piece]:
    """Return the blocks of a gated text from `start` on, in order; together they hold all its non-white characters."""
    spans = [span for span in segment.lines(text) if span[0] >= start]
    if start and text[start:].strip() and (not spans or spans[0][0] > start):
        spans = [(a + start, b + start) for a, b in segment.lines(text[start:])]
    width = _wrap_width(text, spans)
    found: list[Piece] = []
    for first, last in _join(text, spans, width):
        begin, end = spans[first][0], spans[last][1]
        gap = first == 0 or text.count("\n", spans[first - 1][1], begin) > 1
        line = " ".join(text[begin:end].split())
        kind = BlockKind.ITEM if _BULLET.match(line) else BlockKind.PARAGRAPH
        for a, b, echo in _part(text, begin, end, found):
            found.append(Piece(a, b, " ".join(text[a:b].split()), kind, gap, echo=echo))
            gap = False
    return found


def _wrap_width(text: str, spans: list[tuple[int, int]]) -> int:
    """Return the width that lines were wrapped to, or 0.

    A wrapped line is one that the first word of the next line would have made too long. Where nearly all neighbours
    within paragraphs pass this test, the text was wrapped.
    """
    pairs = [(a, b) for a, b in pairwise(spans) if text.count("\n", a[1], b[0]) == 1]
    if len(pairs) < 3:
        return 0
    lengths = sorted(a[1] - a[0] for a, _ in pairs if " " in text[a[0] : a[1]])
    width = lengths[min(len(lengths) - 1, len(lengths) * 49 // 50)] if lengths else 0
    if not 30 <= width <= MAX_WIDTH:
        return 0
    full = sum(a[1] - a[0] + 1 + _first_word(text, b) > width for a, b in pairs)
    return width if full * 10 >= len(pairs) * 8 else 0


def _first_word(text: str, span: tuple[int, int]) -> int:
    stop = span[0]
    while stop < span[1] and not text[stop].isspace():
        stop += 1
    return stop - span[0]


def _join(text: str, spans: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """Return first and last line of every block."""
    blocks: list[tuple[int, int]] = []
    for number, span in enumerate(spans):
        before = spans[number - 1] if number else None
        wrapped = (
            width > 0
            and before is not None
            and text.count("\n", before[1], span[0]) == 1
            and before[1] - before[0] + 1 + _first_word(text, span) > width
            and not _BULLET.match(text[span[0] : span[0] + 8])
        )
        if wrapped:
            blocks[-1] = (blocks[-1][0], number)
        else:
            blocks.append((number, number))
    return blocks


def _part(text: str, start: int, end: int, before: list[Piece]) -> list[tuple[int, int, bool]]:
    """Part a line that repeats what an item before it said after its name: (start, end, is an echo)."""
    line = text[start:end]
    if line[0] in ":;,–—" and len(line) > 3:
        for piece in reversed(before[-4:]):
            colon = -1 if piece.echo else text.find(":", piece.start + 2, min(piece.start + NAME, piece.end))
            if colon < 0:
                continue
            cut = _echo_end(line, text[colon : piece.end])
            if cut:
                rest = start + cut
                while rest < end and text[rest].isspace():
                    rest += 1
                stop = start + len(line[:cut].rstrip())
                return [(start, stop, True)] + ([(rest, end, False)] if rest < end else [])
    return [(start, end, False)]


def _echo_end(line: str, value: str) -> int:
    """Return where the repetition of `value` ends in `line`, or 0: word for word, or with words missing."""
    if line.startswith(value.rstrip()):
        return len(value.rstrip())
    spoken = [match.group().lower() for match in _TOKEN.finditer(value)]
    at = 0
    reached = 0
    common = 0
    for match in _TOKEN.finditer(line):
        try:
            at = spoken.index(match.group().lower(), at) + 1
        except ValueError:
            break
        reached, common = match.end(), common + 1
    if common < 2:
        return 0
    cuts = [match.end() for match in _CUT.finditer(line) if match.start() <= reached + 2]
    if cuts:
        return cuts[-1]
    return len(line) if not _TOKEN.search(line, reached) else 0
