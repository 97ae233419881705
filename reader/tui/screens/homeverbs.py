"""What the keys of home do beyond moving between its panes: walking, reading, comparing, asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from reader.commands import Place
from reader.desk.stories.edition import is_shared, members
from reader.desk.telling.lens import Lens
from reader.desk.telling.words import why_dated, why_grouped, why_hidden, why_marked
from reader.tui.screens import judging
from reader.tui.screens.lenses import lens_words
from reader.tui.screens.teaching import Teaching
from reader.tui.widgets.articleview import ArticleView
from reader.tui.widgets.rows import RowKind
from reader.tui.widgets.storylist import StoryList

if TYPE_CHECKING:
    from reader.desk.telling.marks import Spot
    from reader.model import Article, Story


class HomeVerbs(Teaching):
    """The verbs of list and reader."""

    lens: Lens | None = None
    """The lens that was chosen by key; None lets every article begin with the one that tells it apart."""

    @property
    def list(self) -> StoryList:
        """The list."""
        return self.query_one(StoryList)

    @property
    def view(self) -> ArticleView:
        """The reader."""
        return self.query_one(ArticleView)

    def go_to(self, article_id: str, sentence: int | None = 0) -> None:
        """Read an article at a sentence."""
        raise NotImplementedError

    def action_open(self) -> None:
        """Read the article at the cursor."""
        raise NotImplementedError

    @property
    def _chosen(self) -> Article | None:
        """The article that the keys are about: the one that is read, or the one at the list's cursor."""
        if self.place is Place.READER:
            return self.view.article
        return self.reader.article_of(self.list.article) if self.list.article is not None else None

    @property
    def marked_id(self) -> str:
        """The id of the article that is marked: the one that is read, or the one at the list's cursor."""
        listed = self.view.article if self.place is Place.READER else self.list.article
        return listed.id if listed is not None else ""

    def _place_words(self) -> str:
        """Say which lens is on, which of its passages is current, and how far down the text is."""
        view = self.view
        lens = "lens off" if view.lens is Lens.OFF else lens_words(view.lens.title, view.bright, view.current)
        return lens + self._percent()

    def _percent(self) -> str:
        """Say how far down the text is; nothing where all of it is in sight."""
        last = self.view.row_count - self.view.size.height
        return f" · {min(round(100 * self.view.first_row / last), 100)}%" if last > 0 else ""

    # ---------------------------------------------------------------- moving from article to article

    def action_next(self) -> None:
        """Next passage in the lens or next hit; in the list, next unread."""
        self._walk(1)

    def action_previous(self) -> None:
        """The same, backwards."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        if self.place is Place.LIST:
            read_ids = self.reader.shelf.read_ids
            if not self.list.walk(step, lambda _, article_id: bool(article_id) and article_id not in read_ids):
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
            self.list.walk(step, lambda kind, _: kind is RowKind.STORY)

    def action_next_article(self) -> None:
        """Next article of the list."""
        self._walk_articles(1)

    def action_previous_article(self) -> None:
        """Previous article of the list."""
        self._walk_articles(-1)

    def _walk_articles(self, step: int) -> None:
        if self.list.walk(step, lambda _, article_id: bool(article_id)) and self.place is Place.READER:
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

    def action_toggle_read(self) -> None:
        """Mark the article as read or unread."""
        if self.marked_id:
            self.reader.toggle_read(self.marked_id)

    def action_all_read(self) -> None:
        """Mark everything as read."""
        self.reader.mark_all_read()

    def action_read_above(self) -> None:
        """Mark what stands above the cursor as read."""
        self.reader.mark_some_read(self.list.ids_beside(-1), "above")

    def action_read_below(self) -> None:
        """Mark what stands below the cursor as read."""
        self.reader.mark_some_read(self.list.ids_beside(1), "below")

    def action_mark_fitting(self) -> None:
        """Ask for a mark and a query, and mark what fits."""
        from reader.tui.screens.ask import AskScreen

        def named(words: str | None) -> None:
            if words:
                self.reader.mark_fitting(words)

        note = "read, unread, star, unstar, tag:NAME or untag:NAME; behind it which, as the search takes it."
        self.app.push_screen(AskScreen("Mark what fits", "read older:30d", note, enter="mark"), named)

    def action_details(self) -> None:
        """Edit the article's title, source, date and link."""
        from reader.tui.screens.details import DetailsScreen

        article = self._chosen
        if article is not None:
            shelf = self.reader.shelf
            catalogue = self.reader.catalogue
            labels = catalogue.labels_of(article.id) if catalogue is not None else ()
            screen = DetailsScreen(article, shelf.notes(article.id), shelf.tags_of(article.id), labels)
            self.app.push_screen(screen, lambda details: self.reader.edit(article, details))

    def action_rescan(self) -> None:
        """Ask the sources of the library for what is new, in an article its page; read again what was opened."""
        if self.reader.library is None:
            self.reader.start_reading()
        elif self.place is Place.LIST:
            self.reader.sync()
        elif self.view.article is not None:
            self.reader.fetch_page(self.view.article)

    def action_whole_text(self) -> None:
        """Turn from the feed's text to the whole text, or back."""
        if self.view.article is not None:
            self.reader.turn_version(self.view.article)

    def action_versions(self) -> None:
        """Show the versions of the article."""
        article = self._chosen
        if article is not None:
            self.reader.list_versions(article)

    def action_reclean(self) -> None:
        """Clean everything that is kept anew."""
        self.reader.reclean()

    def action_sources(self) -> None:
        """Show what is subscribed to."""
        from reader.tui.screens.sources import SourcesScreen

        if self.reader.library is None:
            self.reader.say("newsreader add ADDRESS begins a library; then newsreader alone opens it")
        else:
            self.app.push_screen(SourcesScreen())

    def action_sort(self) -> None:
        """Go to the next order of the list."""
        self.reader.say(f"sorted: {self.list.next_sort().value}")

    def set_lens(self, lens: Lens) -> None:
        """Look through a lens, in this and every further article."""
        self.lens = lens
        super().set_lens(lens)

    # ---------------------------------------------------------------- comparing and asking

    @on(ArticleView.PassageOpened)
    def _passage_opened(self, event: ArticleView.PassageOpened) -> None:
        event.stop()
        self.action_tellings()

    def action_tellings(self) -> None:
        """Show how each source tells the current passage; on a hidden block, ask what to keep."""
        from reader.tui.screens.tellings import TellingsScreen

        view = self.view
        if view.article is None or view.reading is None or view.mark is None:
            if view.block is not None and not view.block.kept:
                self.action_teach_yes()
                return
            unmatched = "the story is not matched yet" if view.reading is None else "no passage here"
            self.reader.say(unmatched)
            return
        if not is_shared(view.reading.story):
            self.reader.say("a single article: no other source tells this event")
            return
        self.app.push_screen(TellingsScreen(view.reading, view.article.id, view.mark.number))

    def action_compare(self) -> None:
        """Lay two sources of the story side by side."""
        view = self.view
        article = self._chosen
        story = self.reader.edition.story_of(article.id) if article is not None else None
        if article is None or story is None or not is_shared(story):
            what = "this article stands alone" if article is not None else "nothing is open"
            self.reader.say(f"nothing to compare with: {what}")
            return
        reading = self.reader.reading_of(story)
        if reading is None:
            self.reader.say("the story is still being matched; a moment")
            return
        mark = view.mark if view.article is not None and view.article.id == article.id else None
        best = mark.tellers[0].article_id if mark is not None and mark.tellers else None
        other = best or next(member.id for member in members(story) if member.id != article.id)
        self.reader.compare(reading, article.id, other, mark.span.start if mark is not None else 0)

    def action_teach_yes(self) -> None:
        """Say that another source says the same as this passage; among hidden blocks, keep such blocks."""
        spot = self._spot()
        if self._is_waiting:
            self.reader.say("the story is still being matched; a moment")
        elif spot is None or self.view.reading is None:
            super().action_teach_yes()
        else:
            judging.join(self.reader, self.view.reading, spot)

    def action_teach_no(self) -> None:
        """Say that what is marked as the same is not; among hidden blocks, hide such blocks."""
        spot = self._spot()
        if self._is_waiting:
            self.reader.say("the story is still being matched; a moment")
        elif spot is None or self.view.reading is None:
            super().action_teach_no()
        else:
            judging.part(self.reader, self.view.reading, spot)

    @property
    def _is_waiting(self) -> bool:
        """Whether passages are meant that are not matched yet."""
        article = self.view.article
        story = self.reader.edition.story_of(article.id) if article is not None else None
        shared = story is not None and is_shared(story)
        return shared and self.view.reading is None and not self.view.show_hidden and self.place is Place.READER

    def _spot(self) -> Spot | None:
        """Return the current passage where the keys are about passages: none while hidden blocks are shown."""
        view = self.view
        shared = view.reading is not None and is_shared(view.reading.story)
        if view.show_hidden or not shared or view.article is None or view.mark is None:
            return None
        return view.article.id, view.mark.number

    def action_search(self) -> None:
        """Search all articles; in an article, find in it."""
        if self.place is Place.LIST:
            from reader.tui.screens.search import SearchScreen

            self.app.push_screen(SearchScreen(self.reader.edition, self.reader.catalogue), self.reader.found)
            return
        self.open_find()

    def find(self, words: str) -> bool:
        """Mark what a find finds in the article and go to the first of it from the current passage on."""
        from reader.desk.searching.memory import find_in

        article = self.view.article
        hits = tuple(find_in(article.text, words)) if article is not None else ()
        if article is None or not hits:
            return False
        here = article.source_span(self.view.mark.span).start if self.view.mark is not None else 0
        first = next((n for n, hit in enumerate(hits) if article.source_span(hit).start >= here), 0)
        self.view.set_hits(hits, first)
        return True

    def hidden_count(self) -> int:
        """Return how many passages of the article were stripped."""
        return len(self.view.article.hidden) if self.view.article is not None else 0

    def action_why(self) -> None:
        """Explain what is under the cursor: a grouping, a mark, or what was hidden."""
        from reader.tui.screens.sheet import SheetScreen

        row = self.list.row
        if self.place is Place.READER:
            self._why_in_reader()
        elif row is not None and row.problem is not None:
            self.app.push_screen(SheetScreen("Why skipped", [str(row.problem)]))
        elif row is not None and self.list.article is not None:
            article = self.reader.article_of(row.article or self.list.article)
            story = self.reader.edition.story_of(article.id) if article is not None else None
            if article is not None and story is not None:
                lines = [*why_grouped(story), *self._reading_order(story)]
                if row.article is not None:
                    lines += ["", "Date of this article", *why_dated(article)]
                self.app.push_screen(SheetScreen("Why grouped", lines))

    def _reading_order(self, story: Story) -> tuple[str, ...]:
        """Say in which order the unread sources of a story tell most that is new."""
        from reader.desk.telling.fresh import order_in_words

        found = self.reader.fresh.get(tuple(one.id for one in story.sources))
        if found is None or len(found.order) < 2:
            return ()
        return "", f"read in this order, new passages first: {order_in_words(found, story.letters())}"

    def _why_in_reader(self) -> None:
        from reader.tui.screens.rules import WhyScreen

        view = self.view
        article = view.article
        if article is None:
            return
        lines = self.why_here()
        if view.mark is not None and view.reading is not None:
            said = article.text[slice(*view.mark.span)]
            lines += ["", f"“{said}”", "", *why_marked(view.reading, article.id, view.mark)]
        lines += ["", "Date", *why_dated(article)]
        if article.hidden:
            lines += ["", "Hidden", *(why_hidden(article, block) for block in article.hidden)]
        self.app.push_screen(WhyScreen(lines), lambda rules: self.action_rules() if rules else None)
