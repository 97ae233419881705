"""How alike two sentences are when there is no story to weigh words by."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from reader.match.kinds import likeness
from reader.text import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.tokens import Token


_STOP, _NAME, _NUMBER, _LONGEST = 0.7, 0.9, 1.8, 2.0
"""Weights of stop words, names, numbers and the longest words; others weigh by their length. Two sentences that tell
the same share their small words too. Settled on three sets of pairs at once (Multi-News alignments, topic by topic,
paraphrases, headlines)."""
_ORDER, _LETTERS = 0.3, 0.3
"""What the order of the words and the runs of letters count, beside 1 for the words."""
_IN_ORDER = 3000
"""Words of a side whose order is compared."""
_AKIN = 0.7
"""Indel ratio of two words with one first letter that are forms of one, such as "condemn" and "condemnation"."""
_OF_AKIN = 0.8
"""What such a pair counts of its likeness."""
_SHORTEST = 4
_MOST = 60
"""Words of a side that are compared with those of the other, letter by letter."""


def similarity(a: str, b: str) -> float:
    """Return how alike two sentences are, 0 to 1: by their words, the order of these, and their letters.

    Linear time but for `_MOST` words of either side and the order of `_IN_ORDER`.
    """
    one, other = tokens.tokens(a), tokens.tokens(b)
    if not one or not other:
        return 1.0 if a.split() == b.split() and a.strip() else 0.0
    found = _of_words(_weights(one), _weights(other))
    found += _ORDER * likeness([word.stem for word in one[:_IN_ORDER]], [word.stem for word in other[:_IN_ORDER]])
    found += _LETTERS * _cosine(_letters(one), _letters(other))
    return min(found / (1 + _ORDER + _LETTERS), 1.0)


def _of_words(one: dict[str, float], other: dict[str, float]) -> float:
    """Return the weighted cosine of the words of two sentences; kindred words count for most of their weight."""
    shared = sum(weight * other[key] for key, weight in one.items() if key in other)
    shared += _kindred(one, other)
    norm = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return min(shared / norm, 1.0)


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    norm = math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    if not norm:
        return float(one == other)
    return sum(times * other[key] for key, times in one.items() if key in other) / norm


def _letters(words: Sequence[Token]) -> Counter[str]:
    """Return the runs of three letters of the words that say something, spaces included: parts of words meet too."""
    text = f" {' '.join(word.norm.lower() for word in words if not word.stop)} "
    return Counter(text[at : at + 3] for at in range(len(text) - 2))


def _kindred(one: dict[str, float], other: dict[str, float]) -> float:
    """Return what the words that only nearly meet add to the product of two sentences."""
    from rapidfuzz.distance import Indel

    ours = [key for key in one if key not in other and len(key) >= _SHORTEST][:_MOST]
    theirs = [key for key in other if key not in one and len(key) >= _SHORTEST][:_MOST]
    found = 0.0
    for key in ours:
        first, lower = key[0].lower(), key.lower()
        alike = [
            (float(Indel.normalized_similarity(lower, word.lower())), word)
            for word in theirs
            if word[0].lower() == first
        ]
        likeness, best = max(alike, default=(0.0, ""))
        if likeness >= _AKIN:
            found += _OF_AKIN * likeness * one[key] * other[best]
    return found


def _weights(words: list[Token]) -> dict[str, float]:
    found: dict[str, float] = {}
    for place, word in enumerate(words):
        if word.norm in tokens.STOP:
            found.setdefault(word.stem, _STOP)
        elif tokens.is_number(word.norm):
            found[word.stem] = _NUMBER
        elif word.capital and place:
            found[word.stem] = _NAME
        else:
            found[word.stem] = min(0.5 + 0.1 * len(word.norm), _LONGEST)
    return found
