"""Cleaning the originals anew with today's rules; what was made of them before is kept where the text differs.

The cleaner is given by the caller: nothing above the library is imported.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from reader.library.file import codec
from reader.library.holdings.adding import row_of, set_shown
from reader.library.holdings.articles import article_of, original_of
from reader.library.search import index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from sqlite3 import Connection

    from reader.library.file.database import Database
    from reader.model import Article, Document

AT_ONCE = 200
"""Originals that are cleaned together."""
_NEXT = """
SELECT a.number, a.version, b.id, b.cleaned, b.document, o.data
FROM articles AS a JOIN bodies AS b ON b.article = a.number AND b.version = a.version
JOIN originals AS o ON o.number = b.original WHERE a.number > ? ORDER BY a.number LIMIT ?
"""


class Recleaned(NamedTuple):
    """How far it is."""

    seen: int
    """Originals that were cleaned anew."""
    changed: int
    """Articles whose text differs now: there is a version of them more."""
    moved: tuple[tuple[Article, Article], ...] = ()
    """Those of the batch that have another id now, as they were and as they are."""


def reclean(database: Database, clean: Callable[[Sequence[Document]], Sequence[Article | None]]) -> Iterator[Recleaned]:
    """Clean every original anew, a batch at a time; each is on disk when it is counted. Can be broken off anywhere.

    Args:
        database: The library.
        clean: Is given originals and gives what is made of them now, in order; None leaves an article as it is.

    Raises:
        LibraryError: The library cannot be read or written.
    """
    last, seen, changed = 0, 0, 0
    while rows := database.rows(_NEXT, [last, AT_ONCE]):
        last = rows[-1][0]
        known = [
            (number, version, article, document)
            for number, version, id_, cleaned, context, data in rows
            for article in article_of(id_, cleaned)
            for document in original_of(context, data)
        ]
        made = clean([document for *_, document in known])
        work = [
            (number, version, before, after)
            for (number, version, before, _), after in zip(known, made, strict=True)
            if after is not None and after != before
        ]
        ready = [(*one, codec.encode(one[3]), index.words_of(one[3])) for one in work]
        replaced = database.write(lambda connection, ready=ready: _replace(connection, ready)).result()  # type: ignore[misc]
        changed += sum(before.text != after.text for before, after in replaced)
        seen += len(rows)
        moved = tuple((before, after) for before, after in replaced if before.id != after.id)
        yield Recleaned(seen, changed, moved)


def _replace(
    connection: Connection, ready: Sequence[tuple[int, int, Article, Article, bytes, index.Words]]
) -> list[tuple[Article, Article]]:
    replaced: list[tuple[Article, Article]] = []
    with index.writing(connection) as indexed:
        for number, version, before, after, body, words in ready:
            still = connection.execute("SELECT version, id FROM articles WHERE number = ?", [number]).fetchone()
            if still != (version, before.id):  # meanwhile another version came
                continue
            indexed.remove([number])
            if before.text == after.text:
                connection.execute(
                    "UPDATE bodies SET cleaned = ?, id = ? WHERE article = ? AND version = ?",
                    [body, after.id, number, version],
                )
                shown = version
            else:
                shown = connection.execute(
                    "INSERT INTO bodies(article, version, id, at, note, original, document, cleaned)"
                    " SELECT article, (SELECT max(version) + 1 FROM bodies WHERE article = old.article), ?, ?,"
                    " note, original, document, ? FROM bodies AS old WHERE article = ? AND version = ?"
                    " RETURNING version",
                    [after.id, int(time.time()), body, number, version],
                ).fetchone()[0]
            replaced.append((before, after))
            set_shown(connection, number, shown, after.id, row_of(after))
            indexed.add(number, words)
    return replaced
