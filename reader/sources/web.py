"""One address to bytes, or to one line that says why not. It opens connections; it keeps nothing and parses nothing.

`fetch` never raises. Every hop of a redirect is judged anew: scheme, address, and whom the user's name and password
were meant for. Bodies come plain or in gzip, unpacked by ourselves within a bound. One that ends early is an error
wherever that can be seen: by its length, its chunks, its gzip; an answer that states none of them may end anywhere.
"""

from __future__ import annotations

import asyncio
import base64
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.sources import addresses, failures
from reader.sources.asking import Fetched, Policy, Request
from reader.sources.bodies import BodyError
from reader.sources.failures import FetchError
from reader.sources.receiving import receive, wait
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiohttp import ClientResponse
    from yarl import URL

    from reader.sources.client import Client
    from reader.text.plain import CleanText

_FOLLOWED = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_NO_BODY = (204, 205, 206)
_MARK = 1000
"""Characters of an ETag or of a Last-Modified that are kept."""


async def fetch(request: Request, client: Client) -> Fetched:
    """Ask for one address. Never raises; cancelling it closes its connection.

    Whoever calls it tells `Client.taken` when done with the answer, as `fetch_all` does.
    """
    trail = _Trail()
    policy = client.policy
    try:
        async with asyncio.timeout(policy.deadline) as whole:
            return await _follow(request, client, trail, whole)
    except FetchError as error:
        failure = error
    except BodyError as error:
        failure = FetchError(str(error))
    except TimeoutError:
        failure = FetchError(f"was not done after {policy.deadline:g} s; try later", passes=True)
    except Exception as error:  # whatever a server does to the library, it is one line
        failure = _of_library(error, trail, policy)
    return Fetched(
        request,
        trail.shown or addresses.shown(request.address),
        status=failure.status or trail.status,
        etag=request.etag,
        modified=request.modified,
        retry_after=failure.retry_after,
        error=failure.message,
        passes=failure.passes,
    )


def _of_library(error: Exception, trail: _Trail, policy: Policy) -> FetchError:
    """Return the failure that an exception of the library's is, the proxy's told from the host's."""
    import aiohttp

    if isinstance(error, aiohttp.ClientHttpProxyError):
        return failures.of_status(error.status, None)
    redirected = len(trail.seen) > 1
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        proxy = f"the proxy {addresses.shown(policy.proxy)}"
        return failures.of_network(error, proxy, proxy, redirected=redirected)
    return failures.of_network(error, trail.host, trail.door, redirected=redirected)


@dataclass(slots=True)
class _Trail:
    """Where a fetch is, and how it came there."""

    seen: set[str] = field(default_factory=set)
    shown: CleanText = plain.CleanText("")
    host: str = ""
    door: str = ""
    """The host, with the port where that is not the usual one."""
    status: int = 0
    permanent: bool = True

    def go(self, url: URL, hops: int) -> None:
        """Stand at an address.

        Raises:
            FetchError: It was here before, or has come too far.
        """
        bare = str(url.with_user(None).with_fragment(None))
        if bare in self.seen:
            raise FetchError("leads in a circle; check the address")
        if len(self.seen) > hops:
            raise FetchError(f"leads on more than {hops} times; check the address")
        self.seen.add(bare)
        self.shown = plain.line(bare)
        self.host = plain.shorten((url.raw_host or "").lower(), 200)
        named = f"[{self.host}]" if ":" in self.host else self.host
        self.door = self.host if url.is_default_port() else f"{named}:{url.port}"


async def _follow(request: Request, client: Client, trail: _Trail, whole: asyncio.Timeout) -> Fetched:
    first = url = _parse(request.address)
    trail.go(url, client.policy.hops)
    while True:
        async with AsyncExitStack() as stack:
            if (url.raw_host or "").lower() != (first.raw_host or "").lower():
                await wait(client.doors[trail.host], whole)
                stack.callback(client.doors[trail.host].release)
            response = await stack.enter_async_context(await _ask(request, client, first, url, trail))
            trail.status = response.status
            place = response.headers.get("Location", "")
            if response.status not in _FOLLOWED or not place:
                moved = trail.shown if len(trail.seen) > 1 and trail.permanent and first.raw_user is None else ""
                return await _take(request, response, client, trail, whole, moved)
        trail.permanent = trail.permanent and response.status in _PERMANENT
        url = _parse(place, url)
        trail.go(url, client.policy.hops)


