"""The reader: one article with the letters of who else tells each passage at its left, and one current passage."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.reactive import var

from reader.commands import Place
from reader.desk.reading import Lens, Mark, Reading
from reader.tui.bindings import bindings
from reader.tui.widgets.articlerows import GUTTER, ArticleRows
from reader.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual import events
    from textual.binding import BindingType
    from textual.selection import Selection

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

    # ---------------------------------------------------------------- content

    def show(self, article: Article | None, reading: Reading | None, lens: Lens, current: int = 0) -> None:
        """Show an article at a sentence; without a reading its marks are not known yet."""
        other = article is None or self.article is None or article.id != self.article.id
        self.article, self.reading, self.lens = article, reading, lens
        self.current = current
        if other:
            self.hits, self.hit = (), -1
        self.take_marks()
        self.lay_out_rows()
        if other:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
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

    def set_hidden(self, *, shown: bool) -> None:
        """Show or hide what was stripped; the current passage stays where it is on the screen."""
        self.show_hidden = shown
        self._keep_place()

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
        at = self.current + step
        numbers = [n for n in self.bright if (n >= at if step > 0 else n <= at)]
        if not numbers:
            return False
        self.go_to(numbers[0] if step > 0 else numbers[-1])
        return True

    def walk_blocks(self, step: int) -> bool:
        """Go to the first passage of the next or the previous paragraph."""
        blocks = [self._lines[self.row_of(start)].block for start in self._starts]
        if not blocks:
            return self.scroll_rows(step * self.page)
        here = blocks[self.current]
        for at in range(self.current + step, len(blocks) if step > 0 else -1, step):
            if blocks[at] != here:
                self.go_to(blocks.index(blocks[at]))
                return True
        return False

    def go_to(self, number: int) -> None:
        """Make a sentence the current one and bring it into view."""
        if 0 <= number < len(self._marks):
            self.current = number
            self.reveal_current()
            self.redraw()
            self._tell()

    def go_to_hit(self, number: int) -> bool:
        """Go to one of the hits; tell whether it exists."""
        if not 0 <= number < len(self.hits):
            self.redraw()
            return False
        self.hit = number
        row = self.row_of(self.hits[number].start)
        if self._marks:
            self.current = max(bisect_right(self._starts, self.hits[number].start) - 1, 0)
        self.reveal(row, row, margin=2)
        self.redraw()
        self._tell()
        return True

    def reveal_current(self) -> None:
        """Bring the current passage into view."""
        if self._spans:
            span = self._spans[self.current]
            first, last = self.row_of(span.start), self.row_of(max(span.end - 1, span.start))
            self.reveal(first, last, margin=1 if first else 0)

    def step(self, rows: int) -> None:
        """Scroll; the current passage follows so that it stays in view, and moves on where the text cannot."""
        if self.scroll_rows(rows):
            self.follow()
        else:
            self.go_to(self.current + (1 if rows > 0 else -1))

    def follow(self) -> None:
        """Make a passage in view the current one where that has gone out of view."""
        first, last = self.first_row, self.last_row
        here = self.row_of(self._starts[self.current]) if self._starts else first
        if not first <= here <= last:
            inside = [number for number, start in enumerate(self._starts) if first <= self.row_of(start) <= last]
            if inside:
                self.current = inside[0] if here < first else inside[-1]
        self._tell()
        self.redraw()

    def action_top(self) -> None:
        """To the first passage, and the title above it."""
        self.go_to(0)
        self.scroll_rows(-self.row_count)

    def action_bottom(self) -> None:
        """To the last passage."""
        self.go_to(len(self._marks) - 1)
        self.scroll_rows(self.row_count)

    def _tell(self) -> None:
        self.told += 1

    # ---------------------------------------------------------------- mouse

    def on_click(self, event: events.Click) -> None:
        """Make the clicked passage the current one; a second click asks how the others tell it."""
        row = event.y + self.first_row
        if not 0 <= row < len(self._lines) or self._lines[row].start < 0 or not self._marks:
            return
        line = self._lines[row]
        offset = line.start + max(event.x - GUTTER - len(line.prefix), 0)
        number = max(bisect_right(self._starts, min(offset, line.end - 1)) - 1, 0)
        if event.chain > 1:
            self.post_message(self.PassageOpened(self._marks[number]))
        else:
            self.go_to(number)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that the mouse selected, without the gutter."""
        rows = "\n".join(f"{'':{GUTTER}}{line.prefix}{line.text}" for line in self._lines)
        chosen = selection.extract(rows)
        return "\n".join(part[GUTTER:] if part[:GUTTER].isspace() else part for part in chosen.split("\n")), "\n"
