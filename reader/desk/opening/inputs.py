"""Opening: files, folders and standard input become articles, one after the other, in the order in which they lie.

Asks `sources/` for documents, `clean/` (in a worker for pages) for articles, the library for what people stated.
"""

from __future__ import annotations

import json
import os
from collections import deque
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import reader
from reader.desk import workers
from reader.model import STANDARD_INPUT, Strictness
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from reader.library import Shelf
    from reader.model import Article, Document
    from reader.sources import files
    from reader.text.plain import CleanText

STDIN = "-"
WAITING = 16
"""Documents that may lie with the workers while the first of them is waited for."""
WAITING_BYTES = 50_000_000
LOT, LOT_BYTES = 16, 200_000
"""Short texts that go to a worker together."""
SPREAD = 32
"""Documents of a batch from which on short texts go to the workers too: their start has to pay."""
OPENED = "opened"
"""The setting that holds what was opened last."""
_LISTS = {
    "feed": "is a feed; newsreader import takes its items, newsreader add its address",
    "opml": "is a list of feeds; newsreader add takes it",
    "urls": "is a list of feeds; newsreader add takes it",
    "json": "is data, and neither an article nor a feed",
}
BATCH = 256
"""Files that are put in order at a time, texts before pages; where articles stream, also those that are siblings."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be taken, or was taken with a word to say about it; as a text it is one line."""

    name: CleanText
    message: CleanText
    skipped: bool = True
    """False where nothing is missing: the same text stood in two files, files of other kinds lay beside."""

    def __str__(self) -> str:
        return f"{self.name}: {self.message}"


@dataclass(frozen=True, slots=True)
class Done:
    """How many files of a batch have been passed over, because all that they give is there already."""

    count: int


def sample_folder() -> Path:
    """Return the folder of the sample edition: in the installed package, else in the checkout."""
    package = Path(reader.__file__).resolve().parent
    installed = package / "seeds"
    return installed if installed.is_dir() else package.parent / "seeds"


def label_of(paths: Sequence[str]) -> str:
    """Return what was opened in a few words; no path is the sample edition."""
    return ", ".join(STANDARD_INPUT if path == STDIN else path for path in paths) or "sample edition"


def keep_opened(shelf: Shelf, paths: Sequence[str]) -> None:
    """Keep what was opened, for a start without a name; standard input cannot be opened again."""
    named = [str(Path(path).absolute()) for path in paths if path != STDIN]
    if named:
        shelf.set_setting(OPENED, json.dumps(named))


def last_opened(shelf: Shelf) -> list[str]:
    """Return the files and folders that were opened last, those that are still there."""
    try:
        known = json.loads(shelf.setting(OPENED) or "[]")
    except (ValueError, RecursionError):
        return []
    paths = [path for path in known if isinstance(path, str)] if isinstance(known, list) else []
    return [path for path in paths if os.path.lexists(path)]


def read(
    paths: Sequence[str],
    *,
    shelf: Shelf,
    stdin: bytes | None = None,
    strictness: Strictness = Strictness.NORMAL,
    cancelled: Callable[[], bool] | None = None,
    draft: str = "",
) -> Iterator[Article | Problem]:
    """Read files, folders and standard input as articles, each as soon as it and all before it are ready.

    Pages are parsed in workers, several at once; short plain text in the calling process. A text that comes twice
    gives one article and a `Problem` that is not `skipped`. Never raises for what lies in the files.

    Args:
        paths: What people typed; "-" stands for `stdin`.
        shelf: Where details that people stated are looked up.
        stdin: What came in by standard input.
        strictness: How much is hidden.
        cancelled: Asked between documents and while waiting; True ends the reading.
        draft: A file, or "-", that is read before all others, as the draft they are to be compared with.
    """
    stop = cancelled or never
    first: dict[str, CleanText] = {}
    with workers.Pool(strictness=strictness) as pool:
        for batch in batches([draft], stdin) if draft else ():
            for _, item in articles_of(map(load, batch), pool, stop):
                own = item if isinstance(item, Problem) else taken(item, first, shelf.take)
                yield own if isinstance(own, Problem) else replace(own, draft=True)
        for batch in batches(paths, stdin):
            if stop():
                return
            if is_page(batch[-1]):
                pool.warm()
            for _, item in articles_of(map(load, batch), pool, stop):
                yield item if isinstance(item, Problem) else taken(item, first, shelf.take)


def never() -> bool:
    """Tell that nobody wants to stop."""
    return False


def taken(article: Article, first: dict[str, CleanText], take: Callable[[Article], Article]) -> Article | Problem:
    """Return what `take` makes of an article, or why it is not taken: it is empty, or `first` knows the same text."""
    if not article.source_text.strip():
        return Problem(article.name, plain.line("holds no text"))
    if article.id in first:
        known = first[article.id]
        same = "named twice" if article.name == known else f"the same text as {known}, shown once"
        return Problem(article.name, plain.line(same), skipped=False)
    first[article.id] = article.name
    return take(article)


@dataclass(frozen=True, slots=True)
class Piped:
    """What came in by standard input."""

    data: bytes


