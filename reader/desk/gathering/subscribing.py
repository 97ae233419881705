"""Subscribing: addresses, folders and lists of feeds become sources, and what an address gave is kept at once.

An address is asked once: a feed is taken from the bytes that came; of a page, the feeds that it names are tried in
order; lists are taken without asking whom they name. Asks `sources/` and the library; runs no command.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from reader.desk import workers
from reader.desk.gathering.syncing import Sync, Visited
from reader.desk.opening.inputs import Problem, never
from reader.desk.stories.grouping import group
from reader.library.doctor import must_be_sound
from reader.library.sources import FEED, FOLDER, PAGE, Source
from reader.sources.addresses import shown
from reader.sources.discovery import Kind, feeds_of_page, kind_of
from reader.sources.listing import UntakenError, feed_address
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.library.library import Library
    from reader.model import Strictness
    from reader.sources.asking import Fetched, Policy
    from reader.sources.model import Subscription, Subscriptions
    from reader.text.plain import CleanText

TRIED = 5
"""Feeds of a page that are asked for, at most, until one of them is a feed."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")


@dataclass(frozen=True, slots=True)
class Wish:
    """How something is to be subscribed to, as the user says."""

    title: CleanText = plain.CleanText("")
    folder: tuple[CleanText, ...] = ()
    tags: tuple[CleanText, ...] = ()
    whole: bool = False

    def on(self, source: Source) -> Source:
        """Return a source as it is wished: tags are added, the folder is put around what it lies in."""
        return replace(
            source,
            title=self.title or source.title,
            folder=source.folder if source.folder[: len(self.folder)] == self.folder else self.folder + source.folder,
            tags=tuple(dict.fromkeys((*source.tags, *self.tags))),
            whole=source.whole or self.whole,
        )


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A source that is subscribed to."""

    source: Source
    known: bool = False
    """Whether it was before."""
    changed: bool = False
    """Whether it is called otherwise now, or lies elsewhere, or has other tags."""
    visited: Visited | None = None
    """What it brought, where it was asked."""


Outcome: TypeAlias = "Subscribed | Problem"


def address_of(name: str) -> CleanText:
    """Return the address that somebody typed, with https:// where no scheme is.

    Raises:
        UntakenError: It is a command, which is never run, or no address.
    """
    bare = name.strip()
    if _SCHEME.match(bare):
        return feed_address(bare)
    if not re.match(r"[^/\s]+\.[^/\s]|localhost\b|\[", bare):
        raise UntakenError("is neither there as a file or folder, nor an address")
    return feed_address(f"https://{bare}")


def find(sources: Sequence[Source], name: str) -> list[Source]:
    """Return what a name means: the source of that number, address or path, or those in a folder of the list."""
    if name.isdecimal() and len(name) < 10:
        return [source for source in sources if source.number == int(name)]
    bare = name.strip()
    folder = os.path.abspath(bare)  # noqa: PTH100 - links stay as they are
    same = {bare, f"https://{bare}", f"http://{bare}", folder}
    for one in sources:
        if one.address in same or (one.kind != FOLDER and shown(one.address) in same):
            return [one]
    place = tuple(filter(None, bare.split("/")))
    return [one for one in sources if place and one.folder[: len(place)] == place]


class Subscribing:
    """Subscribes to what is named: iterate over `add` or `take_list` for what becomes of each.

    Raises LibraryError at once where the library is damaged.

    Args:
        library: Where to.
        policy: What the fetches may do.
        wish: How.
        strictness: How much is hidden in what comes.
        stop: Asked now and then; True ends it, and what was told of is kept.
    """

    def __init__(
        self,
        library: Library,
        policy: Policy,
        wish: Wish = Wish(),
        *,
        strictness: Strictness,
        stop: Callable[[], bool] = never,
    ) -> None:
        must_be_sound(library.database)
        self._library, self._policy, self._wish, self._stop = library, policy, wish, stop
        self._sync = Sync(library, [], policy, strictness=strictness, stop=stop)
        self._pool = workers.Pool(workers.cores(), strictness)
        self._known = {source.address: source for source in library.sources.all()}

    def add(self, names: Sequence[str]) -> Iterator[Outcome]:
        """Subscribe to what people typed; addresses are asked side by side. Raises LibraryError."""
        addresses: list[CleanText] = []
        with self._pool:
            for name in names:
                if os.path.lexists(name):
                    yield from self._of_file(name)
                    continue
                try:
                    address = address_of(name)
                except UntakenError as error:
                    yield Problem(shown(name), plain.line(str(error)))
                    continue
                if address in self._known:
                    yield self._again(self._known[address])
                else:
                    addresses.append(address)
            yield from self._asked(list(dict.fromkeys(addresses)))
            for visited in self._sync.whole_texts(self._pool):
                yield from (Problem(shown(visited.source.address), words) for words in visited.words)
            for words in group(self._library, self._pool, stop=self._stop).words:
                yield Problem(plain.line("stories"), words, skipped=False)

    def take_list(self, data: bytes, name: CleanText) -> Iterator[Outcome]:
        """Subscribe to the feeds of a list, OPML or newsboat's, in one step; none is asked now.

        Those that are subscribed to already take the list's names, folders and tags, in another step.

        Raises:
            LibraryError: They cannot be kept.
        """
        kind = kind_of(data)
        if kind not in (Kind.OPML, Kind.URLS):
            yield Problem(name, plain.line("is no list of feeds (OPML or newsboat's urls)"))
            return
        found = read_list(data)
        yield from (Problem(name, words) for words in found.words)
        if not found.feeds:
            yield Problem(name, plain.line("names no feed"))
            return
        wanted = [self._wish.on(_source(feed)) for feed in found.feeds]
        listed = [source for source in wanted if source.address in self._known]
        new = [source for source in wanted if source.address not in self._known]
        for source in self._library.sources.add(new):
            if source.address not in self._known:
                self._known[source.address] = source
                yield Subscribed(source)
        yield from self._renewed(listed, name)

    def _renewed(self, listed: Sequence[Source], name: CleanText) -> Iterator[Outcome]:
        """Let sources that are known be as a list has them."""
        known = {source.address: self._known[source.address] for source in listed}
        now = {source.address: _as_listed(known[source.address], source) for source in listed}
        changed = {address: source for address, source in now.items() if source != known[address]}
        if changed:
            self._library.sources.change(*changed.values())
            self._known.update(changed)
            yield from (Subscribed(source, known=True, changed=True) for source in changed.values())
        there = len(known) - len(changed)
        if there:
            which = "one of its feeds is" if there == 1 else f"{there} of its feeds are"
            yield Problem(name, plain.line(f"{which} subscribed to already"), skipped=False)

    # ---------------------------------------------------------------- files and folders

    def _of_file(self, name: str) -> Iterator[Outcome]:
        from reader.sources import files

        path = os.path.abspath(name)  # noqa: PTH100 - links stay as they are
        label = plain.line(name)
        if Path(path).is_dir():
            try:
                path.encode()
            except UnicodeEncodeError:
                yield Problem(label, plain.line("has a name that is no text; rename it first"))
                return
            known = self._known.get(path)
            yield (
                self._again(known)
                if known is not None
                else self._kept(Source(FOLDER, path, plain.line(Path(path).name)))
            )
            return
        try:
            data = files.read_bytes(path, label)
        except files.SourceError as error:
            yield Problem(error.name, error.message)
            return
        if kind_of(data) in (Kind.OPML, Kind.URLS):
            yield from self.take_list(data, label)
        else:
            yield Problem(label, plain.line("is no folder and no list of feeds; newsreader import takes articles"))

    # ---------------------------------------------------------------- addresses

    def _asked(self, addresses: Sequence[CleanText]) -> Iterator[Outcome]:
        """Ask addresses, and of pages the feeds that they name, until all are told of."""
        from reader.sources.asking import Request
        from reader.sources.fetching import Round

        waiting = {str(key): _Asked(address) for key, address in enumerate(addresses)}
        while waiting:
            following: dict[str, _Asked] = {}
            for away in (False, True):
                policy = replace(self._policy, allow_private=False) if away else self._policy
                requests = [Request(one.next, key=key) for key, one in waiting.items() if one.leads_away == away]
                with Round(requests, policy) as round_:
                    for fetched in round_:
                        if self._stop():
                            return
                        key = fetched.request.key
                        following[key] = waiting[key].after(fetched)
                        yield from self._answered(following[key], fetched)
            waiting = {key: one for key, one in following.items() if one.next}

    def _answered(self, one: _Asked, fetched: Fetched) -> Iterator[Outcome]:
        """Take an answer that settles what was asked for; nothing where a feed that a page names is asked next."""
        kind = Kind.TEXT if fetched.error else kind_of(fetched.data)
        label = shown(one.address)
        if kind is Kind.FEED:
            known = self._known.get(fetched.moved or fetched.request.address)
            yield (
                self._again(known) if known is not None else self._kept(Source(FEED, fetched.request.address), fetched)
            )
            others = ", ".join(other for other in one.feeds if other != fetched.request.address)
            if others:
                yield Problem(
                    label, plain.line(f"names more feeds, newsreader add takes them: {others}"), skipped=False
                )
        elif one.next:
            return
        elif one.page is not None:
            yield self._kept(Source(PAGE, one.address), one.page)
            why = "none of the feeds that it names is one" if one.feeds else "names no feed"
            yield Problem(label, plain.line(f"{why}; subscribed to as a page"), skipped=False)
        elif fetched.error and fetched.passes:
            yield self._kept(Source(FEED, one.address), fetched)
            yield Problem(
                label, plain.line("kept as a feed all the same; newsreader sync asks it again"), skipped=False
            )
        elif fetched.error:
            yield Problem(label, fetched.error)
        elif kind in (Kind.OPML, Kind.URLS):
            yield from self.take_list(fetched.data, label)
        else:
            yield Problem(label, plain.line("is neither a feed nor a page"))

    def _kept(self, source: Source, fetched: Fetched | None = None) -> Subscribed:
        (kept,) = self._library.sources.add([self._wish.on(source)])
        visited = self._sync.take(kept, fetched, self._pool) if fetched is not None else None
        kept = visited.source if visited is not None else kept
        self._known[kept.address] = kept
        return Subscribed(kept, visited=visited)

    def _again(self, source: Source) -> Subscribed:
        wished = self._wish.on(source)
        if wished != source:
            self._library.sources.change(wished)
            self._known[source.address] = wished
        return Subscribed(wished, known=True, changed=wished != source)


@dataclass(frozen=True, slots=True)
class _Asked:
    """How far an address is that somebody typed."""

    address: CleanText
    page: Fetched | None = None
    """What it gave, where that is a page."""
    feeds: tuple[CleanText, ...] = ()
    """The feeds that the page names."""
    tried: int = 0
    """How many of them were asked for."""
    done: bool = False

    @property
    def next(self) -> CleanText:
        """What is to be asked for next; empty once it is settled."""
        if self.done:
            return plain.CleanText("")
        return self.address if self.page is None else self.feeds[self.tried]

    @property
    def leads_away(self) -> bool:
        """Whether a page names what is next, which lies on another host: it may not lead into one's own networks."""
        return self.page is not None and urlsplit(self.next).netloc != urlsplit(self.page.address).netloc

    def after(self, fetched: Fetched) -> _Asked:
        """Return how far it is after an answer."""
        if self.page is not None:
            tried = self.tried + 1
            found = not fetched.error and kind_of(fetched.data) is Kind.FEED
            return replace(self, tried=tried, done=found or tried >= min(len(self.feeds), TRIED))
        if fetched.error or kind_of(fetched.data) is not Kind.PAGE:
            return replace(self, done=True)
        feeds = tuple(one.address for one in feeds_of_page(fetched.data, fetched.address))
        return replace(self, page=fetched, feeds=feeds, done=not feeds)


