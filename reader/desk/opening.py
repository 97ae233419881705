"""Opening: files, folders and standard input become articles, one after the other, in the order in which they lie.

Asks `sources/` for documents, `clean/` (in a worker for pages) for articles, the library for what people stated.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.desk import workers
from reader.model import STANDARD_INPUT
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

    from reader.library import Shelf
    from reader.model import Article, Document
    from reader.sources import files
    from reader.text.plain import CleanText

STDIN = "-"
WAITING = 16
"""Documents that may lie with the workers while the first of them is waited for."""
WAITING_BYTES = 50_000_000
BATCH = 256
"""Files that are put in order at a time: texts before pages."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be taken, or was taken with a word to say about it; as a text it is one line."""

    name: CleanText
    message: CleanText
    skipped: bool = True
    """False where nothing is missing: the same text stood in two files, files of other kinds lay beside."""

    def __str__(self) -> str:
        return f"{self.name}: {self.message}"


def sample_folder() -> Path:
    """Return the folder of the sample edition: in the installed package, else in the checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "seeds"
    return installed if installed.is_dir() else package.parent / "seeds"


def label_of(paths: Sequence[str]) -> str:
    """Return what was opened in a few words; no path is the sample edition."""
    return ", ".join(STANDARD_INPUT if path == STDIN else path for path in paths) or "sample edition"


def read(
    paths: Sequence[str],
    *,
    shelf: Shelf,
    stdin: bytes | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Article | Problem]:
    """Read files, folders and standard input as articles, each as soon as it and all before it are ready.

    Pages are parsed in workers, several at once; short plain text in the calling process. A text that comes twice
    gives one article and a `Problem` that is not `skipped`. Never raises for what lies in the files.

    Args:
        paths: What people typed; "-" stands for `stdin`.
        shelf: Where details that people stated are looked up.
        stdin: What came in by standard input.
        cancelled: Asked between documents and while waiting; True ends the reading.
    """
    stop = cancelled or _never
    first: dict[str, CleanText] = {}
    with workers.Pool() as pool:
        for item in _articles(_documents(paths, stdin, pool), pool, stop):
            if isinstance(item, Problem):
                yield item
            elif not item.source_text.strip():
                yield Problem(item.name, plain.line("holds no text"))
            elif item.id in first:
                same = (
                    "named twice" if item.name == first[item.id] else f"the same text as {first[item.id]}, shown once"
                )
                yield Problem(item.name, plain.line(same), skipped=False)
            else:
                first[item.id] = item.name
                yield shelf.take(item)


def _never() -> bool:
    return False


def _documents(paths: Sequence[str], stdin: bytes | None, pool: workers.Pool) -> Iterator[Document | Problem]:
    """Load what the paths name, standard input at its place among them.

    Of every `BATCH` files the texts come before the pages, which wait for the workers: the first row need not.
    """
    from reader.sources import files

    for is_stdin, run in groupby(paths, key=lambda path: path == STDIN):
        if is_stdin:
            yield _from_stdin(stdin)
            continue
        items = files.discover(list(run))
        while batch := list(islice(items, BATCH)):
            batch.sort(key=_is_page)
            if _is_page(batch[-1]):
                pool.warm()
            for item in batch:
                if isinstance(item, files.Found):
                    try:
                        yield files.load(item.path, name=item.name, folder=item.folder)
                    except files.SourceError as error:
                        yield Problem(error.name, error.message)
                else:
                    yield Problem(item.name, item.message, skipped=isinstance(item, files.Refused))


def _is_page(item: files.Found | files.Refused | files.Passed) -> bool:
    return item.name.lower().endswith((".html", ".htm", ".xhtml"))


def _from_stdin(data: bytes | None) -> Document | Problem:
    from reader.sources import files

    try:
        return files.from_bytes(data or b"")
    except files.SourceError as error:
        return Problem(error.name, error.message)


def _articles(
    documents: Iterator[Document | Problem], pool: workers.Pool, stop: Callable[[], bool]
) -> Iterator[Article | Problem]:
    """Turn documents into articles, in order; those before a slow one are out before it is waited for."""
    waiting: deque[_Waiting | Article | Problem] = deque()
    for item in documents:
        if stop():
            return
        if isinstance(item, Problem):
            waiting.append(item)
        elif workers.needs_worker(item):
            waiting.append(_Waiting(item, pool.submit(item)))
        else:
            waiting.append(workers.parse_here(item))
        while waiting and (not isinstance(waiting[0], _Waiting) or waiting[0].future.done() or _full(waiting)):
            ready = _ready(waiting.popleft(), stop)
            if ready is None:
                return
            yield ready
    while waiting:
        ready = _ready(waiting.popleft(), stop)
        if ready is None or stop():
            return
        yield ready


@dataclass(frozen=True, slots=True)
class _Waiting:
    document: Document
    future: Future[Article]


def _full(waiting: deque[_Waiting | Article | Problem]) -> bool:
    size = sum(len(item.document.data) for item in waiting if isinstance(item, _Waiting))
    return len(waiting) >= WAITING or size > WAITING_BYTES


def _ready(item: _Waiting | Article | Problem, stop: Callable[[], bool]) -> Article | Problem | None:
    if isinstance(item, _Waiting):
        return workers.result(item.future, item.document, stop)
    return item
