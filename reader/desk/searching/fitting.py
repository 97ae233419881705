"""How a query fits one article: which tests hold, where its words stand, and how much that is worth. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from reader.desk.searching.snippets import Hit, Place, apart, show
from reader.model import Article, Span
from reader.query import Dated, InStory, Is, Language, Length, Pattern, Query, State, Tagged, Where, Words
from reader.query.forms import begins, forms_of
from reader.query.patterns import SlowPatternError
from reader.query.patterns import spans as pattern_spans
from reader.text.tokens import fold, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from reader.query import Test

TITLE_WEIGHT = 3.0
PREFIX_WEIGHT = 0.6

PATIENCE, EACH = 3.0, 0.002
"""Seconds that the patterns of a query may take at first, and more for each text: what takes longer never ends."""

Run = tuple[int, int, float]
"""Where a word or phrase stands: its first and its last word by number, and the weight."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of articles beside their texts, all by the article's id."""

    read: Collection[str] = frozenset()
    starred: Collection[str] = frozenset()
    copies: Collection[str] = frozenset()
    """Those that are near copies of another one."""
    tags: Mapping[str, Collection[str]] = field(default_factory=dict)
    """The articles with each tag, their own or one of their source, the tags in small letters."""
    stories: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """The number of the story in the list, counted from 1, and its title."""
    folders: Mapping[str, str] = field(default_factory=dict)
    """The searches that are saved, by name."""

    def holds(self, test: Is | Tagged | InStory, article_id: str) -> bool:
        """Tell whether a test that asks nothing else holds of an article."""
        match test:
            case Is(state):
                return _is(article_id, state, self)
            case Tagged(tag):
                return article_id in self.tags.get(tag, ())
            case InStory(number, words):
                place, title = self.stories.get(article_id, (0, ""))
                return place == number if number else bool(TextWords(title).runs(forms_of(words), exact=False))


class TextWords:
    """The words of one stretch of text, with where they stand."""

    __slots__ = ("places", "spans")

    def __init__(self, text: str) -> None:
        self.spans: list[tuple[int, int]] = []
        self.places: dict[str, list[int]] = {}
        for token in tokens(text):
            if form := fold(token.norm):
                self.places.setdefault(form, []).append(len(self.spans))
                self.spans.append((token.start, token.end))

    def runs(
        self, forms: Sequence[str], *, exact: bool, longer: Callable[[str], Iterable[str]] | None = None
    ) -> list[Run]:
        """Return where a word, or words in this order, stand.

        Args:
            forms: The words as `forms_of` gives them.
            exact: Whether longer words that begin with a single one are left out.
            longer: Gives the words that begin with one; without it, the words of this text are looked through.
        """
        if not forms:
            return []
        if len(forms) == 1 and not exact:
            grown = [word for word in self.places if word.startswith(forms[0])] if longer is None else longer(forms[0])
            return sorted(
                (at, at, 1.0 if word == forms[0] else PREFIX_WEIGHT)
                for word in grown
                for at in self.places.get(word, ())
            )
        follow = [set(self.places.get(form, ())) for form in forms[1:]]
        return [
            (at, at + len(follow), 1.0)
            for at in self.places.get(forms[0], ())
            if all(at + step + 1 in places for step, places in enumerate(follow))
        ]

    def span(self, run: Run) -> Span:
        """Return the characters of a run."""
        return Span(self.spans[run[0]][0], self.spans[run[1]][1])


TEXTS = (Where.TITLE, Where.TEXT, Where.SOURCE, Where.AUTHOR)


