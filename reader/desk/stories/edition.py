"""What is open: articles, the stories they make, and what could not be taken.

An `Edition` is a frozen snapshot; opening more makes a new one. Asks `stories/` for the grouping, touches no file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from reader.model import STANDARD_INPUT, Article, Story
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from reader.desk.opening.inputs import Problem
    from reader.desk.stories.light import LightStory
    from reader.text.plain import CleanText

_PLACE = re.compile(r"([0-9]{1,7})?([A-Za-z]{1,3}|@)?(?<=.)")
"""A story's number in the list, and a letter in it."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that is open at one moment."""

    label: CleanText
    """What was opened, for the first line of the screen."""
    articles: tuple[Article, ...] = ()
    """In the order in which they were read."""
    stories: tuple[Story, ...] = ()
    """Stories of two or more articles first, then the articles that stand alone."""
    problems: tuple[Problem, ...] = ()
    """What was skipped, or taken with a word to say about it."""
    _homes: dict[str, Story] = field(default_factory=dict, compare=False, repr=False)
    copies: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The ids of sources that hold the text of another source of their story, each with the id of that."""

    def numbered(self) -> list[tuple[int, Story]]:
        """Return the stories with their numbers: those that the library gave, and for the others those that follow."""
        following = count(max((story.number for story in self.stories), default=0) + 1)
        return [(story.number or next(following), story) for story in self.stories]

    def article(self, article_id: str) -> Article | None:
        """Return the article with this id, if it is open."""
        story = self._homes.get(article_id)
        return None if story is None else next((a for a in members(story) if a.id == article_id), None)

    def story_of(self, article_id: str) -> Story | None:
        """Return the story that an article belongs to, as a source of it or as related."""
        return self._homes.get(article_id)

    def letter_of(self, article_id: str) -> str:
        """Return the article's letter in its story; empty where it stands alone."""
        story = self._homes.get(article_id)
        return "" if story is None or not is_shared(story) else story.letters().get(article_id, "")

    def find(self, name: str) -> Article | None:
        """Return the article that a name means.

        Args:
            name: An id or its beginning, a file, "2B" for letter B of the second story, "B" for that of the first, or
                the number alone where one article is all the story.
        """
        for article in self.articles:
            if name in (article.id, article.name, article.path) or (name == "-" and article.name == STANDARD_INPUT):
                return article
        if len(name) >= 4:  # shorter beginnings of an id would collide with letters
            begun = [article for article in self.articles if article.id.startswith(name)]
            if len(begun) == 1:
                return begun[0]
        return self._placed(name)

    def _placed(self, name: str) -> Article | None:
        place = _PLACE.fullmatch(name)
        if place is None or not self.stories:
            return None
        story = dict(self.numbered()).get(int(place[1])) if place[1] else self.stories[0]
        if story is None:
            return None
        if not place[2]:
            return story.articles[0] if place[1] and not is_shared(story) else None
        by_letter = {letter: id_ for id_, letter in story.letters().items()}
        id_ = by_letter.get(place[2]) or by_letter.get(place[2].swapcase())
        return self.article(id_) if id_ else None


def of_stories(label: str, stories: Sequence[Story], problems: Iterable[Problem] = ()) -> Edition:
    """Return what is open where the stories are known."""
    return Edition(
        label=plain.line(label),
        articles=tuple(article for story in stories for article in members(story)),
        stories=tuple(stories),
        problems=tuple(problems),
        _homes={article.id: story for story in stories for article in members(story)},
    )


def is_place(name: str) -> bool:
    """Tell whether a name may mean a place in the list, so that it takes the grouping to find it: "B", "2B", "3"."""
    return _PLACE.fullmatch(name) is not None


def members(story: Story) -> tuple[Article, ...]:
    """Return the sources of a story and after them what is related to it: the order of their letters."""
    return story.articles + tuple(related.article for related in story.related)


def is_shared(story: Story | LightStory) -> bool:
    """Tell whether a story has anything to compare: two articles or more, related ones included."""
    return len(story.articles) + len(story.related) > 1


