"""Every version of one passage, and their rows for a column: what the tellings show. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from reader.desk.telling.lens import Lens
from reader.desk.telling.words import told_how
from reader.model import DIFFERS, UNMATCHED, Kind
from reader.text import dates
from reader.tui.draw import cell_len, wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reader.desk.telling.marks import Mark, Teller
    from reader.desk.telling.reading import Reading
    from reader.model import Article, Span


class Standing(Enum):
    """Why a version is shown."""

    ASKING = auto()
    TOLD = auto()
    NO_MATCH = auto()


@dataclass(frozen=True, slots=True)
class Telling:
    """One version: of the asking article, of another that tells it, or the nearest sentence of one that does not."""

    standing: Standing
    article: Article
    letter: str
    span: Span | None
    """Where it stands in the article's text; None where nothing there is near."""
    sentence: int = -1
    teller: Teller | None = None
    relation: str = ""
    """How it lies to the story, where it is related only: "earlier", "later", "near"."""
    changed: tuple[Span, ...] = ()
    """Words, counted from the beginning of `span`, that the asking version does not have."""
    missing: tuple[Span, ...] = ()
    """Words of the asking version, counted from its beginning, that this one does not have."""
    language: str = ""
    """The language of its article, where that is another one than the asking article's."""

    @property
    def text(self) -> str:
        """Its words."""
        return self.article.text[slice(*self.span)] if self.span is not None else ""

    @property
    def sign(self) -> str:
        """Its sign beside the asking version."""
        if self.teller is not None:
            return self.teller.sign
        return UNMATCHED if self.standing is Standing.NO_MATCH else ""


def tellings(reading: Reading, article_id: str, mark: Mark) -> tuple[Telling, ...]:
    """Return all versions of a sentence: the asking one, sources that surely tell it, perhaps, or not, what is related.

    Sources come by letter; the versions of one by strength, so that the first is the one that earned its sign.
    """
    asking = reading.article(article_id)
    first = Telling(Standing.ASKING, asking, reading.letters[article_id], mark.span, mark.number)
    others = [article for article in reading.articles if article.id != article_id]
    relations = {related.article.id: related.relation for related in reading.story.related}
    told: list[Telling] = []
    perhaps: list[Telling] = []
    untold: list[Telling] = []
    beside: list[Telling] = []
    for article in others:
        letter = reading.letters[article.id]
        apart = relations.get(article.id, "")
        versions = [teller for teller in mark.tellers if teller.article_id == article.id]
        sure = any(teller.sure for teller in versions)
        for teller in sorted(versions, key=lambda t: (not t.sure, not t.conflicts, -t.score, t.sentence)):
            changed, missing = _differences(first.text, article.text[slice(*teller.span)])
            found = Telling(
                Standing.TOLD, article, letter, teller.span, teller.sentence, teller, apart, changed, missing
            )
            (beside if apart else told if sure else perhaps).append(found)
        if not versions:
            near = reading.why(article_id, mark, article.id)
            lost = Telling(
                Standing.NO_MATCH,
                article,
                letter,
                near[1] if near is not None else None,
                nearest[1] if (nearest := reading.nearest((article_id, mark.number), article.id)) is not None else -1,
                relation=apart,
                language=reading.other_language(article_id, article.id),
            )
            (beside if apart else untold).append(lost)
    return (first, *told, *perhaps, *untold, *beside)


def seen_through(versions: Sequence[Telling], lens: Lens, read: Collection[str]) -> tuple[Telling, ...]:
    """Return the asking version and those that a lens shows. `read` holds the ids of articles already read."""
    return tuple(one for one in versions if one.standing is Standing.ASKING or _shows(lens, one, read))


def _shows(lens: Lens, telling: Telling, read: Collection[str]) -> bool:
    teller = telling.teller
    match lens:
        case Lens.OFF:
            return True
        case Lens.SHARED:
            return teller is not None and teller.sure
        case Lens.QUOTES:
            return teller is not None and teller.kind is Kind.QUOTED
        case Lens.DIFFERS:
            return telling.sign == DIFFERS
        case Lens.UNMATCHED:
            return telling.standing is Standing.NO_MATCH
        case Lens.NEW:
            return telling.article.id not in read


def _differences(asking: str, other: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    from reader.match import differing_words  # with the first match, not before the first paint

    missing, changed = differing_words(asking, other)
    return changed, missing


def note(telling: Telling, asking: Telling) -> str:
    """Return what is said of a version beside its source: its kind in words, the values that differ, or no match."""
    if telling.standing is Standing.NO_MATCH:
        words = f"other language ({telling.language})" if telling.language else "no match found"
        return f"{words}; nearest there:" if telling.span is not None else words
    if telling.teller is None:
        return ""
    here, there = asking.article.text, telling.article.text
    differing = dict.fromkeys(
        f"{here[slice(*conflict.a)]} in {asking.letter}, {there[slice(*conflict.b)]} here"
        for conflict in telling.teller.conflicts
    )
    words = told_how(telling.teller)
    return f"{words}, differs: {'; '.join(differing)}" if differing and telling.teller.sure else words


class RowKind(Enum):
    """What a row shows."""

    HEAD = auto()
    NOTE = auto()
    TEXT = auto()
    RULE = auto()
    BLANK = auto()


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One row of a version."""

    kind: RowKind
    telling: int = -1
    text: str = ""
    note: str = ""
    """Of a head: the note, where it fits beside the source."""
    start: int = -1
    """Where the text begins in the version."""
    signed: bool = False
    """The version's sign stands in this row."""


@dataclass(frozen=True, slots=True)
class Layout:
    """All rows, and which of them belong to a version."""

    rows: tuple[VersionRow, ...] = ()
    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()


def lay_out(versions: Sequence[Telling], column: int, room: int) -> Layout:
    """Return the rows of versions whose text is `column` cells wide; their heads may take `room` cells."""
    rows: list[VersionRow] = []
    first: list[int] = []
    last: list[int] = []
    for number, telling in enumerate(versions):
        before = versions[number - 1] if number else None
        if before is not None:
            begun = before.standing is Standing.ASKING or (bool(telling.relation) and not before.relation)
            rows.append(VersionRow(RowKind.RULE if begun else RowKind.BLANK))
        first.append(len(rows))
        words = note(telling, versions[0])
        if before is None or before.article.id != telling.article.id:
            head = about(telling)
            fits = cell_len(head) + cell_len(words) + 3 <= room
            rows.append(VersionRow(RowKind.HEAD, number, head, words if fits else "", signed=fits))
            words = "" if fits else words
        if words:
            rows += [
                VersionRow(RowKind.NOTE, number, words[start:end], signed=not start)
                for start, end in wrap(words, column)
            ]
        text = telling.text.replace("\n", " ")
        if text:
            rows += [
                VersionRow(RowKind.TEXT, number, text[start:end], start=start) for start, end in wrap(text, column)
            ]
        last.append(len(rows) - 1)
    return Layout(tuple(rows), tuple(first), tuple(last))


def about(telling: Telling) -> str:
    """Return the line above a version: source, date, how it lies to the story."""
    article = telling.article
    parts = [
        article.source or article.name,
        dates.show(article.published, article.weekday),
        f"related, {telling.relation}" if telling.relation else "",
    ]
    return " · ".join(part for part in parts if part)
