"""What the screens that show texts have in common: the lens, what was stripped, the width, and the find line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from reader.desk.telling.lens import Lens
from reader.tui.screens.lenses import Lenses
from reader.tui.screens.marking import Marking
from reader.tui.widgets.bars import Bar
from reader.tui.widgets.field import Field

if TYPE_CHECKING:
    from textual import events

    from reader.tui.widgets.articleview import ArticleView
    from reader.tui.widgets.compareview import CompareView

STEP = 4
"""Cells by which a key makes the column of text wider or narrower."""


class TextScreen(Lenses, Marking):
    """A screen with a text (or two) and a find line."""

    @property
    def view(self) -> ArticleView | CompareView:
        """The text, or both."""
        raise NotImplementedError

    def hidden_count(self) -> int:
        """Return how many passages of what is shown were stripped."""
        raise NotImplementedError

    def find(self, words: str) -> bool:
        """Mark what a find finds and go to the first of it; tell whether there is any."""
        raise NotImplementedError

    # ---------------------------------------------------------------- looking

    def set_lens(self, lens: Lens) -> None:
        """Look through a lens, and go to the next passage that it makes bright."""
        view = self.view
        view.set_lens(lens)
        bright = view.bright
        if bright and lens is not Lens.NEW and view.current not in bright:
            later = [number for number in bright if number > view.current]
            view.go_to((later or bright)[0])

    def action_hidden(self) -> None:
        """Show or hide what was stripped."""
        view = self.view
        view.set_hidden(shown=not view.show_hidden)
        if view.show_hidden and not self.hidden_count():
            self.reader.say("nothing was stripped here")

    def action_zen(self) -> None:
        """Give the whole screen to the text, or take it back."""
        self.toggle_class("-zen")

    def action_wider(self) -> None:
        """Widen the column of text."""
        if self.view.column >= self.view.room:
            self.reader.say("as wide as the screen allows")
        else:
            self.view.set_text_width(self.reader.change_text_width(STEP))

    def action_narrower(self) -> None:
        """Narrow the column of text: a step that is seen, also where the screen is narrower than what was asked for."""
        step = min(-STEP, self.view.column - STEP - self.reader.text_width)
        self.view.set_text_width(self.reader.change_text_width(step))

    def action_rescan(self) -> None:
        """Read the opened files again."""
        self.reader.start_reading()

    # ---------------------------------------------------------------- finding

    @property
    def find_line(self) -> Field:
        """The line for what is to be found."""
        return self.query_one("#find", Field)

    def open_find(self) -> None:
        """Ask what to find."""
        line = self.find_line
        line.display = True
        line.value = ""
        line.focus()

    def close_find(self) -> None:
        """Put the keys back on the text."""
        self.find_line.display = False
        self.view.focus()

    def refresh_keys(self) -> None:
        """Show the keys of the place; those of the find line while it is open."""
        if self.find_line.has_focus:
            self.query_one("#keys", Bar).say("⏎ find  Esc back")
        else:
            super().refresh_keys()

    def on_descendant_focus(self) -> None:
        """Show the keys of what has them now."""
        self.refresh_keys()

    @on(Field.Submitted, "#find")
    def _find_submitted(self, event: Field.Submitted) -> None:
        from reader.query import QueryError

        event.stop()
        self.close_find()
        words = event.value.strip()
        try:
            if words and not self.find(words):
                self.reader.say(f"not found here: {words}")
        except QueryError as error:
            self.reader.say(f"{error} (character {error.position + 1})")

    def on_key(self, event: events.Key) -> None:
        """Escape in the find line closes it."""
        if event.key == "escape" and self.find_line.has_focus:
            event.stop()
            self.close_find()
