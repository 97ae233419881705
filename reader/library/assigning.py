"""Which article belongs to which story, kept so that numbers and letters stay: what was B yesterday is B tomorrow.

    stories   a number that is never used again, and how many letters have been given in it
    members   an article's story and its letter there; `hand` says that a person put it there
    apart     stories that a person took an article out of, with the letter it had: grouping does not put it back
    beside    articles in no story that tell something related to one

A letter is given when an article joins, is kept, and is not given to another one. Everything that changes is one step
and waits for the disk, but may be asked by any thread.
"""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from reader.library.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from sqlite3 import Connection

    from reader.library.shelf import Shelf

T = TypeVar("T")
Row = tuple[Any, ...]


class Member(NamedTuple):
    """An article's place in a story."""

    article: int
    """The article's number."""
    story: int
    letter: int
    """Counted from 0."""
    hand: bool
    """Whether a person put it there."""


class Assignments:
    """The stories of a library.

    Args:
        shelf: Whose changes those by hand are among.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._database = shelf.database

    def all(self) -> list[Member]:
        """Return every article that belongs to a story, by story and letter. Raises LibraryError."""
        return _members(self._database.rows(f"{_MEMBERS} ORDER BY story, letter"))

    def members(self, story: int) -> list[Member]:
        """Return the members of a story in the order of their letters. Raises LibraryError."""
        return _members(self._database.rows(f"{_MEMBERS} WHERE story = ? ORDER BY letter", [story]))

    def beside(self, numbers: Iterable[int]) -> list[int]:
        """Return the articles that lie beside the stories that some articles are in. Raises LibraryError."""
        rows = self._database.rows(
            "SELECT article FROM beside WHERE story IN (SELECT story FROM members WHERE article IN"
            " (SELECT value FROM json_each(?))) ORDER BY article",
            [f"[{','.join(str(int(number)) for number in numbers)}]"],
        )
        return [row[0] for row in rows]

    def settle(self, groups: Iterable[Sequence[int]], beside: Mapping[int, int] | None = None) -> None:
        """Take over a grouping of articles, by number; what is in none of the groups stays as it is.

        A group becomes the story that most of its articles are in, or a new one where two or more are in none; its
        other articles join. What a person put together or took apart stays so. The same grouping again changes nothing.

        Args:
            groups: Articles that tell one event each. A single one leaves the story that it is in.
            beside: Articles of single groups that are related to a story, each with an article of that.

        Raises:
            LibraryError: It cannot be kept; then nothing has changed.
        """
        given = [list(dict.fromkeys(group)) for group in groups]
        self._database.write(lambda connection: settle(connection, given, beside or {})).result()

    def join(self, articles: Sequence[int], story: int | None = None) -> int:
        """Put articles into a story by hand, a new one where none is given; can be taken back.

        Returns:
            The story's number.

        Raises:
            LibraryError: There is no such story or article, or it cannot be kept.
        """

        def change(connection: Connection) -> int:
            number = _new_story(connection) if story is None else story
            for article in articles:
                _join(connection, article, number, hand=True)
            return number

        return self._by_hand(articles, change)

    def take_out(self, articles: Sequence[int]) -> None:
        """Take articles out of their stories by hand; grouping does not put them back. Can be taken back.

        Raises:
            LibraryError: It cannot be kept.
        """

        def change(connection: Connection) -> None:
            for article in articles:
                _leave(connection, article, hand=True)

        self._by_hand(articles, change)

    def _by_hand(self, articles: Sequence[int], change: Callable[[Connection], T]) -> T:
        before: list[tuple[list[Row], list[Row]]] = []

        def job(connection: Connection) -> T:
            before[:] = [_places(connection, articles)]
            return change(connection)

        def back() -> None:
            self._database.write(lambda connection: _put_back(connection, articles, *before[0])).result()

        found = self._database.write(job).result()
        self._shelf.can_take_back("the stories are as before", back)
        return found


_MEMBERS = "SELECT article, story, letter, hand FROM members"


def _members(rows: Iterable[Row]) -> list[Member]:
    return [Member(article, story, letter, bool(hand)) for article, story, letter, hand in rows]


def _places(connection: Connection, articles: Sequence[int]) -> tuple[list[Row], list[Row]]:
    marks = ", ".join("?" * len(articles))
    members = connection.execute(f"{_MEMBERS} WHERE article IN ({marks})", articles).fetchall()
    apart = connection.execute(f"SELECT article, story, letter FROM apart WHERE article IN ({marks})", articles)
    return members, apart.fetchall()


def _put_back(connection: Connection, articles: Sequence[int], members: list[Row], apart: list[Row]) -> None:
    for table in ("members", "apart"):
        connection.executemany(f"DELETE FROM {table} WHERE article = ?", [(article,) for article in articles])
    connection.executemany("INSERT INTO members(article, story, letter, hand) VALUES(?, ?, ?, ?)", members)
    connection.executemany("INSERT INTO apart(article, story, letter) VALUES(?, ?, ?)", apart)


def _new_story(connection: Connection) -> int:
    number = connection.execute("INSERT INTO stories(letters, at) VALUES(0, ?)", [int(time.time())]).lastrowid
    assert number is not None
    return number


def _join(connection: Connection, article: int, story: int, *, hand: bool) -> None:
    """Put an article into a story, with the letter that it had there or a new one."""
    at = connection.execute("SELECT story FROM members WHERE article = ?", [article]).fetchone()
    if at is not None and at[0] == story:
        if hand:
            connection.execute("UPDATE members SET hand = 1 WHERE article = ?", [article])
        return
    if at is not None:
        _leave(connection, article, hand=hand)
    had = connection.execute("SELECT letter FROM apart WHERE article = ? AND story = ?", [article, story]).fetchone()
    if had is not None:
        connection.execute("DELETE FROM apart WHERE article = ? AND story = ?", [article, story])
        letter = had[0]
    else:
        given = connection.execute("SELECT letters FROM stories WHERE number = ?", [story]).fetchone()
        if given is None:
            raise LibraryError(f"no story {story}")
        letter = given[0]
        connection.execute("UPDATE stories SET letters = letters + 1 WHERE number = ?", [story])
    connection.execute(
        "INSERT INTO members(article, story, letter, hand) VALUES(?, ?, ?, ?)", [article, story, letter, int(hand)]
    )


def _leave(connection: Connection, article: int, *, hand: bool) -> None:
    """Take an article out of its story; by hand, for good."""
    if hand:
        connection.execute(
            "INSERT OR REPLACE INTO apart(article, story, letter) SELECT article, story, letter FROM members"
            " WHERE article = ?",
            [article],
        )
    connection.execute("DELETE FROM members WHERE article = ?", [article])


def settle(connection: Connection, groups: Sequence[Sequence[int]], beside: Mapping[int, int]) -> None:
    """Take over a grouping inside a transaction; see `Assignments.settle`."""
    given = [f"[{','.join(str(number) for group in groups for number in group)}]"]
    among = "IN (SELECT value FROM json_each(?))"
    known = {row[0]: Member(*row) for row in connection.execute(f"{_MEMBERS} WHERE article {among}", given)}
    apart = set(connection.execute(f"SELECT article, story FROM apart WHERE article {among}", given))
    there = {row[0] for row in connection.execute(f"SELECT number FROM articles WHERE number {among}", given)}
    connection.execute(f"DELETE FROM beside WHERE article {among}", given)
    homes = _homes(groups, known)
    for at, group in enumerate(groups):
        free = [number for number in group if number in there and not (number in known and known[number].hand)]
        home = homes.get(at)
        if home is None and len(free) > 1:
            home = _new_story(connection)
        for number in free:
            if home is None or (number, home) in apart or len(group) == 1:
                _leave(connection, number, hand=False)
            else:
                _join(connection, number, home, hand=False)
    connection.executemany(
        "INSERT INTO beside(article, story) SELECT a.number, m.story FROM articles AS a JOIN members AS m"
        " ON m.article = ? WHERE a.number = ? AND a.number NOT IN (SELECT article FROM members)",
        [(home, number) for number, home in beside.items()],
    )


def _homes(groups: Sequence[Sequence[int]], known: Mapping[int, Member]) -> dict[int, int]:
    """Return the story that each group goes on with: that of most of its articles, the oldest of several."""
    claims = sorted(
        (
            (-count, story, at)
            for at, group in enumerate(groups)
            for story, count in Counter(known[number].story for number in group if number in known).items()
        ),
    )
    homes: dict[int, int] = {}
    taken: set[int] = set()
    for _, story, at in claims:  # the story goes to the group that has most of it
        if at not in homes and story not in taken:
            homes[at] = story
            taken.add(story)
    return homes
