"""Changes that can still be taken back after a restart: the rows as they were, in the table `undo`.

    images    zlib of JSON: {"tables": [[table, [column, ...], [[value, ...], ...]], ...]}, bytes as {"b": base64};
              tables in the order in which their rows can be put back; "gone" has, in the same form, keys of rows that
              were not there before

All functions work on a connection inside a transaction, but `newest`, which only reads.
"""

from __future__ import annotations

import base64
import json
import time
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.library.file.errors import LibraryError

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


def keep(connection: Connection, token: str, words: str, images: Iterable[Image], gone: Iterable[Image] = ()) -> None:
    """Keep rows as they were before a change, with the words that are said when it is taken back.

    Args:
        connection: Inside the transaction of the change.
        token: What the change is known by.
        words: What is said.
        images: Rows that were there.
        gone: Keys of rows that were not.
    """
    kept = {"tables": [image for image in images if image.rows], "gone": [image for image in gone if image.rows]}
    data = json.dumps(kept, ensure_ascii=False, default=_packed)
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
    images, gone = _unpacked(found[0])
    for image in (*images, *gone):
        known = {row[1] for row in connection.execute(f"PRAGMA table_info({image.table})")}
        if not known or not known.issuperset(image.columns):
            raise LibraryError("this change cannot be taken back: the library keeps such things in another way now")
    from reader.library.search import index

    with index.writing(connection) as indexed:
        for image in gone:
            where = " AND ".join(f"{name} = ?" for name in image.columns)
            connection.executemany(f"DELETE FROM {image.table} WHERE {where}", image.rows)
        for image in images:
            marks = ", ".join("?" * len(image.columns))
            changed = ", ".join(f"{name} = excluded.{name}" for name in image.columns)
            connection.executemany(
                f"INSERT INTO {image.table}({', '.join(image.columns)}) VALUES({marks})"
                f" ON CONFLICT DO UPDATE SET {changed}",
                image.rows,
            )
        indexed.add_again(
            [row[image.columns.index("number")] for image in images if image.table == "articles" for row in image.rows]
        )
    forget(connection, token)


def forget(connection: Connection, token: str) -> None:
    """Forget a change: it was taken back in another way."""
    connection.execute("DELETE FROM undo WHERE token = ?", [token])


def _packed(value: object) -> object:
    if isinstance(value, bytes):
        return {"b": base64.b64encode(value).decode("ascii")}
    raise TypeError(type(value).__name__)


def _unpacked(data: bytes) -> tuple[list[Image], list[Image]]:
    """Return the rows that were there and the keys of those that were not. Raises LibraryError."""
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(data, MAX_IMAGES)
        if unpacking.unconsumed_tail:
            raise ValueError("too large")
        kept = json.loads(text)
        return [_image(*image) for image in kept["tables"]], [_image(*image) for image in kept.get("gone", ())]
    except (ValueError, TypeError, KeyError, RecursionError, zlib.error):
        raise LibraryError("this change cannot be taken back: what was kept of it is damaged") from None


def _image(table: str, columns: list[str], rows: list[list[Any]]) -> Image:
    values = [tuple(base64.b64decode(v["b"]) if isinstance(v, dict) else v for v in row) for row in rows]
    return Image(_word(table), tuple(map(_word, columns)), values)


def _word(name: object) -> str:
    if not isinstance(name, str) or not name.isascii() or not name.isidentifier():
        raise ValueError("no name")
    return name
