"""The base of dialogs whose rows words can narrow: `/` opens the line, Esc closes it and brings all rows back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from reader.tui.screens.dialog import Dialog, ResultT
from reader.tui.widgets.field import SteeringField

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.tui.widgets.lines import Lines


class FilteredDialog(Dialog[ResultT]):
    """Rows below a line that shows when it is asked for. Subclasses give `rows`, `narrow` and `entered`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "filter", "Only the rows with some words", show=False)]
    placeholder = ""
    """What stands in the line while nothing is typed."""
    filter_keys = ""
    """What the last row says while the line is typed in."""

    def rows(self) -> Lines:
        """Return the rows; asked once."""
        raise NotImplementedError

    def narrow(self, words: str) -> None:
        """Show only what fits the words."""
        raise NotImplementedError

    def entered(self) -> None:
        """Take Enter in the line."""
        raise NotImplementedError

    def content(self) -> ComposeResult:
        """Yield the line and the rows."""
        self.listed = self.rows()
        self.line = SteeringField(self.listed, placeholder=self.placeholder)
        self.line.display = False
        yield self.line
        yield self.listed

    def on_mount(self) -> None:
        """Put the keys on the rows."""
        self.listed.focus()

    def action_filter(self) -> None:
        """Type words."""
        self.line.display = True
        self.line.focus()
        self.say_keys(self.filter_keys, "Esc all of it")
        self.fit()

    def action_back(self) -> None:
        """End the filter; leave without an answer."""
        if not self.line.display:
            self.dismiss(None)
            return
        self.line.value = ""
        self.line.display = False
        self.listed.focus()
        self.say_keys(self.keys)
        self.fit()

    @on(SteeringField.Changed)
    def _line_changed(self, event: SteeringField.Changed) -> None:
        event.stop()
        self.narrow(event.value.strip())

    @on(SteeringField.Submitted)
    def _line_entered(self, event: SteeringField.Submitted) -> None:
        event.stop()
        self.entered()
