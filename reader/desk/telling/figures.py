"""Figures: every amount, date and ordinal of a story in normal form, and which source has it. It does not judge.

Both front ends ask this. Pure; it needs no matching, and takes time with the length of the texts.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.desk.stories.edition import members
from reader.desk.telling.figurewords import FigureKind, kind_of, said, show
from reader.model import Span
from reader.text import amounts, days, facts, plain, segment, tokens
from reader.text.dates import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from reader.model import Article, Story
    from reader.text.facts import Value

MAX_PLACES = 200_000
"""Figures of one story that are listed."""
MAX_SMALL = 12
"""The largest count that is listed last where one source alone has a count of the thing."""
MAX_PHRASE = 4
"""Words after a number that can say what is counted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One place where a source has a figure."""

    article_id: str
    span: Span
    """Where it stands in `Article.text`, with the words that hold it open ("more than")."""
    sentence: Span
    """The sentence around it."""
    value: Value
    settled: bool = False
    """Named by its distance from the article's date ("last year")."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure in normal form, and where the sources have it."""

    kind: FigureKind
    label: str
    """The normal form, as people read it: "100 billion USD", "22nd", "July 2024"."""
    places: tuple[tuple[str, tuple[Figure, ...]], ...]
    """By article id, in the order of the letters; only articles that have it."""

    def of(self, article_id: str) -> tuple[Figure, ...]:
        """Return where an article has it, in order."""
        return next((figures for id_, figures in self.places if id_ == article_id), ())


@dataclass(frozen=True, slots=True)
class Sheet:
    """The figures of a story by its sources."""

    story: Story
    articles: tuple[Article, ...]
    """The columns: the sources and after them what is related."""
    rows: tuple[FigureRow, ...]
    """Grouped by kind, in the order of `FigureKind`."""
    cut: bool = False
    """There were more than `MAX_PLACES`."""

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the columns."""
        by_id = self.story.letters()
        return tuple(by_id[article.id] for article in self.articles)

    def where(self, row: FigureRow) -> str:
        """Say which articles have a figure, and in which it was not found; a draft apart."""
        named = [(letter, bool(row.of(a.id)), a) for letter, a in zip(self.letters, self.articles, strict=True)]
        have = [letter for letter, has, article in named if has and not article.draft]
        lack = [letter for letter, has, article in named if not has and not article.draft]
        drafts = [has for _, has, article in named if article.draft]
        parts = [
            f"in {' '.join(have)}" if have else "",
            f"not found in {' '.join(lack)}" if lack else "",
            *("in the draft" if has else "not found in the draft" for has in drafts),
        ]
        return f"{row.label}: {' · '.join(filter(None, parts))}"


def sheet(story: Story) -> Sheet:
    """Read the figures of a story's sources and of what is related to it."""
    articles = members(story)
    texts = {article.id: article.text for article in articles}
    groups: dict[tuple[FigureKind, str], list[Figure]] = {}
    left = MAX_PLACES
    for article in articles:
        for figure in figures_of(article):
            left -= 1
            if left < 0:
                break
            groups.setdefault((kind_of(figure.value), figure.value.norm.split(" ")[0]), []).append(figure)
    rows = []
    for (kind, _), found in groups.items():
        parts = _by_thing(found, texts) if kind is FigureKind.COUNT else _by_norm(found)
        rows += [(_order(kind, part[0].value), _row(kind, part, texts)) for part in parts]
    order = list(FigureKind)
    few = _few([row for _, row in rows], story, texts)
    rows = [(place, replace(row, kind=FigureKind.FEW) if id(row) in few else row) for place, row in rows]
    rows.sort(key=lambda row: (order.index(row[1].kind), row[0], row[1].label))
    return Sheet(story, articles, tuple(row for _, row in rows), left < 0)


def figures_of(article: Article) -> list[Figure]:
    """Return the figures of one article, in order. Weekdays count where the article's date settles them."""
    text = article.text
    written = _written(article)
    found: list[Figure] = []
    for start, end in segment.sentences(text):
        values = [value for value in facts.figures(text, start, end, article.language) if value.unit != "weekday"]
        taken = [(value.start, value.end) for value in values]
        near = days.settled(text, start, end, written) if written is not None else []
        for low, high, norm, unit, _ in near:
            if not any(low < stop and begin < high for begin, stop in taken):
                value = facts.Value(low, high, facts.Sort.DATE, norm, unit)
                found += [Figure(article.id, Span(low, high), Span(start, end), value, settled=True)]
        for value in values:
            low = max(amounts.qualified(text, value.start), start)
            found.append(Figure(article.id, Span(low, value.end), Span(start, end), value))
    return sorted(found, key=lambda figure: figure.span)


