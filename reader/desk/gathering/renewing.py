"""Cleaning what is kept anew, with today's cleaner and rules, on all cores; texts that differ become versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.desk.gathering.versions import carried
from reader.desk.opening import inputs
from reader.desk.opening.siblings import revised
from reader.library.holdings import recleaning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.desk import workers
    from reader.library.holdings.recleaning import Recleaned
    from reader.library.library import Library
    from reader.model import Article, Document


def reclean(library: Library, pool: workers.Pool, stop: Callable[[], bool] = inputs.never) -> Iterator[Recleaned]:
    """Clean every original anew; what is counted is on disk. Can be broken off anywhere, and begun again.

    What was stated of a text whose id is another one now holds for that, notes and places where their words stand.

    Raises:
        LibraryError: The library cannot be read or written.
    """
    rules = library.shelf.rules()

    def clean(documents: Sequence[Document]) -> list[Article | None]:
        spread = len(documents) >= inputs.SPREAD and pool.size > 1
        made = [item for _, item in inputs.articles_of(documents, pool, stop, spread=spread)]
        articles = [item for item in made if not isinstance(item, inputs.Problem)]
        if len(articles) < len(documents):  # it was stopped
            return [None] * len(documents)
        return list(revised(articles, rules))

    for step in recleaning.reclean(library.database, clean):
        known = library.shelf.known_among({before.id for before, _ in step.moved}) if step.moved else ()
        for before, after in step.moved:
            if before.id in known:
                both = bool(library.articles.numbers_of(before.id))
                carried(library.shelf, before, after, read=True, both=both)
        yield step
        if stop():
            return
