"""A program in a pseudo-terminal, driven by keys, with the time and the bytes of what it draws."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


INSTALLED = {"PYTHONDONTWRITEBYTECODE": "", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
"""An environment like that of an installed program: its byte code is kept from one start to the next."""

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("ready now")
Empty().run()
"""
"""A program that draws two words: what a start costs before anything of ours."""


class Terminal:
    """A program in a terminal of its own, 120 by 40 unless told otherwise."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], size: tuple[int, int] = (120, 40)) -> None:
        """Start a command; in its words, `{tty}` stands for the terminal's name."""
        self.started = time.perf_counter()
        self.drawn = b""
        """All that came so far."""
        self._master, slave = pty.openpty()
        self.name = os.ttyname(slave)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        whole = {**os.environ, **INSTALLED, **env}
        self._process = subprocess.Popen(
            [word.replace("{tty}", self.name) for word in command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=whole,
            start_new_session=True,
        )
        os.close(slave)

    def wait_for(self, needle: bytes, limit: float = 30.0) -> float:
        """Return the seconds from the start until `needle` has been drawn."""
        seen = b""
        while time.perf_counter() - self.started < limit:
            seen += self._read(0.5)
            if needle in seen:
                return time.perf_counter() - self.started
        raise TimeoutError(f"{needle!r} did not come; the end of the output is {seen[-400:]!r}")

    def settle(self, quiet: float = 0.4) -> bytes:
        """Return what is drawn until nothing more comes for a while."""
        seen = b""
        while piece := self._read(quiet):
            seen += piece
        return seen

    def press(self, key: bytes) -> tuple[float, float, int]:
        """Press a key; return the seconds to the first and to the last byte drawn for it, and the number of bytes."""
        begun = time.perf_counter()
        os.write(self._master, key)
        first = last = 0.0
        count = 0
        while piece := self._read(0.25):
            last = time.perf_counter() - begun
            first = first or last
            count += len(piece)
        return first, last, count

    def memory(self) -> float:
        """Return the resident megabytes of the process."""
        pages = Path(f"/proc/{self._process.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def write(self, keys: bytes) -> None:
        """Type keys and do not wait."""
        os.write(self._master, keys)

    def ended(self, limit: float = 30.0) -> int:
        """Return the exit code, once the program has ended by itself."""
        while self._process.poll() is None and time.perf_counter() - self.started < limit:
            self._read(0.05)  # a program that cannot write does not end
        return self._process.wait(timeout=1)

    def close(self) -> None:
        """End the program."""
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def _read(self, patience: float) -> bytes:
        ready, _, _ = select.select([self._master], [], [], patience)
        if not ready:
            return b""
        try:
            piece = os.read(self._master, 65536)
        except OSError:  # the program has ended
            return b""
        self.drawn += piece
        return piece
