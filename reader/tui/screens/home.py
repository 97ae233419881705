"""Home: the list of stories and, beside or below it, the article under the cursor, already marked."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container

from reader.commands import Place
from reader.desk.edition import is_shared, members
from reader.desk.reading import Lens
from reader.desk.words import who_else, why_grouped, why_hidden
from reader.tui.screens.base import ReaderScreen, Subject
from reader.tui.screens.lenses import Lenses
from reader.tui.widgets.articleview import ArticleView
from reader.tui.widgets.bars import Bar
from reader.tui.widgets.field import Field
from reader.tui.widgets.storylist import Row, RowKind, StoryList
from reader.tui.widgets.tellings import TellingsView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from reader.desk.edition import Edition
    from reader.desk.reading import Reading
    from reader.model import Article

FOLLOW = 0.06
"""Seconds after which the article follows a list's cursor that is on the run: a key held down lays out nothing."""


class HomeScreen(Lenses, ReaderScreen):
    """List and reader."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__()
        self._follow: Timer | None = None
        self._moved = 0.0
        """When the list's cursor last moved."""
        self._lens: Lens | None = None
        """The lens that was chosen by key; None lets every article begin with the one that tells it apart."""

    def compose(self) -> ComposeResult:
        """Lay out the bars, the list and the reader."""
        app = self.reader
        yield Bar(id="title", classes="title")
        with Container(id="panes"):
            yield StoryList(ascii_only=app.ascii_only)
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
        self.list.set_read(self.reader.shelf.read_ids)
        self.list.focus()
        self.watch(self.view, "told", self._refresh_status, init=False)
        self.take(self.reader.edition)

    # ---------------------------------------------------------------- parts

    @property
    def list(self) -> StoryList:
        """The list."""
        return self.query_one(StoryList)

    @property
    def view(self) -> ArticleView:
        """The reader."""
        return self.query_one(ArticleView)

    @property
    def place(self) -> Place:
        """Where the keyboard is."""
        return Place.READER if self.view.has_focus else Place.LIST

    def subject(self) -> Subject | None:
        """Return the article shown and its current passage; from the list, the article alone."""
        view = self.view
        if view.article is None:
            return None
        return Subject(view.article, view.mark if self.place is Place.READER else None, view.reading)

    # ---------------------------------------------------------------- what the program tells

    def take(self, edition: Edition) -> None:
        """Show another edition."""
        self.list.show(edition)
        self.refresh_title()

    def take_reading(self, reading: Reading) -> None:
        """Show the marks of a story that has just been matched."""
        self.list.set_shares(self.reader.shares)
        article = self.view.article
        if article is not None and any(article.id == member.id for member in reading.articles):
            self._show(article)

    def take_read(self) -> None:
        """Show what is read now."""
        read_ids = self.reader.shelf.read_ids
        self.list.set_read(read_ids)
        self.view.set_read(read_ids)
        self.refresh_title()

    def refresh_title(self) -> None:
        """Say in the first row what is open."""
        app = self.reader
        edition = app.edition
        unread = sum(article.id not in app.shelf.read_ids for article in edition.articles)
        stories = sum(is_shared(story) for story in edition.stories)
        skipped = sum(problem.skipped for problem in edition.problems)
        parts = [
            f"newsreader  {edition.label}",
            _count(stories, "story", "stories") if stories else "",
            _count(len(edition.articles), "article", "articles"),
            f"{unread} unread" if edition.articles else "",
            f"{skipped} skipped" if skipped else "",
        ]
        hint = app.busy or app.hint
        self.query_one("#title", Bar).say(" · ".join(part for part in parts if part), hint)

    @on(StoryList.Chosen)
    def _list_moved(self, event: StoryList.Chosen) -> None:
        event.stop()
        now = monotonic()
        quick, self._moved = now - self._moved < FOLLOW, now
        if self._follow is not None:
            self._follow.stop()
            self._follow = None
        if quick and self.view.article is not None:
            self._follow = self.set_timer(FOLLOW, self._follow_list)
        else:
            self._follow_list()

    def _follow_list(self) -> None:
        self._follow = None
        row = self.list.row
        if row is not None and row.kind is RowKind.PROBLEM:
            self._say_problem(row)
        article = self.list.article
        if article is None:
            return
        if self.view.article is None or article.id != self.view.article.id or self.view.reading is None:
            self._show(article)

    def _say_problem(self, row: Row) -> None:
        self.flash(str(row.problem))

    def _show(self, article: Article, current: int | None = None) -> None:
        view = self.view
        same = view.article is not None and view.article.id == article.id
        story = self.reader.edition.story_of(article.id)
        reading = self.reader.reading_of(story) if story is not None else None
        lens = self._lens
        if lens is None:
            lens = reading.best_lens(article.id) if reading is not None else Lens.OFF
        if current is None:
            current = view.current if same else 0
        view.set_read(self.reader.shelf.read_ids)
        view.show(article, reading, lens, current)

    def on_resize(self) -> None:
        """Show as many keys, and as much beside the article, as fit."""
        super().on_resize()
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
        view = self.view
        bar = self.query_one("#status", Bar)
        article = view.article
        if article is None:
            bar.say(self.reader.busy or "nothing is open: newsreader FILE or FOLDER opens your own")
            return
        letter = self.reader.edition.letter_of(article.id)
        if view.hits:
            bar.say(
                f"hit {view.hit + 1} of {len(view.hits)}  n next  N previous  Esc ends the find", self._place_words()
            )
        elif view.reading is None or view.mark is None:
            bar.say("" if self.reader.is_settled(article) else "looking for what other sources share")
        elif not is_shared(view.reading.story):
            bar.say("a single article: nothing else that is open tells the same event", self._place_words())
        else:
            bar.say(f"{letter}: {who_else(view.reading, article.id, view.mark)}", self._place_words())

    def _place_words(self) -> str:
        """Say which lens is on, which of its passages is current, and how far down the text is."""
        view = self.view
        bright = view.bright
        number = f" {bright.index(view.current) + 1}/{len(bright)}" if view.current in bright else f" {len(bright)}"
        lens = f"{view.lens.value} {view.lens.title}" + (number if view.lens is not Lens.OFF else "")
        last = max(view.row_count - view.size.height, 0)
        percent = round(100 * view.first_row / last) if last else 100
        return f"{lens} · {min(percent, 100)}%"

    # ---------------------------------------------------------------- moving between the panes

    @on(StoryList.Opened)
    def _row_opened(self, event: StoryList.Opened) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Read the article at the cursor."""
        row = self.list.row
        if row is not None and row.kind is RowKind.PROBLEM:
            self._say_problem(row)
            return
        article = self.list.article
        if article is None:
            return
        self.list.choose_article(article.id)
        self._show(article)
        self.view.focus()
        self.reader.mark_opened(article.id)

    def action_other_pane(self) -> None:
        """Go to the article beside the list."""
        if self.view.article is not None:
            self.view.focus()
            self.reader.mark_opened(self.view.article.id)

    def action_left(self) -> None:
        """From the reader to the list; in the list, fold the story."""
        if self.place is Place.READER:
            self.remove_class("-zen")
            self.list.focus()
        else:
            self.list.fold(shut=True)

    def action_right(self) -> None:
        """Unfold the story, or read the article."""
        if not self.list.fold(shut=False):
            self.action_open()

    def action_back(self) -> None:
        """End a find; leave the article; leave the program."""
        if self.view.hits:
            self.view.set_hits(())
            self._refresh_status()
        elif self.place is Place.READER:
            self.action_left()
        else:
            self.app.exit()

    def on_descendant_focus(self) -> None:
        """Show the keys of the pane that has them now."""
        self.refresh_keys()

    def action_zen(self) -> None:
        """Give the whole screen to the reader, or take it back."""
        self.toggle_class("-zen")

    def go_to(self, article_id: str, sentence: int = 0) -> None:
        """Read an article at a sentence."""
        article = self.reader.edition.article(article_id)
        if article is None:
            return
        self.list.choose_article(article_id)
        if self._follow is not None:
            self._follow.stop()
        self._show(article, sentence)
        self.view.focus()
        self.reader.mark_opened(article_id)

    # ---------------------------------------------------------------- moving from article to article

    def action_next(self) -> None:
        """Next passage in the lens or next hit; in the list, next unread."""
        self._walk(1)

    def action_previous(self) -> None:
        """The same, backwards."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        if self.place is Place.LIST:
            unread = self.reader.shelf.read_ids
            if not self.list.walk(step, lambda row: row.article is not None and row.article.id not in unread):
                self.reader.say("no unread article " + ("below" if step > 0 else "above"))
        elif not self.view.walk(step):
            what = "hit" if self.view.hits else f'passage in the lens "{self.view.lens.title}"'
            self.reader.say(f"no {'further' if step > 0 else 'earlier'} {what}")

    def action_next_block(self) -> None:
        """Next paragraph; in the list, next story."""
        self._walk_blocks(1)

    def action_previous_block(self) -> None:
        """Previous paragraph; in the list, previous story."""
        self._walk_blocks(-1)

    def _walk_blocks(self, step: int) -> None:
        if self.place is Place.READER:
            self.view.walk_blocks(step)
        else:
            self.list.walk(step, lambda row: row.kind is RowKind.STORY)

    def action_next_article(self) -> None:
        """Next article of the list."""
        self._walk_articles(1)

    def action_previous_article(self) -> None:
        """Previous article of the list."""
        self._walk_articles(-1)

    def _walk_articles(self, step: int) -> None:
        if self.list.walk(step, lambda row: row.article is not None) and self.place is Place.READER:
            self.action_open()

    def action_next_source(self) -> None:
        """Next source of the story."""
        self._turn_source(1)

    def action_previous_source(self) -> None:
        """Previous source of the story."""
        self._turn_source(-1)

    def _turn_source(self, step: int) -> None:
        article = self.view.article
        story = self.reader.edition.story_of(article.id) if article is not None else None
        if article is None or story is None:
            return
        order = [member.id for member in members(story)]
        self.go_to(order[(order.index(article.id) + step) % len(order)])

    def action_pick_source(self) -> None:
        """Go to the source whose letter is pressed next."""
        article = self.view.article
        story = self.reader.edition.story_of(article.id) if article is not None else None
        if story is not None and is_shared(story):
            self.reader.pick_letter(story, self.go_to)

    # ---------------------------------------------------------------- reading

    def action_hidden(self) -> None:
        """Show or hide what was stripped."""
        view = self.view
        if view.article is not None:
            view.set_hidden(shown=not view.show_hidden)

    def action_wider(self) -> None:
        """Widen the column of text."""
        self.view.set_text_width(self.reader.change_text_width(4))

    def action_narrower(self) -> None:
        """Narrow the column of text."""
        self.view.set_text_width(self.reader.change_text_width(-4))

    def action_toggle_read(self) -> None:
        """Mark the article as read or unread."""
        article = self.view.article if self.place is Place.READER else self.list.article
        if article is not None:
            self.reader.toggle_read(article.id)

    def action_all_read(self) -> None:
        """Mark everything as read."""
        self.reader.mark_all_read()

    def action_details(self) -> None:
        """Edit the article's title, source, date and link."""
        from reader.tui.screens.details import DetailsScreen

        article = self.view.article if self.place is Place.READER else self.list.article
        if article is not None:
            self.app.push_screen(DetailsScreen(article), lambda details: self.reader.edit(article, details))

    def action_sort(self) -> None:
        """Go to the next order of the list."""
        self.reader.say(f"sorted: {self.list.next_sort().value}")

    def action_rescan(self) -> None:
        """Read the opened files again."""
        self.reader.start_reading()

    def set_lens(self, lens: Lens) -> None:
        """Look through a lens, in this and every further article; the current passage becomes one that it shows."""
        self._lens = lens
        self.view.set_lens(lens)
        bright = self.view.bright
        if bright and lens is not Lens.NEW and self.view.current not in bright:
            later = [number for number in bright if number > self.view.current]
            self.view.go_to((later or bright)[0])

    # ---------------------------------------------------------------- comparing and asking

    @on(ArticleView.PassageOpened)
    def _passage_opened(self, event: ArticleView.PassageOpened) -> None:
        event.stop()
        self.action_tellings()

    def action_tellings(self) -> None:
        """Show how each source tells the current passage."""
        from reader.tui.screens.tellings import TellingsScreen

        view = self.view
        if view.article is None or view.reading is None or view.mark is None:
            self.reader.say("the story is not matched yet" if view.reading is None else "no passage here")
            return
        if not is_shared(view.reading.story):
            self.reader.say("a single article: no other source tells this event")
            return
        self.app.push_screen(TellingsScreen(view.reading, view.article.id, view.mark.number))

    def action_compare(self) -> None:
        """Lay two sources of the story side by side."""
        view = self.view
        article = self.list.article if self.place is Place.LIST else view.article
        story = self.reader.edition.story_of(article.id) if article is not None else None
        if article is None or story is None or not is_shared(story):
            self.reader.say("nothing to compare with: this article stands alone")
            return
        reading = self.reader.reading_of(story)
        if reading is None:
            self.reader.say("the story is still being matched; a moment")
            return
        mark = view.mark if view.article is not None and view.article.id == article.id else None
        best = mark.tellers[0].article_id if mark is not None and mark.tellers else None
        other = best or next(member.id for member in members(story) if member.id != article.id)
        self.reader.compare(reading, article.id, other, mark.span.start if mark is not None else 0)

    def action_search(self) -> None:
        """Search all articles; in an article, find in it."""
        if self.place is Place.LIST:
            from reader.tui.screens.search import SearchScreen

            self.app.push_screen(SearchScreen(self.reader.edition), self.reader.found)
            return
        find = self.query_one("#find", Field)
        find.display = True
        find.value = ""
        find.focus()

    @on(Field.Submitted, "#find")
    def _find(self, event: Field.Submitted) -> None:
        event.stop()
        from reader.desk.searching import find_in
        from reader.query import QueryError

        self._close_find()
        article = self.view.article
        if article is None or not event.value.strip():
            return
        try:
            hits = tuple(find_in(article.text, event.value))
        except QueryError as error:
            self.reader.say(f"{error} (character {error.position + 1})")
            return
        if not hits:
            self.reader.say(f'not found in this article: "{event.value}"')
            return
        here = article.source_span(self.view.mark.span).start if self.view.mark is not None else 0
        first = next((n for n, hit in enumerate(hits) if article.source_span(hit).start >= here), 0)
        self.view.set_hits(hits, first)

    def _close_find(self) -> None:
        self.query_one("#find", Field).display = False
        self.view.focus()

    def on_key(self, event: object) -> None:
        """Escape in the find line closes it."""
        if getattr(event, "key", "") == "escape" and self.query_one("#find", Field).has_focus:
            self._close_find()
            getattr(event, "stop", lambda: None)()

    def action_why(self) -> None:
        """Explain what is under the cursor: a grouping, a mark, or what was hidden."""
        from reader.tui.screens.sheet import SheetScreen

        row = self.list.row
        if self.place is Place.READER:
            self._why_in_reader()
        elif row is not None and row.problem is not None:
            self.app.push_screen(SheetScreen("Why skipped", [str(row.problem)]))
        elif row is not None and row.story is not None:
            from reader.desk.words import why_dated

            lines = why_grouped(row.story)
            if row.article is not None:
                lines += ["", "Date of this article", *why_dated(row.article)]
            self.app.push_screen(SheetScreen("Why grouped", lines))

    def _why_in_reader(self) -> None:
        from reader.desk.words import why_dated, why_marked
        from reader.tui.screens.sheet import SheetScreen

        view = self.view
        article = view.article
        if article is None:
            return
        lines: list[str] = []
        if view.mark is not None and view.reading is not None:
            said = article.text[slice(*view.mark.span)]
            lines = [f"“{said}”", "", *why_marked(view.reading, article.id, view.mark)]
        lines += ["", "Date", *why_dated(article)]
        if article.hidden:
            lines += ["", "Hidden", *(why_hidden(article, block) for block in article.hidden)]
        self.app.push_screen(SheetScreen("Why", lines))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
