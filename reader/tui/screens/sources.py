"""The sources of a library: what each has brought, when it last answered, and why it did not."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message

from reader.library import LibraryError
from reader.library.sources import Visit
from reader.tui import messages
from reader.tui.draw import Painter, cell_len, numbered, pad
from reader.tui.program.syncing import address_of, name_of
from reader.tui.screens.ask import AskScreen
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual.app import ComposeResult
    from textual.strip import Strip

    from reader.library.library import Library
    from reader.library.sources import Source


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a source."""

    source: Source
    visit: Visit
    articles: int
    unread: int


class SourceRows(Picker):
    """A row a source: name, unread and all articles, when it last answered; then why it did not."""

    known: Sequence[Known] = ()
    _widest = 0
    """Cells of the longest word on when a source answered, so that the columns stand one under the other."""

    def take(self, known: Sequence[Known]) -> None:
        """Have other sources; they are drawn with the next refill."""
        self.known = known
        self._widest = max((cell_len(_state(one)) for one in known), default=0)

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.known)

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row; what went wrong takes the place of the time."""
        one = self.known[row]
        painter = Painter(self.base(row))
        room = min(self._widest, max(width * 2 // 5, 12))
        tail = pad(_state(one), room)
        counts = f"{one.unread:>7,} of {one.articles:<7,}"
        painter.add(" " + pad(name_of(one.source), max(width - cell_len(tail) - cell_len(counts) - 2, 8)))
        painter.add(counts, self.piece(row, "source"))
        painter.add(tail, self.piece(row, "letter" if one.visit.error else "dim"))
        return painter.strip(width)


def _state(one: Known) -> str:
    """Return when a source last answered, or why it did not."""
    return f"  {'whole  ' if one.source.whole else ''}{one.visit.error or _ago(one.visit.succeeded)}"


class SourcesScreen(Dialog[None]):
    """All sources, those that did not answer first."""

    DEFAULT_CSS = """
    SourcesScreen > #box { max-width: 110; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus", "add", "Add a source", show=False),
        Binding("x,minus,delete", "remove", "Remove it, and what came of it", show=False),
        Binding("w", "whole", "Have the whole text of its items fetched, or no longer", show=False),
        Binding("R", "sync", "Ask it for what is new (network)", show=False),
        Binding("enter,i", "why", "All that is known of it", show=False),
        Binding("U", "undo", "Take back the last change", show=False),
        Binding("F", "back", show=False),
    ]
    keys = "⏎ more  + add  x remove  R ask now  w whole text  U undo"

    @dataclass
    class Read(Message):
        """The sources have been read."""

        known: list[Known]
        words: str

    def __init__(self) -> None:
        super().__init__("Sources · unread of all")

    def content(self) -> ComposeResult:
        """Yield the rows."""
        yield SourceRows()

    def on_mount(self) -> None:
        """Read them."""
        self.reload("")

    def wanted_rows(self, width: int) -> int:  # noqa: ARG002 - rows are cut, not wrapped
        """Return the rows of the list."""
        return max(self._rows.row_count, 1)

    @property
    def _rows(self) -> SourceRows:
        return self.query_one(SourceRows)

    @property
    def _chosen(self) -> Known | None:
        rows = self._rows
        return rows.known[rows.cursor] if rows.cursor < rows.row_count else None

    @on(messages.SourcesTold)
    def _told(self, event: messages.SourcesTold) -> None:
        self.reload(event.words)

    def reload(self, words: str) -> None:
        """Read the sources anew and say a word."""
        if self.reader.library is not None:
            self._read(self.reader.library, self.reader.shelf.read_ids, words)

    @work(thread=True, exclusive=True, exit_on_error=True)
    def _read(self, library: Library, read_ids: Collection[str], words: str) -> None:
        try:
            known = all_known(library, read_ids)
        except LibraryError as error:
            known, words = [], str(error)
        self.post_message(self.Read(known, words))

    @on(Read)
    def _have_read(self, event: Read) -> None:
        event.stop()
        rows = self._rows
        chosen = self._chosen
        rows.take(event.known)
        numbers = [one.source.number for one in event.known]
        rows.refill(numbers.index(chosen.source.number) if chosen and chosen.source.number in numbers else rows.cursor)
        self.fit()
        self.say_keys(event.words or (self.keys if event.known else "no sources yet: + adds one"))

    @on(Picker.Moved)
    def _moved(self, event: Picker.Moved) -> None:
        event.stop()

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        event.stop()
        self.action_why()

    # ---------------------------------------------------------------- what the keys do

    def action_add(self) -> None:
        """Subscribe to something."""

        def named(name: str | None) -> None:
            if name:
                self.say_keys("asking…")
                self.reader.subscribe(name)

        note = "A page's address finds its feed; an OPML list or a newsboat urls file brings all of its feeds."
        self.app.push_screen(
            AskScreen("Add", "an address, a feed, a folder, a list of feeds", note, enter="add"), named
        )

    def action_remove(self) -> None:
        """Remove the source at the cursor."""
        if self._chosen is not None:
            self.reader.unsubscribe(self._chosen.source)

    def action_whole(self) -> None:
        """Fetch the whole text of its items from now on, or no longer."""
        if self._chosen is not None:
            self.reader.set_whole(self._chosen.source)

    def action_sync(self) -> None:
        """Ask the source at the cursor for what is new."""
        if self._chosen is not None:
            self.say_keys(f"asking {name_of(self._chosen.source)}…")
            self.reader.sync([self._chosen.source])

    def action_undo(self) -> None:
        """Take back the last change."""
        self.reload(self.reader.take_back())

    def action_why(self) -> None:
        """Say all that is known of the source at the cursor."""
        from reader.tui.screens.sheet import SheetScreen

        one = self._chosen
        if one is None:
            return
        source, visit = one.source, one.visit
        lines = [
            name_of(source),
            f"{source.kind}, number {source.number}" + (f", in {' / '.join(source.folder)}" if source.folder else ""),
            *([address_of(source)] if source.title else []),
            *([f"page: {source.link}"] if source.link else []),
            *([f"tags: {' '.join(f'#{tag}' for tag in source.tags)}"] if source.tags else []),
            "",
            f"{numbered(one.articles, 'article')}, {one.unread:,} unread",
            f"last answered: {_ago(visit.succeeded)}",
            *([f"last failed: {_ago(visit.failed)}, {visit.failures} in a row", visit.error] if visit.error else []),
        ]
        self.app.push_screen(SheetScreen("Source", lines))


def all_known(library: Library, read_ids: Collection[str]) -> list[Known]:
    """Return what is known of all sources, those that did not answer first. Raises LibraryError."""
    articles: dict[int, int] = {}
    unread: dict[int, int] = {}
    for entry in library.articles.entries():
        if entry.feed is not None:
            articles[entry.feed] = articles.get(entry.feed, 0) + 1
            unread[entry.feed] = unread.get(entry.feed, 0) + (entry.id not in read_ids)
    visits = library.sources.visits()
    known = [
        Known(source, visits.get(source.number, Visit()), articles.get(source.number, 0), unread.get(source.number, 0))
        for source in library.sources.all()
    ]
    return sorted(known, key=lambda one: (not one.visit.error, name_of(one.source).casefold()))


def _ago(moment: int) -> str:
    """Say how long ago something was."""
    seconds = int(time.time()) - moment
    if not moment:
        return "never"
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= length:
            count = seconds // length
            return f"{count} {unit}{'s' if count != 1 else ''} ago"
    return "just now"
