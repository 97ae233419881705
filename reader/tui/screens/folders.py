"""Saved searches and rules that hide: shown, renamed, removed, brought back; and the question for a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from reader.desk.stories.views import Filter
from reader.tui.draw import Painter, cell_len, fit, pad
from reader.tui.screens.ask import AskScreen
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.strip import Strip

    from reader.desk.stories.views import Folder
    from reader.tui.program.program import Program


def ask_name(app: Program, query: str) -> None:
    """Ask for the name of a search, and save it."""

    def named(name: str | None) -> None:
        if name:
            app.save_search(name, query)

    app.push_screen(AskScreen("Save as a folder", "its name", f"It holds what fits: {query}", enter="save"), named)


class FolderList(Picker):
    """Folders, then rules: name, what fits, the query."""

    folders: Sequence[Folder] = ()

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.folders)

    @property
    def chosen(self) -> Folder | None:
        """The one at the cursor."""
        return self.folders[self.cursor] if self.cursor < len(self.folders) else None

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row."""
        folder = self.folders[row]
        painter = Painter(self.base(row))
        painter.add(f" {'hides' if folder.hides else 'shows'} ", self.piece(row, "letter"))
        count = "not a query" if folder.error else "" if folder.total is None else f"{folder.total:,}"
        name = max((cell_len(one.name) for one in self.folders), default=0)
        room = width - painter.cells - 12
        name = min(name, room // 2 if folder.name != folder.query else room)
        painter.add(pad(folder.name, name)).add(f" {count:>9}  ", self.piece(row, "dim"))
        if folder.query != folder.name and width - painter.cells > 4:
            painter.add(fit(folder.error or folder.query, width - painter.cells - 1), self.piece(row, "source"))
        return painter.strip(width)


class FoldersScreen(Dialog[None]):
    """All of them. Enter narrows the list to one, or to what a rule hides."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "show", "Show what it holds, or hides", show=False),
        Binding("e,E", "rename", "Give it another name", show=False),
        Binding("x,delete", "remove", "Remove it", show=False),
        Binding("U", "undo", "Take back the last change", show=False),
        Binding("B", "back", show=False),
    ]
    keys = "⏎ show  e rename  x remove  U undo"

    def __init__(self, name: str = "") -> None:
        """Make the list.

        Args:
            name: Where the cursor is at first.
        """
        super().__init__("Folders, and rules that hide")
        self._name = name

    def content(self) -> ComposeResult:
        """Yield the folders."""
        folders = FolderList()
        folders.folders = self._found()
        folders.cursor = next((at for at, one in enumerate(folders.folders) if one.name == self._name), 0)
        if not folders.folders:
            self.keys = "none yet: ^T in a search saves it, ^G hides what fits"
        yield folders

    def _found(self) -> list[Folder]:
        return sorted(self.reader.known_folders(), key=lambda folder: folder.hides)

    @property
    def _list(self) -> FolderList:
        return self.query_one(FolderList)

    def wanted_rows(self, width: int) -> int:  # noqa: ARG002 - rows are cut, not wrapped
        """Return the rows of the list."""
        return max(self._list.row_count, 1)

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        event.stop()
        self.action_show()

    def action_show(self) -> None:
        """Narrow the list to the one at the cursor."""
        folder = self._list.chosen
        if folder is not None:
            self.dismiss(None)
            self.reader.narrow(Filter("", folder.name) if folder.hides else Filter.of_folder(folder.name))

    def action_rename(self) -> None:
        """Ask for another name."""
        folder = self._list.chosen
        if folder is None:
            return

        def named(name: str | None) -> None:
            if name:
                self._said(self.reader.rename_search(folder.name, name))

        note = "Searches that name it as folder: name it so too."
        self.app.push_screen(AskScreen("Another name", "its name", note, folder.name, enter="rename"), named)

    def action_remove(self) -> None:
        """Remove the one at the cursor."""
        folder = self._list.chosen
        if folder is not None:
            self._said(self.reader.remove_search(folder.name))

    def action_undo(self) -> None:
        """Take back the last change."""
        self._said(self.reader.take_back())

    def _said(self, words: str) -> None:
        self._list.folders = self._found()
        self._list.refill(self._list.cursor)
        self.fit()
        self.say_keys(words)
