"""Which articles have a very common word, kept as bits: to ask the index for that takes up to a tenth of a second.

    forms    the words, and beginnings of words, that stand in more than `COMMON` articles: "the" is the word alone,
             "the*" all that begin so; `ready` is 0 until the articles that were there before are looked through
    commons  for each of them and each `BLOCK` of numbers a bit for every article, the lowest first; none where no
             article of the block has it

The bits are written in the transaction that writes the articles, for the forms that are ready (`settle`). Which words
are common is looked for once in `BLOCK * 4` articles, and the new ones are made ready a few at a time, the commonest
first, once nobody waits (`make_ready`): soon after they have become common, that is some ms each. What is not ready yet
is asked of the index and remembered as long as the library stays the same.

100,000 articles have some 3,800 such forms: 47 MB, a twelfth of the library, and 0.2 ms more for each that comes.
"""

from __future__ import annotations

from itertools import compress, islice
from typing import TYPE_CHECKING, NamedTuple

from reader.library.search.vocabulary import quoted
from reader.query.forms import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from sqlite3 import Connection

COMMON = 8_000
"""Articles; what stands in more of them is common."""
BLOCK = 2_048
"""Articles whose bits are kept together."""
MOST = 1_000
"""Words that are remembered."""
_SETTING = "commons looked for"
_KEPT = """
WITH RECURSIVE blocks(block) AS (
    SELECT 0 UNION ALL SELECT block + 1 FROM blocks WHERE block < (SELECT max(block) FROM commons)
)
SELECT block, bits FROM blocks CROSS JOIN commons USING (block) WHERE form = ? ORDER BY block
"""
_STATE = "SELECT block FROM words_data WHERE id IN (1, 10) ORDER BY id"
"""Of FTS5: its averages and its structure, one of which is another one after every change
(https://www.sqlite.org/fts5.html#the_data_and_docsize_tables_)."""


class Commons:
    """The articles of very common words. May be asked by any thread."""

    def __init__(self) -> None:
        self._known: tuple[object, dict[str, int]] = (None, {})

    def articles(self, connection: Connection, form: str) -> int:
        """Return a bit for each number of an article, the lowest first: whether a form stands in it.

        Args:
            connection: The library.
            form: A word, or with a `*` after it the beginning of words.
        """
        state = connection.execute(_STATE).fetchall()
        if state != self._known[0] or len(self._known[1]) >= MOST:
            self._known = state, {}
        known = self._known[1]
        if form not in known:
            ready = connection.execute("SELECT 1 FROM forms WHERE form = ? AND ready", [form]).fetchone()
            known[form] = _kept(connection, form) if ready else _asked(connection, form)
        return known[form]


def among(numbers: Iterable[int], bits: int) -> Iterator[int]:
    """Give those of some articles that are among them, in the same order."""
    flags = _flags(bits)[::-1]
    end, numbers = len(flags), iter(numbers)
    while some := list(islice(numbers, BLOCK)):
        inside = [number for number in some if number < end]
        yield from compress(inside, map(flags.__getitem__, inside))


def newest(bits: int) -> Iterator[int]:
    """Give the numbers of articles, the highest first."""
    flags = _flags(bits)
    return compress(range(len(flags) - 1, -1, -1), flags)


def _flags(bits: int) -> bytes:
    """Return a byte for each bit, 0 or 1, that of the highest number first."""
    return format(bits, "b").encode().translate(_VALUES)


_VALUES = bytes.maketrans(b"01", b"\0\1")


