"""A query as the library is asked for it: what words tell goes to the full-text index, all else is SQL.

Nothing that was typed is ever part of an expression as it is: words of a query are quoted, values are bound. Patterns
need the texts and are for the caller: the query here finds whatever may fit.

All functions and methods work on a connection that reads.
"""

from __future__ import annotations

import json
import math
from functools import reduce
from itertools import islice
from operator import itemgetter, or_
from typing import TYPE_CHECKING, Any, TypeAlias

from reader.library.file.schema import SHOWN
from reader.library.search import commons, vocabulary
from reader.library.search.commons import among, newest
from reader.query import (
    All,
    Dated,
    Either,
    InStory,
    Is,
    Language,
    Length,
    Not,
    Pattern,
    Tagged,
    Where,
    Words,
)
from reader.query.forms import begins, forms_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from sqlite3 import Connection, Cursor

    from reader.library.search.commons import Commons
    from reader.query import Node
    from reader.query.mending import Mended

    Asked: TypeAlias = Is | Tagged | InStory
    Condition: TypeAlias = tuple[str, list[Any]]

WEIGHED = 1_000
"""Articles that are weighed by how often they have the words of a query, together; what words stand in more of them
order hits by the title alone."""
TITLE_WEIGHT, NAME_WEIGHT = 5.0, 1.5
"""Of words in the title, and in source and author, where those of the text weigh 1."""
BESIDE = 8.0
"""What it is worth that two words stand beside each other as they were typed."""
SCANNED = 8_000
"""Places of a word that are looked through for titles with it."""
LARGE = 200_000
"""A word in so many articles is worth little."""
NOTHING = '"||"'
"""Finds nothing: no text has a word of signs alone."""


