"""What two articles must share before likeness counts at all: something that a person would accept as a reason.

Likeness is a sum of many small things and, between short texts, of accidents. Here only what is rare in general counts:
names, long numbers, uncommon words. Words of the calendar, and what most news is written with, are no evidence.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.stories import common
from reader.text import amountwords, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

ENOUGH = 3.0
"""Points of what two texts share from which they may tell one event: a name and a rare word, three rare words."""
LESS = 1.0
"""Fewer points are asked of headlines, which hold no more, and again where one side is made of several articles."""
_NUMBER = 1.5
"""A number of three digits or more, or a fraction; a year is none."""
_SMALL_NUMBER = 0.5
_LAST_DAY = 31
"""Numbers up to this are days of a month, hours and small counts."""


def is_calendar(norm: str) -> bool:
    """Tell whether a word belongs to the calendar or the clock, which name nothing."""
    return norm.casefold() in common.CALENDAR


def share(stem: str) -> float:
    """Return the share of sites that hold a word: 0 for a rare one. The stem is in lower case."""
    return shares().get(stem, 0.0)


@lru_cache(maxsize=1)
def shares() -> dict[str, float]:
    """Return the shares of all stems that are known.

    They are what was counted, and beside it what news is written with, which general pages have less of, and money.
    """
    table: dict[str, float] = {}
    every = ((common.COMMON, 0.04), (common.EVERYDAY, 0.15), (common.CALENDAR, 0.15), (amountwords.COINS, 0.04))
    for words, often in every:
        table |= {word.stem.casefold(): often for text in words for word in tokens.tokens(text)}
    for line in Path(__file__).with_name("background.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            thousandths, *stems = line.split()
            table |= {stem: max(int(thousandths) / 1000, table.get(stem, 0.0)) for stem in stems}
    return table


def enough(a: Mapping[int, float], b: Mapping[int, float], less: float = 0.0) -> bool:
    """Tell whether what both bring makes a reason. The better points count: a name may stand where capitals are mute.

    Args:
        a: What one side brings, by the numbers of the terms.
        b: The other.
        less: How often `LESS` points fewer will do.
    """
    return sum(max(a[term], b[term]) for term in a.keys() & b.keys()) >= ENOUGH - less * LESS


def number(norm: str) -> float:
    """Return the points of a number in normal form; 0 for one that says little."""
    digits = sum(char.isdecimal() for char in norm)
    if digits != len(norm):
        return _NUMBER if digits > 1 and not norm.endswith(("st", "nd", "rd", "th")) else 0.0
    if digits == 4 and norm.startswith(("19", "20")):
        return 0.0
    if digits >= 3:
        return _NUMBER if norm.strip("0")[1:] else _SMALL_NUMBER
    return _SMALL_NUMBER if int(norm) > _LAST_DAY and int(norm) % 10 else 0.0
