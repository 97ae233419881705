"""`figures`: every amount, date and ordinal of a story in normal form, by source, with the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli import layout, output
from reader.cli.taking import Taken, story_of
from reader.text import plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from reader.desk.telling.figures import Figure, FigureRow, Sheet
    from reader.model import Article

MANY_COLUMNS = 20
"""With more sources than this a row names only those that have the figure."""
MAX_PLACES = 3
"""Places of one source that are shown in one row."""


def figures(arguments: argparse.Namespace) -> int:
    """List the figures of every story, or of one."""
    from reader.desk.telling.figures import sheet

    taken = Taken(arguments.paths, arguments=arguments)
    edition = taken.edition(together=arguments.together)
    wanted = story_of(edition, arguments.story) if arguments.story else None
    numbered = [(n, story) for n, story in edition.numbered() if wanted is None or story is wanted]
    if arguments.json:
        stories = [_as_data(number, sheet(story)) for number, story in numbered]
        output.as_json({"stories": stories, "hidden": taken.hidden})
        return taken.code()
    for place, (number, story) in enumerate(numbered):
        if place:
            output.data("\n")
        for line in _lines(number, sheet(story), output.columns()):
            output.data(line or "\n")
    return taken.code()


def _lines(number: int, sheet: Sheet, cells: int) -> Iterator[str]:
    yield layout.cut(f"{number}  {sheet.story.title}", cells)
    by_letter = dict(zip(sheet.letters, sheet.articles, strict=True))
    if len(by_letter) > 1:
        for letter, article in by_letter.items():
            yield layout.cut(f"   {letter:2} {article.source}: {article.title}", cells)
    kind = None
    for row in sheet.rows:
        if row.kind is not kind:
            kind = row.kind
            yield ""
            yield layout.cut(str(kind), cells)
        yield from _row(row, by_letter, cells)
    if not sheet.rows:
        yield "   no figures"
    if sheet.cut:
        yield "   and more: too many figures to list"


def _row(row: FigureRow, by_letter: dict[str, Article], cells: int) -> Iterator[str]:
    from reader.desk.telling.figures import around

    have = {letter: row.of(article.id) for letter, article in by_letter.items()}
    letters = [letter if have[letter] else "·" for letter in have if have[letter] or len(have) <= MANY_COLUMNS]
    said = " ".join(letters) if len(have) > 1 else ""
    yield layout.cut(f"  {layout.fit(row.label, min(30, cells // 2))}  {said}", cells)
    for letter, places in have.items():
        for place in places[:MAX_PLACES]:
            head = f"      {letter if place is places[0] else ''}".ljust(9)
            yield head + excerpt(*around(by_letter[letter], place), cells - len(head))
        if len(places) > MAX_PLACES:
            yield f"         and {len(places) - MAX_PLACES} more places"


def excerpt(before: str, figure: str, after: str, cells: int) -> str:
    """Return words with a figure in the midst of them on one line: as much on either side as fits."""
    room = max(cells - layout.width(figure), 0)
    right = min(layout.width(after), max(room // 2, room - layout.width(before)))
    left = room - right
    words = before.split(" ")
    while words and layout.width(" ".join(words)) > left - 1:
        words.pop(0)
    start = " ".join(words)
    cut = "…" if len(start) < len(before) else ""
    return layout.cut(f"{cut}{start}{figure}{after}", cells)


def _as_data(number: int, sheet: Sheet) -> dict[str, Any]:
    by_id = {article.id: (letter, article) for letter, article in zip(sheet.letters, sheet.articles, strict=True)}
    return {
        "number": number,
        "title": sheet.story.title,
        "sources": [
            {"letter": letter, "id": a.id, "title": a.title, "source": a.source, "name": a.name}
            for letter, a in by_id.values()
        ],
        "rows": [
            {
                "kind": str(row.kind),
                "figure": row.label,
                "places": [_place(*by_id[id_], place) for id_, places in row.places for place in places],
            }
            for row in sheet.rows
        ],
        "cut": sheet.cut,
    }


def _place(letter: str, article: Article, place: Figure) -> dict[str, Any]:
    from reader.desk.taking.citing import paragraph_of
    from reader.desk.telling.figures import as_written

    return {
        "letter": letter,
        "written": as_written(article, place),
        "start": place.span.start,
        "end": place.span.end,
        "paragraph": paragraph_of(article, place.span.start),
        "sentence": plain.line(article.text[slice(*place.sentence)]),
        "settled": place.settled,
    }
