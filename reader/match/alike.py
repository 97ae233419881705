"""Which sentences of a story are alike: one inverted index, then what else speaks for a pair, weighed together.

The chance that a pair tells the same is a logistic curve over a few measures of it (`Weights`). They were fitted by
`tests/bench/fit_match.py` on several hand-marked sets at once and checked with each set left out in turn.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from reader.match.kinds import same_quotation, words_within
from reader.match.sentences import credited

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reader.match.sentences import Sentence

LEAST = 0.5
"""Chance from which a pair of sentences counts."""
SURE = 0.78
"""Chance from which nine of ten counted pairs were right."""
QUOTED = 0.9
"""Chance given to two sentences that quote the same utterance."""

LEAST_ALONE = 0.25
"""Cosine from which a single word in common may do."""
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
    common: float
    """Share of the different words of the longer one that the other one has too."""
    depth: float
    """Logarithm of how far down the lower one stands: what all tell is told first."""
    turns: float
    """Logarithm of the pairs of neighbouring words in common: the same words in the same turns of phrase."""
    apart: float
    """Logarithm of the words that only one of the two has."""


WEIGHTS = Weights(3.11, 4.62, 1.97, -2.24, -2.24, 1.54, -0.78, 3.1, -1.33, 1.29, -1.18)


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


def part_credited(flat: Sequence[Sentence], table: Table, quoted: Collection[tuple[int, int]]) -> None:
    """Take out the pairs that have no more in common than who is said to have spoken, unless they quote the same."""
    for one, row in enumerate(table):
        credit = credited(flat[one].words) if row else frozenset()
        for other in [other for other in row if credit and (min(one, other), max(one, other)) not in quoted]:
            if flat[one].bag.keys() & flat[other].bag.keys() <= credit:
                del row[other]
                table[other].pop(one, None)
