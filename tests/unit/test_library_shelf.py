"""The shelf: what is stated is kept, can be taken back, and survives damage, other programs and missing folders."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import Shelf, ShelfError
from reader.model import Article, Details
from reader.text import plain

if TYPE_CHECKING:
    from pathlib import Path

ID = "0123456789abcdef"
OTHER = "fedcba9876543210"


def line(text: str) -> plain.CleanText:
    return plain.line(text)


def article(title: str = "As read") -> Article:
    return Article.from_fields(id=ID, title=title, text="Some words.", source="Paper", published=None)


def test_what_is_stated_is_there_for_the_next_program(tmp_path: Path) -> None:
    stated = Details(title=line("Better"), date=line("27 March 2025"))
    Shelf(tmp_path).edit(ID, stated)
    again = Shelf(tmp_path)
    assert again.details(ID) == stated
    revised = again.take(article())
    assert (revised.title, revised.source) == ("Better", "Paper")
    assert revised.published is not None
    assert revised.published.moment.date().isoformat() == "2025-03-27"


def test_undo_goes_back_step_by_step_and_says_what(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = shelf.take(article())
    shelf.edit(ID, Details(title=line("One")))
    shelf.edit(ID, Details(title=line("Two"), source=line("Herald")))
    assert shelf.undo() == "title and source as before"
    assert shelf.revised(first).title == "One"
    assert shelf.undo() == "title as before"
    assert shelf.revised(first).title == "As read"
    assert shelf.undo() == ""
    assert not list((tmp_path / "details").iterdir())


def test_an_empty_date_states_that_there_is_none(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.edit(ID, Details(date=line("2025-01-02")))
    shelf.edit(ID, Details(date=line("")))
    assert shelf.take(article()).published is None


def test_a_date_that_is_none_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    with pytest.raises(ShelfError, match="soon"):
        shelf.edit(ID, Details(date=line("soon")))
    assert shelf.details(ID) is None
    assert shelf.undo() == ""


def test_files_are_private(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "data")
    shelf.edit(ID, Details(title=line("x")))
    shelf.mark_read(ID)
    for path in [tmp_path / "data", *(tmp_path / "data").rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"title": 5}', b"\xff\xfe", b"[" * 50_000])
def test_a_damaged_file_is_set_aside_with_a_word(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "details" / f"{ID}.json"
    path.parent.mkdir()
    path.write_bytes(damage)
    shelf = Shelf(tmp_path)
    assert shelf.details(ID) is None
    assert "set aside as" in shelf.words[0]
    aside = path.with_name(f"{ID}.json.damaged-1")
    assert aside.read_bytes() == damage
    shelf.edit(ID, Details(title=line("new")))
    assert Shelf(tmp_path).details(ID) == Details(title=line("new"))


def test_two_damaged_files_are_both_kept(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        path = tmp_path / "details" / f"{ID}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        Shelf(tmp_path).details(ID)
    kept = {path.read_bytes() for path in (tmp_path / "details").glob("*.damaged-*")}
    assert kept == {b"one", b"two"}


def test_what_is_kept_passes_the_gate_again(tmp_path: Path) -> None:
    path = tmp_path / "details" / f"{ID}.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"title": "a\x1b[31m\u202eb\nc"}), encoding="utf-8")
    details = Shelf(tmp_path).details(ID)
    assert details == Details(title=line("a[31mb c"))


def test_read_marks_last_and_are_taken_back_in_one_step(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.mark_read(ID)
    shelf.mark_all_read([ID, OTHER])
    assert Shelf(tmp_path).read_ids == {ID, OTHER}
    assert shelf.undo() == "one article unread again"
    assert Shelf(tmp_path).read_ids == {ID}
    shelf.mark_read(ID, False)
    assert Shelf(tmp_path).read_ids == frozenset()


def test_marks_of_the_program_itself_are_not_in_the_way_of_undo(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.edit(ID, Details(title=line("x")))
    shelf.mark_read(OTHER, undoable=False)
    assert shelf.undo() == "title as before"
    assert shelf.is_read(OTHER)


def test_two_programs_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    one, two = Shelf(tmp_path), Shelf(tmp_path)
    assert not one.read_ids
    assert not two.read_ids
    one.mark_read(ID)
    two.mark_read(OTHER)
    one.edit(ID, Details(title=line("one")))
    two.edit(OTHER, Details(title=line("two")))
    third = Shelf(tmp_path)
    assert third.read_ids == {ID, OTHER}
    assert third.details(ID) == Details(title=line("one"))
    assert third.details(OTHER) == Details(title=line("two"))


def test_nowhere_keeps_nothing_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shelf = Shelf.nowhere()
    shelf.edit(ID, Details(title=line("x")))
    shelf.mark_read(ID)
    assert shelf.take(article()).title == "x"
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    shelf = Shelf(blocked)
    with pytest.raises(ShelfError) as caught:
        shelf.edit(ID, Details(title=line("x")))
    assert "\n" not in str(caught.value)
    assert shelf.details(ID) is None


def test_a_link_in_place_of_the_log_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("as it was")
    data = tmp_path / "data"
    data.mkdir()
    (data / "read.log").symlink_to(target)
    with pytest.raises(ShelfError):
        Shelf(data).mark_read(ID)
    assert target.read_text() == "as it was"


@given(st.binary(max_size=200))
def test_any_log_can_be_read(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("data")
    (folder / "read.log").write_bytes(content + f"\n+{ID}\n".encode())
    assert ID in Shelf(folder).read_ids
