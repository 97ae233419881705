"""Passages that are one: what a copy with changes was cut into is put together again.

After the merging step of Sanchez-Perez, Sidorov and Gelbukh (PAN 2014), with the kinds of agreement in mind: nothing
that is told twice is hidden in a longer passage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.match.kinds import kind_of_words
from reader.model import Kind, Passage, Span
from reader.text import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

TOUCHING = 4
"""Characters between two passages that touch: closing marks and white space."""
_MOST_OF_IT = 0.6
"""Share of a looser pair, on one side, from which a copy explains it."""
_LOOK_BACK = 4
"""Passages before one that it may belong to."""


class Found(NamedTuple):
    """A passage and what is known of it."""

    passage: Passage
    copied: bool
    """A run of equal words, changes within it aside."""
    close: bool
    """Most words of both sides are the same, in whatever order."""


def join(found: Iterable[Found], text_a: str, text_b: str) -> list[Passage]:
    """Return the passages in the order of side `a`, those that belong together as one.

    Close ones that touch on both sides become one, and so does a close one with what tells the other half of the same
    sentence, where the whole is still an edit. A looser pair that touches a copy on both sides and lies within it on
    one is explained by it.
    """
    kept: list[Found] = []
    for new in sorted(found, key=lambda one: (one.passage.a, one.passage.b)):
        for at in range(len(kept) - 1, max(len(kept) - _LOOK_BACK, 0) - 1, -1):
            old = kept[at]
            if not _touch(old.passage, new.passage):
                continue
            if old.close and new.close:
                kept[at] = _one(old, new, text_a, text_b)
            elif (
                (old.close or new.close)
                and _halves(old.passage, new.passage)
                and (whole := _one(old, new, text_a, text_b)).passage.kind is not Kind.REWORDED
            ):
                kept[at] = whole
            elif old.copied and _within(new.passage, old.passage):
                pass
            elif new.copied and _within(old.passage, new.passage):
                kept[at] = new
            else:
                continue
            break
        else:
            kept.append(new)
    return [one.passage for one in kept]


def _touch(one: Passage, other: Passage) -> bool:
    """Tell whether nothing but white space and marks lies between two passages on either side."""
    return all(_apart(p, q) <= TOUCHING for p, q in ((one.a, other.a), (one.b, other.b)))


def _apart(one: Span, other: Span) -> int:
    """Return the characters between two ranges; negative where they overlap."""
    return max(one.start, other.start) - min(one.end, other.end)


def _within(passage: Passage, other: Passage) -> bool:
    return any(
        -_apart(p, q) >= _MOST_OF_IT * (p.end - p.start) for p, q in ((passage.a, other.a), (passage.b, other.b))
    )


def _halves(one: Passage, other: Passage) -> bool:
    """Tell whether one of two passages lies in the other on one side: each may tell half of one sentence."""
    return any(
        (p.start <= q.start and q.end <= p.end) or (q.start <= p.start and p.end <= q.end)
        for p, q in ((one.a, other.a), (one.b, other.b))
    )


def _one(old: Found, new: Found, text_a: str, text_b: str) -> Found:
    one, other = old.passage, new.passage
    a = Span(min(one.a.start, other.a.start), max(one.a.end, other.a.end))
    b = Span(min(one.b.start, other.b.start), max(one.b.end, other.b.end))
    kind = one.kind
    if kind is not other.kind or kind is Kind.EXACT:
        kind = kind_of_words(tokens.tokens(text_a, *a), tokens.tokens(text_b, *b))
    return Found(Passage(a, b, max(one.score, other.score), kind), old.copied or new.copied, True)
