"""`matrix`: the passages of a story by its sources: what all tell, what some, what one, and where values differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli import layout, output
from reader.cli.output import FailedError
from reader.cli.taking import Taken, story_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from reader.desk.telling.matrix import Cell, Matrix, MatrixRow


def matrix(arguments: argparse.Namespace) -> int:
    """Write the matrix of every story, or of one."""
    from reader.desk.stories.edition import is_shared
    from reader.desk.telling.matrix import Order, Told, matrix_of
    from reader.desk.telling.reading import Reading

    taken = Taken(arguments.paths, arguments=arguments)
    edition = taken.edition(together=arguments.together)
    wanted = story_of(edition, arguments.story) if arguments.story else None
    numbered = [
        (number, story)
        for number, story in edition.numbered()
        if is_shared(story) and (wanted is None or story is wanted)
    ]
    if edition.articles and not numbered:
        raise FailedError("a matrix needs a story of two articles or more; --together makes one of all")
    found: list[Any] = []
    for place, (number, story) in enumerate(numbered):
        made = matrix_of(Reading(story, taken.shelf.pairs()))
        told = Told(arguments.show)
        chosen = (row for row in made.rows if made.fits(row, told, taken.shelf.read_ids))
        rows = made.ordered(chosen, Order.TEXT if arguments.in_order else Order.SOURCES)
        if arguments.json:
            found.append(_as_data(number, made, rows))
            continue
        for line in (*([""] if place else []), *_lines(number, made, rows, output.columns())):
            output.data(line or "\n")
    if arguments.json:
        output.as_json({"stories": found, "hidden": taken.hidden})
    return taken.code()


def _lines(number: int, made: Matrix, rows: Sequence[MatrixRow], cells: int) -> Iterator[str]:
    from reader.desk.telling.matrix import counts
    from reader.model import SIGN_MEANINGS

    reading = made.reading
    yield layout.cut(f"{number}  {reading.story.title}", cells)
    for letter, article in zip(made.letters, made.columns, strict=True):
        yield layout.cut(f"   {letter:2} {article.source}: {article.title}", cells)
    yield ""
    yield counts(made)
    yield from reading.notes
    legend = [f"{sign} {words}" for sign, words in SIGN_MEANINGS.items()]
    languages = sorted({cell.language for row in rows for cell in row.cells if cell.language})
    legend += [f"{' '.join(languages)} other language, not compared word by word"] if languages else []
    yield from layout.wrap(", ".join(legend), cells)
    yield ""
    widths = _widths(made, rows, cells)
    yield "".join(layout.fit(letter, width) for letter, width in zip(made.letters, widths, strict=True)).rstrip()
    for row in rows:
        signs = "".join(_in_cell(cell, width) for cell, width in zip(row.cells, widths, strict=True))
        for n, line in enumerate(layout.wrap(row.text, max(cells - sum(widths) - 1, 20))):
            yield f"{' ' * sum(widths) if n else signs} {line}"


def _widths(made: Matrix, rows: Sequence[MatrixRow], cells: int) -> list[int]:
    """Return the cells of each column: as many of the values that differ as half of the line has room for.

    A value that is too wide leaves its cell to the sign and takes no room from others.
    """
    signs = [max(layout.width(letter), 2) + 1 for letter in made.letters]
    needs = [[sign, *(layout.width(_with_value(row.cells[n])) + 2 for row in rows)] for n, sign in enumerate(signs)]
    for most in sorted({need for column in needs for need in column}, reverse=True):
        widths = [max(need for need in column if need <= max(most, column[0])) for column in needs]
        if sum(widths) <= cells // 2:
            return widths
    return signs


def _with_value(cell: Cell) -> str:
    return f"{cell.language or cell.sign} {cell.values[0]}" if cell.values else cell.language or cell.sign


def _in_cell(cell: Cell, width: int) -> str:
    """Return the sign of a cell in its column, with its value where that fits whole."""
    words = _with_value(cell)
    return layout.fit(words if layout.width(words) < width else cell.language or cell.sign, width)


def _as_data(number: int, made: Matrix, rows: Sequence[MatrixRow]) -> dict[str, Any]:
    from reader.desk.telling.matrix import cell_words

    reading = made.reading
    letters = reading.letters

    def telling(cell: Cell, sentence: int) -> dict[str, Any]:
        article = reading.article(cell.article_id)
        span = reading.marks(cell.article_id)[sentence].span
        return {"start": span.start, "end": span.end, "text": article.text[slice(*span)]}

    def entry(cell: Cell) -> dict[str, Any]:
        return {
            "letter": letters[cell.article_id],
            "sign": cell.sign,
            "says": cell_words(cell),
            "values": list(cell.values),
            "sure": cell.told if cell.sentences else None,
            "language": cell.language or None,
            "tellings": [telling(cell, sentence) for sentence in cell.sentences],
        }

    def as_row(row: MatrixRow) -> dict[str, Any]:
        return {
            "text": row.text,
            "letter": letters[row.spot[0]],
            "sources": row.sources,
            "quoted": row.quoted,
            "differs": row.differs,
            "beside": list(row.beside),
            "unsure": row.perhaps,
            "cells": [entry(cell) for cell in row.cells],
        }

    related = {one.article.id for one in reading.story.related}
    return {
        "number": number,
        "title": reading.story.title,
        "articles": [
            {"letter": letters[a.id], "id": a.id, "title": a.title, "source": a.source, "related": a.id in related}
            for a in made.columns
        ],
        "notes": list(reading.notes),
        "by_hand": reading.by_hand,
        "rows": [as_row(row) for row in rows],
    }
