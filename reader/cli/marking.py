"""`mark`, `clips` and `notes`: what a reader did with articles, in bulk and taken along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.keeping import kept_in, library_of
from reader.cli.output import ALL_TAKEN, FailedError
from reader.cli.taking import none_fits, say_corrected

if TYPE_CHECKING:
    import argparse

    from reader.library import Shelf


def mark(arguments: argparse.Namespace) -> int:
    """Mark all articles of the library that fit a query, in one step."""
    from reader.desk.listing.marking import MarkError, changed_words, checked, ids_in, mark_of

    try:
        wanted, query = mark_of(arguments.what), checked(arguments.picked)
    except MarkError as error:
        raise FailedError(f"mark: {error}") from None
    with kept_in(arguments) as library:
        ids, picked = ids_in(library, query)
        changed = wanted.on(library.shelf, ids)
        library.shelf.flush()
        say_corrected(picked.corrected)
        output.data(f"{len(ids)} article{'s' if len(ids) != 1 else ''}")
    words = changed_words(changed, len(ids)) if ids else none_fits(picked.why_none)
    if words:
        output.say(words)
    return ALL_TAKEN


def clips(arguments: argparse.Namespace) -> int:
    """Write what was copied, newest first."""
    from reader.desk.taking.keepsakes import clips_as

    shelf = _shelf(arguments)
    found = shelf.clips()
    _say(shelf)
    output.data(clips_as(arguments.format, found))
    if not found:
        output.say("no clips yet: y on a passage makes one")
    return ALL_TAKEN


def notes(arguments: argparse.Namespace) -> int:
    """Write all notes, article by article."""
    from reader.desk.taking.keepsakes import notes_as

    shelf = _shelf(arguments)
    found = shelf.notes()
    _say(shelf)
    output.data(notes_as(arguments.format, found, shelf.name_of))
    if not found:
        output.say("no notes yet")
    return ALL_TAKEN


def _shelf(arguments: argparse.Namespace) -> Shelf:
    """Return what knows the notes and clips. Raises LibraryError where they cannot be read: none is another thing."""
    library = library_of(arguments)
    library.articles.count()
    return library.shelf


def _say(shelf: Shelf) -> None:
    for words in shelf.words:
        output.say(words)
    shelf.words.clear()