class Finder:
    """One query, asked of one state of the library.

    Args:
        connection: The library; it must not be used by another thread meanwhile.
        asked: What is asked.
        known: Tells whether a test of what is known beside the texts holds of an article, by its id.
        commons: What is remembered of very common words.
    """

    def __init__(
        self,
        connection: Connection,
        asked: Mended,
        known: Callable[[Asked, str], bool],
        commons: Commons,
    ) -> None:
        self._connection = connection
        self._forms = asked.forms
        self._root = asked.query.root
        self._asked: list[Asked] = []
        self._counts = {words: self._count(words, forms) for words, forms in asked.forms.items()}
        self._commons = commons
        self._common: int | None = None
        """The articles that have all of the very common words that are wanted."""
        self._select, self._values = self._selected(_without_patterns(asked.query.root, loose=True))
        connection.create_function("known", 2, lambda test, id_: known(self._asked[test], id_))

    def numbers(self, most: int | None = None) -> list[int]:
        """Return the numbers of the articles that fit, as far as can be told without texts; the newest first."""
        found: Iterator[int]
        if self._common is not None and not self._select:
            found = newest(self._common)
        else:
            found = map(itemgetter(0), self._connection.execute(self._select, self._values))
            if self._common is not None:
                found = among(found, self._common)
        return list(islice(found, most))

    def rows(self, numbers: Sequence[int]) -> list[tuple[int, float | None, int, str, str]]:
        """Return number, date, words, source and title of articles, in any order."""
        return self._connection.execute(
            "SELECT number, date, words, source, title FROM articles WHERE number IN (SELECT value FROM json_each(?))",
            [f"[{','.join(map(str, numbers))}]"],
        ).fetchall()

    def scores(self, numbers: Sequence[int]) -> dict[int, float]:
        """Return how well articles fit, more is better: bm25 over the words that are not common, then the title.

        Args:
            numbers: Articles that fit, the highest number first. Those that nothing is known of have no score.
        """
        found = dict.fromkeys(numbers, 0.0)
        if len(numbers) < 2:
            return found
        asked = [(f"rowid, {BESIDE}", pair) for pair in self._pairs(numbers)]
        weighed: list[str] = []
        left = WEIGHED
        for words, count in sorted(self._counts.items(), key=lambda item: item[1]):
            left -= count
            if left >= 0:
                weighed.append(_expression(words, self._forms[words], weighed=True))
            elif count * (numbers[0] - numbers[-1] + 1) <= SCANNED * numbers[0]:
                title = f"{{title}} : ({_expression(words, self._forms[words], grown=False)})"
                asked.append((f"rowid, {math.log(1 + LARGE / count)}", title))
        if weighed:
            weights = f"{TITLE_WEIGHT}, 1, {NAME_WEIGHT}, {NAME_WEIGHT}"
            asked.append((f"rowid, -bm25(words, {weights})", " OR ".join(weighed)))
        for columns, match in asked:
            for number, score in self._among(numbers, columns, match):
                if number in found:
                    found[number] += score
        return found

    def _pairs(self, numbers: Sequence[int]) -> Iterator[str]:
        """Give the pairs of words that were typed one after the other, those that are found quickly."""
        most = SCANNED // 4 * numbers[0] // (numbers[0] - numbers[-1] + 1)
        before: list[tuple[str, int]] = []
        for part in self._root.parts:
            words = part.parts if isinstance(part, Either) else (part,)
            here = [
                (self._forms[one][0], self._counts[one])
                for one in words
                if isinstance(one, Words) and one.where is Where.ANYWHERE and len(self._forms[one]) == 1
            ]
            pairs = [f"{one} {other}" for one, few in before for other, many in here if min(few, many) <= most]
            if pairs:
                yield _one_of([vocabulary.quoted(pair) for pair in pairs])
            before = here

    def _among(self, numbers: Sequence[int], columns: str, match: str) -> Cursor:
        return self._connection.execute(
            f"SELECT {columns} FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?",
            [match, numbers[-1], numbers[0]],
        )

    def _count(self, words: Words, forms: Sequence[str]) -> int:
        """Return in how many articles words stand, at most; where longer ones are found, those of each are added up."""
        if _grows(words, forms):
            return vocabulary.count_beginning_with(self._connection, forms[0])
        counts = vocabulary.counts_of(self._connection, forms)
        return min((counts.get(form, 0) for form in forms), default=0)

    # ---------------------------------------------------------------- as SQL

    def _selected(self, root: Node) -> tuple[str, list[Any]]:
        parts = []
        for part in root.parts if isinstance(root, All) else (root,):
            found = self._found_of(part)
            if found is not None:
                self._common = found if self._common is None else self._common & found
            else:
                parts.append(part)
        whole = [(part, self._match(part)) for part in parts]
        wanted = [match for _, match in whole if match is not None]
        denied = [self._match(part.part) for part in parts if isinstance(part, Not)]
        conditions = [
            self._condition(part)
            for part, match in whole
            if match is None and not (wanted and isinstance(part, Not) and self._match(part.part) is not None)
        ]
        if self._connection.execute("SELECT 1 FROM sources WHERE removed IS NOT NULL").fetchone():
            conditions.append((SHOWN, []))
        where = [sql for sql, _ in conditions]
        values = [value for _, some in conditions for value in some]
        if not (wanted or where) and self._common is not None:
            return "", []
        if not wanted:
            return f"SELECT a.number FROM articles AS a WHERE {_joined(where)} ORDER BY a.number DESC", values
        without = [match for match in denied if match is not None]
        match = _all_of(wanted) + (f" NOT {_one_of(without)}" if without else "")
        table = "words AS w" + (" CROSS JOIN articles AS a ON a.number = w.rowid" if where else "")
        sql = f"SELECT w.rowid FROM {table} WHERE {_joined(['w.words MATCH ?', *where])} ORDER BY w.rowid DESC"
        return sql, [match, *values]

    def _found_of(self, node: Node) -> int | None:
        """Return the articles of a very common word, or of one of some, as bits; None for everything else."""
        match node:
            case Words(_, Where.ANYWHERE) if len(forms := self._forms[node]) == 1 and self._is_common(node):
                form = f"{forms[0]}*" if _grows(node, forms) else forms[0]
                return self._commons.articles(self._connection, form)
            case Either(parts) if any(isinstance(part, Words) and self._is_common(part) for part in parts):
                each = [(part, self._found_of(part)) for part in parts]
                rest = [self._match(part) for part, found in each if found is None]
                if None in rest:
                    return None
                known = [found for _, found in each if found is not None]
                if rest:
                    known.append(commons.found(self._connection, _one_of([match for match in rest if match])))
                return reduce(or_, known)
            case _:
                return None

    def _is_common(self, words: Words) -> bool:
        return self._counts.get(words, 0) > commons.COMMON

    def _match(self, node: Node) -> str | None:
        """Return a node as an expression of FTS5; None where it cannot be one."""
        match node:
            case Words():
                return _expression(node, self._forms.get(node) or forms_of(node.text))
            case All(parts):
                wanted = [self._match(part) for part in parts if not isinstance(part, Not)]
                denied = [self._match(part.part) for part in parts if isinstance(part, Not)]
                if not wanted or None in wanted or None in denied:
                    return None
                found = _all_of([part for part in wanted if part is not None])
                return f"({found} NOT {_one_of([part for part in denied if part is not None])})" if denied else found
            case Either(parts):
                each = [self._match(part) for part in parts]
                return None if not each or None in each else _one_of([part for part in each if part is not None])
            case _:
                return None

    def _condition(self, node: Node) -> Condition:
        """Return a node as a condition on `a`, a row of articles."""
        match = self._match(node)
        if match is not None:
            return "a.number IN (SELECT rowid FROM words WHERE words MATCH ?)", [match]
        match node:
            case All(parts) | Either(parts):
                each = [self._condition(part) for part in parts]
                sign = " AND " if isinstance(node, All) else " OR "
                sql = sign.join(sql for sql, _ in each) or ("1" if isinstance(node, All) else "0")
                return f"({sql})", [value for _, some in each for value in some]
            case Not(part):
                sql, values = self._condition(part)
                return f"NOT ifnull({sql}, 0)", values
            case Is() | Tagged() | InStory():
                self._asked.append(node)
                return f"known({len(self._asked) - 1}, a.id)", []
            case Language(code):
                return "a.language = ?", [code]
            case Length(least, most):
                return "a.words BETWEEN ? AND ?", [least, most]
            case Dated(start, end):
                return "(a.date >= ? AND a.date < ?)", [start.timestamp(), end.timestamp()]
            case _:
                raise TypeError(f"{type(node).__name__} is no condition")


