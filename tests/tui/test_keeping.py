"""What readers change lasts from one program to the next, and what cannot be kept is said and does not stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.desk.opening.inputs import sample_folder
from reader.library import Shelf
from reader.tui.app import NewsreaderApp
from tests.tui.open import press, screen_text, settle

if TYPE_CHECKING:
    from pathlib import Path


def program(folder: Path) -> NewsreaderApp:
    return NewsreaderApp([str(sample_folder())], shelf=Shelf(folder))


async def test_read_marks_are_there_when_the_readerstarts_again(tmp_path: Path) -> None:
    first = program(tmp_path)
    async with first.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "A")
    first.shelf.close()
    second = program(tmp_path)
    async with second.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert len(second.shelf.read_ids) == len(second.edition.articles)
        assert " 0 unread" in screen_text(pilot)


async def test_what_cannot_be_kept_is_said_and_taken_back_on_screen(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"something else of mine")
    reader = program(tmp_path)
    async with reader.run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "A")
        reader.shelf.database.flush()
        await settle(pilot)
        assert not reader.shelf.read_ids
        assert "is no library" in screen_text(pilot)
    assert (tmp_path / "library.db").read_bytes() == b"something else of mine"
