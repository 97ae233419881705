"""What a window takes of one article: all that grouping needs, so that a text is read once and never again.

As bytes it can be kept beside the article; whatever bytes it is given, `unpack` returns a reading or raises ValueError.

    1 byte    the version of the format and of what is read; what is of another one is to be read anew
    4 bytes   the length of what follows
    ...       zlib of JSON: counts of words and names, evidence, quotations, speakers, the day
    the rest  runs of words, four bytes each

Terms are interned, since windows hold the same words many times.
"""

from __future__ import annotations

import json
import struct
import zlib
from datetime import date
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.stories import copies, features
from reader.stories.features import Features

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from reader.model import Article

VERSION = 1
_HEAD = struct.Struct("<BI")
_MAX_BYTES = 2_000_000
"""Of what is compressed, unpacked; a damaged library may claim any number."""
_COUNTED = struct.Struct("<I")
_VALUES = 4
_LINK = 8 + 4 * _VALUES
_MOST_NEAR = 100.0
"""No value of an edge is larger; a damaged library may claim any."""
_COUNTS = ("words", "names", "lede", "lede_names")


class Reading(NamedTuple):
    """One article as a window takes it."""

    features: Features
    quoted: Sequence[int]
    """Words in a row of its quotations, as numbers of 32 bits."""
    runs: Collection[int]
    """Runs of words of its text; see `copies.runs`."""


class Ties(NamedTuple):
    """What an article is tied to among those that came before it."""

    links: list[tuple[int, tuple[float, ...]]]
    """Other articles, with the values of the edge to each, `graph.Edge` from `near` on."""
    copies: list[int]
    """Articles of the same text."""


def read(article: Article) -> Reading:
    """Read an article. Linear in its beginning."""
    found = features.read(article)
    quoted = [zlib.crc32(" ".join(gram).encode("utf-8", "replace")) for gram in found.shingles]
    return Reading(found, quoted, copies.runs(article.text))


def pack(reading: Reading) -> bytes:
    """Return a reading as bytes: some two kilobytes."""
    found = reading.features
    values: dict[str, Any] = {name: getattr(found, name) for name in (*_COUNTS, "evidence", "length", "weekday")}
    values |= {
        "quoted": reading.quoted,
        "speakers": sorted(found.speakers),
        "day": found.day.toordinal() if found.day else 0,
    }
    packed = zlib.compress(json.dumps(values, separators=(",", ":")).encode(), 1)
    runs = struct.pack(f"<{len(reading.runs)}I", *reading.runs)
    return _HEAD.pack(VERSION, len(packed)) + packed + runs


def unpack(data: bytes) -> Reading:
    """Return the reading that `pack` made bytes of. Raises ValueError where they are none, or of another version."""
    try:
        version, length = _HEAD.unpack_from(data)
        if version != VERSION:
            raise ValueError(f"version {version}")
        end = _HEAD.size + length
        values = json.loads(zlib.decompressobj().decompress(data[_HEAD.size : end], _MAX_BYTES))
        runs = struct.unpack(f"<{(len(data) - end) // 4}I", data[end:])
        return Reading(_features(values), [int(number) for number in values["quoted"]], runs)
    except (TypeError, KeyError, AttributeError, OverflowError, RecursionError, struct.error, zlib.error) as error:
        raise ValueError(f"no reading ({error})") from None


def pack_ties(ties: Ties) -> bytes:
    """Return ties as bytes; their numbers may be any that fit into eight of them."""
    ends = [*ties.copies, *(other for other, _ in ties.links)]
    values = [value for _, found in ties.links for value in found]
    return _COUNTED.pack(len(ties.copies)) + struct.pack(f"<{len(ends)}q{len(values)}f", *ends, *values)


def unpack_ties(data: bytes) -> Ties:
    """Return the ties that `pack_ties` made bytes of. Raises ValueError where they are none."""
    try:
        (copied,) = _COUNTED.unpack_from(data)
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
    return Ties(list(zip(ends[copied:], found, strict=True)), list(ends[:copied]))


def _features(values: Mapping[str, Any]) -> Features:
    counts = {name: {intern(term): int(count) for term, count in values[name].items()} for name in _COUNTS}
    if any(count < 1 for counted in counts.values() for count in counted.values()):
        raise ValueError("a word that stands nowhere")
    return Features(
        **counts,
        evidence={intern(term): float(worth) for term, worth in values["evidence"].items()},
        written={},
        spelled={},
        length=int(values["length"]),
        shingles={},
        speakers=frozenset(map(str, values["speakers"])),
        day=date.fromordinal(values["day"]) if values["day"] else None,
        weekday=str(values["weekday"]),
    )
