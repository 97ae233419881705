"""The part of the program that asks the sources of a library, when it is told to, and changes what is subscribed to.

All of it is done by workers, so that no server delays a key; the title row says how far it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from textual import on, work
from textual.worker import Worker, get_current_worker

from reader.desk.opening.inputs import Problem
from reader.library import LibraryError
from reader.text import plain
from reader.tui import messages
from reader.tui.draw import numbered
from reader.tui.program.placing import Placing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.timer import Timer

    from reader.config import Fetch
    from reader.desk.gathering.syncing import Going, Sync
    from reader.library.library import Library
    from reader.library.sources import Source
    from reader.library.stated.shelf import Shelf
    from reader.model import Strictness

TICK = 0.25
"""Seconds between two looks at how far it is."""


class Syncing(Placing):
    """Asks sources for what is new.

    Args:
        shelf: What the reader states is kept there.
        library: What is read, where nothing was opened by name.
        fetch: How the network is asked.
        strictness: How much is hidden in what comes.
    """

    def __init__(self, shelf: Shelf, library: Library | None, fetch: Fetch, strictness: Strictness) -> None:
        super().__init__(shelf, library)
        self.fetch = fetch
        self.strictness = strictness
        self.progress = ""
        """How far the round over the sources is, for the first row."""
        self.failed: Problem | None = None
        """What the last round has to say about sources that did not answer: a row of the list."""
        self._round: Sync | None = None
        self._sync_worker: Worker[None] | None = None
        self._tick: Timer | None = None

    # ---------------------------------------------------------------- asking for what is new

    @property
    def is_syncing(self) -> bool:
        """Whether sources are being asked."""
        return self._sync_worker is not None

    def sync(self, sources: Sequence[Source] | None = None) -> None:
        """Ask sources for what is new: all that there are, or some, also those that want to be left alone."""
        if self.library is None:
            return
        if self.is_syncing:
            self.say("the sources are being asked already; Esc stops it")
            return
        self.progress = "syncing"
        self.home.refresh_title()
        self._tick = self.set_interval(TICK, self._say_going)
        self._sync_worker = self._sync(self.library, sources)

    def stop_sync(self) -> bool:
        """Stop asking; what came is kept. Tells whether anything was to be stopped."""
        if self._sync_worker is None:
            return False
        self.progress = "stopping"
        self._sync_worker.cancel()
        self.home.refresh_title()
        return True

    def _say_going(self) -> None:
        if self._round is not None and self.progress != "stopping":
            self.progress = going_words(self._round.going)
            self.home.refresh_title()

    @work(thread=True, exclusive=True, group="sync", exit_on_error=True)
    def _sync(self, library: Library, sources: Sequence[Source] | None) -> None:
        from reader.desk.gathering import syncing
        from reader.sources.asking import Policy

        worker = get_current_worker()
        done = messages.Synced()
        try:
            asked = library.sources.all() if sources is None else sources
            done.asked = len(asked)
            self._round = syncing.Sync(
                library,
                asked,
                Policy.of(self.fetch),
                strictness=self.strictness,
                stop=lambda: worker.is_cancelled,
                forced=sources is not None,
            )
            for visited in self._round:
                done.new += visited.new
                done.bringing |= {visited.source.number} if visited.new else set()
                done.changed += visited.changed
                if visited.error and not visited.waits:
                    done.failed.append(visited)
        except LibraryError as error:
            done.words = plain.line(str(error))
        self.post_message(done)

    @on(messages.Synced)
    def _synced(self, event: messages.Synced) -> None:
        if self._tick is not None:
            self._tick.stop()
        stopped = self._sync_worker is not None and self._sync_worker.is_cancelled
        self._tick = self._sync_worker = self._round = None
        self.progress = ""
        failed = len(event.failed)
        self.failed = (
            Problem(
                plain.line(f"{failed} of {event.asked} {'source' if event.asked == 1 else 'sources'}"),
                plain.line("did not answer; ⏎ says which and why"),
                skipped=False,
            )
            if failed
            else None
        )
        bringing = len(event.bringing)
        brought = f"{event.new} new in {bringing} {'source' if bringing == 1 else 'sources'}"
        parts = [
            "stopped" if stopped else "",
            brought if event.new else "nothing new",
            f"{event.changed} changed" if event.changed else "",
            f"{failed} failed" if failed else "",
        ]
        words = event.words or ("; ".join(part for part in parts if part) if event.asked else "no sources; F adds one")
        self._told(plain.line(words))

    # ---------------------------------------------------------------- what is subscribed to

    def subscribe(self, name: str) -> None:
        """Subscribe to an address, a feed, a folder or a list of feeds."""
        library = self.library
        assert library is not None

        def job() -> str:
            from reader.desk.gathering.subscribing import Subscribing
            from reader.sources.asking import Policy

            subscribing = Subscribing(library, Policy.of(self.fetch), strictness=self.strictness)
            outcomes = list(subscribing.add([name]))
            problems = [str(one) for one in outcomes if isinstance(one, Problem)]
            known = [one for one in outcomes if not isinstance(one, Problem)]
            called = name_of(known[0].source) if known else ""
            told = called if len(known) == 1 else f"{len(known)} sources"
            articles = sum(one.visited.new for one in known if one.visited is not None)
            added = f"subscribed to {told}, {numbered(articles, 'article')}; U takes it back" if known else ""
            return " · ".join(part for part in (added, *problems[:2]) if part)

        self.say("asking")
        self._change_sources(job)

    def take_in(self, path: Path) -> None:
        """Take a file into the library, once."""
        library = self.library
        assert library is not None

        def job() -> str:
            from reader.desk import workers
            from reader.desk.gathering.arriving import import_paths

            with workers.Pool(1, self.strictness) as pool:
                kept = list(import_paths(library, [str(path)], pool=pool))
            problems = [str(one) for one in kept if isinstance(one, Problem)]
            return problems[0] if problems else f"kept as {path}, and in the library"

        self._change_sources(job)

    def unsubscribe(self, source: Source) -> None:
        """Remove a source; its articles go from the list until it is taken back."""
        library = self.library
        assert library is not None

        def job() -> str:
            library.sources.remove([source.number])
            return f"{name_of(source)} is removed, and what came of it; U takes it back"

        self._change_sources(job)

    def set_whole(self, source: Source) -> None:
        """Always fetch the whole text of a source's items, or no longer."""
        library = self.library
        assert library is not None

        def job() -> str:
            library.sources.change(replace(source, whole=not source.whole))
            how = "the feed's own text from now on" if source.whole else "the whole text of cut items from now on"
            return f"{name_of(source)}: {how}"

        self._change_sources(job)

    @work(thread=True, group="sources", exit_on_error=True)
    def _change_sources(self, job: Callable[[], str]) -> None:
        try:
            words = job()
        except LibraryError as error:
            words = str(error)
        self.post_message(messages.SourcesChanged(plain.line(words)))

    @on(messages.SourcesChanged)
    def _sources_changed(self, event: messages.SourcesChanged) -> None:
        self._told(event.words)

    def _told(self, words: str) -> None:
        """Make the list anew after something has come or gone, and say so, also in the screen of the sources."""
        self.tell(words)
        self.home.refresh_title()
        self.start_listing()
        self.screen.post_message(messages.SourcesTold(words))


def name_of(source: Source) -> str:
    """Return what a source is called: its title, else its address as it may be shown."""
    return source.title or address_of(source)


def address_of(source: Source) -> str:
    """Return where a source lies, as it may be shown: without a password."""
    from reader.library.sources import FOLDER
    from reader.sources.addresses import shown

    return plain.line(source.address) if source.kind == FOLDER else shown(source.address)


def going_words(going: Going) -> str:
    """Say how far a round is, and whom it waits for."""
    host = (urlsplit(going.waiting[0]).hostname or "") if going.waiting else ""
    waits = f", waiting for {host}…" if host else ""
    return plain.line(f"syncing {going.done} of {going.total}{waits} · Esc stops")
