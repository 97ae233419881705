"""Every verb of a screen by name, a row each: what is used most first, what leaves the program last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Static

from reader.commands import Command, Group, Place, commands_at
from reader.tui.draw import Painter, cell_len, fit, literal, pad
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.field import SteeringField
from reader.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.screen import Screen
    from textual.strip import Strip


_LEAVING = ("leave", "quit")
HELP_ROWS = 2
"""Rows for all that the verb at the cursor does."""
_LAST = 100
"""The rank of what the footer has no place for: no rank of the footer is higher."""


def verbs_at(place: Place) -> tuple[Command, ...]:
    """Return the verbs of a place by use: rank in the footer, then the registry's order; mere movement is left out."""
    offered = [c for c in commands_at(place) if c.group is not Group.MOVE and c.id != "palette"]
    leaving = [c for c in commands_at(place) if c.id in _LEAVING][-1:]
    return (*sorted(offered, key=lambda command: command.footer or _LAST), *leaving)


def fitting(verbs: Sequence[Command], typed: str) -> tuple[Command, ...]:
    """Return the verbs that hold every word that was typed: in front those whose title begins with it."""
    words = typed.casefold().split()
    found = [verb for verb in verbs if all(word in f"{verb.title} {verb.help}".casefold() for word in words)]
    return tuple(sorted(found, key=lambda verb: _distance(verb.title.casefold(), " ".join(words))))


def _distance(title: str, words: str) -> int:
    """Return 0 for a title that begins with the words, 1 for one that has them, 2 for words of the help."""
    return 0 if title.startswith(words) else 1 if words in title else 2


async def perform(screen: Screen[Any], verb: str | None) -> None:
    """Do what was chosen, as its key would: the widget with the keyboard comes first, then the screen."""
    if verb is not None:
        own = screen.focused is not None and hasattr(screen.focused, f"action_{verb}")
        await screen.app.run_action(f"{'focused' if own else 'screen'}.{verb}")


class VerbList(Picker):
    """Verbs: key, title, what it does."""

    can_focus = False

    def __init__(self, verbs: Sequence[Command]) -> None:
        super().__init__()
        self.all_verbs = tuple(verbs)
        self.verbs = self.all_verbs
        """Those that fit what is typed."""
        self._column = max((cell_len(verb.title) for verb in self.all_verbs), default=0) + 2

    def narrow(self, typed: str) -> None:
        """Show the verbs that fit, the cursor on the first."""
        self.verbs = fitting(self.all_verbs, typed)
        self.refill()

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.verbs)

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row; what does not fit is left out from the right."""
        verb = self.verbs[row]
        painter = Painter(self.base(row))
        painter.add(f" {verb.shown_key if verb.keys else '':<5}", self.piece(row, "letter"))
        painter.add(pad(verb.title, min(self._column, max(width - painter.cells, 0))))
        if width - painter.cells > 8:
            painter.add(fit(verb.help, width - painter.cells - 1), self.piece(row, "dim"))
        return painter.strip(width)


class HelpWords(Static):
    """What a verb does, in as many rows as that takes."""

    def say(self, verb: Command | None) -> None:
        """Show what a verb does; nothing where there is none."""
        self.update(literal(verb.help if verb is not None else ""))


class PaletteScreen(Dialog[str]):
    """A line to type a verb's name in, above the verbs. Answers the id of one."""

    DEFAULT_CSS = """
    PaletteScreen {
        & > #box { width: 100%; max-width: 110; }
        & .help { height: 2; color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+p", "back", show=False)]
    keys = "⏎ do it  ↑ ↓ move"

    def __init__(self, place: Place) -> None:
        super().__init__("Commands")
        self._verbs = verbs_at(place)

    def content(self) -> ComposeResult:
        """Yield the line and the verbs."""
        verbs = VerbList(self._verbs)
        yield SteeringField(verbs, placeholder="a verb, or words of what it does")
        yield verbs
        yield HelpWords(classes="words help")

    def wanted_rows(self, width: int) -> int:  # noqa: ARG002 - rows are cut, not wrapped
        """Return the rows of the line and of all verbs: a frame that does not jump while a name is typed."""
        return len(self._verbs) + 1 + HELP_ROWS

    def on_mount(self) -> None:
        """Put the keys on the line."""
        self.query_one(SteeringField).focus()
        self.query_one(VerbList).refill()

    @on(SteeringField.Changed)
    def _typed(self, event: SteeringField.Changed) -> None:
        event.stop()
        verbs = self.query_one(VerbList)
        verbs.narrow(event.value)
        self.say_keys(self.keys if verbs.verbs else f'no verb like "{event.value.strip()}"')

    @on(Picker.Moved)
    def _moved(self, event: Picker.Moved) -> None:
        """Say all that the verb at the cursor does: its row is cut where it is narrow."""
        event.stop()
        verbs = self.query_one(VerbList).verbs
        self.query_one(HelpWords).say(verbs[event.row] if event.row < len(verbs) else None)

    @on(SteeringField.Submitted)
    def _submitted(self, event: SteeringField.Submitted) -> None:
        event.stop()
        self.query_one(VerbList).pick()

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        event.stop()
        self.dismiss(self.query_one(VerbList).verbs[event.row].id)
