"""What a page states about itself in its head: JSON-LD, OpenGraph, time tags. Bounded, and never raises."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from reader.model import Link
from reader.text import plain
from reader.text.addresses import safe_address

if TYPE_CHECKING:
    from lxml.etree import _Element

    from reader.clean.found import Found

MAX_JSON = 500_000
MAX_NODES = 2000
_ARTICLE_TYPES = ("article", "posting", "report", "webpage", "story")
_META = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "source": ("og:site_name", "application-name", "dc.publisher"),
    "date": (
        "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate",
        "dc.date",
        "dc.date.issued", "parsely-pub-date", "sailthru.date", "publish-date", "article.published",
    ),
    "author": ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author"),
    "link": ("og:url",),
}  # fmt: skip


def read(root: _Element, found: Found, base: str) -> None:
    """Fill in what the page states, the surest place first: JSON-LD, then meta tags, then time tags."""
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = element.get("content")
        if key and content and len(metas) < 500:
            metas.setdefault(key, content[:1000])
    for script in list(root.iter("script"))[:200]:
        if "ld+json" in (script.get("type") or ""):
            _json_ld(script.text or "", found)
    found.title = found.title or _first(metas, "title") or _tag_title(root, _first(metas, "source"))
    found.source = _first(metas, "source") or found.source
    found.byline = found.byline or ("" if "://" in _first(metas, "author") else _first(metas, "author"))
    found.dates += [metas[key] for key in _META["date"] if key in metas]
    found.dates += [time.get("datetime", "")[:100] for time in list(root.iter("time"))[:1] if time.get("datetime")]
    canonical = next((e.get("href", "") for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical"), "")
    found.link = base or _absolute(canonical, base) or _absolute(_first(metas, "link"), base)
    found.language = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:20]
    for name in ("title", "source", "byline", "link", "language"):
        setattr(found, name, plain.line(getattr(found, name)))


def links(pairs: list[tuple[str, str]], base: str) -> list[Link]:
    """Return the links of a page with absolute http addresses, each address once."""
    found: dict[str, Link] = {}
    for text, href in pairs:
        address = plain.line(_absolute(href.strip(), base))
        words = plain.line(text)
        if address and words and address not in found:
            found[address] = Link(words, address)
    return list(found.values())


def _first(metas: dict[str, str], name: str) -> str:
    return next((metas[key].strip() for key in _META[name] if metas.get(key, "").strip()), "")


def _tag_title(root: _Element, source: str) -> str:
    text = " ".join("".join(next(iter(root.iter("title")), root.makeelement("title")).itertext()).split())[:400]
    for mark in (" | ", " — ", " – ", " - ", " « ", " » "):
        head, _, tail = text.rpartition(mark)
        if head and (tail == source or len(tail.split()) <= 4) and len(head) > len(tail):
            return head
    return text


def _absolute(href: str, base: str) -> str:
    try:
        address = urljoin(base, href.strip()).replace(" ", "%20")  # as browsers write it
    except ValueError:
        return ""
    return safe_address(address) or ""


def _json_ld(text: str, found: Found) -> None:
    if len(text) > MAX_JSON:
        return
    try:
        data = json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    queue: list[Any] = [data]
    seen = 0
    while queue and seen < MAX_NODES:
        node = queue.pop(0)
        seen += 1
        if isinstance(node, list):
            queue += node[:200]
        elif isinstance(node, dict):
            if any(kind in str(node.get("@type", "")).lower() for kind in _ARTICLE_TYPES):
                _take_node(node, found)
            queue += [
                node[key]
                for key in ("@graph", "mainEntity", "itemListElement")
                if isinstance(node.get(key), list | dict)
            ]


def _take_node(node: dict[str, Any], found: Found) -> None:
    page = "webpage" in str(node.get("@type", "")).lower()
    if not page:
        found.title = found.title or _text(node.get("headline"))
        found.byline = found.byline or _names(node.get("author"))
        body = node.get("articleBody")
        found.body = found.body or (body[:MAX_JSON] if isinstance(body, str) else "")
    found.source = found.source or _names(node.get("publisher"))
    found.dates += [value for value in (_text(node.get("datePublished")),) if value]


def _text(value: object) -> str:
    return value[:1000] if isinstance(value, str) else ""


def _names(value: object) -> str:
    nodes = value if isinstance(value, list) else [value]
    names = [_text(node.get("name")) if isinstance(node, dict) else _text(node) for node in nodes[:8]]
    return ", ".join(name for name in names if name and "://" not in name)
