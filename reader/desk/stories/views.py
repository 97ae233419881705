"""What a list is narrowed to, what it then shows, and its folders: values that cost nothing to have.

`listing/folders.py` finds them out. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reader.library.stated.shelf import Shelf
    from reader.text.plain import CleanText


class Positions:
    """Places in a list: a byte for each that there is, whatever of them are meant; for membership, in order, counted.

    Args:
        places: Which are meant.
        size: How many there are.
    """

    __slots__ = ("_count", "_flags")

    def __init__(self, places: Iterable[int], size: int) -> None:
        flags = bytearray(size)
        for at in places:
            flags[at] = 1
        self._flags = bytes(flags)
        self._count = flags.count(1)

    def without(self, places: Iterable[int]) -> Positions:
        """Return the same without some."""
        flags = bytearray(self._flags)
        for at in places:
            flags[at] = 0
        return Positions(compress(range(len(flags)), flags), len(flags))

    def __contains__(self, at: object) -> bool:
        return isinstance(at, int) and 0 <= at < len(self._flags) and self._flags[at] == 1

    def __iter__(self) -> Iterator[int]:
        return compress(range(len(self._flags)), self._flags)

    def __len__(self) -> int:
        return self._count


def as_query(name: str) -> str:
    """Return the query that stands for a saved search."""
    return f'folder:"{name}"'


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to."""

    query: str
    """What was typed; of a folder what names it; empty for what is hidden."""
    name: str = ""
    """The name of the folder, or of the rule that hides; empty for a search, and for all rules."""

    @classmethod
    def of_folder(cls, name: str) -> Filter:
        """Return the filter that a saved search makes."""
        return cls(as_query(name), name)

    @property
    def title(self) -> str:
        """What the list calls it."""
        if self.of_hidden:
            return f"hidden by the rule {self.name}" if self.name else "hidden by your rules"
        return f"folder: {self.name}" if self.name else f"filter: {self.query}"

    @property
    def of_hidden(self) -> bool:
        """Whether it shows what rules hide."""
        return not self.query


@dataclass(frozen=True, slots=True)
class View:
    """What a list shows of all that there is."""

    filter: Filter | None = None
    only: Positions | None = None
    """The positions in the catalogue that are shown; None shows all."""
    ids: frozenset[str] | None = None
    """The same by id, for what was opened by name."""
    by: Mapping[int, str] = field(default_factory=dict)
    """What rules hide: the rule's name by the position."""
    behind: int = 0
    """How many of these fit the filter."""
    words: tuple[CleanText, ...] = ()
    """What is wrong with rules or the filter, a line each."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A saved search, as a list shows it."""

    name: str
    query: str
    hides: bool
    total: int | None = None
    """How many articles fit; None where they are not counted."""
    unread: int = 0
    error: str = ""


def uncounted(shelf: Shelf) -> tuple[Folder, ...]:
    """Return the saved searches as they are before anything is counted."""
    return tuple(Folder(name, search.query, search.hides) for name, search in shelf.searches().items())
