"""The parts of a graph of articles that clustering never joins, so that only those that changed are clustered anew.

Two groups merge where they are near enough on average. Of full texts that takes one edge at least that is near enough
itself. The average between headlines is raised by how far groups are spread, at most by the power `cluster.SPREAD` of
the product of their sizes: so it takes several edges, and so much nearness together as `_may_join` says.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from reader.stories.cluster import NEAR_ENOUGH, SPREAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.stories.graph import Edges, Told

_ROUNDS = 10
"""Times that parts are looked at again after some were joined; then those with any edge between them are one."""
_ROUNDING = 1e-6


def parts(articles: Sequence[Told], edges: Edges) -> list[list[int]]:
    """Return the parts, by the numbers of their members in order. Linear in the edges, `_ROUNDS` times at most."""
    heads = list(range(len(articles)))
    for i, j in edges.strong(NEAR_ENOUGH):
        _join(heads, i, j)
    for left in reversed(range(_ROUNDS)):
        wide = _wide(articles, [_head(heads, number) for number in heads], edges, every=not left)
        for i, j in wide:
            _join(heads, i, j)
        if not wide:
            break
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(len(articles)):
        found[_head(heads, number)].append(number)
    return list(found.values())


def _head(heads: list[int], number: int) -> int:
    while heads[number] != number:
        heads[number] = number = heads[heads[number]]
    return number


def _join(heads: list[int], i: int, j: int) -> None:
    i, j = _head(heads, i), _head(heads, j)
    heads[max(i, j)] = min(i, j)


def _wide(articles: Sequence[Told], heads: Sequence[int], edges: Edges, *, every: bool) -> list[tuple[int, int]]:
    """Return which parts may hold groups that merge though no edge between them is near enough."""
    headlines: defaultdict[int, float] = defaultdict(float)
    for head, one in zip(heads, articles, strict=True):
        if one.place < 1:
            headlines[head] = max(headlines[head], 1 - one.place)
    if not headlines:
        return []
    return [
        (i, j)
        for i, j, total, best in edges.across(heads, 0.0 if every else NEAR_ENOUGH - _ROUNDING)
        if (i in headlines or j in headlines)
        and (every or _may_join(total, best, (headlines.get(i, 0.0) + headlines.get(j, 0.0)) / 2))
    ]


def _may_join(total: float, best: float, headlines: float) -> bool:
    """Tell whether groups of two parts may be near enough on average.

    Groups with `n` pairs between them are, if their edges sum up to `n` or more when raised by `n ** power`; and no
    edge is more than `best`. So there are `best ** (-1 / power)` pairs or more, and the edges sum up to the rest.

    Args:
        total: Nearness of all edges between the parts.
        best: The largest of it.
        headlines: How much of headlines both can be, 0..1.
    """
    power = SPREAD * headlines
    if power < _ROUNDING or best <= 0.0:
        return False
    return math.log(total + _ROUNDING) >= (1 - power) / power * -math.log(min(best + _ROUNDING, 1.0))
