"""What goes wrong when an address is asked, each as one line that says what to do. Pure; it opens nothing.

The lines hold no words of the other side: what a server says about itself is not needed to know what to do.
"""

from __future__ import annotations

import errno
import socket
import ssl
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from reader.sources.addresses import Reach
from reader.text import plain

if TYPE_CHECKING:
    from reader.text.plain import CleanText

LONGEST_WAIT = 86_400
"""Seconds that a server may ask to be left alone: a day."""
_DIGITS = 12

_STATUS = {
    204: "has nothing to give (204); check the address",
    206: "gave a part only (206), though all was asked for; try again",
    304: "says that nothing is new (304), though nothing was asked for before; try again",
    400: "does not understand what was asked (400); check the address",
    401: "wants a name and password (401); add it as https://NAME:PASSWORD@HOST/...",
    402: "wants to be paid (402); read it in a browser",
    403: "does not let this program in (403); try it in a browser",
    404: "is not there (404); check the address",
    406: "has it in no form that was asked for (406); check the address",
    407: "is behind a proxy that wants a name and password (407); set proxy under [fetch] in the configuration",
    408: "gave up waiting (408); try again",
    410: "is gone for good (410); remove it, or add its new address",
    429: "asks for fewer requests (429)",
    451: "is withheld for reasons of law (451)",
}
_REFUSED = {
    Reach.OWN: (
        "{0} lies in a network of your own; if it shall be asked, set allow_private = true under [fetch] in the"
        " configuration"
    ),
    Reach.NEVER: "{0} is no address on the internet, and is never asked",
}
_REDIRECTED = (
    "leads to {0}, in a network of your own, where no redirect may lead; if it shall, name it in hosts under [fetch] in"
    " the configuration"
)


class FetchError(Exception):
    """Something that cannot be had.

    Args:
        message: One line that says what to do, without the address.
        status: What the server answered; 0 where it did not.
        retry_after: Seconds that it wants to be left alone.
        passes: Whether it may be over another time, with nothing changed at the address.
    """

    def __init__(self, message: str, status: int = 0, retry_after: int | None = None, *, passes: bool = False) -> None:
        self.message = plain.shorten(message, 400)
        self.status = status
        self.retry_after = retry_after
        self.passes = passes
        super().__init__(self.message)


class RefusedError(OSError):
    """A connection that was never begun, since of the place where it would lead."""

    def __init__(self, address: str, place: Reach) -> None:
        super().__init__(errno.EACCES, f"{place} {address}")
        self.address = address
        self.place = place

    def line(self, *, redirected: bool) -> str:
        """Return what to tell people; `redirected` where it was not they who named the place."""
        form = _REDIRECTED if redirected and self.place is Reach.OWN else _REFUSED[self.place]
        return form.format(self.address)


def of_status(status: int, retry_after: int | None) -> FetchError:
    """Return the failure that an answer's status is."""
    if status in _STATUS:
        message = _STATUS[status]
    elif 500 <= status < 600:
        message = f"fails on its side ({status}); nothing is lost, try later"
    elif 300 <= status < 400:
        message = f"leads elsewhere ({status}) without saying where; check the address"
    else:
        message = f"answers with status {status}, which helps nobody; check the address"
    if retry_after is not None:
        message += f"; it wants to be left alone for {span(retry_after)}"
    elif status == 429:
        message += "; try later"
    return FetchError(message, status, retry_after, passes=status in (408, 429) or 500 <= status < 600)


def of_network(error: BaseException, host: str, door: str, *, redirected: bool) -> FetchError:
    """Return the failure that an exception of the network's is, whatever the library wraps it in.

    Args:
        error: What was raised.
        host: Who was asked.
        door: The same with the port where that is not the usual one.
        redirected: Whether it was not they who named the place.
    """
    inner: BaseException = getattr(error, "certificate_error", None) or getattr(error, "os_error", None) or error
    if isinstance(inner, RefusedError):
        return FetchError(inner.line(redirected=redirected))
    if isinstance(inner, ssl.SSLCertVerificationError):
        why = plain.shorten(inner.verify_message or "it cannot be verified", 120)
        return FetchError(f"{door} cannot prove who it is ({why}); it is not asked")
    if isinstance(inner, ssl.SSLError):
        return FetchError(f"no secure connection to {door} ({plain.shorten(inner.reason or 'TLS failed', 80)})")
    if isinstance(inner, socket.gaierror):
        if inner.errno == socket.EAI_AGAIN:
            return FetchError(f"the name {host} cannot be looked up now; is this machine online?", passes=True)
        return FetchError(f"the name {host} is not known; check the address")
    if isinstance(inner, ValueError):
        return FetchError(f"{host} is no host that can be asked; check the address")
    down = isinstance(inner, OSError) and bool(inner.errno or isinstance(inner, TimeoutError))
    return FetchError(_connection(inner, door), passes=down)


def _connection(error: BaseException, door: str) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.ECONNREFUSED:
        return f"nothing answers at {door}; check the address, or try later"
    if number in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN):
        return f"{door} cannot be reached from here; is this machine online?"
    if number in (errno.EMFILE, errno.ENFILE):
        return "too many files are open on this machine; close something, or raise `ulimit -n`"
    if number == errno.ETIMEDOUT or isinstance(error, TimeoutError):
        return f"{door} does not answer; try later"
    if isinstance(error, OSError) and number:
        return f"{door} broke the connection ({plain.shorten(errno.errorcode.get(number, str(number)), 40)}); try again"
    return f"{door} broke the connection, or answers in no HTTP; try again, or check the address"


def wait_of(value: str) -> int | None:
    """Return the seconds that a Retry-After asks for, at most a day; None where it says nothing that can be read."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(int(text[:_DIGITS]), LONGEST_WAIT)
    try:
        when = parsedate_to_datetime(text[:100]).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return max(0, min(round(when - time.time()), LONGEST_WAIT))


def span(seconds: int) -> CleanText:
    """Return a span of time in words."""
    if seconds < 120:
        return plain.line(f"{seconds} s")
    return plain.line(f"{round(seconds / 60)} min" if seconds < 7200 else f"{round(seconds / 3600)} h")
