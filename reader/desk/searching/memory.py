"""Search over all open articles, in memory: words, phrases, patterns, filters; typing errors are corrected.

An `Index` is made once for the articles that are open and asked for every key that is typed. Building costs one pass
over the texts; a query costs the occurrences of its words. No file is touched.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Mapping
from functools import cached_property
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reader import query as language
from reader.desk.searching.fitting import Entry, Fit, Known, TextWords, entry
from reader.desk.searching.snippets import Hit, SearchResult, apart
from reader.desk.stories.edition import is_shared, members
from reader.library.file.errors import LibraryError
from reader.query import All, Either, InStory, Is, Node, Pattern, QueryError, Sort, State, Words
from reader.query.forms import begins, forms_of
from reader.query.mending import FEW, Mended, Near, mended, missing, widened
from reader.query.patterns import SlowPatternError
from reader.query.patterns import spans as pattern_spans
from reader.text import plain, spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.desk.stories.edition import Edition
    from reader.library import Shelf
    from reader.model import Article, Span
    from reader.query import Query
    from reader.text.plain import CleanText

T = TypeVar("T")
MAX_HITS = 1_000


class Index:
    """The words of some articles. Memory: a few times that of the texts."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._entries = [entry(article) for article in articles]
        self._homes: dict[str, set[int]] = {}
        for number, one in enumerate(self._entries):
            for words in one.fields.values():
                for word in words.places:
                    self._homes.setdefault(word, set()).add(number)
        self._vocabulary = sorted(self._homes)
        self._near: dict[str, list[Near]] = {}
        self._grown: dict[str, tuple[str, ...]] = {}

    def search(self, query: str, *, known: Known | None = None) -> SearchResult:
        """Find the articles that fit.

        Args:
            query: What was typed, in the language of `reader.query`.
            known: What is known of the articles beside their texts, for `is:`, `tag:` and `story:`.

        Raises:
            QueryError: The query is not in the language, or a pattern of it takes too long.
        """
        known = known or Known()
        parsed = language.parse(query, folders=known.folders)
        if asks_nothing(parsed):
            return SearchResult(())
        asked = mended(parsed, self)
        try:
            found = self._fitting(asked, known)
            patterned = any(isinstance(test, Pattern) for test in parsed.every())
            if len(found) <= FEW and parsed.sort is Sort.BEST and not patterned:
                wider = widened(asked, self, len(found))
                more = found if wider is None else self._fitting(wider, known)
                if wider is not None and len(more) > len(found):
                    asked, found = wider, more
        except SlowPatternError as error:
            raise too_slow(error, parsed, query) from None
        hits = [hit for _, hit in in_order(found, parsed.sort, lambda one: place_of(one[0].article, one[1].score))]
        return SearchResult(
            tuple(hits[: parsed.limit or MAX_HITS]),
            tuple(asked.corrected.items()),
            len(hits),
            missing=() if hits else missing(asked, lambda one: bool(self._fitting(one, known))),
            bounded=no_story(parsed, known),
        )

    def _fitting(self, asked: Mended, known: Known) -> list[tuple[Entry, Hit]]:
        """Return what fits, with what is shown of it. Raises SlowPatternError."""
        fit = Fit(asked.query, asked.forms, known, self._longer)

        def rarity(words: Words) -> float:
            return math.log(1 + len(self._entries) / (1 + len(self._homes_of(words, asked.forms[words]))))

        return [(entry, fit.hit(entry, rarity)) for entry in self._likely(asked) if fit.holds(entry)]

    def _likely(self, asked: Mended) -> list[Entry]:
        """Return what can fit by the words it holds, in the order in which it was opened."""
        candidates = self._candidates(asked.query.root, asked.forms)
        numbers = range(len(self._entries)) if candidates is None else sorted(candidates)
        return [self._entries[number] for number in numbers]

    def every(self, query: str, *, known: Known | None = None) -> list[str]:
        """Return the ids of all articles that fit, however many; nothing is looked for to be shown of them.

        They are in the order that the query asks for. Raises QueryError.
        """
        known = known or Known()
        parsed = language.parse(query, folders=known.folders)
        if asks_nothing(parsed):
            return [one.article.id for one in self._entries]
        asked = mended(parsed, self, sure=True)
        fit = Fit(asked.query, asked.forms, known, self._longer)
        try:
            found = [one for one in self._likely(asked) if fit.holds(one)]
        except SlowPatternError as error:
            raise too_slow(error, parsed, query) from None
        ordered = in_order(found, parsed.sort, lambda one: place_of(one.article, 0.0))
        return [one.article.id for one in ordered[: parsed.limit]]

    # ---------------------------------------------------------------- words

    def _longer(self, form: str) -> tuple[str, ...]:
        """Return the known words that begin with `form`, it included; short ones stand for themselves only."""
        if not begins(form):
            return (form,) if form in self._homes else ()
        if form not in self._grown:
            at = bisect_left(self._vocabulary, form)
            longer = takewhile(lambda word: word.startswith(form), islice(self._vocabulary, at, None))
            self._grown[form] = tuple(longer)
        return self._grown[form]

    # ---------------------------------------------------------------- what was meant: see `mending.Lexicon`

    def known(self, form: str) -> bool:
        """Tell whether a word, or a longer one that it finds, stands anywhere."""
        return bool(self._longer(form))

    def count(self, form: str) -> int:
        """Return in how many articles just this word stands."""
        return len(self._homes.get(form, ()))

    def near(self, form: str) -> list[Near]:
        """Return other known words that are near to a word, the likeliest first."""
        if form not in self._near:
            found = spelling.near(form, self._vocabulary)
            self._near[form] = sorted(Near(errors, -len(self._homes[word]), word) for errors, word in found)
        return self._near[form]

    def together(self, forms: Sequence[str]) -> int:
        """Return in how many articles all of these words stand."""
        return len(self._all_of(forms))

    def beside(self, forms: Sequence[str]) -> bool:
        """Tell whether these words stand beside each other, in this order, in any article."""
        return any(
            words.runs(forms, exact=True)
            for number in self._all_of(forms)
            for words in self._entries[number].fields.values()
        )

    def _all_of(self, forms: Sequence[str]) -> set[int]:
        return set.intersection(*(self._homes.get(form, set()) for form in forms))

    # ---------------------------------------------------------------- fitting

    def _candidates(self, node: Node, forms: dict[Words, tuple[str, ...]]) -> set[int] | None:
        """Return the entries that can fit by the words they hold; None where words tell nothing."""
        match node:
            case Words():
                return self._homes_of(node, forms[node])
            case All(parts):
                known = [found for part in parts if (found := self._candidates(part, forms)) is not None]
                return set.intersection(*known) if known else None
            case Either(parts):
                each = [self._candidates(part, forms) for part in parts]
                return None if None in each else set().union(*(found for found in each if found is not None))
            case _:
                return None

    def _homes_of(self, words: Words, forms: tuple[str, ...]) -> set[int]:
        if not forms:
            return set()
        if len(forms) == 1 and not words.phrase:
            return set().union(*(self._homes[word] for word in self._longer(forms[0])))
        return self._all_of(forms)


