"""A matched story as passages by sources: what all tell, what some tell, what has no match elsewhere, what differs.

Pure, made from a `Reading`. A row is a set of sentences that sure twins connect; unsure twins stand in a row's cells
and count nowhere. The sentences of related articles stand in the rows of the sources and make none of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.desk.lens import Lens
from reader.desk.words import in_words
from reader.model import DIFFERS, SIGNS, UNMATCHED, UNSURE, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from reader.desk.marks import Mark, Spot, Teller
    from reader.desk.reading import Reading
    from reader.model import Article

FEW_WORDS = 4
"""A sentence of fewer words than this makes no row of its own and is no row's text."""
_CLOSE = 0.5
"""Share of the pairs between two sets of sentences that must be twins for the sets to be one passage."""


class Told(StrEnum):
    """Which rows are wanted."""

    EVERY = "every"
    SHARED = "shared"
    ALL = "all"
    SOME = "some"
    QUOTES = "quotes"
    DIFFERS = "differs"
    ONE = "one"
    NEW = "new"

    @property
    def words(self) -> str:
        """Its name on screen."""
        return _TITLES[self]


_TITLES = {
    Told.EVERY: "every passage",
    Told.SHARED: "told by two or more",
    Told.ALL: "told by all",
    Told.SOME: "told by some",
    Told.QUOTES: "quotes",
    Told.DIFFERS: "differs",
    Told.ONE: "no match elsewhere",
    Told.NEW: "new to me",
}
OF_LENS = {
    Lens.OFF: (Told.EVERY,),
    Lens.SHARED: (Told.SHARED, Told.ALL, Told.SOME),
    Lens.QUOTES: (Told.QUOTES,),
    Lens.DIFFERS: (Told.DIFFERS,),
    Lens.UNMATCHED: (Told.ONE,),
    Lens.NEW: (Told.NEW,),
}
"""The rows that a lens shows; where there are several, the same key goes on to the next."""


class Order(StrEnum):
    """The order of the rows."""

    SOURCES = "by number of sources"
    TEXT = "by order of the fullest source"


@dataclass(frozen=True, slots=True)
class Cell:
    """How one article stands to a passage."""

    article_id: str
    sign: str
    sentences: tuple[int, ...] = ()
    """The numbers of its sentences that tell the passage, or perhaps do; the one nearest to the row's text first."""
    language: str = ""
    """The article's language, where it has no match and is written in another one than the row's text."""

    @property
    def told(self) -> bool:
        """Tell whether the article surely tells the passage."""
        return bool(self.sentences) and self.sign != UNSURE


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One passage, and how every article stands to it."""

    text: str
    """Its shortest telling among the sources."""
    spot: Spot
    """The sentence that this is."""
    cells: tuple[Cell, ...]
    """One for each column."""
    sources: int
    """How many sources of the story surely tell it."""
    quoted: bool
    differs: bool
    """A number, date or name differs between two sources."""
    perhaps: bool
    """A source that does not surely tell it perhaps does."""

    @property
    def alone(self) -> bool:
        """Tell whether no match was found in any other source, not even an unsure one."""
        return self.sources == 1 and not self.perhaps


@dataclass(frozen=True, slots=True)
class Matrix:
    """The passages of a story by its sources."""

    reading: Reading
    columns: tuple[Article, ...]
    """The sources, then what is related."""
    rows: tuple[MatrixRow, ...]
    """In the order of their first sentence, source after source."""

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the columns, small ones of what is related."""
        return tuple(self.reading.letters[article.id] for article in self.columns)

    @property
    def sources(self) -> int:
        """How many columns are sources of the story."""
        return len(self.reading.story.articles)

    def fits(self, row: MatrixRow, told: Told, read: Collection[str] = ()) -> bool:
        """Tell whether a row is among those wanted. `read` holds the ids of articles already read."""
        match told:
            case Told.EVERY:
                return True
            case Told.SHARED:
                return row.sources > 1
            case Told.ALL:
                return row.sources == self.sources > 1
            case Told.SOME:
                return 1 < row.sources < self.sources
            case Told.QUOTES:
                return row.quoted
            case Told.DIFFERS:
                return row.differs
            case Told.ONE:
                return row.alone
            case Told.NEW:
                return not any(cell.told and cell.article_id in read for cell in row.cells)

    def index(self, spot: Spot) -> int:
        """Return the number of the row that holds a sentence, or of the first row."""
        article_id, sentence = spot
        for number, row in enumerate(self.rows):
            if any(c.told and c.article_id == article_id and sentence in c.sentences for c in row.cells):
                return number
        return 0

    def count(self, told: Told) -> int:
        """Return how many rows are among those wanted."""
        return sum(self.fits(row, told) for row in self.rows)

    def ordered(self, rows: Iterable[MatrixRow], order: Order) -> list[MatrixRow]:
        """Return rows in an order; what the fullest source does not tell follows what stands before it elsewhere."""
        placed = self._places()
        key = {id(row): place for row, place in zip(self.rows, placed, strict=True)}
        by_text = sorted(rows, key=lambda row: key[id(row)])
        return by_text if order is Order.TEXT else sorted(by_text, key=lambda row: -row.sources)

    def _places(self) -> list[tuple[int, int, int]]:
        """Return for each row its place in the order of the source that shares the most."""
        articles = self.reading.story.articles
        leader = max(articles, key=lambda article: (self.reading.share(article.id).shared, article.words))
        columns = {article.id: number for number, article in enumerate(self.columns)}
        at: dict[Spot, int] = {}
        """By sentence of any source: where its row stands in the leading one."""
        for row in self.rows:
            own = row.cells[columns[leader.id]]
            if own.told:
                at.update({(c.article_id, s): min(own.sentences) for c in row.cells if c.told for s in c.sentences})
        places = []
        for row in self.rows:
            article_id, sentence = row.spot
            if row.spot in at:
                places.append((at[row.spot], -1, 0))
            else:
                before = next((at[article_id, s] for s in reversed(range(sentence)) if (article_id, s) in at), -1)
                places.append((before, columns[article_id], sentence))
        return places


