"""Pairs of passages as rows for two columns, or stacked for one: pure, made once for a width and what is shown.

Every character of a cell is the same character of its article's text, so a row, a mark and a click find one another.
Linear in the length of both texts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum, auto
from itertools import zip_longest
from typing import TYPE_CHECKING

from reader.model import BlockKind
from reader.tui.draw import wrap
from reader.tui.layout import prefixes, reason
from reader.tui.pairing import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Article, Block
    from reader.tui.pairing import Paired

Cells = tuple["Cell | None", "Cell | None"]


class CellKind(Enum):
    """What a cell shows."""

    TITLE = auto()
    META = auto()
    TEXT = auto()
    HEADING = auto()
    MISSING = auto()
    MOVED = auto()
    HIDDEN = auto()
    REASON = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of one side."""

    kind: CellKind
    text: str
    start: int = -1
    """Where the text begins in `Article.text`; -1 where it is not of the article's text."""
    prefix: str = ""
    """What is drawn before the text: an indent, a bullet, the bar of a quotation."""

    @property
    def end(self) -> int:
        """Where the text ends in `Article.text`."""
        return self.start + len(self.text)


class RowKind(Enum):
    """What a row is for."""

    HEAD = auto()
    PAIR = auto()
    HIDDEN = auto()
    FOLD = auto()
    PARAGRAPH = auto()
    RULE = auto()


@dataclass(frozen=True, slots=True)
class Beside:
    """One row of the screen: both sides, or one of them where they are stacked."""

    kind: RowKind
    pair: int = -1
    """The number of its pair; of a fold, the first; -1 where it has none."""
    cells: Cells = (None, None)
    begins: tuple[bool, bool] = (False, False)
    """Which sides begin in this row."""
    last: int = -1
    """Of a fold, its last pair."""


@dataclass(frozen=True, slots=True)
class Layout:
    """All rows, and which of them belong to a pair."""

    rows: tuple[Beside, ...]
    first: tuple[int, ...]
    """First row by number of pair; a folded pair has its fold's row."""
    last: tuple[int, ...]
    paragraphs: tuple[int, ...]
    """The pairs that begin a paragraph of the leading side."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a layout depends on besides the pairs."""

    widths: tuple[int, int]
    """Cells of text on either side."""
    stacked: bool = False
    show_hidden: bool = False
    folded: bool = False


