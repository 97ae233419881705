"""The articles that are kept: items of sources with all their versions, each with the original that it was made of.

An item is known by its source and its own id there (for what was imported: by its path or address). Where its text
changes, the new one becomes a version beside the old ones, under the same number. What takes time, making bytes and
words of articles, is done by the caller's thread; the writing thread only writes, a batch in one transaction.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.library import codec, entries, index
from reader.library.errors import LibraryError
from reader.library.state import encodable, is_id
from reader.model import Document, Media, content_id
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from sqlite3 import Connection

    from reader.library.database import Database
    from reader.library.entries import Entry
    from reader.library.writer import Pending
    from reader.model import Article
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
    place of one with a note: what a feed says of an item again does not hide its whole text."""


class Added(NamedTuple):
    """What became of an incoming article."""

    number: int
    id: str
    what: str
    """`NEW`; `CHANGED`, there is a version of it more, or title or date differ; `SAME`, it was there."""


class Version(NamedTuple):
    """One version of an article."""

    version: int
    id: str
    at: int
    """When it came, in seconds since 1970."""
    note: CleanText
    shown: bool


class _Ready(NamedTuple):
    """An incoming article, made ready to be written."""

    incoming: Incoming
    id: str
    item: str
    row: tuple[Any, ...]
    """title, source, date, words, language, flags"""
    body: bytes
    words: index.Words
    original: tuple[bytes, str, int, bytes] | None


