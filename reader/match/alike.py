"""Which sentences of a story are alike: one inverted index, then what else speaks for a pair, weighed together.

The chance that a pair tells the same is a logistic curve over a few measures of it (`Weights`). They were fitted by
`tests/bench/fit_match.py` on several hand-marked sets at once and checked with each set left out in turn.
"""

from __future__ import annotations

import math
from collections import defaultdict
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from reader.match.kinds import same_quotation, words_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.match.sentences import Sentence

LEAST = 0.4
"""Chance from which a pair of sentences counts."""
SURE = 0.78
"""Chance from which nine of ten counted pairs were right."""
QUOTED = 0.9
"""Chance given to two sentences that quote the same utterance."""

_FAINT = 0.06
"""Cosine under which a pair is not kept."""
_LOW = 0.07
"""Cosine under which a pair cannot count, so that its other measures are not worked out."""
LEAST_ALONE = 0.25
"""Cosine from which a single word in common may do."""
_LEAD = 20
"""Sentences after which it no longer matters how far down a sentence stands."""
_WORK = 20_000_000
"""Steps over the index that one story may take; the most common words are passed over where it would need more."""
_MOST_QUOTING = 60
"""A word that more sentences of the story quote is too common to be met by."""

Table = list[dict[int, float]]
"""For every sentence of the story, by its running number: a figure for sentences of other texts."""


class Weights(NamedTuple):
    """What each measure of a pair adds to the logarithm of its odds."""

    constant: float
    cosine: float
    """Cosine over tf x isf."""
    neighbours: float
    """The best cosine among the pairs of the sentences before and after."""
    row: float
    """The best cosine of the one sentence in the other text: a better partner speaks against the others."""
    column: float
    words: float
    """Logarithm of the shared words that are neither names nor numbers: sharing the names is sharing the topic."""
    heading: float
    """One of the two is a heading, which names a topic more often than it states anything."""
    depth: float
    """Logarithm of how far down the lower one stands: what all tell is told first."""


WEIGHTS = Weights(0.44, 10.83, 1.65, -1.78, -1.78, 1.42, -0.66, -1.49)


