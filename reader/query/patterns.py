"""Regular expressions over texts, within a time: what a reader types must not hold up the program. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reader.model import Span
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

    from reader.query.tree import Pattern

SECONDS = 0.5
"""What one text may take."""


class SlowPatternError(ValueError):
    """The expression takes too long on some text; it is no use to go on with it."""

    def __init__(self, pattern: Pattern) -> None:
        super().__init__(plain.line(f"/{pattern.expression}/ takes too long; a simpler expression may do"))


def spans(pattern: Pattern, text: str) -> Iterator[Span]:
    """Yield where a pattern fits in a text, in order, without the places where it fits nothing.

    Other threads go on meanwhile.

    Raises:
        SlowPatternError: The text took over `SECONDS`.
    """
    try:
        for match in _compiled(pattern).finditer(text, timeout=SECONDS, concurrent=True):
            if match.end() > match.start():
                yield Span(match.start(), match.end())
    except TimeoutError:
        raise SlowPatternError(pattern) from None


@lru_cache(maxsize=8)
def _compiled(pattern: Pattern) -> regex.Pattern[str]:
    import regex

    return regex.compile(pattern.expression, regex.IGNORECASE if pattern.fold else 0)
