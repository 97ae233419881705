"""How the words of a query are compared with those of texts, wherever they are looked for. Pure."""

from __future__ import annotations

from reader.text.tokens import fold, tokens

PREFIX = 3
"""From this length on a word also finds longer ones that begin with it."""


def forms_of(text: str) -> tuple[str, ...]:
    """Return the words of a query or a text as they are compared: small letters, no accents."""
    return tuple(form for token in tokens(text) if (form := fold(token.norm)))


def begins(form: str) -> bool:
    """Tell whether a word of a query also finds longer ones."""
    return len(form) >= PREFIX
