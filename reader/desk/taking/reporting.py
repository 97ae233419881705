"""A matched story as the values of a report. Asks `desk/telling/matrix.py`; touches no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.desk.telling.matrix import Cell, Matrix, MatrixRow, Order, by_hand, matrix_of
from reader.desk.telling.quoting import altered
from reader.export.report import Difference, Passage, Piece, Report, Source, Telling, Text
from reader.model import UNMATCHED
from reader.text import dates
from reader.text.dates import Certainty

if TYPE_CHECKING:
    from reader.desk.telling.marks import Spot
    from reader.desk.telling.reading import Reading
    from reader.model import Article


def report_on(reading: Reading, *, texts: bool = True) -> Report:
    """Return the report on a story, with the whole texts of its sources or without. Cost: that of its matrix."""
    ordered = _in_order(reading)
    matrix = matrix_of(reading)
    rows = matrix.ordered(matrix.rows, Order.SOURCES)
    letters = [source.letter for source in ordered]
    return Report(
        title=reading.story.title,
        sources=tuple(ordered),
        why=tuple(reading.story.why),
        passages=tuple(_passage(reading, row, letters) for row in rows if row.sources > 1 or row.perhaps),
        quotations=tuple(_quotation(reading, row, letters) for row in rows if row.quoted and row.sources > 1),
        differences=tuple(_differences(reading)),
        unmatched=tuple(_telling(reading, row.spot) for row in matrix.ordered(rows, Order.TEXT) if row.alone),
        notes=tuple(words for words in (by_hand(reading), *reading.notes) if words),
        texts=tuple(_text(reading, matrix, letter) for letter in letters) if texts else (),
    )


def _in_order(reading: Reading) -> list[Source]:
    """Return the sources, the earliest stated date first, then those without one, then what is related."""
    related = {beside.article.id: beside.relation for beside in reading.story.related}

    def key(article: Article) -> tuple[bool, bool, float]:
        when = article.published
        stated = when is not None and when.certainty is not Certainty.INFERRED
        return article.id in related, not stated, when.moment.timestamp() if when is not None and stated else 0.0

    return [
        Source(
            letter=reading.letters[article.id],
            name=article.source,
            title=article.title,
            date=dates.show(article.published, article.weekday),
            link=article.link,
            words=article.words,
            shared=reading.share(article.id).percent,
            relation=related.get(article.id, ""),
        )
        for article in sorted(reading.articles, key=key)
    ]


def _place(reading: Reading, spot: Spot) -> str:
    """Return the name of a sentence's place in the report."""
    return f"{reading.letters[spot[0]]}-{spot[1] + 1}"


def _telling(reading: Reading, spot: Spot) -> Telling:
    return Telling(reading.letters[spot[0]], reading.words(spot), place=_place(reading, spot))


def _passage(reading: Reading, row: MatrixRow, letters: list[str]) -> Passage:
    cells = {reading.letters[cell.article_id]: cell for cell in row.cells}
    return Passage(
        row.text,
        tuple(_sign(cells[letter]) for letter in letters),
        tuple(_cell_place(reading, cells[letter]) for letter in letters),
    )


def _sign(cell: Cell) -> str:
    return f"other language ({cell.language})" if cell.sign == UNMATCHED and cell.language else cell.sign


def _cell_place(reading: Reading, cell: Cell) -> str:
    return _place(reading, (cell.article_id, cell.sentences[0])) if cell.sentences else ""


def _quotation(reading: Reading, row: MatrixRow, letters: list[str]) -> tuple[Telling, ...]:
    """Return the tellings of a quotation: the first of them, and what each other one has in other words."""
    from reader.match import differing_words

    cells = {reading.letters[cell.article_id]: cell for cell in row.cells}
    spots = [(cells[letter].article_id, cells[letter].sentences[0]) for letter in letters if cells[letter].told]
    first = reading.words(spots[0])
    found = [_telling(reading, spots[0])]
    for spot in spots[1:]:
        text = reading.words(spot)
        changed = tuple((span.start, span.end) for span in differing_words(first, text)[1])
        found.append(Telling(reading.letters[spot[0]], text, altered(first, text), changed, _place(reading, spot)))
    return tuple(found)


def _differences(reading: Reading) -> list[Difference]:
    """Return every pair of values that differ between two sources, each once."""
    found: dict[tuple[str, ...], Difference] = {}
    for article in reading.story.articles:
        letter = reading.letters[article.id]
        for mark in reading.marks(article.id):
            for teller in mark.sources:
                there = reading.article(teller.article_id).text
                for conflict in teller.conflicts:
                    mine, theirs = article.text[slice(*conflict.a)], there[slice(*conflict.b)]
                    key = tuple(sorted((f"{letter} {mine}", f"{teller.letter} {theirs}")))
                    values = (Telling(letter, mine), Telling(teller.letter, theirs))
                    tellings = (_telling(reading, (article.id, mark.number)), _telling(reading, teller.spot))
                    found.setdefault(key, Difference(str(conflict.fact), values, tellings))
    return list(found.values())


def _text(reading: Reading, matrix: Matrix, letter: str) -> Text:
    """Return the text of a source in paragraphs of sentences, each with its place and who else tells it."""
    article = next(a for a in matrix.columns if reading.letters[a.id] == letter)
    paragraphs: list[list[Piece]] = []
    end = -1
    for mark in reading.marks(article.id):
        if end < 0 or "\n\n" in article.text[end : mark.span.start]:
            paragraphs.append([])
        said = f"{mark.sign} {' '.join(mark.letters)}" if mark.sources else ""
        paragraphs[-1].append(Piece(article.text[slice(*mark.span)], _place(reading, (article.id, mark.number)), said))
        end = mark.span.end
    return Text(letter, article.title or article.name, tuple(map(tuple, paragraphs)))
