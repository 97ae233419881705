"""Figures in words: what kind a value is, its normal form as people read it, and what it was read as. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from reader.text import amounts, amountwords, days, facts

if TYPE_CHECKING:
    from reader.text.facts import Value


class FigureKind(StrEnum):
    """What a figure is, in the order of the sheet."""

    MONEY = "Money"
    SHARE = "Percent"
    COUNT = "Counted"
    ORDINAL = "Ordinals"
    DATE = "Dates"
    TIME = "Times of day"
    FEW = "Small counts of one source"


def kind_of(value: Value) -> FigureKind:
    """Return what kind of figure a number or date is."""
    unit = value.unit.removeprefix(amounts.RANGE)
    if value.sort is facts.Sort.DATE:
        return FigureKind.TIME if unit == "time" else FigureKind.DATE
    if unit == amounts.ORDINAL:
        return FigureKind.ORDINAL
    if unit in (amounts.PERCENT, amounts.POINTS):
        return FigureKind.SHARE
    return FigureKind.MONEY if unit in amountwords.MONEY else FigureKind.COUNT


def show(value: Value) -> str:
    """Return a figure in normal form as people read it; of what is counted, the number alone."""
    if value.sort is facts.Sort.DATE:
        return days.shown(value.norm, value.unit)
    unit = value.unit.removeprefix(amounts.RANGE)
    number = value.norm.split(" ")[0]
    if unit == amounts.ORDINAL:
        return _ordinal(int(float(number.removesuffix("th"))))
    shown = "–".join(_number(float(part)) for part in number.split("–"))
    if unit in (amounts.PERCENT, amounts.POINTS):
        return shown + ("%" if unit == amounts.PERCENT else " points")
    if unit in amountwords.MONEY:
        return f"{unit.upper()} {shown}" if len(unit) == 3 else f"{shown} {unit}"
    return shown


def _number(number: float) -> str:
    """Return a number with its multiple in words where that is short: "100 billion", "1,234,567"."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        short = number / size
        if abs(short) >= 1 and round(short, 2) == short:
            return f"{short:,.10g} {word}" if abs(short) < 1000 else f"{short:,.0f} {word}"
    return f"{number:,.15g}"


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def said(value: Value) -> str:
    """Say in full what a value was read as."""
    kind = kind_of(value)
    unit = value.unit.removeprefix(amounts.RANGE)
    number = value.norm.split(" ")[0]
    if kind in (FigureKind.DATE, FigureKind.TIME):
        grain = {"day": "a day", "days": "days in a row", "time": "a time of day"}.get(value.unit, f"a {value.unit}")
        return f"{grain}: {show(value)}"
    if kind is FigureKind.ORDINAL:
        return f"the {show(value)} in a row of things"
    whole = "–".join(f"{float(part):,.15g}" for part in number.split("–"))
    if kind is FigureKind.MONEY:
        return f"money: {whole} {unit.upper() if len(unit) == 3 else unit}"
    if kind is FigureKind.SHARE:
        return f"{whole} {'percentage points' if unit == amounts.POINTS else 'percent'}"
    return f"the number {whole}" + (", counting the word after it" if unit else "")
