"""A question that one line answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.field import Field

if TYPE_CHECKING:
    from textual.app import ComposeResult


class AskScreen(Dialog[str]):
    """One line of input; nothing typed is no answer."""

    keys = "⏎ go  Esc back"
    leaves_on_click = False

    def __init__(self, title: str, placeholder: str) -> None:
        super().__init__(title)
        self._placeholder = placeholder

    def content(self) -> ComposeResult:
        """Yield the line."""
        yield Field(placeholder=self._placeholder)

    def wanted_rows(self, width: int) -> int:  # noqa: ARG002 - one row at any width
        """Return the rows of the line."""
        return 1

    @on(Field.Submitted)
    def _answered(self, event: Field.Submitted) -> None:
        event.stop()
        self.dismiss(event.value.strip() or None)
