"""One index over all sentences of a story: which share words, how alike they are, the chance that they tell one thing.

The only module here that imports numpy, so it is imported when a story is first matched and not before: as arrays, a
story of 500 articles is weighed in a tenth of the time that loops over its million pairs take.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reader.match.alike import LEAST, LEAST_ALONE, WEIGHTS

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
_WORK = 20_000_000
"""Steps over the index that one story may take; the most common words are passed over where it would need more."""
_LEAST_WORK = 50
"""Steps that each sentence may take at least."""
_AT_ONCE = 250_000
"""Steps that are held in memory at once."""
_ROOMY = 16
"""Cells for each step up to which sums lie in a full table; in a sparser one they are sorted together."""
_PLAIN = 1 << 20
"""What a shared word adds to a count that is neither name nor number, beside 1: two counts in one sum."""


class Pairs(NamedTuple):
    """Pairs of sentences of different texts, by running numbers: five arrays of one length, in order."""

    one: np.ndarray
    other: np.ndarray
    cosine: np.ndarray
    shared: np.ndarray
    """Words in common, of those that were looked at."""
    plain: np.ndarray
    """Those of them that are neither names nor numbers."""


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
        found = [self._summed(*steps) for steps in _steps(flat)] or [_NO_PAIRS]
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
        apart = self._texts[one] != self._texts[other]
        plain, shared = np.divmod(counts[apart], _PLAIN)
        return Pairs(one[apart], other[apart], cosine[at][apart], shared, plain)

    def _key(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Return one ascending number for each pair; those beside the first and the last sentence meet no other."""
        return one * (len(self.text_of) + 2) + other + 1

    def _cosine_of(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Return the cosines of pairs, 0 where there is none."""
        wanted = self._key(one, other)
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return np.where(self._keys[at] == wanted, self.pairs.cosine[at], 0.0)

    @cached_property
    def _likely(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The pairs that share enough to be weighed, both ways round, with the chance that both tell the same."""
        pairs = self.pairs
        enough = (pairs.cosine >= LEAST_ALONE) | (pairs.shared > 1)
        at = np.flatnonzero((pairs.one < pairs.other) & (pairs.cosine >= LOW) & enough)
        found = chances(self.measures(at))
        one, other = np.concatenate((pairs.one[at], pairs.other[at])), np.concatenate((pairs.other[at], pairs.one[at]))
        order = np.argsort(one, kind="stable")
        return one[order], other[order], np.concatenate((found, found))[order]

    def measures(self, at: np.ndarray) -> np.ndarray:
        """Return the measures of some pairs, one row each, in the order of `Weights` without its constant."""
        one, other, cosine = self.pairs.one[at], self.pairs.other[at], self.pairs.cosine[at]
        rivals = (self._best(one, other, cosine) + self._best(other, one, cosine)) / 2
        return np.column_stack(
            (
                cosine,
                self._beside(one, other),
                rivals,
                rivals,
                np.log1p(self.pairs.plain[at]),
                self._headings[one] | self._headings[other],
                self.pairs.shared[at] / np.maximum(self._sizes[one], self._sizes[other]),
                np.log1p(np.minimum(np.maximum(self._depths[one], self._depths[other]), _LEAD)),
            )
        )

    @cached_property
    def _bests(self) -> tuple[np.ndarray, np.ndarray]:
        """The best cosine of each sentence in each text where it has one, and the key of both, ascending."""
        keys = self.pairs.one * (len(self.starts) + 1) + self._texts[self.pairs.other]
        begins = np.flatnonzero(np.diff(keys, prepend=-1))
        return keys[begins], np.maximum.reduceat(self.pairs.cosine, begins)

    def _best(self, one: np.ndarray, other: np.ndarray, cosine: np.ndarray) -> np.ndarray:
        """Return the best cosine that sentences have in the texts of others, `cosine` where they have none."""
        keys, best = self._bests
        wanted = one * (len(self.starts) + 1) + self._texts[other]
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[at] == wanted, best[at], cosine)

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
        return _row(one, self.pairs.one, self.pairs.other, self.pairs.cosine)


_NO_PAIRS = Pairs(*(np.zeros(0, kind) for kind in (np.int64, np.int64, np.float64, np.int64, np.int64)))


def _row(one: int, ones: np.ndarray, others: np.ndarray, figures: np.ndarray) -> dict[int, float]:
    low, high = np.searchsorted(ones, (one, one + 1))
    return dict(zip(others[low:high].tolist(), figures[low:high].tolist(), strict=True))


def _steps(flat: Sequence[Sentence]) -> Iterator[tuple[int, int, np.ndarray, np.ndarray, np.ndarray]]:
    """Yield the steps over the index, for some sentences at a time.

    A step is one word of a sentence met in some sentence; its cell is the first one, counted from the lowest here,
    times all sentences, plus the other one.

    Yields:
        The lowest sentence, how many there are, and for each step its cell, the product of both weights and its mark.
    """
    vectors = [sentence.vector if sentence.bag and sentence.states else {} for sentence in flat]
    words = {word: number for number, word in enumerate(dict.fromkeys(chain.from_iterable(vectors)))}
    plain = frozenset(chain.from_iterable(sentence.plain for sentence in flat))
    marks = np.array([1 + _PLAIN * (word in plain) for word in words], np.int64)
    row = np.repeat(np.arange(len(flat)), [len(vector) for vector in vectors])
    word = np.fromiter((words[word] for vector in vectors for word in vector), np.int64, len(row))
    weight = np.fromiter(chain.from_iterable(vector.values() for vector in vectors), np.float64, len(row))
    posted = np.argsort(word, kind="stable")
    sizes = np.bincount(word, minlength=len(words))
    begins = np.cumsum(sizes) - sizes
    asked = _affordable(row, sizes[word], max(_WORK // max(len(flat), 1), _LEAST_WORK))
    done = np.cumsum(sizes[word[asked]])
    low = 0
    while low < len(asked):
        high = int(np.searchsorted(done, (done[low - 1] if low else 0) + _AT_ONCE, "right"))
        high = int(np.searchsorted(row[asked], row[asked[max(high - 1, low)]], "right"))  # no sentence is cut in two
        here = asked[low:high]
        times = sizes[word[here]]
        ends = np.cumsum(times)
        met = posted[np.arange(ends[-1]) + np.repeat(begins[word[here]] - ends + times, times)]
        first = int(row[here[0]])
        cells = np.repeat((row[here] - first) * len(flat), times) + row[met]
        products = np.repeat(weight[here], times) * weight[met]
        yield first, int(row[here[-1]]) - first + 1, cells, products, np.repeat(marks[word[here]], times)
        low = high


def _affordable(row: np.ndarray, sizes: np.ndarray, budget: int) -> np.ndarray:
    """Return the places of the words that are looked up, the rarest of each sentence first, up to `budget` steps."""
    order = np.lexsort((sizes, row))
    done = np.cumsum(sizes[order])
    begins = np.flatnonzero(np.diff(row, prepend=-1))
    before = np.repeat(done[begins] - sizes[order[begins]], np.diff(begins, append=len(row)))
    return order[done - before <= budget]


def chances(measures: np.ndarray, weights: Weights = WEIGHTS) -> np.ndarray:
    """Return the chances of pairs by their measures, 0 to 1."""
    odds = weights[0] + measures @ np.array(weights[1:])
    return 1 / (1 + np.exp(-np.clip(odds, -30.0, 30.0)))
