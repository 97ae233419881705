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
    stops: int
    """Of them the stop words."""
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
    """What a text holds."""

    text: str
    lines: list[list[str]]
    """Its pieces."""
    size: int
    stops: int
    spoken: int
    capitals: int
    words: dict[str, int]
    """How often each word stands there; for this and the following see `Piece`."""
    names: dict[str, int]
    rare: list[Rare]
    named: dict[str, tuple[Capital, ...]]
    """By the piece."""


def part(text: str) -> Part:
    """Read a text. The first of its words is no name, since its capital says nothing. Linear time."""
    lines = [line.split() for line in text.split("\n")]
    size = stops = spoken = capitals = 0
    counts: dict[str, int] = {}
    names: dict[str, int] = {}
    rare: list[Rare] = []
    named: dict[str, tuple[Capital, ...]] = {}
    for written, times in Counter(chain.from_iterable(lines)).items():
        many, plain, said, high, keys, called, _, seldom, capital = PIECES[written]
        size += many * times
        stops += plain * times
        spoken += said * times
        capitals += high * times
        for key in keys:
            counts[key] = counts.get(key, 0) + times
        for name in called:
            names[name] = names.get(name, 0) + times
        if seldom:
            rare += seldom
            if capital:
                named[written] = capital
    first = next((PIECES[line[0]] for line in lines if line), None)
    if first is not None and first.unsure:
        _less(names, first.names[0])
    return Part(text, lines, size, stops, spoken, capitals, counts, names, rare, named)


def _less(names: dict[str, int], name: str) -> None:
    names[name] -= 1
    if not names[name]:
        del names[name]


def inside(before: str, piece: Capital) -> bool:
    """Tell whether a word stands within a sentence, where a capital means a name.

    Args:
        before: The piece before its own in the same line; empty where its own is the first.
        piece: The word.
    """
    lead = f"{before[-2:]} {piece.before}"[-3:].rstrip(_QUOTES)
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
        calendar = not number and evidence.is_calendar(norm)
        words.append(key)
        if number or (capital and not calendar):
            names.append(intern(norm.casefold()))
            unsure |= size == 1 and not number
        worth = evidence.number(norm) if number else 0.0
        if worth or not (number or calendar or len(norm) < 2 or evidence.share(key)):
            rare.append(Rare(key, intern(norm), worth))
            if capital:
                named.append(Capital(key, written[max(start - 3, 0) : start]))
    if not size:
        return _NOTHING
    return Piece(size, stops, spoken, capitals, tuple(words), tuple(names), unsure, tuple(rare), tuple(named))


_NOTHING = Piece(0, 0, 0, 0, (), (), False, (), ())
