"""The sentences of a text as the matching sees them: their words, and how much each word says within the story."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import attrgetter, mul
from typing import TYPE_CHECKING

from reader.model import Span
from reader.text import days, quotes, segment, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.match.model import Reading
    from reader.match.roles import Roles
    from reader.text.quotes import Quotation
    from reader.text.tokens import Token

DATE_WORDS = frozenset(tokens.stem(word) for word in (*days.MONTHS, *days.WEEKDAYS))
MAX_WORDS = 150_000
"""Words of one text that are looked at; the sentences after them find no match."""
MAX_SENTENCES = 50_000
"""The same for sentences."""
MAX_SENTENCE = 200_000
"""Characters of one sentence that are looked at; no sentence of a language is near it."""
MOST_OF_HEADING = 14
"""Words of a heading."""
LEAST_STATED = 2
"""Different words, dates and numbers aside, of a sentence that says something: "Read on" and a date line do not."""
MAX_QUOTATIONS = 8
"""Quotations of one sentence that are looked at."""


@dataclass(slots=True)
class Sentence:
    """One sentence, prepared."""

    span: Span
    words: tuple[Token, ...]
    bag: Counter[str]
    """How often each stem stands in it; in scripts without spaces, each pair of characters. Stop words are left out."""
    quotations: tuple[Quotation, ...] = ()
    """The parts of quotations that lie in it."""
    utterances: list[list[str]] | None = None
    """The words of its quotations; filled when first asked for."""
    reading: Reading | None = None
    """What it states; filled when first asked for."""
    roles: Roles | None = None
    """What its values are in it; filled when first asked for."""
    heading: bool = False
    """A short line of its own, below the first, that ends without a mark: it names a topic."""
    plain: frozenset[str] = frozenset()
    """The keys of the whole story that are neither names nor numbers; filled by `weigh`."""
    vector: dict[str, float] = field(default_factory=dict)
    """Weight of each key, of length 1 in all; filled by `weigh`."""

    @property
    def states(self) -> bool:
        """Tell whether it has words enough to be met by."""
        stating = (key for key in self.bag if not tokens.is_number(key) and key not in DATE_WORDS)
        return sum(1 for _ in islice(stating, LEAST_STATED)) == LEAST_STATED


def prepare(text: str) -> list[Sentence]:
    """Cut a text into sentences and read their words. Linear time."""
    found: list[Sentence] = []
    budget, unread = MAX_WORDS, Counter[str]()
    unspaced = tokens.has_unspaced(text)
    for start, end in segment.sentences(text):
        if budget <= 0 or len(found) >= MAX_SENTENCES:
            found.append(Sentence(Span(start, end), (), unread))
            continue
        words = tuple(tokens.tokens(text, start, min(end, start + MAX_SENTENCE)))
        budget -= len(words)
        sentence = Sentence(Span(start, end), words, Counter(_keys(words, unspaced)))
        sentence.heading = bool(found) and len(words) <= MOST_OF_HEADING and text[end - 1].isalnum()
        found.append(sentence)
    _place_quotations(found, quotes.quotations(text))
    return found


def weigh(texts: Sequence[Sequence[Sentence]]) -> dict[str, float]:
    """Fill every sentence's vector with tf x isf weights over these texts, and return the isf of each key.

    The inverse sentence frequency is taken over the story's own sentences: measured better than any background table.
    """
    count = max(sum(len(sentences) for sentences in texts), _FEW)
    frequency = Counter(chain.from_iterable(sentence.bag for sentences in texts for sentence in sentences))
    rarity = {key: max(math.log((count + 1) / (seen + 0.5)), 0.05) for key, seen in frequency.items()}
    plain = frozenset(rarity.keys() - _names(texts) - {key for key in rarity if tokens.is_number(key)})
    fill(chain.from_iterable(texts), rarity, plain)
    return rarity


def fill(sentences: Iterable[Sentence], rarity: Mapping[str, float], plain: frozenset[str]) -> None:
    """Fill the vectors of sentences of a story of which the isf of each key is known."""
    for sentence in sentences:
        if sentence.bag:
            weights = {
                key: rarity[key] if times == 1 else (1 + math.log(times)) * rarity[key]
                for key, times in sentence.bag.items()
            }
            norm = math.sqrt(sum(map(mul, weights.values(), weights.values())) + _SMOOTH)
            sentence.vector = {key: weight / norm for key, weight in weights.items()}
            sentence.plain = plain


def _names(texts: Sequence[Sequence[Sentence]]) -> frozenset[str]:
    """Return the keys that are written with a capital more often than without, first words of sentences aside."""
    words = [word for sentence in chain.from_iterable(texts) for word in sentence.words[1:]]
    often = Counter(map(_STEM, words))
    capitals = Counter(word.stem for word in words if word.capital)
    return frozenset(key for key, times in capitals.items() if 2 * times > often[key])


_STEM = attrgetter("stem")
_FEW = 24
"""Sentences that a story is taken to have at least: in a smaller one every shared word would seem common."""
_SMOOTH = 6.0
"""Added under the root: a sentence of one or two words cannot be as alike as a full one."""


def _keys(words: Sequence[Token], unspaced: bool) -> Iterable[str]:
    stop = tokens.STOP
    return _with_pairs(words) if unspaced else [word.stem for word in words if word.norm not in stop]


def _with_pairs(words: Iterable[Token]) -> Iterable[str]:
    """Give the keys of words among which there may be single characters of a script without spaces."""
    before = ""
    for word in words:
        if not word.norm.isascii() and tokens.is_unspaced(word.norm):
            if before:
                yield before + word.norm
            before = word.norm
            continue
        before = ""
        if word.norm not in tokens.STOP:
            yield word.stem


def credited(words: Sequence[Token]) -> frozenset[str]:
    """Return the keys that stand only in an attribution that ends a sentence: ", said Ada Holm, the harbour warden"."""
    for place in range(max(len(words) - _MOST_CREDITED, 1), len(words)):
        norm = words[place].norm
        speaks = norm == "according" or (
            norm in quotes.SPEECH and not norm.endswith("ing")
        )  # "saying" begins a statement
        named = any(word.capital for word in words[place + 1 :])
        if speaks and named and words[place].start - words[place - 1].end > 1:
            return frozenset(word.stem for word in words[place:]) - {word.stem for word in words[:place]}
    return frozenset()


_MOST_CREDITED = 10
"""Words of an attribution that ends a sentence."""


def _place_quotations(sentences: list[Sentence], found: list[Quotation]) -> None:
    """Give every sentence the parts of the quotations that lie in it. Both lists are in order."""
    at = 0
    for quotation in found:
        while at < len(sentences) and sentences[at].span.end <= quotation.start:
            at += 1
        number = at
        while number < len(sentences) and sentences[number].span.start < quotation.end:
            span = sentences[number].span
            part = quotation._replace(start=max(quotation.start, span.start), end=min(quotation.end, span.end))
            if len(sentences[number].quotations) < MAX_QUOTATIONS:
                sentences[number].quotations += (part,)
            number += 1