def numbers_of(connection: Connection, ids: Iterable[str], most: int) -> list[int]:
    """Return the numbers of the articles with some ids, but those of removed sources: the highest, at most so many."""
    rows = connection.execute(
        f"SELECT a.number FROM articles AS a WHERE a.id IN (SELECT value FROM json_each(?)) AND {SHOWN}"
        " ORDER BY a.number DESC LIMIT ?",
        [json.dumps(list(ids)), most],
    )
    return [row[0] for row in rows]


def _grows(words: Words, forms: Sequence[str]) -> bool:
    """Tell whether longer words that begin with this one are found as well."""
    return not words.phrase and len(forms) == 1 and begins(forms[0])


def _expression(words: Words, forms: Sequence[str], *, weighed: bool = False, grown: bool = True) -> str:
    """Return words as FTS5 finds them; `weighed` lets the word itself count for more than longer ones."""
    if not forms:
        return NOTHING
    found = phrase = vocabulary.quoted(" ".join(forms))
    if grown and _grows(words, forms):
        found = f"({phrase} OR {phrase} *)" if weighed else f"{phrase} *"
    return found if words.where is Where.ANYWHERE else f"({{{words.where}}} : {found})"


def _all_of(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' AND '.join(parts)})"


def _one_of(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def _joined(conditions: Sequence[str]) -> str:
    return " AND ".join(conditions) or "1"


def _without_patterns(node: Node, *, loose: bool) -> Node:
    """Return a query without patterns that finds all that the query finds; not `loose`, only what it surely finds."""
    match node:
        case Pattern():
            return All(()) if loose else Either(())
        case All(parts):
            return All(tuple(_without_patterns(part, loose=loose) for part in parts))
        case Either(parts):
            return Either(tuple(_without_patterns(part, loose=loose) for part in parts))
        case Not(part):
            return Not(_without_patterns(part, loose=not loose))
        case _:
            return node
