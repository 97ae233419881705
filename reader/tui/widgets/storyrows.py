"""The rows of the list as they are drawn: stories, their sources, headings, folders, what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.desk.listing.outline import days
from reader.desk.telling.fresh import in_words as new_in_words
from reader.text import dates
from reader.tui.draw import Painter, cell_len, fit, numbered, pad, shorten
from reader.tui.widgets.lines import Lines
from reader.tui.widgets.rows import Row, RowKind, Rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from rich.style import Style
    from textual.strip import Strip

    from reader.desk.stories.light import LightStory
    from reader.desk.telling.fresh import Fresh
    from reader.model import Story

RULES = "hidden by your rules"
"""What the row is called that counts what rules hide."""


class StoryRows(Lines):
    """Draws rows, with what is known of their articles."""

    DEFAULT_CSS = """
    StoryRows {
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
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--star",
        "list--cursor", "list--story", "list--letter", "list--source", "list--dim", "list--heading", "list--problem",
        "list--folder",
    }  # fmt: skip

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="list")
        self.rows = Rows()
        self.cursor = 0
        self.read_ids: Collection[str] = frozenset()
        self.starred_ids: Collection[str] = frozenset()
        self.shares: Mapping[str, int] = {}
        """Percent of an article's sentences that others tell too, by id, as far as known."""
        self._new: dict[str, int] = {}
        """Passages that are new to the reader, by the id of an article that is not read."""
        self._fresh: dict[str, Fresh] = {}
        """What is new in a story, by the id of its first source."""
        self._folded: set[str] = set()
        """Ids of the first articles of folded stories."""
        self._source_width = 0
        self._dot, self._open, self._shut = ("*", "v", ">") if ascii_only else ("●", "▾", "▸")
        self._star = "+" if ascii_only else "★"

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
        story = row.told or row.story
        unread = sum(article.id not in self.read_ids for article in story.articles)
        tail = self._story_tail(row, unread, width)
        fold = self._shut if row.story.articles[0].id in self._folded else self._open
        title = pad(story.title, width - 5 - cell_len(tail))
        painter.add(f" {fold} ").add(self._dot if unread else " ", self.look("list--letter")).add(" ")
        painter.add(title, self.look("list--story")).add(tail, self.look("list--dim"))

    def _story_tail(self, row: Row, unread: int, width: int) -> str:
        """Return the figures of a story: what is new, its days, what is unread, how many sources tell it.

        Where a source has several articles in it, these are counted.
        """
        assert row.story is not None
        story = row.told or row.story
        sources = story.sources
        told = len(sources) - row.copies if len(story.articles) > 1 else 0
        what = "source" if len({one.source or one.id for one in sources}) >= told else "article"
        if width < 60:
            return f" {unread}/{told} " if 0 < unread < told else f" {told or ''} "
        figures = [
            (0, self.told_new(row.story) if width >= 100 else ""),
            (1, days(sources)),
            (0, f"{unread} unread" if unread else ""),
            (0, numbered(told, what) if told else ""),
        ]
        return _tail_of(figures, width // 2)

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
        painter.add(f"{row.letter:>2} ", None if plain_row else self.look("list--letter"))
        painter.add(f"{dot} ", dim)
        if self._source_width:
            painter.add(pad(article.source, self._lead(width) - 9), None if plain_row else self.look("list--source"))
            painter.add("  ")
        title = f"{'~' if article.title_inferred else ''}{article.title or article.name}"
        painter.add(pad(title, width - painter.cells - cell_len(tail)), dim if article.id in self.read_ids else None)
        painter.add(tail, dim)

    def _tail(self, row: Row, width: int) -> str:
        """Return the figures at the end of a row, each with its word; a narrow list has those that most rows lack."""
        article = row.article
        assert article is not None
        figures = [(0, shorten(row.rule, width // 4))]
        if row.copied:
            figures.append((0, "copy"))
        elif row.copies:
            figures.append((0, f"+{numbered(row.copies, 'copy', 'copies')}"))
        if row.related is not None:
            figures.append((0, row.related.relation if width < 90 else f"related, {row.related.relation}"))
        elif article.id in self._new and article.id not in self.read_ids:
            count = self._new[article.id]
            figures.append((0, f"+{count} new" if width < 90 else f"+{count} new to you"))
        elif article.id in self.shares and width >= 60:
            figures.append((2, f"{self.shares[article.id]}% shared"))
        if width >= 60:
            figures.append((1, f"{dates.show(article.published, article.weekday if width >= 100 else ''):>11}"))
        if width >= 90:
            figures.append((3, f"{article.words:>6} {'word ' if article.words == 1 else 'words'}"))
        return _tail_of(figures, 3 * (width - self._lead(width)) // 5)

    def _lead(self, width: int) -> int:
        """Return the cells in front of the title of an article: mark, letter, dot, source."""
        source = min(self._source_width, max(width // 4, 14))
        return 7 + (source + 2 if source else 0)


def _tail_of(figures: Sequence[tuple[int, str]], room: int) -> str:
    """Return figures for the end of a row: the least needed ones, of the highest rank, go first where not all fit.

    Args:
        figures: Each with its rank; those of rank 0 always stay.
        room: The cells that they should fit in.
    """
    kept = [(rank, text) for rank, text in figures if text]
    while True:
        tail = "  ".join(["", *(text for _, text in kept)]) + " "
        least = max((rank for rank, _ in kept), default=0)
        if not least or cell_len(tail) <= room:
            return tail
        kept = [(rank, text) for rank, text in kept if rank < least]
