"""Teaching what is hidden: walking the blocks, + and - on them, the list of rules, and taking it all back."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from reader.library import Shelf
from reader.model import Scope
from reader.tui.app import NewsreaderApp
from reader.tui.screens.rules import OfferScreen, RuleList, RulesScreen
from tests.tui.asked import HOSTILE, harmless
from tests.tui.open import SIZES, press, screen_text, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from reader.model import Article

HARBOUR = """Title: Harbour wall gives way
Source: Coast Paper

The harbour wall of Lindvik gave way on Sunday night after eleven hours of storm. Nobody was hurt, the port said.

Also read: Ferry crews call off their strike

Tide desk: the next high water is at noon and two metres above the mean.

Forty boats had been moved to the inner basin on Saturday, which the port now calls the best decision of the year.

The council meets on Tuesday to decide who pays for the repairs, which may take until spring.
"""
OWLS = """Title: Owls move into the tower
Source: Coast Paper

A pair of barn owls has moved into the bell tower of Lindvik, and the bells stay silent until the young have flown.

Also read: Old tram depot becomes a reading room

Tide desk: low water comes at seven in the evening, and the sandbank can be crossed on foot.

The parish found out when the sexton climbed up to oil the clockwork, and climbed down again rather faster.
"""


@asynccontextmanager
async def coast(
    tmp_path: Path, size: tuple[int, int] = (120, 40), *, ascii_only: bool = False
) -> AsyncIterator[Pilot[None]]:
    """Open two articles of one paper, with a shelf that lasts, and read the first."""
    folder = tmp_path / "papers"
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text(HARBOUR)
    (folder / "b.txt").write_text(OWLS)
    program = NewsreaderApp([str(folder)], shelf=Shelf(tmp_path / "kept"), ascii_only=ascii_only)
    async with program.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        yield pilot


def app(pilot: Pilot[None]) -> NewsreaderApp:
    assert isinstance(pilot.app, NewsreaderApp)
    return pilot.app


def read(pilot: Pilot[None]) -> Article:
    """Return the article that is read."""
    article = app(pilot).home.view.article
    assert article is not None
    return article


async def go_to(pilot: Pilot[None], words: str) -> None:
    """Walk the blocks, from the first one on, to the one that begins with some words."""
    view = app(pilot).home.view
    await press(pilot, "g")
    for _ in read(pilot).blocks:
        assert view.block is not None
        if read(pilot).shown(view.block).startswith(words):
            return
        await press(pilot, "right_curly_bracket")
    raise AssertionError(words)


def status(pilot: Pilot[None]) -> str:
    return screen_text(pilot).split("\n")[-2 if pilot.app.size.height >= 24 else -1]  # low ones have no row of keys


def keys(pilot: Pilot[None]) -> str:
    return screen_text(pilot).split("\n")[-1]


@pytest.mark.parametrize("size", SIZES)
async def test_blocks_are_walked_shown_and_hidden_alike_and_the_current_one_is_in_view(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with coast(tmp_path, size) as pilot:
        view = app(pilot).home.view
        await press(pilot, "v", "g")
        seen = [view.here]
        for _ in range(len(read(pilot).blocks) + 1):
            await press(pilot, "right_curly_bracket")
            seen.append(view.here)
            rows = [row for row, line in enumerate(view._lines) if line.block == view.here]
            assert view.first_row <= rows[0] <= view.last_row
        assert seen == [*range(len(read(pilot).blocks)), seen[-1], seen[-1]]
        for wanted in reversed(range(len(read(pilot).blocks) - 1)):
            await press(pilot, "left_curly_bracket")
            assert view.here == wanted


async def test_the_status_says_what_the_current_block_is_and_the_footer_what_can_be_done(tmp_path: Path) -> None:
    async with coast(tmp_path, (80, 24)) as pilot:
        assert "+ " not in keys(pilot)
        await press(pilot, "v")
        await go_to(pilot, "Also read")
        assert "hidden as also read" in status(pilot)
        assert "+ keeps such blocks" in status(pilot)
        assert "+ keep such" in keys(pilot)
        await go_to(pilot, "Tide desk")
        assert "kept" in status(pilot)
        assert "- hides such blocks" in status(pilot)
        assert "- hide such" in keys(pilot)
        await press(pilot, "v")
        assert "such" not in status(pilot) + keys(pilot)


async def test_enter_is_enough_to_keep_and_U_takes_exactly_that_back(tmp_path: Path) -> None:  # noqa: N802 - the key
    async with coast(tmp_path, (80, 18)) as pilot:
        view = app(pilot).home.view
        await press(pilot, "v")
        await go_to(pilot, "Also read")
        here, row = view.here, view.row_of(view._offset) - view.first_row
        before = read(pilot).text
        await press(pilot, "plus")
        shown = screen_text(pilot)
        assert "Keep in Coast Paper" in shown
        assert "keeps 1 block in 1 article" in shown
        assert "keeps 2 blocks in 2 articles" in shown
        await press(pilot, "enter")
        assert "Also read: Ferry crews" in read(pilot).text
        assert "keeps 1 block in 1 article; U takes it back" in status(pilot)
        assert (view.here, view.row_of(view._offset) - view.first_row) == (here, row)
        assert [rule.scope for rule in app(pilot).shelf.rules()] == [Scope.WORDS]
        await press(pilot, "U")
        assert read(pilot).text == before
        assert "the rule is taken back" in status(pilot)
        assert app(pilot).shelf.rules() == ()
        assert view.here == here


async def test_a_wider_rule_hides_such_blocks_in_all_articles_and_lasts(tmp_path: Path) -> None:
    async with coast(tmp_path) as pilot:
        await press(pilot, "v")
        await go_to(pilot, "Tide desk")
        await press(pilot, "minus", "down", "enter")
        assert "hides 2 blocks in 2 articles" in status(pilot)
        assert not any("Tide desk" in article.text for article in app(pilot).edition.articles)
        await go_to(pilot, "Tide desk")
        assert "hidden by your rule" in status(pilot)
    async with coast(tmp_path) as pilot:
        assert not any("Tide desk" in article.text for article in app(pilot).edition.articles)
        await press(pilot, "U")
        assert "nothing to take back" in status(pilot)


async def test_escape_leaves_all_as_it_is(tmp_path: Path) -> None:
    async with coast(tmp_path) as pilot:
        await press(pilot, "v")
        await go_to(pilot, "Also read")
        await press(pilot, "plus", "escape")
        assert app(pilot).shelf.rules() == ()
        assert "hidden as also read" in status(pilot)


async def test_keys_that_would_change_nothing_say_so(tmp_path: Path) -> None:
    async with coast(tmp_path) as pilot:
        await press(pilot, "plus")
        assert "nothing near this passage" in status(pilot)
        await press(pilot, "v")
        await go_to(pilot, "Also read")
        await press(pilot, "minus")
        assert "hidden already" in status(pilot)
        assert "tellings" not in screen_text(pilot).splitlines()[-1]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, OfferScreen), "Enter on a hidden block asks what to keep"
        await press(pilot, "escape")
        await go_to(pilot, "Tide desk")
        await press(pilot, "plus")
        assert "kept already" in status(pilot)
        await go_to(pilot, "Title:")
        await press(pilot, "plus")
        assert "neither kept nor hidden" in status(pilot)
        assert app(pilot).shelf.rules() == ()


async def test_why_tells_the_verdict_and_the_rules_and_leads_to_them(tmp_path: Path) -> None:
    async with coast(tmp_path) as pilot:
        await press(pilot, "v")
        await go_to(pilot, "Also read")
        await press(pilot, "i")
        shown = screen_text(pilot)
        assert "hidden as also read" in shown
        assert "+ keeps such blocks" in shown
        assert "none yet" in shown
        await press(pilot, "q", "plus", "enter", "i")
        shown = screen_text(pilot)
        assert "kept by your rule" in shown
        assert "decided by your rule: keep what says" in shown
        await press(pilot, "r")
        assert isinstance(app(pilot).screen, RulesScreen)


@pytest.mark.parametrize("key", ["x", "delete"])
async def test_the_list_of_rules_removes_one_and_takes_that_back(tmp_path: Path, key: str) -> None:
    async with coast(tmp_path, (80, 24)) as pilot:
        await press(pilot, "v")
        await go_to(pilot, "Tide desk")
        await press(pilot, "minus", "down", "enter")
        await go_to(pilot, "Also read")
        await press(pilot, "plus", "enter", "colon", *"rules", "enter")
        screen = app(pilot).screen
        assert isinstance(screen, RulesScreen)
        rows = screen.query_one(RuleList)
        assert [rule.keep for _, rule in rows.rows_of] == [True, False]
        await press(pilot, "j", "enter")
        assert "hides what" in screen_text(pilot)
        await press(pilot, "escape", key)
        assert [rule.keep for _, rule in rows.rows_of] == [True]
        assert "Tide desk" in read(pilot).text
        assert "removed; U takes it back" in screen_text(pilot)
        await press(pilot, "U")
        assert len(rows.rows_of) == 2
        await press(pilot, "q")
        assert "Tide desk" not in read(pilot).text
        assert "Ferry crews" in read(pilot).text


async def test_no_rules_yet_is_said(tmp_path: Path) -> None:
    async with coast(tmp_path) as pilot:
        await press(pilot, "q", "colon", *"rules", "enter")
        assert "no rules yet" in screen_text(pilot)
        await press(pilot, "x", "U")
        assert isinstance(app(pilot).screen, RulesScreen)


async def test_a_rule_that_another_program_took_away_is_not_removed_twice(tmp_path: Path) -> None:
    async with coast(tmp_path) as pilot:
        await press(pilot, "v")
        await go_to(pilot, "Also read")
        await press(pilot, "plus", "enter", "colon", *"rules", "enter")
        Shelf(tmp_path / "kept").remove_rule(1)
        await press(pilot, "x")
        assert "has changed meanwhile" in screen_text(pilot)


async def test_the_mouse_chooses_a_block_and_a_second_click_asks_what_to_keep(tmp_path: Path) -> None:
    async with coast(tmp_path) as pilot:
        view = app(pilot).home.view
        await press(pilot, "v")
        row = next(n for n, line in enumerate(view._lines) if line.text.startswith("Also read"))
        for offset in ((12, row - 1), (12, row)):
            await press(pilot, "g")
            await pilot.click(view, offset=offset)
            await settle(pilot)
            assert view.block is not None
            assert read(pilot).shown(view.block).startswith("Also read")
        await pilot.click(view, offset=(12, row), times=2)
        await settle(pilot)
        assert isinstance(app(pilot).screen, OfferScreen)


async def test_scrolling_takes_the_current_block_along(tmp_path: Path) -> None:
    async with coast(tmp_path, (80, 16)) as pilot:
        view = app(pilot).home.view
        await press(pilot, "v", "g")
        for key in ("j", "j", "j", "space", "space", "k", "b", "G", "j", "g", "k", "ctrl+d"):
            await press(pilot, key)
            rows = [row for row, line in enumerate(view._lines) if line.block == view.here]
            assert view.first_row <= rows[-1], key
            assert rows[0] <= view.last_row, key


async def test_signs_of_the_current_block_are_ascii_where_the_terminal_is(tmp_path: Path) -> None:
    async with coast(tmp_path, ascii_only=True) as pilot:
        await press(pilot, "v")
        await go_to(pilot, "Also read")
        row = next(line for line in screen_text(pilot).split("\n") if "Also read" in line)
        assert "| Also read" in row
        assert "▌" not in screen_text(pilot)


async def test_what_the_shelf_has_to_say_is_said_and_stays_in_the_list(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "rules.toml").write_text('[[rule]]\nsource = "x"\ndo = "perhaps"\n')
    async with coast(tmp_path, (160, 40)) as pilot:
        assert "rules.toml: rule 1: do must be" in screen_text(pilot)
        assert screen_text(pilot).count("rules.toml") == 1 + ("rules.toml" in status(pilot))
        assert "skipped" not in screen_text(pilot).split("\n")[0]


async def test_a_file_of_rules_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    async with coast(tmp_path) as pilot:
        await press(pilot, "v")
        await go_to(pilot, "Also read")
        (tmp_path / "kept" / "rules.toml").write_bytes(b"\xff\xfe")
        await press(pilot, "plus", "enter")
        assert "not UTF-8" in status(pilot)
        assert "Ferry crews" not in read(pilot).text


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_blocks_are_only_words(tmp_path: Path, words: str) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Title: A\nSource: {words}\n\n{HARBOUR}\nAlso read: {words}\n\n{words}\n")
    program = NewsreaderApp([str(folder)], shelf=Shelf.nowhere())
    async with program.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "enter", "v", "G", "plus", "enter", "left_curly_bracket", "plus")
        assert harmless(screen_text(pilot))
        await press(pilot, "enter", "i", "r")
        assert harmless(screen_text(pilot))
