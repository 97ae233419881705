"""Every verb of the screen in the command palette, with its key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from reader.commands import Command, Group, commands_at
from reader.tui.draw import plain
from reader.tui.screens.base import ReaderScreen

if TYPE_CHECKING:
    from collections.abc import Iterator


class VerbProvider(Provider):
    """The verbs of the registry that the screen has, except mere movement."""

    async def discover(self) -> Hits:
        """List them all while nothing is typed."""
        for command in self._commands():
            yield DiscoveryHit(plain(_title(command)), partial(self._run, command), help=command.help)

    async def search(self, query: str) -> Hits:
        """List those whose title or help fits what is typed."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = max(matcher.match(command.title), 0.8 * matcher.match(command.help))
            if score > 0:
                yield Hit(score, plain(_title(command)), partial(self._run, command), help=command.help)

    def _commands(self) -> Iterator[Command]:
        if isinstance(self.screen, ReaderScreen):
            yield from (c for c in commands_at(self.screen.place) if c.group is not Group.MOVE or c.id == "quit")

    async def _run(self, command: Command) -> None:
        focused = self.screen.focused
        own = focused is not None and hasattr(focused, f"action_{command.id}")
        await self.app.run_action(f"{'focused' if own else 'screen'}.{command.id}")


def _title(command: Command) -> str:
    return f"{command.title}  ({command.shown_key})"
