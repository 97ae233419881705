"""Saved searches as folders of the list, and rules that hide: saved, counted, and what a list shows by them.

Asks the shelf for the searches and the library's index for what fits; nothing is ever removed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from reader import query as language
from reader.desk.searching.memory import Index, folders_of, known_of
from reader.desk.stories.views import Filter, Folder, Positions, View, as_query, uncounted
from reader.library.file.errors import LibraryError
from reader.query import InStory, Is, QueryError, Tagged
from reader.query.mending import in_words
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.desk.searching.library_index import LibraryIndex
    from reader.desk.stories.catalogue import Catalogue
    from reader.desk.stories.edition import Edition
    from reader.library.library import Library
    from reader.library.stated.shelf import Shelf
    from reader.text.plain import CleanText

NAMED = 40
"""Characters of a query that make the name of a rule that was not given one."""


# ---------------------------------------------------------------- saving


def save(shelf: Shelf, name: str, query: str, *, hides: bool = False) -> str:
    """Save a search under a name, as a rule that hides what fits it with `hides`; return the name that it got.

    Raises:
        QueryError: The query is not in the language.
        LibraryError: It has no name, would hide everything, or stands in itself.
    """
    parsed = language.parse(query, folders=folders_of(shelf))
    if not query.strip() or (hides and parsed.empty):
        raise LibraryError("an empty search " + ("would hide everything" if hides else "finds nothing to save"))
    known = {called.casefold(): called for called in shelf.searches()}
    name = known.get(name.casefold(), name) or plain.shorten(query, NAMED)
    language.parse(query, folders={**folders_of(shelf), name: query})  # stands it in itself?
    return shelf.save_search(name, query.strip(), hides=hides)


def rename(shelf: Shelf, name: str, new: str, shown: Filter | None) -> Filter | None:
    """Give a saved search another name; return what a list is narrowed to that was narrowed by its old one.

    Raises LibraryError: see `Shelf.rename_search`.
    """
    before = folders_of(shelf)
    called = shelf.rename_search(name, new)
    if shown is None or (shown.name and shown.name != name):
        return shown
    if shown.name:
        return replace(shown, name=called) if shown.of_hidden else Filter.of_folder(called)
    try:
        return Filter(language.renamed(shown.query, before, name, called))
    except QueryError:
        return None


def mended(query: str, corrected: Iterable[tuple[str, str]]) -> str:
    """Return a query with the words that were looked for in the place of those that occur nowhere.

    What is saved is not mended later: it shall not mean something else once a word occurs.
    """
    for typed, meant in corrected:
        query = re.sub(rf"\b{re.escape(typed)}\b", lambda _, meant=meant: meant, query, flags=re.IGNORECASE)  # type: ignore[misc]
    return query


# ---------------------------------------------------------------- what is hidden, and what is shown


def rules_of(shelf: Shelf) -> list[str]:
    """Return the names of the rules that hide."""
    return [name for name, search in shelf.searches().items() if search.hides]


def killed(index: LibraryIndex, shelf: Shelf) -> tuple[dict[int, str], list[CleanText]]:
    """Return the numbers of the articles that rules hide, each with the first of them, and what is wrong with others.

    Raises LibraryError where the library cannot be read.
    """
    found: dict[int, str] = {}
    words: list[CleanText] = []
    for name in rules_of(shelf):
        try:
            numbers = index.every(as_query(name)).numbers
        except QueryError as error:
            words.append(plain.line(f"the rule {name} hides nothing: {error}"))
        else:
            found = dict.fromkeys(numbers, name) | found
    return found, words


def look(catalogue: Catalogue, index: LibraryIndex, shelf: Shelf, narrowed: Filter | None) -> View:
    """Return what a list of a library shows: what fits the filter, without what rules hide.

    For workers: each rule and the filter is a search, and one pass over the catalogue.

    Raises:
        LibraryError: The library cannot be read.
    """
    numbers, words = killed(index, shelf)
    by = catalogue.hidden(numbers) if numbers else {}
    if narrowed is not None and narrowed.of_hidden:
        found = (at for at, rule in by.items() if narrowed.name in ("", rule))
        return View(narrowed, Positions(found, len(catalogue.entries)), by=by, words=tuple(words))
    if narrowed is None:
        size = len(catalogue.entries)
        only = Positions(range(size), size).without(by) if by else None
        return View(None, only, by=by, words=tuple(words))
    from reader.desk.searching.library_index import Every

    try:
        fitting = index.every(narrowed.query)
    except QueryError as error:
        fitting = Every([])
        words.append(plain.line(str(error)))
    words += [in_words(typed, meant) for typed, meant in fitting.corrected]
    shown = catalogue.positions(fitting.numbers)
    behind = sum(at in shown for at in by)
    return View(narrowed, shown.without(by), by=by, behind=behind, words=tuple(words))


def counted(
    catalogue: Catalogue, index: LibraryIndex, shelf: Shelf, by: Mapping[int, str], fitting: dict[str, Positions]
) -> tuple[Folder, ...]:
    """Return the saved searches with how many articles fit and how many of these are unread; of rules what they hide.

    For workers: each is a search, and one pass over the catalogue.

    Args:
        catalogue: The list.
        index: Where is searched.
        shelf: Who knows the searches and what is read.
        by: What rules hide, by position: it is counted in no folder, and with the first rule that hides it.
        fitting: What fits, by folder, as far as no mark can change it: kept here from one count of a list to the next.

    Raises:
        LibraryError: The library cannot be read.
    """
    read_ids, entries = shelf.read_ids, catalogue.entries
    hides = Counter(by.values())
    found = []
    for folder in uncounted(shelf):
        try:
            parsed = language.parse(as_query(folder.name), folders=folders_of(shelf))
            places = Positions((), 0) if folder.hides else fitting.get(folder.name)
            if places is None:
                places = catalogue.positions(index.every(as_query(folder.name)).numbers)
                if not any(isinstance(test, Is | Tagged | InStory) for test in parsed.every()):
                    fitting[folder.name] = places
        except QueryError as error:
            found.append(replace(folder, error=str(error)))
        else:
            unread = sum(entries[at][1] not in read_ids for at in places if at not in by)
            total = hides[folder.name] if folder.hides else len(places) - sum(at in places for at in by)
            found.append(replace(folder, total=total, unread=unread))
    return tuple(found)


def summaries(library: Library) -> tuple[Folder, ...]:
    """Return the same of a library of which no list is at hand. Raises LibraryError."""
    from reader.desk.searching.library_index import LibraryIndex
    from reader.desk.stories.catalogue import Catalogue

    catalogue, index = Catalogue(library.articles.entries()), LibraryIndex(library)
    return counted(catalogue, index, library.shelf, catalogue.hidden(killed(index, library.shelf)[0]), {})


def look_opened(edition: Edition, index: Index | LibraryIndex, shelf: Shelf, narrowed: Filter | None) -> View:
    """Return what a list of what was opened by name shows: what fits the filter. No rule hides any of it.

    For workers.
    """
    if narrowed is None or not isinstance(index, Index):
        return View()
    if narrowed.of_hidden:
        return View(narrowed, ids=frozenset(), words=(plain.line("rules hide in a library alone"),))
    try:
        return View(narrowed, ids=frozenset(index.every(narrowed.query, known=known_of(shelf, edition))))
    except QueryError as error:
        return View(narrowed, ids=frozenset(), words=(plain.line(str(error)),))
