"""Taking a passage away with its citation: the source's own characters, and where they stand. Pure."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.text import dates, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Article, Span
    from reader.text.plain import CleanText

ELISION = " […] "


def cite(article: Article, span: Span) -> CleanText:
    """Return a range of `Article.text` as the source wrote it, in quotation marks, with its citation in brackets.

    The quotation marks inside stay as they are; around them stand curly ones where the passage holds straight ones.
    What was hidden between two paragraphs is marked by "[…]".
    """
    words = plain.line(quoted(article, span))
    opening, closing = ("“", "”") if '"' in words else ('"', '"')
    return plain.CleanText(f"{opening}{words}{closing} ({_reference(article, span)})")


def cite_article(article: Article) -> CleanText:
    """Return the citation of an article as a whole, on one line: source, title, date, link or file."""
    return plain.line(_reference(article, None))


def reference(article: Article, span: Span) -> CleanText:
    """Return where a range of `Article.text` stands: what `cite` says in brackets."""
    return plain.line(_reference(article, span))


def cite_all(passages: Sequence[tuple[Article, Span]]) -> tuple[CleanText, CleanText]:
    """Return several passages, each with its citation, and these citations alone, a line each."""
    cited = plain.CleanText("\n\n".join(cite(article, span) for article, span in passages))
    return cited, plain.CleanText("\n".join(reference(article, span) for article, span in passages))


def quoted(article: Article, span: Span) -> CleanText:
    """Return the source's own characters for a range of `Article.text`, paragraph by paragraph."""
    pieces: list[str] = []
    at = 0
    gap = False
    for block in article.blocks:
        if not block.kept:
            gap = gap or block.hidden
            continue
        length = block.span.end - block.span.start
        start, end = max(span.start - at, 0), min(span.end - at, length)
        if start < end:
            if pieces:
                pieces.append(ELISION if gap else "\n\n")
            pieces.append(article.source_text[block.span.start + start : block.span.start + end])
            gap = False
        at += length + 2
    return plain.CleanText("".join(pieces))


def paragraph_of(article: Article, offset: int) -> int:
    """Return the number of the paragraph, from 1, that a character of `Article.text` stands in."""
    starts: list[int] = []
    at = 0
    for block in article.blocks:
        if block.kept:
            starts.append(at)
            at += block.span.end - block.span.start + 2
    return max(bisect_right(starts, offset), 1)


def _reference(article: Article, span: Span | None) -> str:
    parts = [article.source] if article.source else []
    if article.title and not article.title_inferred:
        parts.append(plain.CleanText(f'"{article.title}"'))
    parts.append(dates.show(article.published, article.weekday))
    if article.wording is not None and article.wording.at is not None:
        parts.append(article.wording.words)
    if span is not None:
        parts.append(plain.CleanText(f"paragraph {paragraph_of(article, span.start)}"))
    parts.append(_place(article, span))
    return ", ".join(part for part in parts if part)


def _place(article: Article, span: Span | None) -> CleanText:
    """Return the link, else the file with the line that the passage begins on."""
    if article.link:
        return article.link
    if span is None or not article.path or article.path.lower().endswith((".html", ".htm", ".xhtml")):
        return article.name
    start = article.source_span(span).start
    return plain.CleanText(f"{article.name}:{article.source_text.count(chr(10), 0, start) + 1}")
