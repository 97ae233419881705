# ruff: noqa: PTH100, PTH116 - names of files are input: pathlib would refuse some of them, and resolve links
"""Files and folders to Documents. It reads files and lists folders; it never writes, follows no loop and never blocks.

What cannot be read is refused by name in one line; names pass the gate, since a file's name is input too.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model import STANDARD_INPUT, Document, Media
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.text.plain import CleanText

MAX_BYTES = 25_000_000
MAX_FILES = 100_000
MAX_DEPTH = 40
MEDIA = {
    ".txt": Media.TEXT,
    ".text": Media.TEXT,
    ".md": Media.MARKDOWN,
    ".markdown": Media.MARKDOWN,
    ".html": Media.HTML,
    ".htm": Media.HTML,
    ".xhtml": Media.HTML,
}
_NUMBERS = re.compile(r"(\d+)")
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|p|div|article)\b", re.I)
_SURE_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|div|article)\b|</?p>", re.I)
"""The same where bytes may be no text at all: two bytes such as "<p" stand in one of five files of noise."""
_PACKED = ((b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "a zip archive"), (b"%PDF", "PDF"), (b"\x7fELF", "a program"))


class SourceError(Exception):
    """Something that cannot be read, in one line that names it. Both parts have passed the gate."""

    def __init__(self, name: str, message: str) -> None:
        self.name = plain.line(name)
        self.message = plain.line(message)
        super().__init__(f"{self.name}: {self.message}")


@dataclass(frozen=True, slots=True)
class Found:
    """A file that looks like one of ours; `load` it to read it."""

    path: str
    """As the system names it."""
    name: CleanText
    """As people typed it, or as it lies under what they typed."""
    folder: CleanText = plain.CleanText("")
    """The sub-folder under the opened folder, if any."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that was asked for and cannot be had."""

    name: CleanText
    message: CleanText


@dataclass(frozen=True, slots=True)
class Passed:
    """How many files of other kinds a folder holds that were passed over."""

    name: CleanText
    count: int

    @property
    def message(self) -> CleanText:
        """One line for people."""
        kind = "1 file of another kind" if self.count == 1 else f"{self.count} files of other kinds"
        return plain.line(f"{kind} passed over")


def discover(paths: Sequence[str]) -> Iterator[Found | Refused | Passed]:
    """Yield the files under some paths in natural order (2 before 10), each once, and what was refused or passed over.

    A file named by itself is taken whatever its ending; in a folder, only endings of `MEDIA` are, hidden names are not.
    Folders are walked `MAX_DEPTH` deep, loops of links are entered once.
    """
    seen: set[tuple[int, int]] = set()
    count = 0
    for path in paths:
        name = show_name(path)
        try:
            status = os.stat(path)
        except (OSError, ValueError) as error:
            yield Refused(name, _message(error, path))
            continue
        found = _walk(path, "", 0, seen) if stat.S_ISDIR(status.st_mode) else iter([Found(os.path.abspath(path), name)])
        for one in found:
            count += isinstance(one, Found)
            if count > MAX_FILES:
                yield Refused(name, plain.line(f"more than {MAX_FILES} files; the rest was left"))
                return
            yield one


def load(path: str, *, name: str = "", folder: str = "") -> Document:
    """Read one file.

    Args:
        path: As the system names it.
        name: What people know it by; the path if empty.
        folder: The sub-folder it lies in, for naming its source.

    Raises:
        SourceError: It cannot be read, is empty, too large, binary, or no regular file.
    """
    shown = name or path
    data = read_bytes(path, shown)
    media = MEDIA.get(Path(path).suffix.lower()) or sniff(data)
    check(data, media, shown)
    return Document(
        plain.line(_sound(shown)), media, data, path=os.path.abspath(path), folder=plain.line(_sound(folder))
    )


def from_bytes(data: bytes, *, name: str = STANDARD_INPUT, media: Media | None = None) -> Document:
    """Make a document of bytes that came by standard input; its name is its source where nothing better is known.

    Raises:
        SourceError: They are empty, too large, or no text.
    """
    kind = media or sniff(data)
    check(data, kind, name)
    return Document(plain.line(name), kind, data, folder=plain.line(name))


