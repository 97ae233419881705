"""What the rows of the list stand for: of what was opened, or of a library, whose rows are made when they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, overload

from reader.desk.catalogue import HEADINGS, Sort, letter_of
from reader.desk.edition import is_shared

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Collection

    from reader.desk.catalogue import Catalogue, LightStory, Listed
    from reader.desk.edition import Edition
    from reader.desk.opening import Problem
    from reader.model import Related, Story


class RowKind(Enum):
    """What a row of the list stands for."""

    STORY = auto()
    ARTICLE = auto()
    HEADING = auto()
    PROBLEM = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list."""

    kind: RowKind
    story: Story | LightStory | None = None
    article: Listed | None = None
    related: Related | None = None
    letter: str = ""
    text: str = ""
    problem: Problem | None = None

    @property
    def selectable(self) -> bool:
        """Tell whether the cursor stops here."""
        return self.kind is not RowKind.HEADING


class Rows(Sequence[Row]):
    """The rows of what was opened. Those of a library say of each row what a walk asks without making it."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        return self._rows[at]

    def kind(self, at: int) -> RowKind:
        """Return what a row stands for."""
        return self._rows[at].kind

    def article_id(self, at: int) -> str:
        """Return the id of the article of a row; empty where it is none."""
        article = self._rows[at].article
        return article.id if article is not None else ""


class KeptRows(Rows):
    """The rows of a library: numbers, of which a row is made when it is drawn."""

    def __init__(self, catalogue: Catalogue, numbers: array[int]) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._numbers = numbers
        self._problems = catalogue.problems
        """Behind all others, below a heading of their own."""

    def __len__(self) -> int:
        return len(self._numbers) + (len(self._problems) + 1 if self._problems else 0)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        if at < 0:
            at += len(self)
        if not 0 <= at < len(self):
            raise IndexError(at)
        kind, number = self._kind(at)
        match kind:
            case RowKind.ARTICLE:
                group = self._catalogue.group_at(number)
                article = self._catalogue.light(number)
                if group < 0:
                    return Row(kind, article=article)
                return Row(kind, self._catalogue.story(group), article, letter=letter_of(article.entry))
            case RowKind.STORY:
                return Row(kind, self._catalogue.story(number))
            case RowKind.HEADING:
                return Row(kind, text=HEADINGS[number] if at < len(self._numbers) else SKIPPED)
            case RowKind.PROBLEM:
                return Row(kind, problem=self._problems[number])

    def _kind(self, at: int) -> tuple[RowKind, int]:
        """Return what a row stands for, and its number among those."""
        if at >= len(self._numbers):
            number = at - len(self._numbers) - 1
            return (RowKind.PROBLEM, number) if number >= 0 else (RowKind.HEADING, 0)
        number = self._numbers[at]
        if number >= 0:
            return RowKind.ARTICLE, number
        return (RowKind.STORY if ~number & 1 else RowKind.HEADING), ~number >> 1

    def kind(self, at: int) -> RowKind:
        """Return what a row stands for."""
        return self._kind(at)[0]

    def article_id(self, at: int) -> str:
        """Return the id of the article of a row; empty where it is none."""
        kind, number = self._kind(at)
        return self._catalogue.entries[number].id if kind is RowKind.ARTICLE else ""

    def find(self, article_id: str) -> int:
        """Return the row of an article; -1 where it has none."""
        at = self._catalogue.position(article_id)
        try:
            return self._numbers.index(at)
        except ValueError:
            return -1


SKIPPED = "Skipped, or worth a word"
"""The heading of what could not be taken."""


def edition_rows(edition: Edition, sort: Sort, read_ids: Collection[str], folded: Collection[str]) -> Rows:
    """Return the rows of what was opened: stories with their sources, single articles, what was skipped."""
    key = _story_key(sort, read_ids)
    shared = sorted((s for s in edition.stories if is_shared(s)), key=key)
    alone = sorted((s for s in edition.stories if not is_shared(s)), key=key)
    rows: list[Row] = []
    for story in shared:
        rows.append(Row(RowKind.STORY, story=story))
        if story.articles[0].id in folded:
            continue
        letters = story.letters()
        rows += [Row(RowKind.ARTICLE, story, a, letter=letters[a.id]) for a in story.articles]
        rows += [Row(RowKind.ARTICLE, story, r.article, r, letters[r.article.id]) for r in story.related]
    if alone and shared:
        rows.append(Row(RowKind.HEADING, text="Single articles"))
    rows += [Row(RowKind.ARTICLE, story, story.articles[0]) for story in alone]
    if edition.problems:
        rows.append(Row(RowKind.HEADING, text=SKIPPED))
        rows += [Row(RowKind.PROBLEM, problem=problem) for problem in edition.problems]
    return Rows(rows)


def _story_key(sort: Sort, read_ids: Collection[str]) -> Callable[[Story], tuple[object, ...]]:
    match sort:
        case Sort.SOURCES:
            return lambda story: (-len(story.articles),)
        case Sort.NEWEST:
            return lambda story: (
                -max((a.published.moment.timestamp() for a in story.articles if a.published), default=0.0),
            )
        case Sort.UNREAD:
            return lambda story: (-sum(a.id not in read_ids for a in story.articles),)
        case Sort.NAME:
            return lambda story: (story.title.casefold(),)
