"""What leaves the screen: the clipboard, the browser, a command. No shell; nothing of an input is ever an option."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from reader.text import plain as gate
from reader.text.addresses import safe_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App


__all__ = ["browse", "copy", "pipe", "safe_address"]

_CLIPBOARDS = (("pbcopy",), ("wl-copy",), ("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input"))
_KEYBOARD = 0
"""The descriptor that the keyboard is at."""


def copy(app: App[None], text: str) -> str:
    """Put text on the clipboard and return the name of the way it took.

    The system's own program where the screen is local, else the terminal's escape sequence, which nobody acknowledges.
    """
    if not os.environ.get("SSH_CONNECTION"):
        for command in _CLIPBOARDS:
            if _usable(command[0]) and _feed(list(command), text):
                return command[0]
    app.copy_to_clipboard(text)
    return "the terminal (OSC 52)"


def _usable(program: str) -> bool:
    if program.startswith("wl-") and not os.environ.get("WAYLAND_DISPLAY"):
        return False
    if program.startswith("x") and not os.environ.get("DISPLAY"):
        return False
    return shutil.which(program) is not None


def _feed(command: list[str], text: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; the text goes to its standard input
            command,
            input=text.encode("utf-8", "replace"),
            timeout=3,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def browse(address: str) -> bool:
    """Open a checked address in the browser; tell whether there was one to open it with."""
    import webbrowser

    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False


def pipe(app: App[None], command: str, text: str) -> str:
    """Run a command that the reader typed, on the whole terminal, with the text as its standard input.

    What it wrote stays to be read until Enter is pressed, unless it was interrupted. Returns what is to be said about
    its end, empty where it ended well.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        return f"cannot read the command: {error}"
    if not words:
        return ""
    with app.suspend():
        word, to_be_read = run(words, text)
        if to_be_read:
            _wait_for_enter(word)
    return word


def run(words: Sequence[str], text: str) -> tuple[str, bool]:
    """Run a command with a text as its standard input.

    Returns:
        What is to be said about its end, empty where it ended well, and whether there may be something of it to read.
    """
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, _let_pass)  # the interrupt is meant for the command
    try:
        done = subprocess.run(words, input=text.encode("utf-8", "replace"), check=False)  # noqa: S603 - typed by the reader
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        return f"cannot run {words[0]}: {reason}", False
    finally:
        signal.signal(signal.SIGINT, before)
    if done.returncode in (-signal.SIGINT, 128 + signal.SIGINT):
        return f"{words[0]} was interrupted", False
    return f"{words[0]} ended with {done.returncode}" if done.returncode else "", True


def _let_pass(_signal: int, _frame: object) -> None:
    """Take a signal and do nothing; a command that is started does not inherit this."""


def _wait_for_enter(word: str) -> None:
    """Wait in the terminal for Enter, or whatever else ends a line."""
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        sys.stdout.write(f"\n{gate.line(word)}{': ' if word else ''}press Enter to go back ")
        sys.stdout.flush()
        os.read(_KEYBOARD, 4096)
    except (KeyboardInterrupt, OSError):
        pass  # going back is what an interrupt asks for, too
    finally:
        signal.signal(signal.SIGINT, before)
