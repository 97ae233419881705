"""Destructive changes that can still be taken back after a restart: the rows as they were, in the table `undo`.

    images    zlib of JSON: {"tables": [[table, [column, ...], [[value, ...], ...]], ...]}, bytes as {"b": base64};
              tables in the order in which their rows can be put back

All functions work on a connection inside a transaction, but `newest`, which only reads.
"""

from __future__ import annotations

import base64
import json
import time
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.library.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from sqlite3 import Connection

MOST = 100
"""Changes that are kept; the oldest go."""
MAX_IMAGES = 256_000_000
"""Bytes of a change, unpacked; a damaged library may claim any number."""


class Image(NamedTuple):
    """Rows of a table as they were."""

    table: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def take(connection: Connection, table: str, where: str, values: Sequence[Any]) -> Image:
    """Return the rows of a table that a condition fits."""
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {where}", values)
    return Image(table, tuple(column[0] for column in cursor.description), cursor.fetchall())


def keep(connection: Connection, token: str, words: str, images: Iterable[Image]) -> None:
    """Keep rows as they were before a change, with the words that are said when it is taken back."""
    data = json.dumps({"tables": [image for image in images if image.rows]}, ensure_ascii=False, default=_packed)
    packed = zlib.compress(data.encode("utf-8", "replace"), 6)
    connection.execute(
        "INSERT INTO undo(token, at, words, images) VALUES(?, ?, ?, ?)", (token, int(time.time()), words, packed)
    )
    connection.execute("DELETE FROM undo WHERE number <= (SELECT max(number) FROM undo) - ?", [MOST])


def newest(connection: Connection, but: Collection[str] = ()) -> tuple[str, str] | None:
    """Return token and words of the newest change that is kept, but those of some tokens."""
    found = connection.execute("SELECT token, words FROM undo ORDER BY number DESC")
    return next(((str(token), str(words)) for token, words in found if token not in but), None)


def put_back(connection: Connection, token: str) -> None:
    """Put the rows of a change back and forget it; nothing where another program has done so. Raises LibraryError."""
    found = connection.execute("SELECT images FROM undo WHERE token = ?", [token]).fetchone()
    if found is None:
        return
    images = _unpacked(found[0])
    for image in images:
        known = {row[1] for row in connection.execute(f"PRAGMA table_info({image.table})")}
        if not known or not known.issuperset(image.columns):
            raise LibraryError("this change cannot be taken back: the library keeps such things in another way now")
        marks = ", ".join("?" * len(image.columns))
        changed = ", ".join(f"{name} = excluded.{name}" for name in image.columns)
        connection.executemany(
            f"INSERT INTO {image.table}({', '.join(image.columns)}) VALUES({marks})"
            f" ON CONFLICT DO UPDATE SET {changed}",
            image.rows,
        )
    numbers = [
        row[image.columns.index("number")] for image in images if image.table == "articles" for row in image.rows
    ]
    if numbers:
        from reader.library import index

        index.add_again(connection, numbers)
    forget(connection, token)


def forget(connection: Connection, token: str) -> None:
    """Forget a change: it was taken back in another way."""
    connection.execute("DELETE FROM undo WHERE token = ?", [token])


def _packed(value: object) -> object:
    if isinstance(value, bytes):
        return {"b": base64.b64encode(value).decode("ascii")}
    raise TypeError(type(value).__name__)


def _unpacked(data: bytes) -> list[Image]:
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(data, MAX_IMAGES)
        if unpacking.unconsumed_tail:
            raise ValueError("too large")
        tables = json.loads(text)["tables"]
        return [
            Image(
                _word(table),
                tuple(map(_word, columns)),
                [tuple(base64.b64decode(v["b"]) if isinstance(v, dict) else v for v in row) for row in rows],
            )
            for table, columns, rows in tables
        ]
    except (ValueError, TypeError, KeyError, RecursionError, zlib.error):
        raise LibraryError("this change cannot be taken back: what was kept of it is damaged") from None


def _word(name: object) -> str:
    if not isinstance(name, str) or not name.isascii() or not name.isidentifier():
        raise ValueError("no name")
    return name
