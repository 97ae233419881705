"""The parts of a statement: its numbers, dates and names, and which of them a source states beside its own version.

Pure. A part is looked for in the sentence that tells the same, in the ones before and after it, and in the headline; a
name also before it, where the sentence says "he", "she" or "they".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reader.text import amounts, amountwords, days, facts, namewords, tokens
from reader.text.dates import Certainty
from reader.text.facts import Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Article, Span
    from reader.text.facts import Value

MAX_BEFORE = 20_000
"""Characters before a sentence in which the one who is called "he" or "she" is looked for."""
_PRONOUNS = frozenset("he she they him her them his their theirs who".split())
_TWO = frozenset("both couple pair twice twin double doubling doubled".split())
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_STRICT = amountwords.MONEY | {amounts.PERCENT, amounts.POINTS, amounts.ORDINAL}
"""Units of which equal numbers do not meet another unit."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """What stands in and around one sentence of a source."""

    values: tuple[Value, ...]
    words: frozenset[str]
    names: frozenset[str]
    """The words among which a name is looked for, without case and accents."""
    capitals: str
    """The first letters of the capitalised words, in order, for acronyms."""


def parts_of(text: str, span: Span) -> list[Value]:
    """Return the numbers, dates and names of a sentence; none of its names where it is written like a headline."""
    found = facts.values(text, *span)
    words = tokens.tokens(text, *span)
    titled = sum(word.capital for word in words) > len(words) * 2 / 3
    return [value for value in found if not (titled and value.sort is Sort.NAME)]


def nearby(article: Article, sentences: Sequence[Span], number: int) -> Nearby:
    """Read what stands in a sentence of an article, beside it, and in the headline.

    Args:
        article: The source.
        sentences: Where the sentences of its text stand.
        number: Which of them is meant.
    """
    text = article.text
    near = sentences[max(number - 1, 0) : number + 2]
    values = [value for start, end in near for value in _values(article, start, end)]
    values += facts.values(article.title)
    own = [word for start, end in near for word in tokens.tokens(text, start, end)] + tokens.tokens(article.title)
    start, end = sentences[number]
    within = {word.norm for word in tokens.tokens(text, start, end)}
    before = tokens.tokens(text, max(start - MAX_BEFORE, 0), start) if not within.isdisjoint(_PRONOUNS) else []
    names = frozenset(tokens.fold(word.norm) for word in (*own, *before))
    capitals = "".join(word.norm[0] for word in own if word.capital).upper()
    return Nearby(tuple(values), frozenset(word.norm for word in own), names, capitals)


def _values(article: Article, start: int, end: int) -> list[Value]:
    """Return the values of one sentence, days that its article's date settles included."""
    found = facts.values(article.text, start, end)
    when = article.published
    if when is not None and when.certainty is Certainty.STATED:
        settled = days.settled(article.text, start, end, when.moment.date())
        found += [facts.Value(low, high, Sort.DATE, norm, unit) for low, high, norm, unit, _ in settled]
    return found


def met(part: Value, text: str, near: Nearby) -> bool:
    """Tell whether a part of a statement in `text` is among what stands near a source's sentence."""
    if part.sort is Sort.NAME:
        return _named(text[part.start : part.end], part.norm, near)
    if any(value.norm == part.norm for value in near.values if value.sort is part.sort):
        return True
    if part.sort is Sort.DATE:
        return any(_covers(value.norm, part) for value in near.values if value.sort is Sort.DATE)
    number = part.norm.split(" ")[0]
    if number == "2" and part.unit not in _STRICT and not near.words.isdisjoint(_TWO):
        return True
    return any(
        value.norm.split(" ")[0] == number and (value.unit == part.unit or _STRICT.isdisjoint((value.unit, part.unit)))
        for value in near.values
        if value.sort is Sort.NUMBER
    )


def _covers(norm: str, part: Value) -> bool:
    """Tell whether a date is the part's, or one within it: March 2025 is met by 27 March 2025, not the other way."""
    if part.unit == "weekday":
        whole = re.fullmatch(r"\d{4}-\d\d-\d\d", norm)
        return whole is not None and _WEEKDAYS[date.fromisoformat(norm).weekday()] == part.norm
    return set(part.norm.split("-")) <= set(norm.split("-"))


def _named(words: str, norm: str, near: Nearby) -> bool:
    """Tell whether a name is among some words: by its last word, in any spelling, or by its first letters."""
    last = tokens.fold(norm)
    if words.isupper() and len(words) > 1 and words in near.capitals:
        return True
    initials = "".join(word.norm[0] for word in tokens.tokens(words) if word.capital).lower()
    if len(initials) > 1 and initials in near.names:
        return True
    return any(is_one(last, name) for name in near.names)


def is_one(one: str, other: str) -> bool:
    """Tell whether two words in lower case and without accents may be one name, in whatever spelling."""
    least = min(len(one), len(other))
    return one == other or (least > 3 and one[:4] == other[:4]) or namewords.alike(one, other)
