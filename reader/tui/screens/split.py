"""Splitting a story: which of its sources are a story of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from reader.tui.screens.choose import SourceList
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from reader.desk.stories.light import Listed


class SplitList(SourceList):
    """The sources of a story with their letters, each in or out."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "mark", "Mark", show=False)]

    def __init__(self, sources: Sequence[tuple[str, Listed]], marked: str) -> None:
        super().__init__(sources)
        self.marked = {marked} if marked else set()
        """The ids of those that leave."""

    def lead(self, row: int) -> str:
        """Say whether a source leaves."""
        return f" [{'x' if self.sources[row][1].id in self.marked else ' '}]"

    def mark(self, row: int) -> None:
        """Say of a source that it leaves, or that it stays."""
        self.marked ^= {self.sources[row][1].id}
        self.refresh_rows(row, row)

    def action_mark(self) -> None:
        """Do so with the one at the cursor, and go on."""
        self.mark(self.cursor)
        self.step(1)


class SplitScreen(Dialog[tuple[str, ...]]):
    """Asks which sources leave together. Answers their ids."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "split", "Split what is marked off; letters and space mark", show=False)
    ]
    keys = "letter or space mark  ⏎ split"

    def __init__(self, sources: Sequence[tuple[str, Listed]], marked: str = "") -> None:
        """Offer sources.

        Args:
            sources: Each with its letter.
            marked: The id of the one that is marked at first.
        """
        super().__init__("Which articles are a story of their own")
        self._sources = sources
        self._marked = marked

    def content(self) -> ComposeResult:
        """Yield the sources."""
        yield SplitList(self._sources, self._marked)

    def wanted_rows(self, width: int) -> int:  # noqa: ARG002 - rows are cut, not wrapped
        """Return the rows of the list."""
        return len(self._sources)

    def is_text(self, key: str) -> bool:
        """All letters are names here."""
        return len(key) == 1

    def on_key(self, event: events.Key) -> None:
        """Mark by letter: all letters are names here."""
        if event.character is None or not event.character.isalpha():
            return
        event.stop()
        event.prevent_default()
        letters = [letter.upper() for letter, _ in self._sources]
        if event.character.upper() in letters:
            self.query_one(SplitList).mark(letters.index(event.character.upper()))

    def action_split(self) -> None:
        """Answer what is marked."""
        marked = self.query_one(SplitList).marked
        if not marked:
            self.say_keys("none is marked: its letter or space marks one")
        elif len(marked) == len(self._sources):
            self.say_keys("all are marked: one at least stays")
        else:
            self.dismiss(tuple(article.id for _, article in self._sources if article.id in marked))

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        event.stop()
        self.query_one(SplitList).mark(event.row)
