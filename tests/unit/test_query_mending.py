"""Which words a mistyped query meant: the same over open articles in memory and over a library."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.desk.searching.library_index import LibraryIndex
from reader.desk.searching.memory import Index
from reader.library.holdings.adding import Incoming
from reader.library.library import Library
from reader.model import Article, content_id
from reader.query import parse
from reader.query.mending import as_typed, in_words, mended

TEXTS = (
    "Sailors can easily swap the watch. A great joy, they say.",
    "The early swap of crews made nobody happy. They can wait.",
    "An early start, an early end. It can rain here.",
    "Nobody can create great joy in an early hour.",
    "Greta wrote of the harbour, where caves are dug.",
    "Eight octaves and three caves: the great organ of the harbour.",
    "The unstructured days of August are over.",
    "A structured day is over. Of all the days, none was long.",
    "Bats live in caves. A wish with no harbour.",
)


def article(text: str) -> Article:
    return Article.from_fields(id=content_id(text), title="", text=text, source="Coast Paper", published=None)


ARTICLES = [article(text) for text in TEXTS]


def asked_of() -> tuple[Index, LibraryIndex]:
    library = Library(None)
    library.articles.add([Incoming(one) for one in ARTICLES]).result()
    return Index(ARTICLES), LibraryIndex(library)


MEMORY, DISK = asked_of()


@pytest.mark.parametrize("searched", [MEMORY, DISK])
@pytest.mark.parametrize(
    ("query", "corrected", "found"),
    [
        # between just these words, though another one is nearer or commoner
        ("can eaily swap", {"eaily": "easily"}, {0}),
        ("eaily start", {"eaily": "early"}, {2}),
        ("the ustructured days", {"ustructured": "unstructured"}, {6}),
        # nothing tells them apart
        ("ocaves", {"ocaves": "caves|octaves"}, {4, 5, 8}),
        # a word that is known, where the query finds hardly anything with it
        ("create greta joy", {"greta": "great"}, {3}),
        ("caev", {}, set()),
        # never in quotes, in what is excluded, or where it is found with the rest
        ('"greta" joy', {}, set()),
        ("greta harbour", {}, {4}),
        ("greta harbour organ", {}, set()),
        ("early -swop", {}, {1, 2, 3}),
        # in a field it is mended by itself
        ("text:(eaily swap)", {"eaily": "early|easily"}, {0, 1}),
    ],
)
def test_what_was_meant(searched: Index | LibraryIndex, query: str, corrected: dict[str, str], found: set[int]) -> None:
    result = searched.search(query)
    assert dict(result.corrected) == corrected
    assert {hit.article_id for hit in result.hits} == {ARTICLES[at].id for at in found}


def test_what_cannot_be_looked_through_takes_one_word_and_no_known_one_for_another() -> None:
    assert dict(DISK.every("ocaves")[1]) == {"ocaves": "caves"}
    assert DISK.every("create greta joy")[:2] == ([], ())


def test_what_is_said() -> None:
    assert in_words("ocaves", "caves|octaves") == "nothing found with “ocaves”, showing caves or octaves"
    assert in_words("greta", "greta|great") == "hardly a hit for “greta” with the rest, showing great as well"


@given(st.lists(st.sampled_from(["great", "gerat", "caev", '"ocaves"', "-ocaves", "(harbuor|dys)", "title:swpa"])))
def test_only_words_that_stand_nowhere_are_taken_for_others(parts: list[str]) -> None:
    typed = parse(" ".join(parts))
    found = mended(typed, MEMORY)
    assert set(found.forms) == set(found.query.words())
    assert not any(MEMORY.known(form) for form in found.corrected)
    again = mended(found.query, MEMORY)
    assert (again.query, again.corrected) == (found.query, {})
    assert as_typed(typed).query == typed
