"""Which article belongs to which story, kept so that numbers and letters stay: what was B yesterday is B tomorrow.

    stories   a number that is never used again, and how many letters have been given in it
    members   an article's story and its letter there; `hand` says who put it there, see `By`
    apart     stories that a person or an import took an article out of, with the letter it had: grouping does not put
              it back
    beside    articles in no story that tell something related to one
    copies    articles that hold the text of another one, each with one that is the same for all of them

A letter is given when an article joins, is kept, and is not given to another one. Everything that changes is one step
and waits for the disk, but may be asked by any thread.
"""

from __future__ import annotations

import time
from collections import Counter
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from reader.library.file.errors import LibraryError
from reader.library.stated import changes
from reader.library.stated.stack import new_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from sqlite3 import Connection

    from reader.library.stated.shelf import Shelf

T = TypeVar("T")
Row = tuple[Any, ...]


class By(IntEnum):
    """Who put an article into its story: what a person did is undone by nobody else, what an import did by persons."""

    GROUPING = 0
    HAND = 1
    IMPORT = 2


class Member(NamedTuple):
    """An article's place in a story."""

    article: int
    """The article's number."""
    story: int
    letter: int
    """Counted from 0."""
    by: By
    """Who put it there."""


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

    def every_beside(self) -> dict[int, int]:
        """Return the articles that lie beside stories, each with the number of its story. Raises LibraryError."""
        return dict(self._database.rows("SELECT article, story FROM beside ORDER BY article"))

    def copies(self) -> dict[int, int]:
        """Return the articles that hold the text of another one, each with the first of these. Raises LibraryError."""
        return dict(self._database.rows("SELECT article, first FROM copies ORDER BY article"))

    def placed(self, numbers: Iterable[int]) -> list[Member]:
        """Return those of some articles that a person or an import put into their story. Raises LibraryError."""
        given = [_listed(numbers)]
        where = "hand > 0 AND article IN (SELECT value FROM json_each(?))"
        return _members(self._database.rows(f"{_MEMBERS} WHERE {where} ORDER BY letter", given))

    def parted(self) -> dict[tuple[str, str], bool]:
        """Return which articles were taken out of stories for good, each with every one that is there; all False.

        Both by their ids, as `Shelf.placed` has them. Raises LibraryError.
        """
        rows = self._database.rows(
            "SELECT a.id, b.id FROM apart AS p JOIN articles AS a ON a.number = p.article"
            " JOIN members AS m ON m.story = p.story JOIN articles AS b ON b.number = m.article WHERE p.hand > 0"
        )
        return {(one, other): False for one, other in rows if one != other}

    def taken_out(self, numbers: Iterable[int]) -> list[int]:
        """Return the articles that a person took out of a story that some articles are in. Raises LibraryError."""
        rows = self._database.rows(
            "SELECT DISTINCT article FROM apart WHERE hand = 1 AND story IN (SELECT story FROM members WHERE article IN"
            " (SELECT value FROM json_each(?))) ORDER BY article",
            [_listed(numbers)],
        )
        return [row[0] for row in rows]

    def settle(
        self, groups: Iterable[Sequence[int]], beside: Mapping[int, int] | None = None, *, by: By = By.GROUPING
    ) -> None:
        """Take over a grouping of articles, by number; what is in none of the groups stays as it is.

        A group becomes the story that most of its articles are in, or a new one where two or more are in none; its
        other articles join. What a person put together or took apart stays so, and what an import did as well, but for
        another import. The same grouping again changes nothing.

        Args:
            groups: Articles that tell one event each. A single one leaves the story that it is in.
            beside: Articles of single groups that are related to a story, each with an article of that.
            by: Who says so.

        Raises:
            LibraryError: It cannot be kept; then nothing has changed.
        """
        given = [list(dict.fromkeys(group)) for group in groups]
        self._database.write(lambda connection: settle(connection, given, beside or {}, by=by)).result()

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
                _join(connection, article, number, By.HAND)
            return number

        return self._by_hand(articles, change)

    def take_out(self, articles: Sequence[int]) -> None:
        """Take articles out of their stories, or from beside one, by hand; grouping does not put them back.

        Can be taken back.

        Raises:
            LibraryError: It cannot be kept.
        """

        def change(connection: Connection) -> None:
            for article in articles:
                _leave(connection, article, By.HAND)

        self._by_hand(articles, change)

    def _by_hand(self, articles: Sequence[int], change: Callable[[Connection], T]) -> T:
        token = new_key()

        def job(connection: Connection) -> T:
            before = _places(connection, articles)
            found = change(connection)
            gone = [_new_keys(*images) for images in zip(before, _places(connection, articles), strict=True)]
            changes.keep(connection, token, TAKEN_BACK, before, gone)
            return found

        done = self._database.write(job).result()
        self._shelf.can_undo(token, TAKEN_BACK)
        return done


TAKEN_BACK = "the stories are as before"
_MEMBERS = "SELECT article, story, letter, hand FROM members"
_HAND_KEYS = {"members": ("article",), "apart": ("article", "story"), "beside": ("article",)}
"""The tables that a person changes, and what a row of each is known by."""


def _members(rows: Iterable[Row]) -> list[Member]:
    return [_member(*row) for row in rows]


def _member(article: int, story: int, letter: int, hand: int) -> Member:
    return Member(article, story, letter, By(hand) if 0 <= hand < len(By) else By.GROUPING)


def _listed(numbers: Iterable[int]) -> str:
    return f"[{','.join(str(int(number)) for number in numbers)}]"


