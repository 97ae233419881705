"""A web server on loopback that says exactly what a test wants, byte by byte, and remembers what it was asked."""

from __future__ import annotations

import asyncio
import threading
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


def answer(body: bytes = b"hello", status: str = "200 OK", *headers: str) -> bytes:
    """Return a whole answer with its length stated; headers are `Name: value`."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def redirect(where: str, status: str = "302 Found") -> bytes:
    """Return an answer that leads elsewhere."""
    return answer(b"", status, f"Location: {where}")


@dataclass
class Server:
    """What answers each path with, and what came."""

    pages: dict[str, bytes | Answer] = field(default_factory=dict)
    """By path: bytes to send, then the connection is closed; or what writes them as it likes."""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Targets and headers (names in small letters) in the order in which they came."""
    release: asyncio.Event = field(default_factory=asyncio.Event)
    """What `hang` waits for; set when the server closes."""
    open: int = 0
    """Connections that are being served now."""
    most: int = 0
    """The most that there were."""
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    """Set by the first request that comes."""
    serving: set[asyncio.Task[None]] = field(default_factory=set)
    """What serves a connection now."""
    port: int = 0
    scheme: str = "http"

    def __call__(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the address of a path."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    async def hang(self, writer: asyncio.StreamWriter) -> None:
        """Say nothing (more) until released."""
        await self.release.wait()

    def headers(self, path: str) -> dict[str, str]:
        """Return the headers of the last request for a path."""
        return next(headers for target, headers in reversed(self.asked) if target == path)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection's one request."""
        task = asyncio.current_task()
        assert task is not None
        self.serving.add(task)
        task.add_done_callback(self.serving.discard)
        self.open += 1
        self.most = max(self.most, self.open)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            target = head[0].split(" ")[1]
            pairs = (line.partition(": ") for line in head[1:] if line)
            self.asked.append((target, {name.lower(): value for name, _, value in pairs}))
            self.begun.set()
            page = self.pages.get(target, answer(b"no such page", "404 Not Found"))
            if isinstance(page, bytes):
                writer.write(page)
                await writer.drain()
            else:
                await page(writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open -= 1
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()


@asynccontextmanager
async def serving(
    pages: dict[str, bytes | Answer] | None = None, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Server]:
    """Run a server for as long as the block lasts."""
    server = Server(pages or {})
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls)
    server.port = listening.sockets[0].getsockname()[1]
    server.scheme = "https" if tls else "http"
    try:
        yield server
    finally:
        server.release.set()
        listening.close()
        await listening.wait_closed()
        await asyncio.gather(*server.serving, return_exceptions=True)


@contextmanager
def server() -> Iterator[Server]:
    """Run a server in a thread of its own, for tests that have no event loop."""
    loop = asyncio.new_event_loop()
    ready, done = threading.Event(), asyncio.Event()
    found: list[Server] = []

    async def run() -> None:
        async with serving() as one:
            found.append(one)
            ready.set()
            await done.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=[run()])
    thread.start()
    ready.wait()
    try:
        yield found[0]
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join()
        loop.close()


ITEM = "<item><title>{0}</title><link>{1}</link><guid>{0}</guid><description>{2}</description></item>"


def rss(*items: str, title: str = "Coast Paper") -> bytes:
    """Return a feed of items."""
    return f'<rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'.encode()


def item(title: str, text: str, link: str = "") -> str:
    """Return an item of a feed; its title is its id."""
    return ITEM.format(title, link or f"http://news.example/{title}", text)
