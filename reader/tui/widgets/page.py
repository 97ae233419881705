"""A text that scrolls, in rows of styled pieces that are made anew for every width."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.tui.bindings import movement
from reader.tui.draw import Painter
from reader.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType
    from textual.selection import Selection
    from textual.strip import Strip

PageRow = tuple[tuple[str, str], ...]
"""Pieces of one row: a text and the name of its look, "" for the page's own."""


class Page(Lines):
    """Rows to read: no cursor, the text itself moves."""

    DEFAULT_CSS = """
    Page {
        height: 1fr;
        & > .page--heading { text-style: bold; }
        & > .page--key { color: $accent; text-style: bold; }
        & > .page--dim { color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = movement()
    COMPONENT_CLASSES: ClassVar[set[str]] = {"page--heading", "page--key", "page--dim"}

    def __init__(self, make: Callable[[int], Sequence[PageRow]], *, id: str | None = None) -> None:  # noqa: A002
        """Make a page.

        Args:
            make: Returns the rows for a width in cells.
            id: Textual's name of the widget.
        """
        super().__init__(id=id)
        self._make = make
        self._rows: Sequence[PageRow] = ()
        self._width = -1

    def remake(self) -> None:
        """Ask for the rows anew and begin at the first of them."""
        self._rows = self._make(self.size.width)
        self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.resize_rows()

    def on_resize(self) -> None:
        """Make the rows for the new width."""
        if self.size.width != self._width:
            self._width = self.size.width
            self._rows = self._make(self._width)
        self.resize_rows()

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row."""
        painter = Painter(self.rich_style)
        for text, look in self._rows[row]:
            painter.add(text, self.look(f"page--{look}") if look else None)
        return painter.strip(width)

    def step(self, rows: int) -> None:
        """Scroll."""
        self.scroll_rows(rows)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that the mouse selected."""
        return selection.extract("\n".join("".join(text for text, _ in row) for row in self._rows)), "\n"
