"""The report on a story as one HTML page. Pure."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from reader.export import escape
from reader.export.page import page
from reader.export.report import LEGEND

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from reader.export.report import Piece, Report, Source, Telling, Text


def report_to_html(report: Report) -> str:
    """Return a report as a page that needs nothing from elsewhere; no text of a source is ever markup."""
    parts = [f"<h1>{_one(report.title)}</h1>", *(f'<p class="facts">{_one(note)}</p>' for note in report.notes)]
    parts.append(_sources(report))
    linked = {piece.place for text in report.texts for paragraph in text.paragraphs for piece in paragraph}
    if report.why:
        parts += ["<h2>Why these are one story</h2>", _list(_one(line) for line in report.why)]
    if report.passages:
        legend = LEGEND.replace("`", "")
        parts += ["<h2>Who tells what</h2>", f'<p class="facts">{escape.markup(legend)}</p>', _matrix(report, linked)]
    if report.quotations:
        parts.append("<h2>Quotations side by side</h2>")
        parts += [_tellings(quotation, linked) for quotation in report.quotations]
    if report.differences:
        parts.append("<h2>What differs</h2>")
        for difference in report.differences:
            values = ", ".join(f"{_one(value.text)} in {_one(value.letter)}" for value in difference.values)
            parts += [f"<p>{_one(difference.fact.capitalize())}: {values}</p>", _tellings(difference.tellings, linked)]
    if report.unmatched:
        parts += ["<h2>No match found elsewhere</h2>", _tellings(report.unmatched, linked)]
    parts += [_text(text) for text in report.texts]
    return page(report.title, "\n".join(parts))


def _one(text: str) -> str:
    return escape.markup(" ".join(text.split()))


def _list(items: Iterable[str]) -> str:
    return "<ul>\n" + "\n".join(f"<li>{item}</li>" for item in items) + "\n</ul>"


def _tellings(tellings: Iterable[Telling], linked: Collection[str]) -> str:
    return _list(
        f"<b>{_linked(telling.letter, telling.place, linked)}</b> {_marked(telling)}"
        + (f" <i>({_one(telling.altered)})</i>" if telling.altered else "")
        for telling in tellings
    )


def _linked(words: str, place: str, linked: Collection[str]) -> str:
    """Return words that lead to a sentence of a text below, where that is there."""
    return f'<a href="#{escape.markup(place)}">{_one(words)}</a>' if place in linked else _one(words)


def _marked(telling: Telling) -> str:
    """Return a telling, the words marked that the first one does not have."""
    parts: list[str] = []
    at = 0
    for start, end in telling.changed:
        parts += [_one_part(telling.text[at:start]), f"<u>{_one_part(telling.text[start:end])}</u>"]
        at = end
    return "".join([*parts, _one_part(telling.text[at:])])


def _one_part(text: str) -> str:
    return escape.markup(text.replace("\n", " "))


def _text(text: Text) -> str:
    title = f"<h2>{_one(text.letter)} {_one(text.title)}</h2>"
    return "\n".join([title, *("<p>" + " ".join(map(_piece, paragraph)) + "</p>" for paragraph in text.paragraphs)])


def _piece(piece: Piece) -> str:
    told = f" <sup>{_one(piece.told)}</sup>" if piece.told else ""
    return f'<span id="{escape.markup(piece.place)}">{_one(piece.text)}</span>{told}'


def _sources(report: Report) -> str:
    head = "<tr><th></th><th>Source</th><th>Date</th><th>Words</th><th>Also told elsewhere</th><th>Title</th></tr>"
    return "\n".join(["<table>", head, *(_source(source) for source in report.sources), "</table>"])


def _source(source: Source) -> str:
    title = _one(source.title)
    if escape.is_address(source.link):
        title = f'<a href="{escape.markup(source.link)}" rel="noreferrer noopener">{title}</a>'
    beside = f"related, {_one(source.relation)}" if source.relation else f"{source.shared} %"
    cells = [_one(source.letter), _one(source.name), _one(source.date), str(source.words), beside, title]
    kind = ' class="beside"' if source.relation else ""
    return f"<tr{kind}>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _matrix(report: Report, linked: Collection[str]) -> str:
    letters = "".join(f"<th>{_one(source.letter)}</th>" for source in report.sources)
    rows = [
        f"<tr><td>{_one(passage.text)}</td>"
        + "".join(
            f'<td class="sign">{_linked(sign, place, linked)}</td>'
            for sign, place in zip_longest(passage.signs, passage.places, fillvalue="")
        )
        + "</tr>"
        for passage in report.passages
    ]
    return "\n".join(["<table>", f"<tr><th>Passage</th>{letters}</tr>", *rows, "</table>"])
