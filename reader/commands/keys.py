"""The names of keys, as Textual spells them and as people read them."""

from __future__ import annotations

_NAMES = {
    "right_square_bracket": "]", "left_square_bracket": "[", "right_curly_bracket": "}", "left_curly_bracket": "{",
    "quotation_mark": '"',
    "apostrophe": "'", "greater_than_sign": ">", "less_than_sign": "<", "equals_sign": "=", "vertical_line": "|",
    "number_sign": "#", "slash": "/", "question_mark": "?", "colon": ":", "enter": "⏎", "escape": "Esc", "tab": "Tab",
    "shift+tab": "S-Tab", "pagedown": "PgDn", "pageup": "PgUp", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "home": "Home", "end": "End", "f1": "F1", "plus": "+", "minus": "-",
    "delete": "Del",
}  # fmt: skip

_SIGNS = frozenset(name for name, sign in _NAMES.items() if sign.isascii() and len(sign) == 1)
"""Names of keys that type a sign."""


def show_key(key: str) -> str:
    """Return a key as people read it: `ctrl+d` is ^D."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    return _NAMES.get(key, key)


def types_text(key: str) -> bool:
    """Tell whether a key types a character."""
    return key == "space" or len(key) == 1 or key in _SIGNS
