"""Whether two texts tell of one event, or are about one subject only: then like words are no sign of one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.match.sentences import Sentence

_FACTS = 10
"""Different names and numbers in common from which two texts tell of one event."""
_OF_FACTS = 0.12
"""The same for short texts, as a share of the different words of the shorter one."""
_OF_WORDS = 0.66
"""Share of the different words of the shorter text in the other one from which one is made of the other."""


def is_one(a: Sequence[Sentence], b: Sequence[Sentence]) -> bool:
    """Tell whether two weighed texts tell of one event: who, where and how many, or most of the words, are the same.

    Texts in scripts without capitals show no names, so nothing speaks against them. Linear time.
    """
    if not any(word.capital for text in (a, b) for sentence in text for word in sentence.words):
        return True
    ours, theirs = (set[str]().union(*(sentence.bag for sentence in text)) for text in (a, b))
    shared = ours & theirs
    shorter = min(len(ours), len(theirs))
    facts = shared.difference(*[sentence.plain for sentence in a if sentence.bag][:1])
    return len(facts) >= min(_FACTS, _OF_FACTS * shorter) or len(shared) >= _OF_WORDS * shorter
