"""Opening a library file: what is none is refused before SQLite touches it; a new one is made, an old one updated.

Connections are in autocommit: who writes says BEGIN and COMMIT. Files are for their owner only; those that SQLite puts
beside them (-wal, -shm) take their mode. Raises LibraryError and nothing else.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.library.file import errors, files, schema
from reader.library.file.errors import LibraryError
from reader.library.file.looking import check, look
from reader.text import plain

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 10.0
"""Seconds that the writing thread waits for another program's transaction."""
SHARED = 32_768
"""Bytes that SQLite needs beside the file to read while others may write."""
GLANCE = 1.0
"""Seconds that a reader waits: only for what is being recovered after a crash."""
LOG_BYTES = 16_000_000
"""What the -wal file is cut to once it has been taken into the library."""
LOG_PAGES = 10_000
"""Of the -wal file, from which on a transaction waits until it is taken in; before that, `writer.py` does it later."""


def to_read(path: Path, *, sealed: bool = False) -> sqlite3.Connection | None:
    """Open a library for reading; None where it is of an older version.

    Args:
        path: The file.
        sealed: Whether it is taken as it lies, since nothing can be written to it or beside it; see `is_sealed`.
    """
    name = plain.line(str(path))
    try:
        connection = _connect(path, GLANCE, "immutable=1" if sealed else "mode=rw")
        try:
            connection.execute("PRAGMA query_only = ON")
            if _version(connection, name) == len(schema.MIGRATIONS):
                return connection
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise errors.meaning(name, error) from None
    connection.close()
    return None


def is_sealed(path: Path) -> bool:
    """Tell whether a library can be read, but nothing written to its file or beside it: the disk is read-only or full.

    Raises:
        LibraryError: So it is, and what was written last waits beside the file, where SQLite alone can take it in.
    """
    try:
        with path.open("r+b"):
            pass
        mark = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
        descriptor = os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            if os.write(descriptor, bytes(SHARED)) < SHARED:
                raise OSError
        finally:
            os.close(descriptor)
            mark.unlink()
    except OSError:
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise LibraryError(
                f"{plain.line(str(path))}: cannot be written to, and what was written last is still beside it, in"
                f" {plain.line(log.name)}; make room there, or copy both to a folder of your own and open that"
            ) from None
        return True
    return False


def to_write(path: Path) -> sqlite3.Connection:
    """Open a library for writing; it is made where there is none, and brought up to date where it is old."""
    name = plain.line(str(path))
    if not look(path):
        try:
            files.make_private(path.parent)
            with suppress(FileExistsError):
                os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        except OSError as error:
            raise errors.no_place(name, error) from None
    try:
        connection = _connect(path, PATIENCE)
        try:
            _update(connection, path, name)
            _use_log(connection)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise errors.meaning(name, error) from None
    return connection


def in_memory() -> sqlite3.Connection:
    """Return a new library that lies in memory alone."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _set(connection)
    connection.execute("BEGIN")
    _migrate(connection, 0)
    connection.execute("COMMIT")
    return connection


def _connect(path: Path, patience: float, how: str = "mode=rw") -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?{how}"
    connection = sqlite3.connect(address, patience, isolation_level=None, check_same_thread=False, uri=True)
    try:
        _set(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _set(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA secure_delete = FAST")  # what is forgotten is overwritten where that costs nothing
    connection.execute("PRAGMA temp_store = MEMORY")


def _version(connection: sqlite3.Connection, name: str) -> int:
    """Return how many migrations a file has been through, once it is sure that it is a library."""
    ((version,),) = connection.execute("PRAGMA user_version")
    ((application,),) = connection.execute("PRAGMA application_id")
    ((things, alien),) = connection.execute(
        "SELECT count(*), coalesce(sum(type IN ('trigger', 'view')), 0) FROM sqlite_schema"
    )
    if version or application or things:
        check(name, application, version)
    if alien:
        raise LibraryError(f"{name}: holds triggers or views, which no library has; it was left as it is")
    return int(version)


def _update(connection: sqlite3.Connection, path: Path, name: str) -> None:
    """Make the tables, or bring them up to date after a backup. Two programs at once: the second finds it done."""
    version = _version(connection, name)
    if version == len(schema.MIGRATIONS):
        return
    if version:
        back_up(connection, path, f"before-{version + 1}")
    connection.execute("BEGIN IMMEDIATE")
    try:
        _migrate(connection, _version(connection, name))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    for migration in schema.MIGRATIONS[version:]:
        for statement in migration.split(";"):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION:d}")
    connection.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS):d}")


def compact(path: Path) -> None:
    """Write a library anew without what was deleted, the words of its index included; seconds for each 100 MB."""
    connection = to_write(path)
    try:
        for table in ("words", "spellings"):
            connection.execute(f"INSERT INTO {table}({table}) VALUES('optimize')")
        connection.execute("PRAGMA temp_store = FILE")  # it may be larger than memory
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.Error as error:
        raise errors.meaning(plain.line(str(path)), error) from None
    finally:
        connection.close()


def back_up(connection: sqlite3.Connection, path: Path, kind: str) -> Path:
    """Copy a library beside itself, for its owner only, whole or not at all; return where. Raises LibraryError."""
    try:
        for number in range(1, 1000):
            target = path.with_name(f"{path.name}.{kind}" + (f"-{number}" if number > 1 else ""))
            if not target.exists():
                break
        part = target.with_name(f"{target.name}.part")
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            connection.execute("VACUUM INTO ?", [str(part)])
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        files.sync_folder(path.parent)
    except OSError as error:
        raise LibraryError(plain.line(f"{path}: no backup can be made ({error.strerror}); make room for it")) from None
    return target


def _use_log(connection: sqlite3.Connection) -> None:
    """Let readers go on while something is written. Where the file system cannot, they wait for each other instead."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError as error:  # another program is just making it: SQLite does not wait here
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
    connection.execute(f"PRAGMA journal_size_limit = {LOG_BYTES:d}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES:d}")