class FieldWords(dict[Where, TextWords]):
    """The words of each field of an article, made when they are asked for."""

    def __init__(self, article: Article) -> None:
        self._texts = texts_of(article)

    def __missing__(self, where: Where) -> TextWords:
        self[where] = words = TextWords(self._texts[where])
        return words


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its words."""

    article: Article
    fields: Mapping[Where, TextWords]

    @classmethod
    def lazy(cls, article: Article) -> Entry:
        """Return an article that is taken apart as far as it is asked for: for those that are looked at once."""
        return cls(article, FieldWords(article))

    def fields_of_names(self) -> tuple[TextWords, TextWords]:
        """Return the words of title and source."""
        return self.fields[Where.TITLE], self.fields[Where.SOURCE]


def texts_of(article: Article) -> dict[Where, str]:
    """Return what of an article words are looked for in."""
    return dict(zip(TEXTS, (article.title, article.text, article.source, article.byline), strict=True))


def entry(article: Article) -> Entry:
    """Take an article apart into words. One pass over its text."""
    return Entry(article, {where: TextWords(text) for where, text in texts_of(article).items()})


class Fit:
    """One query, asked of one article after the other.

    Args:
        query: What is asked.
        forms: The words of every test, mended where they were mistyped.
        known: What else is known of the articles.
        longer: Gives the known words that begin with one; None looks through each text.
    """

    def __init__(
        self,
        query: Query,
        forms: Mapping[Words, Sequence[str]],
        known: Known,
        longer: Callable[[str], Iterable[str]] | None = None,
    ) -> None:
        self._query = query
        self._forms = forms
        self._known = known
        self._longer = longer
        self._spent = 0.0
        self._tried = 0

    def holds(self, entry: Entry) -> bool:
        """Tell whether the query holds of an article. Raises SlowPatternError."""
        return self._query.holds(lambda test: self._fits(entry, test))

    def hit(self, entry: Entry, rarity: Callable[[Words], float]) -> Hit:
        """Return what is shown of an article that fits; rare words weigh more. Raises SlowPatternError."""
        score = 0.0
        places: list[Place] = []
        titles: list[Span] = []
        for part, test in enumerate(self._query.tests()):
            for where in _where(test):
                found = self._spans(entry, test, where)
                if not found:
                    continue
                if where is Where.TEXT:
                    places += [Place(span, part) for span, _ in found]
                elif where is Where.TITLE:
                    titles += [span for span, _ in found]
                rare = rarity(test) if isinstance(test, Words) else 1.0
                heavy = 1.0 if where is Where.TEXT else TITLE_WEIGHT
                score += rare * max(weight for _, weight in found) * heavy * (1 + 0.3 * math.log(len(found)))
        places.sort(key=lambda place: (place.span, place.part))
        return show(entry.article, places, apart(sorted(titles)), score)

    def _spans(self, entry: Entry, test: Test, where: Where) -> list[tuple[Span, float]]:
        if isinstance(test, Pattern):
            return [(span, 1.0) for span in self._matched(test, texts_of(entry.article)[where])]
        words = entry.fields[where]
        return [(words.span(run), run[2]) for run in self._runs(words, test)] if isinstance(test, Words) else []

    def _matched(self, test: Pattern, text: str) -> list[Span]:
        begun = perf_counter()
        found = list(pattern_spans(test, text))
        self._spent += perf_counter() - begun
        self._tried += 1
        if self._spent > PATIENCE + EACH * self._tried:
            raise SlowPatternError(test)
        return found

    def _runs(self, words: TextWords, test: Words) -> list[Run]:
        forms = self._forms[test] if test in self._forms else forms_of(test.text)
        short = len(forms) == 1 and not begins(forms[0])
        return words.runs(forms, exact=test.phrase or short, longer=self._longer)

    def _fits(self, entry: Entry, test: Test) -> bool:
        article, known = entry.article, self._known
        match test:
            case Words():
                return any(self._runs(entry.fields[where], test) for where in _where(test))
            case Pattern():
                return any(self._spans(entry, test, where) for where in _where(test))
            case Is() | Tagged() | InStory():
                return known.holds(test, article.id)
            case Language(code):
                return article.language == code
            case Length(least, most):
                return least <= article.words <= most
            case Dated(start, end):
                return article.published is not None and start <= article.published.moment < end


def _is(article_id: str, state: State, known: Known) -> bool:
    match state:
        case State.READ:
            return article_id in known.read
        case State.UNREAD:
            return article_id not in known.read
        case State.STARRED:
            return article_id in known.starred
        case State.DUP:
            return article_id in known.copies


def _where(test: Test) -> Sequence[Where]:
    if isinstance(test, Pattern) and test.where is Where.ANYWHERE:
        return (Where.TITLE, Where.TEXT)
    if isinstance(test, Words) and test.where is Where.ANYWHERE:
        return TEXTS
    return (test.where,) if isinstance(test, Words | Pattern) else ()
