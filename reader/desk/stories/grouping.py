"""Articles that have come into the library get their story there: those of the days around them are grouped with them.

A run takes articles that wait, the newest first, with all that was published or first seen in the `DAYS` before and
after them and the other articles of the stories these are in. What was read of an article, and what it is near to, is
kept in the library, so that only what is new is read. Long runs are worked off in a process of their own; each is kept
in one step, and can be broken off. Numbers and letters of stories stay, and so does what a person joined or took apart.

Asks `stories/` in workers, and the library; touches no file of its own.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reader.desk import workers
from reader.desk.opening.inputs import never
from reader.library.holdings.readings import Settled
from reader.text import plain
from reader.text.unhurried import unhurried

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from reader.library.holdings.readings import Kept, Waiting
    from reader.library.library import Library
    from reader.model import Article, Story, Strictness
    from reader.stories.reading import Ties
    from reader.text.plain import CleanText

DAYS = 7
"""Before and after the articles of a run: others are not looked at, but for those of the same stories."""
RUN = 4000
"""Articles that wait and are taken together."""
WINDOW = 10_000
"""Articles that are grouped at once, at most: those nearest in time are taken."""
LOT = 200
"""Articles that a worker reads at a time."""
HERE = 100
"""Articles up to which a run is worked off in this process: a worker's start would take longer."""
SECONDS = 300
"""Of CPU that grouping a run may take; a window that is full takes a tenth."""
_DAY = 86_400

