"""How far a long verb is, on one line of standard error that is rewritten: done of all, how fast, what is left."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from reader.cli import output

if TYPE_CHECKING:
    from collections.abc import Sequence

EVERY = 0.1
"""Seconds between two writings of the line."""
FIRST = 0.5
"""Seconds before the first: what is quicker needs none."""


class Progress:
    """Counts files, or what else comes, and says how many there are to come.

    Args:
        noun: What one of them is called.
    """

    def __init__(self, noun: str = "file") -> None:
        self._noun = noun
        self._start = time.monotonic()
        self._next = self._start + FIRST

    @staticmethod
    def fits(*, aside: bool) -> bool:
        """Tell whether there is a place for it: a terminal that texts are not written to as well, or only `aside`."""
        return output.is_terminal(sys.stderr) and (aside or not output.on_terminal())

    def show(self, done: int, total: int, waiting: Sequence[str] = ()) -> None:
        """Say that so many of all are done, and what is waited for."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + EVERY
            line = words(done, total, now - self._start, self._noun)
            output.status(" · waiting for ".join((line, *waiting[:1])))


def words(done: int, total: int, seconds: float, noun: str = "file") -> str:
    """Return the line: "120 of 400 files · 35 a second · 8 s left"."""
    rate = done / seconds if seconds > 0 else 0.0
    parts = [f"{done} of {total} {noun}{'s' if total != 1 else ''}"]
    if rate:
        parts += [
            f"{rate:.0f} a second" if rate >= 10 else f"{rate:.1f} a second",
            f"{_time((total - done) / rate)} left",
        ]
    return " · ".join(parts)


def _time(seconds: float) -> str:
    whole = round(seconds)
    if whole < 100:
        return f"{whole} s"
    return f"{round(whole / 60)} min" if whole < 6000 else f"{whole / 3600:.1f} h"