def matrix_of(reading: Reading) -> Matrix:
    """Return the passages of a story. Cost: that of its twins, and sorting them."""
    columns = reading.articles
    clusters = _Clusters(reading)
    rows = [_row(reading, columns, spots) for spots in clusters.found()]
    return Matrix(reading, columns, tuple(row for row in rows if row is not None))


class _Clusters:
    """Sentences of the sources, joined where they tell the same: the surest twins first.

    Two sets become one where half of the pairs between them, of different sources, are sure twins: a chain of twins
    alone would run through half a story.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._home: dict[Spot, list[Spot]] = {}
        self._twins: set[tuple[Spot, Spot]] = set()
        pairs: list[tuple[bool, float, Spot, Spot]] = []
        for article in reading.story.articles:
            for mark in reading.marks(article.id):
                here = (article.id, mark.number)
                self._home[here] = [here]
                for teller in mark.sources:
                    self._twins.add((here, teller.spot))
                    pairs.append((not teller.by_hand, -teller.score, here, teller.spot))
        for by_chance, _, one, other in sorted(pairs, key=lambda pair: pair[:2]):
            self._join(one, other, ask=by_chance)

    def _join(self, one: Spot, other: Spot, *, ask: bool) -> None:
        ours, theirs = self._home[one], self._home[other]
        if ours is theirs or (ask and not self._close(ours, theirs)):
            return
        small, large = sorted((ours, theirs), key=len)
        large.extend(small)
        for spot in small:
            self._home[spot] = large

    def _close(self, ours: list[Spot], theirs: list[Spot]) -> bool:
        across = [(one, other) for one in ours for other in theirs if one[0] != other[0]]
        return sum(pair in self._twins for pair in across) >= _CLOSE * len(across)

    def found(self) -> list[list[Spot]]:
        """Return the sets, each once, in the order of their first sentence; its sentences in the order of the text."""
        order = {spot: number for number, spot in enumerate(self._home)}
        unique = {id(spots): spots for spots in self._home.values()}
        return [sorted(spots, key=order.__getitem__) for spots in unique.values()]


def _row(reading: Reading, columns: tuple[Article, ...], spots: list[Spot]) -> MatrixRow | None:
    long = [spot for spot in spots if len(reading.words(spot).split()) >= FEW_WORDS]
    if not long:
        return None
    chosen = min(long, key=lambda spot: len(reading.words(spot)))
    marks = {spot: reading.marks(spot[0])[spot[1]] for spot in spots}
    if len(spots) == 1 and marks[chosen].beyond:
        return None
    inside = set(spots)
    cells = tuple(_cell(reading, article, chosen, inside, marks) for article in columns)
    sources = {article.id for article in reading.story.articles}
    within = [t for mark in marks.values() for t in mark.sources if t.spot in inside]
    return MatrixRow(
        text=" ".join(reading.words(chosen).split()),
        spot=chosen,
        cells=cells,
        sources=len({article_id for article_id, _ in spots}),
        quoted=any(mark.quoted for mark in marks.values()),
        differs=any(teller.conflicts for teller in within),
        perhaps=any(cell.sign == UNSURE and cell.article_id in sources for cell in cells),
    )


def _cell(reading: Reading, article: Article, chosen: Spot, inside: Collection[Spot], marks: dict[Spot, Mark]) -> Cell:
    if article.id == chosen[0]:
        own = sorted((s for a, s in inside if a == article.id), key=lambda s: (s != chosen[1], s))
        return Cell(article.id, SIGNS[Kind.QUOTED] if marks[chosen].quoted else SIGNS[Kind.EXACT], tuple(own))
    tellers = _tellers(marks, chosen, article.id)
    sure = [t for t in tellers if t.sure and (t.related or t.spot in inside)]
    if sure:
        more = sorted(s for a, s in inside if a == article.id and s != sure[0].sentence)
        return Cell(article.id, sure[0].sign, (sure[0].sentence, *more))
    if tellers:
        return Cell(article.id, UNSURE, tuple(dict.fromkeys(teller.sentence for teller in tellers)))
    return Cell(article.id, UNMATCHED, language=reading.other_language(chosen[0], article.id))


def _tellers(marks: dict[Spot, Mark], chosen: Spot, article_id: str) -> list[Teller]:
    """Return the tellers of a row in one article: those of the row's text first, what differs before what does not."""
    found = [
        (spot != chosen, not bool(teller.conflicts), -teller.score, teller)
        for spot, mark in marks.items()
        for teller in mark.tellers
        if teller.article_id == article_id
    ]
    return [teller for *_, teller in sorted(found, key=lambda item: item[:3])]


