"""The one search language: what people type becomes a `Query`, or an error that points at the character.

    putin visit          both words; a word also finds longer ones that begin with it
    "now it is"          a phrase, these words in this order
    -advert              without it
    oil|gas              one of them
    title:putin          in the title; also text: source: author:
    is:unread  is:read   by the read mark
    words:>300           by length; also < and a plain number
    newer:3d older:2025-03-27 date:2025-03    by date; d, w, m, y count days, weeks, months, years from now

Pure: no input or output. What is not in this list is an error, not a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from reader.model import Span
from reader.text import plain

MAX_LENGTH = 1_000
MAX_CLAUSES = 64


class QueryError(ValueError):
    """What was typed is not in the language.

    Attributes:
        position: The character it is about, counted from 0.
        query: What was typed.
    """

    def __init__(self, message: str, position: int, query: str) -> None:
        super().__init__(plain.line(message))
        self.position = position
        self.query = query

    def pointed(self) -> str:
        """Return three lines: the message, what was typed, and a caret below the character."""
        return f"{self}\n  {plain.clean(self.query)}\n  {' ' * self.position}^"


class Where(StrEnum):
    """What part of an article a word is looked for in."""

    ANYWHERE = "anywhere"
    TITLE = "title"
    TEXT = "text"
    SOURCE = "source"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Words:
    """One word, or several that must stand together in this order."""

    text: str
    where: Where
    phrase: bool
    span: Span
    """Where it stands in what was typed."""


@dataclass(frozen=True, slots=True)
class IsRead:
    """By the read mark."""

    read: bool


@dataclass(frozen=True, slots=True)
class Length:
    """By the number of words; both ends included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Dated:
    """By date: `start` included, `end` not. An article without a date never fits."""

    start: datetime
    end: datetime


Test = Words | IsRead | Length | Dated


