"""How alike two sentences are when there is no story to weigh words by."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reader.text import tokens

if TYPE_CHECKING:
    from reader.text.tokens import Token


def similarity(a: str, b: str) -> float:
    """Return the weighted cosine of the words of two sentences, 0 to 1: names and numbers say most, long words more."""
    one, other = _weights(tokens.tokens(a)), _weights(tokens.tokens(b))
    if not one or not other:
        return 1.0 if a.split() == b.split() and a.strip() else 0.0
    shared = sum(weight * other[key] for key, weight in one.items() if key in other)
    norm = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return min(shared / norm, 1.0)


def _weights(words: list[Token]) -> dict[str, float]:
    found: dict[str, float] = {}
    for place, word in enumerate(words):
        if word.norm in tokens.STOP:
            found.setdefault(word.stem, 0.15)
        elif tokens.is_number(word.norm) or (word.capital and place):
            found[word.stem] = 1.3
        else:
            found[word.stem] = min(0.5 + 0.1 * len(word.norm), 1.2)
    return found
