"""Documents to articles: every block kept or hidden, with a reason. Cheap to import; parsers load on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.clean.context import Context

if TYPE_CHECKING:
    from reader.model import Article, Document

__all__ = ["Context", "clean", "clean_html", "clean_text"]


def clean(document: Document, context: Context = Context()) -> Article:  # noqa: B008 - frozen, so one for all is right
    """Return the article that a document holds.

    Runs in the calling process; never raises for what the bytes hold. Linear in the size of the text.

    Args:
        document: The bytes with what is known of where they come from.
        context: What other articles and the user have to say about it.
    """
    from reader.clean.cleaner import clean_document

    return clean_document(document, context)


def clean_text(text: str) -> Article:
    """Return the article in a plain text, hard-wrapped or not."""
    from reader.model import Document, Media
    from reader.text import plain

    data = text.encode("utf-8", "replace")
    return clean(Document(plain.CleanText(""), Media.TEXT, data))


def clean_html(page: bytes | str, url: str | None = None) -> Article:
    """Return the article on a page.

    Args:
        page: Bytes as they came, or characters that were decoded already.
        url: Where the page lies: its links are resolved against it, and its host names the source if nothing else does.
    """
    from reader.model import Document, Media
    from reader.text import plain

    data = b"\xef\xbb\xbf" + page.encode("utf-8", "replace") if isinstance(page, str) else page
    return clean(Document(plain.CleanText(""), Media.HTML, data, link=plain.line(url or "")))
