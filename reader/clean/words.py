"""The words by which residue gives itself away, read from `words.txt` once. It reads that one file of the package."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Characters of the scripts that set no space between words."""
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f"
    "\u0951-\u0957\u0962\u0963\u200c\u200d"
)
"""What is written on letters: `\\w` of Python's regular expressions holds none of it."""

_LEVEL: dict[str, str] = (
    {"İ": "i", "ı": "i", "：": ":", "｜": "|", "／": "/", "（": "(", "）": ")", "ى": "ي", "ی": "ي", "ک": "ك"}
    | dict.fromkeys("أإآٱ", "ا")
    | dict.fromkeys("ـًٌٍَُِّْ", "")
)
"""One spelling for what is spelt in several: wide marks, the dotless i, the alefs, short vowels."""
_SEVERAL = re.compile("[{}]".format("".join(_LEVEL)))
_OTHER_SCRIPT = re.compile("[^\x00-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u2bff]")
"""Anything but Latin, Greek, Cyrillic and signs, by what it is not: large ranges take milliseconds to compile."""
_SINGLE = ("image", "ad", "ad_fill", "share", "share_fill", "timing", "date_fill", "cookies")
_SETS = ("image", "ad", "ad_fill", "share", "share_fill", "timing", "date_fill", "more", "also", "related", "comments",
         "skip", "breaking", "role", "cookies")  # fmt: skip
_ROWS = ("letter", "letter_sure", "letter_verb", "label", "rights", "cookies_verb")
_SOUGHT = ("letter", "letter_sure", "letter_verb", "label", "rights", "rights_sure")
"""Rows that are sought in every block."""
GRAM = 4
"""Characters of the pieces that a text is cut into, to tell which phrases it may hold."""
HEAD = 60
"""Characters of a line in which an opening word may lie."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every list of `words.txt`, all languages together: pages mix them, and a short text cannot tell its own."""

    image: frozenset[str]
    ad: frozenset[str]
    ad_fill: frozenset[str]
    more: frozenset[str]
    also: frozenset[str]
    related: frozenset[str]
    letter: tuple[str, ...]
    letter_sure: tuple[str, ...]
    letter_verb: tuple[str, ...]
    share: frozenset[str]
    share_fill: frozenset[str]
    comments: frozenset[str]
    skip: frozenset[str]
    label: tuple[str, ...]
    breaking: frozenset[str]
    date_fill: frozenset[str]
    timing: frozenset[str]
    rights: tuple[str, ...]
    rights_sure: tuple[str, ...]
    """Phrases: what says enough without a year or a sign."""
    cookies: frozenset[str]
    cookies_verb: tuple[str, ...]
    role: frozenset[str]
    by: Openings
    dated: Openings
    credit: Openings
    also_start: Openings
    unspaced: frozenset[str]
    """All terms in scripts without spaces, of the lists whose words are looked up one by one."""


def narrowed(known: Lexicon, text: str) -> Lexicon:
    """Return a lexicon without the phrases that a folded text holds nowhere: the rest is sought in each of its blocks.

    Most are out at a glance: cut into grams, a text that holds a phrase shows one of the phrase's first grams whole.
    """
    grams = {text[at : at + GRAM] for at in range(0, len(text), GRAM)}
    signs = set(text)
    held = {
        name: tuple(
            phrase
            for phrase, firsts, letters in _grams(getattr(known, name))
            if (not grams.isdisjoint(firsts) if firsts else letters <= signs) and phrase in text
        )
        for name in _SOUGHT
    }
    return replace(known, **held)  # type: ignore[arg-type]


@lru_cache(maxsize=len(_SOUGHT))
def _grams(phrases: tuple[str, ...]) -> list[tuple[str, tuple[str, ...], frozenset[str]]]:
    """Return phrases with the grams that begin in their first one, none where they are too short, and their letters."""
    return [
        (
            phrase,
            tuple(phrase[at : at + GRAM] for at in range(GRAM if len(phrase) >= 2 * GRAM - 1 else 0)),
            frozenset(phrase),
        )
        for phrase in phrases
    ]


