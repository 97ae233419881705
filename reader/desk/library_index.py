"""Search over the articles of a library, in its file: the same language, the same hits as over open articles in memory.

What is found is told by the library's index; texts are read of the hits that are shown alone, and of those that a
pattern has to be tried on. Reads, and writes only where an index of an older version has to be made anew.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader import query as language
from reader.desk.fitting import Entry, Fit
from reader.desk.searching import MAX_HITS, Place, asks_nothing, folders_of, in_order, known_of, too_slow
from reader.desk.snippets import Hit, LazyHits, SearchResult
from reader.library import index
from reader.library.commons import Commons
from reader.library.finding import Finder
from reader.library.lexicon import LibraryLexicon
from reader.query import All, InStory, Pattern, Query, Sort
from reader.query.mending import FEW, Mended, mended, widened
from reader.query.patterns import SlowPatternError
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.desk.fitting import Known
    from reader.library.library import Library
    from reader.query import Node
    from reader.text.plain import CleanText

COUNTED = 5_000
"""Articles that are counted and weighed, the last that came first; what so many fit is said to be more."""
TRIED = 2_000
"""Texts that a pattern is tried on, the last that came first: some half a second."""


class _Found(NamedTuple):
    numbers: list[int]
    asked: Mended
    more: bool
    scores: dict[int, float]
    untried: bool
    """Whether a pattern was not tried on all that it might fit."""


class LibraryIndex:
    """The articles of a library as they are searched. May be asked by any thread.

    Costs nothing to make; keep it, since it remembers what is asked often.

    Args:
        library: Where they are.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._commons = Commons()

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
            plain.line(f"the pattern was tried on the newest {TRIED:,} articles alone" if found.untried else ""),
        )

    def every(self, query: str) -> tuple[list[int], tuple[tuple[str, str], ...]]:
        """Return the numbers of all articles that fit, however many, and the words that were mended.

        They are in the order that the query asks for, else the last that came first. A pattern is tried on every text
        that the other tests leave.

        Raises:
            QueryError: The query is not in the language, or a pattern of it takes too long.
            LibraryError: The library cannot be read.
        """
        parsed = language.parse(query, folders=folders_of(self._library.shelf))
        if asks_nothing(parsed) or not self._library.database.exists():
            return [], ()
        found = self._find(query, parsed, self._known(parsed), None, None)
        return found.numbers[: parsed.limit], tuple(found.asked.corrected.items())

    def _find(self, query: str, parsed: Query, known: Known, counted: int | None, tried: int | None) -> _Found:
        """Find what fits, in order: of very much the last that came; unless all is counted, the best first."""
        self._make_current()
        patterned = any(isinstance(test, Pattern) for test in parsed.every())
        most = tried if patterned else counted
        best = parsed.sort is Sort.BEST
        with self._library.database.reading() as connection:
            lexicon = LibraryLexicon(connection)
            asked = mended(parsed, lexicon, sure=most is None)
            finder = Finder(connection, asked, known.holds, self._commons)
            numbers = finder.numbers(None if most is None else most + 1)
            if counted is not None and not patterned and len(numbers) <= FEW:
                wider = widened(asked, lexicon, len(numbers))
                more_of = None if wider is None else Finder(connection, wider, known.holds, self._commons)
                found = [] if more_of is None else more_of.numbers(counted + 1)
                if wider is not None and more_of is not None and len(found) > len(numbers):
                    asked, finder, numbers = wider, more_of, found
            more = most is not None and len(numbers) > most
            numbers = numbers[:most]
            places = {} if best else _places(finder, numbers)
            scores = finder.scores(numbers) if best and most is not None else {}
        if patterned:
            try:
                numbers = self._fitting(numbers, asked, known)
            except SlowPatternError as error:
                raise too_slow(error, parsed, query) from None
        if scores:
            numbers.sort(key=scores.__getitem__, reverse=True)
        elif places:
            numbers = in_order(numbers, parsed.sort, places.__getitem__)
        return _Found(numbers, asked, more, scores, more and patterned)

    def _make_current(self) -> None:
        with self._library.database.reading() as connection:
            current = index.is_current(connection)
        if not current:
            self._library.database.write(index.make_current).result()

    def _known(self, parsed: Query) -> Known:
        known = known_of(self._library.shelf)
        if not any(isinstance(test, InStory) for test in parsed.every()):
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
            found = [fit.hit(Entry.lazy(article), lambda _: 1.0) for article in self._library.load([number])]
            hit = found[0] if found else _GONE
            hits.append(replace(hit, number=number, score=score or 0.0))
        return hits


_GONE = Hit("", None, plain.line("it is no longer in the library"), (), (), 0, 0.0)


def _places(finder: Finder, numbers: Sequence[int]) -> dict[int, Place]:
    return {
        number: Place(date, words, source, title, 0.0) for number, date, words, source, title in finder.rows(numbers)
    }


def _has_pattern(node: Node) -> bool:
    return any(isinstance(test, Pattern) for test in Query(All((node,))).every())
