"""Changes: two versions of one article side by side. What both have word for word is folded, `n` walks what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.pairing import Side, pair_up
from reader.tui.screens.compare import CompareScreen

if TYPE_CHECKING:
    from reader.desk.telling.reading import Reading
    from reader.model import Article, Story
    from reader.tui.pairing import Paired

ROOMY = 100
"""Cells from which on there is room for the year."""


class ChangesScreen(CompareScreen):
    """Compare, where both sides are one article: they are named by version, and what is marked is marked on that."""

    default_lens = "changed"

    def __init__(self, reading: Reading, article: Article) -> None:
        left, right = reading.articles
        super().__init__(reading, left.id, right.id)
        self._article = article

    def on_mount(self) -> None:
        """Begin with what is the same folded."""
        self.view.folded = True
        super().on_mount()

    def name_of(self, article: Article) -> str:
        """Return what a version is called."""
        if article.wording is None:
            return super().name_of(article)
        return article.wording.words if self.size.width >= ROOMY else article.wording.short

    @property
    def marked_id(self) -> str:
        """The id of the article as it is shown: stars and notes on any version are on that."""
        return self._article.id

    def paired(self, left: str, right: str, lead: Side) -> Paired:
        """Lay both versions side by side; what is not word for word the same is what the lens shows."""
        paired = pair_up(self.reading, left, right, lead, of_versions=True)
        if self._goal == (Side.LEFT, 0) and paired.pairs:
            self._goal = paired.place(next((n for n, pair in enumerate(paired.pairs) if not pair.agrees), 0), Side.LEFT)
        return paired

    def wanted_story(self) -> Story | None:
        """Return nothing: the story of the article is another matter."""
        return None

    def take_reading(self, reading: Reading) -> None:
        """Stay with the two versions: they are what they were."""

    def action_rescan(self) -> None:
        """Say what R would do elsewhere."""
        self.reader.say("these two versions stay as they are; R in the reader asks for the page again")

    def action_read_here(self) -> None:
        """Go back to the article, at this passage where the version is the one that is read there."""
        paired = self.view.paired
        if self.active.id == self._article.id and paired is not None:
            self.reader.read_at(self._article.id, paired.sentence_near(self.view.current, self.active_side))
        else:
            self.reader.say("an earlier version; w in the list of versions (V) shows it in the reader")