def gather(
    articles: Sequence[Article],
    problems: Iterable[Problem] = (),
    label: str = "",
    *,
    together: bool = False,
    settled: Sequence[Story] = (),
    choices: Mapping[tuple[str, str], bool] | None = None,
    seats: Mapping[tuple[str, str], int] | None = None,
) -> Edition:
    """Group articles into stories; with `together` they are one story, whatever grouping thinks. Cost: `group_stories`.

    Args:
        articles: In the order in which they were read.
        problems: What could not be taken.
        label: What was opened.
        together: Whether it is one story.
        settled: Stories whose articles stay in them; the others are grouped.
        choices: What a person said of those that are grouped here (`Shelf.placed`).
        seats: The letters that these had (`Shelf.seats`).
    """
    if together and articles:
        stories = [Story(tuple(sorted(articles, key=_after_draft)), why=(plain.line("opened together, as one story"),))]
    elif articles:
        from reader.stories import group_stories  # its word tables are not needed before the first grouping

        known = {article.id for story in settled for article in members(story)}
        stories = group_stories(article for article in articles if article.id not in known)
        if choices or seats:
            stories = _as_kept(stories, choices or {}, seats or {})
        stories = [*settled, *stories]
    else:
        stories = []
    stories.sort(key=lambda story: -min(len(members(story)), 2))
    stories = _with_draft(stories)
    return made_of(articles, stories, _copies(stories), problems, label)


def made_of(
    articles: Iterable[Article],
    stories: Sequence[Story],
    copies: Mapping[str, str],
    problems: Iterable[Problem] = (),
    label: str = "",
) -> Edition:
    """Return what is open of articles, in the order in which they were read, and what `gather` found of them."""
    return replace(of_stories(label, stories, problems), articles=tuple(articles), copies=copies)


def narrowed(edition: Edition, ids: Collection[str]) -> Edition:
    """Return what is left of an edition where some of its articles are wanted; numbers and letters stay."""
    stories = []
    for number, story in edition.numbered():
        articles = tuple(one for one in story.articles if one.id in ids)
        related = tuple(one for one in story.related if one.article.id in ids)
        if len(articles) + len(related) == len(members(story)):
            stories.append(replace(story, number=number))
        elif articles:
            seats = dict(zip((one.id for one in story.sources), story.given or count(), strict=False))
            given = tuple(seats[one.id] for one in articles if not one.draft)
            stories.append(replace(story, articles=articles, related=related, given=given, number=number))
        else:  # what lay beside it is all that is left
            stories += [Story((one.article,)) for one in related]
    left = [one for one in edition.articles if one.id in ids]
    return made_of(left, stories, _copies(stories), edition.problems, edition.label)


def copies_in(edition: Edition, article_id: str) -> list[Article]:
    """Return an article and those of its story that hold the same text; nothing where it has no copies."""
    first = edition.copies.get(article_id, article_id)
    ids = [id_ for id_, other in edition.copies.items() if other == first]
    found = (edition.article(id_) for id_ in (first, *ids)) if ids else ()
    return [article for article in found if article is not None]


def copies(story: Story) -> dict[str, str]:
    """Return which sources of a story hold the text of an earlier one, by id, each with the first of them."""
    from reader.stories import copies_among

    sources = story.sources
    return {sources[later].id: sources[first].id for later, first in copies_among(sources).items()}


def _copies(stories: Iterable[Story]) -> dict[str, str]:
    found: dict[str, str] = {}
    for story in stories:
        if len(story.sources) > 1:
            found |= copies(story)
    return found


def _as_kept(
    stories: Sequence[Story], choices: Mapping[tuple[str, str], bool], seats: Mapping[tuple[str, str], int]
) -> list[Story]:
    from reader.desk.stories import placing, seating

    return placing.told(seating.seated(placing.placed(stories, choices), seats), choices)


def _after_draft(article: Article) -> bool:
    return not article.draft


def _with_draft(stories: list[Story]) -> list[Story]:
    """Put a draft first in its story; one that belongs to none is laid beside the first, which it may be about."""
    at = next((n for n, story in enumerate(stories) if any(article.draft for article in members(story))), None)
    if at is None:
        return stories
    home = stories[at]
    draft = next(article for article in members(home) if article.draft)
    if len(members(home)) == 1 and len(stories) > 1:
        stories = [story for story in stories if story is not home]
        home, at = stories[0], 0
        why: tuple[CleanText, ...] = (*home.why, plain.line("the draft was laid beside it"))
    else:
        why = home.why
    sources = tuple(article for article in home.articles if not article.draft)
    related = tuple(one for one in home.related if not one.article.draft)
    given = home.given if len(home.given) == len(sources) else ()
    return [*stories[:at], Story((draft, *sources), related, why, home.nearest, given, home.number), *stories[at + 1 :]]
