"""Home: the list of stories and, beside or below it, the article under the cursor, already marked."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container

from reader.commands import Place
from reader.desk.stories.catalogue import Sort
from reader.desk.stories.edition import is_shared
from reader.desk.stories.views import Filter, View
from reader.desk.telling.lens import Lens, best_lens
from reader.desk.telling.words import who_else
from reader.tui.draw import numbered
from reader.tui.program.holding import FIRST_PAGE
from reader.tui.program.shown import Home
from reader.tui.screens.base import Subject
from reader.tui.screens.narrowverbs import NarrowVerbs
from reader.tui.widgets.articleview import ArticleView
from reader.tui.widgets.bars import Bar
from reader.tui.widgets.field import Field
from reader.tui.widgets.rows import RowKind
from reader.tui.widgets.storylist import StoryList
from reader.tui.widgets.tellings import TellingsView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from reader.desk.stories.catalogue import Catalogue
    from reader.desk.stories.edition import Edition
    from reader.desk.telling.reading import Reading
    from reader.library.stated.pairs import Pair
    from reader.model import Article
    from reader.tui.program.shown import Arrange

FOLLOW = 0.06
"""Seconds after which the article follows a list's cursor that is on the run: a key held down lays out nothing."""


class HomeScreen(NarrowVerbs, Home):
    """List and reader."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__()
        self._follow: Timer | None = None
        self._moved = 0.0
        """When the list's cursor last moved."""
        self._read_id = ""
        """The article that the keys were in."""

    def compose(self) -> ComposeResult:
        """Lay out the bars, the list and the reader."""
        app = self.reader
        yield Bar(id="title", classes="title")
        with Container(id="panes"):
            sort = Sort.SOURCES if app.library is None else Sort.NEWEST
            yield StoryList(sort=sort, ascii_only=app.ascii_only)
            yield ArticleView(text_width=app.text_width, ascii_only=app.ascii_only)
            yield TellingsView(text_width=app.text_width, ascii_only=app.ascii_only, beside=True)
        yield Bar(id="status", classes="status")
        yield Field(id="find", placeholder="find in this article")
        yield Bar(id="keys", classes="keys")
        yield Bar(id="small", classes="title")

    def on_mount(self) -> None:
        """Show what is there and put the keys on the list."""
        self.query_one("#find", Field).display = False
        self.query_one("#small", Bar).say("too small")
        self.set_class(self.reader.library is not None, "-library")
        self.list.set_read(self.reader.shelf.read_ids)
        self.list.set_starred(self.reader.shelf.starred_ids)
        self.list.focus()
        self.watch(self.view, "told", self._refresh_status, init=False)
        self.take(self.reader.edition, self.reader.catalogue)

    # ---------------------------------------------------------------- parts

    @property
    def place(self) -> Place:
        """Where the keyboard is."""
        return Place.READER if self.focused is self.view else Place.LIST

    def subject(self) -> Subject | None:
        """Return the article shown and its current passage; from the list, the article alone."""
        view = self.view
        if view.article is None:
            return None
        return Subject(view.article, view.mark if self.place is Place.READER else None, view.reading)

    # ---------------------------------------------------------------- what the program tells

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self.view.article

    @property
    def order(self) -> Arrange:
        """How the list is put in order; for workers."""
        return self.list.arranged

    def take(self, edition: Edition, catalogue: Catalogue | None = None) -> None:
        """Show other content; the first story comes first, unless the keys have chosen something else by then."""
        self.list.set_read(self.reader.shelf.read_ids)
        self.list.set_starred(self.reader.shelf.starred_ids)
        keep = self._moved > 0 or self.place is Place.READER
        self.list.show(catalogue or edition, self.reader.view, self.tops(), keep=keep)
        self.refresh_title()
        shown = self.view.article
        article = edition.article(shown.id) if shown is not None else None
        if article is not None and article is not shown:
            self._show(article)
        elif shown is None:
            self._refresh_status()

    def take_catalogue(self, catalogue: Catalogue) -> None:
        """Show the first page of a list, while the rest of it is read."""
        self.list.show(catalogue, View(), self.tops(), keep=self._moved > 0)
        self.refresh_title()

    def follow(self, article_id: str) -> None:
        """Show another version of the article that is shown, at the same passage."""
        from reader.desk.gathering.versions import place_in

        before = self.view.article
        article = self.reader.edition.article(article_id)
        if article is None or before is None:
            return
        place = place_in(before, self.view.at, article) if self.view.has_begun else 0
        reads = self.place is Place.READER
        self.keep_place()
        self.list.choose_article(article_id)
        self._show(article, read=reads, place=place)
        if reads:
            self.reader.mark_opened(article_id)

    def take_loaded(self) -> None:
        """Show the article at the list's cursor, now that its text may be there."""
        if self.place is Place.LIST and self._follow is None:
            self._follow_list()

    def take_reading(self, reading: Reading) -> None:
        """Show the marks of a story that has just been matched, and the article as it is now."""
        self.list.set_shares(self.reader.shares)
        shown = self.view.article
        article = next((a for a in reading.articles if shown is not None and a.id == shown.id), None)
        if article is not None:
            self._show(article)

    def take_pairs(self, pairs: Mapping[Pair, bool]) -> None:  # noqa: ARG002 - the program has the story corrected
        """Show the marks and the counts as they are now."""
        self.list.set_shares(self.reader.shares)
        if self.view.article is not None:
            self._show(self.view.article)

    def take_read(self) -> None:
        """Show what is read now."""
        read_ids = self.reader.shelf.read_ids
        self.list.set_read(read_ids)
        self.view.set_read(read_ids)
        self.refresh_title()
        self.reader.recount()
        self.reader.freshen()

    def take_fresh(self) -> None:
        """Show what is new to the reader."""
        self.list.set_fresh(self.reader.fresh)
        if self.place is Place.LIST:
            self._refresh_status()

    def take_marks(self) -> None:
        """Show the stars and notes as they are now."""
        self.list.set_starred(self.reader.shelf.starred_ids)
        if self.view.article is not None:
            self.view.set_notes(self.reader.shelf.notes(self.view.article.id))

    def keep_place(self) -> None:
        """Keep where the reader is in the article that is read; one read to its end begins anew."""
        if self.is_mounted and self._read_id and self.view.article is not None:
            if self.view.article.id == self._read_id:
                self.reader.shelf.keep_place(self._read_id, self.view.kept_place)
            self._read_id = ""

    def refresh_title(self) -> None:
        """Say in the first row what is open."""
        app = self.reader
        edition, catalogue = app.edition, app.catalogue
        if catalogue is not None:
            stories, articles = len(catalogue.groups), catalogue.total - len(app.view.by)
            unread = app.unread if app.is_listed else catalogue.unread(app.shelf.read_ids) + articles - FIRST_PAGE
        else:
            stories, articles = sum(is_shared(story) for story in edition.stories), len(edition.articles)
            unread = sum(article.id not in app.shelf.read_ids for article in edition.articles)
        label = edition.label if catalogue is None else catalogue.label
        skipped = sum(problem.skipped for problem in edition.problems)
        roomy = self.size.width >= 100
        counts = [
            numbered(stories, "story", "stories") if stories else "",
            numbered(articles, "article") if roomy or not stories else "",
            f"{unread:,} unread" if articles else "",
            f"{skipped} skipped" if skipped else "",
        ]
        narrowed = app.view.filter  # said here too: its own row scrolls away with the list
        parts = [f"newsreader  {label}" if roomy else label, *(counts if narrowed is None else [narrowed.title])]
        hint = app.progress or app.doing or app.busy or app.hint
        self.query_one("#title", Bar).say(" · ".join(part for part in parts if part), hint)

    @on(StoryList.Chosen)
    def _list_moved(self, event: StoryList.Chosen) -> None:
        event.stop()
        now = monotonic()
        quick = now - self._moved < FOLLOW
        if event.by_hand:
            self._moved = now
        if event.by_hand or (event.row is not None and event.row.rule):
            self.say_row(event.row)
        if self._follow is not None:
            self._follow.stop()
            self._follow = None
        if quick and self.view.article is not None:
            self._follow = self.set_timer(FOLLOW, self._follow_list)
        else:
            self._follow_list()

    def _follow_list(self) -> None:
        self._follow = None
        listed = self.list.article
        article = self.reader.article_of(listed) if listed is not None else None
        if article is None:
            return
        if self.view.article is None or article.id != self.view.article.id or self.view.reading is None:
            self._show(article)

    def _show(
        self, article: Article, current: int | None = None, *, read: bool = False, place: int | None = None
    ) -> None:
        """Show an article; of a library one that stands alone is taken apart only when it is read."""
        view = self.view
        story = self.reader.edition.story_of(article.id)
        wanted = read or self.place is Place.READER or self.reader.catalogue is None
        reading = self.reader.reading_of(story) if story is not None and (wanted or is_shared(story)) else None
        lens = self.lens
        if lens is None:
            lens = best_lens(reading, article.id) if reading is not None else Lens.OFF
        if view.article is not None and view.article.id != article.id:
            self.keep_place()
        if read:
            self._read_id = article.id
        view.set_read(self.reader.shelf.read_ids)
        view.notes = self.reader.shelf.notes(article.id)
        view.show(article, reading, lens, current, self.reader.shelf.place(article.id) if place is None else place)

    def on_resize(self) -> None:
        """Show as many keys, and as much beside the article, as fit."""
        super().on_resize()
        self.refresh_title()
        self._show_beside()

    def _show_beside(self) -> None:
        """Where there is room for a third column, show how each source tells the current passage."""
        view = self.view
        if not self.has_class("-third"):
            return
        shared = view.reading is not None and is_shared(view.reading.story) and view.article is not None
        beside = self.query_one(TellingsView)
        beside.show(view.reading if shared else None, view.article.id if view.article else "", view.current)

    @on(TellingsView.Opened)
    def _telling_opened(self, event: TellingsView.Opened) -> None:
        event.stop()
        view = self.view
        if view.reading is not None and view.article is not None and view.mark is not None:
            other = event.telling.article.id
            if other != view.article.id:
                self.reader.compare(view.reading, view.article.id, other, view.mark.span.start)

    def _refresh_status(self) -> None:
        self._show_beside()
        self.refresh_keys()
        view = self.view
        bar = self.query_one("#status", Bar)
        article = view.article
        if article is None:
            bar.say(self.reader.busy or self._nothing_words())
            return
        told = ""
        if view.reading is not None and view.mark is not None and is_shared(view.reading.story):
            told = f"{self.reader.edition.letter_of(article.id)}: {who_else(view.reading, article.id, view.mark)}"
            told = self._new_words() or told
        if view.hits:
            bar.say(
                f"hit {view.hit + 1} of {len(view.hits)}  n next  N previous  Esc ends the find", self._place_words()
            )
        elif view.block is not None:
            where = f"block {view.here + 1}/{len(article.blocks)}{self._percent()}"
            bar.say(self.block_words(self.size.width - len(where) - 4, told), where)
        elif view.reading is None or view.mark is None:
            bar.say("looking for what other sources share" if self._is_awaited(article) else "")
        else:
            where = "that is open" if self.reader.library is None else "in the library"
            bar.say(told or f"a single article: nothing else {where} tells the same event", self._place_words())

    def _new_words(self) -> str:
        """Say what is new to the reader in the story at the list's cursor."""
        row = self.list.row
        if self.place is not Place.LIST or row is None or row.kind is not RowKind.STORY or row.story is None:
            return ""
        return self.list.told_new(row.story)

    def _nothing_words(self) -> str:
        """Say what to do where there is no article."""
        if self.reader.library is None:
            return "nothing is open: newsreader FILE or FOLDER opens your own"
        return "nothing has come yet: R asks your sources, F lists them"

    def _is_awaited(self, article: Article) -> bool:
        """Tell whether an article's passages are about to be known."""
        story = self.reader.edition.story_of(article.id)
        alone = story is None or not is_shared(story)
        return not self.reader.is_settled(article) and not (alone and self.reader.catalogue is not None)

    # ---------------------------------------------------------------- moving between the panes

    @on(StoryList.Opened)
    def _row_opened(self, event: StoryList.Opened) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Read the article at the cursor."""
        row = self.list.row
        if row is not None and row.problem is not None and row.problem is self.reader.failed:
            self.action_sources()
            return
        if row is not None and row.kind is RowKind.PROBLEM:
            self.say_row(row)
            return
        if row is not None and row.folder is not None:
            self.reader.narrow(Filter("") if row.folder.hides else Filter.of_folder(row.folder.name))
            return
        listed = self.list.article
        if listed is not None:
            self.go_to(listed.id, None)

    def action_other_pane(self) -> None:
        """Go to the article beside the list."""
        if self.view.article is not None:
            self._show(self.view.article, read=True)
            self.view.focus()
            self.reader.mark_opened(self.view.article.id)

    def action_left(self) -> None:
        """From the reader to the list; in the list, fold the story."""
        if self.place is Place.READER:
            self.keep_place()
            self.remove_class("-zen")
            self.list.focus()
        else:
            self.list.fold(shut=True)

    def action_right(self) -> None:
        """Unfold the story, or read the article."""
        if not self.list.fold(shut=False):
            self.action_open()

    def action_back(self) -> None:
        """Stop what is being done; end a find; leave the article for the list."""
        if self.reader.stop_doing():
            return
        if self.view.hits:
            self.view.set_hits(())
            self._refresh_status()
        else:
            self.action_left()

    def action_leave(self) -> None:
        """Leave the program."""
        self.app.exit()

    def go_to(self, article_id: str, sentence: int | None = 0) -> None:
        """Read an article at a sentence, or where one was; where its text is not loaded yet, as soon as it is."""
        article = self.reader.article_by_id(article_id, sentence, read=True)
        if article is None:
            return
        self.list.choose_article(article_id)
        if self._follow is not None:
            self._follow.stop()
        self._show(article, sentence, read=True)
        self.view.focus()
        self.reader.mark_opened(article_id)
