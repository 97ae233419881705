"""Numbers, dates and names in running text, each in a normal form in which two sources can be compared. Pure.

`amounts` reads the numbers, `days` the dates; names go by capitals, in the scripts that have them. Precision before
recall: a value that is not understood is left out.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from reader.text import amounts, days, tokens


class Sort(StrEnum):
    """What sort of value it is; the names are those of `reader.model.Fact`."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"


class Value(NamedTuple):
    """One value in a text."""

    start: int
    end: int
    sort: Sort
    norm: str
    """Equal for equal values: "100000000000 usd", "22th", "2022-02", "thursday", "modi"."""
    unit: str
    """What may be compared with what: the currency, percent, the counted thing's stem, or the grain of a date."""


_NAME = re.compile(
    r"(?=[^\W\d_a-z]|al-)(?:[^\W\d_a-z]\.\s?)*(?:Mc|Mac|O['’]|al-|Al-)?[^\W\d_a-z][\w]*(?:[-’'][^\W\d_]+)*"
    r"(?:\s+(?:of\s+the\s+|de\s+|al-)?(?:[A-Z]\.\s?)*[^\W\d_a-z][\w]*(?:[-’'][^\W\d_]+)*)*"
)
_POSSESSIVE = re.compile(r"['’]s?$")
MAX_LENGTH = 5000
"""Characters of one stretch that are read for values."""


def values(text: str, start: int = 0, end: int | None = None) -> list[Value]:
    """Return the values of `text[start:end]` in order, none overlapping: dates first, then numbers, then names.

    Of a range both ends are values.
    """
    stop = min(len(text) if end is None else end, start + MAX_LENGTH)
    found = _figures(text, start, stop, "", ends=True)
    taken = [(value.start, value.end) for value in found]
    found += [name for name in _names(text, start, stop) if not _overlaps(name, taken)]
    return sorted(found)


def figures(text: str, start: int = 0, end: int | None = None, language: str = "") -> list[Value]:
    """Return the dates and numbers of `text[start:end]` in order, none overlapping; a range is one value.

    Args:
        text: Gated text.
        start: Where to begin.
        end: Where to end; at most `MAX_LENGTH` characters are read.
        language: Two-letter code of the language of months and digits; empty reads English.
    """
    return _figures(text, start, min(len(text) if end is None else end, start + MAX_LENGTH), language, ends=False)


def _figures(text: str, start: int, stop: int, language: str, *, ends: bool) -> list[Value]:
    """Read dates and numbers; where both would do, it is a date."""
    dated = days.days(text, start, stop, language)
    taken = [(day.start, day.end) for day in dated]
    counted = [amount for amount in amounts.amounts(text, start, stop, language) if not _overlaps(amount, taken)]
    found = []
    for sort, several in ((Sort.DATE, dated), (Sort.NUMBER, counted)):
        for figure in several:
            parts = figure.ends if ends and figure.ends else (figure[:4],)
            found += [Value(low, high, sort, norm, unit) for low, high, norm, unit in parts]
    return sorted(found)


def _overlaps(value: Value | amounts.Amount, taken: list[tuple[int, int]]) -> bool:
    return any(value.start < high and low < value.end for low, high in taken)


def _names(text: str, start: int, stop: int) -> list[Value]:
    """Return runs of capitalised words. At the start of a sentence a single word is taken only if no common one."""
    found = []
    for match in _NAME.finditer(text, start, stop):
        low, high = match.span()
        words = match.group().split()
        first = low == start or (
            text[max(low - 2, start) : low].strip(" \t\n") in ("", '"', "“", "‘", "'") and low - start < 3
        )
        while words and words[0].lower().strip("’'.,") in NO_NAME:
            low += len(words[0])
            while low < high and text[low].isspace():
                low += 1
            words = words[1:]
        if not words or (first and len(words) == 1 and low == match.start() and not words[0].isupper()):
            continue
        possessive = _POSSESSIVE.search(text[low:high])
        if possessive:
            high -= len(possessive.group())
        last = tokens.tokens(text, low, high)
        if not last or (len(last) == 1 and len(last[0].norm) < 2):
            continue
        found.append(Value(low, high, Sort.NAME, tokens.fold(last[-1].norm), "name"))
    return found


NO_NAME = tokens.STOP | frozenset(
    "president minister prime pm foreign mr mrs ms dr sir lord lady senator sen representative rep governor gov "
    "general gen col captain capt judge justice chief chairman director secretary spokesman spokeswoman spokesperson "
    "king queen prince princess pope monday tuesday wednesday thursday friday saturday sunday new news today "
    "yesterday meanwhile however nobody everyone yes".split()
) - {"us"}
