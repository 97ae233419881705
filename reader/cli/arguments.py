"""What can be typed after `newsreader`, and nothing else: the parser, without anything it would start.

A verb wins over a file of that name; `./list` opens a folder called list. Cheap to import: `--help` needs no more.
"""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, NoReturn

from reader import __version__
from reader.cli import holdings

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMATS = ("txt", "md", "html", "json", "jsonl", "report-md", "report-html", "parquet")
SHOWN = ("every", "shared", "all", "some", "one", "differs", "quotes", "new")
SHELLS = ("bash", "zsh", "tcsh")

_PATH = 'PATH is a file or folder (.txt, .md, .html), or "-" for standard input.'
_ENDINGS = (".txt", ".md", ".html")
_SAMPLE = f"{_PATH}\nWithout PATH the library is taken, or the sample edition where it holds nothing."
_ID = (
    "ID is an article's id or its beginning, its file, or its place in the list: 2B is letter B of story 2,\n"
    "B that of the first. ID@2 is version 2 of an article of the library (newsreader versions ID)."
)
_PAIR = (
    "A and B are files; or ids, or places in the list (2B is letter B of story 2, B that of the first),\n"
    "which are looked up in PATH, without it in the library, or in the sample edition where that holds nothing.\n"
    "ID@1 and ID@2 are versions of an article of the library (newsreader versions ID)."
)
_QUERY = (
    "QUERY may be several words: newsreader search harbour -ferry source:coast. Files and folders after it are PATH.\n"
    'Signs that the shell takes for its own, such as ( ) | * " #, want its quotation marks: \'ferry|boat "at sea"\'.'
)
_RULES = "The file of the rules, rules.toml in the data folder, may be edited by hand."
_CODES = "Exit codes: 0 all taken, 1 some skipped, 2 wrong use or nothing could be done, 130 interrupted."

_KEPT = (
    "Every verb takes --library FILE, a library of its own, and --private, which neither reads nor keeps anything;\n"
    "both may stand before the verb."
)
_EVERYWHERE = ("--library", "--private")

_WORDED = ("folders", "who")
"""Verbs that take words of which one may begin with "-"."""

USAGE = 2


class _Parser(argparse.ArgumentParser):
    """Answers wrong use with one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line on standard error and leave with status 2."""
        from reader.text import plain

        if message == "argument --query: expected one argument":
            message += "; one that begins with - is joined to it: --query=-word"
        self.exit(USAGE, f"{self.prog}: {plain.line(message)} ({self.prog} --help says more)\n")


