"""One index over all sentences of a story: which share words, how alike they are, the chance that they tell one thing.

The only module here that imports numpy, so it is imported when a story is first matched and not before: as arrays, a
story of 500 articles is weighed in a tenth of the time that loops over its million pairs take.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reader.match.alike import LEAST, LEAST_ALONE, WEIGHTS
from reader.text import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.match.alike import Table, Weights
    from reader.match.sentences import Sentence

FAINT = 0.06
"""Cosine under which a pair is not kept."""
LOW = 0.07
"""Cosine under which a pair cannot count, so that its other measures are not worked out."""
_LEAD = 20
"""Sentences after which it no longer matters how far down a sentence stands."""
_WORK = 30_000_000
"""Steps over the index that one story may take; the most common words are passed over where it would need more."""
_LEAST_WORK = 50
"""Steps that each sentence may take at least."""
_AT_ONCE = 250_000
"""Steps that are held in memory at once."""
_REFRAIN = 4
"""Sentences of one text up to which a pair of neighbouring words is a turn of phrase; in more it is the topic."""
_ROOMY = 16
"""Cells for each step up to which sums lie in a full table; in a sparser one they are sorted together."""
_PLAIN = 1 << 20
"""What a shared word adds to a count that is neither name nor number, beside 1: three counts in one sum."""
_TURN = 1 << 40
"""What a shared pair of neighbouring words adds."""
_STOP = frozenset(map(tokens.stem, tokens.STOP))


class Pairs(NamedTuple):
    """Pairs of sentences of different texts, the earlier first, by running numbers: arrays of one length, in order."""

    one: np.ndarray
    other: np.ndarray
    cosine: np.ndarray
    shared: np.ndarray
    """Words in common, of those that were looked at."""
    plain: np.ndarray
    """Those of them that are neither names nor numbers."""
    turns: np.ndarray
    """Pairs of neighbouring words in common."""


class Index:
    """Every sentence of a story by a running number, and the likeness of all that share a word."""

    def __init__(self, texts: Sequence[Sequence[Sentence]]) -> None:
        self.starts: list[int] = []
        self.text_of: list[int] = []
        flat: list[Sentence] = []
        for number, sentences in enumerate(texts):
            self.starts.append(len(flat))
            flat.extend(sentences)
            self.text_of.extend([number] * len(sentences))
        self._texts = np.array(self.text_of, np.int64)
        self._depths = np.arange(len(flat)) - np.array(self.starts, np.int64)[self._texts]
        self._headings = np.array([sentence.heading for sentence in flat], bool)
        self._sizes = np.array([len(sentence.bag) for sentence in flat], np.int64)
        found = [self._summed(*steps) for steps in _steps(texts)] or [_NO_PAIRS]
        self.pairs = Pairs(*(np.concatenate(column) for column in zip(*found, strict=True)))
        self._keys = self._key(self.pairs.one, self.pairs.other)

    def _summed(self, first: int, rows: int, cells: np.ndarray, products: np.ndarray, marks: np.ndarray) -> Pairs:
        """Return the pairs that some sentences make: the sums over the steps that meet in one cell."""
        size = rows * len(self.text_of)
        places = np.arange(size)
        if size > _ROOMY * len(cells):
            places, cells = np.unique(cells, return_inverse=True)
            size = len(places)
        cosine = np.bincount(cells, products, size)
        at = np.flatnonzero(cosine >= FAINT)
        counts = np.bincount(cells, marks, size)[at].astype(np.int64)
        one, other = np.divmod(places[at], len(self.text_of))
        one += first
        turns, words = np.divmod(counts, _TURN)
        plain, shared = np.divmod(words, _PLAIN)
        return Pairs(one, other, cosine[at], shared, plain, turns)

    def _key(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Return one ascending number for each pair; those beside the first and the last sentence meet no other."""
        return one * (len(self.text_of) + 2) + other + 1

    def _cosine_of(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Return the cosines of pairs, 0 where there is none."""
        wanted = self._key(np.minimum(one, other), np.maximum(one, other))
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return np.where(self._keys[at] == wanted, self.pairs.cosine[at], 0.0)

    @cached_property
    def _likely(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The pairs that share enough to be weighed, both ways round, with the chance that both tell the same."""
        pairs = self.pairs
        enough = (pairs.cosine >= LEAST_ALONE) | (pairs.shared > 1)
        at = np.flatnonzero((pairs.cosine >= LOW) & enough)
        return _both_ways(pairs.one[at], pairs.other[at], chances(self.measures(at)))

    def measures(self, at: np.ndarray) -> np.ndarray:
        """Return the measures of some pairs, one row each, in the order of `Weights` without its constant."""
        one, other, cosine = self.pairs.one[at], self.pairs.other[at], self.pairs.cosine[at]
        shared = self.pairs.shared[at]
        rivals = self._rivals[at]
        return np.column_stack(
            (
                cosine,
                self._beside(one, other),
                rivals,
                rivals,
                np.log1p(self.pairs.plain[at]),
                self._headings[one] | self._headings[other],
                shared / np.maximum(self._sizes[one], self._sizes[other]),
                np.log1p(np.minimum(np.maximum(self._depths[one], self._depths[other]), _LEAD)),
                np.log1p(self.pairs.turns[at]),
                np.log1p(self._sizes[one] + self._sizes[other] - 2 * shared),
            )
        )

    @cached_property
    def _rivals(self) -> np.ndarray:
        """For each pair the best cosine that either sentence has in the text of the other, in the middle of both."""
        one, other, cosine = self.pairs[:3]
        many = len(self.starts)
        keys = np.concatenate((one * many + self._texts[other], other * many + self._texts[one]))
        order = np.argsort(keys, kind="stable")
        begins = np.flatnonzero(np.diff(keys[order], prepend=-1))
        best = np.maximum.reduceat(np.concatenate((cosine, cosine))[order], begins)
        each = np.empty(len(keys))
        each[order] = np.repeat(best, np.diff(begins, append=len(keys)))
        return (each[: len(one)] + each[len(one) :]) / 2

    def _beside(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Return the best cosine among the pairs of neighbours of two sentences, straight and crossed."""
        best = np.zeros(len(one))
        last = len(self.text_of) - 1
        for near in (one - 1, one + 1):
            within = (near >= 0) & (near <= last) & (self._texts[np.clip(near, 0, last)] == self._texts[one])
            for beside in (other - 1, other + 1):
                best = np.maximum(best, np.where(within, self._cosine_of(near, beside), 0.0))
        return best

    def counted(self, extra: dict[tuple[int, int], float]) -> Table:
        """Return the pairs that count. `extra` holds pairs known to be alike otherwise, with their own chance."""
        kept: Table = [{} for _ in self.text_of]
        ones, others, found = self._likely
        counts = found >= LEAST
        for one, other, score in zip(*(column[counts].tolist() for column in (ones, others, found)), strict=True):
            kept[one][other] = score
        for (one, other), score in extra.items():
            kept[one][other] = max(kept[one].get(other, 0.0), score)
            kept[other][one] = max(kept[other].get(one, 0.0), score)
        return kept

    def chances(self, one: int) -> dict[int, float]:
        """Return the sentences that share enough with one to be weighed, each with its chance, counted or not."""
        return _row(one, *self._likely)

    def cosines(self, one: int) -> dict[int, float]:
        """Return the sentences of other texts that share words with one, each with its cosine."""
        return _row(one, *self._met)

    def alike(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Return all pairs both ways round, with chances and after them with cosines; and which are chances."""
        likely, met = self._likely, self._met
        ones, others, figures = (np.concatenate(both) for both in zip(likely, met, strict=True))
        return ones, others, figures, np.arange(len(ones)) < len(likely[0])

    @cached_property
    def _met(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The pairs both ways round, with their cosines."""
        return _both_ways(*self.pairs[:3])


_NO_PAIRS = Pairs(*(np.zeros(0, np.float64 if name == "cosine" else np.int64) for name in Pairs._fields))


def _row(one: int, ones: np.ndarray, others: np.ndarray, figures: np.ndarray) -> dict[int, float]:
    low, high = np.searchsorted(ones, (one, one + 1))
    return dict(zip(others[low:high].tolist(), figures[low:high].tolist(), strict=True))


def _both_ways(one: np.ndarray, other: np.ndarray, figures: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return pairs and their figures with each the other way round as well, in the order of the first sentence."""
    ones = np.concatenate((one, other))
    order = np.argsort(ones, kind="stable")
    return ones[order], np.concatenate((other, one))[order], np.concatenate((figures, figures))[order]


def _steps(texts: Sequence[Sequence[Sentence]]) -> Iterator[tuple[int, int, np.ndarray, np.ndarray, np.ndarray]]:
    """Yield the steps over the index, for some sentences at a time.

    A step is one word of a sentence met in a sentence of a later text; its cell is the first one, counted from the
    lowest here, times all sentences, plus the other one.

    Yields:
        The lowest sentence, how many there are, and for each step its cell, the product of both weights and its mark.
    """
    flat = list(chain.from_iterable(texts))
    vectors = [sentence.vector if sentence.bag and sentence.states else {} for sentence in flat]
    words = {word: number for number, word in enumerate(dict.fromkeys(chain.from_iterable(vectors)))}
    plain = next((sentence.plain for sentence in flat if sentence.bag), frozenset())
    row, turn = _turns(texts)
    count = int(turn.max(initial=-1)) + 1
    marks = np.array([1 + _PLAIN * (word in plain) for word in words] + [_TURN] * count, np.float64)
    row = np.concatenate((np.repeat(np.arange(len(flat)), [len(vector) for vector in vectors]), row))
    met = map(words.__getitem__, chain.from_iterable(vectors))
    word = np.concatenate((np.fromiter(met, np.int64, len(row) - len(turn)), turn + len(words)))
    values = chain.from_iterable(vector.values() for vector in vectors)
    weight = np.concatenate((np.fromiter(values, np.float64, len(row) - len(turn)), np.zeros(len(turn))))
    posted = np.argsort(word, kind="stable")
    sizes = np.bincount(word, minlength=len(marks))
    after = _later(posted, word, np.repeat(np.arange(len(texts)), [len(sentences) for sentences in texts])[row])
    times = np.cumsum(sizes)[word] - after
    asked = _affordable(row, sizes[word], 2 * max(_WORK // max(len(flat), 1), _LEAST_WORK))  # half of them are earlier
    asked = asked[times[asked] > 0]
    rows, weights = row[posted], weight[posted]
    done = np.cumsum(times[asked])
    low = 0
    while low < len(asked):
        high = int(np.searchsorted(done, (done[low - 1] if low else 0) + _AT_ONCE, "right"))
        high = int(np.searchsorted(row[asked], row[asked[max(high - 1, low)]], "right"))  # no sentence is cut in two
        here = asked[low:high]
        each = times[here]
        ends = np.cumsum(each)
        met = np.arange(ends[-1]) + np.repeat(after[here] - ends + each, each)
        first = int(row[here[0]])
        cells = np.repeat((row[here] - first) * len(flat), each) + rows[met]
        products = np.repeat(weight[here], each) * weights[met]
        yield first, int(row[here[-1]]) - first + 1, cells, products, np.repeat(marks[word[here]], each)
        low = high


def _later(posted: np.ndarray, word: np.ndarray, text: np.ndarray) -> np.ndarray:
    """Return for each word of a sentence the place in `posted` from which on later texts have it."""
    runs = np.flatnonzero(np.diff(word[posted]) | np.diff(text[posted])) + 1
    sizes = np.diff(runs, prepend=0, append=len(posted))
    after = np.empty(len(posted), np.int64)
    after[posted] = np.repeat(np.append(runs, len(posted)), sizes)
    return after


def _turns(texts: Sequence[Sequence[Sentence]]) -> tuple[np.ndarray, np.ndarray]:
    """Return the turns of phrase of all sentences: for each a sentence and the number of a turn.

    A turn is two neighbouring words of which one at least says something. Those that stand in one sentence only, or in
    many of one text, are left out.
    """
    stems: defaultdict[str, int] = defaultdict()
    stems.default_factory = stems.__len__
    flat = list(chain.from_iterable(texts))
    spoken = map(attrgetter("stem"), chain.from_iterable(sentence.words for sentence in flat))
    word = np.fromiter(map(stems.__getitem__, spoken), np.int64)
    row = np.repeat(np.arange(len(flat)), [len(sentence.words) for sentence in flat])
    stop = np.fromiter((stem in _STOP for stem in stems), bool, len(stems))
    at = np.flatnonzero((row[1:] == row[:-1]) & ~(stop[word[1:]] & stop[word[:-1]]))
    _, turn, times = np.unique(word[at] * len(stems) + word[at + 1], return_inverse=True, return_counts=True)
    again = times[turn] > 1
    turn, row = np.divmod(np.unique(turn[again] * len(flat) + row[at][again]), max(len(flat), 1))
    text = np.repeat(np.arange(len(texts)), [len(sentences) for sentences in texts])
    _, of, times = np.unique(turn * len(texts) + text[row], return_inverse=True, return_counts=True)
    kept = times[of] <= _REFRAIN
    turn, row = turn[kept], row[kept]
    kept = np.bincount(turn)[turn] > 1
    _, turn = np.unique(turn[kept], return_inverse=True)
    return row[kept], turn


def _affordable(row: np.ndarray, sizes: np.ndarray, budget: int) -> np.ndarray:
    """Return the places of the words that are looked up, the rarest of each sentence first, up to `budget` steps."""
    order = np.lexsort((sizes, row))
    done = np.cumsum(sizes[order])
    begins = np.flatnonzero(np.diff(row[order], prepend=-1))
    before = np.repeat(done[begins] - sizes[order[begins]], np.diff(begins, append=len(row)))
    return order[done - before <= budget]


def chances(measures: np.ndarray, weights: Weights = WEIGHTS) -> np.ndarray:
    """Return the chances of pairs by their measures, 0 to 1."""
    odds = weights[0] + measures @ np.array(weights[1:])
    return 1 / (1 + np.exp(-np.clip(odds, -30.0, 30.0)))
