"""Checking a draft, or one claim, against sources: who backs each sentence, what differs, what found no match.

It asks the desk's `Reading`, as the screens do. Only what is sure counts as backing. A source that denies it, says the
opposite, or has another number, date or name for it does not back it, whatever else it says: it differs. What it says
of somebody else, or lets somebody else say, is "perhaps".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.desk.stories.edition import is_shared
from reader.desk.telling.actors import Actors
from reader.desk.telling.figures import counted
from reader.desk.telling.parts import met, nearby, parts_of
from reader.desk.telling.reading import Reading
from reader.desk.telling.rivals import Rivals
from reader.model import Article, Conflict, Fact, Kind, Span, Story, content_id
from reader.text import plain, polarity, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.desk.stories.edition import Edition
    from reader.desk.telling.marks import Mark, Teller
    from reader.desk.telling.rivals import Rival
    from reader.library.stated.pairs import Pair
    from reader.text.facts import Value


@dataclass(frozen=True, slots=True)
class Backing:
    """One sentence of a source that says what a sentence of the draft says, or comes nearest to it."""

    article: Article
    span: Span
    """Where it stands in the source's text."""
    kind: Kind
    conflicts: tuple[Conflict, ...]
    """What differs: `a` in the draft, `b` in the source."""
    lacks: tuple[Span, ...] = ()
    """Numbers, dates and names of the draft, by their place in it, that it and the sentences beside it do not have.

    Who speaks or does something there is one of them where the source does not say it of the same one.
    """
    of_another: bool = False
    """Such a one is lacking: it backs nothing."""

    @property
    def unmet(self) -> tuple[Span, ...]:
        """What it lacks, but for what differs."""
        return tuple(part for part in self.lacks if not _differs(part, self.conflicts))

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
    """Best first; a source may have several sentences. No source that stands in `differing`."""
    differing: tuple[Backing, ...]
    """Sentences that deny it, say the opposite, or have another number, date or name for it; best first."""
    also: tuple[Backing, ...]
    """Sentences that tell it, of sources of which another sentence differs: they back nothing."""
    perhaps: tuple[Backing, ...]
    """What is not sure, best first; no source that stands in `backing`."""
    nearest: Backing | None
    """Where nothing backs it and nothing perhaps does: the sentence most like it, which did not count."""
    lacks: tuple[Span, ...] = ()
    """Its numbers, dates and names that no source which backs it has."""

    @property
    def differs(self) -> bool:
        """Tell whether a source has another number, date or name for it, denies it or says the opposite."""
        return bool(self.differing)

    @property
    def in_full(self) -> bool:
        """Tell whether it is backed with all its numbers, dates and names, by one source or by several."""
        return bool(self.backing) and not self.lacks

    @property
    def unmet(self) -> tuple[Span, ...]:
        """What no source that backs it has, but for what differs in one."""
        conflicts = [conflict for one in self.differing for conflict in one.conflicts]
        return tuple(part for part in self.lacks if not _differs(part, conflicts))


def _differs(part: Span, conflicts: Iterable[Conflict]) -> bool:
    return any(part.start < conflict.a.end and conflict.a.start < part.end for conflict in conflicts)


def check(draft: Article, sources: Sequence[Article], pairs: Mapping[Pair, bool]) -> list[Checked]:
    """Match every sentence of a draft with all sentences of the sources. Cost: that of matching one story of all.

    Args:
        draft: The text to check.
        sources: What it is checked against.
        pairs: What the reader has judged, which is obeyed.
    """
    reading = Reading(Story((draft, *sources)), pairs)
    rivals, actors = Rivals(sources), Actors(sources)
    return [_checked(reading, draft, mark, rivals, actors) for mark in reading.marks(draft.id)]


def claim(text: str) -> Article:
    """Return a claim as a draft."""
    return replace(Article.from_fields(id=content_id(text), title="", text=text, source="", published=None), draft=True)


