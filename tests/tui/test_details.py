"""Editing title, source, date and link."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from textual.events import Paste

from reader.library import Shelf
from reader.model import Details, Span, Wording
from reader.text import dates, plain
from reader.tui.screens.details import DetailsScreen
from tests.tui.asked import HOSTILE, SIZES, Asked, article, asked, harmless
from tests.tui.open import opened, press

if TYPE_CHECKING:
    from reader.tui.app import NewsreaderApp

PLAIN = replace(article("Ferry workers stop", source="Coast Post", day=3), link=plain.line("https://example.org/ferry"))
GUESSED = replace(PLAIN, title_inferred=True, published=dates.parse("~27 Mar 2025"))
UNDATED = replace(PLAIN, published=None, weekday=plain.line("Thursday"))


async def over(state: Asked, text: str) -> None:
    """Type over a whole line."""
    await state.press("ctrl+a", "ctrl+k")
    await state.type(text)


@pytest.mark.parametrize("size", SIZES)
async def test_only_what_was_changed_is_answered(size: tuple[int, int]) -> None:
    async with asked(DetailsScreen(PLAIN), size=size) as details:
        assert "Ferry workers stop" in details.shown
        await details.press("enter")
        await over(details, "Bay Herald")
        await details.press("enter", "enter", "enter")
        assert details.answers == [Details(source=plain.line("Bay Herald"))]


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_notes_tags_and_the_version_stand_below(size: tuple[int, int]) -> None:
    shelf = Shelf.nowhere()
    notes = [shelf.add_note(PLAIN.id, f"ask {number}", Span(0, 9), "The ferry crews") for number in range(8)]
    here = replace(PLAIN, wording=Wording(plain.line("feed's text"), count=3))
    async with asked(DetailsScreen(here, notes, ["sea"]), size=size) as details:
        assert "Shown: feed's text, one of 3 (V)" in details.shown
        assert "#sea" in details.shown
        assert "ask 0 · on “The ferry crews”" in details.shown
        assert "and 2 notes more" in details.shown
        await details.press(*["enter"] * 4)
        assert details.answers == [None]


async def test_tags_of_the_source_are_called_so() -> None:
    async with asked(DetailsScreen(PLAIN, (), ["sea"], ["wire", "News"])) as details:
        assert "Tags: #sea · of its source: #wire #News" in details.shown
    async with asked(DetailsScreen(PLAIN, (), (), ["wire"])) as details:
        assert "Tags: of its source: #wire" in details.shown


async def test_going_through_changes_nothing() -> None:
    async with asked(DetailsScreen(GUESSED)) as details:
        await details.press(*["enter"] * 4)
        assert details.answers == [None]


async def test_escape_leaves_without_change() -> None:
    async with asked(DetailsScreen(PLAIN)) as details:
        await over(details, "Another title q")
        await details.press("escape")
        assert details.answers == [None]


async def test_an_emptied_line_says_that_there_is_none() -> None:
    async with asked(DetailsScreen(PLAIN)) as details:
        await details.press("down", "down", "ctrl+a", "ctrl+k", "enter", "enter")
        assert details.answers == [Details(date=plain.line(""))]


async def test_a_date_that_cannot_be_read_is_said_at_once_and_not_taken() -> None:
    async with asked(DetailsScreen(PLAIN)) as details:
        await details.press("down", "down")
        await over(details, "some day soon")
        assert "no date can be read" in details.shown
        await details.press("enter", "enter", "enter")
        assert not details.answers
        await details.press("down", "enter")
        assert not details.answers
        await over(details, "March 27, 2025")
        assert "read as 27 Mar 2025" in details.shown
        await details.press("enter", "enter")
        assert details.answers == [Details(date=plain.line("March 27, 2025"))]


async def test_a_doubtful_date_is_said() -> None:
    async with asked(DetailsScreen(PLAIN)) as details:
        await details.press("down", "down")
        await over(details, "03-04-2025")
        assert "the other way round" in details.shown


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "no link"])
async def test_a_link_that_is_no_web_address_is_not_taken(link: str) -> None:
    async with asked(DetailsScreen(PLAIN)) as details:
        await details.press("down", "down", "down")
        await over(details, link)
        await details.press("enter")
        assert "not a web address" in details.shown
        assert not details.answers


async def test_an_odd_link_of_the_source_does_not_hinder() -> None:
    odd = replace(PLAIN, link=plain.line("about:blank"))
    async with asked(DetailsScreen(odd)) as details:
        await over(details, "New")
        await details.press(*["enter"] * 4)
        assert details.answers == [Details(title=plain.line("New"))]


async def test_what_is_inferred_or_missing_is_said() -> None:
    async with asked(DetailsScreen(GUESSED)) as details:
        assert "inferred from the text: title and date" in details.shown
        assert "~27 Mar 2025" in details.shown
    async with asked(DetailsScreen(UNDATED)) as details:
        await details.press("down", "down")
        assert "the text says Thursday" in details.shown


async def test_what_is_typed_is_not_called_inferred() -> None:
    async with asked(DetailsScreen(GUESSED)) as details:
        assert "~Title" in details.shown
        await over(details, "New")
        assert "~Title" not in details.shown
        assert "inferred from the text: date" in details.shown
        await details.press("down", "down", "ctrl+u")
        assert "~" not in details.shown
        await details.type("~27 Mar 2025")
        assert "inferred from the text: date" in details.shown


async def test_an_emptied_title_says_what_stands_for_it() -> None:
    async with asked(DetailsScreen(replace(PLAIN, name=plain.line("news/ferry.txt")))) as details:
        await details.press("ctrl+u")
        assert "it is called by its file: news/ferry.txt" in details.shown


async def test_the_last_line_says_that_enter_saves() -> None:
    async with asked(DetailsScreen(PLAIN)) as details:
        assert "next line" in details.shown
        await details.press("down", "down", "down")
        assert "⏎ save" in details.shown


async def test_a_paste_is_text_of_the_line() -> None:
    async with asked(DetailsScreen(PLAIN)) as details:
        await details.press("ctrl+a", "ctrl+k")
        details.app.post_message(Paste("Two\nlines \x1b[31m"))
        await details.press(*["enter"] * 4)
        assert details.answers == [Details(title=plain.line("Two lines [31m"))]


async def test_the_mouse_goes_to_a_line() -> None:
    async with asked(DetailsScreen(PLAIN)) as details:
        await details.pilot.click("#line-source")
        await over(details, "Other")
        await details.press("enter", "enter", "enter")
        assert details.answers == [Details(source=plain.line("Other"))]


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_details_are_only_words(words: str) -> None:
    bad = replace(
        article(words, source=words), name=plain.line(words), link=plain.line(words), weekday=plain.line(words)
    )
    async with asked(DetailsScreen(bad)) as details:
        assert harmless(details.shown)
        await details.press(*["enter"] * 4)
        assert details.answers == [None]


async def test_corrections_add_up_and_undo_takes_back_the_last() -> None:
    async with opened(size=(120, 40)) as pilot:
        app = cast("NewsreaderApp", pilot.app)
        await press(pilot, "E", *"First", "enter", "enter", "enter", "enter")
        await press(pilot, "E", "enter", *"Second", "enter", "enter", "enter")
        article = app.home.list.article
        assert article is not None
        assert (article.title, article.source) == ("First", "Second")
        await press(pilot, "U")
        article = app.home.list.article
        assert article is not None
        assert article.title == "First"
        assert article.source != "Second"