def known_of(shelf: Shelf, edition: Edition | None = None) -> Known:
    """Return what is known of articles beside their texts; without an edition nothing of stories and copies."""
    stories = (
        {}
        if edition is None
        else {article.id: (number, story.title) for number, story in edition.numbered() for article in members(story)}
    )
    return Known(
        shelf.read_ids,
        shelf.starred_ids,
        _Copies(edition),
        _Tags(shelf),
        stories=stories,
        folders=folders_of(shelf),
    )


def no_story(parsed: Query, known: Known) -> CleanText:
    """Return what is said of a query that asks for a story's number that none has; empty where all are there."""
    there = {number for number, _ in known.stories.values()}
    asked = (test.number for test in parsed.every() if isinstance(test, InStory) and test.number)
    absent = next((number for number in asked if there and number not in there), None)
    return plain.line("" if absent is None else f"no story has the number {absent}")


def asks_stories(query: str, folders: Mapping[str, str]) -> bool:
    """Tell whether it takes the grouping to know what fits a query. Raises QueryError."""
    tests = language.parse(query, folders=folders).every()
    return any(isinstance(test, InStory) or (isinstance(test, Is) and test.state is State.DUP) for test in tests)


def folders_of(shelf: Shelf) -> dict[str, str]:
    """Return the searches that are saved, by name, as a query may name them."""
    return {name: search.query for name, search in shelf.searches().items()}


