"""Long work on what is open, in a process of its own, so that keys are answered meanwhile and that it can be ended.

It pays from about `LARGE` characters: a worker is there after 0.25 s, the first one after 0.5 s, and as much is grouped
in that time here. What goes there are the articles, one by one. What comes back are their places in stories, and arrays
for what was matched (`match/packed.py`): of 500 articles that share much 10 MB, read in 5 ms, so that the process that
draws is not held up. Touches no file.
"""

from __future__ import annotations

import io
import pickle
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from reader.desk import workers
from reader.desk.opening.inputs import never
from reader.desk.stories.edition import gather, made_of, members
from reader.model import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from reader.desk.opening.inputs import Problem
    from reader.desk.stories.edition import Edition
    from reader.desk.telling.reading import Kept, Reading
    from reader.library.stated.pairs import Pair
    from reader.model import Story, Strictness

T = TypeVar("T")
LARGE = 200_000
"""Characters of all articles from which a process of its own is better: 100 articles of 300 words, 0.7 s of work."""
MEMORY = 4 << 30
"""Bytes of address space of such a process: more than a page is given, for all that is open is there at once."""
SECONDS = 3600
"""Of CPU that it may use: it can be ended at any time."""


class ApartError(Exception):
    """The work could not be done, in one line."""


def is_large(articles: Iterable[Article]) -> bool:
    """Tell whether work on articles is done in a process of its own."""
    return sum(len(article.source_text) for article in articles) >= LARGE


def gathered(
    articles: Sequence[Article],
    problems: Iterable[Problem] = (),
    label: str = "",
    *,
    together: bool = False,
    choices: Mapping[tuple[str, str], bool] | None = None,
    seats: Mapping[tuple[str, str], int] | None = None,
    stop: Callable[[], bool] = never,
) -> Edition | None:
    """Group articles as `edition.gather` does; in a process of its own where they are many.

    Args:
        articles: In the order in which they were read.
        problems: What could not be taken.
        label: What was opened.
        together: Whether it is one story.
        choices: What a person said of them.
        seats: The letters that they had.
        stop: Asked now and then; True ends it, and gives None.

    Raises:
        ApartError: The process died, or ran out of memory.
    """
    if not is_large(articles):
        return gather(articles, problems, label, together=together, choices=choices, seats=seats)
    task = _Task(_sent(articles), together, dict(choices or {}), dict(seats or {}))
    found = _done(_gathered, task, stop)
    if found is None:
        return None
    stories, copies = _came(found, articles)
    return made_of(articles, stories, copies, problems, label)


def matched(story: Story, pairs: Mapping[Pair, bool], *, stop: Callable[[], bool] = never) -> Reading | None:
    """Match a story as `Reading` does; in a process of its own where it is large.

    Args:
        story: What is read.
        pairs: What the reader has said of pairs of sentences.
        stop: Asked now and then; True ends it, and gives None.

    Raises:
        ApartError: The process died, or ran out of memory.
    """
    from reader.desk.telling.reading import Reading

    articles = members(story)
    if not is_large(articles):
        return Reading(story, pairs)
    places = {id(article): place for place, article in enumerate(articles)}
    found = _done(_matched, (_sent(articles), _going(story, places)), stop)
    return None if found is None else Reading(story, pairs, found)


def _matched(task: tuple[Sequence[bytes], bytes], strictness: Strictness) -> Kept:  # noqa: ARG001 - as all work of a pool
    """Match a story; in a process of its own."""
    from reader.desk.telling.reading import Reading

    articles, story = task
    return Reading(_came(story, list(map(pickle.loads, articles)))).packed()


def _done(function: Callable[[Any, Strictness], T], task: object, stop: Callable[[], bool]) -> T | None:
    """Have a process do something; None where it was stopped. Raises ApartError."""
    with workers.Pool(1, memory=MEMORY) as pool:
        try:
            return workers.outcome(pool.call(function, task, SECONDS), stop)
        except MemoryError:
            raise ApartError("there is not enough memory for so many at once") from None
        except Exception as error:  # killed, out of time, or whatever a text does to it
            raise ApartError(f"the process for it ended too early ({type(error).__name__})") from None


class _Task(NamedTuple):
    articles: Sequence[bytes]
    together: bool
    choices: Mapping[tuple[str, str], bool]
    seats: Mapping[tuple[str, str], int]


def _sent(articles: Iterable[Article]) -> list[bytes]:
    """Return articles as they go to a process: one by one, for all at once would keep this one from drawing."""
    return [pickle.dumps(article, pickle.HIGHEST_PROTOCOL) for article in articles]


def _gathered(task: _Task, strictness: Strictness) -> bytes:  # noqa: ARG001 - as all work of a pool
    """Group articles; in a process of its own."""
    articles: list[Article] = list(map(pickle.loads, task.articles))
    found = gather(articles, together=task.together, choices=task.choices, seats=task.seats)
    places = {id(article): place for place, article in enumerate(articles)}
    return _going((found.stories, found.copies), places)


class _Going(pickle.Pickler):
    """Writes values with the places of articles instead of these."""

    def __init__(self, file: io.BytesIO, places: Mapping[int, int]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._places = places

    def persistent_id(self, obj: Any) -> int | None:
        return self._places.get(id(obj)) if type(obj) is Article else None


class _Coming(pickle.Unpickler):
    """Reads such values, with the articles in their places."""

    def __init__(self, file: io.BytesIO, articles: Sequence[Article]) -> None:
        super().__init__(file)
        self._articles = articles

    def persistent_load(self, pid: int) -> Article:
        return self._articles[pid]


def _going(values: object, places: Mapping[int, int]) -> bytes:
    file = io.BytesIO()
    _Going(file, places).dump(values)
    return file.getvalue()


def _came(data: bytes, articles: Sequence[Article]) -> Any:
    return _Coming(io.BytesIO(data), articles).load()