class _Blocks:
    """The blocks of an article, by where they stand in its text."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.starts: list[int] = []
        self.kept: list[Block] = []
        self.hidden: list[tuple[int, Block]] = []
        """Blocks that are not part of the text, each with the character of the text that it stood before."""
        at = 0
        for block in article.blocks:
            if block.kept:
                self.starts.append(at)
                self.kept.append(block)
                at += block.span.end - block.span.start + 2
            else:
                self.hidden.append((at, block))

    def number(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1


def lay_out(paired: Paired, heads: tuple[str, str], missing: Sequence[str], wanted: Wanted) -> Layout:
    """Return the rows of two articles.

    Args:
        paired: The articles and their pairs.
        heads: The line under each title.
        missing: By pair, what is said where one side has nothing, or in how far the following side has moved.
        wanted: The widths, and what is shown.
    """
    return _Builder(paired, missing, wanted).build(heads)


class _Builder:
    def __init__(self, paired: Paired, missing: Sequence[str], wanted: Wanted) -> None:
        self.paired = paired
        self.missing = missing
        self.wanted = wanted
        self.blocks = (_Blocks(paired.articles[0]), _Blocks(paired.articles[1]))
        self.rows: list[Beside] = []
        self.first = [0] * len(paired.pairs)
        self.last = [0] * len(paired.pairs)
        self.paragraphs = self._paragraphs()
        self.hidden = self._place_hidden() if wanted.show_hidden else {}

    def build(self, heads: tuple[str, str]) -> Layout:
        self._add(RowKind.HEAD, -1, (self._head(Side.LEFT, heads[0]), self._head(Side.RIGHT, heads[1])))
        begins = set(self.paragraphs)
        folds = self._folds() if self.wanted.folded else {}
        number = 0
        while number < len(self.paired.pairs):
            if number in begins or self.rows[-1].kind is RowKind.HIDDEN:
                self.rows.append(Beside(RowKind.PARAGRAPH))
            self._add_hidden(number)
            end = folds.get(number, -1)
            if end >= 0:
                self.first[number : end + 1] = self.last[number : end + 1] = [len(self.rows)] * (end + 1 - number)
                self.rows.append(Beside(RowKind.FOLD, number, last=end))
                number = end + 1
                continue
            self._add_pair(number, ruled=number + 1 not in begins)
            number += 1
        self._add_hidden(len(self.paired.pairs))
        return Layout(tuple(self.rows), tuple(self.first), tuple(self.last), tuple(self.paragraphs))

    # ---------------------------------------------------------------- where things go

    def _paragraphs(self) -> list[int]:
        """Return the pairs at which a paragraph begins, on the leading side or on the other where that is alone.

        List items keep together.
        """
        found: list[int] = []
        before = [-1, -1]
        for number, pair in enumerate(self.paired.pairs):
            side = self.paired.lead if pair.alone is None else pair.alone
            version = pair.sides[side]
            assert version is not None
            here = self.blocks[side].number(version.span.start)
            if number == 0 or (here != before[side] and not self._close(self.blocks[side], before[side], here)):
                found.append(number)
            before[side] = here
        return found

    @staticmethod
    def _close(blocks: _Blocks, one: int, other: int) -> bool:
        kinds = {blocks.kept[number].kind for number in (one, other) if number >= 0}
        return len(kinds) == 1 and kinds <= {BlockKind.ITEM, BlockKind.ROW, BlockKind.CODE}

    def _folds(self) -> dict[int, int]:
        """Return the runs of pairs that agree word for word: their first and their last number."""
        folds: dict[int, int] = {}
        start = -1
        for number, pair in enumerate(self.paired.pairs):
            if not pair.agrees:
                start = -1
                continue
            if start < 0 or number in self.hidden:
                start = number
            folds[start] = number
        return folds

    def _place_hidden(self) -> dict[int, tuple[list[Block], list[Block]]]:
        """Return by pair what was stripped before it, on either side; after the last pair, the rest."""
        placed: dict[int, tuple[list[Block], list[Block]]] = {}
        for side in Side:
            order = sorted(
                (v.span.start, n) for n, p in enumerate(self.paired.pairs) if (v := p.sides[side]) is not None
            )
            for offset, block in self.blocks[side].hidden:
                at = bisect_left(order, (offset, -1))
                number = order[at][1] if at < len(order) else len(self.paired.pairs)
                placed.setdefault(number, ([], []))[side].append(block)
        return placed

    # ---------------------------------------------------------------- rows

    def _add(self, kind: RowKind, pair: int, sides: tuple[list[Cell], list[Cell]]) -> None:
        left, right = sides
        if self.wanted.stacked:
            self.rows += [Beside(kind, pair, (cell, None), (n == 0, False)) for n, cell in enumerate(left)]
            self.rows += [Beside(kind, pair, (None, cell), (False, n == 0)) for n, cell in enumerate(right)]
        else:
            self.rows += [Beside(kind, pair, c, (n == 0, n == 0)) for n, c in enumerate(zip_longest(left, right))]

    def _add_pair(self, number: int, *, ruled: bool) -> None:
        self.first[number] = len(self.rows)
        self._add(RowKind.PAIR, number, (self._side(number, Side.LEFT), self._side(number, Side.RIGHT)))
        self.last[number] = len(self.rows) - 1
        if self.wanted.stacked and ruled and number + 1 < len(self.paired.pairs):
            self.rows.append(Beside(RowKind.RULE))

    def _add_hidden(self, number: int) -> None:
        if number in self.hidden:
            left, right = self.hidden[number]
            cells = (
                [cell for block in left for cell in self._hidden_cells(Side.LEFT, block)],
                [cell for block in right for cell in self._hidden_cells(Side.RIGHT, block)],
            )
            self._add(RowKind.HIDDEN, -1, cells)

    def _head(self, side: Side, about: str) -> list[Cell]:
        article = self.paired.articles[side]
        width = self.wanted.widths[side]
        title = article.title or article.name
        cells = [Cell(CellKind.TITLE, title[start:end]) for start, end in wrap(title, width)]
        for line in (about, *article.notes):
            cells += [Cell(CellKind.META, line[start:end]) for start, end in wrap(line, width)]
        return cells

    def _hidden_cells(self, side: Side, block: Block) -> Iterator[Cell]:
        width = self.wanted.widths[side]
        said = reason(block)
        for start, end in wrap(said, width - 2):
            yield Cell(CellKind.REASON, said[start:end], prefix="  " if start else "- ")
        for part in self.paired.articles[side].shown(block).split("\n"):
            for start, end in wrap(part, width):
                yield Cell(CellKind.HIDDEN, part[start:end])

    def _side(self, number: int, side: Side) -> list[Cell]:
        pair = self.paired.pairs[number]
        width = self.wanted.widths[side]
        words = self.missing[number]
        version = pair.sides[side]
        if version is None:
            return [Cell(CellKind.MISSING, words[start:end]) for start, end in wrap(words, width)]
        cells = list(self._text_cells(side, version.span.start, version.span.end))
        if pair.moved and side is not self.paired.lead:
            cells += [Cell(CellKind.MOVED, words[start:end]) for start, end in wrap(words, width)]
        return cells

    def _text_cells(self, side: Side, start: int, end: int) -> Iterator[Cell]:
        text = self.paired.articles[side].text
        blocks = self.blocks[side]
        at = start
        for part in text[start:end].split("\n"):
            if part.strip():
                block = blocks.number(at)
                first, rest = prefixes(blocks.kept[block], part)
                kind = CellKind.HEADING if blocks.kept[block].kind is BlockKind.HEADING else CellKind.TEXT
                for low, high in wrap(part, self.wanted.widths[side] - len(first)):
                    begins = at + low == blocks.starts[block]
                    yield Cell(kind, part[low:high], at + low, first if begins else rest)
            at += len(part) + 1
