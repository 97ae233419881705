"""What leaves the screen: the clipboard, the browser, a command. No shell; nothing of an input is ever an option."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from textual.app import App

_CLIPBOARDS = (("pbcopy",), ("wl-copy",), ("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input"))


def copy(app: App[None], text: str) -> str:
    """Put text on the clipboard and return the name of the way it took.

    The system's own program where the session is local, else the terminal's escape sequence, which nobody acknowledges.
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


def safe_address(address: str) -> str | None:
    """Return an address that may be given to a browser: http or https, with a host, in ASCII, no space or control."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    plain = address.strip()
    if parts.scheme not in ("http", "https") or not host or not plain.isprintable() or " " in plain:
        return None
    return plain


def browse(address: str) -> bool:
    """Open a checked address in the browser; tell whether there was one to open it with."""
    import webbrowser

    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False


def pipe(app: App[None], command: str, text: str) -> None:
    """Run a command that the reader typed, on the whole terminal, with the text as its standard input."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        app.notify(f"cannot read the command: {error}", markup=False, severity="error")
        return
    if not words:
        return
    with app.suspend():
        try:
            done = subprocess.run(words, input=text.encode("utf-8", "replace"), check=False)  # noqa: S603 - typed by the reader
            word = f"{words[0]} ended with {done.returncode}" if done.returncode else ""
        except OSError as error:
            word = f"cannot run {words[0]}: {error.strerror}"
    if word:
        app.notify(word, markup=False, severity="warning")
