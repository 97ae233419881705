"""Which articles tell the same event, why, and what lies beside a story without belonging to it.

Words, names and numbers, headline, dates, shared quotations and named speakers together: words alone cannot tell two
stages of one affair apart. The result does not depend on the order of the articles. Pure, no input or output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Article, Related, Story
from reader.stories import evidence, features, graph, why
from reader.stories.cluster import Clusters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.stories.features import Features
    from reader.stories.graph import Edges

__all__ = ["group_stories"]

MOST_DAYS = 10
"""Days between two groups of articles that keep them from being one story."""
NEAR_ENOUGH = 1.0
"""Nearness of one story; see `graph`."""


def group_stories(articles: Iterable[Article]) -> list[Story]:
    """Group articles by event. Every article stands in exactly one story, among its articles or as related.

    Articles keep their order in a story; stories stand in the order of their first article.
    """
    given = list(articles)
    order = sorted(range(len(given)), key=lambda n: (given[n].title, given[n].text, given[n].id, n))
    read = [features.read(given[n]) for n in order]
    judged, timeless = graph.nearness(read)
    groups = Clusters([one.evidence for one in read], judged).merge(
        NEAR_ENOUGH, lambda one, other: _days_between(read, one, other) > MOST_DAYS
    )
    homes = _homes(groups, timeless, read)
    stories = []
    for number, group in enumerate(groups):
        if number in homes:
            continue
        beside = sorted(order[groups[other][0]] for other, home in homes.items() if home == number)
        stories.append((min(order[n] for n in group), _story(given, order, read, group, beside)))
    return [story for _, story in sorted(stories, key=lambda item: item[0])]


def _days_between(read: Sequence[Features], one: Sequence[int], other: Sequence[int]) -> int:
    """Return the days from the last of the earlier group to the first of the later one. 0 where undated."""
    days = [sorted(day for n in group if (day := read[n].day)) for group in (one, other)]
    if not days[0] or not days[1]:
        return 0
    return max((days[1][0] - days[0][-1]).days, (days[0][0] - days[1][-1]).days, 0)


def _homes(groups: Sequence[Sequence[int]], timeless: Edges, read: Sequence[Features]) -> dict[int, int]:
    """Return for single articles the story beside which they belong: as near as its sources but for date or speaker."""
    group_of = {n: number for number, group in enumerate(groups) for n in group}
    sums: dict[tuple[int, int], float] = {}
    for (i, j), near in timeless.items():
        for one, other in ((group_of[i], group_of[j]), (group_of[j], group_of[i])):
            if one != other and len(groups[one]) == 1 and len(groups[other]) > 1:
                sums[one, other] = sums.get((one, other), 0.0) + near
    best: dict[int, tuple[float, int]] = {}
    for (one, other), near in sums.items():
        average = near / len(groups[other])
        if (
            average >= NEAR_ENOUGH
            and (average, -other) > best.get(one, (0.0, 0))
            and any(evidence.enough(read[groups[one][0]].evidence, read[n].evidence) for n in groups[other])
        ):
            best[one] = (average, -other)
    return {one: -other for one, (_, other) in best.items()}


def _story(
    given: Sequence[Article],
    order: Sequence[int],
    read: Sequence[Features],
    group: Sequence[int],
    beside: Sequence[int],
) -> Story:
    place = {n: number for number, n in enumerate(order)}
    members = sorted(order[n] for n in group)
    sources = [given[n] for n in members]
    seen = [read[place[n]] for n in members]
    related = tuple(
        Related(given[n], why.relation(read[place[n]], seen), why.apart(given[n], read[place[n]], seen)) for n in beside
    )
    return Story(tuple(sources), related, why.together(sources, seen))
