"""What workers and widgets tell the screens. Handlers of these own every change of state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.desk.edition import Edition
    from reader.desk.opening import Problem
    from reader.desk.reading import Reading
    from reader.model import Article


@dataclass
class ArticlesRead(Message):
    """Some more articles have been read and cleaned."""

    articles: Sequence[Article]
    problems: Sequence[Problem]
    turn: int
    """Which opening they belong to: answers to an older one are let go."""
    last: bool = False
    """Nothing more comes of this opening."""


@dataclass
class Grouped(Message):
    """All that was opened is read and grouped."""

    edition: Edition
    turn: int


@dataclass
class Matched(Message):
    """A story's passages have been matched."""

    reading: Reading
    turn: int


@dataclass
class ShelfTold(Message):
    """Something could not be kept, which the shelf's words say, or was put back by the thread that writes."""
