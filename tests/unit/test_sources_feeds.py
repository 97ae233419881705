"""Feeds: bytes in, items out, whatever the bytes are."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import parse_feed
from reader.model import Media
from reader.sources import forgiving, quick
from reader.sources.bounds import MAX_ITEMS, bounded
from reader.sources.survey import survey

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Quay Gazette</title><link>https://quay.example/</link><language>en-gb</language>{}</channel></rss>"""
ITEM = """<item><title>Crane &amp;amp; barge collide</title><link>https://quay.example/crane</link>
<guid isPermaLink="false">quay-17</guid><pubDate>Tue, 04 Aug 2026 09:30:00 +0200</pubDate>
<dc:creator>Ida Holm</dc:creator><category>Harbour</category><category>Cranes</category>
<description>Short word of it.</description>
<content:encoded><![CDATA[<p>A crane struck a barge.</p><p>Nobody was hurt, the master said.</p>]]></content:encoded>
<enclosure url="/sound/17.mp3" type="audio/mpeg" length="1"/></item>"""
ATOM = (
    """<feed xmlns="http://www.w3.org/2005/Atom"{}><title>Quay</title><link href="https://quay.example/"/>{}</feed>"""
)
ENTRY = """<entry><title type="html">A &lt;em&gt;late&lt;/em&gt; ferry</title><id>tag:quay.example,2026:3</id>
<link rel="alternate" type="text/html" href="https://quay.example/ferry"/><updated>2026-08-05T10:00:00Z</updated>
<author><name>Ida Holm</name></author><summary>It was late.</summary>
<content type="html">&lt;p&gt;The ferry left an hour after its time.&lt;/p&gt;</content></entry>"""


def rss(*items: str) -> bytes:
    return RSS.format("".join(items)).encode()


def test_an_rss_feed_says_all_it_states() -> None:
    feed = parse_feed(rss(ITEM), "https://quay.example/feed.xml")
    assert (feed.format, feed.title, feed.link, feed.language) == (
        "rss",
        "Quay Gazette",
        "https://quay.example/",
        "en-gb",
    )
    assert feed.words == ()
    (item,) = feed.items
    assert item.title == "Crane & barge collide"
    assert (item.link, item.id) == ("https://quay.example/crane", "quay-17")
    assert item.published == datetime(2026, 8, 4, 7, 30, tzinfo=UTC)
    assert item.author == "Ida Holm"
    assert item.tags == ("Harbour", "Cranes")
    assert item.media is Media.HTML
    assert "<p>Nobody was hurt" in item.content
    assert item.enclosures == ("https://quay.example/sound/17.mp3",)


def test_an_atom_entry_without_a_date_of_its_own_has_that_of_its_update() -> None:
    feed = parse_feed(ATOM.format("", ENTRY).encode())
    (item,) = feed.items
    assert feed.format == "atom"
    assert item.title == "A late ferry"
    assert item.published == item.updated == datetime(2026, 8, 5, 10, tzinfo=UTC)
    assert item.content == "<p>The ferry left an hour after its time.</p>"


def test_links_are_made_absolute_against_the_base_that_the_feed_states() -> None:
    entry = ENTRY.replace("https://quay.example/ferry", "late/ferry")
    (item,) = parse_feed(ATOM.format(' xml:base="https://quay.example/news/"', entry).encode()).items
    assert item.link == "https://quay.example/news/late/ferry"
    (item,) = parse_feed(ATOM.format("", entry).encode(), "https://other.example/x/feed").items
    assert item.link == "https://other.example/x/late/ferry"


