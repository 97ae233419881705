"""Average-link clustering over a sparse graph: the same groups whatever the order in which articles came.

Two refinements on the average. Groups of headlines spread wide when an event is told by hundreds: there the average is
divided by how far the groups themselves are spread, half way to the cosine of centroids. And two groups of full texts
that are each much closer within than to one another tell two events of one kind, however alike they are; and so do
two groups that each have rare words of their own, which most of theirs bring and none of the other's.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.stories import evidence, vectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from reader.stories.graph import Edge, Told

NEAR_ENOUGH = 1.0
"""Nearness of one story; see `graph`."""
MOST_DAYS = 10
"""Days between two groups of articles that keep them from being one story."""
SEVERAL = 3
"""With so many times the articles that bear one another out, less evidence is asked of what is as near to them all."""
SPREAD = 0.45
"""Power of the spread of two groups of headlines by which their average is divided; none for full texts."""
SISTER = 0.77
"""Share of the likeness within two groups of full texts that the likeness between them must reach."""
CLOSEST = 0.7
"""Likeness beyond which texts are copies of one another, which says nothing on how close an event's articles are."""
OWN = 0.64
"""Share of a group's articles that bring a rare word, less that of the other's, from which the word is its own."""
_OWN_WORDS = 2
"""So many words of its own each of two groups must have to tell another event."""
ALONE = 6
"""How fast the size of groups that share one thing alone ceases to help as texts grow: at 20 words a fifth is left."""
_UNSEEN = 2
"""Articles without a group's own words that are imagined: in small groups many words are common by chance."""
_DOUBT = 3
"""Pairs that are imagined within each group, as alike as the groups are: in small ones little can be seen."""


@dataclass(slots=True)
class Group:
    """Articles that are one story so far."""

    members: list[int]
    places: float
    """Sum of the articles' places between headline and full text."""
    whole: float
    """Sum of the likenesses of all ordered pairs, each article with itself included."""
    within: float
    """Sum of the likenesses of pairs, none above `CLOSEST`."""
    evidence: dict[int, float]
    days: list[date]
    """First and last; empty where undated."""
    counts: dict[int, int]
    """How many of the articles bring what is evidence."""
    links: dict[int, Link] = field(default_factory=dict)
    """By the number of the other group."""
    often: dict[int, float] = field(default_factory=dict)
    """The share of articles that bring what may be the group's own; see `OWN`."""
    most: float = 1.0
    """What an average can at most be multiplied with for the spread of this group."""


@dataclass(slots=True)
class Link:
    """Sums over the pairs of articles of two groups."""

    near: float
    likeness: float
    between: float
    """Likeness, none above `CLOSEST`."""

    def add(self, other: Link) -> None:
        """Add the pairs of another link."""
        self.near += other.near
        self.likeness += other.likeness
        self.between += other.between


