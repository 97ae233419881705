"""What was copied, newest first, each with where it is from: a key copies it again, one removes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message

from reader.text import plain
from reader.tui import handoff
from reader.tui.draw import Painter, cell_len, fit, pad
from reader.tui.screens.ask import AskScreen
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.strip import Strip

    from reader.library.stated.state import Clip


class ClipList(Picker):
    """Clips: the words, and behind them where they are from."""

    clips: tuple[Clip, ...] = ()

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.clips)

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row."""
        clip = self.clips[row]
        painter = Painter(self.base(row))
        citation = "" if clip.citation == clip.text else fit(clip.citation, width // 3)
        words = plain.line(clip.text).removesuffix(f" ({plain.line(clip.citation)})")  # it stands beside them
        painter.add(" " + pad(words, width - cell_len(citation) - 4))
        painter.add(f"  {citation}", self.piece(row, "source"))
        return painter.strip(width)


class ClipsScreen(Dialog[None]):
    """All clips."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "copy", "Copy it again", show=False),
        Binding("x,delete", "remove", "Remove it", show=False),
        Binding("e", "export", "Write all clips to a file", show=False),
        Binding("U", "undo", "Take back the last change", show=False),
        Binding("quotation_mark", "back", show=False),
    ]
    keys = "⏎ copy again  x remove  e write all  U undo"

    @dataclass
    class Wrote(Message):
        """The clips are written, or not."""

        words: str

    def __init__(self) -> None:
        super().__init__("Clips")

    def content(self) -> ComposeResult:
        """Yield the clips."""
        clips = ClipList()
        clips.clips = self.reader.shelf.clips()
        if not clips.clips:
            self.keys = "no clips yet: y copies a passage and keeps it here"
        yield clips

    def wanted_rows(self, width: int) -> int:  # noqa: ARG002 - rows are cut, not wrapped
        """Return the rows of the list."""
        return max(self.query_one(ClipList).row_count, 1)

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        event.stop()
        self.action_copy()

    def action_copy(self) -> None:
        """Copy the clip at the cursor again."""
        clips = self.query_one(ClipList)
        if clips.clips:
            self.say_keys(f"copied the clip by {handoff.copy(self.reader, clips.clips[clips.cursor].text)}")

    def action_remove(self) -> None:
        """Remove the clip at the cursor."""
        clips = self.query_one(ClipList)
        if clips.clips:
            self.reader.shelf.remove_clip(clips.clips[clips.cursor].key)
            self._said("removed; U takes it back")

    def action_export(self) -> None:
        """Ask for a file and write all clips into it, as `newsreader clips` does."""
        clips = self.reader.shelf.clips()
        if not clips:
            return

        def named(target: str | None) -> None:
            if target:
                self.say_keys("writing")
                self._write(target, clips)

        note = "A .md, .txt or .json file; one that is there is never written over."
        self.app.push_screen(AskScreen("Write all clips to", "a file", note, "./clips.md", enter="write"), named)

    @work(thread=True, exclusive=True, group="write", exit_on_error=True)
    def _write(self, target: str, clips: Sequence[Clip]) -> None:
        from reader.desk.taking.keepsakes import write_clips
        from reader.desk.writing import WritingError, shown

        try:
            path = write_clips(target, clips)
        except (WritingError, OSError, RuntimeError) as error:
            self.post_message(self.Wrote(str(error)))
            return
        form = path.suffix.removeprefix(".")
        self.post_message(self.Wrote(f"wrote {shown(path)}; the same by command: newsreader clips --as {form}"))

    @on(Wrote)
    def _wrote(self, event: Wrote) -> None:
        event.stop()
        self.say_keys(plain.line(event.words))

    def action_undo(self) -> None:
        """Take back the last change."""
        self._said(self.reader.take_back())

    def _said(self, words: str) -> None:
        clips = self.query_one(ClipList)
        clips.clips = self.reader.shelf.clips()
        clips.refill(clips.cursor)
        self.fit()
        self.say_keys(words)
