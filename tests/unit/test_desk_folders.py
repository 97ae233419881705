"""Saved searches: what they may be, what they hide, and what a list shows by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.desk.listing.folders import counted, look, look_opened, mended, rename, save, summaries
from reader.desk.searching.library_index import LibraryIndex
from reader.desk.searching.memory import Index, known_of
from reader.desk.stories.catalogue import Catalogue
from reader.desk.stories.edition import Edition
from reader.desk.stories.views import Filter, View
from reader.library import LibraryError, Shelf
from reader.library.holdings.adding import Incoming
from reader.query import QueryError
from reader.text import plain
from tests.tui import kept

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library.library import Library


def seen(library: Library, narrowed: Filter | None = None) -> tuple[View, list[str]]:
    """Return what a list shows, and the titles of it."""
    catalogue = Catalogue(library.articles.entries())
    view = look(catalogue, LibraryIndex(library), library.shelf, narrowed)
    only = range(len(catalogue.entries)) if view.only is None else sorted(view.only)
    return view, [str(catalogue.entries[at].title) for at in only]


def test_what_a_rule_hides_is_known_with_the_rule_and_comes_back(tmp_path: Path) -> None:
    library = kept.library(tmp_path, kept.old(), kept.new())
    assert seen(library)[0] == View()
    assert save(library.shelf, "", "source:wire", hides=True) == "source:wire"
    save(library.shelf, "mills", "mill|ferry", hides=True)
    view, titles = seen(library)
    assert titles == [kept.NEW[0]]
    assert sorted(view.by.values()) == ["mills", "mills", "source:wire"] or len(view.by) == 3
    assert seen(library, Filter(""))[1] == ["Ferry stops in March", "No ferry for two weeks", kept.OLD[0]]
    narrowed, titles = seen(library, Filter("river|heating"))
    assert (titles, narrowed.behind) == ([kept.NEW[0]], 1)
    library.shelf.remove_search("mills")
    assert len(seen(library)[1]) == 3
    library.shelf.undo()
    assert len(seen(library)[1]) == 1
    library.close()


def test_a_rule_is_never_mended(tmp_path: Path) -> None:
    library = kept.library(tmp_path)
    save(library.shelf, "", "fery", hides=True)
    assert len(seen(library)[1]) == 2
    view, titles = seen(library, Filter("fery"))
    assert len(titles) == 2
    assert "showing ferry" in view.words[0]
    assert mended('fery "Fery" ferying', [("fery", "ferry")]) == 'ferry "ferry" ferying'
    library.close()


def test_a_text_that_also_comes_from_elsewhere_is_not_hidden_by_one_of_its_sources(tmp_path: Path) -> None:
    library = kept.library(tmp_path)
    other = kept.article("Ferry stops in March", f"{kept.FERRY[0]}\n\n{kept.MORE[0]}", "Copying Sheet", 30)
    feed = library.sources.add([kept.feed("http://one.example/feed")])[0]
    library.articles.add([Incoming(other, "again", feed.number)]).result()
    save(library.shelf, "", "source:harbour", hides=True)
    assert len(seen(library)[1]) == 2
    save(library.shelf, "", "source:copying", hides=True)
    assert seen(library)[1] == ["No ferry for two weeks"]
    library.close()


def test_folders_are_counted_without_what_is_hidden(tmp_path: Path) -> None:
    library = kept.library(tmp_path, kept.old())
    save(library.shelf, "Water", "ferry|river")
    save(library.shelf, "New", "is:unread")
    library.shelf.mark_all_read([kept.ferry(0).id])
    found = {one.name: (one.total, one.unread) for one in summaries(library)}
    assert found == {"New": (2, 2), "Water": (3, 2)}
    save(library.shelf, "Papers", "source:island", hides=True)
    found = {one.name: (one.total, one.unread) for one in summaries(library)}
    assert found == {"New": (1, 1), "Papers": (1, 0), "Water": (2, 1)}
    library.shelf.save_search("Water", "(")
    catalogue = Catalogue(library.articles.entries())
    assert "never closed" in counted(catalogue, LibraryIndex(library), library.shelf, {}, {})[2].error
    library.close()


def test_what_cannot_be_saved_is_said() -> None:
    shelf = Shelf.nowhere()
    with pytest.raises(QueryError):
        save(shelf, "x", "(")
    with pytest.raises(LibraryError, match="hide everything"):
        save(shelf, "", "sort:newest", hides=True)
    with pytest.raises(LibraryError, match="nothing to save"):
        save(shelf, "x", " ")
    with pytest.raises(LibraryError, match="needs a name"):
        save(shelf, "...", "ferry")
    save(shelf, "Boats", "ferry")
    with pytest.raises(QueryError, match="stands in itself"):
        save(shelf, "boats", "folder:Boats pier")
    assert save(shelf, 'a "b"', "pier") == "a 'b'"
    shelf.rename_search("Boats", "Ships")
    with pytest.raises(LibraryError, match="already"):
        shelf.rename_search("a 'b'", "Ships")
    with pytest.raises(LibraryError, match="no search is saved"):
        shelf.rename_search("Boats", "x")
    shelf.undo()
    assert list(shelf.searches()) == ["Boats", "a 'b'"]


def test_what_names_a_folder_names_it_still_when_it_is_renamed() -> None:
    shelf = Shelf.nowhere()
    save(shelf, "Boats", "ferry")
    save(shelf, "a", 'pier FOLDER:boats -(/folder:boats/|folder:"Boats") "folder:boats"')
    save(shelf, "b", "folder:a|folder:BOATS sort:title", hides=True)
    shelf.save_search("broken", "folder:boats (")
    shelf.rename_search("Boats", "Old ships")
    assert {name: search.query for name, search in shelf.searches().items()} == {
        "Old ships": "ferry",
        "a": 'pier FOLDER:"Old ships" -(/folder:boats/|folder:"Old ships") "folder:boats"',
        "b": 'folder:a|folder:"Old ships" sort:title',
        "broken": "folder:boats (",
    }
    assert shelf.searches()["b"].hides
    index = Index([kept.ferry(0), kept.old()])
    assert index.every("folder:b", known=known_of(shelf)) == [kept.ferry(0).id]
    shelf.undo()
    narrowed = rename(shelf, "Boats", "Ships", Filter("pier folder:boats"))
    assert narrowed == Filter('pier folder:"Ships"')
    shelf.undo()
    assert rename(shelf, "Boats", "Ships", Filter.of_folder("Boats")) == Filter.of_folder("Ships")
    shelf.undo()
    assert rename(shelf, "b", "c", Filter("", "b")) == Filter("", "c")
    shelf.undo()
    assert shelf.searches()["b"].query == "folder:a|folder:BOATS sort:title"
    with pytest.raises(LibraryError, match="already"):
        shelf.rename_search("Boats", "A")
    shelf.rename_search("Boats", "boats")
    save(shelf, "long", "folder:boats " + "x" * 980)
    with pytest.raises(LibraryError, match="the saved search long names it, and would be over 1000 characters"):
        shelf.rename_search("boats", "a much longer name")


def test_what_was_opened_is_narrowed_with_folders_as_well() -> None:
    shelf = Shelf.nowhere()
    save(shelf, "Boats", "ferry sort:title")
    index = Index([kept.ferry(0), kept.ferry(1), kept.old()])
    ids = [kept.ferry(0).id, kept.ferry(1).id]
    assert index.every("folder:boats", known=known_of(shelf)) == ids
    opened = Edition(plain.line("some"))
    assert look_opened(opened, index, shelf, None).ids is None
    assert look_opened(opened, index, shelf, Filter.of_folder("Boats")).ids == frozenset(ids)
    assert "never closed" in look_opened(opened, index, shelf, Filter("(")).words[0]
    assert len(index.every("")) == 3
