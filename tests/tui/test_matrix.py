"""The matrix on screen, and the marks that readers correct: in the reader, the tellings, compare and the matrix."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from reader.desk.telling.matrix import Order, Told
from reader.desk.telling.reading import Reading
from reader.library import Shelf
from reader.model import UNMATCHED
from reader.tui.app import NewsreaderApp
from reader.tui.screens import judging
from reader.tui.screens.choose import ChooseScreen
from reader.tui.screens.compare import CompareScreen
from reader.tui.screens.home import HomeScreen
from reader.tui.screens.matrix import MatrixScreen
from reader.tui.screens.tellings import TellingsScreen
from reader.tui.widgets.compareview import CompareView
from tests.tui import lighthouse
from tests.tui.asked import article, story
from tests.tui.open import SIZES, opened, press, screen_text, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from reader.desk.telling.marks import Mark
    from reader.desk.telling.matrix import MatrixRow

COPIED, REWORDED, LAMP, LENS, QUOTED, GARDEN = range(6)
"""The sentences of A."""


def screen(pilot: Pilot[None]) -> MatrixScreen:
    assert isinstance(pilot.app.screen, MatrixScreen)
    return pilot.app.screen


def said(pilot: Pilot[None]) -> str:
    """The status row."""
    return screen_text(pilot).splitlines()[-2]


def rows(view: CompareView) -> int:
    return len(view.firsts)


def shows(pilot: Pilot[None], kind: type) -> bool:
    return isinstance(pilot.app.screen, kind)


@asynccontextmanager
async def matrix(
    size: tuple[int, int] = (120, 40), *, reading: Reading | None = None, ascii_only: bool = False
) -> AsyncIterator[Pilot[None]]:
    """Show the matrix of A, B and the related c."""
    reading = reading or lighthouse.reading()
    app = NewsreaderApp([], shelf=Shelf.nowhere(), ascii_only=ascii_only)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        app.push_screen(MatrixScreen(reading, reading.articles[0].id))
        await settle(pilot)
        yield pilot


@asynccontextmanager
async def reports(folder: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """Read the first of three reports, opened as one story."""
    async with opened(*lighthouse.write(folder), size=size, together=True) as pilot:
        await press(pilot, "enter")
        yield pilot


def mark(pilot: Pilot[None], number: int) -> Mark:
    home = pilot.app.screen_stack[0]
    assert isinstance(home, HomeScreen)
    return home.view.marks[number]


# ---------------------------------------------------------------- the matrix


@pytest.mark.parametrize("keys", [("m",), ("enter", "m"), ("enter", "enter", "m"), ("enter", "c", "m")])
async def test_m_shows_it_from_list_reader_tellings_and_compare(keys: tuple[str, ...], tmp_path: Path) -> None:
    async with opened(*lighthouse.write(tmp_path), together=True) as pilot:
        await press(pilot, *keys)
        assert shows(pilot, MatrixScreen)
        assert "told by all" in screen_text(pilot).splitlines()[0]
        await press(pilot, "q")
        assert not shows(pilot, MatrixScreen)


async def test_a_single_article_has_none(tmp_path: Path) -> None:
    async with opened(lighthouse.write(tmp_path)[0]) as pilot:
        await press(pilot, "m")
        assert "no other source" in screen_text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_head_leaves_out_no_count(size: tuple[int, int]) -> None:
    async with opened(size=size) as pilot:
        await press(pilot, "m")
        head = screen_text(pilot).splitlines()[0]
        assert [word in head for word in ("all", "some", "unsure", "no match", "differ")] == [True] * 5


async def test_the_lens_keys_choose_the_rows() -> None:
    async with matrix() as pilot:
        for key, told, count in (
            ("1", Told.SHARED, 4), ("1", Told.ALL, 4), ("1", Told.SOME, 0), ("3", Told.DIFFERS, 1),
            ("2", Told.QUOTES, 1), ("4", Told.ONE, 4), ("5", Told.NEW, 8), ("0", Told.EVERY, 8),
        ):  # fmt: skip
            await press(pilot, key)
            assert screen(pilot).told is told
            assert len(screen(pilot).view.rows) == count


async def test_a_cell_without_a_match_says_so_in_words() -> None:
    async with matrix() as pilot:
        await press(pilot, "4", "l")
        assert "B: no match found" in said(pilot)
        assert "only" not in screen_text(pilot)


async def test_n_and_p_walk_what_differs_or_has_no_match() -> None:
    async with matrix() as pilot:
        walked = []
        for _ in range(3):
            await press(pilot, "n")
            row = screen(pilot).view.row
            assert row is not None
            walked.append(row.differs or row.alone)
        assert walked == [True, True, True]
        await press(pilot, "G", "n")
        assert "no further row" in said(pilot)


async def test_enter_shows_the_tellings_and_c_compares() -> None:
    async with matrix() as pilot:
        await press(pilot, "3", "l", "enter")
        tellings: object = pilot.app.screen
        assert isinstance(tellings, TellingsScreen)
        assert "19 nautical" in tellings.reading.words((tellings.article.id, tellings.mark.number))
        await press(pilot, "q", "c")
        compare: object = pilot.app.screen
        assert isinstance(compare, CompareScreen)
        assert compare.view.paired is not None
        assert compare.view.paired.letters == ("A", "B")


async def test_y_copies_every_telling_with_its_citation() -> None:
    async with matrix() as pilot:
        await press(pilot, "3", "y")
        assert "22 nautical miles" in pilot.app.clipboard
        assert "19 nautical miles" in pilot.app.clipboard
        assert "beacon" in pilot.app.clipboard


async def test_it_opens_at_the_passage_with_what_stands_above_it_in_view(tmp_path: Path) -> None:
    async with reports(tmp_path) as pilot:
        await press(pilot, "1", "n", "n", "m")
        view = screen(pilot).view
        assert view.current > 0
        assert view.first_row == 0


async def test_sorting_keeps_the_passage_and_i_explains_it() -> None:
    async with matrix() as pilot:
        await press(pilot, "j", "j")
        row = screen(pilot).view.row
        await press(pilot, "S")
        assert screen(pilot).order is Order.TEXT
        assert screen(pilot).view.row is row
        await press(pilot, "i")
        assert "rare words in common" in screen_text(pilot)


async def test_columns_scroll_past_the_edge() -> None:
    reports = [article(f"Report {n}", f"{lighthouse.ALMANAC}\n\nReporter {n} stood there.") for n in range(30)]
    async with matrix((80, 24), reading=Reading(story(reports))) as pilot:
        view = screen(pilot).view
        assert "›" in screen_text(pilot).splitlines()[1]
        await press(pilot, *["l"] * 29)
        assert view.column == 29
        assert "AD" in screen_text(pilot).splitlines()[1]
        assert "‹" in screen_text(pilot).splitlines()[1]
        await press(pilot, "apostrophe", "a", "enter")
        assert view.column == 0


async def test_a_click_takes_row_and_column() -> None:
    async with matrix() as pilot:
        view = screen(pilot).view
        await pilot.click(view, offset=(view.columns.label + 5, 2))
        await settle(pilot)
        assert (view.current, view.column) == (2, 1)


@pytest.mark.parametrize("size", [*SIZES, (40, 10), (20, 5), (6, 3), (1, 1)])
async def test_no_size_and_no_key_breaks_it(size: tuple[int, int]) -> None:
    async with matrix(size) as pilot:
        await press(pilot, *"jkhlnpS1243", "space", "b", "G", "g")
        assert shows(pilot, MatrixScreen)


async def test_ascii_only_draws_its_signs_in_ascii() -> None:
    async with matrix((80, 24), ascii_only=True) as pilot:
        rows = [line[:76] for line in screen_text(pilot).splitlines()[1:10]]
        assert all(row.replace("…", "").isascii() for row in rows)
        assert any(" ! " in row for row in rows)


# ---------------------------------------------------------------- corrected by the reader


async def test_in_the_reader_minus_parts_and_u_takes_it_back(tmp_path: Path) -> None:
    async with reports(tmp_path) as pilot:
        await press(pilot, "1", "g", "j", "minus")
        assert mark(pilot, REWORDED).sources == ()
        assert "U takes it back" in screen_text(pilot)
        await press(pilot, "U")
        assert mark(pilot, REWORDED).letters == ("B",)


async def test_with_several_tellers_minus_asks_which(tmp_path: Path) -> None:
    async with reports(tmp_path) as pilot:
        await press(pilot, "3", "minus")
        assert shows(pilot, ChooseScreen)
        await press(pilot, "enter")
        assert shows(pilot, HomeScreen)
        assert len(mark(pilot, LAMP).tellers) == 2


async def test_plus_offers_the_nearest_sentence(tmp_path: Path) -> None:
    async with reports(tmp_path) as pilot:
        before = mark(pilot, COPIED).letters
        await press(pilot, "g", "plus")
        assert before == ("B", "C")
        assert "already" in screen_text(pilot)


async def test_in_the_tellings_a_version_is_parted_and_joined_again(tmp_path: Path) -> None:
    async with reports(tmp_path) as pilot:
        await press(pilot, "2", "enter", "j", "minus")
        assert mark(pilot, QUOTED).sources == ()
        assert "no match found" in screen_text(pilot)
        await press(pilot, "plus")
        assert mark(pilot, QUOTED).letters == ("B",)
        assert "by your hand" in screen_text(pilot)


async def test_in_compare_two_rows_become_one() -> None:
    reading = lighthouse.reading()
    app = NewsreaderApp([], shelf=Shelf.nowhere())
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.compare(reading, reading.articles[0].id, reading.articles[1].id)
        await settle(pilot)
        view = app.screen_stack[-1].query_one(CompareView)
        await press(pilot, "G", "plus")
        assert "held" in said(pilot)
        await press(pilot, "k", "plus")
        assert rows(view) == 7
        assert "5 of 6 sentences shared" in screen_text(pilot)
        await press(pilot, "U")
        assert rows(view) == 8
        await press(pilot, "g", "minus")
        assert rows(view) == 9


async def test_in_the_matrix_a_cell_is_parted_and_the_head_says_so() -> None:
    async with matrix() as pilot:
        await press(pilot, "2", "l", "minus")
        assert "1 mark changed by hand" in screen_text(pilot)
        row = screen(pilot).view.row
        assert row is not None
        assert row.sources == 1
        await press(pilot, "U")
        assert "by hand" not in screen_text(pilot).splitlines()[0]


async def test_minus_on_a_cell_denies_what_the_cell_shows_and_nothing_moves() -> None:
    async with matrix() as pilot:
        view = screen(pilot).view
        await press(pilot, "1", "j", "l")
        row, cell, at = view.row, view.cell, view.current
        assert row is not None
        assert cell is not None
        assert len(cell.sentences) == 1
        await press(pilot, "minus")
        assert screen(pilot).reading.by_hand == 1
        now: MatrixRow | None = view.row
        assert now is not None
        assert (now.spot, view.current, view.column) == (row.spot, at, 1), "also where the lens would drop the row"
        assert now.cells[1].sign == UNMATCHED
        await press(pilot, "U")
        assert screen(pilot).reading.by_hand == 0
        assert view.row == row


async def test_minus_asks_which_where_a_source_tells_it_in_several_sentences() -> None:
    told = "The lamp can be seen from 22 nautical miles out at sea."
    twice = f"{told} A gull sat on the quay all day.\n\n{told.replace('seen', 'made out')}"
    reports = [article("One", f"{told} Nobody had painted the old railings."), article("Two", twice)]
    async with matrix(reading=Reading(story(reports))) as pilot:
        view = screen(pilot).view
        await press(pilot, "l")
        assert view.cell is not None
        assert len(view.cell.sentences) == 2
        await press(pilot, "minus")
        assert shows(pilot, ChooseScreen)
        assert "not the same as “The lamp can be seen" in screen_text(pilot)
        await press(pilot, "enter")
        assert screen(pilot).reading.by_hand == 1


async def test_minus_on_the_rows_own_cell_says_what_to_do() -> None:
    async with matrix() as pilot:
        await press(pilot, "g", "minus")
        assert "- on the cell of another source" in said(pilot)
        assert screen(pilot).reading.by_hand == 0


async def test_before_the_story_is_matched_minus_says_so(tmp_path: Path) -> None:
    async with reports(tmp_path) as pilot:
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        home.view.show(home.view.article, None, home.view.lens)
        await press(pilot, "minus")
        assert "still being matched" in screen_text(pilot)


async def test_of_many_candidates_few_are_offered_and_the_others_are_one_key_away() -> None:
    told = "The lamp can be seen from 22 nautical miles out at sea."
    reports = [article(f"Report {n}", f"{told[:-1]}, says {n}.\n\nReporter {n} stood there.") for n in range(12)]
    async with matrix(reading=Reading(story(reports))) as pilot:
        row = screen(pilot).view.row
        assert row is not None
        judging.part(screen(pilot).reader, screen(pilot).reading, row.spot)
        await settle(pilot)
        assert screen_text(pilot).count(": The lamp can be seen") == judging.FEW
        await press(pilot, "G", "enter")
        assert screen_text(pilot).count(": The lamp can be seen") == 11
        await press(pilot, "enter")
        assert screen(pilot).reading.by_hand == 1


async def test_a_cell_that_differs_shows_its_value_where_it_fits() -> None:
    async with matrix((200, 40)) as pilot:
        assert "≠ 19" not in screen_text(pilot)
        await press(pilot, "3")
        rows = screen_text(pilot).splitlines()
        assert any("= 22" in row and "≠ 19" in row for row in rows)
        await press(pilot, "l")
        assert "B: differs (19)" in said(pilot)


async def test_the_reader_shows_what_was_corrected_elsewhere(tmp_path: Path) -> None:
    async with reports(tmp_path) as pilot:
        await press(pilot, "m", "2", "l", "minus", "q")
        assert shows(pilot, HomeScreen)
        assert mark(pilot, QUOTED).sources == ()


async def test_nothing_is_matched_anew(tmp_path: Path) -> None:
    async with reports(tmp_path) as pilot:
        home = pilot.app.screen_stack[0]
        assert isinstance(home, HomeScreen)
        before = home.view.reading
        assert before is not None
        await press(pilot, "1", "g", "j", "minus")
        after: Reading | None = home.view.reading
        assert after is not None
        assert after is not before
        assert after._found is before._found
