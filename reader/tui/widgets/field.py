"""A line to type in. What is typed or pasted passes the gate before it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.widgets import Input
from textual.widgets.input import Selection

from reader.text import plain

if TYPE_CHECKING:
    from textual import events

    from reader.tui.widgets.lines import Lines

MAX_LENGTH = 2_000
"""Characters that a line takes; no title or address is longer."""

_EDITS = {
    "backspace": "delete_left", "delete": "delete_right", "ctrl+d": "delete_right", "ctrl+k": "delete_right_all",
    "ctrl+u": "delete_all", "ctrl+w": "delete_left_word", "left": "cursor_left", "right": "cursor_right",
    "home": "home", "ctrl+a": "home", "end": "end", "ctrl+e": "end",
}  # fmt: skip
"""What edits a line. As bindings these would run after the characters that were typed behind them in a burst."""


class Field(Input):
    """One line of text without a frame. A paste is text here, on one line."""

    DEFAULT_CSS = """
    Field {
        height: 1;
        border: none;
        padding: 0 1;
        background: $boost;
        &:focus { border: none; background: $surface-lighten-2; }
    }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            plain.line(value),
            placeholder=plain.line(placeholder),
            max_length=MAX_LENGTH,
            select_on_focus=False,  # ours shows the beginning
            id=id,
        )
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Let nothing in that could steer the terminal, whichever way it came."""
        return plain.clean(value[:MAX_LENGTH]).replace("\n", " ").replace("\t", " ")

    def on_key(self, event: events.Key) -> None:
        """Edit at once, in the order of the keys."""
        edit = _EDITS.get(event.key)
        if edit is not None:
            event.stop()
            event.prevent_default()
            getattr(self, f"action_{edit}")()

    def action_delete_all(self) -> None:
        """Empty the line."""
        self.delete(0, len(self.value))

    def on_focus(self, event: events.Focus) -> None:
        """Select what stands there, to be typed over, and show its beginning."""
        if not event.from_app_focus:
            self.selection = Selection(len(self.value), 0)

    def on_blur(self) -> None:
        """Show the beginning again."""
        self.cursor_position = 0

    def on_resize(self) -> None:
        """Show the cursor: where it scrolled to before there was a width says nothing."""
        if self.selection.is_empty and not self.has_focus:
            self.cursor_position = 0
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), animate=False, immediate=True, force=True)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()  # Textual's own handler would take the first line only, as it is
        text = plain.line(event.text[: 4 * MAX_LENGTH])
        self.replace(text[: MAX_LENGTH - len(self.value) + len(self.selected_text)], *self.selection)


class SteeringField(Field):
    """A line above a list: what is no text moves the list, so that nobody leaves the line to see more of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, f"steer('{action}')", show=False)
        for keys, action in (
            ("down", "down"),
            ("up", "up"),
            ("pagedown,ctrl+f", "page_down"),
            ("pageup", "page_up"),
            ("ctrl+home", "top"),
            ("ctrl+end", "bottom"),
        )
    ]

    def __init__(
        self,
        rows: Lines,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(value, placeholder=placeholder, id=id)
        self._rows = rows

    def action_steer(self, movement: str) -> None:
        """Move in the list."""
        getattr(self._rows, f"action_{movement}")()
