"""A cleaned article as bytes and back, with every block, reason and span: version 1 of how bodies are kept.

What a document was called and what a feed stated of it is JSON beside that, and its bytes are kept by themselves.

    1 byte    the version of the format
    the rest  zlib of JSON: {"t": source text, "b": [[characters since the last block, length], ...], ...}; a block that
              is not plainly kept has [..., reason, kind, score, detail]. Fields that say nothing are left out.

What is read passes the gate again; whatever bytes it is given, `decode` returns an article or raises ValueError.
"""

from __future__ import annotations

import json
import zlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reader.model import Article, Block, BlockKind, Document, Link, Media, Reason, Span, Stated
from reader.text import plain
from reader.text.dates import Certainty, When

if TYPE_CHECKING:
    from reader.text.plain import CleanText

VERSION = 1
LEVEL = 5
"""Of zlib: 1 is a third faster and a tenth larger on news, 9 takes twice as long for one percent."""
MAX_BYTES = 200_000_000
"""Of a body, unpacked; a damaged library may claim any number."""
_LINES = ("title", "source", "weekday", "byline", "link", "name")


def encode(article: Article) -> bytes:
    """Return an article as bytes."""
    values: dict[str, Any] = {"t": article.source_text, "b": _blocks(article)}
    for name in (*_LINES, "language", "path", "title_inferred", "draft"):
        if getattr(article, name):
            values[name] = getattr(article, name)
    if article.published is not None:
        values["published"] = _from_date(article.published)
    if article.other_dates:
        values["other_dates"] = [_from_date(date) for date in article.other_dates]
    if article.links:
        values["links"] = [[link.text, link.address] for link in article.links]
    if article.notes:
        values["notes"] = list(article.notes)
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return bytes([VERSION]) + pack(text.encode("utf-8", "surrogatepass"))


def decode(id_: str, data: bytes) -> Article:
    """Return the article of an id. Raises ValueError where the bytes are no article."""
    if data[:1] != bytes([VERSION]):
        raise ValueError(f"unknown format {data[0] if data else 'of no bytes'}")
    try:
        values = json.loads(unpack(data[1:]).decode("utf-8", "surrogatepass"))
        text = plain.clean(values["t"])
        if text != values["t"]:
            raise ValueError("text that is not clean")
        return Article(
            id=id_,
            source_text=text,
            blocks=_to_blocks(values["b"], len(text)),
            title_inferred=bool(values.get("title_inferred")),
            published=_to_date(values["published"]) if "published" in values else None,
            other_dates=tuple(map(_to_date, values.get("other_dates", ()))),
            language=plain.line(values.get("language", "")),
            path=str(values.get("path", "")),
            links=tuple(Link(plain.line(words), plain.line(address)) for words, address in values.get("links", ())),
            draft=bool(values.get("draft")),
            notes=tuple(map(plain.line, values.get("notes", ()))),
            **_lines(values),
        )
    except (TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"no article ({error})") from None


def encode_document(document: Document) -> str:
    """Return all of a document but its bytes."""
    values: dict[str, Any] = {name: getattr(document, name) for name in ("name", "path", "folder", "link")}
    values["media"] = document.media
    if document.stated is not None:
        values["stated"] = {name: _written(getattr(document.stated, name)) for name in Stated.__dataclass_fields__}
    return json.dumps({name: value for name, value in values.items() if value})


def decode_document(text: str, data: bytes) -> Document:
    """Return a document with its packed bytes. Raises ValueError."""
    try:
        values = json.loads(text)
        stated = values.get("stated")
        return Document(
            name=plain.line(values.get("name", "")),
            media=Media(values["media"]),
            data=unpack(data),
            path=str(values.get("path", "")),
            folder=plain.line(values.get("folder", "")),
            link=plain.line(values.get("link", "")),
            stated=None if stated is None else Stated(**{name: _read(name, stated[name]) for name in stated}),
        )
    except (TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"no document ({error})") from None


def _written(value: str | datetime | None) -> str | None:
    return value.isoformat() if isinstance(value, datetime) else value


def _read(name: str, value: str | None) -> Any:
    if name not in ("published", "updated"):
        return plain.line(value or "")
    moment = None if value is None else datetime.fromisoformat(value)
    if moment is not None and moment.tzinfo is None:
        raise ValueError("a date without a zone")
    return moment


def pack(data: bytes) -> bytes:
    """Return bytes compressed."""
    return zlib.compress(data, LEVEL)


def unpack(data: bytes) -> bytes:
    """Return what `pack` was given. Raises ValueError."""
    try:
        unpacking = zlib.decompressobj()
        found = unpacking.decompress(data, MAX_BYTES)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if not unpacking.eof:
        raise ValueError("cut, or too large")
    return found


def _lines(values: dict[str, Any]) -> dict[str, Any]:
    return {name: plain.line(values[name]) for name in _LINES if name in values}


def _blocks(article: Article) -> list[list[Any]]:
    rows: list[list[Any]] = []
    at = 0
    for block in article.blocks:
        row: list[Any] = [block.span.start - at, block.span.end - block.span.start]
        if not block.kept or block.detail or block.kind is not BlockKind.PARAGRAPH or block.score != 1.0:
            row += [block.reason or "", block.kind, block.score, block.detail]
        rows.append(row)
        at = block.span.end
    return rows


def _to_blocks(rows: list[list[Any]], size: int) -> tuple[Block, ...]:
    blocks = []
    at = 0
    for gap, length, *verdict in rows:
        span = Span(at + gap, at + gap + length)
        if not at <= span.start <= span.end <= size:
            raise ValueError("a block outside the text")
        at = span.end
        if not verdict:
            blocks.append(Block(span, kept=True))
            continue
        reason, kind, score, detail = verdict
        blocks.append(
            Block(
                span, not reason, Reason(reason) if reason else None, plain.line(detail), BlockKind(kind), float(score)
            )
        )
    return tuple(blocks)


def _from_date(date: When) -> list[Any]:
    return [date.moment.isoformat(), date.has_time, date.certainty, date.written]


def _to_date(row: list[Any]) -> When:
    written: CleanText
    moment, has_time, certainty, written = row
    found = datetime.fromisoformat(moment)
    if found.tzinfo is None:
        raise ValueError("a date without a zone")
    return When(found, bool(has_time), Certainty(certainty), plain.line(written))
