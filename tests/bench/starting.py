"""`newsreader` alone over a large library: first paint and memory, beside an empty program in the same run."""

from __future__ import annotations

import statistics
import sys
from typing import TYPE_CHECKING

from tests.bench.terminal import EMPTY, Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

RUNS = 5
GOALS = {10_000: (0.25, 60), 100_000: (0.55, 110)}
"""Seconds over the floor and megabytes before the first match, by the number of articles."""


def started(folder: Path, size: int) -> None:
    """Print the time until the first rows are drawn, and the memory once all rows are there."""
    ours = [sys.executable, "-m", "reader", "--library", str(folder / "library.db")]
    floors, paints, memory = [], [], []
    for _ in range(RUNS):
        floors.append(_painted([sys.executable, "-c", EMPTY], b"ready now", folder)[0])
        seconds, megabytes = _painted(ours, b"Paper", folder)
        paints.append(seconds)
        memory.append(megabytes)
    over = statistics.median(paints) - statistics.median(floors)
    goal, most = GOALS[size]
    print(
        f"start with {size:,} articles: first paint {over:+.2f} s over the floor of {statistics.median(floors):.2f} s"
        f" (goal {goal:+.2f}), {statistics.median(memory):.0f} MB (goal {most})"
    )


def _painted(command: Sequence[str], needle: bytes, folder: Path) -> tuple[float, float]:
    terminal = Terminal(command, {"NEWSREADER_HOME": str(folder / "home")})
    try:
        seconds = terminal.wait_for(needle)
        terminal.settle(1.0)
        return seconds, terminal.memory()
    finally:
        terminal.close()
