"""Import of a folder of text files: read, cleaned, kept and indexed, by the program itself. Part of `make bench`.

Finding the stories of what came follows; it is not counted here, and `grouping` has its own figures.

    python -m tests.bench.importing [COUNT]

Texts of some 450 words are made of the sample edition's words, drawn by a fixed seed, and lie in folders of 500, as
saved papers do.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.matching import Maker

COUNT, FEW = 10_000, 2_000
GOAL = 120
WORDS = 450
IN_FOLDER = 500


def main(count: int = FEW) -> None:
    """Print how many articles a second are imported."""
    with tempfile.TemporaryDirectory() as folder:
        files(Path(folder) / "papers", count)
        env = {**os.environ, "NEWSREADER_HOME": folder}
        rate = count / _imported(Path(folder) / "papers", env, count)
        print(
            f"import of {count:,} text files  {rate:.0f} articles a second (goal {GOAL} on two idle cores;"
            f" load {os.getloadavg()[0]:.1f})"
        )


def files(folder: Path, count: int) -> None:
    """Write so many texts."""
    maker = Maker()
    for number in range(count):
        place = folder / f"paper-{number // IN_FOLDER:03}"
        place.mkdir(parents=True, exist_ok=True)
        text = "\n\n".join(maker.article(WORDS // 6) for _ in range(6))
        (place / f"{number:05}.txt").write_text(
            f"Title: {maker.article(8)[:70]} {number}\nDate: 2025-{number % 12 + 1:02}-{number % 28 + 1:02}\n\n{text}\n"
        )


def _imported(folder: Path, env: dict[str, str], count: int) -> float:
    """Return the seconds until so many articles are said to be kept."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "reader", "import", str(folder)]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        for _ in zip(range(count - 1), process.stdout, strict=False):
            pass
        process.stdout.readline()
        spent = time.perf_counter() - begun
        process.send_signal(signal.SIGINT)
    return spent


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
