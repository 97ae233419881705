"""What is asked of the network, under which policy, and what came of it. Values only: nothing is opened here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.sources import addresses
from reader.text import plain

if TYPE_CHECKING:
    from reader.config import Fetch
    from reader.text.plain import CleanText


@dataclass(frozen=True, slots=True)
class Policy:
    """What a fetch may do, and how long. Times are in seconds, sizes in bytes."""

    allow_private: bool = False
    """Whether addresses in one's own networks may be asked; redirects lead there only within the same host and port."""
    hosts: tuple[str, ...] = ()
    """Hosts, `name` or `name:port`, that may lie in one's own networks, also when a redirect leads there."""
    proxy: str = ""
    """The address of a proxy that all goes through; the environment's are never used."""
    patience: float = 5.0
    """For the whole of an answer's head on each hop, and for each silence in its body."""
    slowest: int = 1000
    """Bytes a second that a body must bring, counted over each stretch of patience."""
    deadline: float = 30.0
    """For all of it, names and redirects included; waiting for a turn of our own does not count."""
    max_bytes: int = 20_000_000
    """Of a body, unpacked."""
    hops: int = 10
    """Redirects that are followed."""
    per_host: int = 2
    """Requests to one host at a time; this machine itself is asked without that limit."""
    at_once: int = 64
    """Requests at a time."""
    large_at_once: int = 8
    """Large bodies that are read, or were and are not taken yet, at a time."""

    @classmethod
    def of(cls, settings: Fetch) -> Policy:
        """Return what the configuration asks for."""
        return cls(settings.allow_private, settings.hosts, settings.proxy, float(settings.patience))


@dataclass(frozen=True, slots=True)
class Request:
    """Something to ask for."""

    address: str
    """As typed or kept; it may hold a user name and password, which are sent to its own host only and never shown."""
    etag: str = ""
    """What the last answer gave; with it or `modified` the answer may be that nothing changed."""
    modified: str = ""
    key: str = ""
    """What the caller knows it by."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of a request: bytes, or that nothing changed, or an error."""

    request: Request
    address: CleanText
    """Where it lies after redirects, without user name and password; links in it are relative to this."""
    moved: str = ""
    """The address to keep from now on, where every hop was permanent; empty where the old one stays."""
    status: int = 0
    """Of the last answer; 0 where there was none."""
    data: bytes = b""
    media: CleanText = plain.CleanText("")
    """The media type as stated, in small letters; it may lie."""
    charset: CleanText = plain.CleanText("")
    """The encoding as stated; it may lie or be none."""
    etag: str = ""
    """To be sent with the next request, after an error too."""
    modified: str = ""
    retry_after: int | None = None
    """Seconds that the server wants to be left alone, at most a day."""
    error: CleanText = plain.CleanText("")
    """One line without the address, or empty."""
    passes: bool = False
    """Whether the error may be over another time, with nothing changed at the address."""

    @property
    def not_modified(self) -> bool:
        """Whether the server says that what was fetched before still holds."""
        return self.status == 304 and not self.error

    @property
    def line(self) -> CleanText:
        """The error with the address that was asked for, for people; empty where there is none."""
        return plain.line(f"{addresses.shown(self.request.address)}: {self.error}") if self.error else self.error
