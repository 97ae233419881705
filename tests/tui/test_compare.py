"""Compare: two articles side by side, walked, turned, folded, found in and taken from."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import MouseScrollDown

from reader.desk.telling.lens import Lens
from reader.desk.telling.reading import Reading
from reader.library import Shelf
from reader.model import Article
from reader.tui.app import NewsreaderApp
from reader.tui.beside import Wanted, lay_out
from reader.tui.pairing import Side, pair_up
from reader.tui.screens.compare import CompareScreen
from reader.tui.screens.home import HomeScreen
from tests.tui import lighthouse
from tests.tui.asked import HOSTILE, article, story
from tests.tui.open import SIZES, opened, press, screen_text, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from reader.tui.widgets.compareview import CompareView

COPIED, REWORDED, LAMP, LENS, QUOTED, RAILINGS, BAND, GARDEN = range(8)
"""The pairs of the first two reports in the order of A."""


def screen(pilot: Pilot[None]) -> CompareScreen:
    assert isinstance(pilot.app.screen, CompareScreen)
    return pilot.app.screen


def view(pilot: Pilot[None]) -> CompareView:
    return screen(pilot).view


def said(pilot: Pilot[None]) -> str:
    """The status row."""
    return screen_text(pilot).splitlines()[-2]


@asynccontextmanager
async def comparing(size: tuple[int, int] = (120, 40), *, ascii_only: bool = False) -> AsyncIterator[Pilot[None]]:
    """Compare A and B of a story to which c is related."""
    reading = lighthouse.reading()
    app = NewsreaderApp([], shelf=Shelf.nowhere(), ascii_only=ascii_only)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        app.compare(reading, reading.articles[0].id, reading.articles[1].id)
        await settle(pilot)
        yield pilot


@asynccontextmanager
async def comparing_files(folder: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """Compare the first two of three files, opened as one story."""
    async with opened(*lighthouse.write(folder), size=size, together=True) as pilot:
        await press(pilot, "enter", "c")
        yield pilot


async def test_every_sentence_of_both_articles_is_on_one_row_of_the_screen() -> None:
    async with comparing((160, 60)) as pilot:
        shown = " ".join(screen_text(pilot).split())
        left, right = screen(pilot).reading.articles[:2]
        for one in (left, right):
            for mark in screen(pilot).reading.marks(one.id):
                words = one.text[slice(*mark.span)].split()
                assert " ".join(words[:4]) in shown


async def test_what_tells_the_same_stands_on_the_same_row() -> None:
    async with comparing() as pilot:
        row = next(line for line in screen_text(pilot).splitlines() if "22 nautical" in line)
        assert "19 nautical" in row
        assert row.count("≠") == 2


async def test_the_head_names_both_sides_and_counts_what_they_share() -> None:
    async with comparing((140, 40)) as pilot:
        head = screen_text(pilot).splitlines()[0]
        assert "[A] almanac" in head
        assert "B  beacon" in head
        assert "4 of 6 sentences shared · 1 differs · 1 moved" in head


async def test_a_missing_side_says_no_match_found() -> None:
    async with comparing() as pilot:
        lines = screen_text(pilot).splitlines()
        assert any("+ Its lens was ground" in line and "· no match found in B" in line for line in lines)
        assert any("· no match found in A" in line and "+ Volunteers had painted" in line for line in lines)
        assert "only" not in screen_text(pilot)


async def test_the_status_row_says_in_words_what_the_current_row_is() -> None:
    async with comparing() as pilot:
        assert "same words" in said(pilot)
        view(pilot).go_to(LAMP)
        await settle(pilot)
        assert "differs: 22 in A, 19 in B · lightly edited" in said(pilot)
        view(pilot).go_to(LENS)
        await settle(pilot)
        assert "A: no match found in B" in said(pilot)
        view(pilot).go_to(QUOTED)
        await settle(pilot)
        assert "quoted" in said(pilot)


async def test_n_and_p_walk_the_rows_that_differ_or_have_no_match() -> None:
    async with comparing() as pilot:
        walked = []
        for _ in range(6):
            await press(pilot, "n")
            walked.append(view(pilot).current)
        assert walked == [LAMP, LENS, RAILINGS, BAND, GARDEN, GARDEN]
        assert "no further row" in said(pilot)
        await press(pilot, "p")
        assert view(pilot).current == BAND


@pytest.mark.parametrize(
    ("key", "lens", "bright"),
    [
        ("0", Lens.OFF, ()),
        ("1", Lens.SHARED, (COPIED, REWORDED, LAMP, QUOTED)),
        ("2", Lens.QUOTES, (QUOTED,)),
        ("3", Lens.DIFFERS, (LAMP,)),
        ("4", Lens.UNMATCHED, (LENS, RAILINGS, BAND, GARDEN)),
    ],
)
async def test_the_lenses_choose_which_rows_stand_out(key: str, lens: Lens, bright: tuple[int, ...]) -> None:
    async with comparing() as pilot:
        await press(pilot, key)
        assert view(pilot).lens is lens
        assert view(pilot).bright == bright
        assert not bright or view(pilot).current in bright


async def test_j_and_k_go_row_by_row_and_g_to_the_ends() -> None:
    async with comparing((80, 24)) as pilot:
        await press(pilot, "j", "j")
        assert view(pilot).current == 2
        await press(pilot, "k")
        assert view(pilot).current == 1
        await press(pilot, "G")
        assert view(pilot).current == GARDEN
        assert "garden stays closed" in screen_text(pilot)
        await press(pilot, "g")
        assert view(pilot).current == 0
        await press(pilot, "space")
        assert view(pilot).first_row > 0
        first, last = view(pilot)._layout.first[view(pilot).current], view(pilot)._layout.last[view(pilot).current]
        assert first <= view(pilot).last_row
        assert last >= view(pilot).first_row


async def test_the_next_block_is_the_next_paragraph() -> None:
    async with comparing() as pilot:
        await press(pilot, "right_curly_bracket")
        assert view(pilot).current == LAMP
        await press(pilot, "right_curly_bracket")
        assert view(pilot).current == QUOTED
        await press(pilot, "j", "left_curly_bracket")
        assert view(pilot).current == QUOTED


async def test_the_active_side_is_in_the_head_and_is_what_the_verbs_are_about() -> None:
    async with comparing() as pilot:
        await press(pilot, "l")
        assert "[B] beacon" in screen_text(pilot)
        subject = screen(pilot).subject()
        assert subject is not None
        assert subject.article.source == "beacon"
        assert subject.mark is not None
        await press(pilot, "left")
        assert "[A] almanac" in screen_text(pilot)


async def test_x_turns_to_the_order_of_the_other_side_and_keeps_the_row() -> None:
    async with comparing() as pilot:
        view(pilot).go_to(QUOTED)
        await press(pilot, "x")
        paired = view(pilot).paired
        assert paired is not None
        assert paired.lead is Side.RIGHT
        starts = [pair.sides[1].span.start for pair in paired.pairs if pair.sides[1] is not None]
        assert starts == sorted(starts)
        left = paired.pairs[view(pilot).current].sides[0]
        assert left is not None
        assert paired.articles[0].text[slice(*left.span)].startswith('"We never stopped')
        assert "[A] almanac" in screen_text(pilot)
        await press(pilot, "x")
        assert view(pilot).current == QUOTED


async def test_t_goes_to_where_the_other_side_tells_it() -> None:
    async with comparing() as pilot:
        view(pilot).go_to(LAMP)
        await press(pilot, "t")
        paired = view(pilot).paired
        assert paired is not None
        assert paired.lead is Side.RIGHT
        assert view(pilot).active is Side.RIGHT
        here = paired.pairs[view(pilot).current].sides[1]
        assert here is not None
        assert "19 nautical" in paired.articles[1].text[slice(*here.span)]
        await press(pilot, "t")
        assert view(pilot).current == LAMP
        assert view(pilot).active is Side.LEFT


async def test_t_on_a_row_in_place_says_so() -> None:
    async with comparing() as pilot:
        await press(pilot, "t")
        assert view(pilot).current == COPIED
        assert "stands here in both" in said(pilot)


async def test_a_moved_row_says_how_far() -> None:
    async with comparing() as pilot:
        assert "moved ↓2" in screen_text(pilot)


async def test_fold_puts_rows_of_the_same_words_on_one_line_that_is_still_walked() -> None:
    async with comparing() as pilot:
        await press(pilot, "equals_sign")
        shown = screen_text(pilot)
        assert "1 sentence the same" in shown
        assert "same words" in said(pilot)
        await press(pilot, "j")
        assert view(pilot).current == REWORDED
        await press(pilot, "k")
        assert view(pilot).current == COPIED
        await press(pilot, "equals_sign")
        assert "1 sentence the same" not in screen_text(pilot)


async def test_nothing_to_fold_is_said() -> None:
    async with comparing() as pilot:
        await press(pilot, "tab", "equals_sign")
        assert "nothing to fold" in said(pilot)


async def test_tab_puts_the_next_source_on_the_other_side_and_reaches_related_ones() -> None:
    async with comparing() as pilot:
        await press(pilot, "tab")
        assert "c  courier" in screen_text(pilot)
        await press(pilot, "shift+tab")
        assert "B  beacon" in screen_text(pilot)
        await press(pilot, "l", "tab")
        assert "c  courier" in screen_text(pilot)
        assert "[B] beacon" in screen_text(pilot)


async def test_a_letter_picks_the_source_of_the_other_side() -> None:
    async with comparing() as pilot:
        await press(pilot, "apostrophe", "c")
        assert "c  courier" in screen_text(pilot)
        await press(pilot, "apostrophe", "a")
        assert "A is on the active side" in said(pilot)


async def test_changing_the_other_side_keeps_the_place_in_the_active_one() -> None:
    async with comparing() as pilot:
        view(pilot).go_to(LAMP)
        await press(pilot, "tab")
        paired = view(pilot).paired
        assert paired is not None
        version = paired.pairs[view(pilot).current].sides[0]
        assert version is not None
        assert paired.articles[0].text[slice(*version.span)].startswith("The lamp can be seen")


async def test_what_is_told_beside_another_passage_is_not_called_unmatched() -> None:
    async with comparing() as pilot:
        await press(pilot, "tab", "l")
        paired = view(pilot).paired
        assert paired is not None
        beside = [number for number, pair in enumerate(paired.pairs) if pair.elsewhere >= 0]
        assert beside
        assert "told beside another passage" in screen_text(pilot)
        view(pilot).go_to(beside[0])
        await press(pilot, "t")
        assert view(pilot).current == paired.pairs[beside[0]].elsewhere


async def test_enter_reads_the_active_side_at_the_row(tmp_path: Path) -> None:
    async with comparing_files(tmp_path) as pilot:
        view(pilot).go_to(LAMP)
        await press(pilot, "l", "enter")
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        assert home.view.article is not None
        assert home.view.article.source == "beacon"
        assert home.view.mark is not None
        assert "19 nautical" in home.view.article.text[slice(*home.view.mark.span)]


async def test_y_copies_both_versions_with_their_citations() -> None:
    async with comparing() as pilot:
        view(pilot).go_to(LAMP)
        await press(pilot, "y")
        copied = pilot.app.clipboard
        assert "The lamp can be seen from 22 nautical miles." in copied
        assert "The lamp can be seen from 19 nautical miles." in copied
        assert "almanac" in copied
        assert "beacon" in copied


async def test_i_explains_the_row() -> None:
    async with comparing() as pilot:
        view(pilot).go_to(LAMP)
        await press(pilot, "i")
        assert "differs: 22 in A, 19 in B" in screen_text(pilot)


async def test_find_walks_both_texts_and_escape_ends_it_before_it_leaves() -> None:
    async with comparing() as pilot:
        await press(pilot, "slash", *"tower", "enter")
        assert [side for side, _ in view(pilot).hits] == [Side.LEFT, Side.RIGHT]
        assert view(pilot).current == QUOTED
        assert "hit 1 of 2" in said(pilot)
        await press(pilot, "n")
        assert view(pilot).active is Side.RIGHT
        await press(pilot, "n")
        assert "no further hit" in said(pilot)
        await press(pilot, "N")
        assert view(pilot).active is Side.LEFT
        await press(pilot, "escape")
        assert not view(pilot).hits
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_find_without_hits_says_so_and_escape_leaves_the_line() -> None:
    async with comparing() as pilot:
        await press(pilot, "slash", *"zeppelin", "enter")
        assert "not found here: zeppelin" in said(pilot)
        await press(pilot, "slash", "escape")
        assert view(pilot).has_focus


async def test_hidden_blocks_of_both_are_shown_in_place_with_their_reason(tmp_path: Path) -> None:
    paths = lighthouse.write(tmp_path)
    paths[1].write_text(lighthouse.BEACON.replace("\n\nThe lamp", "\n\nAdvertisement\n\nThe lamp"), encoding="utf-8")
    async with opened(*paths, size=(120, 40), together=True) as pilot:
        await press(pilot, "enter", "c")
        assert "Advertisement" not in screen_text(pilot)
        await press(pilot, "v")
        lines = screen_text(pilot).splitlines()
        row = next(n for n, line in enumerate(lines) if "Advertisement" in line)
        assert "- ad" in lines[row - 1]
        assert "│" in lines[row].split("Advertisement")[0]
        await press(pilot, "v")
        assert "Advertisement" not in screen_text(pilot)


async def test_whole_screen_hides_the_bars_and_brings_them_back() -> None:
    async with comparing() as pilot:
        before = view(pilot).size.height
        await press(pilot, "z")
        assert view(pilot).size.height == before + 2
        await press(pilot, "z")
        assert view(pilot).size.height == before


async def test_the_columns_get_narrower_and_wider_again() -> None:
    async with comparing() as pilot:
        before = view(pilot).columns
        await press(pilot, "less_than_sign")
        assert view(pilot).columns < before
        await press(pilot, "greater_than_sign")
        assert view(pilot).columns == before
        await press(pilot, "greater_than_sign")
        assert "as wide as the screen allows" in said(pilot)


async def test_under_a_hundred_columns_the_sides_are_stacked() -> None:
    async with comparing((80, 24)) as pilot:
        lines = screen_text(pilot).splitlines()
        left = next(n for n, line in enumerate(lines) if "22 nautical" in line)
        right = next(n for n, line in enumerate(lines) if "19 nautical" in line)
        assert lines[left].startswith("A ")
        assert lines[right].startswith("B ")
        assert left < right


async def test_resizing_keeps_the_current_row_in_view() -> None:
    async with comparing((80, 24)) as pilot:
        view(pilot).go_to(GARDEN)
        for size in ((120, 40), (40, 12), (200, 60), (100, 10), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert view(pilot).current == GARDEN
            first = view(pilot)._layout.first[GARDEN]
            assert view(pilot).first_row <= first <= view(pilot).last_row


@pytest.mark.parametrize("size", [*SIZES, (40, 10), (20, 5), (6, 3), (1, 1)])
async def test_no_size_and_no_key_breaks_it(size: tuple[int, int]) -> None:
    async with comparing(size) as pilot:
        keys = "j k n p space b G g 1 5 0 v = x t l h tab < > z z right_curly_bracket left_curly_bracket".split()
        await press(pilot, *keys)
        assert isinstance(pilot.app.screen, CompareScreen)


async def test_a_click_makes_a_row_current_and_its_side_active() -> None:
    async with comparing() as pilot:
        lines = screen_text(pilot).splitlines()
        y = next(n for n, line in enumerate(lines) if "19 nautical" in line)
        await pilot.click(offset=(lines[y].index("19 nautical"), y))
        await settle(pilot)
        assert view(pilot).current == LAMP
        assert view(pilot).active is Side.RIGHT


async def test_the_wheel_scrolls_and_the_current_row_stays_in_view() -> None:
    async with comparing((60, 12)) as pilot:
        view(pilot).post_message(_wheel(pilot))
        await settle(pilot)
        assert view(pilot).first_row > 0
        last = view(pilot)._layout.last[view(pilot).current]
        assert last >= view(pilot).first_row


def _wheel(pilot: Pilot[None]) -> MouseScrollDown:
    return MouseScrollDown(view(pilot), 5, 5, 0, 1, 0, False, False, False)


async def test_the_strip_at_the_edge_shows_where_both_tell_it() -> None:
    async with comparing((120, 16)) as pilot:
        strip = [line[-1] for line in screen_text(pilot).splitlines()[1:-2]]
        assert "█" in strip
        assert "▌" in strip
        assert "▐" in strip


async def test_ascii_only_draws_its_signs_in_ascii() -> None:
    async with comparing((120, 40), ascii_only=True) as pilot:
        lines = screen_text(pilot).splitlines()[:-2]
        assert all(line.isascii() for line in lines[view(pilot)._layout.first[0] + 1 :])
        assert any("!" in line and "22 nautical" in line for line in lines)


async def test_titles_that_are_code_are_shown_as_they_are() -> None:
    reading = Reading(story([article(HOSTILE[1], source=HOSTILE[0]), article(HOSTILE[3], source=HOSTILE[2])]))
    app = NewsreaderApp([], shelf=Shelf.nowhere())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        app.compare(reading, reading.articles[0].id, reading.articles[1].id)
        await settle(pilot)
        assert "[@click=app.quit]press me[/]" in screen_text(pilot)
        assert "x [/" in screen_text(pilot)
        assert "\x1b" not in screen_text(pilot)


async def test_an_article_without_text_can_be_compared() -> None:
    reading = Reading(story([article("Empty", ""), article("Full", lighthouse.ALMANAC)]))
    app = NewsreaderApp([], shelf=Shelf.nowhere())
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for one, other in ((0, 1), (0, 0)):
            app.compare(reading, reading.articles[one].id, reading.articles[other].id)
            await settle(pilot)
            await press(pilot, *"jknpxtvy=", "i", "q", "enter")


def test_pairs_hold_every_sentence_of_both_sides_once_in_either_order() -> None:
    reading = lighthouse.reading()
    ids = [one.id for one in reading.articles]
    for left in ids:
        for right in ids:
            if left == right:
                continue
            for lead in Side:
                paired = pair_up(reading, left, right, lead)
                for side, article_id in zip(Side, (left, right), strict=True):
                    versions = [pair.sides[side] for pair in paired.pairs]
                    numbers = sorted(n for version in versions if version is not None for n in version.sentences)
                    assert numbers == list(range(len(reading.marks(article_id))))
                    assert isinstance(paired.articles[side], Article)


@given(
    texts=st.tuples(st.text(max_size=300), st.text(max_size=300)),
    width=st.integers(1, 80),
    stacked=st.booleans(),
    show_hidden=st.booleans(),
    lead=st.sampled_from(Side),
)
def test_no_character_of_either_text_is_left_out(
    texts: tuple[str, str], width: int, stacked: bool, show_hidden: bool, lead: Side
) -> None:
    joined = f"{lighthouse.BEACON}\n\n- {texts[0]}\n- {texts[1]}"
    reading = Reading(story([article("One", f"{lighthouse.ALMANAC}\n\n{texts[0]}"), article("Two", joined)]))
    one, other = reading.articles
    paired = pair_up(reading, one.id, other.id, lead)
    layout = lay_out(paired, ("", ""), [""] * len(paired.pairs), Wanted((width, width), stacked, show_hidden))
    for side in Side:
        text = paired.articles[side].text
        shown = [cell for row in layout.rows if (cell := row.cells[side]) is not None and cell.start >= 0]
        assert all(text[cell.start : cell.end] == cell.text for cell in shown)
        told = "".join(cell.text for cell in sorted(shown, key=lambda cell: cell.start))
        assert "".join(told.split()) == "".join(text.split())


async def test_a_query_that_cannot_be_read_is_said_with_its_place() -> None:
    async with comparing() as pilot:
        await press(pilot, "slash", *'"never closed', "enter")
        assert "character" in said(pilot)
        assert not view(pilot).hits


async def test_reading_again_shows_both_as_they_are_now(tmp_path: Path) -> None:
    paths = lighthouse.write(tmp_path)
    async with opened(*paths, together=True) as pilot:
        await press(pilot, "enter", "c", "j", "j")
        before = screen(pilot).view.current
        paths[0].write_text(lighthouse.ALMANAC.replace("the button herself", "the button with both hands"))
        await press(pilot, "R")
        assert "with both hands" in screen(pilot).reading.article(screen(pilot).ids[0]).text
        assert "this is what both say now" in screen_text(pilot)
        await press(pilot, "x")
        assert "in the order of B" in screen_text(pilot)
        await press(pilot, "x")
        assert screen(pilot).view.current == before
        paths[0].unlink()
        await press(pilot, "R")
        assert "with both hands" in screen(pilot).reading.article(screen(pilot).ids[0]).text, "what was read stays"
