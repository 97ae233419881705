"""The sheet of words."""

from __future__ import annotations

import pytest

from reader.tui.screens.sheet import SheetScreen
from tests.tui.asked import HOSTILE, SIZES, asked, harmless

LONG = [f"line {number}" for number in range(100)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_words_are_there_at_every_size(size: tuple[int, int]) -> None:
    async with asked(SheetScreen("Why", ["", "the words", "of it"]), size=size) as sheet:
        assert "Why" in sheet.shown
        assert "the words" in sheet.shown


@pytest.mark.parametrize("key", ["q", "escape", "i", "enter"])
async def test_the_keys_that_close(key: str) -> None:
    async with asked(SheetScreen("Why", LONG)) as sheet:
        await sheet.press(key)
        assert sheet.answers == [None]


async def test_Q_leaves_the_program() -> None:  # noqa: N802 - the key
    async with asked(SheetScreen("Why", LONG)) as sheet:
        await sheet.press("Q")
        assert not sheet.app.is_running


async def test_scrolling_reaches_both_ends() -> None:
    async with asked(SheetScreen("Why", LONG)) as sheet:
        await sheet.press("G")
        assert "line 99" in sheet.shown
        assert "line 0 " not in sheet.shown
        await sheet.press("k")
        assert "line 99" not in sheet.shown
        await sheet.press("g")
        assert "line 0 " in sheet.shown
        await sheet.press("space")
        assert "line 0 " not in sheet.shown
        await sheet.press("b", "j")
        assert "line 0 " not in sheet.shown
        assert "line 1 " in sheet.shown


async def test_long_lines_wrap_below_their_text() -> None:
    async with asked(SheetScreen("Why", ["B  " + "word " * 40])) as sheet:
        rows = [row.strip("│ ") for row in sheet.shown.splitlines() if "word" in row]
        assert sum(row.count("word") for row in rows) == 40
        columns = {row.index("word") for row in sheet.shown.splitlines() if "word" in row}
        assert len(columns) == 1


async def test_a_click_beside_the_sheet_closes_it() -> None:
    async with asked(SheetScreen("Why", ["short"])) as sheet:
        await sheet.pilot.click(offset=(0, 0))
        await sheet.press()
        assert sheet.answers == [None]


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_words_are_only_words(words: str) -> None:
    async with asked(SheetScreen(words, [words])) as sheet:
        assert harmless(sheet.shown)
        if words.isprintable() and words.isascii():
            assert sheet.shown.count(words) == 2


async def test_no_words_and_no_title_still_make_a_sheet() -> None:
    async with asked(SheetScreen("", [])) as sheet:
        await sheet.press("j", "G", "q")
        assert sheet.answers == [None]


async def test_another_size_keeps_the_words() -> None:
    async with asked(SheetScreen("Why", LONG)) as sheet:
        await sheet.pilot.resize_terminal(40, 10)
        await sheet.press("G")
        assert "line 99" in sheet.shown
