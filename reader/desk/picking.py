"""Which articles of a library a verb means: the one that a name means, those that a query finds, or all, newest first.

Reads the library; no text is loaded but for a query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.library.entries import Entry
    from reader.library.library import Library

MOST = 500
"""Articles of a library that are grouped into stories at once: some seconds."""
SEARCHED = 2_000
"""Articles of a library, the newest, that a query is asked of."""


class Picked(NamedTuple):
    """Articles of a library."""

    numbers: list[int]
    """In the order that was asked for, each text once."""
    total: int
    """How many fit."""
    bounded: str = ""
    """What is to be said where a part of the library was not looked at."""


def named(library: Library, name: str) -> int | None:
    """Return the number of the article that an id or its beginning, of four letters or more, means; None if none does.

    Raises:
        LibraryError: The library cannot be read.
    """
    numbers = library.articles.numbers_of(name) if len(name) >= 4 else []
    ids = {entry.id for entry in library.articles.entries(numbers)} if numbers else set()
    return numbers[0] if len(ids) == 1 else None


def pick(library: Library, query: str = "") -> Picked:
    """Return what fits a query, in its order; without one all there is, newest first.

    Raises:
        LibraryError: The library cannot be read.
        QueryError: The query is not in the language.
    """
    entries = sorted(library.articles.entries(), key=_moment, reverse=True)
    numbers = list({entry.id: entry.number for entry in reversed(entries)}.values())[::-1]
    if not query:
        return Picked(numbers, len(numbers))
    from reader.desk.searching import Index, known_of

    loaded = library.load(numbers[:SEARCHED])
    by_id = {entry.id: entry.number for entry in reversed(entries)}
    hits = Index(loaded).search(query, known=known_of(library.shelf)).hits
    found = [by_id[hit.article_id] for hit in hits]
    words = f"the query was asked of the newest {SEARCHED} of {len(numbers)} articles"
    return Picked(found, len(found), words if len(numbers) > SEARCHED else "")


def _moment(entry: Entry) -> tuple[int, int]:
    """Return when an article is from: its date, but not later than it was first seen."""
    return min(entry.date if entry.date is not None else entry.first_seen, entry.first_seen), entry.number
