"""What is subscribed to, and what the last visit to it left behind.

A source that is removed keeps its rows and articles, which no list shows, until `purge`; so removing is undone with
nothing lost. Everything that changes waits for the disk: it is not for the thread that draws.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reader.library.file.errors import LibraryError
from reader.library.stated import changes
from reader.library.stated.stack import new_key
from reader.text import plain
from reader.text.plain import CleanText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection

    from reader.library.stated.shelf import Shelf

FEED, PAGE, FOLDER = "feed", "page", "folder"
MAX_LINE = 4_000
NAMED, MAX_NAME = 2, 80
"""Sources that are called by name, and characters of a name."""
_COLUMNS = "number, kind, address, title, link, folder, tags, attributes, hidden, whole, added"
_VISIT = "etag, modified, not_before, succeeded, failed, error, failures, taken"


@dataclass(frozen=True, slots=True)
class Source:
    """Something that is subscribed to."""

    kind: str
    """`FEED`, `PAGE` or `FOLDER`."""
    address: str
    """An address, or the path of a folder: by it a source is known. It may hold a user name and password."""
    title: CleanText = CleanText("")
    """As the user calls it, else as it calls itself."""
    link: CleanText = CleanText("")
    """The page that a feed is of."""
    folder: tuple[CleanText, ...] = ()
    """The folders that it lies in, the outermost first."""
    tags: tuple[CleanText, ...] = ()
    attributes: tuple[tuple[CleanText, CleanText], ...] = ()
    """What else a list of feeds said of it, so that it can be written again."""
    hidden: bool = False
    """Whether its articles do not show among the others."""
    whole: bool = False
    """Whether the whole text of its items is always fetched."""
    number: int = 0
    """By which it is known here; 0 before it is added. Never used for another one."""
    added: int = 0
    """When it was added, in seconds since 1970."""

    @property
    def labels(self) -> tuple[CleanText, ...]:
        """Its tags, and the folders that it lies in: `tag:` finds what came with it by each of them."""
        return tuple(dict.fromkeys((*self.tags, *self.folder)))


@dataclass(frozen=True, slots=True)
class Visit:
    """What fetching a source has brought. Times are seconds since 1970, 0 is never."""

    etag: str = ""
    modified: str = ""
    """As the server gave them, for the next request."""
    not_before: int = 0
    """When the server may be asked again."""
    succeeded: int = 0
    """When it last answered well, unchanged or not."""
    failed: int = 0
    """When it last did not."""
    error: CleanText = CleanText("")
    """Why; empty once it answers again."""
    failures: int = 0
    """In a row."""
    taken: int = 0
    """Articles that were new or changed, over all visits."""

    def good(self, *, etag: str = "", modified: str = "", not_before: int = 0, taken: int = 0) -> Visit:
        """Return the visit that follows, which went well."""
        return Visit(etag, modified, not_before, int(time.time()), self.failed, taken=self.taken + taken)

    def bad(self, error: str, *, not_before: int = 0) -> Visit:
        """Return the visit that follows, which went wrong."""
        return replace(
            self,
            error=plain.shorten(error, 500),
            failed=int(time.time()),
            failures=self.failures + 1,
            not_before=not_before,
        )


class Sources:
    """The sources of a library.

    Args:
        shelf: Whose changes those of the sources are among.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._database = shelf.database

    def all(self) -> list[Source]:
        """Return all sources, in the order in which they were added. Raises LibraryError."""
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM sources WHERE removed IS NULL ORDER BY number")
        return [source for row in rows for source in _source(*row)]

    def visits(self) -> dict[int, Visit]:
        """Return what is known of visits, by the source's number. Raises LibraryError."""
        rows = self._database.rows(f"SELECT source, {_VISIT} FROM visits")
        return {row[0]: _visit(*row[1:]) for row in rows}

    def counts(self) -> dict[int, int]:
        """Return how many articles are kept of each source that has any, by number. Raises LibraryError."""
        return dict(self._database.rows("SELECT feed, count(*) FROM articles WHERE feed IS NOT NULL GROUP BY feed"))

    def ids_labelled(self, tag: str) -> frozenset[str]:
        """Return the ids of the articles of sources with a label, in small letters. Raises LibraryError."""
        numbers = [one.number for one in self.all() if tag in (label.lower() for label in one.labels)]
        rows = self._database.rows(
            "SELECT id FROM articles WHERE ifnull(feed, 0) IN (SELECT value FROM json_each(?))", [json.dumps(numbers)]
        )
        return frozenset(row[0] for row in rows)

    def add(self, wanted: Iterable[Source]) -> list[Source]:
        """Subscribe, in one step that can be taken back; return the sources as they are kept now, in order.

        One whose address is there already stays as it is; one that was removed comes back as it is given here.

        Raises:
            LibraryError: They cannot be kept.
        """
        given, token = list(wanted), new_key()

        def job(connection: Connection) -> tuple[list[Source], list[Source]]:
            kept = [_add(connection, source) for source in given]
            new = [source for source, is_new in kept if is_new]
            if new and self._shelf.lasting:
                changes.keep(connection, token, _not_any_more(new), [_as_removed(connection, new)])
            return [source for source, _ in kept], new

        kept, new = self._database.write(job).result()
        if new and self._shelf.lasting:
            self._shelf.can_undo(token, _not_any_more(new))
        elif new:
            self._shelf.can_take_back(_not_any_more(new), lambda: self._set_removed([one.number for one in new]))
        return kept

    def change(self, *sources: Source) -> None:
        """Keep what is said of sources now, in one step that can be taken back. Raises LibraryError.

        Where whole texts are wanted, the server is not asked whether anything is new, but for all: which items are cut
        is not kept.
        """

        def job(connection: Connection) -> None:
            for source in sources:
                _update(connection, source)
                if source.whole:
                    connection.execute("UPDATE visits SET etag = '', modified = '' WHERE source = ?", [source.number])

        self._step([source.number for source in sources], f"{called(sources)} as before", job)

    def learn(self, source: Source) -> Source:
        """Keep what a source says of itself, its title, link or new address: nobody's step, so nothing to take back.

        Returns:
            The source as it is kept now: an address at which another source is known is left as it was.

        Raises:
            LibraryError: It cannot be kept.
        """

        def job(connection: Connection) -> Source:
            row = connection.execute(f"SELECT {_COLUMNS} FROM sources WHERE number = ?", [source.number]).fetchone()
            before = next(iter(_source(*row)), source) if row is not None else source
            taken = connection.execute(
                "SELECT 1 FROM sources WHERE address = ? AND number <> ?", [source.address, source.number]
            ).fetchone()
            now = replace(
                before, title=source.title, link=source.link, address=before.address if taken else source.address
            )
            if now != before:
                _update(connection, now)
            return now

        return self._database.write(job).result()

    def remove(self, numbers: Sequence[int]) -> None:
        """Unsubscribe; what came of the sources goes from all lists. Can be taken back until `purge`.

        Raises:
            LibraryError: It cannot be kept.
        """
        gone = [source for source in self.all() if source.number in numbers]
        self._step(numbers, f"{called(gone)} subscribed to again", lambda c: _remove(c, numbers))

    def visited(self, visits: dict[int, Visit]) -> None:
        """Keep what visits brought, by the source's number; written later. A failure is among the shelf's words."""
        rows = [
            (number, v.etag, v.modified, v.not_before, v.succeeded, v.failed, v.error, v.failures, v.taken)
            for number, v in visits.items()
        ]

        def job(connection: Connection) -> None:
            connection.executemany(
                f"INSERT INTO visits(source, {_VISIT}) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?"
                " WHERE EXISTS(SELECT 1 FROM sources WHERE number = ?)"
                " ON CONFLICT DO UPDATE SET etag = excluded.etag, modified = excluded.modified,"
                " not_before = excluded.not_before, succeeded = excluded.succeeded, failed = excluded.failed,"
                " error = excluded.error, failures = excluded.failures, taken = excluded.taken",
                [(*row, row[0]) for row in rows],
            )

        self._database.write(job, self._shelf.say_error)

    def _set_removed(self, numbers: Sequence[int]) -> None:
        self._database.write(lambda connection: _remove(connection, numbers)).result()

    def _step(self, numbers: Sequence[int], words: str, change: Any) -> None:
        token = new_key()

        def job(connection: Connection) -> None:
            image = _image(connection, numbers)
            if len(image.rows) != len(set(numbers)):
                raise LibraryError("no such source; newsreader sources lists them")
            changes.keep(connection, token, words, [image])
            change(connection)

        self._database.write(job).result()
        self._shelf.can_undo(token, words)


