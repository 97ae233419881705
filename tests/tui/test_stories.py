"""Stories changed on screen: joined, taken out, split, kept together; over what was opened and over a library."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.desk.opening.inputs import sample_folder
from reader.desk.telling import apart
from reader.library import Shelf
from reader.library.holdings.readings import Settled
from reader.library.library import Library
from reader.tui.app import NewsreaderApp
from reader.tui.screens.choose import ChooseScreen
from tests.tui import kept
from tests.tui.open import SIZES, app_of, opened, press, reading, screen_text, settle, until

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from reader.model import Strictness


def stories(pilot: Pilot[None]) -> list[str]:
    """Return letter and file of the sources of each story of what was opened."""
    app = pilot.app
    assert isinstance(app, NewsreaderApp)
    found = []
    for story in app.edition.stories:
        letters = story.letters()
        found.append(" ".join(f"{letters[one.id]}:{Path(one.path).stem}" for one in story.articles))
    return found


async def test_over_files_a_source_is_taken_out_and_joined_again(tmp_path: Path) -> None:
    Library(tmp_path).stories.settle([])
    app = NewsreaderApp([str(sample_folder())], shelf=Shelf(tmp_path), label="sample edition")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        before = stories(pilot)
        assert len(before[0].split()) > 2
        app.home.list.choose_article(app.edition.stories[0].articles[1].id)
        await press(pilot, "minus")
        assert "B:" not in stories(pilot)[0]
        assert "C:" in stories(pilot)[0]
        await press(pilot, "U")
        assert stories(pilot) == before
        await press(pilot, "minus", "plus")
        assert isinstance(app.screen, ChooseScreen)
        await press(pilot, "escape")
        app.shelf.flush()
    again = NewsreaderApp([str(sample_folder())], shelf=Shelf(tmp_path), label="sample edition")
    async with again.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "B:" not in stories(pilot)[0]
        alone = [story.articles[0] for story in again.edition.stories if len(story.articles) == 1]
        out = next(one for one in alone if f"B:{Path(one.path).stem}" in before[0])
        again.home.list.choose_article(out.id)
        await press(pilot, "plus", "enter")
        assert sorted(stories(pilot)[0].split()) == sorted(before[0].split())
        assert "in this story by your hand: B" in again.edition.stories[0].why


async def test_over_files_sources_are_split_and_kept_together(tmp_path: Path) -> None:
    async with opened(size=(80, 24)) as pilot:
        before = stories(pilot)
        await press(pilot, "g", "colon", *"split", "enter")
        assert "Which articles" in screen_text(pilot)
        await press(pilot, "enter")
        assert "none is marked" in screen_text(pilot)
        await press(pilot, "b", "c", "enter")
        assert [len(some.split()) for some in stories(pilot)[:3]] == [len(before[0].split()) - 2, 3, 2]
        await press(pilot, "U")
        assert stories(pilot) == before
        await press(pilot, "g", "colon", *"pin", "enter")
        assert isinstance(pilot.app, NewsreaderApp)
        assert "in this story by your hand: B, C, D" in pilot.app.edition.stories[0].why


async def test_what_a_folder_gets_later_takes_no_letter_from_another(tmp_path: Path) -> None:
    Library(tmp_path / "data").stories.settle([])
    folder = tmp_path / "news"
    folder.mkdir()
    names = sorted(path for path in sample_folder().iterdir() if path.suffix == ".txt")
    for path in names[1:]:
        (folder / path.name).write_bytes(path.read_bytes())
    found = []
    for _ in range(2):
        app = NewsreaderApp([str(folder)], shelf=Shelf(tmp_path / "data"))
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(pilot)
            found.append(stories(pilot)[0].split())
            app.shelf.flush()
        (folder / names[0].name).write_bytes(names[0].read_bytes())
    left = [one for one in found[1] if one in found[0]]
    assert len(left) > 2  # one of them tells something related now that there is more
    assert [one[:2] for one in found[1] if one not in found[0]] == ["E:"]


async def test_over_a_library_what_is_joined_and_taken_out_stays_so(tmp_path: Path) -> None:
    library = kept.library(tmp_path, kept.old(), kept.new())
    async with reading(library, (80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, NewsreaderApp)
        app.home.list.choose_article(kept.new().id)
        await press(pilot, "plus")
        assert "Which story does this belong to" in screen_text(pilot)
        await press(pilot, "slash", *"ferry", "enter")
        assert app.mates(kept.new().id) == [kept.ferry(0).id, kept.ferry(1).id, kept.new().id]
        library.stories.settle([[1, 2], [3], [4]])
        assert len(library.stories.members(1)) == 3
        await press(pilot, "i")
        assert "in this story by your hand: C" in screen_text(pilot)
        await press(pilot, "escape")
        app.home.list.choose_article(kept.ferry(0).id)
        await press(pilot, "minus")
        assert [member.letter for member in library.stories.members(1)] == [1, 2]
        await press(pilot, "U", "U")
        library.shelf.flush()
        await settle(pilot)
        assert "the stories are as before" in screen_text(pilot)
        assert [member.letter for member in library.stories.members(1)] == [0, 1]


async def test_what_is_related_lies_under_its_story_of_the_library(tmp_path: Path) -> None:
    library = kept.library(tmp_path, kept.old(), kept.new())
    library.stories.settle([[1, 2], [3], [4]], {3: 1})
    async with reading(library) as pilot:
        text = screen_text(pilot)
        assert "earlier" in text
        assert text.index("No ferry") < text.index("Old mill")
        assert "Earlier" not in text
        app = pilot.app
        assert isinstance(app, NewsreaderApp)
        app.home.list.choose_article(kept.old().id)
        await settle(pilot)
        row = app.home.list.row
        assert row is not None
        assert (row.letter, row.related is not None) == ("c", True)
        await press(pilot, "c")
        assert "Old mill" in screen_text(pilot)
        await press(pilot, "q", "i")
        text = screen_text(pilot)
        assert "related, earlier" in text
        assert "kept apart" in text
        await press(pilot, "escape", "minus")
        assert library.stories.every_beside() == {}
        assert "Earlier" in screen_text(pilot)


async def test_copies_are_folded_to_one_row_and_read_together(tmp_path: Path) -> None:
    first = kept.ferry(0)
    copy = kept.article("Ferry halts", f"{first.text}\n\nAll rights reserved.", "Reprint Daily", 30)
    library = kept.library(tmp_path, copy)
    library.readings.settle(Settled([[1, 2, 3]], {}, {}, (), (), {3: 1}))
    async with reading(library) as pilot:
        app = pilot.app
        assert isinstance(app, NewsreaderApp)
        assert "Reprint" not in screen_text(pilot)
        assert "+1" in screen_text(pilot)
        app.home.list.choose_article(first.id)
        await press(pilot, "l")
        assert "Reprint" in screen_text(pilot)
        await press(pilot, "enter")
        assert {first.id, copy.id} <= app.shelf.read_ids
        await press(pilot, "h", "j", "h")
        assert "Reprint" not in screen_text(pilot)
        assert app.home.list.article is not None
        assert app.home.list.article.id == first.id
        app.home.list.choose_article(copy.id)
        await settle(pilot)
        assert "Reprint" in screen_text(pilot)


async def test_copies_of_files_are_folded_as_well(tmp_path: Path) -> None:
    for number in (0, 1):
        (tmp_path / f"{number}.txt").write_text(f"{kept.ferry(number).title}\n\n{kept.ferry(number).text}\n")
    (tmp_path / "2.txt").write_text(f"Ferry halts\n\n{kept.ferry(0).text}\n\nThe office gave no date for the return.\n")
    async with opened(tmp_path) as pilot:
        app = pilot.app
        assert isinstance(app, NewsreaderApp)
        rows = [row for row in app.home.list.rows if row.article is not None]
        assert [(row.letter, row.copies) for row in rows] == [("A", 1), ("B", 0)]
        await press(pilot, "g", "j", "l")
        assert [row.letter for row in app.home.list.rows if row.copied] == ["C"]


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_new_since_a_source_was_read_is_said(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(kept.library(tmp_path), size) as pilot:
        app = pilot.app
        assert isinstance(app, NewsreaderApp)
        app.home.list.choose_article(kept.ferry(0).id)
        await settle(pilot)
        assert "new" not in screen_text(pilot).replace("newsreader", "").replace("News", "")
        await press(pilot, "enter", "h", "k")
        text = screen_text(pilot)
        (found,) = app.fresh.values()
        count = found.new[kept.ferry(1).id]
        assert count
        assert f"+{count} new" in text
        assert f"{count} new passage" in text
        await press(pilot, "j", "j", "r")
        assert "+1" not in screen_text(pilot)


# ---------------------------------------------------------------- grouping in a process of its own


async def test_grouping_of_much_makes_the_same_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as pilot:
        here = stories(pilot)
    monkeypatch.setattr(apart, "LARGE", 0)
    async with opened() as pilot:
        assert stories(pilot) == here
        assert not pilot.app.doing  # type: ignore[attr-defined]


async def test_escape_ends_grouping_and_the_articles_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LARGE", 0)
    monkeypatch.setattr(apart, "_gathered", waits)
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "grouping · Esc stops" in screen_text(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: "grouping was stopped" in screen_text(pilot))
        assert all(len(one.split()) == 1 for one in stories(pilot))
        assert len(stories(pilot)) == len(app.edition.articles) > 5
        monkeypatch.undo()
        await press(pilot, "R")
        assert len(stories(pilot)[0].split()) > 2
        assert "grouping was stopped" not in screen_text(pilot)


async def test_grouping_that_dies_is_a_line_and_stories_stay_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as pilot:
        before = stories(pilot)
        monkeypatch.setattr(apart, "LARGE", 0)
        monkeypatch.setattr(apart, "_gathered", dies)
        await press(pilot, "R")
        assert stories(pilot) == before
        assert "cannot be grouped" in screen_text(pilot)
        assert "R tries it again" in screen_text(pilot)
        await press(pilot, "j")
        assert "cannot be grouped" not in screen_text(pilot)


async def test_matching_of_a_large_story_marks_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as pilot:
        here = screen_text(pilot)
    monkeypatch.setattr(apart, "LARGE", 0)
    async with opened() as pilot:
        assert screen_text(pilot) == here


async def test_escape_ends_matching_and_reading_again_begins_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LARGE", 0)
    monkeypatch.setattr(apart, "_matched", waits)
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "matching · Esc stops" in screen_text(pilot))
        await until(pilot, lambda: "looking for what other sources share" in screen_text(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "matching was stopped" in screen_text(pilot))
        await press(pilot, "l", "j")
        assert "looking for what" not in screen_text(pilot)
        assert not app.shares
        monkeypatch.undo()
        await press(pilot, "R")
        assert app.shares


async def test_what_is_matched_while_all_is_read_again_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LARGE", 0)
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.doing.startswith("matching") or bool(app.shares))
        monkeypatch.setattr(apart, "_gathered", waits)
        await pilot.press("R")
        await until(pilot, lambda: "grouping · Esc stops" in screen_text(pilot) and bool(app.shares))
        await press(pilot, "escape")
        assert "looking for what" not in screen_text(pilot)
        assert app.shares


async def test_what_is_matched_and_not_waited_for_is_not_taken() -> None:
    async with opened() as pilot:
        app = pilot.app
        assert isinstance(app, NewsreaderApp)
        app.forget_readings()
        app.reading_of(app.edition.stories[0])
        app.forget_readings()  # as when a text has changed
        await settle(pilot)
        assert not app.shares


async def test_matching_that_dies_is_a_line_and_the_program_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LARGE", 0)
    monkeypatch.setattr(apart, "_matched", dies)
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "cannot be matched" in screen_text(pilot))
        assert "R tries it again" in screen_text(pilot)
        assert not app.doing
        await press(pilot, "l", "j")
        assert "cannot be matched" not in screen_text(pilot)


def waits(task: object, strictness: Strictness) -> bytes:
    signal.pause()
    return b""


def dies(task: object, strictness: Strictness) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""
