"""The one gate for untrusted text: characters from outside become `CleanText` here and nowhere else.

Widgets, printers, exports and file names take `CleanText` (or slices of it) only. The order of the steps matters:
decode, normalise, then drop single characters. Never a whole escape *sequence*: cutting `ESC[31m` out of
`ESC ESC[31m]0;` would form a new one, while single characters that are gone cannot re-form anything.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import NamedTuple, NewType

CleanText = NewType("CleanText", str)

MAX_MARKS = 4
"""Combining marks kept on one base character; real orthographies need at most three or four."""

_NEWLINES = re.compile("\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_DROP = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\x80-\x9f"  # C0 but TAB and LF, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # bidirectional controls
    "\u00ad\u200b\u2060-\u2065\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"  # invisible: soft hyphen, zero width, tags
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_JOINERS = re.compile("[\u200c\u200d]")
_SUSPECT = re.compile(
    "[^\t\n\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]"
)
"""Any character that some step below may change; a text without one passes unread."""


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
"""Byte-order marks and what they announce, the longer first."""


_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
CHANCE = 4
"""Characters beyond ASCII that a few bytes of another encoding may seem to be in UTF-8."""


class Decoded(NamedTuple):
    """Bytes turned into characters."""

    text: str
    """The decoded characters, not yet gated."""
    encoding: str
    """The name of the encoding that was used."""
    damaged: int
    """How many undecodable places became U+FFFD."""


def clean(raw: str) -> CleanText:
    """Return `raw` without anything that could steer a terminal, hide, or re-order what is seen.

    Line ends become LF; tabs stay. Joiners (ZWJ, ZWNJ) stay between letters, marks and emoji only. Linear time.
    """
    text = _NEWLINES.sub("\n", raw)
    if not _SUSPECT.search(text):
        return CleanText(text)
    text = _SURROGATES.sub("\ufffd", text)
    text = _DROP.sub("", unicodedata.normalize("NFC", text))
    return CleanText(_bound_marks(_check_joiners(text)))


def line(raw: str) -> CleanText:
    """Return `raw` gated and on a single line: every run of white space is one space."""
    return CleanText(" ".join(clean(raw).split()))


def shorten(text: str, limit: int) -> CleanText:
    """Return the first `limit` characters of a line, with an ellipsis where something was cut."""
    one = line(text)
    return one if len(one) <= limit else CleanText(one[: limit - 1].rstrip() + "…")


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes by byte-order mark, then UTF-8, then what was declared, then as the characters look.

    Never raises. Bytes that are UTF-8 beyond chance are read as such whatever is declared: pages are often saved in
    it with their old declaration. A declared encoding that is unknown or does not fit is passed over; when nothing
    fits, UTF-8 with replacements is used and `damaged` counts them.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = data.decode(name, "replace")
            return Decoded(text, name, text.count("\ufffd"))
    names = ["utf-8", declared] if declared else ["utf-8"]
    if declared and sum(1 for _ in islice(_SEQUENCE.finditer(data), CHANCE)) < CHANCE:
        names.reverse()
    for name in names:
        try:
            return Decoded(data.decode(name), name, 0)
        except (LookupError, UnicodeError):
            continue
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if damaged * 50 > len(data):  # more than stray damage: not UTF-8 at all
        from reader.text import encodings

        name = encodings.guess(data)
        text = data.decode(name, "replace")
        return Decoded(text, name, text.count("\ufffd"))
    return Decoded(text, "utf-8", damaged)


def is_binary(data: bytes) -> bool:
    """Tell whether bytes are no text: a NUL in the first 8 kB without a UTF-16 mark, or mostly control characters."""
    head = data[:8192]
    if head.startswith(tuple(mark for mark, _ in _MARKS)):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\x00" in head or controls * 10 > len(head)


def _check_joiners(text: str) -> str:
    def keep(match: re.Match[str]) -> str:
        before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
        joins = before and after and all(unicodedata.category(c)[0] in "LM" or c >= "\u2190" for c in (before, after))
        return match.group() if joins else ""

    return _JOINERS.sub(keep, text)


def _bound_marks(text: str) -> str:
    marks = "".join(filter(unicodedata.combining, set(text)))
    return re.sub(f"([{marks}]{{{MAX_MARKS}}})[{marks}]+", r"\1", text) if marks else text
