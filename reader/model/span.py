"""A range of characters: what articles and what they share are both measured in. Pure."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A range of characters, end exclusive."""

    start: int
    end: int
