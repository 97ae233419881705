"""Articles that tell the same event, with the letters that their sources are known by. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.text.plain import CleanText

if TYPE_CHECKING:
    from reader.model.article import Article


DRAFT = "@"
"""The letter of a draft."""


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

    @property
    def sources(self) -> tuple[Article, ...]:
        """The articles without a draft: what is counted."""
        return tuple(article for article in self.articles if not article.draft)

    @property
    def title(self) -> CleanText:
        """The most telling stated headline, else the first inferred one."""
        articles = self.sources or self.articles
        stated = [a.title for a in articles if a.title and not a.title_inferred]
        return (stated or [a.title for a in articles if a.title] or [articles[0].name])[0]

    def letters(self) -> dict[str, str]:
        """Letter by article id: A, B, ... Z, AA for the sources, lower case for what is related, `@` for a draft."""
        drafts = {article.id: DRAFT for article in self.articles if article.draft}
        numbers = self.given or tuple(range(len(self.sources)))
        sources = {article.id: letter(n) for article, n in zip(self.sources, numbers, strict=True)}
        first = max(numbers, default=-1) + 1
        beside = {related.article.id: letter(first + n).lower() for n, related in enumerate(self.related)}
        return drafts | sources | beside


def letter(index: int) -> str:
    """Return the letter of source number `index`: 0 is A, 25 is Z, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
