"""Articles that are kept: found again with their versions and originals, indexed, forgotten, cleaned anew."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader import clean_text
from reader.library import LibraryError
from reader.library.holdings.adding import CHANGED, NEW, SAME, Incoming, digest
from reader.library.holdings.recleaning import reclean
from reader.library.library import Library
from reader.model import Article, Details, Document, Media
from reader.text import plain
from reader.text.tokens import folded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PIER = "Title: The pier\nDate: 2025-03-02 10:00\nSource: Coast Paper\n\nThe pier stood until Monday’s storm.\n"
JETTY = "Title: The jetty\n\nThe jetty of Brenn was closed by the council on Tuesday evening.\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def incoming(text: str, item: str = "", **more: object) -> Incoming:
    document = Document(plain.line(item or "a.txt"), Media.TEXT, text.encode())
    return Incoming(clean_text(text), item, original=document, **more)  # type: ignore[arg-type]


def add(library: Library, *wanted: Incoming) -> list[tuple[int, str]]:
    return [(added.number, added.what) for added in library.articles.add(wanted).result()]


def found(library: Library, words: str) -> list[int]:
    query = " ".join(f'"{word}"' for word in folded(words).split())
    return [row[0] for row in library.database.rows("SELECT rowid FROM words WHERE words MATCH ? ORDER BY 1", [query])]


def sound(library: Library) -> None:
    def check(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO words(words) VALUES('integrity-check')")
        connection.execute("INSERT INTO spellings(spellings) VALUES('integrity-check')")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

    library.database.write(check).result()


def test_what_was_kept_is_listed_loaded_and_found(library: Library, tmp_path: Path) -> None:
    pier, jetty = incoming(PIER, "/a.txt"), incoming(JETTY, "/b.txt")
    assert add(library, pier, jetty) == [(1, NEW), (2, NEW)]
    library.close()
    again = Library(tmp_path)
    first, second = again.articles.entries()
    assert (first.number, first.id, first.title, first.source) == (1, pier.article.id, "The pier", "Coast Paper")
    assert first.date == 1740909600
    assert second.date is None
    assert again.articles.load([2, 1, 9]) == [jetty.article, pier.article]
    assert again.articles.numbers_of(jetty.article.id[:6]) == [2]
    assert again.articles.numbers_of("") == again.articles.numbers_of("%") == []
    assert again.articles.original(1) == pier.original
    assert again.articles.count() == 2
    assert found(again, "PIER storm") == [1]
    assert found(again, "council") == [2]
    sound(again)


def test_what_is_there_already_is_not_kept_twice(library: Library) -> None:
    assert add(library, incoming(PIER, "/a.txt")) == [(1, NEW)]
    assert add(library, incoming(PIER, "/a.txt"), incoming(PIER, "/copy.txt")) == [(1, SAME), (1, SAME)]
    assert len(library.articles.entries()) == 1


def test_a_text_that_changed_is_a_version_under_the_same_number(library: Library) -> None:
    later = PIER.replace("storm", "flood")
    add(library, incoming(PIER, "/a.txt"))
    assert add(library, incoming(later, "/a.txt")) == [(1, CHANGED)]
    assert [(v.version, v.shown) for v in library.articles.versions(1)] == [(1, False), (2, True)]
    assert "storm" in library.articles.load([1], 1)[0].text
    assert "flood" in library.articles.load([1])[0].text
    assert (found(library, "storm"), found(library, "flood")) == ([], [1])
    assert library.articles.entries()[0].flags & 16
    library.articles.show(1, 1).result()
    assert (found(library, "storm"), found(library, "flood")) == ([1], [])
    assert library.articles.load([1]) == library.articles.load([1], 1)
    with pytest.raises(LibraryError, match="no version 7"):
        library.articles.show(1, 7)
    sound(library)


def test_a_text_that_comes_back_is_shown_again_without_a_version_more(library: Library) -> None:
    for text in (PIER, PIER.replace("storm", "flood"), PIER):
        add(library, incoming(text, "/a.txt"))
    assert [(v.version, v.shown) for v in library.articles.versions(1)] == [(1, True), (2, False)]
    assert found(library, "storm") == [1]


def test_what_the_feed_says_again_does_not_hide_the_whole_text(library: Library) -> None:
    whole = JETTY + "\nThe whole of it.\n"
    add(library, incoming(JETTY, "1"))
    assert add(library, incoming(whole, "1", note=plain.line("whole text"))) == [(1, CHANGED)]
    assert add(library, incoming(JETTY, "1")) == [(1, SAME)]
    assert add(library, incoming(JETTY.replace("evening", "night"), "1")) == [(1, CHANGED)]
    assert "The whole of it." in library.articles.load([1])[0].text
    assert [(v.note, v.shown) for v in library.articles.versions(1)] == [("", False), ("whole text", True), ("", False)]
    assert add(
        library,
        incoming(
            whole + "\nThe mayor of Brenn said it would open again in June.\n", "1", note=plain.line("whole text")
        ),
    ) == [(1, CHANGED)]
    assert "The mayor of Brenn said it would open again in June." in library.articles.load([1])[0].text


def test_another_title_on_the_same_text_is_taken_over(library: Library) -> None:
    one = incoming(JETTY, "1")
    other = replace(one, article=replace(one.article, title=plain.line("Closed")))
    add(library, one)
    assert add(library, other) == [(1, CHANGED)]
    assert library.articles.entries()[0].title == library.articles.load([1])[0].title == "Closed"
    assert len(library.articles.versions(1)) == 1
    assert found(library, "closed jetty") == [1]
    sound(library)


def test_an_original_is_kept_once_and_known_by_its_bytes(library: Library) -> None:
    one = incoming(PIER, "/a.txt")
    add(library, one, replace(one, item="/b.txt", article=incoming(JETTY).article))
    assert library.database.rows("SELECT count(*) FROM originals") == [(1,)]
    wanted = {"/a.txt": digest(Media.TEXT, PIER.encode()), "/b.txt": digest(Media.TEXT, b"other"), "/c.txt": "00"}
    assert library.articles.has_originals(None, wanted) == {"/a.txt"}
    assert library.articles.has_originals(5, wanted) == set()


def test_all_of_a_batch_is_kept_or_nothing(library: Library) -> None:
    bad = replace(incoming(JETTY, "2"), feed=99)
    with pytest.raises(LibraryError):
        add(library, incoming(PIER, "1"), bad)
    assert library.articles.entries() == []
    assert add(library, incoming(PIER, "1"))[0][1] == NEW
    sound(library)


def test_an_article_without_an_id_of_its_own_is_known_by_its_text(library: Library) -> None:
    made = Article.from_fields(id="row 7", title="Row", text="Some words.", source="Table", published=None)
    add(library, Incoming(made, "row 7"))
    (entry,) = library.articles.entries()
    assert len(entry.id) == 16
    assert library.articles.load([entry.number])[0].text == "Some words."


def test_what_was_stated_holds_for_what_is_loaded(library: Library) -> None:
    one = incoming(PIER, "/a.txt")
    add(library, one)
    library.shelf.edit(one.article.id, Details(title=plain.line("Better")))
    assert library.load([1])[0].title == "Better"
    assert library.articles.load([1])[0].title == "The pier"


def test_a_forgotten_article_leaves_nothing_and_can_come_back(library: Library, tmp_path: Path) -> None:
    one, other = incoming(PIER, "/a.txt"), incoming(JETTY, "/b.txt")
    add(library, one, other)
    library.shelf.star([one.article.id])
    library.shelf.forget([one.article.id])
    assert [entry.number for entry in library.articles.entries()] == [2]
    assert found(library, "pier") == []
    assert library.database.rows("SELECT count(*) FROM originals") == [(1,)]
    sound(library)
    library.close()
    again = Library(tmp_path)
    assert again.shelf.undo() == "what was kept of one article is back"
    again.shelf.flush()
    assert again.articles.load([1]) == [one.article]
    assert again.articles.original(1) is not None
    assert found(again, "pier") == [1]
    assert again.shelf.starred_ids == {one.article.id}
    sound(again)


def test_numbers_are_never_used_again(library: Library) -> None:
    one = incoming(PIER, "/a.txt")
    add(library, one)
    library.shelf.forget([one.article.id])
    assert add(library, incoming(JETTY, "/b.txt")) == [(2, NEW)]


def test_forgetting_an_older_version_keeps_the_newer(library: Library) -> None:
    old = incoming(PIER, "/a.txt")
    add(library, old)
    add(library, incoming(PIER.replace("storm", "flood"), "/a.txt"))
    library.shelf.forget([old.article.id])
    assert [version.version for version in library.articles.versions(1)] == [2]
    assert found(library, "flood") == [1]


def test_a_damaged_body_is_left_out(library: Library, tmp_path: Path) -> None:
    add(library, incoming(PIER, "/a.txt"), incoming(JETTY, "/b.txt"))
    library.close()
    with sqlite3.connect(tmp_path / "library.db") as connection:
        connection.execute("UPDATE bodies SET cleaned = x'0102' WHERE article = 1")
        connection.execute("UPDATE articles SET title = 'a\x1b[31mb' WHERE number = 2")
    connection.close()
    again = Library(tmp_path)
    assert [article.title for article in again.articles.load([1, 2])] == ["The jetty"]
    assert again.articles.original(1) == incoming(PIER, "/a.txt").original
    assert again.articles.entries()[1].title == "a[31mb"


def test_rows_that_mean_nothing_are_said(library: Library, tmp_path: Path) -> None:
    add(library, incoming(PIER, "/a.txt"))
    library.close()
    with sqlite3.connect(tmp_path / "library.db") as connection:
        connection.execute("UPDATE articles SET title = x'0102'")
    connection.close()
    with pytest.raises(LibraryError, match=r"library\.db: is damaged"):
        Library(tmp_path).articles.entries()


def test_a_library_in_memory_keeps_articles_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    library = Library.nowhere()
    assert library.articles.entries() == []
    add(library, incoming(PIER, "/a.txt"))
    assert len(library.articles.load([1])) == 1
    library.close()
    assert not list(tmp_path.iterdir())


# ---------------------------------------------------------------- cleaning anew


def shorter(documents: Sequence[Document]) -> list[Article | None]:
    """Clean as a rule would that hides the second paragraph; of the jetty nothing new is said."""
    made: list[Article | None] = []
    for document in documents:
        text = document.data.decode()
        made.append(
            None
            if "jetty" in text
            else clean_text(text.replace("In the old days the ferry of Brenn left at noon.", ""))
        )
    return made


def test_cleaning_anew_keeps_the_old_result_where_the_text_differs(library: Library) -> None:
    add(
        library,
        incoming(PIER + "\nIn the old days the ferry of Brenn left at noon.\n", "/a.txt"),
        incoming(JETTY, "/b.txt"),
        incoming(PIER, "/c.txt"),
    )
    assert [step[:2] for step in reclean(library.database, shorter)] == [(3, 1)]
    assert [(v.version, v.shown) for v in library.articles.versions(1)] == [(1, False), (2, True)]
    assert [len(library.articles.versions(number)) for number in (2, 3)] == [1, 1]
    assert "In the old days the ferry of Brenn left at noon." in library.articles.load([1], 1)[0].text
    assert found(library, "old days") == []
    assert library.articles.original(1) == library.articles.original(1, 1)
    assert [step[:2] for step in reclean(library.database, shorter)] == [(3, 0)]
    sound(library)
