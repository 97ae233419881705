"""Which stories an article may be meant to join: all there are, the nearest first, by the words of their headlines.

Loads no text; linear in the list, a second at 100,000 articles.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from reader.desk.listing.outline import days
from reader.desk.stories.catalogue import Catalogue
from reader.model import headline
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from reader.desk.stories.edition import Edition
    from reader.desk.stories.light import Listed
    from reader.text.plain import CleanText

MOST = 1_000
"""Stories that are offered."""
TITLE = 44
"""Characters of a headline that are told with its sources and days."""
_DAYS = 30.0
"""Days after which words in common count half."""
_DAY = 86_400.0
_WORD = re.compile(r"\w{3,}")


class Offer(NamedTuple):
    """A story that may be joined, or an article that stands alone."""

    title: CleanText
    words: CleanText
    """Title, sources and day."""
    ids: tuple[str, ...]
    """Its articles."""


def offers(content: Edition | Catalogue, article_id: str, first: Collection[str] = ()) -> list[Offer]:
    """Return what an article may join, the nearest first.

    Args:
        content: What is listed.
        article_id: The article.
        first: Ids of articles that are known to be near: their stories come first.
    """
    units = _kept(content) if isinstance(content, Catalogue) else _opened(content)
    at = next((n for n, unit in enumerate(units) if any(one.id == article_id for one in unit)), -1)
    if at < 0:
        return []
    wanted = {word for one in units[at] for word in _WORD.findall(one.title.casefold())}
    shared = {n: words for n, unit in enumerate(units) if n != at and (words := _shared(unit, wanted))}
    held = Counter(word for some in shared.values() for words in some for word in words)
    near = set(first)
    moment = _moment(units[at])

    def rank(n: int) -> tuple[bool, float, int]:
        worth = max(
            (sum(math.log(1 + len(units) / held[word]) for word in words) for words in shared.get(n, ())), default=0.0
        )
        other = _moment(units[n]) if worth else None
        days = abs(moment - other) / _DAY if moment is not None and other is not None else 0.0
        return not any(one.id in near for one in units[n]), -worth / (1 + days / _DAYS), n

    order = nsmallest(MOST, (n for n in range(len(units)) if n != at), key=rank)
    return [_offer(content, units[n]) for n in order]


class _One(NamedTuple):
    """What is looked at of an article."""

    id: str
    title: str
    moment: float | None
    at: int
    """Its position in a catalogue."""


def _opened(edition: Edition) -> list[list[_One]]:
    units = [list(story.articles) for story in edition.stories]
    units += [[one.article] for story in edition.stories for one in story.related]
    return [
        [_One(one.id, one.title, one.published.moment.timestamp() if one.published else None, -1) for one in unit]
        for unit in units
    ]


def _kept(catalogue: Catalogue) -> list[list[_One]]:
    ones = [_One(entry[1], entry[2], entry[4], at) for at, entry in enumerate(catalogue.entries)]
    grouped = {at for group in catalogue.groups for at in group}
    alone = [[one] for one in ones if one.at not in grouped]
    return [*([ones[at] for at in group] for group in catalogue.groups), *alone]


def _shared(unit: Iterable[_One], wanted: set[str]) -> list[set[str]]:
    found = (wanted.intersection(_WORD.findall(one.title.casefold())) for one in unit)
    return [words for words in found if words]


def _offer(content: Edition | Catalogue, unit: Sequence[_One]) -> Offer:
    articles: list[Listed] = []
    for one in unit:
        article = content.light(one.at) if isinstance(content, Catalogue) else content.article(one.id)
        articles += [article] if article is not None else []
    title = headline(articles)
    count = f"{len(unit)} articles" if len(unit) > 1 else articles[0].source
    parts = (plain.shorten(title, TITLE), count, days(articles))
    return Offer(title, plain.line(" · ".join(part for part in parts if part)), tuple(one.id for one in unit))


def _moment(unit: Iterable[_One]) -> float | None:
    return max((one.moment for one in unit if one.moment is not None), default=None)
