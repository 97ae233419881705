"""The words of a library as a mistyped query is mended by them: how near, how common, and what stands beside what.

What stands where is told by the full-text index. Where all words are common, the articles that came last tell it.

Works on a connection that reads.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reader.library.search import vocabulary
from reader.query.forms import begins
from reader.query.mending import Near
from reader.text import spelling

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from sqlite3 import Connection

SAMPLE = 500
"""Articles with the rarest of some words in which the others are looked for: some hundred microseconds."""


class LibraryLexicon:
    """See `reader.query.mending.Lexicon`.

    Args:
        connection: The library; it must not be used by another thread meanwhile.
        more: Words that are known beside those of the index.
    """

    def __init__(self, connection: Connection, more: Collection[str] = ()) -> None:
        self._connection = connection
        self._more = more
        self._counts: dict[str, int] = {}
        self._near: dict[str, list[Near]] = {}

    def known(self, form: str) -> bool:
        """Tell whether a word, or a longer one that it finds, stands anywhere."""
        if begins(form):
            return vocabulary.begins_any(self._connection, form) or any(word.startswith(form) for word in self._more)
        return bool(self.count(form)) or form in self._more

    def near(self, form: str) -> list[Near]:
        """Return other known words that are near to a word, the likeliest first."""
        if form not in self._near:
            found = {word: (errors, 1) for errors, word in spelling.near(form, self._more)}
            found |= vocabulary.near(self._connection, form)
            self._counts |= {word: count for word, (_, count) in found.items()}
            self._near[form] = sorted(Near(errors, -count, word) for word, (errors, count) in found.items())
        return self._near[form]

    def together(self, forms: Sequence[str]) -> float:
        """Return in about how many articles all of these words stand."""
        rarest = min(map(self.count, forms), default=0)
        found = self._asked("count(*)", rarest, " AND ".join(map(vocabulary.quoted, forms))) if rarest else 0
        return found * max(rarest / SAMPLE, 1)

    def beside(self, forms: Sequence[str]) -> bool:
        """Tell whether these words stand beside each other, in this order, in articles that were looked at."""
        rarest = min(map(self.count, forms), default=0)
        return bool(rarest and self._asked("1", rarest, vocabulary.quoted(" ".join(forms))))

    def _asked(self, what: str, rarest: int, match: str) -> int:
        """Ask something of the last articles that have the rarest of some words."""
        first = self._last - self._last * SAMPLE // rarest if rarest > SAMPLE else 0
        row = self._connection.execute(
            f"SELECT {what} FROM words WHERE words MATCH ? AND rowid > ? LIMIT 1", [match, first]
        ).fetchone()
        return row[0] if row else 0

    @cached_property
    def _last(self) -> int:
        (last,) = self._connection.execute("SELECT ifnull(max(number), 0) FROM articles").fetchone()
        return int(last)

    def count(self, form: str) -> int:
        """Return in how many articles just this word stands."""
        if form not in self._counts:
            self._counts[form] = vocabulary.counts_of(self._connection, [form]).get(form, 0)
        return self._counts[form]
