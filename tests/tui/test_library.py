"""The library as the daily reader: a list by days and stories, and texts that come when they are read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from reader.desk.stories.catalogue import Sort
from reader.library.holdings.adding import Incoming
from reader.library.library import Library
from reader.library.sources import FOLDER, Source
from reader.model import Details
from reader.text import plain
from reader.tui.widgets.rows import RowKind
from tests.tui import kept
from tests.tui.daily import opened_daily
from tests.tui.open import SIZES, press, reading, screen_text, settle

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from reader.tui.app import NewsreaderApp


def app(pilot: Pilot[None]) -> NewsreaderApp:
    return cast("NewsreaderApp", pilot.app)


def shown(pilot: Pilot[None]) -> list[str]:
    """Return the rows of the list in words."""
    rows = app(pilot).home.list.rows
    return [
        row.text or (row.article.title if row.article else f"story {row.story and row.story.title}") for row in rows
    ]


@pytest.mark.parametrize("size", SIZES)
async def test_the_library_opens_with_its_newest_story_and_the_days(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(kept.library(tmp_path, kept.old(), kept.new()), size) as pilot:
        rows = shown(pilot)
        assert rows[:3] == ["Today", kept.NEW[0], "story Ferry stops in March"]
        assert rows[-2:] == ["Earlier", kept.OLD[0]]
        text = screen_text(pilot)
        assert "1 story" in text
        assert "4 unread" in text
        assert kept.NEW[1][:30] in text


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
async def test_the_list_of_a_library_is_as_high_as_a_wide_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(kept.library(tmp_path), size) as pilot:
        assert app(pilot).home.list.has_focus
        assert app(pilot).home.list.size.height == app(pilot).home.view.size.height == size[1] - 3


@pytest.mark.parametrize("width", [48, 64, 80, 100, 140])
async def test_figures_of_a_row_say_what_they_count_and_leave_the_title_room(tmp_path: Path, width: int) -> None:
    with opened_daily(tmp_path) as program:
        async with program.run_test(size=(120, 40)) as pilot:
            await settle(pilot)
            drawn = [program.home.list.draw_row(at, width).text for at in range(len(program.home.list.rows))]
    rows = [row for row in drawn if "Island Post" in row or "Harbour News" in row or "Coast Courier" in row]
    assert "+1 copy" in rows[0]
    assert not any(re.search(r"  \+?\d+%? ?$", row) for row in rows)
    assert all(title in " ".join(rows) for title in ("Island fer", "No ferry", "Ferries sl"))
    titles = [row.index(title) for row, title in zip(rows, ("Island fer", "No ferry", "Harbour du"), strict=False)]
    assert len(set(titles)) == 1, "titles stand one under the other"


async def test_the_first_row_says_what_the_list_is_narrowed_to(tmp_path: Path) -> None:
    with opened_daily(tmp_path) as program:
        async with program.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await press(pilot, "g", "enter", "G")
            assert "folder: Energy" in screen_text(pilot).splitlines()[0]
            await press(pilot, "escape")
            assert "unread" in screen_text(pilot).splitlines()[0]


async def test_a_story_of_the_library_is_read_with_its_marks_and_compared(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path)) as pilot:
        assert "also in B" in screen_text(pilot)
        await press(pilot, "enter", "tab")
        article = app(pilot).home.view.article
        assert article is not None
        assert article.source == "Island Post"
        await press(pilot, "c")
        assert "Harbour News" in screen_text(pilot)
        assert "Island Post" in screen_text(pilot)
        await press(pilot, "q", "m")
        assert "passages" in screen_text(pilot).lower()


async def test_letters_are_those_that_were_given(tmp_path: Path) -> None:
    library = kept.library(tmp_path, kept.new())
    library.stories.join([3], 1)
    library.stories.take_out([1])
    async with reading(library) as pilot:
        rows = [row for row in app(pilot).home.list.rows if row.kind is RowKind.ARTICLE and row.letter]
        assert [row.letter for row in rows] == ["B", "C"]
        story = app(pilot).edition.stories[0]
        assert sorted(story.letters().values()) == ["B", "C"]


async def test_enter_right_behind_a_move_reads_what_the_cursor_is_on(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path, kept.old())) as pilot:
        await pilot.press("G", "enter", "y")
        await press(pilot)
        view = app(pilot).home.view
        assert view.has_focus
        assert view.article is not None
        assert view.article.title == kept.OLD[0]


async def test_the_way_to_the_top_passes_the_heading_of_the_day(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path, kept.old(), kept.new())) as pilot:
        await press(pilot, "G", "g")
        assert app(pilot).home.list.cursor == 1
        await press(pilot, "k")
        assert app(pilot).home.list.cursor == 1


async def test_what_was_read_stays_where_it_is(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path, kept.old(), kept.new())) as pilot:
        before = shown(pilot)
        await press(pilot, "enter", "q")
        assert shown(pilot) == before
        assert "3 unread" in screen_text(pilot)
        await press(pilot, "A")
        assert "0 unread" in screen_text(pilot)
        await press(pilot, "U")
        assert "3 unread" in screen_text(pilot)


async def test_details_show_in_list_and_text_and_go_again(tmp_path: Path) -> None:
    library = kept.library(tmp_path, kept.old())
    (number,) = (entry.number for entry in library.articles.entries() if entry.title == kept.OLD[0])
    (article,) = library.load([number])
    library.shelf.edit(article.id, Details(title="Mill in new hands"))  # type: ignore[arg-type]
    async with reading(library) as pilot:
        assert shown(pilot)[-1] == "Mill in new hands"
        await press(pilot, "U")
        assert shown(pilot)[-1] == kept.OLD[0]


async def test_the_details_of_an_article_show_the_tags_of_its_source(tmp_path: Path) -> None:
    library = kept.library(tmp_path)
    (source,) = library.sources.add([replace(kept.feed("http://one.example/feed"), tags=(plain.line("coast"),))])
    library.articles.add([Incoming(kept.new(), "its item", source.number)]).result()
    async with reading(library) as pilot:
        await press(pilot, "E")
        assert "Tags: of its source: #coast" in screen_text(pilot)


async def test_what_was_taken_back_is_said_until_the_next_key(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path, kept.old())) as pilot:
        await press(pilot, "A", "U")
        assert "unread again" in screen_text(pilot)
        await press(pilot, "j")
        assert "unread again" not in screen_text(pilot)
        app(pilot).start_listing()
        await settle(pilot)
        assert "unread again" not in screen_text(pilot)


async def test_on_a_small_screen_the_list_has_the_most_of_it_until_something_is_read(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path, kept.old(), kept.new()), (80, 24)) as pilot:
        screen = app(pilot).home
        assert screen.list.size.height > 10
        await press(pilot, "enter")
        assert screen.view.size.height > screen.list.size.height
        await press(pilot, "q")
        assert screen.list.size.height > 10


async def test_a_single_article_is_said_to_be_alone_in_the_library(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path, kept.old())) as pilot:
        await press(pilot, "G", "enter")
        assert "nothing else in the library tells the same event" in screen_text(pilot)


async def test_the_same_text_of_two_sources_stands_in_the_list_once(tmp_path: Path) -> None:
    library = kept.library(tmp_path)
    feed = library.sources.add([kept.feed("http://one.example/feed")])[0]
    library.articles.add([Incoming(kept.ferry(0), "again", feed.number)]).result()
    async with reading(library) as pilot:
        assert shown(pilot).count("Ferry stops in March") == 1


async def test_orders_without_days(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path, kept.old(), kept.new())) as pilot:
        await press(pilot, "S")
        assert app(pilot).home.list.sort is Sort.UNREAD
        assert "Today" not in shown(pilot)
        assert shown(pilot)[0].startswith("story")
        await press(pilot, "S")
        assert shown(pilot)[0].startswith("story Ferry")
        assert shown(pilot)[-1] == kept.OLD[0]


async def test_a_library_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    library = kept.library(tmp_path)
    library.close()
    (tmp_path / "library.db").write_bytes(b"something else")
    async with reading(Library(tmp_path)) as pilot:
        assert "library.db" in screen_text(pilot)


async def test_a_file_that_was_pasted_is_taken_into_the_library(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path / "data")) as pilot:
        file = tmp_path / "pasted.txt"
        file.write_text("Title: Well dug anew\n\nThe well at the market was dug anew by hand, six metres deep.\n")
        app(pilot).pasted(file)
        await settle(pilot)
        assert "Well dug anew" in screen_text(pilot)


async def test_a_library_into_which_nothing_has_come_says_what_brings_it(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "ferry.txt").write_text("The ferry stops in March, the harbour says.", encoding="utf-8")
    library = Library(tmp_path / "kept")
    library.sources.add([Source(FOLDER, str(tmp_path / "papers"))])
    async with reading(library, (80, 24)) as pilot:
        assert "nothing has come yet: R asks your sources" in screen_text(pilot)
        await press(pilot, "R")
        assert "nothing has come yet" not in screen_text(pilot)
        assert "The ferry stops in March" in screen_text(pilot)


async def test_the_row_that_is_read_stays_in_view_where_the_list_gives_way_to_it(tmp_path: Path) -> None:
    async with reading(kept.library(tmp_path, kept.old(), kept.new()), (80, 18)) as pilot:
        await press(pilot, "G", "enter")
        home = app(pilot).home
        assert home.view.has_focus
        assert len(home.list.rows) > home.list.size.height
        assert home.list.first_row <= home.list.cursor <= home.list.last_row
