"""The full-text index over the articles that are kept: written by our code, in the transaction that writes the article.

`words` is an FTS5 table without content: it holds which word stands where in which article, and no text, which is half
the size (3.6 kB an article of 700 words). To take an article out, FTS5 must be given just the words that were put in;
they are made again from the body that is kept. `VERSION` goes up with every change of how words are made: an index of
another version is made anew as a whole (`rebuild`) before anything is taken out of it.

All functions but `words_of` work on a connection inside a transaction.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from reader.library import codec, commons, vocabulary
from reader.text.tokens import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from sqlite3 import Connection

    from reader.model import Article

VERSION = "2"
SETTLED = 1_000
"""Articles after which the counts of their words are written when all of it is made anew."""
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

    def different(self) -> set[str]:
        """Return every word once."""
        return set(" ".join(self).split(" ")) - {""}


def words_of(article: Article) -> Words:
    """Return the words of an article: this is most of the work, and needs no connection."""
    return Words(*map(folded, (article.title, article.text, article.source, article.byline)))


@contextmanager
def writing(connection: Connection) -> Iterator[Writing]:
    """Give what articles go in and out by; how common the words are is settled at the end, once for all of them."""
    make_current(connection)
    changes = Writing(connection)
    yield changes
    changes.settle()


class Writing:
    """Articles that go in and out of the index in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._counts: Counter[str] = Counter()
        self._come: dict[int, set[str]] = {}
        self._gone: dict[int, set[str]] = {}

    def add(self, number: int, words: Words) -> None:
        """Take an article in that is not there."""
        self._connection.execute(_INTO, (number, *words))
        self._come[number] = different = words.different()
        self._counts.update(different)

    def remove(self, numbers: Sequence[int]) -> None:
        """Take articles out while their bodies are still there, by the words that were put in."""
        for number, words in _kept(self._connection, numbers):
            self._connection.execute(_OUT, (number, *words))
            different = words.different()
            self._gone[number] = self._gone.get(number, set()) | different
            self._come.pop(number, None)
            self._counts.subtract(different)

    def add_again(self, numbers: Sequence[int]) -> None:
        """Take articles in whose bodies were put back."""
        for number, words in _kept(self._connection, numbers):
            self.add(number, words)

    def settle(self) -> None:
        """Let the vocabulary and the common words know."""
        vocabulary.settle(self._connection, self._counts)
        commons.settle(self._connection, self._come, self._gone)
        for some in (self._counts, self._come, self._gone):
            some.clear()


def is_current(connection: Connection) -> bool:
    """Tell whether the index was made as it is made now."""
    found = connection.execute("SELECT value FROM settings WHERE name = ?", [_SETTING]).fetchone()
    return found is None or found[0] == VERSION


def make_current(connection: Connection) -> None:
    """Make the index anew where it was made in another way."""
    if not is_current(connection):
        rebuild(connection)


def rebuild(connection: Connection, told: Callable[[int], None] | None = None) -> None:
    """Make the index anew from all bodies that are kept; `told` is given how many are done. Some ms an article."""
    connection.execute("INSERT INTO words(words) VALUES('delete-all')")
    vocabulary.clear(connection)
    commons.clear(connection)
    changes = Writing(connection)
    for done, (number, words) in enumerate(_made(connection.execute(_ALL)), 1):
        changes.add(number, words)
        if not done % SETTLED:
            changes.settle()
        if told is not None:
            told(done)
    changes.settle()
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
