"""Words and data: data goes to standard output, words to standard error, and a closed pipe is no error."""

from __future__ import annotations

import os
import sys
from typing import Any, TextIO

from reader.text import plain

ALL_TAKEN, SOME_SKIPPED, NOTHING_DONE, INTERRUPTED = 0, 1, 2, 130


class FailedError(Exception):
    """The verb cannot do what was asked; the message is one line, the exit code 2."""


def data(text: str) -> None:
    """Write data, closed by a line end. The text has passed the gate."""
    if sys.stdout is not None and text:
        end_status()
        sys.stdout.write(text if text.endswith("\n") else text + "\n")


def as_json(value: Any) -> None:
    """Write a value as JSON."""
    import json

    data(json.dumps(value, ensure_ascii=False, indent=2))


def say(words: str) -> None:
    """Write one line of words for people."""
    if sys.stderr is not None:
        end_status()
        _write_words(f"newsreader: {plain.line(words)}\n")


_status = 0
"""Cells of the line that standard error is in the midst of."""


def status(words: str) -> None:
    """Write a line on standard error that the next one, or anything else that is written, takes the place of."""
    global _status
    if sys.stderr is not None:
        line = plain.line(words)[: columns() - 1]
        _write_words(f"\r{line}{' ' * (_status - len(line))}")
        _status = len(line)


def end_status() -> None:
    """Wipe the line of `status`."""
    if _status:
        status("")
        _write_words("\r")


def _write_words(text: str) -> None:
    """Write on standard error. That nobody can read it is no reason to break off what is being done."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def columns() -> int:
    """Return the width to write for: the terminal's, or what COLUMNS says, else 80."""
    import shutil

    return max(20, min(shutil.get_terminal_size((80, 24)).columns, 400))


def on_terminal() -> bool:
    """Tell whether standard output is a terminal."""
    return is_terminal(sys.stdout)


def is_terminal(stream: Any) -> bool:
    """Tell whether a stream is there, open, and a terminal."""
    try:
        return stream is not None and stream.isatty()
    except (ValueError, OSError):
        return False


def prepare() -> None:
    """Let characters that the terminal's encoding does not know become question marks instead of errors.

    A standard output that was closed before the start leads nowhere.
    """
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def silence(stream: TextIO | None) -> None:
    """Send what is still to be written to a stream nowhere: nobody reads it any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    if stream is not None:
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
