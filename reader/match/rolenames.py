"""What a date or an amount is by the words beside it: its preposition, what is counted, what became of whom. English.

Closed lists; what they do not know has no name and is compared with all that has none. Linear in the words looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.match import clauses
from reader.match.sentences import DATE_WORDS
from reader.text import opposites, rolewords, tokens
from reader.text.amounts import PERCENT
from reader.text.amountwords import MONEY
from reader.text.quotes import SPEECH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.match.clauses import Clause
    from reader.text.facts import Value
    from reader.text.tokens import Token

PUBLISHED, AGE, ANOTHER = "published", "age", "another"
"""What dates of texts, ages and dates before the event are called."""
APART = frozenset((PUBLISHED,))
"""What is not compared even among its own."""
_REACH = 8
"""Words before an amount among which it is said to be demanded, or to rise."""
_SINCE = 10
"""Words before a date among which it is said to be an earlier one."""
_ROW = 4
"""Parts of a date that begins a sentence and is none of it: "2 July 2013 15:50"."""
_NEAR = 5
"""Words around an amount among which it is said to be what still is."""
_NOUNS = 3
"""Words behind an amount among which the counted one is."""
_OLDEST = 120
"""Years of the oldest person whose age stands between commas."""
_EARLIER = frozenset("since last previous".split())
"""Words that make of a date one before the event that is told."""
_SHIFTS = frozenset(("later", "earlier"))
"""Words that, behind a span, tell of another day than the one named: "chosen in June, he left a month later"."""
_AGO = _SHIFTS | {"ago", "before"}
_LABELS = frozenset(("number", "no"))
"""Words that make of a number behind them a name."""
_SPANS = frozenset("day days night week weeks month months year years decade century".split())
"""Words behind which "last" tells of the time itself: "last week on Monday"."""
_REACTED = SPEECH | frozenset("condemned criticised criticized praised welcomed urged blamed hailed vowed".split())
"""Verbs behind a day on which somebody spoke of what had happened."""
_BEFORE_DAYS = frozenset("on late early".split())


def of_date(words: Sequence[Token], low: int, high: int, _clause: Clause, value: Value) -> str:
    """Return what a date is, where it is none of the event: when it was said, another day, since or until when.

    "..., the warden said on Monday" and "the pier fell on Sunday" agree, and so do a visit in July and the first one
    "since the war began in February".
    """
    if _is_dateline(words, low):
        return PUBLISHED
    before = list(words[max(low - _SINCE, 0) : low])
    if any(word.norm in _SHIFTS and earlier.norm in _SPANS for earlier, word in pairwise(words)):
        return ANOTHER
    end, after = value.start, ""
    for word in reversed(before):
        if end - word.end > 1 or word.norm in ("and", "but"):
            break
        if word.norm in _EARLIER and after not in _SPANS:
            return ANOTHER
        end, after = word.start, word.norm
    preposition = _preposition(words, low)
    if preposition in rolewords.UNTIL:
        return "until"
    if preposition in rolewords.FROM:
        return "from"
    while before and before[-1].norm in _BEFORE_DAYS:
        before.pop()
    if before and before[-1].norm in SPEECH:
        return "said"
    behind = [word.norm for word in words[high : high + 2]]  # "the council on Friday sharply condemned ..."
    told = next((norm for norm in behind if not norm.endswith("ly")), "")
    return "said" if preposition == "on" and told in _REACTED else ""


def _is_dateline(words: Sequence[Token], low: int) -> bool:
    """Tell whether a date is that of the text: behind "Posted", or first in a row of dates and figures."""
    first = low
    while first > 0 and _dates(words[first - 1]):
        first -= 1
    before = first - 1 - (first > 1 and words[first - 1].norm == "on")
    if before >= 0 and words[before].norm in rolewords.PUBLISHED:
        return True
    last = low
    while last < len(words) and _dates(words[last]):
        last += 1
    return first == 0 and last - first >= _ROW


def _dates(word: Token) -> bool:
    return word.stem in DATE_WORDS or word.norm in rolewords.CLOCK or tokens.is_number(word.norm)


def _preposition(words: Sequence[Token], low: int) -> str:
    """Return the nearest word before a value that does not belong to it."""
    place = low - 1
    while place >= 0 and (words[place].norm in rolewords.SKIPPED or _is_up_to(words, place)):
        place -= 1
    return words[place].norm if place >= 0 else ""


def _is_up_to(words: Sequence[Token], place: int) -> bool:
    return place > 0 and words[place].norm == "to" and words[place - 1].norm == "up"


def in_two_zones(a: Sequence[Token], mine: Value, b: Sequence[Token], other: Value) -> bool:
    """Tell whether two times of day may be one, since they are whole hours apart and not surely in one zone."""
    if mine.unit != "time" or other.unit != "time" or mine.norm[-2:] != other.norm[-2:]:
        return False
    return _zone(a, mine) != _zone(b, other)


def _zone(words: Sequence[Token], value: Value) -> str:
    place = bisect_left(words, value.end, key=lambda word: word.start)
    norm = words[place].norm if place < len(words) else ""
    return norm.upper() if norm.upper() in rolewords.ZONES else ""


def of_amount(words: Sequence[Token], low: int, high: int, clause: Clause, value: Value) -> str:
    """Return what an amount is, where it is no plain one: an age, a whole or a rest, demanded, an hour's, up to which.

    Args:
        words: The words of the sentence.
        low: Its first word.
        high: The word behind it.
        clause: Its clause.
        value: The amount.
    """
    if low and words[low - 1].norm in _LABELS:
        return "label"
    if _is_age(words, low, high, value):
        return AGE
    before, after = words[max(clause.first, low - _REACH) : low], words[high : clause.last]
    preposition = _preposition(words, low)
    names = [_stance(before), _share(words, low), _measured(value, preposition, after)]
    if value.unit not in MONEY and value.unit != PERCENT and _is_more(before, after):
        names.append("more")
    if any(word.stem in rolewords.STILL for word in (*before[-_NEAR:], *after[:_NEAR])):
        names.append("still")
    if preposition == "from" or (preposition == "to" and any(word.norm in opposites.MOVES for word in before)):
        names.append(preposition)
    return " ".join(filter(None, names))


def _is_more(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Tell whether an amount comes on top of another one: "another three", "three others"."""
    if any(word.norm in rolewords.MORE for word in before[-2:]):
        return True
    near = [word.norm for word in after[:_NOUNS]]
    return "than" not in near and not rolewords.MORE_AFTER.isdisjoint(near)


