"""Choosing one of several: from any list by hint letter, cursor or filter; of a story's sources by their letters."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from reader.desk.stories.edition import members
from reader.model import DRAFT
from reader.text import dates
from reader.text import plain as gate
from reader.tui.draw import Painter, cell_len, cut_head, fit, pad
from reader.tui.screens.dialog import Dialog
from reader.tui.screens.filtered import FilteredDialog
from reader.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from reader.desk.stories.light import Listed
    from reader.model import Story

HINTS = "asdfhlweruiopzxcvnmty"
"""Letters that stand for rows: none of them moves or leaves, the easiest to reach come first."""
MAX_ROWS = 5_000


def hints(count: int) -> list[str]:
    """Return a hint for each of `count` rows: one letter each, or two each where there are more rows than letters.

    Rows that no two letters are left for get an empty hint.
    """
    if count <= len(HINTS):
        return list(HINTS[:count])
    pairs = ["".join(pair) for pair in product(HINTS, repeat=2)]
    return pairs[:count] + [""] * (count - len(pairs))


def lettered(names: Sequence[str]) -> list[str]:
    """Return a hint for each row: the letter of its source, but the one that leaves; another one if that is taken."""
    found: list[str] = []
    for name in names:
        letter = name.lower()
        found.append(letter if len(letter) == 1 and letter.isalpha() and letter != "q" and letter not in found else "")
    free = (letter for letter in HINTS if letter not in found)
    return [letter or next(free, "") for letter in found]


class ChoiceList(Picker):
    """Rows with their hints; `letters` are those of the sources that the rows are of, nothing where one is of none."""

    def __init__(self, rows: Sequence[str], letters: Sequence[str] = ()) -> None:
        super().__init__()
        self.all_rows = list(rows)
        self.letters = list(letters)
        self.shown = list(range(len(self.all_rows)))
        """The numbers of the rows that the filter lets through."""
        self.hints = self._hints()

    def _hints(self) -> list[str]:
        return lettered([self.letters[n] for n in self.shown]) if self.letters else hints(len(self.shown))

    def narrow(self, words: str) -> None:
        """Show the rows that hold every word."""
        wanted = words.casefold().split()
        self.shown = [n for n, row in enumerate(self.all_rows) if all(word in row.casefold() for word in wanted)]
        self.hints = self._hints()
        self.refill()

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.shown)

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row."""
        painter = Painter(self.base(row))
        painter.add(f" {self.hints[row]:<2} ", self.piece(row, "letter"))
        painter.add(cut_head(self.all_rows[self.shown[row]], width - painter.cells - 1))
        return painter.strip(width)


