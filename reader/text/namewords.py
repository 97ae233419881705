"""Words about names: forms of companies and titles, short first names, spellings. English; data and lookups."""

from __future__ import annotations

import re

FORMS = frozenset(
    "corp corporation inc incorporated co company ltd limited plc llc lp ag sa nv gmbh group mr mrs ms dr sir".split()
)
"""Words beside a name that come and go without another being meant."""

HOUSES = frozenset(
    "hospital clinic center centre department ministry office agency authority bureau service commission committee "
    "council court university college school elementary institute academy church station airport bank board party "
    "association federation union foundation international national central district county township city".split()
)
"""Words for what a name names; another word in their place is no other name."""

_SHORT = """
abigail abby|albert al bert|alexander alexandra alex sasha|alfred fred|andrew andy drew|anthony tony|arthur art
barbara barb|benjamin ben benny|bernard bernie|bradley brad|catherine katherine kathryn kate katie kathy cathy
charles charlie chuck|christopher chris|christine christina chris|clifford cliff|cynthia cindy|daniel dan danny
david dave|deborah debra debbie|dennis denny|donald don|dorothy dot|douglas doug|edward ed eddie ted ned
elizabeth liz beth betty eliza|eugene gene|florence flo|frances fran|francis frank|franklin frank|frederick fred
gabriel gabe|gerald gerry jerry|gilbert gil|gregory greg|harold hal harry|helen nell|henry hank harry|isaac ike
jacob jake|jacqueline jackie|james jim jimmy jamie|janet jan|jeffrey geoffrey jeff geoff|jennifer jen jenny
jeremy jerry|jerome jerry|jessica jess|john jack johnny jon|jonathan jon|joseph joe joey|joshua josh|judith judy
kenneth ken kenny|lawrence laurence larry|leonard len lenny|leslie les|louis lou|margaret maggie meg peggy rita
martha marty|martin marty|matthew matt|michael mike mick mickey|mitchell mitch|nancy nan|nathaniel nathan nate nat
nicholas nick|nikita nick|pamela pam|patricia pat patty tricia|patrick pat paddy|peter pete|philip phillip phil
rachel ray|raymond ray|rebecca becky|reginald reg|richard rick dick rich ricky|robert bob rob bobby robbie|roderick rod
ronald ron ronnie|rosemary rose|rudolph rudy|russell russ|samuel samantha sam|sandra sandy|stanley stan
stephen steven steve|stuart stu|susan susanna sue|terence terry|theodore ted theo|theresa terry|thomas tom tommy
timothy tim|victoria vicky|vincent vince|virginia ginny|walter walt|wayne|wilfred will|william bill will billy willie
zachary zach
"""


def _short_forms() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, names in enumerate(_SHORT.replace("\n", "|").split("|")):
        for name in names.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


_SHORT_FORMS = _short_forms()
_SOFT = re.compile(r"[aeiouywh'-]+")
_SAME_SOUND = str.maketrans("qcgzv", "kkksf")
_LEAST_SPELT = 4
"""Letters of a name from which its consonants tell it."""
_MOST_CUT = 4
"""Letters of a name that is cut short: "Va", "Calif"."""


def alike(one: str, other: str) -> bool:
    """Tell whether two names in lower case may be one: a short form, an abbreviation, another spelling in Latin."""
    if not _SHORT_FORMS.get(one, frozenset()).isdisjoint(_SHORT_FORMS.get(other, frozenset())):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) <= _MOST_CUT and len(long) > len(short) + 1 and _is_cut(short, long):
        return True
    return len(short) >= _LEAST_SPELT and _consonants(one) == _consonants(other)


def _is_cut(short: str, long: str) -> bool:
    """Tell whether the letters of a short word stand in a long one in this order, the first in front."""
    letters = iter(long)
    return short[:1] == long[:1] and all(letter in letters for letter in short)


def _consonants(name: str) -> str:
    return re.sub(r"(.)\1+", r"\1", _SOFT.sub("", name).translate(_SAME_SOUND))
