"""`doctor` and `reclean`: how the library is, and cleaning anew what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.keeping import kept_in, library_of
from reader.cli.output import ALL_TAKEN, INTERRUPTED, SOME_SKIPPED

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from reader.desk.checkup import Checkup
    from reader.library.holdings.recleaning import Recleaned


def doctor(arguments: argparse.Namespace) -> int:
    """Say how the library is, where everything lies, which limits hold, what is installed, and what went wrong."""
    from reader.desk.checkup import examine_all

    library = library_of(arguments)
    found = examine_all(library)
    if arguments.json:
        output.as_json(_as_data(found))
    else:
        for line in _lines(found):
            output.data(line)
    for fault in found.faults:
        output.say(fault)
    return SOME_SKIPPED if found.faults else ALL_TAKEN


def _lines(found: Checkup) -> Iterator[str]:
    facts = found.facts
    state = "not there yet" if not facts.exists else "something is wrong" if facts.faults else "sound"
    yield f"library: {state}"
    if facts.exists and not facts.index_current:
        yield "  the search index is of an older version; it is made anew with the next article"
    yield from (f"  {count:>9,}  {table}" for table, count in facts.counts)
    yield from (f"  {size / 1e6:>9,.1f}  MB in {name}" for name, size in facts.sizes)
    if found.folders:
        rules = [one for one in found.folders if one.hides]
        yield f"  {sum(one.total or 0 for one in rules):>9,}  hidden by your rules ({len(rules)}; newsreader folders)"
        yield f"  {len(found.folders) - len(rules):>9,}  folders"
    for title, pairs in (
        (
            "where it lies",
            [(what, f"{path}{'' if there else ' (not there yet)'}") for what, path, there in found.places],
        ),
        ("limits", found.limits),
        ("versions", found.versions),
    ):
        yield title
        wide = max(len(what) for what, _ in pairs)
        yield from (f"  {what:{wide}}  {value}" for what, value in pairs)
    yield "last errors" if facts.errors else "last errors: none"
    yield from (f"  {error}" for error in facts.errors)


def _as_data(found: Checkup) -> dict[str, object]:
    facts = found.facts
    return {
        "library": {
            "exists": facts.exists,
            "version": facts.version,
            "index": facts.index,
            "index_current": facts.index_current,
            "counts": dict(facts.counts),
            "sizes": dict(facts.sizes),
        },
        "folders": {one.name: one.total for one in found.folders if not one.hides},
        "rules": {one.name: one.total for one in found.folders if one.hides},
        "places": {what: {"path": path, "exists": there} for what, path, there in found.places},
        "limits": dict(found.limits),
        "versions": dict(found.versions),
        "errors": list(facts.errors),
        "faults": list(found.faults),
    }


def reclean(arguments: argparse.Namespace) -> int:
    """Clean every original anew, with today's cleaner and rules."""
    from reader import config
    from reader.cli.progress import Progress
    from reader.desk import workers
    from reader.desk.gathering.renewing import reclean as cleaned
    from reader.library.holdings.recleaning import Recleaned
    from reader.model import Strictness

    progress = Progress("article") if Progress.fits(aside=True) else None
    done = Recleaned(0, 0)
    with kept_in(arguments) as library:
        total = library.articles.count()
        try:
            with workers.Pool(workers.cores(), Strictness(config.load().cleaning)) as pool:
                for done in cleaned(library, pool):
                    if progress is not None:
                        progress.show(done.seen, total)
        except KeyboardInterrupt:
            output.say(f"interrupted: {_counted(done)}; what was cleaned is kept")
            return INTERRUPTED
        finally:
            output.end_status()
        for words in library.shelf.words:
            output.say(words)
    output.say(_counted(done))
    return ALL_TAKEN


def _counted(done: Recleaned) -> str:
    what = "differs" if done.changed == 1 else "differ"
    kept = " (the versions before are kept)" if done.changed else ""
    return f"{done.seen} cleaned anew, {done.changed} {what}{kept}"
