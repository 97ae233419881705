"""What grouping looks at in one article: its words, its names and numbers, what is quoted and who speaks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
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

    words: Counter[str]
    """Stems, without stop words."""
    names: Counter[str]
    """Names and numbers, lower case."""
    lede: Counter[str]
    """Stems of the headline and of the first characters."""
    lede_names: Counter[str]
    evidence: dict[str, float]
    """What is rare in general, with its points; see `evidence`."""
    written: dict[str, str]
    """How a name is written, by its lower case."""
    spelled: dict[str, str]
    """How a word is written where it first stands, by its stem in lower case."""
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


def read(article: Article) -> Features:
    """Read an article's features. Linear in its first `HEAD` characters."""
    body = article.text[:HEAD]
    parts = [(text, tokens.tokens(text)) for text in (article.title, body)]
    found = _Found()
    found.take(*parts[0], 1 if article.title_inferred else TITLE_WEIGHT, len(article.title))
    found.take(*parts[1], 1, LEDE)
    spoken = quotes.quotations(body)
    shingles = {gram: shown for quotation in spoken for gram, shown in _shingles(body, quotation)}
    return Features(
        found.words,
        found.names,
        found.lede,
        found.lede_names,
        evidence.points(parts, article.language) | {" ".join(gram): evidence.ENOUGH for gram in shingles},
        found.written,
        found.spelled,
        sum(len(words) for _, words in parts),
        shingles,
        frozenset(quotation.speaker for quotation in spoken if quotation.speaker),
        article.published.moment.date() if article.published else None,
        article.weekday.casefold(),
    )


class _Found:
    """Words and names, counted."""

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.names: Counter[str] = Counter()
        self.lede: Counter[str] = Counter()
        self.lede_names: Counter[str] = Counter()
        self.written: dict[str, str] = {}
        self.spelled: dict[str, str] = {}

    def take(self, text: str, found: Sequence[Token], weight: int, lede: int) -> None:
        """Count the words of one text; those that begin before `lede` tell the event."""
        for number, (start, end, norm, stem, capital) in enumerate(found):
            if norm in tokens.STOP or (len(norm) < 2 and not tokens.is_unspaced(norm)):
                continue
            key = stem.casefold()
            self.words[key] += weight
            if key not in self.spelled:
                self.spelled[key] = text[start:end]
            if start < lede:
                self.lede[key] += weight
            if norm[0].isdigit() or (capital and number and not evidence.is_calendar(norm)):
                name = norm.casefold()
                self.names[name] += weight
                if start < lede:
                    self.lede_names[name] += weight
                if name not in self.written:
                    self.written[name] = _POSSESSIVE.sub("", text[start:end])


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
