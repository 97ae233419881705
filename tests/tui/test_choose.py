"""Choosing a row, and a source by its letter."""

from __future__ import annotations

import pytest

from reader.tui.screens.choose import HINTS, ChooseScreen, LetterScreen, hints, lettered
from tests.tui.asked import HOSTILE, SIZES, article, asked, harmless, story

ROWS = ["first  https://example.org/1", "second  https://example.org/2", "third  https://example.org/3"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_hint_letter_chooses_at_every_size(size: tuple[int, int]) -> None:
    async with asked(ChooseScreen("Links", ROWS), size=size) as choose:
        assert "first" in choose.shown
        await choose.press(HINTS[1])
        assert choose.answers == [1]


async def test_moving_and_enter_choose() -> None:
    async with asked(ChooseScreen("Links", ROWS)) as choose:
        await choose.press("j", "down", "k", "enter")
        assert choose.answers == [1]


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_leaving_chooses_nothing(key: str) -> None:
    async with asked(ChooseScreen("Links", ROWS)) as choose:
        await choose.press(key)
        assert choose.answers == [None]


async def test_the_filter_narrows_and_answers_the_number_of_the_whole_list() -> None:
    async with asked(ChooseScreen("Links", ROWS)) as choose:
        await choose.press("slash")
        await choose.type("ird")
        assert "first" not in choose.shown
        await choose.press("enter")
        assert choose.answers == [2]


async def test_the_list_moves_while_the_filter_is_typed() -> None:
    async with asked(ChooseScreen("Links", ROWS)) as choose:
        await choose.press("slash")
        await choose.type("example")
        await choose.press("down", "enter")
        assert choose.answers == [1]


async def test_escape_ends_the_filter_first() -> None:
    async with asked(ChooseScreen("Links", ROWS)) as choose:
        await choose.press("slash", "z", "escape")
        assert "first" in choose.shown
        assert not choose.answers


async def test_an_empty_filter_result_chooses_nothing() -> None:
    async with asked(ChooseScreen("Links", ROWS)) as choose:
        await choose.press("slash", "z", "z", "enter")
        assert not choose.answers


async def test_many_rows_have_hints_of_two_letters() -> None:
    async with asked(ChooseScreen("Links", [f"row {n}" for n in range(60)])) as choose:
        wanted = hints(60)[40]
        assert len(wanted) == 2
        await choose.press(*wanted)
        assert choose.answers == [40]


@pytest.mark.parametrize("key", ["b", "B"])
async def test_the_letter_of_a_source_is_the_key_of_its_row(key: str) -> None:
    async with asked(ChooseScreen("Which", ["A  one", "B  two", "3 more"], ["A", "B", ""])) as choose:
        await choose.press(key)
        assert choose.answers == [1]


def test_a_second_row_of_a_source_and_the_letter_that_leaves_get_another_key() -> None:
    given = lettered(["C", "B", "B", "Q", "", "d"])
    assert (given[0], given[1], given[5]) == ("c", "b", "d")
    assert len(set(given)) == len(given)
    assert "q" not in given
    assert all(lettered(["A"] * 10))


def test_hints_are_different_and_move_nothing() -> None:
    for count in (0, 1, 21, 22, 441, 1000):
        given = hints(count)
        assert len(given) == count
        named = [hint for hint in given if hint]
        assert len(set(named)) == len(named)
        assert not set("".join(named)) & set("jkqgb")


async def test_a_click_moves_and_a_second_one_chooses() -> None:
    async with asked(ChooseScreen("Links", ROWS)) as choose:
        await choose.pilot.click("ChoiceList", offset=(3, 2))
        await choose.press()
        assert not choose.answers
        await choose.press("enter")
        assert choose.answers == [2]


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_rows_are_only_words(words: str) -> None:
    async with asked(ChooseScreen(words, [words])) as choose:
        assert harmless(choose.shown)
        await choose.press("a")
        assert choose.answers == [0]


SOURCES = [article(f"Title {number}", source=f"Paper {number}") for number in range(3)]
BESIDE = article("An older one", source="Old Paper")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("key", "number"), [("a", 0), ("B", 1), ("c", 2)])
async def test_the_next_letter_picks_the_source(key: str, number: int, size: tuple[int, int]) -> None:
    async with asked(LetterScreen(story(SOURCES)), size=size) as letters:
        await letters.press(key)
        assert letters.answers == [SOURCES[number].id]


@pytest.mark.parametrize("key", ["d", "D"])
async def test_a_related_article_is_picked_too(key: str) -> None:
    async with asked(LetterScreen(story(SOURCES, [BESIDE]))) as letters:
        assert "Old Paper" in letters.shown
        await letters.press(key)
        assert letters.answers == [BESIDE.id]


async def test_letters_that_move_elsewhere_are_names_here() -> None:
    many = [article(f"Title {number}") for number in range(20)]
    for number, key in ((9, "j"), (10, "k"), (16, "q"), (6, "g"), (1, "b")):
        async with asked(LetterScreen(story(many))) as letters:
            await letters.press(key)
            assert letters.answers == [many[number].id]


async def test_two_letters_where_one_does_not_do() -> None:
    many = [article(f"Title {number}") for number in range(30)]
    async with asked(LetterScreen(story(many))) as letters:
        await letters.press("a")
        assert not letters.answers
        await letters.press("c")
        assert letters.answers == [many[28].id]
    async with asked(LetterScreen(story(many))) as letters:
        await letters.press("a", "enter")
        assert letters.answers == [many[0].id]
    async with asked(LetterScreen(story(many))) as letters:
        await letters.press("f")
        assert letters.answers == [many[5].id]


async def test_a_letter_that_nobody_has_is_said() -> None:
    async with asked(LetterScreen(story(SOURCES))) as letters:
        await letters.press("x")
        assert "no source X" in letters.shown
        assert not letters.answers
        await letters.press("a")
        assert letters.answers == [SOURCES[0].id]


async def test_escape_and_enter() -> None:
    async with asked(LetterScreen(story(SOURCES))) as letters:
        await letters.press("escape")
        assert letters.answers == [None]
    async with asked(LetterScreen(story(SOURCES))) as letters:
        await letters.press("down", "enter")
        assert letters.answers == [SOURCES[1].id]


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_titles_are_only_words(words: str) -> None:
    async with asked(LetterScreen(story([article(words, source=words), SOURCES[0]]))) as letters:
        assert harmless(letters.shown)
        await letters.press("a")
        assert len(letters.answers) == 1