Item: TypeAlias = "files.Found | files.Refused | files.Passed | Piped"


def batches(paths: Sequence[str], stdin: bytes | None) -> Iterator[list[Item]]:
    """Give what the paths name, `BATCH` at a time, standard input at its place among them.

    In every batch the texts come before the pages, which wait for the workers: the first row need not.
    """
    from reader.sources import files

    for is_stdin, run in groupby(paths, key=lambda path: path == STDIN):
        if is_stdin:
            yield [Piped(stdin or b"")]
            continue
        items = files.discover(list(run))
        while batch := list(islice(items, BATCH)):
            yield sorted(batch, key=is_page)


def is_page(item: Item) -> bool:
    """Tell whether something is a page by its name."""
    return not isinstance(item, Piped) and item.name.lower().endswith((".html", ".htm", ".xhtml"))


def load(item: Item) -> Document | Problem:
    """Read what was found; what cannot be read, or is no article, is a problem."""
    from reader.sources import files

    document = load_any(item)
    if isinstance(document, Problem):
        return document
    kind = files.list_of(document)
    return no_article(document, kind) if kind else document


def no_article(document: Document, kind: str) -> Problem:
    """Return what to do with a list instead, of a kind that `files.list_of` tells."""
    return Problem(document.name, plain.line(_LISTS[kind]))


def load_any(item: Item) -> Document | Problem:
    """Read what was found, feeds as well; what cannot be read is a problem."""
    from reader.sources import files

    try:
        if isinstance(item, Piped):
            return files.from_bytes(item.data)
        if isinstance(item, files.Found):
            return files.load(item.path, name=item.name, folder=item.folder)
    except files.SourceError as error:
        return Problem(error.name, error.message)
    return Problem(item.name, item.message, skipped=isinstance(item, files.Refused))


def articles_of(
    documents: Iterable[Document | Problem], pool: workers.Pool, stop: Callable[[], bool], *, spread: bool = False
) -> Iterator[tuple[Document | None, Article | Problem]]:
    """Turn documents into articles, in order; those before a slow one are out before it is waited for.

    Args:
        documents: What was loaded; its problems pass through.
        pool: Who parses pages.
        stop: Asked between documents and while waiting; True ends it.
        spread: Whether short texts go to the workers as well, several at a time.
    """
    waiting: deque[_Waiting | Problem] = deque()
    for item in _lots(documents, spread=spread):
        if stop():
            return
        waiting.append(item if isinstance(item, Problem) else _sent(item, pool, spread=spread))
        while waiting and (_is_ready(waiting[0]) or _full(waiting)):
            ready = _ready(waiting.popleft(), pool, stop)
            if ready is None:
                return
            yield from ready
    while waiting:
        ready = _ready(waiting.popleft(), pool, stop)
        if ready is None or stop():
            return
        yield from ready


def _lots(documents: Iterable[Document | Problem], *, spread: bool) -> Iterator[list[Document] | Problem]:
    """Put short texts that go to workers together, up to `LOT` and `LOT_BYTES`; all else is by itself."""
    lot: list[Document] = []
    for item in documents:
        fits = spread and not isinstance(item, Problem) and not workers.needs_worker(item)
        if lot and (not fits or len(lot) == LOT or sum(len(one.data) for one in lot) > LOT_BYTES):
            yield lot
            lot = []
        if isinstance(item, Problem):
            yield item
        elif fits:
            lot.append(item)
        else:
            yield [item]
    if lot:
        yield lot


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Documents and what will become of them: the answer of a worker, or the article that is there already."""

    documents: list[Document]
    here: Article | None = None
    page: Future[Article] | None = None
    lot: Future[list[Article]] | None = None


def _sent(documents: list[Document], pool: workers.Pool, *, spread: bool) -> _Waiting:
    if workers.needs_worker(documents[0]):
        return _Waiting(documents, page=pool.submit(documents[0]))
    if spread:
        return _Waiting(documents, lot=pool.submit_lot(documents))
    return _Waiting(documents, here=workers.parse_here(documents[0], pool.strictness))


def _is_ready(item: _Waiting | Problem) -> bool:
    future = None if isinstance(item, Problem) else item.page or item.lot
    return future is None or future.done()


def _full(waiting: deque[_Waiting | Problem]) -> bool:
    documents = [one for item in waiting if isinstance(item, _Waiting) and item.here is None for one in item.documents]
    return len(waiting) >= WAITING or sum(len(one.data) for one in documents) > WAITING_BYTES


def _ready(
    item: _Waiting | Problem, pool: workers.Pool, stop: Callable[[], bool]
) -> list[tuple[Document | None, Article | Problem]] | None:
    """Return what became of documents, once it is there; None where the wait was cancelled."""
    if isinstance(item, Problem):
        return [(None, item)]
    articles: list[Article] | None
    if item.lot is not None:
        articles = workers.result_of_lot(item.lot, item.documents, pool, stop)
    else:
        article = item.here if item.page is None else workers.result(item.page, item.documents[0], stop)
        articles = None if article is None else [article]
    return None if articles is None else list(zip(item.documents, articles, strict=True))