Text: TypeAlias = "Article | tuple[str, bytes]"
"""An article, or its id and bytes as the library keeps them."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """What has been done so far."""

    articles: int = 0
    """Articles that have been grouped."""
    waiting: int = 0
    """Those that still wait."""
    words: tuple[CleanText, ...] = ()
    """What is to be said, a line each."""


def group(
    library: Library,
    pool: workers.Pool | None = None,
    *,
    stop: Callable[[], bool] = never,
    told: Callable[[int, int], None] | None = None,
) -> Grouped:
    """Look for the stories of all articles that wait for it: what has come, or has changed, since it was last done.

    Args:
        library: Whose.
        pool: Who works; one is made where none is given and much is to be done.
        stop: Asked now and then; True ends it, and the runs that were done stay.
        told: Is given how many articles are done and how many there are.

    Raises:
        LibraryError: The library cannot be read or written.
    """
    if pool is None:
        with workers.Pool(workers.cores()) as own:
            return group(library, own, stop=stop, told=told)
    waiting = library.readings.waiting()
    done = Grouped(waiting=len(waiting))
    for run in _runs(waiting):
        if told is not None:
            told(done.articles, len(waiting))
        settled = _Run(library, run, pool, stop).settled()
        if settled is None:
            return done
        library.readings.settle(settled)
        words = done.words if settled.groups else (*done.words, plain.line(f"{len(run)} articles cannot be grouped"))
        done = Grouped(done.articles + len(run), done.waiting - len(run), words)
    return done


def explained(library: Library, story: Story, numbers: Sequence[int], hidden: Collection[int] = ()) -> Story:
    """Return a story of the library, or an article alone, with what lies beside it, why, and the nearest it is not in.

    Args:
        library: Which keeps it.
        story: Its articles, with their letters.
        numbers: Of its articles.
        hidden: The numbers of articles that are not to lie beside it.

    Raises:
        LibraryError: The library cannot be read.
    """
    from reader import stories

    beside = library.load(number for number in library.stories.beside(numbers) if number not in hidden)
    found = stories.explained(story, beside)
    found = replace(found, why=(*found.why, *_by_hand(library, found, numbers)))
    near = library.readings.nearest(numbers)
    return found if near is None else replace(found, nearest=stories.named(*near))


def _by_hand(library: Library, story: Story, numbers: Sequence[int]) -> tuple[CleanText, ...]:
    """Say what of a story is so by hand or by an import. Raises LibraryError."""
    from reader.desk.stories.placing import called, hand_words
    from reader.library.holdings.assigning import By

    placed = library.stories.placed(numbers)
    ids = {entry.number: entry.id for entry in library.articles.entries(one.article for one in placed)}
    joined, imported = (
        [ids[one.article] for one in placed if one.by is by and one.article in ids] for by in (By.HAND, By.IMPORT)
    )
    gone = library.articles.entries(library.stories.taken_out(numbers))
    return hand_words(story, joined, map(called, gone), imported)


def _runs(waiting: Sequence[Waiting]) -> Iterator[Sequence[Waiting]]:
    """Cut what waits, newest first, where a run is long enough or reaches too far back."""
    start = 0
    for at, one in enumerate(waiting):
        if at - start == RUN or waiting[start].moment - one.moment > DAYS * _DAY:
            yield waiting[start:at]
            start = at
    if start < len(waiting):
        yield waiting[start:]


class _Run:
    """Articles that wait, and those that they are grouped with."""

    def __init__(self, library: Library, run: Sequence[Waiting], pool: workers.Pool, stop: Callable[[], bool]) -> None:
        self._library, self._run, self._pool, self._stop = library, run, pool, stop
        self._readings = library.readings
        reach = DAYS * _DAY
        newest, oldest = run[0].moment, run[-1].moment
        around = self._readings.between(oldest - reach, newest + reach, 2 * WINDOW)
        around.sort(key=lambda one: max(oldest - one.moment, one.moment - newest))
        near = {one.number: one for one in (*run, *around[:WINDOW])}
        every = near | {one.number: one for one in self._readings.fellows(near)}
        self._whole = len(every) <= WINDOW
        """Whether all articles of all stories that are touched are there."""
        self._articles = dict(list(every.items())[:WINDOW])
        self._short = len(self._articles) <= HERE

    def settled(self) -> Settled | None:
        """Return the grouping; one without groups where none can be made, None where it was broken off."""
        keys = {number: self._key(one.id) for number, one in self._articles.items()}
        kept = [row for row in self._readings.kept(keys) if row.key == keys[row.article]]
        there = {row.article for row in kept}
        read = self._read([number for number in keys if number not in there])
        if read is None:
            return None
        work = Work(kept, read)
        try:
            found = (
                grouped(work) if self._short else workers.outcome(self._pool.call(_grouped, work, SECONDS), self._stop)
            )
        except Exception:  # out of time, out of memory: what is there stays as it is, and is not tried for ever
            return Settled((), {}, {}, (), self._run)
        if found is None:
            return None
        groups = [sorted(some) for some in found.groups if len(some) > 1 or self._whole]
        fresh = [(number, keys[number], read[number], ties) for number, ties in found.ties.items()]
        return Settled(groups, found.beside, found.nearest, fresh, self._run, found.copies)

    def _key(self, id_: str) -> str:
        """Return what a reading is known by: how it was read, the text, and what people stated of it."""
        from reader.stories.reading import VERSION

        details = self._library.shelf.details(id_)
        stated = "" if details is None else f" {zlib.crc32(repr(details).encode('utf-8', 'replace')):08x}"
        return f"{VERSION} {id_}{stated}"

    def _read(self, numbers: Sequence[int]) -> dict[int, bytes] | None:
        """Read articles, as many lots at a time as there are workers. None where it was broken off."""
        found: dict[int, bytes] = {}
        width = LOT * self._pool.size
        for at in range(0, len(numbers), width):
            if self._stop():
                return None
            lots = [self._texts(numbers[lot : lot + LOT]) for lot in range(at, min(at + width, len(numbers)), LOT)]
            for answer in self._answers(lots):
                if answer is None:
                    return None
                found |= answer
        return found

    def _answers(self, lots: Sequence[dict[int, Text]]) -> Iterator[dict[int, bytes] | None]:
        if self._short:
            yield from map(read, lots)
            return
        for future in [self._pool.call(_read, lot) for lot in lots]:
            try:
                yield workers.outcome(future, self._stop)
            except Exception:  # these articles have no story
                yield {}

    def _texts(self, numbers: Sequence[int]) -> dict[int, Text]:
        """Return articles for a worker; where people stated something of one, as it is then."""
        texts: dict[int, Text] = {}
        for number, id_, data in self._readings.bodies(numbers):
            texts[number] = id_, data
            if self._library.shelf.details(id_) is not None and (stated := self._library.load([number])):
                texts[number] = stated[0]
        return texts


# ---------------------------------------------------------------- in a worker, or here


class Work(NamedTuple):
    """What is grouped."""

    kept: Sequence[Kept]
    """Articles that were grouped before, in the order in which they were taken then."""
    read: Mapping[int, bytes]
    """Readings of those that are new."""


class Found(NamedTuple):
    """A grouping."""

    groups: list[list[int]]
    beside: dict[int, int]
    """Articles that stand alone but are related to a story, each with an article of that."""
    nearest: dict[int, tuple[int, str]]
    """Of a group's first article, one of the nearest group that it did not join, and why."""
    ties: dict[int, bytes]
    """What the new articles are near to, in the order in which they were taken."""
    copies: dict[int, int]
    """Articles that hold the text of another one, each with the first of these."""


