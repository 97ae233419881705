"""What a sentence denies, and which of its words say the opposite of another sentence's. English; pure, linear time.

A denial is a closed list of words with the next word that says something: the predicate. It does not reach beyond a
mark or a few words. Precision before recall: what is hedged, narrowed or conditional denies nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.text import tokens
from reader.text.opposites import (
    AUXILIARIES,
    BARE_CLAIMS,
    CONVERSE,
    DENIES,
    EXCEPTS,
    LACKS,
    LINKS,
    MODALS,
    MOVED,
    NEED_TO,
    NEVER,
    NOT_AFTER,
    NOT_BEFORE,
    REFUSALS,
    SIDES,
    STRONG,
    SUBJECTS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.tokens import Token

_REACH = 5
"""Words after a denial among which its predicate is looked for."""
_CLEAR = 8
"""Words before a predicate that must be free of any denial for it to be stated."""
_BEFORE = 4
"""Words before a predicate that may make it no statement of fact."""


class Denial(NamedTuple):
    """One denied predicate; both are places in the sentence's words."""

    cue: int
    """The first word that denies."""
    heads: tuple[int, ...]
    """What is denied; after a denied subject ("no minister", "none of them") the first two that say something."""
    all: bool
    """All of the heads are denied together: "no minister came" denies neither ministers nor coming."""


def denials(words: Sequence[Token]) -> list[Denial]:
    """Return what a sentence denies, in order."""
    if any(word.norm in EXCEPTS for word in words):
        return []
    found = []
    for place, word in enumerate(words):
        start = _cue(words, place, word.norm) if word.norm in _CUES or word.norm.endswith("n't") else 0
        if start and not _conditional(words, place):
            cue = "nobody" if words[start - 1].norm == "1" else word.norm
            clause = cue in DENIES and words[start].norm == "that"  # "denied that the crew knew" has a subject, too
            heads = _heads(words, start, "none")[:1] if clause else _heads(words, start, cue)
            if heads:
                found.append(Denial(place, heads, cue == "no"))
    return found


def denied_first(words: Sequence[Token]) -> Denial | None:
    """Return the denial that a sentence puts before a whole statement: "he denied that ...", "nobody ..."; or None."""
    return next(
        (one for one in denials(words) if words[one.cue].norm in DENIES or words[one.cue].norm in SUBJECTS), None
    )


def modality(words: Sequence[Token], place: int) -> frozenset[str]:
    """Return the words before a predicate that make it a wish, a duty, a plan or a condition."""
    low = max(place - _BEFORE, 0)
    near = [word.norm for word in words[low:place]]
    found = {norm for norm in near if norm in MODALS}
    found |= {_POSITIVE[norm] for norm in near if norm in _POSITIVE}
    while near and near[-1] != "to" and (near[-1] in tokens.STOP or near[-1].endswith("ly")):
        near.pop()
    if near and near[-1] == "to" and not (len(near) > 1 and near[-2] in REFUSALS):
        found.add("to")
    return frozenset(found)


def affirmed(words: Sequence[Token], place: int) -> bool:
    """Tell whether nothing before a word takes it back, not even a word that may belong to something else."""
    return not any(_denies(word.norm) for word in words[max(place - _CLEAR, 0) : place])


def _denies(norm: str) -> bool:
    return norm in NEVER or norm in REFUSALS or norm in LACKS or norm == "no" or norm.endswith("n't")


def is_verb(words: Sequence[Token], place: int) -> bool:
    """Tell whether a word is a verb by its form, or by the word before it; "reviews" may be none."""
    norm = words[place].norm
    if norm.endswith(("ed", "ing")) or norm in STRONG:
        return True
    before = [word.norm for word in words[max(place - _BEFORE, 0) : place]]
    while before and (before[-1].endswith("ly") or before[-1] in NEVER):
        before.pop()
    return bool(before) and before[-1] in AUXILIARIES


def opposite(one: str, other: str) -> bool:
    """Tell whether two words, in lower case, say the opposite of each other."""
    ours, theirs = SIDES.get(one), SIDES.get(other)
    if not ours or not theirs:
        return False
    return ours.isdisjoint(theirs) and any((pair, 1 - side) in theirs for pair, side in ours)


_CUES = NEVER | REFUSALS | {"no"}
"""Words that may deny; words that end on n't come on top."""
_POSITIVE = {"can't": "can", "cannot": "can", "won't": "will", "couldn't": "could", "wouldn't": "would",
             "shouldn't": "should", "mustn't": "must"}  # fmt: skip


def _cue(words: Sequence[Token], place: int, norm: str) -> int:
    """Return the place from which the predicate of a denial is looked for; 0 where the word denies nothing."""
    after = words[place + 1].norm if place + 1 < len(words) else ""
    if after in NOT_AFTER or not after:
        return 0
    if norm in NEED_TO:
        return place + 1 if after == "to" else 0
    if norm in DENIES:
        return place + 1 if after in BARE_CLAIMS or after.endswith("ing") else 0
    if norm == "not" and after in NOT_BEFORE:
        return 0
    if norm == "without" and not after.endswith("ing"):
        return 0
    if norm == "none" and place and words[place - 1].norm in ("or", "and"):
        return 0
    if norm == "no":
        return 0 if after.isdigit() and after != "1" else place + 2 if after in ("1", "longer") else place + 1
    return place + 1 if norm in NEVER or norm.endswith("n't") else 0


def _conditional(words: Sequence[Token], place: int) -> bool:
    return any(word.norm in LACKS for word in words[max(place - _CLEAR, 0) : place])


def _heads(words: Sequence[Token], start: int, cue: str) -> tuple[int, ...]:
    """Return the first words that say something, up to a mark: adverbs and names are passed over.

    Behind a denied subject that is named by another word ("none of the ministers") it is those that may be verbs.
    """
    heads: list[int] = []
    subject = cue in SUBJECTS and cue != "no"
    most = 2 if cue in SUBJECTS else 1
    for place in range(start, min(start + (2 if subject else 1) * _REACH, len(words))):
        word = words[place]
        if word.start - words[place - 1].end > 1 or len(heads) == most:
            break
        if word.norm in tokens.STOP or word.norm in BARE_CLAIMS or word.capital or tokens.is_number(word.norm):
            continue
        if (word.norm.endswith("ly") and len(word.norm) > 5) or (subject and words[place - 1].norm in LINKS):
            continue
        heads.append(place)
    return tuple(heads)


def paired(words: Sequence[Token], place: int) -> bool:
    """Tell whether a word has an opposite here; "up" and "down" have one beside a number."""
    norm = words[place].norm
    return norm in SIDES and (
        norm not in MOVED or any(tokens.is_number(w.norm) for w in words[max(place - 2, 0) : place + 3])
    )


def is_converse(norm: str) -> bool:
    """Tell whether a word and its opposite may both hold of one event, of two parties: one wins where another loses."""
    return norm in CONVERSE
