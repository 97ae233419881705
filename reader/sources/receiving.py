"""The body of one answer, as it comes from the network: in time, within its bound, to its end. Keeps nothing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from reader.sources.bodies import LARGE, Body, BodyError
from reader.text import plain

if TYPE_CHECKING:
    from aiohttp import ClientResponse

    from reader.sources.client import Client


async def receive(response: ClientResponse, client: Client, whole: asyncio.Timeout) -> bytes:
    """Read a body to its end, unpacked; where it is large it holds one of `Client.large`, which the caller frees.

    Raises:
        BodyError: It is too large, cut, too slow, or packed in what was not asked for.
    """
    policy = client.policy
    body = Body(policy.max_bytes, packed=_is_packed(response))
    if (response.content_length or 0) > policy.max_bytes:
        raise BodyError(f"is larger than {policy.max_bytes / 1e6:g} MB; nothing of it was kept")
    loop = asyncio.get_running_loop()
    since, came = loop.time(), 0
    large = False
    try:
        while True:
            if body.size > LARGE and not large:
                since += await wait(client.large, whole)
                large = True
            data = await _next(response, policy.patience)
            if not data:
                return body.whole()
            for _ in body.feed(data):
                await asyncio.sleep(0)
            came += len(data)
            if loop.time() - since >= policy.patience:
                if came < policy.slowest * policy.patience:
                    raise BodyError(f"comes at less than {policy.slowest / 1000:g} kB a second; try later")
                since, came = loop.time(), 0
    except BaseException:
        if large:
            client.large.release()
        raise


async def _next(response: ClientResponse, patience: float) -> bytes:
    """Return what comes next of a body; nothing at its end."""
    import aiohttp

    try:
        async with asyncio.timeout(patience):
            return await response.content.readany()
    except TimeoutError:
        raise BodyError(f"stopped in the midst for {patience:g} s; try again") from None
    except aiohttp.ClientPayloadError:
        raise BodyError("was cut off on the way; try again") from None


async def wait(door: asyncio.Semaphore, whole: asyncio.Timeout) -> float:
    """Wait for a turn of our own while the deadline stands still; return for how many seconds."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    left = (whole.when() or begun) - begun
    whole.reschedule(None)
    await door.acquire()
    whole.reschedule(loop.time() + left)
    return loop.time() - begun


def _is_packed(response: ClientResponse) -> bool:
    """Tell whether a body comes in gzip.

    Raises:
        BodyError: It comes in something else, or in several.
    """
    names = [
        name.strip().lower() for value in response.headers.getall("Content-Encoding", []) for name in value.split(",")
    ]
    named = [name for name in names if name not in ("", "identity")]
    if named in (["gzip"], ["x-gzip"]):
        return True
    if named:
        raise BodyError(f"comes packed as {plain.shorten(', '.join(named), 40)}; only gzip was asked for")
    return False
