"""Asking sources for what is new: fetched side by side, parsed and cleaned in workers, kept source by source.

One slow server delays no other; what a source brings is on disk before it is told of. Asks `sources/` and the library.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.desk import workers
from reader.desk.gathering import feeding
from reader.desk.gathering.arriving import Arrival, keep, take_files
from reader.desk.gathering.versions import WHOLE_TEXT
from reader.desk.gathering.wholetext import leads_away, whole
from reader.desk.opening.inputs import Done, Problem, batches, never
from reader.desk.stories.grouping import Grouped, group
from reader.library.holdings.adding import CHANGED, NEW
from reader.library.sources import FEED, FOLDER, Source, Visit
from reader.model import Document, Media, Strictness
from reader.sources.addresses import shown
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.desk.gathering.arriving import Kept
    from reader.library.library import Library
    from reader.sources.asking import Fetched, Policy
    from reader.text.plain import CleanText

BATCH = 200
"""Items that are cleaned and kept together."""
GONE = 410
"""What a server answers where something will not come back."""
FOR_GOOD = 100 * 365 * 86_400
"""Seconds that such a source is left alone: it is asked where that is forced, and not by itself."""


@dataclass(frozen=True, slots=True)
class Visited:
    """What asking one source has brought."""

    source: Source
    """As it is kept now."""
    new: int = 0
    changed: int = 0
    """Articles with a new version, or another title or date."""
    numbers: tuple[int, ...] = ()
    """The articles that are new or changed."""
    unchanged: bool = False
    """The server said that nothing is new."""
    error: CleanText = plain.CleanText("")
    """Why it brought nothing."""
    waits: bool = False
    """It was not asked, since its server wants to be left alone for a while, which `error` says."""
    words: tuple[CleanText, ...] = ()
    """What else is to be said, a line each."""


@dataclass(frozen=True, slots=True)
class Going:
    """How far a round is, for whoever waits."""

    done: int
    total: int
    waiting: tuple[CleanText, ...] = ()
    """Addresses that have not answered yet, the longest first."""


class Sync:
    """One round over some sources: iterate for what each has brought, as it comes; at the end stories are found.

    Args:
        library: Where to.
        sources: Whom to ask.
        policy: What the fetches may do.
        strictness: How much is hidden in what comes.
        stop: Asked now and then; True ends the round, and what was told of is kept.
        forced: Whether a source is asked that wants to be left alone for a while.
    """

    def __init__(
        self,
        library: Library,
        sources: Sequence[Source],
        policy: Policy,
        *,
        strictness: Strictness = Strictness.NORMAL,
        stop: Callable[[], bool] = never,
        forced: bool = False,
    ) -> None:
        self._library, self._sources, self._policy = library, list(sources), policy
        self._strictness, self._stop, self._forced = strictness, stop, forced
        self._visits = library.sources.visits()
        self._pages: list[tuple[Source, Arrival]] = []
        """Items whose whole text is to be fetched."""
        self._fresh: set[tuple[int, str]] = set()
        """Source and item of those that are new or say something else now: their pages are fetched again."""
        self.going = Going(0, len(self._sources))
        self.grouped = Grouped()
        """What became of the stories, once the round is over."""

    def __iter__(self) -> Iterator[Visited]:
        """Go round. Raises LibraryError where nothing can be kept."""
        try:
            yield from self._round()
        finally:
            self._library.shelf.flush()

    def _round(self) -> Iterator[Visited]:
        now = int(time.time())
        asked: list[Source] = []
        with workers.Pool(workers.cores(), self._strictness) as pool:
            for source in self._sources:
                visit = self._visits.get(source.number, Visit())
                if source.kind == FOLDER:
                    yield self._folder(source, pool)
                elif visit.not_before > now and not self._forced:
                    yield self._counted(Visited(source, error=_left_alone(visit.not_before - now), waits=True))
                else:
                    asked.append(source)
            if asked and not self._stop():
                yield from self._fetch(asked, pool)
            if self._pages and not self._stop():
                yield from self.whole_texts(pool)
            if not self._stop():
                self.grouped = group(self._library, pool, stop=self._stop)

    # ---------------------------------------------------------------- feeds and pages

    def _fetch(self, sources: Sequence[Source], pool: workers.Pool) -> Iterator[Visited]:
        from reader.sources.asking import Request
        from reader.sources.fetching import Round

        by_key = {str(source.number): source for source in sources}
        requests = [
            Request(source.address, visit.etag, visit.modified, key)
            for key, source in by_key.items()
            for visit in [self._visits.get(source.number, Visit())]
        ]
        with Round(requests, self._policy, self._stop) as round_:
            for fetched in round_:
                self.going = replace(self.going, waiting=tuple(round_.waiting()[:20]))
                if self._stop():
                    return
                yield self._counted(self.take(by_key[fetched.request.key], fetched, pool))

    def take(self, source: Source, fetched: Fetched, pool: workers.Pool) -> Visited:
        """Keep what a server answered for a source, and what is known of the source now. Raises LibraryError."""
        visit = self._visits.get(source.number, Visit())
        pause = FOR_GOOD if fetched.status == GONE else fetched.retry_after or 0
        later = int(time.time()) + pause if pause else 0
        if fetched.moved:
            before, source = source, self._library.sources.learn(replace(source, address=fetched.moved))
            if source.address != before.address:
                moved = plain.line(f"moved for good, and is asked at {shown(source.address)} from now on")
                visited = self._taken(source, visit, fetched, later, pool)
                return replace(visited, words=(moved, *visited.words))
        return self._taken(source, visit, fetched, later, pool)

    def _taken(self, source: Source, visit: Visit, fetched: Fetched, later: int, pool: workers.Pool) -> Visited:
        if fetched.error:
            self._library.sources.visited({source.number: visit.bad(fetched.error, not_before=later)})
            return Visited(source, error=fetched.error)
        if fetched.not_modified:
            self._library.sources.visited(
                {source.number: visit.good(etag=fetched.etag, modified=fetched.modified, not_before=later)}
            )
            return Visited(source, unchanged=True)
        visited = self._feed(source, fetched, pool) if source.kind == FEED else self._page(source, fetched, pool)
        if visited.error:
            visit = visit.bad(visited.error, not_before=later)
        elif not self._stop():
            taken = visited.new + visited.changed
            visit = visit.good(etag=fetched.etag, modified=fetched.modified, not_before=later, taken=taken)
        self._library.sources.visited({source.number: visit})
        return visited

    def _feed(self, source: Source, fetched: Fetched, pool: workers.Pool) -> Visited:
        from reader.sources.documents import documents

        feed = feeding.parsed(fetched.data, fetched.address, pool, self._stop)
        if not feed.format:
            return Visited(source, error=feed.words[0] if feed.words else plain.line("is no feed"))
        source = self._library.sources.learn(
            replace(source, title=source.title or feed.title, link=source.link or feed.link)
        )
        arrivals = [
            Arrival(item.key or document.name, document)
            for item, document in zip(feed.items, documents(feed, source.title), strict=True)
        ]
        visited = self._kept(source, arrivals, pool)
        if source.whole:
            wanted = {item.key for item in feed.items if item.cut}
            self._fresh |= {(source.number, one.item) for one in self._library.articles.places(visited.numbers)}
            self._pages += [
                (source, arrival) for arrival in arrivals if arrival.item in wanted and arrival.document.link
            ]
        return replace(visited, words=(*feed.words, *visited.words))

    def _page(self, source: Source, fetched: Fetched, pool: workers.Pool) -> Visited:
        document = Document(fetched.address, Media.HTML, fetched.data, link=fetched.address)
        return self._kept(source, [Arrival(source.address, document)], pool)

    def _folder(self, source: Source, pool: workers.Pool) -> Visited:
        visited = Visited(source)
        if not Path(source.address).is_dir():
            visited = Visited(
                source, error=plain.line("is not there, or no folder any more; bring it back or remove it")
            )
        else:
            every = list(batches([source.address], None))
            visited = _with(visited, list(take_files(self._library, every, source.number, pool, self._stop)))
        visit = self._visits.get(source.number, Visit())
        visit = visit.bad(visited.error) if visited.error else visit.good(taken=visited.new + visited.changed)
        self._library.sources.visited({source.number: visit})
        return self._counted(visited)

    def _kept(self, source: Source, arrivals: Sequence[Arrival], pool: workers.Pool) -> Visited:
        visited = Visited(source)
        for start in range(0, len(arrivals), BATCH):
            kept = keep(self._library, arrivals[start : start + BATCH], source.number, pool, self._stop)
            visited = _with(visited, list(kept))
        return visited

    # ---------------------------------------------------------------- whole texts

    def whole_texts(self, pool: workers.Pool) -> Iterator[Visited]:
        """Fetch the pages of items that were cut, where that is wanted, but those whose page was fetched before.

        Where the feed says something else of an item, its page is fetched again.

        Raises:
            LibraryError: They cannot be kept.
        """
        from reader.sources.asking import Request
        from reader.sources.fetching import Round

        known = {
            source.number: self._library.articles.items_with(source.number, WHOLE_TEXT) for source, _ in self._pages
        }
        wanted = {
            str(key): (source, arrival)
            for key, (source, arrival) in enumerate(self._pages)
            if arrival.item not in known[source.number] or (source.number, arrival.item) in self._fresh
        }
        self.going = Going(self.going.done, self.going.total + len(wanted))
        for away in (False, True):
            requests = [
                Request(arrival.document.link, key=key)
                for key, (source, arrival) in wanted.items()
                if leads_away(source.address, arrival.document.link) == away
            ]
            policy = replace(self._policy, allow_private=False) if away else self._policy
            with Round(requests, policy, self._stop) as round_:
                for fetched in round_:
                    self.going = replace(self.going, waiting=tuple(round_.waiting()[:20]))
                    if self._stop():
                        return
                    source, arrival = wanted[fetched.request.key]
                    page = whole(arrival, fetched)
                    if isinstance(page, Problem):
                        yield self._counted(Visited(source, words=(plain.line(str(page)),)))
                    else:
                        yield self._counted(self._kept(source, [page], pool))

    def _counted(self, visited: Visited) -> Visited:
        self.going = replace(self.going, done=self.going.done + 1)
        return visited


def _with(visited: Visited, kept: Sequence[Kept]) -> Visited:
    """Count what became of a batch."""
    problems = [item for item in kept if isinstance(item, Problem)]
    added = [item for item in kept if not isinstance(item, Problem | Done) and item.what in (NEW, CHANGED)]
    new = sum(item.what == NEW for item in added)
    return replace(
        visited,
        new=visited.new + new,
        changed=visited.changed + len(added) - new,
        numbers=(*visited.numbers, *(item.number for item in added)),
        words=(*visited.words, *(plain.line(str(problem)) for problem in problems)),
    )


def _left_alone(seconds: int) -> CleanText:
    from reader.sources.failures import span

    if seconds > FOR_GOOD // 2:
        return plain.line(
            "is gone for good (410), and is not asked any more by itself; remove it, or add its new address"
        )
    return plain.line(f"wants to be left alone for {span(seconds)} more")
