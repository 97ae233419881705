"""What two articles must share before likeness counts at all: something that a person would accept as a reason.

Likeness is a sum of many small things and, between short texts, of accidents. Here only what is rare in general counts:
names, long numbers, uncommon words. Words of the calendar, and what most news is written with, are no evidence.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING

from reader.stories import common
from reader.text import language, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.text.tokens import Token

ENOUGH = 3.0
"""Points of what two texts share from which they may tell one event: a name and a rare word, three rare words."""
LESS = 1.0
"""Fewer points are asked of headlines, which hold no more, and again where one side is made of several articles."""
_NAME = 2.0
"""A word with a capital where only names have one."""
_WORD = 1.0
_FOREIGN = 0.5
"""A word of a language whose common words are not known."""
_NUMBER = 1.5
"""A number of three digits or more, or a fraction; a year is none."""
_SMALL_NUMBER = 0.5
_LAST_DAY = 31
"""Numbers up to this are days of a month, hours and small counts."""
_UNSPACED_RUN = 3
"""Characters in a row that make a word in scripts without spaces."""
_TITLE_CASE = 0.6
"""Share of capitals among the words of a line from which capitals say nothing there."""
_SURE_OF_LANGUAGE = 20
"""Words from which a text in no known language is one in an unknown one, not just a short one."""


def is_calendar(norm: str) -> bool:
    """Tell whether a word belongs to the calendar or the clock, which name nothing."""
    return norm.casefold() in common.CALENDAR


def share(stem: str) -> float:
    """Return the share of sites that hold a word: 0 for a rare one. The stem is in lower case."""
    return _shares().get(stem, 0.0)


@lru_cache(maxsize=1)
def _shares() -> dict[str, float]:
    """Return what was counted, and beside it what news is written with, which general pages have less of."""
    table: dict[str, float] = {}
    for words, often in ((common.COMMON, 0.04), (common.EVERYDAY, 0.15), (common.CALENDAR, 0.15)):
        table |= {word.stem.casefold(): often for text in words for word in tokens.tokens(text)}
    for line in Path(__file__).with_name("background.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            thousandths, *stems = line.split()
            table |= {stem: max(int(thousandths) / 1000, table.get(stem, 0.0)) for stem in stems}
    return table


def points(parts: Sequence[tuple[str, Sequence[Token]]], code: str = "") -> dict[str, float]:
    """Return what an article brings as evidence, with the points for each.

    Args:
        parts: Its texts with their words.
        code: Its language where that is known.
    """
    length = sum(len(found) for _, found in parts)
    code = code or next(filter(None, (language.guess(text) for text, _ in reversed(parts))), "")
    foreign = code not in ("", "en") or (not code and length >= _SURE_OF_LANGUAGE)
    small = language.FUNCTION_WORDS.get(code, frozenset()) if foreign else frozenset()
    as_word = _FOREIGN if foreign else _WORD
    brought: dict[str, float] = {}
    for text, found in parts:
        capitals = code != "de" and _capitals_tell(found)
        for at, (start, _, norm, stem, capital) in enumerate(found):
            key, number = _known(norm, stem)
            if not key or (foreign and (norm in small or (len(norm) < 4 and not number))):
                continue
            name = capital and capitals and at > 0 and _inside(text, start)
            worth = number or (_NAME if name else as_word)
            if worth > brought.get(key, 0.0):
                brought[key] = worth
        if not text.isascii():
            brought.update(_runs(found))
    return brought


@lru_cache(maxsize=65536)
def _known(norm: str, stem: str) -> tuple[str, float]:
    """Return the term that a word brings, empty where it brings none, and its points where it is a number."""
    if tokens.is_number(norm):
        worth = _number(norm)
        return (intern(stem.casefold()) if worth else ""), worth
    plain = len(norm) < 2 or norm in tokens.STOP or is_calendar(norm) or share(stem.casefold())
    return "" if plain else intern(stem.casefold()), 0.0


def enough(a: Mapping[str, float], b: Mapping[str, float], less: float = 0.0) -> bool:
    """Tell whether what both bring makes a reason. The better points count: a name may stand where capitals are mute.

    Args:
        a: What one side brings; see `points`.
        b: The other.
        less: How often `LESS` points fewer will do.
    """
    return sum(max(a[term], b[term]) for term in a.keys() & b.keys()) >= ENOUGH - less * LESS


def _number(norm: str) -> float:
    digits = sum(char.isdecimal() for char in norm)
    if digits != len(norm):
        return _NUMBER if digits > 1 and not norm.endswith(("st", "nd", "rd", "th")) else 0.0
    if digits == 4 and norm.startswith(("19", "20")):
        return 0.0
    if digits >= 3:
        return _NUMBER if norm.strip("0")[1:] else _SMALL_NUMBER
    return _SMALL_NUMBER if int(norm) > _LAST_DAY and int(norm) % 10 else 0.0


def _capitals_tell(found: Sequence[Token]) -> bool:
    """Tell whether only names have capitals here, which is not so in headlines that give one to every word."""
    spoken = [capital for _, _, norm, _, capital in found if norm not in tokens.STOP and not norm[0].isdigit()]
    return sum(spoken) < _TITLE_CASE * len(spoken)


def _inside(text: str, start: int) -> bool:
    """Tell whether a word stands within a sentence, where a capital means a name."""
    before = text[max(start - 3, 0) : start].rstrip(" \"“‘'«„(")
    return bool(before) and before[-1] not in ".!?:;…\n•*-–—" and "\n" not in text[max(start - 3, 0) : start]


def _runs(found: Sequence[Token]) -> Iterator[tuple[str, float]]:
    """Yield runs of characters in scripts without spaces. Runs of kana alone are grammar, not words."""
    for at in range(len(found) - _UNSPACED_RUN + 1):
        run = found[at : at + _UNSPACED_RUN]
        if run[-1].end - run[0].start != _UNSPACED_RUN or not all(tokens.is_unspaced(word.norm) for word in run):
            continue
        written = "".join(word.norm for word in run)
        if not any("\u3040" <= char <= "\u309f" for char in written) and written not in common.CALENDAR_UNSPACED:
            yield written, _WORD if written >= "\u3040" else _WORD / 4
