"""What the matching room hands out beside the values of `reader.model`. No decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model import Conflict, Kind, Span


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
    """Values that differ: `a` in the asking text, `b` in the other one."""
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
    verdict: str
    """One plain line."""
