"""What grouping works with: which articles wait for it, what it read of the latest ones, and what they are near to.

    readings  `reading` is what was read of an article, `ties` the articles it is near to among those before it: both
              as bytes that only who groups understands. `key` says of what it was read; `serial` is the order in
              which articles were taken: ties to one of a higher number do not hold, since that was read anew.

Readings are a store that can be made again: the latest `MOST` are kept. An article's moment is its date, but not later
than it was first seen.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reader.library.file.schema import SHOWN
from reader.library.holdings import assigning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from sqlite3 import Connection

    from reader.library.file.database import Database

MOST = 20_000
"""Readings that are kept: four kilobytes each."""
_MOMENT = "min(ifnull(date, first_seen), first_seen)"
_SEEN = f"FROM articles AS a WHERE {SHOWN}"
_AMONG = "IN (SELECT value FROM json_each(?))"


class Waiting(NamedTuple):
    """An article whose story is to be looked for."""

    number: int
    id: str
    moment: int


class Kept(NamedTuple):
    """What was read of an article."""

    article: int
    serial: int
    key: str
    reading: bytes
    ties: bytes


class Settled(NamedTuple):
    """A grouping of some articles."""

    groups: Sequence[Sequence[int]]
    beside: Mapping[int, int]
    """See `Assignments.settle`."""
    nearest: Mapping[int, tuple[int, str]]
    """Of an article of a group, one of the nearest group that it did not join, and why it did not."""
    read: Sequence[tuple[int, str, bytes, bytes]]
    """Article, key, reading and ties of those that were read, in the order in which they were taken."""
    done: Sequence[Waiting]
    """The articles that wait no longer, in a story or not, unless they have changed meanwhile."""
    copies: Mapping[int, int] = MappingProxyType({})
    """Articles that hold the text of another one, each with the first of these."""


class Readings:
    """The readings of a library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self) -> list[Waiting]:
        """Return the articles that have come or changed since they were last grouped, newest first.

        Raises:
            LibraryError: The library cannot be read.
        """
        rows = self._database.rows(
            f"SELECT number, id, {_MOMENT} AS moment {_SEEN} AND grouped = 0 ORDER BY moment DESC, number DESC"
        )
        return [Waiting(*row) for row in rows]

    def between(self, first: int, last: int, most: int) -> list[Waiting]:
        """Return the articles of a span of time, both ends included: where there are more than `most`, the latest.

        Those that were first seen in it are of it as well, however old: an article without a date may belong to them.

        Raises:
            LibraryError: The library cannot be read.
        """
        rows = self._database.rows(
            f"SELECT number, id, {_MOMENT} AS moment {_SEEN} AND moment BETWEEN ? AND ?"
            f" UNION SELECT number, id, {_MOMENT} AS moment {_SEEN} AND first_seen BETWEEN ? AND ?"
            " ORDER BY moment DESC, number DESC LIMIT ?",
            [first, last, first, last, most],
        )
        return [Waiting(*row) for row in rows]

    def fellows(self, numbers: Iterable[int]) -> list[Waiting]:
        """Return all articles of the stories that some articles are in or beside. Raises LibraryError."""
        rows = self._database.rows(
            f"WITH homes AS (SELECT story FROM members WHERE article {_AMONG}"
            f" UNION SELECT story FROM beside WHERE article {_AMONG})"
            f" SELECT number, id, {_MOMENT} {_SEEN} AND number IN"
            " (SELECT article FROM members WHERE story IN homes UNION SELECT article FROM beside WHERE story IN homes)",
            [_listed(numbers := list(numbers)), _listed(numbers)],
        )
        return [Waiting(*row) for row in rows]

    def kept(self, numbers: Iterable[int]) -> list[Kept]:
        """Return what was read of some articles, in the order in which they were taken. Raises LibraryError."""
        rows = self._database.rows(
            f"SELECT article, serial, key, reading, ties FROM readings WHERE article {_AMONG} ORDER BY serial",
            [_listed(numbers)],
        )
        return [Kept(*row) for row in rows]

    def bodies(self, numbers: Iterable[int]) -> list[tuple[int, str, bytes]]:
        """Return number, id and bytes of articles, for `articles.article_of`. Raises LibraryError."""
        return self._database.rows(
            "SELECT a.number, b.id, b.cleaned FROM articles AS a JOIN bodies AS b ON b.article = a.number"
            f" AND b.version = a.version WHERE a.number {_AMONG} ORDER BY a.number",
            [_listed(numbers)],
        )

    def nearest(self, numbers: Iterable[int]) -> tuple[str, str] | None:
        """Return the title of the nearest story that some articles did not join, and why. Raises LibraryError."""
        rows = self._database.rows(
            "SELECT a.title, n.why FROM nearest AS n JOIN articles AS a ON a.number = n.other"
            f" WHERE n.article {_AMONG} ORDER BY n.article",
            [_listed(numbers)],
        )
        return rows[0] if rows else None

    def near(self, numbers: Iterable[int]) -> list[int]:
        """Return articles of stories that did not become one with that of some articles, however near.

        Raises:
            LibraryError: The library cannot be read.
        """
        rows = self._database.rows(
            f"SELECT other FROM nearest WHERE article {_AMONG} UNION SELECT article FROM nearest WHERE other {_AMONG}",
            [_listed(numbers := list(numbers)), _listed(numbers)],
        )
        return [row[0] for row in rows]

    def settle(self, settled: Settled) -> None:
        """Take over a grouping with all that belongs to it, in one step.

        Raises:
            LibraryError: It cannot be kept; then nothing has changed.
        """
        self._database.write(lambda connection: _settle(connection, settled)).result()


def _settle(connection: Connection, settled: Settled) -> None:
    assigning.settle(connection, settled.groups, settled.beside)
    looked_at = [_listed(number for group in settled.groups for number in group)]
    connection.execute(f"DELETE FROM nearest WHERE article {_AMONG}", looked_at)
    connection.executemany(
        "INSERT OR IGNORE INTO nearest(article, other, why) SELECT one.number, other.number, ? FROM articles AS one"
        " JOIN articles AS other ON other.number = ? WHERE one.number = ?",
        [(why, other, number) for number, (other, why) in settled.nearest.items()],
    )
    connection.execute(f"DELETE FROM copies WHERE article {_AMONG}", looked_at)
    connection.executemany(
        "INSERT OR IGNORE INTO copies(article, first) SELECT one.number, other.number FROM articles AS one"
        " JOIN articles AS other ON other.number = ? WHERE one.number = ?",
        [(first, number) for number, first in settled.copies.items()],
    )
    (last,) = connection.execute("SELECT ifnull(max(serial), 0) FROM readings").fetchone()
    connection.executemany(
        "INSERT OR REPLACE INTO readings(article, serial, key, reading, ties)"
        " SELECT number, ?, ?, ?, ? FROM articles AS a WHERE number = ?",
        [(last + at, key, reading, ties, number) for at, (number, key, reading, ties) in enumerate(settled.read, 1)],
    )
    connection.execute("DELETE FROM readings WHERE serial <= ?", [last + len(settled.read) - MOST])
    connection.executemany(
        "UPDATE articles SET grouped = 1 WHERE number = ? AND id = ?", [(one.number, one.id) for one in settled.done]
    )


def _listed(numbers: Iterable[int]) -> str:
    return f"[{','.join(str(int(number)) for number in numbers)}]"
