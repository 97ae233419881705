"""Search over all open articles, in memory: words, phrases, fields, filters; typing errors are corrected.

An `Index` is made once for the articles that are open and asked for every key that is typed. Building costs one pass
over the texts; a query costs the occurrences of its words. No file is touched.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from reader import query as language
from reader.model import Article, Span
from reader.query import Clause, Dated, IsRead, Length, Query, Where, Words
from reader.text.plain import CleanText
from reader.text.tokens import fold, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

SNIPPET = 110
"""Characters of a snippet, at most."""
PREFIX = 3
"""From this length on a word also finds longer ones that begin with it."""
MAX_HITS = 1_000
MAX_CORRECTABLE = 30
TITLE_WEIGHT = 3.0
PREFIX_WEIGHT = 0.6


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that fits."""

    article_id: str
    span: Span | None
    """The best place, in `Article.text`; None where only title, source or author fit."""
    snippet: CleanText
    """Words around that place, on one line; where there is none, the beginning of the text."""
    snippet_spans: tuple[Span, ...]
    """What fits, in the snippet."""
    title_spans: tuple[Span, ...]
    """What fits, in the title."""
    count: int
    """How many places of the text fit."""
    score: float
    """For the order only."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, best first."""

    hits: tuple[Hit, ...]
    corrected: tuple[tuple[str, str], ...] = ()
    """Words that occur nowhere, with what was looked for instead."""
    total: int = 0
    """How many articles fit; more than there are hits where `MAX_HITS` cut them."""


class _Words:
    """The words of one stretch of text, with where they stand."""

    __slots__ = ("places", "spans")

    def __init__(self, text: str) -> None:
        self.spans: list[tuple[int, int]] = []
        self.places: dict[str, list[int]] = {}
        for number, token in enumerate(tokens(text)):
            self.spans.append((token.start, token.end))
            self.places.setdefault(fold(token.norm), []).append(number)


@dataclass(slots=True)
class _Entry:
    article: Article
    fields: dict[Where, _Words]


_TEXTS = (Where.TITLE, Where.TEXT, Where.SOURCE, Where.AUTHOR)


