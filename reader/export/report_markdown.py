"""The report on a story as Markdown. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export import escape
from reader.export.report import LEGEND

if TYPE_CHECKING:
    from reader.export.report import Difference, Report, Source, Telling


def report_to_markdown(report: Report) -> str:
    """Return a report as Markdown; no text of a source is ever markup."""
    parts = [f"# {_one(report.title)}", *map(_one, report.notes), _sources(report)]
    if report.why:
        parts.append("## Why these are one story\n\n" + "\n".join(f"- {_one(line)}" for line in report.why))
    if report.passages:
        parts.append(f"## Who tells what\n\n{LEGEND}\n\n" + _matrix(report))
    if report.quotations:
        rows = ["\n".join(map(_quoted, quotation)) for quotation in report.quotations]
        parts.append("## Quotations side by side\n\n" + "\n\n---\n\n".join(rows))
    if report.differences:
        parts.append("## What differs\n\n" + "\n\n".join(map(_difference, report.differences)))
    if report.unmatched:
        lines = "\n".join(f"- **{t.letter}** {_one(t.text)}" for t in report.unmatched)
        parts.append(f"## No match found elsewhere\n\n{lines}")
    for text in report.texts:
        body = (_one(" ".join(piece.text for piece in paragraph)) for paragraph in text.paragraphs)
        parts += [f"## {text.letter} {_one(text.title)}", *body]
    return "\n\n".join(parts) + "\n"


def _quoted(telling: Telling) -> str:
    """Return a telling of a quotation, the words in bold that the first one does not have."""
    text = telling.text.replace("\n", " ")
    parts: list[str] = []
    at = 0
    for start, end in telling.changed:
        parts += [escape.markdown(text[at:start]), f"**{escape.markdown(text[start:end])}**"]
        at = end
    said = "".join([*parts, escape.markdown(text[at:])]).strip()
    return f"- **{telling.letter}** {said}" + (f" ({telling.altered})" if telling.altered else "")


def _one(text: str) -> str:
    return escape.markdown(" ".join(text.split()))


def _sources(report: Report) -> str:
    lines = ["| | Source | Date | Words | Also told elsewhere | Title |", "|---|---|---|---:|---:|---|"]
    lines += [_source(source) for source in report.sources]
    return "\n".join(lines)


def _source(source: Source) -> str:
    title = _one(source.title)
    if escape.is_address(source.link):
        title = f"[{title}](<{source.link}>)"
    beside = f"related, {source.relation}" if source.relation else f"{source.shared} %"
    cells = [source.letter, _one(source.name), _one(source.date), str(source.words), beside, title]
    return f"| {' | '.join(cells)} |"


def _matrix(report: Report) -> str:
    letters = [source.letter for source in report.sources]
    lines = [f"| Passage | {' | '.join(letters)} |", f"|---|{':-:|' * len(letters)}"]
    lines += [f"| {_one(passage.text)} | {' | '.join(passage.signs)} |" for passage in report.passages]
    return "\n".join(lines)


def _difference(difference: Difference) -> str:
    values = ", ".join(f"{_one(value.text)} in {value.letter}" for value in difference.values)
    tellings = "\n".join(f"- **{telling.letter}** {_one(telling.text)}" for telling in difference.tellings)
    return f"{difference.fact.capitalize()}: {values}\n\n{tellings}"
