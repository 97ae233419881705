"""Which sentences of a story are alike: one inverted index, a neighbour bonus, and the rule that decides what counts.

The rule was measured in the alignment bench: cosine over tf x isf; a pair counts from `LEAST` on where it comes near
the best of its row or its column within the two texts.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reader.match.kinds import same_quotation, words_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.match.sentences import Sentence

LEAST_WORDS = 3
"""Different words that say something which both sentences must have: "Read on" and "2." tell nothing."""
LEAST = 0.18
"""Likeness from which a pair of sentences counts."""
LEAST_MUTUAL = 0.16
"""Likeness from which a pair counts where neither sentence has a better partner in the other's text."""
NEAR_BEST = 0.7
"""Share of the best likeness of its row or column that a pair must reach."""
NEIGHBOUR = 0.08
"""Share of the likeness of the pair before or after it that supports a pair."""
_FAINT = 0.04
"""Likeness under this is not kept."""
_WORK = 20_000_000
"""Steps over the index that one story may take; the most common words are passed over where it would need more."""

QUOTED = 0.6
"""Likeness of two sentences that quote the same utterance."""
_MOST_QUOTING = 60
"""A word that more sentences of the story quote is too common to be met by."""

Table = list[dict[int, float]]
"""For every sentence of the story, by its running number: the likeness of sentences of other texts."""


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
        self.table = self._support(self._likeness(flat))

    def _likeness(self, flat: Sequence[Sentence]) -> Table:
        """Return the cosines. Cost: the sum over sentences of how many others share their words, capped by `_WORK`."""
        postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        mute = {number for number, sentence in enumerate(flat) if len(sentence.bag) < LEAST_WORDS}
        for number, sentence in enumerate(flat):
            for key, weight in sentence.vector.items():
                if number not in mute:
                    postings[key].append((number, weight))
        budget = max(_WORK // max(len(flat), 1), 50)
        table: Table = []
        for number, sentence in enumerate(flat):
            own, left = self.text_of[number], budget
            if number in mute:
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

    def _support(self, plain: Table) -> Table:
        """Add the neighbour bonus: the sentences before or after both say the same too."""
        table: Table = []
        for number, row in enumerate(plain):
            before = plain[number - 1] if number and self.text_of[number - 1] == self.text_of[number] else {}
            inside = number + 1 < len(plain) and self.text_of[number + 1] == self.text_of[number]
            after = plain[number + 1] if inside else {}
            supported = {}
            for other, score in row.items():
                diagonals = (before.get(other - 1, 0.0), after.get(other + 1, 0.0))
                crossed = (before.get(other + 1, 0.0), after.get(other - 1, 0.0))
                supported[other] = min(score + NEIGHBOUR * max(*diagonals, *crossed), 1.0)
            table.append(supported)
        return table

    def counted(self, extra: dict[tuple[int, int], float]) -> Table:
        """Return the pairs that count. `extra` holds pairs known to be alike otherwise, with their own likeness."""
        table = [dict(row) for row in self.table]
        for (one, other), score in extra.items():
            table[one][other] = max(table[one].get(other, 0.0), score)
            table[other][one] = max(table[other].get(one, 0.0), score)
        best = [self._best_by_text(row) for row in table]
        kept: Table = []
        for number, row in enumerate(table):
            own = self.text_of[number]
            kept.append(
                {
                    other: score
                    for other, score in row.items()
                    if _counts(score, best[number][self.text_of[other]], best[other].get(own, score))
                }
            )
        for one, other in extra:
            kept[one][other], kept[other][one] = table[one][other], table[other][one]
        return kept

    def _best_by_text(self, row: dict[int, float]) -> dict[int, float]:
        best: dict[int, float] = {}
        for other, score in row.items():
            text = self.text_of[other]
            best[text] = max(best.get(text, 0.0), score)
        return best


def cosine(a: Sentence, b: Sentence) -> float:
    """Return the likeness of two sentences by their weighted words alone, 0 to 1."""
    return sum(weight * b.vector[key] for key, weight in a.vector.items() if key in b.vector)


def _counts(score: float, best_of_row: float, best_of_column: float) -> bool:
    """Tell whether a pair counts, by the best likeness of either sentence in the other's text."""
    if score >= LEAST:
        return score >= NEAR_BEST * min(best_of_row, best_of_column)
    return score >= LEAST_MUTUAL and score >= max(best_of_row, best_of_column)


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
