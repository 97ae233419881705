"""One story, matched: what every sentence of every source shares with the others, and how each of them tells it.

Both front ends ask this, so that the gutter, the compare view, the report and the command line say the same.
It asks `match/` and touches no file.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from reader.desk.edition import is_shared, members
from reader.model import DIFFERS, SIGNS, UNMATCHED, Article, Comparison, Conflict, Kind, Span, Story, sign_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from reader.match import StoryMatch, Why

__all__ = ["ASCII_SIGNS", "DIFFERS", "SIGNS", "UNMATCHED", "Lens", "Mark", "Reading", "Share", "Teller"]


class Lens(IntEnum):
    """What stands out while reading; the value is its key."""

    OFF = 0
    SHARED = 1
    QUOTES = 2
    DIFFERS = 3
    UNMATCHED = 4
    NEW = 5

    @property
    def title(self) -> str:
        """Its name on screen."""
        return ("off", "shared", "quotes", "differs", "no match elsewhere", "new to me")[self]


ASCII_SIGNS = {"=": "=", "≈": "~", '"': '"', "≠": "!", "·": "."}
"""The signs where the terminal knows ASCII only."""


@dataclass(frozen=True, slots=True)
class Teller:
    """One other source's version of a passage."""

    letter: str
    article_id: str
    sentence: int
    """Its number in that article's text."""
    span: Span
    """Where it stands in that article's text."""
    kind: Kind
    score: float
    conflicts: tuple[Conflict, ...]
    """Values that differ: `a` in the asking article's text, `b` in the teller's."""
    related: bool
    """True where the teller tells another event and stands beside the story only."""

    @property
    def sign(self) -> str:
        """The sign of this version beside the asking one."""
        return sign_of(self.kind, differs=bool(self.conflicts))


