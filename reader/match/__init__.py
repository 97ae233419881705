"""What articles share: passages, twin sentences, quotations, values that differ, and two texts laid side by side.

Pure functions over gated text: no input or output, nothing raises, any script, bounded time. `match_story` is one
inverted index over all sentences of a story; the rest is worked out on demand. rapidfuzz is imported on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.match.changes import differing_words
from reader.match.model import Twin, Why
from reader.match.sentences import MAX_WORDS
from reader.match.story import StoryMatch, match_story

if TYPE_CHECKING:
    from reader.model import Comparison, Conflict, Passage

__all__ = [
    "MAX_WORDS",
    "StoryMatch",
    "Twin",
    "Why",
    "compare",
    "differing_words",
    "find_conflicts",
    "find_passages",
    "match_story",
    "sentence_similarity",
]


def find_passages(a: str, b: str) -> list[Passage]:
    """Return what two texts share, in the order of `a`: ranges of both, a score from 0 to 1, and the kind."""
    return list(match_story((a, b)).passages(0, 1))


def compare(a: str, b: str) -> Comparison:
    """Lay two texts side by side: aligned rows, and the word-level operations that make `b` of `a`."""
    return match_story((a, b)).compare(0, 1)


def find_conflicts(a: str, b: str) -> list[Conflict]:
    """Return the numbers, dates and names that differ in twin sentences of two texts, in the order of `a`.

    Those of which `sure` is false are hints: they may differ.
    """
    story = match_story((a, b))
    found = {
        conflict for s in range(len(story.sentences[0])) for twin in story.twins(0, s) for conflict in twin.conflicts
    }
    return sorted(found, key=lambda conflict: (conflict.a, conflict.b))


def sentence_similarity(a: str, b: str) -> float:
    """Return how alike two sentences are without a story around them, 0 to 1."""
    from reader.match import loose

    return loose.similarity(a, b)
