"""The articles that are grouped together, taken as they come.

Every article is read once, looked up among those before it and linked to the near ones. `groups` clusters what is
linked anew, so that the order of arrival does not matter. Pure and picklable; numpy is imported once hundreds are open.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from reader.stories import evidence, graph, parts, reading, why
from reader.stories.cluster import NEAR_ENOUGH, Clusters
from reader.stories.copies import Shelf
from reader.stories.graph import Edge, Edges, Told
from reader.stories.index import Index
from reader.stories.reading import Ties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Article
    from reader.stories.reading import Reading
    from reader.text.plain import CleanText

NEARBY = 0.5
"""Nearness on average from which another story is worth naming; 1 is one story."""
MOST_TOLD = 12
"""Articles of a story of which it is told why it is one, or why it did not join another."""
_MOST_ALIKE = 16
"""Articles of the same text that are compared with others; the text of a notice, or of an agency, comes hundreds of
times."""
_MOST_QUOTED = 12
"""Articles in which a quotation may stand; a more common one is a saying."""


class Placed(NamedTuple):
    """Where an article went when it came. Grouping all anew may judge otherwise once more is known."""

    number: int
    """Its own."""
    beside: int | None
    """The nearest article that tells the same event, by its number; None where it opens a story."""
    copies: tuple[int, ...]
    """Earlier articles of the same text."""


class Window:
    """Articles under consideration, by running numbers in the order of their arrival."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.edges = Edges()
        self.copies: list[tuple[int, int]] = []
        """Pairs of articles of the same text."""
        self._clustered: dict[tuple[int, ...], list[list[int]]] = {}
        """The groups of parts of more than one article, as they were last found."""
        self._folded: dict[int, int] = {}
        """Articles that only repeat a text, each with one of that text."""
        self._said: dict[int, list[int]] = {}
        self._index = Index()
        self._shelf = Shelf()
        self._quoted: defaultdict[int, list[int]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self.told)

    def add(self, article: Article) -> Placed:
        """Take an article and say where it belongs.

        Cost: the length of its beginning, and the number of articles that hold each of its words.
        """
        return self.take(reading.read(article))

    def take(self, one: Reading) -> Placed:
        """Take an article that was read before and say where it belongs."""
        number = len(self.told)
        found = self._shelf.like(one.runs)
        copied = tuple(other for other, _ in found)
        self.copies += [(other, number) for other in copied]
        like = self._repeated(one, [other for other, nearly in found if nearly])
        if like is not None:
            self._fold(one, like)
            return Placed(number, like, copied)
        self._shelf.put(one.runs)
        links = self._link(number, one)
        nearest = max(links, key=lambda edge: (edge.near, -edge.i), default=None)
        if nearest is None or nearest.near < NEAR_ENOUGH or not self._evident(nearest):
            return Placed(number, copied[0] if copied else None, copied)
        return Placed(number, nearest.i, copied)

    def restore(self, one: Reading, ties: Ties) -> None:
        """Take an article that was in another window, with what it was tied to there and is here: nothing is looked up.

        Args:
            one: As it was read then.
            ties: By the numbers that the articles have here.
        """
        number = len(self.told)
        self.copies += [(other, number) for other in ties.copies]
        if ties.like is not None:
            self._fold(one, ties.like)
            return
        self._repeated(one, ())
        self._shelf.put(one.runs)
        self._quoting(number, one)
        self._index.add_later(number, one.whole)
        self.told.append(_told(one))
        self.edges.extend(Edge(other, number, *values) for other, values in ties.links)

    def forget(self, first: int, end: int) -> None:
        """Look up no more the articles from one number to before another: all that come are too far from them in time.

        They stay in the window, and in their groups. Cost: that of what is looked up; so it is for many at a time.
        """
        self._index.forget(first, end)
        self._shelf.forget(first, end)
        self._said = {said: same for said, same in self._said.items() if not first <= same[0] < end}

    def ties(self, first: int) -> list[Ties]:
        """Return what the articles from a number on are tied to before them, for `restore`."""
        found = [Ties([], [], self._folded.get(number)) for number in range(first, len(self.told))]
        for other, number in self.copies:
            if number >= first:
                found[number - first].copies.append(other)
        for edge in self.edges.after(first):
            found[edge.j - first].links.append((edge.i, (edge.near, edge.timeless, edge.likeness)))
        return found

    def groups(self) -> list[list[int]]:
        """Return the stories of all that is here, as numbers in order. The order of arrival does not matter.

        Cost: that of the parts of the graph that have changed since it was last asked; see `parts`.
        """
        found = [tuple(part) for part in parts.parts(self.told, self.edges)]
        fresh = [part for part in found if len(part) > 1 and part not in self._clustered]
        edges = self.edges.between({number: part[0] for part in fresh for number in part})
        clustered = {part: self._clustered.get(part, [list(part)]) for part in found}
        for part in fresh:
            clustered[part] = Clusters({number: self.told[number] for number in part}, edges[part[0]]).merge()
        self._clustered = {part: groups for part, groups in clustered.items() if len(part) > 1}
        repeated: defaultdict[int, list[int]] = defaultdict(list)
        for number, like in self._folded.items():
            repeated[like].append(number)
        return sorted(
            sorted([*group, *(number for like in group for number in repeated.get(like, ()))])
            for groups in clustered.values()
            for group in groups
            if group[0] not in self._folded
        )

    def homes(self, groups: Sequence[Sequence[int]]) -> dict[int, int]:
        """Return for single articles the group beside which they belong: as near as its own but for date or speaker.

        Args:
            groups: What `groups` returned.

        Returns:
            The number of the home by the number of the single one, in `groups`.
        """
        sizes = self._sizes(groups)
        best: dict[int, tuple[float, int]] = {}
        for low, high, near, _ in self.edges.across(self._group_of(groups), NEAR_ENOUGH, timeless=True):
            for one, other in ((low, high), (high, low)):
                average = near / sizes[other]
                if sizes[one] != 1 or sizes[other] < 2 or average < NEAR_ENOUGH:
                    continue
                if (average, -other) > best.get(one, (0.0, 0)):
                    mine = self.told[groups[one][0]].evidence
                    if any(evidence.enough(mine, self.told[n].evidence) for n in groups[other]):
                        best[one] = (average, -other)
        return {one: -other for one, (_, other) in best.items()}

    def nearest(self, groups: Sequence[Sequence[int]]) -> dict[int, int]:
        """Return for groups the nearest one that they did not join, by their numbers in `groups`; some have none."""
        sizes = self._sizes(groups)
        best: dict[int, tuple[float, int]] = {}
        for one, other, near, _ in self.edges.across(self._group_of(groups), NEARBY):
            average = near / (sizes[one] * sizes[other])
            if average >= NEARBY:
                best[one] = max(best.get(one, (NEARBY, 0)), (average, -other))
                best[other] = max(best.get(other, (NEARBY, 0)), (average, -one))
        return {one: -other for one, (average, other) in best.items() if average > NEARBY}

    def why_apart(self, one: Sequence[int], other: Sequence[int]) -> CleanText:
        """Return what keeps two groups apart; of large ones their first `MOST_TOLD` articles are looked at."""
        return why.between(*([self.told[n] for n in group[:MOST_TOLD]] for group in (one, other)))

    def _group_of(self, groups: Sequence[Sequence[int]]) -> list[int]:
        """Return the group of each article."""
        found = [0] * len(self.told)
        for number, group in enumerate(groups):
            for one in group:
                found[one] = number
        return found

    def _sizes(self, groups: Sequence[Sequence[int]]) -> list[int]:
        """Return how many articles of each group are compared with others."""
        return [sum(number not in self._folded for number in group) for group in groups]

    def _repeated(self, one: Reading, twins: Sequence[int]) -> int | None:
        """Return the article whose text this one repeats, where `_MOST_ALIKE` of the same day do already.

        They weigh in a story as so many, and how many more come costs no more than their number.

        Args:
            one: The article. What is said of it is noted, to be known again.
            twins: Articles of nearly the same text.
        """
        said = f"{one.day} {one.weekday} {sorted(one.speakers)}".encode("utf-8", "replace")
        for column in one.whole:
            said += column.tobytes()
        same = self._said.setdefault(zlib.crc32(said), [])
        twins = [other for other in twins if self.told[other].day == one.day]
        for alike in (same, twins):
            if len(alike) >= _MOST_ALIKE:
                return alike[0]
        same.append(len(self.told))
        return None

    def _fold(self, one: Reading, like: int) -> None:
        self._folded[len(self.told)] = like
        self._shelf.put(())
        self.told.append(_told(one))

    def _link(self, number: int, read: Reading) -> list[Edge]:
        quoting = self._quoting(number, read)
        found = []
        one = _told(read)
        for other, likeness in self._index.add(number, read.whole, graph.FAINT * one.bar * graph.bar(0.0)):
            theirs = self.told[other]
            quoted = other in quoting
            timeless = (likeness + graph.QUOTATION * quoted) / (one.bar * theirs.bar)
            if timeless < graph.FAINT:
                continue
            time = graph.in_time(one, theirs)
            if graph.kept(timeless, time):
                near = timeless * time * graph.in_speech(one, theirs, quoted=quoted)
                found.append(Edge(other, number, near, timeless, likeness))
        self.told.append(one)
        self.edges.extend(found)
        return found

    def _evident(self, edge: Edge) -> bool:
        one, other = self.told[edge.i], self.told[edge.j]
        return evidence.enough(one.evidence, other.evidence, 1 - (one.place + other.place) / 2)

    def _quoting(self, number: int, read: Reading) -> set[int]:
        """Return who quotes the same words, and note that this article does."""
        found: set[int] = set()
        for words in read.quoted:
            places = self._quoted[words]
            if len(places) < _MOST_QUOTED:
                found.update(places)
                places.append(number)
        return found


def _told(read: Reading) -> Told:
    """Return what is kept of an article beside its terms."""
    place = graph.place(read.length)
    return Told(place, graph.bar(place), read.day, read.weekday, read.speakers, read.evidence, read.lede)