def _add(connection: Connection, source: Source) -> tuple[Source, bool]:
    """Add a source; return it as it is kept, and whether it is new."""
    row = connection.execute(f"SELECT {_COLUMNS}, removed FROM sources WHERE address = ?", [source.address]).fetchone()
    now = int(time.time())
    if row is None:
        made = connection.execute(
            "INSERT INTO sources(kind, address, title, link, folder, tags, attributes, hidden, whole, added)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [*_values(source), now],
        )
        return replace(source, number=made.lastrowid or 0, added=now), True
    *known, removed = row
    if removed is None:
        return next(iter(_source(*known)), source), False
    back = replace(source, number=known[0], added=now)
    _update(connection, back)
    connection.execute("UPDATE sources SET removed = NULL, added = ? WHERE number = ?", [now, back.number])
    return back, True


def _update(connection: Connection, source: Source) -> None:
    connection.execute(
        "UPDATE sources SET kind = ?, address = ?, title = ?, link = ?, folder = ?, tags = ?, attributes = ?,"
        " hidden = ?, whole = ? WHERE number = ?",
        [*_values(source), source.number],
    )


def called(sources: Sequence[Source]) -> CleanText:
    """Return what sources are called, with the verb: "Coast Paper is", "A and B are", "12 sources are"."""
    from reader.sources.addresses import shown

    if not 1 <= len(sources) <= NAMED:
        return plain.line(f"{len(sources)} sources are")
    names = " and ".join(plain.shorten(one.title or shown(one.address), MAX_NAME) for one in sources)
    return plain.line(f"{names} {'is' if len(sources) == 1 else 'are'}")


