"""What + and - teach where the hidden blocks are shown: which blocks of a source to keep, and which to hide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from reader.commands import Place
from reader.desk.opening.teaching import foreseen, offers, verdict, why_block
from reader.tui.draw import cell_len, shorten
from reader.tui.screens.texts import TextScreen
from reader.tui.widgets.articleview import ArticleView

if TYPE_CHECKING:
    from reader.commands import Command
    from reader.model import Rule


LEAST_TOLD = 16
"""Cells in which it is still worth saying who else tells a passage."""


class Teaching(TextScreen):
    """The keys that teach, and the words about the current block."""

    @property
    def view(self) -> ArticleView:
        """The reader."""
        raise NotImplementedError

    def action_teach_yes(self) -> None:
        """Keep such blocks of this source."""
        self._teach(keep=True)

    def action_teach_no(self) -> None:
        """Hide such blocks of this source."""
        self._teach(keep=False)

    def _teach(self, *, keep: bool) -> None:
        from reader.tui.screens.rules import OfferScreen

        article, block = self.view.article, self.view.block
        if article is None or block is None:
            self.reader.say("v shows the hidden blocks first: there + keeps such blocks and - hides them")
            return
        offered = offers(article, block, keep=keep)
        if isinstance(offered, str):
            self.reader.say(offered)
            return
        screen = OfferScreen(offered, self.reader.edition.articles)

        def chosen(number: int | None) -> None:
            if number is not None:
                self.reader.teach(offered[number], screen.effect(number))

        self.app.push_screen(screen, chosen)

    @on(ArticleView.BlockOpened)
    def _block_opened(self, event: ArticleView.BlockOpened) -> None:
        event.stop()
        self.action_teach_yes()

    def foresee(self, rule: Rule) -> None:
        """Show at once what a new rule does to the article that is read; its marks come with the next matching."""
        view = self.view
        if view.article is not None:
            view.show(foreseen(view.article, rule), None, view.lens)

    def action_rules(self) -> None:
        """Show the user's rules on blocks."""
        from reader.tui.screens.rules import RulesScreen

        self.app.push_screen(RulesScreen())

    # ---------------------------------------------------------------- words

    def offered(self) -> tuple[Command, ...]:
        """Return the verbs of the place; + and - say what they do to the current block, where they do something."""
        block = self.view.block if self.place is Place.READER else None
        acting = {"teach_yes": "keep such", "teach_no": "hide such"}
        can = "" if block is None else "teach_no" if block.kept else "teach_yes" if block.hidden else ""
        without = {"tellings"} if block is not None and not block.kept else frozenset()
        return tuple(
            replace(command, title=acting[can], footer=1) if command.id == can else command
            for command in super().offered()
            if command.id not in without
        )

    def block_words(self, room: int, told: str) -> str:
        """Say in `room` cells what the current block is, who else tells its passage, and the key that changes it."""
        block = self.view.block
        assert block is not None
        is_asked = self.place is Place.READER and (block.kept or block.hidden)
        tail = "" if not is_asked else " · - hides such blocks" if block.kept else " · + keeps such blocks"
        words = shorten(verdict(block), max(room - cell_len(tail), 8))
        left = room - cell_len(words) - cell_len(tail) - 3
        return words + (f" · {shorten(told, left)}" if told and left >= LEAST_TOLD else "") + tail

    def why_here(self) -> list[str]:
        """Explain the current block; nothing where hidden blocks are not shown."""
        view = self.view
        if view.article is None or view.block is None:
            return []
        return why_block(view.article, view.block, self.reader.shelf.rules())