def as_written(article: Article, figure: Figure, *, bare: bool = False) -> str:
    """Return a figure as its source writes it, with what it counts where that is the next word.

    `bare` leaves out the words before it that hold it open.
    """
    end = figure.span.end
    if kind_of(figure.value) is FigureKind.COUNT:
        words = _phrase(article.text, figure.value.end, figure.sentence.end)
        end = words[_last(article.text, words)][1] if words else end
    return plain.line(article.text[figure.value.start if bare else figure.span.start : end])


def counted(article: Article, span: Span, sentence: Span) -> str:
    """Return a value of a sentence as its source writes it, a count with what it counts: "four hours"."""
    for value in facts.figures(article.text, sentence.start, sentence.end, article.language):
        if value.start == span.start:
            return as_written(article, Figure(article.id, span, sentence, value))
    return plain.line(article.text[slice(*span)])


def around(article: Article, figure: Figure) -> tuple[str, str, str]:
    """Return the words before a figure in its sentence, the figure, and the words after it."""
    text = article.text.replace("\n", " ")
    start, end = figure.span
    return text[figure.sentence.start : start], text[start:end], text[end : figure.sentence.end]


def how_read(article: Article, figure: Figure) -> list[str]:
    """Say how a figure was read, a line for each thing that counts."""
    value = figure.value
    words = plain.line(article.text[value.start : value.end])
    lines = [f"“{words}” is read as {said(value)}."]
    if figure.span.start < value.start:
        held = plain.line(article.text[figure.span.start : value.start])
        lines.append(f"“{held}” holds it open; it stands in the row of the amount itself.")
    if figure.settled and article.published is not None:
        lines.append(f"Counted from the article's own date, {article.published.moment.date().isoformat()}.")
    if days.is_unsure(words):
        lines.append("Day and month could be the other way round; it is read day first.")
    if value.unit == "usd" and not re.search(r"US|U\.S\.|American", words):
        lines.append("No country is named beside the dollar; it is taken for the US dollar.")
    if re.search(r"\d[.,]\d", words) and value.sort is facts.Sort.NUMBER:
        point = article.language in amounts.POINT_LANGUAGES
        lines.append(f"Digits are read as in {'1,234.5' if point else '1.234,5'}, by the article's language.")
    if value.unit.startswith(amounts.RANGE):
        lines.append("A range is a figure of its own, not the two at its ends.")
    return lines


# ---------------------------------------------------------------- rows


def _few(rows: Sequence[FigureRow], story: Story, texts: Mapping[str, str]) -> set[int]:
    """Return the rows, by identity, that are small counts of one source with no other source's count beside them."""
    drafts = {article.id for article in story.articles if article.draft}
    counts = [row for row in rows if row.kind is FigureKind.COUNT]
    had: dict[str, set[str]] = {}
    """By the stem of what is counted: the articles that count it, a draft aside."""
    for row in counts:
        for stem in _stems(row, texts):
            had.setdefault(stem, set()).update(id_ for id_, _ in row.places if id_ not in drafts)
    few = set()
    for row in counts:
        has = {id_ for id_, _ in row.places if id_ not in drafts}.union(*(had[stem] for stem in _stems(row, texts)))
        if len(has) < 2 and _is_small(row.places[0][1][0].value):
            few.add(id(row))
    return few if len(texts) - len(drafts) > 1 else set()


def _stems(row: FigureRow, texts: Mapping[str, str]) -> list[str]:
    return [stem for _, figures in row.places for figure in figures for stem, _ in _things(figure, texts)[:1]]


def _is_small(value: Value) -> bool:
    number = value.norm.split(" ")[0]
    return number.isdigit() and int(number) <= MAX_SMALL


def _written(article: Article) -> date | None:
    when = article.published
    return when.moment.date() if when is not None and when.certainty is Certainty.STATED else None


def _by_norm(found: Iterable[Figure]) -> list[list[Figure]]:
    groups: dict[str, list[Figure]] = {}
    for figure in found:
        groups.setdefault(figure.value.norm, []).append(figure)
    return list(groups.values())


