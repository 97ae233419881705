"""What a list is narrowed to, what it then shows, and its folders: values that cost nothing to have.

`folders.py` finds them out. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.library.shelf import Shelf
    from reader.text.plain import CleanText


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
    only: frozenset[int] | None = None
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
