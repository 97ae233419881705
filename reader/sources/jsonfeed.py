"""JSON Feed, versions 1 and 1.1, read by hand: what has the wrong type is passed over, a bad item is counted. Pure."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from reader.model import Media
from reader.sources.items import (
    MAX_CONTENT,
    MAX_TITLE,
    address_of,
    addresses_of,
    author_of,
    date_of,
    id_of,
    is_cut,
    string,
    tags_of,
)
from reader.sources.model import Feed, Item
from reader.text import plain

MAX_ITEMS = 5000
MAX_PARTS = 200
"""Authors, tags or attachments of one item that are looked at."""


def is_json(data: bytes) -> bool:
    """Tell whether bytes begin as JSON does."""
    return data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def parse_json_feed(data: bytes, url: str = "") -> Feed:
    """Read a JSON feed; `format` is empty where it is none, or is broken.

    Args:
        data: The bytes, of a bounded size.
        url: Where they came from.
    """
    try:
        root = json.loads(plain.decode(data).text.lstrip("\ufeff"), parse_int=_number, strict=False)
    except (ValueError, RecursionError):
        return Feed(words=(plain.line("is broken JSON, no feed can be read from it"),))
    entries = root.get("items") if isinstance(root, dict) else None
    if not isinstance(entries, list):
        return Feed(words=(plain.line("is JSON, but no feed"),))
    items = [item for entry in entries[:MAX_ITEMS] if (item := _item(entry, url))]
    words = []
    if len(entries) > MAX_ITEMS:
        words.append(f"more than {MAX_ITEMS} items; the rest was left")
    if bad := min(len(entries), MAX_ITEMS) - len(items):
        words.append(f"{bad} {'item' if bad == 1 else 'items'} could not be read")
    return Feed(
        "json",
        plain.shorten(string(root.get("title")), MAX_TITLE),
        address_of(string(root.get("home_page_url")), url),
        plain.shorten(string(root.get("language")), 20),
        tuple(items),
        tuple(map(plain.line, words)),
    )


def _item(entry: Any, url: str) -> Item | None:
    """Return an item, or None for what says nothing at all. Titles are plain text in this format."""
    if not isinstance(entry, dict):
        return None
    get = entry.get
    markup, text = string(get("content_html")), string(get("content_text"))
    content = (markup or text or string(get("summary")))[:MAX_CONTENT].encode("utf-8", "replace").decode("utf-8")
    link = address_of(string(get("url")) or string(get("external_url")), url)
    title = plain.shorten(string(get("title")), MAX_TITLE)
    stated = get("id")
    is_id = isinstance(stated, str | int | float) and not isinstance(stated, bool)
    if not (content or title or link):
        return None
    updated = _moment(get("date_modified"))
    people = _list(get("authors")) or [get("author")]
    return Item(
        title=title,
        link=link,
        id=id_of(str(stated)) if is_id else plain.CleanText(""),
        published=_moment(get("date_published")) or updated,
        updated=updated,
        author=author_of(string(one.get("name")) for one in people if isinstance(one, dict)),
        tags=tags_of(_list(get("tags"))),
        content=content,
        media=Media.HTML if markup else Media.TEXT,
        base=link or plain.line(url),
        enclosures=addresses_of(
            (string(one.get("url")) for one in _list(get("attachments")) if isinstance(one, dict)), url
        ),
        cut=is_cut(content, link),
    )


def _moment(value: object) -> datetime | None:
    """Return a date: written out as the format asks for, or as seconds or milliseconds since 1970."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if abs(value) > 1e11 else value
        try:
            return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < 4e9 else None
        except (ValueError, OverflowError, OSError):
            return None
    return date_of(value)


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) <= 30 else float(digits)


def _list(value: object) -> list[Any]:
    return value[:MAX_PARTS] if isinstance(value, list) else []
