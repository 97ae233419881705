"""Writing articles: what they become in the tables and in the index, a batch in one transaction.

Made ready by any thread, since that is most of the work; written by the writing thread.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.library.file import codec
from reader.library.holdings import entries
from reader.library.search import index
from reader.library.stated.state import encodable, is_id
from reader.model import content_id
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Collection
    from sqlite3 import Connection

    from reader.model import Article, Document, Media
    from reader.text.plain import CleanText

NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article that is to be kept."""

    article: Article
    """As it was cleaned, without what people stated."""
    item: str = ""
    """The item's own id in its source; for what is imported its path or address; empty takes the article's id."""
    feed: int | None = None
    """The source that it came with; None is an import."""
    original: Document | None = None
    """What it was cleaned from."""
    note: CleanText = plain.CleanText("")
    """What sets this version apart, such as "whole text"."""
    show: bool = True
    """False keeps this version beside the one that is shown, if there is one. A version without a note never takes the
    place of one with a note: what a feed says of an item again does not hide its whole text. One with a note and fewer
    words does not take the place of one without: a page that shows a notice only."""


class Added(NamedTuple):
    """What became of an incoming article."""

    number: int
    id: str
    what: str
    """`NEW`; `CHANGED`, there is a version of it more, or title or date differ; `SAME`, it was there."""
    before: str = ""
    """The id of the text that was shown until now, where another one has taken its place."""


class Ready(NamedTuple):
    """An incoming article, made ready to be written."""

    incoming: Incoming
    id: str
    item: str
    row: tuple[Any, ...]
    """title, source, date, words, language, flags"""
    body: bytes
    words: index.Words
    document: str
    original: tuple[bytes, str, int, bytes] | None


def digest(media: Media, data: bytes) -> str:
    """Return what an original is known by: the SHA-256 of its bytes and of how they are read."""
    return hashlib.sha256(media.encode() + b"\n" + data).hexdigest()


def ready_of(incoming: Incoming) -> Ready:
    """Make an article ready to be written: half a millisecond."""
    article = incoming.article
    id_ = article.id if is_id(article.id) else content_id(article.source_text)
    original = incoming.original
    return Ready(
        incoming,
        id_,
        encodable(incoming.item) or id_,
        row_of(article),
        codec.encode(article),
        index.words_of(article),
        "" if original is None else codec.encode_document(original),
        None if original is None else _packed(original),
    )


def _packed(original: Document) -> tuple[bytes, str, int, bytes]:
    hash_ = bytes.fromhex(digest(original.media, original.data))
    return hash_, original.media, len(original.data), codec.pack(original.data)


def row_of(article: Article) -> tuple[Any, ...]:
    """Return title, source, date, words, language and flags of an article, as the list has them."""
    date = None if article.published is None else int(article.published.moment.timestamp())
    return article.title, article.source, date, article.words, article.language, int(entries.flags_of(article))


def add_all(connection: Connection, ready: Collection[Ready]) -> list[Added]:
    """Write articles and return what became of each, in order."""
    now = int(time.time())
    with index.writing(connection) as indexed:
        return [_add(connection, indexed, one, now) for one in ready]


def _add(connection: Connection, indexed: index.Writing, ready: Ready, now: int) -> Added:
    feed = ready.incoming.feed
    known = connection.execute(
        "SELECT number, version, id, title, source, date, words, language, flags FROM articles"
        " WHERE ifnull(feed, 0) = ? AND item = ?",
        [feed or 0, ready.item],
    ).fetchone()
    if known is None and feed is None:  # the same text in two files is one article
        same = connection.execute("SELECT number FROM articles WHERE id = ? AND feed IS NULL", [ready.id]).fetchone()
        if same is not None:
            return Added(same[0], ready.id, SAME)
    if known is None:
        return _new(connection, indexed, ready, now)
    number, shown, id_, *row = known
    if id_ == ready.id:
        row[-1] &= ~entries.Flag.VERSIONS
        if tuple(row) == ready.row or not ready.incoming.show:
            return Added(number, ready.id, SAME)
        indexed.remove([number])
        connection.execute(
            "UPDATE bodies SET cleaned = ? WHERE article = ? AND version = ?", [ready.body, number, shown]
        )
        set_shown(connection, number, shown, ready.id, ready.row)
        indexed.add(number, ready.words)
        return Added(number, ready.id, CHANGED)
    versions = connection.execute("SELECT version, id, note FROM bodies WHERE article = ?", [number]).fetchall()
    note = next((note for version, _, note in versions if version == shown), "")
    noted = bool(ready.incoming.note)
    is_less = noted and not note and ready.row[3] < row[3]
    replaces = ready.incoming.show and (noted or not note) and not is_less
    again = [version for version, known_id, _ in versions if known_id == ready.id]
    if again and not (replaces and ready.incoming.note == note):
        return Added(number, ready.id, SAME)
    version = again[-1] if again else max(version for version, _, _ in versions) + 1
    if not again:
        _insert_body(connection, number, version, ready, now)
    if replaces:
        indexed.remove([number])
        set_shown(connection, number, version, ready.id, ready.row)
        indexed.add(number, ready.words)
    return Added(number, ready.id, CHANGED, id_ if replaces else "")


def _new(connection: Connection, indexed: index.Writing, ready: Ready, now: int) -> Added:
    number = connection.execute(
        "INSERT INTO articles(feed, item, version, id, title, source, date, words, language, flags, first_seen)"
        " VALUES(?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)",
        [ready.incoming.feed, ready.item, ready.id, *ready.row, now],
    ).lastrowid
    assert number is not None
    _insert_body(connection, number, 1, ready, now)
    indexed.add(number, ready.words)
    return Added(number, ready.id, NEW)


def _insert_body(connection: Connection, number: int, version: int, ready: Ready, now: int) -> None:
    original = None
    if ready.original is not None:
        connection.execute(
            "INSERT OR IGNORE INTO originals(hash, media, size, data) VALUES(?, ?, ?, ?)", ready.original
        )
        found = connection.execute("SELECT number FROM originals WHERE hash = ?", [ready.original[0]])
        (original,) = found.fetchone()
    connection.execute(
        "INSERT INTO bodies(article, version, id, at, note, original, document, cleaned)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        [number, version, ready.id, now, ready.incoming.note, original, ready.document, ready.body],
    )


def set_shown(connection: Connection, number: int, version: int, id_: str, row: tuple[Any, ...]) -> None:
    """Let a version be the one that is listed; `index` is for the caller."""
    (versions,) = connection.execute("SELECT count(*) FROM bodies WHERE article = ?", [number]).fetchone()
    flags = row[-1] | (entries.Flag.VERSIONS if versions > 1 else 0)
    connection.execute(
        "UPDATE articles SET version = ?, id = ?, title = ?, source = ?, date = ?, words = ?, language = ?, flags = ?,"
        " grouped = 0 WHERE number = ?",
        [version, id_, *row[:-1], int(flags), number],
    )
