"""What a story holds that its reader has not read yet: how much of it is new in each source, and which to read first.

Asks a `Reading`; touches no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.desk.lens import Lens, brightness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from reader.desk.reading import Reading

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
    """Return what is new to the reader of a story.

    Cost: the sentences of its unread sources, `MOST_ORDERED` times at most.
    """
    sources = reading.story.sources
    known = {one.id for one in sources if one.id in read_ids}
    left = [one.id for one in sources if one.id not in known]
    new = {id_: _new(reading, id_, known) for id_ in left}
    order: list[tuple[str, int]] = []
    begun = bool(known)
    gains = dict(new)
    while gains and len(order) < MOST_ORDERED:
        best = max(gains, key=lambda id_: (gains[id_], -left.index(id_)))
        order.append((best, gains.pop(best)))
        known.add(best)
        gains = {id_: _new(reading, id_, known) for id_ in gains}
    return Fresh(new, (*order, *gains.items()), begun)


def _new(reading: Reading, article_id: str, known: Collection[str]) -> int:
    return sum(brightness(reading, article_id, Lens.NEW, known))


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
