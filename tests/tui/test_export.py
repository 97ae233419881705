"""The export dialog: what it writes, what it says, what it leaves alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reader.library import Shelf
from reader.tui.app import NewsreaderApp
from reader.tui.screens.export import ExportScreen
from tests.tui.asked import HOSTILE, SIZES, Asked, article, asked, harmless, story

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from reader.model import Article, Story

TEXT = "The harbour was quiet on Monday. Crews of the ferry stayed ashore until the evening came."
FERRY = article("Ferry workers stop", TEXT, "Coast Post", 3)
CREWS = article("Boats stay in port", f"{TEXT} Nobody else sailed.", "Bay Herald", 4)
BOTH = story([FERRY, CREWS])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def exporting(
    one: Article = FERRY, of: Story | None = BOTH, size: tuple[int, int] = (80, 24)
) -> AbstractAsyncContextManager[Asked]:
    app = NewsreaderApp([], shelf=Shelf.nowhere())
    app.paths = ["news/"]
    return asked(ExportScreen(one, of, app), size=size, app=app)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_writes_the_article_and_says_the_command(folder: Path, size: tuple[int, int]) -> None:
    async with exporting(size=size) as export:
        assert "Export" in export.shown
        await export.press("enter")
        [words] = export.answers
    [written] = folder.iterdir()
    assert written.name == "2025-03-03-ferry-workers-stop.A.txt"
    assert TEXT in " ".join(written.read_text().split())
    assert written.name in words
    assert f"newsreader export news/ --article {FERRY.id} --as txt" in words


async def test_the_format_is_chosen_by_key_and_the_name_follows(folder: Path) -> None:
    async with exporting() as export:
        await export.press("down", "right")
        assert "ferry-workers-stop.A.md" in export.shown
        await export.press("right", "right", "enter")
        assert len(export.answers) == 1
    [written] = folder.iterdir()
    assert written.suffix == ".json"
    json.loads(written.read_text())


async def test_reports_are_for_stories(folder: Path) -> None:
    async with exporting() as export:
        assert "report-" not in export.shown
        await export.press("right")
        assert "report-md" in export.shown
        await export.press("down", *["right"] * 5)
        assert "hidden passages" not in export.shown
        assert "excerpts only" in export.shown
        await export.press("enter")
        assert "--story" in export.answers[0]
    [written] = folder.iterdir()
    assert written.name.endswith("report.md")
    assert "Coast Post" in written.read_text()


async def test_a_report_can_do_without_the_whole_texts(folder: Path) -> None:
    async with exporting() as export:
        await export.press("right", "down", *["right"] * 6, "down", "space")
        await export.press("up", "left", *["left"] * 6)
        assert "[x] title" in export.shown
        await export.press(*["right"] * 6, "enter")
        assert "--excerpts" in export.answers[0]
    [written] = folder.iterdir()
    assert TEXT not in " ".join(written.read_text().split())


async def test_a_story_is_written_a_file_each(folder: Path) -> None:
    async with exporting() as export:
        await export.press("right")
        assert "2 files, the first is" in export.shown
        await export.press("enter")
        assert "and 1 more" in export.answers[0]
    assert len(list(folder.iterdir())) == 2


async def test_enter_before_the_proposal_is_there_writes_what_was_chosen(folder: Path) -> None:
    async with exporting() as export:
        await export.burst("right", "enter")
        assert "and 1 more" in export.answers[0]
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["2025-03-03-ferry-workers-stop.A.txt", "2025-03-04-boats-stay-in-port.B.txt"]


async def test_a_format_chosen_in_a_burst_gives_the_file_its_name(folder: Path) -> None:
    async with exporting() as export:
        await export.press("down")
        await export.burst("right", "right", "right", "enter")
        assert "--as json" in export.answers[0]
    assert [path.suffix for path in folder.iterdir()] == [".json"]


async def test_what_is_typed_in_a_burst_is_not_typed_over_by_a_proposal(folder: Path) -> None:
    async with exporting() as export:
        await export.press("down")
        await export.burst("right", "down", "down")
        await export.burst(*"mine", "enter")
    assert [path.name for path in folder.iterdir()] == ["mine"]


async def test_a_lone_article_offers_no_story(folder: Path) -> None:
    async with exporting(of=story([FERRY])) as export:
        assert "story" not in export.shown
        assert "marks" not in export.shown
        await export.press("enter")
    assert [path.name for path in folder.iterdir()] == ["2025-03-03-ferry-workers-stop.txt"]


async def test_what_goes_with_it(folder: Path) -> None:
    async with exporting() as export:
        await export.press("down", "down", "space", "enter")
        assert "--no-header" in export.answers[0]
    [written] = folder.iterdir()
    assert "Coast Post" not in written.read_text()


async def test_notes_go_along_where_that_is_wanted(folder: Path) -> None:
    app = NewsreaderApp([], shelf=Shelf.nowhere())
    app.shelf.add_note(FERRY.id, "ask the crew", None, "")
    async with asked(ExportScreen(FERRY, None, app), app=app) as export:
        assert "your notes" in export.shown
        await export.press("down", "down", "right", "right", "space", "enter")
        assert "--notes" in export.answers[0]
    [written] = folder.iterdir()
    assert "ask the crew" in written.read_text()


async def test_an_existing_file_is_announced_and_kept(folder: Path) -> None:
    (folder / "mine.txt").write_text("mine")
    async with exporting() as export:
        await export.press("down", "down", "down")
        await export.type("mine.txt")
        assert "the file exists: will write mine-2.txt" in export.shown
        await export.press("enter")
        assert "mine-2.txt" in export.answers[0]
    assert (folder / "mine.txt").read_text() == "mine"
    assert (folder / "mine-2.txt").exists()


async def test_what_was_typed_stays_when_the_format_changes() -> None:
    async with exporting() as export:
        await export.press("down", "down", "down")
        await export.type("mine.txt")
        await export.press("up", "up", "right")
        assert "mine.txt" in export.shown


async def test_an_error_is_one_line_in_the_dialog(folder: Path) -> None:
    async with exporting() as export:
        await export.press("down", "down", "down")
        await export.type("nowhere/mine.txt")
        assert "there is no folder" in export.shown
        await export.press("enter")
        assert not export.answers
        assert "cannot be written" in export.shown
        await export.press("escape")
        assert export.answers == [None]
    assert not list(folder.iterdir())


@pytest.mark.parametrize("target", ["~nobody-of-that-name/x.txt", "", "/", ".", ".."])
async def test_odd_targets_do_no_harm(target: str, folder: Path) -> None:
    async with exporting() as export:
        await export.press("down", "down", "down", "ctrl+a", "ctrl+k")
        await export.type(target)
        if target not in ("/", ".", ".."):
            await export.press("enter")
            assert not export.answers
        await export.press("escape")
        assert export.answers == [None]


async def test_y_copies_and_writes_nothing(folder: Path) -> None:
    async with exporting() as export:
        await export.press("y")
        assert export.answers == [None]
        assert TEXT in " ".join(export.app.clipboard.split())
    assert not list(folder.iterdir())


async def test_y_in_the_target_is_a_letter(folder: Path) -> None:
    async with exporting() as export:
        await export.press("down", "down", "down")
        await export.type("y/")
        assert not export.answers
        assert "will make the folder" in export.shown
        await export.press("enter")
    assert [path.parent.name for path in folder.rglob("*.txt")] == ["y"]


async def test_the_mouse_sets_options() -> None:
    async with exporting() as export:
        await export.pilot.click("#as", offset=(7 + 9, 0))
        await export.press()
        assert "ferry-workers-stop.A.md" in export.shown


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_titles_make_harmless_names(words: str, folder: Path) -> None:
    bad = article(words, f"{words} and more", source=words)
    async with exporting(bad, story([bad, FERRY])) as export:
        assert harmless(export.shown)
        await export.press("enter")
        assert harmless(export.answers[0])
    [written] = folder.iterdir()
    assert written.name.isascii()
    assert written.name.isprintable()
