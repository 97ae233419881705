"""What all that a reader states has in common: it is kept, it can be taken back, and what goes wrong is said.

The part of the shelf that knows no article.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from reader.library.file.errors import LibraryError
from reader.library.stated import changes, state
from reader.library.stated.kept import Kept, Sheet
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from reader.library.file.database import Database
    from reader.model import Details
    from reader.text.plain import CleanText

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Change:
    """One step that can be taken back."""

    words: str
    """What is said then."""
    back: Callable[[], None]
    """Takes it back; raises LibraryError where it cannot."""


class Stack:
    """Changes in memory, written behind: none waits for the disk. `flush` does, and says what could not be kept.

    Args:
        database: The library.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.words: list[CleanText] = []
        """What there is to say, a line each: what could not be read or kept, rules that mean nothing."""
        self.told: Callable[[], object] | None = None
        """Is called, by any thread, when something could not be kept, which `words` says, or was put back."""
        self.lasting = False
        """Whether every step can be taken back after a restart as well: for programs that end after one."""
        database.told = lambda words: self._say(words, False)
        self._failed: list[CleanText] = []
        self._unread: set[CleanText] = set()
        self._undone: set[str] = set()
        """Tokens of changes that were taken back, or are just being."""
        self._changes: list[Change] = []
        self._details: Kept[str, Details] = self._kept(state.DETAILS)
        self._read: Kept[str, int] = self._kept(state.READ)
        self._stars: Kept[str, int] = self._kept(state.STARS)
        self._tags: Kept[tuple[str, str], int] = self._kept(state.TAGS)
        self._places: Kept[str, tuple[int, int]] = self._kept(state.PLACES)
        self._notes: Kept[str, state.Note] = self._kept(state.NOTES)
        self._clips: Kept[str, state.Clip] = self._kept(state.CLIPS)
        self._names: Kept[str, state.Name] = self._kept(state.NAMES)
        self._pairs: Kept[tuple[str, str], bool] = self._kept(state.PAIRS)
        self._placed: Kept[tuple[str, str], bool] = self._kept(state.PLACED)
        self._seats: Kept[tuple[str, str, str], int] = self._kept(state.SEATS)
        self._searches: Kept[str, state.Search] = self._kept(state.SEARCHES)
        self._settings: Kept[str, str] = self._kept(state.SETTINGS)

    # ---------------------------------------------------------------- keeping

    def flush(self) -> None:
        """Wait until all changes are on disk.

        Raises:
            LibraryError: One of those since the last call could not be kept; the others are.
        """
        self.database.flush()
        if self._failed:
            failed, self._failed = self._failed, []
            self.words = [words for words in self.words if words not in failed]
            raise LibraryError(failed[0])

    def close(self) -> None:
        """Wait as `flush` does and let go of the library. Raises LibraryError."""
        self.database.close()
        self.flush()

    def reload(self) -> None:
        """Read everything anew when it is next asked for: another program may have changed it."""
        for kept in self._every:
            kept.reload()

    def _kept(self, sheet: Sheet[K, V]) -> Kept[K, V]:
        return Kept(self.database, sheet, self._say)

    @property
    def _every(self) -> list[Kept[Any, Any]]:
        return [value for value in vars(self).values() if isinstance(value, Kept)]

    def _say(self, words: CleanText, failed: bool) -> None:
        if failed:
            self._failed.append(words)
        if not failed or self.database.sealed:  # once is enough
            if words in self._unread:
                return
            self._unread.add(words)
        self.words.append(words)
        if failed and self.told is not None:
            self.told()

    # ---------------------------------------------------------------- taking back

    def _change(self, kept: Kept[K, V], values: Mapping[K, V | None], words: str = "") -> None:
        """Change what is kept; with words it can be taken back while the program runs, or later if `lasting`."""
        if not words:
            kept.put(values)
        elif self.lasting:
            self._keep_step(kept, values, words)
        else:
            before = kept.put(values)
            self._changes.append(Change(words, lambda: _put(kept, before)))

    def _keep_step(self, kept: Kept[K, V], values: Mapping[K, V | None], words: str) -> None:
        """Change what is kept, with how it was in the table of what can be taken back."""
        sheet, token = kept.sheet, new_key()
        before = {key: kept.get(key) for key in values}
        rows = [sheet.row(key, value) for key, value in before.items() if value is not None]
        new = [key if isinstance(key, tuple) else (key,) for key, value in before.items() if value is None]
        images = [changes.Image(sheet.table, (*sheet.keys, *sheet.columns), rows)]
        gone = [changes.Image(sheet.table, sheet.keys, new)]
        kept.put(values, lambda connection: changes.keep(connection, token, words, images, gone))
        self.can_undo(token, words)

    def _destroy(self, kept: Kept[K, V], keys: Iterable[K], words: str) -> None:
        """Remove what is kept so that it can be taken back after a restart as well."""
        there = {key: value for key in keys if (value := kept.get(key)) is not None}
        if not there:
            return
        token = new_key()
        sheet = kept.sheet
        image = changes.Image(
            sheet.table, (*sheet.keys, *sheet.columns), [sheet.row(key, value) for key, value in there.items()]
        )
        kept.put(dict.fromkeys(there), lambda connection: changes.keep(connection, token, words, [image]))

        def back() -> None:
            self._undone.add(token)
            kept.put(there, lambda connection: changes.forget(connection, token))

        self._changes.append(Change(words, back))

    def undo(self) -> str:
        """Take back the last change and say which; empty where there is none.

        Once none is left since the program began, destructive changes of earlier runs follow.

        Raises:
            LibraryError: It cannot be taken back. It then stays and can be undone later.
        """
        if self._changes:
            self._changes[-1].back()
            return self._changes.pop().words
        if not self.database.exists():
            return ""
        with self.database.reading() as connection:
            found = changes.newest(connection, self._undone)
        if found is None:
            return ""
        token, words = found
        self._put_back(token)
        return plain.line(words)

    def _put_back(self, token: str) -> None:
        def done(error: LibraryError | None) -> None:
            if error is not None:
                self._undone.discard(token)
                self._say(plain.line(str(error)), True)
                return
            self.reload()
            if self.told is not None:
                self.told()

        self._undone.add(token)
        self.database.write(lambda connection: changes.put_back(connection, token), done)

    def can_undo(self, token: str, words: str) -> None:
        """Let a change that was kept by `changes.keep` be the next that is taken back."""
        self._changes.append(Change(words, lambda: self._put_back(token)))

    def can_take_back(self, words: str, back: Callable[[], None]) -> None:
        """Let a change be the next that is taken back, until the program ends."""
        self._changes.append(Change(words, back))

    def say_error(self, error: LibraryError | None) -> None:
        """Say of something that was written later why it could not be kept."""
        if error is not None:
            self._say(plain.line(str(error)), True)

    def purge(self) -> None:
        """Make final what was removed, forgotten or unsubscribed: nothing of it is left, in the file either. Waits.

        Raises:
            LibraryError: It cannot be made final, or the file not be written anew.
        """
        from reader.library.stated import forgetting

        self.database.write(forgetting.purge).result()
        self._changes.clear()
        self.database.compact()


def _put(kept: Kept[K, V], values: Mapping[K, V | None]) -> None:
    kept.put(values)


def new_key() -> str:
    """Return a key that no other program makes: two of them may write to one library."""
    return os.urandom(8).hex()
