"""Figures: the sheet of values by sources, walked through, read, cited and explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.commands import Place, commands_at
from reader.tui.app import NewsreaderApp
from reader.tui.screens.figures import FiguresScreen
from reader.tui.screens.home import HomeScreen
from reader.tui.screens.sheet import SheetScreen
from reader.tui.widgets.figuresview import MOST_COLUMNS, FiguresView
from tests.tui import lighthouse
from tests.tui.open import SIZES, opened, press, screen_text

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


def screen(pilot: Pilot[None]) -> FiguresScreen:
    assert isinstance(pilot.app.screen, FiguresScreen)
    return pilot.app.screen


def view(pilot: Pilot[None]) -> FiguresView:
    return screen(pilot).view


def labels(pilot: Pilot[None]) -> list[str]:
    sheet = view(pilot).sheet
    assert sheet is not None
    return [row.label for row in sheet.rows]


async def go_to(pilot: Pilot[None], label: str, column: int = 0) -> None:
    view(pilot).go_to_column(column)
    view(pilot).go_to(labels(pilot).index(label))
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_the_sheet_says_who_has_a_figure_and_the_words_around_it(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(*lighthouse.write(tmp_path), size=size, together=True) as pilot:
        await press(pilot, "number_sign")
        await go_to(pilot, "22 nautical miles", 2)
        shown = screen_text(pilot)
        assert "22 nautical miles: in A C · not found in B" in shown
        assert "on a clear night" in shown
        assert "figures in 3 sources" in shown


async def test_enter_reads_the_source_at_the_figure(tmp_path: Path) -> None:
    async with opened(*lighthouse.write(tmp_path), together=True) as pilot:
        await press(pilot, "number_sign")
        await go_to(pilot, "19 nautical miles", 1)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, HomeScreen)
        read = pilot.app.screen.view
        assert read.article is not None
        assert read.mark is not None
        assert "19 nautical miles" in read.article.text[slice(*read.mark.span)]
        assert pilot.app.screen.place is Place.READER


async def test_keys_walk_through_places_sources_and_kinds(tmp_path: Path) -> None:
    async with opened(*lighthouse.write(tmp_path), together=True) as pilot:
        await press(pilot, "number_sign")
        await go_to(pilot, "22 nautical miles", 2)
        await press(pilot, "n")
        assert view(pilot).place == 1
        assert "2 of 2" in screen_text(pilot)
        await press(pilot, "p", "h")
        assert (view(pilot).place, view(pilot).column) == (0, 1)
        await press(pilot, "h", "h", "l", "l", "l")
        assert view(pilot).column == 2
        await press(pilot, "apostrophe", "b")
        assert view(pilot).column == 1
        await press(pilot, "right_curly_bracket")
        row = view(pilot).row
        assert row is not None
        assert str(row.kind) == "Dates"
        await press(pilot, "left_curly_bracket", "g")
        assert view(pilot).current == 0
        await press(pilot, "G")
        assert view(pilot).current == len(labels(pilot)) - 1


async def test_a_figure_is_copied_on_one_line_with_its_citation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(NewsreaderApp, "copy", lambda _self, text, *_: copied.append(text))
    async with opened(*lighthouse.write(tmp_path), together=True) as pilot:
        await press(pilot, "number_sign")
        await go_to(pilot, "19 nautical miles", 1)
        await press(pilot, "y")
        await go_to(pilot, "19 nautical miles", 2)
        await press(pilot, "y")
        assert "19 nautical miles was not found in C" in screen_text(pilot)
    (line,) = copied
    assert line.startswith('19 nautical miles: "The lamp can be seen from 19 nautical miles.')
    assert "paragraph 3" in line
    assert "\n" not in line


async def test_why_says_how_a_figure_was_read(tmp_path: Path) -> None:
    async with opened(*lighthouse.write(tmp_path), together=True) as pilot:
        await press(pilot, "number_sign")
        await go_to(pilot, "19 nautical miles", 1)
        await press(pilot, "i")
        assert isinstance(pilot.app.screen, SheetScreen)
        assert "is read as the number 19" in screen_text(pilot)


async def test_it_opens_from_every_screen_and_goes_back_to_it() -> None:
    async with opened() as pilot:
        for keys in ((), ("enter",), ("enter",), ("c",)):
            await press(pilot, *keys)
            before = pilot.app.screen
            await press(pilot, "number_sign")
            assert labels(pilot)
            await press(pilot, "q")
            assert pilot.app.screen is before


async def test_more_sources_than_fit_are_scrolled_to(tmp_path: Path) -> None:
    for number in range(14):
        text = f"The mill sold {number + 3} sacks of flour for 40 euros in May 2021, says source {number}."
        (tmp_path / f"{number:02}.txt").write_text(text, encoding="utf-8")
    async with opened(tmp_path, size=(80, 24), together=True) as pilot:
        await press(pilot, "number_sign")
        assert view(pilot).columns.count <= MOST_COLUMNS
        await press(pilot, *["l"] * 13)
        shown = screen_text(pilot)
        assert " N " in shown.splitlines()[1]
        assert " A " not in shown.splitlines()[1]
        assert "16 sacks" in shown
        await press(pilot, *["h"] * 13)
        assert " A " in screen_text(pilot).splitlines()[1]


async def test_without_figures_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing was counted at the mill, and nobody says when.", encoding="utf-8")
    async with opened(tmp_path / "a.txt") as pilot:
        await press(pilot, "number_sign")
        assert "no figures in this story" in screen_text(pilot)
        await press(pilot, "j", "k", "l", "n", "G", "enter", "y", "i", "right_curly_bracket")
        assert isinstance(pilot.app.screen, FiguresScreen)


async def test_a_click_chooses_a_cell_and_a_second_one_opens_it(tmp_path: Path) -> None:
    async with opened(*lighthouse.write(tmp_path), together=True) as pilot:
        await press(pilot, "number_sign")
        at = labels(pilot).index("19 nautical miles")
        x = view(pilot).columns.label + view(pilot).columns.width + 2
        await pilot.click(FiguresView, offset=(x, view(pilot)._at[at]))
        assert (view(pilot).current, view(pilot).column) == (at, 1)
        await pilot.click(FiguresView, offset=(x, view(pilot)._at[at]), times=2)
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_every_verb_has_an_action() -> None:
    async with opened() as pilot:
        await press(pilot, "number_sign")
        for command in commands_at(Place.FIGURES):
            name = f"action_{command.id}"
            assert hasattr(view(pilot), name) or hasattr(screen(pilot), name), command.id
