"""Two articles of a story as pairs, in the order of either of them: what the compare screen walks through.

Pure: made once for two articles and an order, from the desk's `Reading`. Ranges are of `Article.text`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from reader.desk.telling.lens import Lens, brightness
from reader.model import DIFFERS, UNMATCHED, UNSURE, Kind, sign_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reader.desk.telling.marks import Mark
    from reader.desk.telling.reading import Reading
    from reader.model import Article, Row, Span


class Side(IntEnum):
    """Which column."""

    LEFT = 0
    RIGHT = 1

    @property
    def other(self) -> Side:
        """The one across."""
        return Side(1 - self)


@dataclass(frozen=True, slots=True)
class Version:
    """How one side tells a pair."""

    span: Span
    sentences: range
    """The numbers of its sentences."""
    changed: tuple[Span, ...]
    """Words that the other side does not have."""
    values: tuple[Span, ...]
    """Numbers, dates and names that differ there."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage of one side beside the passage of the other that tells the same, or one of them alone."""

    sides: tuple[Version | None, Version | None]
    kind: Kind | None
    """None where the other side has no match in this place."""
    moved: int
    """How many pairs further down (positive) or up its following side stands in its own order."""
    quoted: bool
    elsewhere: int = -1
    """Of a side alone: the pair that holds what tells the same, where there is one."""
    sure: bool = True
    """An unsure pair is a hint: it stands on one row, drawn dotted, and counts nowhere."""

    @property
    def alone(self) -> Side | None:
        """The side that stands alone here."""
        left, right = self.sides
        return None if left and right else Side.LEFT if left else Side.RIGHT

    @property
    def differs(self) -> bool:
        """Tell whether a value differs."""
        return self.sure and any(version is not None and bool(version.values) for version in self.sides)

    @property
    def sign(self) -> str:
        """Its sign, as in the gutter of the reader; empty where a side stands alone but is told elsewhere."""
        if self.kind is None:
            return UNMATCHED if self.elsewhere < 0 else "" if self.sure else UNSURE
        return sign_of(self.kind, differs=self.differs, sure=self.sure)

    @property
    def agrees(self) -> bool:
        """Tell whether both sides have it word for word, in the same place."""
        if self.sign != "=" and (self.kind is not Kind.QUOTED or self.differs or not self.sure):
            return False
        return not self.moved and not any(v is None or v.changed for v in self.sides)


@dataclass(frozen=True, slots=True)
class Paired:
    """Two articles side by side, in the order of one of them."""

    reading: Reading
    articles: tuple[Article, Article]
    lead: Side
    """Whose order the pairs have."""
    pairs: tuple[Pair, ...]
    _starts: tuple[list[int], list[int]] = field(repr=False)
    _numbers: tuple[list[int], list[int]] = field(repr=False)
    coarse: bool = False
    """True where the texts were too long to be compared word by word."""
    of_versions: bool = False
    """Both are versions of one article: without a lens it is what changed that is bright."""

    @property
    def letters(self) -> tuple[str, str]:
        """The letters of both sides."""
        left, right = self.articles
        return self.reading.letters[left.id], self.reading.letters[right.id]

    def at(self, side: Side, offset: int) -> int:
        """Return the pair that holds a character of one side, or the one before it in that side's own order."""
        if not self._starts[side]:
            return 0
        return self._numbers[side][max(bisect_right(self._starts[side], offset) - 1, 0)]

    def place(self, number: int, side: Side) -> tuple[Side, int]:
        """Return where a pair stands, to be found again in another order: a side and a character of it."""
        version = self.pairs[number].sides[side]
        if version is not None:
            return side, version.span.start
        other = self.pairs[number].sides[side.other]
        assert other is not None
        return side.other, other.span.start

    def sentence_near(self, number: int, side: Side) -> int:
        """Return the sentence of a side that stands in a pair, or in the nearest pair above it."""
        for pair in reversed(self.pairs[: number + 1]):
            version = pair.sides[side]
            if version is not None:
                return version.sentences.start
        return 0

    def shared(self, side: Side) -> tuple[int, int, int]:
        """Return how many sentences of a side the other one tells too, how many it may tell, and how many there are."""
        other = self.articles[side.other].id
        marks = self.reading.marks(self.articles[side].id)
        found = [[t.sure for t in mark.tellers if t.article_id == other] for mark in marks]
        return sum(any(sure) for sure in found), sum(bool(sure) and not any(sure) for sure in found), len(marks)

    def brightness(self, lens: Lens | None, side: Side, read: Collection[str]) -> tuple[bool, ...]:
        """Tell for every pair whether a lens makes it bright; None stands for what differs or lacks a match."""
        if lens is Lens.NEW:
            bright = brightness(self.reading, self.articles[side].id, lens, read)
            versions = [pair.sides[side] for pair in self.pairs]
            return tuple(version is not None and any(bright[n] for n in version.sentences) for version in versions)
        if lens is None and self.of_versions:
            return tuple(not pair.agrees for pair in self.pairs)
        return tuple(_bright(pair, lens) for pair in self.pairs)


