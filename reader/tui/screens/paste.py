"""Paste: a text from the clipboard becomes an article of the opened folder, with the details that are filled in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from reader.model import Details
from reader.text import plain as gate
from reader.tui.draw import wrap
from reader.tui.screens.form import FormScreen, Question
from reader.tui.widgets.page import Page, PageRow

if TYPE_CHECKING:
    from textual.app import ComposeResult

MAX_PASTE = 1_000_000
"""Characters that are taken; no article is longer."""
SHOWN = 4
"""Rows of the text that are shown, as far as there are any."""


@dataclass
class Kept(Message):
    """The text lies in a file, or it could not be kept."""

    path: Path | None
    words: str = ""


class PasteScreen(FormScreen[Path]):
    """Offers to keep a pasted text. Answers the path of the new file."""

    DEFAULT_CSS = """
    PasteScreen Page { color: $text-muted; }
    """

    def __init__(self, text: str, folder: Path | None) -> None:
        from reader.desk.opening.adding import propose

        self._details, self._body = propose(text[:MAX_PASTE])
        self._folder = folder
        self._cut = len(text) > MAX_PASTE
        self._keeping = False
        words = len(self._body.split())
        super().__init__(f"Add an article from the clipboard, {words:,} {'word' if words == 1 else 'words'}")

    def questions(self) -> tuple[Question, ...]:
        """Return the lines; the folder is asked for where none is open."""
        details = self._details
        untitled = "without one the first words make the file's name"
        title_hint = "taken from the text" if details.title else untitled
        folder = () if self._folder is not None else (Question("folder", "Folder", _here(), "no folder is open"),)
        return (
            Question("title", "Title", details.title or "", title_hint, hint_empty=untitled),
            Question("source", "Source", details.source or "", "who published it"),
            Question("date", "Date", details.date or "", "such as 2025-03-27; empty where none is known"),
            Question("link", "Link", details.link or "", self._where() if self._folder is not None else ""),
            *folder,
        )

    def preamble(self) -> ComposeResult:
        """Show how the text begins."""
        page = Page(self._first_rows)
        page.can_focus = False
        page.styles.height = SHOWN + self._cut
        yield page

    def preamble_rows(self, width: int) -> int:  # noqa: ARG002 - cut, not wrapped further
        """Return the rows of that."""
        return SHOWN + self._cut

    def _first_rows(self, width: int) -> list[PageRow]:
        rows: list[PageRow] = []
        if self._cut:
            rows.append(((f" cut after {MAX_PASTE:,} characters", "heading"),))
        for line in self._body[: 4 * SHOWN * max(width, 1)].split("\n"):
            if line.strip():
                rows += [((" " + line[start:end], ""),) for start, end in wrap(line, max(width - 2, 1))]
            if len(rows) > SHOWN + self._cut:
                break
        return rows[: SHOWN + self._cut]

    def _where(self) -> str:
        from reader.desk.writing import shown

        return f"kept in {shown(self._folder)}" if self._folder is not None else ""

    def finish(self, values: dict[str, str]) -> None:
        """Write the file."""
        if self._keeping:
            return
        self._keeping = True
        self.say("keeping")
        texts = {name: gate.line(values[name]) for name in ("title", "source", "date", "link")}
        self._keep(self._folder if self._folder is not None else Path(values["folder"] or "."), Details(**texts))

    @work(thread=True, exclusive=True, group="keep", exit_on_error=True)
    def _keep(self, folder: Path, details: Details) -> None:
        from reader.desk.opening.adding import keep
        from reader.desk.writing import WritingError

        try:
            self.post_message(Kept(keep(folder.expanduser(), self._body, details)))
        except (WritingError, OSError, RuntimeError) as error:
            self.post_message(Kept(None, str(error)))

    @on(Kept)
    def _kept(self, event: Kept) -> None:
        event.stop()
        self._keeping = False
        if event.path is None:
            self.say(event.words, error=True)
        else:
            self.dismiss(event.path)


def _here() -> str:
    """Return the current directory, as far as there still is one."""
    try:
        return str(Path.cwd())
    except OSError:
        return ""
