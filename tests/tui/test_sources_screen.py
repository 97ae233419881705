"""Subscriptions on screen: asking for what is new, and the sources with what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reader.library.library import Library
from tests.tui import kept
from tests.tui.open import press, reading, screen_text, until
from tests.webserver import answer, serving

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from reader.tui.app import NewsreaderApp

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Coast Wire</title><link>http://coast.example/</link>
<item><title>Lamp of the tower is lit again</title><guid>1</guid>
<description>The lamp of the old tower was lit again on Friday. Two winters it had been dark, since no one could find a
wick that was broad enough. A smith in the next valley made one out of glass.</description></item>
</channel></rss>"""


def app(pilot: Pilot[None]) -> NewsreaderApp:
    return cast("NewsreaderApp", pilot.app)


async def test_a_source_is_added_asked_and_removed_and_comes_back(tmp_path: Path) -> None:
    async with serving({"/feed": answer(FEED)}) as server, reading(kept.library(tmp_path)) as pilot:
        await press(pilot, "F", "plus", *server("/feed"), "enter")
        assert "Coast Wire" in screen_text(pilot)
        assert "1 of 1" in screen_text(pilot)
        await press(pilot, "q")
        assert "Lamp of the tower" in screen_text(pilot)
        await press(pilot, "F", "minus")
        assert "no sources yet" in screen_text(pilot) or "is removed" in screen_text(pilot)
        await press(pilot, "q")
        assert "Lamp of the tower" not in screen_text(pilot)
        await press(pilot, "U")
        assert "Lamp of the tower" in screen_text(pilot)


async def test_whole_text_is_switched_for_one_source(tmp_path: Path) -> None:
    library = kept.library(tmp_path)
    library.sources.add([kept.feed("http://one.example/feed")])
    async with reading(library) as pilot:
        await press(pilot, "F", "w")
        assert library.sources.all()[0].whole
        await press(pilot, "w")
        assert not library.sources.all()[0].whole


async def test_the_columns_stand_one_under_the_other_whatever_is_said_of_a_source(tmp_path: Path) -> None:
    library = kept.library(tmp_path)
    library.sources.add([kept.feed("http://localhost:1/feed"), kept.feed("http://localhost:2/feed")])
    async with reading(library) as pilot:
        await press(pilot, "F", "R")
        lines = [line for line in screen_text(pilot).splitlines() if " 0 of 0 " in line]
        assert len(lines) == 2
        assert len({line.index(" 0 of 0 ") for line in lines}) == 1
        await press(pilot, "i")
        assert " http://localhost:1/feed " in screen_text(pilot)


async def test_asking_brings_what_is_new_and_one_row_says_who_did_not_answer(tmp_path: Path) -> None:
    async with serving({"/feed": answer(FEED)}) as server:
        library = kept.library(tmp_path)
        library.sources.add([kept.feed(server("/feed")), kept.feed(server("/none"))])
        async with reading(library) as pilot:
            await press(pilot, "R")
            assert "Lamp of the tower" in screen_text(pilot)
            assert "1 of 2 sources" in screen_text(pilot)
            assert "1 new in 1 source; 1 failed" in screen_text(pilot)
            await press(pilot, "G", "enter")
            assert "404" in screen_text(pilot)
            assert "1 new in" not in screen_text(pilot)


async def test_a_server_that_says_nothing_delays_no_key_and_escape_stops(tmp_path: Path) -> None:
    async with serving({}) as server:
        server.pages["/slow"] = server.hang
        library = kept.library(tmp_path)
        library.sources.add([kept.feed(server("/slow"))])
        async with reading(library) as pilot:
            await pilot.press("R")
            await server.begun.wait()
            assert "syncing" in screen_text(pilot)
            await pilot.press("enter")
            assert app(pilot).home.view.has_focus
            await pilot.press("q", "escape")
            await until(pilot, lambda: not app(pilot).is_syncing)  # long before the server's own end
            assert not library.sources.visits()


async def test_an_empty_library_says_how_to_begin(tmp_path: Path) -> None:
    async with reading(Library(tmp_path)) as pilot:
        await press(pilot, "R")
        assert "F adds one" in screen_text(pilot)
        await press(pilot, "F")
        assert "+ adds one" in screen_text(pilot)
