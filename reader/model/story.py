"""Articles that tell the same event, with the letters that their sources are known by. Frozen values."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from reader.text.plain import CleanText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model.article import Article

_WORD = re.compile(r"\w+")


DRAFT = "@"
"""The letter of a draft."""


class Titled(Protocol):
    """What has a headline."""

    @property
    def title(self) -> CleanText:
        """Its title."""

    @property
    def title_inferred(self) -> bool:
        """Whether the title was taken from the text."""

    @property
    def name(self) -> CleanText:
        """What it is called where it has no title."""


@dataclass(frozen=True, slots=True)
class Related:
    """An article about another event that belongs beside a story."""

    article: Article
    relation: str
    """As seen from the story: "earlier", "later" or "near"."""
    why: CleanText
    """What keeps it apart, in words."""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell the same event, and what lies beside it."""

    articles: tuple[Article, ...]
    """In the order in which they joined: the first is A."""
    related: tuple[Related, ...] = ()
    why: tuple[CleanText, ...] = ()
    """Why these are one story, a line each."""
    nearest: CleanText = CleanText("")
    """The nearest story that these did not join, and why; empty where none is near."""
    given: tuple[int, ...] = ()
    """The letters that the articles were given when they joined, counted from 0; empty where their order says it."""
    number: int = 0
    """The number that the library keeps it under; 0 where it is in none."""

    @property
    def sources(self) -> tuple[Article, ...]:
        """The articles without a draft: what is counted."""
        return tuple(article for article in self.articles if not article.draft)

    @property
    def title(self) -> CleanText:
        """Its most central headline; see `headline`."""
        return headline(self.sources or self.articles)

    def letters(self) -> dict[str, str]:
        """Letter by article id: A, B, ... Z, AA for the sources, lower case for what is related, `@` for a draft."""
        drafts = {article.id: DRAFT for article in self.articles if article.draft}
        numbers = self.given or tuple(range(len(self.sources)))
        sources = {article.id: letter(n) for article, n in zip(self.sources, numbers, strict=True)}
        first = max(numbers, default=-1) + 1
        beside = {related.article.id: letter(first + n).lower() for n, related in enumerate(self.related)}
        return drafts | sources | beside


def headline(articles: Sequence[Titled]) -> CleanText:
    """Return the headline whose words the others share most, a stated one if there is any; of equals the first.

    Cost: the words of the headlines, once for the same ones.
    """
    stated = tuple(one.title for one in articles if one.title and not one.title_inferred)
    titles = stated or tuple(one.title for one in articles if one.title) or (articles[0].name,)
    return titles[_central(titles)] if len(titles) > 2 else titles[0]


@lru_cache(maxsize=4096)
def _central(titles: tuple[CleanText, ...]) -> int:
    from reader.text import tokens  # not needed before there is a story

    words = [
        {tokens.stem(word) for word in _WORD.findall(title.casefold()) if word not in tokens.STOP} for title in titles
    ]
    held = Counter(word for some in words for word in some)
    shares = [sum(held[word] - 1 for word in some) / (len(some) + 1) for some in words]
    return max(range(len(titles)), key=lambda at: (shares[at], -at))


def letter(index: int) -> str:
    """Return the letter of source number `index`: 0 is A, 25 is Z, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
