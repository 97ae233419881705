"""What is drawn, in ASCII: the last step before the screen, for terminals and fonts that have nothing else.

Frames, scroll bars, signs and quotation marks become a sign of one cell each, so nothing moves; letters stay. What is
copied and exported is not drawn, and keeps all of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from reader.model import ASCII_SIGNS

if TYPE_CHECKING:
    from textual.color import Color

_SAME = {
    "-": "─━╌┄–—", "|": "│┃▌▐✎", "+": "╭╮╰╯┌┐└┘├┤┬┴┼★", "#": "█",
    " ": "▁▂▃▄▅▆▇▉▊▋▍▎▏▔▕\u00a0\u2007\u2009\u202f", "^": "↑", "v": "↓▾",
    "<": "←‹", ">": "→›▸", ".": "…", "*": "●•", "x": "×", '"': "“”„«»", "'": "‘’‚",
}  # fmt: skip
_TABLE = str.maketrans({sign: plain for plain, signs in _SAME.items() for sign in signs} | ASCII_SIGNS)
_ENTER = "⏎"
_PIECE = re.compile(f"({_ENTER}| {{4,}})")
SPELLED = "Enter"
"""What the key is called; the cells that this takes more are taken from a gap behind it."""


class AsciiSigns(LineFilter):
    """Draws signs and lines in ASCII."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's own
        """Return the same row, as many cells wide, in ASCII but for the letters. Linear in its text."""
        plain = [Segment(text.translate(_TABLE), style, control) for text, style, control in segments]
        if not any(_ENTER in segment.text for segment in plain):
            return plain
        owed = 0
        rows = []
        for text, style, control in plain:
            spelled, owed = _spelled(text, owed)
            rows.append(Segment(spelled, style, control))
        if not owed:
            return rows
        return [Segment(text.replace(_ENTER, "<"), style, control) for text, style, control in plain]


def _spelled(text: str, owed: int) -> tuple[str, int]:
    """Return a text with the key spelled out, and the cells that are still to be taken from gaps behind it."""
    said = []
    for piece in _PIECE.split(text):
        if piece == _ENTER:
            owed += len(SPELLED) - 1
            said.append(SPELLED)
        elif piece.isspace() and len(piece) > 1:
            taken = min(owed, len(piece) - 1)
            owed -= taken
            said.append(piece[taken:])
        else:
            said.append(piece)
    return "".join(said), owed
