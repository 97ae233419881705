"""Reads a query from left to right, once. What is not in the language is an error at its character."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.model import Span
from reader.query.periods import FIRST, LAST, ago, period
from reader.query.tree import (
    All,
    Dated,
    Either,
    InStory,
    Is,
    Language,
    Length,
    Node,
    Not,
    Pattern,
    Query,
    QueryError,
    Sort,
    State,
    Tagged,
    Where,
    Words,
)
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_LENGTH = 1_000
MAX_PARTS = 64
MAX_DEPTH = 8
MAX_LIMIT = 100_000

_FILTERS = ("tag", "lang", "story", "folder", "is", "words", "newer", "older", "date", "sort")
FIELDS = (*(str(where) for where in Where if where is not Where.ANYWHERE), *_FILTERS)
"""What may stand before a colon."""
_PIECE = re.compile(
    r"(?P<space>\s+)|(?P<bar>\|)|(?P<open>\()|(?P<close>\))|(?P<minus>-(?=[^\s\-|)]))|(?P<field>[A-Za-z]+):|"
    r'(?P<quote>["“”])|(?P<slash>/)|(?P<word>[^\s|()"“”]+)'
)
_LIMIT = re.compile(r"#(\d{1,7})(?=[\s)]|\Z)")
_SORT = re.compile(r"sort:([^\s|()]*)", re.I)
_PATTERN = re.compile(r"((?:[^/\\]|\\.)*)/([A-Za-z]*)", re.S)
_REFUSED = re.compile(r"[~#{}\[\]*^]")
_SIZE = re.compile(r"([<>]=?|=)?(\d{1,7})\Z")
_CODE = re.compile(r"[A-Za-z]{2,3}\Z")
_NO_FOLDERS: Mapping[str, str] = MappingProxyType({})


def parse(text: str, *, now: datetime | None = None, folders: Mapping[str, str] = _NO_FOLDERS) -> Query:
    """Read what was typed.

    A folder stands for its search. Alone it has the order and the number of it too.

    Args:
        text: The query; an empty one fits everything.
        now: What `newer:3d` counts from.
        folders: The searches that are saved, by name.

    Raises:
        QueryError: It is not in the language.
    """
    return _Parser(text, now or datetime.now(UTC), folders, ()).parse()


def renamed(text: str, folders: Mapping[str, str], name: str, new: str) -> str:
    """Return a query with a folder called otherwise wherever it is named; the same where it is not in the language.

    Raises:
        QueryError: It would be too long.
    """
    parser = _Parser(text, datetime.now(UTC), folders, ())
    try:
        parser.parse()
    except QueryError:
        return text
    for start, end, called in reversed(parser.named):
        if called == plain.line(name).casefold():
            text = f'{text[:start]}"{new}"{text[end:]}'
    if len(text) > MAX_LENGTH:
        raise QueryError(f"over {MAX_LENGTH} characters", MAX_LENGTH, text)
    return text


class _Parser:
    def __init__(self, text: str, now: datetime, folders: Mapping[str, str], within: tuple[str, ...]) -> None:
        self.text = text
        self.now = now
        self.folders = folders
        self.within = within
        """The folders that are being read, the outermost first."""
        self.named: list[tuple[int, int, str]] = []
        """Where folders are named, and which."""
        self.lent: Query | None = None
        """The search of the last folder."""
        self.at = 0
        self.count = 0
        self.sort = Sort.BEST
        self.limit: int | None = None

    def parse(self) -> Query:
        if len(self.text) > MAX_LENGTH:
            raise self.error(f"over {MAX_LENGTH} characters", MAX_LENGTH)
        root = self.all_of("", 0)
        if self.at < len(self.text):
            raise self.error("this bracket closes nothing", self.at)
        alone = self.lent is not None and len(root.parts) == 1 and root.parts[0] is self.lent.root
        if self.lent is not None and alone:
            self.sort = self.lent.sort if self.sort is Sort.BEST else self.sort
            self.limit = self.limit or self.lent.limit
        return Query(root, self.sort, self.limit)

    def error(self, message: str, position: int) -> QueryError:
        return QueryError(message, min(position, len(self.text)), self.text)

    def take(self, kind: str) -> re.Match[str] | None:
        match = _PIECE.match(self.text, self.at)
        if match is None or match.lastgroup != kind:
            return None
        self.at = match.end()
        return match

    # ---------------------------------------------------------------- how parts are joined

    def all_of(self, field: str, depth: int) -> All:
        """Read parts up to the end or to the bracket that closes them."""
        parts: list[Node] = []
        while True:
            self.take("space")
            if self.at == len(self.text) or self.text[self.at] == ")":
                return All(tuple(parts))
            if not self.ordered(depth):
                parts.append(self.either(field, depth))

    def ordered(self, depth: int) -> bool:
        """Read `#20` or `sort:`, which are about the whole answer and therefore stand outside of brackets."""
        if match := _LIMIT.match(self.text, self.at):
            if depth or not 0 < int(match[1]) <= MAX_LIMIT:
                raise self.error(f"#20 stands outside of brackets, with a number from 1 to {MAX_LIMIT}", self.at)
            self.limit = int(match[1])
        elif match := _SORT.match(self.text, self.at):
            if depth or match[1].lower() not in frozenset(Sort):
                raise self.error(f"sort: stands outside of brackets and knows {' '.join(Sort)}", match.start(1))
            self.sort = Sort(match[1].lower())
        else:
            return False
        self.at = match.end()
        return True

    def either(self, field: str, depth: int) -> Node:
        negated = self.take("minus") is not None
        inner = self.field() or field
        parts = [self.part(inner, depth)]
        while bar := self.take("bar"):
            if negated:
                raise self.error('"-" takes one word; for neither of two write -(a|b)', bar.start())
            inner = self.field() or inner
            parts.append(self.part(inner, depth))
        node = parts[0] if len(parts) == 1 else Either(tuple(parts))
        return Not(node) if negated else node

    def part(self, field: str, depth: int) -> Node:
        self.count += 1
        if self.count > MAX_PARTS:
            raise self.error(f"over {MAX_PARTS} words", self.at)
        start = self.at
        if not self.take("open"):
            return self.value(field)
        if depth == MAX_DEPTH:
            raise self.error(f"over {MAX_DEPTH} brackets in one another", start)
        inside = self.all_of(field, depth + 1)
        if not self.take("close"):
            raise self.error("this bracket is never closed", start)
        if not inside.parts:
            raise self.error("nothing between the brackets", start)
        return inside.parts[0] if len(inside.parts) == 1 else inside

    # ---------------------------------------------------------------- one test

    def field(self) -> str:
        match = self.take("field")
        if match is None:
            return ""
        name = match["field"].lower()
        if name not in FIELDS:
            import difflib

            near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.6)
            hint = f"did you mean {near[0]}:" if near else "put it in quotation marks to look for it"
            raise self.error(
                f"no field {name}: ({hint}; fields are {' '.join(f'{f}:' for f in FIELDS)})", match.start()
            )
        if name == "sort":
            raise self.error("sort: stands alone, without - and |", match.start())
        return name

    def value(self, field: str) -> Node:
        start = self.at
        if self.take("quote"):
            return self.phrase(field, start)
        if field not in _FILTERS and self.take("slash"):
            return self.pattern(field, start)
        match = self.take("word")
        if match is None:
            raise self.error(f"{field}: wants a value" if field else "a word is missing here", self.at)
        word = match.group()
        if field in _FILTERS:
            return self.filter(field, word, start)
        refused = _REFUSED.match(word)
        if refused:
            raise self.error(f"{refused.group()} has no meaning here; put it in quotation marks to look for it", start)
        self.check(word, start)
        return Words(word, Where(field or Where.ANYWHERE), False, Span(start, self.at))

    def check(self, words: str, start: int) -> None:
        if not any(char.isalnum() for char in words):
            raise self.error("no letter and no digit to look for", start)

    def phrase(self, field: str, start: int) -> Node:
        end = next((n for n in range(self.at, len(self.text)) if self.text[n] in '"“”'), -1)
        if end < 0:
            raise self.error("this quotation mark is never closed", start)
        inside = self.text[self.at : end]
        self.at = end + 1
        if field in _FILTERS:
            return self.filter(field, inside.strip(), start)
        if not inside.strip():
            raise self.error("nothing between the quotation marks", start)
        self.check(inside, start)
        return Words(inside, Where(field or Where.ANYWHERE), True, Span(start, self.at))

    def pattern(self, field: str, start: int) -> Pattern:
        match = _PATTERN.match(self.text, self.at)
        if match is None:
            raise self.error(
                'this / is never closed; to look for the sign itself put it in quotation marks: "/"', start
            )
        if match[2].lower() not in ("", "i"):
            raise self.error("after the closing / only i may stand: capitals and small letters are one", match.start(2))
        expression = match[1].replace("\\/", "/")
        if not expression.strip():
            raise self.error("nothing between the two /", start)
        import regex

        try:
            regex.compile(expression)
        except (regex.error, RecursionError, OverflowError, MemoryError) as error:
            where = getattr(error, "pos", None) or 0
            raise self.error(f"no regular expression: {getattr(error, 'msg', error)}", self.at + where) from None
        self.at = match.end()
        return Pattern(expression, Where(field or Where.ANYWHERE), bool(match[2]), Span(start, self.at))

    # ---------------------------------------------------------------- filters

    def filter(self, field: str, value: str, start: int) -> Node:
        match field:
            case "is":
                if value.lower() not in frozenset(State):
                    raise self.error(f"is: knows {' '.join(State)}", start)
                return Is(State(value.lower()))
            case "tag":
                self.check(value, start)
                return Tagged(plain.line(value).lower())
            case "lang":
                if not _CODE.match(value):
                    raise self.error("lang: wants the two letters of a language: en, de, ar", start)
                return Language(value.lower())
            case "story":
                self.check(value, start)
                return InStory(int(value) if value.isascii() and value.isdigit() and len(value) < 8 else 0, value)
            case "folder":
                return self.folder(value, start)
            case "words":
                return self.length(value, start)
            case _:
                return self.dated(field, value, start)

    def folder(self, value: str, start: int) -> Node:
        """Return what a saved search asks; the parts of all that stand in one another count together."""
        name = plain.line(value).casefold()
        found = next((query for known, query in self.folders.items() if known.casefold() == name), None)
        if found is None:
            names = ", ".join(list(self.folders)[:5])
            raise self.error("no folder has this name" + (f"; there are {names}" if names else ""), start)
        if name in self.within or len(self.within) == MAX_DEPTH:
            raise self.error("this folder stands in itself", start)
        self.named.append((start, self.at, name))
        inner = _Parser(found, self.now, self.folders, (*self.within, name))
        inner.count = self.count
        try:
            query = inner.parse()
        except QueryError as error:
            raise self.error(f"in this folder: {error}", start) from None
        self.count = inner.count
        self.lent = replace(query, root=_lent(query.root, Span(start, self.at)))
        return self.lent.root

    def length(self, value: str, start: int) -> Length:
        match = _SIZE.match(value)
        if match is None:
            raise self.error("words: wants a number such as >300", start)
        number, sign = int(match[2]), match[1] or "="
        least = {">": number + 1, ">=": number, "=": number}.get(sign, 0)
        most = {"<": number - 1, "<=": number, "=": number}.get(sign, 10**9)
        return Length(least, most)

    def dated(self, field: str, value: str, start: int) -> Dated:
        moment = None if field == "date" else ago(value, self.now)
        if moment is not None:
            return Dated(moment, LAST) if field == "newer" else Dated(FIRST, moment)
        found = period(value, self.now)
        if found is None:
            example = "2025, 2025-03 or 2025-03-27" + ("" if field == "date" else ", or 12h, 3d, 2w, 6m, 1y")
            raise self.error(f"{field}: wants a date such as {example}", start)
        if field == "newer":
            return Dated(found[0], LAST)
        return Dated(FIRST, found[0]) if field == "older" else Dated(*found)


def _lent(root: All, span: Span) -> All:
    """Return what a folder asks as it stands in a query: at the folder's name, and not mended."""

    def moved(node: Node) -> Node:
        match node:
            case All(parts):
                return All(tuple(map(moved, parts)))
            case Either(parts):
                return Either(tuple(map(moved, parts)))
            case Not(part):
                return Not(moved(part))
            case Words():
                return replace(node, span=span, firm=True)
            case Pattern():
                return replace(node, span=span)
            case _:
                return node

    return All(tuple(map(moved, root.parts)))
