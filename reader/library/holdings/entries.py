"""One line of the list for each article that is kept, without its text: 100,000 of them in a third of a second.

Reads the library, writes nothing.
"""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.library.file.schema import SHOWN
from reader.text import plain
from reader.text.dates import Certainty
from reader.text.unhurried import unhurried

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from reader.model import Article
    from reader.text.plain import CleanText


class Flag(IntFlag):
    """What else a list shows of an article."""

    INFERRED_TITLE = 1
    HAS_TIME = 2
    """Its date has a time of day."""
    UNSURE_DATE = 4
    INFERRED_DATE = 8
    VERSIONS = 16
    """There are older versions of it."""


class Entry(NamedTuple):
    """An article in a list."""

    number: int
    """Of the item, whichever version is shown; never used for another one."""
    id: str
    title: CleanText
    source: CleanText
    date: int | None
    """Seconds since 1970 in UTC, may be negative; None where it has none."""
    words: int
    flags: int
    """Of `Flag`."""
    first_seen: int
    """Seconds since 1970."""
    feed: int | None
    """The source that it came with; None where it was imported."""
    story: int | None
    """The story that it belongs to, where that is settled."""
    letter: int | None
    """Which letter it has there, counted from 0."""


_ENTRIES = """
SELECT a.number, a.id, a.title, a.source, a.date, a.words, a.flags, a.first_seen, a.feed, m.story, m.letter
FROM articles AS a LEFT JOIN members AS m ON m.article = a.number
"""
NEWEST = f"""
WITH newest AS (
    SELECT a.number FROM articles AS a WHERE {SHOWN}
    ORDER BY min(ifnull(a.date, a.first_seen), a.first_seen) DESC, a.number LIMIT ?
)
SELECT number FROM newest UNION
SELECT article FROM members WHERE story IN (SELECT story FROM members WHERE article IN newest)
"""
COUNT = f"SELECT count(*) FROM articles AS a WHERE {SHOWN}"


def flags_of(article: Article) -> Flag:
    """Return the flags that come from the article itself."""
    flags = Flag(0)
    if article.title_inferred:
        flags |= Flag.INFERRED_TITLE
    if article.published is not None:
        if article.published.has_time:
            flags |= Flag.HAS_TIME
        if article.published.certainty is Certainty.UNSURE:
            flags |= Flag.UNSURE_DATE
        if article.published.certainty is Certainty.INFERRED:
            flags |= Flag.INFERRED_DATE
    return flags


def entries(connection: Connection, numbers: Iterable[int] | None = None) -> list[Entry]:
    """Return the entries of all articles but those of removed sources, oldest number first; or of some.

    Raises:
        ValueError: The table is damaged.
    """
    values: list[str] = []
    where = f"WHERE {SHOWN}"
    if numbers is not None:
        where += " AND a.number IN (SELECT value FROM json_each(?))"
        values.append(f"[{','.join(str(int(number)) for number in numbers)}]")
    rows = connection.execute(f"{_ENTRIES} {where} ORDER BY a.number", values)
    with unhurried():
        return _made(rows)


def _made(rows: Iterable[tuple[Any, ...]]) -> list[Entry]:
    """Make the entries: the loop that a start waits for, as tight as it can be.

    Titles passed the gate when they were kept. Here it is seen that none steers a terminal, whoever wrote the file:
    what is printable has no control, no invisible and no bidirectional character.
    """
    new, gate = tuple.__new__, plain.line
    sources, same = _Sources(), _Same()  # a paper's name and the time of a visit stand in thousands of rows
    try:
        return [
            new(
                Entry,
                (
                    n,
                    i,
                    t if t.isprintable() else gate(t),
                    sources[s],
                    date,
                    same[w],
                    flags,
                    same[seen],
                    feed,
                    story,
                    at,
                ),
            )
            for n, i, t, s, date, w, flags, seen, feed, story, at in rows
        ]
    except (AttributeError, TypeError):
        raise ValueError("rows of articles that mean nothing") from None


class _Sources(dict[str, "CleanText"]):
    def __missing__(self, source: str) -> CleanText:
        self[source] = gated = plain.line(source)
        return gated


class _Same(dict[int, int]):
    def __missing__(self, number: int) -> int:
        self[number] = number
        return number