class Openings:
    """Words that may open a line, with what must follow them. Tried by their first letter, the longest first."""

    def __init__(self, words: list[str], after: str, tight: str = "") -> None:
        """Take the words, the pattern of what must follow, and of what may follow where no spaces are set."""
        self.words = frozenset(words)
        self._after = after
        self._tight = f"{after}|{tight}"
        self._longest = {first: sorted(group, key=len, reverse=True) for first, group in _by_first(self.words).items()}

    def match(self, text: str) -> int:
        """Return where the opening word and what must follow it end in a text, or 0.

        The place counts in the text as `level` writes it; where letters have case that is as long as the text.
        """
        head = level(text[:HEAD])
        for word in self._longest.get(head[:1], ()):
            if head.startswith(word):
                follows = compiled(self._tight if tight(word[-1]) else self._after).match(head, len(word))
                if follows:
                    return follows.end()
        return 0


@lru_cache(maxsize=16)
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern, compiled when it is first needed: those over whole scripts take milliseconds."""
    return re.compile(pattern)


def _by_first(words: frozenset[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(word)
    return groups


def level(text: str) -> str:
    """Return a text in lower case and in one spelling, where it is spelt in several ways."""
    if text.isascii():
        return text.lower()
    text = text.replace("’", "'").replace("‘", "'")
    return _SEVERAL.sub(lambda match: _LEVEL[match.group()], text).lower()


def fold(text: str) -> str:
    """Return a text as the lists are written: lower case, one spelling, single spaces."""
    return " ".join(level(text).split())


def other_script(text: str) -> bool:
    """Tell whether a text holds letters that bear marks, or that stand without spaces between words."""
    return not text.isascii() and _OTHER_SCRIPT.search(text) is not None


def tight(char: str) -> bool:
    """Tell whether a character is of a script without spaces."""
    return "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff"


def unspaced(text: str) -> bool:
    """Tell whether a text holds characters of a script without spaces."""
    return other_script(text) and compiled(f"[{UNSPACED}]").search(text) is not None


def read(text: str) -> dict[str, list[str]]:
    """Return the lists of a word file, those of all languages joined.

    A line is a comment (#), a language in brackets, the name of a list with a colon and its terms, or, indented, more
    terms of the list before it. A comma and a space part the terms; a line that goes on ends with a comma.
    """
    lists: dict[str, list[str]] = {}
    terms: list[str] = []
    for line in level(unicodedata.normalize("NFC", text)).split("\n"):
        if not line or line[0] in "#[":
            continue
        if line[0] != " ":
            name, _, line = line.partition(":")
            terms = lists.setdefault(name, [])
        terms += line.strip(" ,").split(", ")
    return {name: list(dict.fromkeys(terms)) for name, terms in lists.items()}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the words of all languages."""
    lists = read(Path(__file__).with_name("words.txt").read_text("utf-8"))
    return Lexicon(
        **{name: frozenset(lists[name]) for name in _SETS},  # type: ignore[arg-type]
        **{name: tuple(lists[name]) for name in _ROWS},  # type: ignore[arg-type]
        rights_sure=tuple(term for term in lists["rights"] if (" " in term and term[0] != "(") or tight(term[0])),
        by=Openings(lists["by"], r"\s+|\s*[:/]\s*", rf"(?=[{UNSPACED}])"),
        dated=Openings(lists["dated"], rf"(?![^\W_]|[{MARKS}])", ""),
        credit=Openings(lists["credit"], r"\s*[:/|©=＝]|\s+by\b|\s+(?=[^\W\d_])"),
        also_start=Openings(lists["also"], r"\s*[:|–—»›>→▶►】］\]-]"),
        unspaced=frozenset(term for name in _SINGLE for term in lists[name] if tight(term[0])),
    )
