"""Rows by columns, one cell of them current: walking through the columns, and scrolling those that do not fit.

It knows nothing of what the cells hold; the letters of the columns stand in a row of their own above the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.tui.draw import Painter
from reader.tui.widgets.items import Items

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table is laid out in the width there is."""

    label: int
    """Cells before the first column in view."""
    width: int
    """Cells of a column."""
    count: int
    """How many fit."""


class Table(Items):
    """Items with columns. Subclasses give `column_count` and `measure` beside what `Items` asks for."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.column = 0
        """The number of the current column."""
        self.first_column = 0
        """The first column in view."""
        self.columns = Columns(0, 1, 0)

    # ---------------------------------------------------------------- what subclasses give

    @property
    def column_count(self) -> int:
        """How many columns there are."""
        raise NotImplementedError

    def measure(self, width: int) -> Columns:
        """Lay the columns out in a width."""
        raise NotImplementedError

    def draw_head(self, width: int) -> Strip:
        """Return the row above: the letters of the columns in view."""
        raise NotImplementedError

    # ---------------------------------------------------------------- columns

    @property
    def columns_in_view(self) -> range:
        """The numbers of the columns that are drawn."""
        return range(self.first_column, min(self.first_column + self.columns.count, self.column_count))

    def lay_out(self) -> None:
        """Lay rows and columns out for the width there is; what is current stays in view."""
        self.columns = self.measure(self.size.width)
        self._keep_column()
        self.resize_rows()
        self.reveal_current()

    def go_to_column(self, number: int) -> bool:
        """Make a column the current one; tell whether it exists."""
        if not 0 <= number < self.column_count:
            return False
        self.column = number
        self._keep_column()
        self.redraw()
        self.tell()
        return True

    def _keep_column(self) -> None:
        """Scroll the columns as little as needed to have the current one in view."""
        last = self.column_count - self.columns.count
        self.first_column = max(min(self.first_column, self.column, last), self.column - self.columns.count + 1, 0)

    def on_resize(self) -> None:
        """Show as many columns as fit."""
        self.lay_out()

    def touched(self, event: events.Click, item: int) -> None:
        """Make the clicked item the current one, and its column where a cell was clicked."""
        column = (event.x - self.columns.label) // max(self.columns.width, 1)
        if 0 <= column < self.columns.count:
            self.go_to_column(self.first_column + column)
        super().touched(event, item)


class TableHead(Widget):
    """The row above a table."""

    DEFAULT_CSS = """
    TableHead { height: 1; width: 1fr; background: $surface; text-style: bold; }
    """

    def __init__(self, table: Table) -> None:
        super().__init__(id="heads")
        self._table = table

    def render_line(self, y: int) -> Strip:
        """Return the row."""
        width = self.size.width
        return self._table.draw_head(width) if y == 0 else Painter(self.rich_style).strip(width)
