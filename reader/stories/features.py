"""What grouping looks at in one article: its words, its names and numbers, what is quoted and who speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reader.stories import brought, evidence, words
from reader.text import plain, quotes, tokens

if TYPE_CHECKING:
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


@dataclass(frozen=True)
class Features:
    """One article as grouping sees it."""

    texts: tuple[str, str]
    """Its headline, and the text as far as it is read."""
    words: dict[str, int]
    """Stems in lower case, without those that stand everywhere, with how often each stands."""
    names: dict[str, int]
    """Names and numbers, lower case."""
    lede: dict[str, int]
    """Stems of the headline and of the first characters."""
    lede_names: dict[str, int]
    evidence: dict[str, float]
    """What is rare in general, with its points; see `evidence`."""
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

    @cached_property
    def spelled(self) -> tuple[dict[str, str], dict[str, str]]:
        """How words are written where they first stand, by their stems in lower case; and names, by their lower case.

        Found when asked for, since only what shows them needs it.
        """
        as_words: dict[str, str] = {}
        as_names: dict[str, str] = {}
        for text in self.texts:
            for at, (start, end, norm, stem, capital) in enumerate(tokens.tokens(text)):
                as_words.setdefault(stem.casefold(), text[start:end])
                if norm[0].isdigit() or (capital and at):
                    as_names.setdefault(norm.casefold(), _POSSESSIVE.sub("", text[start:end]))
        return as_words, as_names


def read(article: Article) -> Features:
    """Read an article's features. Linear in its first `HEAD` characters."""
    title, body = words.part(article.title), words.part(article.text[:HEAD])
    size = title.size + body.size
    weight = 1 if article.title_inferred else TITLE_WEIGHT
    spoken = quotes.quotations(body.text)
    shingles = {gram: shown for quotation in spoken for gram, shown in _shingles(body.text, quotation)}
    title_words, title_names = title.terms()
    all_words, all_names = body.terms()
    lede_words, lede_names = body.terms(_lede(body.text))
    return Features(
        (title.text, body.text),
        _added(all_words, title_words, weight),
        _added(all_names, title_names, weight),
        _added(lede_words, title_words, weight),
        _added(lede_names, title_names, weight),
        brought.points((title, body), size, article.language) | {" ".join(gram): evidence.ENOUGH for gram in shingles},
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


def _lede(text: str) -> int:
    """Return how many pieces the first `LEDE` characters hold, the last of them whole."""
    return len(text[:LEDE].split())


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
