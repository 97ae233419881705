"""How the words of a query are compared with those of texts, wherever they are looked for. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.tokens import fold, tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.query.tree import Query, Words

PREFIX = 3
"""From this length on a word also finds longer ones that begin with it."""


def forms_of(text: str) -> tuple[str, ...]:
    """Return the words of a query or a text as they are compared: small letters, no accents."""
    return tuple(form for token in tokens(text) if (form := fold(token.norm)))


def begins(form: str) -> bool:
    """Tell whether a word of a query also finds longer ones."""
    return len(form) >= PREFIX


def mended(
    query: Query, known: Callable[[str], bool], nearest: Callable[[str], str | None]
) -> tuple[dict[Words, tuple[str, ...]], dict[str, str]]:
    """Return the words of a query, outside of quotes those that are mistyped mended, and what was mended.

    Args:
        query: What was typed.
        known: Tells whether a word, or a longer one that it finds, stands anywhere.
        nearest: Gives the known word that was most likely meant by one that is not known.

    Returns:
        The words of each test that speaks for an article, and the words that were mended with what they became.
    """
    forms: dict[Words, tuple[str, ...]] = {}
    corrected: dict[str, str] = {}
    for words in query.words():
        forms[words] = typed = forms_of(words.text)
        if not words.phrase:
            corrected |= {form: near for form in typed if not known(form) and (near := nearest(form)) is not None}
            forms[words] = tuple(corrected.get(form, form) for form in typed)
    return forms, corrected
