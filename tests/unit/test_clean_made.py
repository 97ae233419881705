"""Pages of our own of different make: the text that must be left of each, exactly, and its fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.clean import clean_html

PAGES = sorted((Path(__file__).parent.parent / "pages").glob("*.html"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page(path: Path) -> None:
    lines = path.with_suffix(".expected").read_text("utf-8").strip().split("\n")
    fields = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# "))
    article = clean_html(path.read_bytes())
    assert article.text.split("\n\n") == [line for line in lines if not line.startswith("# ")]
    found = {"title": article.title, "source": article.source, "byline": article.byline, "language": article.language}
    if article.published is not None:
        found["date"] = article.published.moment.date().isoformat()
    assert {name: value for name, value in found.items() if value} == fields
