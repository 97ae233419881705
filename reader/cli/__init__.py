"""The command line without screens. It asks `desk/`, writes data to standard output and words to standard error.

Exit codes: 0 all taken, 1 some skipped, 2 wrong use or nothing could be done, 130 interrupted.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

from reader.cli.arguments import nearest_verb, parse, parser

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

__all__ = ["guarded", "main", "nearest_verb", "parse", "parser", "run"]

_HOMES = {
    "open": ("reader.cli.verbs", "list_articles"),
    "list": ("reader.cli.verbs", "list_articles"),
    "show": ("reader.cli.verbs", "show"),
    "clean": ("reader.cli.cleaning", "clean"),
    "rules": ("reader.cli.cleaning", "rules"),
    "matrix": ("reader.cli.tabling", "matrix"),
    "search": ("reader.cli.verbs", "search"),
    "compare": ("reader.cli.comparing", "compare"),
    "check": ("reader.cli.checking", "check"),
    "who": ("reader.cli.checking", "who"),
    "figures": ("reader.cli.figuring", "figures"),
    "export": ("reader.cli.exporting", "export"),
    "add": ("reader.cli.subscribing", "add"),
    "sources": ("reader.cli.subscribing", "sources"),
    "remove": ("reader.cli.subscribing", "remove"),
    "opml": ("reader.cli.subscribing", "opml"),
    "sync": ("reader.cli.gathering", "sync"),
    "import": ("reader.cli.gathering", "import_paths"),
    "forget": ("reader.cli.gathering", "forget"),
    "undo": ("reader.cli.gathering", "undo"),
    "stories": ("reader.cli.storying", "stories"),
    "folders": ("reader.cli.foldering", "folders"),
    "mark": ("reader.cli.marking", "mark"),
    "notes": ("reader.cli.marking", "notes"),
    "clips": ("reader.cli.marking", "clips"),
    "versions": ("reader.cli.versioning", "versions"),
    "reclean": ("reader.cli.doctoring", "reclean"),
    "doctor": ("reader.cli.doctoring", "doctor"),
    "keys": ("reader.cli.verbs", "keys"),
    "config": ("reader.cli.verbs", "configuration"),
    "completion": ("reader.cli.verbs", "completion"),
}


def main(argv: Sequence[str]) -> int:
    """Run one command line without screens (`open` lists) and return its exit code."""
    return guarded(lambda: run(parse(argv)))


def run(arguments: argparse.Namespace) -> int:
    """Run a parsed command line; may raise what `guarded` answers."""
    module, name = _HOMES[arguments.verb]
    verb: Callable[[argparse.Namespace], int] = getattr(importlib.import_module(module), name)
    return verb(arguments)


def guarded(action: Callable[[], int]) -> int:
    """Run something and answer in one line what ends it: wrong use, a full disk, Ctrl-C. A closed pipe is quiet."""
    from reader.cli import output

    output.prepare()
    try:
        code = action()
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        output.silence(sys.stdout)
        return output.ALL_TAKEN
    except KeyboardInterrupt:
        output.say("interrupted")
        return output.INTERRUPTED
    except SystemExit as leaving:  # argparse has said its line
        return leaving.code if isinstance(leaving.code, int) else output.NOTHING_DONE
    except (output.FailedError, ValueError, OSError) as error:
        output.say(_in_words(error))
        if isinstance(error, OSError):
            output.silence(sys.stdout)
        return output.NOTHING_DONE
    return code


def _in_words(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or 'standard output'}: {error.strerror or error}"
    from reader.query import QueryError

    if isinstance(error, QueryError):
        return f"{error}, at character {error.position + 1} of {error.query[:60]!r}"
    return str(error)
