"""Help: the keys of a place and of all others, made from the registry of verbs, with what signs and letters mean."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from reader.commands import COMMANDS, Command, Group, Place, commands_at, show_key
from reader.model import ASCII_SIGNS, SIGN_MEANINGS
from reader.tui.draw import cell_len, wrap
from reader.tui.screens.filtered import FilteredDialog
from reader.tui.widgets.page import Page, PageRow

if TYPE_CHECKING:
    from collections.abc import Iterable


LETTERS = (
    "A B C are the sources of the story, the same letter in list, gutter, compare and export. A small letter is "
    "related: another event, beside the story and not in its counts."
)
MARGIN = 9
"""Cells of the column of headings."""


class HelpScreen(FilteredDialog[None]):
    """All keys; `/` finds a key or a word."""

    DEFAULT_CSS = """
    HelpScreen > #box { width: 100%; max-width: 110; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1", "back", show=False)]
    keys = "/ find a key or a word"
    placeholder = "a key or a word"
    filter_keys = "type a key or a word  ↑ ↓ move"

    def __init__(self, place: Place) -> None:
        super().__init__(f"Help · {place}")
        self._place = place
        self._words = ""

    def rows(self) -> Page:
        """Return the keys."""
        return Page(self._rows)

    def narrow(self, words: str) -> None:
        """Show the verbs with this key, or with these words."""
        self._words = words
        self.query_one(Page).remake()

    def entered(self) -> None:
        """Go to what was found."""
        self.query_one(Page).focus()

    def wanted_rows(self, width: int) -> int:
        """Return the rows of everything: a frame that does not jump while something is looked for."""
        return len(self._all_rows(width))

    # ---------------------------------------------------------------- rows

    def _rows(self, width: int) -> list[PageRow]:
        return self._found_rows(width) if self._words else self._all_rows(width)

    def _all_rows(self, width: int) -> list[PageRow]:
        here = commands_at(self._place)
        known = {command.id for command in here}
        rows = self._legend(width)
        for group in Group:
            members = [command for command in here if command.group is group]
            if members:
                flow = ((command.shown_key, command.title.lower()) for command in members)
                rows += _flow(_HEADINGS[group], flow, width)
        rows += [(), ((" In full", "heading"),)]
        rows += chain.from_iterable(_full(command, width) for command in here)
        for place in Place:
            others = [command for command in commands_at(place) if command.id not in known]
            if place is not self._place and others:
                rows += [(), ((f" Elsewhere: {place}", "heading"),)]
                rows += chain.from_iterable(_full(command, width) for command in others)
        return rows

    def _legend(self, width: int) -> list[PageRow]:
        ascii_only = self.reader.ascii_only
        signs = [(ASCII_SIGNS[sign] if ascii_only else sign, meaning) for sign, meaning in SIGN_MEANINGS.items()]
        rows = _flow("Signs", signs, width)
        room = max(width - MARGIN - 2, 8)
        for number, (start, end) in enumerate(wrap(LETTERS, room)):
            head = "Letters" if number == 0 else ""
            rows.append(((f" {head:<{MARGIN}}", "heading"), (LETTERS[start:end], "")))
        return rows

    def _found_rows(self, width: int) -> list[PageRow]:
        here = commands_at(self._place)
        known = {command.id for command in here}
        rows: list[PageRow] = []
        for command in here:
            if _fits(command, self._words):
                rows += _full(command, width)
        others = [command for command in COMMANDS if command.id not in known and _fits(command, self._words)]
        if others:
            rows += [(), ((" Elsewhere", "heading"),)]
        for command in others:
            rows += _full(command, width, f" (in the {' and '.join(command.places)})")
        return rows or [((f' no key and no word like "{self._words}"', "dim"),)]


_HEADINGS = {
    Group.MOVE: "Move", Group.READ: "Read", Group.MARKS: "Lens", Group.COMPARE: "Compare", Group.KEEP: "Keep",
    Group.FIND: "Find",
}  # fmt: skip


def _flow(heading: str, pairs: Iterable[tuple[str, str]], width: int) -> list[PageRow]:
    """Return keys and their meaning one after the other, in as few rows as hold them."""
    rows: list[PageRow] = []
    row: list[tuple[str, str]] = [(f" {heading:<{MARGIN}}", "heading")]
    used = MARGIN + 1
    for key, meaning in pairs:
        cells = cell_len(key) + cell_len(meaning) + 4
        if used + cells > width and used > MARGIN + 1:
            rows.append(tuple(row))
            row, used = [(" " * (MARGIN + 1), "")], MARGIN + 1
        row += [(key, "key"), (f" {meaning}   ", "")]
        used += cells
    return [*rows, tuple(row)]


def _full(command: Command, width: int, more: str = "") -> list[PageRow]:
    """Return one verb with all its keys and its line of help."""
    keys = "  ".join(show_key(key) for key in command.keys) or command.shown_key
    column = 22 if width >= 60 else 12
    text = f"{command.help}{more}"
    head: PageRow = ((f" {keys:<{column}}", "key"),)
    rows: list[PageRow] = []
    for start, end in wrap(text, max(width - column - 3, 8)):
        rows.append((*head, (" " + text[start:end], "")) if not rows else ((" " * (column + 2) + text[start:end], ""),))
    return rows


def _fits(command: Command, words: str) -> bool:
    """Tell whether a verb has this key, or all these words in its title and help; one sign alone is a key first."""
    keys = {show_key(key) for key in command.keys} | set(command.keys)
    if words in keys or words.casefold() in {key.casefold() for key in keys if len(key) > 1}:
        return True
    if len(words) == 1 and any(words in (show_key(key), key) for other in COMMANDS for key in other.keys):
        return False
    text = f"{command.title} {command.help} {command.group}".casefold()
    return all(word in text for word in words.casefold().split())
