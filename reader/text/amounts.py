"""Amounts in running text: money, shares, counted things and ordinals, each in a normal form. Pure.

Digits are read in the article's language (1.234,5 is 1,234.5 in German), number words in English. Scores, telephone
numbers, versions and other codes are no amounts and are left out: precision before recall.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from reader.text import tokens
from reader.text.amountwords import (
    COINS,
    CURRENCIES,
    FRACTIONS,
    MEASURES,
    MULTIPLES,
    NATIONS,
    ORDINALS,
    QUALIFIERS,
    SIGNS,
    SMALL,
    TENS,
    UNITS,
)
from reader.text.triggers import Trigger

POINT_LANGUAGES = frozenset(" en zh ja ko hi bn ta te mr th he ar fa ur ms tl sw".split(" "))
"""Languages that write 1,234.5, among them texts whose language is not known; the others write 1.234,5 or 1 234,5."""
MAX_DIGITS = 24
"""Longer runs of digits are no amounts."""
PERCENT, POINTS, ORDINAL = "%", "points", "ordinal"
RANGE = "range "
"""What stands before the unit of a range."""


class Amount(NamedTuple):
    """One amount in a text."""

    start: int
    end: int
    norm: str
    """Equal for equal amounts: "100000000000 usd", "3.5 %", "12 boat", "22th", "10–15 %"."""
    unit: str
    """A currency's code, "%", "points", "ordinal", the counted word's stem, or nothing; a range's begins with RANGE."""
    ends: tuple[tuple[int, int, str, str], ...] = ()
    """Of a range, both ends as amounts: start, end, norm, unit."""


@dataclass(frozen=True, slots=True)
class _Raw:
    start: int
    end: int
    value: float
    times: float
    unit: str
    code: bool = False
    """Zero or plus in front: a telephone number or the like, unless it stands alone."""


_SPACES = " \u00a0\u202f\u2009"
_POINT_DIGITS = rf"\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}(?:\.\d+)?|\d{{1,3}}(?:[{_SPACES[1:]}]\d{{3}})+|\d+(?:\.\d+)?"
_COMMA_DIGITS = rf"\d{{1,3}}(?:[.{_SPACES}'’]\d{{3}})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_WORD = rf"(?:(?:{'|'.join(TENS)})(?:[-\s](?:{'|'.join(UNITS)})\b)?|{'|'.join(sorted(SMALL, key=len, reverse=True))})"
_MANY = r"hundred|dozen|thousand|lakh|million|crore|billion|trillion"
_WORD_NUMBER = re.compile(
    rf"\b(?:(?P<hundreds>an?|one|{_WORD})\shundred\b(?:\s(?:and\s)?(?P<rest>{_WORD})\b)?"
    rf"|(?P<half>half\san?)(?=\s(?:{_MANY})\b)|(?P<one>an?|one)(?=[\s-](?:{_MANY})\b)|(?P<word>{_WORD})\b)"
    rf"(?:[\s-](?P<times>{_MANY})\b)?(?![’'])",
    re.IGNORECASE,
)
_ORDINAL_WORD = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(TENS)})[-\s])?"
    rf"(?P<word>{'|'.join(sorted(ORDINALS, key=len, reverse=True))})\b(?=[\s-]+\w)",
    re.IGNORECASE,
)
_WORDS_OF_NUMBERS = Trigger(re.compile(rf"\b(?:{'|'.join(SMALL)}|{_MANY})\b", re.IGNORECASE))
_WORDS_OF_ORDER = Trigger(re.compile(rf"\b(?:{'|'.join(ORDINALS)})\b", re.IGNORECASE))
_DIGIT = re.compile(r"\d")
_FRACTION = re.compile(r"(?:\d|\b(?:an?|one|two|three|four|five|half))[-\s]$", re.IGNORECASE)
_MOMENT = re.compile(r"(?:\b(?:a|per|every|each|split|half)|\d|-)\s?$", re.IGNORECASE)
_AFTER_MOMENT = re.compile(r"[\s-]+(?:later|ago|or|and|of|after|before|to|earlier|faster|slower|delay)\b")
_COUNTED = re.compile(r"[^\S\n]*[\s-][^\S\n]*([^\W\d_]+)")
_QUALIFIER = re.compile(rf"(?:^|(?<=[\s(“\"]))(?:{'|'.join(QUALIFIERS)})\s+$", re.IGNORECASE)
_RUN = 8
"""Numbers in a row that are looked at together."""
_LINK = re.compile(r"\)?[ \u00a0.\-–/]\(?")
_TO = re.compile(r"\s?[-–—]\s?|\s(?:to|bis|à|až|до)\s")
_AND = re.compile(r"\s(?:and|und|et|y|e)\s")


