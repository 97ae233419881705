"""Hostile pages are parsed in processes that can be killed: C code cannot be interrupted in any other way.

A worker may use 1 GB of memory, 20 s of CPU and 30 s of wall time; when it dies, its page is read as plain text with
the markup cut out, and the article says "simplified". Workers start by forkserver (spawn where there is none), never
by fork from a threaded program. Touches no file.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from reader.model import Article, Block, Document, Media, Span, Strictness, content_id
from reader.text import plain, segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

T = TypeVar("T")
W = TypeVar("W")

WORKERS = 2
"""Workers behind the screens, which need a core themselves."""
ITEMS_PER_WORKER = 200
MEMORY = 1 << 30
"""Bytes of address space of a worker."""
CPU_SECONDS = 20
WALL_SECONDS = 30.0
IN_PROCESS = 1_000_000
"""Bytes of plain text that are cleaned without a worker: the cleaner is linear, a worker's start costs more."""

FORKSERVER = "forkserver"
PRELOADED = (
    "reader.desk.hushed",
    "reader.desk.workers",
    "reader.clean.cleaner",
    "reader.clean.pages",
    "dateutil.parser",
)
"""What the workers' server loads once for all of them."""

_POLL = 0.1
_BREAK = re.compile(
    r"<(?:/?(?:p|div|br|h[1-6]|li|ul|ol|tr|table|section|article|blockquote|pre|hr|d[dt]|t[dh]|title|figure)\b)"
    r"[^<>]{0,20000}>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[A-Za-z/!?][^<>]{0,20000}>")
_SPACES = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*")
_UNSEEN = tuple(
    (re.compile(rf"<{name}\b", re.I), re.compile(rf"</{name}\b[^<>]{{0,200}}>?", re.I)) for name in ("script", "style")
)
_COMMENT = (re.compile("<!--"), re.compile("-->"))


def needs_worker(document: Document) -> bool:
    """Tell whether a document is parsed in a worker: every page, and text too long to trust."""
    return document.media is Media.HTML or len(document.data) > IN_PROCESS


def parse(document: Document, strictness: Strictness = Strictness.NORMAL) -> Article:
    """Clean one document. Runs in a worker, or in the calling process for short plain text."""
    from reader.clean import Context, clean

    return clean(document, Context(strictness=strictness))


def parse_here(document: Document, strictness: Strictness = Strictness.NORMAL) -> Article:
    """Clean short plain text in the calling process; never raises."""
    try:
        return parse(document, strictness)
    except Exception:  # whatever a text does to the cleaner, its words are shown
        return simplified(document)


def parse_lot(documents: Sequence[Document], strictness: Strictness) -> list[Article]:
    """Clean several short texts in one go of a worker: one by one, handing them over would cost as much."""
    return [parse_here(document, strictness) for document in documents]


def within(
    function: Callable[[Any, Strictness], Any], work: Any, strictness: Strictness, seconds: int = CPU_SECONDS
) -> Any:
    """Do a worker's next piece of work, with so much CPU of its own: the limit is on all that a process ever uses."""
    import resource

    spent = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(ValueError, OSError):  # a lower limit is already in force
        resource.setrlimit(resource.RLIMIT_CPU, (int(spent.ru_utime + spent.ru_stime) + seconds, most))
    return function(work, strictness)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool:
    """Workers, started with the first document that needs one. A context manager: leaving it ends them.

    Args:
        size: How many workers there are.
        strictness: How they clean.
        memory: Bytes of address space that each may use.
    """

    def __init__(self, size: int = WORKERS, strictness: Strictness = Strictness.NORMAL, memory: int = MEMORY) -> None:
        self.size = size
        self.memory = memory
        self.strictness = strictness
        self._pool: Any = None

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()
            self._pool = None

    def warm(self) -> None:
        """Let the server that workers are forked from load the parsers meanwhile; costs a few milliseconds here."""
        import multiprocessing  # texts need none of it

        if self._pool is None and FORKSERVER in multiprocessing.get_all_start_methods():
            from multiprocessing import forkserver

            with _apart():
                multiprocessing.get_context(FORKSERVER).set_forkserver_preload(list(PRELOADED))
                forkserver.ensure_running()

    def submit(self, document: Document) -> Future[Article]:
        """Hand a document to the workers."""
        future: Future[Article] = self._schedule(parse, document)
        return future

    def submit_lot(self, documents: Sequence[Document]) -> Future[list[Article]]:
        """Hand several short texts to one worker."""
        future: Future[list[Article]] = self._schedule(parse_lot, documents)
        return future

    def call(self, function: Callable[[W, Strictness], T], work: W, seconds: int = CPU_SECONDS) -> Future[T]:
        """Have a worker do something else that takes long or may go wrong in C code; the result waits as a page's does.

        Args:
            function: Is given the work and how strictly this pool cleans.
            work: What is handed over.
            seconds: Of CPU that it may use; one and a half times as many may pass.
        """
        future: Future[T] = self._schedule(function, work, seconds)
        return future

    def _schedule(self, function: Callable[..., Any], work: object, seconds: int = CPU_SECONDS) -> Any:
        self.warm()
        with _apart():
            if self._pool is None:
                self._pool = _make_pool(self.size, self.memory)
            wall = WALL_SECONDS * seconds / CPU_SECONDS
            task = {"args": [function, work, self.strictness, seconds], "timeout": wall}
            try:
                return self._pool.schedule(within, **task)
            except RuntimeError:  # the pool broke, as one does whose worker died while it was being replaced
                self._pool.stop()
                self._pool = _make_pool(self.size, self.memory)
                return self._pool.schedule(within, **task)


