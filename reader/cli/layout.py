"""Text in columns of terminal cells: wide characters take two, combining ones none. Pure."""

from __future__ import annotations

import unicodedata

from reader.text import plain


def width(text: str) -> int:
    """Return how many cells a line takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def fit(text: str, cells: int) -> str:
    """Return a line in exactly so many cells: padded, or cut with an ellipsis."""
    if width(text) > cells:
        text = _head(text, cells - 1) + "…"
    return text + " " * (cells - width(text))


def cut(text: str, cells: int) -> str:
    """Return a line in at most so many cells."""
    return fit(text, cells).rstrip()


def wrap(text: str, cells: int) -> list[str]:
    """Return a text in lines of at most so many cells, broken at spaces; longer words are broken anywhere. Linear."""
    lines: list[str] = []
    for paragraph in plain.clean(text).expandtabs(4).split("\n"):
        line: list[str] = []
        used = 0
        for word in paragraph.split():
            size = width(word)
            if line and used + 1 + size > cells:
                lines.append(" ".join(line))
                line, used = [], 0
            while size > cells:
                head = _head(word, cells)
                lines.append(head)
                word = word[len(head) :]
                size = width(word)
            used += size + (1 if line else 0)
            line.append(word)
        lines.append(" ".join(line))
    return lines


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _head(text: str, cells: int) -> str:
    """Return as many characters as fit, at least one."""
    used = 0
    for at, char in enumerate(text):
        used += _cells(char)
        if used > cells:
            return text[: max(at, 1)]
    return text
