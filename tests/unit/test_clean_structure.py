"""What an HTML page's elements say, kept: lines, rows, lists, quotations, and what is hidden or only looks so."""

from __future__ import annotations

import pytest

from reader.clean import clean_html
from reader.model import BlockKind
from reader.text import dates
from tests.unit.test_clean_text import BODY, LEDE

TAIL = f"<p>{BODY[0]}</p><p>{BODY[1]}</p>"


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        (f"<div>{LEDE}<br><br>{BODY[2]}</div>", [LEDE, BODY[2]]),
        (f"<p>{LEDE}</p><ul><li>New steel<ul><li>around two piers</li></ul>and more</li></ul>",
         [LEDE, "New steel", "around two piers", "and more"]),
        (f"<p>{LEDE}</p><dl><dt>Pier two</dt><dd>A crack of four centimetres</dd></dl>",
         [LEDE, "Pier two", "A crack of four centimetres"]),
        (f"<p>{LEDE}</p><table><tr><th>Pier</th><th>Crack</th></tr><tr><td><p>two</p></td><td><div>4</div>cm</td></tr></table>",
         [LEDE, "Pier | Crack", "two | 4 cm"]),
        (f"<p>{LEDE}</p><details><summary>How it was found</summary><p>{BODY[2]}</p></details>",
         [LEDE, "How it was found", BODY[2]]),
        (f"<p>{LEDE} They said <q>yes</q> to <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>, "
         "H<sub>2</sub>O and a su<wbr>per&shy;long&nbsp;word &amp; more.</p>",
         [f"{LEDE} They said “yes” to 漢, H2O and a superlong word & more."]),
        (f"<x-story><template shadowrootmode=open><p>{LEDE}</p></template></x-story>", [LEDE]),
        (f"<div><x-line>{LEDE}</x-line><x-line>{BODY[2]}</x-line></div>", [LEDE, BODY[2]]),
        (f"<div>{LEDE} It is <x-tip>rather</x-tip> old.</div>", [f"{LEDE} It is rather old."]),
        (f"<p>{LEDE}</p><blockquote>{BODY[2]}</blockquote>", [LEDE, BODY[2]]),
        (f"<p>{LEDE}</p><p hidden>It was never said here at all, and nobody reads it.</p>"
         "<p style='display: none'>Nor this, which is as long as a sentence must be to stay.</p>", [LEDE]),
        (f"<p>{LEDE}</p><div hidden=until-found><p>{BODY[2]}</p></div>", [LEDE, BODY[2]]),
    ],
)  # fmt: skip
def test_lines(html: str, lines: list[str]) -> None:
    assert clean_html(f"<body>{html}{TAIL}</body>").text.split("\n\n") == [*lines, *BODY[:2]]


def test_code_keeps_its_lines_and_prose_in_pre_becomes_paragraphs() -> None:
    code = "def bridge(piers):\n    return piers - 2\n\n\nprint(bridge(9))"
    article = clean_html(f"<p>{LEDE}</p><p>{BODY[0]}</p><pre>{code}</pre><p>{BODY[1]}</p>")
    assert code in article.text
    assert [block.kind for block in article.blocks].count(BlockKind.CODE) == 1
    wrapped = "\n\n".join(line.replace(" the ", "\nthe ") for line in (LEDE, *BODY))
    assert clean_html(f"<body><pre>{wrapped}</pre></body>").text == "\n\n".join((LEDE, *BODY))


def test_a_page_that_hides_itself_until_a_script_has_run_is_shown() -> None:
    story = f"<p>{LEDE}</p>{TAIL}"
    assert clean_html(f"<html style='display:none'><body style='visibility:hidden'>{story}").text.startswith(LEDE)
    rest = "".join(f"<p>{LEDE} This is told a {n}th time over, with the {n}th reason for it.</p>" for n in range(12))
    article = clean_html(f"<body><div style='display:none'>{story}{rest}</div><p>Subscribe to read on.</p>")
    assert LEDE in article.text
    assert article.notes == ("the page hides most of its text: it is shown",)


def test_links_follow_the_base_element() -> None:
    page = f'<base href="/news/"><p>{LEDE} <a href="a?b=1">one</a></p>{TAIL}'
    assert [link.address for link in clean_html(page, "https://example.org/x/").links] == [
        "https://example.org/news/a?b=1"
    ]
    page = page.replace("/news/", "https://other.example/")
    assert [link.address for link in clean_html(page).links] == ["https://other.example/a?b=1"]


