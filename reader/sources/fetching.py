"""Many addresses at once: a few at each host, none waiting for another's host, each handed on as it is done.

`fetch_all` is for who has an event loop; `Round` runs it in a thread of its own for who has none, so that neither the
screens nor what is done with the answers is ever in the network's way.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections import deque
from typing import TYPE_CHECKING

from reader.sources import addresses
from reader.sources.asking import Fetched, Policy, Request
from reader.sources.web import fetch
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence

    from reader.text.plain import CleanText

MUTE = 3
"""Requests in a row that a host leaves without an answer before the rest of this round is not sent there."""
POLL = 0.1
"""Seconds between two questions whether to go on."""
AHEAD = 2
"""Answers that may wait for whoever takes them, before the next is handed on."""


class Turns:
    """Whose turn it is: hosts in the order in which they came, one request of each, round and round.

    Pure and linear: each step takes constant time.

    Args:
        per_host: How many of a host's requests may be under way.
        at_once: How many in all. This machine itself has no limit of its own.
    """

    def __init__(self, per_host: int, at_once: int) -> None:
        self._per_host, self._at_once = per_host, at_once
        self._waiting: dict[str, deque[Request]] = {}
        self._order: deque[str] = deque()
        """Hosts that have something waiting and something free, each once."""
        self._busy: dict[str, int] = {}
        self._mute: dict[str, int] = {}

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def add(self, request: Request) -> None:
        """Put a request at the end of its host's line."""
        host = addresses.host_of(request.address)
        line = self._waiting.setdefault(host, deque())
        line.append(request)
        if len(line) == 1:
            self._line_up(host)

    def next(self) -> Request | None:
        """Return a request that may be sent now, or None."""
        if not self._order or sum(self._busy.values()) >= self._at_once:
            return None
        host = self._order.popleft()
        request = self._waiting[host].popleft()
        self._busy[host] = self._busy.get(host, 0) + 1
        self._line_up(host)
        return request

    def done(self, fetched: Fetched) -> list[Request]:
        """Free what a request took; return those of its host that shall not be sent any more in this round."""
        host = addresses.host_of(fetched.request.address)
        full = self._busy[host] >= self._limit(host)
        self._busy[host] -= 1
        if not self._busy[host]:
            del self._busy[host]
        self._mute[host] = 0 if fetched.status else self._mute.get(host, 0) + 1
        if (fetched.status == 429 or self._mute[host] >= MUTE) and not addresses.is_this_machine(host):
            left = list(self._waiting[host])
            self._waiting[host].clear()
            if host in self._order:
                self._order.remove(host)
            return left
        if full:
            self._line_up(host)
        return []

    def _line_up(self, host: str) -> None:
        if self._waiting[host] and self._busy.get(host, 0) < self._limit(host):
            self._order.append(host)

    def _limit(self, host: str) -> int:
        return self._at_once if addresses.is_this_machine(host) else self._per_host


async def fetch_all(
    requests: Iterable[Request], policy: Policy, began: Callable[[Request], None] | None = None
) -> AsyncGenerator[Fetched, None]:
    """Yield what comes of many requests, each as it is done.

    Close it where it is left before its end (`contextlib.aclosing`): that ends what is under way. While whoever takes
    the answers is busy, what is under way goes on, and nothing more is begun than `at_once`.

    Args:
        requests: What to ask for; those of one host are asked in this order.
        policy: What the fetches may do, and how long.
        began: Is told of each request that is sent.
    """
    from reader.sources.client import Client

    turns = Turns(policy.per_host, policy.at_once)
    for request in requests:
        turns.add(request)
    running: set[asyncio.Task[Fetched]] = set()
    async with Client(policy) as client:
        try:
            while True:
                while (request_ := turns.next()) is not None:
                    if began is not None:
                        began(request_)
                    running.add(asyncio.create_task(fetch(request_, client)))
                if not running:
                    return
                done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    fetched = task.result()
                    yield fetched
                    client.taken(fetched)
                    for left in turns.done(fetched):
                        yield _unsent(left, fetched)
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)


def _unsent(request: Request, why: Fetched) -> Fetched:
    host = plain.shorten(addresses.host_of(request.address), 200)
    reason = "asks for fewer requests (429)" if why.status == 429 else f"left {MUTE} requests without an answer"
    return Fetched(
        request,
        addresses.shown(request.address),
        etag=request.etag,
        modified=request.modified,
        retry_after=why.retry_after,
        error=plain.line(f"was not asked, since {host} {reason}; try later"),
        passes=True,
    )


class Round:
    """Many fetches, driven from a thread that has no event loop: iterate for the answers, each as it is done.

    A context manager: leaving it, however, ends what is under way and joins its thread. `cancel`, `done` and `waiting`
    may be used from any thread.

    Args:
        requests: What to ask for.
        policy: What the fetches may do, and how long.
        stop: Asked now and then while nothing comes; True is as `cancel`.
    """

    def __init__(self, requests: Sequence[Request], policy: Policy, stop: Callable[[], bool] = lambda: False) -> None:
        self._stop = stop
        self.total = len(requests)
        self.done = 0
        """Answers that were handed on."""
        self._requests, self._policy = list(requests), policy
        self._under_way: dict[Request, None] = {}
        self._answers: queue.Queue[Fetched | BaseException | None] = queue.Queue()
        self._space = asyncio.Semaphore(AHEAD)
        self._cancelled = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._run, name="fetching", daemon=True)

    def __enter__(self) -> Round:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()
        self._thread.join()

    def __iter__(self) -> Iterator[Fetched]:
        while (answer := self._next()) is not None:
            if isinstance(answer, BaseException):
                raise answer
            self.done += 1
            self._tell(self._space.release)
            yield answer

    def _next(self) -> Fetched | BaseException | None:
        while True:
            try:
                return self._answers.get(timeout=POLL)
            except queue.Empty:
                if self._stop():
                    self.cancel()

    def cancel(self) -> None:
        """End all that is under way; iteration ends with what was done before."""
        self._cancelled.set()
        self._tell(self._cancel)

    def waiting(self) -> list[CleanText]:
        """Return the addresses that are being asked, the longest first."""
        return [addresses.shown(request.address) for request in list(self._under_way)]

    def _tell(self, call: Callable[[], object]) -> None:
        if self._loop is not None:
            try:
                self._loop.call_soon_threadsafe(call)
            except RuntimeError:  # it is closed: nothing is under way any more
                return

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _run(self) -> None:
        try:
            asyncio.run(self._all())
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # handed to whoever takes the answers
            self._answers.put(error)
        finally:
            self._answers.put(None)

    async def _all(self) -> None:
        from contextlib import aclosing

        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        if self._cancelled.is_set():
            return
        async with aclosing(fetch_all(self._requests, self._policy, self._began)) as answers:
            async for fetched in answers:
                self._under_way.pop(fetched.request, None)
                await self._space.acquire()
                self._answers.put(fetched)

    def _began(self, request: Request) -> None:
        self._under_way[request] = None
