"""Keys typed faster than screens open: they land where the eye already is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key

from reader.commands import Place
from reader.tui.screens.compare import CompareScreen
from reader.tui.screens.home import HomeScreen
from reader.tui.screens.matrix import MatrixScreen
from reader.tui.screens.tellings import TellingsScreen
from tests.tui import lighthouse
from tests.tui.open import opened, press, settle

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


async def burst(pilot: Pilot[None], *keys: str) -> None:
    """Press keys without waiting for what they begin."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))
    await settle(pilot)


async def test_keys_behind_enter_land_in_the_screen_that_it_opens(tmp_path: Path) -> None:
    async with opened(*lighthouse.write(tmp_path), together=True) as pilot:
        await press(pilot, "enter", "3")
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        read = home.view.current
        await burst(pilot, "enter", "j", "j")
        screen: object = pilot.app.screen
        assert isinstance(screen, TellingsScreen)
        assert screen.view.current == 2
        assert home.view.current == read


async def test_keys_behind_enter_in_the_list_land_in_the_article(tmp_path: Path) -> None:
    async with opened(*lighthouse.write(tmp_path), together=True) as pilot:
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        await burst(pilot, "enter", "1", "n")
        assert home.place is Place.READER
        assert home.view.article is home.reader.edition.articles[0]
        assert home.view.current == 1


async def test_a_whole_walk_in_one_burst(tmp_path: Path) -> None:
    async with opened(*lighthouse.write(tmp_path), together=True) as pilot:
        await burst(pilot, "enter", "m", "j", "l", "c", "j", "q", "j")
        screen: object = pilot.app.screen
        assert isinstance(screen, MatrixScreen)
        assert (screen.view.current, screen.view.column) == (2, 1)
        await burst(pilot, "c", "G")
        compare: object = pilot.app.screen
        assert isinstance(compare, CompareScreen)
        assert compare.view.current == len(compare.view.firsts) - 1
