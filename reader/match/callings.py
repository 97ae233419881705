"""Names that stand in each other's place in two twin sentences. Precision first; capitals tell names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.match.kinds import likeness, same_quotation
from reader.match.sentences import DATE_WORDS
from reader.text import facts, namewords, rolewords, tokens
from reader.text.facts import Sort
from reader.text.quotes import SPEECH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from reader.match.model import Reading
    from reader.match.sentences import Sentence
    from reader.text.facts import Value
    from reader.text.tokens import Token

_CONTEXT = 4
"""Words on either side of a name that are looked at."""
_MOST = 40
"""Names of one side that are compared."""
_LEAST_FIT = 0.45
"""How alike the places of two names must be: a neighbour must be the same word."""
_SAME_PLACE = 0.9
"""The same where the neighbours on both sides must be the same words."""
_SURE, _SURE_IN_PLACE = 0.5, 0.2
"""Likeness of two sentences from which names surely differ: in any place; as speakers or between the same words."""
_WORDS_OF_NAME = 3
"""Words of a person's name with its title; of longer names one word may differ."""
_TITLE_CASE = 0.6
"""Share of capitals from which a sentence is a headline, whose capitals tell no names."""

_NO_NAME = facts.NO_NAME | namewords.FORMS | frozenset(norm.casefold() for norm in rolewords.CLOCK)

_HOUSES = frozenset(map(tokens.stem, namewords.HOUSES))

Candidate = tuple[float, "Value", "Value"]
"""How alike the places are, and the two values."""


def between(
    a: Sentence, ours: Reading, known_b: Collection[str], b: Sentence, theirs: Reading, known_a: Collection[str]
) -> Iterator[Candidate]:
    """Give the words of names that stand in each other's place: between the same neighbours, in the same role.

    Who says the same words is compared though the other text knows the name, too.

    Args:
        a: One sentence.
        ours: What it states.
        known_b: The capitalised words of the other whole text, in lower case; they are other persons or places.
        b: The other sentence.
        theirs: What it states.
        known_a: The capitalised words of the first whole text.
    """
    quoted = bool(a.quotations and b.quotations) and same_quotation(a, b)

    def new(words: Sequence[Token], place: int, there: Reading, known: Collection[str]) -> bool:
        if _listens(words, place):
            return False
        return _is_new(words[place], there, () if quoted and _speaks(words, place) else known)

    mine = [place for place in ours.names if new(a.words, place, theirs, known_b)]
    other = [place for place in theirs.names if new(b.words, place, ours, known_a)] if mine else []
    if not other:
        return
    stems_a, stems_b = {word.stem for word in a.words}, {word.stem for word in b.words}
    for x in mine[:_MOST]:
        for y in other[:_MOST]:
            if _is_one(a.words[x], b.words[y]) or not _same_role(a.words, x, stems_a, b.words, y, stems_b):
                continue
            fit = 1.0 if quoted and _told(a.words, x, b.words, y) else _best_fit(a.words, x, b.words, y)
            if fit >= _LEAST_FIT:
                yield fit, _value(a.words[x]), _value(b.words[y])


def is_sure(a: Sequence[Token], b: Sequence[Token], candidate: Candidate, likeness: float) -> bool:
    """Tell whether two names surely stand for each other: in sentences that are twins to a high degree.

    Args:
        a: The words of one sentence.
        b: The words of the other.
        candidate: The names.
        likeness: How alike the sentences are, 0 to 1.
    """
    fit, mine, other = candidate
    x = next(place for place, word in enumerate(a) if word.start == mine.start)
    y = next(place for place, word in enumerate(b) if word.start == other.start)
    if _is_listed(a, x) or _is_listed(b, y):
        return False
    if fit >= _SAME_PLACE or (_speaks(a, x) and _speaks(b, y)):
        return likeness >= _SURE_IN_PLACE
    sizes = [last - first for first, last in (_run(a, x), _run(b, y))]
    return likeness >= _SURE and max(sizes) - min(sizes) <= 1


