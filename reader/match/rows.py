"""Two texts laid side by side: rows that hold every sentence of both exactly once, in the order of the first."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.match.changes import changed
from reader.match.operations import operations
from reader.model import Comparison, Kind, Row, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.match.model import Matched

    Pairs = Mapping[tuple[int, int], float]


@dataclass(slots=True)
class _Pairing:
    """A row in the making: neighbouring sentences of either side."""

    a: list[int] = field(default_factory=list)
    b: list[int] = field(default_factory=list)


def lay_out(story: Matched, i: int, j: int) -> Comparison:
    """Compare text `i` with text `j` of a matched story."""
    pairs = {**_same_words(story, i, j), **story.pairs(i, j)}
    for pair in story.parted(i, j):
        pairs.pop(pair, None)
    count_a, count_b = len(story.sentences[i]), len(story.sentences[j])
    matched = sorted(_pair_up(pairs, count_a, count_b), key=lambda row: row.a[0])
    still = _ascending([row.b[0] for row in matched])
    rows = _insert_rest(matched, still, count_a, count_b)
    steps, coarse = operations(story.texts[i], story.texts[j])
    return Comparison(tuple(_row(story, i, j, row, jump) for row, jump in rows), steps, coarse)


def _same_words(story: Matched, i: int, j: int) -> dict[tuple[int, int], float]:
    """Pair sentences of the very same words that are too short to count as twins, the first with the first."""
    places: dict[tuple[str, ...], list[int]] = {}
    for t in reversed(range(len(story.sentences[j]))):
        places.setdefault(tuple(word.norm for word in story.words(j, t)), []).append(t)
    found = {}
    for s in range(len(story.sentences[i])):
        same = places.get(tuple(word.norm for word in story.words(i, s)))
        if same and story.words(i, s):
            found[s, same.pop()] = _SHORT
    return found


_SHORT = 0.1
"""Likeness of two short sentences of the same words: any twin comes first."""


def _pair_up(pairs: Pairs, count_a: int, count_b: int) -> list[_Pairing]:
    """Pair sentences one to one, best first, then let free neighbours that tell the same join a row."""
    row_of_a: dict[int, _Pairing] = {}
    row_of_b: dict[int, _Pairing] = {}
    ordered = sorted(pairs, key=lambda pair: (-pairs[pair], abs(pair[0] * count_b - pair[1] * count_a), pair))
    for s, t in ordered:
        if s not in row_of_a and t not in row_of_b:
            row_of_a[s] = row_of_b[t] = _Pairing([s], [t])
    for s, t in ordered:
        if s in row_of_a and t not in row_of_b:
            _join(t, row_of_a[s], row_of_a[s].b, row_of_b)
        elif t in row_of_b and s not in row_of_a:
            _join(s, row_of_b[t], row_of_b[t].a, row_of_a)
    return list({id(row): row for row in row_of_a.values()}.values())


def _join(sentence: int, row: _Pairing, side: list[int], rows: dict[int, _Pairing]) -> None:
    if sentence == side[-1] + 1:
        side.append(sentence)
    elif sentence == side[0] - 1:
        side.insert(0, sentence)
    else:
        return
    rows[sentence] = row


def _ascending(values: Sequence[int]) -> set[int]:
    """Return the places of a longest ascending part of `values`: what holds still while the rest has moved."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
        places[at : at + 1] = [place]
        before.append(places[at - 1] if at else -1)
    kept: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def _insert_rest(
    matched: Sequence[_Pairing], still: set[int], count_a: int, count_b: int
) -> list[tuple[_Pairing, int]]:
    """Return all rows in the order of `a`, each with how far its b side stands from its own place.

    Sentences of `b` alone follow the row in place that holds what comes before them in `b`.
    """
    in_place = [matched[place] for place in sorted(still)]
    starts = [row.b[0] for row in in_place]
    paired_b = {t for row in matched for t in row.b}
    alone: dict[int, list[int]] = {}
    for t in range(count_b):
        if t not in paired_b:
            alone.setdefault(bisect_left(starts, t) - 1, []).append(t)
    after = {id(row): alone.get(n, []) for n, row in enumerate(in_place)}
    row_of = {s: row for row in matched for s in row.a}
    rows = [_Pairing(b=[t]) for t in alone.get(-1, [])]
    for s in range(count_a):
        row = row_of.get(s)
        if row is None:
            rows.append(_Pairing(a=[s]))
        elif row.a[0] == s:
            rows.append(row)
        if row is not None and row.a[-1] == s:
            rows += [_Pairing(b=[t]) for t in after.get(id(row), [])]
    moved = {id(row) for place, row in enumerate(matched) if place not in still}
    place_of = {id(row): n for n, row in enumerate(rows)}
    return [(row, _jump(n, row, in_place, starts, place_of) if id(row) in moved else 0) for n, row in enumerate(rows)]


def _jump(
    number: int, row: _Pairing, in_place: Sequence[_Pairing], starts: Sequence[int], place_of: Mapping[int, int]
) -> int:
    """Return how many rows further down (or up, negative) the b side of a moved row stands in its own order."""
    at = bisect_left(starts, row.b[0])
    if at and place_of[id(in_place[at - 1])] > number:
        return place_of[id(in_place[at - 1])] - number
    return place_of[id(in_place[at])] - number if at < len(in_place) else 0


def _row(story: Matched, i: int, j: int, row: _Pairing, moved: int) -> Row:
    a = _span(story.sentences[i], row.a)
    b = _span(story.sentences[j], row.b)
    if not row.a or not row.b:
        return Row(a, b, None)
    words_a = [word for s in row.a for word in story.words(i, s)]
    words_b = [word for t in row.b for word in story.words(j, t)]
    kinds = [story.kind(i, s, j, t) for s in row.a for t in row.b]
    found = (
        {c for s in row.a for t in row.b for c in story.conflicts(i, s, j, t) if c.sure}
        if len(kinds) <= _MOST_JUDGED
        else set()
    )
    return Row(
        a,
        b,
        kinds[0] if len(kinds) == 1 else _kind_of_many(kinds),
        moved,
        changed(words_a, {word.stem for word in words_b}),
        changed(words_b, {word.stem for word in words_a}),
        tuple(sorted(found, key=lambda conflict: (conflict.a, conflict.b))),
    )


_MOST_JUDGED = 12


def _kind_of_many(kinds: Sequence[Kind]) -> Kind:
    return Kind.QUOTED if Kind.QUOTED in kinds else Kind.REWORDED


def _span(sentences: Sequence[Span], numbers: Sequence[int]) -> Span | None:
    return Span(sentences[numbers[0]].start, sentences[numbers[-1]].end) if numbers else None
