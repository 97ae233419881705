"""Lists of feeds: OPML read and written, newsboat's urls files, and the feeds that a page names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.discovery import Kind, feeds_of_page, kind_of
from reader.sources.model import Subscription
from reader.sources.newsboat import is_urls, read_urls
from reader.sources.opml import is_opml, read_opml, write_opml
from reader.text import plain

OPML = b"""<?xml version="1.0"?><opml version="1.0"><head><title>My feeds</title></head><body>
<outline text="News"><outline text="Quay &amp; pier" type="rss" xmlUrl="https://quay.example/feed?a=1&amp;b=2"
 htmlUrl="https://quay.example/" category="/ships,harbour" custom="kept"/>
<outline title="Inner"><outline text="Deep" xmlurl="feed://deep.example/rss"/></outline></outline>
<outline text="Top" xmlUrl="http://top.example/atom.xml" type="atom"/>
<outline text="Bad" xmlUrl="exec:rm -rf /"/><outline text="Local" xmlUrl="file:///etc/hostname"/>
<outline text="More" type="include" url="https://x.example/y.opml"/></body></opml>"""


def test_opml_keeps_folders_titles_and_attributes() -> None:
    found = read_opml(OPML)
    assert found.title == "My feeds"
    quay, deep, top = found.feeds
    assert (quay.address, quay.title, quay.link) == (
        "https://quay.example/feed?a=1&b=2",
        "Quay & pier",
        "https://quay.example/",
    )
    assert (quay.folder, quay.tags, quay.attributes) == (("News",), ("ships", "harbour"), (("custom", "kept"),))
    assert (deep.address, deep.folder) == ("http://deep.example/rss", ("News", "Inner"))
    assert (top.folder, top.attributes) == ((), (("type", "atom"),))


def test_opml_says_what_it_does_not_take() -> None:
    assert read_opml(OPML).words == (
        "Bad: exec: is a command and is never run",
        "Local: file:///etc/hostname is no address of the web",
        "the list https://x.example/y.opml is named in it, and is not fetched",
    )


@pytest.mark.parametrize(
    "broken",
    [
        OPML.replace(b"&amp;", b"&"),
        OPML.replace(b"</body></opml>", b""),
        OPML.replace(b"<head>", b"<head><br>"),
        OPML.replace(b'<?xml version="1.0"?>', b"&nbsp;"),
    ],
    ids=["bare ampersands", "cut", "open element", "text before"],
)
def test_broken_opml_is_repaired_and_said(broken: bytes) -> None:
    found = read_opml(broken)
    assert [feed.address for feed in found.feeds] == [feed.address for feed in read_opml(OPML).feeds]
    assert [feed.folder for feed in found.feeds] == [feed.folder for feed in read_opml(OPML).feeds]
    assert found.words[0].startswith("broken XML was repaired")


@pytest.mark.parametrize("data", [b"", b"<html><body>x</body></html>", b"words", b"<opml", b'{"a": 1}'])
def test_what_is_no_opml_is_told(data: bytes) -> None:
    found = read_opml(data)
    assert found.feeds == ()
    assert found.words == ("is no list of feeds (OPML)",)


def test_floods_of_outlines_are_bounded() -> None:
    deep = b"<opml><body>" + b'<outline text="a">' * 50_000 + b'<outline xmlUrl="https://q.example/"/>'
    assert len(read_opml(deep).feeds[0].folder) == 30
    many = b"<opml><body>" + b'<outline xmlUrl="https://q.example/"/>' * 10_002 + b"</body></opml>"
    assert len(read_opml(many).feeds) == 10_000
    assert read_opml(many).words == ("more than 10000 feeds; 2 were left",)
    assert read_opml(b"<opml><body>" + b'<outline text="' * 50_000).feeds == ()


LINES = st.text(max_size=30).map(plain.line)
NAMES = LINES.filter(bool)
TAGS = st.text(alphabet="abc é漢&<'\"!~", min_size=1, max_size=10).map(plain.line).filter(bool)


@st.composite
def _feeds(draw: st.DrawFn) -> Subscription:
    return Subscription(
        plain.line(f"https://quay.example/{draw(st.integers(0, 9))}?a=1&b='\"<"),
        draw(LINES),
        plain.line(draw(st.sampled_from(["", "https://quay.example/"]))),
        tuple(draw(st.lists(NAMES, max_size=3))),
        tuple(dict.fromkeys(draw(st.lists(TAGS, max_size=3)))),
        attributes=tuple(
            draw(st.lists(st.tuples(st.sampled_from(["custom", "x-y"]).map(plain.line), NAMES), max_size=1))
        ),
    )


@given(st.lists(_feeds(), max_size=6), LINES)
def test_what_is_written_is_read_again(feeds: list[Subscription], title: str) -> None:
    found = read_opml(write_opml(feeds, title))
    assert found.words == ()
    assert found.title == title
    assert sorted(map(repr, found.feeds)) == sorted(map(repr, feeds))
    assert read_opml(write_opml(found.feeds)).feeds == found.feeds


def test_a_urls_file_is_read_with_its_tags() -> None:
    found = read_urls(
        b'# mine\n\nhttps://quay.example/feed ships "harbour news" "~The Quay" # note\n'
        b'"https://two.example/rss" !hidden\nhttps://three.example/#part !\n'
        b'query:Unread:unread = "yes"\nexec:~/bin/make-feed\n'
        b"filter:~/bin/clean:https://q.example/ tag\n  nothing here\n"
    )
    one, two, three = found.feeds
    assert (one.address, one.title, one.tags) == ("https://quay.example/feed", "The Quay", ("ships", "harbour news"))
    assert (two.address, two.hidden, two.tags) == ("https://two.example/rss", True, ("hidden",))
    assert (three.address, three.hidden, three.tags) == ("https://three.example/#part", True, ())
    assert found.words == (
        "line 6: query feeds are not taken",
        "line 7: exec: is a command and is never run",
        "line 8: filter: is a command and is never run",
        "line 9: nothing is no address of the web",
    )


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    read_urls(data)
    read_opml(data)
    is_urls(data)
    is_opml(data)
    kind_of(data)
    feeds_of_page(data, "https://quay.example/")


PAGE = b"""<!DOCTYPE html><html><head><!-- <link rel="alternate" type="application/rss+xml" href="/old"> -->
<link rel="alternate" type="application/rss+xml" title="Quay &raquo; Comments" href="/comments/feed/">
<LINK REL='alternate' TYPE='application/rss+xml' TITLE='Quay > all' HREF='/feed/'>
<link rel="alternate" type="application/feed+json" href="feed.json">
<link rel=alternate type=application/atom+xml href=/atom>
<link rel="alternate" type="application/json" href="/api/posts/1"><link rel="alternate" hreflang="de" href="/de/">
<link rel="stylesheet" href="/feed.css">
<script>var x = '<link rel="alternate" type="application/rss+xml" href="/no">'</script>
</head><body><a href="/feed/">RSS</a><a href="https://quay.example/ships/rss.xml">ships</a>
<a href="/sitemap.xml">map</a>
<a href="https://far.example/feed">far</a><a href="javascript:feed">x</a><a href="/?feed=rss2">q</a></body></html>"""


def test_a_page_names_its_feeds_those_of_comments_last() -> None:
    found = feeds_of_page(PAGE, "https://www.quay.example/news/today")
    assert [(one.address, one.named) for one in found] == [
        ("https://www.quay.example/feed/", True),
        ("https://www.quay.example/news/feed.json", True),
        ("https://www.quay.example/atom", True),
        ("https://www.quay.example/comments/feed/", True),
        ("https://quay.example/ships/rss.xml", False),
        ("https://www.quay.example/?feed=rss2", False),
    ]
    assert (found[0].title, found[0].type) == ("Quay > all", "application/rss+xml")


def test_the_base_of_a_page_is_minded() -> None:
    page = b'<base href="https://quay.example/x/"><link rel="alternate" type="application/atom+xml" href="atom.xml">'
    assert feeds_of_page(page, "https://other.example/")[0].address == "https://quay.example/x/atom.xml"


@pytest.mark.parametrize("piece", [b"<link ", b"<!--", b'<a href="', b"<script"])
def test_floods_on_a_page_name_nothing(piece: bytes) -> None:
    assert feeds_of_page(piece * 200_000, "https://quay.example/") == ()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'<?xml version="1.0"?><!-- <html> --><rss version="2.0"><channel/></rss>', Kind.FEED),
        (b"\xef\xbb\xbf\n<feed xmlns='http://www.w3.org/2005/Atom'/>", Kind.FEED),
        (b'<rdf:RDF xmlns:rdf="x"/>', Kind.FEED),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', Kind.FEED),
        (b'{"items": [1]}', Kind.TEXT),
        (OPML, Kind.OPML),
        (PAGE, Kind.PAGE),
        (b"<p>words</p>", Kind.PAGE),
        (b"# feeds\nhttps://quay.example/feed tag\n", Kind.URLS),
        (b"The ferry was late.", Kind.TEXT),
        (b"", Kind.TEXT),
        ('<?xml version="1.0" encoding="utf-16"?><rss/>'.encode("utf-16"), Kind.FEED),
    ],
)
def test_bytes_are_told_by_how_they_begin(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind
