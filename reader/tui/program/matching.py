"""The part of the program that matches stories and searches what is open: each in a worker, kept at hand once made."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from textual import on, work
from textual.worker import get_current_worker

from reader.desk.stories.edition import Edition, is_shared, members
from reader.library import LibraryError
from reader.text import plain
from reader.tui import messages
from reader.tui.program.shown import Shown
from reader.tui.program.syncing import Syncing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from textual.worker import Worker

    from reader.config import Fetch
    from reader.desk.searching.library_index import LibraryIndex
    from reader.desk.searching.memory import Index
    from reader.desk.stories.catalogue import Catalogue
    from reader.desk.telling.fresh import Fresh
    from reader.desk.telling.reading import Reading
    from reader.library.holdings.entries import Entry
    from reader.library.library import Library
    from reader.library.stated.shelf import Shelf
    from reader.model import Article, Story, Strictness

MOST_FRESHENED = 20
"""Stories of a library, the newest, that are read and matched to say what is new in them."""
MATCHED_STORIES = 32
"""How many matched stories are kept at hand."""


class Matching(Syncing):
    """Matches what the screens show, and finds in it."""

    busy: str
    doing: str

    def __init__(self, shelf: Shelf, library: Library | None, fetch: Fetch, strictness: Strictness) -> None:
        super().__init__(shelf, library, fetch, strictness)
        self.shares: dict[str, int] = {}
        """How much of an article other sources tell too, in per cent, by its id; of those that are matched."""
        self._readings: OrderedDict[tuple[str, ...], Reading] = OrderedDict()
        self._wanted: dict[tuple[str, ...], Worker[None]] = {}
        """Who matches what is not matched yet."""
        self._unmatched: set[tuple[str, ...]] = set()
        """What could not be matched, or was stopped: it is not tried again until something is read anew."""
        self.fresh: dict[tuple[str, ...], Fresh] = {}
        """What is new in stories of which something was read, by the ids of their sources."""
        self._goal: tuple[str, int] | None = None
        """What a search found in a story that is being matched."""
        self._index: tuple[Edition, Index] | None = None
        self._library_index: LibraryIndex | None = None
        self._index_lock = Lock()

    # ---------------------------------------------------------------- matching

    def reading_of(self, story: Story) -> Reading | None:
        """Return a story's matched passages; where they are not known yet, begin to match and return None."""
        key = _key(story)
        found = self._readings.get(key)
        if found is not None:
            found = self._readings[key] = found.corrected(self.shelf.pairs())
            self._readings.move_to_end(key)
            return found
        if key not in self._wanted and key not in self._unmatched and not self.busy:
            from reader.desk.telling.apart import is_large

            self._wanted[key] = self._match(story)
            if not self.doing and is_large(members(story)):
                self.begin("matching", self._wanted[key])
        return None

    def is_settled(self, article: Article) -> bool:
        """Tell whether all that can be known of an article's passages is known."""
        story = self.edition.story_of(article.id)
        return story is not None and (_key(story) in self._readings or _key(story) in self._unmatched)

    @work(thread=True, group="match", exit_on_error=True)
    def _match(self, story: Story) -> None:
        from reader.desk.telling import apart

        worker = get_current_worker()
        try:
            reading = apart.matched(story, self.shelf.pairs(), stop=lambda: worker.is_cancelled)
        except apart.ApartError as error:
            words = plain.line(f"the story cannot be matched: {error}; R tries it again")
            self.post_message(messages.Unmatched(story, words, worker))
            return
        if reading is None:
            words = plain.line("matching was stopped, so no passage is marked; R matches the story again")
            self.post_message(messages.Unmatched(story, words, worker))
        else:
            for article in story.articles:
                reading.share(article.id)  # made here, so that no key waits for it
            self.post_message(messages.Matched(reading, worker))

    @on(messages.Unmatched)
    def _unmatched_now(self, event: messages.Unmatched) -> None:
        """Say why a story is not matched, if it is waited for."""
        key = _key(event.story)
        if self._wanted.get(key) is not event.worker:
            return
        self.ended(self._wanted.pop(key))
        self._unmatched.add(key)
        self.tell(event.words)

    def begin(self, words: str, doer: Worker[None]) -> None:
        """Say what a worker does, until it is done or stopped."""
        raise NotImplementedError

    def ended(self, doer: Worker[None] | None = None) -> None:
        """Say no more that something is being done; with `doer`, that this worker does it."""
        raise NotImplementedError

    @on(messages.Matched)
    def _matched(self, event: messages.Matched) -> None:
        story = event.reading.story
        key = _key(story)
        if self._wanted.get(key) is not event.worker:
            return
        self.ended(self._wanted.pop(key))
        self._readings[key] = event.reading
        while len(self._readings) > MATCHED_STORIES:
            self._readings.popitem(last=False)
        if is_shared(story):
            self.shares |= {article.id: event.reading.share(article.id).percent for article in story.articles}
        for screen in self.screen_stack:
            if isinstance(screen, Shown):
                screen.take_reading(event.reading)
        self._go_to_goal(event.reading)
        self.freshen()

    # ---------------------------------------------------------------- what is new to the reader

    def freshen(self) -> None:
        """Count anew what is new to the reader, now that something is read, matched or come."""
        if self.busy:
            return
        self._freshen(dict(self._readings), self.catalogue, self.shelf.read_ids, dict(self.fresh), self._turn)

    @work(thread=True, exclusive=True, group="fresh", exit_on_error=True)
    def _freshen(
        self,
        readings: Mapping[tuple[str, ...], Reading],
        catalogue: Catalogue | None,
        read_ids: Collection[str],
        known: Mapping[tuple[str, ...], Fresh],
        turn: int,
    ) -> None:
        from reader.desk.telling.fresh import fresh, is_of

        worker = get_current_worker()
        known = {ids: one for ids, one in known.items() if is_of(one, ids, read_ids)}
        found: dict[tuple[str, ...], Fresh] = {}
        for reading in readings.values():
            ids = tuple(one.id for one in reading.story.sources)
            if len(ids) > 1 and not worker.is_cancelled:
                found[ids] = known.get(ids) or fresh(reading, read_ids)
        for entries in catalogue.partly(read_ids, MOST_FRESHENED) if catalogue is not None else ():
            ids = tuple(entry.id for entry in entries)
            if ids in known:
                found[ids] = known[ids]
            elif ids not in found and not worker.is_cancelled:
                story = self._read_story(entries, lambda: worker.is_cancelled)
                found |= {} if story is None else {ids: fresh(story, read_ids)}
        if not worker.is_cancelled:
            self.post_message(messages.Freshened(found, turn))

    def _read_story(self, entries: Sequence[Entry], stop: Callable[[], bool]) -> Reading | None:
        """Return a story of the library, matched; None where nothing is left of it, or it cannot be. For workers."""
        from reader.desk.telling import apart

        if self.library is None:
            return None
        try:
            story = self._load_story(self.library, entries)
            return None if story is None else apart.matched(story, self.shelf.pairs(), stop=stop)
        except (LibraryError, apart.ApartError):  # said when it is read
            return None

    @on(messages.Freshened)
    def _freshened(self, event: messages.Freshened) -> None:
        if event.turn == self._turn:
            self.fresh = dict(event.found)
            self.home.take_fresh()

    def recorrect(self) -> None:
        """Show what holds now that pairs of sentences were judged. Nothing is matched anew."""
        pairs = self.shelf.pairs()
        self.fresh = {}
        for key, reading in self._readings.items():
            found = self._readings[key] = reading.corrected(pairs)
            if is_shared(found.story):
                self.shares |= {article.id: found.share(article.id).percent for article in found.story.articles}
        for screen in self.screen_stack:
            if isinstance(screen, Shown):
                screen.take_pairs(pairs)
        self.freshen()

    def tell(self, words: str) -> None:
        """Say what has happened until the next key; under a dialog, which says it itself, in the list."""
        (self.screen if isinstance(self.screen, Shown) else self.home).flash(plain.line(words))

    def forget_readings(self) -> None:
        """Let go of all that is matched: something else is open now."""
        self._readings.clear()
        self._unmatched.clear()
        for worker in self._wanted.values():
            worker.cancel()
            self.ended(worker)
        self._wanted.clear()
        self.shares = {}

    # ---------------------------------------------------------------- finding

    def index(self, edition: Edition) -> Index | LibraryIndex:
        """Return the search index of an edition, made at the first search; of a library its own.

        For workers: making it takes a while.
        """
        from reader.desk.searching.memory import Index

        if self.library is not None:
            from reader.desk.searching.library_index import LibraryIndex

            with self._index_lock:
                self._library_index = self._library_index or LibraryIndex(self.library)
            return self._library_index
        with self._index_lock:
            if self._index is None or self._index[0] is not edition:
                self._index = edition, Index(edition.articles)
            return self._index[1]

    def found(self, hit: tuple[str, int] | None) -> None:
        """Read what a search found: an article and a character of its text; in a story not yet matched, once it is."""
        if hit is None:
            return
        article_id, offset = hit
        story = self.edition.story_of(article_id)
        reading = self.reading_of(story) if story is not None else None
        mark = reading.mark_at(article_id, offset) if reading is not None else None
        self._goal = hit if reading is None else None
        self.home.go_to(article_id, mark.number if mark is not None else 0)

    def _go_to_goal(self, reading: Reading) -> None:
        """Go to the character that a search found, now that its story is matched, unless another article is read."""
        if self._goal is None or self._goal[0] not in reading.letters:
            return
        article_id, offset = self._goal
        self._goal = None
        mark = reading.mark_at(article_id, offset)
        shown = self.home.article
        if mark is not None and shown is not None and shown.id == article_id:
            self.home.go_to(article_id, mark.number)


def _key(story: Story) -> tuple[str, ...]:
    return (*(a.id for a in story.articles), "|", *(r.article.id for r in story.related))
