"""Ordinary feeds, read by fastfeedparser. Pure: it is given bytes, never a name, which it would fetch."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import fastfeedparser

from reader.sources.items import (
    address_of,
    addresses_of,
    author_of,
    body_of,
    date_of,
    id_of,
    is_cut,
    moment_of,
    repaired,
    string,
    tags_of,
    text_of,
)
from reader.sources.model import Feed, Item
from reader.text import plain

if TYPE_CHECKING:
    from reader.sources.survey import Seen, Survey
    from reader.text.plain import CleanText

_FIGURES = re.compile(r"\s*\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
_ABSOLUTE = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:")


def read(data: bytes, look: Survey | None, url: str) -> Feed | None:
    """Read a feed; None where the parser refuses it, or missed something that stands in it.

    Args:
        data: Bytes within the limits.
        look: What stands in the items; None takes whatever is found.
        url: Where the feed came from.
    """
    try:
        found = fastfeedparser.parse(data)
    except ValueError:
        return None
    entries = found["entries"]
    seen: list[Seen] | list[None] = look.items if look else [None] * len(entries)
    if len(entries) != len(seen):
        return None
    if look and any(_misses(entry, one, look.base) for entry, one in zip(entries, look.items, strict=True)):
        return None
    about = found["feed"]
    is_atom = look.atom if look else b"<feed" in data[:2000].lower()
    return Feed(
        "atom" if is_atom else "rss",
        _text(about, "title"),
        address_of(string(about.get("link")), look.base if look and look.base else url),
        plain.shorten(look.language if look else "", 20),
        tuple(_item(entry, one, url) for entry, one in zip(entries, seen, strict=True)),
        ()
        if look
        else (plain.line("unusual or broken, and too much of it to be read closely: something may be missing"),),
    )


def _misses(entry: dict[str, Any], seen: Seen, base: str) -> bool:
    """Tell whether a field is empty whose element stands in the item, or relative where the feed has a base."""
    return (
        ("title" in seen.names and not entry.get("title"))
        or ("link" in seen.names and not entry.get("link"))
        or (seen.has_id and not entry.get("id"))
        or (seen.dated and not entry.get("published"))
        or (base and not _ABSOLUTE.match(entry.get("link") or ""))
        or (base and not _ABSOLUTE.match(entry.get("id") or "") and (seen.id_is_link or "guid" not in seen.names))
        # without a date it can read, the parser takes a number in the id for one
        or (seen.dated and not string(entry.get("id")).startswith("http") and date_of(seen.date) is None)
    )


def _item(entry: dict[str, Any], seen: Seen | None, url: str) -> Item:
    link = address_of(string(entry.get("link")), url)
    identity = id_of(string(entry.get("id")))
    if seen and not seen.has_id:
        identity = plain.CleanText("")  # the parser took the link
    if seen and not seen.has_link:
        link = address_of(identity, url) if seen.id_is_link else plain.CleanText("")
    dated = seen is None or seen.dated
    updated = _moment(entry.get("updated")) if dated else None
    bodies = entry.get("content") or ()
    texts = [string(entry.get("description")), *(string(body.get("value")) for body in bodies)]
    content, media = body_of(map(repaired, texts))
    attached = [string(one.get("url")) for one in (*entry.get("enclosures", ()), *entry.get("media_content", ()))]
    attached += [string(one.get("href")) for one in entry.get("links", ()) if one.get("rel") == "enclosure"]
    return Item(
        title=_text(entry, "title"),
        link=link,
        id=identity,
        published=_published(entry, seen) or updated,
        updated=updated,
        author=author_of([repaired(string(entry.get("author")))]),
        tags=tags_of(repaired(string(tag.get("term"))) for tag in entry.get("tags", ())),
        content=content,
        media=media,
        base=address_of(next((base for body in bodies if (base := string(body.get("base")))), ""), url) or link,
        enclosures=addresses_of(attached, url),
        cut=is_cut(content, link),
    )


def _published(entry: dict[str, Any], seen: Seen | None) -> datetime | None:
    """Return the date; of one in figures alone the parser takes the first for the month, the house for the day."""
    if seen is None or not seen.dated:
        return _moment(entry.get("published")) if seen is None else None
    return date_of(seen.date) if _FIGURES.match(seen.date) else _moment(entry.get("published"))


def _text(holder: dict[str, Any], name: str) -> CleanText:
    return text_of(repaired(string(holder.get(name))))


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        return moment_of(datetime.fromisoformat(value))
    except ValueError:
        return None
