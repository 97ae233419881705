"""The sentences of a text as the matching sees them: their words, and how much each word says within the story."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.model import Span
from reader.text import quotes, segment, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.text.quotes import Quotation
    from reader.text.tokens import Token

MAX_WORDS = 400_000
"""Words of one text that are looked at; the sentences after them find no match."""
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
    vector: dict[str, float] = field(default_factory=dict)
    """Weight of each key, of length 1 in all; filled by `weigh`."""


def prepare(text: str) -> list[Sentence]:
    """Cut a text into sentences and read their words. Linear time."""
    found = []
    budget = MAX_WORDS
    for start, end in segment.sentences(text):
        words = tuple(tokens.tokens(text, start, end)) if budget > 0 else ()
        budget -= len(words)
        found.append(Sentence(Span(start, end), words, Counter(_keys(words))))
    _place_quotations(found, quotes.quotations(text))
    return found


def weigh(texts: Sequence[Sequence[Sentence]]) -> dict[str, float]:
    """Fill every sentence's vector with tf x isf weights over these texts, and return the isf of each key.

    The inverse sentence frequency is taken over the story's own sentences: measured better than any background table.
    """
    count = max(sum(len(sentences) for sentences in texts), _FEW)
    frequency: Counter[str] = Counter()
    for sentences in texts:
        for sentence in sentences:
            frequency.update(sentence.bag.keys())
    rarity = {key: max(math.log((count + 1) / (seen + 0.5)), 0.05) for key, seen in frequency.items()}
    for sentences in texts:
        for sentence in sentences:
            weights = {key: (1 + math.log(times)) * rarity[key] for key, times in sentence.bag.items()}
            norm = math.sqrt(sum(weight * weight for weight in weights.values()) + _SMOOTH)
            sentence.vector = {key: weight / norm for key, weight in weights.items()}
    return rarity


_FEW = 24
"""Sentences that a story is taken to have at least: in a smaller one every shared word would seem common."""
_SMOOTH = 3.0
"""Added under the root: a sentence of one or two words cannot be as alike as a full one."""


def _keys(words: Iterable[Token]) -> Iterable[str]:
    before = ""
    for word in words:
        if tokens.is_unspaced(word.norm):
            if before:
                yield before + word.norm
            before = word.norm
            continue
        before = ""
        if word.norm not in tokens.STOP:
            yield word.stem


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