def counts(matrix: Matrix) -> str:
    """Say how many passages all tell, some tell, one tells with no match found elsewhere, and where values differ."""
    parts = [
        by_hand(matrix.reading),
        f"{len(matrix.rows)} passage{'' if len(matrix.rows) == 1 else 's'}",
        f"{matrix.count(Told.ALL)} told by all",
        f"{matrix.count(Told.SOME)} by some" if matrix.sources > 2 else "",
        f"{matrix.count(Told.ONE)} no match elsewhere",
        f"{matrix.count(Told.DIFFERS)} differ{'s' if matrix.count(Told.DIFFERS) == 1 else ''}",
    ]
    return " · ".join(part for part in parts if part)


def by_hand(reading: Reading) -> str:
    """Say how many marks were changed by hand; empty where none was."""
    count = reading.by_hand
    return f"{count} mark{'' if count == 1 else 's'} changed by hand" if count else ""


def describe(matrix: Matrix, row: MatrixRow) -> str:
    """Say of a row which sources tell it, and in which no match was found: "A B (same words), D perhaps"."""
    ids = {article.id for article in matrix.reading.story.articles}
    letters = matrix.reading.letters
    told = [letters[c.article_id] for c in row.cells if c.told and c.article_id in ids]
    perhaps = [letters[c.article_id] for c in row.cells if c.sign == UNSURE and c.article_id in ids]
    apart = [letters[c.article_id] for c in row.cells if c.language]
    none = [letters[c.article_id] for c in row.cells if c.article_id in ids and not c.sentences and not c.language]
    parts = [
        f"told by {in_words(told)}",
        f"perhaps also by {in_words(perhaps)}" if perhaps else "",
        "a value differs" if row.differs else "",
        f"no match found in {in_words(none)}" if none else "",
        f"other language: {in_words(apart)}" if apart else "",
    ]
    return " · ".join(part for part in parts if part)


def cell_words(cell: Cell) -> str:
    """Say in words how an article stands to a passage."""
    if cell.language:
        return f"other language ({cell.language})"
    return CELL_WORDS[cell.sign]


CELL_WORDS = {
    SIGNS[Kind.EXACT]: "same words",
    SIGNS[Kind.REWORDED]: "reworded",
    SIGNS[Kind.QUOTED]: "quoted",
    DIFFERS: "differs",
    UNSURE: "unsure",
    UNMATCHED: "no match found",
}