@pytest.mark.parametrize(
    "written",
    [
        "Tue, 04 Aug 2026 09:30:00 +0200",
        "04 Aug 26 07:30 GMT",
        "2026-08-04T09:30:00+02:00",
        "2026-08-04 07:30:00",
        "20260804T073000Z",
        "Tue Aug  4 07:30:00 2026",
        "Tue, 4 August 2026 07:30:00 UTC",
        "4 août 2026, 07:30",
        "04/08/2026 07:30",
    ],
)
def test_dates_are_read_in_the_forms_that_feeds_use(written: str) -> None:
    (item,) = parse_feed(
        rss(f"<item><title>x</title><link>https://q.example/1</link><pubDate>{written}</pubDate></item>")
    ).items
    assert item.published == datetime(2026, 8, 4, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["", " ", "null", "0", "soon", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1" * 999]
)
def test_what_is_no_date_is_none(written: str) -> None:
    (item,) = parse_feed(rss(f"<item><title>x</title><pubDate>{written}</pubDate><guid>20260101</guid></item>")).items
    assert item.published is None


def test_a_title_keeps_what_is_no_markup() -> None:
    titles = [
        "5 &lt; 6 and 7 &gt; 2",
        "a [link=x] b",
        "&lt;script&gt;alert(1)&lt;/script&gt;Ferry",
        "bell &amp;#27;[31m",
        "use &lt;T&gt;",
    ]
    feed = parse_feed(rss(*(f"<item><title>{title}</title><link>https://q.example/</link></item>" for title in titles)))
    assert [item.title for item in feed.items] == ["5 < 6 and 7 > 2", "a [link=x] b", "Ferry", "bell [31m", "use <T>"]


def test_an_item_may_have_a_title_alone_or_a_text_alone() -> None:
    feed = parse_feed(rss("<item><title>Alone</title></item>", "<item><description>Only this.</description></item>"))
    assert [(item.title, item.content, item.media) for item in feed.items] == [
        ("Alone", "", Media.TEXT),
        ("", "Only this.", Media.TEXT),
    ]
    assert feed.items[0].key == "Alone"


@pytest.mark.parametrize(
    ("body", "cut"),
    [
        ("<p>" + "The master told the board so. " * 20 + "</p>", False),
        ("<p>" + "The master told the board so. " * 20 + "They will […]</p>", True),
        ("The master told the board so. " * 20 + "They will [...]", True),
        ("The master told the board so. " * 20 + "They will&hellip;", True),
        ("The master told the board so. " * 20 + '<a href="/x">Read more</a>', True),
        ("The master told the board so. " * 20 + "Continue reading A late ferry →", True),
        ("The master told the board so.", True),
        ("The master told the board so. " * 20 + "And so on... or not.", False),
    ],
)
def test_a_body_that_goes_on_elsewhere_is_cut(body: str, cut: bool) -> None:
    (item,) = parse_feed(
        rss(f"<item><title>x</title><link>https://q.example/1</link><description>{escape(body)}</description></item>")
    ).items
    assert item.cut is cut


def test_broken_xml_is_repaired_and_said() -> None:
    broken = rss("<item><title>Caf&eacute; & bar &nosuch;</title><link>https://q.example/?a=1&b=2</link></item>")
    feed = parse_feed(broken)
    assert feed.items[0].title == "Café & bar &nosuch;"
    assert feed.items[0].link == "https://q.example/?a=1&b=2"
    assert feed.words == ("broken XML was repaired",)


def test_references_in_cdata_are_no_faults() -> None:
    body = "<![CDATA[<p>a&nbsp;b & c</p>]]>"
    broken = rss(f"<item><title>R&D</title><link>https://q.example/</link><description>{body}</description></item>")
    (item,) = parse_feed(broken).items
    assert (item.title, item.content) == ("R&D", "<p>a&nbsp;b & c</p>")


def test_what_could_not_be_read_is_said() -> None:
    damaged = rss("<item><title>Ferry</title><description>Überfahrt am Abend \x07</description></item>")
    feed = parse_feed(damaged.replace(b"Ferry", b"Fe\xffrry"))
    assert feed.words == ("1 character could not be read", "control characters were taken out")
    assert feed.items[0].title == "Fe\ufffdrry"


def test_a_document_type_that_names_another_file_is_not_fetched_and_not_needed() -> None:
    head = '<!DOCTYPE rss PUBLIC "-//Example//DTD RSS 0.91//EN" "https://far.example/rss-0.91.dtd">'
    feed = parse_feed((head + RSS[RSS.index("<rss") :].format(ITEM)).encode())
    assert (feed.words, feed.items[0].id) == ((), "quay-17")


def test_items_before_a_break_survive() -> None:
    assert len(parse_feed(rss(*[ITEM] * 30)[:-200]).items) == 30


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "iso-8859-1", "cp1252", "cp037"])
def test_feeds_come_in_many_encodings(encoding: str) -> None:
    text = RSS.replace("UTF-8", encoding if encoding != "utf-16-le" else "utf-16").format(
        "<item><title>Überfahrt</title></item>"
    )
    (item,) = parse_feed(text.encode(encoding)).items
    assert item.title == "Überfahrt"


