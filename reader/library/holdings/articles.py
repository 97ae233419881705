"""The articles that are kept: items of sources with all their versions, each with the original that it was made of.

An item is known by its source and its own id there (for what was imported: by its path or address). Where its text
changes, the new one becomes a version beside the old ones, under the same number. What takes time, making bytes and
words of articles, is done by the caller's thread; the writing thread only writes, a batch in one transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.library.file import codec
from reader.library.file.errors import LibraryError
from reader.library.file.schema import SHOWN
from reader.library.holdings import entries
from reader.library.stated.state import encodable
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from sqlite3 import Connection

    from reader.library.file.database import Database
    from reader.library.file.writer import Pending
    from reader.library.holdings.adding import Added, Incoming
    from reader.library.holdings.entries import Entry
    from reader.model import Article, Document
    from reader.text.plain import CleanText


class Version(NamedTuple):
    """One version of an article. In the order of versions, the first is the oldest."""

    version: int
    id: str
    at: int
    """When it came, in seconds since 1970."""
    note: CleanText
    shown: bool
    kind: str = ""
    """Of the source that it came with; empty where it was imported."""
    anew: bool = False
    """It was made of the same original as a version before it, by other rules."""
    number: int = 0
    """Of the article."""


class Place(NamedTuple):
    """Where an article comes from."""

    number: int
    feed: int | None
    """The source that it came with; None where it was imported."""
    item: str
    """The item's own id there."""


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
        from reader.library.holdings import adding  # not for a start, which only lists

        ready = [adding.ready_of(one) for one in incoming]
        return self._database.write(lambda connection: adding.add_all(connection, ready))

    def show(self, number: int, version: int) -> Pending[None]:
        """Let another version of an article be the one that is shown, searched and listed."""
        from reader.library.holdings import adding
        from reader.library.search import index

        article = self.load([number], version)
        if not article:
            raise LibraryError(f"article {number} has no version {version}")
        row, words = adding.row_of(article[0]), index.words_of(article[0])

        def job(connection: Connection) -> None:
            with index.writing(connection) as indexed:
                indexed.remove([number])
                adding.set_shown(connection, number, version, article[0].id, row)
                indexed.add(number, words)

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

    def first_entries(self, count: int) -> tuple[list[Entry], int]:
        """Return the rows of the newest articles and of those in a story with one of them, and how many there are.

        What a start shows while all rows are read. Raises LibraryError.
        """
        rows = self._database.rows(entries.NEWEST, [count])
        total = self._database.rows(entries.COUNT)
        return self.entries([row[0] for row in rows]) if rows else [], int(total[0][0]) if total else 0

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
                        found += article_of(*row)
        return found

    def numbers_of(self, id_: str) -> list[int]:
        """Return the numbers of the articles with this id, or one that begins so. Raises LibraryError."""
        if not id_ or any(char not in "0123456789abcdef" for char in id_):
            return []
        rows = self._database.rows(
            "SELECT number FROM articles WHERE id >= ? AND id < ? ORDER BY number", [id_, id_ + "g"]
        )
        return [row[0] for row in rows]

    def ids_of(self, id_: str) -> list[str]:
        """Return the ids that begin so. Raises LibraryError."""
        return [entry.id for entry in self.entries(self.numbers_of(id_))]

    def ids_under(self, path: str) -> list[str]:
        """Return the ids of what came from a file, or from anywhere in a folder. Raises LibraryError."""
        whole = encodable(path).rstrip("/")
        rows = self._database.rows(
            "SELECT id FROM articles WHERE (item = ? OR item > ? AND item < ?) AND"
            " (feed IS NULL OR feed IN (SELECT number FROM sources WHERE kind = 'folder')) ORDER BY number",
            [whole, f"{whole}/", f"{whole}0"],  # "0" comes after "/"
        )
        return list(dict.fromkeys(row[0] for row in rows))

    def versions(self, number: int) -> list[Version]:
        """Return the versions of an article, the oldest first. Raises LibraryError."""
        rows = self._database.rows(
            "SELECT b.version, b.id, b.at, b.note, b.version = a.version, ifnull(s.kind, ''), b.original IS NOT NULL"
            " AND EXISTS(SELECT 1 FROM bodies AS o WHERE o.article = b.article AND o.original = b.original"
            " AND o.version < b.version) FROM bodies AS b JOIN articles AS a ON a.number = b.article"
            " LEFT JOIN sources AS s ON s.number = a.feed WHERE a.number = ? ORDER BY b.version",
            [number],
        )
        return [
            Version(version, id_, at, plain.line(note), bool(shown), kind, bool(anew), number)
            for version, id_, at, note, shown, kind, anew in rows
        ]

    def versions_named(self, id_: str) -> list[tuple[int, int, str]]:
        """Return number, version and id of every version whose id begins so. Raises LibraryError."""
        if not id_ or any(char not in "0123456789abcdef" for char in id_):
            return []
        return self._database.rows(
            "SELECT article, version, id FROM bodies WHERE id >= ? AND id < ? ORDER BY article, version",
            [id_, id_ + "g"],
        )

    def places(self, numbers: Iterable[int]) -> list[Place]:
        """Return where articles come from, those of removed sources left out. Raises LibraryError."""
        rows = self._database.rows(
            "SELECT number, feed, item FROM articles AS a WHERE number IN (SELECT value FROM json_each(?))"
            f" AND {SHOWN} ORDER BY number",
            [f"[{','.join(str(int(number)) for number in numbers)}]"],
        )
        return [Place(*row) for row in rows]

    def original(self, number: int, version: int | None = None) -> Document | None:
        """Return what an article was cleaned from, where that was kept. Raises LibraryError."""
        rows = self._database.rows(
            "SELECT b.document, o.data FROM articles AS a JOIN bodies AS b ON b.article = a.number"
            " JOIN originals AS o ON o.number = b.original WHERE a.number = ? AND b.version = ifnull(?, a.version)",
            [number, version],
        )
        return next((document for row in rows for document in original_of(*row)), None)

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

    def items_with(self, feed: int, note: str) -> set[str]:
        """Return the items of a source that have a version with this note. Raises LibraryError."""
        rows = self._database.rows(
            "SELECT DISTINCT a.item FROM articles AS a JOIN bodies AS b ON b.article = a.number"
            " WHERE a.feed = ? AND b.note = ?",
            [feed, note],
        )
        return {row[0] for row in rows}

    def count(self) -> int:
        """Return how many articles are kept, those of removed sources included. Raises LibraryError."""
        rows = self._database.rows("SELECT count(*) FROM articles")
        return int(rows[0][0]) if rows else 0


def original_of(document: str, data: bytes) -> list[Document]:
    """Return the document of a row; nothing where it is damaged."""
    try:
        return [codec.decode_document(document, data)]
    except ValueError:
        return []


def article_of(id_: str, cleaned: bytes) -> list[Article]:
    """Return the article of a row; nothing where it is damaged."""
    try:
        return [codec.decode(id_, cleaned)]
    except ValueError:
        return []
