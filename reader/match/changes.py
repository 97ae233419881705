"""Which words of two tellings differ: by normal forms, in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Span
from reader.text import tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reader.text.tokens import Token


def differing_words(a: str, b: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the ranges of `a` whose words `b` does not have in any inflection, and the other way round.

    Neighbouring words make one range. Linear time.
    """
    ours, theirs = tokens.tokens(a), tokens.tokens(b)
    return changed(ours, {word.stem for word in theirs}), changed(theirs, {word.stem for word in ours})


def changed(words: Sequence[Token], known: Collection[str]) -> tuple[Span, ...]:
    """Return the ranges of words whose stem is not among `known`; neighbours make one range."""
    found: list[Span] = []
    follows = False
    for word in words:
        if word.stem in known:
            follows = False
            continue
        found.append(Span(found.pop().start if follows else word.start, word.end))
        follows = True
    return tuple(found)