def _kept(connection: Connection, form: str) -> int:
    rows = connection.execute(_KEPT, [form]).fetchall()
    whole = bytearray((rows[-1][0] + 1 if rows else 0) * BLOCK // 8)
    for block, bits in rows:
        start = block * BLOCK // 8
        whole[start : start + len(bits)] = bits
    return int.from_bytes(whole, "little")


def _asked(connection: Connection, form: str) -> int:
    return found(connection, f"{quoted(form[:-1])} *" if form.endswith("*") else quoted(form))


def found(connection: Connection, match: str) -> int:
    """Return a bit for each number of an article, the lowest first: whether an expression of FTS5 finds it."""
    bits = bytearray()
    for (number,) in connection.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC", [match]):
        if not bits:
            bits = bytearray((number >> 3) + 1)
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


# ---------------------------------------------------------------- writing


class Stretch(NamedTuple):
    """Which words stand in which articles of one block."""

    block: int
    first: int
    """The number of the article of the lowest bit."""
    words: list[str]
    """In order."""
    bits: list[int]
    """A bit for each article that the word stands in."""


def settle(connection: Connection, come: Sequence[Stretch], gone: Sequence[Stretch]) -> None:
    """Take over which words stand in articles that came, and stood in those that went.

    An article that changed went and came. The index and the vocabulary are settled before.
    """
    forms = dict(connection.execute("SELECT form, ready FROM forms"))
    if forms:
        here, away = ({one.block: _masks(one, forms) for one in some} for some in (come, gone))
        for block in here.keys() | away.keys():
            _settle_block(connection, block, away.get(block, {}), here.get(block, {}))


def clear(connection: Connection) -> None:
    """Forget all words."""
    connection.execute("DELETE FROM commons")
    connection.execute("DELETE FROM forms")
    connection.execute("DELETE FROM settings WHERE name = ?", [_SETTING])


def _settle_block(connection: Connection, block: int, gone: dict[str, int], come: dict[str, int]) -> None:
    forms = gone.keys() | come.keys()
    kept = {
        form: int.from_bytes(bits, "little")
        for form, bits in connection.execute("SELECT form, bits FROM commons WHERE block = ?", [block])
        if form in forms
    }
    rows = []
    for form in forms:
        before = kept.get(form, 0)
        after = before & ~gone.get(form, 0) | come.get(form, 0)
        if after != before:
            rows.append((block, form, _packed(after)))
    connection.executemany("INSERT OR REPLACE INTO commons VALUES(?, ?, ?)", rows)


def _packed(bits: int) -> bytes:
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def _masks(stretch: Stretch, forms: Mapping[str, int]) -> dict[str, int]:
    """Return the bits of a block for each ready form that stands in some of its articles."""
    shift = stretch.first % BLOCK
    found: dict[str, int] = {}
    begun: list[tuple[str, int]] = []
    """Beginnings of the word that is looked at, each one of the next, with whether it is ready."""
    bits_of: list[int] = []
    """The bits of the words that begin so, but for those that begin like the next."""

    def close() -> None:
        beginning, ready = begun.pop()
        bits = bits_of.pop()
        if ready:
            found[f"{beginning}*"] = bits << shift
        if begun:
            bits_of[-1] |= bits

    for word, bits in zip(stretch.words, stretch.bits, strict=True):
        if forms.get(word):
            found[word] = bits << shift
        while begun and not word.startswith(begun[-1][0]):
            close()
        end = len(begun[-1][0]) + 1 if begun else PREFIX
        while end <= len(word) and (ready := forms.get(f"{word[:end]}*")) is not None:  # a longer one is no commoner
            begun.append((word[:end], ready))
            bits_of.append(0)
            end += 1
        if begun:
            bits_of[-1] |= bits
    while begun:
        close()
    return found


def make_ready(connection: Connection, most: int) -> bool:
    """Look for words that have become common, now and then, and make some ready; tell whether more are left.

    Args:
        connection: Inside a transaction.
        most: Places of them that are looked through; once they are more, no further one is begun.
    """
    (last,) = connection.execute("SELECT ifnull(max(number), 0) FROM articles").fetchone()
    row = connection.execute("SELECT value FROM settings WHERE name = ?", [_SETTING]).fetchone()
    if last < BLOCK * 4 and row is None:
        return False
    if row is None or last // (BLOCK * 4) != int(row[0]):
        connection.executemany("INSERT OR IGNORE INTO forms VALUES(?, ?, 0)", _common(connection))
        connection.execute("INSERT OR REPLACE INTO settings VALUES(?, ?)", [_SETTING, str(last // (BLOCK * 4))])
    while row := connection.execute(
        "SELECT form, count FROM forms WHERE NOT ready ORDER BY count DESC LIMIT 1"
    ).fetchone():
        if most <= 0:
            return True
        form, count = row
        most -= count
        bits = _asked(connection, form)
        blocks = range(bits.bit_length() // BLOCK + 1)
        rows = ((block, form, bits >> block * BLOCK & (1 << BLOCK) - 1) for block in blocks)
        connection.executemany(
            "INSERT OR REPLACE INTO commons VALUES(?, ?, ?)",
            ((block, form, _packed(some)) for block, form, some in rows if some),
        )
        connection.execute("UPDATE forms SET ready = 1 WHERE form = ?", [form])
    return False


def _common(connection: Connection) -> Iterator[tuple[str, int]]:
    """Give the forms that stand in more than `COMMON` articles, those of each beginning added up, with how many."""
    yield from connection.execute("SELECT word, count FROM vocabulary WHERE count > ?", [COMMON]).fetchall()
    end = PREFIX
    while True:
        found = connection.execute(
            "SELECT substr(word, 1, ?1) AS form, sum(count) AS total FROM vocabulary WHERE length(word) >= ?1"
            " GROUP BY form HAVING total > ?2",
            [end, COMMON],
        ).fetchall()
        if not found:
            return
        yield from ((f"{form}*", total) for form, total in found)
        end += 1
