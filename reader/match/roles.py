"""What a value is in its sentence, so that only values that say the same of the same thing are held against each other.

A date is when something happened, until when it lasts, or when it was said; an amount is counted of something, of a
whole or of a part, reached or demanded. Read from the words around it: the preposition, the clause, the noun. English;
in other languages most values have no role and are compared. Linear in the words of a sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from reader.match import clauses, rolenames
from reader.text import aims, polarity, rolewords
from reader.text.amounts import ORDINAL
from reader.text.facts import Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.match.sentences import Sentence
    from reader.text.facts import Value
    from reader.text.tokens import Token

_AIMED, _AIMED_AFTER = 8, 2
"""Words before and after an amount among which it is said to be a goal."""
_BESIDE = 4
"""Words on either side of a value that may stand beside it in another clause."""
_FITS = 0.5
"""How alike the words beside two values are where their clauses need say nothing in common."""
_FATES = frozenset(rolewords.FATES.values())
_COVERED = 0.3
"""Share of the shorter clause of two values that the other one says."""
_NO_SCALE = ("", 1.0)
_PERIODS = frozenset(("month", "year", "decade"))
"""Grains of dates by which figures are counted."""
STRICT = frozenset(("%", "usd", "eur", "gbp", "jpy", "inr", "money", ORDINAL))
"""Units that are compared with their own only."""


class Role(NamedTuple):
    """What one value is in its sentence."""

    name: str
    """Values of different names are not compared; empty for most."""
    head: str
    """The stem of the noun that a figure is of: "a turnout of 61 percent"; or nothing."""
    nouns: tuple[str, ...]
    """Stems of the words that may be what is counted."""
    of: frozenset[str]
    """What it belongs to, in stems: "Sunday's game"; empty for most."""
    fate: str
    """What became of the persons who are counted, or nothing."""
    clause: frozenset[str]
    """What else its clause says, in stems."""
    near: frozenset[str]
    """What the words beside it say, in stems, in whatever clause."""
    aside: bool
    """The clause is about one word of the sentence only: "who ..."."""
    verb: str
    """The word before it that says something, in lower case."""
    hours: frozenset[str]
    """The times of day in its clause."""
    start: int
    """Where its clause begins."""
    end: int
    """Where its clause ends."""


class Roles:
    """What the values of one sentence are, each worked out when first asked for."""

    def __init__(self, words: Sequence[Token], values: Sequence[Value]) -> None:
        """Take a sentence's words and values."""
        self._words = words
        self._marks = clauses.marks(words, values)
        self._read: dict[int, Role] = {}

    def of(self, value: Value) -> Role:
        """Return what a value of the sentence is."""
        role = self._read.get(value.start)
        if role is None:
            role = self._read[value.start] = self._role(value)
        return role

    def _role(self, value: Value) -> Role:
        words = self._words
        low = bisect_left(words, value.start, key=lambda word: word.start)
        high = bisect_left(words, value.end, key=lambda word: word.start)
        clause = clauses.around(words, self._marks, low, high)
        first, last, aside = clause
        amount = value.sort is Sort.NUMBER
        nouns = rolenames.nouns(words, high, last, value) if amount else ()
        head = rolenames.head(words, low) if amount else ""
        unsaid = {(nouns[0] if nouns else "") if value.unit == ORDINAL else value.unit}
        if head in rolewords.GENERIC:
            unsaid.add(head)
        name = (rolenames.of_amount if amount else rolenames.of_date)(words, low, high, clause, value)
        beside = words[max(low - _BESIDE, 0) : low], words[high : high + _BESIDE]
        if name == rolenames.AGE:  # whose it is: "34-year-old Tom Holm", "Tom Holm, 34"
            beside = ((), beside[1]) if any(word.norm == "old" for word in beside[1][:2]) else (beside[0], ())
        return Role(
            name=name,
            head="" if head in rolewords.GENERIC else head,
            nouns=nouns,
            of=rolenames.belongs(words, high, value),
            fate=rolenames.fate(words, low, high, clause),
            clause=clauses.said_in(words, self._marks, clause, low, high, unsaid),
            near=clauses.stems((*beside[0], *beside[1]), unsaid),
            aside=aside,
            verb=next((word.norm for word in reversed(words[first:low]) if clauses.says(word)), ""),
            hours=frozenset(word.norm for word in words[first:last] if word.norm in rolewords.HOURS),
            start=words[first].start if first < low else value.start,
            end=words[last - 1].end if last > high else value.end,
        )


def of(sentence: Sentence, values: Sequence[Value]) -> Roles:
    """Return what the values of a sentence are; `values` are all of them."""
    if sentence.roles is None:
        sentence.roles = Roles(sentence.words, values)
    return sentence.roles


# ---------------------------------------------------------------- two values


