"""The shelf: what is stated is kept, can be taken back, and outlives programs, other programs and failed writes."""

from __future__ import annotations

import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import LibraryError, Shelf
from reader.library.file import opening
from reader.model import Article, Details, Span
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ID = "0123456789abcdef"
OTHER = "fedcba9876543210"


def line(text: str) -> plain.CleanText:
    return plain.line(text)


def article(title: str = "As read", path: str = "") -> Article:
    made = Article.from_fields(id=ID, title=title, text="Some words.", source="Paper", published=None)
    object.__setattr__(made, "path", path)
    return made


def after(shelf: Shelf, folder: Path) -> Shelf:
    """Return the shelf of the next program, once what this one keeps is on disk."""
    shelf.flush()
    return Shelf(folder)


def test_what_is_stated_is_there_for_the_next_program(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    stated = Details(title=line("Better"), date=line("27 March 2025"))
    shelf.edit(ID, stated)
    again = after(shelf, tmp_path)
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
    assert after(shelf, tmp_path).details(ID) is None


def test_an_empty_date_states_that_there_is_none() -> None:
    shelf = Shelf.nowhere()
    shelf.edit(ID, Details(date=line("2025-01-02")))
    shelf.edit(ID, Details(date=line("")))
    assert shelf.take(article()).published is None


def test_a_date_that_is_none_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    with pytest.raises(LibraryError, match="soon"):
        shelf.edit(ID, Details(date=line("soon")))
    assert shelf.details(ID) is None
    assert shelf.undo() == ""
    shelf.close()
    assert not list(tmp_path.iterdir())


def test_files_are_private(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "data" / "deep")
    shelf.edit(ID, Details(title=line("x")))
    shelf.flush()
    there = [tmp_path / "data", *(tmp_path / "data").rglob("*")]
    assert len(there) >= 3
    for path in there:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_rows_that_mean_nothing_are_passed_over_with_a_word(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.edit(ID, Details(title=line("x")))
    shelf.close()
    with sqlite3.connect(tmp_path / "library.db") as connection:
        connection.execute("INSERT INTO details VALUES('no id', 'a', 'b', 'c', 'd')")
        connection.execute("INSERT INTO details(id, title) VALUES(?, ?)", [OTHER, "a\x1b[31m\u202eb\nc"])
        connection.execute("INSERT INTO read VALUES(?, 'never')", [OTHER])
    connection.close()
    shelf = Shelf(tmp_path)
    assert shelf.details(ID) == Details(title=line("x"))
    assert shelf.details(OTHER) == Details(title=line("a[31mb c"))
    assert shelf.read_ids == frozenset()
    assert [words.split(": ")[1] for words in shelf.words] == [
        "1 rows of details mean nothing",
        "1 rows of read mean nothing",
    ]


def test_read_marks_last_and_are_taken_back_in_one_step(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.mark_all_read([ID])
    shelf.mark_all_read([ID, OTHER])
    assert after(shelf, tmp_path).read_ids == {ID, OTHER}
    assert shelf.undo() == "one article unread again"
    assert after(shelf, tmp_path).read_ids == {ID}
    shelf.mark_all_read([ID], False)
    assert after(shelf, tmp_path).read_ids == frozenset()


def test_marks_of_the_program_itself_are_not_in_the_way_of_undo() -> None:
    shelf = Shelf.nowhere()
    shelf.edit(ID, Details(title=line("x")))
    shelf.mark_all_read([OTHER], undoable=False)
    assert shelf.undo() == "title as before"
    assert shelf.is_read(OTHER)


def test_stars_tags_and_places_last(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.star([ID, OTHER])
    shelf.star([OTHER], False)
    shelf.tag([ID, OTHER], " #harbour ")
    shelf.tag([ID], "pier")
    shelf.keep_place(ID, 120)
    again = after(shelf, tmp_path)
    assert again.starred_ids == {ID}
    assert again.tags() == {"harbour": {ID, OTHER}, "pier": {ID}}
    assert again.tags_of(ID) == ("harbour", "pier")
    assert (again.place(ID), again.place(OTHER)) == (120, 0)
    assert [shelf.undo() for _ in range(4)] == [
        "one article without #pier again",
        "2 articles without #harbour again",
        "one article starred again",
        "2 articles without a star again",
    ]
    bare = after(shelf, tmp_path)
    assert not bare.tags()
    assert not bare.starred_ids


def test_notes_are_kept_on_articles_and_passages(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    passage = shelf.add_note(ID, "Compare\nwith the other one.", Span(5, 10), "words")
    whole = shelf.add_note(ID, "Ask again.")
    shelf.change_note(whole.key, "Asked.")
    again = after(shelf, tmp_path)
    assert [note.text for note in again.notes(ID)] == ["Asked.", "Compare\nwith the other one."]
    assert again.notes(ID)[1] == passage
    assert again.notes(OTHER) == ()
    with pytest.raises(LibraryError, match="without words"):
        shelf.add_note(ID, " \n")


def test_a_removed_note_comes_back_after_a_restart_as_well(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    note = shelf.add_note(ID, "Ask again.", Span(0, 4), "Some")
    shelf.remove_note(note.key)
    again = after(shelf, tmp_path)
    assert again.notes(ID) == ()
    assert again.undo() == "the note is back"
    assert again.undo() == ""
    again.flush()
    assert again.notes(ID) == (note,)
    assert after(again, tmp_path).notes(ID) == (note,)


def test_what_was_brought_back_is_not_brought_back_once_more(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.save_search("pier", "title:pier")
    shelf.remove_search("pier")
    assert shelf.undo() == "the folder pier is back"
    shelf.remove_search("pier")
    shelf.save_search("pier", "title:jetty", hides=True)
    again = after(shelf, tmp_path)
    assert again.searches()["pier"].query == "title:jetty"
    assert again.undo() == "the folder pier is back"
    again.flush()
    assert again.undo() == ""
    assert again.searches()["pier"].query == "title:pier"


def test_what_was_purged_does_not_come_back(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.remove_note(shelf.add_note(ID, "a secret of mine").key)
    shelf.purge()
    assert shelf.undo() == ""
    shelf.close()
    assert Shelf(tmp_path).undo() == ""
    assert b"a secret of mine" not in (tmp_path / "library.db").read_bytes()


def test_clips_are_kept_with_their_citation_newest_first(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = shelf.add_clip(ID, "Some words.", "Paper, As read")
    assert shelf.add_clip(ID, "Some words.", "Paper, As read") == first
    assert shelf.add_clip(ID, "", "") is None
    assert after(shelf, tmp_path).clips() == (first,)


def test_what_was_kept_of_a_file_is_found_by_its_path(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.take(article("Pier", path="/papers/coast/one.txt"))
    shelf.star([ID])
    again = after(shelf, tmp_path)
    name = again.name_of(ID)
    assert name is not None
    assert (name.title, name.source) == ("Pier", "Paper")
    assert again.ids_under("/papers") == again.ids_under("/papers/coast/one.txt") == {ID}
    assert again.ids_under("/paper") == frozenset()


def test_forgetting_removes_every_trace_and_can_be_taken_back(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.take(article())
    shelf.mark_all_read([ID, OTHER])
    shelf.star([ID])
    shelf.tag([ID], "pier")
    shelf.keep_place(ID, 5)
    shelf.edit(ID, Details(title=line("Better")))
    note = shelf.add_note(ID, "Ask again.")
    shelf.add_clip(ID, "Some words.", "Paper")
    shelf.forget([ID])
    again = after(shelf, tmp_path)
    assert again.read_ids == shelf.read_ids == {OTHER}
    traces = (again.starred_ids, again.tags(), again.place(ID), again.details(ID), again.notes(), again.clips())
    assert not any(traces)
    assert again.name_of(ID) is None
    assert again.undo() == "what was kept of one article is back"
    again.flush()
    assert again.read_ids == {ID, OTHER}
    assert again.notes(ID) == (note,)
    assert again.details(ID) == Details(title=line("Better"))


def test_two_programs_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    one, two = Shelf(tmp_path), Shelf(tmp_path)
    assert not one.read_ids
    assert not two.read_ids
    one.mark_all_read([ID])
    two.mark_all_read([OTHER])
    one.edit(ID, Details(title=line("one")))
    two.edit(OTHER, Details(title=line("two")))
    one.flush()
    third = after(two, tmp_path)
    assert third.read_ids == {ID, OTHER}
    assert third.details(ID) == Details(title=line("one"))
    assert third.details(OTHER) == Details(title=line("two"))
    one.reload()
    assert one.read_ids == {ID, OTHER}


def test_nowhere_keeps_nothing_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shelf = Shelf.nowhere()
    shelf.edit(ID, Details(title=line("x")))
    shelf.mark_all_read([ID])
    shelf.remove_note(shelf.add_note(ID, "x").key)
    shelf.forget([OTHER])
    shelf.flush()
    assert shelf.take(article()).title == "x"
    assert not list(tmp_path.iterdir())


def test_what_is_only_read_makes_no_file(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "data")
    assert not shelf.read_ids
    assert shelf.undo() == ""
    assert not shelf.notes()
    shelf.close()
    assert not list(tmp_path.iterdir())


def test_a_change_that_cannot_be_kept_is_said_and_does_not_hold(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    shelf = Shelf(blocked)
    told: list[str] = []
    shelf.told = lambda: told.append(shelf.words[-1])
    shelf.edit(ID, Details(title=line("x")))
    shelf.mark_all_read([ID])
    with pytest.raises(LibraryError) as caught:
        shelf.flush()
    assert "\n" not in str(caught.value)
    assert str(blocked) in str(caught.value)
    assert len(told) == 2
    assert shelf.details(ID) is None
    assert not shelf.read_ids
    shelf.flush()


def test_of_several_changes_that_fail_what_is_on_disk_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.05)
    shelf = Shelf(tmp_path)
    shelf.edit(ID, Details(title=line("kept")))
    shelf.close()
    other = sqlite3.connect(tmp_path / "library.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    shelf.edit(ID, Details(title=line("two")))
    shelf.edit(ID, Details(title=line("three")))
    shelf.star([ID])
    with pytest.raises(LibraryError, match="another program"):
        shelf.flush()
    assert shelf.details(ID) == Details(title=line("kept"))
    assert shelf.starred_ids == frozenset()
    other.execute("ROLLBACK")
    other.close()
    shelf.edit(ID, Details(title=line("four")))
    assert after(shelf, tmp_path).details(ID) == Details(title=line("four"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b"no library " * 100),
        lambda path: path.mkdir(),
        lambda path: path.symlink_to("/dev/null"),
    ],
    ids=["no library", "a folder", "a device"],
)
def test_a_library_that_is_none_is_left_as_it_is(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    path = tmp_path / "library.db"
    damage(path)
    before = path.read_bytes() if path.is_file() else b""
    shelf = Shelf(tmp_path)
    assert shelf.details(ID) is None
    assert not shelf.read_ids
    shelf.mark_all_read([ID])
    with pytest.raises(LibraryError, match=r"library\.db"):
        shelf.flush()
    assert shelf.read_ids == frozenset()
    assert [file.name for file in tmp_path.iterdir()] == ["library.db"]
    assert (path.read_bytes() if path.is_file() else b"") == before


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("read"), st.sampled_from([ID, OTHER]), st.booleans()),
        st.tuples(st.just("star"), st.sampled_from([ID, OTHER]), st.booleans()),
        st.tuples(st.just("tag"), st.sampled_from(["a", "b"]), st.booleans()),
        st.tuples(st.just("title"), st.sampled_from(["", "one", "two"]), st.booleans()),
        st.tuples(st.just("note"), st.text(max_size=20), st.booleans()),
    ),
    max_size=12,
)


@given(STEPS)
def test_undo_brings_back_what_was_step_by_step(steps: list[tuple[str, str, bool]]) -> None:
    shelf = Shelf.nowhere()
    states = [_state(shelf)]
    for what, value, on in steps:
        _do(shelf, what, value, on)
        if _state(shelf) != states[-1]:
            states.append(_state(shelf))
    while len(states) > 1:
        assert _state(shelf) == states.pop()
        assert shelf.undo()
    assert _state(shelf) == states[0]
    assert shelf.undo() == ""


def _do(shelf: Shelf, what: str, value: str, on: bool) -> None:
    if what == "read":
        shelf.mark_all_read([value], on)
    elif what == "star":
        shelf.star([value], on)
    elif what == "tag":
        shelf.tag([ID], value, on)
    elif what == "title":
        shelf.edit(ID, Details(title=line(value)) if on else Details())
    elif on and plain.clean(value).strip():
        shelf.add_note(ID, value)
    elif shelf.notes():
        shelf.remove_note(shelf.notes()[0].key)


def _state(shelf: Shelf) -> object:
    return shelf.read_ids, shelf.starred_ids, shelf.tags(), shelf.details(ID), sorted(shelf.notes(), key=str)


def test_what_is_taken_back_is_called_what_it_was(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.save_search("pier", "title:pier")
    shelf.save_search("pier", "title:jetty")
    shelf.save_search("noise", "lottery", hides=True)
    assert [shelf.undo() for _ in range(4)] == [
        "the rule noise is gone again",
        "the folder pier is as before",
        "the folder pier is gone again",
        "",
    ]
    assert shelf.searches() == {}