class ChooseScreen(FilteredDialog[int]):
    """A list to choose one row of: press its letter, or move and Enter; `/` filters. Answers the row's number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "Choose the row at the cursor; its letters do too", show=False)
    ]
    keys = "letter or ⏎ choose  / filter"
    placeholder = "only rows with these words"
    filter_keys = "⏎ choose  ↑ ↓ move"

    def __init__(self, title: str, rows: Sequence[str], letters: Sequence[str] = ()) -> None:
        """Offer rows.

        Args:
            title: What is asked.
            rows: What can be chosen.
            letters: For each row the letter of the source that it is of, which is then its key; none of other rows.
        """
        super().__init__(title)
        self._rows = [gate.clean(row).replace("\n", " ") for row in rows[:MAX_ROWS]]
        self._letters = letters[:MAX_ROWS]
        self._typed = ""

    def rows(self) -> ChoiceList:
        """Return the list."""
        return ChoiceList(self._rows, self._letters)

    def narrow(self, words: str) -> None:
        """Show the rows that hold every word."""
        self.query_one(ChoiceList).narrow(words)

    def entered(self) -> None:
        """Choose the row at the cursor."""
        self.action_pick()

    def wanted_rows(self, width: int) -> int:  # noqa: ARG002 - rows are cut, not wrapped
        """Return the rows of the list and of the filter."""
        return max(len(self._rows), 1) + self.line.display

    def on_key(self, event: events.Key) -> None:
        """Choose by hint; keys that are no hint do what they always do."""
        choices = self.query_one(ChoiceList)
        if not choices.has_focus or event.character is None:
            return
        typed = self._typed + (event.character.lower() if self._letters else event.character)
        if typed in choices.hints:
            event.stop()
            self.dismiss(choices.shown[choices.hints.index(typed)])
        elif any(hint.startswith(typed) for hint in choices.hints):
            event.stop()
            self._typed = typed
            self.say_keys(f"{typed}…  the second letter chooses")
        elif self._typed:
            self._typed = ""
            self.say_keys(self.keys)

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        event.stop()
        self.dismiss(self.query_one(ChoiceList).shown[event.row])

    def action_pick(self) -> None:
        """Choose the row at the cursor."""
        self.query_one(ChoiceList).pick()


class SourceList(Picker):
    """Sources of a story, each with its letter."""

    def __init__(self, sources: Sequence[tuple[str, Listed]]) -> None:
        super().__init__()
        self.sources = list(sources)

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.sources)

    def lead(self, row: int) -> str:  # noqa: ARG002 - for lists in which rows are marked
        """Return what stands in front of a row."""
        return ""

    def draw_row(self, row: int, width: int) -> Strip:
        """Return one row: letter, source, title, date."""
        letter, article = self.sources[row]
        painter = Painter(self.base(row))
        painter.add(self.lead(row)).add(f" {letter:<3}", self.piece(row, "letter"))
        date = f"  {dates.show(article.published, article.weekday)} " if width >= 60 else " "
        source = fit(article.source, max(width // 4, 8))
        painter.add(f"{source}  " if source else "", self.piece(row, "source"))
        painter.add(pad(article.title or article.name, width - painter.cells - cell_len(date)))
        painter.add(date, self.piece(row, "dim"))
        return painter.strip(width)


class LetterScreen(Dialog[str]):
    """The sources of a story: the next key picks one by its letter, in either case. Answers the article's id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "Choose the row at the cursor; its letters do too", show=False)
    ]
    keys = "letter or ⏎ choose"

    def __init__(self, story: Story) -> None:
        super().__init__("Which source")
        self._story = story
        self._typed = ""

    def content(self) -> ComposeResult:
        """Yield the sources."""
        letters = self._story.letters()
        yield SourceList([(letters[article.id], article) for article in members(self._story)])

    def wanted_rows(self, width: int) -> int:  # noqa: ARG002 - rows are cut, not wrapped
        """Return the rows of the list."""
        return self.query_one(SourceList).row_count

    def is_text(self, key: str) -> bool:
        """All letters are names here."""
        return len(key) == 1

    def on_key(self, event: events.Key) -> None:
        """Pick by letter: all letters are names here, none of them moves or leaves."""
        if event.character is None or not (event.character.isalpha() or event.character == DRAFT):
            return
        event.stop()
        event.prevent_default()
        sources = self.query_one(SourceList).sources
        self._typed += event.character.upper()
        fitting = [(letter, article) for letter, article in sources if letter.upper().startswith(self._typed)]
        exact = [article.id for letter, article in fitting if letter.upper() == self._typed]
        if exact and len(fitting) == 1:
            self.dismiss(exact[0])
        elif fitting:
            self.say_keys(f"{self._typed}…  " + (f"⏎ takes {self._typed}" if exact else "and the next letter"))
        else:
            self.say_keys(f"no source {self._typed}")
            self._typed = ""

    def action_pick(self) -> None:
        """Pick the letter that was begun, else the row at the cursor."""
        choices = self.query_one(SourceList)
        for letter, article in choices.sources:
            if letter.upper() == self._typed:
                self.dismiss(article.id)
                return
        choices.pick()

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        event.stop()
        self.dismiss(self.query_one(SourceList).sources[event.row][1].id)
