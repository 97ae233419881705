"""Articles of a library whose title, source or date a person stated: searched as they are called now, in memory.

The index of the library has the words that came with them. They are few, since each was edited by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.desk.searching.fitting import Entry, Fit
from reader.library.search import finding

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from sqlite3 import Connection

    from reader.desk.searching.fitting import Known
    from reader.library.library import Library
    from reader.model import Details
    from reader.query.mending import Mended

MOST = 300
"""Articles that are kept at hand, the last that came: some 15 MB. Of others is found what came with them."""


class Stated:
    """What was stated about articles of a library, as it is searched. Not changed once made.

    Args:
        library: Where they are.
        details: What was stated, by id.
        numbers: The articles that it was stated of.
    """

    def __init__(self, library: Library, details: Mapping[str, Details], numbers: Collection[int]) -> None:
        self.key = details, numbers
        loaded = ((number, library.load([number])) for number in numbers)
        self.entries = {number: Entry.lazy(found[0]) for number, found in loaded if found}
        self.words = frozenset(
            word for entry in self.entries.values() for words in entry.fields_of_names() for word in words.places
        )

    @classmethod
    def of(cls, library: Library, connection: Connection, before: Stated | None) -> Stated:
        """Return what is stated now: the same as `before` where nothing has changed."""
        details = dict(library.shelf.every_detail())
        numbers = finding.numbers_of(connection, details, MOST) if details else []
        key = details, numbers
        return before if before is not None and before.key == key else cls(library, details, numbers)

    def fitting(self, asked: Mended, known: Known) -> list[int]:
        """Return those that fit a query. Raises SlowPatternError."""
        if not self.entries:
            return []
        fit = Fit(asked.query, asked.forms, known)
        return [number for number, entry in self.entries.items() if fit.holds(entry)]
