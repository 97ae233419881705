"""The program: chooses between the screens and the command line.

The screens need a terminal for what they draw and for the keyboard; without one, `newsreader PATH` lists what it would
have shown.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from reader import cli

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

HEADLESS = "clean, list, show, compare, figures, check, search and export need none"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    words = sys.argv[1:] if argv is None else argv
    return cli.guarded(lambda: _run(cli.parse(words)))


def _run(arguments: argparse.Namespace) -> int:
    if arguments.verb != "open":
        return cli.run(arguments)
    from reader.cli import output
    from reader.cli.taking import STDIN, Taken, draft_of, piped_draft, read_stdin
    from reader.cli.verbs import list_articles

    _check_names(arguments.paths)
    piped = STDIN in (*arguments.paths, draft_of(arguments.draft))
    stdin = read_stdin() if piped else None
    piped_draft(arguments.draft, stdin)
    lacking = _lacking(piped)
    if not lacking:
        return _screens(arguments, stdin)
    output.say(f"the screens need a terminal, but {lacking}; here is the list ({HEADLESS})")
    return list_articles(arguments, Taken(arguments.paths, stdin, draft=arguments.draft, arguments=arguments))


def _check_names(paths: Sequence[str]) -> None:
    """Help those who mistyped a verb: it looks like a path that is not there."""
    from reader.cli.output import FailedError

    if paths and not os.path.lexists(paths[0]) and os.sep not in paths[0]:
        near = cli.nearest_verb(paths[0])
        if near:
            raise FailedError(f"{paths[0][:40]!r} is neither a verb nor a file; did you mean {near}?")


def _lacking(piped: bool) -> str:
    """Say what the screens lack, or nothing. After "-", the terminal itself becomes the keyboard."""
    from reader.cli import output

    if not output.is_terminal(sys.stdout):
        return "standard output is none"
    if not output.is_terminal(sys.stderr):
        return "standard error is none"
    if not piped:
        return "" if output.is_terminal(sys.stdin) else 'standard input is none; "-" reads it as an article'
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return "there is no keyboard (/dev/tty)"
    os.dup2(terminal, 0)
    os.close(terminal)
    return ""


def _screens(arguments: argparse.Namespace, stdin: bytes | None) -> int:
    from reader import config
    from reader.cli.keeping import library_of
    from reader.desk.opening.inputs import keep_opened, label_of, last_opened, sample_folder
    from reader.model import Strictness

    settings = config.load()
    from textual.theme import BUILTIN_THEMES

    from reader.tui.app import NewsreaderApp

    if settings.theme and settings.theme not in BUILTIN_THEMES:
        names = ", ".join(sorted(BUILTIN_THEMES))
        raise config.ConfigError(f"{config.config_path()}: theme is {settings.theme!r}, but must be one of {names}")
    library = library_of(arguments, settings)
    reads_library = not arguments.paths and not arguments.draft and not library.is_empty
    named = arguments.paths or ([] if arguments.draft or reads_library else last_opened(library.shelf))
    if arguments.paths:
        keep_opened(library.shelf, arguments.paths)
    app = NewsreaderApp(
        named or ([] if reads_library else [str(sample_folder())]),
        shelf=library.shelf,
        library=library if reads_library else None,
        label=label_of(named),
        hint="" if named or reads_library else "newsreader FOLDER opens your own",
        together=arguments.together,
        stdin=stdin,
        draft=arguments.draft,
        text_width=settings.width,
        ascii_only=settings.ascii,
        theme=settings.theme or None,
        strictness=Strictness(settings.cleaning),
        fetch=settings.fetch,
    )
    try:
        app.run()
    finally:
        library.close()
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