def _checked(reading: Reading, draft: Article, mark: Mark, rivals: Rivals, actors: Actors) -> Checked:
    parts = parts_of(draft.text, mark.span)
    named = actors.of(draft.text, mark.span)

    def backing(teller: Teller) -> Backing:
        number = reading.articles.index(article := reading.article(teller.article_id))
        near = nearby(article, reading.match.sentences[number], teller.sentence)
        lacks = [Span(part.start, part.end) for part in parts if not met(part, draft.text, near)]
        told = reading.match.sentences[number]
        others = [one.span for one in named if not actors.says(one, article, told, teller.sentence)]
        lacks += [one for one in others if not any(one.start < part.end and part.start < one.end for part in lacks)]
        return Backing(article, teller.span, teller.kind, teller.conflicts, tuple(sorted(lacks)), bool(others))

    every = [_judged(draft, mark.span, backing(teller)) for teller in mark.sources]
    sure = tuple(one for one in every if one.conflicts or not one.of_another)
    differing = [one for one in sure if one.conflicts]
    backs = _without(sure, differing)
    lacks = _lacks(backs)
    told = {(one.article.id, one.span) for one in sure}
    differing += [
        _rival(part, rival)
        for part in parts
        if not backs or (part.start, part.end) in lacks
        for rival in rivals.of(draft.text, mark.span, part)
        if (rival.article.id, rival.figure.sentence) not in told
    ]
    backs = _without(backs, differing)
    against = {(one.article.id, one.span) for one in differing}
    backed = {one.article.id for one in backs}
    doubtful = [one for one in every if one.of_another and not one.conflicts and one.article.id not in backed]
    doubtful += [backing(teller) for teller in mark.unsure]
    perhaps = tuple(one for one in doubtful if (one.article.id, one.span) not in against)
    return Checked(
        text=draft.text[slice(*mark.span)],
        span=mark.span,
        backing=backs,
        differing=tuple(differing),
        also=tuple(one for one in sure if not one.conflicts and one not in backs),
        perhaps=perhaps,
        nearest=None if mark.tellers or differing else _nearest(reading, mark),
        lacks=tuple(sorted(_lacks(backs))),
    )


def _judged(draft: Article, span: Span, backing: Backing) -> Backing:
    """Let a sentence differ that denies, in other words, what the draft states: "he denied that the crew knew of it".

    All that both have in common stands behind its denial, and the draft's sentence denies nothing. English.
    """
    ours, theirs = tokens.tokens(draft.text, *span), tokens.tokens(backing.article.text, *backing.span)
    denial = polarity.denied_first(theirs)
    if backing.conflicts or denial is None or polarity.denials(ours):
        return backing
    common = {word.stem for word in ours if not word.stop} & {word.stem for word in theirs if not word.stop}
    if not common or any(word.stem in common for word in theirs[: denial.cue]):
        return backing
    head = theirs[denial.heads[-1]]
    stated = next((word for word in ours if word.stem == head.stem), None)
    stated = stated or next((word for word in ours if not word.stop and word.stem not in common), ours[-1])
    conflict = Conflict(Span(stated.start, stated.end), Span(theirs[denial.cue].start, head.end), Fact.DENIAL)
    return replace(backing, conflicts=(conflict,))


def _without(sure: Iterable[Backing], differing: Iterable[Backing]) -> tuple[Backing, ...]:
    """Return the sentences of sources of which no sentence differs."""
    others = {one.article.id for one in differing}
    return tuple(one for one in sure if one.article.id not in others)


def _lacks(backs: Sequence[Backing]) -> set[Span]:
    """Return what none of the sentences has."""
    return set.intersection(*(set(one.lacks) for one in backs)) if backs else set()


def _rival(part: Value, rival: Rival) -> Backing:
    """Return a figure that a source has for the same subject as something that differs."""
    figure = rival.figure
    conflict = Conflict(Span(part.start, part.end), Span(figure.value.start, figure.value.end), Fact.NUMBER)
    return Backing(rival.article, figure.sentence, Kind.REWORDED, (conflict,))


def _nearest(reading: Reading, mark: Mark) -> Backing | None:
    twin = reading.match.nearest(0, mark.number)  # the draft is the first text of its story
    if twin is None:
        return None
    return Backing(reading.articles[twin.text], Span(*twin.span), twin.kind, twin.conflicts)


def elsewhere(conflict: Conflict, draft: Article, backing: Backing) -> str:
    """Say what a source has instead of what the draft has: "four hours", "denied (“did not sign”)"."""
    if conflict.fact is not Fact.DENIAL:
        return counted(backing.article, conflict.b, backing.span)
    mine, theirs = plain.line(draft.text[slice(*conflict.a)]), plain.line(backing.article.text[slice(*conflict.b)])
    if len(mine.split()) > len(theirs.split()):  # the side that denies has the denial and the word
        return f"“{theirs}”, denied here (“{mine}”)"
    return f"denied (“{theirs}”)"


def labels(edition: Edition) -> dict[str, str]:
    """Return what each source is called, by id: its letter; where several stories are open, its place: "2B", "3"."""
    several = len(edition.stories) > 1
    found: dict[str, str] = {}
    for number, story in edition.numbered():
        shared = is_shared(story)
        for article_id, letter in story.letters().items():
            found[article_id] = f"{number if several else ''}{letter if shared or not several else ''}"
    return found
