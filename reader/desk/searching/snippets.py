"""What a search shows of an article: the best place, words around it, and where in them the query fits. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from reader.model import Article, Span
from reader.query.mending import nowhere
from reader.text.plain import CleanText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SNIPPET = 110
"""Characters of a snippet, at most."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part of a query fits."""

    span: Span
    part: int
    """The number of the part in the query: the best snippet shows the most parts."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that fits."""

    article_id: str
    span: Span | None
    """The best place, in `Article.text`; None where only title, source or author fit."""
    snippet: CleanText
    """Words around that place, on one line; where there is none, the beginning of the text."""
    snippet_spans: tuple[Span, ...]
    """What fits, in the snippet."""
    title_spans: tuple[Span, ...]
    """What fits, in the title."""
    count: int
    """How many places of the text fit."""
    score: float
    """For the order only."""
    number: int = 0
    """The article's number in the library; 0 where it was searched in memory."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, best first."""

    hits: Sequence[Hit]
    """Of a library they are made when they are asked for: each is read from the disk once (see `LazyHits`)."""
    corrected: tuple[tuple[str, str], ...] = ()
    """Words that were mended, with what was looked for instead (see `reader.query.mending`)."""
    total: int = 0
    """How many articles fit; more than there are hits where `MAX_HITS` cut them."""
    more: bool = False
    """There are more than `total`: they were not all counted."""
    missing: tuple[CleanText, ...] = ()
    """Where nothing fits: the words and phrases that stand in no article, as they are shown."""
    bounded: CleanText = CleanText("")
    """What was not looked at, or is not there to be looked at, in words; empty where all was."""

    @property
    def why_none(self) -> CleanText:
        """Where nothing fits: what stands in no article, or is not there, in words; empty where that is not known."""
        if self.total:
            return CleanText("")
        return nowhere(self.missing) if self.missing and not self.bounded else self.bounded


class LazyHits(Sequence[Hit]):
    """Hits that are made when they are asked for, once each. May be asked by one thread at a time.

    Args:
        count: How many.
        make: Makes the hits of some places.
    """

    def __init__(self, count: int, make: Callable[[Sequence[int]], Sequence[Hit]]) -> None:
        self._made: list[Hit | None] = [None] * count
        self._make = make

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, place: int) -> Hit: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Hit]: ...

    def __getitem__(self, place: int | slice) -> Hit | Sequence[Hit]:
        places = range(len(self._made))[place] if isinstance(place, slice) else (range(len(self._made))[place],)
        missing = [at for at in places if self._made[at] is None]
        for at, made in zip(missing, self._make(missing) if missing else (), strict=True):
            self._made[at] = made
        found = [hit for at in places if (hit := self._made[at]) is not None]
        return found if isinstance(place, slice) else found[0]


def show(article: Article, places: Sequence[Place], title_spans: Iterable[Span], score: float) -> Hit:
    """Make a hit of what fits where in the text (places in order) and in the title (spans in order)."""
    best = _best(places) if places else None
    spans = [place.span for place in places]
    snippet, snippet_spans = _snippet(article.text, 0 if best is None else best.start, spans)
    return Hit(article.id, best, snippet, snippet_spans, tuple(apart(title_spans)), len(set(spans)), score)


def _best(places: Sequence[Place]) -> Span:
    """Return the first place from which a snippet shows the most different parts of the query. Linear in the places."""
    best, most, right = places[0].span, 0, 0
    inside: Counter[int] = Counter()
    for left, place in enumerate(places):
        while right < len(places) and places[right].span.end <= place.span.start + SNIPPET - 20:
            inside[places[right].part] += 1
            right += 1
        if len(inside) > most:
            best, most = place.span, len(inside)
        if right > left:
            inside[place.part] -= 1
            if not inside[place.part]:
                del inside[place.part]
        else:
            right = left + 1
    return best


def _snippet(text: str, start: int, found: Sequence[Span]) -> tuple[CleanText, tuple[Span, ...]]:
    begin = max(start - 20, 0)
    while begin > 0 and begin < start and not text[begin - 1].isspace():
        begin += 1
    end = min(begin + SNIPPET, len(text))
    while end < len(text) and end > start + 1 and not text[end].isspace():
        end -= 1
    if end <= start + 1:
        end = min(begin + SNIPPET, len(text))
    before, after = ("…" if begin else ""), ("…" if end < len(text) else "")
    shown = before + "".join(" " if char in "\n\t" else char for char in text[begin:end]) + after
    shift = len(before) - begin
    first = bisect_left(found, Span(begin, begin))
    last = bisect_right(found, Span(end, end))
    inside = (span for span in found[first:last] if span.end <= end)
    return CleanText(shown), tuple(apart(Span(s.start + shift, s.end + shift) for s in inside))


def apart(spans: Iterable[Span]) -> list[Span]:
    """Return sorted spans with those that overlap made one."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
