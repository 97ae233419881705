"""The library at 10,000 and 100,000 articles: the list, and 500 articles more, beside raw SQLite in the same run.

Articles are made of the sample edition's words, drawn by a fixed seed; 2,000 different ones are kept again and again
under other ids, so that the library is as large as it would be and is made in a minute.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from reader import clean_text
from reader.library.file import schema
from reader.library.holdings.adding import Incoming, Ready, add_all, ready_of
from reader.library.holdings.entries import entries
from reader.library.library import Library
from reader.model import Document, Media
from reader.text import plain
from tests.bench.matching import Maker
from tests.bench.starting import started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = (10_000, 100_000)
DIFFERENT = 2_000
WORDS = 450
MORE = 500
LIST = """
import resource, sys, time
from pathlib import Path
from reader.library.file import opening
from reader.library.holdings import articles
from reader.library.library import Library
library = Library(Path(sys.argv[1]))
library.articles.entries([1])
before = int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
begun = time.process_time()
found = library.articles.entries()
spent = time.process_time() - begun
print(len(found), spent, int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() - before)
"""


def main() -> None:
    """Print all figures."""
    maker = Maker()
    different = [ready_of(_incoming(maker, number)) for number in range(DIFFERENT)]
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            begun = time.perf_counter()
            fill(Path(folder), size, different)
            print(
                f"library of {size:,} articles made in {time.perf_counter() - begun:.0f} s, {_megabytes(folder):.0f} MB"
            )
            listed(Path(folder))
            started(Path(folder), size)
            added(Path(folder), maker)


def fill(folder: Path, size: int, different: list[Ready]) -> None:
    """Make a library of so many articles."""
    library = Library(folder)
    for start in range(0, size, MORE):
        batch = list(_renamed(different, start, MORE))
        library.database.write(lambda connection, batch=batch: add_all(connection, batch)).result()  # type: ignore[misc]
    library.close()


def listed(folder: Path) -> None:
    """Print time and memory of all rows of the list in a fresh process, beside the bare rows of the same query."""
    done = subprocess.run([sys.executable, "-c", LIST, str(folder)], capture_output=True, text=True, check=True)
    count, seconds, size = done.stdout.split()
    with sqlite3.connect(folder / "library.db") as connection:
        columns = "number, id, title, source, date, words, flags, first_seen, feed"
        floor = min(_spent(lambda: connection.execute(f"SELECT {columns} FROM articles").fetchall()) for _ in range(3))
        warm = min(_spent(lambda: entries(connection)) for _ in range(3))
    connection.close()
    print(
        f"list of {int(count):,}: first {float(seconds):.2f} s, again {warm:.2f} s, {int(size) / 1e6:.0f} MB"
        f" (goal 0.3 s, 50 MB at 100,000); bare rows {floor:.2f} s"
    )


def added(folder: Path, maker: Maker) -> None:
    """Print the time to keep and index 500 cleaned articles more, beside bare inserts of the same bytes and words."""
    library = Library(folder)
    fresh = [_incoming(maker, 1_000_000 + number) for number in range(MORE)]
    library.articles.add([_incoming(maker, 999_999)]).result()
    begun, cpu = time.perf_counter(), time.process_time()
    library.articles.add(fresh).result()
    spent, cpu = time.perf_counter() - begun, time.process_time() - cpu
    library.close()
    rows = [ready_of(one) for one in fresh]
    print(
        f"{MORE} articles of {WORDS} words more: {spent:.2f} s, {cpu:.2f} s of processor (goal 0.5 s);"
        f" bare inserts into an empty file {_bare(rows):.2f} s"
    )


def _bare(rows: list[Ready]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        for statement in schema.MIGRATIONS[0].split(";"):
            connection.execute(statement)

        def insert() -> None:
            connection.execute("BEGIN")
            for number, row in enumerate(rows, 1):
                connection.execute("INSERT INTO bodies VALUES(?, 1, ?, 0, '', NULL, '', ?)", (number, row.id, row.body))
                connection.execute(
                    "INSERT INTO words(rowid, title, text, source, author) VALUES(?, ?, ?, ?, ?)", (number, *row.words)
                )
            connection.execute("COMMIT")

        spent = _spent(insert)
        connection.close()
    return spent


def _incoming(maker: Maker, number: int) -> Incoming:
    text = "\n\n".join(maker.article(WORDS // 6) for _ in range(6))
    text = f"Title: {maker.article(8)[:70]} {number}\nSource: Paper {number % 300}\n\n{text}\n"
    original = Document(plain.line(f"{number}.txt"), Media.TEXT, text.encode())
    return Incoming(clean_text(text), f"/papers/{number}.txt", original=original)


def _renamed(different: list[Ready], start: int, count: int) -> Iterator[Ready]:
    for number in range(start, start + count):
        ready = different[number % len(different)]
        original = None if ready.original is None else (number.to_bytes(32, "big"), *ready.original[1:])
        yield ready._replace(id=f"{number:016x}", item=f"{number}", original=original)


def _spent(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun


def _megabytes(folder: str) -> float:
    return sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6


if __name__ == "__main__":
    main()
