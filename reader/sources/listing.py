"""What lists of feeds have in common: which addresses are taken, and what is said of the others. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.text import plain
from reader.text.addresses import safe_address

if TYPE_CHECKING:
    from reader.text.plain import CleanText

MAX_FEEDS = 10_000
MAX_WORDS = 100
MAX_LINE = 8000
_COMMAND = re.compile(r"(exec|filter|query)\s*:", re.I)


class UntakenError(ValueError):
    """An address that is not taken; its message says why, in words for people."""


def feed_address(raw: str) -> CleanText:
    """Return the address of a feed.

    Raises:
        UntakenError: It is a command, which is never run, a query, or no address of the web.
    """
    bare = raw.strip()
    command = _COMMAND.match(bare)
    if command is not None:
        kind = command[1].lower()
        raise UntakenError("query feeds are not taken" if kind == "query" else f"{kind}: is a command and is never run")
    if bare[:5].lower() == "feed:":
        bare = bare[5:] if bare[5:9].lower() == "http" else "http:" + bare[5:]
    address = safe_address(bare) if len(bare) <= MAX_LINE else None
    if address is None:
        raise UntakenError(f"{plain.shorten(bare, 60)} is no address of the web" if bare else "no address")
    return plain.line(address)


def told(words: list[str]) -> tuple[CleanText, ...]:
    """Return the first lines of what is to be said, and how many more there are."""
    shown = [plain.line(word) for word in words[:MAX_WORDS]]
    if len(words) > MAX_WORDS:
        shown.append(plain.line(f"and {len(words) - MAX_WORDS} more such lines"))
    return tuple(shown)
