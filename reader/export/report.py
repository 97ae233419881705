"""What a report on a story holds, as plain values: who tells what, whose words are quoted, what differs.

Nothing in a report says that a source copied, that only one says something, or that anyone is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

from reader.model import SIGN_MEANINGS


@dataclass(frozen=True, slots=True)
class Source:
    """One source of the story, or an article beside it."""

    letter: str
    name: str
    title: str
    date: str
    """As shown: "27 Mar 2025", "no date, says Thursday"."""
    link: str
    words: int
    shared: int
    """Sentences of a hundred that another source tells too."""
    relation: str = ""
    """How a related article stands to the story ("earlier"); empty for sources."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing that is told, and how every source stands to it."""

    text: str
    """The shortest telling."""
    signs: tuple[str, ...]
    """One for each source, in their order; the telling that the row is made from has "="."""
    places: tuple[str, ...] = ()
    """Where each source tells it: the place of a sentence in its text; empty where it does not."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A passage in one source's words."""

    letter: str
    text: str
    altered: str = ""
    """Of a quotation: how it stands to the first one."""
    changed: tuple[tuple[int, int], ...] = ()
    """Ranges of words that the first one does not have."""
    place: str = ""
    """The place of the sentence in the source's text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a source's text."""

    text: str
    place: str
    told: str = ""
    """The sign and the letters of the others that tell it."""


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a source, in paragraphs."""

    letter: str
    title: str
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that differs between two tellings of the same."""

    fact: str
    """"number", "date" or "name"."""
    values: tuple[Telling, Telling]
    tellings: tuple[Telling, Telling]


@dataclass(frozen=True, slots=True)
class Report:
    """A story, told by what its sources have in common."""

    title: str
    sources: tuple[Source, ...]
    """The earliest stated date first, then those without one; after them what is related."""
    why: tuple[str, ...]
    """Why these are one story."""
    passages: tuple[Passage, ...]
    """What two sources or more tell, or perhaps do."""
    quotations: tuple[tuple[Telling, ...], ...]
    """The same quotation in each source that has it."""
    differences: tuple[Difference, ...]
    unmatched: tuple[Telling, ...]
    """Passages for which no match was found elsewhere."""
    notes: tuple[str, ...] = ()
    """What is to be known of how it was made: marks changed by hand, what was left out of the matching."""
    texts: tuple[Text, ...] = ()
    """The texts of the sources; none where only excerpts are wanted."""


LEGEND = ", ".join(f"`{sign}` {words}" for sign, words in SIGN_MEANINGS.items())
