"""Subscriptions: kept with what was said of them, removed without loss, and what their visits brought."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader import clean_text
from reader.library import LibraryError
from reader.library.doctor import examine
from reader.library.holdings.adding import Incoming
from reader.library.library import Library
from reader.library.sources import FEED, FOLDER, Source, Visit
from reader.text import plain

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Title: The pier\n\nThe pier stood until the storm of Monday took two of its piles.\n"
COAST = Source(
    FEED,
    "https://coast.example/feed",
    title=plain.line("Coast"),
    folder=(plain.line("News"), plain.line("North")),
    tags=(plain.line("harbour"),),
    attributes=((plain.line("category"), plain.line("x")),),
    hidden=True,
)
HILL = Source(FOLDER, "/papers/hill", whole=True)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def test_a_source_is_kept_with_all_that_was_said_of_it(library: Library, tmp_path: Path) -> None:
    assert library.sources.all() == []
    coast, hill = library.sources.add([COAST, HILL])
    assert (coast.number, hill.number) == (1, 2)
    library.close()
    assert Library(tmp_path).sources.all() == [coast, hill]
    assert replace(coast, number=0, added=0) == COAST


def test_an_address_is_subscribed_to_once(library: Library) -> None:
    (coast,) = library.sources.add([COAST])
    assert library.sources.add([replace(COAST, title=plain.line("Other"))]) == [coast]
    assert library.shelf.undo() == "Coast is not subscribed to any more"
    assert library.sources.all() == []
    assert library.shelf.undo() == ""


def test_removing_hides_articles_and_can_be_taken_back_later(library: Library, tmp_path: Path) -> None:
    (coast, hill) = library.sources.add([COAST, HILL])
    library.articles.add([Incoming(clean_text(TEXT), "1", feed=coast.number)]).result()
    library.sources.visited({coast.number: Visit().good(etag="x", taken=1)})
    library.sources.remove([coast.number])
    assert library.sources.all() == [hill]
    assert library.articles.entries() == []
    library.close()
    again = Library(tmp_path)
    assert again.shelf.undo() == "Coast is subscribed to again"
    again.shelf.flush()
    assert again.sources.all() == [coast, hill]
    assert [entry.feed for entry in again.articles.entries()] == [coast.number]
    assert again.sources.visits()[coast.number].etag == "x"
    assert again.sources.counts() == {coast.number: 1}


def test_what_was_removed_comes_back_under_its_number(library: Library) -> None:
    (coast,) = library.sources.add([COAST])
    library.sources.remove([coast.number])
    (back,) = library.sources.add([replace(COAST, title=plain.line("Again"))])
    assert (back.number, back.title) == (coast.number, "Again")


def test_a_purge_leaves_nothing_of_what_was_removed(library: Library, tmp_path: Path) -> None:
    coast, hill = library.sources.add([COAST, HILL])
    library.articles.add([Incoming(clean_text(TEXT), "1", feed=coast.number)]).result()
    library.sources.remove([coast.number])
    assert dict(examine(library.database).counts)["sources"] == 1
    library.shelf.purge()
    assert library.shelf.undo() == ""
    assert library.articles.count() == 0
    assert library.sources.all() == [hill]
    assert library.sources.add([COAST])[0].number == 3
    assert examine(library.database).faults == ()


def test_what_is_said_of_a_source_changes_and_changes_back(library: Library) -> None:
    (coast,) = library.sources.add([COAST])
    library.sources.change(replace(coast, title=plain.line("Shore"), tags=(), hidden=False))
    assert library.sources.all()[0].title == "Shore"
    assert library.shelf.undo() == "Shore is as before"
    library.shelf.flush()
    assert library.sources.all() == [coast]


def test_a_source_that_is_not_there_is_said(library: Library) -> None:
    with pytest.raises(LibraryError, match="no such source"):
        library.sources.remove([7])


def test_visits_say_what_holds_and_what_went_wrong(library: Library) -> None:
    (coast,) = library.sources.add([COAST])
    first = Visit().good(etag='"a"', modified="Monday", taken=20)
    second = first.bad("no answer\nfor \x1b[31m30 s", not_before=5).bad("refused")
    library.sources.visited({coast.number: second, 99: first})
    library.shelf.flush()
    assert library.sources.visits() == {coast.number: second}
    assert (second.etag, second.failures, second.taken, second.error) == ('"a"', 2, 20, "refused")
    assert examine(library.database).errors == ("Coast: refused",)
    assert second.good(taken=1).error == ""
    assert second.good(taken=1).taken == 21


# ---------------------------------------------------------------- how it is


def test_a_library_that_is_not_there_is_no_fault(library: Library) -> None:
    facts = examine(library.database)
    assert not facts.exists
    assert facts.faults == ()


def test_a_sound_library_is_counted(library: Library, tmp_path: Path) -> None:
    library.articles.add([Incoming(clean_text(TEXT), "1")]).result()
    library.shelf.mark_all_read([clean_text(TEXT).id])
    library.shelf.flush()
    facts = examine(library.database)
    assert facts.faults == ()
    assert dict(facts.counts)["articles"] == dict(facts.counts)["read"] == 1
    assert dict(facts.sizes)[plain.line("library.db")] > 0


def test_faults_are_told(library: Library, tmp_path: Path) -> None:
    import sqlite3

    library.articles.add([Incoming(clean_text(TEXT), "1")]).result()
    library.close()
    with sqlite3.connect(tmp_path / "library.db") as connection:
        connection.execute("DELETE FROM bodies")
        connection.execute("INSERT INTO members VALUES(7, 7, 0, 0)")
    connection.close()
    faults = examine(Library(tmp_path).database).faults
    assert any("texts are not there" in fault for fault in faults)
    assert any("members" in fault for fault in faults)
    (tmp_path / "library.db").write_bytes(b"damaged" * 1000)
    assert "is no library, or is damaged" in examine(Library(tmp_path).database).faults[0]
