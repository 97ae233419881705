"""What a person says of stories: this belongs there, this does not, these are one of their own, keep these together.

Over what was opened it is kept by the texts themselves (`Shelf.placed`) and put upon whatever grouping finds, so that
it holds for new arrivals, in other folders and after a restart. A library keeps it with its stories (`Assignments`).

Asks the shelf or the library; stories are made anew, never changed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model import Article, Story
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.library.holdings.entries import Entry
    from reader.library.library import Library
    from reader.library.stated.shelf import Shelf
    from reader.text.plain import CleanText

    Pair = tuple[str, str]
    Move = tuple[Sequence[str], Sequence[str]]
    """Articles of one story, and its others."""

ANCHORS = 12
"""Articles of a story by which it is known where one was put."""
_PASSES = 4
"""Times that it is followed where an article went that others were put beside."""


class Hand:
    """Where a person's word on stories is kept: with those of a library, or on the shelf for what was opened.

    Articles are given by their ids. Every step can be taken back. All raise LibraryError where it cannot be kept.

    Args:
        shelf: The shelf.
        library: The library, where its stories are meant.
    """

    def __init__(self, shelf: Shelf, library: Library | None = None) -> None:
        self._shelf, self._library = shelf, library

    def join(self, moves: Sequence[Move], joined: Sequence[str]) -> None:
        """Put articles into another story.

        Args:
            moves: Which, with the others of their story so far, which stay there.
            joined: Those of the story that they go to, or an article that stands alone.
        """
        if self._library is None:
            self._shelf.place_by_hand(_all(joining(ids, left, joined) for ids, left in moves))
            return
        there = self._numbers(joined)
        story = self._home(there)
        numbers = [number for ids, _ in moves for number in self._numbers(ids)]
        self._library.stories.join([*([] if story is not None else there), *numbers], story)

    def take_out(self, moves: Sequence[Move]) -> None:
        """Take articles out of their stories, or from beside them; each stands alone then.

        Args:
            moves: Which, with the others of their story.
        """
        if self._library is None:
            self._shelf.place_by_hand(_all(leaving(ids, left) for ids, left in moves))
        else:
            self._library.stories.take_out([number for ids, _ in moves for number in self._numbers(ids)])

    def split(self, ids: Sequence[str], left: Sequence[str]) -> None:
        """Make articles of a story, where others are `left`, a story of their own."""
        if self._library is None:
            self._shelf.place_by_hand(splitting(ids, left))
        else:
            self._library.stories.join(self._numbers(ids))

    def pin(self, ids: Sequence[str]) -> None:
        """Keep the articles of a story together, whatever grouping finds later; new ones may still join them."""
        if self._library is None:
            self._shelf.place_by_hand(pinning(ids))
            return
        numbers = self._numbers(ids)
        self._library.stories.join(numbers, self._home(numbers))

    def _numbers(self, ids: Iterable[str]) -> list[int]:
        """Return the numbers of articles: more than one where a text came from several sources."""
        assert self._library is not None
        return [number for id_ in ids for number in self._library.articles.numbers_of(id_)]

    def _home(self, numbers: Sequence[int]) -> int | None:
        assert self._library is not None
        entries = self._library.articles.entries(numbers)
        return next((entry.story for entry in entries if entry.story is not None), None)


# ---------------------------------------------------------------- saying it, over what was opened


def _all(changes: Iterable[Mapping[Pair, bool | None]]) -> dict[Pair, bool | None]:
    return {pair: joined for change in changes for pair, joined in change.items()}


def joining(ids: Sequence[str], left: Iterable[str], joined: Sequence[str]) -> dict[Pair, bool | None]:
    """Return what is to be kept where articles go from one story to another.

    Args:
        ids: The articles.
        left: Those of their story so far that stay there.
        joined: Those of the story that they go to.
    """
    changes = leaving(ids, left)
    for id_ in ids:
        for other in joined:
            changes[id_, other] = changes[other, id_] = None
        changes |= {(id_, other): True for other in joined[:ANCHORS] if other != id_}
    return changes


def leaving(ids: Sequence[str], left: Iterable[str]) -> dict[Pair, bool | None]:
    """Return what is to be kept where articles leave their story, each of them alone."""
    changes: dict[Pair, bool | None] = {}
    for other in left:
        for id_ in ids:
            changes[other, id_] = None
            changes[id_, other] = False
    return changes


def splitting(ids: Sequence[str], left: Iterable[str]) -> dict[Pair, bool | None]:
    """Return what is to be kept where articles leave their story together."""
    return leaving(ids, left) | pinning(ids)


def pinning(ids: Sequence[str]) -> dict[Pair, bool | None]:
    """Return what is to be kept where the articles of a story shall stay together."""
    return {(id_, other): True for at, id_ in enumerate(ids) for other in ids[: min(at, ANCHORS)]}


# ---------------------------------------------------------------- putting it upon a grouping


def placed(stories: Sequence[Story], choices: Mapping[Pair, bool]) -> list[Story]:
    """Return stories as a person has changed them; those that nothing is said of stay what they are.

    What was taken out leaves first, then what was put somewhere goes there. Linear in what is kept by hand, and in the
    texts of the stories that it changes.
    """
    if not choices:
        return list(stories)
    return _Placing(stories, choices).stories()


class _Placing:
    def __init__(self, stories: Sequence[Story], choices: Mapping[Pair, bool]) -> None:
        self._stories = list(stories)
        self._articles = {article.id: article for story in stories for article in _members(story)}
        self._home = {article.id: at for at, story in enumerate(stories) for article in _members(story)}
        self._before = dict(self._home)
        self._beside = {one.article.id for story in stories for one in story.related}
        self._next = len(self._stories)
        there = self._articles.keys()
        self._choices = {pair: joined for pair, joined in choices.items() if pair[0] in there and pair[1] in there}
        self._out: set[str] = set()

    def stories(self) -> list[Story]:
        """Return the stories, those that were changed told anew."""
        self._take_out()
        self._join()
        groups: dict[int, list[str]] = {}
        for id_, home in self._home.items():
            groups.setdefault(home, []).append(id_)
        return [self._story(at, ids) for at, ids in sorted(groups.items(), key=lambda group: group[0])]

    def _take_out(self) -> None:
        for (id_, other), joined in self._choices.items():
            if not joined and id_ not in self._out and self._home[id_] == self._home[other]:
                self._home[id_] = self._next
                self._next += 1
                self._out.add(id_)
                self._beside.discard(id_)

    def _join(self) -> None:
        wanted: dict[str, list[str]] = {}
        for (id_, other), joined in self._choices.items():
            if joined and id_ != other:
                wanted.setdefault(id_, []).append(other)
        for _ in range(_PASSES):
            moved = False
            for id_, others in wanted.items():
                homes = [self._home[other] for other in others if other not in self._beside]
                if homes and (self._home[id_] not in homes or id_ in self._beside):
                    self._home[id_] = max(homes, key=lambda home: (homes.count(home), -home))
                    self._beside.discard(id_)
                    moved = True
            if not moved:
                return

    def _story(self, at: int, ids: Sequence[str]) -> Story:
        from reader.stories import explained

        story = self._stories[at] if at < len(self._stories) else None
        same = story is not None and len(ids) == len(_members(story)) and all(self._before[id_] == at for id_ in ids)
        if story is not None and same and len(self._beside.intersection(ids)) == len(story.related):
            return story
        first = [article.id for article in story.articles if article.id in ids] if story is not None else []
        order = [*first, *(id_ for id_ in ids if id_ not in first and id_ not in self._beside)]
        beside = [self._articles[id_] for id_ in ids if id_ in self._beside]
        if not order:  # what lay beside a story that is gone stands alone
            order, beside = [beside[0].id], beside[1:]
        return explained(Story(tuple(map(self._articles.__getitem__, order)), given=self._given(story, order)), beside)

    @staticmethod
    def _given(story: Story | None, order: Sequence[str]) -> tuple[int, ...]:
        """Return the letters: whoever was there keeps its own, and no other gets that of one that has left."""
        if story is None or any(article.draft for article in story.articles):
            return ()
        numbers = story.given or range(len(story.articles))
        known = dict(zip((article.id for article in story.articles), numbers, strict=True))
        following = iter(range(max(known.values(), default=-1) + 1, len(order) + max(known.values(), default=-1) + 1))
        return tuple(known[id_] if id_ in known else next(following) for id_ in order)


def _members(story: Story) -> tuple[Article, ...]:
    return story.articles + tuple(one.article for one in story.related)


def told(stories: Sequence[Story], choices: Mapping[Pair, bool]) -> list[Story]:
    """Return stories with what is so by hand among their reasons."""
    if not choices:
        return list(stories)
    every = {article.id: article for story in stories for article in _members(story)}
    home = {article.id: at for at, story in enumerate(stories) for article in _members(story)}
    joined: dict[int, dict[str, None]] = {}
    gone: dict[int, dict[str, None]] = {}
    for (id_, other), together in choices.items():
        if id_ in home and other in home:
            if together and home[id_] == home[other]:
                joined.setdefault(home[id_], {})[id_] = None
            elif not together and home[id_] != home[other]:
                gone.setdefault(home[other], {})[id_] = None
    found = list(stories)
    for at in joined.keys() | gone.keys():
        names = [called(every[id_]) for id_ in gone.get(at, ())]
        lines = hand_words(found[at], joined.get(at, ()), names)
        found[at] = replace(found[at], why=(*found[at].why, *lines))
    return found


def hand_words(
    story: Story, joined: Iterable[str], gone: Iterable[str], imported: Iterable[str] = ()
) -> tuple[CleanText, ...]:
    """Say what of a story is so by hand, or by an import, a line each.

    Args:
        story: Whose.
        joined: The ids of articles that a person put there.
        gone: What articles are called that a person took out.
        imported: The ids of articles that an import put there.
    """
    letters = story.letters()
    lines = [
        f"{words}: {', '.join(letters[id_] for id_ in ids if id_ in letters)}"
        for words, ids in (
            ("in this story by your hand", list(joined)),
            ("in this story by an import", list(imported)),
        )
        if any(id_ in letters for id_ in ids)
    ]
    lines += [f"taken out by your hand: {name}" for name in gone]
    return tuple(plain.line(line) for line in lines)


def called(article: Article | Entry) -> str:
    """Return source and title of an article."""
    return ": ".join(part for part in (article.source, article.title) if part) or article.id
