"""What a verb is, and where a keyboard can be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.commands.keys import show_key


class Place(StrEnum):
    """Where the keyboard is."""

    LIST = "list"
    READER = "reader"
    TELLINGS = "tellings"
    COMPARE = "compare"
    MATRIX = "matrix"
    FIGURES = "figures"
    SEARCH = "search"


class Group(StrEnum):
    """The headings of the help, in its order."""

    MOVE = "Move"
    READ = "Read"
    MARKS = "Lens: what stands out"
    COMPARE = "Compare"
    KEEP = "Take away"
    FIND = "Find and ask"


@dataclass(frozen=True, slots=True)
class Command:
    """One verb."""

    id: str
    """Its stable name; the screens' action is `action_` + id."""
    keys: tuple[str, ...]
    """Names of keys as Textual spells them; the first is the one that is shown. None: by name in the palette."""
    title: str
    """One or two words, for the footer and the palette."""
    help: str
    """One line."""
    group: Group
    places: tuple[Place, ...]
    footer: int = 0
    """Its rank in the footer, 1 first; 0 keeps it out."""

    @property
    def shown_key(self) -> str:
        """The first key as people read it on their keyboard; the palette's where the verb has none of its own."""
        return show_key(self.keys[0] if self.keys else "colon")
