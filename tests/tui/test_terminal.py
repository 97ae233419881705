"""The program in a real terminal: the keyboard after standard input, and what it leaves behind."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import pytest

from reader.desk.opening import sample_folder
from tests.bench.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "Title: The Pier Opens\n\nThe pier was opened on Monday. It had been shut since the storm in March.\n"


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    started: list[Terminal] = []
    yield started
    for terminal in started:
        terminal.close()


def test_after_standard_input_the_keyboard_is_the_terminal(
    terminals: list[Terminal], tmp_path: Path, home: Path
) -> None:
    (tmp_path / "pier.txt").write_text(TEXT)
    reader = f"{shlex.quote(sys.executable)} -m reader -"
    shell = f"exec 3<>{{tty}}; cat {shlex.quote(str(tmp_path / 'pier.txt'))} | {reader}"
    terminal = Terminal(["sh", "-c", shell], {"NEWSREADER_HOME": str(home)})
    terminals.append(terminal)
    terminal.wait_for(b"The pier was opened on Monday")
    terminal.write(b"Q")
    assert terminal.ended() == 0


def test_the_terminal_is_left_as_it_was(terminals: list[Terminal], home: Path) -> None:
    terminal = Terminal([sys.executable, "-m", "reader", str(sample_folder())], {"NEWSREADER_HOME": str(home)})
    terminals.append(terminal)
    terminal.wait_for(b"Kremlin Prepares")
    terminal.write(b"q")
    assert terminal.ended() == 0
    modes = (b"?1049", b"?1000", b"?2004")  # the other screen, the mouse, bracketed paste
    for mode in modes:
        assert terminal.drawn.rfind(mode + b"l") > terminal.drawn.rfind(mode + b"h"), mode
    assert terminal.drawn.rfind(b"\x1b[?25h") > terminal.drawn.rfind(b"\x1b[?25l")
