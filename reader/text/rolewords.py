"""Words that tell what a date or an amount is in its sentence: its preposition, its clause, who is counted. English.

Data only, closed lists of common words.
"""

from __future__ import annotations

from reader.text import tokens


def _stems(words: str) -> frozenset[str]:
    return frozenset(tokens.stem(word) for word in words.split())


FROM = frozenset("since from after following starting beginning".split())
"""Words before a date from which something holds."""
UNTIL = frozenset("until till by before through".split())
"""Words before a date at which something ends, or by which it must be done."""
PUBLISHED = frozenset("posted published updated modified edited".split())
"""Words before the date of a text."""
ZONES = frozenset("GMT UTC EST EDT CST CDT PST PDT MST MDT BST CET IST ET".split())
"""Time zones."""
CLOCK = ZONES | frozenset("local time a p m am pm hrs gmt utc AM PM et mon tue wed thu fri sat sun".split())
"""Words that are part of such a date."""
SKIPPED = frozenset(
    "the a an this next last late early about around some nearly almost roughly approximately over under above below "
    "than more less fewer at least most up as many much just only well exactly estimated of mid coming".split()
)
"""Words that stand between a preposition and its date or amount."""

OPENERS = frozenset(
    "who which whose whom where that when while as after before because although though if unless whether since and "
    "but or so whereas until".split()
)
"""Words that begin another clause."""
PREPOSITIONS = frozenset("in at on with for to of by during near across amid".split())
"""Words behind a mark that go on with what was before it."""
RELATIVES = frozenset("who which whose whom where".split())
"""Those that begin a clause about one word only."""
ABBREVIATED = frozenset("dr mr mrs ms st gen sen rep gov lt col capt prof sgt cpl no vs jr sr".split())
"""Words whose point ends no sentence."""

MORE = frozenset("another further additional extra".split())
"""Words before a count of what comes on top."""
MORE_AFTER = frozenset("more others other extra further additional fewer".split())
"""The same behind it."""
STILL = _stems("still remaining remain remains remained")
QUANTIFIERS = frozenset("1 some most many half none all each several part any few both percent cent".split())
"""Words that with "of the" and a number name a part of that number."""
PARTITIVE = frozenset("the its his her their our them those these whom which all".split())
"""Words that with "of" behind a number make of it a part."""
POWERS = _stems("square cubic")
"""Words of measures that the next word tells apart."""
SIDES = frozenset("deep long wide high tall thick away apart north south east west off inland upstream".split())
"""Words behind a length that say what is measured."""
PER = frozenset("a an per each every".split())
AGES = frozenset(("old", "aged", "age"))

DEMANDED = _stems(
    "demand demands demanded demanding seek seeks seeking sought request requested requests want wants urge urged"
)
OFFERED = _stems("offer offers offered offering propose proposes proposed proposing proposal")
ASKED = _stems("ask asked asks asking call calls called calling push pushed pushing")
"""Words that with "for" demand."""

GENERIC = _stems(
    "total number sum maximum minimum crowd group toll record average amount figure rate level rise increase fall drop "
    "gain loss decline jump growth cut team fleet majority period"
)
"""Words before "of" and a figure that only name the figure."""

PEOPLE = _stems(
    "people person persons man men woman women other others victim victims human life lives body bodies adult adults "
    "resident residents inhabitant inhabitants"
)
"""Words that may count anybody."""

_FATES = """
dead: dead die died dies dying death deaths kill kills killed killing fatal fatally fatality fatalities slain perish
  perished drown drowned
hurt: hurt hurting injure injures injured injuring injury injuries wound wounds wounded wounding
missing: missing unaccounted
saved: rescue rescues rescued rescuing save saved survive survived survivor survivors
held: arrest arrests arrested arresting detain detained detains custody
moved: evacuate evacuated evacuating homeless displaced flee fled
ill: ill sick sickened infected infect infection infections
"""

FATES: dict[str, str] = {
    tokens.stem(word): line.split(":")[0]
    for line in _FATES.strip().replace("\n  ", " ").splitlines()
    for word in line.split(":")[1].split()
}
"""What became of persons that are counted, by the stem of the word for it."""

HOURS = frozenset("midnight midday noon dawn dusk sunrise sunset morning afternoon evening night nightfall".split())
"""Times of day by which something had been counted."""

_SCALES = {
    "time": "second 1 minute 60 hour 3600 day 86400 night 86400 week 604800 fortnight 1209600 month 2629800 "
    "year 31557600 decade 315576000 century 3155760000",
    "length": "millimetre 0.001 centimetre 0.01 inch 0.0254 feet 0.3048 foot 0.3048 yard 0.9144 metre 1 "
    "kilometre 1000 mile 1609.344",
    "weight": "gram 0.001 ounce 0.02835 kilogram 1 tonne 1000 ton 1000",
    "area": "acre 0.4047 hectare 1",
    "volume": "litre 1 gallon 3.785 barrel 159",
    "power": "kilowatt 1 megawatt 1000 gigawatt 1000000",
    "heat": "degree 1",
}
SCALES = {
    tokens.stem(word): (kind, float(size))
    for kind, sizes in _SCALES.items()
    for word, size in zip(sizes.split()[::2], sizes.split()[1::2], strict=True)
}
"""Measures by the stem of their word: of what kind they are, and how large."""
