"""A small library for tests of the screens: two papers on one event, and single articles of other days."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.library.holdings.adding import Incoming
from reader.library.library import Library
from reader.library.sources import FEED, Source
from reader.model import Article, content_id
from reader.text import plain

if TYPE_CHECKING:
    from pathlib import Path

DAY = 86_400
FERRY = (
    "The ferry to the outer islands will stop for two weeks in March, the harbour office said on Monday.",
    "The ferry to the outer islands stops for two weeks in March, according to the harbour office.",
)
MORE = (
    "Its engine has to be taken out. A bus will bring passengers to the northern pier instead.",
    "Passengers will be brought to the northern pier by bus. The mayor called the date badly chosen.",
)


def article(title: str, text: str, source: str, age: float = 0.0) -> Article:
    """Return an article that was published some seconds ago."""
    moment = datetime.fromtimestamp(time.time() - age, UTC)
    return Article.from_fields(id=content_id(text), title=title, text=text, source=source, published=moment)


def ferry(number: int) -> Article:
    """Return one of two papers' articles on the ferry."""
    title, source = (("Ferry stops in March", "Harbour News"), ("No ferry for two weeks", "Island Post"))[number]
    return article(title, f"{FERRY[number]}\n\n{MORE[number]}", source, 60 + number)


def library(folder: Path, *more: Article) -> Library:
    """Return a library with the ferry's story (articles 1 and 2) and further articles."""
    found = Library(folder)
    articles = [ferry(0), ferry(1), *more]
    found.articles.add([Incoming(one, f"item {n}") for n, one in enumerate(articles, 1)]).result()
    found.stories.settle([[1, 2]])
    return found


OLD = ("Old mill sold", "The old mill at the river was sold to a family of potters, who will fire their ovens there.")
NEW = ("Library opens late", "The town's library opens at noon from now on, since its heating has to be spared.")


def old() -> Article:
    """Return an article of long ago."""
    return article(*OLD, "Valley Wire", 40 * DAY)


def new() -> Article:
    """Return an article of just now."""
    return article(*NEW, "Town Sheet")


def feed(address: str) -> Source:
    """Return a feed as it is before it is added."""
    return Source(FEED, address, plain.line("Some feed"))
