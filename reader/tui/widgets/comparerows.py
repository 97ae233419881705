"""How two articles side by side are drawn: both columns of a row, the marks in them, the strip at the right edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip

from reader.desk.telling.lens import Lens
from reader.model import ASCII_SIGNS, UNMATCHED
from reader.tui.beside import Beside, Cell, CellKind, Layout, RowKind
from reader.tui.draw import Painter, fit
from reader.tui.pairing import Side
from reader.tui.widgets.items import Items

if TYPE_CHECKING:
    from rich.style import Style

    from reader.model import Span
    from reader.tui.pairing import Paired

STACKED_UNDER = 100
"""Columns under which the sides stand one below the other."""
GUTTER = 3
"""Cells before the text of a side: the bar of the current pair, the sign, one of air."""
LETTERS = 3
"""Further cells for the letter where the sides are stacked."""
RULE = 20
"""Cells of the thin rule between stacked pairs: as long as it needs to be seen."""
_LOOKS = {
    "=": "same",
    "≈": "reworded",
    '"': "quoted",
    "≠": "differs",
    "┊": "unsure",
    "·": "unmatched",
    "+": "unmatched",
    "": "dim",
}
_CELL_LOOKS = {
    CellKind.TITLE: "compare--title",
    CellKind.META: "compare--dim",
    CellKind.MISSING: "compare--missing",
    CellKind.MOVED: "compare--moved",
    CellKind.HIDDEN: "compare--hidden",
    CellKind.REASON: "compare--reason",
}


class CompareRows(Items):
    """The rows of two articles, drawn. It knows what is shown, and leaves moving to `CompareView`."""

    DEFAULT_CSS = """
    CompareRows {
        height: 1fr;
        width: 1fr;
        scrollbar-size-vertical: 0;
        & > .compare--title { text-style: bold; }
        & > .compare--heading { text-style: bold; }
        & > .compare--dim { color: $text-muted; }
        & > .compare--rule { color: $text-disabled; }
        & > .compare--letter { color: $accent; text-style: bold; }
        & > .compare--bar { color: $accent; text-style: bold; }
        & > .compare--current { background: $surface-lighten-1; }
        & > .compare--same { color: $text-success; }
        & > .compare--reworded { color: $text-primary; }
        & > .compare--quoted { color: $text-secondary; }
        & > .compare--differs { color: $text-error; text-style: bold; }
        & > .compare--unsure { color: $text-muted; }
        & > .compare--unmatched { color: $text-warning; }
        & > .compare--changed { color: $text-accent; text-style: underline; }
        & > .compare--value { color: $text-error; text-style: bold underline; }
        & > .compare--missing { color: $text-muted; text-style: italic; }
        & > .compare--moved { color: $text-secondary; text-style: italic; }
        & > .compare--hidden { text-style: dim; }
        & > .compare--reason { color: $text-warning; text-style: italic; }
        & > .compare--old { text-style: dim; }
        & > .compare--hit { text-style: reverse; }
        & > .compare--seen { background: $panel-lighten-2; }
        & > .compare--unseen { text-style: dim; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "compare--title", "compare--heading", "compare--dim", "compare--rule", "compare--letter", "compare--bar",
        "compare--current", "compare--same", "compare--reworded", "compare--quoted", "compare--differs",
        "compare--unmatched", "compare--unsure", "compare--changed", "compare--value", "compare--missing",
        "compare--moved", "compare--hidden", "compare--reason", "compare--old", "compare--hit", "compare--seen",
        "compare--unseen",
    }  # fmt: skip

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="compare")
        self.paired: Paired | None = None
        self.active = Side.LEFT
        self.lens: Lens | None = None
        """None lets stand out what differs or lacks a match."""
        self.hits: tuple[tuple[Side, Span], ...] = ()
        """What a find found, in the order of the pairs."""
        self._ascii = ascii_only
        self._layout = Layout((), (), (), ())
        self._columns = (0, 0)
        self._bright: tuple[bool, ...] = ()
        self._overview: tuple[tuple[str, str], ...] = ()

    @property
    def _rows(self) -> tuple[Beside, ...]:
        return self._layout.rows

    @property
    def is_stacked(self) -> bool:
        """Tell whether the sides stand one below the other."""
        return self.size.width < STACKED_UNDER

    @property
    def columns(self) -> tuple[int, int]:
        """The cells of text on either side."""
        return self._columns

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
        if len(self._overview) != height:
            self._overview = self._survey(height)
        sign, name = self._overview[y] if y < height else (" ", "")
        style = self.rich_style + self.look(name) if name else self.rich_style
        count = self.row_count
        if count > height:
            top, bottom = self.first_row * height // count, -(-(self.last_row + 1) * height // count)
            style += self.look("compare--seen" if top <= y < bottom else "compare--unseen")
        return Strip([Segment(sign, style)], 1)

    def _survey(self, height: int) -> tuple[tuple[str, str], ...]:
        """Return for each row of the screen a sign and a look: which sides have text there, and whether they differ."""
        assert self.paired is not None
        pairs = self.paired.pairs
        count = self.row_count
        both, left, right = ("#", "<", ">") if self._ascii else ("█", "▌", "▐")
        cells: list[tuple[str, str]] = []
        for y in range(height):
            start, end = (y, y + 1) if count <= height else (y * count // height, (y + 1) * count // height)
            rows = self._rows[start:end]
            here = [pairs[row.pair] for row in rows if row.pair >= 0]
            if any(pair.differs for pair in here):
                cells.append((both, "compare--differs"))
            elif any(pair.alone is None for pair in here):
                sure = any(pair.alone is None and pair.sure for pair in here)
                cells.append((both, "compare--reworded" if sure else "compare--unsure"))
            elif here:
                cells.append((left if here[0].alone is Side.LEFT else right, "compare--unmatched"))
            else:
                cells.append((" ", ""))
        return tuple(cells)

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row: both sides, or one of them where they are stacked."""
        entry = self._rows[row]
        painter = Painter(self.rich_style)
        match entry.kind:
            case RowKind.FOLD:
                self._draw_fold(painter, entry, width)
            case RowKind.RULE if self.is_stacked:
                painter.add(("-" if self._ascii else "╌") * RULE, self.look("compare--rule"))
            case RowKind.PARAGRAPH if self.is_stacked:
                pass
            case _ if self.is_stacked:
                side = Side.LEFT if entry.cells[0] is not None else Side.RIGHT
                self._draw_letter(painter, entry, side)
                self._draw_side(painter, entry, side)
            case _:
                self._draw_side(painter, entry, Side.LEFT)
                self._draw_divider(painter)
                self._draw_side(painter, entry, Side.RIGHT)
        return painter.strip(width)

    def _draw_divider(self, painter: Painter) -> None:
        painter.to(GUTTER + self._columns[0] + 1).add("|" if self._ascii else "│")

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
            if here and (entry.cells[side] or not self.is_stacked):
                painter.add(self._bar(), self.look("compare--bar" if side is self.active else "compare--rule"))
            painter.to(start + 1)
            if entry.begins[side]:
                sign = "+" if pair.sign == UNMATCHED and pair.alone is side else pair.sign
                look = self.look(f"compare--{_LOOKS[sign]}") if self._bright[entry.pair] else None
                painter.add(ASCII_SIGNS.get(sign, sign) if self._ascii else sign, look)
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
