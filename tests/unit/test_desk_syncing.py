"""Asking sources: what is new is kept, what went wrong is said, and the next round asks only for what changed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from reader.desk.gathering.syncing import Sync, Visited
from reader.desk.gathering.versions import WHOLE_TEXT
from reader.library.library import Library
from reader.library.sources import FEED, FOLDER, PAGE, Source
from reader.sources.asking import Policy
from tests.webserver import answer, item, redirect, rss, server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FERRY = "The night ferry to Skarnvik ran aground at four in the morning, and nobody on board was hurt by it."
MARKET = "The fish market opened late because the boats stayed in the harbour until the wind had turned."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "data")
    yield library
    library.close()


def sync(library: Library, *, forced: bool = False) -> list[Visited]:
    return list(Sync(library, library.sources.all(), Policy(allow_private=True, patience=30), forced=forced))


def titles(library: Library) -> list[str]:
    return [entry.title for entry in library.articles.entries()]


def test_new_items_are_kept_once_and_changed_ones_as_a_version(library: Library) -> None:
    with server() as web:
        web.pages["/feed"] = answer(rss(item("Ferry", FERRY), item("Market", MARKET)), "200 OK", 'ETag: "1"')
        library.sources.add([Source(FEED, web("/feed"))])
        (first,) = sync(library)
        assert (first.new, first.changed, first.error) == (2, 0, "")
        assert first.source.title == "Coast Paper"
        assert titles(library) == ["Ferry", "Market"]

        web.pages["/feed"] = answer(rss(item("Ferry", FERRY + " It floats again."), item("Market", MARKET)))
        (second,) = sync(library)
        assert (second.new, second.changed) == (0, 1)
        assert web.headers("/feed")["if-none-match"] == '"1"'
        (number,) = second.numbers
        assert len(library.articles.versions(number)) == 2
        assert library.load([number])[0].text.endswith("It floats again.")


def test_what_did_not_change_is_neither_sent_nor_counted(library: Library) -> None:
    with server() as web:
        web.pages["/feed"] = answer(rss(item("Ferry", FERRY)), "200 OK", 'ETag: "1"')
        library.sources.add([Source(FEED, web("/feed"))])
        sync(library)
        web.pages["/feed"] = answer(b"", "304 Not Modified")
        (visited,) = sync(library)
        assert visited.unchanged
        assert library.sources.visits()[visited.source.number].succeeded > 0


def test_one_source_that_fails_is_said_and_kept_and_stops_no_other(library: Library) -> None:
    with server() as web:
        web.pages["/page"] = answer(b"<html><body><p>Hello</p></body></html>")
        web.pages["/good"] = answer(rss(item("Ferry", FERRY)))
        library.sources.add([Source(FEED, web("/gone")), Source(FEED, web("/page")), Source(FEED, web("/good"))])
        gone, page, good = sorted(sync(library), key=lambda visited: visited.source.number)
        assert "404" in gone.error
        assert "not a feed" in page.error
        assert good.new == 1
        visits = library.sources.visits()
        assert visits[gone.source.number].error == gone.error
        assert visits[gone.source.number].failures == 1


def test_a_server_that_wants_to_be_left_alone_is(library: Library) -> None:
    with server() as web:
        web.pages["/feed"] = answer(b"", "503 Service Unavailable", "Retry-After: 600")
        library.sources.add([Source(FEED, web("/feed"))])
        sync(library)
        (visited,) = sync(library)
        assert "left alone" in visited.error
        assert len(web.asked) == 1
        sync(library, forced=True)
        assert len(web.asked) == 2


def test_what_is_gone_for_good_is_asked_no_more_by_itself(library: Library) -> None:
    with server() as web:
        web.pages["/feed"] = answer(rss(item("Ferry", FERRY)))
        library.sources.add([Source(FEED, web("/feed"))])
        sync(library)
        web.pages["/feed"] = answer(b"", "410 Gone")
        assert "410" in sync(library)[0].error
        (visited,) = sync(library)
        assert (visited.waits, "gone for good" in visited.error) == (True, True)
        assert len(web.asked) == 2
        sync(library, forced=True)
        assert len(web.asked) == 3
        assert titles(library) == ["Ferry"]


def test_a_feed_that_moved_for_good_is_known_by_its_new_address(library: Library) -> None:
    with server() as web:
        web.pages["/old"] = redirect(web("/new"), "301 Moved Permanently")
        web.pages["/new"] = answer(rss(item("Ferry", FERRY)))
        library.sources.add([Source(FEED, web("/old"))])
        (visited,) = sync(library)
        assert any("moved for good" in words for words in visited.words)
        assert [source.address for source in library.sources.all()] == [web("/new")]
        assert library.shelf.undo() != ""  # the subscription, not what the server said
        assert library.sources.all() == []


def test_a_title_that_the_user_gave_stays(library: Library) -> None:
    with server() as web:
        web.pages["/feed"] = answer(rss(item("Ferry", FERRY)))
        library.sources.add([Source(FEED, web("/feed"), title="Mine")])  # type: ignore[arg-type]
        (visited,) = sync(library)
        assert visited.source.title == "Mine"
        assert library.articles.entries()[0].source == "Mine"


def test_the_whole_text_of_what_is_cut_is_fetched_where_that_is_wanted(library: Library) -> None:
    with server() as web:
        body = "".join(f"<p>{FERRY} {MARKET} Paragraph {number}.</p>" for number in range(6))
        web.pages["/ferry"] = answer(f"<html><body><article><h1>Ferry</h1>{body}</article></body></html>".encode())
        web.pages["/feed"] = answer(rss(item("Ferry", FERRY + " Read more...", web("/ferry"))))
        library.sources.add([Source(FEED, web("/feed"), whole=True)])
        assert [visited.new + visited.changed for visited in sync(library)] == [1, 1]
        (entry,) = library.articles.entries()
        (article,) = library.load([entry.number])
        assert "Paragraph 5." in article.text
        assert article.title == "Ferry"
        assert [version.note for version in library.articles.versions(entry.number)] == ["", WHOLE_TEXT]
        sync(library)
        assert [target for target, _ in web.asked] == ["/feed", "/ferry", "/feed"]


def test_a_page_is_an_article_with_versions(library: Library) -> None:
    with server() as web:
        for text in (FERRY, MARKET):
            page = f"<html><body><article><h1>Harbour</h1><p>{text} {text}</p></article></body></html>"
            web.pages["/page"] = answer(page.encode())
            if not library.sources.all():
                library.sources.add([Source(PAGE, web("/page"))])
            sync(library)
        (entry,) = library.articles.entries()
        assert len(library.articles.versions(entry.number)) == 2


def test_a_folder_is_looked_through_without_the_network(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text(f"Ferry\n\n{FERRY}\n")
    library.sources.add([Source(FOLDER, str(folder))])
    (first,) = sync(library)
    (folder / "two.txt").write_text(f"Market\n\n{MARKET}\n")
    (second,) = sync(library)
    assert (first.new, second.new) == (1, 1)
    assert sync(library)[0].numbers == ()


def test_stopping_keeps_what_was_told_of(library: Library) -> None:
    with server() as web:
        web.pages["/feed"] = answer(rss(item("Ferry", FERRY)))
        web.pages["/never"] = web.hang
        library.sources.add([Source(FEED, web("/feed")), Source(FEED, web("/never"))])
        stopped = threading.Event()
        round_ = Sync(library, library.sources.all(), Policy(allow_private=True, patience=30), stop=stopped.is_set)
        for visited in round_:
            assert visited.new == 1
            stopped.set()
            break
        assert titles(library) == ["Ferry"]


def test_what_came_is_in_its_story_once_the_round_is_over(library: Library) -> None:
    later = "The night ferry that ran aground at Skarnvik floats again; nobody on board was hurt, the harbour said."
    with server() as web:
        web.pages["/one"] = answer(rss(item("Night ferry aground at Skarnvik", FERRY), item("Market", MARKET)))
        web.pages["/other"] = answer(rss(item("Skarnvik ferry ran aground at night", later)))
        library.sources.add([Source(FEED, web("/one")), Source(FEED, web("/other"))])
        sync(library)
    together = {entry.title for entry in library.articles.entries() if entry.story is not None}
    assert together == {"Night ferry aground at Skarnvik", "Skarnvik ferry ran aground at night"}
