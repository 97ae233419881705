"""The bits of very common words: the same as the index says, however articles come, change and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.desk.searching.library_index import LibraryIndex
from reader.library.file import writer
from reader.library.holdings.adding import Incoming
from reader.library.library import Library
from reader.library.search import commons, index
from reader.model import Article, content_id

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = ("the", "they", "there", "of", "harbour", "harbours", "tide", "o'brien", "港", "3.5")


@pytest.fixture(autouse=True, scope="module")
def small() -> Iterator[None]:
    """Let few articles be many, and nothing that is put off be done by itself."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("COMMON", 2), ("BLOCK", 8)):
            patch.setattr(commons, name, value)
        patch.setattr(index, "LOOKED_AT", 8)
        patch.setattr(writer, "MUCH", 10**9)
        yield


def article(text: str) -> Article:
    return Article.from_fields(id=content_id(text), title="", text=text, source="", published=None)


def tidied(library: Library) -> None:
    """Have all done that is put off."""
    while library.database.write(index.tidy).result():
        pass


def kept(library: Library) -> dict[str, list[int]]:
    """Return the articles of every form that is ready, seen to be those that the index has."""
    known = commons.Commons()
    found = {}
    with library.database.reading() as connection:
        for (form,) in connection.execute("SELECT form FROM forms WHERE ready").fetchall():
            match = f'"{form[:-1]}" *' if form.endswith("*") else f'"{form}"'
            assert known.articles(connection, form) == commons.found(connection, match), form
            found[form] = list(commons.newest(known.articles(connection, form)))
    return found


texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
batches = st.lists(st.lists(st.tuples(st.integers(0, 60), texts), min_size=1, max_size=24), min_size=1, max_size=5)


@given(batches, st.lists(st.integers(0, 60), max_size=10))
@settings(max_examples=60, deadline=None)
def test_they_are_as_the_index_has_them(brought: list[list[tuple[int, str]]], forgotten: list[int]) -> None:
    library = Library(None)
    for batch in brought:
        library.articles.add([Incoming(article(f"{item} {text}"), f"{item}") for item, text in batch]).result()
        kept(library)
        library.database.write(index.tidy).result()
        kept(library)
    entries = library.articles.entries()
    library.shelf.forget([entry.id for entry in entries if entry.number in forgotten])
    kept(library)
    library.shelf.undo()
    library.shelf.flush()
    kept(library)
    library.database.write(index.rebuild).result()
    kept(library)
    tidied(library)
    kept(library)


def test_common_words_become_ready_and_are_found() -> None:
    library = Library(None)
    searched = LibraryIndex(library)
    for number in range(80):
        library.articles.add(
            [Incoming(article(f"{number} the {'theory of harbours' if number % 2 else 'tide'}"))]
        ).result()
        library.database.write(index.tidy).result()
        assert searched.search("the harb").total == (number + 1) // 2
        assert searched.search("tide|theo").total == number + 1
    assert {"the", "the*", "theory", "harb*", "of", "tid*"} <= kept(library).keys()
    assert "80*" not in kept(library)


def test_what_is_not_ready_is_asked_of_the_index() -> None:
    library = Library(None)
    library.articles.add([Incoming(article(f"{number} the tide")) for number in range(40)]).result()
    searched = LibraryIndex(library)
    assert (searched.search("the tide").total, kept(library)) == (40, {})
    library.articles.add([Incoming(article("the tide of tides"))]).result()
    assert searched.search("the tide").total == 41


def test_what_is_put_off_is_done_once_nobody_waits_and_changes_no_hit() -> None:
    library = Library(None)
    searched = LibraryIndex(library)
    pieces = "SELECT count(DISTINCT segid) FROM words_idx"
    for number in range(9):
        library.articles.add([Incoming(article(f"{number} the tide of harbour {one}")) for one in range(9)]).result()
    many = library.database.rows(pieces)
    before = [hit.number for hit in searched.search("the tide").hits]
    tidied(library)
    assert library.database.rows(pieces) < many
    assert [hit.number for hit in searched.search("the tide").hits] == before
    assert len(before) == 81
    library.database.write(
        lambda c: c.execute("INSERT INTO words(words) VALUES('integrity-check')").fetchall()
    ).result()
