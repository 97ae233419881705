"""A question that one line answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Static

from reader.text import plain as gate
from reader.tui.draw import literal, wrap
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.field import Field

if TYPE_CHECKING:
    from textual.app import ComposeResult


class AskScreen(Dialog[str]):
    """One line of input; nothing typed is no answer."""

    DEFAULT_CSS = """
    AskScreen .note { color: $text-muted; }
    """
    leaves_on_click = False

    def __init__(
        self,
        title: str,
        placeholder: str,
        note: str = "",
        value: str = "",
        *,
        enter: str = "go",
        may_be_empty: bool = False,
    ) -> None:
        """Make a question.

        Args:
            title: What is asked.
            placeholder: What stands in the line while nothing is typed.
            note: What there is to know about it, below the line.
            value: What stands in the line at first.
            enter: What Enter does, in a word.
            may_be_empty: Whether an emptied line is an answer.
        """
        super().__init__(title)
        self.keys = f"⏎ {enter}"
        self._placeholder = placeholder
        self._note = gate.clean(note)
        self._value = gate.line(value)
        self._may_be_empty = may_be_empty

    def content(self) -> ComposeResult:
        """Yield the line and the note."""
        yield Field(self._value, placeholder=self._placeholder)
        if self._note:
            yield Static(literal(self._note), classes="words note")

    def wanted_rows(self, width: int) -> int:
        """Return the rows of them."""
        return 1 + (len(wrap(self._note, max(width - 4, 1))) if self._note else 0)

    @on(Field.Submitted)
    def _answered(self, event: Field.Submitted) -> None:
        event.stop()
        answer = event.value.strip()
        self.dismiss(answer if answer or self._may_be_empty else None)
