"""The words of a library as a mistyped query is mended by them: how near, how common, and what stands beside what.

What stands where is told by the full-text index. Where all words are common, the articles that came last tell it.

Works on a connection that reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import vocabulary
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
        return self._about(forms, " AND ".join(map(vocabulary.quoted, forms)))

    def beside(self, forms: Sequence[str]) -> float:
        """Return in about how many articles these words stand beside each other, in this order."""
        return self._about(forms, vocabulary.quoted(" ".join(forms)))

    def _about(self, forms: Sequence[str], match: str) -> float:
        """Return about how many articles fit: counted among the last that have the rarest word."""
        rarest = min(map(self.count, forms), default=0)
        if not rarest:
            return 0.0
        first = 0
        if rarest > SAMPLE:
            (last,) = self._connection.execute("SELECT ifnull(max(number), 0) FROM articles").fetchone()
            first = last - last * SAMPLE // rarest
        (count,) = self._connection.execute(
            "SELECT count(*) FROM words WHERE words MATCH ? AND rowid > ?", [match, first]
        ).fetchone()
        return float(count * max(rarest / SAMPLE, 1))

    def count(self, form: str) -> int:
        """Return in how many articles just this word stands."""
        if form not in self._counts:
            self._counts[form] = vocabulary.counts_of(self._connection, [form]).get(form, 0)
        return self._counts[form]