def _bright(pair: Pair, lens: Lens | None) -> bool:
    match lens:
        case Lens.SHARED:
            return pair.kind is not None and pair.sure
        case Lens.QUOTES:
            return pair.quoted
        case Lens.DIFFERS:
            return pair.differs
        case Lens.UNMATCHED:
            return pair.sign == UNMATCHED
        case None:
            return pair.sign in (DIFFERS, UNMATCHED)
        case _:
            return False


def pair_up(reading: Reading, left: str, right: str, lead: Side = Side.LEFT, *, of_versions: bool = False) -> Paired:
    """Lay two articles of a story side by side in the order of one of them. Cost: that of `Reading.compare`."""
    ids = (left, right) if lead is Side.LEFT else (right, left)
    comparison = reading.compare(*ids)
    rows = comparison.rows
    marks = (reading.marks(left), reading.marks(right))
    starts = tuple([mark.span.start for mark in side] for side in marks)
    raw = [_pair(row, lead, marks, starts, sure=not reading.is_unsure(*ids, row)) for row in rows]
    home: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for number, pair in enumerate(raw):
        for side in Side:
            version = pair.sides[side]
            if version is not None:
                home[side].update(dict.fromkeys(version.sentences, number))
    pairs = tuple(_settle(pair, marks, (left, right), home) for pair in raw)
    orders = [
        sorted((version.span.start, n) for n, pair in enumerate(pairs) if (version := pair.sides[side]) is not None)
        for side in Side
    ]
    return Paired(
        reading,
        (reading.article(left), reading.article(right)),
        lead,
        pairs,
        ([start for start, _ in orders[0]], [start for start, _ in orders[1]]),
        ([number for _, number in orders[0]], [number for _, number in orders[1]]),
        comparison.coarse,
        of_versions,
    )


def _pair(row: Row, lead: Side, marks: Sequence[tuple[Mark, ...]], starts: Sequence[list[int]], *, sure: bool) -> Pair:
    first = (row.a, row.a_changed, tuple(conflict.a for conflict in row.conflicts))
    second = (row.b, row.b_changed, tuple(conflict.b for conflict in row.conflicts))
    versions: list[Version | None] = []
    quoted = False
    for side, (span, changed, values) in enumerate((first, second) if lead is Side.LEFT else (second, first)):
        if span is None:
            versions.append(None)
            continue
        numbers = range(max(bisect_right(starts[side], span.start) - 1, 0), bisect_right(starts[side], span.end - 1))
        quoted = quoted or any(marks[side][n].quoted for n in numbers)
        versions.append(Version(span, numbers, changed, values if sure else ()))
    return Pair((versions[0], versions[1]), row.kind, row.moved, quoted, sure=sure)


def _settle(
    pair: Pair, marks: Sequence[tuple[Mark, ...]], ids: tuple[str, str], home: Sequence[dict[int, int]]
) -> Pair:
    """Look up where what stands alone is told all the same: its partner may be paired with a better one."""
    side = pair.alone
    version = pair.sides[side] if side is not None else None
    if side is None or version is None:
        return pair
    tellers = [teller for number in version.sentences for teller in marks[side][number].tellers]
    for teller in sorted(tellers, key=lambda teller: not teller.sure):
        if teller.article_id == ids[side.other] and teller.sentence in home[side.other]:
            at = home[side.other][teller.sentence]
            return Pair(pair.sides, None, pair.moved, pair.quoted, at, teller.sure)
    return pair
