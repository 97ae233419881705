"""Figures: every amount, date and ordinal of a story, and which source has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.message import Message

from reader.commands import Place
from reader.desk.taking.citing import paragraph_of
from reader.desk.telling.figures import Sheet, around, sheet
from reader.tui.draw import wrap
from reader.tui.screens.base import ReaderScreen, Subject
from reader.tui.widgets.bars import Bar
from reader.tui.widgets.figuresview import FiguresView
from reader.tui.widgets.page import Page
from reader.tui.widgets.table import TableHead

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.desk.telling.figures import Figure
    from reader.model import Article, Story
    from reader.tui.widgets.page import PageRow


class FiguresScreen(ReaderScreen):
    """The sheet, and below it the words around the figure of the current cell."""

    DEFAULT_CSS = """
    FiguresScreen #around { height: 5; border-top: solid $panel; }
    FiguresScreen.-short #around { height: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = []

    @dataclass
    class Listed(Message):
        """The figures of the story have been read."""

        sheet: Sheet

    def __init__(self, story: Story, article_id: str) -> None:
        super().__init__()
        self.story = story
        self._article_id = article_id

    def compose(self) -> ComposeResult:
        """Lay out the bars, the sheet and the words."""
        view = FiguresView(ascii_only=self.reader.ascii_only)
        yield Bar(id="title", classes="title")
        yield TableHead(view)
        yield view
        words = Page(self._words, id="around")
        words.can_focus = False
        yield words
        yield Bar(id="status", classes="status")
        yield Bar(id="keys", classes="keys")

    def on_mount(self) -> None:
        """Begin to read the figures."""
        self.view.focus()
        self.query_one("#title", Bar).say(f"Figures  {self.story.title}")
        self.query_one("#status", Bar).say("reading the figures")
        self.reader.hold_keys(self)
        self._list()

    @work(thread=True, exclusive=True, group="figures", exit_on_error=True)
    def _list(self) -> None:
        self.post_message(self.Listed(sheet(self.story)))

    @on(Listed)
    def _listed(self, event: Listed) -> None:
        ids = [article.id for article in event.sheet.articles]
        self.view.show(event.sheet, ids.index(self._article_id))
        self.reader.release_keys()
        count = len(event.sheet.rows)
        more = ", and more" if event.sheet.cut else ""
        sources = len(self.story.sources)
        said = f"{count} figures{more} in {sources} source{'s' if sources != 1 else ''}"
        self.query_one("#title", Bar).say(f"Figures  {self.story.title}", said)

    # ---------------------------------------------------------------- parts

    @property
    def view(self) -> FiguresView:
        """The sheet."""
        return self.query_one(FiguresView)

    @property
    def place(self) -> Place:
        """Where the keyboard is."""
        return Place.FIGURES

    @property
    def article(self) -> Article | None:
        """The source of the current column."""
        found = self.view.sheet
        return found.articles[self.view.column] if found is not None else None

    def subject(self) -> Subject | None:
        """Return the source of the current column."""
        return Subject(self.article) if self.article is not None else None

    # ---------------------------------------------------------------- what is said

    @on(FiguresView.Moved)
    def _moved(self, event: FiguresView.Moved) -> None:
        event.stop()
        self.query_one(TableHead).refresh()
        self.query_one("#around", Page).remake()
        view = self.view
        found = view.sheet
        if found is None:
            return
        if view.row is None:
            self.query_one("#status", Bar).say("no figures in this story")
            return
        self.query_one("#status", Bar).say(found.where(view.row), f"{view.current + 1}/{len(found.rows)}")

    def _words(self, width: int) -> list[PageRow]:
        view = self.view
        article, figure = self.article, view.figure
        if view.sheet is None or article is None or view.row is None:
            return []
        letter = view.sheet.letters[view.column]
        if figure is None:
            return [((f" {letter}  {view.row.label} was not found there", "dim"),)]
        number = f" · {view.place + 1} of {len(view.places)}" if len(view.places) > 1 else ""
        place = f" {article.source} · paragraph {paragraph_of(article, figure.span.start)}{number}"
        before, said, after = around(article, figure)
        rows: list[PageRow] = [((f" {letter} ", "key"), (place, "dim"))]
        start, end = len(before), len(before) + len(said)
        whole = before + said + after
        lines = wrap(whole, max(width - 5, 1))
        first = next((n for n, (_, stop) in enumerate(lines) if stop > start), 0)
        room = max(self.query_one("#around", Page).size.height - 1, 1)
        skip = max(min(first - room // 2, len(lines) - room), 0)
        for low, high in lines[skip : skip + room]:
            a, b = min(max(start, low), high), min(max(end, low), high)
            rows.append((("    ", ""), (whole[low:a], ""), (whole[a:b], "key"), (whole[b:high], "")))
        return rows

    # ---------------------------------------------------------------- moving

    def action_next(self) -> None:
        """Next place where this source has a figure."""
        self._walk(1)

    def action_previous(self) -> None:
        """The same, backwards."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        if not self.view.walk(step):
            self.reader.say(f"no {'further' if step > 0 else 'earlier'} figure in this source")

    def action_next_block(self) -> None:
        """Next kind of figure."""
        self.view.walk_kinds(1)

    def action_previous_block(self) -> None:
        """Previous kind of figure."""
        self.view.walk_kinds(-1)

    def action_left(self) -> None:
        """One source to the left."""
        self.view.go_to_column(self.view.column - 1)

    def action_right(self) -> None:
        """One source to the right."""
        self.view.go_to_column(self.view.column + 1)

    def action_pick_source(self) -> None:
        """Go to the column of the source whose letter is pressed next."""
        found = self.view.sheet
        if found is not None and len(found.articles) > 1:
            ids = [article.id for article in found.articles]
            self.reader.pick_letter(self.story, lambda id_: self.view.go_to_column(ids.index(id_)))

    # ---------------------------------------------------------------- asking and taking away

    @on(FiguresView.Opened)
    def _opened(self, event: FiguresView.Opened) -> None:
        event.stop()
        self.action_read_figure()

    def action_read_figure(self) -> None:
        """Read the source of the current cell at the figure."""
        figure = self._figure()
        if figure is not None and self.article is not None:
            self.reader.read_at(self.article.id)
            self.reader.found((self.article.id, figure.span.start))

    def action_copy(self) -> None:
        """Copy the figure and the sentence around it with its citation, on one line."""
        from reader.desk.taking.citing import cite, reference
        from reader.text import plain

        figure, row = self._figure(), self.view.row
        if figure is not None and row is not None and self.article is not None:
            line = plain.line(f"{row.label}: {cite(self.article, figure.sentence)}")
            citation = reference(self.article, figure.sentence)
            self.reader.copy(line, "figure with its citation", self.article.id, citation)

    def action_why(self) -> None:
        """Say how the figure of the current cell was read."""
        from reader.desk.telling.figures import how_read
        from reader.tui.screens.sheet import SheetScreen

        figure = self._figure()
        if figure is not None and self.article is not None:
            self.app.push_screen(SheetScreen("How it was read", how_read(self.article, figure)))

    def _figure(self) -> Figure | None:
        view = self.view
        if view.figure is None and view.sheet is not None and view.row is not None:
            self.reader.say(f"{view.row.label} was not found in {view.sheet.letters[view.column]}")
        return view.figure
