"""Exports, byte for byte against `tests/golden/`; and that no text of an article is ever markup, header or command.

After a wanted change of a layout: `NEWSREADER_GOLDEN=write python -m pytest tests/unit/test_export_formats.py`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import export
from reader.clean import clean
from reader.export.report import Difference, Passage, Piece, Report, Source, Telling, Text
from reader.model import Article, Block, BlockKind, Document, Media, Reason, Span, content_id
from reader.text import headers, plain
from reader.text.dates import Certainty, When

Writer = Callable[[Sequence[Article]], str]
GOLDEN = Path(__file__).resolve().parent.parent / "golden"

PARTS: tuple[tuple[str, BlockKind, Reason | None], ...] = (
    ("Pier <b>stands</b> & [falls](x)", BlockKind.PARAGRAPH, Reason.TITLE),
    ("The pier stood still. *Nobody* moved_it, not even 3 < 4 men.", BlockKind.PARAGRAPH, None),
    ("# 1. What is next", BlockKind.HEADING, None),
    ("- a survey", BlockKind.ITEM, None),
    ("Read More", BlockKind.PARAGRAPH, Reason.TEASER),
    ("“We waited,” said the warden.", BlockKind.QUOTATION, None),
    ("1) & then <script>alert(1)</script>", BlockKind.PARAGRAPH, None),
)


def made(title: str = "Pier <b>stands</b> & [falls](x)", link: str = "https://pier.example/1?a=1&b=2") -> Article:
    text = plain.clean("\n\n".join(words for words, _, _ in PARTS))
    blocks = []
    for words, kind, reason in PARTS:
        start = text.index(words)
        detail = plain.line('same words as "line" 7') if reason is Reason.TEASER else plain.line("")
        blocks.append(Block(Span(start, start + len(words)), reason is None, reason, detail, kind, 0.9))
    when = When(
        datetime(2025, 3, 27, tzinfo=UTC), has_time=False, certainty=Certainty.INFERRED, written=plain.line("x")
    )
    return Article(
        id=content_id(text),
        source_text=text,
        blocks=tuple(blocks),
        title=plain.line(title),
        source=plain.line("Pier & Post"),
        published=when,
        link=plain.line(link),
        language="en",
    )


def marked(article: Article) -> export.Options:
    words = "The pier stood still."
    start = article.text.index(words)
    mark = export.MarkedSpan(Span(start, start + len(words)), "≈", ("B", "D"))
    return export.Options(hidden=True, marks={article.id: [mark]})


def noted(article: Article) -> export.Options:
    at = "2026-11-12T14:03:00+00:00"
    notes = [
        export.Noted("On all of it: <i>ask</i> *whom*?", "", None, at),
        export.Noted("not true\n# of the east side", "“We waited,” said the warden.", Span(9, 30), at),
    ]
    return export.Options(notes={article.id: notes})


REPORT = Report(
    title="Pier | stands *still*",
    sources=(
        Source("A", "Pier & Post", "Pier [stands]", "27 Mar 2025", "https://pier.example/(1)", 35, 50),
        Source("B", "Herald", "Pier", "no date, says Thursday", "https://herald.example/2", 40, 45),
        Source("c", "Old <Times>", "Pier built", "19 Nov 2024", "", 12, 0, "earlier"),
    ),
    why=("both speak of the pier & its warden",),
    passages=(
        Passage("The pier stood | still.", ("=", "≈", "·"), ("A-1", "B-1", "")),
        Passage("Boats went out.", ("┊", "=", "other language (fr)"), ("A-2", "B-2", "")),
    ),
    quotations=(
        (
            Telling("A", "“We waited,” said the warden.", place="A-2"),
            Telling("B", '"We waited" <b>', "cut", ((11, 13),), "B-9"),
        ),
    ),
    differences=(
        Difference(
            "number",
            (Telling("A", "60"), Telling("B", "100")),
            (Telling("A", "60 men came."), Telling("B", "Some 100 men\ncame.")),
        ),
    ),
    unmatched=(Telling("B", "The tide was late."),),
    notes=("3 marks changed by hand",),
    texts=(
        Text("A", "Pier [stands]", ((Piece("The pier <i>stood</i>.", "A-1", "≈ B"), Piece("It *rained*.", "A-2")),)),
        Text("B", "Pier", ((Piece("It stood.", "B-1", "≈ A"),), (Piece("# The tide was late.", "B-2"),))),
    ),
)

OUTPUTS = {
    "article.txt": lambda: export.to_text([made()]),
    "article-hidden.txt": lambda: export.to_text([made()], export.Options(hidden=True)),
    "article.md": lambda: export.to_markdown([made()]),
    "article-marked.md": lambda: export.to_markdown([made()], marked(made())),
    "article.html": lambda: export.to_html([made()]),
    "article-marked.html": lambda: export.to_html([made()], marked(made())),
    "article.json": lambda: export.to_json([made()], export.Options(hidden=True)),
    "articles.jsonl": lambda: export.to_jsonl([made(), made("Other")]),
    "article-noted.txt": lambda: export.to_text([made()], noted(made())),
    "article-noted.md": lambda: export.to_markdown([made()], noted(made())),
    "article-noted.html": lambda: export.to_html([made()], noted(made())),
    "article-noted.json": lambda: export.to_json([made()], noted(made())),
    "report.md": lambda: export.report_to_markdown(REPORT),
    "report.html": lambda: export.report_to_html(REPORT),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_bytes_are_as_promised(name: str) -> None:
    path = GOLDEN / name
    data = OUTPUTS[name]().encode()
    if os.environ.get("NEWSREADER_GOLDEN") == "write":
        path.write_bytes(data)
    assert data == path.read_bytes()


class Tags(HTMLParser):
    """Collects what a browser would see as tags and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.addresses: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src") or name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.words += data


