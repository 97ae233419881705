"""Drawing in terminal cells: the one way from text to a widget, wrapping by cell width, and rows made of styled pieces.

Textual takes every `str` given to a widget as markup, so a headline could run code; `literal` is the only door.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len as cells_of
from rich.cells import set_cell_size
from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.style import Style

__all__ = [
    "Painter", "cell_len", "cut_head", "fit", "index_at", "literal", "numbered", "pad", "shorten", "steady", "wrap",
]  # fmt: skip

_UNSTEADY = re.compile("[\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d(?=[\u2190-\u2bff\U0001f000-\U0001ffff])")
"""What makes one sign of several, or a wide one of a narrow one, in some terminals and not in others."""


def steady(text: str) -> str:
    """Return text without what terminals give different widths to, so that no row is longer than it was counted.

    Signs that are joined to one stand one beside the other; the text that is copied and exported keeps them.
    """
    return text if text.isascii() else _UNSTEADY.sub("", text)


def cell_len(text: str) -> int:
    """Return the cells that text takes as it is drawn."""
    return cells_of(steady(text))


def literal(text: str) -> Content:
    """Return text as what it says, never as markup."""
    return Content(text)


def fit(text: str, width: int) -> str:
    """Return text cut to `width` cells, with an ellipsis where something was cut."""
    text = steady(text)
    if cells_of(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 1 else "…"[:width]


def shorten(text: str, width: int) -> str:
    """Return a line of what there is to say in `width` cells: parts between " · " go from the end, then whole words.

    What matters most stands first. An ellipsis stands where something is left out; a word is cut only where it is
    longer than all the room there is.
    """
    if cell_len(text) <= width:
        return text
    parts = text.split(" · ")
    while len(parts) > 1:
        parts.pop()
        short = " · ".join(parts) + " …"
        if cell_len(short) <= width:
            return short
    words = parts[0].split(" ")
    while len(words) > 1:
        words.pop()
        short = " ".join(words).rstrip(" ,:;") + "…"
        if cell_len(short) <= width:
            return short
    return fit(words[0] + "…", width)


def cut_head(text: str, width: int) -> str:
    """Return a line cut to `width` cells: where parts stand behind " · ", the last two, they stay and the rest is cut.

    All of it is cut from its end where that would leave less than a third of the room to what stands first.
    """
    head, *tail = text.rsplit(" · ", 2)
    behind = "".join(f" · {part}" for part in tail)
    room = width - cell_len(behind)
    return fit(head, room) + behind if behind and 3 * room > width else fit(text, width)


def pad(text: str, width: int) -> str:
    """Return text cut or padded to exactly `width` cells."""
    return set_cell_size(fit(text, width), max(width, 0))


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Return the character ranges of the lines of `text` at `width` cells, broken at spaces where there are any.

    Every character but the spaces at the breaks is on a line. Linear in the text's length.
    """
    width = max(width, 1)
    lines: list[tuple[int, int]] = []
    start, used, at = 0, 0, 0
    for word, gap in _words(text):
        cells = cell_len(word)
        if used and used + cells > width:
            lines.append((start, at))
            start, used = at, 0
        if cells > width:  # longer than a line by itself
            *heads, word = _chopped(word, width)
            for head in heads:
                lines.append((start, at + len(head)))
                at += len(head)
                start = at
            cells, used = cell_len(word), 0
        at += len(word) + gap
        used += cells + gap
    if start < len(text):
        lines.append((start, len(text)))
    return [_trimmed(text, *line) for line in lines] or [(0, 0)]


def index_at(text: str, cells: int) -> int:
    """Return the number of the character that covers a cell of `text` as it is drawn; its length behind the last one.

    Linear in the cells.
    """
    used = 0
    for at, char in enumerate(text):
        used += cell_len(char)
        if used > cells:
            return at
    return len(text)


def _chopped(word: str, width: int) -> list[str]:
    """Return a word in pieces of at most `width` cells; one of a single wide character where a row has but one cell."""
    pieces: list[str] = []
    start, used = 0, 0
    for at, char in enumerate(word):
        cells = cell_len(char)
        if used and used + cells > width:
            pieces.append(word[start:at])
            start, used = at, 0
        used += cells
    return [*pieces, word[start:]]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _words(text: str) -> list[tuple[str, int]]:
    """Return the words of a text, each with the number of spaces after it; unspaced scripts give a word a character."""
    words: list[tuple[str, int]] = []
    at = 0
    for piece in text.split(" "):
        at += len(piece) + 1
        gap = 1 if at <= len(text) else 0
        if piece.isascii() or cell_len(piece) < 2 * len(piece) - 1:
            words.append((piece, gap))
        else:  # wide characters may break anywhere
            words += [(char, 0) for char in piece[:-1]]
            words.append((piece[-1:], gap))
    return words


class Painter:
    """Collects the styled pieces of one row and keeps count of its cells."""

    def __init__(self, base: Style) -> None:
        self.base = base
        self.cells = 0
        self._segments: list[Segment] = []

    def add(self, text: str, style: Style | None = None) -> Painter:
        """Append text, in the row's own style where none is given."""
        if text:
            text = steady(text.replace("\t", " ").replace("\n", " "))
            self._segments.append(Segment(text, self.base if style is None else self.base + style))
            self.cells += cells_of(text)
        return self

    def to(self, column: int) -> Painter:
        """Fill with spaces up to a column."""
        return self.add(" " * (column - self.cells))

    def strip(self, width: int) -> Strip:
        """Return the row, cut or filled to `width` cells."""
        return Strip(self._segments, self.cells).adjust_cell_length(width, self.base).simplify()


def numbered(number: int, one: str, many: str = "") -> str:
    """Return a number with the name of what is counted; `many` where several are called otherwise than with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
