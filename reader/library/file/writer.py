"""The one thread that writes: jobs wait in a queue, those that wait together are one transaction. Touches no file.

Nobody who hands in a job waits for a lock or for the disk, unless they ask for its result.
"""

from __future__ import annotations

import threading
import weakref
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from reader.library.file.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from sqlite3 import Connection

T = TypeVar("T")
TOGETHER = 256
"""Jobs of one transaction, at most."""
MUCH = 500
"""Rows after which what was put off is done, and the log taken into the library, once nothing waits to be written."""
STEPS = 10
"""Transactions for what was put off, at most: each some hundredths of a second."""


class Pending(Generic[T]):
    """A job that was handed in.

    Args:
        job: What is done with the writing connection. It neither begins nor ends a transaction, and it can be run
            again: where one job of a batch fails, the others are run once more.
        done: Is called in the writing thread with the error, or None once the job is on disk.
    """

    def __init__(
        self, job: Callable[[Connection], T], done: Callable[[LibraryError | None], None] | None = None
    ) -> None:
        self.job = job
        self._done = done
        self._ended = threading.Event()
        self._value: T | None = None
        self._error: LibraryError | None = None

    def wait(self) -> None:
        """Wait until the job has ended, well or badly."""
        self._ended.wait()

    def result(self) -> T:
        """Wait until the job is on disk and return what it gave. Raises LibraryError: then nothing of it is there."""
        self.wait()
        if self._error is not None:
            raise LibraryError(str(self._error))
        return cast("T", self._value)

    def end(self, value: T | None, error: LibraryError | None) -> None:
        """Say how it ended."""
        self._value, self._error = value, error
        if self._done is not None:
            self._done(error)
        self._ended.set()


@dataclass(frozen=True)
class Means:
    """What the thread works with. None of it may refer to whoever holds the `Writer`, or that would never end."""

    connect: Callable[[], Connection]
    """Opens the writing connection; raises LibraryError."""
    meaning: Callable[[Exception], LibraryError]
    guard: AbstractContextManager[object]
    """Is held while a transaction runs."""
    tidy: Callable[[Connection], bool]
    """Does some of what was put off, inside a transaction; tells whether more is left."""
    queue: SimpleQueue[Pending[Any] | None] = field(default_factory=SimpleQueue)


class Writer:
    """Runs jobs, in order, in a thread that starts with the first of them and ends with this object or the program."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._lock = threading.Lock()
        self._end: weakref.finalize[..., Writer] | None = None

    def put(self, pending: Pending[T]) -> Pending[T]:
        """Hand in a job; returns at once."""
        with self._lock:
            if self._end is None or not self._end.alive:
                thread = threading.Thread(target=_work, args=[self._means], name="library", daemon=True)
                thread.start()
                self._end = weakref.finalize(self, _finish, self._means.queue, thread)
            self._means.queue.put(pending)
        return pending

    def flush(self) -> None:
        """Wait until all jobs that were handed in have ended, well or badly."""
        with self._lock:
            working = self._end is not None and self._end.alive
            last: Pending[None] = Pending(lambda _: None)
            if working:
                self._means.queue.put(last)
        if working:
            last.wait()

    def close(self) -> None:
        """End the thread once all jobs are done; another job starts it anew."""
        with self._lock:
            if self._end is not None:
                self._end()


def _finish(queue: SimpleQueue[Any], thread: threading.Thread) -> None:
    queue.put(None)
    if thread is not threading.current_thread():
        thread.join()


def _work(means: Means) -> None:
    connection: Connection | None = None
    seen = 0
    going = True
    while going:
        waiting = [means.queue.get()]
        try:
            while len(waiting) < TOGETHER:
                waiting.append(means.queue.get_nowait())
        except Empty:
            pass
        going = None not in waiting
        jobs = [pending for pending in waiting if pending is not None]
        if jobs:
            with means.guard:
                connection = _run(jobs, connection, means)
            if going and connection is not None and connection.total_changes - seen >= MUCH:
                seen = connection.total_changes if _tidy(connection, means) else seen
        del waiting, jobs  # what they hold need not live until the next one comes
    if connection is not None:
        connection.close()


def _tidy(connection: Connection, means: Means) -> bool:
    """Do what was put off and take the log into the library while nobody waits; tell whether nobody did.

    Where there is never time for it, SQLite does both by itself, and what is not tidy is slower to search.
    """
    with suppress(Exception):  # a full disk, say: the log holds everything, and the next one to write is told
        for _ in range(STEPS):
            if not means.queue.empty():
                return False
            with means.guard:
                more = _step(connection, means)
            if not more:
                break
        with means.guard:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    return True


def _step(connection: Connection, means: Means) -> bool:
    connection.execute("BEGIN IMMEDIATE")
    try:
        more = means.tidy(connection)
        connection.execute("COMMIT")
    except Exception:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return more


def _run(jobs: list[Pending[Any]], connection: Connection | None, means: Means) -> Connection | None:
    """Run jobs in one transaction; where it fails, each by itself, so that one takes no other with it."""
    try:
        connection = connection or means.connect()
        connection.execute("BEGIN IMMEDIATE")
    except Exception as error:
        for pending in jobs:
            pending.end(None, means.meaning(error))
        return connection
    try:
        values = [pending.job(connection) for pending in jobs]
        connection.execute("COMMIT")
    except Exception as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if len(jobs) == 1:
            jobs[0].end(None, means.meaning(error))
            return connection
        for pending in jobs:
            connection = _run([pending], connection, means)
        return connection
    for pending, value in zip(jobs, values, strict=True):
        pending.end(value, None)
    return connection
