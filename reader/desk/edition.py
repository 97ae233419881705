"""What is open: articles, the stories they make, and what could not be taken.

An `Edition` is a frozen snapshot; opening more makes a new one. Asks `stories/` for the grouping, touches no file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.model import STANDARD_INPUT, Article, Story
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.desk.opening import Problem
    from reader.text.plain import CleanText


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
        """Return the article that `name` means: an id or its beginning, a file, or a letter of the first story."""
        for article in self.articles:
            if name in (article.id, article.name, article.path) or (name == "-" and article.name == STANDARD_INPUT):
                return article
        if len(name) >= 4:  # shorter beginnings of an id would collide with letters
            begun = [article for article in self.articles if article.id.startswith(name)]
            if len(begun) == 1:
                return begun[0]
        if self.stories:
            by_letter = {letter: id_ for id_, letter in self.stories[0].letters().items()}
            if name in by_letter:
                return self.article(by_letter[name])
        return None


def members(story: Story) -> tuple[Article, ...]:
    """Return the sources of a story and after them what is related to it: the order of their letters."""
    return story.articles + tuple(related.article for related in story.related)


def is_shared(story: Story) -> bool:
    """Tell whether a story has anything to compare: two articles or more, related ones included."""
    return len(story.articles) + len(story.related) > 1


def gather(
    articles: Sequence[Article],
    problems: Iterable[Problem] = (),
    label: str = "",
    *,
    together: bool = False,
) -> Edition:
    """Group articles into stories; with `together` they are one story, whatever grouping thinks.

    Cost: that of `group_stories`.
    """
    if together and articles:
        stories = [Story(tuple(articles), why=(plain.line("opened together, as one story"),))]
    elif articles:
        from reader.stories import group_stories  # its word tables are not needed before the first grouping

        stories = group_stories(articles)
    else:
        stories = []
    stories.sort(key=lambda story: -min(len(members(story)), 2))
    return Edition(
        label=plain.line(label),
        articles=tuple(articles),
        stories=tuple(stories),
        problems=tuple(problems),
        _homes={article.id: story for story in stories for article in members(story)},
    )
