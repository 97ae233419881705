"""What feeds and lists of feeds hold, as values: no parsing, no input or output."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import Media
from reader.text.plain import CleanText

if TYPE_CHECKING:
    from datetime import datetime

REPAIRED = "broken XML was repaired"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed. What it does not state is empty."""

    title: CleanText = CleanText("")
    """Without markup, on one line."""
    link: CleanText = CleanText("")
    """Absolute where the feed or its address says against what; any scheme, so check before following it."""
    id: CleanText = CleanText("")
    """As the feed states it; empty where it states none, and then `key` tells items apart."""
    published: datetime | None = None
    """With a time zone (UTC where none is stated); the moment of the update where nothing else is stated."""
    updated: datetime | None = None
    author: CleanText = CleanText("")
    tags: tuple[CleanText, ...] = ()
    content: str = ""
    """The longest body that the item carries, as it came: it has not passed the gate, only `clean` may look into it."""
    media: Media = Media.TEXT
    """How `content` is to be read."""
    base: CleanText = CleanText("")
    """The address that relative links in `content` are resolved against, if any is known."""
    enclosures: tuple[CleanText, ...] = ()
    """Addresses of files that belong to the item, such as sound."""
    cut: bool = False
    """True where `content` breaks off or only announces a page that has more."""

    @property
    def key(self) -> CleanText:
        """What tells the item from the others of its feed: its id, else its link, else its title."""
        return self.id or self.link or self.title


@dataclass(frozen=True, slots=True)
class Feed:
    """What some bytes hold, read as a feed."""

    format: str = ""
    """"rss", "atom", "json", or empty where the bytes are no feed."""
    title: CleanText = CleanText("")
    link: CleanText = CleanText("")
    """The page that the feed is of."""
    language: str = ""
    """As the feed states it, such as "en-gb"."""
    items: tuple[Item, ...] = ()
    words: tuple[CleanText, ...] = ()
    """What is to be said about it, a line each: that it is no feed, was repaired, or was cut by a limit."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed on a list of feeds."""

    address: CleanText
    """http or https."""
    title: CleanText = CleanText("")
    link: CleanText = CleanText("")
    """The page that the feed is of."""
    folder: tuple[CleanText, ...] = ()
    """The folders that it lies in, the outermost first."""
    tags: tuple[CleanText, ...] = ()
    hidden: bool = False
    """True where its articles shall not show among the others."""
    attributes: tuple[tuple[CleanText, CleanText], ...] = ()
    """What else an OPML file says of it, by name: kept, so that it can be written again."""


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """A list of feeds."""

    title: CleanText = CleanText("")
    feeds: tuple[Subscription, ...] = ()
    words: tuple[CleanText, ...] = ()
    """What was left out or repaired, a line each."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feed that a page names."""

    address: CleanText
    title: CleanText = CleanText("")
    type: CleanText = CleanText("")
    """The media type as the page states it, in lower case; empty where it states none."""
    named: bool = True
    """True where the page names it as its feed, False where it is a link that looks like one."""
