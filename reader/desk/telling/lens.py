"""What stands out while reading: the lenses, and which sentences each of them makes bright. Pure."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from reader.desk.stories.edition import is_shared

if TYPE_CHECKING:
    from collections.abc import Collection

    from reader.desk.telling.marks import Mark
    from reader.desk.telling.reading import Reading


class Lens(IntEnum):
    """What stands out while reading; the value is its key."""

    OFF = 0
    SHARED = 1
    QUOTES = 2
    DIFFERS = 3
    UNMATCHED = 4
    NEW = 5

    @property
    def title(self) -> str:
        """Its name on screen."""
        return ("off", "shared", "quotes", "differs", "no match elsewhere", "new to me")[self]


def brightness(reading: Reading, article_id: str, lens: Lens, read: Collection[str] = ()) -> tuple[bool, ...]:
    """Tell for every sentence whether a lens makes it bright. `read` holds the ids of articles already read."""
    return tuple(_bright(reading, article_id, mark, lens, read) for mark in reading.marks(article_id))


def best_lens(reading: Reading, article_id: str) -> Lens:
    """Return the lens that best tells an article apart: "differs" or "no match", the fuller under a half."""
    if not is_shared(reading.story):
        return Lens.OFF
    share = reading.share(article_id)
    few = [
        (count, lens)
        for count, lens in ((share.differing, Lens.DIFFERS), (share.unmatched, Lens.UNMATCHED))
        if 0 < 2 * count <= share.sentences
    ]
    if few:
        return max(few, key=lambda pair: (pair[0], -pair[1]))[1]
    return Lens.QUOTES if any(mark.quoted for mark in reading.marks(article_id)) else Lens.SHARED


def _bright(reading: Reading, article_id: str, mark: Mark, lens: Lens, read: Collection[str]) -> bool:
    match lens:
        case Lens.OFF:
            return False
        case Lens.SHARED:
            return bool(mark.sources)
        case Lens.QUOTES:
            return mark.quoted
        case Lens.DIFFERS:
            return mark.differs
        case Lens.UNMATCHED:
            return mark.unmatched
        case Lens.NEW:
            known = [teller for teller in mark.sources if teller.article_id in read]
            return not known or reading.adds(article_id, mark, known)
