"""Typing errors: which words may be mended, and which of the known words was meant. Pure.

Known words are looked for by their deletes, after W. Garbe's SymSpell (https://github.com/wolfgarbe/SymSpell): two
words within n errors of each other have a spelling in common once at most n letters are taken out of the first seven of
each. Errors are counted as in optimal string alignment: a letter more, less, another one, or two changed about.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST, LONGEST = 3, 30
"""Letters of words that are mended: what is shorter is near to everything, what is longer is no word."""
LONG = 8
"""From so many letters on a word may have two errors."""
BEGINNING = 7
"""Letters that are compared by their deletes; the more of them, the fewer words are looked at, and the more is kept."""


def errors_of(form: str) -> int:
    """Return how many errors a word that nobody knows may have."""
    if not SHORTEST <= len(form) <= LONGEST or form.isdigit():
        return 0
    return 2 if len(form) >= LONG else 1


def deletes(form: str, errors: int) -> set[str]:
    """Return the beginning of a word, and what is left of it without some of its letters: at most 29 spellings."""
    begun = form[:BEGINNING]
    found = {begun}
    for count in range(1, min(errors, len(begun) - 1) + 1):
        found.update("".join(left) for left in combinations(begun, len(begun) - count))
    return found


def known_by(word: str) -> set[str]:
    """Return the deletes that a known word is kept under; none where no word can be mended to it."""
    if not SHORTEST - 1 <= len(word) <= LONGEST + 2:
        return set()
    return deletes(word, 2 if len(word) >= BEGINNING else 1)


def near(form: str, known: Iterable[str]) -> list[tuple[int, str]]:
    """Return the other known words that have few enough errors, each with how many, in any order.

    Args:
        form: A word that may be mistyped.
        known: Words that it may be. Linear in their number.
    """
    errors = errors_of(form)
    if not errors:
        return []
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(form, list(known), scorer=OSA.distance, score_cutoff=errors, score_hint=errors, limit=None)
    return [(int(match[1]), match[0]) for match in found if match[1]]
