"""One story, matched: what every sentence of every source shares with the others, and how each of them tells it.

Both front ends ask this, so that the gutter, the compare view, the report and the command line say the same.
It asks `match/` and touches no file.
"""

from __future__ import annotations

import copy
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from reader.desk.stories.edition import members
from reader.desk.telling.marks import Mark, Share, Teller
from reader.library.stated.pairs import pair_of, sentence_key
from reader.model import UNSURE, Article, Comparison, Span, Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.desk.telling.marks import Spot
    from reader.library.stated.pairs import Pair
    from reader.match import Why
    from reader.match.packed import Packed
    from reader.model import Row


class Kept(NamedTuple):
    """What was matched of a story, in values that cost little to hand over."""

    match: Packed
    shares: Sequence[tuple[int, int, int, int, int]]
    """The fields of each article's `Share`."""


class Reading:
    """A story with its passages matched. Making it costs one matching of the whole story; asking is cheap.

    Args:
        story: What is read.
        pairs: What the reader has said of pairs of sentences (`Shelf.pairs`): it holds in all that is asked here.
        kept: What `packed` gave of the same story, so that it need not be matched here.
    """

    def __init__(self, story: Story, pairs: Mapping[Pair, bool] | None = None, kept: Kept | None = None) -> None:
        from reader.match import StoryMatch  # not needed before the first match, so not before the first paint

        self.story = story
        self.articles: tuple[Article, ...] = members(story)
        self.letters: dict[str, str] = story.letters()
        self._found = StoryMatch([article.text for article in self.articles], kept.match if kept is not None else None)
        self.match = self._found
        """What was found, as the reader has corrected it."""
        self._index = {article.id: number for number, article in enumerate(self.articles)}
        self._sources = len(story.articles)
        self._marks: dict[str, tuple[Mark, ...]] = {}
        self._starts: dict[str, list[int]] = {}
        self._shares: dict[str, Share] = {}
        if kept is not None:
            self._shares = {one.id: Share(*share) for one, share in zip(self.articles, kept.shares, strict=True)}
        self._keys: dict[str, list[Spot]] | None = None
        self._pairs: Mapping[Pair, bool] = {}
        self._by_hand: dict[frozenset[Spot], bool] = {}
        if pairs:
            self._obey(pairs)

    def packed(self) -> Kept:
        """Return what was matched, to be read elsewhere; what the reader corrected is not there."""
        shares = [self.share(article.id) for article in self.articles]
        return Kept(self._found.packed(), [(s.shared, s.differing, s.unsure, s.unmatched, s.sentences) for s in shares])

    # ---------------------------------------------------------------- what the reader corrected

    def corrected(self, pairs: Mapping[Pair, bool]) -> Reading:
        """Return this story as other judgements correct it; itself where they are the same. Nothing is matched anew."""
        if pairs is self._pairs or (not pairs and not self._pairs):
            return self
        found = copy.copy(self)
        found._obey(pairs)  # noqa: SLF001 - a copy of itself
        return found

    @property
    def by_hand(self) -> int:
        """How many pairs of sentences of this story the reader has judged."""
        return len(self._by_hand)

    def judged(self, one: Spot, other: Spot) -> bool | None:
        """Return what the reader has said of two sentences, if anything."""
        return self._by_hand.get(frozenset((one, other)))

    def parted(self, spot: Spot, other_id: str) -> tuple[Spot, ...]:
        """Return the sentences of another article that are not the same as this one, as the reader has said."""
        found = (next(iter(spots - {spot})) for spots, same in self._by_hand.items() if not same and spot in spots)
        return tuple(sorted(other for other in found if other[0] == other_id))

    def pair(self, one: Spot, other: Spot) -> Pair:
        """Return the pair of two sentences, under which a judgement is kept."""
        return pair_of(sentence_key(self.words(one)), sentence_key(self.words(other)))

    def words(self, spot: Spot) -> str:
        """Return the words of a sentence."""
        text = self._index[spot[0]]
        return self.articles[text].text[slice(*self._found.sentences[text][spot[1]])]

    def _obey(self, pairs: Mapping[Pair, bool]) -> None:
        before = self._by_hand
        self._pairs = pairs
        self._by_hand = self._meant(pairs) if pairs else {}
        sets: dict[bool, list[tuple[int, int, int, int]]] = {True: [], False: []}
        for spots, same in self._by_hand.items():
            (one, s), (other, t) = sorted(spots)
            sets[same].append((self._index[one], s, self._index[other], t))
        self.match = self._found.corrected(sets[True], sets[False]) if self._by_hand else self._found
        changed = {spots for spots in before | self._by_hand if before.get(spots) != self._by_hand.get(spots)}
        touched = {article_id for spots in changed for article_id, _ in spots}
        self._marks = {article_id: marks for article_id, marks in self._marks.items() if article_id not in touched}
        self._shares = {article_id: share for article_id, share in self._shares.items() if article_id not in touched}

    def _meant(self, pairs: Mapping[Pair, bool]) -> dict[frozenset[Spot], bool]:
        """Return the sentences of different articles that judged pairs are about."""
        if self._keys is None:
            self._keys = {}
            for text, article in enumerate(self.articles):
                for number in range(len(self._found.sentences[text])):
                    self._keys.setdefault(sentence_key(self.words((article.id, number))), []).append(
                        (article.id, number)
                    )
        found: dict[frozenset[Spot], bool] = {}
        for (one, other), same in pairs.items():
            if one in self._keys and other in self._keys:
                spots = ((a, b) for a in self._keys[one] for b in self._keys[other] if a[0] != b[0])
                found.update((frozenset(pair), same) for pair in spots)
        return found

    # ---------------------------------------------------------------- what is asked

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
                Mark(
                    number,
                    span,
                    self._tellers(text, number),
                    self.match.quoted(text, number),
                    beyond=self.match.beyond(text, number),
                )
                for number, span in enumerate(self.match.sentences[text])
            )
        return self._marks[article_id]

    def mark_at(self, article_id: str, offset: int) -> Mark | None:
        """Return the sentence at or before a character of the article's text."""
        marks = self.marks(article_id)
        starts = self._starts.setdefault(article_id, [mark.span.start for mark in marks])
        return marks[max(bisect_right(starts, offset) - 1, 0)] if marks else None

    def share(self, article_id: str) -> Share:
        """Count what an article's sentences share, once; what they share with a draft is not counted."""
        if article_id not in self._shares:
            self._shares[article_id] = self._count(article_id)
        return self._shares[article_id]

    def _count(self, article_id: str) -> Share:
        marks = [mark.undrafted for mark in self.marks(article_id)]
        shared = sum(bool(mark.sources) for mark in marks)
        unsure = sum(mark.sign == UNSURE for mark in marks)
        unmatched = sum(mark.unmatched for mark in marks)
        return Share(shared, sum(mark.differs for mark in marks), unsure, unmatched, len(marks))

    def compare(self, left: str, right: str) -> Comparison:
        """Lay two of the articles side by side, by the words that are rare within the story."""
        return self.match.compare(self._index[left], self._index[right])

    def is_unsure(self, left: str, right: str, row: Row) -> bool:
        """Tell whether the two sides of a row of `compare` are paired by unsure twins only."""
        if row.a is None or row.b is None:
            return False
        text, other = self._index[left], self._index[right]
        here = self._within(text, row.a)
        there = self._within(other, row.b)
        found = [t for s in here for t in self.match.twins(text, s) if t.text == other and t.sentence in there]
        return bool(found) and not any(twin.sure for twin in found)

    def _within(self, text: int, span: Span) -> range:
        sentences = self.match.sentences[text]
        first = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
        return range(max(first, 0), bisect_right(sentences, span.end - 1, key=lambda sentence: sentence.start))

    def other_language(self, one: str, other: str) -> str:
        """Return the language of the other article where both are known to be written in different ones."""
        ours, theirs = self.article(one).language, self.article(other).language
        return theirs if ours and theirs and ours != theirs else ""

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out of the matching, a line each."""
        from reader.match import MAX_WORDS

        long = [self.letters[article.id] for article in self.articles if article.words > MAX_WORDS]
        return tuple(f"{letter}: only its first {MAX_WORDS:,} words are matched" for letter in long)

    def nearest(self, spot: Spot, other_id: str) -> Spot | None:
        """Return the sentence of another article that is nearest to a sentence, counted or not."""
        found = self.match.nearest(self._index[spot[0]], spot[1], self._index[other_id])
        return None if found is None else (other_id, found.sentence)

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

    def sure(self, article_id: str) -> list[set[Spot]]:
        """Return for every sentence of an article those of the other articles of the story that surely tell it."""
        text = self._index[article_id]
        return [
            {(self.articles[j].id, t) for j, t in self.match.sure(text, s) if j < self._sources}
            for s in range(len(self.match.sentences[text]))
        ]

    def facts(self, spot: Spot) -> frozenset[str]:
        """Return the numbers, dates and names of a sentence in normal form."""
        return self.match.facts(self._index[spot[0]], spot[1])

    def adds(self, article_id: str, mark: Mark, known: Iterable[Teller]) -> bool:
        """Tell whether a sentence holds a number, date or name that none of the known versions has."""
        told: set[str] = set()
        for teller in known:
            told |= self.match.facts(self._index[teller.article_id], teller.sentence)
        return not self.match.facts(self._index[article_id], mark.number) <= told

    def _tellers(self, text: int, sentence: int) -> tuple[Teller, ...]:
        if text >= self._sources and not self._sources:
            return ()
        here = self.articles[text].id
        tellers = [
            Teller(
                letter=self.letters[self.articles[twin.text].id],
                article_id=self.articles[twin.text].id,
                sentence=twin.sentence,
                span=Span(*twin.span),
                kind=twin.kind,
                score=twin.score,
                conflicts=tuple(conflict for conflict in twin.conflicts if conflict.sure),
                related=twin.text >= self._sources,
                sure=twin.sure,
                draft=self.articles[twin.text].draft,
                by_hand=self.judged((here, sentence), (self.articles[twin.text].id, twin.sentence)) is True,
            )
            for twin in self.match.twins(text, sentence)
        ]
        return tuple(sorted(tellers, key=lambda teller: (teller.related, not teller.sure)))
