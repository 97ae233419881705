"""Speed of fetching: 500 feeds of one server on loopback, 50 ms before each answer; 10 never answer, 10 never end.

Part of `make bench`. The server runs in a process of its own and speaks just enough HTTP: `/feed/N` waits 50 ms and
gives 8 kB of RSS with its length, packed in gzip for every second N; `/never/N` takes the request and says nothing;
`/endless/N` gives 64 kB again and again until the other side goes. The slow ones are spread evenly among the rest.

A `Round` is driven from a worker thread, as the desk drives it, while the main thread runs an event loop that wants to
wake every 5 ms, as the screens' does: the worst it was late is what a key would have waited. The floor is aiohttp
alone for the 480 that end by themselves, as many at a time, in the same run.
"""

from __future__ import annotations

import asyncio
import gzip
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

from reader.sources.asking import Policy, Request
from reader.sources.fetching import Round

if TYPE_CHECKING:
    from collections.abc import Callable

FEEDS, NEVER, ENDLESS = 480, 10, 10
LATENCY = 0.05
TICK = 0.005
RUNS = 3
FEED = (
    b"<rss version='2.0'><channel><title>Harbour</title>"
    + b"<item><title>Pier</title></item>" * 250
    + b"</channel></rss>"
)


def main() -> None:
    """Print how long it takes, when the honest ones are done, and how late a key would be meanwhile."""
    with subprocess.Popen([sys.executable, "-m", "tests.bench.fetching", "serve"], stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        try:
            base = f"http://127.0.0.1:{int(server.stdout.readline())}"
            runs = [_run(base) for _ in range(RUNS)]  # the first also imports aiohttp, while keys want their answer
            _show(min(asyncio.run(_bare(base)) for _ in range(RUNS)), runs)
        finally:
            server.kill()


def paths() -> list[str]:
    """Return what is asked for, the slow ones spread among the rest."""
    every = FEEDS // (NEVER + ENDLESS)
    out = []
    for number in range(FEEDS):
        out.append(f"/feed/{number}")
        if number % every == 0:
            slow = number // every
            out.append(f"/never/{slow}" if slow % 2 else f"/endless/{slow}")
    return out


def _show(floor: float, runs: list[tuple[float, float, float, int]]) -> None:
    whole, feeds, _, errors = sorted(runs)[len(runs) // 2]
    late = max(run[2] for run in runs)
    print(
        f"fetching, {FEEDS} feeds           {feeds:.1f} s until the last of them   floor {floor:.1f} s (bare aiohttp)"
    )
    print(f"fetching, with {NEVER} silent, {ENDLESS} endless  {whole:.1f} s (goal 8), {errors} errors in one line each")
    print(f"a key meanwhile               at most {late * 1000:.0f} ms late (goal 100)")


def _run(base: str) -> tuple[float, float, float, int]:
    """Return seconds for all, seconds until the last feed, the latest tick in seconds, and the number of errors."""
    requests = [Request(base + path, key=path) for path in paths()]
    begun = time.perf_counter()
    last = 0.0
    errors = 0

    def work() -> None:
        nonlocal last, errors
        with Round(requests, Policy(allow_private=True)) as round_:
            for fetched in round_:
                if fetched.error:
                    errors += 1
                else:
                    assert fetched.data == FEED
                    last = time.perf_counter() - begun

    late = asyncio.run(_ticking(work))
    return time.perf_counter() - begun, last, late, errors


async def _ticking(work: Callable[[], None]) -> float:
    worker = threading.Thread(target=work)
    worker.start()
    worst = 0.0
    while worker.is_alive():
        due = time.perf_counter() + TICK
        await asyncio.sleep(TICK)
        worst = max(worst, time.perf_counter() - due)
    return worst


async def _bare(base: str) -> float:
    import aiohttp

    begun = time.perf_counter()
    turns = asyncio.Semaphore(Policy().at_once)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def one(path: str) -> None:
            async with turns, session.get(base + path) as response:
                assert await response.read() == FEED

        await asyncio.gather(*(one(path) for path in paths() if path.startswith("/feed")))
    return time.perf_counter() - begun


async def _serve() -> None:
    plain = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: %d\r\n" % len(FEED)
    packed = gzip.compress(FEED)
    zipped = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n" % len(packed)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                _, kind, number = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].split(b"/")
                if kind == b"never":
                    await reader.read()
                    return
                await asyncio.sleep(LATENCY)
                if kind == b"endless":
                    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
                while kind == b"endless":
                    writer.write(b" " * 65536)
                    await writer.drain()
                writer.write(zipped + b"\r\n" + packed if int(number) % 2 else plain + b"\r\n" + FEED)
        except (OSError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve()) if sys.argv[1:] == ["serve"] else main()
