"""Feeds become documents: parsed in a worker, which can be ended, whether a server gave them or they lie in a file.

Asks `sources/`; touches no file and no network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.desk import workers
from reader.desk.opening.inputs import Problem
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.model import Document, Strictness
    from reader.sources.model import Feed


def parsed(data: bytes, address: str, pool: workers.Pool, stop: Callable[[], bool]) -> Feed:
    """Parse a feed in a worker; never raises.

    Args:
        data: As it came.
        address: Where it came from: relative links are resolved against it.
        pool: Who parses.
        stop: Asked while waiting; True gives it up.
    """
    from reader.sources.model import Feed

    try:
        feed = workers.outcome(pool.call(_parse, (data, address)), stop)
    except Exception:  # the worker ran out of time or memory, or died
        return Feed(words=(plain.line("could not be parsed within the time and memory that a feed may take"),))
    return feed or Feed()


def _parse(work: tuple[bytes, str], strictness: Strictness) -> Feed:  # noqa: ARG001 - what all work of a pool takes
    from reader.sources.feeds import parse_feed

    return parse_feed(*work)


def items_of(
    document: Document, pool: workers.Pool, stop: Callable[[], bool]
) -> Iterator[tuple[str, Document] | Problem]:
    """Give the items of a feed that lies in a file, each with what it is known by, and what there is to say of it.

    An item is known by its address, so that two states of one feed give one article with two versions.
    """
    from reader.sources.documents import documents

    feed = parsed(document.data, "", pool, stop)
    if not feed.items:
        why = feed.words[0] if feed.words else plain.line("is a feed without items")
        yield Problem(document.name, why)
        return
    yield from (Problem(document.name, words, skipped=False) for words in feed.words)
    for item, one in zip(feed.items, documents(feed), strict=True):
        yield one.link or f"{document.path}#{item.key}", one
