"""The reader: one article with the letters of who else tells each passage at its left, and one current passage."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.reactive import var

from reader.commands import Place
from reader.desk.reading import ASCII_SIGNS, Lens, Mark, Reading
from reader.model import Article, Span
from reader.text import dates
from reader.tui.bindings import bindings
from reader.tui.draw import Painter
from reader.tui.layout import Line, LineKind, lay_out
from reader.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Collection

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType
    from textual.selection import Selection
    from textual.strip import Strip

GUTTER = 9
"""Cells at the left: five for letters, one for the sign, one for the bar of the current passage, two of air."""
_LOOKS = {"=": "same", "≈": "reworded", '"': "quoted", "≠": "differs", "·": "unmatched"}


class ArticleView(Lines):
    """An article, its marks and its current passage."""

    DEFAULT_CSS = """
    ArticleView {
        & > .article--title { text-style: bold; }
        & > .article--meta { color: $text-muted; }
        & > .article--heading { text-style: bold; }
        & > .article--hidden { color: $text-disabled; }
        & > .article--reason { color: $text-warning; text-style: italic; }
        & > .article--letters { color: $text-muted; }
        & > .article--current { background: $surface-lighten-1; }
        & > .article--bar { color: $accent; text-style: bold; }
        & > .article--same { color: $text-success; }
        & > .article--reworded { color: $text-primary; }
        & > .article--quoted { color: $text-secondary; }
        & > .article--differs { color: $text-error; }
        & > .article--unmatched { color: $text-warning; }
        & > .article--value { text-style: underline; }
        & > .article--old { color: $text-disabled; }
        & > .article--hit { text-style: reverse; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.READER, Lines)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--title", "article--meta", "article--heading", "article--hidden", "article--reason", "article--letters",
        "article--current", "article--bar", "article--same", "article--reworded", "article--quoted", "article--differs",
        "article--unmatched", "article--value", "article--old", "article--hit",
    }  # fmt: skip

    told = var(0)
    """Counts changes of what is to be said about the current passage; watched, so that it is said in the same frame."""

    @dataclass
    class PassageOpened(Message):
        """A passage was clicked twice."""

        mark: Mark

    def __init__(self, *, text_width: int, ascii_only: bool = False) -> None:
        super().__init__(id="article")
        self.article: Article | None = None
        self.reading: Reading | None = None
        self.lens = Lens.OFF
        self.show_hidden = False
        self.text_width = text_width
        self.read_ids: Collection[str] = frozenset()
        self.current = 0
        """The number of the current sentence."""
        self.hits: tuple[Span, ...] = ()
        """What a find found, in `Article.source_text`, in order."""
        self.hit = -1
        self._ascii = ascii_only
        self._lines: tuple[Line, ...] = ()
        self._text_rows: list[int] = []
        self._row_starts: list[int] = []
        self._width = 0
        self._marks: tuple[Mark, ...] = ()
        self._spans: list[Span] = []
        """Where each sentence lies in `Article.source_text`."""
        self._starts: list[int] = []
        self._bright: tuple[bool, ...] = ()

    # ---------------------------------------------------------------- content

    def show(self, article: Article | None, reading: Reading | None, lens: Lens, current: int = 0) -> None:
        """Show an article at a sentence; without a reading its marks are not known yet."""
        other = article is None or self.article is None or article.id != self.article.id
        self.article, self.reading, self.lens = article, reading, lens
        self.current = current
        if other:
            self.hits, self.hit = (), -1
        self._take_marks()
        self._lay_out()
        if other:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        if current:
            self.reveal_current()
        self._tell()

    def set_lens(self, lens: Lens) -> None:
        """Look through another lens."""
        self.lens = lens
        self._brighten()
        self.redraw()
        self._tell()

    def set_read(self, read_ids: Collection[str]) -> None:
        """Know what has been read, for the lens of the new."""
        self.read_ids = read_ids
        if self.lens is Lens.NEW:
            self._brighten()
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

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The article's sentences with who else tells them; empty until they are matched."""
        return self._marks

    @property
    def mark(self) -> Mark | None:
        """The current passage."""
        return self._marks[self.current] if self.current < len(self._marks) else None

    @property
    def bright(self) -> tuple[int, ...]:
        """The numbers of the sentences that the lens makes bright."""
        return tuple(number for number, bright in enumerate(self._bright) if bright)

    def _take_marks(self) -> None:
        article = self.article
        self._marks = self.reading.marks(article.id) if self.reading is not None and article is not None else ()
        self._spans = [article.source_span(mark.span) for mark in self._marks] if article is not None else []
        self._starts = [span.start for span in self._spans]
        self.current = min(self.current, max(len(self._marks) - 1, 0))
        self._brighten()

    def _brighten(self) -> None:
        if self.reading is None or self.article is None:
            self._bright = ()
        else:
            self._bright = self.reading.brightness(self.article.id, self.lens, self.read_ids)

    def _lay_out(self) -> None:
        self._width = self.size.width
        column = max(min(self.text_width, self.size.width - GUTTER - 2), 1)
        if self.article is None or self.size.width == 0:
            self._lines = ()
        else:
            self._lines = lay_out(self.article, about(self.article), column, show_hidden=self.show_hidden)
        self._text_rows = [row for row, line in enumerate(self._lines) if line.start >= 0]
        self._row_starts = [self._lines[row].start for row in self._text_rows]
        self.resize_rows()

    def _keep_place(self) -> None:
        """Lay out anew; what stood in the first row of the text stays there."""
        row = self.first_row
        anchor = next((line.start for line in self._lines[row:] if line.start >= 0), -1)
        top = row < len(self._lines) and self._lines[row].start < 0
        self._lay_out()
        if anchor >= 0 and not (top and row == 0):
            self.scroll_to(y=self._row_of(anchor), animate=False, immediate=True, force=True)
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
        blocks = [self._lines[self._row_of(start)].block for start in self._starts]
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
        row = self._row_of(self.hits[number].start)
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
            first, last = self._row_of(span.start), self._row_of(max(span.end - 1, span.start))
            self.reveal(first, last, margin=1 if first else 0)

    def step(self, rows: int) -> None:
        """Scroll; the current passage follows so that it stays in view, and moves on where the text cannot."""
        if not self.scroll_rows(rows):
            self.go_to(self.current + (1 if rows > 0 else -1) * (len(self._marks) if abs(rows) > self.page * 9 else 1))
            return
        if not self._spans:
            return
        first, last = self.first_row, self.last_row
        here = self._row_of(self._spans[self.current].start)
        if not first <= here <= last:
            rows_of = [self._row_of(start) for start in self._starts]
            inside = [number for number, row in enumerate(rows_of) if first <= row <= last]
            if inside:
                self.current = inside[0] if here < first else inside[-1]
                self._tell()
        self.redraw()

    def _row_of(self, offset: int) -> int:
        """Return the row in which a character of the source is shown."""
        at = bisect_right(self._row_starts, offset) - 1
        return self._text_rows[at] if at >= 0 else 0

    def _tell(self) -> None:
        self.told += 1

    # ---------------------------------------------------------------- drawing

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._lines)

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row of the article."""
        line = self._lines[row]
        painter = Painter(self.rich_style)
        self._draw_gutter(painter, line)
        match line.kind:
            case LineKind.TITLE:
                painter.add(line.text, self.look("article--title"))
            case LineKind.META:
                painter.add(line.text, self.look("article--meta"))
            case LineKind.REASON:
                painter.add(line.text, self.look("article--reason"))
            case LineKind.HIDDEN:
                painter.add(line.prefix).add(line.text, self.look("article--hidden"))
            case LineKind.TEXT | LineKind.HEADING:
                painter.add(line.prefix, self.look("article--meta"))
                self._draw_text(painter, line)
            case LineKind.BLANK:
                pass
        return painter.strip(width)

    def _draw_gutter(self, painter: Painter, line: Line) -> None:
        if line.kind is LineKind.REASON or line.kind is LineKind.HIDDEN:
            painter.add("      - " if line.kind is LineKind.REASON else "", self.look("article--reason")).to(GUTTER)
            return
        begun = self._begun(line)
        if begun and self.lens is not Lens.OFF:
            bright = [n for n in begun if self._bright[n]]
            marks = [self._marks[n] for n in bright or begun]
            mark = next((mark for mark in marks if mark.sources), marks[0])
            letters = sorted({name for each in marks for name in each.letters}, key=lambda name: (len(name), name))
            sign = ASCII_SIGNS[mark.sign] if self._ascii else mark.sign
            look = self.look(f"article--{_LOOKS[mark.sign]}") if bright else self.look("article--letters")
            painter.add(f"{gutter_letters(letters):>5} {sign}", look)
        painter.to(GUTTER - 2)
        current = self._spans[self.current] if self._spans else None
        if current is not None and line.start >= 0 and line.start < current.end and current.start < line.end:
            painter.add("|" if self._ascii else "▌", self.look("article--bar"))
        painter.to(GUTTER)

    def _begun(self, line: Line) -> list[int]:
        """Return the sentences that begin in a row."""
        if line.start < 0:
            return []
        first = bisect_right(self._starts, line.start - 1)
        last = bisect_right(self._starts, line.end - 1)
        return list(range(first, last))

    def _draw_text(self, painter: Painter, line: Line) -> None:
        base = self.look("article--heading") if line.kind is LineKind.HEADING else None
        at = line.start
        for cut in self._cuts(line):
            style = self._style_at(at, base)
            painter.add(line.text[at - line.start : cut - line.start], style)
            at = cut

    def _cuts(self, line: Line) -> list[int]:
        """Return where the style may change within a row, its end included."""
        cuts = {line.end}
        first = max(bisect_right(self._starts, line.start) - 1, 0)
        for number in range(first, bisect_right(self._starts, line.end)):
            cuts.update(self._spans[number])
            if self.lens is Lens.DIFFERS:
                cuts.update(edge for span in self._values(number) for edge in span)
        for hit in self.hits:
            if hit.start < line.end and line.start < hit.end:
                cuts.update(hit)
        return sorted(cut for cut in cuts if line.start < cut <= line.end)

    def _values(self, number: int) -> list[Span]:
        """Return the values of a sentence that differ elsewhere, in the source's characters."""
        mark, span = self._marks[number], self._spans[number]
        shift = span.start - mark.span.start
        return [
            Span(conflict.a.start + shift, conflict.a.end + shift)
            for teller in mark.sources
            for conflict in teller.conflicts
        ]

    def _style_at(self, offset: int, base: Style | None) -> Style | None:
        style = base
        number = bisect_right(self._starts, offset) - 1
        if number >= 0 and offset < self._spans[number].end:
            style = self._mark_style(number, base)
            if self.lens is Lens.DIFFERS and any(s.start <= offset < s.end for s in self._values(number)):
                style = _plus(style, self.look("article--value"))
            if number == self.current:
                style = _plus(style, self.look("article--current"))
        if any(hit.start <= offset < hit.end for hit in self.hits):
            style = _plus(style, self.look("article--hit"))
        return style

    def _mark_style(self, number: int, base: Style | None) -> Style | None:
        bright = self._bright[number]
        if self.lens is Lens.NEW:
            return base if bright else _plus(base, self.look("article--old"))
        return _plus(base, self.look(f"article--{_LOOKS[self._marks[number].sign]}")) if bright else base

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


def _plus(style: Style | None, more: Style) -> Style:
    return more if style is None else style + more


def gutter_letters(letters: list[str]) -> str:
    """Return letters for a gutter of five cells: up to four, else three and how many more."""
    return "".join(letters) if len("".join(letters)) <= 4 else f"{''.join(letters[:3])[:3]}+{len(letters) - 3}"[:5]


def about(article: Article) -> str:
    """Return the line under the title: source, date, length, what was hidden."""
    hidden = len(article.hidden)
    parts = [
        article.source,
        dates.show(article.published, article.weekday),
        *(f"also dated {dates.show(when)}" for when in article.other_dates),
        article.byline,
        f"{article.words} words",
        f"{hidden} {'passage' if hidden == 1 else 'passages'} hidden (v)" if hidden else "",
        "title inferred" if article.title_inferred else "",
    ]
    return " · ".join(part for part in parts if part)
