"""Whether there is a library at a path, by the header of the file alone: without SQLite, which would touch the file."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from reader.library.file import errors, schema
from reader.library.file.errors import LibraryError
from reader.text import plain

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"SQLite format 3\x00"
_VERSION, _APPLICATION, _HEADER = slice(60, 64), slice(68, 72), 100
"""Where the header has them (https://www.sqlite.org/fileformat.html#the_database_header)."""


def look(path: Path) -> bool:
    """Tell whether there is a library at a path, without opening it. Raises LibraryError where none can be."""
    name = plain.line(str(path))
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise LibraryError(f"{name}: is no file; name one for the library")
        if not info.st_size:  # a program was killed just as it made it
            return False
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        return False
    except LibraryError:
        raise
    except (OSError, ValueError) as error:
        raise errors.no_place(name, error) from None
    if not path.with_name(f"{path.name}-journal").exists():  # else SQLite first undoes what was half made
        if not header.startswith(_MAGIC):
            raise LibraryError(f"{name}: is no library, or is damaged; it was left as it is: name another file")
        check(name, int.from_bytes(header[_APPLICATION], "big"), int.from_bytes(header[_VERSION], "big"))
    return True


def check(name: str, application: int, version: int) -> None:
    """Refuse what is no library of ours, by its `application_id` and `user_version`. Raises LibraryError."""
    if version > len(schema.MIGRATIONS):
        raise LibraryError(f"{name}: was made by a newer version; it was left as it is: update newsreader to open it")
    if application != schema.APPLICATION:
        raise LibraryError(f"{name}: belongs to another program; it was left as it is: name another file")
