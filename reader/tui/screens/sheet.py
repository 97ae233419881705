"""A sheet of words: an explanation to read and put away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from reader.text import plain as gate
from reader.tui.draw import wrap
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.page import Page, PageRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

_INDENT = re.compile(r" *(?:\S{1,3}  +)?")
"""Spaces at the front, or a letter in a column of its own: where the rows that follow begin."""


class SheetScreen(Dialog[bool]):
    """Lines of text, wrapped. Closes with the key that opened it, too."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("i,enter", "back", show=False)]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__(title)
        self._lines = [gate.clean(line) for line in lines]
        while self._lines and not self._lines[0].strip():
            del self._lines[0]

    def content(self) -> ComposeResult:
        """Yield the text."""
        yield Page(self._rows)

    def wanted_rows(self, width: int) -> int:
        """Return the rows of the wrapped text."""
        return len(self._rows(width))

    def _rows(self, width: int) -> list[PageRow]:
        room = max(width - 2, 1)
        return [row for line in self._lines for part in line.split("\n") for row in wrapped(part, room)]


class KeysScreen(SheetScreen):
    """The keys of a dialog; the key that asked for them takes them away, too."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1", "back", show=False)]


def wrapped(text: str, width: int, look: str = "") -> list[PageRow]:
    """Return the rows of one line of text, those after the first indented as far as the text of the first."""
    match = _INDENT.match(text)
    head = match.group() if match else ""
    if len(head) > width // 2:
        head = ""
    body = text[len(head) :]
    rows: list[PageRow] = []
    for start, end in wrap(body, width - len(head)):
        rows.append(((" " + (" " * len(head) if rows else head) + body[start:end], look),))
    return rows
