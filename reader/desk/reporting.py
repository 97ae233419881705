"""A matched story as the values of a report. Asks `desk/reading.py`; touches no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.desk.reading import UNMATCHED, Reading
from reader.export.report import Difference, Passage, Report, Source, Telling
from reader.model import Kind
from reader.text import dates
from reader.text.dates import Certainty

if TYPE_CHECKING:
    from reader.desk.reading import Mark, Teller
    from reader.model import Article

FEW_WORDS = 4
"""A sentence of fewer words than this makes no row of its own."""


def report_on(reading: Reading) -> Report:
    """Return the report on a story. Cost: its sentences times their tellers."""
    ordered = _in_order(reading)
    letters = [source.letter for source in ordered]
    rows = _Rows(reading, letters)
    return Report(
        title=reading.story.title,
        sources=tuple(ordered),
        why=tuple(reading.story.why),
        passages=tuple(rows.passages),
        quotations=tuple(rows.quotations),
        differences=tuple(rows.differences),
        unmatched=tuple(rows.unmatched),
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


class _Rows:
    """Goes once through the sentences of the sources; a sentence that stands in a row already makes none of its own."""

    def __init__(self, reading: Reading, letters: list[str]) -> None:
        self.reading = reading
        self.letters = letters
        self.passages: list[Passage] = []
        self.quotations: list[tuple[Telling, ...]] = []
        self.differences: list[Difference] = []
        self.unmatched: list[Telling] = []
        self._placed: set[tuple[str, int]] = set()
        self._told: set[tuple[str, ...]] = set()
        for article in reading.story.articles:
            for mark in reading.marks(article.id):
                self._differences(article, mark)
                if (article.id, mark.number) not in self._placed:
                    self._place(article, mark)

    def _place(self, article: Article, mark: Mark) -> None:
        letter = self.reading.letters[article.id]
        text = article.text[slice(*mark.span)]
        if not mark.sources:
            if len(text.split()) >= FEW_WORDS:
                self.unmatched.append(Telling(letter, text))
            return
        best: dict[str, Teller] = {}
        for teller in mark.tellers:
            if teller.letter not in best:
                best[teller.letter] = teller
        tellings = {letter: text} | {name: self._text(teller) for name, teller in best.items()}
        signs = {name: teller.sign for name, teller in best.items()} | {letter: '"' if mark.quoted else "="}
        self._placed |= {(teller.article_id, teller.sentence) for teller in best.values() if not teller.related}
        alike = [text] + [tellings[name] for name, teller in best.items() if teller.kind is not Kind.REWORDED]
        shortest = min((telling for telling in alike if len(telling.split()) >= FEW_WORDS), key=len, default=text)
        self.passages.append(Passage(shortest, tuple(signs.get(name, UNMATCHED) for name in self.letters)))
        if mark.quoted:
            row = tuple(Telling(name, tellings[name]) for name in self.letters if name in tellings)
            self.quotations.append(row)

    def _differences(self, article: Article, mark: Mark) -> None:
        letter = self.reading.letters[article.id]
        for teller in mark.sources:
            there = self.reading.article(teller.article_id).text
            for conflict in teller.conflicts:
                mine, theirs = article.text[slice(*conflict.a)], there[slice(*conflict.b)]
                key = tuple(sorted((f"{letter} {mine}", f"{teller.letter} {theirs}")))
                if key in self._told:
                    continue
                self._told.add(key)
                values = (Telling(letter, mine), Telling(teller.letter, theirs))
                text = article.text[slice(*mark.span)]
                tellings = (Telling(letter, text), Telling(teller.letter, self._text(teller)))
                self.differences.append(Difference(str(conflict.fact), values, tellings))

    def _text(self, teller: Teller) -> str:
        return self.reading.article(teller.article_id).text[slice(*teller.span)]
