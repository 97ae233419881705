"""The help: made from the registry, found in by key and by word."""

from __future__ import annotations

import pytest
from textual.events import Paste

from reader.commands import Place, commands_at
from reader.tui.screens.help import HelpScreen
from tests.tui.asked import HOSTILE, SIZES, asked, harmless


@pytest.mark.parametrize("size", SIZES)
async def test_there_is_help_at_every_size(size: tuple[int, int]) -> None:
    async with asked(HelpScreen(Place.READER), size=size) as screen:
        assert "Help" in screen.shown
        await screen.press("q")
        assert screen.answers == [None]


async def test_Q_leaves_the_program_but_is_a_letter_in_the_line() -> None:  # noqa: N802 - the key
    async with asked(HelpScreen(Place.READER)) as screen:
        await screen.press("slash", "Q")
        assert screen.app.is_running
        assert "Leave the program" in screen.shown
        await screen.press("escape", "Q")
        assert not screen.app.is_running


@pytest.mark.parametrize("place", Place)
async def test_the_first_screen_has_every_verb_of_the_place(place: Place) -> None:
    async with asked(HelpScreen(place)) as screen:
        shown = " ".join(screen.shown.replace("│", " ").split())
        for command in commands_at(place):
            assert f"{command.shown_key} {command.title.lower()}" in shown


async def test_signs_and_letters_are_explained() -> None:
    async with asked(HelpScreen(Place.READER)) as screen:
        for words in ("≈ reworded", '" quoted', "≠ differs", "· no match found", "A B C"):
            assert words in screen.shown


async def test_signs_are_ascii_where_the_terminal_is() -> None:
    screen = HelpScreen(Place.READER)
    async with asked(screen) as help_:
        help_.app.ascii_only = True
        await help_.press("slash", "x", "escape")
        assert "~ reworded" in help_.shown
        assert "≈" not in help_.shown


async def test_other_places_come_below() -> None:
    async with asked(HelpScreen(Place.LIST), size=(120, 40)) as screen:
        await screen.press("G")
        seen = screen.shown
        for _ in range(4):
            await screen.press("b")
            seen += screen.shown
        assert "Elsewhere: compare" in seen
        assert "order of the other side" in seen


async def test_a_key_is_found() -> None:
    async with asked(HelpScreen(Place.READER)) as screen:
        await screen.press("slash", "v")
        assert "Show in place what was stripped" in screen.shown
        assert "One page down" not in screen.shown


@pytest.mark.parametrize("typed", ["^d", "^D", "pagedown", "PgDn"])
async def test_a_named_key_is_found(typed: str) -> None:
    async with asked(HelpScreen(Place.READER)) as screen:
        await screen.press("slash")
        await screen.type(typed)
        assert "page down" in screen.shown


async def test_words_are_found_here_and_elsewhere() -> None:
    async with asked(HelpScreen(Place.LIST)) as screen:
        await screen.press("slash")
        await screen.type("stripped")
        assert "Show in place what was stripped" in screen.shown
        assert "Elsewhere" in screen.shown


async def test_nothing_found_is_said_and_escape_brings_all_back() -> None:
    async with asked(HelpScreen(Place.LIST)) as screen:
        await screen.press("slash")
        await screen.type("zeppelin")
        assert "no key and no word" in screen.shown
        await screen.press("escape")
        assert "Signs" in screen.shown
        assert not screen.answers
        await screen.press("escape")
        assert screen.answers == [None]


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_words_are_only_looked_for(words: str) -> None:
    async with asked(HelpScreen(Place.LIST)) as screen:
        await screen.press("slash")
        screen.app.post_message(Paste(words))
        await screen.press()
        assert "no key and no word" in screen.shown
        assert harmless(screen.shown)
