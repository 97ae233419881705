"""Pairs of sentences that a reader has judged, kept by what the sentences say, so that they hold in every edition.

    pairs.log   lines "+KEY KEY" (these say the same), "-KEY KEY" (these do not), "=KEY KEY" (neither any more); the
                last one on a pair counts. KEY is 16 hexadecimal digits of the SHA-256 of a sentence's words.

Two programs at once need no lock: lines are appended. Touches that one file.
"""

from __future__ import annotations

import re
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.library import files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Pair = tuple[str, str]
"""The keys of two sentences, the smaller first."""

MAX_LOG = 64_000_000
_WORD = re.compile(r"\w+")
_LINE = re.compile(r"([-+=])([0-9a-f]{16}) ([0-9a-f]{16})")
_SIGNS = {True: "+", False: "-", None: "="}
_MEANINGS = {sign: meaning for meaning, sign in _SIGNS.items()}


def sentence_key(text: str) -> str:
    """Return the key of a sentence: that of its words, whatever their case, their spacing and the marks between."""
    return sha256(" ".join(_WORD.findall(text.casefold())).encode("utf-8", "replace")).hexdigest()[:16]


def pair_of(one: str, other: str) -> Pair:
    """Return the pair of two keys."""
    return (one, other) if one <= other else (other, one)


class PairFile:
    """The judged pairs: True where they say the same, False where they do not.

    Args:
        path: The file; None keeps everything in memory only.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._known: Mapping[Pair, bool] | None = None

    def read(self) -> Mapping[Pair, bool]:
        """Return what is judged: the same object until something changes. Raises OSError, at the first call only."""
        if self._known is None:
            self._known = MappingProxyType({})
            if self.path is not None:
                try:
                    with self.path.open("rb") as file:
                        self._known = MappingProxyType(_judged(file.read(MAX_LOG)))
                except FileNotFoundError:
                    pass
        return self._known

    def change(self, changes: Mapping[Pair, bool | None]) -> None:
        """Keep judgements; None takes one back. Raises OSError: then nothing has changed."""
        if self.path is not None:
            files.append_line(
                self.path, "\n".join(f"{_SIGNS[same]}{one} {other}" for (one, other), same in changes.items())
            )
        known = {**self.read(), **changes}
        self._known = MappingProxyType({pair: same for pair, same in known.items() if same is not None})


def _judged(data: bytes) -> dict[Pair, bool]:
    known: dict[Pair, bool] = {}
    for line in data.decode("ascii", "replace").split("\n"):
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        same = _MEANINGS[match[1]]
        pair = pair_of(match[2], match[3])
        if same is None:
            known.pop(pair, None)
        else:
            known[pair] = same
    return known
