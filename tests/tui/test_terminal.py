"""The program in a real terminal: the keyboard after standard input, and what it leaves behind."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import pytest

from reader.desk.opening.inputs import sample_folder
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


def reading(home: Path) -> Terminal:
    """Start the program in a terminal that interrupts what runs in it."""
    shell = f"exec 3<>{{tty}}; exec {shlex.quote(sys.executable)} -m reader {shlex.quote(str(sample_folder()))}"
    return Terminal(["sh", "-c", shell], {"NEWSREADER_HOME": str(home)})


def test_what_a_command_writes_stays_until_enter(terminals: list[Terminal], home: Path) -> None:
    terminal = reading(home)
    terminals.append(terminal)
    terminal.wait_for(b"Kremlin Prepares")
    terminal.write(b"|")
    terminal.wait_for(b"There is no shell")
    terminal.write(b"sh -c 'wc -l >&2; expr 6001 + 77; exit 3'\r")
    terminal.wait_for(b"sh ended with 3: press Enter to go back")
    assert b"6078" in terminal.drawn
    terminal.write(b"\r")
    terminal.wait_for(b"?1049h")
    terminal.write(b"Q")
    assert terminal.ended() == 0


def test_an_interrupted_command_goes_back_at_once(terminals: list[Terminal], home: Path) -> None:
    terminal = reading(home)
    terminals.append(terminal)
    terminal.wait_for(b"Kremlin Prepares")
    terminal.write(b"|")
    terminal.wait_for(b"There is no shell")
    terminal.write(b"sh -c 'expr 6001 + 77; exec tail -f /dev/null'\r")
    terminal.wait_for(b"6078")
    terminal.write(b"\x03")
    terminal.wait_for(b"was interrupted")
    terminal.write(b"Q")
    assert terminal.ended() == 0
