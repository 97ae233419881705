"""Values that differ between two sentences that tell the same: numbers, dates, names. Precision first.

A value of one side counts as differing only where the other side has a value of the same sort in its place and neither
value stands anywhere on the other side. That something is missing is no conflict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.match.kinds import likeness
from reader.model import Conflict, Fact, Span
from reader.text import facts
from reader.text.facts import Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.match.sentences import Sentence
    from reader.text.facts import Value
    from reader.text.tokens import Token

_CONTEXT = 4
"""Words on either side of a value that are looked at."""
_MOST = 40
"""Values of one side that are compared."""
_LEAST_CONTEXT = {Sort.NUMBER: 0.2, Sort.DATE: 0.2, Sort.NAME: 0.34}


def between(text_a: str, a: Sentence, text_b: str, b: Sentence) -> tuple[Conflict, ...]:
    """Return the values of two twin sentences that differ, in the order of `a`."""
    ours = facts.values(text_a, *a.span)[:_MOST]
    theirs = facts.values(text_b, *b.span)[:_MOST]
    if not ours or not theirs:
        return ()
    candidates = []
    known_a, known_b = _known(a, ours), _known(b, theirs)
    for mine in (value for value in ours if not _stated(value, known_b, theirs)):
        for other in (value for value in theirs if not _stated(value, known_a, ours)):
            if mine.sort is other.sort and _comparable(mine, other):
                fit = _fit(a.words, mine, b.words, other)
                if fit >= _LEAST_CONTEXT[mine.sort]:
                    candidates.append((fit, mine, other))
    return tuple(sorted(_one_to_one(candidates), key=lambda conflict: (conflict.a, conflict.b)))


def _one_to_one(candidates: list[tuple[float, Value, Value]]) -> list[Conflict]:
    found: list[Conflict] = []
    used: set[tuple[int, int]] = set()
    for _, mine, other in sorted(candidates, key=lambda item: (-item[0], item[1].start, item[2].start)):
        if (0, mine.start) in used or (1, other.start) in used:
            continue
        used |= {(0, mine.start), (1, other.start)}
        found.append(Conflict(Span(mine.start, mine.end), Span(other.start, other.end), Fact(mine.sort.value)))
    return found


def _known(sentence: Sentence, values: Sequence[Value]) -> set[str]:
    """Return every form under which a sentence states something."""
    return {word.norm.casefold() for word in sentence.words} | {value.norm for value in values}


def _stated(value: Value, known: set[str], others: Sequence[Value]) -> bool:
    """Tell whether the other side states the value too, in any form."""
    if value.norm in known or value.norm.split(" ")[0] in known:
        return True
    if value.sort is Sort.DATE:
        return any(other.sort is Sort.DATE and _refines(value.norm, other.norm) for other in others)
    if value.sort is Sort.NUMBER:
        number = value.norm.split(" ")[0]
        return any(other.norm.split(" ")[0] == number for other in others)
    return any(other.sort is Sort.NAME and _same_name(value.norm, other.norm) for other in others)


def _refines(one: str, other: str) -> bool:
    """Tell whether one date states the other more finely: 2022 and 2022-02, 02 and 2022-02."""
    a, b = one.split("-"), other.split("-")
    return set(a) <= set(b) or set(b) <= set(a)


def _same_name(one: str, other: str) -> bool:
    return one[:4] == other[:4] or likeness(one, other) >= 0.8


def _comparable(one: Value, other: Value) -> bool:
    if one.sort is Sort.NUMBER:
        return one.unit == other.unit or not one.unit or not other.unit or {one.unit, other.unit}.isdisjoint(_STRICT)
    if one.sort is Sort.DATE:
        return one.unit == other.unit or {one.unit, other.unit} <= {"day", "month"}
    return True


_STRICT = frozenset(("%", "usd", "eur", "gbp", "jpy", "inr", "money", "ordinal"))


def _fit(a: Sequence[Token], mine: Value, b: Sequence[Token], other: Value) -> float:
    """Return how alike the words around two values are, 0 to 1: those nearest on the left and on the right."""
    left_a, right_a = _around(a, mine)
    left_b, right_b = _around(b, other)
    return (_overlap(left_a, left_b) + _overlap(right_a, right_b)) / 2


def _around(words: Sequence[Token], value: Value) -> tuple[list[str], list[str]]:
    before = [word.stem for word in words if word.end <= value.start][-_CONTEXT:]
    after = [word.stem for word in words if word.start >= value.end][:_CONTEXT]
    return before[::-1], after


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    if not one and not other:
        return 0.5
    shared = 0.0
    for place, word in enumerate(one):
        if word in other:
            shared += 1 / (1 + max(place, other.index(word)))
    return min(shared / 1.5, 1.0)
