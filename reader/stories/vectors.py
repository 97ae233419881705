"""An article as a unit vector of its words and another of its names, weighed by how rare they are in general.

Rarity comes from a fixed table and not from what is open, so that two articles are as alike on their own as among ten
thousand, and nothing has to be weighed anew when others arrive.
"""

from __future__ import annotations

import math
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from reader.stories import evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.stories.features import Features

NAMES = 0.3
"""Share of names and numbers in the likeness of two articles; the rest is words."""
RAREST = 0.003
"""The share of articles that a word is taken to stand in when the table does not hold it."""


class Vector(NamedTuple):
    """Terms of one article with their weights; the dot product of two articles' is their likeness, 0..1."""

    whole: dict[str, float]
    lede: dict[str, float]
    """The same for headline and lede alone."""


def vector(features: Features) -> Vector:
    """Return an article's weighed terms."""
    whole = _joined(features.words, features.names)
    short = len(features.lede) == len(features.words)
    return Vector(whole, whole if short else _joined(features.lede, features.lede_names))


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the dot product of two sparse vectors."""
    if len(a) > len(b):
        a, b = b, a
    return math.fsum(weight * b[term] for term, weight in a.items() if term in b)


def _joined(words: Mapping[str, int], names: Mapping[str, int]) -> dict[str, float]:
    weights = _unit(words, math.sqrt(1 - NAMES))
    weights.update(_unit(names, math.sqrt(NAMES), names=True))
    return weights


def _unit(counts: Mapping[str, int], length: float, *, names: bool = False) -> dict[str, float]:
    weights = [_LOGS[times if times < _MOST else _MOST] * _rarity(term) for term, times in counts.items()]
    scale = length / (math.hypot(*weights) or 1.0)
    terms = map(_name, counts) if names else counts
    return {term: weight * scale for term, weight in zip(terms, weights, strict=True)}


@lru_cache(maxsize=65536)
def _rarity(term: str) -> float:
    return -math.log(evidence.share(term) + RAREST)


@lru_cache(maxsize=65536)
def _name(name: str) -> str:
    """Return the term of a name, which counts apart from the word that is spelt like it."""
    return intern("=" + name)


_MOST = 50
_LOGS = (0.0, *(1 + math.log(times) for times in range(1, _MOST + 1)))
"""What a word counts that stands so often."""