def test_text_that_only_repeats_the_title_is_an_article_all_the_same() -> None:
    title = "The old bridge is shut."
    page = f"<title>{title}</title><body>" + f"<p>{' '.join([title] * 3)}</p>" * 20
    assert title in clean_html(page).text


HEAD = "<title>Council shuts the old bridge - River Post</title>"
H1 = "<h1>Council shuts the old bridge</h1>"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:site_name" content="River Post">' + HEAD, "Council shuts the old bridge"),
        ('<meta property="og:title" content="Bridge shut: what we know"><meta name="dc.title" '
         'content="Council shuts the old bridge">', "Council shuts the old bridge"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","headline":"Council shuts the old…"}</script>',
         "Council shuts the old bridge"),
        ('<meta property="og:title" content="Tom &amp; Jerry | rivals"><meta property="og:site_name" content="Post">',
         "Tom & Jerry | rivals"),
        ("", "Council shuts the old bridge"),
    ],
)  # fmt: skip
def test_the_title_that_the_page_shows(head: str, title: str) -> None:
    assert clean_html(f"<head>{head}</head><body>{H1}<p>{LEDE}</p>{TAIL}").title == title


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ('<meta name="date" content="2025-05-01">', "<p>Published: 27 March 2025</p>", "27 Mar 2025"),
        ('<meta property="article:published_time" content="2025-03-27T08:00Z"><meta name="date" content="2025-05-01">',
         "", "27 Mar 2025"),
        ("", '<aside><time datetime="2020-01-01">1 January 2020</time></aside><time datetime="2025-03-27">27.3.</time>',
         "27 Mar 2025"),
        ("", '<span itemprop="datePublished" content="2025-03-27"></span>', "27 Mar 2025"),
        ('<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle",'
         '"headline":"Other","datePublished":"2019-01-01"}]}</script><meta name="dcterms.issued" content="2025-03-27">',
         "", "27 Mar 2025"),
        ('<script type="application/ld+json">[{"@type":"NewsArticle","headline":"Another story","datePublished":'
         '"2019-01-01"},{"@type":"NewsArticle","headline":"Council shuts the old bridge","datePublished":"2025-03-27"}]'
         "</script>", "", "27 Mar 2025"),
    ],
)  # fmt: skip
def test_the_article_s_own_date(head: str, body: str, date: str) -> None:
    article = clean_html(f"<head>{head}</head><body>{H1}{body}<p>{LEDE}</p>{TAIL}")
    assert dates.show(article.published) == date


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        ("", '<p class="byline">By Ann Lee and Tom Ray, Staff Writers</p>', "Ann Lee and Tom Ray"),
        ("", '<p class="author">Von Anna Berg, Redakteurin | 27. März 2025</p>', "Anna Berg"),
        ('<meta name="author" content="admin">', '<p class="byline">By Ann Lee</p>', "Ann Lee"),
        ('<meta name="author" content="https://example.org/ann">', '<p class="byline">By Ann Lee</p>', "Ann Lee"),
        ("", '<div itemprop="author"><span itemprop="name">Ann Lee</span></div>', "Ann Lee"),
        ('<script type="application/ld+json">{"@graph":[{"@type":"Person","@id":"#a","name":"Ann Lee"},{"@type":'
         '"Article","author":[{"@id":"#a"},{"@type":"Organization","name":"River Post"}]}]}</script>', "", "Ann Lee"),
    ],
)  # fmt: skip
def test_the_byline(head: str, body: str, byline: str) -> None:
    assert clean_html(f"<head>{head}</head><body>{H1}{body}<p>{LEDE}</p>{TAIL}").byline == byline


@pytest.mark.parametrize(
    "head",
    ['<html lang="pt-BR">', '<meta property="og:locale" content="pt_BR">',
     '<meta http-equiv="Content-Language" content="pt">'],
)  # fmt: skip
def test_a_language_that_is_stated(head: str) -> None:
    assert clean_html(f"{head}<body><p>Olá.</p></body>").language == "pt"


@pytest.mark.parametrize("wrap", ["nav", "footer", "form", "aside", "div hidden", "div class=comments", "dialog open"])
def test_an_article_in_the_wrong_element_is_not_lost(wrap: str) -> None:
    inside = f"<{wrap}><h1>Council shuts the old bridge</h1><p>{LEDE}</p>{TAIL}<p>{BODY[2]}</p></{wrap.split()[0]}>"
    if wrap != "div hidden":
        assert LEDE in clean_html(f"<body>{inside}</body>").text
    long = inside.replace(BODY[2], " ".join(f"{line} Part {n}." for n in range(6) for line in BODY))
    assert LEDE in clean_html(f"<body>{long}</body>").text
