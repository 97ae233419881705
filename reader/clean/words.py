"""The words by which residue gives itself away, read from `words.toml` once. It reads that one file of the package."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every list of `words.toml`, all languages together: pages mix them, and a short text cannot tell its own."""

    image: frozenset[str]
    ad: frozenset[str]
    ad_fill: frozenset[str]
    more: frozenset[str]
    also: frozenset[str]
    related: frozenset[str]
    letter: tuple[str, ...]
    letter_verb: tuple[str, ...]
    share: frozenset[str]
    share_fill: frozenset[str]
    comments: frozenset[str]
    skip: frozenset[str]
    label: tuple[str, ...]
    breaking: frozenset[str]
    by: re.Pattern[str]
    dated: re.Pattern[str]
    credit: re.Pattern[str]
    also_start: re.Pattern[str]
    timing: frozenset[str]
    rights: tuple[str, ...]
    cookies: tuple[str, ...]
    cookies_verb: tuple[str, ...]


def fold(text: str) -> str:
    """Return a text as the lists are written: lower case, straight apostrophes, single spaces."""
    return " ".join(text.lower().replace("’", "'").replace("‘", "'").split())


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the words of all languages."""
    tables = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))

    def all_of(name: str) -> list[str]:
        return [word for table in tables.values() for word in table.get(name, ())]

    def one_of(name: str) -> frozenset[str]:
        return frozenset(all_of(name))

    def each_of(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(all_of(name)))

    return Lexicon(
        image=one_of("image"),
        ad=one_of("ad"),
        ad_fill=one_of("ad_fill"),
        more=one_of("more"),
        also=one_of("also"),
        related=one_of("related"),
        letter=each_of("letter"),
        letter_verb=each_of("letter_verb"),
        share=one_of("share"),
        share_fill=one_of("share_fill"),
        comments=one_of("comments"),
        skip=one_of("skip"),
        label=each_of("label"),
        breaking=one_of("breaking"),
        by=_starts(all_of("by"), r"\s+|:\s*"),
        dated=_starts(all_of("dated"), r"\b"),
        credit=_starts(all_of("credit"), r"\s*[:/|©]|\s+by\b|\s+(?=[A-Z])"),
        also_start=_starts(all_of("also"), r"\s*[:|–—»›>→-]"),
        timing=one_of("timing"),
        rights=each_of("rights"),
        cookies=each_of("cookies"),
        cookies_verb=each_of("cookies_verb"),
    )


def _starts(words: list[str], after: str) -> re.Pattern[str]:
    longest_first = sorted(set(words), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?:{after})", re.IGNORECASE)
