"""What a story holds that its reader has not read yet: how much of it is new in each source, and which to read first.

Asks a `Reading`; touches no file.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from reader.desk.telling.marks import Spot
    from reader.desk.telling.reading import Reading

MOST_ORDERED = 12
"""Sources that are put in order; the others follow as their letters do."""


class Fresh(NamedTuple):
    """What is new to the reader of a story."""

    new: Mapping[str, int]
    """Passages that no source tells that was read, by the id of a source that was not."""
    order: tuple[tuple[str, int], ...]
    """The sources that were not read, those first that tell most that is new then, with how much that is."""
    begun: bool
    """Whether any source was read: else all is new."""


def fresh(reading: Reading, read_ids: Collection[str]) -> Fresh:
    """Return what is new to the reader of a story: the sentences that `Lens.NEW` makes bright, counted.

    Cost: the twins of the sentences of its unread sources, each once, and the facts of those that meet.
    """
    sources = reading.story.sources
    known = [one.id for one in sources if one.id in read_ids]
    left = [one.id for one in sources if one.id not in read_ids]
    unread = _Unread(reading, left)
    for id_ in known:
        unread.read(id_)
    gains = unread.new
    new = dict(gains)
    order: list[tuple[str, int]] = []
    place = {id_: at for at, id_ in enumerate(left)}
    while gains and len(order) < MOST_ORDERED:
        best = max(gains, key=lambda id_: (gains[id_], -place[id_]))
        order.append((best, gains.pop(best)))
        unread.read(best)
    return Fresh(new, (*order, *gains.items()), bool(known))


class _Unread:
    """Sources that are not read, sentence by sentence, while others are."""

    def __init__(self, reading: Reading, ids: Iterable[str]) -> None:
        self._reading = reading
        self.new: dict[str, int] = {}
        """How many passages of each are new; whoever takes a source out of it counts it no more."""
        self._told: defaultdict[str, list[tuple[Spot, int]]] = defaultdict(list)
        """By the article that tells them: sentences of these sources, each with its number there."""
        self._left: dict[Spot, frozenset[str]] = {}
        """What no source that was read has of the facts of sentences that one of them tells."""
        for id_ in ids:
            rows = reading.sure(id_)
            self.new[id_] = len(rows)
            for number, tellers in enumerate(rows):
                for other, there in tellers:
                    self._told[other].append(((id_, number), there))

    def read(self, id_: str) -> None:
        """Count what is new once a source is read."""
        for spot, there in self._told.pop(id_, ()):
            article_id = spot[0]
            left = self._left.get(spot)
            if article_id in self.new and (left is None or left):
                rest = (self._reading.facts(spot) if left is None else left) - self._reading.facts((id_, there))
                self._left[spot] = rest
                self.new[article_id] -= not rest


def in_words(found: Fresh, letters: Mapping[str, str]) -> str:
    """Say where something is new: "3 new passages in E", "new to you: 3 in E, 2 in B"; empty where nothing was read.

    Args:
        found: What is new.
        letters: Of the sources, by id.
    """
    told = [(letters[id_], count) for id_, count in found.order if count]
    if not found.begun or not told:
        return ""
    if len(told) == 1:
        return f"{told[0][1]} new passage{'s' if told[0][1] != 1 else ''} in {told[0][0]}"
    return "new to you: " + ", ".join(f"{count} in {letter}" for letter, count in told)


def order_in_words(found: Fresh, letters: Mapping[str, str]) -> str:
    """Say in which order the unread sources tell most that is new: "B +12, A +4"; empty where all are read."""
    return ", ".join(f"{letters[id_]} +{count}" for id_, count in found.order)


def is_of(found: Fresh, ids: Iterable[str], read_ids: Collection[str]) -> bool:
    """Tell whether what was counted still holds: of the sources of a story the same are read."""
    return found.new.keys() == {id_ for id_ in ids if id_ not in read_ids}
