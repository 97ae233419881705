"""Header lines and front matter: an article's details at the top of a text file, written and read in one place.

Two forms. In .txt, lines such as `Title: ...` up to the first blank line; in .md, `key: "..."` between two lines `---`.
Only a block at the very top counts, so nothing further down in an article can pass for one: our own files begin with
a header, be it an empty title, wherever the text itself would read as one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.text import plain

MAX_LINES = 60
MAX_VALUE = 1000
"""Characters of one value that are read; titles and addresses are shorter."""

_KEYS = {
    "title": "title", "source": "source", "date": "date", "url": "link", "link": "link", "byline": "byline",
    "author": "byline",
}  # fmt: skip
_TELLING = frozenset({"title", "source", "date", "url", "link"})
_LINE = re.compile(r"([A-Za-z]{3,8}):[ \t]*(.*)\Z")
_MATTER = re.compile(r"([A-Za-z_][\w-]{0,40}):(?:[ \t]+(.*))?\Z")


class Header(NamedTuple):
    """What the header of a text says. None says nothing; an empty text says that there is none."""

    end: int
    """Where the header ends in the text: all before belongs to it."""
    title: str | None = None
    source: str | None = None
    date: str | None = None
    link: str | None = None
    byline: str | None = None


def read(text: str) -> Header | None:
    """Return the header lines or the front matter at the very top of a gated text, or None where there is neither."""
    return _read_matter(text) if text.startswith("---\n") else _read_lines(text)


def write_header_lines(title: str, source: str = "", date: str = "", link: str = "", *, body: str = "") -> str:
    """Return the header of a .txt file, closed by a blank line: a line for each value that says something.

    `body` is the text that is to follow. Where nothing is stated, and it would read as a header itself, an empty title
    stands before it.
    """
    pairs = (("Title", title), ("Source", source), ("Date", date), ("URL", link))
    lines = [f"{key}: {line}" for key, value in pairs if (line := plain.line(value))]
    if not lines:
        return "Title:\n\n" if read(body) else ""
    return "\n".join(lines) + "\n\n"


def write_front_matter(title: str, source: str = "", date: str = "", link: str = "", *, body: str = "") -> str:
    """Return the front matter of a .md file, closed by a blank line, by the same rules."""
    pairs = (("title", title), ("source", source), ("date", date), ("url", link))
    lines = [f"{key}: {line if key == 'date' else _quote(line)}" for key, value in pairs if (line := plain.line(value))]
    if not lines and not read(body):
        return ""
    return "\n".join(["---", *(lines or ['title: ""']), "---"]) + "\n\n"


def _read_lines(text: str) -> Header | None:
    values: dict[str, str] = {}
    keys: set[str] = set()
    end = 0
    for _ in range(MAX_LINES):
        stop = text.find("\n", end)
        line = text[end : stop if stop >= 0 else len(text)]
        if not line.strip():
            break
        match = _LINE.match(line)
        key = match[1].lower() if match else ""
        if match is None or key not in _KEYS:
            return None
        keys.add(key)
        values.setdefault(_KEYS[key], match[2].strip()[:MAX_VALUE])
        end = stop + 1 if stop >= 0 else len(text)
        if stop < 0:
            break
    else:
        return None
    return Header(end, **values) if keys & _TELLING else None


def _read_matter(text: str) -> Header | None:
    values: dict[str, str] = {}
    end = 4
    for _ in range(MAX_LINES):
        stop = text.find("\n", end)
        line = text[end : stop if stop >= 0 else len(text)].rstrip()
        end = stop + 1 if stop >= 0 else len(text)
        if line in ("---", "..."):
            return Header(end, **values) if values else None
        match = _MATTER.match(line)
        if match and match[1].lower() in _KEYS:
            values.setdefault(_KEYS[match[1].lower()], _unquote((match[2] or "").strip())[:MAX_VALUE])
        elif match is None and line and line[0] not in " \t-#":
            return None
        if stop < 0:
            return None
    return None


def _quote(value: str) -> str:
    return '"' + plain.line(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unquote(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value
