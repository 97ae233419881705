"""Citations: the source's own characters, and where they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from reader.desk.taking.citing import cite, cite_article, quoted
from reader.model import Article, Block, Reason, Span, content_id
from reader.text import plain

TEXT = 'Low tide\n\nThe pier “stood still”, she\nsaid.\n\nRead More\n\nIt was "late".'


def made(**changes: object) -> Article:
    text = plain.clean(TEXT)
    starts = [text.index(word) for word in ("Low", "The", "Read", "It")]
    ends = [text.index(word) + len(word) for word in ("tide", "said.", "More", 'late".')]
    reasons = (Reason.TITLE, None, Reason.TEASER, None)
    blocks = tuple(
        Block(Span(start, end), kept=reason is None, reason=reason)
        for start, end, reason in zip(starts, ends, reasons, strict=True)
    )
    article = Article(
        id=content_id(text),
        source_text=text,
        blocks=blocks,
        title=plain.line("Low tide"),
        source=plain.line("Pier Post"),
        name=plain.line("in/pier.txt"),
        path="/x/in/pier.txt",
    )
    return replace(article, **changes)  # type: ignore[arg-type]


def span_of(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(start, start + len(words))


def test_the_citation_names_source_title_date_paragraph_file_and_line() -> None:
    article = made()
    assert cite(article, span_of(article, "The pier")) == (
        '"The pier" (Pier Post, "Low tide", no date, paragraph 1, in/pier.txt:3)'
    )


def test_the_sources_own_quotation_marks_stay() -> None:
    article = made()
    assert cite(article, span_of(article, "“stood still”")).startswith('"“stood still”"')
    assert cite(article, span_of(article, 'was "late"')).startswith('“was "late"” (')


def test_a_line_break_of_the_source_becomes_a_space() -> None:
    article = made()
    assert cite(article, span_of(article, "she said.")).startswith('"she said." (')


def test_what_was_hidden_between_is_marked() -> None:
    article = made()
    whole = quoted(article, Span(0, len(article.text)))
    assert "said. […] It was" in whole
    assert "Read More" not in whole


def test_a_link_wins_over_the_file_and_an_inferred_title_is_not_cited() -> None:
    article = made(link=plain.line("https://pier.example/1"), title_inferred=True)
    citation = cite(article, span_of(article, "late"))
    assert citation == '"late" (Pier Post, no date, paragraph 2, https://pier.example/1)'


def test_an_article_is_cited_on_one_line() -> None:
    article = Article.from_fields(
        id="x", title="Low tide", text="Words.", source="Pier Post", published=datetime(2025, 3, 27, tzinfo=UTC)
    )
    assert cite_article(article) == 'Pier Post, "Low tide", 27 Mar 2025'
