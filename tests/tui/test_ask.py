"""One line of input."""

from __future__ import annotations

import pytest
from textual.events import Paste

from reader.tui.screens.ask import AskScreen
from tests.tui.asked import HOSTILE, SIZES, asked, harmless


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_is_answered(size: tuple[int, int]) -> None:
    async with asked(AskScreen("Pipe to", "a command"), size=size) as ask:
        assert "Pipe to" in ask.shown
        assert "a command" in ask.shown
        await ask.type("less q")
        await ask.press("enter")
        assert ask.answers == ["less q"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_stands_below_the_line(size: tuple[int, int]) -> None:
    async with asked(AskScreen("Pipe to", "a command", "There is no shell."), size=size) as ask:
        await ask.type("less")
        assert "There is no shell." in ask.shown


@pytest.mark.parametrize("keys", [("escape",), ("enter",), ("space", "enter"), ("x", "escape")])
async def test_leaving_and_nothing_are_no_answer(keys: tuple[str, ...]) -> None:
    async with asked(AskScreen("Pipe to", "a command")) as ask:
        await ask.press(*keys)
        assert ask.answers == [None]


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("t", "e", "h", "backspace", "backspace", "h", "e"), "the"),
        (("b", "left", "a", "end", "c"), "abc"),
        (("x", "ctrl+u", "y"), "y"),
        (("b", "home", "a", "right", "c", "left", "delete", "d"), "abd"),
        (("a", "space", "b", "ctrl+w", "c"), "a c"),
        (("b", "c", "ctrl+a", "a", "ctrl+k", "d", "ctrl+e", "e"), "ade"),
    ],
)
async def test_keys_in_a_burst_edit_in_their_order(keys: tuple[str, ...], answer: str) -> None:
    async with asked(AskScreen("Pipe to", "a command")) as ask:
        await ask.burst(*keys)
        await ask.press("enter")
        assert ask.answers == [answer]


async def test_a_paste_is_text_on_one_line() -> None:
    async with asked(AskScreen("Pipe to", "a command")) as ask:
        ask.app.post_message(Paste("tee\nfile\x1b[31m [@click=app.quit]x[/]"))
        await ask.press()
        assert not ask.answers
        await ask.press("enter")
        assert ask.answers == ["tee file[31m [@click=app.quit]x[/]"]


async def test_a_huge_paste_is_cut() -> None:
    async with asked(AskScreen("Pipe to", "")) as ask:
        ask.app.post_message(Paste("x" * 1_000_000))
        await ask.press("enter")
        assert len(ask.answers[0]) == 2_000


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_titles_and_hints_are_only_words(words: str) -> None:
    async with asked(AskScreen(words, words)) as ask:
        assert harmless(ask.shown)
        await ask.press("escape")
        assert ask.answers == [None]