def _is_listed(words: Sequence[Token], place: int) -> bool:
    """Tell whether a name is one of a list, of which two sources name what they like: "Alba, Brega and Corno"."""
    first, last = _run(words, place)
    before = first > 1 and words[first - 1].capital and words[first].start - words[first - 1].end > 1
    after = last + 1 < len(words) and words[last + 1].capital and words[last + 1].start - words[last].end > 1
    ends = last + 2 < len(words) and words[last + 1].norm == "and" and words[last + 2].capital
    return (before and (after or ends)) or (before and first > 1 and words[first - 1].norm == "and")


def _is_new(word: Token, there: Reading, known: Collection[str]) -> bool:
    """Tell whether neither the other sentence nor its text has a word of a name."""
    norm = word.norm.casefold()
    return norm not in known and norm not in there.forms and word.stem.casefold() not in there.forms


def is_headline(sentence: Sentence) -> bool:
    """Tell whether most words have a capital, which then tells no names: a list of names ends with a mark."""
    words = sentence.words
    if sum(word.capital for word in words) < _TITLE_CASE * len(words):
        return False
    small = [word for word in words if not word.capital and not word.stop and word.norm.isalpha()]
    return not small or sentence.span.end == words[-1].end


def _value(word: Token) -> Value:
    return facts.Value(word.start, word.end, Sort.NAME, word.norm, "name")


def places(sentence: Sentence, values: Sequence[Value]) -> tuple[int, ...]:
    """Return the places of the words of a sentence that may be names; what is part of a number or date is none."""
    if is_headline(sentence):
        return ()
    taken = [(value.start, value.end) for value in values if value.sort is not Sort.NAME]
    found = []
    for place, word in enumerate(sentence.words):
        if place == 0 or not word.capital or len(word.norm) < 2 or word.norm.casefold() in _NO_NAME:
            continue
        if not any(low <= word.start < high for low, high in taken):
            found.append(place)
    return tuple(found)


# ---------------------------------------------------------------- one name, two spellings


def _is_one(one: Token, other: Token) -> bool:
    """Tell whether two words may be one name: spelt otherwise, cut short, an acronym, a first name's short form."""
    if one.norm.isupper() != other.norm.isupper():
        return True  # an acronym may stand for the full name
    first, second = one.norm.casefold(), other.norm.casefold()
    if first in namewords.HOUSES and second in namewords.HOUSES:
        return True  # a clinic may be called a hospital
    if first[:4] == second[:4] or first.startswith(second) or second.startswith(first):
        return True
    return likeness(first, second) >= 0.8 or namewords.alike(first, second)


# ---------------------------------------------------------------- one place, one role


def _same_role(
    a: Sequence[Token], x: int, stems_a: AbstractSet[str], b: Sequence[Token], y: int, stems_b: AbstractSet[str]
) -> bool:
    """Tell whether two names do the same in their sentences: both speak or none, both own something or none.

    Where a name beside them is the same on both sides, it is the same role; where the surname behind a first name
    stands anywhere on the other side, the one is only said more fully: "Raymond Jackson" is "Jackson".
    """
    run_a, run_b = _beside(a, x), _beside(b, y)
    if run_a & run_b:
        return max(len(run_a), len(run_b)) <= _WORDS_OF_NAME or _own(run_a - run_b) == _own(run_b - run_a) == 1
    if _surname(a, x) in stems_b or _surname(b, y) in stems_a:
        return False
    return _owns(a[x]) == _owns(b[y]) and _speaks(a, x) == _speaks(b, y)


def _beside(words: Sequence[Token], place: int) -> set[str]:
    first, last = _run(words, place)
    named = {word.stem for word in words[first : last + 1] if word.norm not in namewords.FORMS}
    return named - DATE_WORDS


def _own(stems: AbstractSet[str]) -> int:
    """Return how many words of a name are its own, and not of what it names: a school, a county."""
    return len(stems - _HOUSES)


def _surname(words: Sequence[Token], place: int) -> str:
    """Return the stem of the last name of the run that a name is in; nothing where it is the last itself."""
    last = _run(words, place)[1]
    return words[last].stem if last > place else ""


def _owns(word: Token) -> bool:
    return word.end - word.start > len(word.norm) and word.norm.isalpha()


