"""The sheet of figures: rows of values grouped by kind, a column for each source, one cell of it the current one.

The columns scroll where not all fit; what they are called stands in a row of its own above, which does not scroll.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from reader.commands import Place
from reader.desk.telling.figures import as_written
from reader.model import UNMATCHED
from reader.tui.bindings import bindings
from reader.tui.draw import Painter, cell_len, fit, pad
from reader.tui.widgets.items import Items
from reader.tui.widgets.table import Columns, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.strip import Strip

    from reader.desk.telling.figures import Figure, FigureRow, Sheet

MOST_COLUMNS = 10
"""Sources side by side; the others are scrolled to."""
NARROW, BROAD = 5, 26
"""The narrowest and the broadest column, in cells."""
READABLE = 8
"""From this width on a column shows how the source writes it; a narrower one only that it does."""
LABELS = (12, 30)
"""The narrowest and the broadest column of values."""


class FiguresView(Table):
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
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.FIGURES, Items)
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
        self.place = 0
        """Which of the places of the current cell."""
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
        self.place = 0
        self.lay_out()
        self.tell()

    @property
    def column_count(self) -> int:
        """How many sources there are, with what is related."""
        return len(self.sheet.articles) if self.sheet is not None else 0

    def measure(self, width: int) -> Columns:
        """Lay the columns out: as broad as the words in them need, where there is room."""
        if self.sheet is None:
            return Columns(LABELS[0], BROAD, 0)
        longest = max((cell_len(row.label) for row in self.sheet.rows), default=0) + 3
        label = max(LABELS[0], min(longest, LABELS[1], width // 3))
        room = max(width - label - 1, NARROW)
        count = max(1, min(self.column_count, MOST_COLUMNS, room // NARROW))
        return Columns(label, min(room // count, BROAD), count)

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

    # ---------------------------------------------------------------- items

    @property
    def firsts(self) -> Sequence[int]:
        """The row of each value."""
        return self._at

    @property
    def lasts(self) -> Sequence[int]:
        """The same."""
        return self._at

    def item_of(self, row: int) -> int:
        """Return the value of a row; the names of the kinds are none."""
        at = bisect_left(self._at, row)
        return at if at < len(self._at) and self._at[at] == row else -1

    def tell(self) -> None:
        """Tell the screen that another cell or place is the current one."""
        self.post_message(self.Moved())

    def opened(self, item: int) -> None:  # noqa: ARG002 - the current one
        """Tell the screen that the current cell is to be read."""
        self.post_message(self.Opened())

    def choose(self, number: int) -> None:
        """Make a value the current one, at its first place."""
        self.place = 0
        super().choose(number)

    def reveal_current(self) -> None:
        """Bring the current value into view, with the name of its kind where it is the first."""
        if self.current < len(self._at):
            at = self._at[self.current]
            self.reveal(at - 1 if isinstance(self._rows[at - 1], str) else at, at)

    def go_to_column(self, number: int) -> bool:
        """Make a source the current one, at the first place of the value there; tell whether it exists."""
        self.place = 0
        return super().go_to_column(number)

    # ---------------------------------------------------------------- moving

    def go_to_place(self, row: int, place: int) -> None:
        """Make a place of a value the current one."""
        self.choose(row)
        self.place = place
        self.reveal_current()
        self.tell()

    def walk(self, step: int) -> bool:
        """Go to the next or the previous place that the source of this column has; tell whether there is one."""
        if self.sheet is None:
            return False
        if 0 <= self.place + step < len(self.places):
            self.go_to_place(self.current, self.place + step)
            return True
        article = self.sheet.articles[self.column]
        rows = range(self.current + step, len(self.sheet.rows) if step > 0 else -1, step)
        found = next((n for n in rows if self.sheet.rows[n].of(article.id)), None)
        if found is None:
            return False
        self.go_to_place(found, 0 if step > 0 else len(self.sheet.rows[found].of(article.id)) - 1)
        return True

    def walk_kinds(self, step: int) -> None:
        """Go to the first value of the next or the previous kind; within a kind, first to its own beginning."""
        if self.sheet is None:
            return
        starts = [n for n, at in enumerate(self._at) if isinstance(self._rows[at - 1], str)]
        further = [n for n in starts if (n > self.current if step > 0 else n < self.current)]
        if further:
            self.go_to(further[0 if step > 0 else -1])

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
        for number in self.columns_in_view:
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

    def draw_head(self, width: int) -> Strip:
        """Return the row above: the letters of the columns in view, with the sources' names where there is room."""
        painter = Painter(self.rich_style)
        if self.sheet is not None:
            shown = self.columns_in_view
            more = ("<" if shown.start else " ") + (">" if shown.stop < self.column_count else " ")
            painter.add(pad(f"{' ' * (self.columns.label - 3)}{more}", self.columns.label))
            for number in shown:
                name = f" {self.sheet.letters[number]} {self.sheet.articles[number].source}"
                if self.columns.width < READABLE:
                    name = f" {self.sheet.letters[number]}"
                painter.add(pad(name, self.columns.width - 1)).add(" ")
        return painter.strip(width)
