"""`clean` and `rules`: cleaned texts to standard output or into a folder, and the user's rules on what is hidden."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.output import ALL_TAKEN, INTERRUPTED, FailedError
from reader.cli.taking import Taken
from reader.text import plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from reader.model import Article


def clean(arguments: argparse.Namespace) -> int:
    """Write cleaned texts to standard output or, one file each, into a folder."""
    from reader import export
    from reader.model import Strictness

    if arguments.target is not None and (arguments.json or arguments.explain):
        raise FailedError("-o DIR takes texts only; --json and --explain write to standard output")
    taken = Taken(arguments.paths, arguments=arguments)
    if arguments.strictness:
        taken.strictness = Strictness(arguments.strictness)
    if arguments.target is not None:
        return _clean_into(Path(arguments.target), taken)
    if arguments.json:
        output.data(export.to_json(list(taken.cleaned()), export.Options(hidden=True)))
        return taken.code()
    for number, article in enumerate(taken.cleaned()):
        lines = _explained(article) if arguments.explain else [export.to_text([article])]
        output.data(("\n" if number else "") + "\n".join(lines))
    return taken.code()


def _explained(article: Article) -> Iterable[str]:
    yield f"{article.name}: {article.words} words kept, {len(article.hidden)} blocks hidden"
    for block in article.blocks:
        verdict = "keep" if block.kept else "hide" if block.hidden else "field"
        reason = f"{block.reason}" if block.reason else str(block.kind)
        detail = f" ({block.detail})" if block.detail else ""
        yield f"  {verdict:5} {block.score:4.2f}  {reason}{detail}: {plain.shorten(article.shown(block), 160)}"


def _clean_into(folder: Path, taken: Taken) -> int:
    """Write a file for each article that is not there yet; Ctrl-C says how far it came."""
    from reader import export
    from reader.desk import writing
    from reader.desk.opening.cleaning import Journal

    try:
        folder.mkdir(parents=True, exist_ok=True)
        journal = Journal(folder)
    except OSError as error:
        raise FailedError(f"{writing.shown(folder)}: cannot be written to ({error.strerror})") from None
    written = 0
    known = 0
    try:
        for article in taken.cleaned(journal):
            if article.id in journal.written:
                known += 1
                continue
            name = "-".join(part for part in (writing.slug(article.title), article.id) if part)
            try:
                path = writing.write_new(folder, f"{name}.txt", export.to_text([article]))
            except writing.WritingError as error:
                raise FailedError(str(error)) from None
            written += 1
            output.data(writing.shown(path))
    except KeyboardInterrupt:
        output.say(f"interrupted: {_counted(written, known + taken.done_before)}; the same command goes on from here")
        return INTERRUPTED
    output.say(_counted(written, known + taken.done_before))
    return taken.code()


def _counted(written: int, known: int) -> str:
    return f"{written} written" + (f", {known} there already" if known else "")


# ---------------------------------------------------------------- rules


def rules(arguments: argparse.Namespace) -> int:
    """List the user's rules with their numbers, or remove one."""
    from reader.clean.rules import describe
    from reader.cli.keeping import library_of
    from reader.config import data_folder
    from reader.library import RULES

    shelf = library_of(arguments).shelf
    numbered = shelf.numbered_rules()
    broken = list(shelf.words)
    for words in broken:
        output.say(words)
    if arguments.what == "remove":
        if not arguments.number:
            raise FailedError("which rule? newsreader rules lists them: newsreader rules remove N")
        rule = dict(numbered).get(arguments.number)
        shelf.remove_rule(arguments.number)
        output.say(f"removed: {describe(rule)}" if rule is not None else f"removed the broken rule {arguments.number}")
    elif arguments.json:
        output.as_json(
            [
                {
                    "number": number,
                    "source": rule.source,
                    "do": "keep" if rule.keep else "hide",
                    "scope": str(rule.scope),
                    "value": rule.value,
                }
                for number, rule in numbered
            ]
        )
    else:
        for number, rule in numbered:
            output.data(f"{number:3}  {describe(rule)}")
        if not numbered:
            output.say(
                f"no rules yet: + and - on a block of an article make them, in {plain.line(str(data_folder() / RULES))}"
            )
    return output.SOME_SKIPPED if broken and arguments.what != "remove" else ALL_TAKEN
