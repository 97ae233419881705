"""OPML: lists of feeds in folders, read and written. Pure: no file, no network; no entity or other list is followed."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from reader.sources.bounds import bounded
from reader.sources.listing import MAX_FEEDS, UntakenError, feed_address, told
from reader.sources.model import REPAIRED, Subscription, Subscriptions
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.text.plain import CleanText

MAX_DEPTH = 30
"""Folders in folders; what lies deeper is taken into the last of them."""
MAX_TITLE = 300
MAX_ATTRIBUTES = 20
MAX_VALUE = 1000
_KNOWN = frozenset("text title xmlurl htmlurl category".split())
_TYPE = ("type", "rss")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,40}")
_BARE = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)")
_HTML_REFERENCE = re.compile(r"&([A-Za-z]\w{1,30});")
_XML_REFERENCES = frozenset("amp lt gt quot apos".split())
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w.-]{0,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TITLE = re.compile(r"<title>([^<]{0,1000})</title>", re.I)


def read_opml(data: bytes) -> Subscriptions:
    """Read a list of feeds. Never raises; what cannot be taken is said in `words`, a line each."""
    safe = bounded(data)
    reader = _Reader()
    if _parse(safe.data, reader):
        return reader.result(safe.words)
    repaired = _Reader()
    if _parse(_repaired(safe.data), repaired):
        return repaired.result([*safe.words, REPAIRED])
    scanned = _Reader()
    _scan(safe.data.decode("utf-8", "replace"), scanned)
    if not scanned.outlines:
        return Subscriptions(words=told([*safe.words, "is no list of feeds (OPML)"]))
    return scanned.result([*safe.words, f"{REPAIRED}; see that nothing is missing"])


def is_opml(data: bytes) -> bool:
    """Tell whether bytes begin as an OPML file does."""
    return re.search(rb"<opml[\s>]", data[:4000], re.I) is not None


def write_opml(feeds: Sequence[Subscription], title: str = "", created: str = "") -> bytes:
    """Write a list of feeds, folders where they come first. What `read_opml` takes of it is what was given.

    Args:
        feeds: In the order of the list.
        title: Of the list.
        created: When it was made, as RFC 822 writes dates; left out if empty.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "  <head>"]
    lines.append(f"    <title>{escape(_xml(title))}</title>")
    if created:
        lines.append(f"    <dateCreated>{escape(_xml(created))}</dateCreated>")
    lines += ["  </head>", "  <body>", *_outlines(feeds, 0), "  </body>", "</opml>", ""]
    return "\n".join(lines).encode("utf-8", "replace")


# ---------------------------------------------------------------- reading


class _Reader:
    """Takes outlines as they come."""

    def __init__(self) -> None:
        self.folders: list[tuple[CleanText, ...]] = [()]
        """Of each open outline, the folders that what is in it lies in."""
        self.feeds: list[Subscription] = []
        self.words: list[str] = []
        self.outlines = 0
        self.is_opml = False
        self.title = ""
        self.in_title = False
        self.over = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        low = name.lower()
        self.is_opml = self.is_opml or low == "opml"
        self.in_title = low == "title" and not self.outlines
        if low != "outline":
            return
        self.outlines += 1
        values = {key.lower(): value for key, value in attributes.items()}
        title = plain.shorten(values.get("text", "").strip() or values.get("title", ""), MAX_TITLE)
        outer = self.folders[-1]
        address = values.get("xmlurl", "").strip()
        if address:
            self._take(address, title, attributes, values)
        elif values.get("type", "").lower() == "include":
            self.words.append(f"the list {plain.shorten(values.get('url', ''), 60)} is named in it, and is not fetched")
        opens = not address and title and len(outer) < MAX_DEPTH
        self.folders.append((*outer, title) if opens else outer)

    def end(self, name: str) -> None:
        self.in_title = False
        if name.lower() == "outline" and len(self.folders) > 1:
            self.folders.pop()

    def text(self, characters: str) -> None:
        if self.in_title and len(self.title) < MAX_VALUE:
            self.title += characters

    def result(self, words: Iterable[str]) -> Subscriptions:
        """Return what was read."""
        over = [f"more than {MAX_FEEDS} feeds; {self.over} were left"] if self.over else []
        return Subscriptions(
            plain.shorten(self.title, MAX_TITLE), tuple(self.feeds), told([*words, *over, *self.words])
        )

    def _take(self, raw: str, title: CleanText, given: dict[str, str], values: dict[str, str]) -> None:
        if len(self.feeds) >= MAX_FEEDS:
            self.over += 1
            return
        try:
            address = feed_address(raw)
        except UntakenError as error:
            self.words.append(f"{title or 'a feed without a name'}: {error}")
            return
        others = [
            (plain.line(key), plain.shorten(value, MAX_VALUE))
            for key, value in given.items()
            if _is_other(key) and (key, value) != _TYPE
        ]
        tags = dict.fromkeys(plain.line(tag.strip("/ ")) for tag in values.get("category", "")[:MAX_VALUE].split(","))
        self.feeds.append(
            Subscription(
                address,
                title,
                plain.line(values.get("htmlurl", "")[:MAX_VALUE]),
                self.folders[-1],
                tuple(tag for tag in tags if tag),
                attributes=tuple(others[:MAX_ATTRIBUTES]),
            )
        )