class _Tags(Mapping[str, frozenset[str]]):
    """The articles with each tag, their own or a label of their source; looked for when they are asked for, once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._found: dict[str, frozenset[str]] = {}

    def __getitem__(self, tag: str) -> frozenset[str]:
        if tag not in self._found:
            own = (ids for name, ids in self._shelf.tags().items() if name.lower() == tag)
            self._found[tag] = self._of_sources(tag).union(*own)
        return self._found[tag]

    def _of_sources(self, tag: str) -> frozenset[str]:
        from reader.library.sources import Sources

        try:
            return Sources(self._shelf).ids_labelled(tag)
        except LibraryError as error:
            self._shelf.say_error(error)
            return frozenset()

    def __iter__(self) -> Iterator[str]:
        return iter({tag.lower() for tag in self._shelf.tags()})

    def __len__(self) -> int:
        return len(set(self))


class _Copies(Collection[str]):
    """The articles that hold the text of an earlier one of their story; looked for when they are asked for."""

    def __init__(self, edition: Edition | None) -> None:
        self._edition = edition

    @cached_property
    def _ids(self) -> frozenset[str]:
        from reader.desk.stories.edition import copies

        stories = () if self._edition is None else self._edition.stories
        return frozenset(id_ for story in stories if is_shared(story) for id_ in copies(story))

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def search(articles: Iterable[Article], query: str, *, known: Known | None = None) -> SearchResult:
    """Search some articles once; see `Index.search`. Raises QueryError."""
    return Index(articles).search(query, known=known)


class Place(NamedTuple):
    """What articles are put in order by."""

    date: float | None
    """Seconds since 1970."""
    words: int
    source: str
    title: str
    score: float


def place_of(article: Article, score: float) -> Place:
    """Return what an article is put in order by."""
    date = None if article.published is None else article.published.moment.timestamp()
    return Place(date, article.words, article.source, article.title, score)


def in_order(found: Iterable[T], order: Sort, place: Callable[[T], Place]) -> list[T]:
    """Put what was found in the order that was asked for; what has no date comes last in either order of dates."""
    return sorted(found, key=lambda one: _key(place(one), order))


def _key(place: Place, order: Sort) -> tuple[object, ...]:
    match order:
        case Sort.NEWEST | Sort.OLDEST:
            sign = -1 if order is Sort.NEWEST else 1
            return place.date is None, sign * (place.date or 0.0)
        case Sort.LONGEST:
            return (-place.words,)
        case Sort.SHORTEST:
            return (place.words,)
        case Sort.SOURCE:
            return place.source.casefold(), place.title.casefold()
        case Sort.TITLE:
            return (place.title.casefold(),)
        case Sort.BEST:
            return (-place.score,)


def find_in(text: str, query: str) -> list[Span]:
    """Return where the words, phrases and patterns of a query stand in a text, in order and apart from each other.

    Filters and exclusions say nothing here; a word finds longer ones that begin with it, whatever its length.

    Raises:
        QueryError: The query is not in the language, or a pattern of it takes too long.
    """
    words = TextWords(text)
    found: set[Span] = set()
    parsed = language.parse(query)
    for test in parsed.tests():
        if isinstance(test, Words):
            found |= {words.span(run) for run in words.runs(forms_of(test.text), exact=test.phrase)}
        elif isinstance(test, Pattern):
            try:
                found.update(pattern_spans(test, text))
            except SlowPatternError as error:
                raise QueryError(str(error), test.span.start, query) from None
    return apart(sorted(found))


def asks_nothing(parsed: Query) -> bool:
    """Tell whether nothing is wanted at all: not even an order or a number of articles."""
    return parsed.empty and parsed.sort is Sort.BEST and parsed.limit is None


def too_slow(error: SlowPatternError, parsed: Query, query: str) -> QueryError:
    """Return what is said of a pattern that takes too long: it points at the first one."""
    at = next((test.span.start for test in parsed.every() if isinstance(test, Pattern)), 0)
    return QueryError(str(error), at, query)
