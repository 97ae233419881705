"""The keys of the lenses, for every screen that shows a text through one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.desk.telling.lens import Lens
from reader.tui.draw import numbered

if TYPE_CHECKING:
    from collections.abc import Sequence


def lens_words(title: str, bright: Sequence[int], current: int, what: str = "passage") -> str:
    """Say which lens is on and which of its passages is current; on none of them, how many there are.

    Args:
        title: What the lens is called.
        bright: The numbers of what it makes bright, in order.
        current: The number of what is current.
        what: What is counted.
    """
    if current in bright:
        return f"{title}: {bright.index(current) + 1} of {len(bright)}"
    return f"{title}: {numbered(len(bright), what)}"


class Lenses:
    """Actions that choose a lens."""

    def set_lens(self, lens: Lens) -> None:
        """Look through a lens."""
        raise NotImplementedError

    def action_lens_off(self) -> None:
        """Let nothing stand out."""
        self.set_lens(Lens.OFF)

    def action_lens_shared(self) -> None:
        """Let stand out what other sources tell too."""
        self.set_lens(Lens.SHARED)

    def action_lens_quotes(self) -> None:
        """Let stand out what is quoted."""
        self.set_lens(Lens.QUOTES)

    def action_lens_differs(self) -> None:
        """Let stand out where a value differs."""
        self.set_lens(Lens.DIFFERS)

    def action_lens_unmatched(self) -> None:
        """Let stand out what has no match elsewhere."""
        self.set_lens(Lens.UNMATCHED)

    def action_lens_new(self) -> None:
        """Dim what has been read in another source."""
        self.set_lens(Lens.NEW)
