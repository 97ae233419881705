"""The list narrowed: a filter from the search, saved searches as folders, and rules that hide."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from reader.desk.listing.folders import save
from reader.tui.screens.folders import FoldersScreen
from reader.tui.widgets.rows import RowKind
from tests.tui import kept
from tests.tui.open import SIZES, opened, press, reading, screen_text, settle

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from reader.library.library import Library
    from reader.tui.app import NewsreaderApp

MILL, LATE = kept.OLD[0], kept.NEW[0]


def app(pilot: Pilot[None]) -> NewsreaderApp:
    return cast("NewsreaderApp", pilot.app)


def titles(pilot: Pilot[None]) -> list[str]:
    """Return the titles of the articles in the list."""
    return [row.article.title for row in app(pilot).home.list.rows if row.article is not None]


def tops(pilot: Pilot[None]) -> list[str]:
    """Return the rows above the articles, in words."""
    rows = app(pilot).home.list.rows
    found = [row for row in rows if row.kind in (RowKind.FILTER, RowKind.FOLDER)]
    return [row.text or (f"{row.folder.name} {row.folder.unread}" if row.folder else "") for row in found]


def library(folder: Path) -> Library:
    return kept.library(folder, kept.old(), kept.new())


@pytest.mark.parametrize("size", SIZES)
async def test_a_search_is_kept_as_the_filter_of_the_list_and_escape_takes_it_away(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reading(library(tmp_path), size) as pilot:
        await press(pilot, "slash", *"river", "ctrl+l")
        assert titles(pilot) == [MILL]
        assert "filter: river · 1 of 4 · Esc shows all" in screen_text(pilot)
        assert kept.OLD[1][:30] in screen_text(pilot)
        await press(pilot, "escape")
        assert len(titles(pilot)) == 4
        assert "filter" not in screen_text(pilot)
        row = app(pilot).home.list.row
        assert row is not None
        assert row.article is not None
        assert row.article.title == MILL


async def test_a_mistyped_filter_is_kept_as_it_was_meant(tmp_path: Path) -> None:
    async with reading(library(tmp_path)) as pilot:
        await press(pilot, "slash", *"rivver", "ctrl+l")
        assert titles(pilot) == [MILL]
        assert tops(pilot) == ["filter: river · 1 of 4 · Esc shows all"]


async def test_what_is_read_stays_in_a_filter_by_marks_and_all_read_means_what_is_shown(tmp_path: Path) -> None:
    async with reading(library(tmp_path)) as pilot:
        await press(pilot, "slash", *"is:unread heating|river", "ctrl+l")
        assert len(titles(pilot)) == 2
        await press(pilot, "enter", "q")
        assert len(titles(pilot)) == 2
        await press(pilot, "A", "escape")
        assert "2 unread" in screen_text(pilot)
        assert len(titles(pilot)) == 4


async def test_a_saved_search_is_a_folder_with_what_is_unread_in_it(tmp_path: Path) -> None:
    async with reading(library(tmp_path)) as pilot:
        await press(pilot, "slash", *"ferry", "ctrl+t", *"Boats", "enter")
        assert "saved as the folder “Boats”" in screen_text(pilot)
        await press(pilot, "escape")
        assert tops(pilot) == ["Boats 2"]
        await press(pilot, "g", "enter")
        assert tops(pilot) == ["folder: Boats · 2 of 4 · Esc shows all"]
        assert len(titles(pilot)) == 2
        await press(pilot, "enter", "q", "escape")
        assert tops(pilot) == ["Boats 1"]
        await press(pilot, "U")
        assert tops(pilot) == []


async def test_the_filter_is_saved_from_the_list_and_the_folder_renamed_and_removed(tmp_path: Path) -> None:
    found = library(tmp_path)
    async with reading(found) as pilot:
        await press(pilot, "ctrl+t")
        assert "^L there" in screen_text(pilot)
        await press(pilot, "slash", *"river", "ctrl+l", "ctrl+t", *"Water", "enter")
        assert found.shelf.searches()["Water"].query == "river"
        await press(pilot, "escape", "B")
        assert "Water" in screen_text(pilot)
        await press(pilot, "E", "ctrl+u", *"Mills", "enter")
        assert "Mills" in screen_text(pilot)
        await press(pilot, "x")
        assert not found.shelf.searches()
        await press(pilot, "U", "U")
        assert list(found.shelf.searches()) == ["Water"]
        await press(pilot, "enter")
        assert titles(pilot) == [MILL]
        await press(pilot, "B", "x", "q")
        assert len(titles(pilot)) == 4


async def test_a_rule_hides_is_counted_shown_with_what_it_hides_and_taken_back(tmp_path: Path) -> None:
    async with reading(library(tmp_path)) as pilot:
        await press(pilot, "slash", *"potters", "ctrl+l", "X")
        assert "hides what fits “potters”" in screen_text(pilot)
        assert MILL not in titles(pilot)
        assert "hidden by your rules: 1" in screen_text(pilot)
        assert "3 unread" in screen_text(pilot)
        await press(pilot, "H")
        assert titles(pilot) == [MILL]
        assert "hidden by the rule “potters”" in screen_text(pilot)
        await press(pilot, "H")
        assert len(titles(pilot)) == 3
        await press(pilot, "slash", *"sold|library", "ctrl+l")
        assert tops(pilot) == ["filter: sold|library · 1 of 4 · 1 more hidden by your rules · Esc shows all"]
        await press(pilot, "escape", "U")
        assert len(titles(pilot)) == 4
        assert "hidden by your rules" not in screen_text(pilot)


@pytest.mark.parametrize(("hides", "count"), [(False, "4 unread  4 articles"), (True, "3 unread  3 articles")])
async def test_a_story_counts_what_rules_leave_of_it(tmp_path: Path, *, hides: bool, count: str) -> None:
    raffle = kept.article(
        "Raffle for a trip by ferry", "The raffle for the ferry's last trip is on Friday.", "Town Sheet"
    )
    again = kept.article("Ferry: what comes next", "The harbour office will say more on Friday.", "Harbour News", 90)
    found = kept.library(tmp_path, raffle, again)
    found.stories.settle([[1, 2, 3, 4]])
    if hides:
        save(found.shelf, "", "raffle", hides=True)
    async with reading(found, (200, 60)) as pilot:
        assert count in screen_text(pilot)
        assert ("Raffle" in screen_text(pilot)) is not hides


async def test_rules_hold_from_the_start_and_what_they_hide_is_still_found(tmp_path: Path) -> None:
    found = library(tmp_path)
    save(found.shelf, "", "potters", hides=True)
    async with reading(found) as pilot:
        assert len(titles(pilot)) == 3
        await press(pilot, "slash", *"river", "enter")
        article = app(pilot).home.view.article
        assert article is not None
        assert article.title == MILL
        await press(pilot, "q", "g", "enter")
        assert titles(pilot) == [MILL]


async def test_a_rule_from_the_search_and_one_that_is_wrong(tmp_path: Path) -> None:
    found = library(tmp_path)
    found.shelf.save_search("broken", "(", hides=True)
    async with reading(found) as pilot:
        assert "the rule broken hides nothing" in screen_text(pilot)
        await press(pilot, "slash", *"heating", "ctrl+g")
        assert LATE not in titles(pilot)
        assert "the rule broken" not in tops(pilot)


async def test_the_filter_follows_what_comes(tmp_path: Path) -> None:
    found = library(tmp_path)
    async with reading(found) as pilot:
        await press(pilot, "slash", *"river", "ctrl+l")
        file = tmp_path / "river.txt"
        file.write_text("Title: River floods\n\nThe river came over its banks at the ford last night.\n")
        app(pilot).pasted(file)
        await settle(pilot)
        assert titles(pilot)[0] == "River floods"
        assert tops(pilot) == ["filter: river · 2 of 5 · Esc shows all"]


async def test_what_was_opened_by_name_is_narrowed_as_well(tmp_path: Path) -> None:
    for number, (title, text) in enumerate((kept.OLD, kept.NEW)):
        (tmp_path / f"{number}.txt").write_text(f"Title: {title}\n\n{text}\n")
    async with opened(tmp_path) as pilot:
        await press(pilot, "slash", *"potters", "ctrl+l")
        assert titles(pilot) == [MILL]
        assert tops(pilot) == ["filter: potters · 1 of 2 · Esc shows all"]
        await press(pilot, "X")
        assert "shown whole" in screen_text(pilot)
        await press(pilot, "R")
        assert titles(pilot) == [MILL]
        await press(pilot, "escape")
        assert len(titles(pilot)) == 2


@pytest.mark.parametrize("size", [*SIZES, (30, 10)])
async def test_the_folders_are_drawn_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    found = library(tmp_path)
    for name in ("Boats [b]", "x" * 79, "Short"):
        save(found.shelf, name, "ferry")
    save(found.shelf, "", "source:valley (mill|river)", hides=True)
    async with reading(found, size) as pilot:
        await press(pilot, "B")
        assert isinstance(app(pilot).screen, FoldersScreen)
        assert "hides" in screen_text(pilot)
        await press(pilot, "G", "enter")
        assert titles(pilot) == [MILL]
