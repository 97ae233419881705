"""The items of a feed as Documents, for cleaning. Pure."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reader.model import Document, Media, Stated
from reader.sources.items import address_of
from reader.text import plain
from reader.text.addresses import safe_address

if TYPE_CHECKING:
    from reader.sources.model import Feed, Item

MAX_SOURCE = 80
_PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8">{base}</head><body><article>{title}{body}</article></body></html>'
)


def documents(feed: Feed, source: str = "") -> tuple[Document, ...]:
    """Return the items as documents, one for each, in their order.

    The title stands at the head of each, as on a page: an item with a title alone becomes an article with an empty
    text, and items whose bodies are alike stay apart.

    Args:
        feed: As it was read.
        source: What the user calls it; the feed's own title if empty.
    """
    name = plain.shorten(source or feed.title, MAX_SOURCE)
    return tuple(_document(item, feed, name) for item in feed.items)


def _document(item: Item, feed: Feed, source: plain.CleanText) -> Document:
    link = plain.line(safe_address(address_of(item.link, feed.link)) or "")
    stated = Stated(item.title, item.author, source, item.published, item.updated, feed.language)
    return Document(
        name=link or item.title or item.key,
        media=item.media,
        data=_page(item, link) if item.media is Media.HTML else _text(item),
        link=link,
        stated=stated,
    )


def _text(item: Item) -> bytes:
    return b"\n\n".join(part.encode("utf-8", "replace") for part in (item.title, item.content) if part)


def _page(item: Item, link: str) -> bytes:
    base = f'<base href="{escape(item.base)}">' if item.base and item.base != link else ""
    title = f"<h1>{escape(item.title)}</h1>" if item.title else ""
    return _PAGE.format(base=base, title=title, body=item.content).encode("utf-8", "replace")
