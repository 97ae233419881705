"""The program on screen for a test: opened, read, grouped and matched before the test goes on."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from textual.worker import WorkerCancelled

from reader.config import Fetch
from reader.desk.opening.inputs import sample_folder
from reader.library import Shelf
from reader.tui.app import NewsreaderApp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.app import App
    from textual.pilot import Pilot

    from reader.library.library import Library

SIZES = ((80, 24), (120, 40), (200, 60))


async def settle(pilot: Pilot[None]) -> None:
    """Wait until no worker is at work, no key waits and nothing is left to be drawn.

    Raises:
        WorkerFailed: If a worker raised. One that a newer one of its group took the place of is done with.
    """
    await pilot.pause()
    while (busy := [worker for worker in pilot.app.workers if not worker.is_finished]) or _waits(pilot.app):
        for worker in busy:
            with suppress(WorkerCancelled):
                await worker.wait()
        await pilot.pause()
    await pilot.pause()


def _waits(app: App[None]) -> bool:
    """Whether keys are held back, or the article is still to follow the list."""
    if not isinstance(app, NewsreaderApp) or not app.is_running:
        return False
    return app._shut or bool(app._held) or app.home._follow is not None


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait for what no worker tells: a timer of a screen, or a worker that is to be seen at its work.

    Raises:
        TimeoutError: After a minute in which it never held.
    """
    async with asyncio.timeout(60):
        while not holds():
            await pilot.pause()


def app_of(*paths: Path | str, label: str = "sample edition", together: bool = False) -> NewsreaderApp:
    """Return the program on some paths, the sample edition where there are none; it keeps nothing."""
    return NewsreaderApp(
        [str(path) for path in paths] or [str(sample_folder())],
        shelf=Shelf.nowhere(),
        label=label,
        together=together,
    )


@asynccontextmanager
async def opened(
    *paths: Path | str, size: tuple[int, int] = (120, 40), together: bool = False
) -> AsyncIterator[Pilot[None]]:
    """Open paths (the sample edition where there are none) at a size of terminal."""
    app = app_of(*paths, together=together)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


@asynccontextmanager
async def reading(library: Library, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """Open a library at a size of terminal."""
    fetch = Fetch(allow_private=True, patience=30)
    app = NewsreaderApp([], shelf=library.shelf, library=library, label="library", fetch=fetch)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot
    library.close()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, one after the other, and wait for what they begin."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def screen_text(pilot: Pilot[None]) -> str:
    """Return the characters on the screen, a line a row."""
    width, height = pilot.app.size
    lines = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line).ljust(width) for line in lines[:height])
