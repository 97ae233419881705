"""An article as rows for a column of text: pure, made once for an article, a width and what is shown.

Every character of a row is the same character of `Article.source_text`, so a row, a mark and a click find one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from reader.model import Article, Block, BlockKind
from reader.tui.draw import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class LineKind(Enum):
    """What a row shows."""

    TITLE = auto()
    META = auto()
    TEXT = auto()
    HEADING = auto()
    HIDDEN = auto()
    REASON = auto()
    NOTE = auto()
    """What the reader wrote: no text of the article."""
    BLANK = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One row of an article."""

    kind: LineKind
    text: str = ""
    start: int = -1
    """Where the text begins in `Article.source_text`; -1 where it is not the source's."""
    block: int = -1
    """The number of its block, or -1."""
    prefix: str = ""
    """What is drawn before the text: an indent, a bullet, the bar of a quotation."""

    @property
    def end(self) -> int:
        """Where the text ends in `Article.source_text`."""
        return self.start + len(self.text)


BLANK = Line(LineKind.BLANK)


def lay_out(
    article: Article, meta: str, width: int, *, show_hidden: bool, notes: Sequence[tuple[int, str]] = ()
) -> tuple[Line, ...]:
    """Return the rows of an article at `width` cells: title, a line about it, its blocks; the hidden where asked.

    Notes stand behind the block that holds the character they are on, those on -1 above all blocks.
    """
    head = article.title or article.name
    lines = [Line(LineKind.TITLE, head[start:end]) for start, end in wrap(head, width)]
    lines += [Line(LineKind.META, meta[start:end]) for start, end in wrap(meta, width)]
    for note in article.notes:
        lines += [Line(LineKind.META, note[start:end]) for start, end in wrap(note, width)]
    lines += _note_lines(notes, -1, 0, width)
    previous: Block | None = None
    for number, block in enumerate(article.blocks):
        if not block.kept and not show_hidden:
            continue
        if _needs_gap(previous, block):
            lines.append(BLANK)
        if not block.kept:
            lines.append(Line(LineKind.REASON, reason(block), block=number))
        lines += _block_lines(article, block, number, width)
        lines += _note_lines(notes, block.span.start, block.span.end, width)
        previous = block
    return tuple(lines)


def _note_lines(notes: Sequence[tuple[int, str]], first: int, end: int, width: int) -> list[Line]:
    """Return the rows of the notes on characters from `first` to before `end`."""
    return [
        Line(LineKind.NOTE, part[start:stop])
        for at, text in notes
        if first <= at < end
        for part in text.split("\n")
        for start, stop in wrap(part, max(width - 2, 1))
    ]


def _needs_gap(previous: Block | None, block: Block) -> bool:
    if previous is None or not (previous.kept and block.kept):
        return True
    close = (BlockKind.ITEM, BlockKind.ROW, BlockKind.CODE)
    return not (previous.kind is block.kind and block.kind in close)


def reason(block: Block) -> str:
    """Return why a block was stripped, in words."""
    return f"{block.reason}: {block.detail}" if block.detail else f"{block.reason}"


def _block_lines(article: Article, block: Block, number: int, width: int) -> Iterator[Line]:
    text = article.shown(block)
    first, rest = prefixes(block, text)
    kind = LineKind.HIDDEN if not block.kept else LineKind.HEADING if block.kind is BlockKind.HEADING else LineKind.TEXT
    shift = 0
    for part in text.split("\n"):
        for start, end in wrap(part, width - len(first)):
            at = shift + start
            yield Line(kind, text[at : shift + end], block.span.start + at, number, rest if at else first)
        shift += len(part) + 1


def prefixes(block: Block, text: str) -> tuple[str, str]:
    """Return what is drawn before the first row of a block and before the others: a bullet, a bar, an indent."""
    if block.kind is BlockKind.ITEM:
        return ("  ", "  ") if text[:1] in "•-*–·0123456789" else ("• ", "  ")
    if block.kind is BlockKind.QUOTATION:
        return "│ ", "│ "
    if block.kind is BlockKind.CODE:
        return "  ", "  "
    return "", ""
