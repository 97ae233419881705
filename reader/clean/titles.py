"""Lines that are the title of another article: teasers, whatever stands around them. Pure; rapidfuzz at first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.clean.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS = range(4, 41)
"""Words of a title that is long enough to be known again, and of a line that may be one."""
ALIKE = 92.0
"""Percent of the characters that two titles have in common, from which on they are one."""
ENDS = 3
"""Words at either end of which nearly the same titles share one lot: what makes looking them up cheap."""
CANDIDATES = 20
_MARKS = " \t.…·•|-–—»›>→\"'“”„«"


class Titles:
    """Titles to be known again. Making it is linear; a look-up compares with `CANDIDATES` titles a key at most."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._whole: dict[str, str] = {}
        self._ends: dict[tuple[str, ...], list[str]] = {}
        for title in titles:
            bare = _bare(title)
            words = bare.split()
            if len(words) in WORDS and bare not in self._whole:
                self._whole[bare] = title
                for key in _keys(words):
                    held = self._ends.setdefault(key, [])
                    if len(held) < CANDIDATES:
                        held.append(bare)

    def __bool__(self) -> bool:
        return bool(self._whole)

    def other(self, line: str, own: str) -> str:
        """Return the title that a line is, whole, nearly or cut off, unless it is the article's own; or nothing.

        Args:
            line: A block on its own line.
            own: The title of the article that it stands in.
        """
        if len(line) > 400 or len(line.split()) not in WORDS:
            return ""
        bare = _bare(line)
        found = bare if bare in self._whole else self._near(bare, line.rstrip().endswith(("…", "...")))
        if not found or _same(found, _bare(own)) or _same(bare, _bare(own)):
            return ""
        return self._whole[found]

    def _near(self, bare: str, is_cut: bool) -> str:
        from rapidfuzz import fuzz

        words = bare.split()
        if len(words) not in WORDS:
            return ""
        for key in _keys(words):
            for title in self._ends.get(key, ()):
                if is_cut and title.startswith(bare):
                    return title
                if fuzz.ratio(bare, title, score_cutoff=ALIKE):
                    return title
        return ""


def _same(one: str, other: str) -> bool:
    """Tell whether two titles are one, or one is the beginning of the other."""
    if not one or not other:
        return False
    if one.startswith(other) or other.startswith(one):
        return True
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(one[:300], other[:300], score_cutoff=ALIKE))


def _keys(words: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return ("<", *words[:ENDS]), (">", *words[-ENDS:])


def _bare(text: str) -> str:
    return fold(text).strip(_MARKS)
