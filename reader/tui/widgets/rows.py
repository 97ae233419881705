"""What the rows of the list stand for: of what was opened, or of a library, whose rows are made when they are drawn."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType
from typing import TYPE_CHECKING, overload

from reader.desk.stories.catalogue import HEADINGS, Sort, heading_of
from reader.desk.stories.edition import is_shared
from reader.desk.stories.light import letter_of
from reader.desk.stories.views import Folder

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Collection, Iterator, Mapping

    from reader.desk.opening.inputs import Problem
    from reader.desk.stories.catalogue import Catalogue
    from reader.desk.stories.edition import Edition
    from reader.desk.stories.light import LightRelated, LightStory, Listed
    from reader.desk.stories.views import View
    from reader.model import Article, Related, Story

NO_RULES: Mapping[int, str] = MappingProxyType({})


class RowKind(Enum):
    """What a row of the list stands for."""

    STORY = auto()
    ARTICLE = auto()
    HEADING = auto()
    PROBLEM = auto()
    FOLDER = auto()
    """A saved search, or all that rules hide."""
    FILTER = auto()
    """What the list is narrowed to."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list."""

    kind: RowKind
    story: Story | LightStory | None = None
    article: Listed | None = None
    related: Related | LightRelated | None = None
    letter: str = ""
    copies: int = 0
    """How many others of the story hold the article's text, or are copies in a story; their rows may be folded."""
    copied: bool = False
    """Whether this is the row of such another one."""
    text: str = ""
    problem: Problem | None = None
    folder: Folder | None = None
    rule: str = ""
    """The name of the rule that hides the article, where what is hidden is shown."""
    told: Story | LightStory | None = None
    """What the row of a story tells of, where rules hide some of it: the story without that."""

    @property
    def selectable(self) -> bool:
        """Tell whether the cursor stops here."""
        return self.kind not in (RowKind.HEADING, RowKind.FILTER)


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
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        if at < 0:
            at += len(self)
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self._row(at)

    def _row(self, at: int) -> Row:
        """Return the row at a place that there is."""
        return self._rows[at]

    def kind(self, at: int) -> RowKind:
        """Return what a row stands for."""
        return self._rows[at].kind

    def article_id(self, at: int) -> str:
        """Return the id of the article of a row; empty where it is none."""
        article = self._rows[at].article
        return article.id if article is not None else ""

    def find(self, article_id: str) -> int:
        """Return the row of an article; -1 where it has none."""
        return next((at for at in range(len(self)) if self.article_id(at) == article_id), -1)


class Topped(Rows):
    """Rows with others above them: folders, or what the list is narrowed to."""

    def __init__(self, tops: Sequence[Row], rows: Rows) -> None:
        super().__init__(tops)
        self.below = rows

    def replaced(self, tops: Sequence[Row]) -> Topped:
        """Return the same rows below others."""
        return Topped(tops, self.below)

    @property
    def tops(self) -> int:
        """How many rows stand above."""
        return len(self._rows)

    def __len__(self) -> int:
        return self.tops + len(self.below)

    def _row(self, at: int) -> Row:
        return self._rows[at] if at < self.tops else self.below[at - self.tops]

    def kind(self, at: int) -> RowKind:
        """Return what a row stands for."""
        return self._rows[at].kind if at < self.tops else self.below.kind(at - self.tops)

    def article_id(self, at: int) -> str:
        """Return the id of the article of a row; empty where it is none."""
        return "" if at < self.tops else self.below.article_id(at - self.tops)

    def find(self, article_id: str) -> int:
        """Return the row of an article; -1 where it has none."""
        at = self.below.find(article_id)
        return at + self.tops if at >= 0 else -1


