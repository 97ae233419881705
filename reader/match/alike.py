"""Which sentences of a story are alike: one inverted index, then what else speaks for a pair, weighed together.

The chance that a pair tells the same is a logistic curve over a few measures of it (`Weights`). They were fitted by
`tests/bench/fit_match.py` on several hand-marked sets at once and checked with each set left out in turn.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from reader.match.kinds import LEAST_PART, LEAST_QUOTED, same_utterance, utterances
from reader.match.sentences import credited

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

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
    spoken: defaultdict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    often: Counter[str] = Counter()
    for number, sentences in enumerate(texts):
        for at, sentence in enumerate(sentences):
            if sentence.quotations:
                said = utterances(sentence)
                often.update({word for words in said for word in words})
                for words in said:
                    spoken[tuple(words)].append((number, starts[number] + at))
    found: set[tuple[int, int]] = set()
    for one, other in _nearly_the_same(spoken, often):
        for text, s in spoken[one]:
            found.update((min(s, t), max(s, t)) for there, t in spoken[other] if there != text)
    return dict.fromkeys(sorted(found), QUOTED)


def _nearly_the_same(
    spoken: Iterable[tuple[str, ...]], often: Mapping[str, int]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give the pairs of utterances that are one in nearly the same words, each with itself too.

    So much of two such must be shared that they meet by one of the rarest words of each (prefix filtering, after
    Chaudhuri et al. 2006), if not all they share is too common.
    """
    met: defaultdict[str, list[int]] = defaultdict(list)
    known = [words for words in spoken if len(words) >= LEAST_QUOTED]
    sizes = [len(words) for words in known]
    for number, words in enumerate(known):
        rarest = sorted(words, key=lambda word: (often[word], word))[: int(len(words) * (1 - LEAST_PART)) + 2]
        keys = {word for word in rarest if often[word] <= _MOST_QUOTING}
        if keys:
            yield words, words
        low, high = len(words) * LEAST_PART - 1, len(words) / LEAST_PART + 1
        for other in {other for key in keys for other in met[key] if low <= sizes[other] <= high}:
            if same_utterance(words, known[other]):
                yield words, known[other]
        for key in keys:
            met[key].append(number)


def part_credited(flat: Sequence[Sentence], table: Table, quoted: Collection[tuple[int, int]]) -> None:
    """Take out the pairs that have no more in common than who is said to have spoken, unless they quote the same."""
    for one, row in enumerate(table):
        credit = credited(flat[one].words) if row else frozenset()
        for other in [other for other in row if credit and (min(one, other), max(one, other)) not in quoted]:
            if flat[one].bag.keys() & flat[other].bag.keys() <= credit:
                del row[other]
                table[other].pop(one, None)
