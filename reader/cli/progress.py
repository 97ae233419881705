"""How far a long verb is, on one line of standard error that is rewritten: done of all, how fast, what is left."""

from __future__ import annotations

import sys
import time

from reader.cli import output

EVERY = 0.1
"""Seconds between two writings of the line."""
FIRST = 0.5
"""Seconds before the first: what is quicker needs none."""


class Progress:
    """Counts files and says how many there are to come."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._next = self._start + FIRST

    @staticmethod
    def fits(*, aside: bool) -> bool:
        """Tell whether there is a place for it: a terminal that texts are not written to as well, or only `aside`."""
        return output.is_terminal(sys.stderr) and (aside or not output.on_terminal())

    def show(self, done: int, total: int) -> None:
        """Say that so many files of all are done."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + EVERY
            output.status(words(done, total, now - self._start))


def words(done: int, total: int, seconds: float) -> str:
    """Return the line: "120 of 400 files · 35 a second · 8 s left"."""
    rate = done / seconds if seconds > 0 else 0.0
    parts = [f"{done} of {total} file{'s' if total != 1 else ''}"]
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