def _by_thing(found: Sequence[Figure], texts: Mapping[str, str]) -> list[list[Figure]]:
    """Put equal numbers together that count the same: the word after one is among those after the other."""
    every = [[stem for stem, _ in _things(figure, texts)] for figure in found]
    same = {stems[0]: stems[0] for stems in every if stems}  # a forest over the words that come first

    def root(stem: str) -> str:
        while same[stem] != stem:
            same[stem] = same[same[stem]]
            stem = same[stem]
        return stem

    for stems in every:
        for stem in stems[1:]:
            if stem in same:
                same[root(stem)] = root(stems[0])
    groups: dict[str, list[Figure]] = {}
    for figure, stems in zip(found, every, strict=True):
        groups.setdefault(root(stems[0]) if stems else "", []).append(figure)
    return list(groups.values())


def _things(figure: Figure, texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the words after a number that may say what is counted: the stem, and the word as written."""
    text = texts[figure.article_id]
    words = [text[slice(*word)] for word in _phrase(text, figure.value.end, figure.sentence.end)]
    if words:
        return [(tokens.stem(word.lower()), word) for word in words]
    unit = figure.value.unit.removeprefix(amounts.RANGE)  # as in 5km
    return [(unit, unit)] if unit else []


_WORD = re.compile(r"[\s-]+([^\W\d_]+(?:['’][^\W\d_]+)?)")
_OF = re.compile(r"\sof(?:\s(?:the|its|their|his|her|our|my|your|these|those))?(?=\s)", re.IGNORECASE)
"""What stands between a number and the word that it counts: "two of its piles"."""


def _phrase(text: str, at: int, stop: int) -> list[tuple[int, int]]:
    """Return the words after a number up to the first that carries nothing: what may be counted."""
    words: list[tuple[int, int]] = []
    of = _OF.match(text, at, stop)
    at = of.end() if of is not None else at
    while len(words) < MAX_PHRASE:
        match = _WORD.match(text, at, stop)
        if match is None or match[1].lower() in tokens.STOP:
            break
        words.append(match.span(1))
        at = match.end()
    return words


def _last(text: str, words: Sequence[tuple[int, int]]) -> int:
    """Return the number of the word that ends what is counted: the first, or one that is a plural right behind it.

    "40 fishing boats" counts boats; behind a plural ("40 boats") nothing more is looked for.
    """
    first, *others = (text[slice(*word)] for word in words)
    if _is_plural(first) or not first.islower():
        return 0
    return next((number for number, word in enumerate(others[:_MOST_BEFORE], 1) if _is_plural(word)), 0)


def _is_plural(word: str) -> bool:
    ends = len(word) > _SHORT and word.endswith("s") and not word.endswith("ss")
    return word.islower() and (ends or word in _PLURALS)


_PLURALS = frozenset("people men women children police staff crew feet lives".split())
"""Words that are plurals without looking so."""
_MOST_BEFORE = 2
"""Words that may say more of what is counted before it is named: "12 old wooden piles"."""
_SHORT = 3


def _row(kind: FigureKind, found: list[Figure], texts: Mapping[str, str]) -> FigureRow:
    by_article: dict[str, list[Figure]] = {}
    for figure in found:
        by_article.setdefault(figure.article_id, []).append(figure)
    label = show(found[0].value)
    if kind is FigureKind.COUNT:
        label = " ".join(filter(None, (label, _thing(found, texts))))
    places = tuple((id_, tuple(sorted(by_article[id_], key=lambda f: f.span))) for id_ in texts if id_ in by_article)
    return FigureRow(kind, label, places)


def _thing(found: Sequence[Figure], texts: Mapping[str, str]) -> str:
    """Return the word after the number that most places have; of several, the first."""
    every = [_things(figure, texts) for figure in found]
    counts = Counter(stem for things in every for stem, _ in things)
    firsts = [(things[0], figure) for things, figure in zip(every, found, strict=True) if things]
    if not firsts:
        return ""
    (_, word), figure = max(firsts, key=lambda first: counts[first[0][0]])
    text = texts[figure.article_id]
    words = _phrase(text, figure.value.end, figure.sentence.end)
    return plain.line(text[words[0][0] : words[_last(text, words)][1]]) if words else word


def _order(kind: FigureKind, value: Value) -> tuple[str, float]:
    """Return the place of a figure among its kind: by unit and size, dates in the order of time."""
    if kind in (FigureKind.DATE, FigureKind.TIME):
        return value.norm if re.match(r"\d{4}", value.norm) else f"9999-{value.norm}", 0.0
    number = re.match(r"-?[\d.]+", value.norm)
    return (value.unit if kind is FigureKind.MONEY else ""), -float(number.group()) if number else 0.0
