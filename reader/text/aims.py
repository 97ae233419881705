"""Words that make of a figure something to come: a goal, a plan, a forecast. English; data and lookups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text import tokens

if TYPE_CHECKING:
    from reader.text.tokens import Token

_MODALS = frozenset("will would could may might should".split())
_GOALS = frozenset(
    tokens.stem(word)
    for word in "target goal aim aims aimed aiming hope hopes hoped pledge pledged promise promised commit committed "
    "commitment want wants doubling double triple seek seeks".split()
)
_FORECASTS = frozenset(
    tokens.stem(word)
    for word in "plan plans planned expect expected forecast forecasts predict predicted projected projection estimate "
    "raising lift boost budget proposed".split()
)


def is_goal(word: Token) -> bool:
    """Tell whether a word makes of the figures beside it what somebody wants to reach."""
    return word.stem in _GOALS


def is_aim(word: Token) -> bool:
    """Tell whether a word makes of the figures beside it something to come: a goal, a plan or a forecast."""
    return word.stem in _GOALS or word.stem in _FORECASTS or word.norm in _MODALS
