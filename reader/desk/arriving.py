"""Documents become articles that are kept: cleaned on all cores, then written and indexed a batch at a time.

What was made of the same bytes before is not cleaned again, so that an import that was broken off goes on where it was.
Asks `clean/` in workers, and the library; touches no file of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from reader.desk import opening, workers
from reader.desk.grouping import group
from reader.desk.opening import Done, Problem
from reader.desk.siblings import revised
from reader.desk.versions import taken_over
from reader.text import plain

Kept: TypeAlias = "Added | Problem | Done"
"""What became of a document: kept, not taken, or there before."""

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.library.adding import Added
    from reader.library.library import Library
    from reader.model import Article, Document
    from reader.text.plain import CleanText


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document on its way into the library."""

    item: str
    """What it is known by in its source: the item's own id, a path, an address."""
    document: Document
    note: CleanText = plain.CleanText("")
    """What sets this version apart from what its source gives by itself."""


def keep(
    library: Library, arrivals: Sequence[Arrival], feed: int | None, pool: workers.Pool, stop: Callable[[], bool]
) -> Iterator[Kept]:
    """Clean documents, with the user's rules and with what those of the batch say about each other, and keep them.

    All of a batch are on disk, or none is, when the first is given. Those of which a version was made before are left
    out and counted.

    Args:
        library: Where to.
        arrivals: The batch, some hundred at most.
        feed: The source that it came with; None is an import.
        pool: Who cleans.
        stop: Asked between documents; True gives up the batch.

    Raises:
        LibraryError: They cannot be kept.
    """
    from reader.library.adding import Incoming, digest

    hashes = {arrival.item: digest(arrival.document.media, arrival.document.data) for arrival in arrivals}
    known = library.articles.has_originals(feed, hashes)
    left = list({arrival.item: arrival for arrival in arrivals if arrival.item not in known}.values())
    if len(left) < len(arrivals):
        yield Done(len(arrivals) - len(left))
    spread = len(left) >= opening.SPREAD and pool.size > 1
    made: list[tuple[Arrival, Article]] = []
    documents = [arrival.document for arrival in left]
    for arrival, (_, item) in zip(left, opening.articles_of(documents, pool, stop, spread=spread), strict=False):
        if isinstance(item, Problem):
            yield item
        elif not item.words if arrival.note else not item.source_text.strip() and not item.title:
            yield Problem(item.name, plain.line("holds no text"))
        else:
            made.append((arrival, item))
    if stop():
        return
    articles = revised([article for _, article in made], library.shelf.rules())
    incoming = [
        Incoming(article, arrival.item, feed, arrival.document, arrival.note)
        for (arrival, _), article in zip(made, articles, strict=True)
    ]
    if incoming:
        added = library.articles.add(incoming).result()
        taken_over(library, [(one.number, one.before) for one in added if one.before])
        yield from added


def import_paths(
    library: Library,
    paths: Sequence[str],
    *,
    stdin: bytes | None = None,
    pool: workers.Pool,
    stop: Callable[[], bool] = opening.never,
    told: Callable[[int, int], None] | None = None,
    grouping: Callable[[int, int], None] | None = None,
) -> Iterator[Kept]:
    """Take files, folders and standard input into the library, in the order in which they lie; then find their stories.

    Args:
        library: Where to.
        paths: What people typed; "-" stands for `stdin`.
        stdin: What came in by standard input.
        pool: Who cleans.
        stop: Asked between documents; what was given until then is kept.
        told: Is given how many files are done and how many there are.
        grouping: The same of the articles whose stories are found.

    Raises:
        LibraryError: They cannot be kept.
    """
    every = list(opening.batches(paths, stdin))
    total, done = sum(map(len, every)), 0
    for batch in every:
        if stop():
            return
        yield from take_files(library, batch, None, pool, stop)
        done += len(batch)
        if told is not None:
            told(done, total)
    for words in group(library, pool, stop=stop, told=grouping).words:
        yield Problem(plain.line("stories"), words, skipped=False)


def take_files(
    library: Library,
    batch: Sequence[opening.Item],
    feed: int | None,
    pool: workers.Pool,
    stop: Callable[[], bool],
) -> Iterator[Kept]:
    """Keep a batch of files, each known by its path; see `keep`. Raises LibraryError."""
    arrivals: list[Arrival] = []
    for item in map(opening.load, batch):
        if isinstance(item, Problem):
            yield item
        else:
            arrivals.append(Arrival(item.path, item))
    if arrivals and opening.is_page(batch[-1]):
        pool.warm()
    yield from keep(library, arrivals, feed, pool, stop)
