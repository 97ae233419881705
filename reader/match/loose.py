"""How alike two sentences are when there is no story to weigh words by."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reader.text import tokens

if TYPE_CHECKING:
    from reader.text.tokens import Token


_STOP, _NAME, _NUMBER = 0.25, 0.9, 1.3
"""Weights of stop words, names and numbers; other words weigh by their length. Settled on three sets of pairs at once
(Multi-News alignments, paraphrases, headlines)."""
_AKIN = 0.7
"""Indel ratio of two words with one first letter that are forms of one, such as "condemn" and "condemnation"."""
_OF_AKIN = 0.8
"""What such a pair counts of its likeness."""
_SHORTEST = 4
_MOST = 60
"""Words of a side that are compared with those of the other, letter by letter."""


def similarity(a: str, b: str) -> float:
    """Return the weighted cosine of the words of two sentences, 0 to 1; kindred words count for most of their weight.

    Linear time but for `_MOST` words of either side.
    """
    one, other = _weights(tokens.tokens(a)), _weights(tokens.tokens(b))
    if not one or not other:
        return 1.0 if a.split() == b.split() and a.strip() else 0.0
    shared = sum(weight * other[key] for key, weight in one.items() if key in other)
    shared += _kindred(one, other)
    norm = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return min(shared / norm, 1.0)


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
            found[word.stem] = min(0.5 + 0.1 * len(word.norm), 1.2)
    return found