@dataclass(frozen=True, slots=True)
class Mark:
    """One sentence of one article and who else tells it."""

    number: int
    """Counted from 0 through the article's text."""
    span: Span
    """Where it stands in `Article.text`."""
    tellers: tuple[Teller, ...]
    """Best first; sources of the story before related articles."""
    quoted: bool
    """It holds somebody's words in quotation marks."""

    @property
    def sources(self) -> tuple[Teller, ...]:
        """The tellers that are sources of the story: what gutter and counts go by."""
        return tuple(teller for teller in self.tellers if not teller.related)

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the other sources that tell it, in order, each once."""
        return tuple(sorted({teller.letter for teller in self.sources}, key=lambda name: (len(name), name)))

    @property
    def differs(self) -> bool:
        """Tell whether a number, date or name differs in another source's version."""
        return any(teller.conflicts for teller in self.sources)

    @property
    def sign(self) -> str:
        """The one sign that says most about it."""
        if not self.sources:
            return UNMATCHED
        if self.differs:
            return DIFFERS
        kinds = {teller.kind for teller in self.sources}
        return next(SIGNS[kind] for kind in (Kind.QUOTED, Kind.EXACT, Kind.EDITED, Kind.REWORDED) if kind in kinds)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of an article other sources tell too."""

    shared: int
    differing: int
    unmatched: int
    sentences: int

    @property
    def percent(self) -> int:
        """Sentences that another source tells too, of a hundred."""
        return round(100 * self.shared / self.sentences) if self.sentences else 0


class Reading:
    """A story with its passages matched. Making it costs one matching of the whole story; asking is cheap."""

    def __init__(self, story: Story) -> None:
        from reader.match import match_story  # not needed before the first match, so not before the first paint

        self.story = story
        self.articles: tuple[Article, ...] = members(story)
        self.letters: dict[str, str] = story.letters()
        self.match: StoryMatch = match_story([article.text for article in self.articles])
        self._index = {article.id: number for number, article in enumerate(self.articles)}
        self._sources = len(story.articles)
        self._marks: dict[str, tuple[Mark, ...]] = {}
        self._starts: dict[str, list[int]] = {}

    def article(self, article_id: str) -> Article:
        """Return the article with this id. Raises KeyError where it is not of the story."""
        return self.articles[self._index[article_id]]

    def by_letter(self, name: str) -> Article | None:
        """Return the article that has this letter, upper or lower case as given, then in the other case."""
        for wanted in (name, name.swapcase()):
            for id_, letter in self.letters.items():
                if letter == wanted:
                    return self.article(id_)
        return None

    def others(self, article_id: str) -> tuple[Article, ...]:
        """Return the other sources of the story, in the order of their letters."""
        return tuple(a for a in self.story.articles if a.id != article_id)

    def marks(self, article_id: str) -> tuple[Mark, ...]:
        """Return the sentences of an article, in order, with their tellers."""
        if article_id not in self._marks:
            text = self._index[article_id]
            self._marks[article_id] = tuple(
                Mark(number, span, self._tellers(text, number), self.match.quoted(text, number))
                for number, span in enumerate(self.match.sentences[text])
            )
        return self._marks[article_id]

    def mark_at(self, article_id: str, offset: int) -> Mark | None:
        """Return the sentence at or before a character of the article's text."""
        marks = self.marks(article_id)
        starts = self._starts.setdefault(article_id, [mark.span.start for mark in marks])
        return marks[max(bisect_right(starts, offset) - 1, 0)] if marks else None

    def share(self, article_id: str) -> Share:
        """Count what an article's sentences share."""
        marks = self.marks(article_id)
        shared = sum(bool(mark.sources) for mark in marks)
        return Share(shared, sum(mark.differs for mark in marks), len(marks) - shared, len(marks))

    def compare(self, left: str, right: str) -> Comparison:
        """Lay two of the articles side by side, by the words that are rare within the story."""
        return self.match.compare(self._index[left], self._index[right])

    def why(self, article_id: str, mark: Mark, other_id: str) -> tuple[Why, Span] | None:
        """Explain a mark's best partner in another source, counted or not; with where that partner stands there."""
        text, other = self._index[article_id], self._index[other_id]
        counted = next((t.sentence for t in mark.tellers if t.article_id == other_id), None)
        if counted is None:
            nearest = self.match.nearest(text, mark.number, other)
            if nearest is None:
                return None
            counted = nearest.sentence
        return self.match.explain(text, mark.number, other, counted), self.match.sentences[other][counted]

    def brightness(self, article_id: str, lens: Lens, read: Collection[str] = ()) -> tuple[bool, ...]:
        """Tell for every sentence whether the lens makes it bright. `read` holds the ids of articles already read."""
        return tuple(self._bright(article_id, mark, lens, read) for mark in self.marks(article_id))

    def best_lens(self, article_id: str) -> Lens:
        """Return the lens that best tells an article apart: "differs" or "no match", the fuller under a half."""
        if not is_shared(self.story):
            return Lens.OFF
        share = self.share(article_id)
        few = [
            (count, lens)
            for count, lens in ((share.differing, Lens.DIFFERS), (share.unmatched, Lens.UNMATCHED))
            if 0 < 2 * count <= share.sentences
        ]
        if few:
            return max(few, key=lambda pair: (pair[0], -pair[1]))[1]
        return Lens.QUOTES if any(mark.quoted for mark in self.marks(article_id)) else Lens.SHARED

    def _bright(self, article_id: str, mark: Mark, lens: Lens, read: Collection[str]) -> bool:
        match lens:
            case Lens.OFF:
                return False
            case Lens.SHARED:
                return bool(mark.sources)
            case Lens.QUOTES:
                return mark.quoted
            case Lens.DIFFERS:
                return mark.differs
            case Lens.UNMATCHED:
                return not mark.sources
            case Lens.NEW:
                known = [teller for teller in mark.sources if teller.article_id in read]
                return not known or self._adds(article_id, mark, known)

    def _adds(self, article_id: str, mark: Mark, known: Iterable[Teller]) -> bool:
        """Tell whether a sentence holds a number, date or name that none of the known versions has."""
        told: set[str] = set()
        for teller in known:
            told |= self.match.facts(self._index[teller.article_id], teller.sentence)
        return not self.match.facts(self._index[article_id], mark.number) <= told

    def _tellers(self, text: int, sentence: int) -> tuple[Teller, ...]:
        if text >= self._sources and not self._sources:
            return ()
        tellers = [
            Teller(
                letter=self.letters[self.articles[twin.text].id],
                article_id=self.articles[twin.text].id,
                sentence=twin.sentence,
                span=Span(*twin.span),
                kind=twin.kind,
                score=twin.score,
                conflicts=twin.conflicts,
                related=twin.text >= self._sources,
            )
            for twin in self.match.twins(text, sentence)
        ]
        return tuple(sorted(tellers, key=lambda teller: teller.related))
