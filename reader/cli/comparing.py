"""`compare A B`: two articles aligned, in two columns or, where the terminal is narrow, one below the other."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from reader.cli import layout, output
from reader.cli.output import ALL_TAKEN, FailedError
from reader.cli.taking import Taken, one_of, places

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from reader.desk.telling.reading import Reading
    from reader.model import Article, Comparison, Row, Span

TWO_COLUMNS = 100
"""From this width on the texts stand side by side."""


def compare(arguments: argparse.Namespace) -> int:
    """Lay two articles, or two versions of one, side by side."""
    from reader.cli.keeping import library_of
    from reader.cli.versioning import both_of
    from reader.desk.telling.reading import Reading
    from reader.model import Story

    names = (arguments.a, arguments.b)
    opened = places(names, arguments.paths)
    versions = both_of(library_of(arguments), names) if not opened else None
    if versions is not None:
        _write(arguments, Reading(Story(versions), library_of(arguments).shelf.pairs()), *versions)
        return ALL_TAKEN
    taken = Taken(opened, arguments=arguments, names=names)
    edition = taken.edition(together=arguments.together)
    left, right = (one_of(edition, name) for name in names)
    if left.id == right.id:
        raise FailedError("both names mean the same article")
    story = edition.story_of(left.id)
    if story is None or story is not edition.story_of(right.id):
        story = Story((left, right))
    _write(arguments, Reading(story, taken.shelf.pairs()), left, right)
    return taken.code()


def _write(arguments: argparse.Namespace, reading: Reading, left: Article, right: Article) -> None:
    comparison = reading.compare(left.id, right.id)
    for words in (*reading.notes, *(("compared coarsely",) if comparison.coarse else ())):
        output.say(words)
    if arguments.json:
        output.as_json(_as_data(reading, left, right, comparison))
    else:
        for line in _lines(reading, left, right, comparison, output.columns()):
            output.data(line.rstrip() or "\n")


def sign(reading: Reading, left: Article, right: Article, row: Row) -> str:
    """Return the sign of a row: the same as in gutter, matrix and report."""
    from reader.model import sign_of

    return sign_of(row.kind, differs=bool(row.conflicts), sure=not reading.is_unsure(left.id, right.id, row))


def _lines(reading: Reading, left: Article, right: Article, comparison: Comparison, cells: int) -> Iterator[str]:
    names = [
        f"{reading.letters[article.id]} {article.wording.words if article.wording else article.source}: {article.title}"
        for article in (left, right)
    ]
    if cells < TWO_COLUMNS:
        yield from names
        for row in comparison.rows:
            yield ""
            yield from _stacked(reading, left, right, row, cells)
    else:
        half = (cells - 7) // 2
        yield f"   {layout.fit(names[0], half)} │ {layout.cut(names[1], half)}"
        for row in comparison.rows:
            yield f"   {'─' * (half + 1)}┼{'─' * (half + 1)}"
            yield from _beside(sign(reading, left, right, row), left, right, row, half)
    yield ""
    yield _summary([sign(reading, left, right, row) for row in comparison.rows])


def _stacked(reading: Reading, left: Article, right: Article, row: Row, cells: int) -> Iterator[str]:
    for article, span in ((left, row.a), (right, row.b)):
        if span is not None:
            letter = reading.letters[article.id]
            lines = layout.wrap(article.text[slice(*span)], cells - len(letter) - 4)
            yield f"{sign(reading, left, right, row)} {letter}  {lines[0]}{_moved(row) if article is right else ''}"
            yield from (" " * (len(letter) + 4) + line for line in lines[1:])


def _beside(mark: str, left: Article, right: Article, row: Row, half: int) -> Iterator[str]:
    columns = [
        layout.wrap(article.text[slice(*span)], half) if span is not None else []
        for article, span in ((left, row.a), (right, row.b))
    ]
    if row.moved and columns[1]:
        columns[1].append(_moved(row).strip())
    for number, (one, two) in enumerate(zip_longest(*columns, fillvalue="")):
        yield f"{mark if number == 0 else ' '}  {layout.fit(one, half)} │ {two}"


def _moved(row: Row) -> str:
    if not row.moved:
        return ""
    return f"  (moved {'down' if row.moved > 0 else 'up'} {abs(row.moved)})"


def _summary(signs: list[str]) -> str:
    from reader.model import SIGN_MEANINGS

    return ", ".join(f"{mark} {words}: {signs.count(mark)}" for mark, words in SIGN_MEANINGS.items() if mark in signs)


def _as_data(reading: Reading, left: Article, right: Article, comparison: Comparison) -> dict[str, Any]:
    def article(one: Article) -> dict[str, Any]:
        return {
            "letter": reading.letters[one.id],
            "id": one.id,
            "title": one.title,
            "source": one.source,
            "version": one.wording.words if one.wording else None,
            "name": one.name,
            "text": one.text,
        }

    def row(one: Row) -> dict[str, Any]:
        return {
            "sign": sign(reading, left, right, one),
            "kind": str(one.kind) if one.kind else None,
            "sure": not reading.is_unsure(left.id, right.id, one) if one.kind else None,
            "moved": one.moved,
            "a": _range(left, one.a),
            "b": _range(right, one.b),
            "a_changed": [list(span) for span in one.a_changed],
            "b_changed": [list(span) for span in one.b_changed],
            "conflicts": [
                {"fact": str(c.fact), "a": _range(left, c.a), "b": _range(right, c.b)} for c in one.conflicts
            ],
        }

    return {
        "a": article(left),
        "b": article(right),
        "coarse": comparison.coarse,
        "notes": list(reading.notes),
        "by_hand": reading.by_hand,
        "rows": [row(one) for one in comparison.rows],
    }


def _range(article: Article, span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"start": span[0], "end": span[1], "text": article.text[slice(*span)]}
