"""Two articles side by side in one widget: rows aligned, one scroll position, one current pair, one active side.

Two widgets kept in step would cost a second layout and drift with the wrapping. Under 100 columns the same rows stand
one below the other.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from reader.commands import Place
from reader.desk.reading import ASCII_SIGNS, Lens
from reader.model import Span
from reader.tui.beside import Beside, Cell, CellKind, Layout, RowKind, Wanted, lay_out
from reader.tui.bindings import bindings
from reader.tui.draw import Painter, fit
from reader.tui.pairing import Paired, Side
from reader.tui.widgets.articleview import about
from reader.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Collection

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType

STACKED_UNDER = 100
"""Columns under which the sides stand one below the other."""
GUTTER = 3
"""Cells before the text of a side: the bar of the current pair, the sign, one of air."""
LETTERS = 3
"""Further cells for the letter where the sides are stacked."""
WHEEL = 3
"""Rows that one notch of the wheel scrolls."""
_LOOKS = {"=": "same", "≈": "reworded", '"': "quoted", "≠": "differs", "·": "unmatched", "+": "unmatched", "": "dim"}
_CELL_LOOKS = {
    CellKind.TITLE: "compare--title",
    CellKind.META: "compare--dim",
    CellKind.MISSING: "compare--missing",
    CellKind.MOVED: "compare--moved",
    CellKind.HIDDEN: "compare--hidden",
    CellKind.REASON: "compare--reason",
}


class CompareView(Lines):
    """Both columns, the current pair, and at the right edge a strip of where both articles share."""

    DEFAULT_CSS = """
    CompareView {
        height: 1fr;
        width: 1fr;
        scrollbar-size-vertical: 0;
        & > .compare--title { text-style: bold; }
        & > .compare--heading { text-style: bold; }
        & > .compare--dim { color: $text-muted; }
        & > .compare--rule { color: $panel-lighten-2; }
        & > .compare--letter { color: $accent; text-style: bold; }
        & > .compare--bar { color: $accent; text-style: bold; }
        & > .compare--current { background: $surface-lighten-1; }
        & > .compare--same { color: $text-success; }
        & > .compare--reworded { color: $text-primary; }
        & > .compare--quoted { color: $text-secondary; }
        & > .compare--differs { color: $text-error; text-style: bold; }
        & > .compare--unmatched { color: $text-warning; }
        & > .compare--changed { color: $text-accent; text-style: underline; }
        & > .compare--value { color: $text-error; text-style: bold underline; }
        & > .compare--missing { color: $text-muted; text-style: italic; }
        & > .compare--moved { color: $text-secondary; text-style: italic; }
        & > .compare--hidden { color: $text-disabled; }
        & > .compare--reason { color: $text-warning; text-style: italic; }
        & > .compare--old { color: $text-disabled; }
        & > .compare--hit { text-style: reverse; }
        & > .compare--seen { background: $panel-lighten-2; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.COMPARE, Lines)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "compare--title", "compare--heading", "compare--dim", "compare--rule", "compare--letter", "compare--bar",
        "compare--current", "compare--same", "compare--reworded", "compare--quoted", "compare--differs",
        "compare--unmatched", "compare--changed", "compare--value", "compare--missing", "compare--moved",
        "compare--hidden", "compare--reason", "compare--old", "compare--hit", "compare--seen",
    }  # fmt: skip

    @dataclass
    class Moved(Message):
        """Another pair is the current one, or another side is active."""

    @dataclass
    class Opened(Message):
        """A pair was clicked twice."""

    def __init__(self, *, text_width: int, ascii_only: bool = False) -> None:
        super().__init__(id="compare")
        self.paired: Paired | None = None
        self.active = Side.LEFT
        self.current = 0
        """The number of the current pair."""
        self.lens: Lens | None = None
        """None lets stand out what differs or lacks a match."""
        self.show_hidden = False
        self.folded = False
        self.text_width = text_width
        self.read_ids: Collection[str] = frozenset()
        self.hits: tuple[tuple[Side, Span], ...] = ()
        """What a find found, in the order of the pairs."""
        self.hit = -1
        self._ascii = ascii_only
        self._rows: tuple[Beside, ...] = ()
        self._layout = Layout((), (), (), ())
        self._width = 0
        self._columns = (0, 0)
        self._bright: tuple[bool, ...] = ()
        self._map: tuple[str, ...] = ()

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
        self._tell()

    def set_lens(self, lens: Lens | None) -> None:
        """Look through another lens."""
        self.lens = lens
        self._brighten()
        self.redraw()
        self._tell()

    def set_active(self, side: Side) -> None:
        """Make a side the one that the verbs are about."""
        self.active = side
        self._brighten()
        self.redraw()
        self._tell()

    def set_hidden(self, *, shown: bool) -> None:
        """Show or hide what was stripped of both."""
        self.show_hidden = shown
        self._keep_place()

    def set_folded(self, *, folded: bool) -> None:
        """Fold or unfold what both sides have word for word."""
        self.folded = folded
        self._keep_place()
        self._tell()

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
        if go:
            if self.hits and self.folded:
                self.set_folded(folded=False)
            self.go_to_hit(self.hit)

    @property
    def bright(self) -> tuple[int, ...]:
        """The numbers of the pairs that the lens makes bright."""
        return tuple(number for number, bright in enumerate(self._bright) if bright)

    @property
    def is_stacked(self) -> bool:
        """Tell whether the sides stand one below the other."""
        return self.size.width < STACKED_UNDER

    @property
    def columns(self) -> tuple[int, int]:
        """The cells of text on either side."""
        return self._columns

    def _brighten(self) -> None:
        if self.paired is not None:
            self._bright = self.paired.brightness(self.lens, self.active, self.read_ids)

    def _lay_out(self) -> None:
        width = self._width = self.size.width
        if self.is_stacked:
            room = max(min(self.text_width, width - LETTERS - GUTTER - 2), 1)
        else:
            room = max(min(self.text_width, (width - 2) // 2 - GUTTER - 1), 1)
        self._columns = (room, room)
        if self.paired is None or width == 0:
            self._layout = Layout((), (), (), ())
        else:
            left, right = self.paired.articles
            wanted = Wanted(self._columns, self.is_stacked, self.show_hidden, self.folded)
            self._layout = lay_out(self.paired, (about(left), about(right)), self._words(), wanted)
        self._rows = self._layout.rows
        self._map = ()
        self.resize_rows()

    def _words(self) -> list[str]:
        """Return for every pair what is said of a missing or of a moved side."""
        assert self.paired is not None
        letters = self.paired.letters
        words: list[str] = []
        for number, pair in enumerate(self.paired.pairs):
            if pair.alone is None:
                words.append(f"moved {self.arrow(pair.moved)}" if pair.moved else "")
            elif pair.elsewhere >= 0:
                words.append(f"told beside another passage {self.arrow(pair.elsewhere - number)} (t)")
            else:
                words.append(f"no match found in {letters[pair.alone.other]}")
        return words

    def arrow(self, rows: int) -> str:
        """Return a way through the rows: "↓3"."""
        if self._ascii:
            return f"{abs(rows)} {'down' if rows > 0 else 'up'}"
        return f"{'↓' if rows > 0 else '↑'}{abs(rows)}"

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
        self._map = ()
        if self.size.width != self._width:
            self._keep_place()
        else:
            self.reveal_current()

    # ---------------------------------------------------------------- the current pair

    def go_to(self, number: int) -> None:
        """Make a pair the current one and bring it into view."""
        if self.paired is not None and 0 <= number < len(self.paired.pairs):
            self.current = number
            self.reveal_current()
            self.redraw()
            self._tell()

    def reveal_current(self) -> None:
        """Bring the current pair into view; from the first one the titles too."""
        if self.current < len(self._layout.first):
            first, last = self._layout.first[self.current], self._layout.last[self.current]
            self.reveal(first if self.current or last >= self.size.height else 0, last)

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
        self.active = side
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

    def step(self, rows: int) -> None:
        """Move: by one to the next pair (scrolling through one that is longer than the screen), else by rows."""
        if self.paired is None or not self._layout.first:
            return
        way = 1 if rows > 0 else -1
        first, last = self._layout.first[self.current], self._layout.last[self.current]
        if abs(rows) == 1:
            if way > 0 and last > self.last_row >= first:
                self.scroll_rows(min(last - self.last_row, self.page))
            elif way < 0 and first < self.first_row <= last:
                self.scroll_rows(-min(self.first_row - first, self.page))
            else:
                self.go_to(self.current + way)
        elif not self.scroll_rows(rows) or abs(rows) > self.page:
            self.go_to(len(self.paired.pairs) - 1 if way > 0 else 0)
        else:
            self._follow()

    def _follow(self) -> None:
        """Let the current pair be one in view after the rows have been scrolled."""
        first, last = self.first_row, self.last_row
        firsts, lasts = self._layout.first, self._layout.last
        if not firsts:
            return
        if lasts[self.current] < first:
            self.current = min(_first_at(lasts, first), len(firsts) - 1)
        elif firsts[self.current] > last:
            self.current = max(bisect_right(firsts, last) - 1, 0)
        self.redraw()
        self._tell()

    def _tell(self) -> None:
        self.post_message(self.Moved())

    # ---------------------------------------------------------------- drawing

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def render_line(self, y: int) -> Strip:
        """Return a row of the screen with its cell of the strip at the right edge."""
        width = self.size.width
        strip = super().render_line(y)
        if width < 2 or not self._rows:
            return strip
        return Strip.join([strip.crop(0, width - 1), self._strip_cell(y)])

    def _strip_cell(self, y: int) -> Strip:
        height = max(self.size.height, 1)
        if len(self._map) != height:
            self._map = self._draw_map(height)
        count = self.row_count
        look = self._map[y] if y < len(self._map) else " "
        sign, name = look[0], look[1:]
        style = self.rich_style + self.look(name) if name else self.rich_style
        if count > height:
            top, bottom = self.first_row * height // count, -(-(self.last_row + 1) * height // count)
            if top <= y < bottom:
                style += self.look("compare--seen")
        return Strip([Segment(sign, style)], 1)

    def _draw_map(self, height: int) -> tuple[str, ...]:
        """Return for each row of the screen a sign and a look: which sides have text there, and whether they differ."""
        assert self.paired is not None
        pairs = self.paired.pairs
        count = self.row_count
        both, left, right = ("#", "<", ">") if self._ascii else ("█", "▌", "▐")
        cells: list[str] = []
        for y in range(height):
            rows = self._rows[y * count // height : max((y + 1) * count // height, y * count // height + 1)]
            if count <= height:
                rows = self._rows[y : y + 1]
            here = [pairs[row.pair] for row in rows if row.pair >= 0]
            if any(pair.differs for pair in here):
                cells.append(both + "compare--differs")
            elif any(pair.alone is None for pair in here):
                cells.append(both + "compare--reworded")
            elif here:
                cells.append((left if here[0].alone is Side.LEFT else right) + "compare--unmatched")
            else:
                cells.append(" ")
        return tuple(cells)

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row: both sides, or one of them where they are stacked."""
        entry = self._rows[row]
        painter = Painter(self.rich_style)
        match entry.kind:
            case RowKind.FOLD:
                self._draw_fold(painter, entry, width)
            case RowKind.RULE:
                painter.add(("." if self._ascii else "╌") * (width - 2), self.look("compare--rule"))
            case RowKind.PARAGRAPH:
                self._draw_paragraph(painter, width)
            case _ if self.is_stacked:
                side = Side.LEFT if entry.cells[0] is not None else Side.RIGHT
                self._draw_letter(painter, entry, side)
                self._draw_side(painter, entry, side)
            case _:
                self._draw_side(painter, entry, Side.LEFT)
                painter.to(GUTTER + self._columns[0] + 1)
                painter.add("|" if self._ascii else "│", self.look("compare--rule"))
                self._draw_side(painter, entry, Side.RIGHT)
        return painter.strip(width)

    def _draw_paragraph(self, painter: Painter, width: int) -> None:
        line, cross = ("-", "+") if self._ascii else ("─", "┼")
        if self.is_stacked:
            painter.add(line * (width - 2), self.look("compare--rule"))
        else:
            left = GUTTER + self._columns[0] + 1
            painter.add(line * left + cross + line * (GUTTER + self._columns[1] + 1), self.look("compare--rule"))

    def _draw_fold(self, painter: Painter, entry: Beside, width: int) -> None:
        assert self.paired is not None
        count = entry.last - entry.pair + 1
        inside = entry.pair <= self.current <= entry.last
        painter.add(self._bar() if inside else " ", self.look("compare--bar")).add("= ", self.look("compare--same"))
        words = "1 sentence the same" if count == 1 else f"{count} sentences the same"
        if inside:
            version = self.paired.pairs[self.current].sides[0]
            assert version is not None
            said = self.paired.articles[0].text[slice(*version.span)]
            words += f" · {self.current - entry.pair + 1}: {said}"
        style = self.look("compare--dim")
        painter.add(fit(words, width - 5), style + self.look("compare--current") if inside else style)

    def _bar(self) -> str:
        return "|" if self._ascii else "▌"

    def _draw_letter(self, painter: Painter, entry: Beside, side: Side) -> None:
        assert self.paired is not None
        if entry.begins[side] and entry.kind is not RowKind.HIDDEN:
            painter.add(fit(self.paired.letters[side], LETTERS - 1), self.look("compare--letter"))
        painter.to(LETTERS)

    def _draw_side(self, painter: Painter, entry: Beside, side: Side) -> None:
        start = painter.cells
        if entry.kind is RowKind.PAIR:
            assert self.paired is not None
            pair = self.paired.pairs[entry.pair]
            here = entry.pair == self.current
            look = "compare--bar" if side is self.active else "compare--rule"
            painter.add(self._bar() if here and (entry.cells[side] or not self.is_stacked) else " ", self.look(look))
            if entry.begins[side]:
                sign = "+" if pair.sign == "·" and pair.alone is side else pair.sign
                bright = self._bright[entry.pair]
                name = _LOOKS[sign] if bright else "dim"
                painter.add(ASCII_SIGNS.get(sign, sign) if self._ascii else sign, self.look(f"compare--{name}"))
        painter.to(start + GUTTER)
        cell = entry.cells[side]
        if cell is not None:
            self._draw_cell(painter, entry, side, cell)

    def _draw_cell(self, painter: Painter, entry: Beside, side: Side, cell: Cell) -> None:
        if cell.prefix:
            prefix = cell.prefix.replace("•", "*").replace("│", "|") if self._ascii else cell.prefix
            painter.add(prefix, self.look("compare--reason" if cell.kind is CellKind.REASON else "compare--dim"))
        if cell.kind in _CELL_LOOKS:
            painter.add(cell.text, self.look(_CELL_LOOKS[cell.kind]))
        else:
            self._draw_text(painter, entry.pair, side, cell)

    def _draw_text(self, painter: Painter, number: int, side: Side, cell: Cell) -> None:
        assert self.paired is not None
        version = self.paired.pairs[number].sides[side]
        assert version is not None
        marks: list[tuple[Span, Style]] = []
        if self.lens is not Lens.OFF:
            marks += [(span, self.look("compare--changed")) for span in version.changed]
            marks += [(span, self.look("compare--value")) for span in version.values]
        marks += [(span, self.look("compare--hit")) for where, span in self.hits if where is side]
        marks = [(span, style) for span, style in marks if span.start < cell.end and cell.start < span.end]
        cuts = sorted({cut for span, _ in marks for cut in span if cell.start < cut < cell.end} | {cell.end})
        base = painter.base + self._base(number, cell)
        at = cell.start
        for cut in cuts:
            style = base
            for span, more in marks:
                if span.start <= at < span.end:
                    style = style + more
            painter.add(cell.text[at - cell.start : cut - cell.start], style)
            at = cut

    def _base(self, number: int, cell: Cell) -> Style:
        style = self.look("compare--heading") if cell.kind is CellKind.HEADING else self.rich_style
        if self.lens is Lens.NEW and not self._bright[number]:
            style = style + self.look("compare--old")
        return style + self.look("compare--current") if number == self.current else style

    # ---------------------------------------------------------------- mouse

    def on_click(self, event: events.Click) -> None:
        """Make the clicked pair the current one and its side the active one; on the strip, go there."""
        if not self._rows:
            return
        height = max(self.size.height, 1)
        if event.x >= self.size.width - 1:
            row = event.y * self.row_count // height if self.row_count > height else event.y
            self.scroll_to(y=max(row - height // 2, 0), animate=False, immediate=True, force=True)
            self._follow()
            return
        row = event.y + self.first_row
        if not 0 <= row < self.row_count or self._rows[row].pair < 0:
            return
        entry = self._rows[row]
        if event.chain > 1 and entry.pair == self.current:
            self.post_message(self.Opened())
            return
        if self.is_stacked:
            side = Side.LEFT if entry.cells[0] is not None else Side.RIGHT
        else:
            side = Side.LEFT if event.x < GUTTER + self._columns[0] + 2 else Side.RIGHT
        if entry.kind is RowKind.PAIR and side is not self.active:
            self.set_active(side)
        self.go_to(entry.pair)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll; the current pair follows into view."""
        self._wheel(event, WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll; the current pair follows into view."""
        self._wheel(event, -WHEEL)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        event.prevent_default()
        if self.scroll_rows(rows):
            self._follow()


def _first_at(lasts: tuple[int, ...], row: int) -> int:
    """Return the first pair that ends at a row or below it."""
    return bisect_right(lasts, row - 1)