def test_a_lying_or_missing_declaration_does_no_harm() -> None:
    text = RSS.format(
        "<item><title>Мост через пролив открыт для движения</title><description>Мост открыт</description></item>"
    )
    for data in (text.replace("UTF-8", "iso-8859-1").encode(), text.replace(' encoding="UTF-8"', "").encode("cp1251")):
        assert parse_feed(data).items[0].title == "Мост через пролив открыт для движения"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is no feed"),
        (b"just words", "is no feed"),
        (b"/etc/hostname", "is no feed"),
        (b"file:///etc/hostname", "is no feed"),
        (b"<html><body><h1>502</h1></body></html>", "is a web page, not a feed"),
        (b"<!-- x --><html><body><item><title>x</title></item></body></html>", "is a web page, not a feed"),
        (b"[1, 2]", "is JSON, but no feed"),
        (b'{"items": [', "is broken JSON, no feed can be read from it"),
        (b'{"items":' + b"[" * 100_000, "is broken JSON, no feed can be read from it"),
    ],
)
def test_what_is_no_feed_is_told(data: bytes, words: str) -> None:
    feed = parse_feed(data)
    assert (feed.format, feed.items, feed.words) == ("", (), (words,))


def test_a_json_feed_keeps_its_good_items() -> None:
    data = b"""{"version": "https://jsonfeed.org/version/1.1", "title": ["x"], "home_page_url": "https://quay.example/",
    "items": [{"id": 1, "title": "One <b>", "content_html": "<p>A</p>", "date_published": "2026-08-04T09:30:00+02:00",
    "authors": [{"name": "Ida Holm"}, 5], "tags": ["a", 2], "url": "one", "attachments": [{"url": "s.mp3"}, null]},
    "str", null, {"id": [1], "title": {"a": 1}, "content_text": 5}, {"id": "b", "content_text": "x",
    "date_modified": 1785828600000}]}"""
    feed = parse_feed(data, "https://quay.example/feed.json")
    assert feed.format == "json"
    assert feed.words == ("3 items could not be read",)
    one, two = feed.items
    assert (one.id, one.title, one.link, one.author) == ("1", "One <b>", "https://quay.example/one", "Ida Holm")
    assert (one.tags, one.enclosures) == (("a",), ("https://quay.example/s.mp3",))
    assert one.published == two.published == datetime(2026, 8, 4, 7, 30, tzinfo=UTC)


def test_items_past_the_limit_are_left_and_that_is_said() -> None:
    feed = parse_feed(rss("<item><title>x</title></item>" * (MAX_ITEMS + 1)))
    assert len(feed.items) == MAX_ITEMS
    assert feed.words == (f"more than {MAX_ITEMS} items; the rest was left",)


@pytest.mark.parametrize(
    "data",
    [
        rss("<item><title>" + "<a " * 300_000 + "</title></item>"),
        rss("<item><title>x <b " + " ".join(f'a{n}="1"' for n in range(20_000)) + ">y</b></title></item>"),
        rss("<item><title>x</title><description>" + "<d>" * 20_000 + "</description></item>"),
        rss("<item><title>x</title><author>" + "a" * 400_000 + "</author></item>"),
        rss("<item><title>x</title><pubDate>" + "1 " * 200_000 + "</pubDate></item>"),
        rss("<item><title>x</title>" + "".join(f"<category>{n}</category>" for n in range(20_000)) + "</item>"),
        rss("<item><title>x</title><description><![CDATA[" + "<!--" * 50_000 + "]]></description></item>"),
        rss("<item><title>x</title><description>" + "&amp;" * 500_000 + "&nbsp;</description></item>"),
        b"\n" * 200_000 + b"<!DOCTYPE " * 20_000 + rss(ITEM),
        b'<!DOCTYPE r [<!ENTITY a "'
        + b"x" * 20_000
        + b'">]>'
        + rss("<item><title>" + "&a;" * 20_000 + "</title></item>"),
    ],
    ids=["open tags", "attributes", "depth", "author", "date", "tags", "comments", "references", "head", "entity"],
)
def test_no_flood_takes_long_or_is_lost_without_a_word(data: bytes) -> None:
    feed = parse_feed(data)
    assert feed.format == "rss"
    assert len(feed.items) == 1


