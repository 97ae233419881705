"""What an article brings as evidence that it tells some event: its rare words, names and numbers, with their points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.stories import common
from reader.text import language, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.stories.words import Part
    from reader.text.tokens import Token

_NAME = 2.0
"""A word with a capital where only names have one."""
_WORD = 1.0
_FOREIGN = 0.5
"""A word of a language whose common words are not known."""
_UNSPACED_RUN = 3
"""Characters in a row that make a word in scripts without spaces."""
_TITLE_CASE = 0.6
"""Share of capitals among the words of a headline, where every word may have one, from which they say nothing."""
_ENGLISH = 0.3
"""Share of stop words from which a text is English: it has two fifths, other languages that share some a tenth."""
_SURE_OF_LANGUAGE = 20
"""Words from which a text in no known language is one in an unknown one, not just a short one."""


def points(parts: Sequence[Part], length: int, code: str = "") -> dict[str, float]:
    """Return what an article brings, with the points for each.

    Args:
        parts: Its headline, and the text as far as it is read.
        length: Words of both.
        code: Its language where that is known.
    """
    code = code or _language(parts, length)
    foreign = code not in ("", "en") or (not code and length >= _SURE_OF_LANGUAGE)
    small = language.FUNCTION_WORDS.get(code, frozenset()) if foreign else frozenset()
    as_word = _FOREIGN if foreign else _WORD
    brought: dict[str, float] = {}
    for part in parts:
        for key, norm, number in part.rare():
            if number or not foreign or (len(norm) > 3 and norm not in small):
                worth = number or as_word
                if worth > brought.get(key, 0.0):
                    brought[key] = worth
        if code != "de" and part.capitals < _TITLE_CASE * part.spoken:
            brought.update(dict.fromkeys(part.called() & brought.keys(), _NAME))
        if tokens.has_unspaced(part.text):
            brought.update(_runs(tokens.tokens(part.text)))
    return brought


def _language(parts: Sequence[Part], length: int) -> str:
    """Return the language of a text: English where so many are English stop words; else it has to be looked for."""
    if length >= _SURE_OF_LANGUAGE and sum(part.stops for part in parts) >= _ENGLISH * length:
        return "en"
    return next(filter(None, (language.guess(part.text) for part in reversed(parts))), "")


def _runs(found: Sequence[Token]) -> Iterator[tuple[str, float]]:
    """Yield runs of characters in scripts without spaces. Runs of kana alone are grammar, not words."""
    for at in range(len(found) - _UNSPACED_RUN + 1):
        run = found[at : at + _UNSPACED_RUN]
        if run[-1].end - run[0].start != _UNSPACED_RUN or not all(tokens.is_unspaced(word.norm) for word in run):
            continue
        written = "".join(word.norm for word in run)
        if not any("\u3040" <= char <= "\u309f" for char in written) and written not in common.CALENDAR_UNSPACED:
            yield written, _WORD if written >= "\u3040" else _WORD / 4
