"""Which articles have a very common word, remembered: to find that out takes up to a tenth of a second, once.

A hundred thousand articles are 13 kB for each such word. What is remembered holds for one state of the index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

MOST = 1_000
"""Words that are remembered."""
_STATE = "SELECT block FROM words_data WHERE id IN (1, 10) ORDER BY id"
"""Of FTS5: its averages and its structure, one of which is another one after every change
(https://www.sqlite.org/fts5.html#the_data_and_docsize_tables_)."""


class Commons:
    """The articles of very common words. May be asked by any thread."""

    def __init__(self) -> None:
        self._known: tuple[object, dict[str, bytes]] = (None, {})

    def articles(self, connection: Connection, match: str) -> bytes:
        """Return a bit for each number of an article, the lowest first: whether an expression of FTS5 finds it."""
        state = connection.execute(_STATE).fetchall()
        if state != self._known[0] or len(self._known[1]) >= MOST:
            self._known = state, {}
        known = self._known[1]
        if match not in known:
            known[match] = _bits(connection, match)
        return known[match]


def both(one: bytes, other: bytes) -> bytes:
    """Return the articles that are in both."""
    size = min(len(one), len(other))
    return (int.from_bytes(one, "little") & int.from_bytes(other, "little")).to_bytes(size, "little")


def among(numbers: Iterable[int], bits: bytes) -> Iterator[int]:
    """Give those of some articles that are among them, in the same order."""
    end = len(bits) << 3
    return (number for number in numbers if number < end and bits[number >> 3] & 1 << (number & 7))


def newest(bits: bytes) -> Iterator[int]:
    """Give the numbers of articles, the highest first."""
    for at in range(len(bits) - 1, -1, -1):
        if byte := bits[at]:
            yield from (at << 3 | bit for bit in range(7, -1, -1) if byte >> bit & 1)


def _bits(connection: Connection, match: str) -> bytes:
    rows = connection.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC", [match])
    bits = bytearray()
    for (number,) in rows:
        if not bits:
            bits = bytearray((number >> 3) + 1)
        bits[number >> 3] |= 1 << (number & 7)
    return bytes(bits)
