"""What grouping looks at in one article: its words, its names and numbers, what is quoted and who speaks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.stories import evidence
from reader.text import plain, quotes, tokens

if TYPE_CHECKING:
    from datetime import date

    from reader.model import Article

HEAD = 5000
"""Characters of a text that are read: news says first what it is about."""
TITLE_WEIGHT = 3
"""How often a word of the headline counts. A headline that was taken from the text counts once more only."""
SHINGLE = 5
"""Words in a row, in quotation marks on both sides, that make a shared quotation."""
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Features:
    """One article as grouping sees it."""

    words: Counter[str]
    """Stems, without stop words."""
    names: Counter[str]
    """Names and numbers, lower case."""
    evidence: dict[str, float]
    """What is rare in general, with its points; see `evidence`."""
    written: dict[str, str]
    """How a name is written, by its lower case."""
    spelled: dict[str, str]
    """How a word is written where it first stands, by its stem in lower case."""
    length: int
    """Words of headline and text."""
    shingles: dict[tuple[str, ...], str]
    """Five words in a row of a quotation, with the quotation as written, shortened."""
    speakers: frozenset[str]
    """Surnames of who is quoted by name."""
    day: date | None
    """The article's date; None where it is undated."""
    weekday: str
    """The day an undated text speaks of, lower case."""


def read(article: Article) -> Features:
    """Read an article's features. Linear in its first `HEAD` characters."""
    words: Counter[str] = Counter()
    names: Counter[str] = Counter()
    written: dict[str, str] = {}
    spelled: dict[str, str] = {}
    body = article.text[:HEAD]
    parts = [(text, tokens.tokens(text)) for text in (article.title, body)]
    for (text, found), weight in zip(parts, (1 if article.title_inferred else TITLE_WEIGHT, 1), strict=True):
        for number, word in enumerate(found):
            if word.norm in tokens.STOP or (len(word.norm) < 2 and not tokens.is_unspaced(word.norm)):
                continue
            words[word.stem] += weight
            spelled.setdefault(word.stem.casefold(), text[word.start : word.end])
            if tokens.is_number(word.norm) or (word.capital and number and not evidence.is_calendar(word.norm)):
                key = word.norm.casefold()
                names[key] += weight
                written.setdefault(key, _POSSESSIVE.sub("", text[word.start : word.end]))
    spoken = quotes.quotations(body)
    shingles = {gram: shown for quotation in spoken for gram, shown in _shingles(body, quotation)}
    return Features(
        words,
        names,
        evidence.points(parts) | {" ".join(gram): evidence.ENOUGH for gram in shingles},
        written,
        spelled,
        sum(len(found) for _, found in parts),
        shingles,
        frozenset(quotation.speaker for quotation in spoken if quotation.speaker),
        article.published.moment.date() if article.published else None,
        article.weekday.casefold(),
    )


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
