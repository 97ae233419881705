"""What the matching room hands out beside the values of `reader.model`, and what its parts hand on. No decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Conflict, Kind, Span
    from reader.text import polarity
    from reader.text.tokens import Token


@dataclass(frozen=True, slots=True)
class Twin:
    """A sentence of another text that tells the same as the asking one."""

    text: int
    """The number of the other text."""
    sentence: int
    """The number of the sentence in that text."""
    span: Span
    """Where it stands in that text."""
    score: float
    """0 to 1; for ordering, never for the screen."""
    kind: Kind
    conflicts: tuple[Conflict, ...]
    """Values that differ, surely or perhaps: `a` in the asking text, `b` in the other one."""
    sure: bool = True
    """Nine of ten such pairs were right where it was measured; an unsure one is a hint."""


@dataclass(frozen=True, slots=True)
class Why:
    """What speaks for and against two sentences telling the same."""

    words: tuple[str, ...]
    """Words in common, the rarest of the story first, as the asking text writes them."""
    facts: tuple[str, ...]
    """Numbers, dates and names in common, as the asking text writes them."""
    conflicts: tuple[Conflict, ...]
    """Values that differ, surely or perhaps."""
    verdict: str
    """One plain line."""


class Reading(NamedTuple):
    """What a sentence states, by its words."""

    known: frozenset[str]
    """Its words in lower case, and its values in normal form."""
    forms: frozenset[str]
    """Its words and their stems in lower case."""
    names: tuple[int, ...]
    """The places of the words that may be names."""
    words: tuple[Token, ...]
    """Its first words; the places of the fields below are in them."""
    stated: frozenset[str]
    """Their stems and normal forms."""
    denied: tuple[polarity.Denial, ...]
    opposed: tuple[int, ...]
    """The places of the words that have an opposite, if that does not stand in the sentence too."""


class Matched(Protocol):
    """Texts of one story whose sentences have found their twins: `i` and `j` number texts, `s` and `t` sentences."""

    @property
    def texts(self) -> Sequence[str]:
        """The texts."""

    @property
    def sentences(self) -> Sequence[Sequence[Span]]:
        """Every sentence of every text, in order."""

    def words(self, i: int, s: int) -> tuple[Token, ...]:
        """Return the words of a sentence."""

    def pairs(self, i: int, j: int) -> dict[tuple[int, int], float]:
        """Return the counted pairs of sentences of two texts with their likeness."""

    def parted(self, i: int, j: int) -> set[tuple[int, int]]:
        """Return the pairs of sentences of two texts that do not tell the same, by correction."""

    def kind(self, i: int, s: int, j: int, t: int) -> Kind:
        """Return how two sentences agree."""

    def conflicts(self, i: int, s: int, j: int, t: int) -> tuple[Conflict, ...]:
        """Return the values that differ between two sentences, `a` in text `i`."""
