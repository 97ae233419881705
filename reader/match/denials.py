"""Twin sentences of which one denies what the other states, or says the opposite. English. Precision first."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from reader.match.sentences import DATE_WORDS
from reader.model import Conflict, Fact, Span
from reader.text import polarity, tokens
from reader.text.quotes import SPEECH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.match.model import Reading
    from reader.text.tokens import Token

_NEAR = 5
"""Words on either side of a predicate among which both sentences must share another word that says something."""
_RELATIVE = frozenset(("that", "which", "who"))
"""Words behind which a predicate only says which thing is meant."""


def between(a: Reading, b: Reading) -> tuple[Conflict, ...]:
    """Return what one of two twin sentences denies and the other states, and their opposite words; at most one each."""
    found = next(_denied(a, b), None)
    if found is not None:
        return (Conflict(*found, Fact.DENIAL),)
    turned = next(_denied(b, a), None)
    if turned is not None:
        return (Conflict(turned[1], turned[0], Fact.DENIAL),)
    opposed = next(_opposed(a, b), None)
    return () if opposed is None else (Conflict(*opposed, Fact.OPPOSITE),)


def _denied(ours: Reading, theirs: Reading) -> Iterator[tuple[Span, Span]]:
    """Give what the first side denies and the second states: from the denial to the predicate, and the predicate."""
    if not ours.denied:
        return
    a, b = ours.words, theirs.words
    taken = {b[head].stem for denial in theirs.denied for head in denial.heads}
    for denial in ours.denied:
        if any(a[head].stem in taken or (denial.all and a[head].stem not in theirs.stated) for head in denial.heads):
            continue
        for head in denial.heads[-1:] if denial.all else denial.heads:
            stated = [place for place, word in enumerate(b) if word.stem == a[head].stem and not word.capital]
            if len(stated) != 1 or not polarity.affirmed(b, stated[0]) or _of_another(b, stated[0]):
                continue
            if not polarity.is_verb(b, stated[0]):
                continue
            if _same_mood(a, head, b, stated[0]) and (_close(a, head, b, stated[0]) or _is_all(a, denial, theirs)):
                yield Span(a[denial.cue].start, a[head].end), Span(*b[stated[0]][:2])


def _opposed(ours: Reading, theirs: Reading) -> Iterator[tuple[Span, Span]]:
    """Give words that say the opposite of each other in the same place, unless one of the two is denied."""
    a, b = ours.words, theirs.words
    mine = [place for place in ours.opposed if a[place].stem not in theirs.stated]
    other = [place for place in theirs.opposed if b[place].stem not in ours.stated] if mine else []
    for x, y in product(mine, other):
        if not polarity.opposite(a[x].norm, b[y].norm):
            continue
        if polarity.is_converse(a[x].norm) and _subject(a, x) != _subject(b, y):
            continue
        both = (x in _heads(ours)) is (y in _heads(theirs))
        if both and _same_mood(a, x, b, y) and _close(a, x, b, y):
            yield Span(*a[x][:2]), Span(*b[y][:2])


def _heads(reading: Reading) -> set[int]:
    return {head for denial in reading.denied for head in denial.heads}


def _same_mood(ours: Sequence[Token], place: int, theirs: Sequence[Token], other: int) -> bool:
    return polarity.modality(ours, place) == polarity.modality(theirs, other)


def _of_another(words: Sequence[Token], place: int) -> bool:
    """Tell whether a predicate only says which thing is meant: in "votes that condemned the war" nobody else does."""
    return place > 1 and words[place - 1].norm in _RELATIVE and words[place - 1].start - words[place - 2].end <= 1


def _close(ours: Sequence[Token], place: int, theirs: Sequence[Token], other: int) -> bool:
    """Tell whether another word that says something stands near two predicates on both sides."""
    return not _around(ours, place).isdisjoint(_around(theirs, other))


def _is_all(words: Sequence[Token], denial: polarity.Denial, there: Reading) -> bool:
    """Tell whether a sentence says no more beside its denial than the other one does: "Holm said that nobody knew"."""
    own = {words[place].stem for place in (denial.cue, *denial.heads)}
    rest = {word.stem for word in words if not _is_filler(word) and word.norm not in SPEECH} - own
    return bool(rest) and rest <= there.stated


def _around(words: Sequence[Token], place: int) -> set[str]:
    near = (*words[max(place - _NEAR, 0) : place], *words[place + 1 : place + 1 + _NEAR])
    return {word.stem for word in near if not _is_filler(word)}


def _subject(words: Sequence[Token], place: int) -> str:
    """Return the nearest word before a predicate that says something."""
    return next((word.stem for word in reversed(words[:place]) if not _is_filler(word)), "")


def _is_filler(word: Token) -> bool:
    return word.norm in tokens.STOP or word.norm in DATE_WORDS or word.stem in DATE_WORDS or tokens.is_number(word.norm)
