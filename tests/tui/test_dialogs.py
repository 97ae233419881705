"""What all dialogs have in common: the way out is always said and always works, and ? says what the keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reader.commands import Place
from reader.tui.screens.ask import AskScreen
from reader.tui.screens.choose import ChooseScreen, LetterScreen
from reader.tui.screens.clips import ClipsScreen
from reader.tui.screens.folders import FoldersScreen
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.palette import PaletteScreen
from reader.tui.screens.rules import RulesScreen, WhyScreen
from reader.tui.screens.sheet import SheetScreen
from reader.tui.screens.sources import SourcesScreen
from reader.tui.screens.split import SplitScreen
from tests.tui.asked import article, asked, story

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.screens.dialog import Dialog

TWO = [article("Ferry stops"), article("Ferry stands still")]
TYPED: dict[str, Callable[[], Dialog[Any]]] = {
    "ask": lambda: AskScreen("Save as a folder", "its name", enter="save"),
    "palette": lambda: PaletteScreen(Place.READER),
}
LISTS: dict[str, Callable[[], Dialog[Any]]] = {
    "choose": lambda: ChooseScreen("Links", ["one", "two"]),
    "letters": lambda: LetterScreen(story(TWO)),
    "split": lambda: SplitScreen([("A", TWO[0]), ("B", TWO[1])]),
    "clips": ClipsScreen,
    "folders": FoldersScreen,
    "rules": RulesScreen,
    "sources": SourcesScreen,
    "why": lambda: WhyScreen(["because"]),
}
ALL: dict[str, Callable[[], Dialog[Any]]] = {
    **TYPED,
    **LISTS,
    "help": lambda: HelpScreen(Place.READER),
    "sheet": lambda: SheetScreen("Why", ["because"]),
}


@pytest.mark.parametrize("width", [80, 44])
@pytest.mark.parametrize("name", ALL)
async def test_the_last_row_says_how_to_leave_and_escape_does(name: str, width: int) -> None:
    async with asked(ALL[name](), size=(width, 24)) as dialog:
        last = [row for row in dialog.shown.splitlines() if "Esc back" in row]
        assert len(last) == 1, "said once, and whole"
        await dialog.press("escape")
        assert dialog.answers == [None]


@pytest.mark.parametrize("name", LISTS)
async def test_a_question_mark_says_what_the_keys_do_and_takes_that_away_again(name: str) -> None:
    async with asked(LISTS[name](), size=(80, 24)) as dialog:
        await dialog.press("question_mark")
        assert "Keys" in dialog.shown
        assert "Back to where you came from" in dialog.shown
        assert not dialog.answers
        await dialog.press("question_mark")
        assert "Back to where you came from" not in dialog.shown
        assert not dialog.answers


@pytest.mark.parametrize("name", [*TYPED, "letters", "split"])
async def test_no_key_that_is_text_or_a_name_is_said_to_do_anything_else(name: str) -> None:
    async with asked(ALL[name](), size=(80, 24)) as dialog:
        await dialog.press("f1")
        (row,) = [row for row in dialog.shown.splitlines() if "Back to where you came from" in row]
        assert row.split("Back")[0].split()[-1] == "Esc"
        assert " q " not in row
        assert "by a page" not in dialog.shown
        assert "Leave the program" not in dialog.shown


async def test_a_question_mark_that_is_typed_is_text() -> None:
    async with asked(TYPED["ask"](), size=(80, 24)) as dialog:
        await dialog.press("question_mark", "enter")
        assert dialog.answers == ["?"]


async def test_the_palette_says_all_that_the_verb_at_the_cursor_does() -> None:
    async with asked(PaletteScreen(Place.LIST), size=(80, 24)) as palette:
        await palette.press(*"pin")
        assert "whatever grouping finds later" in palette.shown
