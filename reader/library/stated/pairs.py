"""Pairs of sentences that a reader has judged, by what the sentences say, so that they hold in every edition. Pure."""

from __future__ import annotations

import re

Pair = tuple[str, str]
"""The keys of two sentences, the smaller first; a key is 16 hexadecimal digits of the SHA-256 of its words."""

_WORD = re.compile(r"\w+")


def sentence_key(text: str) -> str:
    """Return the key of a sentence: that of its words, whatever their case, their spacing and the marks between."""
    from hashlib import sha256

    return sha256(" ".join(_WORD.findall(text.casefold())).encode("utf-8", "replace")).hexdigest()[:16]


def pair_of(one: str, other: str) -> Pair:
    """Return the pair of two keys."""
    return (one, other) if one <= other else (other, one)
