"""The program on screen: the first screen, and those that the program asks for while it works."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.tui.asciisigns import AsciiSigns
from reader.tui.program.program import Program
from reader.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.filter import LineFilter
    from textual.screen import Screen

    from reader.desk.gathering.versions import Listed
    from reader.desk.telling.reading import Reading
    from reader.model import Article, Story
    from reader.tui.program.versioning import Choice


class NewsreaderApp(Program):
    """The reader."""

    TITLE = "newsreader"
    CSS_PATH = "newsreader.tcss"
    ENABLE_COMMAND_PALETTE = False  # Textual's own; ours is the verb `palette` of every screen
    BINDINGS: ClassVar = []
    _ascii_signs = AsciiSigns()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every drawn row goes through: last of all, where it is so configured, ASCII."""
        filters = super().get_line_filters()
        return [*filters, self._ascii_signs] if self.ascii_only else filters

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen."""
        return HomeScreen()

    @property
    def home(self) -> HomeScreen:
        """The screen with the list."""
        screen = self.screen_stack[0]
        assert isinstance(screen, HomeScreen)
        return screen

    def pick_letter(self, story: Story, go: Callable[[str], object]) -> None:
        """Go to the source whose letter is pressed next."""
        from reader.tui.screens.choose import LetterScreen

        def chosen(article_id: str | None) -> None:
            if article_id is not None:
                go(article_id)

        self.push_screen(LetterScreen(story), chosen)

    def compare(self, reading: Reading, left: str, right: str, offset: int = 0) -> None:
        """Show two articles of a story side by side, at a character of the left one's text."""
        from reader.tui.screens.compare import CompareScreen

        self.push_screen(CompareScreen(reading, left, right, offset))

    def show_matrix(self, reading: Reading, article_id: str, number: int) -> None:
        """Show the passages of a story by its sources, at a sentence of an article; at none where it is -1."""
        from reader.tui.screens.matrix import MatrixScreen

        self.push_screen(MatrixScreen(reading, article_id, number))

    def show_figures(self, story: Story, article_id: str) -> None:
        """Show every amount, date and ordinal of a story, and which source has it, at a source."""
        from reader.tui.screens.figures import FiguresScreen

        self.push_screen(FiguresScreen(story, article_id))

    def choose(self, asked: str, offers: Sequence[str], go: Callable[[int], object]) -> None:
        """Ask for one of several."""
        from reader.tui.screens.choose import ChooseScreen

        def chosen(number: int | None) -> None:
            if number is not None:
                go(number)

        self.push_screen(ChooseScreen(asked, offers), chosen)

    def choose_version(self, article: Article, listed: Sequence[Listed], go: Callable[[Choice], object]) -> None:
        """Ask which version of an article is to be shown, or which two are to be compared."""
        from reader.tui.screens.versions import VersionsScreen

        def chosen(choice: Choice | None) -> None:
            if choice is not None:
                go(choice)

        self.push_screen(VersionsScreen(article, listed), chosen)

    def show_changes(self, reading: Reading, article: Article) -> None:
        """Show two versions of an article side by side."""
        from reader.tui.screens.changes import ChangesScreen

        self.push_screen(ChangesScreen(reading, article))
