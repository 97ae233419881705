"""An article as a unit vector of its words and another of its names, weighed by how rare they are in general.

Rarity comes from a fixed table and not from what is open, so that two articles are as alike on their own as among ten
thousand, and nothing has to be weighed anew when others arrive. Terms are numbers from here on, the same in every
process: half the memory of words, and they can be kept as they are.
"""

from __future__ import annotations

import math
from array import array
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from reader.stories import evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.stories.features import Features

NAMES = 0.3
"""Share of names and numbers in the likeness of two articles; the rest is words."""
RAREST = 0.003
"""The share of articles that a word is taken to stand in when the table does not hold it."""
EVERYWHERE = 0.1
"""The share of articles from which a word does not count: it would bring little likeness, and most of the work."""
_REMEMBERED = 65_536
"""Terms whose numbers and rarity are remembered."""


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
    short = len(features.lede) == len(features.words)
    return Vector(whole, whole if short else _joined(features.lede, features.lede_names))


def terms(values: Mapping[str, float]) -> Terms:
    """Return words with their values by numbers."""
    return Terms(array("I", [_RARITY[word][0] for word in values]), array("f", values.values()))


def dot(a: Mapping[int, float], b: Terms) -> float:
    """Return the dot product of two sparse vectors."""
    return math.fsum([a[number] * value for number, value in zip(b.numbers, b.values, strict=True) if number in a])


def _joined(words: Mapping[str, int], names: Mapping[str, int]) -> Terms:
    found = Terms(array("I"), array("f"))
    _unit(found, words, words.values(), math.sqrt(1 - NAMES))
    _unit(found, map("=".__add__, names), names.values(), math.sqrt(NAMES))
    return found


def _unit(found: Terms, words: Iterable[str], counts: Iterable[int], length: float) -> None:
    """Add words, weighed by rarity and by the logarithm of how often they stand, as a vector of some length."""
    known, logs, numbers, weights = _RARITY, _LOGS, [], []
    for word, times in zip(words, counts, strict=True):
        number, rarity = known[word]
        if rarity:
            numbers.append(number)
            weights.append(rarity * logs[times if times < _MOST else _MOST])
    scale = length / (math.hypot(*weights) or 1.0)
    found.numbers.extend(numbers)
    found.values.extend([weight * scale for weight in weights])


class _Rarity(dict[str, tuple[int, float]]):
    """The number and the rarity of terms; a name counts apart from the word that is spelt like it, "=" before it."""

    def __missing__(self, term: str) -> tuple[int, float]:
        if len(self) >= _REMEMBERED:
            self.clear()
        share = evidence.share(term.removeprefix("="))
        rarity = -math.log(share + RAREST) if share < EVERYWHERE else 0.0
        found = self[term] = crc32(term.encode("utf-8", "replace")), rarity
        return found


_RARITY = _Rarity()
_MOST = 50
_LOGS = (0.0, *(1 + math.log(times) for times in range(1, _MOST + 1)))
"""What a word counts that stands so often."""
