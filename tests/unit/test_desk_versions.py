"""Versions of an article: which page may take the place of a feed's text, and what goes along when one does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.clean import clean_text
from reader.desk import workers
from reader.desk.gathering.syncing import Sync
from reader.desk.gathering.versions import WHOLE_TEXT, carried, every, meant, place_in, show, shown_wording, span_in
from reader.desk.gathering.wholetext import fetch, leads_away
from reader.desk.opening.inputs import never
from reader.library import LibraryError, Shelf
from reader.library.library import Library
from reader.library.sources import FEED, Source
from reader.model import Details, Span
from reader.sources.asking import Policy
from reader.text import plain
from tests.webserver import answer, item, redirect, rss, server

if TYPE_CHECKING:
    from pathlib import Path

POLICY = Policy(allow_private=True, patience=30)
CUT = "The town council has bought the old mill at the ford. Read more..."
WORDS = (
    "The town council has bought the old mill at the ford.",
    "A school for millers is to move in next spring, with room for twenty.",
    "The wheel has stood still since the flood and will be made anew from oak.",
)


def page(*paragraphs: str) -> bytes:
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    return answer(f"<html><body><article><h1>Mill sold</h1>{body}</article></body></html>".encode())


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "data")


def sync(library: Library) -> None:
    list(Sync(library, library.sources.all(), POLICY, forced=True))


def test_a_link_to_another_host_may_not_lead_into_ones_own_network(library: Library) -> None:
    assert leads_away("http://paper.example/feed", "http://10.0.0.1/admin")
    assert not leads_away("http://127.0.0.1:80/feed", "http://127.0.0.1:80/page")
    with server() as web, server() as inside:
        inside.pages["/secret"] = page(*WORDS)
        web.pages["/feed"] = answer(rss(item("Mill sold", CUT, inside("/secret"))))
        library.sources.add([Source(FEED, web("/feed"), whole=True)])
        sync(library)
        (entry,) = library.articles.entries()
        (article,) = library.load([entry.number])
        with workers.Pool(1) as pool:
            had = fetch(library, article, POLICY, pool, never)
        assert "in a network of your own" in had.words or "lies in a network" in had.words
        assert "/secret" in had.words
        assert not inside.asked


def test_a_page_is_fetched_again_where_the_feed_says_something_else(library: Library) -> None:
    with server() as web:
        web.pages["/mill"] = page(*WORDS)
        web.pages["/feed"] = answer(rss(item("Mill sold", CUT, web("/mill"))))
        library.sources.add([Source(FEED, web("/feed"), whole=True)])
        sync(library)
        sync(library)
        assert sum(target == "/mill" for target, _ in web.asked) == 1
        web.pages["/feed"] = answer(rss(item("Mill sold", CUT.replace("bought", "sold"), web("/mill"))))
        web.pages["/mill"] = page(WORDS[0].replace("bought", "sold"), *WORDS[1:])
        sync(library)
        (entry,) = library.articles.entries()
        assert "sold the old mill" in library.load([entry.number])[0].text
        assert [one.note for one in library.articles.versions(entry.number)] == ["", WHOLE_TEXT, "", WHOLE_TEXT]


def test_a_notice_does_not_take_the_place_of_what_the_feed_says(library: Library) -> None:
    with server() as web:
        web.pages["/mill"] = page("Please log in.")
        web.pages["/feed"] = answer(rss(item("Mill sold", CUT, web("/mill"))))
        library.sources.add([Source(FEED, web("/feed"), whole=True)])
        sync(library)
        (entry,) = library.articles.entries()
        assert "town council" in library.load([entry.number])[0].text
        assert [one.shown for one in library.articles.versions(entry.number)] == [True, False]


def test_a_redirect_and_what_is_no_page(library: Library) -> None:
    with server() as web:
        web.pages["/go"] = redirect(web("/mill"))
        web.pages["/mill"] = page(*WORDS)
        web.pages["/feed"] = answer(rss(item("Mill sold", CUT, web("/go"))))
        library.sources.add([Source(FEED, web("/feed"))])
        sync(library)
        (entry,) = library.articles.entries()
        (article,) = library.load([entry.number])
        with workers.Pool(1) as pool:
            had = fetch(library, article, POLICY, pool, never)
            assert (had.changed, had.words[:10]) == (True, "whole text")
            again = fetch(library, library.load([entry.number])[0], POLICY, pool, never)
        assert again.words
        assert shown_wording(every(library, had.id)).what == WHOLE_TEXT  # type: ignore[union-attr]
        first = library.articles.versions(entry.number)[0]
        back = show(library, had.id, first)
        assert back == article.id
        assert shown_wording(every(library, back)).what == "feed's text"  # type: ignore[union-attr]
        assert meant(library, f"{back}@2") == every(library, back)[1]
        assert meant(library, had.id) == every(library, back)[1]  # an id that is not shown
        assert meant(library, back) is None
        assert meant(library, "some file.txt") is None
        with pytest.raises(LibraryError, match="there is 1, 2"):
            meant(library, f"{back}@9")


def test_all_that_was_stated_goes_along() -> None:
    before, after = clean_text("\n\n".join(WORDS)), clean_text("\n\n".join(("Mill in new hands.", *WORDS[:2])))
    shelf = Shelf.nowhere()
    for text in (before, after):
        shelf.take(text)
    shelf.star([before.id])
    shelf.tag([before.id], "mills")
    shelf.edit(before.id, Details(source=plain.line("Ford Paper")))
    shelf.mark_all_read([before.id])
    shelf.keep_place(before.id, before.source_text.index("A school"))
    for words in WORDS[1:]:
        start = before.source_text.index(words)
        shelf.add_note(before.id, f"on {words[:6]}", Span(start, start + len(words)), words)
    carried(shelf, before, after, read=False, both=False)
    assert after.id in shelf.starred_ids
    assert shelf.tags_of(after.id) == ("mills",)
    assert shelf.details(after.id) == shelf.details(before.id)
    assert not shelf.is_read(after.id)
    assert shelf.place(after.id) == after.source_text.index("A school")
    notes = {note.text: note.span for note in shelf.notes(after.id)}
    start = after.source_text.index(WORDS[1])
    assert notes == {"on A scho": Span(start, start + len(WORDS[1])), "on The wh": None}
    carried(shelf, after, before, read=True, both=True)
    assert len(shelf.notes()) == 4  # the text is shown elsewhere, and keeps its notes
    assert {note.span is None for note in shelf.notes(before.id)} == {False}


@given(st.lists(st.text("ab c\n.", max_size=30), max_size=6), st.integers(0, 200))
def test_a_place_in_the_same_text_stays_at_the_same_words(parts: list[str], place: int) -> None:
    article = clean_text("\n\n".join(parts))
    place = min(place, len(article.source_text))
    found = place_in(article, place, article)
    assert 0 <= found <= place or article.source_text[found : found + 5].strip()
    assert span_in(article.source_text, "") is None
