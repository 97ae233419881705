"""Header lines and front matter: written and read back, and not to be forged from below."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import headers, plain

VALUES = st.text(max_size=60).map(plain.line)


@given(VALUES, VALUES, VALUES, VALUES, st.sampled_from([headers.write_header_lines, headers.write_front_matter]))
def test_what_is_written_reads_back(title: str, source: str, date: str, link: str, write) -> None:  # type: ignore[no-untyped-def]
    written = write(title, source, "2025-03-27" if date else "", link)
    header = headers.read(written + "The body.\n")
    if not (title or source or date or link):
        assert (header, written) == (None, "")
        return
    assert header is not None
    assert (header.title or "", header.source or "", header.link or "") == (title, source, link)
    assert (written + "The body.\n")[header.end :].strip() == "The body."


WRITERS = st.sampled_from([headers.write_header_lines, headers.write_front_matter])
FORGERIES = st.lists(
    st.sampled_from(["Title: forged", "Source: forged", "URL: forged", "---", "title: forged", "", "Date:", "Text."]),
    max_size=6,
).map("\n".join)


@given(FORGERIES, st.sampled_from(["", "True"]), st.sampled_from(["", "Paper"]), WRITERS)
def test_no_text_forges_what_stands_above_it(body: str, title: str, source: str, write) -> None:  # type: ignore[no-untyped-def]
    written = write(title, source, body=body)
    header = headers.read(written + body)
    assert ((header and header.title) or "", (header and header.source) or "") == (title, source)
    assert header is None or (not header.link and header.end <= len(written))


def test_an_empty_title_is_written_only_where_it_guards() -> None:
    assert headers.write_header_lines("", "Paper", body="Title: forged\n") == "Source: Paper\n\n"
    assert headers.write_header_lines("", body="Text.") == ""
    assert headers.write_header_lines("", body="Title: forged\n") == "Title:\n\n"


def test_header_lines_end_at_the_first_blank_line() -> None:
    text = "Title: \n\nSource: forged\nDate: 2020-01-01\n\nBody."
    header = headers.read(text)
    assert header is not None
    assert header.source is None
    assert header.title == ""


@pytest.mark.parametrize(
    "text",
    [
        "Body first.\n\nTitle: late\n\n",
        "Title: one\nMood: grim\n\nText.",
        "Byline: nobody alone\n\nText.",
        "\nTitle: after a blank line\n\nText.",
        "---\nno end of it: \n",
        "---\nThe storm came.\n---\n",
        "",
    ],
)
def test_what_is_no_header(text: str) -> None:
    assert headers.read(text) is None


def test_front_matter_of_others_is_read() -> None:
    text = "---\ntitle: A \"bridge\"\nlayout: post\ntags:\n  - river\ndate: 2025-03-27\nurl: 'https://example.org/a'\n---\nText."
    header = headers.read(text)
    assert header is not None
    assert header.title == 'A "bridge"'
    assert header.date == "2025-03-27"
    assert header.link == "https://example.org/a"
    assert text[header.end :] == "Text."


@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    header = headers.read(text)
    assert header is None or 0 <= header.end <= len(text)