def sniff(data: bytes) -> Media:
    """Tell text from HTML by what stands at the beginning."""
    head = data[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return Media.HTML if head[:1] == b"<" and _MARKUP.search(head) else Media.TEXT


def list_of(document: Document) -> str:
    """Return what a file holds instead of an article, "feed", "opml", "urls" or "json"; empty where it may be one."""
    suffix = Path(document.path).suffix.lower()
    if suffix in MEDIA:
        return ""
    from reader.sources.discovery import Kind, kind_of

    kind = kind_of(document.data)
    if kind in (Kind.FEED, Kind.OPML, Kind.URLS):
        return kind
    return "json" if suffix == ".json" else ""


def check(data: bytes, media: Media, name: str) -> None:
    """Refuse what is no text.

    Raises:
        SourceError: Empty, too large, packed or binary.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(name, f"larger than {MAX_BYTES // 1_000_000} MB")
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise SourceError(name, "is empty")
    packed = next((kind for mark, kind in _PACKED if data.startswith(mark)), "")
    if packed:
        raise SourceError(name, f"is {packed}, not text")
    laced = media is Media.HTML and _SURE_MARKUP.search(data[:8192].replace(b"\x00", b"")) is not None
    if plain.is_binary(data) and not laced:
        raise SourceError(name, "is binary, not text")


def show_name(path: str) -> CleanText:
    """Return a path for people: gated, on one line, undecodable bytes replaced."""
    return plain.line(_sound(path))


def natural(name: str) -> list[tuple[int, int, str]]:
    """Return a sort key in which numbers count as numbers and stand before words."""
    parts = [part for part in _NUMBERS.split(name) if part]
    return [(0, int(part[:18]), "") if part.isdecimal() else (1, 0, part.casefold()) for part in parts]


def _walk(top: str, folder: str, depth: int, seen: set[tuple[int, int]]) -> Iterator[Found | Refused | Passed]:
    try:
        status = os.stat(top)
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        entries = sorted(os.scandir(top), key=lambda entry: natural(_sound(entry.name)))
    except OSError as error:
        yield Refused(show_name(top), _message(error, top))
        return
    others = 0
    for entry in entries:
        if entry.name.startswith("."):
            continue
        kind = _kind(entry)
        if kind == "folder":
            if depth < MAX_DEPTH:
                yield from _walk(entry.path, _sound(entry.name), depth + 1, seen)
            else:
                yield Refused(show_name(entry.path), plain.line(f"more than {MAX_DEPTH} folders deep"))
        elif Path(entry.name).suffix.lower() not in MEDIA:
            others += 1
        elif kind:
            yield Refused(show_name(entry.path), plain.line(kind))
        else:
            yield Found(os.path.abspath(entry.path), show_name(entry.path), plain.line(folder))
    if others:
        yield Passed(show_name(top), others)


def _kind(entry: os.DirEntry[str]) -> str:
    """Return "folder", an empty text for a regular file, or what is wrong with the entry."""
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        return _message(error, entry.path)
    if stat.S_ISDIR(mode):
        return "folder"
    return "" if stat.S_ISREG(mode) else _special(mode)


def read_bytes(path: str, shown: str) -> bytes:
    """Return the bytes of a regular file, or one more than `MAX_BYTES` of them. Raises SourceError."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(shown, _special(status.st_mode))
        if status.st_size > MAX_BYTES:
            raise SourceError(shown, f"larger than {MAX_BYTES // 1_000_000} MB")
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):  # it was exchanged since
                raise SourceError(shown, "is no regular file")
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise SourceError(shown, _message(error, path)) from None


def _special(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "is a folder"
    names = (
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    return f"is {next((name for test, name in names if test(mode)), 'no regular file')}, not a file to read"


def _message(error: OSError | ValueError, path: str) -> CleanText:
    if isinstance(error, FileNotFoundError):
        try:
            broken = Path(path).is_symlink()
        except (OSError, ValueError):
            broken = False
        return plain.line("is a link to nothing" if broken else "is not there")
    if isinstance(error, PermissionError):
        return plain.line("no permission to read it")
    if isinstance(error, OSError) and error.strerror:
        return plain.line(error.strerror.lower())
    return plain.line("is no valid name")


def _sound(name: str) -> str:
    """Replace what the file system could not decode."""
    return name.encode("utf-8", "replace").decode("utf-8", "replace")
