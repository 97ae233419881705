"""Matrix: the passages of a story by its sources. What do all say, what some, what one, and where do they differ?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container, Vertical

from reader.commands import Place
from reader.desk.telling.matrix import OF_LENS, Matrix, Order, Told, cell_words, counts, describe, matrix_of
from reader.tui.draw import cell_len, shorten
from reader.tui.screens import judging
from reader.tui.screens.base import ReaderScreen, Subject
from reader.tui.screens.lenses import Lenses
from reader.tui.widgets.bars import Bar
from reader.tui.widgets.matrixview import MatrixView
from reader.tui.widgets.table import TableHead
from reader.tui.widgets.tellings import TellingsView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.desk.telling.lens import Lens
    from reader.desk.telling.marks import Spot
    from reader.desk.telling.reading import Reading
    from reader.library.stated.pairs import Pair

LEAST_NAME = 24
"""Cells that the story's name is worth; in fewer it gives way to the counts."""


class MatrixScreen(Lenses, ReaderScreen):
    """All passages of one story; below or beside them the tellings of the current one."""

    DEFAULT_CSS = """
    MatrixScreen {
        & #parts { height: 1fr; width: 1fr; layout: vertical; }
        & #rows { height: 1fr; width: 1fr; }
        & #tellings { height: 7; border-top: solid $panel; }
        &.-wide #parts, &.-third #parts { layout: horizontal; }
        &.-wide #tellings, &.-third #tellings { height: 1fr; width: 44%; border-top: none; border-left: solid $panel; }
        &.-short #tellings, &.-tiny #tellings { display: none; }
        &.-tiny #title, &.-tiny #status, &.-tiny #keys { display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, reading: Reading, article_id: str, sentence: int = -1) -> None:
        super().__init__()
        self.reading = reading
        self.matrix: Matrix = matrix_of(reading)
        self.told = Told.EVERY
        self.order = Order.SOURCES
        self._start: Spot = (article_id, sentence)

    def compose(self) -> ComposeResult:
        """Lay out the bars, the rows and the tellings."""
        app = self.reader
        view = MatrixView(ascii_only=app.ascii_only)
        yield Bar(id="title", classes="title")
        with Container(id="parts"):
            with Vertical(id="rows"):
                yield TableHead(view)
                yield view
            yield TellingsView(text_width=app.text_width, ascii_only=app.ascii_only, beside=True)
        yield Bar(id="status", classes="status")
        yield Bar(id="keys", classes="keys")

    def on_mount(self) -> None:
        """Show every row; where a passage was being read, begin there."""
        self.view.focus()
        article_id, sentence = self._start
        columns = [article.id for article in self.matrix.columns]
        self.view.column = columns.index(article_id) if article_id in columns else 0
        self._show(self._start if sentence >= 0 else None)

    # ---------------------------------------------------------------- parts

    @property
    def view(self) -> MatrixView:
        """The rows."""
        return self.query_one(MatrixView)

    @property
    def place(self) -> Place:
        """Where the keyboard is."""
        return Place.MATRIX

    def subject(self) -> Subject | None:
        """Return the current cell's passage; where it has none, the row's own."""
        spot = self._spot
        if spot is None:
            return Subject(self.matrix.columns[self.view.column], None, self.reading)
        return Subject(self.reading.article(spot[0]), self.reading.marks(spot[0])[spot[1]], self.reading)

    @property
    def _spot(self) -> Spot | None:
        row, cell = self.view.row, self.view.cell
        if row is None or cell is None:
            return None
        return (cell.article_id, cell.sentences[0]) if cell.told else row.spot

    # ---------------------------------------------------------------- what is shown

    def _show(self, spot: Spot | None, places: Mapping[Spot, int] | None = None) -> None:
        """Show the rows that are wanted, that of a sentence current where it is among them.

        Args:
            spot: The sentence.
            places: Where sentences had their rows: then they stay there, and what was cut out of a row follows it.
        """
        read = self.reader.shelf.read_ids
        current = self.matrix.rows[self.matrix.index(spot)] if spot is not None and self.matrix.rows else None
        kept = current if places is not None else None
        wanted = (row for row in self.matrix.rows if row is kept or self.matrix.fits(row, self.told, read))
        rows = self.matrix.ordered(wanted, self.order)
        if places is not None:
            rows.sort(key=lambda row: (places.get(row.spot, len(places)), spot not in row.home))
        self.view.show(self.matrix, rows, next((n for n, one in enumerate(rows) if one is current), 0))

    def set_lens(self, lens: Lens) -> None:
        """Show the rows of a lens; the same key once more goes on to the next of its kinds."""
        kinds = OF_LENS[lens]
        self.told = kinds[(kinds.index(self.told) + 1) % len(kinds)] if self.told in kinds else kinds[0]
        self._show(self._spot)

    def action_sort(self) -> None:
        """Go to the other order of the rows."""
        self.order = Order.TEXT if self.order is Order.SOURCES else Order.SOURCES
        self._show(self._spot)
        self.reader.say(f"sorted {self.order}")

    def take_pairs(self, pairs: Mapping[Pair, bool]) -> None:
        """Show the rows as they are now, each where it was; the current cell stays."""
        view = self.view
        spot = view.row.spot if view.row is not None else None
        places = {one: number for number, row in enumerate(view.rows) for one in row.home}
        self.reading = self.reading.corrected(pairs)
        self.matrix = matrix_of(self.reading)
        self._show(spot, places)

    def on_resize(self) -> None:
        """Say as much as fits."""
        super().on_resize()
        self._say()

    @on(MatrixView.Moved)
    def _moved(self, event: MatrixView.Moved) -> None:
        event.stop()
        self._say()

    def _say(self) -> None:
        view = self.view
        notes = "".join(f" · {note}" for note in self.reading.notes)
        long = counts(self.matrix) + notes
        said = long if cell_len(long) + LEAST_NAME < self.size.width else counts(self.matrix, short=True) + notes
        room = self.size.width - cell_len(said) - 4
        name = shorten(f"Matrix  {self.reading.story.title}", room) if room + 4 > LEAST_NAME else ""
        self.query_one("#title", Bar).say(*((name, said) if name else (said,)))
        self.query_one(TableHead).refresh()
        row, cell = view.row, view.cell
        place = f"{self.told.words} {view.current + 1 if row else 0}/{len(view.rows)}"
        tellings = self.query_one(TellingsView)
        if row is None or cell is None:
            self.query_one("#status", Bar).say("no such passage", place)
            tellings.show(None)
            return
        letter = self.matrix.letters[view.column]
        values = f" ({', '.join(cell.values)})" if cell.values else ""
        self.query_one("#status", Bar).say(
            f"{letter}: {cell_words(cell)}{values} · {describe(self.matrix, row)}", place
        )
        tellings.show(self.reading, *row.spot)
        tellings.show_article(cell.article_id)

    # ---------------------------------------------------------------- moving

    def action_next(self) -> None:
        """Next row that differs or has no match; where only some rows are shown, the next of them."""
        self._walk(1)

    def action_previous(self) -> None:
        """The same, backwards."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        rows = self.view.rows
        every = self.told is Told.EVERY
        at = self.view.current + step
        while 0 <= at < len(rows) and every and not (rows[at].differs or rows[at].alone):
            at += step
        if 0 <= at < len(rows):
            self.view.go_to(at)
        else:
            what = "row that differs or has no match" if every else f'row in "{self.told.words}"'
            self.reader.say(f"no {'further' if step > 0 else 'earlier'} {what}")

    def action_left(self) -> None:
        """One column to the left."""
        self.view.go_to_column(self.view.column - 1)

    def action_right(self) -> None:
        """One column to the right."""
        self.view.go_to_column(self.view.column + 1)

    def action_pick_source(self) -> None:
        """Go to the column whose letter is pressed next."""
        ids = [article.id for article in self.matrix.columns]
        self.reader.pick_letter(self.reading.story, lambda article_id: self.view.go_to_column(ids.index(article_id)))

    # ---------------------------------------------------------------- the passage

    @on(MatrixView.Opened)
    @on(TellingsView.Opened)
    def _opened(self, event: MatrixView.Opened | TellingsView.Opened) -> None:
        event.stop()
        self.action_tellings()

    @on(TellingsView.Moved)
    def _tellings_moved(self, event: TellingsView.Moved) -> None:
        event.stop()

    def action_tellings(self) -> None:
        """Show how each source tells the passage: from the cell's own telling where it has one."""
        from reader.tui.screens.tellings import TellingsScreen

        spot = self._spot
        if spot is not None:
            self.app.push_screen(TellingsScreen(self.reading, *spot))

    def action_compare(self) -> None:
        """Compare the article of the row's text with that of the column at this passage."""
        row, cell = self.view.row, self.view.cell
        if row is None or cell is None:
            return
        left = row.spot
        others = [c.article_id for c in row.cells if c.told and c.article_id != left[0]]
        other = cell.article_id if cell.article_id != left[0] else (others or [self._first_other(left[0])])[0]
        mark = self.reading.marks(left[0])[left[1]]
        self.reader.compare(self.reading, left[0], other, mark.span.start)

    def _first_other(self, article_id: str) -> str:
        return next(article.id for article in self.matrix.columns if article.id != article_id)

    def action_teach_yes(self) -> None:
        """Say that the article of the column says the same: where it has no sure match, ask which sentence."""
        row, cell = self.view.row, self.view.cell
        if row is None or cell is None:
            return
        if cell.told:
            self.reader.say("it is marked as the same already" if cell.article_id != row.spot[0] else "the row's own")
        elif cell.sentences:
            self.reader.judge(self.reading, [(row.spot, (cell.article_id, cell.sentences[0]))], same=True)
        else:
            judging.join(self.reader, self.reading, row.spot, cell.article_id)

    def action_teach_no(self) -> None:
        """Say that what the article of the column says is not this passage; of several sentences there, ask which."""
        row, cell = self.view.row, self.view.cell
        if row is None or cell is None:
            return
        letter = self.matrix.letters[self.view.column]
        if cell.article_id == row.spot[0]:
            self.reader.say(f"{letter} is where the passage is from: - on the cell of another source")
        elif not cell.sentences:
            self.reader.say(f"nothing in {letter} is marked as this passage")
        else:
            judging.part(self.reader, self.reading, row.spot, cell.article_id)

    def action_copy(self) -> None:
        """Copy every telling of the row with its citation."""
        row = self.view.row
        told = [(c.article_id, s) for c in row.cells if c.told for s in sorted(c.sentences)] if row is not None else []
        if told:
            passages = [(self.reading.article(a), self.reading.marks(a)[s].span) for a, s in told]
            what = "passage with its citation" if len(told) == 1 else f"{len(told)} tellings with their citations"
            self.reader.copy_passages(passages, what, told[0][0])
