"""The HTTP client: what every connection obeys, whatever is asked over it. The one module that imports aiohttp at once.

Import it where something is fetched, never at the top of a module that a start or a first paint needs.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from reader.config import APP
from reader.sources.addresses import Reach, reach
from reader.sources.bodies import LARGE
from reader.sources.failures import RefusedError

if TYPE_CHECKING:
    from aiohttp import SocketFactoryType

    from reader.sources.asking import Fetched, Policy

MAX_HEADER = 32_768
"""Bytes of one header; security policies of honest sites run to ten thousand."""


class Client:
    """Connections under one policy; an async context manager that leaves none open.

    Two sessions, made when first needed: one that connects to the open internet only, one that also may to networks of
    one's own. The place is judged by its number when the socket is made, so that a literal, a name and a redirect are
    judged alike and nothing can change in between. TLS is verified, cookies are not kept, neither the environment's
    proxies nor its passwords are looked at.
    """

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.large = asyncio.Semaphore(policy.large_at_once)
        """Held for every large body from its growing large until it is taken, so that many fill no memory."""
        self.doors: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(policy.per_host))
        """Per host: whoever was redirected there goes through."""
        self._sessions: dict[bool, aiohttp.ClientSession] = {}

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(self, *_: object) -> None:
        for session in self._sessions.values():
            await session.close()

    def taken(self, fetched: Fetched) -> None:
        """Free what an answer holds, now that it was taken."""
        if len(fetched.data) > LARGE:
            self.large.release()

    def session(self, *, own: bool) -> aiohttp.ClientSession:
        """Return the session for the open internet, or the one that may also connect to networks of one's own."""
        if own not in self._sessions:
            self._sessions[own] = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=0, resolver=_Resolver(), socket_factory=_sockets(own=own), keepalive_timeout=5
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": _agent(), "Accept-Encoding": "gzip"},
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
                auto_decompress=False,
                trust_env=False,
                max_line_size=MAX_HEADER,
                max_field_size=MAX_HEADER,
            )
        return self._sessions[own]


def _agent() -> str:
    """Return what the program calls itself: its name and, where it is installed, its version."""
    from importlib import metadata

    try:
        return f"{APP}/{metadata.version(APP)}"
    except metadata.PackageNotFoundError:
        return APP


def _sockets(*, own: bool) -> SocketFactoryType:
    allowed = (Reach.OPEN, Reach.OWN) if own else (Reach.OPEN,)

    def make(info: Any) -> socket.socket:
        family, kind, protocol, _, address = info
        place = reach(str(address[0]))
        if place not in allowed:
            raise RefusedError(str(address[0]), place)
        return socket.socket(family, kind, protocol)

    return make


class _Resolver(AbstractResolver):
    """Looks names up in a thread each: the system's own lookup blocks, and a few slow names would fill a pool.

    A lookup that is given up goes on until the system answers; its thread holds nothing and ends with the program.
    """

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        loop = asyncio.get_running_loop()
        found: asyncio.Future[list[Any]] = loop.create_future()

        def settle(infos: list[Any], error: OSError | None) -> None:
            if not found.done():
                found.set_exception(error) if error else found.set_result(infos)

        def look_up() -> None:
            infos: list[Any] = []
            error: OSError | None = None
            try:
                infos = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
            except OSError as caught:
                error = caught
            except ValueError:  # a name that no name can be
                error = socket.gaierror(socket.EAI_NONAME, "no name")
            try:
                loop.call_soon_threadsafe(settle, infos, error)
            except RuntimeError:  # the loop is closed: nobody waits for this any more
                return

        threading.Thread(target=look_up, name="look-up", daemon=True).start()
        return [
            ResolveResult(
                hostname=host,
                host=address[0],
                port=address[1],
                family=kind,
                proto=protocol,
                flags=socket.AI_NUMERICHOST,
            )
            for kind, _, protocol, _, address in await found
        ]

    async def close(self) -> None:
        """Nothing is kept."""
