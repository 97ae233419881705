"""newsboat's `urls` files: a feed a line, with tags. Pure. A line that names a command is never run, and is told."""

from __future__ import annotations

import re

from reader.sources.bounds import MAX_BYTES
from reader.sources.listing import MAX_FEEDS, MAX_LINE, UntakenError, feed_address, told
from reader.sources.model import Subscription, Subscriptions
from reader.text import plain

MAX_TAGS = 50
_FIRST = re.compile(r"\"?(?:https?://|feed:|query:|exec:|filter:|file://)", re.I)
_TOKEN = re.compile(r"\"((?:[^\"\\]|\\.)*)(?:\"|\Z)|([^\s\"]+)")


def read_urls(data: bytes) -> Subscriptions:
    """Read a `urls` file. Never raises; what cannot be taken is said in `words`, with its line.

    After the address stand tags, in quotes where they hold spaces; one that begins with "~" is the feed's title, one
    that begins with "!" keeps its articles from the list of all. A "#" at the beginning of a word opens a comment.
    """
    feeds: list[Subscription] = []
    words: list[str] = []
    for number, line in enumerate(plain.decode(data[:MAX_BYTES]).text.splitlines(), 1):
        tokens = _tokens(line[:MAX_LINE])
        if not tokens:
            continue
        if len(feeds) >= MAX_FEEDS:
            words.append(f"more than {MAX_FEEDS} feeds; the rest was left")
            break
        try:
            address = feed_address(tokens[0])
        except UntakenError as error:
            words.append(f"line {number}: {error}")
            continue
        rest = [plain.line(token) for token in tokens[1:]]
        titles = [plain.line(tag[1:]) for tag in rest if tag.startswith("~")]
        hidden = [tag for tag in rest if tag.startswith("!")]
        tags = [plain.line(tag.removeprefix("!")) for tag in rest if not tag.startswith("~")]
        feeds.append(
            Subscription(
                address,
                title=next((title for title in titles if title), plain.line("")),
                tags=tuple(dict.fromkeys(tag for tag in tags if tag))[:MAX_TAGS],
                hidden=bool(hidden),
            )
        )
    return Subscriptions(feeds=tuple(feeds), words=told(words))


def is_urls(data: bytes) -> bool:
    """Tell whether the first line that says something is one of a `urls` file."""
    for line in plain.decode(data[:20_000]).text.splitlines():
        bare = line.strip()
        if bare and not bare.startswith("#"):
            return _FIRST.match(bare) is not None
    return False


def _tokens(line: str) -> list[str]:
    """Return the words of a line: by white space, or what stands in quotes, up to a comment."""
    found: list[str] = []
    for match in _TOKEN.finditer(line):
        if match[2] is not None:
            if match[2].startswith("#"):
                break
            found.append(match[2])
        else:
            found.append(re.sub(r"\\(.)", r"\1", match[1]))
    return found
