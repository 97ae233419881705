"""Whole texts and versions on screen: fetched, said, turned, laid side by side; what was stated goes along."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from reader.desk.gathering.subscribing import Subscribing
from reader.desk.gathering.syncing import Sync
from reader.library.library import Library
from reader.model import Rule, Scope, Strictness
from reader.sources.asking import Policy
from reader.text import plain
from tests.tui.open import SIZES, press, reading, screen_text, settle, until
from tests.webserver import answer, item, rss, server

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from reader.tui.app import NewsreaderApp
    from tests.webserver import Server

POLICY = Policy(allow_private=True, patience=30)
CUT = "The harbour office will close the north pier for a month, it said on Monday. Read more…"
BODY = (
    "The harbour office will close the north pier for a month, it said on Monday.",
    "Divers found that eleven of its forty piles are rotten under the water line.",
    "Fishing boats may use the coal quay until the work is done, free of charge.",
)


def page(*paragraphs: str) -> bytes:
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    head = "<html><head><title>Pier closes</title></head><body><article><h1>Pier closes</h1>"
    return answer(f"{head}{body}</article></body></html>".encode(), "200 OK", "Content-Type: text/html")


def subscribed(folder: Path, web: Server, *paragraphs: str, name: str = "/feed") -> Library:
    """Return a library with a feed of one item that is cut, whose page has some paragraphs."""
    web.pages["/pier"] = page(*(paragraphs or BODY))
    web.pages["/feed"] = answer(rss(item("Pier closes", CUT, web("/pier"))))
    library = Library(folder)
    list(Subscribing(library, POLICY, strictness=Strictness.NORMAL).add([web(name)]))
    return library


def app(pilot: Pilot[None]) -> NewsreaderApp:
    return cast("NewsreaderApp", pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_the_whole_text_comes_with_one_key_and_goes_with_another(tmp_path: Path, size: tuple[int, int]) -> None:
    with server() as web:
        async with reading(subscribed(tmp_path, web), size) as pilot:
            await press(pilot, "enter")
            assert "feed's text (w)" in screen_text(pilot)
            await press(pilot, "R")
            text = screen_text(pilot)
            assert "whole text (w)" in text
            assert "eleven of its forty piles" in text
            assert "w turns back" in text
            await press(pilot, "w")
            assert "feed's text (w)" in screen_text(pilot)
            assert "eleven" not in screen_text(pilot)
            await press(pilot, "w")
            assert "eleven of its forty piles" in screen_text(pilot)
            assert sum(target == "/pier" for target, _ in web.asked) == 1


async def test_w_fetches_what_is_not_there_and_what_was_stated_goes_along(tmp_path: Path) -> None:
    with server() as web:
        async with reading(subscribed(tmp_path, web)) as pilot:
            await press(pilot, "s", "T", *"harbour", "enter", "enter", "a", *"ask whom", "enter")
            await press(pilot, "w")
            shown = app(pilot).home.view.article
            assert shown is not None
            assert shown.words > 30
            shelf = app(pilot).shelf
            assert shown.id in shelf.starred_ids
            assert shown.id in shelf.read_ids
            assert shelf.tags_of(shown.id) == ("harbour",)
            assert [note.text for note in shelf.notes(shown.id)] == ["ask whom"]
            assert "✎ ask whom" in screen_text(pilot)
            assert "★" in screen_text(pilot)
            assert "0 unread" in screen_text(pilot)
            await press(pilot, "w")
            assert "✎ ask whom" in screen_text(pilot)
            assert len(shelf.notes()) == 1


async def test_the_place_is_kept_by_the_words_at_it(tmp_path: Path) -> None:
    with server() as web:
        library = subscribed(tmp_path, web, "A foreword that the feed has not.", *BODY)
        async with reading(library) as pilot:
            await press(pilot, "enter", "R")
            view = app(pilot).home.view
            assert "A foreword" in screen_text(pilot)
            await press(pilot, "right_curly_bracket")
            assert view.article is not None
            here = view.article.source_text[view.at : view.at + 20]
            assert here.startswith("The harbour office")
            await press(pilot, "w")
            assert view.article.source_text[view.at : view.at + 20] == here


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answer(b"no", "404 Not Found"), "is not there (404); check the address"),
        (answer(b"%PDF-1.7", "200 OK", "Content-Type: application/pdf"), "no page that can be read (application/pdf)"),
        (page(), "holds no text"),
    ],
)
async def test_what_cannot_be_had_is_one_line_that_names_the_page(tmp_path: Path, given: bytes, said: str) -> None:
    with server() as web:
        library = subscribed(tmp_path, web)
        web.pages["/pier"] = given
        async with reading(library, (120, 40)) as pilot:
            await press(pilot, "enter", "R")
            last = screen_text(pilot).splitlines()[-2]
            assert "/pier: " in last
            assert said in last
            assert "feed's text" in screen_text(pilot)


async def test_a_page_with_less_than_the_feed_is_kept_beside_it(tmp_path: Path) -> None:
    with server() as web:
        library = subscribed(tmp_path, web, "Please log in to read on.")
        async with reading(library) as pilot:
            await press(pilot, "enter", "R")
            assert "the page gives" in screen_text(pilot)
            assert "feed's text (w)" in screen_text(pilot)
            await press(pilot, "w")
            assert "Please log in" in screen_text(pilot)


async def test_escape_stops_a_page_that_does_not_come(tmp_path: Path) -> None:
    with server() as web:
        library = subscribed(tmp_path, web)
        web.pages["/pier"] = web.hang
        async with reading(library) as pilot:
            await press(pilot, "enter")
            await pilot.press("R")
            await until(pilot, lambda: "Esc stops" in screen_text(pilot))
            await press(pilot, "escape")
            assert app(pilot).home.view.has_focus
            assert "stopped" in screen_text(pilot)
            await press(pilot, "escape")
            assert app(pilot).home.list.has_focus


async def test_an_article_without_a_link_says_what_to_do(tmp_path: Path) -> None:
    from tests.tui import kept

    async with reading(kept.library(tmp_path)) as pilot:
        await press(pilot, "enter", "R")
        assert "no link is known for this article; E adds one" in screen_text(pilot)
        await press(pilot, "V")
        assert "the only version" in screen_text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_page_that_changed_between_two_syncs_shows_what_was_reworded(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with server() as web:
        library = subscribed(tmp_path, web, name="/pier")
        web.pages["/pier"] = page(BODY[0], BODY[1].replace("eleven", "nineteen"), BODY[2])
        list(Sync(library, library.sources.all(), POLICY, forced=True))
        async with reading(library, size) as pilot:
            await press(pilot, "enter")
            assert "2 versions (V)" in screen_text(pilot)
            await press(pilot, "V")
            text = screen_text(pilot)
            assert text.count("page  ") == 2
            assert "shown" in text
            await press(pilot, "enter")
            text = screen_text(pilot)
            assert "[A] page " in text
            assert "B  page " in text
            assert "eleven" in text
            assert "nineteen" in text
            assert "free of charge" not in text  # folded: both have it
            assert "changed: 1 of 1" in text
            await press(pilot, "l", "enter")
            view = app(pilot).home.view
            assert view.has_focus
            assert view.mark is not None
            assert "nineteen" in view.article.text[slice(*view.mark.span)]  # type: ignore[union-attr]


async def test_two_versions_that_were_held_are_compared_and_an_earlier_one_is_shown(tmp_path: Path) -> None:
    with server() as web:
        library = subscribed(tmp_path, web)
        async with reading(library) as pilot:
            await press(pilot, "enter", "R", "V", "c", "j", "c")
            assert "[A] feed's text of" in screen_text(pilot)
            assert "whole text of" in screen_text(pilot)
            await press(pilot, "y", "q", "V", "j", "w")
            assert "feed's text (w)" in screen_text(pilot)
            (clip,) = app(pilot).shelf.clips()
            assert "whole text of" in clip.text


async def test_an_article_that_a_round_changes_while_it_is_read_follows(tmp_path: Path) -> None:
    with server() as web:
        library = subscribed(tmp_path, web, name="/pier")
        async with reading(library) as pilot:
            await press(pilot, "enter", "s")
            web.pages["/pier"] = page(BODY[0], BODY[1].replace("eleven", "nineteen"), BODY[2])
            await press(pilot, "R")
            await settle(pilot)
            assert "nineteen" in screen_text(pilot)
            assert "★" in screen_text(pilot)


async def test_what_becomes_the_text_of_another_source_is_found_there(tmp_path: Path) -> None:
    with server() as web:
        library = subscribed(tmp_path, web)
        list(Subscribing(library, POLICY, strictness=Strictness.NORMAL).add([web("/pier")]))
        async with reading(library) as pilot:
            assert "2 articles" in screen_text(pilot)
            await press(pilot, "enter")
            if "feed's text" not in screen_text(pilot):
                await press(pilot, "J")
            await press(pilot, "R")
            assert "1 article " in screen_text(pilot)
            assert "eleven of its forty piles" in screen_text(pilot)


async def test_copies_in_two_feeds_get_the_whole_text_together(tmp_path: Path) -> None:
    with server() as web:
        library = subscribed(tmp_path, web)
        web.pages["/other"] = answer(rss(item("Pier closes", CUT, web("/pier")), title="Other Paper"))
        list(Subscribing(library, POLICY, strictness=Strictness.NORMAL).add([web("/other")]))
        async with reading(library) as pilot:
            assert "1 article" in screen_text(pilot)
            assert "1 unread" in screen_text(pilot)
            await press(pilot, "enter", "a", *"ask whom", "enter", "R")
            assert "1 article" in screen_text(pilot)
            assert "0 unread" in screen_text(pilot)
            await press(pilot, "w")
            assert "1 article" in screen_text(pilot)
            assert screen_text(pilot).count("✎ ask whom") == 1
            assert len(app(pilot).shelf.notes()) == 1
            await press(pilot, "F")
            assert screen_text(pilot).count("0 of 1 ") == 2


async def test_cleaning_anew_after_a_rule_keeps_what_was_stated_and_the_place(tmp_path: Path) -> None:
    with server() as web:
        library = subscribed(tmp_path, web, *BODY, name="/pier")
        library.shelf.add_rule(Rule(plain.line("127.0.0.1"), False, Scope.START, plain.CleanText("divers found")))
        async with reading(library) as pilot:
            await press(pilot, "s", "enter", "a", *"ask whom", "enter", "G")
            view = app(pilot).home.view
            here = view.article.source_text[view.at :]  # type: ignore[union-attr]
            await press(pilot, "q", "colon", *"clean anew", "enter")
            assert "1 cleaned anew, 1 differs" in screen_text(pilot)
            await press(pilot, "enter")
            text = screen_text(pilot)
            assert "✎ ask whom" in text
            assert "★" in text
            assert "2 versions (V)" in text
            assert view.article.source_text[view.at :] == here  # type: ignore[union-attr]
            assert "Divers" not in view.article.text  # type: ignore[union-attr]
            await press(pilot, "V")
            assert "cleaned anew" in screen_text(pilot)
            await press(pilot, "enter")
            assert "Divers" in screen_text(pilot)
            assert "changed: 1 of 1" in screen_text(pilot)


async def test_a_quotation_that_stays_as_it_was_has_not_changed(tmp_path: Path) -> None:
    said = "“We have looked at every one of the old piles by now,” said the harbour master, Ada Stone."
    with server() as web:
        library = subscribed(tmp_path, web, BODY[0], BODY[1], said, name="/pier")
        web.pages["/pier"] = page(BODY[0], BODY[1].replace("eleven", "nineteen"), said)
        list(Sync(library, library.sources.all(), POLICY, forced=True))
        async with reading(library) as pilot:
            await press(pilot, "enter", "V", "enter")
            assert "1 of 3 rows changed" in screen_text(pilot)
            assert "every one of the old piles" not in screen_text(pilot)  # folded: both have it


async def test_a_whole_text_says_that_the_feed_has_told_something_else_since(tmp_path: Path) -> None:
    with server() as web:
        library = subscribed(tmp_path, web)
        async with reading(library) as pilot:
            await press(pilot, "enter", "R")
            assert "whole text (w)" in screen_text(pilot)
            changed = CUT.replace("a month", "two months")
            web.pages["/feed"] = answer(rss(item("Pier closes", changed, web("/pier"))))
            await press(pilot, "q", "R", "enter")
            assert "feed's is newer)" in screen_text(pilot)
            await press(pilot, "w")
            assert "two months" in screen_text(pilot)
            assert "feed's text (w)" in screen_text(pilot)
