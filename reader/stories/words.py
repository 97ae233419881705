"""What stands between two white spaces, as grouping sees it: looked into once, since most of it comes again.

A text is split at white space, and each piece found here; that is several times faster than finding its words anew.
Pieces are plain tuples and not classes: of hundreds of thousands the garbage collector then has none to go through.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, chain
from operator import itemgetter
from sys import intern
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reader.stories import evidence
from reader.text import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 25_000
"""Pieces that are remembered, and as many again that were not met for longer: some 20 MB."""
EVERYWHERE = 0.1
"""The share of articles from which a word does not count: it would bring little likeness, and most of the work."""
_LONGEST = 48
"""Characters of a piece that is remembered; longer ones are addresses, or lines of scripts without spaces."""
_QUOTES = " \"“'‘«„("
_ENDS = frozenset(".!?:;…\n•*-–—")
_BITS = 24
"""Of each of the counts of a piece, which are kept in one number: so they are added up together."""

Rare: TypeAlias = tuple[str, str, float]
"""A word that is evidence: its stem, its normal form, and its points if it is a number, else 0."""
Capital: TypeAlias = tuple[str, str]
"""A word that is evidence and has a capital, which makes a name of it unless it begins a sentence.

Its stem, and what stands before it in its piece, of three characters at most.
"""
Piece: TypeAlias = tuple[int, tuple[str, ...], tuple[str, ...], tuple[Rare, ...], tuple[Capital, ...], bool]
"""Its counts (see `Part`); stems in lower case of the words that count; names and numbers, lower case, where they stand
within a text; what is evidence; and whether the first of the names begins the piece and is no number: at the start of
a text it is no name."""
_counts, _words, _names, _rare, _capitals = map(itemgetter, range(5))


class Pieces(dict[str, Piece]):
    """Pieces of texts, by how they are written."""

    def __init__(self) -> None:
        super().__init__()
        self._older: dict[str, Piece] = {}

    def __missing__(self, written: str) -> Piece:
        piece = self._older.get(written) or _look(written)
        if len(written) <= _LONGEST:
            if len(self) >= MOST:
                self._older = dict(self)
                self.clear()
            self[written] = piece
        return piece


PIECES = Pieces()


class Part(NamedTuple):
    """What a text holds."""

    text: str
    written: list[str]
    """What stands between its white spaces."""
    pieces: list[Piece]
    """The same, as grouping sees it."""
    lines: frozenset[int]
    """Places of those that begin a line."""
    size: int
    """Its words."""
    stops: int
    """Of them the stop words."""
    spoken: int
    """Of them those that are neither stop words nor numbers."""
    capitals: int
    """Of these those with a capital."""

    def terms(self, first: int | None = None) -> tuple[dict[str, int], dict[str, int]]:
        """Return how often each word stands there, and each name or number; in the first so many pieces."""
        pieces = self.pieces[:first]
        words = Counter(chain.from_iterable(map(_words, pieces)))
        names = Counter(chain.from_iterable(map(_names, pieces)))
        if pieces and pieces[0][-1]:
            _less(names, pieces[0][2][0])
        return words, names

    def rare(self) -> Iterable[Rare]:
        """Return the words that are evidence, each once."""
        return dict.fromkeys(chain.from_iterable(map(_rare, self.pieces)))

    def called(self) -> set[str]:
        """Return those of them that have a capital within a sentence, by their stems."""
        found = set()
        for at, capitals in enumerate(map(_capitals, self.pieces)):
            if capitals:
                before = "" if at in self.lines else self.written[at - 1]
                found.update([key for key, lead in capitals if _inside(before, lead)])
        return found


def part(text: str) -> Part:
    """Read a text. The first of its words is no name, since its capital says nothing. Linear time."""
    lines = [line.split() for line in text.split("\n")]
    written = [*chain.from_iterable(lines)]
    pieces = [*map(PIECES.__getitem__, written)]
    counts = sum(map(_counts, pieces))
    starts = frozenset(accumulate(map(len, lines), initial=0))
    return Part(text, written, pieces, starts, *(counts >> at & _MASK for at in _SHIFTS))


_SHIFTS = range(0, 4 * _BITS, _BITS)
_MASK = (1 << _BITS) - 1


def _less(names: dict[str, int], name: str) -> None:
    names[name] -= 1
    if not names[name]:
        del names[name]


def _inside(before: str, lead: str) -> bool:
    """Tell whether a word stands within a sentence, where a capital means a name.

    Args:
        before: The piece before its own in the same line; empty where its own is the first.
        lead: What stands before it in its own piece.
    """
    lead = f"{before[-2:]} {lead}"[-3:].rstrip(_QUOTES)
    return bool(lead) and lead[-1] not in _ENDS


def _look(written: str) -> Piece:
    size = stops = spoken = capitals = 0
    unsure = False
    words, names, rare, named = [], [], [], []
    for start, _, norm, stem, capital in tokens.piece(written):
        size += 1
        if norm in tokens.STOP:
            stops += 1
            continue
        number = norm[0].isdigit()
        if not number:
            spoken += 1
            capitals += capital
        if len(norm) < 2 and not tokens.is_unspaced(norm):
            continue
        key = intern(stem.casefold())
        share = evidence.share(key)
        calendar = not number and evidence.is_calendar(norm)
        if share < EVERYWHERE:
            words.append(key)
        if number or (capital and not calendar):
            name = intern(norm.casefold())
            if evidence.share(name) < EVERYWHERE:
                names.append(name)
                unsure |= size == 1 and not number
        worth = evidence.number(norm) if number else 0.0
        if worth or not (number or calendar or len(norm) < 2 or share):
            rare.append((key, intern(norm), worth))
            if capital:
                named.append((key, written[max(start - 3, 0) : start]))
    counts = size | stops << _BITS | spoken << 2 * _BITS | capitals << 3 * _BITS
    return counts, tuple(words), tuple(names), tuple(rare), tuple(named), unsure