def read(texts: Mapping[int, Text]) -> dict[int, bytes]:
    """Return what grouping reads of articles, by number; damaged ones are left out."""
    from reader.library.holdings.articles import article_of
    from reader.stories import reading

    found = {}
    for number, text in texts.items():
        for article in article_of(*text) if isinstance(text, tuple) else [text]:
            found[number] = reading.pack(reading.read(article))
    return found


def grouped(work: Work) -> Found:
    """Group articles by what was read of them."""
    from reader.stories import Window, reading

    window = Window()
    numbers: list[int] = []
    here: dict[int, int] = {}
    """Numbers in the window by those of the library."""
    for row in work.kept:
        try:
            one, ties = reading.unpack(row.reading), reading.unpack_ties(row.ties)
        except ValueError:  # damaged: its story stays as it is
            continue
        if ties.like is None or ties.like in here:
            window.restore(one, _renamed(ties, here))
        else:  # what it repeats is not here
            window.take(one)
        here[row.article] = len(numbers)
        numbers.append(row.article)
    first = len(numbers)
    for number, data in work.read.items():
        window.take(reading.unpack(data))
        numbers.append(number)
    groups = window.groups()
    homes = window.homes(groups)
    near = [(one, other) for one, other in window.nearest(groups).items() if homes.get(other) != one]
    names = dict(enumerate(numbers))
    return Found(
        [[numbers[n] for n in some] for some in groups],
        {numbers[groups[one][0]]: numbers[groups[home][0]] for one, home in homes.items()},
        {
            numbers[groups[one][0]]: (numbers[groups[other][0]], window.why_apart(groups[one], groups[other]))
            for one, other in near
        },
        {numbers[first + at]: reading.pack_ties(_renamed(ties, names)) for at, ties in enumerate(window.ties(first))},
        _firsts((numbers[one], numbers[other]) for one, other in window.copies),
    )


def _firsts(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return for articles of the same text the smallest number among them, but for that itself."""
    firsts: dict[int, int] = {}

    def first(number: int) -> int:
        while number in firsts:
            number = firsts[number]
        return number

    for one, other in pairs:
        low, high = sorted((first(one), first(other)))
        if low != high:
            firsts[high] = low
    return {number: first(number) for number in firsts}


def _renamed(ties: Ties, names: Mapping[int, int]) -> Ties:
    """Return ties with other numbers, without those to articles that have none."""
    links = [(names[other], values) for other, values in ties.links if other in names]
    copies = [names[other] for other in ties.copies if other in names]
    like = None if ties.like is None else names.get(ties.like)
    return ties._replace(links=links, copies=copies, like=like)


def _read(texts: Mapping[int, Text], strictness: Strictness) -> dict[int, bytes]:  # noqa: ARG001 - as all work of a pool
    with unhurried():
        return read(texts)


def _grouped(work: Work, strictness: Strictness) -> Found:  # noqa: ARG001 - as all work of a pool
    with unhurried():
        return grouped(work)
