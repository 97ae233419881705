"""What stands between two white spaces, as grouping sees it: looked into once, since most of it comes again.

A text is split at white space, and each piece found here; that is several times faster than finding its words anew.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from sys import intern
from typing import NamedTuple

from reader.stories import evidence
from reader.text import tokens

MOST = 50_000
"""Pieces that are remembered: some 20 MB."""
_LONGEST = 48
"""Characters of a piece that is remembered; longer ones are addresses, or lines of scripts without spaces."""
_QUOTES = " \"“'‘«„("
_ENDS = frozenset(".!?:;…\n•*-–—")


class Rare(NamedTuple):
    """A word that is evidence."""

    key: str
    norm: str
    number: float
    """Its points if it is a number, else 0."""


class Capital(NamedTuple):
    """A word that is evidence and has a capital: a name, unless it begins a sentence."""

    key: str
    before: str
    """What stands before it in its piece, of three characters at most."""


class Piece(NamedTuple):
    """The words of a piece."""

    size: int
    spoken: int
    """Of them those that are neither stop words nor numbers."""
    capitals: int
    """Of these those with a capital."""
    words: tuple[str, ...]
    """Stems in lower case of those that count."""
    names: tuple[str, ...]
    """Names and numbers, lower case, where they stand within a text."""
    unsure: bool
    """Whether the first of these begins the piece and is no number: at the start of a text it is no name."""
    rare: tuple[Rare, ...]
    named: tuple[Capital, ...]


class Pieces(dict[str, Piece]):
    """Pieces of texts, by how they are written."""

    def __missing__(self, written: str) -> Piece:
        piece = _look(written)
        if len(written) <= _LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[written] = piece
        return piece


PIECES = Pieces()


class Part(NamedTuple):
    """A text in pieces."""

    text: str
    lines: list[list[str]]
    counted: Counter[str]
    """How often each piece stands there."""


def part(text: str) -> Part:
    """Cut a text into pieces. Linear time."""
    lines = [line.split() for line in text.split("\n")]
    return Part(text, lines, Counter(chain.from_iterable(lines)))


def inside(before: str, piece: Capital) -> bool:
    """Tell whether a word stands within a sentence, where a capital means a name.

    Args:
        before: The piece before its own in the same line; empty where its own is the first.
        piece: The word.
    """
    lead = f"{before[-2:]} {piece.before}"[-3:].rstrip(_QUOTES)
    return bool(lead) and lead[-1] not in _ENDS


def _look(written: str) -> Piece:
    found = tokens.piece(written)
    spoken = [word for word in found if word.norm not in tokens.STOP and not word.norm[0].isdigit()]
    unsure = False
    words, names, rare, named = [], [], [], []
    for at, (start, _, norm, stem, capital) in enumerate(found):
        if norm in tokens.STOP or (len(norm) < 2 and not tokens.is_unspaced(norm)):
            continue
        key, number, calendar = intern(stem.casefold()), tokens.is_number(norm), evidence.is_calendar(norm)
        words.append(key)
        if number or (capital and not calendar):
            names.append(intern(norm.casefold()))
            unsure |= not (at or number)
        worth = evidence.number(norm) if number else 0.0
        if worth or not (number or calendar or len(norm) < 2 or evidence.share(key)):
            rare.append(Rare(key, intern(norm), worth))
            if capital:
                named.append(Capital(key, written[max(start - 3, 0) : start]))
    capitals = sum(word.capital for word in spoken)
    return Piece(len(found), len(spoken), capitals, tuple(words), tuple(names), unsure, tuple(rare), tuple(named))
