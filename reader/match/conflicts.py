"""Values that differ between two sentences that tell the same: numbers, dates, names. Precision first.

A value of one side counts as differing only where the other side has a value of the same sort in its place and neither
value stands anywhere on the other side. That something is missing is no conflict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.match import alike, bounds, callings, denials, rolenames, roles
from reader.match.reading import read
from reader.model import Conflict, Fact, Span
from reader.text import rolewords
from reader.text.amountwords import MONEY
from reader.text.facts import Sort

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reader.match.sentences import Sentence
    from reader.text.facts import Value
    from reader.text.tokens import Token

_CONTEXT = 4
"""Words on either side of a value that are looked at."""
_MOST = 40
"""Values of one side that are compared."""
_LEAST_FIT = 0.15
"""How alike the words around two values must be."""
_LEAST_UNSIGNED = 0.5
"""The same where one of two large amounts names a currency and the other none."""
_LARGE = 1e6
_LEAST_COMMON = 0.35
"""Share of the shorter sentence's words that must be in common for values to be compared."""
_LEAST_ORDINAL = 0.6
"""The same for ordinals, which more often tell two things apart than one thing differently, and for denials between
sentences of very different lengths."""
_LEAST_ALIKE = 0.19
"""Likeness under which twins are too loose to compare their values."""

_NOTHING: frozenset[str] = frozenset()

Candidate = tuple[float, "Value", "Value", bool]
"""How alike the places are, the two values, and whether they surely differ."""


def between(
    a: Sentence,
    ours: Sequence[Value],
    b: Sentence,
    theirs: Sequence[Value],
    known_a: Collection[str] = _NOTHING,
    known_b: Collection[str] = _NOTHING,
) -> tuple[Conflict, ...]:
    """Return the values of two twin sentences that differ, in the order of `a`.

    `ours` and `theirs` are the sentences' values. `known_a` and `known_b` are the capitalised words of the whole texts,
    in lower case: a name that the other text knows too is another person or place, no other version of one.
    """
    common = _in_common(a, b)
    if common < _LEAST_COMMON:
        return ()
    ours, theirs = ours[:_MOST], theirs[:_MOST]
    read_a, read_b = read(a, ours), read(b, theirs)
    found: list[Conflict] = []
    if alike.cosine(a, b) >= _LEAST_ALIKE:
        found = _values(a, ours, read_a.known, b, theirs, read_b.known, common)
        found += _names(a, ours, b, theirs, list(callings.between(a, read_a, known_b, b, read_b, known_a)))
    elif common < _LEAST_ORDINAL:
        return ()
    if not any(conflict.fact is Fact.DATE for conflict in found):  # of another day both may hold
        found += denials.between(read_a, read_b)
    return tuple(sorted(found, key=lambda conflict: (conflict.a, conflict.b))) if found else ()


def _values(
    a: Sentence,
    ours: Sequence[Value],
    known_a: Collection[str],
    b: Sentence,
    theirs: Sequence[Value],
    known_b: Collection[str],
    common: float,
) -> list[Conflict]:
    """Return the numbers and dates that differ; the only ones of their unit need no like words around them."""
    mine = [value for value in ours if value.sort is not Sort.NAME and not _stated(value, known_b, theirs)]
    if not mine:
        return []
    other = [value for value in theirs if value.sort is not Sort.NAME and not _stated(value, known_a, ours)]
    if not other:
        return []
    pairs = [(x, y) for x in mine for y in other if x.sort is y.sort and _comparable(x, y)]
    if common < _LEAST_ORDINAL:
        pairs = [(x, y) for x, y in pairs if x.unit != "ordinal"]
    kept = _in_one_role(a, ours, b, theirs, pairs) if pairs else {}
    candidates: list[Candidate] = []
    for (x, y), sure in kept.items():
        single = sum(x in pair for pair in kept) == 1 == sum(y in pair for pair in kept) and x.unit == y.unit != ""
        fit = _fit(a.words, x, b.words, y)
        if fit >= (_LEAST_UNSIGNED if _is_unsigned(x, y) else _LEAST_FIT) or single:
            candidates.append((fit, x, y, sure))
    return _one_to_one(candidates)


