"""Which library a command line means: that of `--library`, of the configuration, of the data folder, or none at all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.cli.output import FailedError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from reader.config import Config
    from reader.library.library import Library


def library_of(arguments: argparse.Namespace, settings: Config | None = None) -> Library:
    """Return the library that is meant; nothing of it is opened. Raises FailedError where two are."""
    from reader import config
    from reader.library.library import Library

    if arguments.private:
        if arguments.library:
            raise FailedError("--private keeps nothing, --library keeps it elsewhere: choose one of them")
        return Library.nowhere()
    return Library.home(arguments.library or (settings or config.load()).library)


@contextmanager
def kept_in(arguments: argparse.Namespace) -> Iterator[Library]:
    """Give the library for a verb that changes it; all is on disk, or said not to be, when the block is left.

    Every step of the verb can be taken back by `newsreader undo`.

    Raises:
        FailedError: Nothing shall be kept.
        LibraryError: Something could not be.
    """
    if arguments.private:
        raise FailedError(f"{arguments.verb}: --private keeps nothing, so there is nothing to do")
    library = library_of(arguments)
    library.shelf.lasting = True
    try:
        yield library
    except BaseException:
        library.database.close()
        raise
    library.close()
