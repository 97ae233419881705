"""The part of the program that reads a library: its list is light, and the texts of a story come when it is read.

Workers load; the handlers here take what they bring. What is loaded makes the edition that all screens ask.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.worker import get_current_worker

from reader.desk.stories.catalogue import Sort
from reader.desk.stories.edition import Edition, copies_in, of_stories
from reader.desk.stories.light import Light
from reader.library import LibraryError
from reader.model import Article, Rule, Story
from reader.text import plain
from reader.tui import messages
from reader.tui.program.narrowing import Narrowing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.desk.opening.inputs import Problem
    from reader.desk.stories.catalogue import Catalogue
    from reader.desk.stories.light import Listed
    from reader.desk.stories.views import Filter, View
    from reader.library.holdings.entries import Entry
    from reader.library.library import Library
    from reader.library.stated.shelf import Shelf
    from reader.tui.program.shown import Arrange

LOADED_STORIES = 32
"""How many stories of a library are kept at hand with their texts."""
MORE = 1.2
"""Times the words of a text that was read that a copy may have to count as read: what is longer tells more."""
FIRST_PAGE = 200
"""Rows of the list that are there before all others."""


class Holding(Narrowing):
    """Lists a library and loads what is read of it.

    Args:
        shelf: What the reader states is kept there.
        library: What is read, where nothing was opened by name.
    """

    def __init__(self, shelf: Shelf, library: Library | None) -> None:
        super().__init__(shelf, library)
        self._stories: OrderedDict[tuple[int, ...], Story] = OrderedDict()
        """What is loaded, by the numbers of the articles; what was asked for last is last."""
        self._awaited_article: tuple[str, int | None] | None = None
        """What is to be read as soon as it is loaded: an article, and a sentence of it."""

    # ---------------------------------------------------------------- what the program gives

    _turn: int
    failed: Problem | None

    def take_edition(self, edition: Edition) -> None:
        """Take over what is open now, and begin to match what the screens show of it."""
        raise NotImplementedError

    def say_busy(self, what: str) -> None:
        """Say in the first row what is being done."""
        raise NotImplementedError

    # ---------------------------------------------------------------- the list

    def every_id(self) -> list[str]:
        """Return the ids of all articles that the list shows, folded ones as well."""
        only, ids = self.view.only, self.view.ids
        if self.catalogue is None:
            return [article.id for article in self.edition.articles if ids is None or article.id in ids]
        return [entry.id for at, entry in enumerate(self.catalogue.entries) if only is None or at in only]

    def copies_of(self, article_id: str) -> list[str]:
        """Return the ids of articles that hold an article's text as well, and no more than that."""
        listed = (
            self.catalogue.copies_of(article_id) if self.catalogue is not None else copies_in(self.edition, article_id)
        )
        longest = MORE * next((one.words for one in listed if one.id == article_id), 0)
        return [one.id for one in listed if one.id != article_id and one.words <= longest]

    def start_listing(self) -> None:
        """Read the list anew, with the texts of what is loaded."""
        assert self.library is not None
        self._turn += 1
        self.say_busy("reading")
        loaded = [number for numbers in self._stories for number in numbers]
        arrange = self.home.order if self.catalogue is not None else by_time
        self._list(self.library, loaded, arrange, self.filter, self.catalogue is None, self._turn)

    @work(thread=True, exclusive=True, group="read", exit_on_error=True)
    def _list(
        self,
        library: Library,
        loaded: Sequence[int],
        arrange: Arrange,
        wanted: Filter | None,
        is_first: bool,
        turn: int,
    ) -> None:
        from reader.desk.stories.catalogue import Catalogue

        worker = get_current_worker()
        details = self.shelf.every_detail()
        try:
            if is_first:
                page, total = library.articles.first_entries(FIRST_PAGE)
                if total > len(page):
                    self.post_message(
                        messages.Listed(Catalogue(page, total=total, details=details), {}, turn, last=False)
                    )
            catalogue = Catalogue(
                library.articles.entries(),
                details=details,
                beside=library.stories.every_beside(),
                copies=library.stories.copies(),
            )
            catalogue.labels = {one.number: one.labels for one in library.sources.all() if one.labels}
            view = self.view_of(catalogue, wanted, arrange)
            unread = catalogue.unread(self.shelf.read_ids, view.by)
            stories: dict[tuple[int, ...], Story | None] = {}
            for number in loaded:
                entries = catalogue.mates_of(number)
                key = tuple(entry.number for entry in entries)
                if entries and key not in stories and not worker.is_cancelled:
                    stories[key] = self._load_story(library, entries)
        except LibraryError as error:
            self.post_message(messages.Unlisted(plain.line(str(error)), turn))
            return
        if not worker.is_cancelled:
            self.post_message(messages.Listed(catalogue, stories, turn, view=view, unread=unread))

    @on(messages.Listed)
    def _listed(self, event: messages.Listed) -> None:
        if event.turn != self._turn:
            return
        is_first_page = self.catalogue is not None and self.catalogue.total > len(self.catalogue.entries)
        if not event.last:
            self.catalogue = event.catalogue
            self.home.take_catalogue(event.catalogue)
            return
        moved = self._moved(self.catalogue, event.catalogue)
        self.catalogue, self.unread = event.catalogue, event.unread
        self.take_view(event.view)
        if not is_first_page:
            self._stories = OrderedDict((key, story) for key, story in event.stories.items() if story is not None)
        self.say_busy("")
        edition = self.with_words(of_stories(event.catalogue.label, list(self._stories.values())))
        event.catalogue.problems = (*edition.problems, *((self.failed,) if self.failed is not None else ()))
        self.take_edition(edition)
        if event.view.filter != self.filter:
            self.look_again()
        self.recount()
        if moved:
            self.home.follow(moved)

    def _moved(self, before: Catalogue | None, after: Catalogue) -> str:
        """Return the id of the text that has taken the place of the one that is shown; empty where that stays."""
        shown = self.home.article
        at = before.position(shown.id) if before is not None and shown is not None else -1
        if before is None or shown is None or at < 0 or after.position(shown.id) >= 0:
            return ""
        listed = after.listed(before.entries[at].number, shown.id)
        return listed.id if listed is not None else ""

    @on(messages.Unlisted)
    def _unlisted(self, event: messages.Unlisted) -> None:
        if event.turn == self._turn:
            self.say_busy("")
            self.say(event.words)

    # ---------------------------------------------------------------- the texts

    def article_of(self, listed: Listed) -> Article | None:
        """Return the article of a row of the list; where its text is not loaded, begin to load it and return None."""
        if not isinstance(listed, Light):
            return self.edition.article(listed.id)
        return self.article_by_id(listed.id)

    def article_by_id(self, article_id: str, sentence: int | None = None, *, read: bool = False) -> Article | None:
        """Return an article; where it is not loaded, begin to load it and return None.

        Args:
            article_id: Which.
            sentence: The sentence to be read at.
            read: Whether it is to be read as soon as it is there. Keys wait for it.
        """
        found = self.edition.article(article_id)
        if found is not None or self.catalogue is None or self.library is None:
            return found
        entries = self.catalogue.mates(article_id)
        if entries:
            if read:
                self._awaited_article = article_id, sentence
                self.hold_keys(self.screen_stack[0])
            self._load(self.library, entries, article_id, self._turn)
        return None

    @work(thread=True, exclusive=True, group="load", exit_on_error=True)
    def _load(self, library: Library, entries: Sequence[Entry], article_id: str, turn: int) -> None:
        try:
            story = self._load_story(library, entries)
        except LibraryError as error:
            self.post_message(messages.Loaded((), None, article_id, turn, plain.line(str(error))))
            return
        self.post_message(messages.Loaded(tuple(entry.number for entry in entries), story, article_id, turn))

    def _load_story(self, library: Library, entries: Sequence[Entry]) -> Story | None:
        """Return the articles of entries as one story, with the reader's rules; None where none is there any more.

        Raises LibraryError.
        """
        from reader.desk.gathering.versions import worded
        from reader.desk.stories.grouping import explained

        rules = self.shelf.rules()
        found: list[Article] = []
        given: list[int] = []
        for entry in sorted(entries, key=lambda entry: entry.letter or 0):
            for article in library.articles.load([entry.number]):
                if all(article.id != other.id for other in found):
                    found.append(worded(library, entry, self.shelf.take(article)))
                    given.append(entry.letter or 0)
        if not found:
            return None
        found = [_revised(article, rules) for article in found]
        story = Story(tuple(found), given=tuple(given) if len(found) > 1 else ())
        story = explained(library, story, [entry.number for entry in entries])
        beside = (replace(one, article=_revised(self.shelf.take(one.article), rules)) for one in story.related)
        return replace(story, related=tuple(beside))

    @on(messages.Loaded)
    def _loaded(self, event: messages.Loaded) -> None:
        awaited = self._awaited_article
        if awaited is not None and awaited[0] == event.article_id:
            self._awaited_article = None
            self.release_keys()
        else:
            awaited = None
        if event.turn != self._turn:
            return
        if event.story is None:
            self.say(event.words or "this article is not in the library any more")
            return
        self._stories[event.numbers] = event.story
        self._stories.move_to_end(event.numbers)
        while len(self._stories) > LOADED_STORIES:
            self._stories.popitem(last=False)
        self.edition = of_stories(self.edition.label, list(self._stories.values()), self.edition.problems)
        if awaited is not None:
            self.home.go_to(awaited[0], awaited[1] or 0)
        else:
            self.home.take_loaded()


def _revised(article: Article, rules: Sequence[Rule]) -> Article:
    """Return an article as the reader's rules have it."""
    from reader.desk.opening.siblings import revised

    return revised([article], rules)[0] if rules else article


def by_time(catalogue: Catalogue, view: View) -> object:
    """Put a list in the order in which a library begins."""
    return catalogue.arranged(Sort.NEWEST, frozenset(), frozenset(), view.only)
