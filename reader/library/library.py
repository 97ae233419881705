"""A library as a whole: one file, and all that is kept in it at hand. Each part is loaded when it is asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.file.database import FILE, Database
from reader.library.stated.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from reader.library.holdings.articles import Articles
    from reader.library.holdings.assigning import Assignments
    from reader.library.holdings.readings import Readings
    from reader.library.sources import Sources
    from reader.model import Article


class Library:
    """One library.

    Args:
        folder: The data folder: the rules lie there, and the library if no file is named; None keeps nothing on disk.
        file: The library's file.
    """

    def __init__(self, folder: Path | None, file: Path | None = None) -> None:
        path = file if file is not None or folder is None else folder / FILE
        self.database = Database(path if folder is not None else None, _tidy)
        self.shelf = Shelf(folder, self.database)

    @classmethod
    def home(cls, file: str = "") -> Library:
        """Return the library of the data folder, or in a file of that name, with the rules of the data folder."""
        from reader.config import data_folder

        return cls(data_folder(), Path(file).expanduser().absolute() if file else None)

    @classmethod
    def nowhere(cls) -> Library:
        """Return a library that keeps nothing on disk."""
        return cls(None)

    @cached_property
    def articles(self) -> Articles:
        """The articles that are kept."""
        from reader.library.holdings.articles import Articles

        return Articles(self.database)

    @cached_property
    def sources(self) -> Sources:
        """What is subscribed to."""
        from reader.library.sources import Sources

        return Sources(self.shelf)

    @cached_property
    def stories(self) -> Assignments:
        """Which article belongs to which story."""
        from reader.library.holdings.assigning import Assignments

        return Assignments(self.shelf)

    @property
    def is_empty(self) -> bool:
        """Whether it has neither articles nor sources. Raises LibraryError."""
        found = self.database.rows(
            "SELECT EXISTS(SELECT 1 FROM articles) OR EXISTS(SELECT 1 FROM sources WHERE removed IS NULL)"
        )
        return not found or not found[0][0]

    @cached_property
    def readings(self) -> Readings:
        """What grouping works with."""
        from reader.library.holdings.readings import Readings

        return Readings(self.database)

    def load(self, numbers: Iterable[int]) -> list[Article]:
        """Return articles with what people stated about them; see `Articles.load`."""
        return [self.shelf.stated(article) for article in self.articles.load(numbers)]

    def close(self) -> None:
        """Wait until everything is on disk and let go of the file. Raises LibraryError where something is not."""
        self.shelf.close()


def _tidy(connection: Connection) -> bool:
    from reader.library.search import index

    return index.tidy(connection)
