"""What grouping looks at in one article: its words, its names and numbers, what is quoted and who speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

from reader.stories import evidence
from reader.text import plain, quotes, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reader.model import Article
    from reader.text.tokens import Token

HEAD = 2000
"""Characters of a text that are read: news says first what it is about. With 5,000 groups are no better."""
LEDE = 400
"""Characters of a text that tell the event itself; what came before it stands further down."""
TITLE_WEIGHT = 3
"""How often a word of the headline counts. A headline that was taken from the text counts once more only."""
SHINGLE = 5
"""Words in a row, in quotation marks on both sides, that make a shared quotation."""
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Features:
    """One article as grouping sees it."""

    words: dict[str, int]
    """Stems in lower case, without stop words, with how often each stands."""
    names: dict[str, int]
    """Names and numbers, lower case."""
    lede: dict[str, int]
    """Stems of the headline and of the first characters."""
    lede_names: dict[str, int]
    evidence: dict[str, float]
    """What is rare in general, with its points; see `evidence`."""
    written: dict[str, str]
    """How a name is written, by its lower case. Empty unless asked for."""
    spelled: dict[str, str]
    """How a word is written where it first stands, by its stem in lower case. Empty unless asked for."""
    length: int
    """Words of headline and text, of what is read."""
    shingles: dict[tuple[str, ...], str]
    """Five words in a row of a quotation, with the quotation as written, shortened."""
    speakers: frozenset[str]
    """Surnames of who is quoted by name."""
    day: date | None
    """The article's date; None where it is undated."""
    weekday: str
    """The day an undated text speaks of, lower case."""


def read(article: Article, *, spelled: bool = False) -> Features:
    """Read an article's features. Linear in its first `HEAD` characters.

    Args:
        article: What is read.
        spelled: Note as well how words and names are written, which only those who show them need.
    """
    body = article.text[:HEAD]
    parts = [(text, tokens.tokens(text)) for text in (article.title, body)]
    found = _Found()
    found.take(parts[0][1], 1 if article.title_inferred else TITLE_WEIGHT)
    lede = sum(word.start < LEDE for word in parts[1][1])
    found.take(parts[1][1][:lede], 1)
    first, first_names = found.words.copy(), found.names.copy()
    found.take(parts[1][1][lede:], 1, inside=True)
    spoken = quotes.quotations(body)
    shingles = {gram: shown for quotation in spoken for gram, shown in _shingles(body, quotation)}
    spellings = _spellings(parts) if spelled else ({}, {})
    return Features(
        found.words,
        found.names,
        first,
        first_names,
        evidence.points(parts, article.language) | {" ".join(gram): evidence.ENOUGH for gram in shingles},
        *spellings,
        sum(len(words) for _, words in parts),
        shingles,
        frozenset(quotation.speaker for quotation in spoken if quotation.speaker),
        article.published.moment.date() if article.published else None,
        article.weekday.casefold(),
    )


class _Found:
    """Words and names, counted."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.names: dict[str, int] = {}

    def take(self, found: Sequence[Token], weight: int, *, inside: bool = False) -> None:
        """Count words; the first of them, whose capital says nothing, is no name unless it stands inside a text."""
        words, names = self.words, self.names
        for _, _, norm, stem, capital in found:
            key, name, always = _known(norm, stem)
            if key:
                words[key] = words.get(key, 0) + weight
                if always or (capital and inside and name):
                    names[name] = names.get(name, 0) + weight
            inside = True


@lru_cache(maxsize=65536)
def _known(norm: str, stem: str) -> tuple[str, str, bool]:
    """Return the word that is counted, the name it may be (either may be empty), and whether it needs no capital."""
    if norm in tokens.STOP or (len(norm) < 2 and not tokens.is_unspaced(norm)):
        return "", "", False
    number = tokens.is_number(norm)
    return intern(stem.casefold()), "" if evidence.is_calendar(norm) else intern(norm.casefold()), number


def _spellings(parts: Sequence[tuple[str, Sequence[Token]]]) -> tuple[dict[str, str], dict[str, str]]:
    """Return how names are written, and words where they first stand."""
    written: dict[str, str] = {}
    spelled: dict[str, str] = {}
    for text, found in parts:
        for at, (start, end, norm, stem, capital) in enumerate(found):
            key, name, always = _known(norm, stem)
            if key:
                spelled.setdefault(key, text[start:end])
                if always or (capital and at and name):
                    written.setdefault(name, _POSSESSIVE.sub("", text[start:end]))
    return written, spelled


def _shingles(text: str, quotation: quotes.Quotation) -> list[tuple[tuple[str, ...], str]]:
    found = tokens.tokens(text, quotation.start, quotation.end)
    spelled = [part for word in found for part in tokens.written_out(word.norm)]
    shown = plain.shorten(text[quotation.start : quotation.end], 80).rstrip(" ,.")
    grams = []
    for at in range(len(spelled) - SHINGLE + 1):
        gram = tuple(spelled[at : at + SHINGLE])
        if any(form not in tokens.STOP for form in gram):
            grams.append((gram, shown))
    return grams
