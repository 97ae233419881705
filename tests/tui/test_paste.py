"""A pasted text becomes an article of the opened folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import Paste

from reader.tui.screens.paste import MAX_PASTE, PasteScreen
from tests.tui.asked import HOSTILE, SIZES, asked, harmless
from tests.tui.open import opened, screen_text, settle

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Ferry workers stop\n\nThe harbour was quiet on Monday.\nCrews stayed ashore."


@pytest.mark.parametrize("size", SIZES)
async def test_enter_through_the_lines_keeps_the_text(tmp_path: Path, size: tuple[int, int]) -> None:
    async with asked(PasteScreen(TEXT, tmp_path), size=size) as paste:
        assert "Add an article" in paste.shown
        await paste.press("enter")
        await paste.type("Coast Post")
        await paste.press("enter")
        await paste.type("3 March 2025")
        await paste.press("enter", "enter")
        [path] = paste.answers
    assert path.parent == tmp_path
    head, _, body = path.read_text().partition("\n\n")
    assert head.splitlines() == ["Title: Ferry workers stop", "Source: Coast Post", "Date: 3 March 2025"]
    assert "Crews stayed ashore." in body


async def test_the_words_are_counted_and_the_beginning_is_shown(tmp_path: Path) -> None:
    async with asked(PasteScreen(TEXT, tmp_path)) as paste:
        assert "from the clipboard, 12 words" in paste.shown
        assert "The harbour was quiet" in paste.shown
        assert str(tmp_path) not in paste.shown.splitlines()[0]


async def test_header_lines_of_the_text_fill_the_form(tmp_path: Path) -> None:
    text = "Title: Boats stay\nSource: Bay Herald\nDate: 2025-03-04\nURL: https://example.org/b\n\nNobody sailed."
    async with asked(PasteScreen(text, tmp_path)) as paste:
        for words in ("Boats stay", "Bay Herald", "2025-03-04", "https://example.org/b", "2 words"):
            assert words in paste.shown
        await paste.press(*["enter"] * 4)
        [path] = paste.answers
    assert path.read_text().count("Boats stay") == 1


async def test_a_sentence_is_no_title(tmp_path: Path) -> None:
    async with asked(PasteScreen("One sentence only stands here.", tmp_path)) as paste:
        await paste.press(*["enter"] * 4)
        [path] = paste.answers
    assert path.read_text() == "One sentence only stands here.\n"


async def test_nothing_is_overwritten(tmp_path: Path) -> None:
    for _ in range(2):
        async with asked(PasteScreen(TEXT, tmp_path)) as paste:
            await paste.press(*["enter"] * 4)
            assert len(paste.answers) == 1
    assert len(list(tmp_path.iterdir())) == 2


async def test_without_a_folder_one_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with asked(PasteScreen(TEXT, None), size=(len(str(tmp_path)) + 80, 40)) as paste:
        assert str(tmp_path)[:40] in paste.shown
        await paste.press(*["enter"] * 4)
        assert not paste.answers
        await paste.press("enter")
        [path] = paste.answers
    assert path.parent == tmp_path


async def test_a_folder_that_is_not_there_is_one_line_and_nothing_is_lost(tmp_path: Path) -> None:
    async with asked(PasteScreen(TEXT, tmp_path / "gone")) as paste:
        await paste.press(*["enter"] * 4)
        assert not paste.answers
        (tmp_path / "gone").mkdir()
        await paste.press("enter")
        assert len(paste.answers) == 1


async def test_escape_keeps_nothing(tmp_path: Path) -> None:
    async with asked(PasteScreen(TEXT, tmp_path)) as paste:
        await paste.press("escape")
        assert paste.answers == [None]
    assert not list(tmp_path.iterdir())


async def test_a_bad_date_is_not_taken(tmp_path: Path) -> None:
    async with asked(PasteScreen(TEXT, tmp_path)) as paste:
        await paste.press("down", "down")
        await paste.type("some day")
        assert "no date can be read" in paste.shown
        await paste.press("enter", "enter")
        assert not paste.answers


async def test_a_huge_paste_is_cut_and_says_so(tmp_path: Path) -> None:
    async with asked(PasteScreen("word " * MAX_PASTE, tmp_path)) as paste:
        assert "cut after 1,000,000 characters" in paste.shown
        await paste.press(*["enter"] * 4)
        [path] = paste.answers
    assert path.stat().st_size < MAX_PASTE + 100


@pytest.mark.parametrize("text", ["\u200b\u202e", "\x1b\x07"])
async def test_a_paste_of_which_nothing_is_left_is_said(text: str, tmp_path: Path) -> None:
    async with asked(PasteScreen(text, tmp_path)) as paste:
        await paste.press(*["enter"] * 4)
        assert not paste.answers
        assert "no text to keep" in paste.shown


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_text_is_only_words(words: str, tmp_path: Path) -> None:
    async with asked(PasteScreen(f"{words}\n\nand more {words}", tmp_path)) as paste:
        assert harmless(paste.shown)
        await paste.press(*["enter"] * 4)
        [path] = paste.answers
    assert harmless(path.read_text())
    assert path.name.isascii()


async def test_pasted_on_the_list_it_is_read_in(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Prices fall\n\nHerring was cheap on Monday. Cod was not cheap at all.\n")
    async with opened(tmp_path, size=(120, 40)) as pilot:
        pilot.app.post_message(Paste(TEXT))
        await settle(pilot)
        assert isinstance(pilot.app.screen, PasteScreen)
        for _ in range(4):
            await pilot.press("enter")
        await settle(pilot)
        assert "Ferry workers stop" in screen_text(pilot)
    assert len(list(tmp_path.iterdir())) == 2
