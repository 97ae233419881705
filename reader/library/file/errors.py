"""What can go wrong with a library, each in one line that names the file and says what to do. Touches no file."""

from __future__ import annotations

from reader.text import plain

_LOCKED = "another program is writing to it and does not end; close that one, then try again"
_DAMAGED = "is damaged, and was left as it is; move it away, or put a copy in its place"
_MEANINGS = {
    5: _LOCKED,
    6: _LOCKED,
    8: "cannot be written to; make the file and its folder writable, or name another file",
    10: "cannot be read or written (input/output error); see whether the disk is full or failing",
    11: _DAMAGED,
    13: "the disk is full; nothing that was kept is lost: make room, then try again",
    14: "cannot be opened; see that its folder is there and can be written to",
    26: _DAMAGED,
}
"""By the primary result codes of SQLite (https://www.sqlite.org/rescode.html)."""


class LibraryError(ValueError):
    """The library cannot be used, or something could not be kept; the message is one line."""


def meaning(name: str, error: Exception) -> LibraryError:
    """Return what an error of SQLite, or of what was asked of it, means for the library of this name."""
    if isinstance(error, LibraryError):
        return error
    code = getattr(error, "sqlite_errorcode", None) or 0
    words = _MEANINGS.get(code & 0xFF) or f"cannot do it ({error})"
    return LibraryError(plain.line(f"{name}: {words}"))


def damaged(name: str) -> LibraryError:
    """Return that the library of this name is damaged."""
    return LibraryError(plain.line(f"{name}: {_DAMAGED}"))


def no_place(name: str, error: OSError | ValueError) -> LibraryError:
    """Return that a library cannot lie where it shall."""
    why = getattr(error, "strerror", None) or str(error)
    return LibraryError(plain.line(f"{name}: no library can be there ({why}); name another file"))
