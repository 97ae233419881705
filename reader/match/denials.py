"""Twin sentences of which one denies what the other states, or says the opposite. English. Precision first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.match.sentences import DATE_WORDS
from reader.model import Conflict, Fact, Span
from reader.text import polarity, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reader.match.sentences import Sentence
    from reader.text.tokens import Token

_NEAR = 5
"""Words on either side of a predicate among which both sentences must share another word that says something."""
_RELATIVE = frozenset(("that", "which", "who"))
"""Words behind which a predicate only says which thing is meant."""
_MOST = 400
"""Words of a sentence that are looked at."""


def between(a: Sentence, b: Sentence) -> tuple[Conflict, ...]:
    """Return what one of two twin sentences denies and the other states, and their opposite words; at most one each."""
    ours, theirs = a.words[:_MOST], b.words[:_MOST]
    denied_a, denied_b = polarity.denials(ours), polarity.denials(theirs)
    found = next(_denied(ours, denied_a, theirs, denied_b), None)
    if found is not None:
        return (Conflict(*found, Fact.DENIAL),)
    turned = next(_denied(theirs, denied_b, ours, denied_a), None)
    if turned is not None:
        return (Conflict(turned[1], turned[0], Fact.DENIAL),)
    opposed = next(_opposed(ours, denied_a, theirs, denied_b), None)
    return () if opposed is None else (Conflict(*opposed, Fact.OPPOSITE),)


def _denied(
    ours: Sequence[Token],
    denied: Sequence[polarity.Denial],
    theirs: Sequence[Token],
    denied_there: Sequence[polarity.Denial],
) -> Iterator[tuple[Span, Span]]:
    """Give what the first side denies and the second states: from the denial to the predicate, and the predicate."""
    taken = {theirs[head].stem for denial in denied_there for head in denial.heads}
    for denial in denied:
        known = _norms(theirs)
        if any(ours[head].stem in taken or (denial.all and ours[head].stem not in known) for head in denial.heads):
            continue
        for head in denial.heads[-1:] if denial.all else denial.heads:
            stated = [place for place, word in enumerate(theirs) if word.stem == ours[head].stem and not word.capital]
            if len(stated) != 1 or not polarity.affirmed(theirs, stated[0]) or _of_another(theirs, stated[0]):
                continue
            if _same_mood(ours, head, theirs, stated[0]) and _close(ours, head, theirs, stated[0]):
                yield Span(ours[denial.cue].start, ours[head].end), Span(*theirs[stated[0]][:2])


def _opposed(
    ours: Sequence[Token],
    denied: Sequence[polarity.Denial],
    theirs: Sequence[Token],
    denied_there: Sequence[polarity.Denial],
) -> Iterator[tuple[Span, Span]]:
    """Give words that say the opposite of each other in the same place, unless one of the two is denied."""
    no, no_there = _heads(denied), _heads(denied_there)
    known, known_there = _norms(ours), _norms(theirs)
    for place, word in enumerate(ours):
        if not polarity.paired(ours, place) or word.stem in known_there or _turned(word.norm, known):
            continue
        for other, there in enumerate(theirs):
            if there.stem in known or not polarity.opposite(word.norm, there.norm) or _turned(there.norm, known_there):
                continue
            if not polarity.paired(theirs, other):
                continue
            if polarity.is_converse(word.norm) and _subject(ours, place) != _subject(theirs, other):
                continue
            both = (place in no) is (other in no_there)
            if both and _same_mood(ours, place, theirs, other) and _close(ours, place, theirs, other):
                yield Span(*word[:2]), Span(*there[:2])


def _heads(denied: Sequence[polarity.Denial]) -> set[int]:
    return {head for denial in denied for head in denial.heads}


def _norms(words: Sequence[Token]) -> set[str]:
    return {word.stem for word in words} | {word.norm for word in words}


def _turned(norm: str, known: Collection[str]) -> bool:
    """Tell whether a sentence has both a word and an opposite of it: it tells of two things."""
    return any(polarity.opposite(norm, other) for other in known)


def _same_mood(ours: Sequence[Token], place: int, theirs: Sequence[Token], other: int) -> bool:
    return polarity.modality(ours, place) == polarity.modality(theirs, other)


def _of_another(words: Sequence[Token], place: int) -> bool:
    """Tell whether a predicate only says which thing is meant: in "votes that condemned the war" nobody else does."""
    return place > 1 and words[place - 1].norm in _RELATIVE and words[place - 1].start - words[place - 2].end <= 1


def _close(ours: Sequence[Token], place: int, theirs: Sequence[Token], other: int) -> bool:
    """Tell whether another word that says something stands near two predicates on both sides."""
    return not _around(ours, place).isdisjoint(_around(theirs, other))


def _around(words: Sequence[Token], place: int) -> set[str]:
    near = (*words[max(place - _NEAR, 0) : place], *words[place + 1 : place + 1 + _NEAR])
    return {word.stem for word in near if not _is_filler(word)}


def _subject(words: Sequence[Token], place: int) -> str:
    """Return the nearest word before a predicate that says something."""
    return next((word.stem for word in reversed(words[:place]) if not _is_filler(word)), "")


def _is_filler(word: Token) -> bool:
    return word.norm in tokens.STOP or word.norm in DATE_WORDS or word.stem in DATE_WORDS or tokens.is_number(word.norm)
