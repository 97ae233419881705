"""Search as you type."""

from __future__ import annotations

import pytest
from textual.events import Paste

from reader.commands import Place, commands_at, show_key
from reader.tui.screens.home import HomeScreen
from reader.tui.screens.search import SearchScreen
from tests.tui.asked import HOSTILE, SIZES, article, asked, edition, harmless, story
from tests.tui.open import opened, press

FERRY = article(
    "Ferry workers stop for a day",
    "The harbour was quiet. Crews of the ferry stayed ashore till dusk.",
    "Coast Post",
    3,
)
CREWS = article("Boats stay in port", "Nobody sailed. The crews want a new contract with the line.", "Bay Herald", 4)
MARKET = article("Prices fall at the fish market", "Herring was cheap on Monday. Cod was not.", "Market Letter", 5)
OPEN = edition(story([FERRY, CREWS]), story([MARKET]))


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_is_found_and_opened_at_its_place(size: tuple[int, int]) -> None:
    async with asked(SearchScreen(OPEN), size=size) as search:
        await search.type("crews")
        assert "2 of 3" in search.shown
        await search.type(" dusk")
        assert "1 of 3" in search.shown
        assert "Ferry" in search.shown
        await search.press("enter")
        [(found, offset)] = search.answers
        assert found == FERRY.id
        assert FERRY.text[offset:].lower().startswith(("crews", "dusk"))


async def test_a_row_has_letter_source_title_date_and_the_place() -> None:
    async with asked(SearchScreen(OPEN), size=(120, 40)) as search:
        await search.type("contract")
        [row] = [line for line in search.shown.splitlines() if "Bay Herald" in line]
        assert row.strip().startswith("B ")
        assert "Boats stay in port" in row
        assert "4 Mar 2025" in row
        assert "a new contract with" in row


async def test_the_match_stands_out_also_where_room_is_short() -> None:
    for width in (60, 80, 200):
        async with asked(SearchScreen(OPEN), size=(width, 24)) as search:
            await search.type("contract")
            assert any("contract" in row and "Bay Herald" in row for row in search.shown.splitlines())


async def test_the_cursor_moves_while_the_line_is_typed_in() -> None:
    async with asked(SearchScreen(OPEN)) as search:
        await search.type("the")
        await search.press("down", "pageup", "ctrl+f", "pagedown", "enter")
        assert len(search.answers) == 1
        assert search.answers[0][0] in {FERRY.id, CREWS.id, MARKET.id}


async def test_control_u_empties_the_line() -> None:
    async with asked(SearchScreen(OPEN)) as search:
        await search.type("herring")
        await search.press("left", "left", "ctrl+u")
        assert "What can be typed" in search.shown
        assert "herring" not in search.shown


async def test_enter_pressed_at_once_opens_what_was_typed() -> None:
    async with asked(SearchScreen(OPEN)) as search:
        for key in (*"herring", "enter"):
            await search.pilot.press(key)
        await search.press()
        assert search.answers == [(MARKET.id, 0)]


async def test_a_corrected_word_is_said() -> None:
    async with asked(SearchScreen(OPEN)) as search:
        await search.type("contarct")
        assert "nothing found with “contarct”, showing contract" in search.shown
        assert "Boats stay in port" in search.shown


async def test_no_hit_is_said_and_opens_nothing() -> None:
    async with asked(SearchScreen(OPEN)) as search:
        await search.type("zeppelin")
        assert "no article has “zeppelin”" in search.shown
        await search.type(" cod")
        assert "no article has “zeppelin”" in search.shown
        await search.press("ctrl+a", "ctrl+k")
        await search.type("herring contract")
        assert "no article has all of this" in search.shown
        await search.press("enter")
        assert not search.answers


async def test_an_error_points_at_its_character_and_leaves_the_hits() -> None:
    async with asked(SearchScreen(OPEN), size=(120, 24)) as search:
        await search.type("ferry")
        await search.type(' "')
        rows = search.shown.splitlines()
        assert rows[1].index("^") == rows[0].index('"')
        assert "never closed" in rows[1]
        assert "Ferry workers" in search.shown
        await search.press("backspace")
        await search.type("colour:x")
        assert "^ no field colour:" in search.shown
        await search.press("enter")
        assert not search.answers