def _not_any_more(sources: Sequence[Source]) -> str:
    return f"{called(sources)} not subscribed to any more"


def _image(connection: Connection, numbers: Sequence[int]) -> changes.Image:
    """Return the rows of sources."""
    rows: list[tuple[Any, ...]] = []
    columns: tuple[str, ...] = ()
    for number in numbers:  # thousands may come at once, more than a statement takes
        image = changes.take(connection, "sources", "number = ?", [number])
        columns = image.columns
        rows += image.rows
    return changes.Image("sources", columns, rows)


def _as_removed(connection: Connection, sources: Sequence[Source]) -> changes.Image:
    """Return the rows of sources as they will be when they are removed."""
    image = _image(connection, [source.number for source in sources])
    at, now = image.columns.index("removed"), int(time.time())
    return image._replace(rows=[(*row[:at], now, *row[at + 1 :]) for row in image.rows])


def _remove(connection: Connection, numbers: Sequence[int]) -> None:
    now = int(time.time())
    connection.executemany("UPDATE sources SET removed = ? WHERE number = ?", [(now, number) for number in numbers])


def _values(source: Source) -> tuple[Any, ...]:
    lists = (json.dumps(value) for value in (source.folder, source.tags, source.attributes))
    return source.kind, source.address, source.title, source.link, *lists, int(source.hidden), int(source.whole)


def _source(
    number: int, kind: str, address: str, title: str, link: str, folder: str, tags: str, attributes: str, *rest: int
) -> list[Source]:
    """Return the source of a row, through the gate; nothing where it is damaged."""
    hidden, whole, added = rest
    try:
        return [
            Source(
                kind=str(kind),
                address=plain.line(address),
                title=_line(title),
                link=_line(link),
                folder=tuple(map(_line, json.loads(folder))),
                tags=tuple(map(_line, json.loads(tags))),
                attributes=tuple((_line(name), _line(value)) for name, value in json.loads(attributes)),
                hidden=bool(hidden),
                whole=bool(whole),
                number=int(number),
                added=int(added),
            )
        ]
    except (ValueError, TypeError, AttributeError, RecursionError):
        return []


def _visit(
    etag: str, modified: str, not_before: int, succeeded: int, failed: int, error: str, failures: int, taken: int
) -> Visit:
    return Visit(etag, modified, not_before, succeeded, failed, _line(error), failures, taken)


def _line(text: str) -> CleanText:
    return plain.shorten(text, MAX_LINE)