class Index:
    """Every sentence of a story by a running number, and the likeness of all that share a word."""

    def __init__(self, texts: Sequence[Sequence[Sentence]]) -> None:
        self.starts: list[int] = []
        self.text_of: list[int] = []
        self._flat: list[Sentence] = []
        for number, sentences in enumerate(texts):
            self.starts.append(len(self._flat))
            self._flat.extend(sentences)
            self.text_of.extend([number] * len(sentences))
        self.cosines = self._cosines(self._flat)
        self.table = self._chances()

    def _cosines(self, flat: Sequence[Sentence]) -> Table:
        """Return the cosines. Cost: the sum over sentences of how many others share their words, capped by `_WORK`."""
        stating = [bool(sentence.bag) and sentence.states for sentence in flat]
        postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, sentence in enumerate(flat):
            if stating[number]:
                for key, weight in sentence.vector.items():
                    postings[key].append((number, weight))
        budget = max(_WORK // max(len(flat), 1), 50)
        table: Table = []
        for number, sentence in enumerate(flat):
            own, left = self.text_of[number], budget
            if not stating[number]:
                table.append({})
                continue
            sums: defaultdict[int, float] = defaultdict(float)
            for key in sorted(sentence.vector, key=lambda key: len(postings[key])):
                left -= len(postings[key])
                if left < 0:
                    break
                weight = sentence.vector[key]
                for other, theirs in postings[key]:
                    sums[other] += weight * theirs
            table.append({o: s for o, s in sums.items() if s >= _FAINT and self.text_of[o] != own})
        return table

    def _chances(self) -> Table:
        """Return for every pair with a cosine worth a look the chance that both tell the same."""
        best = [self._best_by_text(row) for row in self.cosines]
        text_of = self.text_of
        table: Table = [{} for _ in self.cosines]
        for one, row in enumerate(self.cosines):
            for other, cosine in row.items():
                if other > one and cosine >= _LOW and self._shares_enough(one, other, cosine):
                    rivals = best[one][text_of[other]] + best[other].get(text_of[one], cosine)
                    table[one][other] = table[other][one] = chance(self.measures(one, other, cosine, rivals))
        return table

    def _shares_enough(self, one: int, other: int, cosine: float) -> bool:
        """Tell whether two sentences have more than a single word in common, or one that is much of both."""
        a, b = self._flat[one], self._flat[other]
        return cosine >= LEAST_ALONE or len(a.plain & b.plain) > 1 or len(a.bag.keys() & b.bag.keys()) > 1

    def measures(self, one: int, other: int, cosine: float, rivals: float) -> tuple[float, ...]:
        """Return the measures of a pair, in the order of `Weights` without its constant."""
        a, b = self._flat[one], self._flat[other]
        depth = max(one - self.starts[self.text_of[one]], other - self.starts[self.text_of[other]])
        return (
            cosine,
            self._beside(one, other),
            rivals / 2,
            rivals / 2,
            math.log1p(len(a.plain & b.plain)),
            float(a.heading or b.heading),
            math.log1p(min(depth, _LEAD)),
        )

    def _beside(self, one: int, other: int) -> float:
        """Return the best cosine among the pairs of neighbours of two sentences, straight and crossed."""
        best = 0.0
        for near in (one - 1, one + 1):
            if 0 <= near < len(self.cosines) and self.text_of[near] == self.text_of[one]:
                row = self.cosines[near]
                best = max(best, row.get(other - 1, 0.0), row.get(other + 1, 0.0))
        return best

    def counted(self, extra: dict[tuple[int, int], float]) -> Table:
        """Return the pairs that count. `extra` holds pairs known to be alike otherwise, with their own chance."""
        kept: Table = [{other: score for other, score in row.items() if score >= LEAST} for row in self.table]
        for (one, other), score in extra.items():
            kept[one][other] = max(kept[one].get(other, 0.0), score)
            kept[other][one] = max(kept[other].get(one, 0.0), score)
        return kept

    def _best_by_text(self, row: dict[int, float]) -> dict[int, float]:
        best: dict[int, float] = {}
        text_of = self.text_of
        for other, score in row.items():
            text = text_of[other]
            if score > best.get(text, 0.0):
                best[text] = score
        return best


def chance(measures: Sequence[float], weights: Weights = WEIGHTS) -> float:
    """Return the chance of a pair by its measures, 0 to 1."""
    odds = sum(map(mul, weights, (1.0, *measures)))
    return 1 / (1 + math.exp(-min(max(odds, -30.0), 30.0)))


def cosine(a: Sentence, b: Sentence) -> float:
    """Return the likeness of two sentences by their weighted words alone, 0 to 1."""
    return sum(weight * b.vector[key] for key, weight in a.vector.items() if key in b.vector)


def quoted_alike(texts: Sequence[Sequence[Sentence]], starts: Sequence[int]) -> dict[tuple[int, int], float]:
    """Return the pairs of sentences of different texts that quote the same utterance, by running numbers.

    Quotations are often made of words too common to weigh anything, so they are met by their own rare or first words.
    """
    by_word: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, sentences in enumerate(texts):
        for at, sentence in enumerate(sentences):
            for word in {word for part in sentence.quotations for word in words_within(sentence, part.start, part.end)}:
                by_word[word].append((number, at))
    found: dict[tuple[int, int], float] = {}
    seen: set[tuple[int, int, int, int]] = set()
    for places in by_word.values():
        if len(places) > _MOST_QUOTING:
            continue
        for one, s in places:
            for other, t in places:
                if other <= one or (one, s, other, t) in seen:
                    continue
                seen.add((one, s, other, t))
                if same_quotation(texts[one][s], texts[other][t]):
                    found[starts[one] + s, starts[other] + t] = QUOTED
    return found
