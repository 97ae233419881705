"""`add`, `sources`, `remove` and `opml`: what is subscribed to."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli import layout, output
from reader.cli.keeping import kept_in, library_of
from reader.cli.output import ALL_TAKEN, NOTHING_DONE, SOME_SKIPPED, FailedError
from reader.cli.taking import STDIN, read_stdin
from reader.text import plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from reader.desk.gathering.subscribing import Outcome, Subscribed, Subscribing
    from reader.library.library import Library
    from reader.library.sources import Source, Visit


def add(arguments: argparse.Namespace) -> int:
    """Subscribe to what is named, and keep what it gives."""
    if arguments.title and len(arguments.names) > 1:
        raise FailedError("add: --title is for one source")
    with kept_in(arguments) as library:
        return _told(_subscribing(arguments, library).add(arguments.names))


def opml(arguments: argparse.Namespace) -> int:
    """Subscribe to the feeds of a list, or write the list."""
    return _import_opml(arguments) if arguments.what == "import" else _export_opml(arguments)


def _import_opml(arguments: argparse.Namespace) -> int:
    from reader.sources import files

    if not arguments.file:
        raise FailedError("opml import: which file? - is standard input")
    try:
        data = read_stdin() if arguments.file == STDIN else files.read_bytes(arguments.file, plain.line(arguments.file))
    except files.SourceError as error:
        raise FailedError(str(error)) from None
    name = plain.line("standard input" if arguments.file == STDIN else arguments.file)
    with kept_in(arguments) as library:
        return _told(_subscribing(arguments, library).take_list(data, name))


def _export_opml(arguments: argparse.Namespace) -> int:
    from reader.desk import writing
    from reader.desk.gathering.subscribing import as_opml
    from reader.library.sources import FEED

    sources = library_of(arguments).sources.all()
    text = as_opml(sources).decode("utf-8")
    others = sum(source.kind != FEED for source in sources)
    if others:
        what = "source that is a page or folder is" if others == 1 else "sources that are pages or folders are"
        output.say(f"{others} {what} left out: OPML lists feeds")
    if arguments.file in ("", STDIN):
        output.data(text)
        return ALL_TAKEN
    path = Path(arguments.file)
    try:
        output.data(writing.shown(writing.write_new(path.parent, path.name, text)))
    except writing.WritingError as error:
        raise FailedError(str(error)) from None
    return ALL_TAKEN


def _subscribing(arguments: argparse.Namespace, library: Library) -> Subscribing:
    from reader import config
    from reader.desk.gathering.subscribing import Subscribing, Wish
    from reader.model import Strictness
    from reader.sources.asking import Policy

    settings = config.load()
    wish = Wish(
        plain.line(getattr(arguments, "title", "")),
        tuple(plain.line(part) for part in getattr(arguments, "folder", "").split("/") if part.strip()),
        tuple(plain.line(tag.lstrip("#")) for tag in getattr(arguments, "tags", ())),
        getattr(arguments, "whole", False),
    )
    return Subscribing(library, Policy.of(settings.fetch), wish, strictness=Strictness(settings.cleaning))


def _told(outcomes: Iterable[Outcome]) -> int:
    """Write what becomes of each, as it comes, and return the exit code."""
    from reader.desk.opening.inputs import Problem

    done, failed, unread = 0, 0, 0
    for outcome in outcomes:
        if isinstance(outcome, Problem):
            failed += outcome.skipped
            output.say(str(outcome))
            continue
        done += 1
        output.data(_subscribed(outcome))
        sys.stdout.flush()
        for words in () if outcome.visited is None else (outcome.visited.error, *outcome.visited.words):
            if words:
                output.say(f"{name_of(outcome.source)}: {words}")
        failed += outcome.visited is not None and bool(outcome.visited.error)
        unread += outcome.visited is None and not outcome.known
    if unread:
        output.say(f"newsreader sync reads {'it' if unread == 1 else 'them'}")
    if not done:
        return NOTHING_DONE if failed else ALL_TAKEN
    return SOME_SKIPPED if failed else ALL_TAKEN


def _subscribed(outcome: Subscribed) -> str:
    source, visited = outcome.source, outcome.visited
    what = "changed" if outcome.changed else "there already" if outcome.known else "added"
    parts = [f"{what} {source.number}", source.kind, name_of(source)]
    if source.title and source.kind != "folder":
        parts.append(address(source))
    if visited is not None and not visited.error:
        parts.append(f"{visited.new} article{'s' if visited.new != 1 else ''}")
    return "  ".join(parts)


def name_of(source: Source) -> str:
    """Return what a source is called: its title, else its address."""
    return source.title or address(source)


def address(source: Source) -> str:
    """Return the address of a source as it may be shown, without user name and password."""
    from reader.sources.addresses import shown

    return plain.line(source.address) if source.kind == "folder" else shown(source.address)


# ---------------------------------------------------------------- sources, remove


def sources(arguments: argparse.Namespace) -> int:
    """List what is subscribed to, with what the last visits brought."""
    from reader.library.sources import Visit

    library = library_of(arguments)
    visits, counts = library.sources.visits(), library.sources.counts()
    rows = [
        (source, visits.get(source.number, Visit()), counts.get(source.number, 0)) for source in library.sources.all()
    ]
    if arguments.errors:
        rows = [row for row in rows if row[1].error]
    if arguments.json:
        output.as_json({"sources": [_as_data(*row) for row in rows]})
        return ALL_TAKEN
    for line in _lines(rows):
        output.data(layout.cut(line, output.columns()) if output.on_terminal() else line)
    if not rows:
        output.say("none that was asked failed to answer" if arguments.errors else "nothing is subscribed to yet")
    return ALL_TAKEN


def _lines(rows: Sequence[tuple[Source, Visit, int]]) -> Iterator[str]:
    wide = min(max((layout.width(name_of(source)) for source, *_ in rows), default=0), 30)
    number = max((len(str(source.number)) for source, *_ in rows), default=1)
    for source, visit, count in rows:
        when = _moment(visit.succeeded) or ("never answered" if visit.failed else "not asked yet")
        articles = f"{count:5} article{'s' if count != 1 else ' '}"
        head = f"{source.number:>{number}}  {source.kind:6}  {layout.fit(name_of(source), wide)}  {articles}"
        places = "/".join(source.folder), " ".join(f"#{tag}" for tag in source.tags)
        yield "  ".join(part for part in (head, f"{when:16}", *places, address(source)) if part)
        if visit.error:
            yield f"{' ' * (number + 2)}{_moment(visit.failed)}: {visit.error}"


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M") if seconds else ""


def _iso(seconds: int) -> str | None:
    return datetime.fromtimestamp(seconds).astimezone().isoformat() if seconds else None


def _as_data(source: Source, visit: Visit, count: int) -> dict[str, Any]:
    return {
        "number": source.number,
        "kind": source.kind,
        "title": source.title,
        "address": address(source),
        "link": source.link,
        "folder": list(source.folder),
        "tags": list(source.tags),
        "hidden": source.hidden,
        "whole": source.whole,
        "added": _iso(source.added),
        "articles": count,
        "succeeded": _iso(visit.succeeded),
        "failed": _iso(visit.failed),
        "error": visit.error,
        "failures": visit.failures,
        "not_before": _iso(visit.not_before),
    }


def remove(arguments: argparse.Namespace) -> int:
    """Unsubscribe; what came of the sources goes from all lists, until it is taken back."""
    with kept_in(arguments) as library:
        chosen, missing = chosen_of(library.sources.all(), arguments.names)
        library.sources.remove([source.number for source in chosen])
        for source in chosen:
            output.data(f"removed {source.number}  {name_of(source)}")
    return SOME_SKIPPED if missing else ALL_TAKEN


def chosen_of(sources: Sequence[Source], names: Sequence[str]) -> tuple[list[Source], bool]:
    """Return the sources that are named, each once, and whether a name means none, which is said.

    Raises:
        FailedError: None is there.
    """
    from reader.desk.gathering.subscribing import find
    from reader.sources.addresses import shown

    found = {name: find(sources, name) for name in names}
    for name, some in found.items():
        if not some:
            output.say(f"no source {plain.shorten(shown(name), 60)!r}; newsreader sources lists them")
    chosen = list({source.number: source for some in found.values() for source in some}.values())
    if not chosen:
        raise FailedError("nothing was done")
    return chosen, not all(found.values())