class Articles:
    """The articles of a library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---------------------------------------------------------------- writing

    def add(self, incoming: Sequence[Incoming]) -> Pending[list[Added]]:
        """Keep articles and index them, all or none; some hundred at a time keep the library free for others.

        Returns at once after the work of making them ready (0.5 ms an article); `result()` waits for the disk and gives
        what became of each, in order.
        """
        ready = [_ready(one) for one in incoming]
        return self._database.write(lambda connection: _add_all(connection, ready))

    def show(self, number: int, version: int) -> Pending[None]:
        """Let another version of an article be the one that is shown, searched and listed."""
        article = self.load([number], version)
        if not article:
            raise LibraryError(f"article {number} has no version {version}")
        row, words = row_of(article[0]), index.words_of(article[0])

        def job(connection: Connection) -> None:
            index.remove_all(connection, [number])
            set_shown(connection, number, version, article[0].id, row)
            index.add(connection, number, words)

        return self._database.write(job)

    # ---------------------------------------------------------------- reading

    def entries(self, numbers: Iterable[int] | None = None) -> list[Entry]:
        """Return the rows of the list: all of them, or those of some numbers. Raises LibraryError."""
        if not self._database.exists():
            return []
        try:
            with self._database.reading() as connection:
                return entries.entries(connection, numbers)
        except LibraryError:
            raise
        except ValueError as error:
            raise LibraryError(f"{self._database.name}: is damaged ({error}); put a copy in its place") from None

    def load(self, numbers: Iterable[int], version: int | None = None) -> list[Article]:
        """Return articles as they were cleaned, in the order of the numbers; those that are not there are left out.

        Args:
            numbers: Which.
            version: Which version of them; None is the one that is shown.

        Raises:
            LibraryError: The library cannot be read. An article that is damaged is left out.
        """
        found = []
        if self._database.exists():
            with self._database.reading() as connection:
                for number in numbers:
                    row = connection.execute(
                        "SELECT b.id, b.cleaned FROM articles AS a JOIN bodies AS b ON b.article = a.number"
                        " WHERE a.number = ? AND b.version = ifnull(?, a.version)",
                        [number, version],
                    ).fetchone()
                    if row is not None:
                        found += _decoded(*row)
        return found

    def numbers_of(self, id_: str) -> list[int]:
        """Return the numbers of the articles with this id, or one that begins so. Raises LibraryError."""
        if not id_ or any(char not in "0123456789abcdef" for char in id_):
            return []
        rows = self._database.rows(
            "SELECT number FROM articles WHERE id >= ? AND id < ? ORDER BY number", [id_, id_ + "g"]
        )
        return [row[0] for row in rows]

    def versions(self, number: int) -> list[Version]:
        """Return the versions of an article, the oldest first. Raises LibraryError."""
        rows = self._database.rows(
            "SELECT b.version, b.id, b.at, b.note, b.version = a.version FROM bodies AS b"
            " JOIN articles AS a ON a.number = b.article WHERE a.number = ? ORDER BY b.version",
            [number],
        )
        return [Version(version, id_, at, plain.line(note), bool(shown)) for version, id_, at, note, shown in rows]

    def original(self, number: int, version: int | None = None) -> Document | None:
        """Return what an article was cleaned from, where that was kept. Raises LibraryError."""
        rows = self._database.rows(
            "SELECT b.id, b.cleaned, o.media, o.data FROM articles AS a JOIN bodies AS b ON b.article = a.number"
            " JOIN originals AS o ON o.number = b.original WHERE a.number = ? AND b.version = ifnull(?, a.version)",
            [number, version],
        )
        return next((document for row in rows for _, document in originals_of(*row)), None)

    def has_originals(self, feed: int | None, items: Mapping[str, str]) -> set[str]:
        """Return the items of a source of which a version was made of just these bytes: they need no cleaning.

        Args:
            feed: The source; None is what was imported.
            items: `digest` of the bytes by the item's id.

        Raises:
            LibraryError: The library cannot be read.
        """
        known: set[str] = set()
        if self._database.exists():
            with self._database.reading() as connection:
                for item, hash_ in items.items():
                    found = connection.execute(
                        "SELECT 1 FROM articles AS a JOIN bodies AS b ON b.article = a.number"
                        " JOIN originals AS o ON o.number = b.original"
                        " WHERE ifnull(a.feed, 0) = ? AND a.item = ? AND o.hash = ?",
                        [feed or 0, encodable(item), bytes.fromhex(hash_)],
                    ).fetchone()
                    if found is not None:
                        known.add(item)
        return known

    def count(self) -> int:
        """Return how many articles are kept, those of removed sources included. Raises LibraryError."""
        rows = self._database.rows("SELECT count(*) FROM articles")
        return int(rows[0][0]) if rows else 0


def digest(media: Media, data: bytes) -> str:
    """Return what an original is known by: the SHA-256 of its bytes and of how they are read."""
    return hashlib.sha256(media.encode() + b"\n" + data).hexdigest()


def originals_of(id_: str, cleaned: bytes, media: str, data: bytes) -> Iterator[tuple[Article, Document]]:
    """Give the article of a row and the document it was cleaned from; nothing where either is damaged."""
    for article in _decoded(id_, cleaned):
        try:
            yield (
                article,
                Document(article.name, Media(media), codec.unpack(data), article.path, article.source, article.link),
            )
        except ValueError:
            continue


# ---------------------------------------------------------------- inside


def _decoded(id_: str, cleaned: bytes) -> list[Article]:
    try:
        return [codec.decode(id_, cleaned)]
    except ValueError:
        return []


def _ready(incoming: Incoming) -> _Ready:
    article = incoming.article
    id_ = article.id if is_id(article.id) else content_id(article.source_text)
    original = incoming.original
    return _Ready(
        incoming,
        id_,
        encodable(incoming.item) or id_,
        row_of(article),
        codec.encode(article),
        index.words_of(article),
        None if original is None else _packed(original),
    )


def _packed(original: Document) -> tuple[bytes, str, int, bytes]:
    hash_ = bytes.fromhex(digest(original.media, original.data))
    return hash_, original.media, len(original.data), codec.pack(original.data)


def row_of(article: Article) -> tuple[Any, ...]:
    """Return title, source, date, words, language and flags of an article, as the list has them."""
    date = None if article.published is None else int(article.published.moment.timestamp())
    return article.title, article.source, date, article.words, article.language, int(entries.flags_of(article))


def _add_all(connection: Connection, ready: Collection[_Ready]) -> list[Added]:
    if not index.is_current(connection):
        index.rebuild(connection)
    now = int(time.time())
    return [_add(connection, one, now) for one in ready]


def _add(connection: Connection, ready: _Ready, now: int) -> Added:
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
        return _new(connection, ready, now)
    number, shown, id_, *row = known
    if id_ == ready.id:
        row[-1] &= ~entries.Flag.VERSIONS
        if tuple(row) == ready.row or not ready.incoming.show:
            return Added(number, ready.id, SAME)
        index.remove_all(connection, [number])
        connection.execute(
            "UPDATE bodies SET cleaned = ? WHERE article = ? AND version = ?", [ready.body, number, shown]
        )
        set_shown(connection, number, shown, ready.id, ready.row)
        index.add(connection, number, ready.words)
        return Added(number, ready.id, CHANGED)
    versions = connection.execute("SELECT version, id, note FROM bodies WHERE article = ?", [number]).fetchall()
    note = next((note for version, _, note in versions if version == shown), "")
    replaces = ready.incoming.show and (not note or bool(ready.incoming.note))
    again = [version for version, known_id, _ in versions if known_id == ready.id]
    if again and not (replaces and ready.incoming.note == note):
        return Added(number, ready.id, SAME)
    version = again[-1] if again else max(version for version, _, _ in versions) + 1
    if not again:
        _insert_body(connection, number, version, ready, now)
    if replaces:
        index.remove_all(connection, [number])
        set_shown(connection, number, version, ready.id, ready.row)
        index.add(connection, number, ready.words)
    return Added(number, ready.id, CHANGED)


def _new(connection: Connection, ready: _Ready, now: int) -> Added:
    number = connection.execute(
        "INSERT INTO articles(feed, item, version, id, title, source, date, words, language, flags, first_seen)"
        " VALUES(?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)",
        [ready.incoming.feed, ready.item, ready.id, *ready.row, now],
    ).lastrowid
    assert number is not None
    _insert_body(connection, number, 1, ready, now)
    index.add(connection, number, ready.words)
    return Added(number, ready.id, NEW)


def _insert_body(connection: Connection, number: int, version: int, ready: _Ready, now: int) -> None:
    original = None
    if ready.original is not None:
        connection.execute(
            "INSERT OR IGNORE INTO originals(hash, media, size, data) VALUES(?, ?, ?, ?)", ready.original
        )
        found = connection.execute("SELECT number FROM originals WHERE hash = ?", [ready.original[0]])
        (original,) = found.fetchone()
    connection.execute(
        "INSERT INTO bodies(article, version, id, at, note, original, cleaned) VALUES(?, ?, ?, ?, ?, ?, ?)",
        [number, version, ready.id, now, ready.incoming.note, original, ready.body],
    )


def set_shown(connection: Connection, number: int, version: int, id_: str, row: tuple[Any, ...]) -> None:
    """Let a version be the one that is shown: in the list, not in the index."""
    (versions,) = connection.execute("SELECT count(*) FROM bodies WHERE article = ?", [number]).fetchone()
    flags = row[-1] | (entries.Flag.VERSIONS if versions > 1 else 0)
    connection.execute(
        "UPDATE articles SET version = ?, id = ?, title = ?, source = ?, date = ?, words = ?, language = ?, flags = ?"
        " WHERE number = ?",
        [version, id_, *row[:-1], int(flags), number],
    )
