"""Passages that two texts share: copied runs first, then sentences that tell the same, neighbours merged."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.match import copies, event
from reader.match.alike import cosine
from reader.match.copies import Grams
from reader.match.joining import Found, join
from reader.match.kinds import MOSTLY, kind_of, kind_of_words, quoted_share, shared_words
from reader.model import Kind, Passage, Span
from reader.text import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.match.sentences import Sentence
    from reader.text.tokens import Token

SEED = 5
"""Words of a seed."""
GAP = 8
"""Other words between two runs of one copy."""
LEAST_WORDS = 12
"""Equal words of a copy."""
LEAST_SAYING = 4
"""Equal words of a copy that are no stop words."""
_DENSE = 0.6
"""Share of equal words in a copy with changes."""
CLOSE = 0.6
"""Cosine of two sentences from which they have most words in common, in whatever order."""
SUBJECT = 0.25
"""Cosine from which two reworded sentences tell the same where their texts have a subject in common, not an event."""
_COVERED = 0.4
"""Share of both sentences that a copy must take up to stand for the pair."""


class Words(NamedTuple):
    """The words of one text, made ready to look for copies."""

    each: list[Token]
    grams: Grams


def words_of(sentences: Sequence[Sentence]) -> Words:
    """Return the words of a prepared text, for all other texts that it is compared with."""
    each = [word for sentence in sentences for word in sentence.words]
    return Words(each, Grams([word.norm for word in each], SEED))


def find(
    text_a: str,
    text_b: str,
    a: Sequence[Sentence],
    b: Sequence[Sentence],
    pairs: Mapping[tuple[int, int], float],
    words: tuple[Words, Words],
) -> tuple[Passage, ...]:
    """Return the passages of two prepared texts, in the order of `a`. `pairs` are the sentences that count as alike."""
    copied = _whole(a, b)
    if text_a != text_b:
        copied = [_rounded(_as_passage(copy, a, b), text_a, text_b, a, b, pairs) for copy in _copies(*words)]
    left = {
        (s, t): score
        for (s, t), score in pairs.items()
        if not any(_covers(copy, a[s].span, b[t].span) for copy in copied)
    }
    told = list(_merged(text_a, text_b, a, b, _of_one_event(a, b, left)))
    free = [Found(copy, True, True) for copy in copied if not any(_inside(copy, one.passage) for one in told)]
    return tuple(join([*free, *told], text_a, text_b))


def _of_one_event(
    a: Sequence[Sentence], b: Sequence[Sentence], pairs: Mapping[tuple[int, int], float]
) -> Mapping[tuple[int, int], float]:
    """Return the pairs without those that may be alike because their texts are about one subject.

    What a reader marked as the same, which has the chance 1, stays.
    """
    doubtful = {(s, t) for (s, t), score in pairs.items() if score < 1.0 and cosine(a[s], b[t]) < SUBJECT}
    if not doubtful or event.is_one(a, b):
        return pairs
    return {
        (s, t): score
        for (s, t), score in pairs.items()
        if (s, t) not in doubtful or kind_of(a[s], b[t]) is not Kind.REWORDED
    }


def _whole(a: Sequence[Sentence], b: Sequence[Sentence]) -> list[Passage]:
    if not a or not b:
        return []
    return [Passage(Span(a[0].span.start, a[-1].span.end), Span(b[0].span.start, b[-1].span.end), 1.0, Kind.EXACT)]


def _copies(a: Words, b: Words) -> Iterable[tuple[list[Token], list[Token]]]:
    """Return the words of both sides of every copy worth showing."""
    for block in copies.chain(copies.find_runs(a.grams, b.grams), GAP):
        one, other = a.each[slice(*block.a)], b.each[slice(*block.b)]
        equal = [word for run in block.runs for word in a.each[run.a : run.a + run.length]]
        saying = sum(word.norm not in tokens.STOP for word in equal)
        if len(equal) < LEAST_WORDS or saying < LEAST_SAYING or len(equal) < _DENSE * max(len(one), len(other)):
            continue
        yield one, other


def _as_passage(copy: tuple[list[Token], list[Token]], a: Sequence[Sentence], b: Sequence[Sentence]) -> Passage:
    one, other = copy
    kind = kind_of_words(one, other)
    score = 1.0 if kind is Kind.EXACT else 0.95
    in_a = Span(one[0].start, _to_end(one[-1].end, a))
    in_b = Span(other[0].start, _to_end(other[-1].end, b))
    if min(_quoted(in_a, a), _quoted(in_b, b)) >= MOSTLY:
        kind = Kind.QUOTED
    return Passage(in_a, in_b, score, Kind.EDITED if kind is Kind.REWORDED else kind)


def _rounded(
    copy: Passage,
    text_a: str,
    text_b: str,
    a: Sequence[Sentence],
    b: Sequence[Sentence],
    pairs: Mapping[tuple[int, int], float],
) -> Passage:
    """Return a copy that is most of a sentence with the rest of it, where both sides tell the same.

    One of several sentences on both sides stays as it is: what is copied at length ends where it ends.
    """
    s, t = _at(copy.a.start, a), _at(copy.b.start, b)
    last_s, last_t = _at(copy.a.end - 1, a), _at(copy.b.end - 1, b)
    if copy.kind is Kind.QUOTED or (s != last_s and t != last_t):
        return copy
    in_a, in_b = copy.a, copy.b
    if (s, t) in pairs and _covers(copy, a[s].span, b[t].span):
        in_a = in_a._replace(start=min(in_a.start, _past_lead_in(text_a, a[s], b[t : last_t + 1])))
        in_b = in_b._replace(start=min(in_b.start, _past_lead_in(text_b, b[t], a[s : last_s + 1])))
    if (last_s, last_t) in pairs and _covers(copy, a[last_s].span, b[last_t].span):
        in_a, in_b = in_a._replace(end=a[last_s].span.end), in_b._replace(end=b[last_t].span.end)
    if (in_a, in_b) == (copy.a, copy.b):
        return copy
    same = kind_of_words(_words(a[s : last_s + 1], in_a), _words(b[t : last_t + 1], in_b)) is Kind.EXACT
    return Passage(in_a, in_b, copy.score, Kind.EXACT if same else Kind.EDITED)


def _words(sentences: Sequence[Sentence], span: Span) -> list[Token]:
    return [word for sentence in sentences for word in sentence.words if span.start <= word.start < span.end]


def _at(place: int, sentences: Sequence[Sentence]) -> int:
    """Return the number of the sentence at a place."""
    return bisect_right(sentences, place, key=lambda sentence: sentence.span.start) - 1


def _quoted(span: Span, sentences: Sequence[Sentence]) -> float:
    """Return the share of a range that is in quotation marks."""
    first = max(bisect_right(sentences, span.start, key=lambda sentence: sentence.span.start) - 1, 0)
    last = bisect_right(sentences, span.end - 1, key=lambda sentence: sentence.span.start)
    return sum(quoted_share(sentence, span) for sentence in sentences[first:last])


def _to_end(at: int, sentences: Sequence[Sentence]) -> int:
    """Return the end of the sentence where only its closing marks follow, else the place itself."""
    sentence = sentences[_at(at - 1, sentences)]
    last = sentence.words[-1].end if sentence.words else at
    return sentence.span.end if last == at else at


def _covers(copy: Passage, a: Span, b: Span) -> bool:
    return all(
        min(mine.end, span.end) - max(mine.start, span.start) >= _COVERED * (span.end - span.start)
        for mine, span in ((copy.a, a), (copy.b, b))
    )


def _inside(copy: Passage, passage: Passage) -> bool:
    return (
        passage.a.start <= copy.a.start
        and copy.a.end <= passage.a.end
        and passage.b.start <= copy.b.start
        and copy.b.end <= passage.b.end
    )


def within(passage: Passage, a: Span, b: Span) -> bool:
    """Tell whether a passage is no more, on both sides, than two given sentences."""
    return (
        a.start <= passage.a.start and passage.a.end <= a.end and b.start <= passage.b.start and passage.b.end <= b.end
    )


def _merged(
    text_a: str, text_b: str, a: Sequence[Sentence], b: Sequence[Sentence], pairs: Mapping[tuple[int, int], float]
) -> Iterable[Found]:
    """Return pairs as passages: several neighbouring sentences that tell one sentence of the other side become one."""
    kinds = {(s, t): kind_of(a[s], b[t]) for s, t in pairs}
    left = dict(pairs)
    for s, t in sorted(pairs):
        if (s, t) not in left:
            continue
        group = [(s, t)]
        for step in ((0, 1), (1, 0)):
            following = (s + step[0], t + step[1])
            while following in left and kinds[following] is kinds[s, t] is Kind.REWORDED:
                group.append(following)
                following = (following[0] + step[0], following[1] + step[1])
            if len(group) > 1:
                break
        score = max(left.pop(pair) for pair in group)
        last = group[-1]
        words = shared_words(a[s], b[t]) if kinds[s, t] is Kind.QUOTED and cosine(a[s], b[t]) < CLOSE else None
        if words is not None:
            yield Found(Passage(*words, min(score, 1.0), Kind.QUOTED), False, False)
            continue
        passage = Passage(
            Span(_past_lead_in(text_a, a[s], b[t : last[1] + 1]), a[last[0]].span.end),
            Span(_past_lead_in(text_b, b[t], a[s : last[0] + 1]), b[last[1]].span.end),
            min(score, 1.0),
            kinds[s, t],
        )
        close = passage.kind in (Kind.EXACT, Kind.EDITED) or (
            passage.kind is Kind.REWORDED and len(group) == 1 and cosine(a[s], b[t]) >= CLOSE
        )
        yield Found(passage, False, close)


def _past_lead_in(text: str, sentence: Sentence, others: Sequence[Sentence]) -> int:
    """Return where a sentence begins to tell what others tell: after a colon before which no word of theirs stands."""
    for before, after in pairwise(sentence.words):
        if any(before.stem in other.bag for other in others):
            break
        if ":" in text[before.end : after.start] and after.start - before.end > 1:
            return after.start - len(text[before.end : after.start].partition(":")[2].lstrip())
    return sentence.span.start
