"""Keys in the order in which they were typed: each waits until what the one before it opened has the keyboard.

Textual sends a key through the queues of the widgets that have the focus when it arrives. Keys typed right behind an
Enter would so go to the list that it leaves, or be lost while the next screen is still being made.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App

from reader.tui.widgets.bars import Bar
from reader.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

PATIENCE = 20
"""Refreshes that a new screen has to take the keyboard; then keys are taken without."""
MOST_HELD = 200
"""Keys that wait at most: a cat on the keyboard, not a typist."""


class InOrder(App[None]):
    """An application that takes its keys one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[events.Key] = deque()
        self._shut = False
        """A key is being carried out; those behind it wait."""
        self._awaited: Screen[Any] | None = None
        """The screen that is still being filled."""

    async def on_event(self, event: events.Event) -> None:
        """Take a key, or let it wait; everything else takes Textual's way."""
        if isinstance(event, events.MouseDown):
            self._let_go()
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif not self._shut and (self._awaited is not self.screen or self._leaves(event)):
            await self._take(event)
        elif len(self._held) < MOST_HELD:
            self._held.append(event)

    def hold_keys(self, screen: Screen[Any]) -> None:
        """Let keys wait until a screen has something to move in: all but those that leave it."""
        self._awaited = screen

    def release_keys(self) -> None:
        """Take the keys that wait: the screen has what they are about."""
        self._awaited = None
        self.call_later(self._go_on)

    def _bound(self, event: events.Key) -> tuple[str, DOMNode] | None:
        """Return the action that a key is bound to now, and whose it is."""
        bound = self.screen.active_bindings.get(event.key)
        return (bound.binding.action, bound.node) if bound is not None and bound.enabled else None

    def _leaves(self, event: events.Key) -> bool:
        bound = self._bound(event)
        return bound is not None and bound[0].endswith((".back", ".quit"))

    async def _take(self, event: events.Key) -> None:
        """Carry out at once what a key is bound to over rows; where text is typed, Textual's way is right."""
        self._let_go()
        bound = self._bound(event)
        if bound is None or self.screen.is_modal or not isinstance(self.focused, Lines):
            await super().on_event(event)
            return
        self._shut = True
        try:
            await self.run_action(*bound)
        finally:
            self.call_later(self._go_on)  # behind the focus that the action has asked for

    def _let_go(self) -> None:
        """Let go of words that were held until somebody goes on."""
        for bar in self.screen.query(Bar):
            bar.release()

    async def _go_on(self, tries: int = 0) -> None:
        """Take the keys that wait, once the screen that is shown now has the keyboard and what they are about."""
        screen = self.screen
        if screen.focused is None and tries < PATIENCE and screen.call_after_refresh(self._look_again, tries + 1):
            return
        self._shut = False
        while self._held and not self._shut and self._awaited is not self.screen:
            await self._take(self._held.popleft())

    def _look_again(self, tries: int) -> None:
        self.call_later(self._go_on, tries)
