"""How two passages agree: exact, edited, reworded or quoted. Named last, by the words themselves."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.model import Kind, Span
from reader.text import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.match.sentences import Sentence
    from reader.text.quotes import Quotation
    from reader.text.tokens import Token

EDITED = 0.62
"""Share of the words of both sides, in order, from which a passage is the same one with a few words changed."""
LEAST_EDITED = 8
"""Words of a shorter side that is called edited: of fewer too little is left to tell a copy from a turn of phrase."""
SAME_UTTERANCE = 0.8
"""The same for two quotations."""
LEAST_PART = SAME_UTTERANCE / (2 - SAME_UTTERANCE)
"""Length of the shorter of two such, as a share of the longer: the ratio cannot be reached with less."""
LEAST_QUOTED = 3
"""Words of an utterance that is looked for elsewhere."""
MOSTLY = 0.6
"""Share of a sentence in quotation marks from which it is a quotation."""
_MOST = 3000
"""Words of a side that are compared."""


def kind_of_words(a: Sequence[Token], b: Sequence[Token]) -> Kind:
    """Return exact, edited or reworded for two runs of words."""
    one, other = [word.norm for word in a[:_MOST]], [word.norm for word in b[:_MOST]]
    if one == other and len(a) == len(b):
        return Kind.EXACT
    if min(len(one), len(other)) < LEAST_EDITED:
        return Kind.REWORDED
    return Kind.EDITED if likeness(one, other, EDITED) >= EDITED else Kind.REWORDED


def kind_of(a: Sentence, b: Sentence) -> Kind:
    """Return the kind of two twin sentences.

    Quoted where most of both is in quotation marks, translations of one utterance included, or where the same utterance
    is the larger part of the shorter one.
    """
    if a.quotations and b.quotations and _may_be_one_voice(a, b):
        if min(quoted_share(a, a.span), quoted_share(b, b.span)) >= MOSTLY:
            return Kind.QUOTED
        if same_quotation(a, b, MOSTLY / 2):
            return Kind.QUOTED
    return kind_of_words(a.words, b.words)


def quoted_share(sentence: Sentence, span: Span) -> float:
    """Return the share of a range that is in the sentence's quotation marks."""
    inside = sum(max(min(q.end, span.end) - max(q.start, span.start), 0) for q in sentence.quotations)
    return inside / max(span.end - span.start, 1)


def _may_be_one_voice(a: Sentence, b: Sentence) -> bool:
    """Tell whether nothing says that two different people are quoted."""
    ours = {quotation.speaker for quotation in a.quotations} - {""}
    theirs = {quotation.speaker for quotation in b.quotations} - {""}
    return not ours or not theirs or not ours.isdisjoint(theirs)


def same_quotation(a: Sentence, b: Sentence, share: float = 0.0) -> bool:
    """Tell whether both sentences quote the same utterance: nearly the same words in quotation marks on both sides.

    With `share`, the utterance must be at least that part of the shorter sentence.
    """
    least = max(share * min(len(a.words), len(b.words)), LEAST_QUOTED)
    return any(same_utterance(left, right, least) for left in utterances(a) for right in utterances(b))


def same_utterance(a: Sequence[str], b: Sequence[str], least: float = LEAST_QUOTED) -> bool:
    """Tell whether two quotations have nearly the same words, at least so many of them."""
    shorter, longer = (len(a), len(b)) if len(a) < len(b) else (len(b), len(a))
    return shorter >= least and shorter >= LEAST_PART * longer and likeness(a, b, SAME_UTTERANCE) > 0


def shared_words(a: Sentence, b: Sentence) -> tuple[Span, Span] | None:
    """Return where the utterances stand that both sentences quote, marks included, or None where none does."""
    met = [
        (p, q)
        for left, p in zip(utterances(a), a.quotations, strict=True)
        for right, q in zip(utterances(b), b.quotations, strict=True)
        if same_utterance(left, right)
    ]
    if not met:
        return None
    return _around(a, [p for p, _ in met]), _around(b, [q for _, q in met])


def _around(sentence: Sentence, quotations: Sequence[Quotation]) -> Span:
    """Return the range from the first of some quotations to the last, with a mark on either side."""
    start = max(min(quotation.start for quotation in quotations) - 1, sentence.span.start)
    return Span(start, min(max(quotation.end for quotation in quotations) + 1, sentence.span.end))


def utterances(sentence: Sentence) -> list[list[str]]:
    """Return the words of each quotation of a sentence, read once."""
    if sentence.utterances is None:
        sentence.utterances = [_words_within(sentence, part.start, part.end) for part in sentence.quotations]
    return sentence.utterances


def _words_within(sentence: Sentence, start: int, end: int) -> list[str]:
    """Return the normal forms of a sentence's words between two offsets, contractions written out."""
    words = sentence.words
    found: list[str] = []
    for word in words[bisect_left(words, (start,)) :][:_MOST]:
        if word.end > end:
            break
        found.extend(tokens.written_out(word.norm))
    return found


def likeness(a: Sequence[str], b: Sequence[str], least: float = 0.0) -> float:
    """Return the share of the words of both sides that stand in both in one order (Indel ratio); 0 below `least`."""
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(a, b, score_cutoff=least))
