"""Files that are ours to make: never over another, never through a link, never outside the chosen folder, whole or not.

A file is written under a temporary name in its folder, flushed to the disk, and linked to its own name, which fails
where that name is taken; then `-2`, `-3`... are tried.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.text.plain import CleanText

MAX_SLUG = 60
"""Bytes of the readable part of a file name."""
MAX_TRIES = 10_000
_UNFIT = re.compile(r"[^a-z0-9]+")
_NO_LINKS = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK})
"""What file systems without links answer."""


class WritingError(ValueError):
    """A file could not be written; the message is one line that names it."""


def slug(title: str) -> str:
    """Return a title as part of a file name: ASCII letters, digits, hyphens, at most `MAX_SLUG`; may be empty."""
    plain_letters = unicodedata.normalize("NFKD", title.casefold().replace("'", "").replace("’", ""))
    ascii_only = plain_letters.encode("ascii", "ignore").decode("ascii")
    words = _UNFIT.sub("-", ascii_only).strip("-")
    if len(words) > MAX_SLUG:
        words = words[: MAX_SLUG + 1].rpartition("-")[0] or words[:MAX_SLUG]
    return words


def place_of(wanted: str, *, make: bool = True) -> tuple[Path, str]:
    """Return the folder to write to, and the file's name where one was given. Raises WritingError."""
    try:
        target = Path(wanted).expanduser()
    except RuntimeError:  # a home that is nobody's
        target = Path(wanted)
    if "\0" in wanted:
        raise WritingError("a target cannot hold the character 0")
    if wanted.endswith(("/", os.sep)) or target.is_dir():
        if make:
            try:
                target.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise WritingError(f"{shown(target)}: cannot be made ({error.strerror})") from None
        return target, ""
    return target.parent, target.name


def free_name(folder: Path, name: str) -> Path:
    """Return `folder/name`, with `-2`, `-3`... before the suffix where that is taken. Raises WritingError."""
    for number in range(1, MAX_TRIES):
        path = folder / _numbered(name, number)
        if not os.path.lexists(path):
            return path
    raise WritingError(f"{plain.line(str(folder / name))}: {MAX_TRIES} files of that name lie there")


def write_new(folder: Path, name: str, text: str) -> Path:
    """Write a new file of gated text, as UTF-8; see `write_by`."""
    return write_by(folder, name, lambda file: file.write(text.encode("utf-8", "replace")))


def write_by(folder: Path, name: str, write: Callable[[BinaryIO], object]) -> Path:
    """Write a new file into a folder and return its path, which is `folder/name` or the next free `-2`, `-3`...

    Args:
        folder: Must exist.
        name: A bare file name: nothing in it may lead out of the folder.
        write: Is given the file and writes it; what it raises leaves no file behind.

    Raises:
        WritingError: The folder is missing, not writable, full, or the name is no bare name.
    """
    if name in ("", ".", "..") or "/" in name or "\\" in name or "\0" in name:
        raise WritingError(f"{plain.line(name)!r} is no file name")
    temporary = folder / f".{secrets.token_hex(8)}.tmp"
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, opened so that nothing is followed
                write(file)
                file.flush()
                os.fsync(file.fileno())
            return _link(temporary, folder, name)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise WritingError(f"{shown(folder / name)}: cannot be written ({error.strerror})") from None


def shown(path: Path) -> CleanText:
    """Return a path as it may be shown."""
    return plain.line(str(path))


def _link(temporary: Path, folder: Path, name: str) -> Path:
    for number in range(1, MAX_TRIES):
        path = folder / _numbered(name, number)
        try:
            os.link(temporary, path, follow_symlinks=False)
        except FileExistsError:
            continue
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            return _copy(temporary, path)
        return path
    raise WritingError(f"{shown(folder / name)}: {MAX_TRIES} files of that name lie there")


def _copy(temporary: Path, path: Path) -> Path:
    """Write the file under its own name at once, where the file system knows no links."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o644)
    with open(descriptor, "wb") as file:  # noqa: PTH123
        file.write(temporary.read_bytes())
        file.flush()
        os.fsync(file.fileno())
    return path


def _numbered(name: str, number: int) -> str:
    if number == 1:
        return name
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}-{number}{dot}{suffix}" if stem else f"{name}-{number}"
