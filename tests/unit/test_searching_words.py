"""Search over articles: what fits, what is shown, and how typing errors are helped."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.desk.searching import fitting
from reader.desk.searching.fitting import Known
from reader.desk.searching.memory import Index, find_in, known_of, search
from reader.desk.stories.edition import gather
from reader.library import Shelf
from reader.model import Article
from reader.query import QueryError

if TYPE_CHECKING:
    from reader.desk.searching.snippets import Hit

FERRY = (
    "The night ferry to Skarnvik ran aground at four in the morning. No passenger was hurt.\n\n"
    'Its captain blamed the tide. "We waited for water," she said, and the ferry\'s crew agreed.'
)
MARKET = "The fish market opened late because the boats stayed in the harbour.\n\nPrices for herring rose by a third."
COUNCIL = "The council wants a bridge. A ferry, its members wrote, cannot run in winter."


def article(id_: str, title: str, text: str, source: str = "Coast Paper", day: int | None = None) -> Article:
    published = datetime(2025, 3, day, tzinfo=UTC) if day else None
    return Article.from_fields(id=id_, title=title, text=text, source=source, published=published)


ARTICLES = [
    article("a", "Night ferry aground", FERRY, day=3),
    article("b", "Herring dearer", MARKET, source="Market Letter", day=20),
    article("c", "Bridge wanted", COUNCIL),
]


def ids(query: str, **more: object) -> list[str]:
    return [hit.article_id for hit in Index(ARTICLES).search(query, **more).hits]  # type: ignore[arg-type]


def shown(hit: Hit) -> list[str]:
    return [hit.snippet[slice(*span)] for span in hit.snippet_spans]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry", ["a", "c"]),
        ("ferry tide", ["a"]),
        ("FERRY", ["a", "c"]),
        ('"a ferry"', ["c"]),
        ("ferry -bridge", ["a"]),
        ("herring|tide", ["b", "a"]),
        ("title:ferry", ["a"]),
        ("text:bridge", ["c"]),
        ("source:market", ["b"]),
        ("passeng", ["a"]),
        ("words:<20", ["b", "c"]),
        ("date:2025-03", ["a", "b"]),
        ("newer:2025-03-10", ["b"]),
        ("-title:ferry", ["b", "c"]),
        ("nowhere", []),
        ("", []),
    ],
)
def test_what_fits(query: str, found: list[str]) -> None:
    assert sorted(ids(query)) == sorted(found)


def test_a_word_in_the_title_ranks_higher() -> None:
    assert ids("ferry") == ["a", "c"]


def test_read_marks_filter() -> None:
    assert ids("is:unread ferry", known=Known(read={"a"})) == ["c"]
    assert ids("is:read", known=Known(read={"a"})) == ["a"]


def test_the_snippet_shows_the_words_and_the_span_is_their_place() -> None:
    hit = search(ARTICLES, "captain tide").hits[0]
    assert shown(hit) == ["captain", "tide"]
    assert hit.span is not None
    assert ARTICLES[0].text[slice(*hit.span)] == "captain"


def test_words_of_the_source_have_no_span_in_the_text() -> None:
    hit = search(ARTICLES, "letter").hits[0]
    assert hit.span is None
    assert not hit.snippet_spans


def test_a_typing_error_is_corrected_and_said() -> None:
    result = search(ARTICLES, "ferrry captian")
    assert [hit.article_id for hit in result.hits] == ["a"]
    assert dict(result.corrected) == {"ferrry": "ferry", "captian": "captain"}


def test_a_word_that_occurs_is_never_corrected() -> None:
    assert search(ARTICLES, "late").corrected == ()


def test_accents_and_possessives_do_not_hide_a_word() -> None:
    articles = [article("x", "Élan", "The café's owner closed early.")]
    assert search(articles, "cafe elan").total == 1


def test_quotes_mean_just_these_words() -> None:
    assert ids("ferr") == ["a", "c"]
    assert ids('"ferr"') == []
    assert search(ARTICLES, '"herrin"').corrected == ()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("/ran aground/", ["a"]),
        ("/RAN AGROUND/", []),
        ("/^the (council|night)/i sort:title", ["c", "a"]),
        ("/f.rry/ -title:/^Night/", ["c"]),
        ("source:/Coast/", ["a", "c"]),
    ],
)
def test_patterns_find_in_title_and_text(query: str, found: list[str]) -> None:
    assert sorted(ids(query)) == sorted(found)


def test_a_pattern_that_never_ends_is_stopped_and_said() -> None:
    endless = article("x", "", "a" * 5_000 + "b")
    with pytest.raises(QueryError, match="takes too long") as caught:
        search([endless], "words:>0 /(a|aa)+$/")
    assert caught.value.position == 9


def test_patterns_that_take_long_on_every_text_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "PATIENCE", 0.0)
    monkeypatch.setattr(fitting, "EACH", 0.0)
    with pytest.raises(QueryError, match="takes too long"):
        ids("/ferry/")
    with pytest.raises(QueryError, match="takes too long"):
        ids(r"/(a+)+$/")


def test_the_place_of_a_pattern_is_shown() -> None:
    (hit,) = search(ARTICLES, "/tide[^,]/").hits
    assert shown(hit) == ["tide."]


def test_orders_and_limits() -> None:
    assert ids("sort:newest") == ["b", "a", "c"]
    assert ids("sort:oldest #1") == ["a"]
    assert ids("the sort:title") == ["c", "b", "a"]
    assert search(ARTICLES, "sort:newest #1").total == 3


def test_tags_and_stars() -> None:
    known = Known(starred={"b", "c"}, tags={"later": {"a", "c"}})
    assert ids("is:starred -tag:Later", known=known) == ["b"]
    assert ids("tag:later is:starred", known=known) == ["c"]


def test_stories_by_number_and_by_title() -> None:
    known = Known(stories={"a": (1, "Ferry aground"), "c": (1, "Ferry aground"), "b": (2, "Herring dearer")})
    assert ids("story:1 sort:title", known=known) == ["c", "a"]
    assert ids('story:"herring dearer"', known=known) == ["b"]
    assert ids("-story:ferry words:>1", known=known) == ["b"]


def test_copies_of_what_is_open_are_known() -> None:
    text = "The night ferry ran aground off the northern island; all ninety passengers were taken off by boats. "
    open_ = [article("one", "Ferry aground", text * 2), article("two", "Ferry aground", text * 2 + "More follows.")]
    known = known_of(Shelf.nowhere(), gather(open_, together=True))
    assert [hit.article_id for hit in Index(open_).search("is:dup", known=known).hits] == ["two"]
    assert [hit.article_id for hit in Index(open_).search("-is:dup", known=known).hits] == ["one"]


def test_wrong_queries_are_refused() -> None:
    with pytest.raises(QueryError):
        search(ARTICLES, "tite:x")


def test_find_in_gives_the_places_in_order() -> None:
    found = find_in(FERRY, "ferry tide")
    assert [FERRY[slice(*span)] for span in found] == ["ferry", "tide", "ferry's"]


def test_find_in_takes_a_beginning_of_any_length() -> None:
    assert [FERRY[slice(*span)] for span in find_in(FERRY, "t")][:2] == ["The", "to"]


@given(st.lists(st.text(max_size=80), max_size=4), st.text(max_size=20))
def test_spans_lie_inside_what_they_mark(texts: list[str], query: str) -> None:
    articles = [article(f"{n}", "", text) for n, text in enumerate(texts)]
    by_id = {one.id: one for one in articles}
    try:
        result = search(articles, query)
    except QueryError:
        return
    for hit in result.hits:
        assert all(0 <= span.start < span.end <= len(hit.snippet) for span in hit.snippet_spans)
        assert hit.span is None or 0 <= hit.span.start < hit.span.end <= len(by_id[hit.article_id].text)
        assert "\n" not in hit.snippet
