"""The list: stories with their sources under them, then articles that stand alone, then what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from reader.commands import Place
from reader.desk.stories.catalogue import Catalogue, Sort
from reader.desk.stories.edition import Edition, is_shared
from reader.desk.stories.views import View
from reader.text import plain
from reader.tui.bindings import bindings
from reader.tui.draw import cell_len
from reader.tui.widgets.lines import Lines
from reader.tui.widgets.rows import KeptRows, Row, RowKind, Topped, edition_rows
from reader.tui.widgets.storyrows import StoryRows

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Collection, Mapping, Sequence

    from textual import events
    from textual.binding import BindingType

    from reader.desk.stories.light import Listed
    from reader.desk.telling.fresh import Fresh


class StoryList(StoryRows):
    """The list and its cursor. It knows which articles are read and which stories are folded."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.LIST, Lines)

    @dataclass
    class Chosen(Message):
        """The cursor is on another row."""

        row: Row | None
        by_hand: bool
        """False where the list itself changed under it."""

    @dataclass
    class Opened(Message):
        """A row was clicked twice or entered."""

        row: Row

    def __init__(self, *, sort: Sort = Sort.SOURCES, ascii_only: bool = False) -> None:
        super().__init__(ascii_only=ascii_only)
        self.content: Edition | Catalogue = Edition(plain.line(""))
        self.sort = sort
        self.view = View()
        """Which articles are shown."""
        self._tops: tuple[Row, ...] = ()
        self._spread: set[str] = set()
        """Ids of articles whose copies are shown."""
        self._measured: Edition | Catalogue | None = None
        self._by_hand = False
        """Whether keys or mouse have moved the list since it was shown anew."""

    # ---------------------------------------------------------------- content

    def show(self, content: Edition | Catalogue, view: View, tops: Sequence[Row], *, keep: bool = True) -> None:
        """Show what is open, with rows above it; the cursor stays on its article, or goes to the first one."""
        chosen = self.row if keep else None
        self._by_hand = self._by_hand and keep
        self.content, self.view, self._tops = content, view, tuple(tops)
        self._rebuild(chosen)

    def set_tops(self, tops: Sequence[Row]) -> None:
        """Show other rows above the articles; the cursor stays on its row."""
        before, self._tops = self._tops, tuple(tops)
        if isinstance(self.rows, Topped) and len(tops) == len(before):
            self.rows = self.rows.replaced(self._tops)
            self.redraw()
        elif tops or before:
            self._rebuild(self.row)

    def set_read(self, read_ids: Collection[str]) -> None:
        """Show which articles are read."""
        self.read_ids = read_ids
        self.redraw()

    def set_starred(self, starred_ids: Collection[str]) -> None:
        """Show which articles have a star."""
        self.starred_ids = starred_ids
        self.redraw()

    def ids_beside(self, step: int) -> list[str]:
        """Return the ids of the articles above the cursor (-1) or below it (1)."""
        beside = range(self.cursor) if step < 0 else range(self.cursor + 1, len(self.rows))
        return [article_id for at in beside if (article_id := self.rows.article_id(at))]

    def set_shares(self, shares: Mapping[str, int]) -> None:
        """Show how much of each article the other sources tell."""
        self.shares = shares
        self.redraw()

    def set_fresh(self, fresh: Mapping[tuple[str, ...], Fresh]) -> None:
        """Show what is new to the reader in stories of which something was read."""
        self._new = {id_: count for found in fresh.values() for id_, count in found.new.items() if found.begun}
        self._fresh = {ids[0]: found for ids, found in fresh.items() if ids}
        self.redraw()

    def next_sort(self) -> Sort:
        """Go to the next order and return it."""
        orders = list(Sort)
        self.sort = orders[(orders.index(self.sort) + 1) % len(orders)]
        self._rebuild(self.row)
        return self.sort

    def fold(self, *, shut: bool) -> bool:
        """Fold or unfold the copies of the article at the cursor, or its story; tell whether anything changed."""
        row = self.row
        if row is None:
            return False
        if row.article is not None and row.copies and self._fold_copies(row, shut=shut):
            return True
        if shut and row.copied:
            return self._fold_away()
        if row.story is None or not is_shared(row.story):
            return False
        key = row.story.articles[0].id
        if (key in self._folded) == shut:
            return False
        (self._folded.add if shut else self._folded.discard)(key)
        self._rebuild(Row(RowKind.STORY, row.story))
        return True

    def _fold_copies(self, row: Row, *, shut: bool) -> bool:
        assert row.article is not None
        if (row.article.id in self._spread) is not shut:
            return False
        (self._spread.discard if shut else self._spread.add)(row.article.id)
        self._rebuild(row)
        return True

    def _fold_away(self) -> bool:
        """Fold the copies of which one is at the cursor, and go to what they are copies of."""
        at = next(at for at in range(self.cursor, -1, -1) if not self.rows[at].copied)
        first = self.rows[at]
        return first.article is not None and self._fold_copies(first, shut=True)

    @property
    def row(self) -> Row | None:
        """The row at the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def article(self) -> Listed | None:
        """The article at the cursor; of a story, its first unread source."""
        row = self.row
        if row is None or row.article is not None or row.story is None:
            return row.article if row else None
        articles = row.story.articles
        return next((article for article in articles if article.id not in self.read_ids), articles[0])

    def arranged(self, catalogue: Catalogue, view: View) -> array[int]:
        """Return the rows of a library in the order of this list."""
        return catalogue.arranged(self.sort, self.read_ids, self._folded, view.only, spread=self._spread)

    def _rebuild(self, keep: Row | None) -> None:
        content = self.content
        if isinstance(content, Catalogue):
            hides = self.view.filter is None or not self.view.filter.of_hidden
            numbers = self.arranged(content, self.view)
            self.rows = Topped(self._tops, KeptRows(content, numbers, self.view.by, hides=hides))
        else:
            rows = edition_rows(content, self.sort, self.read_ids, self._folded, self._spread, self.view.ids)
            self.rows = Topped(self._tops, rows)
        self._measure(content)
        self.cursor = self._find(keep)
        self.resize_rows()
        self._reveal_cursor()
        self.post_message(self.Chosen(self.row, by_hand=False))

    def _reveal_cursor(self) -> None:
        """Bring the cursor into view; until something is moved by hand, so that folders leave the articles room."""
        if self._by_hand:
            self.reveal(self.cursor, self.cursor)
        elif self.size.height:
            last = min(self.cursor + self.size.height // 2, len(self.rows) - 1)
            self.scroll_to(y=max(last + 1 - self.size.height, 0), animate=False, immediate=True, force=True)

    def _measure(self, content: Edition | Catalogue) -> None:
        """Give the column of the sources the width of the widest one."""
        if content is self._measured:
            return
        self._measured = content
        listed = content.entries if isinstance(content, Catalogue) else content.articles
        self._source_width = min(max(map(cell_len, {one.source for one in listed}), default=0), 24)

    def _find(self, wanted: Row | None) -> int:
        """Return the row that stands for what another one stood for; else the first article."""
        if wanted is not None:
            if wanted.article is not None:  # which may have become a source of a story
                at = self._row_of(wanted.article.id)
                if at >= 0:
                    return at
            else:
                name = _identity(wanted)
                for number in range(len(self.rows)):
                    if self.rows.kind(number) is wanted.kind and _identity(self.rows[number]) == name:
                        return number
        articles = (number for number in range(len(self.rows)) if self.rows.kind(number) is RowKind.ARTICLE)
        return next(articles, 0)

    def _row_of(self, article_id: str) -> int:
        """Return the row of an article, -1 where it has none."""
        return self.rows.find(article_id)

    # ---------------------------------------------------------------- moving

    def step(self, rows: int) -> None:
        """Move the cursor."""
        self.move(self.cursor + rows, 1 if rows > 0 else -1)

    def move(self, to: int, step: int) -> None:
        """Put the cursor on row `to`, or the next in direction `step` that can be chosen; else back from there."""
        self._by_hand = True
        if not self.rows:
            return
        at = -1
        for way in (step, -step):
            if not 0 <= at < len(self.rows):
                at = max(0, min(to, len(self.rows) - 1))
                while 0 <= at < len(self.rows) and not self.rows[at].selectable:
                    at += way
        if not 0 <= at < len(self.rows) or at == self.cursor:
            return
        before, self.cursor = self.cursor, at
        self.refresh_rows(before, before)
        self.refresh_rows(at, at)
        self.reveal(at, at)
        self.post_message(self.Chosen(self.row, by_hand=True))

    def walk(self, step: int, wanted: Callable[[RowKind, str], bool]) -> bool:
        """Go to the next row in a direction whose kind and article's id are wanted; tell whether there is one."""
        at = self.cursor + step
        while 0 <= at < len(self.rows):
            if wanted(self.rows.kind(at), self.rows.article_id(at)):
                self.move(at, step)
                return True
            at += step
        return False

    def choose_article(self, article_id: str) -> bool:
        """Put the cursor on an article, unfolding its story where needed."""
        first, copied = self._first_of(article_id), self._copied_from(article_id)
        if first in self._folded or (copied and copied not in self._spread):
            self._folded.discard(first)
            self._spread |= {copied} - {""}
            self._rebuild(self.row)
        at = self._row_of(article_id)
        if at >= 0:
            self.move(at, 1)
        return at >= 0

    def _first_of(self, article_id: str) -> str:
        """Return the id of the first source of an article's story, by which a story is folded."""
        if isinstance(self.content, Catalogue):
            return next((entry.id for entry in self.content.mates(article_id)), "")
        story = self.content.story_of(article_id)
        return story.articles[0].id if story is not None else ""

    def _copied_from(self, article_id: str) -> str:
        """Return the id of the article that another one is a copy of; empty where it is none."""
        if isinstance(self.content, Catalogue):
            at = self.content.copy_of(self.content.position(article_id))
            return self.content.entry(at).id if at >= 0 else ""
        return self.content.copies.get(article_id, "")

    def on_resize(self) -> None:
        """Keep the row at the cursor in view, also where the list gives way to what is read."""
        self._reveal_cursor()

    # ---------------------------------------------------------------- mouse

    def follow(self) -> None:
        """Stay where the wheel has brought the rows."""
        self._by_hand = True

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked; a second click opens it."""
        at = event.y + self.first_row
        if not 0 <= at < len(self.rows) or not self.rows[at].selectable:
            return
        if at == self.cursor and event.chain > 1:
            self.post_message(self.Opened(self.rows[at]))
        else:
            self.move(at, 1)

    def on_focus(self) -> None:
        """The cursor is stronger while the keys go here."""
        self.redraw()

    def on_blur(self) -> None:
        """The cursor is fainter while the keys go elsewhere."""
        self.redraw()


def _identity(row: Row) -> tuple[object, ...]:
    story = row.story.articles[0].id if row.story else ""
    return (row.kind, story, str(row.problem), row.folder.name if row.folder else None)
