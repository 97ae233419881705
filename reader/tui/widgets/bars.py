"""The rows above and below: what is open, what the current passage is, and which keys do what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.tui.draw import Painter, cell_len, shorten

if TYPE_CHECKING:
    from textual.strip import Strip

    from reader.commands import Command


class Bar(Widget):
    """One row: a text at the left, one at the right; where both do not fit, each says what stands first in it."""

    DEFAULT_CSS = """
    Bar {
        height: 1;
        width: 1fr;
        &.title { background: $panel; color: $foreground; text-style: bold; }
        &.status { background: $surface; color: $foreground; }
        &.keys { color: $text-muted; background: $panel; }
    }
    """

    def __init__(self, *, id: str, classes: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self.left = ""
        self.right = ""
        self.held = ""
        """Words that stand before what is said until they are let go."""

    def say(self, left: str, right: str = "") -> None:
        """Show other texts; while words are held, once they are let go."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def hold(self, words: str) -> None:
        """Show words until they are let go, whatever is said meanwhile."""
        self.held = words
        self.refresh()

    def release(self) -> None:
        """Let go of held words."""
        if self.held:
            self.hold("")

    def render_line(self, y: int) -> Strip:
        """Return the row."""
        width = self.size.width
        painter = Painter(self.rich_style)
        if y == 0:
            left, right = (self.held, "") if self.held else (self.left, self.right)
            right = shorten(right, max(width // 2, width - cell_len(left) - 3))
            left = shorten(left, width - cell_len(right) - 3)
            painter.add(f" {left}").to(width - cell_len(right) - 1).add(right)
        return painter.strip(width)


def key_line(commands: tuple[Command, ...], width: int) -> str:
    """Return the footer of a place: as many keys as fit, the most wanted first; help and back always."""
    ranked = sorted((command for command in commands if command.footer), key=lambda command: command.footer)
    last = [command for command in ranked if command.footer >= 90]
    parts = [_key(command) for command in last]
    room = width - 2 - sum(cell_len(part) + 2 for part in parts)
    first: list[str] = []
    for command in ranked:
        part = _key(command)
        if command in last or cell_len(part) + 2 > room:
            continue
        first.append(part)
        room -= cell_len(part) + 2
    return "  ".join(first + parts)


def _key(command: Command) -> str:
    return f"{command.shown_key} {command.title.lower()}"
