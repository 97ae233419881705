"""What can be typed after `newsreader` about the library: its verbs and their options, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

FORMS = ("txt", "md", "json")
_SOURCE = (
    "A source is named by its number in `newsreader sources`, by its address or path, or with others by the folder of\n"
    "your list that it lies in."
)


def _json(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="write JSON")


def _form(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--as", dest="format", choices=FORMS, default="txt", help="the format; txt if not given")


def _add(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("names", nargs="+", metavar="WHAT", help="addresses, folders, OPML files, newsboat urls files")
    verb.add_argument("--title", default="", metavar="NAME", help="what you call it; else what it calls itself")
    verb.add_argument("--folder", default="", metavar="A/B", help="the folder of your list that it lies in")
    verb.add_argument("--tag", dest="tags", action="append", default=[], metavar="TAG", help="may be repeated")
    verb.add_argument("--whole", action="store_true", help="always fetch the whole text of items that are cut")


def _sources(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--errors", action="store_true", help="only those that did not answer, with the reason")
    _json(verb)


def _remove(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("names", nargs="+", metavar="SOURCE", help="numbers, addresses, paths, folders of your list")


def _sync(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "names", nargs="*", metavar="SOURCE", help="numbers, addresses, paths, folders of your list; else all"
    )
    verb.add_argument("--quiet", action="store_true", help="say errors only: for cron")
    verb.add_argument("--force", action="store_true", help="ask also servers that want to be left alone for a while")


def _import(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or - for standard input")


def _opml(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("what", choices=("import", "export"))
    verb.add_argument("file", nargs="?", default="", metavar="FILE", help="import: a file or -; export: a new file")


def _forget(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("names", nargs="*", metavar="WHAT", help="files, folders, or ids of articles")
    verb.add_argument(
        "--for-good", action="store_true", help="also what was forgotten or removed before: nothing brings it back"
    )


def _mark(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("what", metavar="MARK", help="read, unread, star, unstar, tag:NAME or untag:NAME")
    verb.add_argument("--query", dest="picked", required=True, metavar="QUERY", help="which, as search takes it")


def _folders(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("what", nargs="?", choices=("save", "hide", "rename", "remove"))
    verb.add_argument("words", nargs="*", metavar="WORD", help="save NAME QUERY, hide [NAME] QUERY, rename NAME NEW")
    _json(verb)


def _versions(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "name", metavar="ID", help="an article of the library: its id or the beginning of it, or its place such as 2B"
    )
    _json(verb)


def _stories(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "paths", nargs="*", metavar="PATH", help="files, folders, -; or import FILE; or join, out, split, pin with IDs"
    )
    verb.add_argument("--query", dest="picked", default="", metavar="QUERY", help="only what fits, as search takes it")
    verb.add_argument(
        "--sort", choices=("newest", "sources", "unread", "title"), default="", help="the order; by number if not given"
    )
    verb.add_argument("--all", action="store_true", help="of the library also what your rules hide")
    verb.add_argument("--in", dest="inside", nargs="+", default=[], metavar="PATH", help="where the IDs are looked up")
    _json(verb)


_IMPORTED = "What is there already is passed over, so an import that was broken off goes on where it was."
_FED = "A page is asked for the feeds that it names; one without any is subscribed to as a page."
_LISTED = (
    "Without PATH all stories of the library, by their numbers there: --query story:N and export --story N take them.\n"
    "./import or ./join opens a folder of that name."
)
_BY_HAND = (
    "stories join ID ID... puts articles into the story of the first, out ID... takes them out of theirs, split ID...\n"
    "makes them one of their own, pin ID keeps the sources of its story together: of the library, or with --in of\n"
    "PATH. Grouping leaves it so, and newsreader undo takes it back."
)
_CLUSTERS = (
    "stories import FILE takes over which articles belong together, from JSON Lines or Parquet with id and cluster;\n"
    "newsreader export --as jsonl or parquet writes the rows that such engines read."
)
_CRON = "Exit codes: 0 all answered, 1 some did not, 2 none did or wrong use, 130 interrupted (what came is kept)."
_FOLDERS = (
    "A saved search is a folder of the list, and folder:NAME in every query. What fits a rule is hidden on screen, in\n"
    "list, stories, export, matrix, figures, check and who, not in search; --all has it all the same. newsreader undo\n"
    "takes each change back."
)
_AT = "newsreader show ID@2 writes version 2, newsreader compare ID@1 ID@2 says what was reworded."
_GONE = "newsreader undo brings it back, so until --for-good it stays in the library's file, though no list shows it."
_BACK = "newsreader undo brings it back."

VERBS = (
    ("add", "subscribe to feeds, pages, folders, or whole lists of feeds", _add, (_FED,)),
    ("sources", "list what is subscribed to", _sources, ()),
    ("remove", "unsubscribe, with what came of it", _remove, (_SOURCE, _BACK)),
    ("sync", "ask the sources for what is new", _sync, (_SOURCE, _CRON)),
    ("import", "take files and folders into the library, once", _import, (_IMPORTED,)),
    ("opml", "read or write the list of feeds", _opml, ()),
    ("forget", "remove all that is kept of articles: texts, marks, notes, clips", _forget, (_GONE,)),
    (
        "stories",
        "list the stories, a line each, change one, or take them over from elsewhere",
        _stories,
        (_LISTED, _BY_HAND, _CLUSTERS),
    ),
    ("folders", "list saved searches and rules that hide, save, rename, remove", _folders, (_FOLDERS,)),
    ("mark", "mark all articles of the library that fit a query", _mark, ("newsreader undo takes it back.",)),
    ("versions", "list the versions of an article: the feed's text, the whole text, earlier ones", _versions, (_AT,)),
    ("notes", "write your notes", _form, ()),
    ("clips", "write what you copied, with its citations", _form, ()),
    ("reclean", "clean everything kept anew, with today's rules; older versions stay", lambda _: None, ()),
    ("doctor", "say how the library is, where everything lies and what holds", _json, ()),
    ("undo", "take back the last change of the library that can be", lambda _: None, ()),
)
