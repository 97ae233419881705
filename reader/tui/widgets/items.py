"""Rows that make items, one of which is the current one: walking, scrolling and clicking for versions, pairs, passages.

It knows nothing of what the items are; subclasses say in which rows each of them stands, and draw them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reader.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class Items(Lines, can_focus=True, inherit_bindings=False):
    """Rows with a current item. Subclasses give `firsts`, `lasts`, `item_of`, `tell` and `opened`."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.current = 0
        """The number of the current item."""

    # ---------------------------------------------------------------- what subclasses give

    @property
    def firsts(self) -> Sequence[int]:
        """The first row of each item, in order; items may share a row."""
        raise NotImplementedError

    @property
    def lasts(self) -> Sequence[int]:
        """The last row of each item."""
        raise NotImplementedError

    def item_of(self, row: int) -> int:
        """Return the item that a row belongs to, or -1."""
        raise NotImplementedError

    def tell(self) -> None:
        """Tell the screen that another item is the current one."""
        raise NotImplementedError

    def opened(self, item: int) -> None:
        """Tell the screen that the current item was clicked twice."""
        raise NotImplementedError

    def touched(self, event: events.Click, item: int) -> None:  # noqa: ARG002 - for columns within an item
        """Make a clicked item the current one."""
        self.go_to(item)

    def at_edge(self, event: events.Click) -> bool:  # noqa: ARG002 - for what stands beside the items
        """Take a click that is on no item; tell whether it was one."""
        return False

    # ---------------------------------------------------------------- the current item

    def choose(self, number: int) -> None:
        """Make an item the current one; only what changes is drawn anew."""
        before, self.current = self.current, number
        for item in {before, number}:
            if item < len(self.firsts):
                self.refresh_rows(self.firsts[item], self.lasts[item])

    def go_to(self, number: int) -> None:
        """Make an item the current one and bring it into view."""
        if 0 <= number < len(self.firsts):
            self.choose(number)
            self.reveal_current()
            self.tell()

    def reveal_current(self) -> None:
        """Bring the current item into view; from the first one what stands above it too."""
        if self.current < len(self.firsts):
            first, last = self.firsts[self.current], self.lasts[self.current]
            self.reveal(first if self.current or last >= self.size.height else 0, last)

    def step(self, rows: int) -> None:
        """Move: by one to the next item (scrolling through one that is longer than the screen), else by rows."""
        if not self.firsts:
            return
        way = 1 if rows > 0 else -1
        first, last = self.firsts[self.current], self.lasts[self.current]
        if abs(rows) == 1:
            if way > 0 and last > self.last_row >= first:
                self.scroll_rows(min(last - self.last_row, self.page))
            elif way < 0 and first < self.first_row <= last:
                self.scroll_rows(-min(self.first_row - first, self.page))
            else:
                self.go_to(self.current + way)
        elif not self.scroll_rows(rows) or abs(rows) > self.page:
            self.go_to(len(self.firsts) - 1 if way > 0 else 0)
        else:
            self.follow()

    def follow(self) -> None:
        """Let the current item be one in view after the rows have been scrolled."""
        firsts, lasts = self.firsts, self.lasts
        if firsts and lasts[self.current] < self.first_row:
            whole = bisect_left(firsts, self.first_row)
            cut = bisect_right(lasts, self.first_row - 1)
            self.choose(whole if whole < len(firsts) and firsts[whole] <= self.last_row else min(cut, len(firsts) - 1))
        elif firsts and firsts[self.current] > self.last_row:
            self.choose(max(bisect_right(firsts, self.last_row) - 1, 0))
        self.tell()

    # ---------------------------------------------------------------- mouse

    def on_click(self, event: events.Click) -> None:
        """Make the clicked item the current one; a second click opens it."""
        if self.at_edge(event):
            return
        row = event.y + self.first_row
        item = self.item_of(row) if 0 <= row < self.row_count else -1
        if item < 0:
            return
        if event.chain > 1 and item == self.current:
            self.opened(item)
        else:
            self.touched(event, item)