class Clusters:
    """Groups that merge, nearest first, as long as they are near enough on average and nothing keeps them apart.

    Two groups need evidence as well, of whatever members: nearness between short texts is made of accidents.
    """

    def __init__(self, articles: Mapping[int, Told], edges: Iterable[Edge]) -> None:
        self.groups = {number: _alone(number, one) for number, one in articles.items()}
        ledes = {number: one.lede.by_number() for number, one in articles.items()}
        for edge in edges:
            close = min(vectors.dot(ledes[edge.i], articles[edge.j].lede), CLOSEST)
            self.groups[edge.i].links[edge.j] = Link(edge.near, edge.likeness, close)
            self.groups[edge.j].links[edge.i] = Link(edge.near, edge.likeness, close)

    def merge(self) -> list[list[int]]:
        """Merge until no two groups are near enough, and return the groups' members.

        A missing edge counts as 0. A group's entry in the queue is its best link at the time it was last made; a link
        changes only when one of its ends merges, which makes that end's entry anew, so the best of all is always there.
        """
        queue = [entry for number in self.groups if (entry := self._best(number))]
        heapq.heapify(queue)
        while queue:
            near, i, j = heapq.heappop(queue)
            if i not in self.groups:
                continue
            if j not in self.groups or self._near(i, j) != -near or self._apart(i, j):
                if (entry := self._best(i)) is not None:
                    heapq.heappush(queue, entry)
                continue
            low, high = min(i, j), max(i, j)
            self._join(low, high)
            if (entry := self._best(low)) is not None:
                heapq.heappush(queue, entry)
        return [sorted(group.members) for group in self.groups.values()]

    def _near(self, i: int, j: int) -> float:
        one, other = self.groups[i], self.groups[j]
        return _nearness(one, other, one.links[j]) if j in one.links else 0.0

    def _best(self, i: int) -> tuple[float, int, int] | None:
        one = self.groups[i]
        least = NEAR_ENOUGH * len(one.members) / one.most
        found = []
        for j, link in one.links.items():
            other = self.groups[j]
            if link.near * other.most >= least * len(other.members):
                near = _nearness(one, other, link)
                if near >= NEAR_ENOUGH:
                    found.append((-near, j))
        heapq.heapify(found)
        while found:
            near, j = heapq.heappop(found)
            if not self._apart(i, j):
                return near, i, j
        return None

    def _apart(self, i: int, j: int) -> bool:
        """Tell whether two groups are kept apart though near: by dates, as sister events, or for want of evidence."""
        one, other = self.groups[i], self.groups[j]
        if (
            one.days
            and other.days
            and max((one.days[0] - other.days[1]).days, (other.days[0] - one.days[1]).days) > MOST_DAYS
        ):
            return True
        return (
            self._sisters(one, other, one.links[j])
            or (_owns(one, other) and _owns(other, one))
            or not evidence.enough(one.evidence, other.evidence, _less(one, other))
        )

    def _sisters(self, one: Group, other: Group, link: Link) -> bool:
        m, n = len(one.members), len(other.members)
        if m == n == 1:
            return False
        between = link.between / (m * n)
        within = _within(one, between) * _within(other, between)
        texts = (one.places / m + other.places / n) / 2
        return between * between < (SISTER * texts) ** 2 * within

    def _join(self, i: int, j: int) -> None:
        one, other = self.groups[i], self.groups.pop(j)
        link = one.links.pop(j)
        one.members += other.members
        one.places += other.places
        one.whole += other.whole + 2 * link.likeness
        one.within += other.within + link.between
        one.most = math.pow(one.whole / len(one.members) ** 2, -SPREAD)
        days = one.days + other.days
        one.days = [min(days), max(days)] if days else []
        for term, worth in other.evidence.items():
            if worth > one.evidence.get(term, 0.0):
                one.evidence[term] = worth
            one.counts[term] = one.counts.get(term, 0) + other.counts[term]
        size = len(one.members) + _UNSEEN
        one.often = {term: count / size for term, count in one.counts.items() if count >= OWN * size}
        for k, theirs in other.links.items():
            if k == i:
                continue
            back = self.groups[k].links
            del back[j]
            if k in one.links:
                one.links[k].add(theirs)
                back[i].add(theirs)
            else:
                one.links[k] = theirs
                back[i] = Link(theirs.near, theirs.likeness, theirs.between)


def _alone(number: int, one: Told) -> Group:
    brought = one.evidence
    days = [one.day, one.day] if one.day else []
    return Group([number], one.place, 1.0, 0.0, brought, days, dict.fromkeys(brought, 1))


def _less(one: Group, other: Group) -> float:
    """Return how much less evidence will do: for headlines, and where many articles have had a chance to bring some.

    A town's name that all of its news bring would bind whatever happens there, the more the larger groups grow: if two
    groups share one thing alone, their size helps headlines only.
    """
    m, n = len(one.members), len(other.members)
    headlines = 1 - (one.places / m + other.places / n) / 2
    alone = len(one.evidence.keys() & other.evidence.keys()) == 1
    return headlines + math.log(max(m, n), SEVERAL) * (headlines**ALONE if alone else 1)


def _owns(one: Group, other: Group) -> bool:
    """Tell whether a group has rare words of its own beside another one."""
    size = len(other.members)
    own = sum(share - other.counts.get(term, 0) / size >= OWN for term, share in one.often.items())
    return own >= _OWN_WORDS


def _nearness(one: Group, other: Group, link: Link) -> float:
    """Return how near two groups are on average, more where they are spread headlines."""
    m, n = len(one.members), len(other.members)
    average = link.near / (m * n)
    headlines = 1 - (one.places / m + other.places / n) / 2
    return average * math.pow(one.most * other.most, headlines) if headlines else average


def _within(group: Group, between: float) -> float:
    """Return how alike the pairs within a group are, on average."""
    size = len(group.members)
    return (group.within + _DOUBT * between) / (size * (size - 1) / 2 + _DOUBT)
