"""Pages of our own in many languages, with the furniture that news pages in them carry: the story stays, alone.

A page's lines begin with + where they are of the story, with - where they are not; lines with # say what its fields
must be. Every page is read as plain text and as HTML.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from reader.clean import clean_html, clean_text
from reader.model import Article, Reason

PAGES = sorted((Path(__file__).parent.parent / "pages").glob("*.txt"))


def parts(path: Path) -> tuple[str, str, dict[str, str]]:
    """Return a page, the text that must be left of it, and its fields."""
    lines = path.read_text("utf-8").split("\n")
    fields = dict(line[2:].split(": ", 1) for line in lines if line.startswith("#"))
    page = "\n".join(line[2:] for line in lines if not line.startswith("#")).strip()
    return page, "\n\n".join(line[2:] for line in lines if line.startswith("+")), fields


def check(article: Article, text: str, fields: dict[str, str], code: str) -> None:
    assert article.text == text
    assert article.title == fields["title"]
    assert article.published is not None
    assert article.published.moment.date().isoformat() == fields["date"]
    assert article.byline == fields["byline"]
    assert article.language == code


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_as_text(path: Path) -> None:
    page, text, fields = parts(path)
    article = clean_text(page)
    check(article, text, fields, path.stem)
    assert Reason.DATE in {block.reason for block in article.blocks}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_as_a_page(path: Path) -> None:
    page, text, fields = parts(path)
    title = escape(fields["title"])
    lines = [f"<p>{escape(line)}</p>" for line in page.split("\n") if line and line != fields["title"]]
    html = (
        f"<meta charset=utf-8><title>{title}</title><body><nav>{lines[0]}</nav><main><article><h1>{title}</h1>"
        f"{''.join(lines[1:-3])}</article></main><section>{lines[-3]}{lines[-2]}</section><footer>{lines[-1]}</footer>"
    )
    check(clean_html(html.encode()), text, fields, path.stem)
