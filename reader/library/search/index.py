"""The full-text index over the articles that are kept: written by our code, in the transaction that writes the article.

`words` is an FTS5 table without content: it holds which word stands where in which article, and no text, which is half
the size (3.6 kB an article of 700 words). To take an article out, FTS5 must be given just the words that were put in;
they are made again from the body that is kept. `VERSION` goes up with every change of how words are made: an index of
another version is made anew as a whole (`rebuild`) before anything is taken out of it.

All functions but `words_of` work on a connection inside a transaction.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from reader.library.file import codec
from reader.library.search import commons, vocabulary
from reader.text.tokens import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from sqlite3 import Connection

    from reader.model import Article

VERSION = "2"
SETTLED = 1_000
"""Articles after which the counts of their words are written when all of it is made anew."""
PAGES = 250
"""Of the index, that are written for one step of joining its pieces."""
LOOKED_AT = 40_000
"""Places of common words that are looked through for one step."""
_JOINED = {"automerge": 0, "usermerge": 8}
"""Pieces are joined eight at a time, and by `tidy`, not while articles are written: that is a tenth of the time."""
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
        found = set(" ".join(self).split(" "))
        found.discard("")
        return found


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
        self._come: dict[int, Words] = {}
        self._gone: dict[int, Words] = {}

    def add(self, number: int, words: Words) -> None:
        """Take an article in that is not there."""
        self._connection.execute(_INTO, (number, *words))
        self._come[number] = words

    def remove(self, numbers: Sequence[int]) -> None:
        """Take articles out while their bodies are still there, by the words that were put in."""
        for number, words in _kept(self._connection, numbers):
            self._connection.execute(_OUT, (number, *words))
            if self._come.pop(number, None) is None:
                self._gone[number] = words

    def add_again(self, numbers: Sequence[int]) -> None:
        """Take articles in whose bodies were put back."""
        for number, words in _kept(self._connection, numbers):
            self.add(number, words)

    def settle(self) -> None:
        """Let the vocabulary and the common words know."""
        come, gone = _stretches(self._come), _stretches(self._gone)
        vocabulary.settle(self._connection, _counts(come, gone))
        commons.settle(self._connection, come, gone)
        self._come.clear()
        self._gone.clear()


def _stretches(articles: Mapping[int, Words]) -> list[commons.Stretch]:
    """Return which words stand in which of some articles, those together whose bits are kept together."""
    inside: dict[int, list[int]] = {}
    for number in articles:
        inside.setdefault(number // commons.BLOCK, []).append(number)
    found = []
    for block, numbers in inside.items():
        first = min(numbers)
        by_word: dict[str, int] = {}
        get = by_word.get
        for number in numbers:
            bit = 1 << number - first  # counted from the first, since short numbers are quick
            for word in articles[number].different():
                by_word[word] = get(word, 0) | bit
        words = sorted(by_word)
        found.append(commons.Stretch(block, first, words, [by_word[word] for word in words]))
    return found


def _counts(come: Sequence[commons.Stretch], gone: Sequence[commons.Stretch]) -> dict[str, int]:
    """Return in how many more or fewer articles words stand."""
    if len(come) == 1 and not gone:
        return dict(zip(come[0].words, map(int.bit_count, come[0].bits), strict=True))
    counts: dict[str, int] = {}
    for stretches, sign in ((come, 1), (gone, -1)):
        for stretch in stretches:
            for word, bits in zip(stretch.words, stretch.bits, strict=True):
                counts[word] = counts.get(word, 0) + sign * bits.bit_count()
    return counts


def is_current(connection: Connection) -> bool:
    """Tell whether the index was made as it is made now."""
    found = connection.execute("SELECT value FROM settings WHERE name = ?", [_SETTING]).fetchone()
    return found is None or found[0] == VERSION


def make_current(connection: Connection) -> None:
    """Make the index anew where it was made in another way, and let `tidy` alone join its pieces from now on."""
    known = dict(connection.execute("SELECT k, v FROM words_config WHERE k IN ('automerge', 'usermerge')"))
    for name, value in _JOINED.items():
        if known.get(name) != value:
            connection.execute("INSERT INTO words(words, rank) VALUES(?, ?)", [name, value])
    if not is_current(connection):
        rebuild(connection)


def tidy(connection: Connection) -> bool:
    """Do some of what is put off when articles are written, and tell whether more is left.

    Pieces of the index are joined, and words that have become common made ready: neither changes what is found.
    """
    before = connection.total_changes
    connection.execute("INSERT INTO words(words, rank) VALUES('merge', ?)", [PAGES])
    joined = connection.total_changes - before > 1  # (https://www.sqlite.org/fts5.html#the_merge_command)
    return commons.make_ready(connection, LOOKED_AT) or joined


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