def alike(a: Sentence, mine: Value, x: Role, b: Sentence, other: Value, y: Role) -> bool:
    """Tell whether two values of one sort may say the same of some thing.

    Args:
        a: One sentence.
        mine: Its value.
        x: What that is.
        b: The other sentence.
        other: Its value.
        y: What that is.
    """
    if _is_goal(a.words, mine) is not _is_goal(b.words, other):
        return False
    if x.name != y.name or x.name in rolenames.APART or (x.fate and y.fate and x.fate != y.fate):
        return False
    if mine.sort is Sort.DATE:
        return not polarity.opposite(x.verb, y.verb) and _owned(x, y) and _owned(y, x)
    if x.hours and y.hours and x.hours != y.hours:
        return False
    return _knows(b, x.head) and _knows(a, y.head) and _of_one_kind(mine, x, other, y)


def _owned(x: Role, y: Role) -> bool:
    """Tell whether what the first value belongs to is what the clause of the second is about."""
    return not x.of or not x.of.isdisjoint(y.clause)


def in_one_place(a: Sentence, mine: Value, x: Role, b: Sentence, y: Role, fit: float) -> bool:
    """Tell whether the clauses of two values say much in common, or the words right beside them do.

    `fit` is how alike the words beside the values are, 0 to 1. Ages are those of one person.
    """
    if x.name == rolenames.AGE and x.near.isdisjoint(y.near):
        return False
    if x.name == rolenames.ANOTHER:
        return True  # two sentences on one event that both name the last time
    shared = x.clause & y.clause
    if not shared.isdisjoint(a.plain | _FATES) and (len(shared) > 1 or x.aside is y.aside):
        covered = max(_covered(a, x.clause, shared), _covered(b, y.clause, shared))
        if covered >= _COVERED:
            return True
    if x.aside is not y.aside:
        return False
    beside = x.near & y.near
    if fit < _FITS:
        return len(beside) > 1 and not beside.isdisjoint(a.plain)
    counted = set(x.nouns) & set(y.nouns) - rolewords.SCALES.keys() if mine.unit != ORDINAL else set()
    return bool(shared) or bool(beside) or not counted <= rolewords.PEOPLE


def perhaps_in_one_place(mine: Value, x: Role, y: Role) -> bool:
    """Tell whether two months or years stand beside the same names, though the words beside these are others."""
    return (
        mine.sort is Sort.DATE and mine.unit in _PERIODS and not (x.aside or y.aside) and len(x.clause & y.clause) > 1
    )


def _covered(sentence: Sentence, clause: frozenset[str], shared: frozenset[str]) -> float:
    """Return the share of what a clause says that the other one says, too: words of all the story say little."""
    weights = sentence.vector
    usual = sum(weights.values()) / max(len(weights), 1)
    whole = sum(weights.get(stem, usual) for stem in clause)
    return sum(weights.get(stem, usual) for stem in shared) / whole if whole else 0.0


def told_alike(x: Role, y: Role) -> bool:
    """Tell whether no value is one of another thing, told aside: "Keller, who lost at Aldwick, won"."""
    return not (x.aside or y.aside) or not x.clause.isdisjoint(y.clause)


def of_other_times(
    ours: Roles, mine: Value, values: Sequence[Value], theirs: Roles, other: Value, others: Sequence[Value]
) -> list[tuple[Value, Value]]:
    """Return the months or years that make of two amounts those of two periods.

    "3 percent in April" and "4 percent in May" are two figures, and so are those "in 2020" and "since 2020".
    """
    pairs = list(product(_periods(ours.of(mine), values), _periods(theirs.of(other), others)))
    if any(one.norm == two.norm and ours.of(one).name == theirs.of(two).name for one, two in pairs):
        return []
    return [(one, two) for one, two in pairs if one.unit == two.unit]


def _periods(amount: Role, values: Sequence[Value]) -> list[Value]:
    """Return the months and years in the clause of an amount."""
    return [
        value
        for value in values
        if value.sort is Sort.DATE and value.unit in _PERIODS and amount.start <= value.start < amount.end
    ]


def _knows(sentence: Sentence, head: str) -> bool:
    return not head or any(word.stem[:5] == head[:5] for word in sentence.words)


def _of_one_kind(mine: Value, x: Role, other: Value, y: Role) -> bool:
    """Tell whether two amounts may measure the same: both lengths, both spans of time, or neither a measure."""
    if not (mine.unit and other.unit):
        return True
    if mine.unit == other.unit and mine.unit in rolewords.POWERS:
        return x.nouns[1:2] == y.nouns[1:2]
    one, two = rolewords.SCALES.get(mine.unit, _NO_SCALE), rolewords.SCALES.get(other.unit, _NO_SCALE)
    return one[0] == two[0]


def _is_goal(words: Sequence[Token], value: Value) -> bool:
    """Tell whether an amount of money or a share is one to be reached, which contradicts none that is."""
    if value.sort is not Sort.NUMBER or value.unit not in STRICT - {ORDINAL}:
        return False
    before = [word for word in words if word.end <= value.start][-_AIMED:]
    return any(map(aims.is_goal, (*before, *[word for word in words if word.start >= value.end][:_AIMED_AFTER])))
