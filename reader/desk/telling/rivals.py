"""Other figures for the same subject: "trade reached $65 billion" beside "trade has passed $60 billion".

Pure. Two figures are of one subject where they have one unit and the words around them say the same thing of it; a goal
or a forecast is set beside none but its like. It costs time with the length of the texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.desk.telling.figures import figures_of
from reader.desk.telling.figurewords import FigureKind, kind_of
from reader.text import aims, facts, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.desk.telling.figures import Figure
    from reader.model import Article, Span
    from reader.text.facts import Value
    from reader.text.tokens import Token

_BEFORE, _AFTER = 10, 6
"""Words before and after a figure that tell its subject."""
_LETTERS = 5
"""Letters by which words are compared."""
_LEAST_SHARED = 0.5
"""Share of the asked figure's subject that the other one must have."""
_KINDS = (FigureKind.MONEY, FigureKind.SHARE, FigureKind.COUNT, FigureKind.ORDINAL)
_MOVES = frozenset(
    tokens.stem(word)
    for word in "reach reached hit surpass surpassed exceed exceeded total totalled totaled stand stood pass passed "
    "top topped rise rose grow grew grown fall fell drop dropped climb climbed amount amounted come came cost costs "
    "worth now year billion million thousand trillion percent cent dollar dollars euro euros pound pounds".split()
)
"""Stems of words that say how a figure moves, not what it counts."""


class Rival(NamedTuple):
    """A figure of a source that stands for the same subject as another one, with another value."""

    article: Article
    figure: Figure

    @property
    def words(self) -> str:
        """The figure as the source writes it."""
        return self.article.text[self.figure.value.start : self.figure.value.end]


class Rivals:
    """The figures of some sources, read once each, to be asked for those that stand beside another.

    Args:
        sources: The articles that are looked through.
    """

    def __init__(self, sources: Sequence[Article]) -> None:
        self._sources = sources
        self._figures: dict[str, list[Figure]] = {}

    def of(self, text: str, span: Span, value: Value) -> list[Rival]:
        """Return for a figure of a sentence the one of each source that has another value for its subject, best first.

        A source that has the same figure for it is left out.

        Args:
            text: Where the sentence stands.
            span: The sentence.
            value: The figure in it.
        """
        if value.sort is not facts.Sort.NUMBER or kind_of(value) not in _KINDS:
            return []
        subject = _subject_of(text, span, value)
        found: list[tuple[float, Rival]] = []
        for article in self._sources if subject.stems else ():
            near = [
                (shared, figure)
                for figure in self._of(article)
                if value.unit == figure.value.unit != "" and (shared := _shared(subject, article.text, figure))
            ]
            if near and not any(figure.value.norm == value.norm for _, figure in near):
                shared, figure = max(near, key=lambda pair: (pair[0], -pair[1].span.start))
                found.append((shared, Rival(article, figure)))
        return [rival for _, rival in sorted(found, key=lambda pair: -pair[0])]

    def _of(self, article: Article) -> list[Figure]:
        if article.id not in self._figures:
            self._figures[article.id] = figures_of(article)
        return self._figures[article.id]


class _Subject(NamedTuple):
    stems: frozenset[str]
    """What the words around a figure say it is of."""
    plain: frozenset[str]
    """Those of them that are written small: no names."""
    first: frozenset[str]
    """The first word of the sentence, where it is one of them: its capital tells nothing."""
    to_come: bool


def _subject_of(text: str, span: Span, value: Value) -> _Subject:
    words = tokens.tokens(text, *span)
    before = [word for word in words if word.end <= value.start][-_BEFORE:]
    after = [word for word in words if word.start >= value.end][:_AFTER]
    near = [word for word in (*before, *after) if not tokens.is_number(word.norm)]
    told = [word for word in near if not (word.stop or word.stem in _MOVES or aims.is_aim(word))]
    plain = frozenset(_key(word) for word in told if not word.capital)
    first = frozenset(_key(word) for word in told if word.start == span.start)
    return _Subject(frozenset(map(_key, told)), plain, first, any(map(aims.is_aim, near)))


def _key(word: Token) -> str:
    """Return what a word is compared by: its first letters, so that a country meets its people."""
    return tokens.fold(word.stem)[:_LETTERS]


def _shared(subject: _Subject, text: str, figure: Figure) -> float:
    """Return the share of a subject that another figure has; 0 if too little, names alone, or one to come."""
    other = _subject_of(text, figure.sentence, figure.value)
    common = subject.stems & other.stems
    if subject.to_come is not other.to_come or not common & (
        subject.plain | other.plain | (subject.first & other.first)
    ):
        return 0.0
    share = len(common) / len(subject.stems)
    return share if share >= _LEAST_SHARED else 0.0
