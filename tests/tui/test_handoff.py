"""What a command's end means."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

from reader.tui.handoff import run

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The pier was opened on Monday."


def test_a_command_gets_the_text_and_is_to_be_read(tmp_path: Path) -> None:
    there = tmp_path / "there.txt"
    code = f"import sys, pathlib; pathlib.Path({str(there)!r}).write_text(sys.stdin.read())"
    assert run([sys.executable, "-c", code], TEXT) == ("", True)
    assert there.read_text() == TEXT


def test_a_failure_is_said_and_is_to_be_read() -> None:
    word, to_be_read = run([sys.executable, "-c", "raise SystemExit(3)"], TEXT)
    assert word.endswith("ended with 3")
    assert to_be_read


def test_what_cannot_be_run_leaves_nothing_to_read() -> None:
    for name in ("no-command-has-this-name", "/", "a\0b"):
        word, to_be_read = run([name], TEXT)
        assert word.startswith("cannot run")
        assert not to_be_read


def test_an_interrupt_ends_the_command_alone() -> None:
    before = signal.getsignal(signal.SIGINT)
    code = "import os, signal; os.kill(os.getppid(), signal.SIGINT); os.kill(os.getpid(), signal.SIGINT)"
    word, to_be_read = run([sys.executable, "-c", f"import signal; signal.signal(2, signal.SIG_DFL); {code}"], TEXT)
    assert "was interrupted" in word
    assert not to_be_read
    assert signal.getsignal(signal.SIGINT) is before