def tags(page: str) -> Tags:
    found = Tags()
    found.feed(page)
    found.close()
    return found


def test_a_page_runs_nothing_and_fetches_nothing() -> None:
    for name in ("article-marked.html", "report.html"):
        page = OUTPUTS[name]()
        found = tags(page)
        assert not {"script", "img", "iframe", "link", "object", "b2"} & set(found.seen)
        assert all(address.startswith(("https://", "#")) for address in found.addresses)
        assert "default-src 'none'" in page


@pytest.mark.parametrize("link", ["javascript:alert(1)", 'https://x.example/"onclick=', "data:text/html,x", "//x"])
def test_only_web_addresses_become_links(link: str) -> None:
    assert tags(export.to_html([made(link=link)])).addresses == []


HOSTILE = st.text(alphabet=st.sampled_from("ab<>&\"'`*_[](){}#|\\!-+~:./ \n1T"), max_size=60)


@given(HOSTILE, HOSTILE)
def test_no_title_and_no_text_is_markup_on_a_page(title: str, text: str) -> None:
    harmless = Article.from_fields(id="x", title="t", text="t", source="s", published=None)
    hostile = Article.from_fields(id="x", title=title, text=text, source=title, published=None)
    wanted = set(tags(export.to_html([harmless])).seen)
    found = tags(export.to_html([hostile]))
    assert set(found.seen) <= wanted
    assert hostile.title in found.words


@given(HOSTILE, HOSTILE, HOSTILE)
def test_header_lines_read_back_and_cannot_be_forged(title: str, source: str, text: str) -> None:
    article = Article.from_fields(id="x", title=title, text=text, source=source, published=None)
    for written in (export.to_text([article]), export.to_markdown([article])):
        header = headers.read(written) or headers.Header(0)
        assert (header.title or "") == article.title
        assert (header.source or "") == article.source
        assert header.link is None


@pytest.mark.parametrize("text", ["Title: forged\nSource: Nobody\n\nText.", "---\ntitle: forged\n---\n\nText."])
def test_a_text_that_begins_like_a_header_is_none_of_ours(text: str) -> None:
    article = Article.from_fields(id="x", title="True", text=text, source="Paper", published=None)
    for write in (export.to_text, export.to_markdown):
        bare = headers.read(write([article], export.Options(header=False)))
        assert bare is None or not bare.title


def test_json_has_the_documented_keys_and_lines_stay_lines() -> None:
    whole = json.loads(export.to_json([made()]))
    assert list(whole) == ["articles"]
    assert list(whole["articles"][0]) == [
        *("id", "title", "title_inferred", "source", "date", "date_certainty", "link", "language", "words", "text")
    ]
    lines = export.to_jsonl([made(), made()]).splitlines()
    assert [json.loads(line)["id"] for line in lines] == [made().id] * 2


def test_a_report_never_speaks_of_copying() -> None:
    for text in (export.report_to_markdown(REPORT), export.report_to_html(REPORT)):
        assert "cop" not in text.lower()
        assert "only" not in text.lower()
        assert "No match found elsewhere" in text


@pytest.mark.parametrize(
    "text",
    [
        "The pier *stood* still while 3 < 4 men & women watched it fall, said the warden on Monday evening.",
        "He wrote snake_case and _this_ and `that` in a [note](x) about 10 = 10, then left the building for good.",
        "# Not a heading but a sentence that begins with a sign and goes on, as sentences sometimes do.",
        "1. January was cold and the pier closed; the warden said that the ice would break its piles &amp; boards.",
    ],
)
@pytest.mark.parametrize(("write", "media"), [(export.to_text, Media.TEXT), (export.to_markdown, Media.MARKDOWN)])
def test_what_is_exported_reads_back_to_the_same(text: str, write: Writer, media: Media) -> None:
    article = Article.from_fields(id="x", title="Pier", text=text, source="Post", published=None)
    again = clean(Document(plain.line("x"), media, write([article]).encode()))
    assert (again.text, again.title, again.source) == (article.text, article.title, article.source)
