"""One table of what a reader stated, held in memory as a dictionary: changed at once, written by the writing thread.

Readers of the dictionary see one state of it: every change makes a new one, which costs a millisecond at 100,000 rows.
Where a change could not be written, memory goes back to what is on disk.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from reader.library.file.errors import LibraryError
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from sqlite3 import Connection

    from reader.library.file.database import Database
    from reader.text.plain import CleanText

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Sheet(Generic[K, V]):
    """How keys and values lie in a table."""

    table: str
    keys: tuple[str, ...]
    """The columns of the key, which come first."""
    columns: tuple[str, ...]
    """The other columns."""
    row: Callable[[K, V], tuple[Any, ...]]
    """A row of keys and columns; raises what it likes for what cannot be kept."""
    item: Callable[..., tuple[K, V]]
    """Key and value of a row, given as arguments, through the gate; raises ValueError or TypeError for a bad one."""

    @property
    def names(self) -> str:
        """The columns, as SQL lists them."""
        return ", ".join((*self.keys, *self.columns))


class Kept(Generic[K, V]):
    """The rows of one table, by key.

    Args:
        database: Where the table lies.
        sheet: How it lies there.
        said: Is called, by any thread, with a line about what could not be read (False) or written (True).
    """

    def __init__(self, database: Database, sheet: Sheet[K, V], said: Callable[[CleanText, bool], None]) -> None:
        self.sheet = sheet
        self._database = database
        self._said = said
        self._lock = threading.RLock()
        self._known: Mapping[K, V] | None = None
        self._unsure: dict[K, list[Any]] = {}
        """Keys with changes under way: how many, and what is on disk."""

    def all(self) -> Mapping[K, V]:
        """Return everything: the same object until something changes. What cannot be read is said, and is not there."""
        with self._lock:
            if self._known is None:
                self._known = MappingProxyType(self._load())
            return self._known

    def get(self, key: K) -> V | None:
        """Return the value of a key, or None."""
        return self.all().get(key)

    def put(
        self, changes: Mapping[K, V | None], also: Callable[[Connection], object] | None = None
    ) -> Mapping[K, V | None]:
        """Change values, None removes one; return what was there. Written later, together with `also`."""
        rows = [self.sheet.row(key, value) for key, value in changes.items() if value is not None]
        gone = [key if isinstance(key, tuple) else (key,) for key, value in changes.items() if value is None]
        delete, insert = self._sql()

        def job(connection: Connection) -> None:
            connection.executemany(delete, gone)
            connection.executemany(insert, rows)
            if also is not None:
                also(connection)

        with self._lock:
            known = self.all()
            before = {key: known.get(key) for key in changes}
            for key, value in before.items():
                self._unsure.setdefault(key, [0, value])[0] += 1
            self._set(changes)
            self._database.write(job, lambda error: self._ended(changes, error))
        return before

    def reload(self) -> None:
        """Read the table anew when it is next asked: another program, or another part of this one, has changed it."""
        with self._lock:
            if not self._unsure:
                self._known = None

    # ---------------------------------------------------------------- inside

    def _sql(self) -> tuple[str, str]:
        where = " AND ".join(f"{name} = ?" for name in self.sheet.keys)
        marks = ", ".join("?" * len((*self.sheet.keys, *self.sheet.columns)))
        return (
            f"DELETE FROM {self.sheet.table} WHERE {where}",
            f"INSERT OR REPLACE INTO {self.sheet.table}({self.sheet.names}) VALUES({marks})",
        )

    def _set(self, changes: Mapping[K, V | None]) -> None:
        known = {**self.all(), **changes}
        self._known = MappingProxyType({key: value for key, value in known.items() if value is not None})

    def _ended(self, changes: Mapping[K, V | None], error: LibraryError | None) -> None:
        """Note what is on disk now; keys without changes under way must show just that."""
        right: dict[K, V | None] = {}
        with self._lock:
            for key, value in changes.items():
                unsure = self._unsure[key]
                unsure[0] -= 1
                if error is None:
                    unsure[1] = value
                if not unsure[0]:
                    right[key] = unsure[1]
                    del self._unsure[key]
            if error is not None:
                self._set(right)
        if error is not None:
            self._said(plain.line(str(error)), True)

    def _load(self) -> dict[K, V]:
        known: dict[K, V] = {}
        damaged = 0
        try:
            rows = self._database.rows(f"SELECT {self.sheet.names} FROM {self.sheet.table}")
        except LibraryError as error:
            self._said(plain.line(str(error)), False)
            rows = []
        for row in rows:
            try:
                key, value = self.sheet.item(*row)
            except (TypeError, ValueError):
                damaged += 1
            else:
                known[key] = value
        if damaged:
            self._said(plain.line(f"{self._database.name}: {damaged} rows of {self.sheet.table} mean nothing"), False)
        return known