@pytest.mark.parametrize("size", SIZES)
async def test_errors_show_at_every_size(size: tuple[int, int]) -> None:
    async with asked(SearchScreen(OPEN), size=size) as search:
        await search.type('ferry and then "never closed')
        assert "quotation" in search.shown


async def test_tab_completes_the_name_of_a_field() -> None:
    async with asked(SearchScreen(OPEN)) as search:
        await search.type("so")
        await search.press("tab")
        await search.type("coast")
        assert "source:coast" in search.shown
        assert "1 of 3" in search.shown


async def test_tab_goes_through_the_names_that_fit() -> None:
    async with asked(SearchScreen(OPEN)) as search:
        await search.type("-t")
        await search.press("tab")
        first = search.shown.splitlines()[0]
        await search.press("tab")
        second = search.shown.splitlines()[0]
        assert {"-title:" in first, "-text:" in first} == {True, False}
        assert first != second
        await search.type("x")
        await search.press("tab")
        assert "no field begins with x" in search.shown


async def test_escape_leaves_and_the_query_is_kept_for_the_next_time() -> None:
    async with asked(SearchScreen(OPEN)) as search:
        await search.type("herring q")
        await search.press("escape")
        assert search.answers == []
        assert not isinstance(search.app.screen, SearchScreen)
        search.app.push_screen(SearchScreen(OPEN), search.answers.append)
        await search.press()
        assert "herring q" in search.shown
        await search.type("cod")
        assert "herring q" not in search.shown
        assert "1 of 3" in search.shown


async def test_an_empty_line_shows_what_can_be_typed() -> None:
    async with asked(SearchScreen(OPEN)) as search:
        assert "title:bridge" in search.shown
        assert "3 articles" in search.shown
        await search.type("cod")
        assert "title:bridge" not in search.shown
        await search.press("backspace", "backspace", "backspace")
        assert "title:bridge" in search.shown


async def test_a_click_chooses_and_the_line_keeps_the_keys() -> None:
    async with asked(SearchScreen(OPEN)) as search:
        await search.type("crews")
        await search.pilot.click("HitList", offset=(10, 1))
        await search.press()
        second = [line for line in search.shown.splitlines() if " Coast Post" in line or " Bay Herald" in line][1]
        await search.press("enter")
        assert len(search.answers) == 1
        assert (search.answers[0][0] == FERRY.id) == ("Coast Post" in second)


async def test_a_paste_into_the_line_is_text() -> None:
    async with asked(SearchScreen(OPEN)) as search:
        search.app.post_message(Paste("fish\nmarket"))
        await search.press()
        assert isinstance(search.app.screen, SearchScreen)
        assert "1 of 3" in search.shown


async def test_other_keys_of_the_place() -> None:
    async with asked(SearchScreen(OPEN)) as search:
        await search.press("f1")
        assert "Help · search" in search.shown
        await search.press("q")
        assert isinstance(search.app.screen, SearchScreen)


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_titles_and_texts_are_only_words(words: str) -> None:
    bad = article(words, f"{words} zebra {words}", source=words)
    async with asked(SearchScreen(edition(story([bad])))) as search:
        await search.type("zebra")
        assert "1 of 1" in search.shown
        assert harmless(search.shown)
        await search.press("enter")
        assert search.answers[0][0] == bad.id


async def test_another_size_keeps_query_and_hits() -> None:
    async with asked(SearchScreen(OPEN)) as search:
        await search.type("crews")
        await search.pilot.resize_terminal(40, 10)
        await search.press()
        assert "crews" in search.shown
        assert "2 of 3" in search.shown


def test_no_key_of_the_place_types_a_character() -> None:
    for command in commands_at(Place.SEARCH):
        assert all(len(show_key(key)) > 1 or show_key(key) in "↑↓⏎" for key in command.keys), command.id


async def test_a_hit_is_read_at_its_passage() -> None:
    async with opened(size=(80, 24)) as pilot:
        await press(pilot, "slash", *"bridge", "enter")
        home = pilot.app.screen_stack[0]
        assert pilot.app.screen is home
        assert isinstance(home, HomeScreen)
        assert home.view.has_focus
        assert home.view.mark is not None
        assert home.view.article is not None
        assert "bridge" in home.view.article.text[slice(*home.view.mark.span)].casefold()
