"""What two articles share, and how it looks: passages, signs, conflicts, differences, rows. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.span import Span


class Kind(StrEnum):
    """How two passages agree. Named last and honestly."""

    EXACT = "exact"
    EDITED = "edited"
    REWORDED = "reworded"
    QUOTED = "quoted"


SIGNS = {Kind.EXACT: "=", Kind.EDITED: "=", Kind.REWORDED: "≈", Kind.QUOTED: '"'}
DIFFERS, UNMATCHED, UNSURE = "≠", "·", "┊"
SIGN_MEANINGS = {
    "=": "same or lightly edited",
    "≈": "reworded",
    '"': "quoted",
    DIFFERS: "differs in a number, date or name, denies it or says the opposite",
    UNSURE: "perhaps, unsure",
    UNMATCHED: "no match found",
}
"""The signs of gutter, comparison, report and help, with the one wording of each."""
ASCII_SIGNS = {"=": "=", "≈": "~", '"': '"', DIFFERS: "!", UNSURE: ":", UNMATCHED: "."}
"""The signs where the terminal knows ASCII only."""


def sign_of(kind: Kind | None, *, differs: bool, sure: bool = True) -> str:
    """Return the sign of a passage beside its match; None is no match, and a value that differs says most."""
    if kind is None:
        return UNMATCHED
    if not sure:
        return UNSURE
    return DIFFERS if differs else SIGNS[kind]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text a and a stretch of text b that say the same."""

    a: Span
    b: Span
    score: float
    """0 to 1."""
    kind: Kind


class Fact(StrEnum):
    """What a conflict is about: a sort of value, or the statement itself."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    DENIAL = "denial"
    OPPOSITE = "opposite"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values in twin sentences that differ. On screen the word is "differs", never "wrong".

    Of a denial, the side that denies has all words from "not" to what is denied, the other side the word itself.
    """

    a: Span
    b: Span
    fact: Fact
    sure: bool = True
    """Half of such marks or more were right where it was measured; an unsure one is a hint and counted nowhere."""

    @property
    def turned(self) -> Conflict:
        """The same, asked from the other side."""
        return replace(self, a=self.b, b=self.a)

    @property
    def against(self) -> bool:
        """Tell whether one side denies what the other states, or says the opposite: it does not back it then."""
        return self.fact in (Fact.DENIAL, Fact.OPPOSITE)


class Tag(StrEnum):
    """What became of a run of words between two texts."""

    EQUAL = "equal"
    MOVE = "move"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Operation:
    r"""One step of the word-level difference. Words are `\S+` runs; equal and move have as many words on both sides."""

    tag: Tag
    a: Span | None
    b: Span | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison: a run of text a beside the run of text b that tells the same, or one of them alone."""

    a: Span | None
    b: Span | None
    kind: Kind | None
    """None where the other side has no match."""
    moved: int = 0
    """How many rows further down (positive) or up (negative) the b side stands in its own order; 0 in place."""
    a_changed: tuple[Span, ...] = ()
    """Words of a that b does not have."""
    b_changed: tuple[Span, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts laid side by side. The rows hold every sentence of both texts exactly once, in the order of a."""

    rows: tuple[Row, ...]
    operations: tuple[Operation, ...]
    coarse: bool = False
    """True where the texts were too long to be compared word by word."""
