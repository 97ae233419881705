"""An article as a unit vector of its words and another of its names, weighed by how rare they are in general.

Rarity comes from a fixed table and not from what is open, so that two articles are as alike on their own as among ten
thousand, and nothing has to be weighed anew when others arrive. Terms are numbers from here on, the same in every
process: half the memory of words, and they can be kept as they are.
"""

from __future__ import annotations

import math
from array import array
from functools import lru_cache
from itertools import chain, repeat
from operator import mul
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from reader.stories import evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.stories.features import Features

NAMES = 0.3
"""Share of names and numbers in the likeness of two articles; the rest is words."""
RAREST = 0.003
"""The share of articles that a word is taken to stand in when the table does not hold it."""
_REMEMBERED = 65_536
"""Terms whose numbers are remembered."""


class Terms(NamedTuple):
    """Terms of an article, each with a value."""

    numbers: array[int]
    """Of 32 bits. That two terms have the same one is rare, and brings a little likeness more."""
    values: array[float]

    def by_number(self) -> dict[int, float]:
        """Return the values by the terms."""
        return dict(zip(self.numbers, self.values, strict=True))


class Vector(NamedTuple):
    """Terms of one article with their weights; the dot product of two articles' is their likeness, 0..1."""

    whole: Terms
    lede: Terms
    """The same for headline and lede alone."""


def vector(features: Features) -> Vector:
    """Return an article's weighed terms."""
    whole = _joined(features.words, features.names)
    short = features.lede == features.words
    return Vector(whole, whole if short else _joined(features.lede, features.lede_names))


def terms(values: Mapping[str, float]) -> Terms:
    """Return words with their values by numbers."""
    return Terms(array("I", map(_NUMBERS.__getitem__, values)), array("f", values.values()))


def dot(a: Mapping[int, float], b: Terms) -> float:
    """Return the dot product of two sparse vectors."""
    return math.fsum([a[number] * value for number, value in zip(b.numbers, b.values, strict=True) if number in a])


def _joined(words: Mapping[str, int], names: Mapping[str, int]) -> Terms:
    numbers = array("I", map(_NUMBERS.__getitem__, chain(words, map("=".__add__, names))))
    return Terms(numbers, array("f", (*_unit(words, math.sqrt(1 - NAMES)), *_unit(names, math.sqrt(NAMES)))))


def _unit(counts: Mapping[str, int], length: float) -> list[float]:
    """Return terms weighed by rarity and by the logarithm of how often they stand, as a vector of some length."""
    rarities = map(_rarities().get, counts, repeat(_UNKNOWN))
    weights = [*map(mul, rarities, map(_LOGS.__getitem__, counts.values()))]
    scale = length / (math.hypot(*weights) or 1.0)
    return [weight * scale for weight in weights]


@lru_cache(maxsize=1)
def _rarities() -> dict[str, float]:
    """Return the rarity of all terms that are known."""
    return {term: -math.log(share + RAREST) for term, share in evidence.shares().items()}


_UNKNOWN = -math.log(RAREST)


class _Numbers(dict[str, int]):
    """The numbers of terms; a name counts apart from the word that is spelt like it, "=" before it."""

    def __missing__(self, term: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[term] = crc32(term.encode("utf-8", "replace"))
        return found


class _Logs(dict[int, float]):
    """What a word counts that stands so often."""

    def __missing__(self, times: int) -> float:
        found = self[times] = 1 + math.log(min(times, _MOST))
        return found


_NUMBERS = _Numbers()
_MOST = 50
"""Times beyond which a word counts no more."""
_LOGS = _Logs()
