"""A row of options to set by key or mouse: one of several, or any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from reader.tui.draw import Painter, cell_len, fit, pad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size
    from textual.strip import Strip

LABEL = 7
"""Cells of the label in front of the options."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be set."""

    id: str
    words: str


class Options(Widget, can_focus=True):
    """Options after a label, in as many rows as they need.

    With `many` each is on or off by itself; else exactly one is on, and moving chooses it.
    """

    DEFAULT_CSS = """
    Options {
        height: auto;
        & > .options--label { color: $text-muted; }
        & > .options--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"options--label", "options--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", "Left", show=False),
        Binding("right,l", "move(1)", "Right", show=False),
        Binding("space", "set", "Set", show=False),
    ]

    @dataclass
    class Changed(Message):
        """Something else is set now."""

        options: Options

    def __init__(
        self,
        label: str,
        options: Sequence[Option],
        on: Sequence[str],
        *,
        many: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self._label = label
        self._options: tuple[Option, ...] = ()
        self._many = many
        self._at = 0
        self.on: set[str] = set()
        """The ids of what is set."""
        self.offer(options, on)

    def offer(self, options: Sequence[Option], on: Sequence[str]) -> None:
        """Offer other options."""
        self._options = tuple(options)
        self.on = set(on)
        self._at = next((n for n, option in enumerate(self._options) if option.id in self.on), 0)
        self.refresh(layout=True)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all that is offered."""
        return tuple(option.id for option in self._options)

    @property
    def chosen(self) -> str:
        """The id of the one option that is set."""
        return next(iter(self.on), "")

    # ---------------------------------------------------------------- setting

    def action_move(self, step: int) -> None:
        """Go to the next option; where one of several is to be set, set it."""
        self._at = max(0, min(self._at + step, len(self._options) - 1))
        if not self._many:
            self.action_set()
        self.refresh()

    def action_set(self) -> None:
        """Set the option at the cursor; where several can be, take it back when it was set."""
        if not self._options:
            return
        name = self._options[self._at].id
        before = set(self.on)
        self.on = self.on ^ {name} if self._many else {name}
        if self.on != before:
            self.post_message(self.Changed(self))
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Set the option that was clicked."""
        for number, (row, column, words) in enumerate(self._places(self.size.width)):
            if row == event.y and column <= event.x < column + cell_len(words):
                self._at = number
                self.action_set()
                self.refresh()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    # ---------------------------------------------------------------- drawing

    def _places(self, width: int) -> list[tuple[int, int, str]]:
        """Return row, column and words of every option."""
        places: list[tuple[int, int, str]] = []
        row, column = 0, LABEL
        for option in self._options:
            sign = ("[x]" if self._many else "(•)") if option.id in self.on else ("[ ]" if self._many else "( )")
            words = f"{sign} {option.words}"
            if column > LABEL and column + cell_len(words) >= width:
                row, column = row + 1, LABEL
            places.append((row, column, words))
            column += cell_len(words) + 2
        return places

    def rows(self, width: int) -> int:
        """Return how many rows the options take at a width."""
        return max((row for row, _, _ in self._places(width)), default=0) + 1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return the rows at a width, for the layout."""
        return self.rows(width)

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        width = self.size.width
        painter = Painter(self.rich_style)
        label = self.get_component_rich_style("options--label", partial=True)
        cursor = self.get_component_rich_style("options--cursor", partial=True)
        painter.add(pad(f" {self._label}" if y == 0 else "", LABEL), label)
        for number, (row, column, words) in enumerate(self._places(width)):
            if row == y:
                here = self.has_focus and number == self._at
                painter.to(column).add(fit(words, width - column), cursor if here else None)
        return painter.strip(width)
