"""The base of all dialogs: a titled frame over the screen, as high as its content, with its keys in the last row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from reader.commands import COMMANDS, show_key
from reader.commands.keys import types_text
from reader.text import plain as gate
from reader.tui.draw import literal
from reader.tui.widgets.bars import Bar
from reader.tui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from reader.tui.program.program import Program

ResultT = TypeVar("ResultT")

FRAME = 3
"""Rows of a dialog that are not content: the frame and the keys."""


class Dialog(ModalScreen[ResultT]):
    """A question or a text over the screen. Subclasses give `content`, `wanted_rows` and what they answer."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > #box {
            width: 92%;
            max-width: 84;
            border: round $primary;
            border-title-color: $text-primary;
            border-title-style: bold;
            background: $surface;
        }
        &.-thin > #box { width: 100%; }
        & .words { width: 1fr; height: auto; padding: 0 1; }
        & .words.-error { color: $text-error; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(command.keys), command.id, command.help, show=False)
        for command in COMMANDS
        if command.id == "quit"
    ]
    BINDINGS += [
        Binding("q,escape", "back", "Back to where you came from", show=False),
        Binding("question_mark,f1", "help", "These keys", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-thin"), (64, "-roomy")]  # noqa: RUF012 - as Textual declares it
    keys = ""
    """Which keys do what, for the last row."""
    leave = "Esc back"
    """How to get out: it ends the last row, whatever else that says."""
    leaves_on_click = True
    """A click beside the frame leaves; False where something typed would be lost."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = gate.shorten(title, 200)

    @property
    def reader(self) -> Program:
        """The program."""
        return cast("Program", self.app)

    def content(self) -> ComposeResult:
        """Yield what is in the frame."""
        raise NotImplementedError

    def wanted_rows(self, width: int) -> int:
        """Return how many rows the content would like to have at `width` cells."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out frame, content and keys."""
        with Vertical(id="box") as box:
            if self.heading:
                box.border_title = literal(self.heading)
            yield from self.content()
            yield Bar(id="hint", classes="keys")

    def on_mount(self) -> None:
        """Show the keys."""
        self.say_keys(self.keys)
        self.call_after_refresh(self.fit)  # the frame has its width by then

    def on_resize(self) -> None:
        """Keep the frame within the screen."""
        self.fit()

    def fit(self) -> None:
        """Make the frame as high as its content, at most as high as the screen."""
        box = self.box
        width = max(box.size.width or self.size.width, 1)
        box.styles.height = max(min(self.wanted_rows(width) + FRAME, self.size.height), 1)

    @property
    def box(self) -> Widget:
        """The frame."""
        return self.query_one("#box")

    def say_keys(self, words: str, leave: str = "") -> None:
        """Show which keys do what now, or what a key did; the way out stands beside it."""
        self.query_one("#hint", Bar).say(words, leave or self.leave)

    def action_help(self) -> None:
        """Show what the keys do here."""
        from reader.tui.screens.sheet import KeysScreen

        self.app.push_screen(KeysScreen("Keys", key_lines(type(self), self.is_text)))

    def is_text(self, key: str) -> bool:
        """Tell whether a key types something here, and does nothing else."""
        return isinstance(self.focused, Field) and types_text(key)

    def action_back(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit()

    def on_click(self, event: events.Click) -> None:
        """Leave when the click was beside the frame."""
        if self.leaves_on_click and event.widget is self:
            self.action_back()


def key_lines(dialog: type[Dialog[Any]], is_text: Callable[[str], bool]) -> list[str]:
    """Return the keys of a kind of dialog, a line each, its own before those that all dialogs have.

    Args:
        dialog: The kind.
        is_text: Tells of a key whether it types something there, and does nothing else.
    """
    kinds = [kind for kind in dialog.__mro__ if issubclass(kind, Dialog)]
    told: dict[str, Binding] = {}
    for one in (one for kind in kinds for one in vars(kind).get("BINDINGS", ())):
        if isinstance(one, Binding) and one.description:
            told.setdefault(one.action, one)
    lines = []
    for one in told.values():
        keys = [show_key(key) for key in one.key.split(",") if not is_text(key)]
        lines += [f"{'  '.join(keys):<12}  {one.description}"] if keys else []
    return lines if is_text("j") else [*lines, f"{'j  k':<12}  Move; space and b by a page, g and G to the ends"]
