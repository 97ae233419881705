"""Documents become articles that are kept: cleaned on all cores, then written and indexed a batch at a time.

What was made of the same bytes before is not cleaned again, so that an import that was broken off goes on where it was.
Asks `clean/` in workers, and the library; touches no file of its own.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from reader.desk.gathering import feeding
from reader.desk.gathering.versions import taken_over
from reader.desk.opening import inputs
from reader.desk.opening.inputs import Done, Problem
from reader.desk.opening.siblings import revised
from reader.desk.stories.grouping import group
from reader.library.doctor import must_be_sound
from reader.sources import files
from reader.text import plain

Kept: TypeAlias = "Added | Problem | Done"
"""What became of a document: kept, not taken, or there before."""

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from reader.desk import workers
    from reader.library.holdings.adding import Added
    from reader.library.library import Library
    from reader.model import Article, Document, Rule
    from reader.text.plain import CleanText

BATCH_BYTES = 64_000_000
"""Of documents that are held at a time; where a batch has more, it is kept in pieces."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document on its way into the library."""

    item: str
    """What it is known by in its source: the item's own id, a path, an address."""
    document: Document
    note: CleanText = plain.CleanText("")
    """What sets this version apart from what its source gives by itself."""


class Keeping:
    """Keeps batches one behind the other: while one is written, the workers clean the next. A context manager.

    Raises LibraryError at once where the library is damaged, so that nothing is said to be kept in one that is.

    Args:
        library: Where to.
        feed: The source that they came with; None is an import.
        pool: Who cleans.
        stop: Asked between documents; True gives up the batch.
    """

    def __init__(self, library: Library, feed: int | None, pool: workers.Pool, stop: Callable[[], bool]) -> None:
        self._library, self._feed, self._pool, self._stop = library, feed, pool, stop
        self._writing: Future[list[Added]] | None = None
        must_be_sound(library.database)
        self._thread = ThreadPoolExecutor(1, "keeping")

    def __enter__(self) -> Keeping:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown()

    def take(self, arrivals: Sequence[Arrival]) -> Iterator[Kept]:
        """Clean a batch and have it written; give what of it is there already or not taken, and how the last one ended.

        Raises:
            LibraryError: The batch before cannot be kept; this one is not.
        """
        known = self._library.articles.has_originals(self._feed, _hashes(arrivals))
        left = list({arrival.item: arrival for arrival in arrivals if arrival.item not in known}.values())
        if len(left) < len(arrivals):
            yield Done(len(arrivals) - len(left))
        made: list[tuple[Arrival, Article]] = []
        for arrival, item in self._cleaned(left):
            if isinstance(item, Problem):
                yield item
            elif not item.words if arrival.note else not item.source_text.strip() and not item.title:
                yield Problem(item.name, plain.line("holds no text"))
            else:
                made.append((arrival, item))
        yield from self.written()
        if made and not self._stop():
            self._writing = self._thread.submit(self._write, made, self._library.shelf.rules())

    def written(self) -> list[Added]:
        """Wait until what was taken is on disk and return what became of it. Raises LibraryError."""
        writing, self._writing = self._writing, None
        return [] if writing is None else writing.result()

    def _cleaned(self, arrivals: Sequence[Arrival]) -> Iterator[tuple[Arrival, Article | Problem]]:
        spread = len(arrivals) >= inputs.SPREAD and self._pool.size > 1
        documents = [arrival.document for arrival in arrivals]
        articles = inputs.articles_of(documents, self._pool, self._stop, spread=spread)
        for arrival, (_, item) in zip(arrivals, articles, strict=False):
            yield arrival, item

    def _write(self, made: Sequence[tuple[Arrival, Article]], rules: Sequence[Rule]) -> list[Added]:
        from reader.library.holdings.adding import Incoming

        articles = revised([article for _, article in made], rules)
        incoming = [
            Incoming(article, arrival.item, self._feed, arrival.document, arrival.note)
            for (arrival, _), article in zip(made, articles, strict=True)
        ]
        added = self._library.articles.add(incoming).result()
        taken_over(self._library, [(one.number, one.before) for one in added if one.before])
        return added


def _hashes(arrivals: Sequence[Arrival]) -> dict[str, str]:
    from reader.library.holdings.adding import digest

    return {arrival.item: digest(arrival.document.media, arrival.document.data) for arrival in arrivals}


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
    with Keeping(library, feed, pool, stop) as keeping:
        yield from keeping.take(arrivals)
        yield from keeping.written()


def import_paths(
    library: Library,
    paths: Sequence[str],
    *,
    stdin: bytes | None = None,
    pool: workers.Pool,
    stop: Callable[[], bool] = inputs.never,
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
    every = list(inputs.batches(paths, stdin))
    yield from take_files(library, every, None, pool, stop, told)
    if stop():
        return
    for words in group(library, pool, stop=stop, told=grouping).words:
        yield Problem(plain.line("stories"), words, skipped=False)


def take_files(
    library: Library,
    batches: Sequence[Sequence[inputs.Item]],
    feed: int | None,
    pool: workers.Pool,
    stop: Callable[[], bool],
    told: Callable[[int, int], None] | None = None,
) -> Iterator[Kept]:
    """Keep files, each known by its path, and the items of those that are feeds; see `keep` and `import_paths`.

    Raises:
        LibraryError: They cannot be kept.
    """
    total, done = sum(map(len, batches)), 0
    with Keeping(library, feed, pool, stop) as keeping:
        for batch in batches:
            if stop():
                break
            if inputs.is_page(batch[-1]):
                pool.warm()
            for part in _pieces(map(inputs.load_any, batch), pool, stop):
                if isinstance(part, Problem):
                    yield part
                else:
                    yield from keeping.take(part)
            if told is not None:
                told(done, total)
            done += len(batch)
        yield from keeping.written()
    if told is not None and not stop():
        told(done, total)


def _pieces(
    documents: Iterable[Document | Problem], pool: workers.Pool, stop: Callable[[], bool]
) -> Iterator[list[Arrival] | Problem]:
    """Give what was loaded as arrivals, together as far as `BATCH_BYTES` allow, and what cannot be taken."""
    arrivals: list[Arrival] = []
    size = 0
    for item in (one for document in documents for one in _arrivals_of(document, pool, stop)):
        if isinstance(item, Problem):
            yield item
            continue
        arrivals.append(item)
        size += len(item.document.data)
        if size > BATCH_BYTES:
            yield arrivals
            arrivals, size = [], 0
    yield arrivals


def _arrivals_of(item: Document | Problem, pool: workers.Pool, stop: Callable[[], bool]) -> Iterator[Arrival | Problem]:
    kind = "" if isinstance(item, Problem) else files.list_of(item)
    if isinstance(item, Problem):
        yield item
    elif kind == "feed":
        for found in feeding.items_of(item, pool, stop):
            yield found if isinstance(found, Problem) else Arrival(*found)
    else:
        yield inputs.no_article(item, kind) if kind else Arrival(item.path, item)
