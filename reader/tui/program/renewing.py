"""The part of the program that fetches a page or cleans all anew, one at a time, and marks many articles at once.

The first row says what is being done; Esc stops it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.worker import Worker, get_current_worker

from reader.library import LibraryError
from reader.text import plain
from reader.tui import messages
from reader.tui.program.matching import Matching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.config import Fetch
    from reader.desk.listing.marking import Mark
    from reader.library.library import Library
    from reader.library.stated.shelf import Shelf
    from reader.model import Article, Strictness


class Renewing(Matching):
    """Does one long thing, and cleans what is kept anew."""

    def __init__(self, shelf: Shelf, library: Library | None, fetch: Fetch, strictness: Strictness) -> None:
        super().__init__(shelf, library, fetch, strictness)
        self.doing = ""
        """What is being done, for the first row."""
        self._doer: Worker[None] | None = None

    def must_wait(self) -> bool:
        """Tell whether something long is being done already, and say so then."""
        if self._doer is not None:
            self.say(f"{self.doing}, first that")
        return self._doer is not None

    def begin(self, words: str, doer: Worker[None]) -> None:
        """Say what a worker does, until it is done or stopped."""
        self._doer = doer
        self.say_doing(f"{words} · Esc stops")

    def stop_doing(self) -> bool:
        """Stop what is being done; tells whether anything was."""
        if self._doer is None:
            return False
        self._doer.cancel()
        self.say_doing("stopping")
        return True

    def ended(self, doer: Worker[None] | None = None) -> None:
        """Say no more that something is being done; with `doer`, that this worker does it."""
        if self._doer is not None and doer in (None, self._doer):
            self._doer = None
            self.say_doing("")

    def say_doing(self, words: str) -> None:
        """Say in the first row what is being done."""
        self.doing = words
        self.home.refresh_title()

    # ---------------------------------------------------------------- marking what fits a query

    def mark_fitting(self, words: str) -> None:
        """Mark all articles that fit a query: "read older:30d", "tag:energy solar"."""
        from reader.desk.listing.marking import MarkError, checked, mark_of

        word, _, query = words.strip().partition(" ")
        try:
            mark, query = mark_of(word), checked(query)
        except MarkError as error:
            self.say(str(error))
            return
        self._find_fitting(self.library, self.edition.articles, mark, query)

    @work(thread=True, exclusive=True, group="marking", exit_on_error=True)
    def _find_fitting(self, library: Library | None, articles: Sequence[Article], mark: Mark, query: str) -> None:
        from reader.desk.listing.marking import ids_among, ids_in
        from reader.query import QueryError

        words = ""
        ids: list[str] = []
        try:
            ids = ids_in(library, query)[0] if library is not None else ids_among(articles, self.shelf, query)
        except QueryError as error:
            words = f"{error} (character {error.position + 1} of the query)"
        except LibraryError as error:
            words = str(error)
        self.post_message(messages.FoundToMark(mark, ids, plain.line(words)))

    @on(messages.FoundToMark)
    def _found_to_mark(self, event: messages.FoundToMark) -> None:
        if event.words or not event.ids:
            self.say(event.words or "no article fits")
            return
        from reader.desk.listing.marking import changed_words

        changed: list[int] = []
        if self._keep(lambda: changed.append(event.mark.on(self.shelf, event.ids))):
            self.home.take_read()
            self.home.take_marks()
            parts = [
                f"{len(event.ids):,} article{'s' if len(event.ids) != 1 else ''}: {event.mark.name} {event.mark.tag}",
                changed_words(changed[0], len(event.ids)),
                "U takes it back" if changed[0] else "",
            ]
            self.say("; ".join(part.rstrip() for part in parts if part))

    # ---------------------------------------------------------------- cleaning anew

    def reclean(self) -> None:
        """Clean everything that is kept anew, with the rules of now."""
        if self.library is None:
            self.say("what was opened is cleaned with every rule at once; R reads it again")
        elif not self.must_wait():
            self.begin("cleaning anew", self._reclean(self.library))

    @work(thread=True, exclusive=True, group="reclean", exit_on_error=True)
    def _reclean(self, library: Library) -> None:
        from reader.desk import workers
        from reader.desk.gathering import renewing

        worker = get_current_worker()
        seen = changed = 0
        words = ""
        try:
            total = library.articles.count()
            with workers.Pool(workers.WORKERS, self.strictness) as pool:
                for step in renewing.reclean(library, pool, lambda: worker.is_cancelled):
                    seen, changed = step.seen, step.changed
                    self.post_message(messages.Recleaning(f"cleaning anew, {seen:,} of {total:,} · Esc stops"))
        except LibraryError as error:
            words = str(error)
        stopped = "stopped: " if worker.is_cancelled else ""
        differ = "1 differs" if changed == 1 else f"{changed:,} differ"
        kept = "; V has the versions before" if changed else ""
        self.post_message(messages.Recleaned(plain.line(words or f"{stopped}{seen:,} cleaned anew, {differ}{kept}")))

    @on(messages.Recleaning)
    def _recleaning(self, event: messages.Recleaning) -> None:
        if self._doer is not None and not self._doer.is_cancelled:
            self.say_doing(event.words)

    @on(messages.Recleaned)
    def _recleaned(self, event: messages.Recleaned) -> None:
        self.ended()
        self._word = event.words
        self.say(event.words)
        self.start_listing()