def _parse(address: str, base: URL | None = None) -> URL:
    """Return an address that may be asked, as it is written where that is plain ASCII.

    Raises:
        FetchError: It is none, or not of the web.
    """
    from yarl import URL

    bare = address.strip()
    leads = "is no address" if base is None else "leads to what is no address"
    if not bare.isprintable() or len(bare) > addresses.MAX_LENGTH:
        raise FetchError(f"{leads}: too long, or with characters that none has")
    try:
        url = URL(bare, encoded=bare.isascii() and " " not in bare)
        url = base.join(url) if base is not None else url
        host = url.raw_host
    except ValueError:
        raise FetchError(f"{leads}; it begins with http:// or https:// and a host") from None
    if url.scheme not in ("http", "https"):
        what = f"leads to {plain.shorten(url.scheme, 20)}:" if base is not None else "is not of the web"
        raise FetchError(f"{what}; only http and https are asked")
    if not host:
        raise FetchError(f"{leads}; it names no host")
    return url


def _same_place(first: URL, url: URL) -> bool:
    """Tell whether what was said to one address may be said to another: the same door, or its encrypted one."""
    if (first.raw_host or "").lower() != (url.raw_host or "").lower():
        return False
    safer = (first.scheme, first.port, url.scheme, url.port) == ("http", 80, "https", 443)
    return safer or (first.scheme, first.port) == (url.scheme, url.port)


async def _ask(request: Request, client: Client, first: URL, url: URL, trail: _Trail) -> ClientResponse:
    """Send one request and return once the answer's head is there."""
    policy = client.policy
    same = _same_place(first, url)
    named = addresses.is_named(trail.host, url.port, policy.hosts)
    own = named or bool(policy.proxy) or (policy.allow_private and same)
    if policy.proxy and not (named or (policy.allow_private and same)):
        _refuse_literal(trail.host)
    try:
        async with asyncio.timeout(policy.patience):
            return await client.session(own=own).get(
                url.with_user(None),
                headers=_headers(request, first if same else None),
                allow_redirects=False,
                proxy=policy.proxy or None,
            )
    except TimeoutError:
        raise FetchError(
            f"{trail.door} did not answer within {policy.patience:g} s; try later, or set patience under [fetch] in the"
            " configuration",
            passes=True,
        ) from None


def _headers(request: Request, credentials: URL | None) -> Mapping[str, str]:
    headers = {}
    if request.etag:
        headers["If-None-Match"] = request.etag
    if request.modified:
        headers["If-Modified-Since"] = request.modified
    if credentials is not None and credentials.raw_user is not None:
        pair = f"{credentials.user or ''}:{credentials.password or ''}".encode("utf-8", "replace")
        headers["Authorization"] = f"Basic {base64.b64encode(pair).decode('ascii')}"
    return headers


def _refuse_literal(host: str) -> None:
    """Refuse a numeric address of one's own networks: behind a proxy there is no connection to judge it by."""
    import socket

    try:
        number = host if ":" in host else socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        number = "127.0.0.1" if addresses.is_this_machine(host) else ""
    if number and addresses.reach(number) is not addresses.Reach.OPEN:
        raise failures.RefusedError(number, addresses.reach(number))


async def _take(
    request: Request, response: ClientResponse, client: Client, trail: _Trail, whole: asyncio.Timeout, moved: str
) -> Fetched:
    """Return what an answer gives.

    Raises:
        FetchError, BodyError: It gives nothing.
    """
    status = response.status
    retry_after = failures.wait_of(response.headers.get("Retry-After", ""))
    if status == 304 and (request.etag or request.modified):
        data = b""
    elif not 200 <= status < 300 or status in _NO_BODY:
        raise failures.of_status(status, retry_after)
    else:
        data = await receive(response, client, whole)
        if not data:
            raise FetchError("gave an empty answer; what was kept before stays")
    media, charset = _stated(response.headers.get("Content-Type", ""))
    fresh = status != 304
    return Fetched(
        request,
        trail.shown,
        moved=moved,
        status=status,
        data=data,
        media=media,
        charset=charset,
        etag=_mark(response, "ETag") or ("" if fresh else request.etag),
        modified=_mark(response, "Last-Modified") or ("" if fresh else request.modified),
        retry_after=retry_after,
    )


def _stated(value: str) -> tuple[CleanText, CleanText]:
    """Return the media type and the encoding that a Content-Type states."""
    media, *parameters = value[:500].split(";")
    charset = ""
    for parameter in parameters:
        name, _, stated = parameter.partition("=")
        if name.strip().lower() == "charset" and not charset:
            charset = stated.strip().strip("\"'")
    return plain.shorten(media.lower(), 100), plain.shorten(charset, 40)


def _mark(response: ClientResponse, name: str) -> str:
    """Return a header that is sent back as it came; nothing where it could not be sent or kept."""
    value = response.headers.get(name, "")
    return value if value.isprintable() and len(value) <= _MARK else ""