def _in_one_role(
    a: Sentence, ours: Sequence[Value], b: Sentence, theirs: Sequence[Value], pairs: list[tuple[Value, Value]]
) -> dict[tuple[Value, Value], bool]:
    """Leave out values that are something else, amounts that agree, and those of two periods with their dates.

    Returns:
        The others, each with whether the two surely stand in one place.
    """
    in_a, in_b = roles.of(a, ours), roles.of(b, theirs)
    kept: dict[tuple[Value, Value], bool] = {}
    for x, y in pairs:
        one, other = in_a.of(x), in_b.of(y)
        if not roles.alike(a, x, one, b, y, other):
            continue
        differ = bounds.differ(a.words, x, ours, b.words, y, theirs)
        if differ is False:
            continue
        if roles.in_one_place(a, x, one, b, other, _fit(a.words, x, b.words, y)):
            kept[x, y] = differ is True and not rolenames.in_two_zones(a.words, x, b.words, y)
        elif roles.perhaps_in_one_place(x, one, other):
            kept[x, y] = False
    apart: set[tuple[Value, Value]] = set()
    for x, y in kept:
        if x.sort is Sort.NUMBER:
            times = roles.of_other_times(in_a, x, ours, in_b, y, theirs)
            apart |= {(x, y), *times} if times else set()
    return {pair: sure for pair, sure in kept.items() if pair not in apart}


def _names(
    a: Sentence, ours: Sequence[Value], b: Sentence, theirs: Sequence[Value], candidates: list[callings.Candidate]
) -> list[Conflict]:
    """Return the names that differ: not one of an aside and one of another clause."""
    if candidates:
        in_a, in_b = roles.of(a, ours), roles.of(b, theirs)
        candidates = [one for one in candidates if roles.told_alike(in_a.of(one[1]), in_b.of(one[2]))]
    likeness = alike.cosine(a, b) if candidates else 0.0
    return _one_to_one([(*one, callings.is_sure(a.words, b.words, one, likeness)) for one in candidates])


def _in_common(a: Sentence, b: Sentence) -> float:
    """Return the share of the shorter sentence's words that stand in both."""
    return len(a.bag.keys() & b.bag.keys()) / max(min(len(a.bag), len(b.bag)), 1)


def _one_to_one(candidates: list[Candidate]) -> list[Conflict]:
    found: list[Conflict] = []
    used: set[tuple[int, int]] = set()
    for _, mine, other, sure in sorted(candidates, key=lambda item: (-item[0], item[1].start, item[2].start)):
        if (0, mine.start) in used or (1, other.start) in used:
            continue
        used |= {(0, mine.start), (1, other.start)}
        found.append(Conflict(Span(mine.start, mine.end), Span(other.start, other.end), Fact(mine.sort.value), sure))
    return found


def _stated(value: Value, known: Collection[str], others: Sequence[Value]) -> bool:
    """Tell whether the other side states the value too, in any form."""
    if value.norm in known or value.norm.split(" ")[0] in known:
        return True
    if value.sort is Sort.DATE:
        return any(other.sort is Sort.DATE and _refines(value.norm, other.norm) for other in others)
    number = value.norm.split(" ")[0]
    return any(other.norm.split(" ")[0] == number for other in others)


def _refines(one: str, other: str) -> bool:
    """Tell whether one date states the other more finely: 2022 and 2022-02, 02 and 2022-02."""
    a, b = one.split("-"), other.split("-")
    return set(a) <= set(b) or set(b) <= set(a)


def _comparable(one: Value, other: Value) -> bool:
    if one.sort is Sort.NUMBER:
        if one.unit != other.unit and one.unit not in rolewords.SCALES and _is_whole(one) is not _is_whole(other):
            return False  # "a 6.1 earthquake" and "two strong earthquakes"
        return (
            _is_unsigned(one, other)
            or one.unit == other.unit
            or not one.unit
            or not other.unit
            or {one.unit, other.unit}.isdisjoint(roles.STRICT)
        )
    return one.unit == other.unit or {one.unit, other.unit} <= {"day", "month"}


def _is_unsigned(one: Value, other: Value) -> bool:
    """Tell whether one of two large amounts is money and the other has lost its currency: "a 70 million tax charge"."""
    if one.sort is not Sort.NUMBER or (one.unit in MONEY) == (other.unit in MONEY):
        return False
    plain = other if one.unit in MONEY else one
    return plain.unit not in roles.STRICT and all(_size(value) >= _LARGE for value in (one, other))


def _is_whole(value: Value) -> bool:
    return "." not in value.norm.split(" ")[0]


def _size(value: Value) -> float:
    number = value.norm.split(" ")[0]
    return float(number) if number.replace(".", "", 1).isdigit() else 0.0


def _fit(a: Sequence[Token], mine: Value, b: Sequence[Token], other: Value) -> float:
    """Return how alike the words around two values are, 0 to 1: those nearest on the left and on the right."""
    left_a, right_a = _around(a, mine)
    left_b, right_b = _around(b, other)
    return (callings.overlap(left_a, left_b) + callings.overlap(right_a, right_b)) / 2


def _around(words: Sequence[Token], value: Value) -> tuple[list[str], list[str]]:
    before = [word.stem for word in words if word.end <= value.start][-_CONTEXT:]
    after = [word.stem for word in words if word.start >= value.end][:_CONTEXT]
    return before[::-1], after
