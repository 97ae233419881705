"""How a sentence of a story stands to its other sources: who tells it, how, and what is said of that. Frozen values.

Made by `reader.desk.telling.reading`; gutter, lists, matrix and report go by it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.model import DIFFERS, SIGNS, UNMATCHED, UNSURE, Kind, sign_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Conflict, Span

Spot = tuple[str, int]
"""A sentence: the id of its article and its number there."""


@dataclass(frozen=True, slots=True)
class Teller:
    """One other source's version of a passage."""

    letter: str
    article_id: str
    sentence: int
    """Its number in that article's text."""
    span: Span
    """Where it stands in that article's text."""
    kind: Kind
    score: float
    conflicts: tuple[Conflict, ...]
    """Values that surely differ: `a` in the asking article's text, `b` in the teller's."""
    related: bool
    """True where the teller tells another event and stands beside the story only."""
    sure: bool = True
    """An unsure one is a hint, drawn dotted and counted nowhere."""
    by_hand: bool = False
    """The reader has said that it tells the same."""
    draft: bool = False
    """It is the reader's own draft: shown like a source, counted nowhere."""

    @property
    def spot(self) -> Spot:
        """Which sentence it is."""
        return self.article_id, self.sentence

    @property
    def sign(self) -> str:
        """The sign of this version beside the asking one."""
        return sign_of(self.kind, differs=bool(self.conflicts), sure=self.sure)


@dataclass(frozen=True, slots=True)
class Mark:
    """One sentence of one article and who else tells it."""

    number: int
    """Counted from 0 through the article's text."""
    span: Span
    """Where it stands in `Article.text`."""
    tellers: tuple[Teller, ...]
    """Best first: what counts before what does not, sources of the story, unsure ones, related articles."""
    quoted: bool
    """It holds somebody's words in quotation marks."""
    beyond: bool = False
    """It stands beyond the words of a text that are matched."""

    @property
    def sources(self) -> tuple[Teller, ...]:
        """The tellers that are sources of the story, and sure: what gutter and counts go by."""
        return tuple(teller for teller in self.tellers if teller.sure and not teller.related)

    @property
    def undrafted(self) -> Mark:
        """This mark as it would be without a draft."""
        kept = tuple(teller for teller in self.tellers if not teller.draft)
        return self if len(kept) == len(self.tellers) else replace(self, tellers=kept)

    @property
    def unsure(self) -> tuple[Teller, ...]:
        """The unsure tellers in sources of the story that do not surely tell it."""
        known = {teller.article_id for teller in self.sources}
        return tuple(t for t in self.tellers if not t.sure and not t.related and t.article_id not in known)

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the other sources that tell it, in order, each once."""
        return letters_of(self.sources)

    @property
    def shown_letters(self) -> tuple[str, ...]:
        """The letters that stand beside its sign: where no source surely tells it, those of which may."""
        return letters_of(self.sources or self.unsure)

    @property
    def differs(self) -> bool:
        """Tell whether a number, date or name differs in another source's version."""
        return any(teller.conflicts for teller in self.sources)

    @property
    def unmatched(self) -> bool:
        """Tell whether it was looked for in the other sources, and nothing was found that even might be the same."""
        return self.sign == UNMATCHED and not self.beyond

    @property
    def sign(self) -> str:
        """The one sign that says most about it."""
        if not self.sources:
            return UNSURE if self.unsure else UNMATCHED
        if self.differs:
            return DIFFERS
        kinds = {teller.kind for teller in self.sources}
        return next(SIGNS[kind] for kind in (Kind.QUOTED, Kind.EXACT, Kind.EDITED, Kind.REWORDED) if kind in kinds)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of an article other sources tell too, in sentences."""

    shared: int
    differing: int
    unsure: int
    """With an unsure match at most: neither shared nor without a match."""
    unmatched: int
    sentences: int

    @property
    def percent(self) -> int:
        """Sentences that another source tells too, of a hundred."""
        return round(100 * self.shared / self.sentences) if self.sentences else 0


def letters_of(tellers: Iterable[Teller]) -> tuple[str, ...]:
    """Return the letters of tellers, in order, each once."""
    return tuple(sorted({teller.letter for teller in tellers}, key=lambda name: (len(name), name)))
