"""Whether a text can hold what a costly pattern looks for, told by what stands between its spaces. Pure.

News says the same words again and again: what is looked into once is remembered, so that most sentences are passed over
for the price of a lookup a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

MAX_CHUNK = 48
"""Characters of what is remembered: longer chunks are no words."""
MAX_CHUNKS = 30_000
"""Chunks that one trigger remembers: some 3 MB."""


class Trigger(dict[str, bool]):
    """A pattern without spaces, one match of which any match of the costly one holds."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        super().__init__()
        self._pattern = pattern

    def __missing__(self, chunk: str) -> bool:
        found = self._pattern.search(chunk) is not None
        if len(chunk) <= MAX_CHUNK:
            if len(self) >= MAX_CHUNKS:
                self.clear()
            self[chunk] = found
        return found

    def within(self, text: str, start: int, stop: int) -> bool:
        """Tell whether `text[start:stop]` holds the pattern. Linear time."""
        return any(map(self.__getitem__, text[start:stop].split()))