def parser(verb: str = "", *, named: bool = False) -> argparse.ArgumentParser:
    """Return the parser of the whole command line, of what is needed for one verb, or one that only names the verbs."""
    top = _Parser(
        prog="newsreader",
        description="Read several sources on one story: cleaned, grouped, compared passage by passage.",
        usage="newsreader [--together] [--draft DRAFT] [PATH ...]\n       newsreader VERB ...",
        epilog="\n".join((_SAMPLE, "newsreader VERB --help says more of a verb.", _KEPT, _CODES)),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"newsreader {__version__}")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", title="verbs", required=True, prog="newsreader")
    for name, words, fill, notes in _VERBS:
        if verb and name != verb:
            continue
        if named:
            verbs.add_parser(name, help=words, add_help=False)
            continue
        one = verbs.add_parser(
            name,
            help=words,
            description=words,
            epilog="\n".join(notes) or None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        fill(one)
        one.add_argument("--library", default="", metavar="FILE", help="the library in this file")
        one.add_argument("--private", action="store_true", help="without the library: nothing is read from it or kept")
    return top


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the command line; what begins with no verb opens its paths. Raises SystemExit as argparse does."""
    before, words = _before_verb(argv)
    if not words or words[0] not in (*VERBS, "-h", "--help", "--version"):
        words.insert(0, "open")
    if words[0] == "search":
        words[1:] = _as_query(words[1:])
    words[1:1] = before
    if words[0] in ("-h", "--help"):
        return parser(named=True).parse_args(words)
    verb = words[0] if words[0] in VERBS else "open"
    arguments, unknown = parser(verb).parse_known_args(words)
    if unknown:
        _refuse(verb, unknown)
    return arguments


def _refuse(verb: str, unknown: Sequence[str]) -> NoReturn:
    """Leave with a line that names what a verb does not take."""
    dashed = any(word.startswith("-") for word in unknown)
    hint = "; what begins with - and is no option stands after --" if dashed and verb in _WORDED else ""
    _Parser(prog="newsreader" if verb == "open" else f"newsreader {verb}").error(
        f"unrecognized arguments: {' '.join(unknown)}{hint}"
    )


def _before_verb(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the options that every verb has from before the verb, and the rest."""
    ends = 0
    while ends < len(argv) and (argv[ends] in _EVERYWHERE or argv[ends].startswith("--library=")):
        ends += 2 if argv[ends] == "--library" else 1
    return list(argv[:ends]), list(argv[ends:])


def _as_query(words: Sequence[str]) -> list[str]:
    """Return what stands after `search` with all that is no option and no path as one query, `-advert` as well."""
    ends = words.index("--") if "--" in words else len(words)
    options: list[str] = []
    query: list[str] = []
    paths: list[str] = []
    for number, word in enumerate(words):
        if number < ends and "--library" in (word, *words[number - 1 : number]):
            options.append(word)
        elif number <= ends and (word.startswith("--") or word == "-h"):
            options += [word] if number < ends else []
        elif (query and _is_path(word)) or (paths and not word.startswith("-")):
            paths.append(word)
        else:
            query.append(word)
    return [*options, "--", *([" ".join(query)] if query else []), *paths]


def _is_path(word: str) -> bool:
    """Tell whether a word after a query is a path: it is there, or is written as one."""
    return word == "-" or os.path.lexists(word) or word.endswith(_ENDINGS) or word.startswith(("./", "../", "~/"))


def _paths(verb: argparse.ArgumentParser) -> None:
    help_ = "files, folders, or - for standard input"
    verb.add_argument("paths", nargs="*", default=[], metavar="PATH", help=help_)  # the default: else it is "required"


def _picked(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--query", dest="picked", default="", metavar="QUERY", help="only what fits, as search takes it")


def _all(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--all", action="store_true", help="of the library also what your rules hide")


def _together(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--together", action="store_true", help="take all articles as one story")


def _json(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="write JSON")


def _inside(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--in", dest="paths", nargs="+", default=[], metavar="PATH", help="where the ids are looked up")


def _open(verb: argparse.ArgumentParser) -> None:
    _paths(verb)
    verb.add_argument(
        "--draft", default="", metavar="DRAFT", help="a text of yours, read beside the others as source @"
    )
    _together(verb)


def _list(verb: argparse.ArgumentParser) -> None:
    _paths(verb)
    _picked(verb)
    _together(verb)
    _all(verb)
    verb.add_argument("--ids", action="store_true", help="write the ids alone, one a line; without PATH the library's")
    _json(verb)


def _show(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("name", metavar="ID", help="an article: id, file, or place such as 2B")
    _paths(verb)
    verb.add_argument("--hidden", action="store_true", help="show in place what was stripped, with the reasons")
    _json(verb)


def _clean(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or - for standard input")
    verb.add_argument("-o", dest="target", metavar="DIR", help="write a .txt for each article there, and go on later")
    verb.add_argument("--explain", action="store_true", help="write every block with verdict, score and reason")
    how = verb.add_mutually_exclusive_group()
    for name, words in (("strict", "hide also what is doubtful"), ("loose", "keep what is doubtful")):
        how.add_argument(f"--{name}", dest="strictness", action="store_const", const=name, default="", help=words)
    _json(verb)


def _compare(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("a", metavar="A", help="an article: file, id, or place such as 2B")
    verb.add_argument("b", metavar="B", help="the article to lay beside it")
    _inside(verb)
    _together(verb)
    _json(verb)


def _figures(verb: argparse.ArgumentParser) -> None:
    _paths(verb)
    _picked(verb)
    _together(verb)
    verb.add_argument("--story", metavar="N", help="this story alone: its number in the list, or an article of it")
    _all(verb)
    _json(verb)


def _matrix(verb: argparse.ArgumentParser) -> None:
    _paths(verb)
    _picked(verb)
    _together(verb)
    verb.add_argument("--story", metavar="N", help="this story: its number in the list, or an article of it")
    verb.add_argument("--show", choices=SHOWN, default="every", help="only these passages; every one if not given")
    verb.add_argument("--in-order", action="store_true", help="in the order of the source that shares the most")
    _all(verb)
    _json(verb)


def _check(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("draft", metavar="DRAFT", help="the text to check: a file, or - for standard input")
    _paths(verb)
    _picked(verb)
    _all(verb)
    _json(verb)


def _who(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("claim", metavar="CLAIM", help="a sentence, in quotation marks, or - for standard input")
    _paths(verb)
    _picked(verb)
    _all(verb)
    _json(verb)


def _search(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("query", metavar="QUERY", help='words, "phrases", -not, a|b, title: source: is:unread newer:3d')
    _paths(verb)
    _json(verb)


def _export(verb: argparse.ArgumentParser) -> None:
    _paths(verb)
    _picked(verb)
    _together(verb)
    _all(verb)
    verb.add_argument("--as", dest="format", choices=FORMATS, default="txt", help="the format; txt if not given")
    verb.add_argument("--article", action="append", default=[], metavar="ID", help="this article; may be repeated")
    verb.add_argument("--story", metavar="N", help="this story: its number in the list, or an article of it")
    verb.add_argument("--no-header", action="store_true", help="without title, source, date and link")
    verb.add_argument("--hidden", action="store_true", help="with what was stripped, and the reasons")
    verb.add_argument("--notes", action="store_true", help="with your notes, each with its passage and date")
    verb.add_argument("--marks", action="store_true", help="with the letters of who tells the same (md, html)")
    verb.add_argument("--excerpts", action="store_true", help="a report without the whole texts of the sources")
    verb.add_argument(
        "-o", dest="target", default="-", metavar="TARGET", help="DIR/ or FILE, never overwritten; or - (stdout)"
    )


def _rules(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("what", nargs="?", choices=("remove",), help="remove the rule N instead")
    verb.add_argument("number", nargs="?", type=int, default=0, metavar="N", help="its number in the list")
    _json(verb)


def _completion(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("shell", choices=SHELLS)


def _config(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("what", nargs="?", choices=("path",), help="where the file lies, and nothing else")


_VERBS = (
    ("open", "read on the screens; the same without a verb", _open, (_SAMPLE, _CODES)),
    ("list", "list stories and articles", _list, (_SAMPLE, _CODES)),
    ("show", "write one article", _show, (_SAMPLE, _ID, _CODES)),
    ("clean", "write the text without what is not the article", _clean, (_PATH, _CODES)),
    ("compare", "lay two articles side by side", _compare, (_PAIR, _CODES)),
    ("figures", "list every amount, date and ordinal, and which source has it", _figures, (_SAMPLE, _CODES)),
    ("matrix", "write the passages of a story by its sources", _matrix, (_SAMPLE, _ID, _CODES)),
    ("check", "say of each sentence of a draft who backs it and what differs", _check, (_SAMPLE, _CODES)),
    ("who", "say which sources make a claim", _who, (_SAMPLE, _CODES)),
    ("search", "search the articles", _search, (_QUERY, _SAMPLE, _CODES)),
    ("export", "write articles or a report on a story", _export, (_SAMPLE, _ID, _CODES)),
    *holdings.VERBS,
    ("rules", "list your rules on what is hidden, or remove one", _rules, (_RULES,)),
    ("keys", "list the keys of the screens", _json, ()),
    ("config", "show what can be set, what holds now, and in which file", _config, ()),
    ("completion", "write a completion script for a shell", _completion, ()),
)
VERBS = tuple(name for name, *_ in _VERBS)


def nearest_verb(word: str) -> str:
    """Return the verb that somebody who typed `word` may have meant, or an empty text."""
    import difflib

    verbs = [verb for verb in VERBS if verb[0] == word[:1].lower()]  # a first letter is seldom mistyped
    near = difflib.get_close_matches(word[:20].lower(), verbs, n=1, cutoff=0.7)
    return near[0] if near else ""
