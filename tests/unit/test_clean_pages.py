"""HTML pages: the article kept whole, the rest hidden with a reason, and the parser's traps avoided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.clean import clean_html
from reader.model import BlockKind, Reason
from reader.text import dates
from tests.unit.test_clean_text import BODY, LEDE, STORY, reason_of

PAGE = f"""<!doctype html><html lang="en-US"><head><title>Council shuts the old bridge | River Post</title>
<meta property="og:site_name" content="River Post"><meta property="og:url" content="https://example.org/news/bridge">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Council shuts the old bridge",
"datePublished": "2025-03-27T10:00:00Z", "author": {{"name": "Ann Lee"}}}}</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/town">Town</a></li></ul></nav>
<main><article><h1>Council shuts the old bridge</h1><p class="byline">By Ann Lee</p>
<time datetime="2025-03-27">27 March 2025</time>
<p>{LEDE}</p><div class="ad-slot">A car for less than you would think is now at your dealer.</div>
<figure><img alt="bridge"><figcaption>The bridge in winter.</figcaption></figure>
<p>{BODY[0]} <a href="/plan">The plan</a></p><h2>Rather a season</h2><p>{BODY[1]}</p>
<table><tr><th>Pier</th><th>Crack</th></tr><tr><td>two</td><td>4 cm</td></tr></table>
<ul><li>New steel around two piers</li><li>Oak for the deck</li></ul>
<div class="related-stories"><h3>Related</h3><a href="/x">Ferry company buys a second
boat</a></div><p>{BODY[2]}</p></article></main>
<footer>Copyright 2025 River Post</footer></body></html>"""


def test_a_page() -> None:
    article = clean_html(PAGE, "https://example.org/news/bridge")
    for part in (LEDE, BODY[0], "Rather a season", BODY[1], "Pier | Crack", "New steel around two piers", BODY[2]):
        assert part in article.text
    for part in ("dealer", "in winter", "second boat", "Copyright", "Home", "By Ann Lee", "Council shuts"):
        assert part not in article.text
    assert reason_of(article, "dealer") is Reason.AD
    assert reason_of(article, "in winter") is Reason.CAPTION
    assert reason_of(article, "Home") is Reason.NAVIGATION
    assert reason_of(article, "second boat") is Reason.TEASER


def test_fields_of_a_page() -> None:
    article = clean_html(PAGE)
    assert article.title == "Council shuts the old bridge"
    assert (article.source, article.byline, article.language) == ("River Post", "Ann Lee", "en")
    assert dates.show(article.published) == "27 Mar 2025"
    assert article.link == "https://example.org/news/bridge"
    assert {BlockKind.HEADING, BlockKind.ROW, BlockKind.ITEM} <= {block.kind for block in article.blocks if block.kept}


def test_links_are_absolute_and_of_the_web_only() -> None:
    page = f'<p>{LEDE} <a href="/a">one</a> <a href="javascript:x()">two</a> <a href="file:///etc/passwd">three</a></p>'
    links = clean_html(page, "https://example.org/b/c").links
    assert [link.address for link in links] == ["https://example.org/a"]
    assert clean_html(f'<base href="file:///"><p>{LEDE} <a href="/a">one</a></p>').links == ()


@pytest.mark.parametrize("depth", [150, 260, 2100, 30_000])
def test_depth_loses_no_text(depth: int) -> None:
    page = (
        f"<title>T</title><p>{LEDE}</p>"
        + "<div>" * depth
        + f"<p>{BODY[0]}</p>"
        + "</div>" * depth
        + f"<p>{BODY[1]}</p>"
    )
    article = clean_html(page)
    assert article.text == "\n\n".join((LEDE, *BODY[:2]))
    assert bool(article.notes) == (depth > 200)


def test_a_character_reference_hides_nothing() -> None:
    article = clean_html(
        f"<p>{LEDE}&#27;]0;x&#7;</p><p>{BODY[0]}&#x1b;[31m&#0;</p><p>it&#146;s of the town and it will be here.</p>"
    )
    assert LEDE in article.text
    assert "\x1b" not in article.text
    assert "it’s of the town" in article.text


def test_a_page_without_tags_is_text() -> None:
    assert clean_html(STORY).text == STORY


@pytest.mark.parametrize("page", ["<!-- a note -->", "<!doctype html>", "</p>", "<!-- a note that never ends"])
def test_a_page_without_elements_is_shown_as_it_is(page: str) -> None:
    assert clean_html(page).source_text == page


def test_the_same_paragraph_again_and_again_is_hidden_but_there() -> None:
    article = clean_html(f"<p>{LEDE}</p>" * 50 + f"<p>{BODY[0]}</p>")
    assert len(article.blocks) == 51
    assert article.text == f"{LEDE}\n\n{BODY[0]}"


def test_a_long_text_node_is_kept() -> None:
    text = (LEDE + " ") * 110_000
    assert len(clean_html(f"<p>{text}</p>").text) == len(text) - 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r"])
def test_declared_encodings(encoding: str) -> None:
    text = (
        "Старый мост через реку закроют на ремонт до конца месяца, сообщил совет города после долгого спора о сроках."
    )
    page = f'<meta charset="{encoding}"><p>{text}</p>'.encode(encoding)
    assert clean_html(page).text == text


@given(st.text(alphabet=st.sampled_from(list("<>/!-&#;x27pdivsa\"'= \n\x00é")), max_size=200))
def test_never_raises_and_loses_nothing_it_shows(page: str) -> None:
    article = clean_html(page)
    inside = "".join(article.source_text[slice(*block.span)] for block in article.blocks)
    assert "".join(inside.split()) == "".join(article.source_text.split())


@given(st.binary(max_size=200))
def test_any_bytes(page: bytes) -> None:
    clean_html(page)


@pytest.mark.parametrize(
    "data", ["[" * 100_000, '{"@type": "Article", "headline": 5, "author": [1, {"name": null}]}', "{", "NaN"]
)
def test_json_of_any_shape(data: str) -> None:
    page = f'<script type="application/ld+json">{data}</script><p>{LEDE}</p><p>{BODY[0]}</p>'
    assert clean_html(page).text == f"{LEDE}\n\n{BODY[0]}"


@pytest.mark.parametrize("end", ["</body></html>", "</body>", "</html>", "</body></html><!-- cached --><html><body>"])
def test_what_follows_an_early_end_of_the_page_is_read(end: str) -> None:
    article = clean_html(f"<html><body><nav><a href='/'>Home</a></nav>{end}<div><p>{LEDE}</p><p>{BODY[0]}</p></div>")
    assert LEDE in article.text
    assert BODY[0] in article.text


def test_utf8_saved_with_its_old_declaration_is_utf8() -> None:
    text = "Die Brücke über die Örtze bleibt für Fußgänger übers Jahr geöffnet, sagte die Bürgermeisterin."
    page = f'<meta charset="iso-8859-1"><p>{text}</p><p>{LEDE}</p>'
    assert text in clean_html(page.encode()).text
    assert text in clean_html(page.encode("latin-1")).text


def test_characters_encoded_twice_are_mended() -> None:
    text = f"It’s a bridge – “the oldest” – and it stays. {LEDE}"
    twice = text.encode().decode("latin-1")
    assert "It’s a bridge – “the oldest”" in clean_html(f"<p>{twice}</p>").text


def test_an_article_in_several_boxes_of_one_make_is_whole() -> None:
    part = (
        '<div class="row"><div class="article__body grid">{}</div>'
        "<aside><p>A ride on the lake, now cheap.</p></aside></div>"
    )
    page = (
        "<body><main>"
        + part.format(f"<p>{LEDE}</p><p>{BODY[0]}</p>")
        + part.format(f"<p>{BODY[1]}</p><p>{BODY[2]}</p>")
    )
    article = clean_html(page + "</main></body>")
    for text in (LEDE, *BODY):
        assert text in article.text


@pytest.mark.parametrize("name", ["paywall", "cmp-richtext__teaser", "subscriber-only newsletter"])
def test_a_class_on_every_paragraph_stands_against_none(name: str) -> None:
    page = "".join(f'<p class="{name}">{text}</p>' for text in (LEDE, *BODY))
    article = clean_html(f"<body><div>{page}</div></body>")
    for text in (LEDE, *BODY):
        assert text in article.text
