"""`folders`: saved searches and rules that hide, listed with what fits them, saved, renamed and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import layout, output
from reader.cli.keeping import kept_in, library_of
from reader.cli.output import ALL_TAKEN, FailedError
from reader.text import plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from reader.desk.stories.views import Folder

_WORDS = {"save": (2,), "hide": (1, 2), "rename": (2,), "remove": (1,)}
"""What can be done, and how many words it takes."""


def folders(arguments: argparse.Namespace) -> int:
    """List the folders, or do what is asked with one."""
    what, words = arguments.what, arguments.words
    if not what:
        return _list(arguments)
    if len(words) not in _WORDS[what]:
        named = {"save": "NAME QUERY", "hide": "[NAME] QUERY", "rename": "NAME NEW", "remove": "NAME"}[what]
        raise FailedError(f"folders {what} takes {named}; a query of several words stands in quotation marks")
    output.data(_change(arguments, what, words))
    return ALL_TAKEN


def _change(arguments: argparse.Namespace, what: str, words: Sequence[str]) -> str:
    """Do it, on the disk, and return what is said. Raises QueryError, LibraryError and FailedError."""
    from reader.desk.listing.folders import save

    with kept_in(arguments) as library:
        shelf = library.shelf
        name = words[0]
        if what in ("save", "hide"):
            called = save(shelf, name if len(words) > 1 else "", words[-1], hides=what == "hide")
            said = f"{called}: hides what fits {words[-1]}" if what == "hide" else f"saved as {_named(called)}"
        elif name not in shelf.searches():
            raise FailedError(f"no folder is called {plain.shorten(name, 60)!r}; newsreader folders lists them")
        elif what == "rename":
            shelf.rename_search(name, words[1])
            said = f"{name} is called {words[1]}"
        else:
            shelf.remove_search(name)
            said = f"{name} is removed; newsreader undo brings it back"
        shelf.flush()
    return plain.line(said)


def _named(name: str) -> str:
    """Return what names a folder in a query, with quotation marks where these are needed."""
    from reader.desk.stories.views import as_query

    return f"folder:{name}" if name.replace("-", "").replace("_", "").isalnum() else as_query(name)


def _list(arguments: argparse.Namespace) -> int:
    from reader.desk.listing.folders import summaries

    found = summaries(library_of(arguments))
    if arguments.json:
        output.as_json(
            [
                {
                    "name": one.name,
                    "query": one.query,
                    "hides": one.hides,
                    "articles": one.total,
                    "unread": one.unread,
                    "error": one.error,
                }
                for one in found
            ]
        )
        return ALL_TAKEN
    wide = min(max((layout.width(one.name) for one in found), default=0), 40)
    for one in found:
        output.data(f"{layout.fit(one.name, wide)}  {_figures(one):>24}  {one.query}")
        if one.error:
            output.say(f"{one.name}: {one.error}")
    if not found:
        output.say("no folders yet: newsreader folders save NAME QUERY makes one, folders hide QUERY a rule that hides")
    return ALL_TAKEN


def _figures(one: Folder) -> str:
    if one.total is None:
        return "not a query"
    return f"hides {one.total:,}" if one.hides else f"{one.unread:,} unread of {one.total:,}"
