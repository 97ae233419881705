"""Items of a feed on their way to articles."""

from __future__ import annotations

from datetime import UTC, datetime

from reader.clean import clean
from reader.model import Article, Media, Reason
from reader.sources.documents import documents
from reader.sources.model import Feed, Item
from reader.text import plain

TITLE = plain.line("Ferry stays in port after the storm")
BODY = "The master of the ferry told the board that she would stay in port until both engines had been looked at. "


def article(content: str = "", media: Media = Media.HTML, **fields: object) -> Article:
    item = Item(TITLE, plain.line("https://quay.example/ferry"), content=content, media=media, **fields)  # type: ignore[arg-type]
    feed = Feed("rss", plain.line("Quay Gazette"), plain.line("https://quay.example/"), "en", (item,))
    return clean(documents(feed)[0])


def test_what_the_feed_states_wins_over_what_the_body_shows() -> None:
    body = f"<h1>Another headline</h1><p>By Nobody Else</p><p>1 January 2020</p><p>{BODY * 4}</p>"
    made = article(body, author=plain.line("Ida Holm"), published=datetime(2026, 8, 4, 9, 30, tzinfo=UTC))
    assert (made.title, made.byline, made.source) == (TITLE, "Ida Holm", "Quay Gazette")
    assert made.published is not None
    assert made.published.moment == datetime(2026, 8, 4, 9, 30, tzinfo=UTC)
    assert made.link == "https://quay.example/ferry"


def test_a_name_given_by_the_user_is_the_source() -> None:
    assert documents(Feed("rss", plain.line("Quay"), items=(Item(TITLE),)), "My quay")[0].stated.source == "My quay"  # type: ignore[union-attr]


def test_a_title_alone_is_an_article_with_an_empty_text() -> None:
    made = article()
    assert (made.title, made.text, made.notes) == (TITLE, "", ())
    assert [block.reason for block in made.blocks] == [Reason.TITLE]


def test_items_whose_bodies_are_alike_stay_apart() -> None:
    body = '<a href="https://other.example/1">Comments</a>'
    items = tuple(Item(plain.line(title), content=body, media=Media.HTML) for title in ("One tide", "Another tide"))
    one, other = (clean(document) for document in documents(Feed("rss", items=items)))
    assert one.id != other.id


def test_a_body_of_plain_text_cannot_pass_for_header_lines() -> None:
    made = article(f"Title: Not this\nURL: https://evil.example/\n\n{BODY * 3}", Media.TEXT)
    assert (made.title, made.link) == (TITLE, "https://quay.example/ferry")
    assert "Not this" in made.source_text


def test_links_of_the_body_are_resolved_against_the_items_base() -> None:
    made = article(f'<p>{BODY * 3}<a href="map">the map</a></p>', base=plain.line("https://quay.example/docs/"))
    assert [link.address for link in made.links] == ["https://quay.example/docs/map"]


def test_a_body_that_closes_the_page_early_loses_nothing() -> None:
    assert BODY.strip() in article(f"</article></body></html><p>{BODY}</p>").text


def test_an_item_whose_link_is_no_address_of_the_web_has_none() -> None:
    for link in ("javascript:alert(1)", "file:///etc/hostname", "urn:x"):
        (document,) = documents(Feed("rss", items=(Item(TITLE, plain.line(link)),)))
        assert document.link == ""
        assert document.name == TITLE
