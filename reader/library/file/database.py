"""The file that a library lies in: looked at before it is opened, read by any thread, written by one (`writer.py`).

Nothing is opened before something is asked of it, and nothing is made before something is kept. A file that is not
ours, was made by a newer version, or is damaged stays as it is, byte for byte. WAL lets readers go on while something
is written, in this program or another one.
"""

from __future__ import annotations

import glob
import threading
import weakref
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from reader.library.file import errors, looking
from reader.library.file.errors import LibraryError
from reader.library.file.writer import Means, Pending, Writer
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from sqlite3 import Connection

    from reader.text.plain import CleanText

T = TypeVar("T")
FILE = "library.db"
"""Name of the file in the data folder."""
IDLE = 4
"""Reading connections that are kept for the next who asks."""


def _nothing_left(_: Connection) -> bool:
    return False


class Database:
    """One library file, or a library in memory. May be asked by any thread.

    Args:
        path: The file, which need not be there; None keeps everything in memory.
        tidy: Does some of what writing puts off, and tells whether more is left; called while nobody waits.
    """

    def __init__(self, path: Path | None, tidy: Callable[[Connection], bool] = _nothing_left) -> None:
        self.path = path
        self.name = plain.line(str(path or "library"))
        self._lock = threading.Lock()
        self.sealed = False
        """Whether it was found that it can be read only."""
        self.sound = False
        """Whether it was looked over before something was written: see `doctor.must_be_sound`."""
        self.told: Callable[[CleanText], object] | None = None
        """Is given what there is to say when it is opened, by any thread."""
        self._idle: list[Connection] = []
        weakref.finalize(self, _close, self._idle)  # a connection refers to itself
        self._memory = _Memory()
        connect = self._memory.connect if path is None else partial(_write, path)
        self._writer = Writer(Means(connect, partial(errors.meaning, self.name), self._memory.lock, tidy))

    def exists(self) -> bool:
        """Tell whether there is anything to read. Raises LibraryError where no library can be."""
        if self.path is None:
            return self._memory.made
        return looking.look(self.path)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the library, an empty one where there is none.

        Raises:
            LibraryError: It cannot be read.
        """
        if self.path is None or not self.exists():
            with self._memory.lock:
                yield self._memory.connect()
            return
        connection = self._take(self.path)
        try:
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
        except Exception as error:
            connection.close()
            if _is_sqlite(error):
                raise errors.meaning(self.name, error) from None
            raise
        with self._lock:
            if len(self._idle) < IDLE:
                self._idle.append(connection)
                return
        connection.close()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return the rows of a query; none where there is no library. Raises LibraryError."""
        if not self.exists():
            return []
        with self.reading() as connection:
            return connection.execute(sql, values).fetchall()

    def write(
        self, job: Callable[[Connection], T], done: Callable[[LibraryError | None], None] | None = None
    ) -> Pending[T]:
        """Hand a job to the writing thread and return at once; see `Pending`."""
        return self._writer.put(Pending(job, done))

    def flush(self) -> None:
        """Wait until all that was written has ended, well or badly."""
        self._writer.flush()

    def copies(self) -> list[Path]:
        """Return the backups beside the file."""
        if self.path is None:
            return []
        return sorted(self.path.parent.glob(f"{glob.escape(self.path.name)}.before-*"))

    def compact(self) -> None:
        """Leave nothing in the file of what was deleted. Waits, seconds for each 100 MB. Raises LibraryError."""
        self.close()
        if self.path is not None and self.exists():
            from reader.library.file import opening

            opening.compact(self.path)

    def close(self) -> None:
        """Wait for what is being written and let go of the file. What is asked later opens it anew."""
        self._writer.close()
        with self._lock:
            _close(self._idle)

    def _take(self, path: Path) -> Connection:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        from reader.library.file import opening

        try:
            connection = opening.to_read(path, sealed=self.sealed)
        except LibraryError:
            if self.sealed or not opening.is_sealed(path):
                raise
            self.sealed = True
            connection = opening.to_read(path, sealed=True)
            if self.told is not None:
                self.told(plain.line(f"{self.name}: can only be read here; what you mark or note is not kept"))
        if connection is None:  # of an older version: the writing connection brings it up to date
            self.write(lambda _: None).result()
            connection = opening.to_read(path)
        if connection is None:
            raise LibraryError(f"{self.name}: another program is bringing it up to date; try again")
        return connection


class _Memory:
    """A library in memory: one connection, which reading and writing take turns with."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._connection: Connection | None = None

    @property
    def made(self) -> bool:
        return self._connection is not None

    def connect(self) -> Connection:
        with self.lock:
            if self._connection is None:
                from reader.library.file import opening

                self._connection = opening.in_memory()
            return self._connection


def _close(connections: list[Connection]) -> None:
    while connections:
        connections.pop().close()


def _write(path: Path) -> Connection:
    from reader.library.file import opening

    return opening.to_write(path)


def _is_sqlite(error: Exception) -> bool:
    import sqlite3

    return isinstance(error, sqlite3.Error)
