"""The clause that a value stands in: the words between marks and conjunctions. English words, marks of any language.

No grammar: a cheap cut that keeps "who ..." and "and ..." apart from what a sentence mainly says. Linear in its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.match.sentences import DATE_WORDS
from reader.text import opposites, rolewords, tokens
from reader.text.amountwords import MEASURES
from reader.text.quotes import SPEECH

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from collections.abc import Set as AbstractSet

    from reader.text.facts import Value
    from reader.text.tokens import Token


_TITLE = 5
"""Words that say what somebody is, at most."""


class Clause(NamedTuple):
    """A run of words of a sentence around a value."""

    first: int
    """Its first word."""
    last: int
    """The word behind its last one."""
    aside: bool
    """It is about one word of the sentence only: "who ..."."""


def marks(words: Sequence[Token], values: Sequence[Value]) -> frozenset[int]:
    """Return the words before which a mark stands; signs of money or shares and points of short forms are none."""
    starts, ends = {value.start for value in values}, {value.end for value in values}
    found = []
    for place in range(1, len(words)):
        before, low = words[place - 1], words[place].start
        end = before.end
        if low - end > 1:
            low -= low - 1 in starts
            end += end + 1 in ends
        if low - end > 1 and not _is_short(before):
            found.append(place)
    return frozenset(found)


def _is_short(word: Token) -> bool:
    return word.norm in rolewords.ABBREVIATED or len(word.norm) == 1 or (word.capital and word.norm.isupper())


def around(words: Sequence[Token], marked: Collection[int], low: int, high: int) -> Clause:
    """Return the clause of the words from `low` to before `high`, which are a value."""
    first, last, onward = low, high, False
    while first > 0:
        if first in marked:
            if first == low or not (_goes_on(words[first].norm) or (onward and words[first].capital)):
                break
            onward = not onward  # "..., Mr Keller, in the port of ..." is passed as one
        elif first < low and _opens(words, first):
            break
        first -= 1
    while last < len(words) and (not (last in marked or _opens(words, last)) or _tells_when(words, last, high)):
        last += 1
    return Clause(first, last, first < low and words[first].norm in rolewords.RELATIVES)


def _goes_on(norm: str) -> bool:
    """Tell whether a word behind a mark goes on with what stood before it: "..., in the port", "..., up 7 cents"."""
    return norm in rolewords.PREPOSITIONS or norm in opposites.MOVED


def _tells_when(words: Sequence[Token], place: int, high: int) -> bool:
    return place == high and words[place].norm == "when"


def _opens(words: Sequence[Token], place: int) -> bool:
    """Tell whether a word begins a clause, and no figure: "since 2008", "after two days", "between 4 and 6"."""
    norm = words[place].norm
    if norm not in rolewords.OPENERS:
        return False
    if norm in ("and", "or"):
        if 0 < place < len(words) - 1 and words[place - 1].capital and words[place + 1].capital:
            return False
        if _goes_with_name(words, place):
            return False
        if not (place and tokens.is_number(words[place - 1].norm)):
            return True
    elif norm not in rolewords.FROM | rolewords.UNTIL:
        return True
    place += 1
    while place < len(words) and words[place].norm in rolewords.SKIPPED:
        place += 1
    return not (place < len(words) and (tokens.is_number(words[place].norm) or words[place].stem in DATE_WORDS))


def _goes_with_name(words: Sequence[Token], place: int) -> bool:
    """Tell whether somebody is named behind "and" by what he is: "and the new mayor, Mr Keller, on Monday"."""
    if place + 1 >= len(words) or words[place + 1].norm not in rolewords.PARTITIVE:
        return False
    for number in range(place + 2, min(place + 2 + _TITLE, len(words))):
        if words[number].start - words[number - 1].end > 1:
            return words[number].capital
        if words[number].norm in tokens.STOP:
            return False
    return False


def said_in(
    words: Sequence[Token], marked: Collection[int], clause: Clause, low: int, high: int, unsaid: AbstractSet[str]
) -> frozenset[str]:
    """Return what a clause says beside its value and the stems in `unsaid`.

    Where it says nothing, it belongs to those beside it, as in "On Monday, ...", unless it is an aside.
    """
    first, last, aside = clause
    said = stems(words[first:low], unsaid) | stems(words[high:last], unsaid)
    while not (said or aside) and (first > 0 or last < len(words)):
        start, stop = first, last
        first -= first > 0
        while first > 0 and first not in marked and not _opens(words, first):
            first -= 1
        last += last < len(words)
        while last < len(words) and last not in marked and not _opens(words, last):
            last += 1
        said = stems(words[first:start], unsaid) | stems(words[stop:last], unsaid)
    return said


def stems(words: Sequence[Token], unsaid: AbstractSet[str]) -> frozenset[str]:
    """Return the stems of words that say something; what became of persons is one word, however it is told."""
    return frozenset(rolewords.FATES.get(word.stem, word.stem) for word in words if says(word)) - unsaid


def says(word: Token) -> bool:
    """Tell whether a word is none of grammar, speech, time or measure."""
    norm, stem = word.norm, word.stem
    if norm in _SILENT or stem in DATE_WORDS or norm in DATE_WORDS or stem in rolewords.SCALES:
        return False
    return norm not in MEASURES and not tokens.is_number(norm)


_SILENT = (
    tokens.STOP | SPEECH | rolewords.SKIPPED | rolewords.HOURS | rolewords.SIDES | rolewords.AGES | rolewords.CLOCK
)