@lru_cache(maxsize=32)
def _number(language: str) -> re.Pattern[str]:
    digits = _POINT_DIGITS if language in POINT_LANGUAGES else _COMMA_DIGITS
    many = "|".join(sorted(map(re.escape, _multiples(language)), key=len, reverse=True))
    coins = "|".join(sorted(map(re.escape, COINS), key=len, reverse=True))
    signs = "|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True))
    codes = "|".join(CURRENCIES)
    nations = "|".join(map(re.escape, NATIONS))
    return re.compile(
        rf"(?![a-z])(?P<money>(?<![A-Za-z])(?:{signs})|\b(?:{codes}|Rs)\b\.?)?[^\S\n]?(?<![\w.,])(?P<minus>(?<![\w)])[-−])?"
        rf"(?P<digits>{digits})(?!\d)"
        r"(?P<ordinal>(?:st|nd|rd|th)\b|[ºª])?"
        rf"(?:[^\S\n]?-?(?P<times>(?i:{many}))(?![^\W\d_])(?:(?<=(?i:mio|mrd|тыс|млн))\.)?)?"
        r"(?:[^\S\n]?(?P<points>percentage[^\S\n]points?|Prozentpunkte?n?)\b"
        r"|[^\S\n]?-?(?P<percent>%|(?:percent|per[^\S\n]cent|pct|Prozent|procent|pour[^\S\n]cent|por[^\S\n]ciento"
        r"|por[^\S\n]cento|per[^\S\n]cento|процент\w{0,2})\b)"
        rf"|[^\S\n]?-?(?:d[e'’][^\S\n]?)?(?:(?P<nation>{nations})[^\S\n])?(?P<coin>(?i:{coins}))(?![^\W\d_])"
        rf"|[^\S\n]?(?P<code>{codes})\b|[^\S\n]?(?P<sign>[€£₽₹₴]|\$(?!\d)))?"
    )


@lru_cache(maxsize=32)
def _multiples(language: str) -> dict[str, int]:
    return MULTIPLES["en"] | MULTIPLES.get(language, {})


def amounts(text: str, start: int, stop: int, language: str = "") -> list[Amount]:
    """Return the amounts of `text[start:stop]` in order, none overlapping. Linear time.

    Args:
        text: Gated text.
        start: Where to begin.
        stop: Where to end.
        language: Two-letter code; it settles what points and commas in digits mean, and what "billion" is.
    """
    found: list[Amount] = []
    if _WORDS_OF_ORDER.within(text, start, stop):
        found += _ordinals(text, start, stop)
    if _DIGIT.search(text, start, stop):
        found += _settled(text, _in_digits(text, start, stop, language), stop)
    if _WORDS_OF_NUMBERS.within(text, start, stop):
        found += _in_words(text, start, stop)
    kept: list[Amount] = []
    for amount in sorted(found, key=lambda amount: (amount.start, -amount.end)):
        if not kept or amount.start >= kept[-1].end:
            kept.append(amount)
    return kept


def qualified(text: str, start: int) -> int:
    """Return where the words before an amount begin that hold it open: "more than", "about", "up to"; else `start`."""
    match = _QUALIFIER.search(text, max(start - 24, 0), start)
    return start if match is None else match.start()


# ---------------------------------------------------------------- digits


def _in_digits(text: str, start: int, stop: int, language: str) -> list[_Raw]:
    found = []
    for match in _number(language).finditer(text, start, stop):
        digits = match["digits"]
        low = match.start() + len(match.group()) - len(match.group().lstrip())
        before, after = text[max(low - 2, start) : low], text[match.end() : match.end() + 1]
        if len(digits) > MAX_DIGITS or (before[-1:] in ("-", "−") and before[:1].isalpha()):
            continue
        if match["ordinal"]:
            found.append(_Raw(low, match.end(), int(float(_plain(digits, language))), 1, ORDINAL))
            continue
        if len(match["times"] or "") == 1 and not match["money"]:
            continue  # 5m may be metres, minutes or millions
        unit = _unit(match)
        measured = "" if unit or match["times"] else _measure(text, match.end(), stop)
        if after.isalpha() and not (unit or match["times"] or measured):
            continue  # 5G, 737s
        value = float(_plain(digits, language)) * (-1 if match["minus"] else 1)
        times, end = _multiples(language).get((match["times"] or "").lower(), 1), match.end()
        code = (len(digits) > 1 and digits[0] == "0" and digits[1].isdigit()) or before[-1:] == "+"
        found.append(_Raw(low, end, value, times, unit or measured or _counted(text, end, stop), code))
    return found


