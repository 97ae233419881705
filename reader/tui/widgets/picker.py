"""A list with a cursor: rows to choose one of. Subclasses say how many there are and draw them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from reader.tui.bindings import movement
from reader.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.binding import BindingType


class Picker(Lines):
    """Moves the cursor by key and mouse and tells what was chosen."""

    DEFAULT_CSS = """
    Picker {
        height: 1fr;
        & > .pick--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
        & > .pick--letter { color: $accent; text-style: bold; }
        & > .pick--source { color: $text-primary; }
        & > .pick--dim { color: $text-muted; }
        & > .pick--hit { text-style: bold underline; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*movement()]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pick--cursor", "pick--letter", "pick--source", "pick--dim", "pick--hit",
    }  # fmt: skip

    @dataclass
    class Picked(Message):
        """A row was chosen."""

        row: int

    @dataclass
    class Moved(Message):
        """The cursor is on another row."""

        row: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.cursor = 0

    def refill(self, cursor: int = 0) -> None:
        """Draw other rows, with the cursor on one of them."""
        self.cursor = max(0, min(cursor, self.row_count - 1))
        self.resize_rows()
        self.reveal(self.cursor, self.cursor)
        self.post_message(self.Moved(self.cursor))

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.resize_rows()
        self.reveal(self.cursor, self.cursor)

    def step(self, rows: int) -> None:
        """Move the cursor."""
        at = max(0, min(self.cursor + rows, self.row_count - 1))
        if at != self.cursor:
            before, self.cursor = self.cursor, at
            self.refresh_rows(before, before)
            self.refresh_rows(at, at)
            self.reveal(at, at)
            self.post_message(self.Moved(at))

    def pick(self) -> None:
        """Choose the row at the cursor."""
        if self.row_count:
            self.post_message(self.Picked(self.cursor))

    def base(self, row: int) -> Style:
        """Return the style of a whole row."""
        return self.look("pick--cursor") if row == self.cursor else self.rich_style

    def piece(self, row: int, name: str) -> Style | None:
        """Return the style of a part of a row; at the cursor the row's own, which must stay readable."""
        return None if row == self.cursor else self.look(f"pick--{name}")

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a row; a second click chooses it."""
        row = event.y + self.first_row
        if not 0 <= row < self.row_count:
            return
        self.step(row - self.cursor)
        if event.chain > 1:
            self.pick()
