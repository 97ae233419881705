"""What a verb loads: never the screens, and for `--help` nothing that costs time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PROBE = """
import sys
from reader.__main__ import main
code = main(sys.argv[2:])
loaded = {name.partition(".")[0] for name in sys.modules}
found = sorted(loaded & set(sys.argv[1].split(",")))
sys.stderr.write("\\nLOADED " + " ".join(found) + "\\n")
sys.exit(code)
"""


def run(forbidden: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROBE, forbidden, *words],
        cwd=ROOT,
        text=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def loaded(done: subprocess.CompletedProcess[str]) -> str:
    line = done.stderr.strip().splitlines()[-1]
    assert line.startswith("LOADED"), done.stderr
    return line.removeprefix("LOADED").strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text("Title: One\n\nThe pier was closed on Monday after the storm took two piles.\n")
    (tmp_path / "two.txt").write_text("Title: Two\n\nThe harbour pier is shut since Monday; two piles are gone.\n")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ["{}"],
        ["list", "{}"],
        ["list", "{}", "--json"],
        ["show", "{}/one.txt"],
        ["clean", "{}"],
        ["compare", "{}/one.txt", "{}/two.txt"],
        ["search", "pier", "{}"],
        ["export", "{}", "--as", "html"],
        ["export", "{}", "--together", "--as", "report-md"],
        ["import", "{}"],
        ["add", "{}"],
        ["sources"],
        ["doctor"],
        ["mark", "read", "--query", "pier"],
        ["keys"],
        ["config"],
        ["completion", "bash"],
    ],
    ids=lambda words: " ".join(words).replace("{}", "."),
)
def test_no_verb_without_screens_loads_them(folder: Path, words: list[str]) -> None:
    done = run("textual,rich", *(word.format(folder) for word in words))
    assert done.returncode == 0, done.stderr
    assert loaded(done) == ""


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_help_and_version_load_next_to_nothing(word: str) -> None:
    done = run(
        "textual,rich,lxml,dateutil,numpy,rapidfuzz,pebble,platformdirs,shtab,json,asyncio,multiprocessing", word
    )
    assert done.returncode == 0
    assert loaded(done) == ""


def test_short_texts_need_no_worker_and_no_parser_of_pages(folder: Path) -> None:
    done = run("lxml,numpy,pebble,asyncio", "clean", str(folder))
    assert loaded(done) == ""


@pytest.mark.parametrize("room", ["desk", "clean", "cli", "library", "export", "sources"])
def test_rooms_are_cheap_to_import(room: str) -> None:
    heavy = "{'lxml', 'numpy', 'rapidfuzz', 'dateutil', 'pebble', 'textual'}"
    probe = f"import sys, reader.{room}; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, text=True, capture_output=True, check=True)
    assert done.stdout.strip() == "[]"
