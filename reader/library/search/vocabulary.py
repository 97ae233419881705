"""The words of the articles that are kept: in how many each stands, and which of them a mistyped one may have meant.

    vocabulary  every word of the index with the number of articles that it stands in
    spellings   an FTS5 table of the deletes of each word (see `reader.text.spelling`), without positions: its lists of
                numbers take a few bytes a word, and many are written at once, where a table of rows would be some ten
                times as large and touched all over for every article

All functions work on a connection inside a transaction; those that read need none that writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text import spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from sqlite3 import Connection

LAST = "\U0010ffff"
"""Comes after every character."""
ADDED_UP = 5_000
"""Words that begin alike and are counted, at most: some ms."""
_COUNT = (
    "INSERT INTO vocabulary(word, count) VALUES(?, ?) ON CONFLICT(word) DO UPDATE SET count = count + excluded.count"
)
_INTO = "INSERT INTO spellings(rowid, deletes) VALUES(?, ?)"
_OUT = "INSERT INTO spellings(spellings, rowid, deletes) VALUES('delete', ?, ?)"


def settle(connection: Connection, changes: Mapping[str, int]) -> None:
    """Take over in how many more or fewer articles each word stands."""
    if not changes:
        return
    (last,) = connection.execute("SELECT ifnull(max(number), 0) FROM vocabulary").fetchone()
    in_order = sorted(item for item in changes.items() if item[1])  # as they lie in the file: half the time
    connection.executemany(_COUNT, in_order)
    new = connection.execute("SELECT number, word FROM vocabulary WHERE number > ?", [last]).fetchall()
    connection.executemany(_INTO, _spelled(new))
    for word in [word for word, more in changes.items() if more < 0]:
        gone = connection.execute(
            "DELETE FROM vocabulary WHERE word = ? AND count <= 0 RETURNING number, word", [word]
        ).fetchall()
        connection.executemany(_OUT, _spelled(gone))


def clear(connection: Connection) -> None:
    """Forget all words."""
    connection.execute("DELETE FROM vocabulary")
    connection.execute("INSERT INTO spellings(spellings) VALUES('delete-all')")


def _spelled(rows: Iterable[tuple[int, str]]) -> Iterable[tuple[int, str]]:
    for number, word in rows:
        if spellings := spelling.known_by(word):
            yield number, " ".join(sorted(spellings))


# ---------------------------------------------------------------- asking


def counts_of(connection: Connection, words: Iterable[str]) -> dict[str, int]:
    """Return in how many articles words stand; those that stand in none are left out."""
    found = {}
    for word in words:
        row = connection.execute("SELECT count FROM vocabulary WHERE word = ?", [word]).fetchone()
        if row is not None:
            found[word] = row[0]
    return found


def begins_any(connection: Connection, form: str) -> bool:
    """Tell whether any word begins with `form`, or is it."""
    return bool(
        connection.execute("SELECT 1 FROM vocabulary WHERE word >= ? AND word < ?", [form, form + LAST]).fetchone()
    )


def count_beginning_with(connection: Connection, form: str) -> int:
    """Return in how many articles the words stand that begin with `form`, added up: at least in how many there is one.

    Of very many words the first are counted.
    """
    (count,) = connection.execute(
        "SELECT ifnull(sum(count), 0) FROM"
        " (SELECT count FROM vocabulary WHERE word >= ? AND word < ? ORDER BY word LIMIT ?)",
        [form, form + LAST, ADDED_UP],
    ).fetchone()
    return int(count)


def near(connection: Connection, form: str) -> dict[str, tuple[int, int]]:
    """Return the other known words that one may have been, each with its errors and in how many articles it stands."""
    errors = spelling.errors_of(form)
    if not errors:
        return {}
    asked = " OR ".join(quoted(one) for one in sorted(spelling.deletes(form, errors)))
    known = dict(
        connection.execute(
            "SELECT word, count FROM vocabulary WHERE number IN (SELECT rowid FROM spellings WHERE spellings MATCH ?)"
            " AND length(word) BETWEEN ? AND ?",
            [asked, len(form) - errors, len(form) + errors],
        ).fetchall()
    )
    return {word: (wrong, known[word]) for wrong, word in spelling.near(form, known)}


def quoted(words: str) -> str:
    """Return words, with a space between, as FTS5 reads them: a phrase, whatever is in it."""
    return '"' + words.replace('"', '""') + '"'
