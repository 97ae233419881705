"""Articles as txt, md, html, json and jsonl. Pure functions of articles; nothing of an article's text is ever markup.

txt and md begin with the title, source, date and link in the form that `text/headers.py` reads back. The JSON layout:

    {"articles": [{"id", "title", "title_inferred", "source", "date", "date_certainty", "link", "language", "words",
                   "text", "blocks"}]}

`date` is ISO 8601 or null, `blocks` is there only with hidden blocks: {"text", "kept", "reason", "detail", "kind",
"score"} in the order of the source; `notes` only with notes: {"text", "passage", "span", "at"}, the span in the
characters of the source. jsonl has one such article a line, which begins with the columns of `ROW`; Parquet has these
columns alone. Engines for collections beyond one machine read both.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.export import escape
from reader.export.page import page
from reader.model import BlockKind, Reason
from reader.text import dates, headers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.model import Article, Block, Span
    from reader.text.dates import When


ROW = ("id", "series", "date", "title", "text", "url")
"""The layout of rows that passim on Spark and DuckDB read as they stand."""


class MarkedSpan(NamedTuple):
    """A sentence that other sources tell too."""

    span: Span
    """Where it stands in `Article.text`."""
    sign: str
    letters: tuple[str, ...]
    """The sources that tell it."""


class Noted(NamedTuple):
    """A note on an article or on a passage of it."""

    text: str
    passage: str
    """Its words; empty where the note is on all of the article."""
    span: Span | None
    """Where that stands in `Article.source_text`."""
    at: str
    """When it was written, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Options:
    """What goes with the text."""

    header: bool = True
    """Title, source, date and link."""
    hidden: bool = False
    """What was stripped, in its place, with the reason. Such a file is for looking at, not for reading back."""
    marks: Mapping[str, Sequence[MarkedSpan]] = field(default_factory=dict)
    """What other sources tell, by article id; md and html show it."""
    notes: Mapping[str, Sequence[Noted]] = field(default_factory=dict)
    """What was noted, by article id: below the text. Such a file is for looking at, not for reading back."""


def to_text(articles: Sequence[Article], options: Options = Options()) -> str:
    """Return articles as plain text, several of them parted by a form feed's worth of blank lines."""
    return "\n\n\n".join(_one_text(article, options) for article in articles)


def to_markdown(articles: Sequence[Article], options: Options = Options()) -> str:
    """Return articles as Markdown with front matter."""
    return "\n\n".join(_one_markdown(article, options) for article in articles)


def to_html(articles: Sequence[Article], options: Options = Options()) -> str:
    """Return articles as one page that needs nothing from elsewhere and runs nothing."""
    body = "\n".join(_one_html(article, options) for article in articles)
    language = articles[0].language if articles else ""
    return page(articles[0].title if articles else "", body, language)


def to_json(articles: Sequence[Article], options: Options = Options()) -> str:
    """Return articles as one JSON document."""
    return json.dumps({"articles": [as_data(a, options) for a in articles]}, ensure_ascii=False, indent=2) + "\n"


def to_jsonl(articles: Sequence[Article], options: Options = Options()) -> str:
    """Return articles as JSON Lines: one a line."""
    return "".join(
        json.dumps({**as_row(article), **as_data(article, options)}, ensure_ascii=False) + "\n" for article in articles
    )


def as_row(article: Article) -> dict[str, str | None]:
    """Return the columns of `ROW`; the date is ISO 8601 or None."""
    values = (article.id, article.source, iso(article.published), article.title, article.text, article.link)
    return dict(zip(ROW, values, strict=True))


def as_data(article: Article, options: Options = Options()) -> dict[str, Any]:
    """Return an article as plain data in the layout of the module's docstring."""
    data: dict[str, Any] = {
        "id": article.id,
        "title": article.title,
        "title_inferred": article.title_inferred,
        "source": article.source,
        "date": iso(article.published),
        "date_certainty": str(article.published.certainty) if article.published else None,
        "link": article.link,
        "language": article.language,
        "words": article.words,
        "text": article.text,
    }
    if options.notes:
        data["notes"] = [
            {"text": one.text, "passage": one.passage, "span": list(one.span) if one.span else None, "at": one.at}
            for one in options.notes.get(article.id, ())
        ]
    if options.hidden:
        data["blocks"] = [
            {
                "text": article.shown(block),
                "kept": block.kept,
                "reason": str(block.reason) if block.reason else None,
                "detail": block.detail,
                "kind": str(block.kind),
                "score": round(block.score, 3),
            }
            for block in article.blocks
        ]
    return data


def iso(when: When | None) -> str | None:
    """Return a date as ISO 8601, with the time where there is one."""
    if when is None:
        return None
    return when.moment.isoformat() if when.has_time else when.moment.date().isoformat()


def stated_date(article: Article) -> str:
    """Return the date as header lines hold it: what is inferred keeps its tilde, what is unsure its question mark."""
    when = article.published
    if when is None:
        return ""
    sign = {dates.Certainty.INFERRED: ("~", ""), dates.Certainty.UNSURE: ("", "?")}.get(when.certainty, ("", ""))
    return f"{sign[0]}{iso(when)}{sign[1]}"


def hidden_label(block: Block) -> str:
    """Return why a block was stripped, as exports name it: "hidden, teaser: same words as line 7"."""
    return f"hidden, {block.reason}" + (f": {block.detail}" if block.detail else "")


