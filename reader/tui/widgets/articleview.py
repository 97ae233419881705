"""The reader: one article with the letters of who else tells each passage at its left, and one current passage."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.reactive import var

from reader.commands import Place
from reader.desk.telling.lens import Lens
from reader.tui.bindings import bindings
from reader.tui.draw import cell_len, index_at
from reader.tui.widgets.articlerows import GUTTER, ArticleRows
from reader.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual import events
    from textual.binding import BindingType
    from textual.selection import Selection

    from reader.desk.telling.marks import Mark
    from reader.desk.telling.reading import Reading
    from reader.library.stated.state import Note
    from reader.model import Article, Span


class ArticleView(ArticleRows):
    """An article, its marks and its current passage."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.READER, Lines)

    told = var(0)
    """Counts changes of what is to be said about the current passage; watched, so that it is said in the same frame."""

    @dataclass
    class PassageOpened(Message):
        """A passage was clicked twice."""

        mark: Mark

    @dataclass
    class BlockOpened(Message):
        """A hidden block was clicked twice."""

    # ---------------------------------------------------------------- content

    def show(
        self, article: Article | None, reading: Reading | None, lens: Lens, current: int | None = None, place: int = 0
    ) -> None:
        """Show an article at a sentence, else where the reader is, in another one at the place where one was.

        Without a reading its marks are not known yet.
        """
        other = article is None or self.article is None or article.id != self.article.id
        self.article, self.reading, self.lens = article, reading, lens
        if other:
            self.hits, self.hit = (), -1
            self._offset = place if current is None else 0
        self.take_marks()
        if current is not None and current < len(self._starts):
            self._offset = self._starts[current]
            self.settle()
        row = self.row_of(self._offset) - self.first_row  # of the rows there were
        self.lay_out_rows()
        top = max(self.row_of(self._offset) - (2 if other else row), 0) if self._offset or not other else 0
        self.scroll_to(y=top, animate=False, immediate=True, force=True)
        if current:
            self.reveal_current()
        self._tell()

    def set_lens(self, lens: Lens) -> None:
        """Look through another lens."""
        self.lens = lens
        self.brighten()
        self.redraw()
        self._tell()

    def set_read(self, read_ids: Collection[str]) -> None:
        """Know what has been read, for the lens of the new."""
        self.read_ids = read_ids
        if self.lens is Lens.NEW:
            self.brighten()
            self.redraw()

    @property
    def has_begun(self) -> bool:
        """Whether the reader has gone on from the first passage."""
        return self._stop > 0

    @property
    def kept_place(self) -> int:
        """Where to go on reading, as a character of `Article.source_text`: 0 at the beginning, and at the end."""
        at_end = self.last_row >= self.row_count - 1 and self._stop >= len(self._stops) - 1
        return 0 if self._stop == 0 or at_end else self._offset

    def set_notes(self, notes: tuple[Note, ...]) -> None:
        """Show the notes on the article and its passages."""
        if notes != self.notes:
            self.notes = notes
            self._keep_place()

    def set_hidden(self, *, shown: bool) -> None:
        """Show or hide what was stripped; the current passage stays where it is on the screen.

        Who has not read on yet begins with the first of all blocks, so that } leads through every one of them.
        """
        begins = shown and self.first_row == 0 and bool(self._starts) and self._offset <= self._starts[0]
        self.show_hidden = shown
        if begins:
            self._offset = 0
        self.take_stops()
        self._keep_place()
        self._tell()

    def set_text_width(self, width: int) -> None:
        """Lay the text out in a wider or narrower column."""
        self.text_width = width
        self._keep_place()

    def set_hits(self, hits: tuple[Span, ...], hit: int = -1) -> None:
        """Mark what a find found, as ranges of `Article.text`, and go to one of them."""
        assert self.article is not None
        self.hits = tuple(self.article.source_span(span) for span in hits)
        self.go_to_hit(hit)

    def _keep_place(self) -> None:
        """Lay out anew; what stood in the first row of the text stays there."""
        row = self.first_row
        anchor = next((line.start for line in self._lines[row:] if line.start >= 0), -1)
        top = row < len(self._lines) and self._lines[row].start < 0
        self.lay_out_rows()
        if anchor >= 0 and not (top and row == 0):
            self.scroll_to(y=self.row_of(anchor), animate=False, immediate=True, force=True)
        self.call_after_refresh(self.reveal_current)

    def on_resize(self) -> None:
        """Lay the text out for the new width; the place is kept."""
        if self.size.width != self._width:
            self._keep_place()

    # ---------------------------------------------------------------- the current passage

    def walk(self, step: int) -> bool:
        """Go to the next passage that the lens makes bright, or to the next hit of a find; tell whether there is."""
        if self.hits:
            return self.go_to_hit(self.hit + step)
        numbers = [n for n in self.bright if (self._starts[n] - self._offset) * step > 0]
        if not numbers:
            return False
        self.go_to(numbers[0] if step > 0 else numbers[-1])
        return True

    def walk_blocks(self, step: int) -> bool:
        """Go to the first passage of the next or the previous paragraph: of all that are shown."""
        if not self._stops:
            return self.scroll_rows(step * self.page)
        here = self.block_at(self._stops[self._stop])
        for at in range(self._stop + step, len(self._stops) if step > 0 else -1, step):
            block = self.block_at(self._stops[at])
            if block != here:
                self._go_to_stop(bisect_left(self._stops, self._block_starts[block]))
                return True
        return False

    @property
    def _stop(self) -> int:
        """The number, among all that can be current, of what is."""
        return max(bisect_right(self._stops, self._offset) - 1, 0)

    def _go_to_stop(self, number: int) -> None:
        if 0 <= number < len(self._stops):
            self._offset = self._stops[number]
            self.settle()
            self.reveal_current()
            self.redraw()
            self._tell()

    def go_to(self, number: int) -> None:
        """Make a sentence the current one and bring it into view."""
        if 0 <= number < len(self._starts):
            self._go_to_stop(bisect_left(self._stops, self._starts[number]))

    def go_to_hit(self, number: int) -> bool:
        """Go to one of the hits; tell whether it exists."""
        if not 0 <= number < len(self.hits):
            self.redraw()
            return False
        self.hit = number
        row = self.row_of(self.hits[number].start)
        self._offset = self.hits[number].start
        self.settle()
        self.reveal(row, row, margin=2)
        self.redraw()
        self._tell()
        return True

    def reveal_current(self) -> None:
        """Bring the current passage into view."""
        span = self.current_span
        if span is not None:
            first, last = self.row_of(span.start), self.row_of(max(span.end - 1, span.start))
            first -= self.show_hidden and self.aside >= 0 and first > 0  # its reason stands above it
            self.reveal(first, last, margin=1 if first else 0)

    def step(self, rows: int) -> None:
        """Scroll; the current passage follows so that it stays in view, and moves on where the text cannot."""
        if self.scroll_rows(rows):
            self.follow()
        else:
            self._go_to_stop(self._stop + (1 if rows > 0 else -1))

    def follow(self) -> None:
        """Make a passage in view the current one where that has gone out of view."""
        first, last = self.first_row, self.last_row
        here = self.row_of(self._stops[self._stop]) if self._stops else first
        if not first <= here <= last:
            inside = [stop for stop in self._stops if first <= self.row_of(stop) <= last]
            if inside:
                self._offset = inside[0] if here < first else inside[-1]
                self.settle()
        self._tell()
        self.redraw()

    def action_top(self) -> None:
        """To the first passage, and the title above it."""
        self._go_to_stop(0)
        self.scroll_rows(-self.row_count)

    def action_bottom(self) -> None:
        """To the last passage."""
        self._go_to_stop(len(self._stops) - 1)
        self.scroll_rows(self.row_count)

    def _tell(self) -> None:
        self.told += 1

    # ---------------------------------------------------------------- mouse

    def on_click(self, event: events.Click) -> None:
        """Make the clicked passage the current one, by its letters too; a second click asks how the others tell it."""
        row = event.y + self.first_row
        if not 0 <= row < len(self._lines) or not self._stops or self._lines[row].block < 0:
            return
        line = self._lines[row]
        offset = self._block_starts[line.block]
        if line.start >= 0:
            before = GUTTER + cell_len(line.prefix)
            marked = self.marked_in(line) if event.x < GUTTER else None
            offset = min(line.start + index_at(line.text, max(event.x - before, 0)), line.end - 1)
            offset = self._starts[marked] if marked is not None else offset
        self._go_to_stop(max(bisect_right(self._stops, offset) - 1, 0))
        if event.chain > 1 and self.mark is not None:
            self.post_message(self.PassageOpened(self.mark))
        elif event.chain > 1:
            self.post_message(self.BlockOpened())

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that the mouse selected, without the gutter."""
        rows = "\n".join(f"{'':{GUTTER}}{line.prefix}{line.text}" for line in self._lines)
        chosen = selection.extract(rows)
        return "\n".join(part[GUTTER:] if part[:GUTTER].isspace() else part for part in chosen.split("\n")), "\n"
