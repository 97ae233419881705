"""Checking a draft, or one claim, against sources: who backs each sentence, what differs, what found no match.

It asks the desk's `Reading`, as the screens do. Only what is sure counts as backing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.desk.edition import is_shared
from reader.desk.reading import Reading
from reader.model import Article, Span, Story, content_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.desk.edition import Edition
    from reader.desk.marks import Mark, Teller
    from reader.library.pairs import Pair
    from reader.model import Conflict, Kind


@dataclass(frozen=True, slots=True)
class Backing:
    """One sentence of a source that says what a sentence of the draft says, or comes nearest to it."""

    article: Article
    span: Span
    """Where it stands in the source's text."""
    kind: Kind
    conflicts: tuple[Conflict, ...]
    """Values that differ: `a` in the draft, `b` in the source."""

    @property
    def text(self) -> str:
        """Its words."""
        return self.article.text[slice(*self.span)]


@dataclass(frozen=True, slots=True)
class Checked:
    """One sentence of a draft."""

    text: str
    span: Span
    """Where it stands in the draft's text."""
    backing: tuple[Backing, ...]
    """Best first; a source may have several sentences."""
    perhaps: tuple[Backing, ...]
    """What is not sure, best first; no source that stands in `backing`."""
    nearest: Backing | None
    """Where nothing backs it and nothing perhaps does: the sentence most like it, which did not count."""

    @property
    def differs(self) -> bool:
        """Tell whether a source that backs it has another number, date or name."""
        return any(one.conflicts for one in self.backing)


def check(draft: Article, sources: Sequence[Article], pairs: Mapping[Pair, bool]) -> list[Checked]:
    """Match every sentence of a draft with all sentences of the sources. Cost: that of matching one story of all.

    Args:
        draft: The text to check.
        sources: What it is checked against.
        pairs: What the reader has judged, which is obeyed.
    """
    reading = Reading(Story((draft, *sources)), pairs)
    return [_checked(reading, draft, mark) for mark in reading.marks(draft.id)]


def claim(text: str) -> Article:
    """Return a claim as a draft."""
    return replace(Article.from_fields(id=content_id(text), title="", text=text, source="", published=None), draft=True)


def _checked(reading: Reading, draft: Article, mark: Mark) -> Checked:
    def backing(teller: Teller) -> Backing:
        return Backing(reading.article(teller.article_id), teller.span, teller.kind, teller.conflicts)

    nearest = None
    if not mark.tellers:
        twin = reading.match.nearest(0, mark.number)  # the draft is the first text of its story
        if twin is not None:
            nearest = Backing(reading.articles[twin.text], Span(*twin.span), twin.kind, twin.conflicts)
    text = draft.text[slice(*mark.span)]
    return Checked(text, mark.span, tuple(map(backing, mark.sources)), tuple(map(backing, mark.unsure)), nearest)


def labels(edition: Edition) -> dict[str, str]:
    """Return what each source is called, by id: its letter; where several stories are open, its place: "2B", "3"."""
    several = len(edition.stories) > 1
    found: dict[str, str] = {}
    for number, story in enumerate(edition.stories, 1):
        shared = is_shared(story)
        for article_id, letter in story.letters().items():
            found[article_id] = f"{number if several else ''}{letter if shared or not several else ''}"
    return found
