"""Which articles of a library a verb means: the one that a name means, those that a query finds, or all, newest first.

Reads the library; no text is loaded but for the patterns of a query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.model import Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.entries import Entry
    from reader.library.library import Library
    from reader.model import Article

MOST = 500
"""Articles of a library that are grouped into stories at once: some seconds."""


class Picked(NamedTuple):
    """Articles of a library."""

    numbers: list[int]
    """In the order that was asked for, each text once."""
    corrected: tuple[tuple[str, str], ...] = ()
    """Words of the query that stand nowhere, with what was looked for instead."""


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
    entries = library.articles.entries()
    if query:
        from reader.desk.library_index import LibraryIndex

        found, corrected = LibraryIndex(library).every(query)
        by_number = {entry.number: entry for entry in entries}
        entries = [by_number[number] for number in found if number in by_number]
    if not query or not _sorts(library, query):
        entries.sort(key=_moment, reverse=True)
    numbers = {entry.id: entry.number for entry in reversed(entries)}
    return Picked(list(numbers.values())[::-1], corrected if query else ())


def settled(library: Library, articles: Sequence[Article]) -> list[Story]:
    """Return the stories that articles are known to belong to, those of two of them and more, by number.

    Raises:
        LibraryError: The library cannot be read.
    """
    if not library.stories.all():
        return []
    from reader.desk.grouping import explained

    homes = {entry.id: entry for entry in library.articles.entries() if entry.story is not None}
    members: dict[int, list[tuple[Entry, Article]]] = {}
    for article in articles:
        entry = homes.get(article.id)
        if entry is not None and entry.story is not None:
            members.setdefault(entry.story, []).append((entry, article))
    found = []
    for _, some in sorted(members.items()):
        if len(some) > 1:
            some.sort(key=lambda one: one[0].letter or 0)
            story = Story(tuple(article for _, article in some), given=tuple(entry.letter or 0 for entry, _ in some))
            found.append(explained(library, story, [entry.number for entry, _ in some]))
    return found


def _sorts(library: Library, query: str) -> bool:
    from reader.desk.searching import folders_of
    from reader.query import Sort, parse

    return parse(query, folders=folders_of(library.shelf)).sort is not Sort.BEST


def _moment(entry: Entry) -> tuple[int, int]:
    """Return when an article is from: its date, but not later than it was first seen."""
    return min(entry.date if entry.date is not None else entry.first_seen, entry.first_seen), entry.number
