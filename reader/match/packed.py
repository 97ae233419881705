"""A matched story in plain arrays: what it takes to ask it everything again, without matching and without its words.

So a story goes from the process that matched it to the one that draws: of 500 articles some megabytes that are copied,
not a million values that are made anew. Texts are read again one by one, where their words are asked for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple, overload

from reader.match import names, sentences
from reader.model import Conflict, Fact, Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.match.index import Index
    from reader.match.sentences import Sentence

    Judged = tuple[Kind, tuple[Conflict, ...]]

_KINDS = tuple(Kind)
_FACTS = tuple(Fact)
_UNKNOWN = 255
"""In the place of a kind: the pair was not judged."""
_COUNT, _FIGURE, _KEY = "I", "d", "Q"
"""Types of arrays."""


class Packed(NamedTuple):
    """A matched story; every field but the last is an array of numbers."""

    sizes: bytes
    """Sentences of each text."""
    spans: bytes
    """Start and end of every sentence."""
    limits: bytes
    """Sentences of each text that were looked at."""
    quoted: bytes
    """For every sentence 1 where it holds a quotation."""
    counted: tuple[bytes, bytes, bytes]
    """The pairs that count: see `Table`."""
    kinds: bytes
    """How each of these agrees, told at the earlier text."""
    conflicting: bytes
    """The pairs of which values differ, once for each value, in order."""
    conflicts: bytes
    """The places of both values, and of what sort they are, twice that and one where it is not sure."""
    near: tuple[bytes, bytes, bytes]
    """For every sentence the most alike of each other text."""
    weighed: bytes
    """Which of these share enough to be weighed: their figure is a chance, else a cosine."""
    rarity: bytes
    plain: bytes
    """For every key 1 where it is neither a name nor a number."""
    keys: tuple[str, ...]
    same: Mapping[str, str]
    """Spellings of names that were made one."""


class Table(Sequence[dict[int, float]]):
    """For every sentence figures of others, by running numbers, out of three arrays.

    Args:
        arrays: Where the row of each sentence begins, with the end of the last; the other sentences, ascending in a
            row; their figures.
    """

    def __init__(self, arrays: tuple[bytes, bytes, bytes]) -> None:
        self.firsts, self.others = (_array(_COUNT, data) for data in arrays[:2])
        self.figures = _array(_FIGURE, arrays[2])

    def __len__(self) -> int:
        return len(self.firsts) - 1

    @overload
    def __getitem__(self, one: int) -> dict[int, float]: ...

    @overload
    def __getitem__(self, one: slice) -> list[dict[int, float]]: ...

    def __getitem__(self, one: int | slice) -> dict[int, float] | list[dict[int, float]]:
        if isinstance(one, slice):
            return [self[each] for each in range(*one.indices(len(self)))]
        row = self.row(one)
        return dict(zip(self.others[row.start : row.stop], self.figures[row.start : row.stop], strict=True))

    def row(self, one: int) -> range:
        """Return the places in the arrays of the row of a sentence. Raises IndexError."""
        return range(self.firsts[one], self.firsts[one + 1])

    def find(self, one: int, other: int) -> int:
        """Return the place of a pair in the arrays; -1 where it has none."""
        row = self.row(one)
        at = bisect_left(self.others, other, row.start, row.stop)
        return at if at < row.stop and self.others[at] == other else -1


class Known:
    """How the counted pairs of a packed story agree, and which of their values differ."""

    def __init__(self, packed: Packed, table: Table) -> None:
        self._table, self._kinds = table, packed.kinds
        self._keys, self._values = _array(_KEY, packed.conflicting), _array(_COUNT, packed.conflicts)

    def kind(self, one: int, other: int) -> Kind | None:
        """Return how two sentences agree, the one of the earlier text first; None where it was not worked out."""
        at = self._table.find(one, other)
        return _KINDS[self._kinds[at]] if at >= 0 and self._kinds[at] != _UNKNOWN else None

    def get(self, one: int, other: int) -> Judged | None:
        """Return the same with the values that differ."""
        kind = self.kind(one, other)
        if kind is None:
            return None
        key = one * len(self._table) + other
        found = []
        place = bisect_left(self._keys, key)
        while place < len(self._keys) and self._keys[place] == key:
            a, b, c, d, fact = self._values[place * 5 : place * 5 + 5]
            found.append(Conflict(Span(a, b), Span(c, d), _FACTS[fact // 2], sure=fact % 2 == 0))
            place += 1
        return kind, tuple(found)


class Near:
    """What `index.Index` tells of the likeness of sentences, as far as `StoryMatch.nearest` asks it."""

    def __init__(self, packed: Packed) -> None:
        sizes = _array(_COUNT, packed.sizes)
        self.starts: list[int] = [0, *accumulate(sizes)][:-1]
        self.text_of: list[int] = [number for number, size in enumerate(sizes) for _ in range(size)]
        self._table, self._weighed = Table(packed.near), packed.weighed

    def chances(self, one: int) -> dict[int, float]:
        """Return of each other text that shares enough with a sentence the likeliest one, with its chance."""
        return self._some(one, weighed=True)

    def cosines(self, one: int) -> dict[int, float]:
        """Return of each of the others that share words with it the most alike one, with its cosine."""
        return self._some(one, weighed=False)

    def _some(self, one: int, *, weighed: bool) -> dict[int, float]:
        others, figures = self._table.others, self._table.figures
        return {others[at]: figures[at] for at in self._table.row(one) if self._weighed[at] == weighed}


class Prepared(Sequence[list["Sentence"]]):
    """The sentences of each text with their words, read where they are asked for."""

    def __init__(self, texts: Sequence[str], packed: Packed) -> None:
        self._texts, self._same = texts, packed.same
        self.rarity = dict(zip(packed.keys, _array(_FIGURE, packed.rarity), strict=True))
        self._plain = frozenset(key for key, plain in zip(packed.keys, packed.plain, strict=True) if plain)
        self._read: dict[int, list[Sentence]] = {}

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, text: int) -> list[Sentence]: ...

    @overload
    def __getitem__(self, text: slice) -> list[list[Sentence]]: ...

    def __getitem__(self, text: int | slice) -> list[Sentence] | list[list[Sentence]]:
        if isinstance(text, slice):
            return [self[each] for each in range(*text.indices(len(self)))]
        found = self._read.get(text)
        if found is None:
            found = sentences.prepare(self._texts[text])
            names.rewrite(found, self._same)
            sentences.fill(found, self.rarity, self._plain)
            self._read[text] = found
        return found


def spans_of(packed: Packed) -> tuple[tuple[Span, ...], ...]:
    """Return every sentence of every text, in order."""
    places = iter(_array(_COUNT, packed.spans))
    every = iter([Span(start, end) for start, end in zip(places, places, strict=True)])
    return tuple(tuple(next(every) for _ in range(size)) for size in _array(_COUNT, packed.sizes))


def limits_of(packed: Packed) -> tuple[int, ...]:
    """Return how many sentences of each text were looked at."""
    return tuple(_array(_COUNT, packed.limits))


# ---------------------------------------------------------------- packing


def table_of(rows: Sequence[Mapping[int, float]]) -> tuple[bytes, bytes, bytes]:
    """Return rows as the arrays of a `Table`."""
    ordered = [sorted(row.items()) for row in rows]
    firsts = array(_COUNT, accumulate(map(len, ordered), initial=0))
    others = array(_COUNT, (other for row in ordered for other, _ in row))
    figures = array(_FIGURE, (figure for row in ordered for _, figure in row))
    return firsts.tobytes(), others.tobytes(), figures.tobytes()


def judged_of(
    counted: tuple[bytes, bytes, bytes], judged: Iterable[tuple[int, int, Judged]]
) -> tuple[bytes, bytes, bytes]:
    """Return the kinds of the pairs of a table, which pairs have values that differ, and these.

    Args:
        counted: The table.
        judged: Pairs by running numbers, the one of the earlier text first, with what was found.
    """
    table = Table(counted)
    kinds = bytearray([_UNKNOWN]) * len(table.others)
    keys, values = array(_KEY), array(_COUNT)
    for one, other, (kind, conflicts) in sorted(judged, key=lambda pair: pair[:2]):
        at = table.find(one, other)
        if at >= 0:
            kinds[at] = _KINDS.index(kind)
            for conflict in conflicts:
                keys.append(one * len(table) + other)
                values.extend((*conflict.a, *conflict.b, 2 * _FACTS.index(conflict.fact) + (not conflict.sure)))
    return bytes(kinds), keys.tobytes(), values.tobytes()


def near_of(index: Index) -> tuple[tuple[bytes, bytes, bytes], bytes]:
    """Return for every sentence the most alike of each other text: the arrays of a table, and which are chances."""
    import numpy as np

    ones, others, figures, weighed = index.alike()
    texts = np.array(index.text_of, np.int64)[others]
    order = np.lexsort((others, -figures, ~weighed, texts, ones))
    group = ones[order] * len(index.starts) + texts[order]
    kept = order[np.flatnonzero(np.diff(group, prepend=-1))]
    kept = kept[np.lexsort((others[kept], ones[kept]))]
    firsts = np.searchsorted(ones[kept], np.arange(len(index.text_of) + 1))
    arrays = firsts.astype(np.uint32), others[kept].astype(np.uint32), figures[kept].astype(np.float64)
    first, other, figure = (one.tobytes() for one in arrays)
    return (first, other, figure), weighed[kept].astype(np.uint8).tobytes()


def words_of(
    prepared: Sequence[Sequence[Sentence]], rarity: Mapping[str, float]
) -> tuple[bytes, bytes, tuple[str, ...]]:
    """Return the weights of the keys of a story, which of them are neither names nor numbers, and the keys."""
    plain = next((one.plain for text in prepared for one in text if one.bag), frozenset())
    return array(_FIGURE, rarity.values()).tobytes(), bytes(key in plain for key in rarity), tuple(rarity)


def counts(numbers: Iterable[int]) -> bytes:
    """Return numbers as an array."""
    return array(_COUNT, numbers).tobytes()


def flat(spans: Iterable[Iterable[Span]]) -> bytes:
    """Return spans as an array."""
    return array(_COUNT, chain.from_iterable(chain.from_iterable(spans))).tobytes()


def _array(type_: str, data: bytes) -> array[int]:
    found: array[int] = array(type_)
    found.frombytes(data)
    return found