class Index:
    """The words of some articles. Memory: a few times that of the texts."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._entries = [_entry(article) for article in articles]
        self._homes: dict[str, set[int]] = {}
        for number, entry in enumerate(self._entries):
            for words in entry.fields.values():
                for word in words.places:
                    self._homes.setdefault(word, set()).add(number)
        self._vocabulary = sorted(self._homes)
        self._spellings: dict[str, str | None] = {}
        self._grown: dict[str, tuple[str, ...]] = {}

    def search(self, query: str, *, read: Collection[str] = ()) -> SearchResult:
        """Find the articles that fit.

        Args:
            query: What was typed, in the language of `reader.query`.
            read: Ids of the articles that are marked as read, for `is:read` and `is:unread`.

        Raises:
            QueryError: The query is not in the language.
        """
        parsed = language.parse(query)
        if not parsed.clauses:
            return SearchResult(())
        corrected: dict[str, str] = {}
        wanted = {words: self._forms(words, corrected) for words in parsed.words()}
        hits = []
        for number in self._candidates(parsed, wanted):
            entry = self._entries[number]
            if all(_holds(entry, clause, wanted, self, read) for clause in parsed.clauses):
                hits.append(self._hit(entry, parsed, wanted))
        hits.sort(key=lambda hit: -hit.score)
        return SearchResult(tuple(hits[:MAX_HITS]), tuple(corrected.items()), len(hits))

    # ---------------------------------------------------------------- words

    def _forms(self, words: Words, corrected: dict[str, str]) -> tuple[str, ...]:
        """Return the words of a query as the index knows them, corrected where they occur nowhere."""
        forms = []
        for form in _forms(words.text):
            near = form if self._known(form, prefix=not words.phrase) else self._nearest(form)
            if near is not None and near != form:
                corrected[form] = near
            forms.append(near or form)
        return tuple(forms)

    def _known(self, form: str, *, prefix: bool) -> bool:
        if form in self._homes:
            return True
        return prefix and bool(self._longer(form))

    def _longer(self, form: str) -> tuple[str, ...]:
        """Return the known words that begin with `form`, it included; short ones stand for themselves only."""
        if len(form) < PREFIX:
            return (form,) if form in self._homes else ()
        if form not in self._grown:
            at = bisect_left(self._vocabulary, form)
            longer = takewhile(lambda word: word.startswith(form), islice(self._vocabulary, at, None))
            self._grown[form] = tuple(longer)
        return self._grown[form]

    def _nearest(self, form: str) -> str | None:
        """Return the known word one typing error away, two from eight letters on; of several the commonest."""
        if form not in self._spellings:
            self._spellings[form] = None
            if 4 <= len(form) <= MAX_CORRECTABLE and not form.isdigit():
                from rapidfuzz import process
                from rapidfuzz.distance import OSA

                errors = 2 if len(form) >= 8 else 1
                found = process.extract(
                    form, self._vocabulary, scorer=OSA.distance, score_cutoff=errors, limit=50, score_hint=errors
                )
                best = min(found, key=lambda match: (match[1], -len(self._homes[match[0]]), match[0]), default=None)
                self._spellings[form] = best[0] if best else None
        return self._spellings[form]

    # ---------------------------------------------------------------- fitting

    def _candidates(self, parsed: Query, wanted: dict[Words, tuple[str, ...]]) -> Iterable[int]:
        """Return the entries that hold a word of every clause that asks for words: all others cannot fit."""
        found: set[int] | None = None
        for clause in parsed.clauses:
            if clause.negated or not all(isinstance(test, Words) for test in clause.tests):
                continue
            homes: set[int] = set()
            for test in clause.tests:
                assert isinstance(test, Words)
                homes |= self._homes_of(test, wanted[test])
            found = homes if found is None else found & homes
        return range(len(self._entries)) if found is None else sorted(found)

    def _homes_of(self, words: Words, forms: tuple[str, ...]) -> set[int]:
        if not forms:
            return set()
        last = len(forms) - 1
        sets = []
        for number, form in enumerate(forms):
            if words.phrase or number < last:
                sets.append(self._homes.get(form, set()))
            else:
                sets.append(set().union(*(self._homes[word] for word in self._longer(form))))
        return set.intersection(*sets)

    def places(self, words: _Words, test: Words, forms: tuple[str, ...]) -> list[tuple[int, int, float]]:
        """Return where a word or phrase stands in one stretch of text: first and last word, and the weight."""
        if not forms:
            return []
        if len(forms) == 1 and not test.phrase:
            known = words.places
            return sorted(
                (at, at, 1.0 if word == forms[0] else PREFIX_WEIGHT)
                for word in self._longer(forms[0])
                for at in known.get(word, ())
            )
        follow = [set(words.places.get(form, ())) for form in forms[1:]]
        return [
            (at, at + len(follow), 1.0)
            for at in words.places.get(forms[0], ())
            if all(at + step + 1 in places for step, places in enumerate(follow))
        ]

    def _hit(self, entry: _Entry, parsed: Query, wanted: dict[Words, tuple[str, ...]]) -> Hit:
        score = 0.0
        text_places: list[tuple[int, int, int]] = []
        title_places: list[tuple[int, int]] = []
        for number, test in enumerate(parsed.words()):
            forms = wanted[test]
            rarity = math.log(1 + len(self._entries) / (1 + len(self._homes_of(test, forms))))
            for where in _where(test):
                places = self.places(entry.fields[where], test, forms)
                if not places:
                    continue
                if where is Where.TEXT:
                    text_places += [(first, last, number) for first, last, _ in places]
                elif where is Where.TITLE:
                    title_places += [(first, last) for first, last, _ in places]
                best = max(weight for _, _, weight in places)
                heavy = 1.0 if where is Where.TEXT else TITLE_WEIGHT
                score += rarity * best * heavy * (1 + 0.3 * math.log(len(places)))
        return _show(entry, sorted(text_places), sorted(title_places), score)


def search(articles: Iterable[Article], query: str, *, read: Collection[str] = ()) -> SearchResult:
    """Search some articles once; see `Index.search`. Raises QueryError."""
    return Index(articles).search(query, read=read)


def find_in(text: str, query: str) -> list[Span]:
    """Return where the words and phrases of a query stand in a text, in order and apart from each other.

    Filters and exclusions say nothing here; a word finds longer ones that begin with it, whatever its length.

    Raises:
        QueryError: The query is not in the language.
    """
    words = _Words(text)
    found: set[tuple[int, int]] = set()
    for test in language.parse(query).words():
        forms = _forms(test.text)
        if len(forms) == 1 and not test.phrase:
            grown = (word for word in words.places if word.startswith(forms[0]))
            found |= {(at, at) for word in grown for at in words.places[word]}
        elif forms:
            for at in words.places.get(forms[0], ()):
                if all(at + n in words.places.get(form, ()) for n, form in enumerate(forms)):
                    found.add((at, at + len(forms) - 1))
    return _apart(Span(words.spans[first][0], words.spans[last][1]) for first, last in sorted(found))


def _forms(text: str) -> tuple[str, ...]:
    return tuple(fold(token.norm) for token in tokens(text))


def _entry(article: Article) -> _Entry:
    texts = (article.title, article.text, article.source, article.byline)
    return _Entry(article, {where: _Words(text) for where, text in zip(_TEXTS, texts, strict=True)})


def _where(test: Words) -> Sequence[Where]:
    return _TEXTS if test.where is Where.ANYWHERE else (test.where,)


def _holds(
    entry: _Entry, clause: Clause, wanted: dict[Words, tuple[str, ...]], index: Index, read: Collection[str]
) -> bool:
    held = any(_fits(entry, test, wanted, index, read) for test in clause.tests)
    return held != clause.negated


def _fits(
    entry: _Entry,
    test: Words | IsRead | Length | Dated,
    wanted: dict[Words, tuple[str, ...]],
    index: Index,
    read: Collection[str],
) -> bool:
    article = entry.article
    if isinstance(test, IsRead):
        return (article.id in read) == test.read
    if isinstance(test, Length):
        return test.least <= article.words <= test.most
    if isinstance(test, Dated):
        return article.published is not None and test.start <= article.published.moment < test.end
    forms = wanted[test] if test in wanted else _forms(test.text)
    return any(index.places(entry.fields[where], test, forms) for where in _where(test))


def _show(entry: _Entry, places: list[tuple[int, int, int]], title_places: list[tuple[int, int]], score: float) -> Hit:
    spans = entry.fields[Where.TEXT].spans
    titles = entry.fields[Where.TITLE].spans
    found = [Span(spans[first][0], spans[last][1]) for first, last, _ in places]
    title_spans = _apart(Span(titles[first][0], titles[last][1]) for first, last in title_places)
    best = _best(found, [number for _, _, number in places]) if found else None
    text = entry.article.text
    start = 0 if best is None else best.start
    snippet, snippet_spans = _snippet(text, start, found)
    return Hit(entry.article.id, best, snippet, snippet_spans, tuple(title_spans), len(set(found)), score)


def _best(found: list[Span], numbers: list[int]) -> Span:
    """Return the first place from which a snippet shows the most different words of the query. Linear in the places."""
    best, most, right = found[0], 0, 0
    inside: Counter[int] = Counter()
    for left, span in enumerate(found):
        while right < len(found) and found[right].end <= span.start + SNIPPET - 20:
            inside[numbers[right]] += 1
            right += 1
        if len(inside) > most:
            best, most = span, len(inside)
        if right > left:
            inside[numbers[left]] -= 1
            if not inside[numbers[left]]:
                del inside[numbers[left]]
        else:
            right = left + 1
    return best


def _snippet(text: str, start: int, found: list[Span]) -> tuple[CleanText, tuple[Span, ...]]:
    begin = max(start - 20, 0)
    while begin > 0 and begin < start and not text[begin - 1].isspace():
        begin += 1
    end = min(begin + SNIPPET, len(text))
    while end < len(text) and end > start + 1 and not text[end].isspace():
        end -= 1
    if end <= start + 1:
        end = min(begin + SNIPPET, len(text))
    before, after = ("…" if begin else ""), ("…" if end < len(text) else "")
    shown = before + "".join(" " if char in "\n\t" else char for char in text[begin:end]) + after
    shift = len(before) - begin
    first = bisect_left(found, Span(begin, begin))
    last = bisect_right(found, Span(end, end))
    inside = (span for span in found[first:last] if span.end <= end)
    return CleanText(shown), tuple(_apart(Span(s.start + shift, s.end + shift) for s in inside))


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return sorted spans with those that overlap made one."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