def read_list(data: bytes) -> Subscriptions:
    """Read a list of feeds, OPML or newsboat's; never raises."""
    from reader.sources.newsboat import read_urls
    from reader.sources.opml import read_opml

    return read_opml(data) if kind_of(data) is Kind.OPML else read_urls(data)


def as_opml(sources: Iterable[Source]) -> bytes:
    """Return the feeds among some sources as OPML."""
    from email.utils import formatdate

    from reader.sources.model import Subscription
    from reader.sources.opml import write_opml

    feeds = [
        Subscription(plain.line(one.address), one.title, one.link, one.folder, one.tags, one.hidden, one.attributes)
        for one in sources
        if one.kind == FEED
    ]
    return write_opml(feeds, "newsreader", formatdate(usegmt=True))


def _as_listed(source: Source, listed: Source) -> Source:
    """Return a source with what a list says of it; of what the list is silent about, all stays."""
    return replace(
        source,
        title=listed.title or source.title,
        folder=listed.folder or source.folder,
        tags=tuple(dict.fromkeys((*source.tags, *listed.tags))),
    )


def _source(feed: Subscription) -> Source:
    return Source(
        FEED, feed.address, feed.title, feed.link, feed.folder, feed.tags, feed.attributes, hidden=feed.hidden
    )
