"""Document to Article: segmentation, judges, verdicts, fields. Every block ends up kept or hidden with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.clean import fields
from reader.clean.found import Found
from reader.clean.judges import judge_lines
from reader.clean.lines import pieces_of
from reader.clean.pieces import Box, Finding, Page, Piece
from reader.clean.revising import revise
from reader.clean.runs import judge_runs
from reader.clean.weigh import headings, weigh
from reader.clean.words import lexicon, narrowed
from reader.model import Article, Block, Document, Media, Reason, Span, content_id
from reader.text import dates, headers, language, plain
from reader.text.plain import CleanText

if TYPE_CHECKING:
    from reader.clean.context import Context


FEW = 25
"""Words of a result below which it is doubted, and all of the text is shown instead."""


def clean_document(document: Document, context: Context) -> Article:
    """Return the article in a document. Never raises for what the bytes hold."""
    if document.media is Media.HTML:
        from reader.clean.pages import read_page

        found, pieces, boxes = read_page(document.data, document.link)
    else:
        found, pieces = _read_text(document)
        boxes = []
    if document.stated is not None:
        found.state(document.stated)
    page = judged(document, found, pieces, boxes)
    weigh(page, context.strictness)
    if not page.structured:
        headings(page)
    _site_dates(page)
    _complete(page, found)
    return revise(_assemble(document, context, found, page), context)


def _read_text(document: Document) -> tuple[Found, list[Piece]]:
    decoded = plain.decode(document.data)
    text = plain.clean(decoded.text)
    notes = [f"{decoded.damaged} characters could not be read"] if decoded.damaged else []
    lost = len(decoded.text) - len(text)
    if lost > 0 and lost != decoded.text.count("\r\n") + decoded.text.startswith("\ufeff"):
        notes.append("control and invisible characters were taken out")
    if document.media is Media.MARKDOWN:
        from reader.clean.markdown import read_markdown

        found, pieces = read_markdown(text)
        found.notes = notes + found.notes
        return found, pieces
    header = headers.read(text) if document.stated is None else None
    found = Found(text, header=header, notes=notes)
    return found, header_pieces(text, header) + pieces_of(text, header.end if header else 0)


def header_pieces(text: str, header: headers.Header | None) -> list[Piece]:
    """Return the header as blocks of their own, one a line, hidden already."""
    if header is None:
        return []
    held = Finding(Reason.HEADER, "header line", 1.0)
    pieces = pieces_of(text[: header.end])
    for piece in pieces:
        piece.hint = held
    return pieces


def judged(document: Document, found: Found, pieces: list[Piece], boxes: list[Box]) -> Page:
    """Return the page with the findings of all rules."""
    page = Page(
        found.text,
        pieces,
        language=language.guess(found.text),
        title=(found.header.title if found.header else None) or found.title,
        structured=document.media is not Media.TEXT,
        boxes=boxes,
        lexicon=narrowed(lexicon(), "\n".join([piece.folded for piece in pieces])),
    )
    judge_lines(page)
    judge_runs(page)
    return page


def _site_dates(page: Page) -> None:
    """Of date lines that differ the first is the article's; a later one is the site's clock."""
    first = None
    for index, verdict in sorted(page.verdicts.items()):
        if verdict.reason is not Reason.DATE:
            continue
        when = dates.parse(page.pieces[index].text[: dates.MAX_LENGTH])
        if when is None:
            continue
        if first is not None and when.moment.date() != first.moment.date():
            page.verdicts[index] = Finding(Reason.SITE_DATE, f"differs from {dates.show(first)}, stated before it", 0.9)
        first = first or when


def _complete(page: Page, found: Found) -> None:
    """See that the article was not lost: where hardly anything is left, show all that is no navigation."""
    left = sum(len(page.pieces[index].words) for index in page.kept())
    total = sum(len(piece.words) for piece in page.pieces)
    doubtful = left < FEW and not any(page.pieces[index].stops for index in page.kept())
    if (left * 10 >= total and left and not doubtful) or _only_fields(page):
        return
    plausible = [i for i, piece in enumerate(page.pieces) if piece.links < 0.3 and not _apart(page, i)]
    longest = max(plausible, key=lambda index: len(page.pieces[index].words), default=None)
    if longest is None and not left and total:
        found.notes.append("nothing looked like an article: all of it is navigation or the like")
    if longest is None or (left and longest not in page.verdicts and not doubtful):
        return
    if left >= FEW:
        found.notes.append("less than a tenth of the page was kept; its longest block was not")
        return
    for index in plausible:
        if page.verdicts.get(index) is not None and not page.verdicts[index].reason.is_field:
            del page.verdicts[index]
    if not page.kept() and total >= FEW:
        for index in plausible[1:]:  # the first may be the title; an article does not consist of titles
            page.verdicts.pop(index, None)
    found.notes.append("hardly anything looked like an article, so all of the text is shown")


def _only_fields(page: Page) -> bool:
    """Tell whether there is nothing but a title, a byline or a date, as in some items of feeds."""
    verdicts = [page.verdicts.get(index) for index in range(len(page.pieces))]
    return all(verdict is not None and verdict.reason.is_field for verdict in verdicts)


def _apart(page: Page, index: int) -> bool:
    """Tell whether the page itself sets a block apart: navigation, footer, header lines."""
    hint = page.pieces[index].hint
    return hint is not None and hint.score >= 0.9


def _assemble(document: Document, context: Context, found: Found, page: Page) -> Article:
    link = fields.link_of(document, found, context.details)
    title, inferred = fields.title_of(page, found, context.details)
    published, others, weekday = fields.dates_of(page, found, context.details)
    return Article(
        id=content_id(found.text),
        source_text=CleanText(found.text),
        blocks=tuple(_block(piece, page.verdicts.get(index)) for index, piece in enumerate(page.pieces)),
        title=title,
        title_inferred=inferred,
        source=fields.source_of(document, found, link, context.details),
        published=published,
        other_dates=others,
        weekday=weekday,
        byline=fields.byline_of(page, found),
        link=link,
        language=fields.language_of(page, found),
        name=document.name,
        path=document.path,
        links=tuple(found.links),
        notes=tuple(plain.line(note) for note in found.notes),
    )


def _block(piece: Piece, finding: Finding | None) -> Block:
    span = Span(piece.start, piece.end)
    if finding is None:
        return Block(span, kept=True, kind=piece.kind)
    return Block(span, False, finding.reason, plain.shorten(finding.detail, 80), piece.kind, finding.score)