def _plain(digits: str, language: str) -> str:
    """Return digits as Python reads them."""
    if language in POINT_LANGUAGES:
        return "".join(char for char in digits if char.isdigit() or char == ".")
    if re.fullmatch(rf"\d{{1,3}}(?:[.{_SPACES}'’]\d{{3}})+(?:,\d+)?", digits):
        digits = re.sub(rf"[.{_SPACES}'’]", "", digits)
    return digits.replace(",", ".")


def _unit(match: re.Match[str]) -> str:
    if match["points"]:
        return POINTS
    if match["percent"]:
        return PERCENT
    if match["money"]:
        sign = match["money"].rstrip(".")
        return SIGNS.get(sign) or ("inr" if sign == "Rs" else sign.lower())
    if match["coin"]:
        coin = COINS[match["coin"].lower()]
        return NATIONS.get(match["nation"], coin) if match["nation"] and coin == "usd" else coin
    return (match["code"] or "").lower() or SIGNS.get(match["sign"] or "", "")


def _settled(text: str, raws: list[_Raw], stop: int) -> list[Amount]:
    """Join ranges, and let go what is no amount: scores, codes, telephone numbers."""
    found: list[Amount] = []
    at = 0
    while at < len(raws):
        run = at + 1
        while run < min(len(raws), at + _RUN) and _LINK.fullmatch(text, raws[run - 1].end, raws[run].start):
            run += 1
        group = raws[at:run]
        if _is_code(group):
            at = run
            continue
        joined = _range(text, raws[at : at + 2])
        if joined is not None:
            found.append(joined)
            at += 2
            continue
        if run > at + 1 and text[group[0].end : group[1].start] in ("-", "–", "—", "/", "."):
            at += 2  # a score, a fraction, a version
            continue
        if not _is_chained(text, raws[at], stop):
            found.append(_amount(raws[at]))
        at += 1
    return found


def _is_code(group: list[_Raw]) -> bool:
    bare = all(raw.times == 1 and not raw.unit for raw in group[:-1])
    if len(group) == 1:
        return group[0].code
    return bare and (len(group) > 2 or any(raw.code for raw in group))


def _is_chained(text: str, raw: _Raw, stop: int) -> bool:
    """Tell whether digits go on on either side, behind a sign: 10:30, 1.2.3, 3/4."""
    before, after = text[max(raw.start - 2, 0) : raw.start], text[raw.end : min(raw.end + 2, stop)]
    return (len(after) == 2 and after[0] in ":/.,-–" and after[1].isdigit()) or (
        len(before) == 2 and before[1] in ":/.," and before[0].isdigit()
    )


def _range(text: str, pair: list[_Raw]) -> Amount | None:
    if len(pair) < 2 or ORDINAL in (pair[0].unit, pair[1].unit):
        return None
    low, high = pair
    between = (
        _AND.fullmatch(text, low.end, high.start) and text[max(low.start - 8, 0) : low.start].lower() == "between "
    )
    spoken = _TO.fullmatch(text, low.end, high.start)
    if not (between or spoken) or text[max(low.start - 5, 0) : low.start].lower() == "from ":
        return None
    unit = high.unit or low.unit
    if not unit or low.unit not in ("", unit):
        return None
    if low.times == 1 != high.times and low.value < high.value:
        low = replace(low, times=high.times)
    first, last = low.value * low.times, high.value * high.times
    if not 0 <= first < last:
        return None
    ends = tuple((raw.start, raw.end, f"{raw.value * raw.times:.15g} {unit}", unit) for raw in (low, high))
    return Amount(low.start, high.end, f"{first:.15g}–{last:.15g} {unit}", RANGE + unit, ends)


