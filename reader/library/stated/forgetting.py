"""Forgetting articles: every row that is kept of them goes, and lies in `undo` until it is purged.

Works on a connection inside a transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.search import index
from reader.library.stated import changes
from reader.library.stated.state import OF_ARTICLES, PLACED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

AT_ONCE = 500
"""Ids of one statement."""


def forget(connection: Connection, article_ids: Sequence[str], token: str, words: str) -> bool:
    """Remove all that is kept of articles; return whether there was anything.

    Versions of an article that say what is to be forgotten go alone; where it is the newest, all of the article goes.
    """
    images: list[changes.Image] = []
    for start in range(0, len(article_ids), AT_ONCE):
        ids = article_ids[start : start + AT_ONCE]
        images += _articles(connection, ids)
        for sheet in OF_ARTICLES:
            images.append(_remove(connection, sheet.table, _among("id", ids), ids))
        images.append(_remove(connection, PLACED.table, _among("other", ids), ids))
    images = [image for image in images if image.rows]
    if images:
        changes.keep(connection, token, words, images)
    return bool(images)


def _articles(connection: Connection, ids: Sequence[str]) -> list[changes.Image]:
    numbers = [row[0] for row in connection.execute(f"SELECT number FROM articles WHERE {_among('id', ids)}", ids)]
    whole = _among("article", numbers)
    bodies = f"{whole} OR {_among('id', ids)}"
    used = f"number IN (SELECT original FROM bodies WHERE {bodies})"
    images = [changes.take(connection, "originals", used, [*numbers, *ids])]
    images.append(changes.take(connection, "articles", _among("number", numbers), numbers))
    images.append(changes.take(connection, "bodies", bodies, [*numbers, *ids]))
    images += [changes.take(connection, table, whole, numbers) for table in ("members", "apart", "beside", "copies")]
    with index.writing(connection) as indexed:
        indexed.remove(numbers)
    connection.execute(f"DELETE FROM bodies WHERE {bodies}", [*numbers, *ids])
    connection.execute(f"DELETE FROM articles WHERE {_among('number', numbers)}", numbers)
    originals = [row[0] for row in images[0].rows]
    connection.execute(
        f"DELETE FROM originals WHERE {_among('number', originals)} AND number NOT IN "
        "(SELECT original FROM bodies WHERE original IS NOT NULL)",
        originals,
    )
    return images


def purge(connection: Connection) -> None:
    """Remove what lies in `undo`, and removed sources with their articles: nothing of it is left."""
    connection.execute("DELETE FROM undo")
    gone = [row[0] for row in connection.execute("SELECT number FROM sources WHERE removed IS NOT NULL")]
    for source in gone:
        numbers = [row[0] for row in connection.execute("SELECT number FROM articles WHERE feed = ?", [source])]
        with index.writing(connection) as indexed:
            indexed.remove(numbers)
        connection.execute("DELETE FROM sources WHERE number = ?", [source])
    connection.execute(
        "DELETE FROM originals WHERE number NOT IN (SELECT original FROM bodies WHERE original IS NOT NULL)"
    )


def _remove(connection: Connection, table: str, where: str, values: Sequence[str]) -> changes.Image:
    image = changes.take(connection, table, where, values)
    if image.rows:
        connection.execute(f"DELETE FROM {table} WHERE {where}", values)
    return image


def _among(column: str, values: Sequence[object]) -> str:
    return f"{column} IN ({', '.join('?' * len(values))})"
