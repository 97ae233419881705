"""The library file: made when something is kept, refused when it is none, unharmed by full disks and kills."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.library import LibraryError, Shelf
from reader.library.doctor import examine
from reader.library.file import opening, schema
from reader.library.file.database import Database
from reader.library.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sqlite3 import Connection

    from reader.library.file.writer import Pending

ROOT = Path(__file__).resolve().parent.parent.parent
TABLE = "CREATE TABLE other(x)"


def setting(name: str, value: str) -> Callable[[Connection], None]:
    def job(connection: Connection) -> None:
        connection.execute("INSERT OR REPLACE INTO settings VALUES(?, ?)", [name, value])

    return job


def put(database: Database, name: str, value: str = "x") -> None:
    database.write(setting(name, value)).result()


def names(path: Path) -> list[str]:
    return [
        row[0] for row in Database(path).rows("SELECT name FROM settings WHERE name <> 'index version' ORDER BY name")
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "library.db"


def test_a_library_is_set_up_as_it_must_be(path: Path) -> None:
    database = Database(path)
    put(database, "a")
    with database.reading() as connection:
        told = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "foreign_keys",
                "trusted_schema",
                "synchronous",
                "application_id",
                "user_version",
            )
        }
    assert told == {
        "journal_mode": "wal", "foreign_keys": 1, "trusted_schema": 0, "synchronous": 2,
        "application_id": schema.APPLICATION, "user_version": len(schema.MIGRATIONS),
    }  # fmt: skip
    database.close()
    assert [file.name for file in path.parent.iterdir()] == ["library.db"]


def test_readers_see_one_state_while_something_is_written(path: Path) -> None:
    database = Database(path)
    put(database, "a")
    with database.reading() as connection:
        before = connection.execute("SELECT count(*) FROM settings").fetchone()
        put(database, "b")
        assert connection.execute("SELECT count(*) FROM settings").fetchone() == before
    assert names(path) == ["a", "b"]


def test_readers_cannot_write(path: Path) -> None:
    database = Database(path)
    put(database, "a")
    with pytest.raises(LibraryError), database.reading() as connection:
        connection.execute("DELETE FROM settings")
    assert names(path) == ["a"]


def test_a_job_that_fails_takes_no_other_with_it(path: Path) -> None:
    database = Database(path)
    begin = threading.Event()
    first = database.write(lambda _: begin.wait())
    good: list[Pending[None]] = [database.write(setting(str(number), "x")) for number in range(3)]
    bad = database.write(lambda connection: connection.execute("INSERT INTO nowhere VALUES(1)"))
    good.append(database.write(setting("last", "x")))
    begin.set()
    first.result()
    for pending in good:
        pending.result()
    with pytest.raises(LibraryError, match="nowhere"):
        bad.result()
    assert names(path) == ["0", "1", "2", "last"]


def test_what_waits_is_written_when_the_program_ends(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from reader.library import Shelf\n"
        "shelf = Shelf(Path(sys.argv[1]))\n"
        "for number in range(50): shelf.mark_all_read([f'{number:016x}'])\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path.parent)], cwd=ROOT, check=True)
    assert len(Shelf(path.parent).read_ids) == 50


# ---------------------------------------------------------------- files that are no library of ours


def alien(path: Path, *statements: str) -> None:
    path.parent.mkdir(parents=True)
    connection = sqlite3.connect(path)
    for statement in (TABLE, *statements):
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_database_of_another_program_is_left_as_it_is(path: Path) -> None:
    alien(path, "PRAGMA application_id = 7")
    refused(path, "belongs to another program")


def test_a_library_of_a_newer_version_is_left_as_it_is(path: Path) -> None:
    alien(path, f"PRAGMA application_id = {schema.APPLICATION}", "PRAGMA user_version = 2000000000")
    refused(path, "newer version")


def test_triggers_and_views_are_refused(path: Path) -> None:
    put(Database(path), "a")
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON settings BEGIN DELETE FROM settings; END")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    refused(path, "triggers or views")


def test_bytes_that_are_no_database_are_left_as_they_are(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(os.urandom(20_000))
    refused(path, "is no library, or is damaged")


def refused(path: Path, words: str) -> None:
    before = path.read_bytes()
    for ask in (lambda: put(Database(path), "b"), lambda: Database(path).rows("SELECT * FROM settings")):
        with pytest.raises(LibraryError, match=words) as caught:
            ask()
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)
    assert path.read_bytes() == before


def test_pages_that_are_damaged_are_said_and_left(path: Path) -> None:
    database = Database(path)
    for number in range(200):
        put(database, f"{number}", "x" * 500)
    database.close()
    data = bytearray(path.read_bytes())
    for start in range(4096 + 8, len(data), 4096):
        data[start : start + 40] = b"\xff" * 40
    path.write_bytes(data)
    with pytest.raises(LibraryError, match="damaged"):
        names(path)
    assert path.read_bytes() == data


def test_a_log_that_is_none_is_passed_over(path: Path) -> None:
    database = Database(path)
    put(database, "a")
    database.close()
    path.with_name("library.db-wal").write_bytes(os.urandom(40_000))
    path.with_name("library.db-shm").write_bytes(os.urandom(32_768))
    assert names(path) == ["a"]


def test_an_empty_file_becomes_a_library(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert names(path) == []
    put(Database(path), "a")
    assert names(path) == ["a"]


@pytest.mark.parametrize("place", ["/dev/null", "/dev/null/library.db", "/proc/none/library.db", "x" * 300])
def test_where_no_library_can_be_is_said_in_one_line(place: str) -> None:
    with pytest.raises(LibraryError) as caught:
        put(Database(Path(place)), "a")
    assert "\n" not in str(caught.value)
    assert place[:200] in str(caught.value)


def test_a_pipe_does_not_block(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(LibraryError, match="no file"):
        put(Database(path), "a")


# ---------------------------------------------------------------- locks, full disks, kills


def test_a_lock_that_does_not_end_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.05)
    put(Database(path), "a")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    mine = Database(path)
    with pytest.raises(LibraryError, match="another program is writing"):
        put(mine, "b")
    assert names(path) == ["a"]
    other.execute("COMMIT")
    put(mine, "c")
    other.close()
    assert names(path) == ["a", "c"]


def test_a_full_library_loses_nothing(path: Path) -> None:
    database = Database(path)
    put(database, "a")
    with database.reading() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    database.write(lambda connection: connection.execute(f"PRAGMA max_page_count = {pages + 2}").fetchone()).result()
    with pytest.raises(LibraryError, match="disk is full"):
        put(database, "b", "x" * 1_000_000)
    put(database, "c")
    assert names(path) == ["a", "c"]
    sound(path)


def test_a_disk_that_takes_no_more_loses_nothing(path: Path) -> None:
    put(Database(path), "a")
    code = (
        "import sys, resource, signal; from pathlib import Path; from reader.library import Shelf, LibraryError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))\n"
        "shelf = Shelf(Path(sys.argv[1]))\n"
        "shelf.set_setting('b', 'y' * 1_000_000)\n"
        "try: shelf.flush()\n"
        "except LibraryError as error: print(error)\n"
        "assert shelf.setting('b') == ''\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path.parent)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert "library.db: " in done.stdout
    assert ("disk" in done.stdout) or ("full" in done.stdout)
    assert names(path) == ["a"]
    sound(path)


WRITE = """
import sys
from pathlib import Path
from reader.library.file.database import Database
from reader.library.doctor import examine
from reader.library.library import Library
database = Database(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    def job(connection, number=number):
        for part in "abc":
            connection.execute("INSERT INTO settings VALUES(?, ?)", [f"{sys.argv[2]}-{number}-{part}", "x" * 200])
    database.write(job).result()
    print(number, flush=True)
"""


def test_two_programs_write_at_once(path: Path) -> None:
    both = [_writing(path, name, 60) for name in ("one", "two")]
    for process in both:
        assert process.wait() == 0
    for process in both:
        assert process.stdout is not None
        process.stdout.close()
    assert len(names(path)) == 2 * 60 * 3
    sound(path)


@pytest.mark.parametrize("lines", [0, 1, 7, 23])
def test_a_program_that_is_killed_leaves_nothing_half_done_and_all_that_it_said(path: Path, lines: int) -> None:
    process = _writing(path, "one", 100_000)
    assert process.stdout is not None
    for _ in range(lines):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    said = lines + len([line for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")])
    process.wait()
    process.stdout.close()
    left = names(path)
    assert len(left) >= 3 * said
    assert {name.rpartition("-")[0] for name in left} == {f"one-{number}" for number in range(len(left) // 3)}
    assert len(left) % 3 == 0
    put(Database(path), "after")


def _writing(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", WRITE, str(path), name, str(count)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def sound(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


# ---------------------------------------------------------------- migrations


def test_an_older_library_is_brought_up_to_date_after_a_backup(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = Database(path)
    put(old, "a")
    old.close()
    version = len(schema.MIGRATIONS)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE more(x);INSERT INTO more VALUES(5)"))
    new = Database(path)
    assert new.rows("SELECT x FROM more") == [(5,)]
    assert names(path) == ["a"]
    new.close()
    backup = path.with_name(f"library.db.before-{version + 1}")
    assert backup.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(backup) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        assert ("a",) in connection.execute("SELECT name FROM settings").fetchall()
    connection.close()
    assert sorted([file.name for file in path.parent.iterdir()]) == ["library.db", backup.name]


def test_a_migration_that_fails_leaves_the_library_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = Database(path)
    put(old, "a")
    old.close()
    known = schema.MIGRATIONS
    monkeypatch.setattr(schema, "MIGRATIONS", (*known, "CREATE TABLE more(x);INSERT INTO nowhere VALUES(5)"))
    with pytest.raises(LibraryError, match="nowhere"):
        put(Database(path), "b")
    monkeypatch.setattr(schema, "MIGRATIONS", known)
    assert names(path) == ["a"]
    assert Database(path).rows("SELECT name FROM sqlite_schema WHERE name = 'more'") == []


# ---------------------------------------------------------------- where nothing can be written


@contextmanager
def sealed(*paths: Path) -> Iterator[None]:
    """Let nobody write to files and folders, the superuser neither; skips the test where that cannot be done."""
    modes = {path: path.stat().st_mode for path in paths}
    marked = os.geteuid() == 0
    try:
        if marked and (
            shutil.which("chattr") is None or subprocess.run(["chattr", "+i", *paths], check=False).returncode
        ):
            pytest.skip("the superuser may write everywhere here")
        if not marked:
            for path in paths:
                path.chmod(0o500 if path.is_dir() else 0o400)
        yield
    finally:
        if marked and shutil.which("chattr") is not None:
            subprocess.run(["chattr", "-i", *paths], check=False)
        for path, mode in modes.items():
            path.chmod(mode)


def test_a_library_that_cannot_be_written_to_can_be_read_and_that_is_said_once(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.shelf.star(["0123456789abcdef"])
    library.close()
    with sealed(tmp_path / "library.db", tmp_path):
        library = Library(tmp_path)
        assert library.shelf.starred_ids == {"0123456789abcdef"}
        assert [line.count("can only be read here") for line in library.shelf.words] == [1]
        library.shelf.star(["fedcba9876543210"])
        library.shelf.star(["fedcba9876543211"])
        with pytest.raises(LibraryError, match="can be written to"):
            library.close()
        assert library.shelf.starred_ids == {"0123456789abcdef"}
        assert examine(library.database).faults == ()
    assert [path.name for path in tmp_path.iterdir()] == ["library.db"]
