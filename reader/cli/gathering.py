"""`sync`, `import`, `forget` and `undo`: what comes into the library, and what goes from it."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.keeping import kept_in
from reader.cli.output import ALL_TAKEN, INTERRUPTED, NOTHING_DONE, SOME_SKIPPED, FailedError
from reader.cli.subscribing import chosen_of, name_of
from reader.cli.taking import STDIN, read_stdin
from reader.library.file.errors import LibraryError
from reader.text import plain

if TYPE_CHECKING:
    import argparse

    from reader.desk.gathering.arriving import Kept
    from reader.desk.gathering.syncing import Sync, Visited
    from reader.library.library import Library

# ---------------------------------------------------------------- sync


def sync(arguments: argparse.Namespace) -> int:
    """Ask sources for what is new; each line is written once what it tells of is on disk."""
    from reader import config
    from reader.desk.gathering.syncing import Sync
    from reader.model import Strictness
    from reader.sources.asking import Policy

    settings = config.load()
    with kept_in(arguments) as library:
        every = library.sources.all()
        if not every:
            raise FailedError("nothing is subscribed to yet: newsreader add takes addresses and folders")
        sources, missing = chosen_of(every, arguments.names) if arguments.names else (every, False)
        round_ = Sync(
            library,
            sources,
            Policy.of(settings.fetch),
            strictness=Strictness(settings.cleaning),
            forced=arguments.force,
        )
        telling = _Telling(round_, quiet=arguments.quiet)
        try:
            for visited in round_:
                telling.take(visited)
        except KeyboardInterrupt:
            output.say(f"interrupted: {telling.summary()}; what came is kept")
            return INTERRUPTED
        finally:
            output.end_status()
        telling.end()
        for words in round_.grouped.words:
            output.say(words)
        return telling.code() or (SOME_SKIPPED if missing else ALL_TAKEN)


class _Telling:
    """What a round has brought, in words."""

    def __init__(self, round_: Sync, *, quiet: bool) -> None:
        from reader.cli.progress import Progress

        self._round, self._quiet = round_, quiet
        self._progress = Progress("source") if not quiet and Progress.fits(aside=True) else None
        self._failed: set[int] = set()
        self._answered: set[int] = set()
        self._waits = 0
        self._new = self._changed = 0
        self._whole: dict[int, int] = {}
        """Whole texts by source: they come one by one, after all sources were asked, and are told of together."""
        self._names: dict[int, str] = {}

    def take(self, visited: Visited) -> None:
        """Say what a source has brought, or why it did not."""
        name, number = name_of(visited.source), visited.source.number
        self._names[number] = name
        if number in self._answered:
            self._whole[number] = self._whole.get(number, 0) + visited.new + visited.changed
            visited = replace(visited, new=0, changed=0)
        self._new += visited.new
        self._changed += visited.changed
        self._waits += visited.waits
        if visited.error and not visited.waits:
            self._failed.add(number)
            output.say(f"{name}: {visited.error}")
        elif not visited.waits:
            self._answered.add(number)
        if not self._quiet:
            if visited.waits:
                output.say(f"{name}: {visited.error} (--force asks it all the same)")
            for words in visited.words:
                output.say(f"{name}: {words}")
            brought = ", ".join(f"{count} {what}" for count, what in _counts(visited.new, visited.changed) if count)
            if brought:
                output.data(f"{number}  {name}: {brought}")
                sys.stdout.flush()
        if self._progress is not None:
            self._progress.show(self._round.going.done, self._round.going.total, self._round.going.waiting[:1])

    def summary(self) -> str:
        """Return the counts."""
        asked = len(self._answered | self._failed)
        parts = [f"{asked} source{'s' if asked != 1 else ''} asked"]
        parts += [f"{count} {what}" for count, what in _counts(self._new, self._changed)]
        parts += [_whole_texts(sum(self._whole.values()))] if self._whole else []
        parts += [f"{len(self._failed)} failed"] if self._failed else []
        parts += [f"{self._waits} left alone"] if self._waits else []
        return ", ".join(parts)

    def end(self) -> None:
        """Say the counts."""
        if not self._quiet:
            for number, count in self._whole.items():
                output.data(f"{number}  {self._names[number]}: {_whole_texts(count)}" if count else "")
            output.say(self.summary())

    def code(self) -> int:
        """Return the exit code."""
        if not self._failed:
            return ALL_TAKEN
        return SOME_SKIPPED if self._answered else NOTHING_DONE


def _whole_texts(count: int) -> str:
    return f"{count} whole text{'s' if count != 1 else ''}"


def _counts(new: int, changed: int) -> tuple[tuple[int, str], ...]:
    return (new, "new"), (changed, "changed")


# ---------------------------------------------------------------- import


def import_paths(arguments: argparse.Namespace) -> int:
    """Keep files and folders; an id is written once its article is on disk."""
    from reader import config
    from reader.cli.progress import Progress
    from reader.desk import workers
    from reader.desk.gathering import arriving
    from reader.model import Strictness

    stdin = read_stdin() if STDIN in arguments.paths else None
    progress = Progress() if Progress.fits(aside=not output.on_terminal()) else None
    taken = _Imported()
    with kept_in(arguments) as library:
        try:
            with workers.Pool(workers.cores(), Strictness(config.load().cleaning)) as pool:
                for item in arriving.import_paths(
                    library,
                    arguments.paths,
                    stdin=stdin,
                    pool=pool,
                    told=progress.show if progress else None,
                    grouping=_finding if progress else None,
                ):
                    taken.take(item)
        except KeyboardInterrupt:
            output.say(f"interrupted: {taken.summary()}; the same command goes on from here")
            return INTERRUPTED
        except LibraryError as error:
            if not taken.kept:
                raise
            output.say(f"broken off: {taken.summary()}, which is kept; {error}")
            return SOME_SKIPPED
        finally:
            output.end_status()
    output.say(taken.summary())
    if not taken.kept and not taken.there:
        return NOTHING_DONE
    return SOME_SKIPPED if taken.skipped else ALL_TAKEN


class _Imported:
    """What became of files, counted and said as it comes."""

    def __init__(self) -> None:
        self.kept = self.there = self.skipped = 0

    def take(self, item: Kept) -> None:
        """Say what became of a file, or count those that were there."""
        from reader.desk.opening.inputs import Done, Problem
        from reader.library.holdings.adding import SAME

        if isinstance(item, Problem):
            self.skipped += item.skipped
            output.say(str(item))
        elif isinstance(item, Done):
            self.there += item.count
        elif item.what == SAME:
            self.there += 1
        else:
            self.kept += 1
            output.data(f"imported {item.id}")
            sys.stdout.flush()

    def summary(self) -> str:
        """Return the counts."""
        counts = (
            f"{self.there} there already" if self.there else "",
            f"{self.skipped} skipped" if self.skipped else "",
        )
        return ", ".join(filter(None, (f"{self.kept} imported", *counts)))


def _finding(done: int, total: int) -> None:
    output.status(f"finding stories: {done} of {total} articles")


# ---------------------------------------------------------------- forget, undo


def forget(arguments: argparse.Namespace) -> int:
    """Remove all that is kept of articles: by file, by folder, by id; for good where that is asked."""
    if not arguments.names and not arguments.for_good:
        raise FailedError("forget: what? Files, folders or ids; --for-good alone makes final what was forgotten before")
    with kept_in(arguments) as library:
        ids: list[str] = []
        missing = 0
        for name in arguments.names:
            found = _ids_of(library, name)
            missing += not found
            if not found:
                output.say(f"nothing is kept of {plain.shorten(name, 60)!r}")
            ids += found
        ids = list(dict.fromkeys(ids))
        if not ids and arguments.names:
            return NOTHING_DONE
        if ids:
            library.shelf.forget(ids)
        if arguments.for_good:
            library.shelf.purge()
        for id_ in ids:
            output.data(f"forgotten {id_}")
    _say_forgotten(library, len(ids), for_good=arguments.for_good)
    return SOME_SKIPPED if missing else ALL_TAKEN


def _say_forgotten(library: Library, articles: int, *, for_good: bool) -> None:
    count = f"{articles} article{'s' if articles != 1 else ''} forgotten"
    if not for_good:
        them = "it" if articles == 1 else "them"
        output.say(f"{count}; newsreader undo brings {them} back, until newsreader forget --for-good")
        return
    output.say(f"{count}; nothing of what was forgotten or removed is left in {library.database.name}")
    copies = [plain.line(path.name) for path in library.database.copies()]
    if copies:
        output.say(f"older copies beside it may still hold it; delete them as well: {', '.join(copies)}")


def _ids_of(library: Library, name: str) -> list[str]:
    """Return the ids of articles of which something is kept: by an id or its beginning, else by file or folder."""
    path = os.path.abspath(name)  # noqa: PTH100 - links stay as they are
    ids = [*library.articles.ids_under(path), *sorted(library.shelf.ids_under(path))]
    if not ids and not os.path.lexists(name):
        ids = ids_of_name(library, name)
    return ids


def ids_of_name(library: Library, name: str) -> list[str]:
    """Return the ids that a name of four letters or more begins, of articles that something is kept of."""
    if len(name) < 4:
        return []
    begun = {*library.articles.ids_of(name), *library.shelf.ids_with(name)}
    if len(begun) > 1:
        raise FailedError(f"{plain.shorten(name, 60)!r} begins {len(begun)} ids; write more of it")
    return list(begun)


def undo(arguments: argparse.Namespace) -> int:
    """Take back the last change that can be."""
    with kept_in(arguments) as library:
        words = library.shelf.undo()
        library.shelf.flush()
        if not words:
            raise FailedError("there is nothing to take back")
        output.data(words)
    return ALL_TAKEN
