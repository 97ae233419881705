"""Dates as articles write them: python-dateutil behind one door that never raises.

dateutil raises four kinds of exception and takes offsets that fail later, so nothing else in the house calls it.
What is handed to it is short, holds a year, and has its month names turned into English first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

from reader.text import plain
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


MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTH_WORDS = (
    "january jan januar jänner januari janvier enero gennaio janeiro ene gen janv",
    "february feb februar februari février fevrier febrero febbraio fevereiro fev févr fevr",
    "march mar märz maerz maart mars marzo março marco mrt mär",
    "april apr avril abril aprile avr abr",
    "may mai mei mayo maggio maio mag",
    "june jun juni juin junio giugno junho giu",
    "july jul juli juillet julio luglio julho juil lug",
    "august aug augustus août aout agosto ago",
    "september sep sept septembre septiembre settembre setembro set",
    "october oct oktober okt octobre octubre ottobre outubro ott out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre decembre diciembre dicembre dezembro déc dic",
)
_MONTH = {word: MONTHS[number] for number, words in enumerate(_MONTH_WORDS) for word in words.split()}
_WEEKDAYS = {
    word: name
    for name, words in {
        "Monday": "Monday Montag lundi lunes lunedì maandag segunda-feira",
        "Tuesday": "Tuesday Dienstag mardi martes martedì dinsdag terça-feira",
        "Wednesday": "Wednesday Mittwoch mercredi miércoles mercoledì woensdag quarta-feira",
        "Thursday": "Thursday Donnerstag jeudi jueves giovedì donderdag quinta-feira",
        "Friday": "Friday Freitag vendredi viernes venerdì vrijdag sexta-feira",
        "Saturday": "Saturday Samstag samedi sabato zaterdag sábado",
        "Sunday": "Sunday Sonntag dimanche domenica zondag domingo",
    }.items()
    for word in words.split()
}
_WEEKDAY = re.compile(r"\b(?:{})\b".format("|".join(re.escape(word) for word in _WEEKDAYS)))

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_HAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_BACKWARDS = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-4])[:.h]([0-5]\d)(?::([0-5]\d|60))?(?!\d)\s?([ap]\.?m\b\.?)?", re.I)
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
    text = plain.line(raw)
    if not any("0" <= char <= "9" for char in text):
        return None
    found = _iso(text) or _han(text) or _numeric(text, day_first) or _named(text)
    if found is None:
        return None
    date, certainty = found
    clock = _CLOCK.search(_NUMERIC.sub(" ", _BACKWARDS.sub(" ", text)).replace("T", " "))
    moment = _moment(date, clock, text)
    if moment is None:
        return None
    if text.startswith("~"):
        certainty = Certainty.INFERRED
    elif text.endswith("?"):
        certainty = Certainty.UNSURE
    return When(moment, clock is not None, certainty, text)


def find_weekday(text: str) -> str:
    """Return the first day of the week that a text names, in English; empty where there is none."""
    match = _WEEKDAY.search(text)
    return _WEEKDAYS[match.group()] if match else ""


def show(when: When | None, weekday: str = "") -> CleanText:
    """Return a date for the screen: "27 Mar 2025", "~27 Mar 2025", "3 Apr 2025?", "no date, says Thursday"."""
    if when is None:
        return plain.line(f"no date, says {weekday}" if weekday else "no date")
    tilde = "~" if when.certainty is Certainty.INFERRED else ""
    doubt = "?" if when.certainty is Certainty.UNSURE else ""
    day = when.moment
    return CleanText(f"{tilde}{day.day} {MONTHS[day.month - 1]} {day.year}{doubt}")


def month(word: str) -> str:
    """Return the English short name of a month named in any of our languages, or an empty text."""
    return _MONTH.get(word.casefold().rstrip("."), "")


def is_weekday(word: str) -> bool:
    """Tell whether a word names a day of the week, in full or in three letters."""
    name = word.casefold().rstrip(".")
    return any(day.casefold() == name for day in _WEEKDAYS) or name in _SHORT_DAYS


_SHORT_DAYS = frozenset(
    "mon tue tues wed thu thur thurs fri sat sun mo di mi do fr sa so lun mar mer jeu ven sam dim".split()
)


def _iso(text: str) -> tuple[str, Certainty] | None:
    match = _ISO.search(text) or _BACKWARDS.search(text)
    return match and (f"{match[1]}-{match[2]}-{match[3]}", Certainty.STATED)


def _han(text: str) -> tuple[str, Certainty] | None:
    match = _HAN.search(text)
    return match and (f"{match[1]}-{match[2]}-{match[3]}", Certainty.STATED)


def _numeric(text: str, day_first: bool) -> tuple[str, Certainty] | None:
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
    return f"{year}-{number}-{day}", Certainty.STATED if certain else Certainty.UNSURE


def _named(text: str) -> tuple[str, Certainty] | None:
    year = _YEAR.search(text)
    name = next(((word, month(word.group())) for word in _WORD.finditer(text) if month(word.group())), None)
    if year is None or name is None:
        return None
    days = [match for match in _DAY.finditer(text) if not year.start() <= match.start() < year.end()]
    near = [match for match in days if 1 <= int(match[1]) <= 31 and _beside(match, name[0], text)]
    return (f"{near[0][1]} {name[1]} {year[1]}", Certainty.STATED) if near else None


def _beside(day: re.Match[str], word: re.Match[str], text: str) -> bool:
    gap = text[day.end() : word.start()] if day.end() <= word.start() else text[word.end() : day.start()]
    return len(gap) <= 4 and not any(char.isdigit() for char in gap)


def _moment(date: str, clock: re.Match[str] | None, text: str) -> datetime | None:
    from dateutil import parser

    try:
        moment = parser.parse(date, yearfirst=date[:4].isdigit(), default=datetime(2000, 1, 1, tzinfo=UTC))
        if clock is not None:
            hour, minute, second = int(clock[1]), int(clock[2]), min(int(clock[3] or 0), 59)
            if clock[4]:
                hour = hour % 12 + (12 if clock[4][0] in "pP" else 0)
            zone = _zone(text[clock.start() :])
            moment = moment.replace(hour=hour % 24, minute=minute, second=second, tzinfo=zone)
    except (ValueError, OverflowError, ArithmeticError, TypeError, AttributeError):
        return None
    return moment if moment.year in YEARS else None


def _zone(text: str) -> timezone:
    match = _OFFSET.search(text)
    if match is None or match[1] is None or int(match[3]) > 59:
        return UTC
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    if offset > MAX_OFFSET or not offset:
        return UTC
    return timezone(offset if match[1] == "+" else -offset)
