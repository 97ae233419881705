"""What the keys of the list do with stories themselves: join, take out, split, keep together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.desk.stories.edition import is_shared
from reader.model import DRAFT
from reader.tui.screens.homeverbs import HomeVerbs
from reader.tui.widgets.rows import RowKind

if TYPE_CHECKING:
    from reader.desk.stories.light import Listed


class StoryVerbs(HomeVerbs):
    """The verbs on stories."""

    def action_join_story(self) -> None:
        """Put the article at the cursor, or all of the story at it, into another story."""
        row = self.list.row
        if row is None or row.problem is not None:
            self.reader.say("no article is chosen")
        elif row.article is not None and row.article.draft:
            self.reader.say("your own text belongs to no story")
        elif row.kind is RowKind.STORY:
            self.reader.offer_stories([one.id for _, one in self._sources()])
        elif row.article is not None:
            self.reader.offer_stories([row.article.id])

    def action_leave_story(self) -> None:
        """Take the article at the cursor out of its story."""
        row = self.list.row
        if row is None or row.article is None:
            self.reader.say("- takes one source out: go to its row")
        elif row.article.draft:
            self.reader.say("your own text belongs to no story")
        else:
            self.reader.take_out(row.article.id, [one.id for _, one in self._sources()] if row.related else ())

    def action_split_story(self) -> None:
        """Ask which sources of the story are a story of their own."""
        from reader.tui.screens.split import SplitScreen

        sources = self._sources()
        if len(sources) < 3:
            self.reader.say("a story of three articles and more can be split; - takes one out")
            return
        row = self.list.row
        at = row.article.id if row is not None and row.article is not None and row.related is None else ""
        every = [one.id for _, one in sources]

        def chosen(ids: tuple[str, ...] | None) -> None:
            if ids is not None:
                self.reader.split_story(ids, [id_ for id_ in every if id_ not in ids])

        self.app.push_screen(SplitScreen(sources, at), chosen)

    def action_pin_story(self) -> None:
        """Keep the sources of the story together."""
        sources = self._sources()
        if len(sources) < 2:
            self.reader.say("this article stands alone")
        else:
            self.reader.pin_story([one.id for _, one in sources])

    def _sources(self) -> list[tuple[str, Listed]]:
        """Return the sources of the story at the cursor, with their letters; none where an article stands alone."""
        row = self.list.row
        if row is None or row.story is None or not is_shared(row.story):
            return []
        letters = row.story.letters()
        return [(letters[one.id], one) for one in row.story.articles if letters[one.id] != DRAFT]