class KeptRows(Rows):
    """The rows of a library: numbers, of which a row is made when it is drawn."""

    def __init__(
        self, catalogue: Catalogue, numbers: array[int], rules: Mapping[int, str] = NO_RULES, *, hides: bool = False
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._numbers = numbers
        self._rules = rules
        """The names of the rules that hide articles, by their positions."""
        self._hides = hides
        """Whether these have no rows."""
        self._problems = catalogue.problems
        """Behind all others, below a heading of their own."""

    def __len__(self) -> int:
        return len(self._numbers) + (len(self._problems) + 1 if self._problems else 0)

    def _row(self, at: int) -> Row:
        kind, number = self._kind(at)
        match kind:
            case RowKind.ARTICLE:
                return self._article(number)
            case RowKind.STORY:
                return self._story(number)
            case RowKind.HEADING:
                return Row(kind, text=HEADINGS[number] if at < len(self._numbers) else SKIPPED)
            case _:
                return Row(kind, problem=self._problems[number])

    def _story(self, number: int) -> Row:
        catalogue = self._catalogue
        hidden = self._rules if self._hides else NO_RULES
        fewer = any(at in hidden for at in catalogue.groups[number])
        told = catalogue.story(number, hidden) if fewer else None
        return Row(RowKind.STORY, catalogue.story(number), told=told, copies=catalogue.copies_in(number, hidden))

    def _article(self, number: int) -> Row:
        catalogue = self._catalogue
        group = catalogue.group_at(number)
        article = catalogue.light(number)
        story = catalogue.story(group) if group >= 0 else None
        related = catalogue.related(number)
        letter = story.letters()[article.id] if story is not None and related is not None else letter_of(article.entry)
        copied = catalogue.copy_of(number) >= 0
        return Row(
            RowKind.ARTICLE,
            story,
            article,
            related,
            letter if story is not None else "",
            rule="" if self._hides else self._rules.get(number, ""),
            copies=len(catalogue.copies(number)),
            copied=copied,
        )

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
        return self._catalogue.entry(number).id if kind is RowKind.ARTICLE else ""

    def find(self, article_id: str) -> int:
        """Return the row of an article; -1 where it has none."""
        at = self._catalogue.position(article_id)
        try:
            return self._numbers.index(at)
        except ValueError:
            return -1


UNDATED = "Without a date"
"""The heading of what has none, in an order by time."""
SKIPPED = "Skipped, or worth a word"
"""The heading of what could not be taken."""


def top_rows(view: View, folders: Sequence[Folder], everything: int) -> list[Row]:
    """Return what stands above a list: what it is narrowed to, or the folders and, in one row, what rules hide.

    Args:
        view: What the list shows.
        folders: The saved searches; none where no library is listed.
        everything: How many articles there are.
    """
    narrowed = view.filter
    if narrowed is not None:
        shown = len(view.ids if view.ids is not None else view.only or ())
        behind = f" · {view.behind:,} more hidden by your rules" if view.behind else ""
        return [Row(RowKind.FILTER, text=f"{narrowed.title} · {shown:,} of {everything:,}{behind} · Esc shows all")]
    rows = [Row(RowKind.FOLDER, folder=folder) for folder in folders if not folder.hides]
    if any(folder.hides for folder in folders):
        rows.append(Row(RowKind.FOLDER, folder=Folder("", "", True, len(view.by))))
    return rows


def edition_rows(
    edition: Edition,
    sort: Sort,
    read_ids: Collection[str],
    folded: Collection[str],
    spread: Collection[str] = (),
    only: Collection[str] | None = None,
) -> Rows:
    """Return the rows of what was opened: stories with their sources, single articles, what was skipped.

    By time, stories and single articles stand under their days.

    Args:
        edition: What was opened.
        sort: In which order.
        read_ids: What is read.
        folded: Ids of the first sources of stories whose sources are not shown.
        spread: Ids of articles whose copies are shown.
        only: Ids of the articles that are shown, where not all are; what was skipped then stays out.
    """
    stories = sorted(edition.stories, key=_story_key(sort, read_ids))
    spread = spread if only is None else set(edition.copies.values())
    rows: list[Row] = []
    if sort is Sort.NEWEST:
        now = time.time()
        heading = ""
        for story in stories:
            newest = _newest(story)
            day = HEADINGS[heading_of(newest, now)] if newest is not None else UNDATED
            if day != heading:
                rows.append(Row(RowKind.HEADING, text=day))
                heading = day
            rows += _rows_of(edition, story, folded, spread)
    else:
        shared = [row for story in stories if is_shared(story) for row in _rows_of(edition, story, folded, spread)]
        alone = [row for story in stories if not is_shared(story) for row in _rows_of(edition, story, folded, spread)]
        rows += [*shared, *([Row(RowKind.HEADING, text="Single articles")] if alone and shared else []), *alone]
    if only is not None:
        return Rows(_narrowed(rows, only))
    if edition.problems:
        rows.append(Row(RowKind.HEADING, text=SKIPPED))
        rows += [Row(RowKind.PROBLEM, problem=problem) for problem in edition.problems]
    return Rows(rows)


def _narrowed(rows: Sequence[Row], only: Collection[str]) -> list[Row]:
    """Return the rows of some articles, with their stories; a heading stays where an article follows."""
    kept: list[Row] = []
    for row in reversed(rows):
        if row.article is not None:
            fits = row.article.id in only
        elif row.story is not None:
            fits = any(article.id in only for article in row.story.articles) or _follows(kept, row)
        else:
            fits = bool(kept)
        kept += [row] if fits else []
    return kept[::-1]


def _follows(kept: Sequence[Row], story: Row) -> bool:
    """Tell whether a row of a story, related ones included, stands behind it; `kept` is the other way round."""
    return bool(kept) and kept[-1].article is not None and kept[-1].story is story.story


def _rows_of(edition: Edition, story: Story, folded: Collection[str], spread: Collection[str]) -> Iterator[Row]:
    if not is_shared(story):
        yield Row(RowKind.ARTICLE, story, story.articles[0])
        return
    yield Row(RowKind.STORY, story=story, copies=sum(one.id in edition.copies for one in story.articles))
    if story.articles[0].id in folded:
        return
    letters = story.letters()
    copies: dict[str, list[Article]] = {}
    for article in story.articles:
        if article.id in edition.copies:
            copies.setdefault(edition.copies[article.id], []).append(article)
    for article in story.articles:
        if article.id not in edition.copies:
            mine = copies.get(article.id, [])
            yield Row(RowKind.ARTICLE, story, article, letter=letters[article.id], copies=len(mine))
            if article.id in spread:
                yield from (Row(RowKind.ARTICLE, story, one, letter=letters[one.id], copied=True) for one in mine)
    for related in story.related:
        yield Row(RowKind.ARTICLE, story, related.article, related, letters[related.article.id])


def _newest(story: Story) -> float | None:
    """Return when the newest article of a story is from; None where none has a date."""
    every = (*story.articles, *(related.article for related in story.related))
    return max((one.published.moment.timestamp() for one in every if one.published), default=None)


def _story_key(sort: Sort, read_ids: Collection[str]) -> Callable[[Story], tuple[object, ...]]:
    match sort:
        case Sort.SOURCES:
            return lambda story: (-len(story.articles),)
        case Sort.NEWEST:
            return lambda story: (-(_newest(story) or 0.0),)
        case Sort.UNREAD:
            return lambda story: (-sum(a.id not in read_ids for a in story.articles),)
        case Sort.NAME:
            return lambda story: (story.title.casefold(),)
