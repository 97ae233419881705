"""The versions of an article, newest first: what each was made of, when it came, how long it is, which one is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from reader.desk.gathering.versions import before, called
from reader.text import dates
from reader.tui.draw import Painter, pad
from reader.tui.program.versioning import Choice
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.strip import Strip

    from reader.desk.gathering.versions import Listed
    from reader.library.holdings.articles import Version
    from reader.model import Article


class VersionRows(Picker):
    """A row a version."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        super().__init__()
        self.listed = listed
        self.held: Version | None = None
        """The version that another one is to be compared with."""

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.listed)

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row."""
        version, words = self.listed[row]
        painter = Painter(self.base(row))
        painter.add(f" {'c' if version == self.held else ' '} ", self.piece(row, "letter"))
        painter.add(pad(called(version), 13))
        painter.add(pad(dates.moment(version.at), 20), self.piece(row, "source"))
        painter.add(f"{words:>7,} words", self.piece(row, "dim"))
        more = ["shown"] * version.shown + ["cleaned anew"] * version.anew
        painter.add(f"  {', '.join(more)}" if more else "", self.piece(row, "letter"))
        return painter.strip(width)


class VersionsScreen(Dialog[Choice]):
    """All versions of an article. Answers two of them, or one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "What it changed against the one before", show=False),
        Binding("c", "hold", "Compare it with another one, where c is pressed again", show=False),
        Binding("w", "show", "Show it", show=False),
        Binding("V", "back", show=False),
    ]
    keys = "⏎ what it changed  c compare with another  w show"

    def __init__(self, article: Article, listed: Sequence[Listed]) -> None:
        super().__init__(f"Versions · {article.title or article.name}")
        self._listed = listed

    def content(self) -> ComposeResult:
        """Yield the versions."""
        yield VersionRows(self._listed)

    def wanted_rows(self, width: int) -> int:  # noqa: ARG002 - rows are cut, not wrapped
        """Return the rows of the list."""
        return len(self._listed)

    @property
    def _rows(self) -> VersionRows:
        return self.query_one(VersionRows)

    @property
    def _chosen(self) -> Version:
        return self._listed[self._rows.cursor].version

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        event.stop()
        self.action_pick()

    @on(Picker.Moved)
    def _moved(self, event: Picker.Moved) -> None:
        event.stop()

    def action_pick(self) -> None:
        """Compare the version at the cursor with the one that it took the place of."""
        self.dismiss((self._chosen, before([one.version for one in self._listed], self._chosen)))

    def action_hold(self) -> None:
        """Hold the version at the cursor, or compare the held one with it."""
        rows = self._rows
        if rows.held is not None and rows.held != self._chosen:
            self.dismiss((rows.held, self._chosen))
            return
        rows.held = None if rows.held else self._chosen
        rows.redraw()
        self.say_keys("c on another one compares the two" if rows.held else self.keys)

    def action_show(self) -> None:
        """Show the version at the cursor in the reader."""
        self.dismiss((self._chosen, None))
