"""The matrix: a row for each passage, a column for each source, one row and one column of them current.

Columns that do not fit are reached by walking through the columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from reader.commands import Place
from reader.model import ASCII_SIGNS
from reader.tui.bindings import bindings
from reader.tui.draw import Painter, cell_len, fit
from reader.tui.widgets.items import Items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

    from reader.desk.matrix import Cell, Matrix, MatrixRow

COLUMN = 4
"""Cells of a column."""
LEAST_TEXT = 30
"""Cells that the passages take at least: columns beyond that are scrolled."""
_LOOKS = {"=": "same", "≈": "reworded", '"': "quoted", "≠": "differs", "┊": "unsure", "·": "dim"}


class MatrixView(Items):
    """The rows of a matrix that are wanted."""

    DEFAULT_CSS = """
    MatrixView {
        height: 1fr;
        width: 1fr;
        & > .matrix--bar { color: $accent; text-style: bold; }
        & > .matrix--letter { color: $accent; text-style: bold; }
        & > .matrix--current { background: $surface-lighten-1; }
        & > .matrix--here { background: $panel-lighten-2; text-style: bold; }
        & > .matrix--dim { color: $text-muted; }
        & > .matrix--same { color: $text-success; }
        & > .matrix--reworded { color: $text-primary; }
        & > .matrix--quoted { color: $text-secondary; }
        & > .matrix--differs { color: $text-error; text-style: bold; }
        & > .matrix--unsure { color: $text-muted; }
        & > .matrix--alone { color: $text-warning; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.MATRIX, Items)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "matrix--bar", "matrix--letter", "matrix--current", "matrix--here", "matrix--dim", "matrix--same",
        "matrix--reworded", "matrix--quoted", "matrix--differs", "matrix--unsure", "matrix--alone",
    }  # fmt: skip

    @dataclass
    class Moved(Message):
        """Another row or column is the current one."""

    @dataclass
    class Opened(Message):
        """A row was clicked twice."""

    def __init__(self, *, ascii_only: bool = False) -> None:
        super().__init__(id="matrix")
        self.matrix: Matrix | None = None
        self.rows: Sequence[MatrixRow] = ()
        self.column = 0
        """The number of the current column."""
        self.first_column = 0
        """The first column in view."""
        self._ascii = ascii_only

    # ---------------------------------------------------------------- content

    def show(self, matrix: Matrix, rows: Sequence[MatrixRow], current: int) -> None:
        """Show rows of a matrix, one of them current."""
        self.matrix, self.rows = matrix, rows
        self.current = max(min(current, len(rows) - 1), 0)
        self.column = min(self.column, len(matrix.columns) - 1)
        self._keep_column()
        self.resize_rows()
        self.reveal_current()
        self.tell()

    @property
    def row(self) -> MatrixRow | None:
        """The current row."""
        return self.rows[self.current] if self.current < len(self.rows) else None

    @property
    def cell(self) -> Cell | None:
        """The cell of the current row and column."""
        return self.row.cells[self.column] if self.row is not None else None

    @property
    def in_view(self) -> int:
        """How many columns fit."""
        count = len(self.matrix.columns) if self.matrix is not None else 0
        return max(min(count, (self.size.width - LEAST_TEXT) // COLUMN), 1)

    @property
    def text_width(self) -> int:
        """Cells of the passages."""
        return max(self.size.width - self.in_view * COLUMN - 4, 1)

    def go_to_column(self, number: int) -> bool:
        """Make a column the current one; tell whether it exists."""
        if self.matrix is None or not 0 <= number < len(self.matrix.columns):
            return False
        self.column = number
        self._keep_column()
        self.redraw()
        self.tell()
        return True

    def _keep_column(self) -> None:
        count = len(self.matrix.columns) if self.matrix is not None else 0
        self.first_column = max(
            min(self.first_column, self.column, count - self.in_view), self.column - self.in_view + 1, 0
        )

    def on_resize(self) -> None:
        """Show as many columns as fit; what is current stays in view."""
        self._keep_column()
        self.resize_rows()
        self.reveal_current()

    # ---------------------------------------------------------------- items

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def firsts(self) -> Sequence[int]:
        """The row of each passage."""
        return range(len(self.rows))

    @property
    def lasts(self) -> Sequence[int]:
        """The same."""
        return range(len(self.rows))

    def item_of(self, row: int) -> int:
        """Return the passage of a row."""
        return row

    def tell(self) -> None:
        """Tell the screen that another row or column is the current one."""
        self.post_message(self.Moved())

    def opened(self, item: int) -> None:  # noqa: ARG002 - the current one
        """Tell the screen that the tellings of a row are wanted."""
        self.post_message(self.Opened())

    def touched(self, event: events.Click, item: int) -> None:
        """Make the clicked row the current one, and its column where a cell was clicked."""
        column = (event.x - self.text_width - 2) // COLUMN
        if 0 <= column < self.in_view:
            self.go_to_column(self.first_column + column)
        super().touched(event, item)

    # ---------------------------------------------------------------- drawing

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one passage with its cells."""
        entry = self.rows[row]
        here = row == self.current
        base = self.rich_style + self.look("matrix--current") if here else self.rich_style
        painter = Painter(base)
        painter.add(("|" if self._ascii else "▌") if here else " ", self.look("matrix--bar"))
        painter.add(fit(entry.text, self.text_width), self.look("matrix--alone") if entry.alone else None)
        painter.to(self.text_width + 2)
        for number in range(self.first_column, min(self.first_column + self.in_view, len(entry.cells))):
            self._draw_cell(painter, entry.cells[number], here=here and number == self.column)
        return painter.strip(width)

    def _draw_cell(self, painter: Painter, cell: Cell, *, here: bool) -> None:
        sign = cell.language or (ASCII_SIGNS.get(cell.sign, cell.sign) if self._ascii else cell.sign)
        style = self.look("matrix--dim" if cell.language else f"matrix--{_LOOKS[cell.sign]}")
        start = painter.cells
        painter.add(f" {sign}".ljust(COLUMN - 1), style + self.look("matrix--here") if here else style)
        painter.to(start + COLUMN)

    def draw_head(self, width: int) -> Strip:
        """Return the row above: the letters of the columns, and whether there are more at either side."""
        painter = Painter(self.rich_style)
        if self.matrix is None:
            return painter.strip(width)
        before, after = ("<", ">") if self._ascii else ("‹", "›")
        letters = self.matrix.letters
        painter.add(fit(" Passage", self.text_width), self.look("matrix--dim")).to(self.text_width + 1)
        painter.add(before if self.first_column else " ", self.look("matrix--bar"))
        for number in range(self.first_column, min(self.first_column + self.in_view, len(letters))):
            style = self.look("matrix--letter")
            start = painter.cells
            name = f" {letters[number]}".ljust(COLUMN - 1)
            painter.add(name, style + self.look("matrix--here") if number == self.column else style)
            painter.to(start + max(COLUMN, cell_len(name)))
        painter.add(after if self.first_column + self.in_view < len(letters) else " ", self.look("matrix--bar"))
        return painter.strip(width)


class MatrixHead(Widget):
    """The letters above the columns of a matrix."""

    DEFAULT_CSS = """
    MatrixHead { height: 1; width: 1fr; background: $surface; }
    """

    def __init__(self, view: MatrixView) -> None:
        super().__init__(id="heads")
        self._view = view

    def render_line(self, y: int) -> Strip:
        """Return the row."""
        width = self.size.width
        return self._view.draw_head(width) if y == 0 else Painter(self.rich_style).strip(width)
