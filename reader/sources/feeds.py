"""Feeds: bytes to `Feed`. Pure: no network, no disk, no reference is ever followed, whatever the bytes say.

fastfeedparser (`quick`) reads a feed in which nothing can be read in two ways: `survey` looks first, in a fraction of
the time that is saved. feedparser (`forgiving`) reads all others, and those in which the first missed something that
stands there. JSON feeds are read in `jsonfeed`. Parsers load on first use.
"""

from __future__ import annotations

from dataclasses import replace

from reader.sources.bounds import ITEM, bounded, is_heavy, is_page, tamed, with_references
from reader.sources.jsonfeed import is_json, parse_json_feed
from reader.sources.model import REPAIRED, Feed
from reader.sources.survey import survey
from reader.text import plain


def parse_feed(data: bytes, url: str = "") -> Feed:
    """Read a feed: RSS 0.9 to 2.0, RDF, Atom or JSON Feed. Never raises; `format` is empty where it is none.

    Args:
        data: The bytes as they came.
        url: Where they came from: relative links are resolved against it.
    """
    try:
        return parse_json_feed(data, url) if is_json(data) else _parse(data, url)
    except Exception as error:  # parsers raise whatever their code happens to
        return Feed(words=(plain.line(f"could not be read as a feed ({type(error).__name__})"),))


def _parse(data: bytes, url: str) -> Feed:
    from reader.sources import forgiving, quick

    safe = bounded(data)
    feed = _ordinary(safe.data, url)
    if feed is None and not is_heavy(safe.data):
        feed = forgiving.read(tamed(safe.data, safe.words), url)
    if feed is None or (not feed.items and ITEM.search(safe.data)):
        feed = quick.read(safe.data, None, url) or feed or Feed()
    if not feed.format:
        return Feed(words=(plain.line("is a web page, not a feed" if is_page(safe.data) else "is no feed"),))
    return replace(feed, words=(*map(plain.line, safe.words), *feed.words))


def _ordinary(data: bytes, url: str) -> Feed | None:
    """Read a feed in which nothing can be read in two ways, after the commonest repair if it needs one; else None."""
    from reader.sources import quick

    look = survey(data)
    if look.well_formed:
        return quick.read(data, look, url) if look.ordinary else None
    repaired = with_references(data)
    look = survey(repaired)
    feed = quick.read(repaired, look, url) if look.ordinary else None
    return replace(feed, words=(plain.line(REPAIRED),)) if feed else None
