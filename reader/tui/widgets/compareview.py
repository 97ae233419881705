"""Two articles side by side in one widget: rows aligned, one scroll position, one current pair, one active side.

Two widgets kept in step would cost a second layout and drift with the wrapping. Under 100 columns the same rows stand
one below the other.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from reader.commands import Place
from reader.tui.beside import Layout, RowKind, Wanted, lay_out
from reader.tui.bindings import bindings
from reader.tui.pairing import Paired, Side
from reader.tui.pairwords import beside
from reader.tui.widgets.articlerows import about
from reader.tui.widgets.comparerows import GUTTER, LETTERS, CompareRows
from reader.tui.widgets.items import Items

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual import events
    from textual.binding import BindingType

    from reader.desk.telling.lens import Lens
    from reader.model import Span


class CompareView(CompareRows):
    """Both columns, the current pair, and at the right edge a strip of where both articles share."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.COMPARE, Items)

    @dataclass
    class Moved(Message):
        """Another pair is the current one, or another side is active."""

    @dataclass
    class Opened(Message):
        """A pair was clicked twice."""

    def __init__(self, *, text_width: int, ascii_only: bool = False) -> None:
        super().__init__(ascii_only=ascii_only)
        self.show_hidden = False
        self.folded = False
        self.text_width = text_width
        self.read_ids: Collection[str] = frozenset()
        self.hit = -1
        """Which of the hits is the current one."""
        self._width = 0

    # ---------------------------------------------------------------- content

    def show(self, paired: Paired, current: int) -> None:
        """Show two articles at one of their pairs."""
        same = self.paired is not None and self.paired.articles == paired.articles
        at = self._height_of_current() if same else None
        self.paired = paired
        self.current = max(0, min(current, len(paired.pairs) - 1))
        if same:
            self.set_hits(
                tuple(span for _, span in self.hits), tuple(side for side, _ in self.hits), self.hit, go=False
            )
        else:
            self.hits, self.hit = (), -1
        self._brighten()
        self._lay_out()
        if at is None and self.current == 0:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        else:
            self._put_current(at if at is not None else max(self.size.height // 3, 1))
        self.tell()

    def set_lens(self, lens: Lens | None) -> None:
        """Look through another lens."""
        self.lens = lens
        self._brighten()
        self.redraw()
        self.tell()

    def set_active(self, side: Side) -> None:
        """Make a side the one that the verbs are about."""
        self.active = side
        self._brighten()
        self.redraw()
        self.tell()

    def set_hidden(self, *, shown: bool) -> None:
        """Show or hide what was stripped of both."""
        self.show_hidden = shown
        self._keep_place()

    def set_folded(self, *, folded: bool) -> None:
        """Fold or unfold what both sides have word for word."""
        self.folded = folded
        self._keep_place()
        self.tell()

    def set_text_width(self, width: int) -> None:
        """Lay both texts out in wider or narrower columns."""
        self.text_width = width
        self._keep_place()

    def set_hits(self, spans: tuple[Span, ...], sides: tuple[Side, ...], hit: int, *, go: bool = True) -> None:
        """Mark what a find found, a side for each range of `Article.text`, and go to one of them."""
        assert self.paired is not None
        paired = self.paired
        chosen = (sides[hit], spans[hit]) if 0 <= hit < len(spans) else None
        order = sorted(zip(sides, spans, strict=True), key=lambda item: (paired.at(item[0], item[1].start), item))
        self.hits = tuple(order)
        self.hit = order.index(chosen) if chosen is not None else -1
        self.redraw()
        if go:
            if self.hits and self.folded:
                self.set_folded(folded=False)
            self.go_to_hit(self.hit)

    @property
    def bright(self) -> tuple[int, ...]:
        """The numbers of the pairs that the lens makes bright."""
        return tuple(number for number, bright in enumerate(self._bright) if bright)

    def _brighten(self) -> None:
        if self.paired is not None:
            self._bright = self.paired.brightness(self.lens, self.active, self.read_ids)

    @property
    def column(self) -> int:
        """The cells of text on the left side."""
        return self.columns[0]

    @property
    def room(self) -> int:
        """The widest column of text that fits."""
        width = self.size.width
        return max(width - LETTERS - GUTTER - 2 if self.is_stacked else (width - 2) // 2 - GUTTER - 1, 1)

    def _lay_out(self) -> None:
        width = self._width = self.size.width
        room = min(self.text_width, self.room)
        self._columns = (room, room)
        if self.paired is None or width == 0:
            self._layout = Layout((), (), (), ())
        else:
            left, right = self.paired.articles
            words = beside(self.paired, ascii_only=self._ascii)
            wanted = Wanted(self._columns, self.is_stacked, self.show_hidden, self.folded)
            self._layout = lay_out(self.paired, (about(left), about(right)), words, wanted)
        self._overview = ()
        self.resize_rows()

    def _height_of_current(self) -> int | None:
        """Return in which row of the screen the current pair begins, where it is in view."""
        if not self.paired or self.current >= len(self._layout.first):
            return None
        at = self._layout.first[self.current] - self.first_row
        return at if 0 <= at < self.size.height else None

    def _put_current(self, at: int) -> None:
        """Scroll so that the current pair begins in a row of the screen, as far as the text allows."""
        if self._layout.first:
            first = self._layout.first[self.current]
            self.scroll_to(y=max(first - at, 0), animate=False, immediate=True, force=True)
            self.reveal_current()

    def _keep_place(self) -> None:
        """Lay out anew; the current pair stays where it is on the screen."""
        top = self.first_row == 0
        at = self._height_of_current()
        self._lay_out()
        if not top or at is None:
            self._put_current(min(at if at is not None else 0, max(self.size.height - 1, 0)))
        self.call_after_refresh(self.reveal_current)

    def on_resize(self) -> None:
        """Lay both texts out for the new width; the place is kept."""
        self._overview = ()
        if self.size.width != self._width:
            self._keep_place()
        else:
            self.reveal_current()

    # ---------------------------------------------------------------- the current pair

    @property
    def firsts(self) -> tuple[int, ...]:
        """The first row of each pair; pairs of a fold share it."""
        return self._layout.first

    @property
    def lasts(self) -> tuple[int, ...]:
        """The last row of each pair."""
        return self._layout.last

    def item_of(self, row: int) -> int:
        """Return the pair that a row belongs to, or -1."""
        return self._rows[row].pair

    def walk(self, step: int) -> bool:
        """Go to the next pair that the lens makes bright, or to the next hit of a find; tell whether there is."""
        if self.hits:
            return self.go_to_hit(self.hit + step)
        at = self.current + step
        numbers = [n for n in self.bright if (n >= at if step > 0 else n <= at)]
        if not numbers:
            return False
        self.go_to(numbers[0] if step > 0 else numbers[-1])
        return True

    def walk_paragraphs(self, step: int) -> bool:
        """Go to the next or the previous paragraph of the leading side; tell whether there is."""
        begins = self._layout.paragraphs
        at = bisect_right(begins, self.current) - 1
        if step < 0 and at >= 0 and begins[at] < self.current:
            at += 1
        if not 0 <= at + step < len(begins):
            return False
        self.go_to(begins[at + step])
        return True

    def go_to_hit(self, number: int) -> bool:
        """Go to one of the hits; tell whether it exists."""
        if not 0 <= number < len(self.hits):
            self.redraw()
            return False
        assert self.paired is not None
        self.hit = number
        side, span = self.hits[number]
        if side is not self.active:
            self.set_active(side)
        self.go_to(self.paired.at(side, span.start))
        row = self.row_of(side, span.start)
        self.reveal(row, row)
        return True

    def row_of(self, side: Side, offset: int) -> int:
        """Return the row that shows a character of a side's text."""
        assert self.paired is not None
        number = self.paired.at(side, offset)
        found = self._layout.first[number]
        for row in range(found, self._layout.last[number] + 1):
            cell = self._rows[row].cells[side]
            if cell is not None and 0 <= cell.start <= offset:
                found = row
        return found

    def tell(self) -> None:
        """Tell the screen that another pair or another side is the current one."""
        self.post_message(self.Moved())

    def opened(self, item: int) -> None:  # noqa: ARG002 - the current one
        """Tell the screen that a pair is to be read."""
        self.post_message(self.Opened())

    # ---------------------------------------------------------------- mouse

    def at_edge(self, event: events.Click) -> bool:
        """On the strip, go to what it shows there."""
        if event.x < self.size.width - 1 or not self._rows:
            return False
        height = max(self.size.height, 1)
        row = event.y * self.row_count // height if self.row_count > height else event.y
        self.scroll_to(y=max(row - height // 2, 0), animate=False, immediate=True, force=True)
        self.follow()
        return True

    def touched(self, event: events.Click, item: int) -> None:
        """Make the clicked pair the current one and its side the active one."""
        entry = self._rows[event.y + self.first_row]
        if self.is_stacked:
            side = Side.LEFT if entry.cells[0] is not None else Side.RIGHT
        else:
            side = Side.LEFT if event.x < GUTTER + self._columns[0] + 2 else Side.RIGHT
        if entry.kind is RowKind.PAIR and side is not self.active:
            self.set_active(side)
        super().touched(event, item)
