"""What grouping looks at in one article: its words, its names and numbers, what is quoted and who speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.stories import brought, evidence, words
from reader.stories.words import PIECES
from reader.text import plain, quotes, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reader.model import Article

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
    title, body = words.part(article.title), words.part(article.text[:HEAD])
    lede = words.part(_beginning(body.text))
    size = title.size + body.size
    weight = 1 if article.title_inferred else TITLE_WEIGHT
    spoken = quotes.quotations(body.text)
    shingles = {gram: shown for quotation in spoken for gram, shown in _shingles(body.text, quotation)}
    spellings = _spellings((title.text, body.text)) if spelled else ({}, {})
    return Features(
        _added(body.words, title.words, weight),
        _added(body.names, title.names, weight),
        _added(lede.words, title.words, weight),
        _added(lede.names, title.names, weight),
        brought.points((title, body), size, article.language) | {" ".join(gram): evidence.ENOUGH for gram in shingles},
        *spellings,
        size,
        shingles,
        frozenset(quotation.speaker for quotation in spoken if quotation.speaker),
        article.published.moment.date() if article.published else None,
        article.weekday.casefold(),
    )


def _added(counts: dict[str, int], more: dict[str, int], weight: int) -> dict[str, int]:
    """Count what stands in a headline so many times more."""
    for term, times in more.items():
        counts[term] = counts.get(term, 0) + weight * times
    return counts


def _beginning(text: str) -> str:
    """Return the first `LEDE` characters, and what the last of them is a part of."""
    end = LEDE
    while end < len(text) and not text[end - 1].isspace() and not text[end].isspace():
        end += 1
    return text[:end]


def _spellings(texts: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return how names are written, and words where they first stand."""
    written: dict[str, str] = {}
    spelled: dict[str, str] = {}
    for text in texts:
        for at, (start, end, _, _, capital) in enumerate(tokens.tokens(text)):
            piece = PIECES[text[start:end]]
            for key in piece.words:
                spelled.setdefault(key, text[start:end])
            for name in piece.names:
                if name[0].isdigit() or (capital and at):
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
