"""What all screens have: the way back, help, palette, paste, and the verbs that take something away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.screen import Screen

from reader.commands import Place, commands_at
from reader.tui import handoff
from reader.tui.asciisigns import SPELLED
from reader.tui.program.shown import Shown
from reader.tui.widgets.bars import Bar, key_line

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from reader.commands import Command
    from reader.desk.telling.marks import Mark
    from reader.desk.telling.reading import Reading
    from reader.model import Article
    from reader.tui.program.program import Program


@dataclass(frozen=True, slots=True)
class Subject:
    """What the verbs of a screen are about."""

    article: Article
    mark: Mark | None = None
    """The current passage, once the story is matched."""
    reading: Reading | None = None


class ReaderScreen(Screen[Any], Shown):
    """A full screen with a bar of keys. `place` says where the keyboard is."""

    HORIZONTAL_BREAKPOINTS = [(0, "-thin"), (24, "-narrow"), (120, "-wide"), (160, "-third")]  # noqa: RUF012 - as Textual
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (7, "-short"), (24, "-tall")]  # noqa: RUF012 - declares them

    @property
    def reader(self) -> Program:
        """The program."""
        return cast("Program", self.app)

    @property
    def place(self) -> Place:
        """Where the keyboard is."""
        raise NotImplementedError

    def subject(self) -> Subject | None:
        """Return what the verbs are about now."""
        raise NotImplementedError

    def refresh_keys(self) -> None:
        """Show the keys of the place in the last row."""
        width = self.size.width or 80
        if self.reader.ascii_only:
            width -= len(SPELLED) - 1  # Enter is spelled out
        self.query_one("#keys", Bar).say(key_line(self.offered(), width))

    def offered(self) -> tuple[Command, ...]:
        """Return the verbs of the place, as they are called now."""
        return commands_at(self.place)

    def flash(self, words: str) -> None:
        """Show a word in the status row, until the next key."""
        for bar in self.query("#status"):
            assert isinstance(bar, Bar)
            bar.hold(words)
            return
        self.notify(words, markup=False, timeout=4)

    @property
    def is_telling(self) -> bool:
        """Whether a word stands in the status row that no key has answered yet."""
        return any(bar.held for bar in self.query(Bar))

    def on_resize(self) -> None:
        """Show as many keys as fit."""
        self.refresh_keys()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Give the keyboard back to what lost it because a small terminal hides it: its keys are the screen's."""
        self.call_after_refresh(self._take_keyboard, event.widget)

    def _take_keyboard(self, widget: Widget) -> None:
        if self.focused is None and self.app.app_focus and widget.is_attached:
            self.set_focus(widget, scroll_visible=False)

    # ---------------------------------------------------------------- everywhere

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit()

    def action_back(self) -> None:
        """Go back to the screen before."""
        self.app.pop_screen()

    def action_help(self) -> None:
        """Show the keys."""
        from reader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.place))

    def action_palette(self) -> None:
        """Show every verb by name."""
        from reader.tui.screens.palette import PaletteScreen, perform

        self.app.push_screen(PaletteScreen(self.place), partial(perform, self))

    def action_suspend(self) -> None:
        """Go back to the shell until fg."""
        self.app.action_suspend_process()

    def action_undo(self) -> None:
        """Take back the last change."""
        self.reader.undo()

    def on_paste(self, event: events.Paste) -> None:
        """Offer to keep pasted text as an article; it is never read as keys."""
        from reader.tui.screens.paste import PasteScreen

        event.stop()
        if event.text.strip():
            self.app.push_screen(PasteScreen(event.text, self.reader.add_folder), self.reader.pasted)

    # ---------------------------------------------------------------- taking away

    def action_copy(self) -> None:
        """Copy the current passage, or the article's citation, with where it is from."""
        from reader.desk.taking.citing import cite, cite_article, reference

        subject = self.subject()
        if subject is None:
            return
        if subject.mark is None:
            citation = cite_article(subject.article)
            self.reader.copy(citation, "citation", subject.article.id, citation)
        else:
            article, span = subject.article, subject.mark.span
            self.reader.copy(cite(article, span), "passage with its citation", article.id, reference(article, span))

    def action_copy_article(self) -> None:
        """Copy the whole cleaned text."""
        from reader.desk.taking.citing import cite_article

        subject = self.subject()
        if subject is not None:
            article = subject.article
            what = f"article, {article.words} {'word' if article.words == 1 else 'words'}"
            self.reader.copy(article.text, what, article.id, cite_article(article))

    def action_clips(self) -> None:
        """Show what was copied."""
        from reader.tui.screens.clips import ClipsScreen

        self.app.push_screen(ClipsScreen())

    def action_matrix(self) -> None:
        """Show the passages of the story by its sources."""
        from reader.desk.stories.edition import is_shared

        subject = self.subject()
        if subject is None:
            return
        reading = subject.reading
        if reading is None or subject.article.id not in reading.letters:
            story = self.reader.edition.story_of(subject.article.id)
            reading = self.reader.reading_of(story) if story is not None else None
        if reading is None:
            self.reader.say("the story is still being matched; a moment")
        elif not is_shared(reading.story):
            self.reader.say("a single article: no other source tells this event")
        else:
            number = subject.mark.number if subject.mark is not None else -1
            self.reader.show_matrix(reading, subject.article.id, number)

    def action_export(self) -> None:
        """Ask what to write where."""
        from reader.tui.screens.export import ExportScreen

        subject = self.subject()
        if subject is not None:
            story = self.reader.edition.story_of(subject.article.id)
            self.app.push_screen(ExportScreen(subject.article, story, self.reader), self.reader.exported)

    def action_open_link(self) -> None:
        """Open the article's address in the browser."""
        subject = self.subject()
        if subject is not None:
            self.reader.open_address(subject.article.link)

    def action_links(self) -> None:
        """Choose one of the article's links."""
        from reader.tui.screens.choose import ChooseScreen

        subject = self.subject()
        if subject is None:
            return
        links = subject.article.links
        if not links:
            self.reader.say("this article has no links")
            return
        rows = [f"{link.text}  {link.address}" for link in links]

        def chosen(number: int | None) -> None:
            if number is not None:
                self.reader.open_address(links[number].address)

        self.app.push_screen(ChooseScreen("Links", rows), chosen)

    def action_pipe(self) -> None:
        """Give the cleaned text to a command of the reader's choice."""
        from reader.tui.screens.ask import AskScreen

        subject = self.subject()
        if subject is None:
            return
        text = subject.article.text

        def chosen(command: str | None) -> None:
            if command:
                word = handoff.pipe(self.reader, command, text)
                if word:
                    self.reader.say(word)

        note = "There is no shell: the command gets |, > and * as they are typed."
        self.app.push_screen(
            AskScreen("Pipe the cleaned text to", "a command, such as: less", note, enter="pipe"), chosen
        )

    def action_figures(self) -> None:
        """Show every amount, date and ordinal of the story, and which source has it."""
        subject = self.subject()
        if subject is None:
            return
        reading, article = subject.reading, subject.article
        story = reading.story if reading is not None else self.reader.edition.story_of(article.id)
        if story is not None:
            self.reader.show_figures(story, article.id)

    def action_why(self) -> None:
        """Explain what is under the cursor."""
        from reader.desk.telling.words import why_dated, why_marked
        from reader.tui.screens.sheet import SheetScreen

        subject = self.subject()
        if subject is None:
            return
        lines: list[str] = []
        if subject.mark is not None and subject.reading is not None:
            lines = why_marked(subject.reading, subject.article.id, subject.mark)
        lines += ["", "Date", *why_dated(subject.article)]
        self.app.push_screen(SheetScreen("Why", lines))