def _shown_blocks(article: Article, options: Options) -> Iterator[tuple[Block, int]]:
    """Give the blocks to write with where each kept one begins in `Article.text`."""
    at = 0
    for block in article.blocks:
        if block.kept:
            yield block, at
            at += block.span.end - block.span.start + 2
        elif options.hidden and block.reason not in (Reason.HEADER, None) and block.hidden:
            yield block, -1


def _pieces(article: Article, block: Block, at: int, options: Options) -> list[tuple[str, MarkedSpan | None]]:
    """Cut a block after every sentence that is marked."""
    text = article.shown(block)
    end = at + len(text)
    pieces: list[tuple[str, MarkedSpan | None]] = []
    cut = 0
    for mark in options.marks.get(article.id, ()):
        if at <= mark.span.start and mark.span.end <= end and mark.letters:
            pieces.append((text[cut : mark.span.end - at], mark))
            cut = mark.span.end - at
    return [*pieces, (text[cut:], None)]


def _fields(article: Article) -> tuple[str, str, str, str]:
    title = "" if article.title_inferred else article.title
    return title, article.source, stated_date(article), article.link


def _one_text(article: Article, options: Options) -> str:
    paragraphs = [
        article.shown(block) if block.kept else f"[{hidden_label(block)}] {article.shown(block)}"
        for block, _ in _shown_blocks(article, options)
    ]
    for note in options.notes.get(article.id, ()):
        on = [f'  on "{" ".join(note.passage.split())}"'] if note.passage else []
        lines = [f"  {line}" for line in note.text.split("\n")]
        paragraphs.append("\n".join([f"[note, {note.at[:10]}]", *on, *lines]))
    body = "\n\n".join(paragraphs) + "\n"
    stated = _fields(article) if options.header else ("", "", "", "")
    return headers.write_header_lines(*stated, body=body) + body


def _one_markdown(article: Article, options: Options) -> str:
    paragraphs = []
    for block, at in _shown_blocks(article, options):
        if not block.kept:
            paragraphs.append(f"> *{escape.markdown(hidden_label(block))}:* {_line(article.shown(block))}")
            continue
        words = "".join(
            escape.markdown(text) + (f" **{escape.markdown(mark.sign)} {', '.join(mark.letters)}**" if mark else "")
            for text, mark in _pieces(article, block, at, options)
        )
        paragraphs.append(_MARKDOWN.get(block.kind, "{}").format(words.replace("\n", "  \n")))
    notes = options.notes.get(article.id, ())
    paragraphs += ["## Notes"] if notes else []
    for note in notes:
        paragraphs += [f"> {_line(note.passage)}"] if note.passage else []
        paragraphs.append(f"{escape.markdown(note.text).replace(chr(10), '  ' + chr(10))} *({note.at[:10]})*")
    body = "\n\n".join(paragraphs) + "\n"
    stated = _fields(article) if options.header else ("", "", "", "")
    return headers.write_front_matter(*stated, body=body) + body


_MARKDOWN = {BlockKind.HEADING: "## {}", BlockKind.ITEM: "- {}", BlockKind.QUOTATION: "> {}"}
_TAGS = {BlockKind.HEADING: "h2", BlockKind.QUOTATION: "blockquote", BlockKind.CODE: "pre"}


def _line(text: str) -> str:
    return escape.markdown(" ".join(text.split()))


def _one_html(article: Article, options: Options) -> str:
    lines = [f'<article id="{escape.markup(article.id)}">']
    if options.header:
        lines += _html_header(article)
    for block, at in _shown_blocks(article, options):
        tag = _TAGS.get(block.kind, "p")
        if not block.kept:
            label = escape.markup(hidden_label(block))
            lines.append(f'<p class="hidden"><b>{label}</b> {escape.markup(article.shown(block))}</p>')
            continue
        words = "".join(
            escape.markup(text) + (f" <sup>{escape.markup(mark.sign)} {', '.join(mark.letters)}</sup>" if mark else "")
            for text, mark in _pieces(article, block, at, options)
        )
        item = ' class="item"' if block.kind is BlockKind.ITEM else ""
        lines.append(f"<{tag}{item}>{words}</{tag}>")
    lines += _html_notes(options.notes.get(article.id, ()))
    return "\n".join([*lines, "</article>"])


def _html_notes(notes: Sequence[Noted]) -> list[str]:
    if not notes:
        return []
    lines = ['<section class="notes">', "<h2>Notes</h2>"]
    for note in notes:
        lines += [f"<blockquote>{escape.markup(note.passage)}</blockquote>"] if note.passage else []
        words = escape.markup(note.text).replace("\n", "<br>")
        lines.append(f'<p>{words} <time datetime="{escape.markup(note.at)}">{escape.markup(note.at[:10])}</time></p>')
    return [*lines, "</section>"]


def _html_header(article: Article) -> list[str]:
    facts = [article.source, dates.show(article.published, article.weekday), f"{article.words} words"]
    line = " · ".join(escape.markup(fact) for fact in facts if fact)
    if escape.is_address(article.link):
        address = escape.markup(article.link)
        line += f' · <a href="{address}" rel="noreferrer noopener">{address}</a>'
    elif article.link:
        line += f" · {escape.markup(article.link)}"
    return [f"<h1>{escape.markup(article.title)}</h1>", f'<p class="facts">{line}</p>']
