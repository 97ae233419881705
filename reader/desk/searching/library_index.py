"""Search over the articles of a library, in its file: the same language, the same hits as over open articles in memory.

What is found is told by the library's index; texts are read of the hits that are shown alone, and of those that a
pattern has to be tried on. Reads, and writes only where an index of an older version has to be made anew.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader import query as language
from reader.desk.searching.fitting import Entry, Fit
from reader.desk.searching.memory import (
    MAX_HITS,
    Place,
    asks_nothing,
    folders_of,
    in_order,
    known_of,
    no_story,
    place_of,
    too_slow,
)
from reader.desk.searching.snippets import Hit, LazyHits, SearchResult, show
from reader.desk.searching.stated import Stated
from reader.library.search import index
from reader.library.search.commons import Commons
from reader.library.search.finding import Finder
from reader.library.search.lexicon import LibraryLexicon
from reader.query import All, InStory, Is, Pattern, Query, Sort, State, Tagged
from reader.query.mending import FEW, Mended, mended, missing, widened
from reader.query.patterns import SlowPatternError
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from sqlite3 import Connection

    from reader.desk.searching.fitting import Known
    from reader.library.library import Library
    from reader.model import Article
    from reader.query import Node
    from reader.text.plain import CleanText

COUNTED = 5_000
"""Articles that are counted and weighed, the last that came first; what so many fit is said to be more."""
TRIED = 1_000
"""Texts that a pattern is tried on, the last that came first: most of the time is spent on loading them; twice as many
took 1.5 s of processor."""


class _Found(NamedTuple):
    finder: Finder
    numbers: list[int]
    asked: Mended
    more: bool
    """Whether there may be more: they were not all counted, or a pattern was not tried on all."""
    scores: dict[int, float]
    missing: tuple[CleanText, ...] = ()
    """Where nothing fits: what stands in no article."""


class Every(NamedTuple):
    """All articles that fit a query."""

    numbers: list[int]
    corrected: tuple[tuple[str, str], ...] = ()
    """Words that stand nowhere, with what was looked for instead."""
    why_none: CleanText = plain.CleanText("")
    """See `SearchResult`."""


class LibraryIndex:
    """The articles of a library as they are searched. May be asked by any thread.

    Costs nothing to make; keep it, since it remembers what is asked often.

    Args:
        library: Where they are.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._commons = Commons()
        self._stated: Stated | None = None

    def search(self, query: str, *, known: Known | None = None) -> SearchResult:
        """Find the articles that fit; see `Index.search`.

        Args:
            query: What was typed, in the language of `reader.query`.
            known: What is known of the articles beside their texts; without it, what the library knows of them, where
                a story's number is the one that it has in the library.

        Raises:
            QueryError: The query is not in the language, or a pattern of it takes too long.
            LibraryError: The library cannot be read.
        """
        parsed = language.parse(query, folders=folders_of(self._library.shelf))
        if asks_nothing(parsed) or not self._library.database.exists():
            return SearchResult(())
        known = known or self._known(parsed)
        found = self._find(query, parsed, known, COUNTED if parsed.sort is Sort.BEST else None, TRIED)
        shown = found.numbers[: parsed.limit or MAX_HITS]
        fit = Fit(found.asked.query, found.asked.forms, known)
        return SearchResult(
            LazyHits(
                len(shown), lambda at: self._hits([(shown[one], found.scores.get(shown[one])) for one in at], fit)
            ),
            tuple(found.asked.corrected.items()),
            len(found.numbers),
            found.more,
            found.missing,
            _bounds(found, parsed, known),
        )

    def every(self, query: str) -> Every:
        """Return the numbers of all articles that fit, however many, and the words that were mended.

        They are in the order that the query asks for, else the last that came first. A pattern is tried on every text
        that the other tests leave.

        Raises:
            QueryError: The query is not in the language, or a pattern of it takes too long.
            LibraryError: The library cannot be read.
        """
        parsed = language.parse(query, folders=folders_of(self._library.shelf))
        if asks_nothing(parsed) or not self._library.database.exists():
            return Every([])
        known = self._known(parsed)
        found = self._find(query, parsed, known, None, None)
        result = SearchResult((), (), len(found.numbers), missing=found.missing, bounded=no_story(parsed, known))
        return Every(found.numbers[: parsed.limit], tuple(found.asked.corrected.items()), result.why_none)

    def _find(self, query: str, parsed: Query, known: Known, counted: int | None, tried: int | None) -> _Found:
        """Find what fits, in order: of very much the last that came; unless all is counted, the best first."""
        patterned = any(isinstance(test, Pattern) for test in parsed.every())
        most = tried if patterned else counted
        best = parsed.sort is Sort.BEST
        try:
            with self._reading() as connection:
                stated = self._stated = Stated.of(self._library, connection, self._stated)
                lexicon = LibraryLexicon(connection, stated.words)
                found = self._asked(connection, mended(parsed, lexicon, sure=most is None), known, most)
                if counted is not None and not patterned and len(found.numbers) <= FEW:
                    wider = widened(found.asked, lexicon, len(found.numbers))
                    if wider is not None:
                        more = self._asked(connection, wider, known, most)
                        found = more if len(more.numbers) > len(found.numbers) else found
                if patterned:
                    found = found._replace(numbers=self._fitting(found.numbers, found.asked, known))
                found = _with_stated(found, stated, known)
                if best and most is not None:
                    found = found._replace(scores=found.finder.scores(found.numbers))
                places = {} if best else _places(found.finder, found.numbers)
                if not found.numbers:
                    found = found._replace(missing=self._missing(connection, found.asked, known, stated))
        except SlowPatternError as error:
            raise too_slow(error, parsed, query) from None
        places |= {number: place_of(stated.entries[number].article, 0.0) for number in stated.entries}
        numbers = found.numbers
        if found.scores:
            numbers.sort(key=found.scores.__getitem__, reverse=True)
        elif not best:
            numbers = in_order(numbers, parsed.sort, places.__getitem__)
        return found._replace(numbers=numbers)

    def _asked(self, connection: Connection, asked: Mended, known: Known, most: int | None) -> _Found:
        finder = Finder(connection, asked, known.holds, self._commons)
        numbers = finder.numbers(None if most is None else most + 1)
        return _Found(finder, numbers[:most], asked, most is not None and len(numbers) > most, {})

    def _missing(self, connection: Connection, asked: Mended, known: Known, stated: Stated) -> tuple[CleanText, ...]:
        return missing(
            asked, lambda one: bool(self._asked(connection, one, known, 1).numbers or stated.fitting(one, known))
        )

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Give a connection to a library whose index is made as it is made now."""
        with self._library.database.reading() as connection:
            if current := index.is_current(connection):
                yield connection
        if not current:
            self._library.database.write(index.make_current).result()
            with self._library.database.reading() as connection:
                yield connection

    def _known(self, parsed: Query) -> Known:
        known = known_of(self._library.shelf)
        tests = parsed.every()
        known = replace(known, tags={one.tag: known.tags.get(one.tag, ()) for one in tests if isinstance(one, Tagged)})
        if Is(State.DUP) in tests:
            copies = [article for article, first in self._library.stories.copies().items() if article != first]
            known = replace(known, copies={entry.id for entry in self._library.articles.entries(copies)})
        if not any(isinstance(test, InStory) for test in tests):
            return known
        members = self._library.stories.all()
        entries = {entry.number: entry for entry in self._library.articles.entries([one.article for one in members])}
        titles: dict[int, CleanText] = {}
        for one in members:  # a story is called as the article of its first letter
            if one.article in entries:
                titles.setdefault(one.story, entries[one.article].title)
        stories = {entries[one.article].id: (one.story, titles[one.story]) for one in members if one.article in entries}
        return replace(known, stories=stories)

    def _fitting(self, numbers: Sequence[int], asked: Mended, known: Known) -> list[int]:
        """Return the articles that fit by their texts as well. Raises SlowPatternError."""
        tried = Query(All(tuple(part for part in asked.query.root.parts if _has_pattern(part))))
        fit = Fit(tried, asked.forms, known)
        return [
            number for number in numbers for article in self._library.load([number]) if fit.holds(Entry.lazy(article))
        ]

    def _hits(self, scored: Sequence[tuple[int, float | None]], fit: Fit) -> list[Hit]:
        hits = []
        for number, score in scored:
            found = self._library.load([number])
            hits.append(replace(_hit(found[0], fit) if found else _GONE, number=number, score=score or 0.0))
        return hits


_GONE = Hit("", None, plain.line("it is no longer in the library"), (), (), 0, 0.0)


def _with_stated(found: _Found, stated: Stated, known: Known) -> _Found:
    """Let what was stated tell whether articles fit, not what came with them. Raises SlowPatternError."""
    if not stated.entries:
        return found
    rest = [number for number in found.numbers if number not in stated.entries]
    return found._replace(numbers=sorted(rest + stated.fitting(found.asked, known), reverse=True))


def _bounds(found: _Found, parsed: Query, known: Known) -> CleanText:
    """Return what was not looked at, or is not there to be looked at, in words."""
    tests = parsed.every()
    if found.more and any(isinstance(test, Pattern) for test in tests):
        return plain.line(f"the pattern was tried on the newest {TRIED:,} articles alone")
    return no_story(parsed, known)


def _hit(article: Article, fit: Fit) -> Hit:
    try:
        return fit.hit(Entry.lazy(article), lambda _: 1.0)
    except SlowPatternError:  # it was quick enough to find the article, and is not worth more
        return show(article, (), (), 0.0)


def _places(finder: Finder, numbers: Sequence[int]) -> dict[int, Place]:
    return {
        number: Place(date, words, source, title, 0.0) for number, date, words, source, title in finder.rows(numbers)
    }


def _has_pattern(node: Node) -> bool:
    return any(isinstance(test, Pattern) for test in Query(All((node,))).every())