def _amount(raw: _Raw) -> Amount:
    if raw.unit == ORDINAL:
        return Amount(raw.start, raw.end, f"{raw.value:.15g}th", ORDINAL)
    return Amount(raw.start, raw.end, f"{raw.value * raw.times:.15g} {raw.unit}".strip(), raw.unit)


# ---------------------------------------------------------------- words


def _in_words(text: str, start: int, stop: int) -> list[Amount]:
    found = []
    for match in _WORD_NUMBER.finditer(text, start, stop):
        if match["half"]:
            value = 0.5
        elif match["one"]:
            value = 1.0
        elif match["hundreds"]:
            value = 100.0 * _small(match["hundreds"]) + _small(match["rest"] or "")
        else:
            value = float(_small(match["word"]))
        value *= {"hundred": 100, "dozen": 12}.get(times := (match["times"] or "").lower()) or _multiples("").get(
            times, 1
        )
        unit, end = _unit_after(text, match.end(), stop)
        if unit in FRACTIONS:
            continue
        found.append(Amount(match.start(), end, f"{value:.15g} {unit}".strip(), unit))
    return found


_UNIT_AFTER = re.compile(
    r"[^\S\n-]?(?:[\s-](?P<points>percentage[^\S\n]points?)\b|[\s-](?P<percent>percent|per[^\S\n]cent|pct)\b"
    rf"|\s(?:(?P<nation>{'|'.join(map(re.escape, NATIONS))})\s)?"
    rf"(?P<coin>(?i:{'|'.join(sorted(COINS, key=len, reverse=True))}))\b)"
)


def _unit_after(text: str, at: int, stop: int) -> tuple[str, int]:
    match = _UNIT_AFTER.match(text, at, stop)
    if match is None:
        return _counted(text, at, stop), at
    if match["coin"]:
        coin = COINS[match["coin"].lower()]
        return (NATIONS[match["nation"]] if match["nation"] and coin == "usd" else coin), match.end()
    return (PERCENT if match["percent"] else POINTS), match.end()


def _small(words: str) -> int:
    return sum(SMALL.get(word, 1 if word in ("a", "an", "one") else 0) for word in re.split(r"[-\s]", words.lower()))


def _ordinals(text: str, start: int, stop: int) -> list[Amount]:
    found = []
    for match in _ORDINAL_WORD.finditer(text, start, stop):
        word, tens = match["word"].lower(), match["tens"]
        if match.group()[0].isupper() and _is_name(text, start, match):
            continue
        if tens and ORDINALS[word] > len(UNITS):
            continue
        if tens or not _is_other(word, text, match.start(), match.end()):
            value = ORDINALS[word] + (SMALL[tens.lower()] if tens else 0)
            found.append(Amount(*match.span(), f"{value}th", ORDINAL))
    return found


def _is_name(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether a capitalised ordinal belongs to a name: it has one beside it, or does not begin a sentence."""
    follows = text[match.end() : match.end() + 2].strip(" -")
    return follows.isupper() or (match.start() > start and text[max(match.start() - 2, 0)] not in '.!?:\n“"‘')


def _is_other(word: str, text: str, start: int, end: int) -> bool:
    """Tell whether a word that can be an ordinal is something else: a moment, a fraction, "at first"."""
    before = text[max(start - 8, 0) : start]
    if word == "first":
        return before.lower().endswith("at ") or text.startswith((" of all", "-hand"), end)
    if word == "second":
        return bool(_MOMENT.search(before)) and bool(_AFTER_MOMENT.match(text, end) or not before.endswith("a "))
    return bool(_FRACTION.search(before)) and text.startswith((" of", "s"), end)


# ---------------------------------------------------------------- what is counted


def _measure(text: str, at: int, stop: int) -> str:
    """Return the measure that stands right behind digits, as in 5km."""
    match = re.compile(r"[^\W\d_]{1,3}(?![^\W_])").match(text, at, stop)
    return tokens.stem(MEASURES[match.group()]) if match and match.group() in MEASURES else ""


def _counted(text: str, at: int, stop: int) -> str:
    """Return the stem of the word that follows a number: what is counted."""
    match = _COUNTED.match(text, at, min(stop, at + 40))
    if match is None or match.group(1).lower() in tokens.STOP:
        return ""
    word = match.group(1)
    return tokens.stem(MEASURES.get(word, word).lower())
