"""Tellings: one passage as each source tells it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual.app import App

from reader.library import Shelf
from reader.tui.app import NewsreaderApp
from reader.tui.screens.compare import CompareScreen
from reader.tui.screens.home import HomeScreen
from reader.tui.screens.matrix import MatrixScreen
from reader.tui.screens.tellings import TellingsScreen
from reader.tui.versions import Standing, tellings
from reader.tui.widgets.tellings import TellingsView
from tests.tui import lighthouse
from tests.tui.open import SIZES, opened, press, screen_text, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.pilot import Pilot

COPIED, REWORDED, LAMP, LENS, QUOTED, GARDEN = range(6)
"""The sentences of A."""


def screen(pilot: Pilot[None]) -> TellingsScreen:
    assert isinstance(pilot.app.screen, TellingsScreen)
    return pilot.app.screen


def view(pilot: Pilot[None]) -> TellingsView:
    return screen(pilot).view


def shows(pilot: Pilot[None], kind: type) -> bool:
    return isinstance(pilot.app.screen, kind)


def line_with(pilot: Pilot[None], words: str) -> int:
    return next(n for n, line in enumerate(screen_text(pilot).splitlines()) if words in line)


@asynccontextmanager
async def telling(
    sentence: int, size: tuple[int, int] = (120, 40), *, ascii_only: bool = False
) -> AsyncIterator[Pilot[None]]:
    """Show the tellings of a sentence of A, beside B and the related c."""
    reading = lighthouse.reading()
    app = NewsreaderApp([], shelf=Shelf.nowhere(), ascii_only=ascii_only)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        app.push_screen(TellingsScreen(reading, reading.articles[0].id, sentence))
        await settle(pilot)
        yield pilot


async def test_the_asking_version_comes_first_then_the_others_then_what_is_related() -> None:
    async with telling(LAMP) as pilot:
        shown = [(t.letter, t.standing) for t in view(pilot).tellings]
        assert shown[:2] == [("A", Standing.ASKING), ("B", Standing.TOLD)]
        assert {letter for letter, _ in shown[2:]} == {"c"}
        assert line_with(pilot, "22 nautical") < line_with(pilot, "19 nautical") < line_with(pilot, "related, earlier")


async def test_each_version_says_its_kind_in_words_with_its_sign() -> None:
    async with telling(LAMP) as pilot:
        line = screen_text(pilot).splitlines()[line_with(pilot, "beacon")]
        assert "B  ≠" in line
        assert "differs: 22 in A, 19 here" in line
    async with telling(QUOTED) as pilot:
        assert 'B  " beacon' in screen_text(pilot)
        assert "quoted" in screen_text(pilot)
    async with telling(COPIED) as pilot:
        assert "same words" in screen_text(pilot)


async def test_a_source_that_tells_it_twice_shows_both() -> None:
    async with telling(LAMP) as pilot:
        twice = [t for t in view(pilot).tellings if t.letter == "c"]
        assert len(twice) == 2
        assert "fishermen swear" in screen_text(pilot)
        assert "on a clear night" in screen_text(pilot)


async def test_a_source_without_a_match_shows_its_nearest_sentence() -> None:
    async with telling(LENS) as pilot:
        assert "no match found" in screen_text(pilot)
        assert "only" not in screen_text(pilot)
    async with telling(GARDEN) as pilot:
        line = screen_text(pilot).splitlines()[line_with(pilot, "beacon")]
        assert "no match found" in line


async def test_words_that_differ_are_marked_and_follow_the_current_version() -> None:
    async with telling(REWORDED) as pilot:
        before = _underlined(pilot)
        assert "dusk" in before
        assert "herself" not in before
        await press(pilot, "n")
        assert "herself" in _underlined(pilot)


def _underlined(pilot: Pilot[None]) -> str:
    lines = pilot.app.screen._compositor.render_strips()
    return " ".join(s.text for line in lines for s in line if s.style is not None and s.style.underline)


async def test_n_goes_from_source_to_source_and_j_through_all_versions() -> None:
    async with telling(LAMP) as pilot:
        await press(pilot, "n")
        assert view(pilot).current == 1
        await press(pilot, "n")
        assert view(pilot).current == 2
        await press(pilot, "n")
        assert view(pilot).current == 2
        await press(pilot, "j")
        assert view(pilot).current == 3
        await press(pilot, "p")
        assert view(pilot).current == 2
        await press(pilot, "g")
        assert view(pilot).current == 0
        await press(pilot, "G")
        assert view(pilot).current == 3


@pytest.mark.parametrize("key", ["enter", "c"])
async def test_enter_compares_with_the_source_under_the_cursor_at_this_passage(key: str) -> None:
    async with telling(LAMP) as pilot:
        await press(pilot, "j", "j", key)
        assert isinstance(pilot.app.screen, CompareScreen)
        compared = pilot.app.screen.view
        assert compared.paired is not None
        assert compared.paired.letters == ("A", "c")
        version = compared.paired.pairs[compared.current].sides[0]
        assert version is not None
        assert compared.paired.articles[0].text[slice(*version.span)].startswith("The lamp")
        await press(pilot, "q")
        assert shows(pilot, TellingsScreen)


async def test_enter_on_the_passage_itself_compares_with_its_best_teller() -> None:
    async with telling(QUOTED) as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CompareScreen)
        assert pilot.app.screen.view.paired is not None
        assert pilot.app.screen.view.paired.letters == ("A", "B")


async def test_y_copies_the_version_under_the_cursor_with_its_citation() -> None:
    async with telling(LAMP) as pilot:
        await press(pilot, "j", "y")
        assert "The lamp can be seen from 19 nautical miles." in pilot.app.clipboard
        assert "beacon" in pilot.app.clipboard


async def test_there_is_nothing_to_copy_where_there_is_no_match() -> None:
    async with telling(GARDEN) as pilot:
        await press(pilot, "j", "y")
        assert pilot.app.clipboard == ""
        assert "nothing to copy" in screen_text(pilot)


async def test_i_explains_the_version_under_the_cursor() -> None:
    async with telling(LAMP) as pilot:
        await press(pilot, "j", "i")
        assert "rare words in common" in screen_text(pilot)


async def test_back_returns_to_the_reader(tmp_path: Path) -> None:
    async with opened(*lighthouse.write(tmp_path), together=True) as pilot:
        for key in ("q", "escape"):
            await press(pilot, "enter", "enter")
            assert shows(pilot, TellingsScreen)
            await press(pilot, key)
            assert shows(pilot, HomeScreen)
            await press(pilot, "h")


@pytest.mark.parametrize("size", [*SIZES, (40, 10), (20, 5), (6, 3), (1, 1)])
async def test_no_size_and_no_key_breaks_it(size: tuple[int, int]) -> None:
    async with telling(LAMP, size) as pilot:
        await press(pilot, *"jknp", "space", "b", "G", "g")
        assert isinstance(pilot.app.screen, TellingsScreen)


async def test_resizing_keeps_the_current_version_in_view() -> None:
    async with telling(LAMP, (80, 24)) as pilot:
        await press(pilot, "G")
        for size in ((40, 10), (120, 40), (60, 8)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert view(pilot).current == 3
            assert "fishermen" in screen_text(pilot)


async def test_a_click_makes_a_version_current() -> None:
    async with telling(LAMP) as pilot:
        await pilot.click(offset=(10, line_with(pilot, "19 nautical")))
        await settle(pilot)
        assert view(pilot).current == 1


async def test_ascii_only_draws_its_signs_in_ascii() -> None:
    async with telling(LAMP, ascii_only=True) as pilot:
        rows = [line for line in screen_text(pilot).splitlines()[1:-2] if "·" not in line]
        assert all(row.isascii() for row in rows)
        assert "B  !" in screen_text(pilot)


class Beside(App[None]):
    """A program with the view as a column beside something else."""

    def compose(self) -> ComposeResult:
        yield TellingsView(text_width=72, beside=True)


async def test_beside_the_reader_it_takes_no_focus_and_follows() -> None:
    reading = lighthouse.reading()
    async with Beside().run_test(size=(50, 30)) as pilot:
        column = pilot.app.query_one(TellingsView)
        assert not column.can_focus
        column.show(reading, reading.articles[0].id, LAMP)
        await pilot.pause()
        assert "19 nautical" in screen_text(pilot)
        column.show(reading, reading.articles[0].id, QUOTED)
        await pilot.pause()
        assert "she told the crowd" in screen_text(pilot)
        assert "▌" not in screen_text(pilot)
        column.show(None)
        await pilot.pause()
        assert not screen_text(pilot).strip()


async def test_the_lens_keys_choose_the_versions_and_say_where_there_are_none() -> None:
    async with telling(LAMP) as pilot:
        every = len(view(pilot).tellings)
        await press(pilot, "3")
        assert [one.sign for one in view(pilot).tellings] == ["", "≠"]
        assert "differs · " in screen_text(pilot)
        await press(pilot, "2")
        assert 'no version in the lens "quotes"' in screen_text(pilot)
        assert [one.sign for one in view(pilot).tellings] == ["", "≠"]
        await press(pilot, "0")
        assert len(view(pilot).tellings) == every


async def test_the_version_that_earned_the_sign_comes_before_an_unsure_one() -> None:
    async with opened() as pilot:
        await press(pilot, "enter", "m")
        matrix = pilot.app.screen
        assert isinstance(matrix, MatrixScreen)
        for row in matrix.matrix.rows:
            shown = tellings(matrix.reading, row.spot[0], matrix.reading.marks(row.spot[0])[row.spot[1]])
            for cell in row.cells:
                versions = [one for one in shown[1:] if one.article.id == cell.article_id]
                if cell.sentences and versions:
                    assert (versions[0].sentence, versions[0].sign) == (cell.sentences[0], cell.sign)