@dataclass(frozen=True, slots=True)
class Clause:
    """One of several must hold; negated, none may."""

    tests: tuple[Test, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Query:
    """All clauses must hold."""

    clauses: tuple[Clause, ...]

    def words(self) -> tuple[Words, ...]:
        """Return the words that are looked for, without those that are excluded."""
        return tuple(t for c in self.clauses if not c.negated for t in c.tests if isinstance(t, Words))


_FILTERS = ("is", "words", "newer", "older", "date")
FIELDS = (*(str(where) for where in Where if where is not Where.ANYWHERE), *_FILTERS)
"""What may stand before a colon."""
_PIECE = re.compile(
    r"""(?P<space>\s+)|(?P<bar>\|)|(?P<minus>-(?=[^\s\-|]))|(?P<field>[A-Za-z]+):|(?P<quote>["“”])|(?P<word>[^\s|"“”]+)"""
)
_REFUSED = re.compile(r"[~#/(){}\[\]*^]")
_SPAN = re.compile(r"(\d{1,4})([dwmy])\Z")
_SIZE = re.compile(r"([<>]=?|=)?(\d{1,7})\Z")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_DAYS = {"d": 1, "w": 7, "m": 30.44, "y": 365.25}
_LAST = datetime(9999, 1, 1, tzinfo=UTC)
_FIRST = datetime(1, 1, 1, tzinfo=UTC)


def parse(text: str, *, now: datetime | None = None) -> Query:
    """Read what was typed.

    Args:
        text: The query; an empty one has no clause and fits everything.
        now: What `newer:3d` counts from.

    Raises:
        QueryError: It is not in the language.
    """
    return _Parser(text, now or datetime.now(UTC)).parse()


class _Parser:
    """Reads from left to right, once."""

    def __init__(self, text: str, now: datetime) -> None:
        self.text = text
        self.now = now
        self.at = 0

    def parse(self) -> Query:
        if len(self.text) > MAX_LENGTH:
            raise self.error(f"over {MAX_LENGTH} characters", MAX_LENGTH)
        clauses: list[Clause] = []
        while self.peek("space") or self.at < len(self.text):
            clauses.append(self.clause())
            if len(clauses) > MAX_CLAUSES:
                raise self.error(f"over {MAX_CLAUSES} words", self.at)
            self.peek("space")
        return Query(tuple(clauses))

    def error(self, message: str, position: int) -> QueryError:
        return QueryError(message, min(position, len(self.text)), self.text)

    def peek(self, kind: str) -> re.Match[str] | None:
        match = _PIECE.match(self.text, self.at)
        if match is None or match.lastgroup != kind:
            return None
        self.at = match.end()
        return match

    def clause(self) -> Clause:
        negated = self.peek("minus") is not None
        field = self.field()
        tests = [self.value(field)]
        while bar := self.peek("bar"):
            if negated:
                raise self.error('"-" takes one word; for neither of two write -a -b', bar.start())
            field = self.field() or field
            tests.append(self.value(field))
        return Clause(tuple(tests), negated)

    def field(self) -> str:
        match = self.peek("field")
        if match is None:
            return ""
        name = match["field"].lower()
        if name not in FIELDS:
            import difflib

            near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.6)
            hint = f"did you mean {near[0]}:" if near else "put it in quotation marks to look for it"
            raise self.error(
                f"no field {name}: ({hint}; fields are {' '.join(f'{f}:' for f in FIELDS)})", match.start()
            )
        return name

    def value(self, field: str) -> Test:
        start = self.at
        if self.peek("quote"):
            return self.phrase(field, start)
        match = self.peek("word")
        if match is None:
            raise self.error(f"{field}: wants a value" if field else "a word is missing here", self.at)
        word = match.group()
        if field in _FILTERS:
            return self.filter(field, word, start)
        refused = _REFUSED.match(word)
        if refused:
            raise self.error(f"{refused.group()} has no meaning here; put it in quotation marks to look for it", start)
        self.check(word, start)
        return Words(word, Where(field or Where.ANYWHERE), False, Span(start, self.at))

    def check(self, words: str, start: int) -> None:
        if not any(char.isalnum() for char in words):
            raise self.error("no letter and no digit to look for", start)

    def phrase(self, field: str, start: int) -> Test:
        end = next((n for n in range(self.at, len(self.text)) if self.text[n] in '"“”'), -1)
        if end < 0:
            raise self.error("this quotation mark is never closed", start)
        inside = self.text[self.at : end]
        self.at = end + 1
        if field in _FILTERS:
            return self.filter(field, inside.strip(), start)
        if not inside.strip():
            raise self.error("nothing between the quotation marks", start)
        self.check(inside, start)
        return Words(inside, Where(field or Where.ANYWHERE), True, Span(start, self.at))

    def filter(self, field: str, value: str, start: int) -> Test:
        if field == "is":
            if value.lower() not in ("read", "unread"):
                raise self.error("is: knows read and unread", start)
            return IsRead(value.lower() == "read")
        if field == "words":
            return self.length(value, start)
        return self.dated(field, value, start)

    def length(self, value: str, start: int) -> Length:
        match = _SIZE.match(value)
        if match is None:
            raise self.error("words: wants a number such as >300", start)
        number, sign = int(match[2]), match[1] or "="
        least = {">": number + 1, ">=": number, "=": number}.get(sign, 0)
        most = {"<": number - 1, "<=": number, "=": number}.get(sign, 10**9)
        return Length(least, most)

    def dated(self, field: str, value: str, start: int) -> Dated:
        span = _SPAN.match(value.lower())
        if span and field != "date":
            moment = self.now - timedelta(days=int(span[1]) * _DAYS[span[2]]) if int(span[1]) < 2000 else _FIRST
            return Dated(moment, _LAST) if field == "newer" else Dated(_FIRST, moment)
        period = _period(value)
        if period is None:
            example = "2025, 2025-03 or 2025-03-27" + ("" if field == "date" else ", or 3d, 2w, 6m, 1y")
            raise self.error(f"{field}: wants a date such as {example}", start)
        if field == "newer":
            return Dated(period[0], _LAST)
        return Dated(_FIRST, period[0]) if field == "older" else Dated(*period)


def _period(value: str) -> tuple[datetime, datetime] | None:
    """Return the beginning and the end of a year, a month or a day."""
    match = _DAY.match(value)
    if match is None:
        from reader.text import dates

        when = dates.parse(value)
        if when is None:
            return None
        day = when.moment.replace(hour=0, minute=0, second=0, microsecond=0)
        return day, day + timedelta(days=1)
    year, month, day_ = (int(part) if part else 0 for part in match.groups())
    try:
        start = datetime(year, month or 1, day_ or 1, tzinfo=UTC)
        if day_:
            return start, start + timedelta(days=1)
        if month:
            return start, datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
        return start, datetime(year + 1, 1, 1, tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
