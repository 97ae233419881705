"""What a cleaner is told from outside: what other articles are called, and what the user knows better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model import Details


@dataclass(frozen=True, slots=True)
class Context:
    """Everything about an article that is not in its own document."""

    titles: tuple[str, ...] = ()
    """Titles of other articles: a line that is one of them is a teaser."""
    templates: frozenset[str] = frozenset()
    """Lines that the source repeats from article to article, as `reader.clean.words.fold` writes them."""
    details: Details | None = None
    """What the user stated or corrected; wins over everything."""
