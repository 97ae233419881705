"""Articles as bytes: whatever was cleaned comes back as it was, and no bytes do more than raise ValueError."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import clean_html, clean_text
from reader.library.file import codec
from reader.model import Article, Block, BlockKind, Document, Link, Media, Reason, Span, Stated, content_id
from reader.text import plain
from reader.text.dates import Certainty, When

LINES = st.text(max_size=30).map(plain.line)
MOMENTS = st.datetimes(
    min_value=datetime(1901, 1, 1),
    max_value=datetime(2100, 1, 1),
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
DATES = st.builds(When, MOMENTS, st.booleans(), st.sampled_from(Certainty), LINES)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(st.text(max_size=200).map(plain.clean))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    blocks = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        reason = draw(st.none() | st.sampled_from(Reason))
        kind, score = draw(st.sampled_from(BlockKind)), draw(st.floats(0, 1))
        blocks.append(Block(Span(start, end), reason is None, reason, draw(LINES), kind, score))
    return Article(
        id=content_id(text),
        source_text=text,
        blocks=tuple(blocks),
        title=draw(LINES),
        title_inferred=draw(st.booleans()),
        source=draw(LINES),
        published=draw(st.none() | DATES),
        other_dates=tuple(draw(st.lists(DATES, max_size=2))),
        weekday=draw(LINES),
        byline=draw(LINES),
        link=draw(LINES),
        language=draw(st.sampled_from(["", "en", "de"])),
        name=draw(LINES),
        path=draw(st.sampled_from(["", "/papers/one.txt", "/papers/\udce4.txt"])),
        links=tuple(draw(st.lists(st.builds(Link, LINES, LINES), max_size=2))),
        draft=draw(st.booleans()),
        notes=tuple(draw(st.lists(LINES, max_size=2))),
    )


@given(articles())
def test_an_article_comes_back_as_it_was(article: Article) -> None:
    assert codec.decode(article.id, codec.encode(article)) == article


@pytest.mark.parametrize(
    "article",
    [
        clean_text("Title: Pier\nDate: 2025-03-02\n\nThe pier stood.\n\nAdvertisement\n\nIt fell on Monday.\n"),
        clean_html(
            "<html><title>Pier</title><body><article><h1>Pier</h1><p>It stood.</p><ul><li>a</li></ul></article>"
        ),
    ],
    ids=["text", "page"],
)
def test_what_the_cleaner_gives_comes_back_as_it_was(article: Article) -> None:
    assert codec.decode(article.id, codec.encode(article)) == article


@given(st.binary(max_size=60))
def test_bytes_that_are_no_article_are_refused(data: bytes) -> None:
    for body in (data, b"\x01" + data, b"\x01" + codec.pack(data)):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
            codec.decode("0" * 16, body)


@given(st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=5)))
def test_values_that_are_no_article_are_refused_or_read(value: object) -> None:
    import json

    for values in ({"t": value, "b": []}, {"t": "some text", "b": value}, {"t": "", "b": [], "published": value}):
        try:
            found = codec.decode("0" * 16, b"\x01" + codec.pack(json.dumps(values).encode()))
        except ValueError:
            continue
        assert isinstance(found, Article)


def test_what_steers_a_terminal_is_refused_even_from_the_library() -> None:
    body = b"\x01" + codec.pack(b'{"t": "a\\u001b[31mb", "b": []}')
    with pytest.raises(ValueError, match="not clean"):
        codec.decode("0" * 16, body)
    body = b"\x01" + codec.pack(b'{"t": "ab", "b": [], "title": "a\\u001b[31m\\u202eb"}')
    assert codec.decode("0" * 16, body).title == "a[31mb"


STATED = st.builds(
    Stated, LINES, LINES, LINES, st.none() | MOMENTS, st.none() | MOMENTS, st.sampled_from(["", "en-gb"])
)


@given(st.builds(Document, LINES, st.sampled_from(Media), st.binary(), LINES, LINES, LINES, st.none() | STATED))
def test_a_document_comes_back_as_it_was(document: Document) -> None:
    assert codec.decode_document(codec.encode_document(document), codec.pack(document.data)) == document


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"media": 5}', '{"media": "text", "stated": {"published": "x"}}'])
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        codec.decode_document(text, codec.pack(b"x"))
