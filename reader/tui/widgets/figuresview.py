"""The sheet of figures: rows of values grouped by kind, a column for each source, one cell of it the current one.

The columns scroll where not all fit; what they are called stands in a row of its own above, which does not scroll.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from reader.commands import Place
from reader.desk.figures import as_written
from reader.model import UNMATCHED
from reader.tui.bindings import bindings
from reader.tui.draw import Painter, cell_len, fit, pad
from reader.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

    from reader.desk.figures import Figure, FigureRow, Sheet

MOST_COLUMNS = 10
"""Sources side by side; the others are scrolled to."""
NARROW, BROAD = 5, 26
"""The narrowest and the broadest column, in cells."""
READABLE = 8
"""From this width on a column shows how the source writes it; a narrower one only that it does."""
LABELS = (12, 30)
"""The narrowest and the broadest column of values."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How the sheet is laid out in the width there is."""

    label: int
    width: int
    count: int
    """How many fit."""


def columns(sheet: Sheet | None, width: int) -> Columns:
    """Lay out the columns of a sheet."""
    if sheet is None:
        return Columns(LABELS[0], BROAD, 0)
    longest = max((cell_len(row.label) for row in sheet.rows), default=0) + 3
    label = max(LABELS[0], min(longest, LABELS[1], width // 3))
    room = max(width - label - 1, NARROW)
    count = max(1, min(len(sheet.articles), MOST_COLUMNS, room // NARROW))
    return Columns(label, min(room // count, BROAD), count)


class FiguresView(Lines):
    """Values by sources."""

    DEFAULT_CSS = """
    FiguresView {
        height: 1fr;
        & > .figures--kind { text-style: bold; color: $accent; }
        & > .figures--label { text-style: bold; }
        & > .figures--bar { color: $accent; text-style: bold; }
        & > .figures--absent { color: $text-disabled; }
        & > .figures--row { background: $surface-lighten-1; }
        & > .figures--cell { text-style: bold reverse; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.FIGURES, Lines)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "figures--kind", "figures--label", "figures--bar", "figures--absent", "figures--row", "figures--cell",
    }  # fmt: skip

    @dataclass
    class Moved(Message):
        """Another cell, or another place of it, is the current one; or the columns are others."""

    @dataclass
    class Opened(Message):
        """The current cell was clicked again."""

    def __init__(self, *, ascii_only: bool = False) -> None:
        super().__init__(id="figures")
        self.sheet: Sheet | None = None
        self.current = 0
        """The row of the sheet."""
        self.column = 0
        self.place = 0
        """Which of the places of the current cell."""
        self.first_column = 0
        self.columns = columns(None, 0)
        self._ascii = ascii_only
        self._rows: list[FigureRow | str] = []
        self._at: list[int] = []
        """Where each row of the sheet is drawn."""

    # ---------------------------------------------------------------- content

    def show(self, sheet: Sheet, column: int = 0) -> None:
        """Show a sheet, at the first row that the source in a column has."""
        self.sheet = sheet
        self._rows, self._at = [], []
        for number, row in enumerate(sheet.rows):
            if number == 0 or row.kind is not sheet.rows[number - 1].kind:
                self._rows.append(str(row.kind))
            self._at.append(len(self._rows))
            self._rows.append(row)
        self.column = column
        article = sheet.articles[column]
        self.current = next((n for n, row in enumerate(sheet.rows) if row.of(article.id)), 0)
        self._lay_out()
        self.go_to(self.current, column)

    def _lay_out(self) -> None:
        self.columns = columns(self.sheet, self.size.width)
        self._keep_column()
        self.resize_rows()

    def _keep_column(self) -> None:
        """Scroll the columns as little as needed to have the current one in view."""
        last = max(len(self.sheet.articles) - self.columns.count, 0) if self.sheet is not None else 0
        low = self.column - self.columns.count + 1
        self.first_column = max(min(self.first_column, self.column, last), low, 0)

    @property
    def row(self) -> FigureRow | None:
        """The current row."""
        rows = self.sheet.rows if self.sheet is not None else ()
        return rows[self.current] if self.current < len(rows) else None

    @property
    def places(self) -> tuple[Figure, ...]:
        """Where the source of the current cell has its figure."""
        if self.row is None or self.sheet is None:
            return ()
        return self.row.of(self.sheet.articles[self.column].id)

    @property
    def figure(self) -> Figure | None:
        """The current place of the current cell."""
        return self.places[self.place] if self.place < len(self.places) else None

    def on_resize(self) -> None:
        """Lay the columns out for the new width; the current cell stays in view."""
        self._lay_out()
        self._reveal()
        self.post_message(self.Moved())

    # ---------------------------------------------------------------- moving

    def go_to(self, row: int, column: int, place: int = 0) -> None:
        """Make a cell the current one and bring it into view."""
        if self.sheet is None:
            return
        self.current = max(min(row, len(self.sheet.rows) - 1), 0)
        self.column = max(min(column, len(self.sheet.articles) - 1), 0)
        self.place = place
        self._keep_column()
        self._reveal()
        self.redraw()
        self.post_message(self.Moved())

    def _reveal(self) -> None:
        if self.current < len(self._at):
            at = self._at[self.current]
            self.reveal(at - 1 if isinstance(self._rows[at - 1], str) else at, at)

    def step(self, rows: int) -> None:
        """Move by one value, or by as many rows."""
        if not self._at:
            return
        if abs(rows) == 1:
            self.go_to(self.current + rows, self.column)
        else:
            self.go_to(bisect_left(self._at, self._at[self.current] + rows), self.column)

    def walk(self, step: int) -> bool:
        """Go to the next or the previous place that the source of this column has; tell whether there is one."""
        if self.sheet is None:
            return False
        if 0 <= self.place + step < len(self.places):
            self.go_to(self.current, self.column, self.place + step)
            return True
        article = self.sheet.articles[self.column]
        rows = range(self.current + step, len(self.sheet.rows) if step > 0 else -1, step)
        found = next((n for n in rows if self.sheet.rows[n].of(article.id)), None)
        if found is None:
            return False
        self.go_to(found, self.column, 0 if step > 0 else len(self.sheet.rows[found].of(article.id)) - 1)
        return True

    def walk_kinds(self, step: int) -> None:
        """Go to the first value of the next or the previous kind; within a kind, first to its own beginning."""
        if self.sheet is None:
            return
        starts = [n for n, at in enumerate(self._at) if isinstance(self._rows[at - 1], str)]
        further = [n for n in starts if (n > self.current if step > 0 else n < self.current)]
        if further:
            self.go_to(further[0 if step > 0 else -1], self.column)

    def follow(self) -> None:
        """Let the current row be one in view after the rows have been scrolled."""
        seen = [n for n, at in enumerate(self._at) if self.first_row <= at <= self.last_row]
        if seen and self.current not in seen:
            self.current = seen[0] if self.current < seen[0] else seen[-1]
            self.place = 0
            self.redraw()
            self.post_message(self.Moved())

    # ---------------------------------------------------------------- drawing

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row."""
        entry = self._rows[row]
        painter = Painter(self.rich_style)
        if isinstance(entry, str):
            return painter.add(f" {entry}", self.look("figures--kind")).strip(width)
        here = self._at[self.current] == row
        if here:
            painter.base = painter.base + self.look("figures--row")
        painter.add(("|" if self._ascii else "▌") if here else " ", self.look("figures--bar"))
        painter.add(pad(f" {entry.label}", self.columns.label - 1), self.look("figures--label"))
        assert self.sheet is not None
        for number in range(self.first_column, self.first_column + self.columns.count):
            text, absent = self._cell(entry, number)
            look = self.look("figures--absent") if absent else None
            if here and number == self.column:
                look = self.look("figures--cell")
            painter.add(pad(f" {text}", self.columns.width - 1), look).add(" ")
        return painter.strip(width)

    def _cell(self, row: FigureRow, number: int) -> tuple[str, bool]:
        """Return what stands in a cell, and whether that source lacks the figure."""
        assert self.sheet is not None
        article = self.sheet.articles[number]
        places = row.of(article.id)
        if not places:
            return ("." if self._ascii else UNMATCHED), True
        if self.columns.width < READABLE:
            return (("*" if self._ascii else "●") + (str(len(places)) if len(places) > 1 else "")), False
        times = f" {'x' if self._ascii else '×'}{len(places)}" if len(places) > 1 else ""
        room = self.columns.width - 2 - cell_len(times)
        text = as_written(article, places[0])
        if cell_len(text) > room:  # the amount says more than the words that hold it open
            bare = as_written(article, places[0], bare=True)
            text = bare if bare == text else f"…{bare}"
        return fit(text, room) + times, False

    # ---------------------------------------------------------------- mouse

    def on_click(self, event: events.Click) -> None:
        """Make the clicked cell the current one; a second click opens it."""
        at = event.y + self.first_row
        if self.sheet is None or at not in self._at:
            return
        column = self.column
        if event.x >= self.columns.label:
            shown = (event.x - self.columns.label) // max(self.columns.width, 1)
            column = self.first_column + min(shown, self.columns.count - 1)
        if event.chain > 1 and (self._at[self.current], self.column) == (at, column):
            self.post_message(self.Opened())
        else:
            self.go_to(self._at.index(at), column)


class ColumnHeads(Widget):
    """The letters of the columns in view, with the sources' names where there is room."""

    DEFAULT_CSS = """
    ColumnHeads { height: 1; background: $surface; text-style: bold; }
    """

    def __init__(self, view: FiguresView) -> None:
        super().__init__(id="heads")
        self._view = view

    def render_line(self, y: int) -> Strip:
        """Return the row."""
        painter = Painter(self.rich_style)
        view = self._view
        if y == 0 and view.sheet is not None:
            shown = range(view.first_column, view.first_column + view.columns.count)
            more = ("<" if shown.start else " ") + (">" if shown.stop < len(view.sheet.articles) else " ")
            painter.add(pad(f"{' ' * (view.columns.label - 3)}{more}", view.columns.label))
            for number in shown:
                name = f" {view.sheet.letters[number]} {view.sheet.articles[number].source}"
                if view.columns.width < READABLE:
                    name = f" {view.sheet.letters[number]}"
                painter.add(pad(name, view.columns.width - 1)).add(" ")
        return painter.strip(self.size.width)
