"""A matched story as passages by sources: what all tell, what some tell, what has no match elsewhere, what differs.

Pure, made from a `Reading`. A row is one sentence; its cells say how the other articles tell just that, as gutter and
tellings do. The sentences that surely tell it make no rows of their own, unless something differs from them that does
not from it. Unsure twins stand in the cells and count nowhere; the sentences of related articles make no rows. A draft
is shown like a source and counted nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.desk.telling.lens import Lens
from reader.desk.telling.rivals import Rivals
from reader.desk.telling.words import in_words
from reader.model import DIFFERS, SIGNS, UNMATCHED, UNSURE, Kind
from reader.text import facts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from reader.desk.telling.marks import Mark, Spot
    from reader.desk.telling.reading import Reading
    from reader.model import Article

FEW_WORDS = 4
"""A sentence of fewer words than this makes no row of its own and is no row's text."""


class Told(StrEnum):
    """Which rows are wanted."""

    EVERY = "every"
    SHARED = "shared"
    ALL = "all"
    SOME = "some"
    UNSURE = "unsure"
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
    Told.UNSURE: "unsure elsewhere",
    Told.QUOTES: "quotes",
    Told.DIFFERS: "differs",
    Told.ONE: "no match elsewhere",
    Told.NEW: "new to me",
}
OF_LENS = {
    Lens.OFF: (Told.EVERY,),
    Lens.SHARED: (Told.SHARED, Told.ALL, Told.SOME, Told.UNSURE),
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
    """The numbers of its sentences that tell the row's text: those that earned the sign, the nearest first."""
    values: tuple[str, ...] = ()
    """Its numbers, dates and names that another source has otherwise, as it writes them."""
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
    """The shortest of its tellings that are told by as many sources."""
    spot: Spot
    """The sentence that this is."""
    home: frozenset[Spot]
    """The sentences that have their row here: this one, and those that tell the same. Each has one row."""
    cells: tuple[Cell, ...]
    """One for each column."""
    sources: int
    """How many sources of the story surely tell it; a draft is none."""
    quoted: bool
    differs: bool
    """A number, date or name differs between two sources, or one denies what the other states."""
    perhaps: bool
    """A source that does not surely tell it perhaps does."""
    beside: tuple[str, ...] = ()
    """Other figures for the same subject in related articles, in words: "22nd here, 23rd in e"."""

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
        """How many columns are sources of the story; a draft is none."""
        return len(self.reading.story.sources)

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
            case Told.UNSURE:
                return row.sources == 1 and row.perhaps
            case Told.QUOTES:
                return row.quoted
            case Told.DIFFERS:
                return row.differs
            case Told.ONE:
                return row.alone
            case Told.NEW:
                return not any(cell.told and cell.article_id in read for cell in row.cells)

    def index(self, spot: Spot) -> int:
        """Return the number of the row that a sentence has its place in, or of the first row."""
        return next((number for number, row in enumerate(self.rows) if spot in row.home), 0)

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
        articles = self.reading.story.sources or self.reading.story.articles
        leader = max(articles, key=lambda article: (self.reading.share(article.id).shared, article.words))
        columns = {article.id: number for number, article in enumerate(self.columns)}
        at: dict[Spot, int] = {}
        """By sentence of any source: where its row stands in the leading one."""
        for row in self.rows:
            own = row.cells[columns[leader.id]]
            if own.told:
                at.update(dict.fromkeys(row.home, min(own.sentences)))
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
    """Return the passages of a story. Cost: that of its twins, and sorting its sentences."""
    beside = Rivals([related.article for related in reading.story.related])
    rows = [_row(reading, spot, home, beside) for spot, home in _passages(reading)]
    return Matrix(reading, reading.articles, tuple(rows))


def _passages(reading: Reading) -> list[tuple[Spot, frozenset[Spot]]]:
    """Choose the sentences that are rows, each with those that have their place there, in the order of the text.

    What most sources tell comes first: of its tellings one from which another source differs, but as few as may be,
    then the shortest, a draft last. It takes in what surely tells the same: so every sign of a row is one of its own
    text, and no chain of twins runs through half a story.
    """
    marks = {(a.id, mark.number): mark for a in reading.story.articles for mark in reading.marks(a.id)}
    words = {spot: reading.words(spot) for spot in marks}
    long = [spot for spot in marks if len(words[spot].split()) >= FEW_WORDS]
    alike: dict[tuple[str, frozenset[Spot]], list[Spot]] = {}
    """Sentences of one article that the very same sentences of others tell: a headline, and the words it is from."""
    for spot, mark in marks.items():
        alike.setdefault((spot[0], _told_by(mark)), []).append(spot)
    free = dict.fromkeys(marks, True)
    found: dict[Spot, frozenset[Spot]] = {}
    drafts = {article.id for article in reading.story.articles if article.draft}
    against = {spot: len({t.article_id for t in mark.sources if t.conflicts}) for spot, mark in marks.items()}

    def place(spot: Spot) -> tuple[bool, int, bool, int, int]:
        return spot[0] in drafts, -len(marks[spot].letters), not against[spot], against[spot], len(words[spot])

    for spot in sorted(long, key=place):
        if not free[spot] or (marks[spot].beyond and not marks[spot].tellers):
            continue
        same = [teller.spot for teller in marks[spot].sources if _shown(marks, spot, teller.spot)]
        twice = alike[spot[0], _told_by(marks[spot])] if len(marks[spot].letters) > 1 else []
        home = frozenset({spot, *(one for one in (*same, *twice) if free[one])})
        free.update(dict.fromkeys(home, False))
        found[spot] = home
    return [(spot, found[spot]) for spot in marks if spot in found]


def _shown(marks: Mapping[Spot, Mark], spot: Spot, other: Spot) -> bool:
    """Tell whether all that differs from a sentence is seen in the row of another one that tells the same."""
    against = {teller.spot for teller in marks[spot].sources if teller.conflicts}
    elsewhere = {teller.spot for teller in marks[other].sources if teller.conflicts}
    return other in against or elsewhere <= against | {spot}


def _told_by(mark: Mark) -> frozenset[Spot]:
    return frozenset(teller.spot for teller in mark.sources)


def _row(reading: Reading, spot: Spot, home: frozenset[Spot], beside: Rivals) -> MatrixRow:
    mark = reading.marks(spot[0])[spot[1]]
    draft, counted = reading.article(spot[0]).draft, mark.undrafted
    cells = tuple(_cell(reading, article, spot, mark) for article in reading.articles)
    return MatrixRow(
        text=" ".join(reading.words(spot).split()),
        spot=spot,
        home=home,
        cells=cells,
        sources=(not draft) + len(counted.letters),
        quoted=any(reading.marks(article_id)[sentence].quoted for article_id, sentence in home),
        differs=not draft and counted.differs,
        perhaps=bool(counted.unsure),
        beside=() if draft else _beside(reading, spot, beside),
    )


def _beside(reading: Reading, spot: Spot, beside: Rivals) -> tuple[str, ...]:
    """Say which figures of a sentence related articles have otherwise."""
    article = reading.article(spot[0])
    span = reading.marks(spot[0])[spot[1]].span
    figures = facts.figures(article.text, *span, article.language) if reading.story.related else []
    return tuple(
        f"{article.text[figure.start : figure.end]} here, {rival.words} in {reading.letters[rival.article.id]}"
        for figure in figures
        for rival in beside.of(article.text, span, figure)
    )


def _cell(reading: Reading, article: Article, spot: Spot, mark: Mark) -> Cell:
    if article.id == spot[0]:
        sign = SIGNS[Kind.QUOTED] if mark.quoted else SIGNS[Kind.EXACT]
        return Cell(article.id, sign, (mark.number,), _values(reading, spot) if mark.differs else ())
    tellers = [teller for teller in mark.tellers if teller.article_id == article.id]
    earned = [t for t in tellers if t.sure] or tellers
    if not earned:
        return Cell(article.id, UNMATCHED, language=reading.other_language(spot[0], article.id))
    earned.sort(key=lambda teller: (not teller.conflicts, -teller.score))  # what differs says most, as in the gutter
    values = _values(reading, earned[0].spot) if mark.differs and earned[0].sure else ()
    return Cell(article.id, earned[0].sign, tuple(dict.fromkeys(t.sentence for t in earned)), values)


def _values(reading: Reading, spot: Spot) -> tuple[str, ...]:
    """Return the values of a sentence that another source has otherwise, as they stand there, each once."""
    article_id, sentence = spot
    text = reading.article(article_id).text
    found = [conflict.a for teller in reading.marks(article_id)[sentence].sources for conflict in teller.conflicts]
    return tuple(dict.fromkeys(" ".join(text[slice(*span)].split()) for span in sorted(set(found))))


def counts(matrix: Matrix, *, short: bool = False) -> str:
    """Say how many passages all tell, some tell, one tells with no match found elsewhere, and where values differ."""
    told = sum(row.sources > 0 for row in matrix.rows)
    beside = sum(bool(row.beside) for row in matrix.rows)
    parts = [
        by_hand(matrix.reading),
        f"{told} passage{'' if told == 1 else 's'}",
        f"{matrix.count(Told.ALL)} {'by' if short else 'told by'} all",
        f"{matrix.count(Told.SOME)} by some" if matrix.sources > 2 else "",
        f"{matrix.count(Told.UNSURE)} unsure" if matrix.count(Told.UNSURE) else "",
        f"{matrix.count(Told.ONE)} no match{'' if short else ' elsewhere'}",
        f"{matrix.count(Told.DIFFERS)} differ{'s' if matrix.count(Told.DIFFERS) == 1 else ''}",
        f"{beside} differ{'s' if beside == 1 else ''} from {'related' if short else 'what is related'}"
        if beside
        else "",
        f"{len(matrix.rows) - told} of the draft without a sure match" if len(matrix.rows) > told else "",
    ]
    return " · ".join(part for part in parts if part)


def by_hand(reading: Reading) -> str:
    """Say how many marks were changed by hand; empty where none was."""
    count = reading.by_hand
    return f"{count} mark{'' if count == 1 else 's'} changed by hand" if count else ""


def describe(matrix: Matrix, row: MatrixRow) -> str:
    """Say of a row which sources tell it, and in which no match was found: "A B (same words), D perhaps"."""
    ids = {article.id for article in matrix.reading.story.sources}
    letters = matrix.reading.letters
    draft = [c for c in row.cells if c.sentences and matrix.reading.article(c.article_id).draft]
    told = [letters[c.article_id] for c in row.cells if c.told and c.article_id in ids]
    perhaps = [letters[c.article_id] for c in row.cells if c.sign == UNSURE and c.article_id in ids]
    apart = [letters[c.article_id] for c in row.cells if c.language]
    none = [letters[c.article_id] for c in row.cells if c.article_id in ids and not c.sentences and not c.language]
    parts = [
        f"told by {in_words(told)}" if told else "",
        f"the draft: {cell_words(draft[0])}" if draft and told else "in the draft" if draft else "",
        f"perhaps also by {in_words(perhaps)}" if perhaps else "",
        "a value differs" if row.differs else "",
        f"differs from what is related: {row.beside[0]}" if row.beside else "",
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
