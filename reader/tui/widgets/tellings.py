"""Every source's version of one passage, stacked: the asking one, the others, what has no match, what is related.

Used on a screen of its own, and beside the reader as a column that follows its current passage.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from reader.commands import Place
from reader.desk.telling.lens import Lens
from reader.model import ASCII_SIGNS, Span
from reader.tui.bindings import bindings
from reader.tui.draw import Painter, fit
from reader.tui.versions import Layout, RowKind, Standing, Telling, VersionRow, lay_out, seen_through, tellings
from reader.tui.widgets.items import Items

if TYPE_CHECKING:
    from collections.abc import Collection

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

    from reader.desk.telling.reading import Reading

INDENT = 6
"""Cells before the text: the bar of the current version, the letter, the sign."""
_LOOKS = {"=": "same", "≈": "reworded", '"': "quoted", "≠": "differs", "┊": "unsure", "·": "unmatched", "": "dim"}


class TellingsView(Items):
    """The versions of one passage, one of them the current one."""

    DEFAULT_CSS = """
    TellingsView {
        height: 1fr;
        width: 1fr;
        & > .tellings--letter { color: $accent; text-style: bold; }
        & > .tellings--bar { color: $accent; text-style: bold; }
        & > .tellings--source { text-style: bold; }
        & > .tellings--dim { color: $text-muted; }
        & > .tellings--near { text-style: dim italic; }
        & > .tellings--rule { color: $text-disabled; }
        & > .tellings--current { background: $surface-lighten-1; }
        & > .tellings--same { color: $text-success; }
        & > .tellings--reworded { color: $text-primary; }
        & > .tellings--quoted { color: $text-secondary; }
        & > .tellings--differs { color: $text-error; text-style: bold; }
        & > .tellings--unsure { color: $text-muted; }
        & > .tellings--unmatched { color: $text-warning; }
        & > .tellings--changed { color: $text-accent; text-style: underline; }
        & > .tellings--value { color: $text-error; text-style: bold underline; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.TELLINGS, Items)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tellings--letter", "tellings--bar", "tellings--source", "tellings--dim", "tellings--near", "tellings--rule",
        "tellings--current", "tellings--same", "tellings--reworded", "tellings--quoted", "tellings--differs",
        "tellings--unmatched", "tellings--unsure", "tellings--changed", "tellings--value",
    }  # fmt: skip

    @dataclass
    class Moved(Message):
        """Another version is the current one."""

        telling: Telling | None

    @dataclass
    class Opened(Message):
        """A version was clicked twice; beside the reader, clicked."""

        telling: Telling

    def __init__(self, *, text_width: int, ascii_only: bool = False, beside: bool = False) -> None:
        """Make the view; `beside` the reader it takes no focus and has no current version."""
        super().__init__(id="tellings")
        self.can_focus = not beside
        self.tellings: tuple[Telling, ...] = ()
        """Those that the lens shows."""
        self.lens = Lens.OFF
        self.read_ids: Collection[str] = frozenset()
        self.current = 0
        self.text_width = text_width
        self._beside = beside
        self._ascii = ascii_only
        self._shown: tuple[Reading, str, int] | None = None
        self._layout = Layout()
        self._width = 0

    # ---------------------------------------------------------------- content

    def show(self, reading: Reading | None, article_id: str = "", sentence: int = 0) -> None:
        """Show how each source tells a sentence of an article; without a reading, nothing."""
        marks = reading.marks(article_id) if reading is not None else ()
        before, same = self._shown, None
        if reading is None or not 0 <= sentence < len(marks):
            self._shown, self.tellings = None, ()
        else:
            shown = (reading, article_id, sentence)
            if before is not None and before[1:] == shown[1:]:
                if before[0] is reading:
                    return
                same = self.telling
            self._shown = shown
            self.tellings = seen_through(tellings(reading, article_id, marks[sentence]), self.lens, self.read_ids)
        self.current = self._number_of(same)
        self._lay_out()
        if self.current == 0:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        else:
            self.reveal_current()
        self.tell()

    def set_lens(self, lens: Lens, read_ids: Collection[str]) -> bool:
        """Show the versions of a lens; tell whether there are any, else all stay as they are."""
        if self._shown is None:
            return False
        reading, article_id, sentence = self._shown
        every = tellings(reading, article_id, reading.marks(article_id)[sentence])
        found = seen_through(every, lens, read_ids)
        if len(found) < 2:
            return False
        same, self.lens, self.read_ids = self.telling, lens, read_ids
        self.tellings = found
        self.current = self._number_of(same)
        self._lay_out()
        self.reveal_current()
        self.tell()
        return True

    def _number_of(self, same: Telling | None) -> int:
        """Return the number of a version that was shown before, or of another one of its source."""
        if same is None:
            return 0
        near = [n for n, telling in enumerate(self.tellings) if telling.article.id == same.article.id]
        return next((n for n in near if self.tellings[n].sentence == same.sentence), (near or [0])[0])

    def show_article(self, article_id: str) -> None:
        """Bring the version of an article into view, the passage itself with it where both fit."""
        number = next((n for n, telling in enumerate(self.tellings) if telling.article.id == article_id), 0)
        if number < len(self.lasts):
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
            self.reveal(self.firsts[number], self.lasts[number])

    @property
    def telling(self) -> Telling | None:
        """The current version."""
        return self.tellings[self.current] if self.current < len(self.tellings) else None

    def _lay_out(self) -> None:
        self._width = self.size.width
        room = max(self.size.width - INDENT - 2, 1)
        self._layout = lay_out(self.tellings, min(self.text_width, room), room)
        self.resize_rows()

    def _keep_place(self) -> None:
        at = self._layout.first[self.current] - self.first_row if self.tellings else 0
        self._lay_out()
        if self.tellings and self.current:
            target = max(self._layout.first[self.current] - max(at, 0), 0)
            self.scroll_to(y=target, animate=False, immediate=True, force=True)
        self.call_after_refresh(self.reveal_current)

    def on_resize(self) -> None:
        """Lay the versions out for the new width; the current one stays in view."""
        if self.size.width != self._width:
            self._keep_place()
        else:
            self.reveal_current()

    # ---------------------------------------------------------------- moving

    @property
    def firsts(self) -> tuple[int, ...]:
        """The first row of each version."""
        return self._layout.first

    @property
    def lasts(self) -> tuple[int, ...]:
        """The last row of each version."""
        return self._layout.last

    def item_of(self, row: int) -> int:
        """Return the version that a row belongs to, or -1."""
        return self._layout.rows[row].telling

    def choose(self, number: int) -> None:
        """Make a version the current one; what the asking one lacks of it is marked in that."""
        if not self._beside:
            self.current = number
            self.redraw()

    def tell(self) -> None:
        """Tell the screen that another version is the current one."""
        self.post_message(self.Moved(self.telling))

    def opened(self, item: int) -> None:
        """Tell the screen that a version is to be compared with."""
        self.post_message(self.Opened(self.tellings[item]))

    def touched(self, event: events.Click, item: int) -> None:
        """Make the clicked version the current one; beside the reader, open it."""
        if self._beside:
            self.opened(item)
        else:
            super().touched(event, item)

    def walk(self, step: int) -> bool:
        """Go to the next or the previous source, past further versions of this one; tell whether there is one."""
        numbers = [n for n, t in enumerate(self.tellings) if n == 0 or t.article.id != self.tellings[n - 1].article.id]
        at = bisect_right(numbers, self.current) - 1
        if step < 0 and at >= 0 and numbers[at] < self.current:
            at += 1
        if not 0 <= at + step < len(numbers):
            return False
        self.go_to(numbers[at + step])
        return True

    # ---------------------------------------------------------------- drawing

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._layout.rows)

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row."""
        entry = self._layout.rows[row]
        painter = Painter(self.rich_style)
        if entry.kind is RowKind.RULE:
            painter.add(("-" if self._ascii else "─") * (width - 1), self.look("tellings--rule"))
        if entry.telling < 0:
            return painter.strip(width)
        telling = self.tellings[entry.telling]
        here = entry.telling == self.current and not self._beside
        look = self.look(f"tellings--{_LOOKS[telling.sign]}")
        painter.add(("|" if self._ascii else "▌") if here else " ", self.look("tellings--bar"))
        if entry.kind is RowKind.HEAD:
            painter.add(f"{telling.letter:<3}", self.look("tellings--letter"))
        if entry.signed:
            painter.to(INDENT - 2).add(
                ASCII_SIGNS.get(telling.sign, telling.sign) if self._ascii else telling.sign, look
            )
        painter.to(INDENT)
        if entry.kind is RowKind.HEAD:
            painter.add(fit(entry.text, width - INDENT - 1), self.look("tellings--source"))
            painter.add(f" · {entry.note}" if entry.note else "", look)
        elif entry.kind is RowKind.NOTE:
            painter.add(entry.text, look)
        else:
            self._draw_text(painter, telling, entry, here=here)
        return painter.strip(width)

    def _draw_text(self, painter: Painter, telling: Telling, entry: VersionRow, *, here: bool) -> None:
        if telling.standing is Standing.NO_MATCH:
            painter.add(entry.text, self.look("tellings--near"))
            return
        end = entry.start + len(entry.text)
        marks = [(s, look) for s, look in self._marks(telling) if s.start < end and entry.start < s.end]
        cuts = sorted({cut for span, _ in marks for cut in span if entry.start < cut < end} | {end})
        base = painter.base + self.look("tellings--current") if here else painter.base
        at = entry.start
        for cut in cuts:
            style = base
            for span, look in marks:
                if span.start <= at < span.end:
                    style = style + look
            painter.add(entry.text[at - entry.start : cut - entry.start], style)
            at = cut

    def _marks(self, telling: Telling) -> list[tuple[Span, Style]]:
        """Return what is marked in a version, counted from its beginning.

        The asking one shows what the current version lacks; while it is current itself, every value that differs.
        """
        assert telling.span is not None
        changed, value = self.look("tellings--changed"), self.look("tellings--value")
        shift = telling.span.start
        if telling.standing is not Standing.ASKING:
            values = [conflict.b for conflict in telling.teller.conflicts] if telling.teller is not None else []
            words = list(telling.changed)
        else:
            now = self.telling if self.current else None
            tellers = [t.teller for t in ([now] if now is not None else self.tellings) if t.teller is not None]
            values = [conflict.a for teller in tellers for conflict in teller.conflicts]
            words = list(now.missing) if now is not None else []
        marks = [(span, changed) for span in words]
        return marks + [(Span(span.start - shift, span.end - shift), value) for span in values]
