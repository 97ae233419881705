"""The program as the screens know it: what was opened, read and grouped, and what they may ask for.

It draws nothing and knows no screen: what it wants to be shown or asked, `app.py` shows and asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.worker import get_current_worker

from reader.config import Fetch
from reader.desk.stories.edition import Edition, is_shared
from reader.model import Story, Strictness
from reader.text import plain
from reader.tui import handoff, messages
from reader.tui.draw import cell_len
from reader.tui.program.grouping import Grouping, is_grouped
from reader.tui.program.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.desk.opening.inputs import Problem
    from reader.desk.telling.reading import Reading
    from reader.library.library import Library
    from reader.library.stated.shelf import Shelf
    from reader.model import Article, Span

TEXT_WIDTHS = (40, 160)
"""The narrowest and the widest column of text, in cells."""


class Program(Grouping):
    """What is open, and what is done with it."""

    def __init__(
        self,
        paths: Sequence[str],
        *,
        shelf: Shelf,
        library: Library | None = None,
        label: str = "",
        hint: str = "",
        together: bool = False,
        stdin: bytes | None = None,
        draft: str = "",
        text_width: int = 72,
        ascii_only: bool = False,
        theme: str | None = None,
        strictness: Strictness = Strictness.NORMAL,
        fetch: Fetch | None = None,
    ) -> None:
        super().__init__(
            paths,
            label,
            together=together,
            shelf=shelf,
            library=library,
            fetch=fetch or Fetch(),
            strictness=strictness,
        )
        self.animation_level = "none"
        if theme is not None:
            self.theme = theme
        self.hint = hint
        self.text_width = text_width
        self.ascii_only = ascii_only
        self.busy = "reading"
        self.edition = Edition(plain.line(label))
        self._stdin = stdin
        self._draft = draft
        self._turn = 0
        self.last_query = ""

    def on_mount(self) -> None:
        """Begin to read; nothing on screen waits for it."""
        self.start_reading()

    # ---------------------------------------------------------------- reading what was opened

    def start_reading(self) -> None:
        """Read all that was opened, from the beginning; without a name of anything, the library."""
        if self.library is not None:
            self.start_listing()
            return
        self._turn += 1
        self.forget_grouping()
        self._articles, self._problems = [], []
        self.say_busy("reading")
        self._read(self._turn)

    @work(thread=True, exclusive=True, group="read", exit_on_error=True)
    def _read(self, turn: int) -> None:
        from reader.desk.opening.inputs import read
        from reader.model import Article

        worker = get_current_worker()
        articles: list[Article] = []
        problems: list[Problem] = []
        size = 1
        for item in read(
            self.paths,
            shelf=self.shelf,
            stdin=self._stdin,
            strictness=self.strictness,
            draft=self._draft,
            cancelled=lambda: worker.is_cancelled,
        ):
            if isinstance(item, Article):
                articles.append(item)
            else:
                problems.append(item)
            if len(articles) + len(problems) >= size:
                self.post_message(messages.ArticlesRead(articles, problems, turn))
                articles, problems, size = [], [], min(size * 2, 64)
        if not worker.is_cancelled:
            self.post_message(messages.ArticlesRead(articles, problems, turn, last=True))

    @on(messages.ArticlesRead)
    def _articles_read(self, event: messages.ArticlesRead) -> None:
        if event.turn != self._turn:
            return
        self._articles += event.articles
        self._problems += event.problems
        if event.last:
            self.regroup()
        elif not is_grouped(self.edition):
            alone = tuple(Story((article,)) for article in self._articles)
            self.edition = Edition(
                plain.line(self._label), tuple(self._articles), alone, tuple(self._problems),
                {story.articles[0].id: story for story in alone},
            )  # fmt: skip
            self.say_busy(f"reading, {len(self._articles)} so far")
            self.home.take(self.edition)

    def revise(self, words: str) -> None:
        """Take what people stated about the articles into them, and group anew, since a date can move one; say so."""
        if words:
            self.tell(words)
        if self.library is not None:
            self.start_listing()
            return
        self._articles = [self.shelf.revised(article) for article in self._articles]
        self.regroup()

    def take_edition(self, edition: Edition) -> None:
        """Take over what is open now, and begin to match what the screens show of it."""
        self.edition = edition
        self.forget_readings()
        self.home.take(edition, self.catalogue)
        if self.library is None and self.filter is not None:
            self.look_again()
        wanted = [screen.wanted_story() for screen in self.screen_stack if isinstance(screen, Shown)]
        first = next((story for story in self.edition.stories if is_shared(story)), None)
        for story in (first, *wanted):
            if story is not None:
                self.reading_of(story)
        self.freshen()

    def say_busy(self, what: str) -> None:
        """Say in the first row what is being done."""
        self.busy = what
        if self.is_running and self.home.is_mounted:
            self.home.refresh_title()

    # ---------------------------------------------------------------- what the screens ask for

    def say(self, words: str) -> None:
        """Show a word: in the status row where the screen has one."""
        if isinstance(self.screen, Shown):
            self.screen.flash(plain.line(words))
        else:
            self.notify(plain.line(words), markup=False, timeout=4)

    def copy(self, text: str, what: str, article_id: str = "", citation: str = "") -> None:
        """Put text on the clipboard and say which way it went; what comes of an article is kept among the clips."""
        if article_id:
            self.shelf.add_clip(article_id, text, citation)
        way = handoff.copy(self, text)
        self.say(f"copied the {what} by {way}")

    def copy_passages(self, passages: Sequence[tuple[Article, Span]], what: str, article_id: str) -> None:
        """Put passages with their citations on the clipboard, and keep them as a clip of an article."""
        from reader.desk.taking.citing import cite_all

        text, citations = cite_all(passages)
        self.copy(text, what, article_id, citations)

    def open_address(self, address: str) -> None:
        """Open an address in the browser, if it is one."""
        safe = handoff.safe_address(address)
        if safe is None:
            self.say(
                "no link is known for this article; E adds one" if not address else f"not a web address: {address}"
            )
        elif not handoff.browse(safe):
            self.say(f"no browser could be opened; the address is {safe}")

    def change_text_width(self, by: int) -> int:
        """Make the column of text wider or narrower and return its width in cells."""
        low, high = TEXT_WIDTHS
        self.text_width = max(low, min(high, self.text_width + by))
        return self.text_width

    def pick_letter(self, story: Story, go: Callable[[str], object]) -> None:
        """Go to the source whose letter is pressed next."""
        raise NotImplementedError

    def compare(self, reading: Reading, left: str, right: str, offset: int = 0) -> None:
        """Show two articles of a story side by side, at a character of the left one's text."""
        raise NotImplementedError

    def show_matrix(self, reading: Reading, article_id: str, number: int) -> None:
        """Show the passages of a story by its sources, at a sentence of an article; at none where it is -1."""
        raise NotImplementedError

    def show_figures(self, story: Story, article_id: str) -> None:
        """Show every amount, date and ordinal of a story, and which source has it, at a source."""
        raise NotImplementedError

    def read_at(self, article_id: str, sentence: int = 0) -> None:
        """Leave all other screens and read an article at a sentence."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.home.go_to(article_id, sentence)

    def exit(self, *arguments: Any, **named: Any) -> None:
        """Leave the program; the place in the text is kept."""
        self.home.keep_place()
        super().exit(*arguments, **named)

    # ---------------------------------------------------------------- adding and writing

    @property
    def opened(self) -> tuple[str, ...]:
        """The paths that were opened, as a command would name them; none for the sample edition."""
        from reader.desk.opening.inputs import sample_folder

        return tuple(path for path in self.paths if path != str(sample_folder()))

    @property
    def add_folder(self) -> Path | None:
        """The opened folder, where a pasted text can be kept."""
        from reader.desk.opening.adding import folder_for

        return folder_for(self.paths)

    def pasted(self, path: Path | None) -> None:
        """Say where a pasted text was kept and read it in, also where its folder is not open."""
        if path is not None and self.library is not None:
            self.take_in(path)
        elif path is not None:
            if path.parent != self.add_folder:
                self.paths.append(str(path))
            self.tell(f"kept as {path}")
            self.start_reading()

    def exported(self, words: str | None) -> None:
        """Say what was written, with the command that does the same where there is room for all of it."""
        if words:
            written, _, command = words.partition("\n")
            both = f"{written}; {command}"
            room = self.size.width - 3
            if cell_len(written) > room:  # of a long name the end says more than the beginning
                end = written[-room:]
                while cell_len(end) > room - cell_len(_CUT):
                    end = end[1:]
                written = f"{_CUT}{end}"
            self.say(both if command and cell_len(both) <= room else written)


_CUT = "wrote …"
