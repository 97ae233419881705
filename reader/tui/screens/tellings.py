"""Tellings: one passage as each source of the story tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from reader.commands import Place
from reader.desk.telling.lens import Lens
from reader.desk.telling.words import who_else
from reader.tui.screens import judging
from reader.tui.screens.base import ReaderScreen, Subject
from reader.tui.screens.lenses import Lenses
from reader.tui.versions import Standing
from reader.tui.widgets.bars import Bar
from reader.tui.widgets.tellings import TellingsView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.desk.telling.marks import Mark, Spot
    from reader.desk.telling.reading import Reading
    from reader.library.stated.pairs import Pair
    from reader.model import Article


class TellingsScreen(Lenses, ReaderScreen):
    """All versions of one sentence of one article."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, reading: Reading, article_id: str, sentence: int) -> None:
        super().__init__()
        self.reading = reading
        self.article: Article = reading.article(article_id)
        self.mark: Mark = reading.marks(article_id)[sentence]

    def compose(self) -> ComposeResult:
        """Lay out the bars and the versions."""
        app = self.reader
        yield Bar(id="title", classes="title")
        yield TellingsView(text_width=app.text_width, ascii_only=app.ascii_only)
        yield Bar(id="status", classes="status")
        yield Bar(id="keys", classes="keys")

    def on_mount(self) -> None:
        """Show the versions."""
        self.view.focus()
        self._show()

    def _show(self) -> None:
        self.view.show(self.reading, self.article.id, self.mark.number)
        letter = self.reading.letters[self.article.id]
        number, count = self.mark.number + 1, len(self.reading.marks(self.article.id))
        told = len(self.mark.undrafted.letters)
        others = sum(not other.draft for other in self.reading.others(self.article.id))
        self.query_one("#title", Bar).say(
            f"Tellings of sentence {number} of {count} in {letter}", f"told by {told} of {others} other sources"
        )

    @property
    def view(self) -> TellingsView:
        """The versions."""
        return self.query_one(TellingsView)

    @property
    def place(self) -> Place:
        """Where the keyboard is."""
        return Place.TELLINGS

    def subject(self) -> Subject | None:
        """Return the asking passage."""
        return Subject(self.article, self.mark, self.reading)

    @on(TellingsView.Moved)
    def _moved(self, event: TellingsView.Moved) -> None:
        event.stop()
        letter = self.reading.letters[self.article.id]
        lens = self.view.lens
        shown = f"{lens.title} · " if lens is not Lens.OFF else ""
        place = f"{shown}{self.view.current + 1}/{len(self.view.tellings)}"
        self.query_one("#status", Bar).say(f"{letter}: {who_else(self.reading, self.article.id, self.mark)}", place)

    @on(TellingsView.Opened)
    def _opened(self, event: TellingsView.Opened) -> None:
        event.stop()
        self.action_compare_here()

    # ---------------------------------------------------------------- verbs

    def set_lens(self, lens: Lens) -> None:
        """Show the versions that a lens shows, beside the passage itself."""
        if not self.view.set_lens(lens, self.reader.shelf.read_ids):
            self.reader.say(f'no version in the lens "{lens.title}"')

    def action_next(self) -> None:
        """Next source."""
        self._walk(1)

    def action_previous(self) -> None:
        """Previous source."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        if not self.view.walk(step):
            self.reader.say(f"no source {'below' if step > 0 else 'above'}")

    def action_compare_here(self) -> None:
        """Compare with the source under the cursor at this passage; from the passage itself, with its best teller."""
        telling = self.view.telling
        if telling is None:
            return
        other = telling.article.id
        if telling.standing is Standing.ASKING:
            others = [article.id for article in self.reading.articles if article.id != self.article.id]
            other = self.mark.tellers[0].article_id if self.mark.tellers else others[0]
        self.reader.compare(self.reading, self.article.id, other, self.mark.span.start)

    def action_compare(self) -> None:
        """The same."""
        self.action_compare_here()

    def take_pairs(self, pairs: Mapping[Pair, bool]) -> None:
        """Show the versions as they are now; the current one stays."""
        self.reading = self.reading.corrected(pairs)
        self.mark = self.reading.marks(self.article.id)[self.mark.number]
        self._show()

    def action_teach_yes(self) -> None:
        """Say that the version under the cursor says the same; on the passage itself, choose one that does."""
        telling = self.view.telling
        if telling is None or telling.standing is Standing.ASKING:
            judging.join(self.reader, self.reading, self._spot)
        elif telling.teller is not None and telling.teller.sure:
            self.reader.say("it is marked as the same already")
        elif telling.sentence >= 0:
            self.reader.judge(self.reading, [(self._spot, (telling.article.id, telling.sentence))], same=True)
        else:
            judging.join(self.reader, self.reading, self._spot, telling.article.id)

    def action_teach_no(self) -> None:
        """Say that the version under the cursor is not the same; on the passage itself, choose one that is not."""
        telling = self.view.telling
        if telling is None or telling.standing is Standing.ASKING:
            judging.part(self.reader, self.reading, self._spot)
        elif telling.teller is not None:
            self.reader.judge(self.reading, [(self._spot, telling.teller.spot)], same=False)
        else:
            self.reader.say(f"nothing in {telling.letter} is marked as telling this passage")

    @property
    def _spot(self) -> Spot:
        return self.article.id, self.mark.number

    def action_copy(self) -> None:
        """Copy the version under the cursor with its citation."""
        from reader.desk.taking.citing import cite, reference

        telling = self.view.telling
        if telling is None:
            return
        if telling.standing is Standing.NO_MATCH or telling.span is None:
            self.reader.say(f"no match found in {telling.letter}: nothing to copy")
            return
        what = f"version of {telling.letter} with its citation"
        where = reference(telling.article, telling.span)
        self.reader.copy(cite(telling.article, telling.span), what, telling.article.id, where)

    def action_why(self) -> None:
        """Explain why the version under the cursor counts as the same, or why it does not."""
        from reader.desk.telling.words import why_paired
        from reader.tui.screens.sheet import SheetScreen

        telling = self.view.telling
        if telling is None or telling.standing is Standing.ASKING:
            super().action_why()
            return
        letter = self.reading.letters[self.article.id]
        lines = [f"{letter}  “{self.article.text[slice(*self.mark.span)]}”", ""]
        lines += why_paired(self.reading, self.article.id, self.mark, telling.article.id)
        self.app.push_screen(SheetScreen("Why", lines))