def test_entities_are_never_followed_outward() -> None:
    head = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY eur "&#8364;">]>'
    data = (head + RSS[RSS.index("<rss") :].format("<item><title>&x; 5 &eur;</title></item>")).encode()
    feed = parse_feed(data)
    assert feed.items[0].title == "&x; 5 €"
    assert feed.words[0] == "entities that refer to others or elsewhere were left unread"


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    parse_feed(data)


PIECES = st.sampled_from(
    '<item> </item> <title> </title> <link> <link/> <entry> <![CDATA[ ]]> & &lt; <!-- --> x " <guid> <? é \x1b [ {'
    " <pubDate> 2026-13-45 https://[q <description> <a|b='c'> xml:base='http://['".replace("|", " ").split(" ")
)


@given(
    st.lists(PIECES, max_size=25),
    st.sampled_from([rss("{}").decode(), ATOM.replace("{}", "", 1), '{{"items": [{}]}}', "{}"]),
)
@settings(max_examples=300)
def test_no_broken_feed_raises(pieces: list[str], frame: str) -> None:
    feed = parse_feed(frame.replace("{}", "".join(pieces)).encode(), "https://quay.example/feed")
    for item in feed.items:
        assert item.published is None or item.published.tzinfo is not None
        item.content.encode()


WORDS = st.text(alphabet="abc &<>'é—ж漢\u00a0.;#1", min_size=1, max_size=30).filter(lambda text: bool(text.strip()))


@st.composite
def _items(draw: st.DrawFn) -> str:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 500_000)))
    parts = [
        f"<title>{escape(draw(WORDS))}</title>",
        f"<link>https://quay.example/{draw(st.integers(0, 99))}?a=1&amp;b=2</link>",
    ]
    if draw(st.booleans()):
        stated = draw(st.sampled_from(["", ' isPermaLink="false"', ' isPermaLink="true"']))
        parts.append(f"<guid{stated}>https://quay.example/?p={draw(st.integers(0, 99))}</guid>")
    if draw(st.booleans()):
        parts.append(f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} GMT</pubDate>")
    if draw(st.booleans()):
        parts.append(f"<dc:creator><![CDATA[{draw(st.sampled_from(['Ida Holm', 'B. Ek']))}]]></dc:creator>")
    if draw(st.booleans()):
        parts.append(f"<description>{escape(draw(WORDS))}</description>")
    if draw(st.booleans()):
        del parts[draw(st.integers(0, 1))]
    return "<item>" + "".join(draw(st.permutations(parts))) + "</item>"


@given(st.lists(_items(), min_size=1, max_size=4))
def test_both_parsers_read_ordinary_feeds_alike(items: list[str]) -> None:
    data = bounded(rss(*items)).data
    look = survey(data)
    fast = quick.read(data, look, "") if look.ordinary else None
    if fast is None:
        return
    sure = forgiving.read(data, "")
    for one, other in zip(fast.items, sure.items, strict=True):
        assert (one.title, one.link, one.id, one.published) == (other.title, other.link, other.id, other.published)
        assert (one.author, one.content, one.media, one.cut) == (other.author, other.content, other.media, other.cut)


def test_parsers_load_on_first_use() -> None:
    heavy = "{'feedparser', 'fastfeedparser', 'lxml', 'dateutil'}"
    probe = f"import sys, reader.sources.feeds; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", probe], text=True, capture_output=True, check=True)
    assert done.stdout.strip() == "[]"
