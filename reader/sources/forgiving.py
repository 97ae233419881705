"""Feeds of any kind and shape, read by feedparser. Pure: it is given a stream.

Bytes it would first try as the name of a file, and a name it would open or fetch.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import feedparser

from reader.sources.bounds import is_page
from reader.sources.items import (
    address_of,
    addresses_of,
    author_of,
    body_of,
    date_of,
    id_of,
    is_cut,
    moment_of,
    string,
    tags_of,
    text_of,
)
from reader.sources.model import REPAIRED, Feed, Item
from reader.text import plain


def read(data: bytes, url: str) -> Feed:
    """Read a feed; `format` is empty where it is none.

    Args:
        data: Bytes within the limits.
        url: Where the feed came from.
    """
    found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    version = string(found.get("version"))
    about = found["feed"]
    if not version and (not found["entries"] or is_page(data)):
        return Feed()
    return Feed(
        "atom" if version.startswith("atom") else "rss",
        text_of(string(about.get("title"))),
        address_of(string(about.get("link")), url),
        plain.shorten(string(about.get("language")), 20),
        tuple(_item(entry, url) for entry in found["entries"]),
        (plain.line(REPAIRED),) if found.get("bozo") else (),
    )


def _item(entry: dict[str, Any], url: str) -> Item:
    """`dict.get` is called past feedparser's own class, which answers for other names as well."""
    get = dict.get
    link = address_of(string(get(entry, "link")), url)
    details = [*(get(entry, "content") or ()), get(entry, "summary_detail") or {}]
    content, media = body_of([string(get(entry, "summary")), *(string(get(one, "value")) for one in details)])
    base = next((base for one in details if (base := string(get(one, "base")))), "")
    links = get(entry, "links") or ()
    attached = [string(get(one, "href")) for one in links if get(one, "rel") == "enclosure"]
    attached += [string(get(one, "url")) for one in get(entry, "media_content") or ()]
    updated = _stated(entry, "updated")
    return Item(
        title=text_of(string(get(entry, "title"))),
        link=link,
        id=id_of(string(get(entry, "id"))),
        published=_stated(entry, "published") or updated or _stated(entry, "created"),
        updated=updated,
        author=author_of(
            [string(get(one, "name")) for one in get(entry, "authors") or ()] or [string(get(entry, "author"))]
        ),
        tags=tags_of(get(tag, "term") for tag in get(entry, "tags") or ()),
        content=content,
        media=media,
        base=address_of(base, url) or link,
        enclosures=addresses_of(attached, url),
        cut=is_cut(content, link),
    )


def _stated(entry: dict[str, Any], name: str) -> datetime | None:
    """Return a moment as the parser understood it, else as we read what is written."""
    parsed = dict.get(entry, f"{name}_parsed")
    if parsed:
        try:
            year, month, day, hour, minute, second = parsed[:6]
            return moment_of(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC))
        except (TypeError, ValueError, OverflowError):
            pass
    return date_of(dict.get(entry, name))
