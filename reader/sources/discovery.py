"""What bytes are, and the feeds that a page names. Pure: nothing is fetched, no address is guessed."""

from __future__ import annotations

import re
from enum import StrEnum
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from reader.sources import newsboat
from reader.sources.bounds import bounded
from reader.sources.markup import seen
from reader.sources.model import Candidate
from reader.text import plain
from reader.text.addresses import safe_address

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PAGE = 3_000_000
"""Bytes of a page that are looked at."""
MAX_TAG = 8000
MAX_NAMED = 20
MAX_LIKELY = 10
MAX_TITLE = 200
_ELEMENT = re.compile(r"<([A-Za-z][\w:.-]{0,60})")
_FEED_ROOTS = frozenset("rss feed rdf:rdf channel".split())
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
_INSIDE = re.compile(r"""(?:[^"'>]|"[^"]*"|'[^']*')*+""")
_ATTRIBUTE = re.compile(r"([A-Za-z_:][\w:.-]{0,40})(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_TYPES = re.compile(r"application/(?:rss|atom|rdf|feed|x-rss|x-atom)\+(?:xml|json)|text/(?:rss|atom)(?:\+xml)?")
_VAGUE_TYPES = frozenset("application/xml text/xml application/json".split())
_LIKELY = re.compile(
    r"/(?:feeds?|rss|atom)(?:/(?:all|index|main|news|rss2?|atom|posts|default)?)?/?\Z"
    r"|/(?:feeds?|rss2?|atom|index|all|news|main|posts)\.(?:xml|rss|rdf|atom|json)\Z|\.(?:rss|atom|rdf)\Z",
    re.I,
)
_QUERY = re.compile(r"(?:^|&)(?:feed|format|type)=(?:rss2?|atom|rdf|json)(?:&|\Z)", re.I)
_COMMENTS = re.compile(r"comment", re.I)


class Kind(StrEnum):
    """What bytes are, as far as their beginning tells."""

    FEED = "feed"
    OPML = "opml"
    URLS = "urls"
    """A list of feeds as newsboat keeps it."""
    PAGE = "page"
    TEXT = "text"


def kind_of(data: bytes) -> Kind:
    """Tell what bytes are by what they begin with, whatever their name or declared type says. Never raises."""
    head = bounded(data[:200_000]).data
    start = head[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in (b"{", b"["):
        return Kind.FEED if _JSON_FEED.search(head) else Kind.TEXT
    if start[:1] == b"<":
        first = _ELEMENT.search(seen(head.decode("utf-8", "replace"), to_the_end=True))
        name = first[1].lower() if first else ""
        if name == "opml":
            return Kind.OPML
        return Kind.FEED if name in _FEED_ROOTS or name.endswith((":rss", ":feed")) else Kind.PAGE
    return Kind.URLS if newsboat.is_urls(head) else Kind.TEXT


def feeds_of_page(data: bytes, url: str) -> tuple[Candidate, ...]:
    """Return the feeds that a page names, those of its comments last; then links of its host that look like feeds.

    Never raises; linear in what is read of the page.

    Args:
        data: The page, as it came.
        url: Its address: relative ones are resolved against it.
    """
    text = seen(plain.decode(data[:MAX_PAGE]).text, to_the_end=True)
    base = url
    named: dict[str, Candidate] = {}
    likely: dict[str, Candidate] = {}
    for tag, values in _elements(text):
        if tag == "base" and values.get("href"):
            base = _absolute(values["href"], url) or base
        found = _named(values, base) if tag == "link" else _likely(values, base, url) if tag == "a" else None
        if found is not None:
            (named if found.named else likely).setdefault(found.address, found)
    first = sorted(list(named.values())[:MAX_NAMED], key=lambda one: bool(_COMMENTS.search(one.title + one.address)))
    return (*first, *[one for address, one in likely.items() if address not in named][:MAX_LIKELY])


def _named(values: dict[str, str], base: str) -> Candidate | None:
    """Return the feed that a link element names, or None."""
    relations = values.get("rel", "").lower().split()
    kind = values.get("type", "").split(";")[0].strip().lower()
    address = _absolute(values.get("href", ""), base)
    if not address or "stylesheet" in relations or not {"alternate", "feed"} & set(relations):
        return None
    sure = _TYPES.fullmatch(kind) or (kind in _VAGUE_TYPES and _looks_like_one(address))
    if not sure and not ("feed" in relations and not kind):
        return None
    return Candidate(plain.line(address), plain.shorten(values.get("title", ""), MAX_TITLE), plain.line(kind))


def _likely(values: dict[str, str], base: str, url: str) -> Candidate | None:
    """Return what a link leads to if it looks like a feed of the same host, or None."""
    address = _absolute(values.get("href", ""), base)
    if not address or not _same_host(address, url) or not _looks_like_one(address):
        return None
    return Candidate(plain.line(address), plain.shorten(values.get("title", ""), MAX_TITLE), named=False)


def _looks_like_one(address: str) -> bool:
    parts = urlsplit(address)
    return bool(_LIKELY.search(parts.path) or _QUERY.search(parts.query))


def _same_host(address: str, url: str) -> bool:
    """Tell whether two addresses are of one host, or one is of a host below the other's."""
    try:
        one, other = ((urlsplit(each).hostname or "").removeprefix("www.") for each in (address, url))
    except ValueError:
        return False
    return bool(one and other) and (one == other or one.endswith("." + other) or other.endswith("." + one))


def _absolute(href: str, base: str) -> str:
    try:
        return safe_address(urljoin(base, href.strip())) or "" if href.strip() else ""
    except ValueError:
        return ""


def _elements(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the links of a page and its base, with their attributes."""
    for chunk in text.split("<"):
        name = chunk[:5].lower()
        tag = next(
            (tag for tag in ("link", "base", "a") if name.startswith(tag) and name[len(tag) :][:1].isspace()), ""
        )
        if not tag:
            continue
        values: dict[str, str] = {}
        for key, one, two, three in _ATTRIBUTE.findall(_inside(chunk[len(tag) : MAX_TAG])):
            values.setdefault(key.lower(), unescape(one or two or three))
        yield tag, values


def _inside(chunk: str) -> str:
    """Return what stands in a tag, up to its end outside of quotes."""
    match = _INSIDE.match(chunk)
    return match.group() if match else ""
