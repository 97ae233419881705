"""Typing errors in a query: which words were meant, told by the words around them and by those of the articles. Pure.

A word that stands nowhere is taken for a known one with few errors: for that which stands in the articles between the
same words as in the query, else with the fewest errors, else for that which is found together with the others. Where
nothing tells them apart, some are looked for. A word that is known is never taken for another one at first; where it is
found with the others hardly anywhere, one that stands between just these words is looked for as well, and where it is
found with them nowhere, in its place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reader.query.forms import forms_of
from reader.query.tree import All, Either, Not, Query, Where, Words
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reader.query.tree import Node
    from reader.text.plain import CleanText

MEANT = 3
"""Words that one is taken for, at most, where nothing tells which was meant."""
LOOKED_AT = 6
"""Words that one may have been, looked at between the words around it: those with the fewest errors, the commonest."""
NAMED = 3
"""Words that are named where nothing fits."""
FEW = 30
"""Articles; where a query finds more, no known word of it is taken for mistyped."""


class Near(NamedTuple):
    """A known word that a mistyped one may have been; they are in order of how likely that is by itself."""

    errors: int
    rarity: int
    """In how many articles it stands, below 0."""
    word: str


class Lexicon(Protocol):
    """The words of the articles that are searched."""

    def known(self, form: str) -> bool:
        """Tell whether a word, or a longer one that it finds, stands anywhere."""

    def count(self, form: str) -> int:
        """Return in how many articles just this word stands."""

    def near(self, form: str) -> Sequence[Near]:
        """Return other known words that are near to a word, the likeliest first."""

    def together(self, forms: Sequence[str]) -> float:
        """Return in about how many articles all of these words stand."""

    def beside(self, forms: Sequence[str]) -> bool:
        """Tell whether these words stand beside each other, in this order, in articles that were looked at."""


class Mended(NamedTuple):
    """A query as it is asked."""

    query: Query
    """As it was typed, but for the words that were mended."""
    forms: dict[Words, tuple[str, ...]]
    """The words of each test that speaks for an article, as they are compared."""
    corrected: dict[str, str]
    """The words that were mended, each with what is looked for in its place, as a query has it: `tide|tied`."""


def as_typed(query: Query) -> Mended:
    """Return a query without anything mended."""
    return Mended(query, {words: forms_of(words.text) for words in query.words()}, {})


def mended(query: Query, lexicon: Lexicon, *, sure: bool = False) -> Mended:
    """Return a query with the words mended that stand nowhere; never those in quotation marks or of a saved search.

    Args:
        query: What was typed.
        lexicon: The words that it is asked of.
        sure: Each is taken for one word alone, for what cannot be looked through: marks, exports.
    """
    typed = as_typed(query)
    corrected: dict[str, str] = {}
    by: dict[Words, Sequence[tuple[str, ...]]] = {}
    for words, forms in typed.forms.items():
        if words.phrase or words.firm:
            continue
        unknown = [at for at, form in enumerate(forms) if not lexicon.known(form)]
        for at in unknown:
            meant = _meant(_Gap.around(typed, words, at, corrected), forms[at], lexicon)
            if not meant:
                continue
            meant = meant[: 1 if sure or len(forms) > 1 else MEANT]
            corrected[forms[at]] = "|".join(meant)
            forms = (*forms[:at], meant[0], *forms[at + 1 :])
            by[words] = [forms, *((other,) for other in meant[1:])]
    return _with(typed, by, corrected) if by else typed


def widened(asked: Mended, lexicon: Lexicon, found: int) -> Mended | None:
    """Return a query that finds hardly anything with a known word that may be mistyped looked for as another as well.

    Args:
        asked: The query, of which the words that stand nowhere are mended.
        lexicon: The words that it is asked of.
        found: How many articles it finds: `FEW` at most.

    Returns:
        None where no other word explains the rest of the query better.
    """
    best: tuple[int, float, Words, str] | None = None
    for words in _run(asked.query):
        forms = asked.forms[words]
        if (
            words.phrase
            or words.firm
            or len(forms) != 1
            or any(forms[0] in other.split("|") for other in asked.corrected.values())
        ):
            continue
        gap = _Gap.around(asked, words, 0, {})
        if not gap.others:
            continue
        own = gap.fit(forms[0], lexicon)
        if own == len(gap.sides(forms[0])):
            continue
        for near in lexicon.near(forms[0])[:LOOKED_AT]:
            if near.errors > 1 or (fit := gap.fit(near.word, lexicon)) <= own:
                continue
            together = lexicon.together((*gap.others, near.word))
            if together > found and (best is None or (fit, together) > best[:2]):
                best = fit, together, words, near.word
        if best is not None:
            break
    if best is None:
        return None
    _, _, words, other = best
    (form,) = asked.forms[words]
    meant = (form, other) if found else (other,)
    return _with(asked, {words: [(one,) for one in meant]}, {**asked.corrected, form: "|".join(meant)})


def in_words(typed: str, meant: str) -> CleanText:
    """Return what is said of a word that was mended, given what is looked for in its place."""
    words = meant.split("|")
    others = " or ".join(word for word in words if word != typed)
    if typed in words:
        return plain.line(f"hardly a hit for “{typed}” with the rest, showing {others} as well")
    return plain.line(f"nothing found with “{typed}”, showing {others}")


def missing(asked: Mended, finds: Callable[[Mended], bool]) -> tuple[CleanText, ...]:
    """Return the words and phrases of a query without a hit that stand in no article, as they are shown.

    Args:
        asked: The query, its words mended.
        finds: Tells whether a query finds anything; is asked for each of them by itself.
    """
    alone = ((words, Mended(Query(All((words,))), {words: asked.forms[words]}, {})) for words in asked.query.words())
    return tuple(dict.fromkeys(_shown(words) for words, one in alone if not finds(one)))


def nowhere(missing: Sequence[str]) -> CleanText:
    """Return what is said of a query without a hit, given what of it stands in no article."""
    if not missing:
        return plain.line("no article has all of this")
    return plain.line(f"no article has {' or '.join(missing[:NAMED])}")


def _shown(words: Words) -> CleanText:
    return plain.line(f"{'' if words.where is Where.ANYWHERE else f'{words.where}:'}“{words.text}”")


# ---------------------------------------------------------------- which was meant


class _Gap(NamedTuple):
    """The place of a word among the others of a query."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    """The words beside it, up to one that is not known."""
    others: tuple[str, ...]
    """All other words that must stand in an article."""

    @classmethod
    def around(cls, asked: Mended, words: Words, at: int, corrected: Mapping[str, str]) -> _Gap:
        every: list[str] = []
        place = -1
        for other in _run(asked.query):
            if other is words:
                place = len(every) + at
            every += [corrected.get(form, form) for form in asked.forms[other]]
        if place < 0:
            return cls((), (), ())
        return cls(tuple(every[:place]), tuple(every[place + 1 :]), tuple(every[:place] + every[place + 1 :]))

    def sides(self, form: str) -> list[tuple[str, ...]]:
        """Return a word with that before it, and with that after it."""
        return [side for side in ((*self.before[-1:], form), (form, *self.after[:1])) if len(side) > 1]

    def fit(self, form: str, lexicon: Lexicon) -> int:
        """Return on how many sides a word stands beside the same words as in the query."""
        return sum(lexicon.beside(side) for side in self.sides(form))


def _meant(gap: _Gap, form: str, lexicon: Lexicon) -> list[str]:
    """Return the words that one may have been that nothing tells apart, the likeliest first."""
    near = lexicon.near(form)[:LOOKED_AT]
    if len(near) < 2:
        return [one.word for one in near]
    fits = {one.word: gap.fit(one.word, lexicon) for one in near}
    most = max(fits.values())
    fitting = [one for one in near if fits[one.word] == most]
    if len(fitting) > 1 and 0 < most == len(gap.sides(form)) < len(gap.others):
        whole = [one for one in fitting if lexicon.beside((*gap.before, one.word, *gap.after))]
        fitting = whole or fitting
    same = [one.word for one in fitting if one.errors == min(one.errors for one in fitting)]
    if len(same) > 1 and gap.others:
        together = {word: lexicon.together((*gap.others, word)) for word in same}
        same = sorted((word for word in same if together[word]), key=lambda word: -together[word]) or same
    return same


# ---------------------------------------------------------------- the query


def _run(query: Query) -> Iterator[Words]:
    """Give the words that must all stand in an article, anywhere in it, in the order that they were typed."""
    return (part for part in query.root.parts if isinstance(part, Words) and part.where is Where.ANYWHERE)


def _with(asked: Mended, by: Mapping[Words, Sequence[tuple[str, ...]]], corrected: dict[str, str]) -> Mended:
    nodes: dict[Words, Node] = {}
    forms = {words: some for words, some in asked.forms.items() if words not in by}
    for words, each in by.items():
        parts = [replace(words, text=" ".join(some)) for some in each]
        forms |= dict(zip(parts, each, strict=True))
        nodes[words] = parts[0] if len(parts) == 1 else Either(tuple(parts))
    root = _replaced(asked.query.root, nodes)
    assert isinstance(root, All)
    return Mended(replace(asked.query, root=root), forms, corrected)


def _replaced(node: Node, by: Mapping[Words, Node]) -> Node:
    match node:
        case All(parts):
            return All(tuple(_replaced(part, by) for part in parts))
        case Either(parts):
            return Either(tuple(_replaced(part, by) for part in parts))
        case Not():
            return node
        case Words():
            return by.get(node, node)
        case _:
            return node
