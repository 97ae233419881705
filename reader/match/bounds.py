"""Between which figures an amount may lie: "more than 15" agrees with 20, 4,213 with 4,200, 48 hours with two days.

English for the words; digits are rounded in any language. For each pair linear in the
values of both sentences.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.text import rolewords
from reader.text.facts import Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.facts import Value
    from reader.text.tokens import Token

Bounds = tuple[float, float]
"""The least and the most."""

_OPEN = 1.5
"""How many times the named figure "more than" reaches: "more than 200" and 350 differ."""
_ABOUT = 0.1
"""Share of a figure by which "about" may be off."""
_ROUNDED = 1000
"""From here on whole figures are rounded without a word."""
_NEAREST = 0.05
"""Share by which a whole figure may be off one with decimals: six miles and 6.2."""
_LEAST_DIGITS = 2
"""Digits that a rounded figure has at least."""
_SAME = 0.02
"""Share by which two measures may be off that were converted."""
_RANGE = 5
"""Characters between the ends of a range, at most."""
_MORE, _LESS, _NEAR = (1, _OPEN), (1 / _OPEN, 1), (1 - _ABOUT, 1 + _ABOUT)
_HELD = {
    tuple(words.split()): times
    for times, phrases in (
        (_MORE, "more than|greater than|at least|over|above|topped|exceeded|no fewer than|no less than|not less than"),
        (_LESS, "less than|fewer than|at most|under|below|up to|as many as|as much as|no more than|not more than"),
        (_NEAR, "nearly|almost|close to|about|around|some|roughly|approximately|estimated|just over|just under"),
    )
    for words in phrases.split("|")
}
"""Words before an amount that hold it open, with how many times the figure it is at least and at most."""
_LONGEST = 3
"""Words of the longest of them."""


def differ(
    a: Sequence[Token], mine: Value, ours: Sequence[Value], b: Sequence[Token], other: Value, theirs: Sequence[Value]
) -> bool | None:
    """Tell whether two amounts are two figures: not held open, rounded, a range around the other, in another measure.

    None is perhaps: "more than 510" allows 520, but who knows of 520 would hardly say so.

    Args:
        a: The words of one sentence.
        mine: Its amount.
        ours: All its values.
        b: The words of the other sentence.
        other: Its amount.
        theirs: All its values.
    """
    x, y = figure(mine), figure(other)
    if mine.sort is not Sort.NUMBER or x is None or y is None:
        return True
    if _converted(mine, x, other, y):
        return False
    one, two = _held(a, mine, x, ours), _held(b, other, y, theirs)
    if one[0] == two[0]:  # of two that are held open in one way, the figures themselves are compared
        return bool(one[0]) or not (_rounded(x, y) or _rounded(y, x))
    (low, high), (least, most) = one[1], two[1]
    if low > most or least > high:
        return not (_rounded(x, y) or _rounded(y, x))
    return None if _is_beyond(one[0], x, y) or _is_beyond(two[0], y, x) else False


def _is_beyond(held: object, bound: float, figure: float) -> bool:
    """Tell whether "more than" names many digits, and the other figure is as far above as the last of them counts."""
    digits = f"{bound:.10g}".replace(".", "").strip("0")
    if held is not _MORE or bound < _ROUNDED or len(digits) < _LEAST_DIGITS or digits[-1] == "5":
        return False
    step: float = 10.0 ** (math.floor(math.log10(bound)) + 1 - len(digits))
    return figure >= bound + step


def figure(value: Value) -> float | None:
    """Return the figure of an amount; None where it is none, as an ordinal."""
    number = value.norm.split(" ")[0]
    try:
        return float(number) if number[:1].isdigit() or number[:1] == "-" else None
    except ValueError:
        return None


def _converted(mine: Value, x: float, other: Value, y: float) -> bool:
    one, two = rolewords.SCALES.get(mine.unit), rolewords.SCALES.get(other.unit)
    if one is None or two is None or one[0] != two[0] or mine.unit == other.unit:
        return False
    return abs(x * one[1] - y * two[1]) <= _SAME * max(x * one[1], y * two[1])


def _rounded(coarse: float, fine: float) -> bool:
    """Tell whether one figure is the other with its last digits rounded off."""
    if coarse < _ROUNDED and coarse == int(coarse):
        return fine != int(fine) and abs(coarse - fine) <= _NEAREST * coarse
    digits = f"{coarse:.10g}".replace(".", "").strip("0")
    return len(digits) >= _LEAST_DIGITS and float(f"{fine:.{len(digits)}g}") == coarse


def _held(words: Sequence[Token], value: Value, number: float, values: Sequence[Value]) -> tuple[object, Bounds]:
    """Return how an amount is held open, by words before it or as the end of a range, and where it lies then."""
    for each in values:
        if each is not value and each.unit == value.unit and _is_range(each, value):
            end = figure(each)
            if end is not None:
                return "range", (min(number, end), max(number, end))
    place = bisect_left(words, value.start, key=lambda word: word.start)
    before = [word.norm for word in words[max(place - _LONGEST - 1, 0) : place]]
    if before[-1:] in (["a"], ["an"], ["the"]):
        before.pop()
    for count in range(_LONGEST, 0, -1):
        held = _HELD.get(tuple(before[-count:]))
        if held is not None:
            return held, (number * held[0], number * held[1])
    return "", (number, number)


def _is_range(one: Value, other: Value) -> bool:
    """Tell whether two amounts are the ends of a range: no more between them than "to", "and" or a dash takes."""
    first, second = sorted((one, other))
    return 0 < second.start - first.end <= _RANGE
