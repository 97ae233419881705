"""`stories join`, `out`, `split` and `pin`: what a person says of stories, of the library or of what paths hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.keeping import kept_in
from reader.cli.output import ALL_TAKEN, FailedError
from reader.model import letter
from reader.text import plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from reader.desk.stories.placing import Hand, Move
    from reader.library.library import Library

    Mates = Callable[[str], tuple[str, list[str]]]
    """Gives for what a person typed an article's id and those of the sources of the story that it is in or beside."""

VERBS = ("join", "out", "split", "pin")
_FEWEST = {"join": 2}


def change(arguments: argparse.Namespace) -> int:
    """Change a story by hand."""
    from reader.desk.stories.placing import Hand

    verb, *names = arguments.paths
    if len(names) < _FEWEST.get(verb, 1):
        raise FailedError(f"stories {verb}: which articles? newsreader list --ids names them")
    with kept_in(arguments) as library:
        mates = _opened(arguments) if arguments.inside else _of_library(library)
        found = [mates(name) for name in names]
        hand = Hand(library.shelf, None if arguments.inside else library)
        output.data(_change(hand, verb, found))
    return ALL_TAKEN


def _change(hand: Hand, verb: str, found: Sequence[tuple[str, list[str]]]) -> str:
    """Do it and return what has been done."""
    ids = [id_ for id_, _ in found]
    first, mates = found[0]
    if verb != "out" and first not in mates:
        mates = [first]
    left = [id_ for id_ in mates if id_ not in ids]
    if verb == "join":
        moved = [(id_, some) for id_, some in found[1:] if id_ not in mates]
        if moved:
            hand.join(_moves(moved), mates)
        return f"{len(moved)} joined the story of {first}: {len(mates) + len(moved)} articles"
    if verb == "pin":
        hand.pin(mates)
        return f"{len(mates)} articles stay together"
    if verb == "split" and len(ids) > 1:
        if not left or any(id_ not in mates for id_ in ids):
            raise FailedError("stories split: articles of one story, and not all of them")
        hand.split(ids, left)
        return f"{len(ids)} articles are a story of their own, {len(left)} stay"
    hand.take_out(_moves(found))
    return f"{len(ids)} taken out"


def _moves(found: Sequence[tuple[str, list[str]]]) -> list[Move]:
    return [([id_], [other for other in mates if other != id_]) for id_, mates in found]


def _of_library(library: Library) -> Mates:
    from reader.desk.listing.picking import named, placed

    def mates(name: str) -> tuple[str, list[str]]:
        number = named(library, name)
        if number is None:
            number = placed(library, name)
        if number is None:
            raise FailedError(_no_article(library, name))
        (entry,) = library.articles.entries([number])
        members = library.stories.members(entry.story) if entry.story is not None else []
        ids = {one.number: one.id for one in library.articles.entries(member.article for member in members)}
        return entry.id, list(dict.fromkeys(ids[one.article] for one in members if one.article in ids)) or [entry.id]

    return mates


def _no_article(library: Library, name: str) -> str:
    """Return why a name means no article of the library."""
    members = library.stories.members(int(name)) if name.isdecimal() and len(name) < 8 else []
    if members:
        places = ", ".join(f"{int(name)}{letter(one.letter)}" for one in members[:3])
        more = "..." if len(members) > 3 else ""
        return f"{int(name)} is a story: name articles of it, {places}{more}"
    return f"no article {plain.shorten(name, 60)!r} in the library; newsreader list --ids names them"


def _opened(arguments: argparse.Namespace) -> Mates:
    from reader.cli.taking import Taken, one_of

    edition = Taken(arguments.inside, arguments=arguments).edition()

    def mates(name: str) -> tuple[str, list[str]]:
        article = one_of(edition, name)
        story = edition.story_of(article.id)
        sources = [one.id for one in story.sources] if story is not None else []
        return article.id, sources or [article.id]

    return mates
