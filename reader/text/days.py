"""Dates and times of day in running text, each in a normal form. Pure.

English forms everywhere, months in the article's own language, and dates in digits. Days that are named by their
distance ("yesterday", "last year") are read only where the article's own date settles them.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from reader.text import dates
from reader.text.datewords import MONTHS as SHORT_MONTHS
from reader.text.triggers import Trigger


class Day(NamedTuple):
    """One date, or one time of day, in a text."""

    start: int
    end: int
    norm: str
    """Equal for equal dates: "2025-03-27", "03-27", "2024-07", "10", "2023", "1990s", "thursday", "15:30"; the first
    and the last of several days are joined by a dash."""
    unit: str
    """Its grain: "day", "days", "month", "year", "decade", "weekday" or "time"."""
    ends: tuple[tuple[int, int, str, str], ...] = ()
    """Of several days, the first and the last: start, end, norm, unit."""


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
_MONTH = (
    r"(?P<{}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_MORE = r"(?:st|nd|rd|th)?(?:\s?[-–]\s?|\s(?:and|to)\s)"
_YEAR = r"(?:,?\s+(?P<{}>(?:19|20)\d\d))?"
_DATE = re.compile(
    rf"(?![a-z\s])\b(?:{_MONTH.format('m1')}\s+(?:(?P<from1>\d{{1,2}}){_MORE}(?=\d{{1,2}}(?!\d|\s[a-z])))?(?P<d1>\d{{1,2}})"
    rf"(?:st|nd|rd|th)?(?!\d|,\d\d\d){_YEAR.format('y1')}\b"
    rf"|(?:(?P<from2>\d{{1,2}}){_MORE})?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format('m2')}(?!\w)"
    rf"{_YEAR.format('y2')}"
    rf"|{_MONTH.format('m3')}(?!\w)(?:,?\s+(?:of\s+)?(?P<y3>(?:19|20)\d\d))?"
    r"|(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"|(?<![$€£¥₹\d.,])(?P<decade>(?:1[6-9]|20)\d0)s(?!\w)"
    r"|(?<![$€£¥₹\d.,])(?P<year>(?:19|20)\d\d)(?!\s*(?:%|percent|per\scent|people|million|billion|[\d]))"
    r"(?![,.]?\d|[^\W\d_]))"
)
_WORDS_OF_DATES = Trigger(
    re.compile(r"\d|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)")
)
_DIGIT = re.compile(r"\d")
_AMOUNT = re.compile(
    r"\b(?:some|about|nearly|almost|around|over|roughly|approximately|than|least|most|estimated)\s$", re.IGNORECASE
)
"""What stands before a number, not before a year."""
_DIGITS = re.compile(
    r"(?<![\w.,/-])(?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d)(?![\w/-]|[.,]\d)"
    r"|(?:19|20)\d\d\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
)
_FOREIGN = re.compile(
    r"(?<![\w.,])(?:(?P<day>\d{1,2})(?:\.|er|º|ª)?\s+(?:de\s+|di\s+)?)?(?P<month>[^\W\d_]{3,15})\.?"
    r"(?:\s+(?:de\s+|del\s+)?(?P<year>(?:19|20)\d\d))?(?![\w])"
)
_CLOCK = re.compile(
    r"(?=\d)(?<![\w.,:/-])(?:(?P<h1>[01]?\d|2[0-3])(?P<sign>[:.])(?P<min>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    r"(?:\s?(?P<half1>[ap])\.?m\b\.?|(?P<uhr>\s(?:Uhr|uur)\b))?"
    r"|(?P<h2>1[0-2]|[1-9])\s?(?P<half2>[ap])(?:\.m\.|m\b)|(?P<h4>[01]?\d|2[0-3])h(?P<min4>[0-5]\d)(?!\w)"
    r"|(?P<h3>[01]\d|2[0-3])(?P<min3>[0-5]\d)(?=\s(?:GMT|UTC|hrs)\b))"
)
_RELATIVE = re.compile(
    r"\b(?P<word>yesterday|today|tonight|tomorrow|(?P<which>last|this|next)\s(?P<grain>year|month)"
    r"|(?:on\s)(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))\b",
    re.IGNORECASE,
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


def days(text: str, start: int, stop: int, language: str = "") -> list[Day]:
    """Return the dates and times of `text[start:stop]` in order, none overlapping. Linear time.

    Args:
        text: Gated text.
        start: Where to begin.
        stop: Where to end.
        language: Two-letter code of the language of the months; empty reads English.
    """
    found: list[Day] = []
    if _DIGIT.search(text, start, stop):
        found += [*_in_digits(text, start, stop), *_times(text, start, stop)]
        if language not in ("", "en"):
            found += [*_foreign(text, start, stop), *_years(text, start, stop)]
    if language in ("", "en") and _WORDS_OF_DATES.within(text, start, stop):
        found += _english(text, start, stop)
    kept: list[Day] = []
    for day in sorted(found, key=lambda day: (day.start, -day.end)):
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
    return kept


def settled(text: str, start: int, stop: int, written: date) -> list[Day]:
    """Return the days of `text[start:stop]` that are named by their distance from the day it was written, in English.

    "On Thursday" is settled only where that day was a Thursday: else it may be the last one or the next.
    """
    found = []
    for match in _RELATIVE.finditer(text, start, stop):
        norm, unit = _from(match, written)
        if norm:
            low = match.start("weekday") if match["weekday"] else match.start()
            found.append(Day(low, match.end(), norm, unit))
    return found


def _from(match: re.Match[str], written: date) -> tuple[str, str]:
    if match["weekday"]:
        same = _WEEKDAYS[written.weekday()] == match["weekday"].lower()
        return (written.isoformat(), "day") if same else ("", "")
    if match["which"]:
        by = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
        if match["grain"].lower() == "year":
            return str(written.year + by), "year"
        months = written.year * 12 + written.month - 1 + by
        return f"{months // 12:04d}-{months % 12 + 1:02d}", "month"
    by = {"yesterday": -1, "tomorrow": 1}.get(match["word"].lower(), 0)
    return (written + timedelta(days=by)).isoformat(), "day"


def shown(norm: str, unit: str) -> str:
    """Return a date in normal form as people read it: "27 March 2025", "July 2024", "2023"."""
    if unit == "weekday":
        return norm.capitalize()
    if unit in ("year", "decade", "time"):
        return norm
    if unit == "days":
        first, last = norm.split("–")
        return f"{int(first[-2:])}–{shown(last, 'day')}"
    parts = norm.split("-")
    year = parts.pop(0) if len(parts[0]) == 4 else ""
    day = str(int(parts[1])) if len(parts) > 1 else ""
    return " ".join(filter(None, (day, _NAMES[int(parts[0]) - 1], year)))


_NAMES = [next(name for name, number in MONTHS.items() if number == n).capitalize() for n in range(1, 13)]


def _english(text: str, start: int, stop: int) -> list[Day]:
    found = []
    for match in _DATE.finditer(text, start, stop):
        if match["day"]:
            found.append(Day(*match.span(), match["day"].lower(), "weekday"))
        elif match["decade"]:
            found.append(Day(*match.span(), match.group(), "decade"))
        elif match["year"]:
            if not _AMOUNT.search(text, max(match.start() - 14, 0), match.start()):
                found.append(Day(*match.span(), match["year"], "year"))
        else:
            found += _in_month(text, match)
    return found


def _in_month(text: str, match: re.Match[str]) -> list[Day]:
    name = match["m1"] or match["m2"] or match["m3"]
    if name in ("May", "Mar", "March") and match.group() == name and not _in_date(text, match.start()):
        return []
    month = MONTHS[name.lower().rstrip(".")]
    year = match["y1"] or match["y2"] or match["y3"]
    which = "1" if match["m1"] else "2"
    day, first = (match[f"d{which}"], match[f"from{which}"]) if not match["m3"] else (None, None)
    if day and not 1 <= int(day) <= 31:
        return []
    if not (first and day and 1 <= int(first) < int(day)):
        return [_day(match.span(), year, month, day)]
    cut = match.end(f"from{which}")
    low = _day((match.start(), cut), year, month, first)
    high = _day((match.start(f"d{which}"), match.end()), year, month, day)
    if text[cut : high.start].strip() not in ("-", "–", "to"):
        return [low, high]
    return [Day(*match.span(), f"{low.norm}–{high.norm}", "days", (low[:4], high[:4]))]


def _day(span: tuple[int, int], year: str | None, month: int, day: str | None) -> Day:
    norm = "-".join(filter(None, (year, f"{month:02d}", f"{int(day):02d}" if day else "")))
    return Day(*span, norm, "day" if day else "month")


def _in_date(text: str, start: int) -> bool:
    """Tell whether a word that is also a verb stands where a month does: after "in", "last", "since" and the like."""
    before = text[max(start - 12, 0) : start].split()
    return bool(before) and before[-1].lower() in "in last since until by next this early late of".split()


def _in_digits(text: str, start: int, stop: int) -> list[Day]:
    found = []
    for match in _DIGITS.finditer(text, start, stop):
        when = dates.parse(match.group())
        if when is not None:
            found.append(Day(*match.span(), when.moment.date().isoformat(), "day"))
    return found


def is_unsure(written: str) -> bool:
    """Tell whether day and month of a date in digits could be the other way round; it is read day first."""
    when = dates.parse(written) if _DIGITS.fullmatch(written) else None
    return when is not None and when.certainty is dates.Certainty.UNSURE


def _foreign(text: str, start: int, stop: int) -> list[Day]:
    """Read months of other languages, where a day or a year stands beside them: alone they may be other words."""
    found = []
    for match in _FOREIGN.finditer(text, start, stop):
        day, year = match["day"], match["year"]
        if not (day or year) or (day and not 1 <= int(day) <= 31):
            continue
        name = dates.month(match["month"])
        if name:
            found.append(_day(match.span(), year, SHORT_MONTHS.index(name) + 1, day))
    return found


def _years(text: str, start: int, stop: int) -> list[Day]:
    """Return the years that stand alone."""
    matches = (match for match in _DATE.finditer(text, start, stop) if match["year"])
    return [Day(*match.span(), match["year"], "year") for match in matches]


def _times(text: str, start: int, stop: int) -> list[Day]:
    found = []
    for match in _CLOCK.finditer(text, start, stop):
        hour = int(match["h1"] or match["h2"] or match["h3"] or match["h4"])
        half = match["half1"] or match["half2"]
        if match["sign"] == "." and not (half or match["uhr"]):
            continue  # as likely a decimal
        if half and not 1 <= hour <= 12:
            continue
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        minute = int(match["min"] or match["min3"] or match["min4"] or 0)
        found.append(Day(*match.span(), f"{hour:02d}:{minute:02d}", "time"))
    return found
