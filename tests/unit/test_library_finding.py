"""Search over a library: the same language and the same hits as over open articles in memory; the words it knows."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.desk.searching.fitting import Known
from reader.desk.searching.library_index import LibraryIndex
from reader.desk.searching.memory import Index
from reader.library.holdings.adding import Incoming
from reader.library.library import Library
from reader.library.search import commons, index, vocabulary
from reader.model import Article, Details, content_id
from reader.query import QueryError
from reader.text import plain, spelling
from reader.text.tokens import folded

if TYPE_CHECKING:
    from pathlib import Path

FERRY = (
    "The night ferry to Skarnvik ran aground at four in the morning. No passenger was hurt.\n\n"
    'Its captain blamed the tide. "We waited for water," she said, and the ferry\'s crew agreed.'
)
MARKET = "The fish market opened late because the boats stayed in the harbour.\n\nPrices for herring rose by a third."
COUNCIL = "The council wants a bridge. A ferry, its members wrote, cannot run in winter."
TOKYO = "東京の港で火災がありました。消防隊が出動しました。"
BANGKOK = "ไฟไหม้ที่ท่าเรือในกรุงเทพฯ เมื่อคืนนี้"


def article(title: str, text: str, source: str = "Coast Paper", day: int | None = None, **more: str) -> Article:
    published = datetime(2025, 3, day, tzinfo=UTC) if day else None
    made = Article.from_fields(id=content_id(title + text), title=title, text=text, source=source, published=published)
    return replace(made, **{name: plain.line(value) for name, value in more.items()})  # type: ignore[arg-type]


ARTICLES = [
    article("Night ferry aground", FERRY, day=3, byline="Élise O'Brien", language="en"),
    article("Herring dearer", MARKET, source="Market Letter", day=20, language="en"),
    article("Bridge wanted", COUNCIL),
    article("港の火災", TOKYO, language="ja"),
    article("ท่าเรือ", BANGKOK, language="th"),
]
NAMES = dict(zip("abcde", ARTICLES, strict=True))


def library_of(articles: list[Article], where: Path | None = None) -> Library:
    library = Library(where)
    library.articles.add([Incoming(one, f"{number}") for number, one in enumerate(articles)]).result()
    return library


@pytest.fixture(scope="module")
def searched() -> LibraryIndex:
    return LibraryIndex(library_of(ARTICLES))


def names(found: LibraryIndex | Index, query: str, known: Known | None = None) -> list[str]:
    by_id = {one.id: name for name, one in NAMES.items()}
    return sorted(by_id[hit.article_id] for hit in found.search(query, known=known).hits)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry", "ac"),
        ("FERRY tide", "a"),
        ('"a ferry"', "c"),
        ("ferry -bridge", "a"),
        ("-ferry", "bde"),
        ("-(ferry harbour) lang:en", "ab"),
        ("herring|tide", "ab"),
        ("(herring|tide) -(ran third)", "ab"),
        ("(title:bridge words:>2)|source:market", "bc"),
        ("title:ferry", "a"),
        ("title:(night|herring)", "ab"),
        ("text:(-tide ferry)", "c"),
        ("author:elise", "a"),
        ("o'brien", "a"),
        ("o'bri", "a"),
        ("brien", ""),
        ("passeng", "a"),
        ('"passeng"', ""),
        ("fe", ""),
        ("火災", "d"),
        ("消防", "d"),
        ("防消", ""),
        ("กรุงเทพ", "e"),
        ("date:2025-03", "ab"),
        ("-date:2025-03", "cde"),
        ("bridge|newer:2025-03-10", "bc"),
        ("words:<15 ferry", "c"),
        ("lang:ja", "d"),
        ("/ran aground/", "a"),
        ("/RAN AGROUND/", ""),
        ("-/ferry|herring/i lang:en|lang:ja", "d"),
        ("ferry /winter|water/ -title:/Night/", "c"),
        ("nowhere", ""),
        ("", ""),
        ("sort:newest", "abcde"),
    ],
)
def test_what_fits(searched: LibraryIndex, query: str, found: str) -> None:
    assert names(searched, query) == list(found)
    assert names(Index(ARTICLES), query) == list(found)


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        ("nowhere", ["“nowhere”"]),
        ("ferry nowhere", ["“nowhere”"]),
        ("nowhere|somewhere ferry -tide", ["“nowhere”", "“somewhere”"]),
        ('"passeng" title:tide author:herring', ["“passeng”", "title:“tide”", "author:“herring”"]),
        ('"a ferry" "ferry bridge"', ["“ferry bridge”"]),
        ("herring captain", []),
        ("ferry lang:de", []),
        ("-ferry -market -lang:ja -lang:th", []),
    ],
)
def test_where_nothing_fits_it_is_known_what_stands_nowhere(
    searched: LibraryIndex, query: str, missing: list[str]
) -> None:
    assert [*searched.search(query).missing] == missing
    assert [*Index(ARTICLES).search(query).missing] == missing
    assert not searched.search("ferry").missing


def test_what_is_known_beside_the_texts(searched: LibraryIndex) -> None:
    a, b, c = (NAMES[name].id for name in "abc")
    known = Known(read={a}, starred={b, c}, tags={"later": {a, c}}, stories={a: (1, "Aground"), c: (2, "A bridge")})
    for query, found in (
        ("is:unread ferry", "c"),
        ("-is:unread", "a"),
        ("is:starred -tag:Later", "b"),
        ("herring|tag:later", "abc"),
        ("story:2", "c"),
        ("story:agro", "a"),
    ):
        assert names(searched, query, known) == list(found)


def test_without_being_told_the_library_knows(tmp_path: Path) -> None:
    library = library_of(ARTICLES[:3], tmp_path)
    library.shelf.mark_all_read([ARTICLES[0].id])
    library.shelf.star([ARTICLES[1].id])
    library.stories.join([1, 3])
    found = LibraryIndex(library)
    assert names(found, "is:read") == names(found, "story:1 -bridge") == ["a"]
    assert names(found, "is:starred") == ["b"]
    assert names(found, 'story:"night ferry"') == ["a", "c"]
    assert (found.search("story:7").total, found.search("story:7").bounded) == (0, "no story has the number 7")
    assert not found.search("story:1").bounded


def test_a_library_of_nothing(tmp_path: Path) -> None:
    result = LibraryIndex(Library(tmp_path)).search("ferry")
    assert (list(result.hits), result.total) == ([], 0)
    assert not list(tmp_path.iterdir())


def test_words_in_the_title_and_words_that_are_just_so_rank_higher() -> None:
    texts = [("Boats", "The harbours were calm."), ("Boats", "The harbour was calm."), ("Harbour", "It was calm here.")]
    found = LibraryIndex(library_of([article(*text) for text in texts]))
    assert [hit.number for hit in found.search("harbour").hits] == [3, 2, 1]


def test_hits_show_what_they_show_in_memory(searched: LibraryIndex) -> None:
    result = searched.search("captian tide")
    assert result.corrected == (("captian", "captain"),)
    (hit,) = result.hits
    (same,) = Index(ARTICLES).search("captian tide").hits
    assert replace(hit, score=0, number=0) == replace(same, score=0)
    assert hit.number == 1
    assert result.hits[0] is hit
    assert result.hits[-1:] == [hit]


def test_orders_and_limits(searched: LibraryIndex) -> None:
    memory = Index(ARTICLES[:3])
    disk = LibraryIndex(library_of(ARTICLES[:3]))
    for query in ("sort:newest", "sort:oldest #1", "the sort:title", "sort:longest", "sort:shortest #2", "sort:source"):
        one, other = memory.search(query), disk.search(query)
        assert [hit.article_id for hit in one.hits] == [hit.article_id for hit in other.hits]
        assert (one.total, other.more) == (other.total, False)


def test_a_pattern_that_never_ends_is_stopped_and_said() -> None:
    found = LibraryIndex(library_of([article("", "a" * 5_000 + "b")]))
    with pytest.raises(QueryError, match="takes too long") as caught:
        found.search("words:>0 -/(a|aa)+$/")
    assert caught.value.position == 10


def test_articles_of_removed_sources_are_not_found(tmp_path: Path) -> None:
    library = library_of(ARTICLES[:1], tmp_path)
    library.database.write(
        lambda connection: (
            connection.execute(
                "INSERT INTO sources VALUES(1, 'feed', 'x', '', '', '', '[]', '{}', 0, 0, 0, 5)",
            ),
            connection.execute("UPDATE articles SET feed = 1"),
        )
    ).result()
    found = LibraryIndex(library)
    assert [found.search(query).total for query in ("ferry", "-bridge", "/ferry/")] == [0, 0, 0]


def test_what_a_person_stated_is_what_is_found(tmp_path: Path) -> None:
    library = library_of(ARTICLES[:3], tmp_path)
    found = LibraryIndex(library)
    library.shelf.edit(ARTICLES[1].id, Details(title=plain.line("Zander dearer"), source=plain.line("Quayside Post")))
    library.shelf.edit(ARTICLES[2].id, Details(date=plain.line("2024-05-06")))
    for query, wanted in (
        ("zander", "b"),
        ("zandre", "b"),
        ("source:quaysid", "b"),
        ("source:letter", ""),
        ("title:herring", ""),
        ("herring", "b"),
        ("date:2024-05", "c"),
        ("/^Zander/", "b"),
        ("sort:oldest #1", "c"),
        ("ferry|zander -night", "bc"),
    ):
        assert names(found, query) == list(wanted), query
    assert found.search("zander").hits[0].title_spans
    assert found.every("title:zander")[0] == [2]
    library.shelf.undo()
    library.shelf.undo()
    assert names(found, "title:herring") == ["b"]
    assert names(found, "zander") == []


def test_copies_are_known(tmp_path: Path) -> None:
    library = library_of(ARTICLES[:2], tmp_path)
    library.database.write(lambda connection: connection.execute("INSERT INTO copies VALUES(2, 1), (1, 1)")).result()
    assert names(LibraryIndex(library), "is:dup") == ["b"]
    assert names(LibraryIndex(library), "-is:dup") == ["a"]


# ---------------------------------------------------------------- the words that are known


def known_words(library: Library) -> dict[str, int]:
    return dict(library.database.rows("SELECT word, count FROM vocabulary"))


def counted(articles: list[Article]) -> dict[str, int]:
    every = [{*folded(f"{one.title} {one.text} {one.source} {one.byline}").split()} for one in articles]
    return dict(Counter(word for words in every for word in words))


def test_words_are_counted_while_articles_come_and_go(tmp_path: Path) -> None:
    library = library_of(ARTICLES, tmp_path)
    assert known_words(library) == counted(ARTICLES)
    library.shelf.forget([ARTICLES[0].id, ARTICLES[3].id])
    assert known_words(library) == counted([ARTICLES[1], ARTICLES[2], ARTICLES[4]])
    assert LibraryIndex(library).search("captian").corrected == ()
    library.shelf.undo()
    library.shelf.flush()
    assert known_words(library) == counted(ARTICLES)
    assert LibraryIndex(library).search("captian").corrected == (("captian", "captain"),)


def test_an_index_of_another_version_is_made_anew_before_it_is_asked(tmp_path: Path) -> None:
    library = library_of(ARTICLES, tmp_path)

    def spoil(connection: object) -> None:
        connection.execute("UPDATE settings SET value = '0' WHERE name = 'index version'")  # type: ignore[attr-defined]
        vocabulary.clear(connection)  # type: ignore[arg-type]
        connection.execute("INSERT INTO words(words) VALUES('delete-all')")  # type: ignore[attr-defined]

    library.database.write(spoil).result()
    assert names(LibraryIndex(library), "ferry") == ["a", "c"]
    assert known_words(library) == counted(ARTICLES)
    with library.database.reading() as connection:
        assert index.is_current(connection)


WORDS = ["harbour", "harbours", "harbor", "labour", "tide", "tides", "tied", "ferry", "o'brien", "café", "3.5", "港"]


@given(st.lists(st.text("abcd", min_size=1, max_size=12), min_size=1, max_size=30), st.text("abcd", max_size=12))
@settings(max_examples=200)
def test_what_is_near_is_found_by_its_deletes(words: list[str], typed: str) -> None:
    shared = spelling.deletes(typed, spelling.errors_of(typed)) if spelling.errors_of(typed) else set()
    near = [word for word in words if shared & spelling.known_by(word)]
    assert sorted(spelling.near(typed, near)) == sorted(spelling.near(typed, words))


# ---------------------------------------------------------------- as in memory

pieces = st.sampled_from([*WORDS, "harbuor", "teh", "a", "of"])
texts = st.lists(pieces, max_size=8).map(" ".join)
collections = st.lists(st.tuples(texts, texts, st.sampled_from(["Ferry Paper", "Tide", ""])), min_size=1, max_size=5)
tests = st.one_of(
    pieces,
    st.lists(pieces, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
    st.tuples(st.sampled_from(["title:", "text:", "source:", "author:"]), pieces).map("".join),
    st.sampled_from(["words:>3", "/tide?s/", "title:/har/i", "is:read", "-is:read", "lang:en", "date:2025"]),
)
queries = st.recursive(
    tests,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({' '.join(parts)})"),
        st.lists(inner, min_size=1, max_size=3)
        .map(lambda parts: f"({'|'.join(parts)})")
        .filter(lambda q: "|-" not in q),
        inner.filter(lambda query: not query.startswith("-")).map(lambda query: f"-{query}"),
    ),
    max_leaves=6,
)


def agree(articles: list[Article], query: str) -> None:
    by_id = {one.id: one for one in articles}
    known = Known(read={articles[0].id})
    memory, disk = Index(by_id.values()), LibraryIndex(library_of(list(by_id.values())))
    try:
        wanted = memory.search(query, known=known)
    except QueryError:
        with pytest.raises(QueryError):
            disk.search(query, known=known)
        return
    found = disk.search(query, known=known)
    assert {hit.article_id for hit in found.hits} == {hit.article_id for hit in wanted.hits}
    assert (found.corrected, found.total) == (wanted.corrected, wanted.total)


@given(collections, queries)
@settings(max_examples=100, deadline=None)
def test_a_library_finds_what_is_found_in_memory(rows: list[tuple[str, str, str]], query: str) -> None:
    agree([article(*row) for row in rows], query)


@given(collections, queries)
@settings(max_examples=100, deadline=None)
def test_very_common_words_find_the_same(rows: list[tuple[str, str, str]], query: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commons, "COMMON", 0)
        agree([article(*row) for row in rows], query)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=3), st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_no_text_and_no_query_is_too_strange(rows: list[str], query: str) -> None:
    agree([article("", text) for text in rows], query)
