"""The rows of a marked article: the letters of who else tells each passage at the left, the text as a lens shows it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, ClassVar

from reader.desk.telling.lens import Lens, brightness
from reader.model import ASCII_SIGNS, DIFFERS, Article, Span
from reader.text import dates
from reader.tui.draw import Painter
from reader.tui.layout import Line, LineKind, lay_out
from reader.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Collection

    from rich.style import Style
    from textual.strip import Strip

    from reader.desk.telling.marks import Mark
    from reader.desk.telling.reading import Reading
    from reader.library.stated.state import Note
    from reader.model import Block

GUTTER = 9
"""Cells at the left: five for letters, one for the sign, one for the bar of the current passage, two of air."""
_LOOKS = {"=": "same", "≈": "reworded", '"': "quoted", "≠": "differs", "┊": "unsure", "·": "unmatched"}


class ArticleRows(Lines):
    """An article and its marks, drawn. It knows which sentence is current and what a find hit, and moves neither."""

    DEFAULT_CSS = """
    ArticleRows {
        & > .article--title { text-style: bold; }
        & > .article--meta { color: $text-muted; }
        & > .article--heading { text-style: bold; }
        & > .article--hidden { color: $text-disabled; }
        & > .article--reason { color: $text-warning; text-style: italic; }
        & > .article--note { color: $accent; text-style: italic; }
        & > .article--letters { color: $text-muted; }
        & > .article--current { background: $surface-lighten-1; }
        & > .article--bar { color: $accent; text-style: bold; }
        & > .article--same { color: $text-success; }
        & > .article--reworded { color: $text-primary; }
        & > .article--quoted { color: $text-secondary; }
        & > .article--differs { color: $text-error; }
        & > .article--unsure { color: $text-muted; }
        & > .article--unmatched { color: $text-warning; }
        & > .article--value { text-style: underline; }
        & > .article--old { color: $text-disabled; }
        & > .article--hit { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--note",
        "article--title", "article--meta", "article--heading", "article--hidden", "article--reason", "article--letters",
        "article--current", "article--bar", "article--same", "article--reworded", "article--quoted", "article--differs",
        "article--unmatched", "article--unsure", "article--value", "article--old", "article--hit",
    }  # fmt: skip

    def __init__(self, *, text_width: int, ascii_only: bool = False) -> None:
        super().__init__(id="article")
        self.article: Article | None = None
        self.reading: Reading | None = None
        self.lens = Lens.OFF
        self.show_hidden = False
        self.text_width = text_width
        self.read_ids: Collection[str] = frozenset()
        self.current = 0
        """The number of the current sentence; where none is current, of the one before."""
        self.aside = -1
        """The number of the block that is current where no sentence is: a hidden one, one not matched yet; else -1."""
        self.hits: tuple[Span, ...] = ()
        """What a find found, in `Article.source_text`, in order."""
        self.hit = -1
        self.notes: tuple[Note, ...] = ()
        """What the reader wrote on the article and on passages of it."""
        self._ascii = ascii_only
        self._lines: tuple[Line, ...] = ()
        self._text_rows: list[int] = []
        self._row_starts: list[int] = []
        self._width = 0
        self._marks: tuple[Mark, ...] = ()
        self._spans: list[Span] = []
        """Where each sentence lies in `Article.source_text`."""
        self._starts: list[int] = []
        self._offset = 0
        """Where in `Article.source_text` the reader is: it stays while sentences come and go."""
        self._stops: list[int] = []
        """Where what can be current begins: every sentence and, with hidden blocks shown, every block without one."""
        self._block_starts: list[int] = []
        self._bright: tuple[bool, ...] = ()

    # ---------------------------------------------------------------- marks and rows

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The article's sentences with who else tells them; empty until they are matched."""
        return self._marks

    @property
    def mark(self) -> Mark | None:
        """The current passage."""
        return self._marks[self.current] if self.aside < 0 and self.current < len(self._marks) else None

    @property
    def at(self) -> int:
        """Where in `Article.source_text` the reader is."""
        return self._offset

    @property
    def here(self) -> int:
        """The number of the current block where hidden blocks are shown, else -1."""
        if not self.show_hidden or not self._stops:
            return -1
        return self.aside if self.aside >= 0 else self.block_at(self._starts[self.current])

    @property
    def block(self) -> Block | None:
        """The current block where hidden blocks are shown."""
        return self.article.blocks[self.here] if self.article is not None and self.here >= 0 else None

    @property
    def current_span(self) -> Span | None:
        """Where what is current lies in `Article.source_text`."""
        if self.article is not None and self.aside >= 0:
            return self.article.blocks[self.aside].span
        return self._spans[self.current] if self._spans else None

    def block_at(self, offset: int) -> int:
        """Return the number of the block at or before a character of the source."""
        return max(bisect_right(self._block_starts, offset) - 1, 0)

    @property
    def bright(self) -> tuple[int, ...]:
        """The numbers of the sentences that the lens makes bright."""
        return tuple(number for number, bright in enumerate(self._bright) if bright)

    def take_marks(self) -> None:
        """Take the sentences of the article with who else tells them, as far as they are known."""
        article = self.article
        self._marks = self.reading.marks(article.id) if self.reading is not None and article is not None else ()
        self._spans = [article.source_span(mark.span) for mark in self._marks] if article is not None else []
        self._starts = [span.start for span in self._spans]
        self._block_starts = [block.span.start for block in article.blocks] if article is not None else []
        self.brighten()
        self.take_stops()

    def take_stops(self) -> None:
        """Know what can be current now, and stay where the reader is."""
        stops = list(self._starts)
        if self.show_hidden and self.article is not None:
            for block in self.article.blocks:
                begun = bisect_left(self._starts, block.span.start)
                if begun == len(self._starts) or self._starts[begun] >= block.span.end:
                    stops.append(block.span.start)
            stops.sort()
        self._stops = stops
        self.settle()

    def settle(self) -> None:
        """Make current what lies where the reader is."""
        self.current, self.aside = max(bisect_right(self._starts, self._offset) - 1, 0), -1
        if not self._stops:
            return
        stop = self._stops[max(bisect_right(self._stops, self._offset) - 1, 0)]
        if not self._starts or self._starts[self.current] != stop:
            self.aside = self.block_at(stop)
        if self._starts:
            self._offset = stop

    def brighten(self) -> None:
        """Ask which sentences the lens makes bright."""
        if self.reading is None or self.article is None:
            self._bright = ()
        else:
            self._bright = brightness(self.reading, self.article.id, self.lens, self.read_ids)

    @property
    def room(self) -> int:
        """The widest column of text that fits."""
        return max(self.size.width - GUTTER - 2, 1)

    @property
    def column(self) -> int:
        """The cells of text."""
        return min(self.text_width, self.room)

    def lay_out_rows(self) -> None:
        """Make the rows for the width there is."""
        self._width = self.size.width
        if self.article is None or self.size.width == 0:
            self._lines = ()
        else:
            said = [(note.span.start if note.span else -1, note.text) for note in self.notes]
            self._lines = lay_out(
                self.article, about(self.article), self.column, show_hidden=self.show_hidden, notes=said
            )
        self._text_rows = [row for row, line in enumerate(self._lines) if line.start >= 0]
        self._row_starts = [self._lines[row].start for row in self._text_rows]
        self.resize_rows()

    def row_of(self, offset: int) -> int:
        """Return the row in which a character of the source is shown."""
        at = bisect_right(self._row_starts, offset) - 1
        return self._text_rows[at] if at >= 0 else 0

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
                here = line.block == self.here  # readable, since it is what is decided about
                painter.add(line.prefix).add(line.text, self.look(f"article--{'current' if here else 'hidden'}"))
            case LineKind.TEXT | LineKind.HEADING:
                painter.add(line.prefix, self.look("article--meta"))
                self._draw_text(painter, line)
            case LineKind.NOTE:
                painter.add("| " if self._ascii else "✎ ", self.look("article--bar"))
                painter.add(line.text, self.look("article--note"))
            case LineKind.BLANK:
                pass
        return painter.strip(width)

    def _draw_gutter(self, painter: Painter, line: Line) -> None:
        if line.kind is LineKind.REASON and self._is_hidden(line):
            painter.add("      -", self.look("article--reason"))
        number = self.marked_in(line)
        if number is not None and self.lens is not Lens.OFF:
            mark = self._marks[number]
            sign = ASCII_SIGNS[mark.sign] if self._ascii else mark.sign
            look = self.look(f"article--{_LOOKS[mark.sign] if self._bright[number] else 'letters'}")
            painter.add(f"{gutter_letters(list(mark.shown_letters)):>5} {sign}", look)
        painter.to(GUTTER - 2)
        if self._is_current(line):
            painter.add("|" if self._ascii else "▌", self.look("article--bar"))
        painter.to(GUTTER)

    def marked_in(self, line: Line) -> int | None:
        """Return the sentence whose letters stand beside a row: of several that begin there, what differs says most."""
        begun = self._begun(line)
        shown = [number for number in begun if self._bright[number]] or begun
        return next((number for number in shown if self._marks[number].sign == DIFFERS), shown[0] if shown else None)

    def _is_hidden(self, line: Line) -> bool:
        """Tell whether a row is of a block that was stripped: title, byline and date stand above the text instead."""
        return self.article is not None and line.block >= 0 and self.article.blocks[line.block].hidden

    def _is_current(self, line: Line) -> bool:
        """Tell whether a row is of the current block where hidden blocks are shown, else of the current passage."""
        if self.show_hidden:
            return line.block >= 0 and line.block == self.here
        span = self.current_span
        return span is not None and line.start >= 0 and line.start < span.end and span.start < line.end

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
            if number == self.current and self.aside < 0:
                style = _plus(style, self.look("article--current"))
        if any(hit.start <= offset < hit.end for hit in self.hits):
            style = _plus(style, self.look("article--hit"))
        return style

    def _mark_style(self, number: int, base: Style | None) -> Style | None:
        bright = self._bright[number]
        if self.lens is Lens.NEW:
            return base if bright else _plus(base, self.look("article--old"))
        return _plus(base, self.look(f"article--{_LOOKS[self._marks[number].sign]}")) if bright else base


def _plus(style: Style | None, more: Style) -> Style:
    return more if style is None else style + more


def _version(article: Article) -> list[str]:
    """Say which version is shown, and the keys that lead to the others."""
    wording = article.wording
    if wording is None:
        return []
    turn = "w: the feed's is newer" if wording.behind else "w"
    shown = f"{wording.words} ({turn})" if wording.turns else wording.words
    return [shown, *([f"{wording.count} versions (V)"] if wording.count > 1 else [])]


def gutter_letters(letters: list[str]) -> str:
    """Return letters for a gutter of five cells: up to four, else three and how many more."""
    return "".join(letters) if len("".join(letters)) <= 4 else f"{''.join(letters[:3])[:3]}+{len(letters) - 3}"[:5]


def about(article: Article) -> str:
    """Return the line under the title: source, date, length, what was hidden."""
    hidden = len(article.hidden)
    parts = [
        article.source,
        dates.show(article.published, article.weekday),
        *_version(article),
        *(f"also dated {dates.show(when)}" for when in article.other_dates),
        article.byline,
        f"{article.words} {'word' if article.words == 1 else 'words'}",
        f"{hidden} hidden (v)" if hidden else "",
        "title inferred" if article.title_inferred else "",
    ]
    return " · ".join(part for part in parts if part)
