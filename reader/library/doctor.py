"""How a library is: whether it is sound, what it holds, how large it is, where it lies. Reads, and changes nothing."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.library.file import errors, schema
from reader.library.file.errors import LibraryError
from reader.library.search import index
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from sqlite3 import Connection

    from reader.library.file.database import Database
    from reader.text.plain import CleanText

COUNTED = (
    "sources", "articles", "bodies", "originals", "stories", "members", "readings",
    "details", "read", "stars", "tags", "places", "notes", "clips", "pairs", "searches", "undo",
)  # fmt: skip
"""The tables whose rows are counted."""
MOST = 20
"""Faults that are told."""
_LARGE = ("bodies", "originals", "words_data", "commons")


@dataclass(frozen=True, slots=True)
class Facts:
    """What there is to know of a library."""

    path: Path | None
    exists: bool
    faults: tuple[CleanText, ...] = ()
    """What is wrong with it, a line each; none is sound."""
    counts: tuple[tuple[str, int], ...] = ()
    """Rows by table; of sources those that are subscribed to."""
    sizes: tuple[tuple[CleanText, int], ...] = ()
    """Bytes of the library's file and of those beside it, backups too, by name."""
    version: int = 0
    """Of the tables."""
    sqlite: str = ""
    index: str = index.VERSION
    index_current: bool = True
    errors: tuple[CleanText, ...] = ()
    """Sources that did not answer when they were last asked, with why."""


def examine(database: Database, *, deep: bool = True) -> Facts:
    """Look a library over. Never raises for what lies in the file.

    Args:
        database: The library.
        deep: Whether every page and every row is looked at, which takes seconds for a gigabyte.
    """
    path = database.path
    sizes = tuple(_beside(path)) if path is not None else ()
    try:
        if not database.exists():
            return Facts(path, exists=False, sizes=sizes)
        import sqlite3

        with database.reading() as connection:
            counts = tuple((table, _count(connection, table)) for table in COUNTED)
            faults = _faults(connection) if deep else []
            errors = tuple(
                plain.line(f"{title or address}: {error}")
                for title, address, error in connection.execute(
                    "SELECT title, address, error FROM visits JOIN sources ON number = source"
                    " WHERE error <> '' AND removed IS NULL ORDER BY number"
                )
            )
            current = index.is_current(connection)
    except LibraryError as error:
        return Facts(path, exists=True, faults=(plain.line(str(error)),), sizes=sizes)
    if deep and not database.sealed:
        faults += _index_faults(database)
    return Facts(
        path=path,
        exists=True,
        faults=tuple(map(plain.line, faults)),
        counts=counts,
        sizes=sizes,
        version=len(schema.MIGRATIONS),
        sqlite=sqlite3.sqlite_version,
        index_current=current,
        errors=errors,
    )


def must_be_sound(database: Database) -> None:
    """See, once, that what new articles are told by and put among can be read: half a second for a million of them.

    What is large, the texts and the lists of the index, is left out: of these the pages that are written to are read by
    the writing itself, before it ends.

    Raises:
        LibraryError: It cannot; nothing was written.
    """
    if database.sound or database.path is None or not database.exists():
        return
    with database.reading() as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"
            " AND name NOT IN (SELECT value FROM json_each(?))",
            [json.dumps(_LARGE)],
        )
        for (table,) in tables.fetchall():
            if connection.execute(f'PRAGMA quick_check("{table}")').fetchone() != ("ok",):
                raise errors.damaged(database.name)
    database.sound = True


def _beside(path: Path) -> Iterator[tuple[CleanText, int]]:
    """Yield names and sizes of the library's files; those that SQLite puts beside it come and go at any time."""
    with suppress(OSError):
        for file in sorted(file for file in path.parent.iterdir() if file.name.startswith(path.name)):
            with suppress(OSError):
                if file.is_file():
                    yield plain.line(file.name), file.stat().st_size


def _count(connection: Connection, table: str) -> int:
    there = " WHERE removed IS NULL" if table == "sources" else ""
    return int(connection.execute(f"SELECT count(*) FROM {table}{there}").fetchone()[0])


def _faults(connection: Connection) -> list[str]:
    faults = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({MOST})") if row[0] != "ok"]
    lost = connection.execute("PRAGMA foreign_key_check").fetchmany(MOST)
    faults += [f"row {row} of {table} refers to a row of {parent} that is not there" for table, row, parent, _ in lost]
    bodiless = (
        "SELECT count(*) FROM articles AS a LEFT JOIN bodies AS b ON b.article = a.number AND b.version = a.version"
    )
    (without,) = connection.execute(f"{bodiless} WHERE b.article IS NULL").fetchone()
    if without:
        faults.append(f"{without} articles are in the list, but their texts are not there")
    return faults


def _index_faults(database: Database) -> list[str]:
    """Have the index look itself over, which SQLite counts as writing."""
    try:
        database.write(lambda c: c.execute("INSERT INTO words(words) VALUES('integrity-check')")).result()
    except LibraryError as error:
        return [f"the search index: {error}"]
    return []
