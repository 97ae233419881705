"""What a query is made of: tests of an article, joined by all, either and not. Frozen values, no decisions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from reader.model import Span


class QueryError(ValueError):
    """What was typed is not in the language.

    Attributes:
        position: The character it is about, counted from 0.
        query: What was typed.
    """

    def __init__(self, message: str, position: int, query: str) -> None:
        super().__init__(plain.line(message))
        self.position = position
        self.query = query


class Where(StrEnum):
    """What part of an article a word is looked for in."""

    ANYWHERE = "anywhere"
    TITLE = "title"
    TEXT = "text"
    SOURCE = "source"
    AUTHOR = "author"


class State(StrEnum):
    """What an article can be to the reader."""

    READ = "read"
    UNREAD = "unread"
    STARRED = "starred"
    DUP = "dup"


class Sort(StrEnum):
    """In which order hits are given; without one, the best first."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"
    LONGEST = "longest"
    SHORTEST = "shortest"
    SOURCE = "source"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Words:
    """One word, or several that must stand together in this order."""

    text: str
    where: Where
    phrase: bool
    """Typed in quotation marks: just these words, nothing longer, nothing mended."""
    span: Span
    """Where it stands in what was typed."""
    firm: bool = False
    """Not mended: it stands in a saved search, which means tomorrow what it meant today."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, as the package `regex` reads it."""

    expression: str
    where: Where
    fold: bool
    """Whether capitals and small letters are one."""
    span: Span
    """Where it stands in what was typed."""


@dataclass(frozen=True, slots=True)
class Is:
    """By what the article is to the reader."""

    state: State


@dataclass(frozen=True, slots=True)
class Tagged:
    """By a tag that the reader gave, or a tag or folder of the source, in small letters."""

    tag: str


@dataclass(frozen=True, slots=True)
class Language:
    """By the two letters of its language."""

    code: str


@dataclass(frozen=True, slots=True)
class InStory:
    """By its story: its number in the list, counted from 1, or words of its title."""

    number: int
    """0 where it is words."""
    words: str


@dataclass(frozen=True, slots=True)
class Length:
    """By the number of words; both ends included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Dated:
    """By date: `start` included, `end` not. An article without a date never fits."""

    start: datetime
    end: datetime


Test: TypeAlias = Words | Pattern | Is | Tagged | Language | InStory | Length | Dated


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every part must hold; without parts, it holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One part must hold."""

    parts: tuple[Node, ...]


Node: TypeAlias = Test | Not | All | Either


@dataclass(frozen=True, slots=True)
class Query:
    """What must hold, and how what fits is given."""

    root: All
    sort: Sort = Sort.BEST
    limit: int | None = None
    """How many hits at most."""

    @property
    def empty(self) -> bool:
        """Tell whether nothing is asked of an article."""
        return not self.root.parts

    def tests(self) -> tuple[Test, ...]:
        """Return the tests that speak for an article: without those that are excluded, in the order they are typed."""
        return tuple(_spoken(self.root))

    def every(self) -> tuple[Test, ...]:
        """Return all tests, those that are excluded as well."""
        return tuple(_tests(self.root))

    def words(self) -> tuple[Words, ...]:
        """Return the words that are looked for, without those that are excluded."""
        return tuple(test for test in self.tests() if isinstance(test, Words))

    def holds(self, fits: Callable[[Test], bool]) -> bool:
        """Tell whether it holds of an article, given which tests do."""
        return _holds(self.root, fits)


def _spoken(node: Node) -> Iterator[Test]:
    match node:
        case All(parts) | Either(parts):
            for part in parts:
                yield from _spoken(part)
        case Not():
            return
        case _:
            yield node


def _tests(node: Node) -> Iterator[Test]:
    match node:
        case All(parts) | Either(parts):
            for part in parts:
                yield from _tests(part)
        case Not(part):
            yield from _tests(part)
        case _:
            yield node


def _holds(node: Node, fits: Callable[[Test], bool]) -> bool:
    match node:
        case All(parts):
            return all(_holds(part, fits) for part in parts)
        case Either(parts):
            return any(_holds(part, fits) for part in parts)
        case Not(part):
            return not _holds(part, fits)
        case _:
            return fits(node)
