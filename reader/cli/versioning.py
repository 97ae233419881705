"""`versions ID`, and what `ID@2` means for `show` and `compare`: the versions of an article of the library."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.keeping import library_of
from reader.cli.output import ALL_TAKEN, FailedError
from reader.text import dates, plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from reader.library.library import Library
    from reader.model import Article


def versions(arguments: argparse.Namespace) -> int:
    """List the versions of an article, the newest first."""
    from reader.desk.gathering.versions import called, listed, meant
    from reader.desk.listing.picking import named, placed

    library = library_of(arguments)
    earlier = meant(library, arguments.name)
    number = earlier.number if earlier is not None else named(library, arguments.name)
    if number is None:
        number = placed(library, arguments.name)
    if number is None:
        raise FailedError(f"versions: {plain.shorten(arguments.name, 60)!r} is no article of the library")
    found = listed(library, library.articles.versions(number))
    id_ = next(one.version.id for one in found if one.version.shown)
    if arguments.json:
        output.as_json(
            {
                "id": id_,
                "versions": [
                    {
                        "version": one.version,
                        "id": one.id,
                        "what": called(one),
                        "at": datetime.fromtimestamp(one.at).astimezone().isoformat(),
                        "words": words,
                        "shown": one.shown,
                        "cleaned_anew": one.anew,
                    }
                    for one, words in found
                ],
            }
        )
        return ALL_TAKEN
    for one, words in found:
        more = ", ".join([*["shown"] * one.shown, *["cleaned anew"] * one.anew])
        line = f"{id_}@{one.version}  {called(one):11}  {dates.moment(one.at)}  {words:>6} words  {more}"
        output.data(line.rstrip())
    return ALL_TAKEN


def version_of(library: Library, name: str) -> Article | None:
    """Return the version that a name means; None where it means none. Raises FailedError where it is damaged."""
    from reader.desk.gathering.versions import loaded, meant

    version = meant(library, name)
    if version is None:
        return None
    found = loaded(library, version)
    if not found:
        raise FailedError(f"{name}: this version is damaged and cannot be read")
    return found[0]


def both_of(library: Library, names: Sequence[str]) -> tuple[Article, Article] | None:
    """Return two versions, or one and an article of the library as it is shown; None where neither name means one."""
    from reader.desk.gathering.versions import told_apart
    from reader.desk.listing.picking import named

    found = [version_of(library, name) for name in names]
    if not any(found):
        return None
    for at, name in enumerate(names):
        number = named(library, name) if found[at] is None else None
        if number is not None:
            found[at] = library.load([number])[0]
    one, other = found
    if one is None or other is None:
        missing = names[0] if one is None else names[1]
        raise FailedError(
            f"{plain.shorten(missing, 60)!r} is no article of the library; a version is compared with one"
        )
    if one.id == other.id and one.text == other.text:
        raise FailedError("both names mean the same version")
    return told_apart(one, other, 1, 2)