def result(future: Future[Article], document: Document, cancelled: Callable[[], bool]) -> Article | None:
    """Wait for a worker's article; the simplified one where the worker died, None where the wait was cancelled."""
    try:
        return outcome(future, cancelled)
    except Exception:  # out of time, out of memory, out of CPU, killed, or an error of the parser
        return simplified(document)


def result_of_lot(
    future: Future[list[Article]], documents: Sequence[Document], pool: Pool, cancelled: Callable[[], bool]
) -> list[Article] | None:
    """Wait for the articles of several texts; where their worker died, each is tried by itself. None as in `result`."""
    try:
        return outcome(future, cancelled)
    except Exception:
        futures = [pool.submit(document) for document in documents]
        articles = [result(one, document, cancelled) for one, document in zip(futures, documents, strict=True)]
        return [article for article in articles if article is not None] if all(articles) else None


def outcome(future: Future[T], cancelled: Callable[[], bool]) -> T | None:
    """Wait for what a worker gives, asking now and then whether to go on; raises what it raised."""
    while True:
        if cancelled():
            future.cancel()
            return None
        try:
            return future.result(timeout=_POLL)
        except TimeoutError:
            if future.done():  # the worker's own limit, not this wait's
                raise


def simplified(document: Document) -> Article:
    """Read a document without its structure: markup cut out by a linear scan, every paragraph kept, and say so."""
    text = plain.decode(document.data).text
    if document.media is Media.HTML:
        text = _without_markup(text)
    source_text = plain.clean(_SPACES.sub("\n", plain.clean(text)))
    return Article(
        id=content_id(source_text),
        source_text=source_text,
        blocks=tuple(Block(Span(*span), kept=True) for span in segment.paragraphs(source_text)),
        title=plain.shorten(source_text[:400].strip().split("\n")[0], 120),
        title_inferred=True,
        source=document.folder,
        link=document.link,
        name=document.name,
        path=document.path,
        notes=(plain.line("simplified: the page could not be parsed, its text is shown whole"),),
    )


def _without_markup(page: str) -> str:
    for opening, closing in (_COMMENT, *_UNSEEN):
        page = _cut_between(page, opening, closing)
    from html import unescape

    return unescape(_TAG.sub("", _BREAK.sub("\n\n", page)))


def _cut_between(page: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """Cut from every opening to the next closing. One that is never closed hides nothing. Linear time."""
    pieces: list[str] = []
    at = 0
    closings = closing.finditer(page)
    close = next(closings, None)
    for match in opening.finditer(page):
        if match.start() < at:
            continue
        while close is not None and close.start() < match.end():
            close = next(closings, None)
        if close is None:
            break
        pieces.append(page[at : match.start()])
        at = close.end()
    return "".join([*pieces, page[at:]])


def _make_pool(size: int, memory: int) -> Any:
    import multiprocessing

    from pebble import ProcessPool

    method = FORKSERVER if FORKSERVER in multiprocessing.get_all_start_methods() else "spawn"
    return ProcessPool(
        max_workers=size,
        max_tasks=ITEMS_PER_WORKER,
        initializer=_confine,
        initargs=(memory,),
        context=multiprocessing.get_context(method),
    )


def _confine(memory: int) -> None:
    """Bound what this worker may use, and keep whatever it prints off the terminal."""
    import resource

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent answers the keyboard
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    for limit, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # a lower limit is already in force
            resource.setrlimit(limit, (value, value))


@contextlib.contextmanager
def _apart() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach and that have a standard error of their own.

    Ctrl-C goes to every process of a terminal at once; and the screens put an object without a file descriptor in the
    place of standard error, which `multiprocessing` passes on to what it starts.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with Path(os.devnull).open("w", encoding="ascii") as nowhere, contextlib.redirect_stderr(nowhere):
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
