"""`stories`: a line a story, of the library or of paths; or which articles belong together, taken over from a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.cli import layout, output, placing
from reader.cli.keeping import kept_in
from reader.cli.output import ALL_TAKEN, FailedError
from reader.cli.taking import Taken
from reader.cli.verbs import story_data

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from reader.desk.listing.outline import Outline
    from reader.model import Story

IMPORT = "import"
_SORTS: dict[str, Callable[[Outline], Any]] = {
    "sources": lambda row: -len(row.sources),
    "newest": lambda row: -row.last.toordinal() if row.last else 0,
    "unread": lambda row: -row.unread,
    "title": lambda row: row.title.casefold(),
}


def stories(arguments: argparse.Namespace) -> int:
    """List stories of two articles and more, related ones counted, or take them over from a file."""
    if arguments.paths[:1] == [IMPORT]:
        return _merge(arguments)
    if arguments.paths and arguments.paths[0] in placing.VERBS:
        return placing.change(arguments)
    taken = Taken(arguments.paths, arguments=arguments)
    rows = _kept(taken) if taken.from_library else _opened(taken) if taken.paths else []
    if arguments.sort:
        rows.sort(key=lambda row: _SORTS[arguments.sort](row.outline))
    if arguments.json:
        output.as_json({"stories": [story_data(row.number, row.load()) | _data(row.outline) for row in rows]})
    else:
        places = max((len(str(row.number)) for row in rows), default=1)
        for row in rows:
            line = f"{row.number:>{places}}  {_line(row.outline)}"
            output.data(layout.cut(line, output.columns()) if output.on_terminal() else line)
    none_fit = bool(taken.query) and not taken.chosen()
    if not rows and not none_fit:
        output.say("no stories of two articles or more")
    return taken.code() if taken.paths or none_fit else ALL_TAKEN


class _Row(NamedTuple):
    """A story to be listed."""

    number: int
    outline: Outline
    load: Callable[[], Story]
    """Gives it with its texts and reasons."""


def _opened(taken: Taken) -> list[_Row]:
    from reader.desk.listing.outline import outline
    from reader.desk.stories.edition import is_shared

    read_ids, pairs = taken.shelf.read_ids, taken.shelf.pairs()
    shared = [(number, story) for number, story in taken.edition().numbered() if is_shared(story)]
    return [_Row(number, outline(story, read_ids, pairs), partial(_itself, story)) for number, story in shared]


def _itself(story: Story) -> Story:
    return story


def _kept(taken: Taken) -> list[_Row]:
    """Return all stories of the library that are meant, whatever its size: texts are read where they are needed."""
    from reader.desk.listing.outline import outlines
    from reader.desk.listing.picking import story_of

    found, unsaid = outlines(taken.library, taken.picked().numbers)
    if unsaid:
        output.say(f"what is new to you is not said of the {unsaid:,} oldest that are partly read; --query picks them")
    return [
        _Row(entries[0].story or 0, row, partial(story_of, taken.library, entries, taken.killed))
        for entries, row in found
    ]


def _line(row: Outline) -> str:
    sources = ", ".join(f"{letter} {source}" for letter, source in row.sources)
    copies = f"+{row.copies} {'copy' if row.copies == 1 else 'copies'}" if row.copies else ""
    counts = f"{row.unread} unread", row.new_words, copies, f"{row.related} related" if row.related else ""
    return "  ".join(part for part in (_days(row), row.title, f"({sources})", ", ".join(filter(None, counts))) if part)


def _days(row: Outline) -> str:
    if row.first is None or row.last is None:
        return "no date"
    return str(row.first) if row.first == row.last else f"{row.first} to {row.last}"


def _data(row: Outline) -> dict[str, Any]:
    return {
        "title": row.title,
        "first": str(row.first) if row.first else None,
        "last": str(row.last) if row.last else None,
        "sources": [{"letter": letter, "source": source} for letter, source in row.sources],
        "unread": row.unread,
        "copies": row.copies,
        "copy_of": dict(row.copied),
        "new": [{"letter": letter, "passages": count, "reads": reads} for letter, count, reads in row.new],
    }


def _merge(arguments: argparse.Namespace) -> int:
    from reader.desk.taking.rows import RowsError, merge

    if len(arguments.paths) != 2:
        raise FailedError("stories import: which file?")
    with kept_in(arguments) as library:
        try:
            merged = merge(library, arguments.paths[1])
        except RowsError as error:
            raise FailedError(str(error)) from None
    output.data(
        f"{merged.stories} stor{'y' if merged.stories == 1 else 'ies'} of "
        f"{merged.articles} article{'s' if merged.articles != 1 else ''}"
    )
    for count, what, words in (
        (merged.unknown, "id", "that the library does not hold"),
        (merged.unread, "row", "without a story"),
    ):
        if count:
            output.say(f"{count} {what}{'s' if count != 1 else ''} {words}")
    return output.SOME_SKIPPED if merged.unread else ALL_TAKEN
