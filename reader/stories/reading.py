"""What a window takes of one article: all that grouping needs, so that a text is read once and never again.

As bytes it can be kept beside the article; whatever bytes it is given, `unpack` returns a reading or raises ValueError.

    29 bytes  the version of the format and of what is read (what is of another one is to be read anew), the length,
              the day, and how long the following are
    ...       the weekday and the speakers, a line each
    ...       columns of four bytes a value: terms and weights of the whole, of the lede, of what is evidence; the
              quotations; the rest are runs of words
"""

from __future__ import annotations

import math
import struct
import sys
import zlib
from array import array
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.stories import copies, features, vectors
from reader.stories.vectors import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Article

VERSION = 5
_HEAD = struct.Struct("<B7I")
_COUNTED = struct.Struct("<Iq")
_VALUES = 3
_LINK = 8 + 4 * _VALUES
_MOST_NEAR = 100.0
"""No value of an edge, and no points, are more; a damaged library may claim any."""


class Reading(NamedTuple):
    """One article as a window takes it."""

    whole: Terms
    """Its words and names, weighed; see `vectors`."""
    lede: Terms
    evidence: Terms
    """What is rare in general, with its points."""
    length: int
    """Words of headline and text, of what is read."""
    day: date | None
    weekday: str
    speakers: frozenset[str]
    quoted: array[int]
    """Words in a row of its quotations, as numbers of 32 bits."""
    runs: array[int]
    """Runs of words of its text, in order; see `copies.runs`."""


class Ties(NamedTuple):
    """What an article is tied to among those that came before it."""

    links: list[tuple[int, tuple[float, ...]]]
    """Other articles, with the values of the edge to each, `graph.Edge` from `near` on."""
    copies: list[int]
    """Articles of the same text."""
    like: int | None = None
    """The article whose text it repeats, where so many do that it is not compared at all."""


def read(article: Article) -> Reading:
    """Read an article. Linear in its beginning."""
    found = features.read(article)
    vector = vectors.vector(found)
    return Reading(
        vector.whole,
        vector.lede,
        vectors.terms(found.evidence),
        found.length,
        found.day,
        found.weekday,
        found.speakers,
        array("I", [zlib.crc32(" ".join(gram).encode("utf-8", "replace")) for gram in found.shingles]),
        array("I", copies.runs(article.text)),
    )


def pack(reading: Reading) -> bytes:
    """Return a reading as bytes: some four kilobytes."""
    words = "\n".join((reading.weekday, *sorted(reading.speakers))).encode("utf-8", "replace")
    columns = _columns(reading)
    sizes = (len(reading.whole.numbers), len(reading.lede.numbers), len(reading.evidence.numbers), len(reading.quoted))
    day = reading.day.toordinal() if reading.day else 0
    head = _HEAD.pack(VERSION, reading.length, day, len(words), *sizes)
    return b"".join((head, words, *map(_bytes, columns)))


def unpack(data: bytes) -> Reading:
    """Return the reading that `pack` made bytes of. Raises ValueError where they are none, or of another version."""
    try:
        version, length, day, written, *sizes = _HEAD.unpack_from(data)
        if version != VERSION:
            raise ValueError(f"version {version}")
        at = _HEAD.size + written
        weekday, *speakers = data[_HEAD.size : at].decode().split("\n")
        columns = []
        for size, kind in zip((*(size for size in sizes[:3] for _ in range(2)), sizes[3]), "IfIfIfI", strict=True):
            columns.append(_array(kind, data[at : at + 4 * size], size))
            at += 4 * size
        whole, lede, points = (Terms(*columns[at : at + 2]) for at in (0, 2, 4))
        if not (_within(whole.values, 1.0) and _within(lede.values, 1.0) and _within(points.values, _MOST_NEAR)):
            raise ValueError("no reading")
        runs = _array("I", data[at:], (len(data) - at) // 4)
        dated = date.fromordinal(day) if day else None
        return Reading(whole, lede, points, length, dated, weekday, frozenset(speakers), columns[6], runs)
    except (OverflowError, struct.error) as error:
        raise ValueError(f"no reading ({error})") from None


def _columns(reading: Reading) -> Iterator[array[int] | array[float]]:
    for terms in reading[:3]:
        yield from terms
    yield reading.quoted
    yield reading.runs


def _within(values: array[float], most: float) -> bool:
    """Tell whether all values are numbers from 0 to less than so many."""
    return not values or (min(values) >= 0.0 and max(values) < most and math.isfinite(sum(values)))


def _bytes(column: array[int] | array[float]) -> bytes:
    if sys.byteorder == "big":
        column = column[:]
        column.byteswap()
    return column.tobytes()


def _array(kind: str, data: bytes, size: int) -> array[Any]:
    """Return a column of so many values. Raises ValueError where there are others."""
    column = array(kind)
    column.frombytes(data)
    if len(column) != size:
        raise ValueError("no reading")
    if sys.byteorder == "big":
        column.byteswap()
    return column


def pack_ties(ties: Ties) -> bytes:
    """Return ties as bytes; their numbers may be any that fit into eight of them."""
    ends = [*ties.copies, *(other for other, _ in ties.links)]
    values = [value for _, found in ties.links for value in found]
    head = _COUNTED.pack(len(ties.copies), -1 if ties.like is None else ties.like)
    return head + struct.pack(f"<{len(ends)}q{len(values)}f", *ends, *values)


def unpack_ties(data: bytes) -> Ties:
    """Return the ties that `pack_ties` made bytes of. Raises ValueError where they are none."""
    try:
        copied, like = _COUNTED.unpack_from(data)
        links, rest = divmod(len(data) - _COUNTED.size - 8 * copied, _LINK)
        if links < 0 or rest:
            raise ValueError("no ties")
        ends = struct.unpack_from(f"<{copied + links}q", data, _COUNTED.size)
        values = struct.unpack_from(f"<{_VALUES * links}f", data, len(data) - 4 * _VALUES * links)
        if not all(0.0 <= value <= _MOST_NEAR for value in values):
            raise ValueError("no ties")
    except struct.error as error:
        raise ValueError(f"no ties ({error})") from None
    found = [values[at : at + _VALUES] for at in range(0, len(values), _VALUES)]
    return Ties(list(zip(ends[copied:], found, strict=True)), list(ends[:copied]), None if like < 0 else like)
