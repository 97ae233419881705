"""Walks through the program that both the snapshots and the screenshots are drawn from."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.tui.daily import opened_daily
from tests.tui.open import app_of, press, settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from reader.tui.app import NewsreaderApp

NARROW, WIDE, HUGE = (80, 24), (120, 40), (200, 60)


@dataclass(frozen=True)
class Walk:
    """Keys pressed in the sample edition, or in a library that is opened daily, at a size of terminal."""

    keys: tuple[str, ...]
    size: tuple[int, int] = WIDE
    theme: str = "textual-dark"
    shown: bool = False
    """True where it is one of the pictures in screenshots/."""
    daily: bool = False
    """True for the library."""

    @contextmanager
    def app(self) -> Iterator[NewsreaderApp]:
        """Give the program, for as long as the block lasts."""
        if not self.daily:
            yield app_of()
            return
        with TemporaryDirectory() as folder, opened_daily(Path(folder)) as app:
            yield app

    async def go(self, pilot: Pilot[None]) -> None:
        """Press the keys."""
        pilot.app.theme = self.theme
        await settle(pilot)
        await press(pilot, *self.keys)


WALKS: dict[str, Walk] = {
    "list-narrow": Walk((), NARROW, shown=True),
    "list-wide": Walk(()),
    "list-huge": Walk((), HUGE, shown=True),
    "reader": Walk(("enter", "n"), shown=True),
    "reader-shared-lens": Walk(("enter", "1")),
    "reader-quotes-light": Walk(("enter", "2"), theme="textual-light"),
    "reader-ansi": Walk(("enter", "3"), theme="ansi-dark"),
    "hidden": Walk(("enter", "v", "right_curly_bracket"), shown=True),
    "hidden-ansi": Walk(("enter", "v", "right_curly_bracket"), NARROW, theme="ansi-dark"),
    "hidden-keep": Walk(("enter", "v", "right_curly_bracket", "plus"), NARROW),
    "tellings": Walk(("enter", "enter"), shown=True),
    "tellings-narrow": Walk(("enter", "enter"), NARROW),
    "compare": Walk(("enter", "c"), shown=True),
    "compare-narrow": Walk(("enter", "c"), NARROW),
    "compare-huge": Walk(("enter", "c"), HUGE),
    "figures": Walk(("number_sign", "l"), shown=True),
    "figures-narrow": Walk(("number_sign", "l"), NARROW),
    "matrix": Walk(("enter", "m", "j", "l"), shown=True),
    "matrix-narrow": Walk(("enter", "m", "1"), NARROW),
    "help": Walk(("enter", "question_mark"), NARROW),
    "why": Walk(("enter", "i")),
    "library-narrow": Walk((), NARROW, daily=True),
    "library": Walk((), shown=True, daily=True),
    "library-huge": Walk((), HUGE, daily=True),
    "library-light": Walk(("J", "J"), theme="textual-light", daily=True),
    "library-ansi": Walk((), NARROW, theme="ansi-dark", daily=True),
    "library-unfolded": Walk(("l",), daily=True),
    "library-hidden": Walk(("H",), NARROW, daily=True),
    "folder": Walk(("g", "enter"), NARROW, daily=True),
    "too-small": Walk((), (20, 5)),
}
"""By name; the name is that of the picture's file."""

__all__ = ["WALKS", "Walk"]
