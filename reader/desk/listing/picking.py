"""Which articles of a library a verb means: the one that a name means, those that a query finds, or all, newest first.

Reads the library; no text is loaded but for the patterns of a query.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Story, letter

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reader.library.holdings.entries import Entry
    from reader.library.library import Library
    from reader.model import Article

_PLACE = re.compile(r"([0-9]{1,7})([A-Za-z]{0,3})")
"""The number of a story, and a letter in it."""
MOST = 500
"""Articles of a library that are grouped into stories at once: some seconds."""


class Picked(NamedTuple):
    """Articles of a library."""

    numbers: list[int]
    """In the order that was asked for, each text once."""
    corrected: tuple[tuple[str, str], ...] = ()
    """Words of the query that stand nowhere, with what was looked for instead."""
    why_none: str = ""
    """Where nothing fits the query: what stands in no article."""


def named(library: Library, name: str) -> int | None:
    """Return the number of the article that an id or its beginning, of four letters or more, means; None if none does.

    Raises:
        LibraryError: The library cannot be read.
    """
    numbers = library.articles.numbers_of(name) if len(name) >= 4 else []
    ids = {entry.id for entry in library.articles.entries(numbers)} if numbers else set()
    return numbers[0] if len(ids) == 1 else None


def placed(library: Library, place: str) -> int | None:
    """Return the number of the article that a story's number and a letter name, as in "2B"; None if there is none.

    Raises:
        LibraryError: The library cannot be read.
    """
    found = _PLACE.fullmatch(place)
    members = library.stories.members(int(found[1])) if found else []
    return next((one.article for one in members if found and letter(one.letter) == found[2].upper()), None)


def of_story(library: Library, place: str) -> list[int]:
    """Return the articles of the story that a number, or a number and a letter, names; none where it is no such place.

    Raises:
        LibraryError: The library cannot be read.
    """
    found = _PLACE.fullmatch(place)
    return [member.article for member in library.stories.members(int(found[1]))] if found else []


def mates(library: Library, name: str) -> list[int]:
    """Return the articles of the story of one that an id names, or it alone; none where there is no such article.

    Raises:
        LibraryError: The library cannot be read.
    """
    number = named(library, name)
    if number is None:
        return []
    story = next((entry.story for entry in library.articles.entries([number])), None)
    return [number] if story is None else [member.article for member in library.stories.members(story)]


def pick(library: Library, query: str = "") -> Picked:
    """Return what fits a query, in its order; without one all there is, newest first.

    Raises:
        LibraryError: The library cannot be read.
        QueryError: The query is not in the language.
    """
    entries = library.articles.entries()
    found = None
    if query:
        from reader.desk.searching.library_index import LibraryIndex

        found = LibraryIndex(library).every(query)
        by_number = {entry.number: entry for entry in entries}
        entries = [by_number[number] for number in found.numbers if number in by_number]
    if not query or not _sorts(library, query):
        entries.sort(key=_moment, reverse=True)
    numbers = {entry.id: entry.number for entry in reversed(entries)}
    shown = list(numbers.values())[::-1]
    return Picked(shown) if found is None else Picked(shown, found.corrected, found.why_none)


def settled(library: Library, articles: Sequence[Article], hidden: Collection[int] = ()) -> list[Story]:
    """Return the stories that articles are known to belong to, by number; one that is there alone stays alone.

    Args:
        library: Which knows them.
        articles: Loaded.
        hidden: The numbers of articles that are not to lie beside a story either.

    Raises:
        LibraryError: The library cannot be read.
    """
    if not library.stories.all():
        return []
    homes = {entry.id: entry for entry in library.articles.entries() if entry.story is not None}
    members: dict[int, list[tuple[Entry, Article]]] = {}
    for article in articles:
        entry = homes.get(article.id)
        if entry is not None and entry.story is not None:
            members.setdefault(entry.story, []).append((entry, article))
    return [
        _told(library, number, some, hidden) if len(some) > 1 else _story(number, some)
        for number, some in sorted(members.items())
    ]


def story_of(library: Library, entries: Sequence[Entry], hidden: Collection[int] = ()) -> Story:
    """Return a story of the library by the rows of its articles, loaded, with its reasons and what lies beside it.

    Args:
        library: Which keeps it.
        entries: The rows.
        hidden: The numbers of articles that are not to lie beside it.

    Raises:
        LibraryError: The library cannot be read.
    """
    by_id = {article.id: article for article in library.load(entry.number for entry in entries)}
    there = [(one, by_id[one.id]) for one in entries if one.id in by_id]
    return _told(library, entries[0].story or 0, there, hidden)


def _told(library: Library, number: int, some: Sequence[tuple[Entry, Article]], hidden: Collection[int]) -> Story:
    from reader.desk.stories.grouping import explained

    return explained(library, _story(number, some), [entry.number for entry, _ in some], hidden)


def _story(number: int, some: Sequence[tuple[Entry, Article]]) -> Story:
    some = sorted(some, key=lambda one: one[0].letter or 0)
    given = tuple(entry.letter or 0 for entry, _ in some)
    return Story(tuple(article for _, article in some), given=given, number=number)


def _sorts(library: Library, query: str) -> bool:
    from reader.desk.searching.memory import folders_of
    from reader.query import Sort, parse

    return parse(query, folders=folders_of(library.shelf)).sort is not Sort.BEST


def _moment(entry: Entry) -> tuple[int, int]:
    """Return when an article is from: its date, but not later than it was first seen."""
    return min(entry.date if entry.date is not None else entry.first_seen, entry.first_seen), entry.number
