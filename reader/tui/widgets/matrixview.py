"""The matrix: a row for each passage, a column for each source, one row and one column of them current.

Columns that do not fit are reached by walking through the columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from reader.commands import Place
from reader.model import ASCII_SIGNS
from reader.tui.bindings import bindings
from reader.tui.draw import Painter, cell_len, fit, pad
from reader.tui.widgets.items import Items
from reader.tui.widgets.table import Columns, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.strip import Strip

    from reader.desk.telling.matrix import Cell, Matrix, MatrixRow

SIGN = 4
"""Cells of a column that shows signs alone."""
VALUE = 14
"""The most cells that a value beside its sign takes."""
LEAST_VALUE = 4
"""Cells that a value must have at least, for the passages to give way to it."""
LEAST_TEXT = 30
"""Cells that the passages take at least: columns beyond that are scrolled."""
_LOOKS = {"=": "same", "≈": "reworded", '"': "quoted", "≠": "differs", "┊": "unsure", "·": "dim"}


class MatrixView(Table):
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
        self._ascii = ascii_only

    # ---------------------------------------------------------------- content

    def show(self, matrix: Matrix, rows: Sequence[MatrixRow], current: int) -> None:
        """Show rows of a matrix, one of them current."""
        self.matrix, self.rows = matrix, rows
        self.current = max(min(current, len(rows) - 1), 0)
        self.column = min(self.column, len(matrix.columns) - 1)
        self.lay_out()
        self.tell()

    @property
    def row(self) -> MatrixRow | None:
        """The current row."""
        return self.rows[self.current] if self.current < len(self.rows) else None

    @property
    def cell(self) -> Cell | None:
        """The cell of the current row and column."""
        return self.row.cells[self.column] if self.row is not None else None

    # ---------------------------------------------------------------- columns

    @property
    def column_count(self) -> int:
        """How many columns there are."""
        return len(self.matrix.columns) if self.matrix is not None else 0

    def measure(self, width: int) -> Columns:
        """Lay the columns out: where all rows differ, broad enough for values, if all columns fit then."""
        count = self.column_count
        room = width - LEAST_TEXT
        wide = max((_value_cells(cell) for row in self.rows for cell in row.cells), default=0) + SIGN
        if count and all(row.differs for row in self.rows) and room // count >= SIGN + LEAST_VALUE:
            return Columns(width - count * min(wide, room // count) - 2, min(wide, room // count), count)
        count = max(min(count, room // SIGN), 1)
        return Columns(max(width - count * SIGN - 2, 3), SIGN, count)

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

    # ---------------------------------------------------------------- drawing

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one passage with its cells."""
        entry = self.rows[row]
        here = row == self.current
        base = self.rich_style + self.look("matrix--current") if here else self.rich_style
        painter = Painter(base)
        painter.add(("|" if self._ascii else "▌") if here else " ", self.look("matrix--bar"))
        painter.add(fit(entry.text, self.columns.label - 2), self.look("matrix--alone") if entry.alone else None)
        painter.to(self.columns.label)
        for number in self.columns_in_view:
            self._draw_cell(painter, entry.cells[number], here=here and number == self.column)
        return painter.strip(width)

    def _draw_cell(self, painter: Painter, cell: Cell, *, here: bool) -> None:
        width = self.columns.width
        words = cell.language or (ASCII_SIGNS.get(cell.sign, cell.sign) if self._ascii else cell.sign)
        style = self.look("matrix--dim" if cell.language else f"matrix--{_LOOKS[cell.sign]}")
        if cell.values and _value_cells(cell) + SIGN <= width:
            words += f" {cell.values[0]}"
        start = painter.cells
        painter.add(pad(f" {words}", width - 1), style + self.look("matrix--here") if here else style)
        painter.to(start + width)

    def draw_head(self, width: int) -> Strip:
        """Return the row above: the letters of the columns, and whether there are more at either side."""
        painter = Painter(self.rich_style)
        before, after = ("<", ">") if self._ascii else ("‹", "›")
        letters = self.matrix.letters if self.matrix is not None else ()
        shown = self.columns_in_view
        painter.add(fit(" Passage", self.columns.label - 2), self.look("matrix--dim")).to(self.columns.label - 1)
        painter.add(before if shown.start else " ", self.look("matrix--bar"))
        for number in shown:
            style = self.look("matrix--letter")
            start = painter.cells
            name = pad(f" {letters[number]}", self.columns.width - 1)
            painter.add(name, style + self.look("matrix--here") if number == self.column else style)
            painter.to(start + self.columns.width)
        painter.add(after if shown.stop < len(letters) else " ", self.look("matrix--bar"))
        return painter.strip(width)


def _value_cells(cell: Cell) -> int:
    """Return the cells of the value that is shown in a cell; of one that is never shown, none."""
    cells = cell_len(cell.values[0]) if cell.values else 0
    return cells if cells <= VALUE else 0
