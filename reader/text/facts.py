"""Numbers, dates and names in running text, each in a normal form in which two sources can be compared. Pure.

English forms of numbers and dates; names by capitals, in the scripts that have them. Precision before recall: a value
that is not understood is left out.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from reader.text import tokens


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
    """Equal for equal values: "100000000000 usd", "22nd", "2022-02", "thursday", "modi"."""
    unit: str
    """What may be compared with what: the currency, percent, the counted thing's stem, or the grain of a date."""


MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
        "november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MULTIPLES = {
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_CURRENCIES = {
    "$": "usd",
    "us$": "usd",
    "usd": "usd",
    "€": "eur",
    "eur": "eur",
    "£": "gbp",
    "gbp": "gbp",
    "¥": "jpy",
    "₹": "inr",
    "rs": "inr",
}
_CURRENCY_WORDS = {
    "dollar": "usd",
    "dollars": "usd",
    "euro": "eur",
    "euros": "eur",
    "pounds": "gbp",
    "yen": "jpy",
    "rupees": "inr",
}
_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
    if value > 1
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

_MONTH = (
    r"(?P<{}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = re.compile(
    rf"\b(?:{_MONTH.format('m1')}\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|,\d\d\d)(?:,?\s+(?P<y1>(?:19|20)\d\d))?\b"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format('m2')}(?!\w)(?:,?\s+(?P<y2>(?:19|20)\d\d))?"
    rf"|{_MONTH.format('m3')}(?!\w)(?:,?\s+(?:of\s+)?(?P<y3>(?:19|20)\d\d))?"
    r"|(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"|(?<![$€£¥₹\d.,])(?P<year>(?:19|20)\d\d)(?!\s*(?:%|percent|people|million|billion|[\d]))(?![,.]?\d))"
)
_NUMBER = re.compile(
    r"(?P<money>US\$|[$€£¥₹]|\b(?:USD|EUR|GBP|Rs)\b\.?)?\s?(?<![\w.])"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<ordinal>st|nd|rd|th)?(?![\d])"
    r"(?:[\s-]?(?P<times>hundred|thousand|lakh|million|crore|billion|trillion|bn|mn)\b)?"
    r"(?:\s?(?P<percent>%|percent\b|per cent\b)|\s(?P<coin>dollars?|euros?|pounds|yen|rupees)\b)?"
)
_WORD_NUMBER = re.compile(
    r"\b(?P<word>" + "|".join(sorted(_SMALL, key=len, reverse=True)) + r")\b(?![-’'])"
    r"(?:\s(?P<times>hundred|thousand|lakh|million|crore|billion|trillion)\b)?"
    r"(?:\s(?P<percent>percent\b|per cent\b)|\s(?P<coin>dollars?|euros?|pounds|yen|rupees)\b)?",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"[\s-]+([^\W\d_]+)")
_NAME = re.compile(
    r"(?:[^\W\d_a-z]\.\s?)*(?:Mc|Mac|O['’]|al-|Al-)?[^\W\d_a-z][\w]*(?:[-’'][^\W\d_]+)*"
    r"(?:\s+(?:of\s+the\s+|de\s+|al-)?(?:[A-Z]\.\s?)*[^\W\d_a-z][\w]*(?:[-’'][^\W\d_]+)*)*"
)
_POSSESSIVE = re.compile(r"['’]s?$")
MAX_LENGTH = 5000
"""Characters of one stretch that are read for values."""


def values(text: str, start: int = 0, end: int | None = None) -> list[Value]:
    """Return the values of `text[start:end]` in order, none overlapping: dates first, then numbers, then names."""
    stop = min(len(text) if end is None else end, start + MAX_LENGTH)
    found = list(_dates(text, start, stop))
    taken = [(value.start, value.end) for value in found]
    for reader in (_numbers, _names):
        for value in reader(text, start, stop):
            if not any(value.start < high and low < value.end for low, high in taken):
                found.append(value)
                taken.append((value.start, value.end))
    return sorted(found)


def _dates(text: str, start: int, stop: int) -> list[Value]:
    found = []
    for match in _DATE.finditer(text, start, stop):
        parts = match.groupdict()
        month = parts["m1"] or parts["m2"] or parts["m3"]
        if parts["day"]:
            found.append(Value(*match.span(), Sort.DATE, parts["day"].lower(), "weekday"))
        elif month is None:
            found.append(Value(*match.span(), Sort.DATE, parts["year"], "year"))
        else:
            if month in ("May", "Mar", "March") and match.group() == month and not _in_date(text, match.start()):
                continue
            day, year = parts["d1"] or parts["d2"], parts["y1"] or parts["y2"] or parts["y3"]
            if day and not 1 <= int(day) <= 31:
                continue
            number = MONTHS[month.lower().rstrip(".")]
            norm = "-".join(filter(None, (year, f"{number:02d}", f"{int(day):02d}" if day else "")))
            found.append(Value(*match.span(), Sort.DATE, norm, "day" if day else "month"))
    return found


def _in_date(text: str, start: int) -> bool:
    """Tell whether a word that is also a verb stands where a month does: after "in", "last", "since" and the like."""
    before = text[max(start - 12, 0) : start].split()
    return bool(before) and before[-1].lower() in (
        "in",
        "last",
        "since",
        "until",
        "by",
        "next",
        "this",
        "early",
        "late",
        "of",
    )


def _numbers(text: str, start: int, stop: int) -> list[Value]:
    found = []
    for match in _NUMBER.finditer(text, start, stop):
        low = match.start() + len(match.group()) - len(match.group().lstrip())
        amount = match["digits"].replace(",", "")
        if len(amount) > 24:
            continue
        if match["ordinal"]:
            found.append(Value(low, match.end(), Sort.NUMBER, f"{int(float(amount))}th", "ordinal"))
            continue
        value = float(amount) * _MULTIPLES.get((match["times"] or "").lower(), 1)
        unit = _unit(match, text, stop)
        found.append(Value(low, match.end(), Sort.NUMBER, f"{value:.12g} {unit}".strip(), unit))
    for match in _WORD_NUMBER.finditer(text, start, stop):
        number = _SMALL[match["word"].lower()] * _MULTIPLES.get((match["times"] or "").lower(), 1)
        unit = _unit(match, text, stop)
        found.append(Value(*match.span(), Sort.NUMBER, f"{number:.12g} {unit}".strip(), unit))
    return found


def _unit(match: re.Match[str], text: str, stop: int) -> str:
    if match["percent"]:
        return "%"
    if match.groupdict().get("money"):
        return _CURRENCIES.get(match["money"].lower().rstrip("."), "money")
    if match["coin"]:
        return _CURRENCY_WORDS.get(match["coin"].lower(), "money")
    return _counted(text, match.end(), stop)


def _counted(text: str, at: int, stop: int) -> str:
    """Return the stem of the word that follows a number: what is counted."""
    match = _COUNTED.match(text, at, min(stop, at + 40))
    if match is None or match.group(1).lower() in tokens.STOP:
        return ""
    return tokens.stem(match.group(1).lower())


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
