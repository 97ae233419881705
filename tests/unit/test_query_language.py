"""The search language: what it means, and errors that point at the character."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.query import (
    Dated,
    Either,
    InStory,
    Is,
    Language,
    Length,
    Not,
    Pattern,
    QueryError,
    Sort,
    State,
    Tagged,
    Where,
    Words,
    parse,
)

NOW = datetime(2025, 6, 1, tzinfo=UTC)


def meant_by(text: str) -> list[object]:
    return list(parse(text, now=NOW).every())


def test_words_are_all_wanted_and_phrases_stay_whole() -> None:
    first, second = meant_by('ferry "night boat"')
    assert isinstance(first, Words)
    assert isinstance(second, Words)
    assert (first.text, first.phrase) == ("ferry", False)
    assert (second.text, second.phrase) == ("night boat", True)


def test_a_minus_excludes_and_a_bar_offers_a_choice() -> None:
    without, either = parse("-advert oil|gas").root.parts
    assert isinstance(without, Not)
    assert isinstance(either, Either)
    assert [test.text for test in either.parts if isinstance(test, Words)] == ["oil", "gas"]


@pytest.mark.parametrize(
    ("text", "fitting"),
    [
        ("a b|c", ["ab", "ac", "abc"]),
        ("(a b)|c", ["c", "ab", "ac", "bc", "abc"]),
        ("a -(b|c)", ["a"]),
        ("a -(b c)", ["a", "ab", "ac"]),
        ("-(-a)", ["a", "ab", "ac", "abc"]),
        ("((a)|(b c))(c)", ["ac", "bc", "abc"]),
    ],
)
def test_brackets_bind_before_bars_and_bars_before_spaces(text: str, fitting: list[str]) -> None:
    query = parse(text)
    letters = ["a", "b", "c", "ab", "ac", "bc", "abc"]
    found = [some for some in letters if query.holds(lambda test: isinstance(test, Words) and test.text in some)]  # noqa: B023
    assert found == fitting


def test_a_field_holds_for_all_in_its_brackets() -> None:
    assert [test.where for test in meant_by('title:(oil "gas pipe" text:port)') if isinstance(test, Words)] == [
        Where.TITLE,
        Where.TITLE,
        Where.TEXT,
    ]


def test_patterns() -> None:
    first, second = meant_by(r"/strik(e|ing)/i title:/and\/or/")
    assert isinstance(first, Pattern)
    assert isinstance(second, Pattern)
    assert (first.expression, first.fold, first.where) == ("strik(e|ing)", True, Where.ANYWHERE)
    assert (second.expression, second.fold, second.where) == ("and/or", False, Where.TITLE)


def test_an_order_and_a_limit_are_of_the_whole_answer() -> None:
    query = parse("sort:newest ship #20")
    assert (query.sort, query.limit) == (Sort.NEWEST, 20)
    assert [test.text for test in query.words()] == ["ship"]


def test_tags_languages_and_stories() -> None:
    assert meant_by('tag:Later lang:EN story:3 story:"night boat"') == [
        Tagged("later"),
        Language("en"),
        InStory(3, "3"),
        InStory(0, "night boat"),
    ]


def test_a_field_holds_for_all_of_its_choices() -> None:
    assert [test.where for test in meant_by("source:Post|Herald") if isinstance(test, Words)] == [Where.SOURCE] * 2


def test_a_minus_inside_a_word_is_a_hyphen() -> None:
    assert [test.text for test in meant_by("twenty-two") if isinstance(test, Words)] == ["twenty-two"]


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("words:>300", 301, 10**9), ("words:<300", 0, 299), ("words:300", 300, 300), ("words:>=5", 5, 10**9)],
)
def test_length(text: str, least: int, most: int) -> None:
    assert meant_by(text) == [Length(least, most)]


def test_read_marks() -> None:
    assert meant_by("is:unread|starred is:READ -is:dup") == [
        Is(State.UNREAD),
        Is(State.STARRED),
        Is(State.READ),
        Is(State.DUP),
    ]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("date:2025", (2025, 1, 1), (2026, 1, 1)),
        ("date:2024-12", (2024, 12, 1), (2025, 1, 1)),
        ("date:2024-02-29", (2024, 2, 29), (2024, 3, 1)),
        ('date:"27 March 2025"', (2025, 3, 27), (2025, 3, 28)),
        ("newer:3d", (2025, 5, 29), (9999, 1, 1)),
        ("newer:48h", (2025, 5, 30), (9999, 1, 1)),
        ("date:today", (2025, 6, 1), (2025, 6, 2)),
        ("older:Yesterday", (1, 1, 1), (2025, 5, 31)),
        ("older:2025-03-27", (1, 1, 1), (2025, 3, 27)),
    ],
)
def test_dates(text: str, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    assert meant_by(text) == [Dated(datetime(*start, tzinfo=UTC), datetime(*end, tzinfo=UTC))]


@pytest.mark.parametrize(
    ("text", "position", "word"),
    [
        ("ship tite:x", 5, "title:"),
        ("-a|b", 2, "-(a|b)"),
        ("(a|b", 0, "never closed"),
        ("a) b", 1, "closes nothing"),
        ("a ()", 2, "nothing between"),
        ("/a(b/", 4, "no regular expression"),
        ("a /b", 2, "never closed"),
        ("/a/x", 3, "only i"),
        ("//", 0, "nothing between"),
        ("sort:up", 5, "newest"),
        ("a|sort:newest", 2, "alone"),
        ("(#3)", 1, "outside"),
        ("#0", 0, "from 1"),
        ("lang:english", 5, "two letters"),
        ('ship "night', 5, "never closed"),
        ("words:many", 6, ">300"),
        ("#tag", 0, "quotation marks"),
        ("~fuzzy", 0, "quotation marks"),
        ("a|", 2, "missing"),
        ("title:", 6, "value"),
        ("is:new", 3, "unread"),
        ("date:2025-02-30", 5, "date"),
        ("date:soon", 5, "date"),
        ('""', 0, "nothing"),
        ("…", 0, "letter"),
    ],
)
def test_errors_point_at_the_character(text: str, position: int, word: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.position == position
    assert word in str(caught.value)
    assert caught.value.query == text


@given(st.text(max_size=60))
def test_whatever_is_typed_is_understood_or_refused(text: str) -> None:
    error = QueryError("", 0, text)
    try:
        parse(text)
    except QueryError as refused:
        error = refused
    assert 0 <= error.position <= len(text)
    assert "\n" not in str(error)


def test_a_folder_stands_for_its_search() -> None:
    folders = {"Ferries": "ferry|boat sort:newest #20", "All boats": "folder:ferries -sold"}
    alone = parse("folder:ferries", folders=folders)
    assert (alone.sort, alone.limit) == (Sort.NEWEST, 20)
    assert [words.text for words in alone.words()] == ["ferry", "boat"]
    assert all(words.firm for words in alone.words())
    both = parse('folder:"all boats" pier', folders=folders)
    assert (both.sort, both.limit) == (Sort.BEST, None)
    assert [words.text for words in both.words()] == ["ferry", "boat", "pier"]
    assert [words.firm for words in both.words()] == [True, True, False]
    assert isinstance(parse("-folder:ferries", folders=folders).root.parts[0], Not)


@pytest.mark.parametrize(
    ("query", "position", "words"),
    [
        ("ferry folder:no", 13, "no folder has this name; there are"),
        ("folder:round", 7, "stands in itself"),
        ("ferry folder:broken", 13, "in this folder: nothing between the brackets"),
        ("folder:many", 7, "over 64 words"),
    ],
)
def test_a_folder_that_means_nothing_is_pointed_at(query: str, position: int, words: str) -> None:
    folders = {"round": "a folder:turn", "turn": "b folder:round", "broken": "()", "ten": "a b c d e f g h i j"}
    folders["many"] = "folder:ten " * 7
    with pytest.raises(QueryError, match=words) as raised:
        parse(query, folders=folders)
    assert raised.value.position == position
