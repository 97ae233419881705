"""`make bench`: speed and size of what people wait for, each beside its floor in the same run. Prints, never fails."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

from reader.desk.opening.inputs import sample_folder
from tests.bench import cleaning, feeds, fetching, grouping, importing, library, matching, searching
from tests.bench.terminal import EMPTY, INSTALLED, Terminal

RUNS = 7
KEYS = 12
TITLE = b"Kremlin Prepares"
"""The beginning of the first title of the sample edition."""


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as home:
        env = {"NEWSREADER_HOME": home}
        first_paint(env)
        keys(env)
        start_up(env)
    cleaning.main()
    feeds.main()
    matching.main()
    grouping.speed()
    fetching.main()
    library.main()
    importing.main()
    searching.main()


def first_paint(env: dict[str, str]) -> None:
    """Time from spawn until the first title is drawn, against an empty Textual program, in turns."""
    floors, ours, memory = [], [], []
    for _ in range(RUNS):
        floors.append(_painted([sys.executable, "-c", EMPTY], b"ready now", env)[0])
        seconds, megabytes = _painted([sys.executable, "-m", "reader", str(sample_folder())], TITLE, env)
        ours.append(seconds)
        memory.append(megabytes)
    floor, mine = statistics.median(floors), statistics.median(ours)
    print(
        f"first paint, sample edition   {mine:.2f} s   floor {floor:.2f} s   over it {mine - floor:+.2f} s (goal +0.25)"
    )
    print(f"memory once settled           {statistics.median(memory):.0f} MB")


def _painted(command: list[str], needle: bytes, env: dict[str, str]) -> tuple[float, float]:
    terminal = Terminal(command, env)
    try:
        seconds = terminal.wait_for(needle)
        terminal.settle()
        return seconds, terminal.memory()
    finally:
        terminal.close()


def keys(env: dict[str, str]) -> None:
    """Time and bytes from a key to its repaint, in the list, in the reader and in compare."""
    terminal = Terminal([sys.executable, "-m", "reader", str(sample_folder())], env)
    try:
        terminal.wait_for(TITLE)
        terminal.settle(1.0)
        _walk(terminal, "list, j and k", [b"j", b"k"])
        terminal.press(b"\r")
        terminal.settle()
        _walk(terminal, "reader, j", [b"j"])
        _walk(terminal, "reader, page", [b" ", b"b"])
        _walk(terminal, "reader, n and p", [b"n", b"p"])
        terminal.press(b"c")
        terminal.settle()
        _walk(terminal, "compare, page", [b" ", b"b"])
        _walk(terminal, "compare, n and p", [b"n", b"p"])
    finally:
        terminal.close()


def _walk(terminal: Terminal, what: str, keys: list[bytes]) -> None:
    presses = [terminal.press(keys[number % len(keys)]) for number in range(KEYS)]
    drawn = [press for press in presses if press[2]]
    if not drawn:
        print(f"{what:<29} nothing was drawn")
        return
    last = sorted(press[1] * 1000 for press in drawn)
    size = max(press[2] for press in drawn) / 1000
    print(
        f"{what:<29} median {statistics.median(last):.0f} ms, worst {last[-1]:.0f} ms, at most {size:.1f} kB"
        " (goal 20 ms, 100 ms, 12 kB a page)"
    )


def start_up(env: dict[str, str]) -> None:
    """Headless start-up against the bare imports that the goals are counted in."""
    bare = _timed([sys.executable, "-c", "import argparse, rapidfuzz.fuzz"], env)
    print(f"bare argparse and rapidfuzz   {bare * 1000:.0f} ms")
    sample = str(sample_folder())
    article = f"{sample}/capital-ledger.txt"
    for goal, arguments in (
        (2, ["--version"]),
        (2, ["--help"]),
        (4, ["clean", article]),
        (4, ["list", article]),
        (4, ["search", "Lavrov", article]),
        (4, ["export", article, "--as", "txt", "-o", "-"]),
    ):
        seconds = _timed([sys.executable, "-m", "reader", *arguments], env)
        what = "newsreader " + " ".join(word for word in arguments if word != article)
        print(f"{what:<29} {seconds * 1000:.0f} ms = {seconds / bare:.1f} x bare (goal {goal})")


def _timed(command: list[str], env: dict[str, str]) -> float:
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        subprocess.run(
            command,
            env={**os.environ, **INSTALLED, **env},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


if __name__ == "__main__":
    main()
