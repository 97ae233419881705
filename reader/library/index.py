"""The full-text index over the articles that are kept: written by our code, in the transaction that writes the article.

`words` is an FTS5 table without content: it holds which word stands where in which article, and no text, which is half
the size (3.6 kB an article of 700 words). To take an article out, FTS5 must be given just the words that were put in;
they are made again from the body that is kept. `VERSION` goes up with every change of how words are made: an index of
another version is made anew as a whole (`rebuild`) before anything is taken out of it.

All functions but `words_of` work on a connection inside a transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.library import codec
from reader.text.tokens import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from sqlite3 import Connection

    from reader.model import Article

VERSION = "1"
_SETTING = "index version"
_ALL = """
SELECT a.number, b.id, b.cleaned FROM articles AS a JOIN bodies AS b ON b.article = a.number AND b.version = a.version
"""
_INTO = "INSERT INTO words(rowid, title, text, source, author) VALUES(?, ?, ?, ?, ?)"
_OUT = "INSERT INTO words(words, rowid, title, text, source, author) VALUES('delete', ?, ?, ?, ?, ?)"


class Words(NamedTuple):
    """The words of an article as the index takes them."""

    title: str
    text: str
    source: str
    author: str


def words_of(article: Article) -> Words:
    """Return the words of an article: this is most of the work, and needs no connection."""
    return Words(*map(folded, (article.title, article.text, article.source, article.byline)))


def add(connection: Connection, number: int, words: Words) -> None:
    """Take an article in that is not there."""
    connection.execute(_INTO, (number, *words))


def remove(connection: Connection, number: int, words: Words) -> None:
    """Take an article out, by the words that were put in."""
    connection.execute(_OUT, (number, *words))


def remove_all(connection: Connection, numbers: Sequence[int]) -> None:
    """Take articles out while their bodies are still there."""
    for number, words in _kept(connection, numbers):
        remove(connection, number, words)


def add_again(connection: Connection, numbers: Sequence[int]) -> None:
    """Take articles in whose bodies were put back."""
    for number, words in _kept(connection, numbers):
        add(connection, number, words)


def is_current(connection: Connection) -> bool:
    """Tell whether the index was made as it is made now."""
    found = connection.execute("SELECT value FROM settings WHERE name = ?", [_SETTING]).fetchone()
    return found is None or found[0] == VERSION


def rebuild(connection: Connection, told: Callable[[int], None] | None = None) -> None:
    """Make the index anew from all bodies that are kept; `told` is given how many are done. Some ms an article."""
    connection.execute("INSERT INTO words(words) VALUES('delete-all')")
    for done, (number, words) in enumerate(_made(connection.execute(_ALL)), 1):
        add(connection, number, words)
        if told is not None:
            told(done)
    connection.execute("INSERT OR REPLACE INTO settings VALUES(?, ?)", [_SETTING, VERSION])


def _kept(connection: Connection, numbers: Sequence[int]) -> Iterable[tuple[int, Words]]:
    for number in numbers:
        yield from _made(connection.execute(f"{_ALL} WHERE a.number = ?", [number]).fetchall())


def _made(rows: Iterable[tuple[int, str, bytes]]) -> Iterable[tuple[int, Words]]:
    for number, id_, cleaned in rows:
        try:
            yield number, words_of(codec.decode(id_, cleaned))
        except ValueError:  # a damaged body: nothing of it can be found, and nothing else is lost
            continue
