"""Average-link clustering over a sparse graph: the same groups whatever the order in which articles came."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from reader.stories import evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.stories.graph import Edges


SEVERAL = 3
"""Articles that bear one another out: less evidence is asked of what is as near to all of them."""


class Clusters:
    """Groups that merge, nearest first, as long as they are near enough on average and nothing keeps them apart.

    Two groups need evidence as well, of whatever members: nearness between short texts is made of accidents.
    """

    def __init__(self, brought: Sequence[Mapping[str, float]], edges: Edges) -> None:
        self.members: dict[int, list[int]] = {number: [number] for number in range(len(brought))}
        self._brought = [dict(points) for points in brought]
        self._sums: list[dict[int, float]] = [{} for _ in brought]
        for (i, j), near in edges.items():
            self._sums[i][j] = near
            self._sums[j][i] = near

    def merge(self, least: float, apart: Callable[[Sequence[int], Sequence[int]], bool]) -> list[list[int]]:
        """Merge until no two groups are at least `least` near on average, and return the groups' members.

        A missing edge counts as 0. An entry of the queue is an upper bound for its group, since the average of a merged
        group is never above the larger of its parts: a stale one is worked out again when its turn comes.
        """
        queue = [entry for number in self.members if (entry := self._best(number, least, apart))]
        heapq.heapify(queue)
        while queue:
            near, i, j = heapq.heappop(queue)
            if i not in self.members:
                continue
            if j not in self.members or self._average(i, j) != -near or apart(self.members[i], self.members[j]):
                if (entry := self._best(i, least, apart)) is not None:
                    heapq.heappush(queue, entry)
                continue
            self._join(min(i, j), max(i, j))
            if (entry := self._best(min(i, j), least, apart)) is not None:
                heapq.heappush(queue, entry)
        return [sorted(members) for members in self.members.values()]

    def _average(self, i: int, j: int) -> float:
        return self._sums[i].get(j, 0.0) / (len(self.members[i]) * len(self.members[j]))

    def _evident(self, i: int, j: int) -> bool:
        several = max(len(self.members[i]), len(self.members[j])) >= SEVERAL
        return evidence.enough(self._brought[i], self._brought[j], several=several)

    def _best(
        self, i: int, least: float, apart: Callable[[Sequence[int], Sequence[int]], bool]
    ) -> tuple[float, int, int] | None:
        found = sorted((-self._average(i, j), j) for j in self._sums[i])
        for near, j in found:
            if -near < least:
                return None
            if self._evident(i, j) and not apart(self.members[i], self.members[j]):
                return near, i, j
        return None

    def _join(self, i: int, j: int) -> None:
        self.members[i] += self.members.pop(j)
        for k, near in self._sums[j].items():
            del self._sums[k][j]
            if k != i:
                self._sums[i][k] = self._sums[i].get(k, 0.0) + near
                self._sums[k][i] = self._sums[i][k]
        self._sums[j] = {}
        for term, worth in self._brought[j].items():
            self._brought[i][term] = max(worth, self._brought[i].get(term, 0.0))
        self._brought[j] = {}