def _speaks(words: Sequence[Token], place: int) -> bool:
    """Tell whether a name, or the run of names it is in, is the one who speaks: "Holm said", "..., said Holm."."""
    first, last = _run(words, place)
    if first > 0 and words[first - 1].norm in rolewords.PREPOSITIONS:
        return False  # "the judge in Aldwick said"
    if last + 1 < len(words) and words[last + 1].norm in SPEECH:
        return True
    ends = last + 1 == len(words) or words[last + 1].start - words[last].end > 1
    return ends and first > 0 and words[first - 1].norm in SPEECH


def _listens(words: Sequence[Token], place: int) -> bool:
    """Tell whether a name is the one who was told, and each source names itself: "told the Aldwick Courier"."""
    first = _run(words, place)[0]
    first -= first > 0 and words[first - 1].norm == "the"
    return first > 0 and words[first - 1].norm == "told"


def _run(words: Sequence[Token], place: int) -> tuple[int, int]:
    """Return the first and the last of the capitalised words in a row around a name; initials have a point."""
    first = last = place
    while first > 0 and _joined(words[first - 1], words[first]):
        first -= 1
    while last + 1 < len(words) and _joined(words[last], words[last + 1]):
        last += 1
    return first, last


def _joined(one: Token, other: Token) -> bool:
    return one.capital and other.capital and other.start - one.end <= 1 + (len(one.norm) == 1)


def _best_fit(a: Sequence[Token], x: int, b: Sequence[Token], y: int) -> float:
    """Return how much two words, or the whole names that they end, stand in the same place."""
    fit = _fit(a, x, b, y)
    (first, last), (low, high) = _run(a, x), _run(b, y)
    if (first, low) == (x, y) or (last, high) != (x, y):
        return fit
    one, other = [*a[:first], *a[last:]], [*b[:low], *b[high:]]
    return max(fit, _fit(one, first, other, low)) if _same_beside(one, first, other, low) else fit


def _same_beside(a: Sequence[Token], x: int, b: Sequence[Token], y: int) -> bool:
    """Tell whether two words follow, or are followed by, the same word that says something: "... uncle of Keller"."""
    return any(
        side[0] and side[0] == side[1] and not all(stem in tokens.STOP for stem in side[0])
        for side in zip(*(_beside_name(words, place) for words, place in ((a, x), (b, y))), strict=True)
    )


def _beside_name(words: Sequence[Token], place: int) -> tuple[list[str], list[str]]:
    """Return the stems next to a word on the left and on the right, up to the first that says something."""
    before, after = _around(words, place)
    sides = []
    for stems in (before, after):
        end = next((n + 1 for n, stem in enumerate(stems) if stem not in tokens.STOP), 0)
        sides.append(stems[:end])
    return sides[0], sides[1]


def _told(a: Sequence[Token], x: int, b: Sequence[Token], y: int) -> bool:
    """Tell whether both words end the name of who speaks."""
    return _run(a, x)[1] == x and _run(b, y)[1] == y and _speaks(a, x) and _speaks(b, y)


def _fit(a: Sequence[Token], x: int, b: Sequence[Token], y: int) -> float:
    """Return how much two words stand in the same place, 0 to 1: by their neighbours, then the words further off."""
    before_a, after_a = _around(a, x)
    before_b, after_b = _around(b, y)
    left = before_a[:1] == before_b[:1] != []
    right = after_a[:1] == after_b[:1] != []
    return 0.4 * left + 0.4 * right + 0.1 * overlap(before_a, before_b) + 0.1 * overlap(after_a, after_b)


def _around(words: Sequence[Token], place: int) -> tuple[list[str], list[str]]:
    """Return the stems before a word, the nearest first, and after it; forms of companies and titles aside."""
    low, high = max(place - 2 * _CONTEXT, 0), place + 1 + 2 * _CONTEXT
    before = [word.stem for word in reversed(words[low:place]) if word.norm.casefold() not in namewords.FORMS]
    after = [word.stem for word in words[place + 1 : high] if word.norm.casefold() not in namewords.FORMS]
    return before[:_CONTEXT], after[:_CONTEXT]


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how alike two runs of words are, 0 to 1, those that come first counting most."""
    if not one and not other:
        return 0.5
    shared = 0.0
    for place, word in enumerate(one):
        if word in other:
            shared += 1 / (1 + max(place, other.index(word)))
    return min(shared / 1.5, 1.0)
