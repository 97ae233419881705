"""The list: stories with their sources under them, then articles that stand alone, then what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from reader.commands import Place
from reader.desk.catalogue import Catalogue, Sort
from reader.desk.edition import Edition, is_shared
from reader.desk.fresh import in_words as new_in_words
from reader.desk.outline import days
from reader.desk.views import View
from reader.text import dates, plain
from reader.tui.bindings import bindings
from reader.tui.draw import Painter, cell_len, fit, pad, shorten
from reader.tui.widgets.lines import Lines
from reader.tui.widgets.rows import NO_RULES, KeptRows, Row, RowKind, Rows, Topped, edition_rows

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Collection, Mapping, Sequence

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

    from reader.desk.fresh import Fresh
    from reader.desk.light import LightStory, Listed
    from reader.model import Story

RULES = "hidden by your rules"
"""What the row is called that counts what rules hide."""


class StoryList(Lines):
    """The list and its cursor. It knows which articles are read and which stories are folded."""

    DEFAULT_CSS = """
    StoryList {
        & > .list--cursor { background: $surface-lighten-2; }
        &:focus > .list--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
        & > .list--story { text-style: bold; }
        & > .list--letter { color: $accent; text-style: bold; }
        & > .list--star { color: $text-warning; }
        & > .list--source { color: $text-primary; }
        & > .list--dim { color: $text-muted; }
        & > .list--heading { color: $text-muted; text-style: bold; }
        & > .list--problem { color: $text-warning; }
        & > .list--folder { color: $text-primary; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.LIST, Lines)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--star",
        "list--cursor", "list--story", "list--letter", "list--source", "list--dim", "list--heading", "list--problem",
        "list--folder",
    }  # fmt: skip

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
        super().__init__(id="list")
        self.content: Edition | Catalogue = Edition(plain.line(""))
        self.rows = Rows()
        self.cursor = 0
        self.sort = sort
        self.read_ids: Collection[str] = frozenset()
        self.starred_ids: Collection[str] = frozenset()
        self.shares: Mapping[str, int] = {}
        """Percent of an article's sentences that others tell too, by id, as far as known."""
        self._new: dict[str, int] = {}
        """Passages that are new to the reader, by the id of an article that is not read."""
        self._fresh: dict[str, Fresh] = {}
        """What is new in a story, by the id of its first source."""
        self.view = View()
        """Which articles are shown."""
        self._tops: tuple[Row, ...] = ()
        self._folded: set[str] = set()
        self._spread: set[str] = set()
        """Ids of articles whose copies are shown."""
        self._source_width = 0
        self._measured: Edition | Catalogue | None = None
        self._dot, self._open, self._shut = ("*", "v", ">") if ascii_only else ("●", "▾", "▸")
        self._star = "+" if ascii_only else "★"

    # ---------------------------------------------------------------- content

    def show(self, content: Edition | Catalogue, view: View, tops: Sequence[Row], *, keep: bool = True) -> None:
        """Show what is open, with rows above it; the cursor stays on its article, or goes to the first one."""
        chosen = self.row if keep else None
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
            rules = self.view.by if self.view.filter is not None and self.view.filter.of_hidden else NO_RULES
            self.rows = Topped(self._tops, KeptRows(content, self.arranged(content, self.view), rules))
        else:
            rows = edition_rows(content, self.sort, self.read_ids, self._folded, self._spread, self.view.ids)
            self.rows = Topped(self._tops, rows)
        self._measure(content)
        self.cursor = self._find(keep)
        self.resize_rows()
        ahead = self.size.height // 2 if keep is None else 0  # so that folders leave the articles room
        self.reveal(self.cursor, min(self.cursor + ahead, len(self.rows) - 1))
        self.post_message(self.Chosen(self.row, by_hand=False))

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
        self.reveal(self.cursor, self.cursor)

    # ---------------------------------------------------------------- drawing

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row of the list."""
        entry = self.rows[row]
        base = self.look("list--cursor") if row == self.cursor else self.rich_style
        painter = Painter(base)
        match entry.kind:
            case RowKind.STORY:
                self._draw_story(painter, entry, width)
            case RowKind.ARTICLE:
                self._draw_article(painter, entry, width, plain_row=row == self.cursor and self.has_focus)
            case RowKind.HEADING | RowKind.FILTER:
                look = "list--heading" if entry.kind is RowKind.HEADING else "list--folder"
                painter.add(" " + fit(entry.text, width - 1), self.look(look))
            case RowKind.FOLDER:
                self._draw_folder(painter, entry, width)
            case RowKind.PROBLEM:
                assert entry.problem is not None
                name = entry.problem.name.rsplit("/", 1)[-1]  # the status row has the whole path
                painter.add("   " + fit(f"{name}: {entry.problem.message}", width - 3), self.look("list--problem"))
        return painter.strip(width)

    def _draw_story(self, painter: Painter, row: Row, width: int) -> None:
        assert row.story is not None
        articles = row.story.articles
        unread = sum(article.id not in self.read_ids for article in articles)
        tail = self._story_tail(row, unread, width)
        fold = self._shut if articles[0].id in self._folded else self._open
        title = pad(row.story.title, width - 5 - cell_len(tail))
        painter.add(f" {fold} ").add(self._dot if unread else " ", self.look("list--letter")).add(" ")
        painter.add(title, self.look("list--story")).add(tail, self.look("list--dim"))

    def _story_tail(self, row: Row, unread: int, width: int) -> str:
        """Return the figures of a story: what is new, its days, what is unread, how many sources tell it."""
        assert row.story is not None
        sources = row.story.sources
        count = f"{len(sources) - row.copies}" if len(row.story.articles) > 1 else " "
        if width < 60:
            return f" {unread}/{count} " if 0 < unread < len(sources) else f" {count} "
        parts = [self.told_new(row.story) if width >= 100 else "", days(sources)]
        parts.append(f"{unread} unread" if unread else "")
        return "  " + "  ".join(part for part in (*parts, count) if part) + " "

    def told_new(self, story: Story | LightStory) -> str:
        """Say what is new to the reader in a story; empty where nothing of it was read, or nothing is new."""
        found = self._fresh.get(story.sources[0].id) if story.sources else None
        return new_in_words(found, story.letters()) if found is not None else ""

    def _draw_folder(self, painter: Painter, row: Row, width: int) -> None:
        folder = row.folder
        assert folder is not None
        if folder.hides:
            painter.add(" " + fit(f"  {RULES}: {folder.total or 0:,}", width - 1), self.look("list--dim"))
            return
        tail = " not a query " if folder.error else " … " if folder.total is None else f" {folder.unread:,} "
        if folder.total is not None and width >= 60:
            tail = f" {folder.unread:,} unread of {folder.total:,} "
        painter.add(f" {self._shut} ").add(self._dot if folder.unread else " ", self.look("list--letter")).add(" ")
        painter.add(pad(folder.name, max(width - 5 - len(tail), 0)), self.look("list--folder"))
        painter.add(tail, self.look("list--dim"))

    def _draw_article(self, painter: Painter, row: Row, width: int, *, plain_row: bool) -> None:
        article = row.article
        assert article is not None
        dim: Style | None = None if plain_row else self.look("list--dim")
        dot = " " if article.id in self.read_ids else self._dot
        tail = self._tail(row, width)
        star = self._star if article.id in self.starred_ids else " "
        painter.add(" ").add(star, None if plain_row else self.look("list--star"))
        painter.add(f" {row.letter or ' ':<2}", None if plain_row else self.look("list--letter"))
        painter.add(f"{dot} ", dim)
        room = width - painter.cells - cell_len(tail)
        if self._source_width:
            source = pad(article.source, min(self._source_width, max(2 * room // 5, 10)))
            painter.add(source, None if plain_row else self.look("list--source")).add("  ")
        title = f"{'~' if article.title_inferred else ''}{article.title or article.name}"
        painter.add(pad(title, width - painter.cells - cell_len(tail)), dim if article.id in self.read_ids else None)
        painter.add(tail, dim)

    def _tail(self, row: Row, width: int) -> str:
        """Return the figures at the end of a row: as many as leave half of it to the title."""
        article = row.article
        assert article is not None
        parts = [shorten(row.rule, width // 4)] if row.rule else []
        if row.copied:
            parts.append("copy")
        elif row.copies:
            parts.append(f"+{row.copies}" if width < 60 else f"+{row.copies} {'copy' if row.copies == 1 else 'copies'}")
        if row.related is not None:
            parts.append(row.related.relation if width < 60 else f"related, {row.related.relation}")
        elif article.id in self._new and article.id not in self.read_ids:
            count = self._new[article.id]
            parts.append(f"+{count} new" if width < 90 else f"+{count} new to you")
        elif article.id in self.shares:
            parts.append(f"{self.shares[article.id]}%" if width < 60 else f"{self.shares[article.id]}% shared")
        if width >= 60:
            parts.append(f"{dates.show(article.published, article.weekday if width >= 100 else ''):>11}")
        if width >= 90:
            parts.append(f"{article.words:>6} {'word ' if article.words == 1 else 'words'}")
        return "  " + "  ".join(parts) + " "

    # ---------------------------------------------------------------- mouse

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
