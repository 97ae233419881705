"""What a cleaner is told from outside: what other articles say and are called, and what the user knows better."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Strictness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.clean.titles import Titles
    from reader.model import Details, Rule


class Template(NamedTuple):
    """A block that a source repeats."""

    articles: int
    """In how many of the source's articles it stands."""
    of: int
    """How many articles of the source are known."""
    score: float
    """How sure it is that it is none of theirs, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Context:
    """Everything about an article that is not in its own document."""

    titles: Titles | None = None
    """The titles of all articles that are known: a line that is another one's is a teaser."""
    templates: Mapping[str, Template] = field(default_factory=dict)
    """What the article's source repeats, by `reader.clean.rules.pattern`; `reader.clean.templates` finds it."""
    rules: tuple[Rule, ...] = ()
    """The user's rules on blocks, of all sources; a later one wins."""
    details: Details | None = None
    """What the user stated or corrected; wins over everything."""
    strictness: Strictness = Strictness.NORMAL