def _is_age(words: Sequence[Token], low: int, high: int, value: Value) -> bool:
    """Tell whether a number is somebody's age: "aged 34", "34-year-old", "Lunde, 34, ..."."""
    if any(word.norm in rolewords.AGES for word in words[max(low - 2, 0) : low]):
        return True
    if [word.norm for word in words[high : high + 2]][-1:] == ["old"]:
        return True
    number = value.norm
    if not (number.isdigit() and int(number) <= _OLDEST and low):
        return False
    before = words[low - 1]
    comma = 2 + (before.norm.casefold() in rolewords.ABBREVIATED)  # "Jr., 49,"
    return before.capital and value.start - before.end == comma and _ends(words, high, value)


def _ends(words: Sequence[Token], high: int, value: Value) -> bool:
    return high >= len(words) or words[high].start - value.end > 1


def _stance(before: Sequence[Token]) -> str:
    """Tell whether an amount is demanded or offered, which contradicts none that is given."""
    for place in reversed(range(len(before))):
        word = before[place]
        if word.stem in rolewords.DEMANDED:
            return "demanded"
        if word.stem in rolewords.OFFERED:
            return "offered"
        if word.stem in rolewords.ASKED and any(after.norm == "for" for after in before[place + 1 : place + 3]):
            return "demanded"
    return ""


def _share(words: Sequence[Token], low: int) -> str:
    """Tell the whole in "3 of the 14" from all other amounts."""
    if low < 3 or words[low - 1].norm not in rolewords.PARTITIVE or words[low - 2].norm != "of":
        return ""
    whole = words[low - 3]
    return "whole" if tokens.is_number(whole.norm) or whole.norm in rolewords.QUANTIFIERS else ""


def _measured(value: Value, preposition: str, after: Sequence[Token]) -> str:
    """Return what a measure is of: how long ago, how long from now, how deep, an hour's; or nothing."""
    scale = rolewords.SCALES.get(value.unit)
    if scale is None:
        return ""
    behind = [word.norm for word in after[:_NOUNS]]
    if scale[0] == "time":
        if not _AGO.isdisjoint(behind[:2]):
            return "ago"
        return {"in": "within", "within": "within", "every": "every"}.get(preposition, "")
    rates = (two.stem for one, two in pairwise(after[: 1 + _NOUNS]) if one.norm in rolewords.PER)
    rate = next((f"per {stem}" for stem in rates if stem in rolewords.SCALES), "")
    return rate or next((norm for norm in behind[1:2] if norm in rolewords.SIDES), "")


def nouns(words: Sequence[Token], high: int, last: int, value: Value) -> tuple[str, ...]:
    """Return the stems of the words behind an amount that may be what it counts; of a part, what the whole counts."""
    behind = words[high:last]
    if len(behind) > 1 and behind[0].norm == "of" and behind[1].norm in rolewords.PARTITIVE:
        behind = behind[2:]
        while behind and tokens.is_number(behind[0].norm):
            behind = behind[1:]
    elif not value.unit:
        return ()
    found = []
    for word in behind[:_NOUNS]:
        if word.norm in tokens.STOP and word.norm not in ("other", "more"):
            break
        found.append(word.stem)
    return tuple(found)


def belongs(words: Sequence[Token], high: int, value: Value) -> frozenset[str]:
    """Return the stems of what a date with "'s" belongs to, as in "Sunday's game"; of all else nothing."""
    if not (high and words[high - 1].end - value.end > 1):
        return frozenset()
    return frozenset(word.stem for word in words[high : high + _NOUNS] if clauses.says(word))


def head(words: Sequence[Token], low: int) -> str:
    """Return the stem of the noun that a figure is of, as in "a turnout of 61 percent"; or nothing."""
    place = low - 1
    while place >= 0 and words[place].norm in rolewords.SKIPPED - {"of"}:
        place -= 1
    if place < 1 or words[place].norm != "of":
        return ""
    return words[place - 1].stem if clauses.says(words[place - 1]) else ""


def fate(words: Sequence[Token], low: int, high: int, clause: Clause) -> str:
    """Return what became of the persons that are counted, by the nearest word of the clause that tells it."""
    best: tuple[int, str] | None = None
    for place in range(clause.first, clause.last):
        fate = rolewords.FATES.get(words[place].stem)
        if fate is not None and not low <= place < high:
            away = low - place if place < low else place - high
            if best is None or away < best[0]:
                best = (away, fate)
    return best[1] if best else ""