def _is_other(key: str) -> bool:
    return key.lower() not in _KNOWN and _NAME.fullmatch(key) is not None


def _parse(data: bytes, reader: _Reader) -> bool:
    """Give a reader the outlines of well-formed XML; False where it is not, or is something else."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return reader.is_opml


def _repaired(data: bytes) -> bytes:
    """Return the bytes with bare ampersands written as references, and those that only HTML knows as characters."""
    text = _HTML_REFERENCE.sub(_character, data.decode("utf-8", "replace"))
    return _BARE.sub("&amp;", text).encode("utf-8", "replace")


def _character(match: re.Match[str]) -> str:
    return match.group() if match[1] in _XML_REFERENCES else escape(unescape(match.group()))


def _scan(text: str, reader: _Reader) -> None:
    """Give a reader the outlines that can be made out in XML broken beyond repair."""
    title = _TITLE.search(text[:20_000])
    reader.title = unescape(title[1]) if title else ""
    for chunk in text.split("<"):
        if chunk[:8].lower() == "/outline":
            reader.end("outline")
        elif chunk[:7].lower() == "outline":
            reader.start("outline", {key: unescape(one or other) for key, one, other in _ATTRIBUTE.findall(chunk)})
            if chunk.rstrip().endswith("/>"):
                reader.end("outline")


# ---------------------------------------------------------------- writing


def _outlines(feeds: Sequence[Subscription], level: int) -> list[str]:
    """Return the lines of the feeds that lie `level` folders deep or deeper, each folder once."""
    space = "  " * (level + 2)
    members: dict[CleanText, list[Subscription]] = {}
    for feed in feeds:
        if level < min(len(feed.folder), MAX_DEPTH):
            members.setdefault(feed.folder[level], []).append(feed)
    lines: list[str] = []
    for feed in feeds:
        if level >= min(len(feed.folder), MAX_DEPTH):
            lines.append(f"{space}<outline{_attributes(feed)}/>")
        elif inner := members.pop(feed.folder[level], None):
            name = quoteattr(_xml(feed.folder[level]))
            lines += [f"{space}<outline text={name} title={name}>", *_outlines(inner, level + 1), f"{space}</outline>"]
    return lines


def _attributes(feed: Subscription) -> str:
    others = [(str(key), str(value)) for key, value in feed.attributes if _is_other(key)]
    pairs = [("text", str(feed.title)), ("title", feed.title), ("xmlUrl", feed.address), ("htmlUrl", feed.link)]
    pairs += [("category", ",".join(feed.tags)), *dict([_TYPE, *others]).items()]
    return "".join(f" {key}={quoteattr(_xml(value))}" for key, value in pairs if value or key == "text")


def _xml(text: str) -> str:
    """Return characters that XML can hold, gated."""
    return re.sub("[\ufffe\uffff]", "", plain.line(text))
