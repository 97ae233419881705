"""Dates as articles write them, in the languages of the word lists, behind one door that never raises.

The forms that pages use are read here; python-dateutil reads the rarer ones of ISO 8601 and is loaded for them alone.
It raises four kinds of exception and takes offsets that fail later, so nothing else in the house calls it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache

from reader.text import plain
from reader.text.datewords import ARABIC_PAIRS, MONTH_WORDS, MONTHS, NEVER_ALONE, SHORT_DAYS, WEEKDAY_WORDS
from reader.text.plain import CleanText

MAX_LENGTH = 100
"""Longer strings are no dates: dateutil takes seconds for a long one."""
YEARS = range(1900, 2101)
MAX_OFFSET = timedelta(hours=14)


class Certainty(StrEnum):
    """How sure a date is."""

    STATED = "stated"
    """The source names it as its date."""
    UNSURE = "unsure"
    """Stated, but day and month could be the other way round."""
    INFERRED = "inferred"
    """Concluded from something else; shown with a tilde."""


@dataclass(frozen=True, slots=True)
class When:
    """A moment, as sure as it is."""

    moment: datetime
    """Always with a time zone (UTC where none is stated)."""
    has_time: bool
    certainty: Certainty
    written: CleanText
    """The characters it was read from."""


_SPELLINGS = str.maketrans(
    {"ı": "i", "İ": "i"} | dict.fromkeys("أإآ", "ا")
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0, 0x966, 0xFF10) for digit in range(10)}
)  # fmt: skip
"""Letters that are written in several ways, and the digits of Arabic, Persian, Devanagari and full width."""


def _level(word: str) -> str:
    return unicodedata.normalize("NFC", word.translate(_SPELLINGS).casefold())


_MONTH = {_level(word): MONTHS[number] for number, words in enumerate(MONTH_WORDS) for word in words.split()}
_WEEKDAYS = {word: name for name, words in WEEKDAY_WORDS.items() for word in words.split()}
_HAN_WEEK = "(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]|[月火水木金土日]曜日?|[(（][月火水木金土日一二三四五六][)）]"
HAN_DAYS = (
    rf"(?:\d{{4}}\s?[年년]\s?)?\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일]|{_HAN_WEEK}|[월화수목금토일]요일"
    r"|\d{1,2}[时時点點시]\s?(?:\d{1,2}[分분])?"
)
"""Days as Chinese, Japanese and Korean write them, weekdays and times of day."""

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(?:19|20)\d{6}(?:T\d{4}(?:\d{2})?(?:Z|[+-]\d{4})?)?|\d{4}-?W\d{2}-?\d|\d{4}-\d{3}")
_HAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?")
_SPACED = re.compile(r"(?<!\d)(\d{4})\. (\d{1,2})\. (\d{1,2})(?!\d)")
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm|,)?\s+(\d{4})(?!\d)", re.I)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_BACKWARDS = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d{2})\.?\s+([^\W\d_]+)\.?\s+(\d{1,2})(?!\d)")
_WORD = re.compile(r"(?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f])+")
_CLOCK = re.compile(
    r"(?<!\d)([01]?\d|2[0-4])(?:[:.h]|[时時点點시]\s?)([0-5]\d)(?::([0-5]\d|60))?(?!\d)\s?([ap]\.?m\b\.?)?", re.I
)
_OFFSET = re.compile(r"(?:Z|UTC|GMT)\b(?![+-])|(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})\b")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?(?![\d:])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def parse(raw: str, *, day_first: bool = True) -> When | None:
    """Read one date, with or without a time, from a short string that may hold a label and a weekday as well.

    Never raises. None where there is no whole date (day, month and year), the string is longer than `MAX_LENGTH`,
    or the year lies outside `YEARS`. A leading tilde means inferred, a closing question mark unsure: what `show`
    writes reads back.

    Args:
        raw: Any characters.
        day_first: How to read 03-04-2025; such a date comes back as unsure whichever is chosen.
    """
    if len(raw) > MAX_LENGTH:
        return None
    line = plain.line(raw)
    text = line if line.isascii() else line.translate(_SPELLINGS)
    if not any("0" <= char <= "9" for char in text):
        return None
    if _COMPACT.fullmatch(text):
        return _compact(text, line)
    found = _iso(text) or _han(text) or _numeric(text, day_first) or _named(text)
    if found is None:
        return None
    day, certainty = found
    clock = _CLOCK.search(_NUMERIC.sub(" ", _BACKWARDS.sub(" ", text)).replace("T", " "))
    moment = _moment(day, clock, text)
    if moment is None:
        return None
    if text.startswith("~"):
        certainty = Certainty.INFERRED
    elif text.endswith("?"):
        certainty = Certainty.UNSURE
    return When(moment, clock is not None, certainty, line)


def _compact(text: str, line: CleanText) -> When | None:
    """Read the rarer forms of ISO 8601: without signs, by week, by the day of the year."""
    from dateutil import parser

    try:
        moment = parser.isoparse(text)
    except (ValueError, OverflowError, ArithmeticError, TypeError, AttributeError):
        return None
    offset = moment.utcoffset()
    if moment.year not in YEARS or (offset is not None and abs(offset) > MAX_OFFSET):
        return None
    zone = timezone(offset) if offset else UTC
    return When(moment.replace(tzinfo=zone), "T" in text, Certainty.STATED, line)


def find_weekday(text: str) -> str:
    """Return the first day of the week that a text names, in English; empty where there is none."""
    match = _weekday().search(text)
    return _WEEKDAYS[match.group()] if match else ""


@lru_cache(maxsize=1)
def _weekday() -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in _WEEKDAYS if word not in NEVER_ALONE)
    return re.compile(rf"(?<![^\W\d_])(?:{names})(?![^\W\d_])")


def show(when: When | None, weekday: str = "") -> CleanText:
    """Return a date for the screen: "27 Mar 2025", "~27 Mar 2025", "3 Apr 2025?", "no date, says Thursday"."""
    if when is None:
        return plain.line(f"no date, says {weekday}" if weekday else "no date")
    tilde = "~" if when.certainty is Certainty.INFERRED else ""
    doubt = "?" if when.certainty is Certainty.UNSURE else ""
    day = when.moment
    return CleanText(f"{tilde}{day.day} {MONTHS[day.month - 1]} {day.year}{doubt}")


def moment(seconds: int, *, year: bool = True) -> CleanText:
    """Return a moment in seconds since 1970 where the reader is: "27 Mar 2025, 14:03"; with no year "27 Mar 14:03"."""
    try:
        at = datetime.fromtimestamp(seconds).astimezone()
    except (ValueError, OverflowError, OSError):
        return CleanText("at no time")
    return CleanText(f"{at.day} {MONTHS[at.month - 1]}{f' {at.year},' if year else ''} {at:%H:%M}")


def month(word: str) -> str:
    """Return the English short name of a month named in any of our languages, or an empty text."""
    return _MONTH.get(_level(word).rstrip("."), "")


def is_weekday(word: str) -> bool:
    """Tell whether a word names a day of the week, in full or in three letters."""
    return _level(word).rstrip(".") in _DAY_NAMES


_DAY_NAMES = frozenset(map(_level, [*_WEEKDAYS, *SHORT_DAYS.split()]))


_Day = tuple[int, int, int]
"""Year, month, day: not yet checked."""


def _iso(text: str) -> tuple[_Day, Certainty] | None:
    match = _ISO.search(text) or _BACKWARDS.search(text) or _SPACED.search(text)
    return match and ((int(match[1]), int(match[2]), int(match[3])), Certainty.STATED)


def _han(text: str) -> tuple[_Day, Certainty] | None:
    match = _HAN.search(text)
    if match is None and "th" in text:
        backwards = _VIETNAMESE.search(text)
        return backwards and ((int(backwards[3]), int(backwards[2]), int(backwards[1])), Certainty.STATED)
    return match and ((int(match[1]), int(match[2]), int(match[3])), Certainty.STATED)


def _numeric(text: str, day_first: bool) -> tuple[_Day, Certainty] | None:
    match = _NUMERIC.search(text)
    if match is None:
        return None
    one, two, year = int(match[1]), int(match[2]), int(match[3])
    if len(match[3]) == 2:
        year += 2000 if year < 70 else 1900
    day, number = (one, two) if day_first else (two, one)
    if number > 12:
        day, number = number, day
    certain = one > 12 or two > 12 or one == two or "." in match.group()
    return (year, number, day), Certainty.STATED if certain else Certainty.UNSURE


def _named(text: str) -> tuple[_Day, Certainty] | None:
    if "ين " in text or "ون " in text:
        for pair, single in ARABIC_PAIRS:
            text = text.replace(pair, single)
    turned = _YEAR_FIRST.search(text)
    if turned is not None and month(turned[2]):
        return (int(turned[1]), MONTHS.index(month(turned[2])) + 1, int(turned[3])), Certainty.STATED
    year = _YEAR.search(text)
    if year is None:
        return None
    days = [match for match in _DAY.finditer(text) if not year.start() <= match.start() < year.end()]
    days = [match for match in days if 1 <= int(match[1]) <= 31]
    for word in _WORD.finditer(text):
        name = month(word.group()) or (month(word.group()[1:]) if word.group()[0] == "ב" else "")
        near = [match for match in days if _beside(match, word, text)] if name else []
        if near:
            return (int(year[1]), MONTHS.index(name) + 1, int(near[0][1])), Certainty.STATED
    return None


def _beside(day: re.Match[str], word: re.Match[str], text: str) -> bool:
    gap = text[day.end() : word.start()] if day.end() <= word.start() else text[word.end() : day.start()]
    return len(gap) <= 4 and not any(char.isdigit() for char in gap)


def _moment(day: _Day, clock: re.Match[str] | None, text: str) -> datetime | None:
    if day[0] not in YEARS:
        return None
    try:
        moment = datetime(*day, tzinfo=UTC)
    except ValueError:
        return None
    if clock is None:
        return moment
    hour, minute, second = int(clock[1]), int(clock[2]), min(int(clock[3] or 0), 59)
    if clock[4]:
        hour = hour % 12 + (12 if clock[4][0] in "pP" else 0)
    return moment.replace(hour=hour % 24, minute=minute, second=second, tzinfo=_zone(text[clock.start() :]))


def _zone(text: str) -> timezone:
    match = _OFFSET.search(text)
    if match is None or match[1] is None or int(match[3]) > 59:
        return UTC
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    if offset > MAX_OFFSET or not offset:
        return UTC
    return timezone(offset if match[1] == "+" else -offset)
