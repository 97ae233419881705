"""A draft on screen: source @ of the story, read like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import Shelf
from reader.tui.app import NewsreaderApp
from tests.tui import lighthouse
from tests.tui.open import press, screen_text, settle

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_draft_is_read_as_source_at_and_picked_by_its_sign(tmp_path: Path) -> None:
    almanac, *others = lighthouse.write(tmp_path)
    program = NewsreaderApp([str(path) for path in others], shelf=Shelf.nowhere(), draft=str(almanac), together=True)
    async with program.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        home = program.home
        assert home.list.article is not None
        await press(pilot, "enter", "apostrophe", "b")
        assert home.view.article is not None
        assert home.view.article.name == str(others[1])
        await press(pilot, "apostrophe", "at")
        assert home.view.article.draft
        assert "@: " in screen_text(pilot)
        await press(pilot, "tab")
        assert "@ " in screen_text(pilot)