def _places(connection: Connection, articles: Sequence[int]) -> list[changes.Image]:
    where, given = "article IN (SELECT value FROM json_each(?))", [_listed(articles)]
    return [changes.take(connection, table, where, given) for table in _HAND_KEYS]


def _new_keys(before: changes.Image, after: changes.Image) -> changes.Image:
    """Return the keys of the rows that were not there before."""
    keys = _HAND_KEYS[before.table]
    places = [after.columns.index(key) for key in keys]
    known = {tuple(row[at] for at in places) for row in before.rows}
    found = [tuple(row[at] for at in places) for row in after.rows]
    return changes.Image(before.table, keys, [key for key in found if key not in known])


def _new_story(connection: Connection) -> int:
    number = connection.execute("INSERT INTO stories(letters, at) VALUES(0, ?)", [int(time.time())]).lastrowid
    assert number is not None
    return number


def _join(connection: Connection, article: int, story: int, by: By) -> None:
    """Put an article into a story, with the letter that it had there or a new one."""
    at = connection.execute("SELECT story FROM members WHERE article = ?", [article]).fetchone()
    if at is not None and at[0] == story:
        if by is not By.GROUPING:
            connection.execute("UPDATE members SET hand = ? WHERE article = ?", [int(by), article])
        return
    if at is not None:
        _leave(connection, article, by)
    connection.execute("DELETE FROM beside WHERE article = ?", [article])
    had = connection.execute("SELECT letter FROM apart WHERE article = ? AND story = ?", [article, story]).fetchone()
    if had is not None:
        connection.execute("DELETE FROM apart WHERE article = ? AND story = ?", [article, story])
    if had is not None and had[0] is not None:
        letter = had[0]
    else:
        given = connection.execute("SELECT letters FROM stories WHERE number = ?", [story]).fetchone()
        if given is None:
            raise LibraryError(f"no story {story}")
        letter = given[0]
        connection.execute("UPDATE stories SET letters = letters + 1 WHERE number = ?", [story])
    connection.execute(
        "INSERT INTO members(article, story, letter, hand) VALUES(?, ?, ?, ?)", [article, story, letter, int(by)]
    )


def _leave(connection: Connection, article: int, by: By) -> None:
    """Take an article out of its story, or from beside one; by hand and by import, for good."""
    if by is not By.GROUPING:
        connection.execute(
            "INSERT OR REPLACE INTO apart(article, story, letter, hand) SELECT article, story, letter, ? FROM members"
            " WHERE article = ? UNION ALL SELECT article, story, NULL, ? FROM beside WHERE article = ?",
            [int(by), article, int(by), article],
        )
        connection.execute("DELETE FROM beside WHERE article = ?", [article])
    connection.execute("DELETE FROM members WHERE article = ?", [article])


def settle(
    connection: Connection, groups: Sequence[Sequence[int]], beside: Mapping[int, int], *, by: By = By.GROUPING
) -> None:
    """Take over a grouping inside a transaction; see `Assignments.settle`."""
    given = [_listed(number for group in groups for number in group)]
    among = "IN (SELECT value FROM json_each(?))"
    known = {row[0]: _member(*row) for row in connection.execute(f"{_MEMBERS} WHERE article {among}", given)}
    there = {row[0] for row in connection.execute(f"SELECT number FROM articles WHERE number {among}", given)}
    connection.execute(f"DELETE FROM beside WHERE article {among}", given)
    fixed, apart = _fixed(connection, given, by)
    homes = _homes(groups, known)
    for at, group in enumerate(groups):
        free = [number for number in group if number in there and number not in fixed]
        placed = Counter(fixed[number].story for number in group if number in fixed)
        home = homes.get(at, max(placed, key=lambda story: (placed[story], -story), default=None))
        if home is None and len(free) > 1:
            home = _new_story(connection)
        for number in free:
            if home is None or (number, home) in apart or len(group) == 1:
                _leave(connection, number, by)
            else:
                _join(connection, number, home, by)
    for number, member in fixed.items():
        if number in there and (number not in known or known[number].story != member.story):  # of the same text
            _join(connection, number, member.story, member.by)
    connection.executemany(
        "INSERT INTO beside(article, story) SELECT a.number, m.story FROM articles AS a JOIN members AS m"
        " ON m.article = ? WHERE a.number = ? AND a.number NOT IN (SELECT article FROM members)"
        " AND NOT EXISTS (SELECT 1 FROM apart WHERE article = a.number AND story = m.story)",
        [(home, number) for number, home in beside.items()],
    )


def _fixed(connection: Connection, given: Sequence[str], by: By) -> tuple[dict[int, Member], set[tuple[int, int]]]:
    """Return which of some articles are where they are for good, and which stories some are kept out of.

    What was done to a text holds for all articles of that text.
    """
    hands = [int(By.HAND)] if by is By.IMPORT else [int(By.HAND), int(By.IMPORT)]
    marks = ", ".join("?" * len(hands))
    same = "JOIN articles AS a ON a.number = m.article JOIN articles AS n ON n.id = a.id"
    among = f"m.hand IN ({marks}) AND n.number IN (SELECT value FROM json_each(?))"
    members = connection.execute(
        f"SELECT n.number, m.story, m.letter, m.hand FROM members AS m {same} WHERE {among}"
        " ORDER BY m.hand DESC, n.number = m.article",  # the last one holds: its own place, and that by a person
        [*hands, *given],
    )
    fixed = {row[0]: _member(*row) for row in members}
    apart = connection.execute(f"SELECT n.number, m.story FROM apart AS m {same} WHERE {among}", [*hands, *given])
    return fixed, set(apart)


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
