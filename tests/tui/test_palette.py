"""The palette: every verb of a screen by name."""

from __future__ import annotations

import pytest

from reader.commands import Group, Place, commands_at
from reader.tui.screens.export import ExportScreen
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.palette import PaletteScreen, verbs_at
from tests.tui.asked import HOSTILE, SIZES, asked, harmless
from tests.tui.open import opened, press


@pytest.mark.parametrize("size", SIZES)
async def test_the_verb_used_most_comes_first_at_every_size(size: tuple[int, int]) -> None:
    async with asked(PaletteScreen(Place.LIST), size=size) as palette:
        assert "Read" in palette.shown
        await palette.press("enter")
        assert palette.answers == ["open"]


@pytest.mark.parametrize("place", Place)
def test_all_verbs_are_there_and_leaving_the_program_is_last(place: Place) -> None:
    names = [verb.id for verb in verbs_at(place)]
    wanted = {verb.id for verb in commands_at(place) if verb.group is not Group.MOVE} - {"palette"}
    assert wanted <= set(names)
    leaving = [name for name in names if name in ("quit", "leave")]
    assert names[len(names) - len(leaving) :] == leaving


async def test_a_verb_takes_one_row() -> None:
    async with asked(PaletteScreen(Place.LIST)) as palette:
        shown = [
            verb for verb in verbs_at(Place.LIST) if any(verb.help[:30] in row for row in palette.shown.split("\n"))
        ]
        assert len(shown) > 12


async def test_a_name_typed_in_a_burst_is_the_one_that_enter_takes() -> None:
    async with asked(PaletteScreen(Place.LIST)) as palette:
        await palette.burst(*"browser", "enter")
        assert palette.answers == ["open_link"]


async def test_words_of_the_help_find_a_verb_too() -> None:
    async with asked(PaletteScreen(Place.READER)) as palette:
        await palette.type("whole cleaned")
        await palette.press("enter")
        assert palette.answers == ["copy_article"]


async def test_nothing_found_is_said_and_enter_does_nothing() -> None:
    async with asked(PaletteScreen(Place.LIST)) as palette:
        await palette.type("zeppelin")
        assert "no verb like" in palette.shown
        await palette.press("enter")
        assert not palette.answers
        await palette.press("escape")
        assert palette.answers == [None]


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_words_are_only_looked_for(words: str) -> None:
    async with asked(PaletteScreen(Place.LIST)) as palette:
        await palette.type(words)
        assert harmless(palette.shown)


async def test_what_is_chosen_is_done_by_the_screen_below() -> None:
    async with opened(size=(80, 24)) as pilot:
        await press(pilot, "colon", *"help", "enter")
        assert isinstance(pilot.app.screen, HelpScreen)
        await press(pilot, "q", "ctrl+p", *"export", "enter")
        assert isinstance(pilot.app.screen, ExportScreen)
        await press(pilot, "escape", "colon", "enter")
        assert pilot.app.is_running
        assert len(pilot.app.screen_stack) == 1
