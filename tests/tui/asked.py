"""Dialogs on an empty program: asked, and what they answered."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from textual.events import Key

from reader.desk.stories.edition import Edition
from reader.library import Shelf
from reader.model import Article, Related, Story, content_id
from reader.text import plain
from reader.tui.app import NewsreaderApp
from tests.tui.open import settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from textual.pilot import Pilot
    from textual.screen import Screen

SIZES = ((80, 24), (120, 40), (200, 60), (30, 8))
HOSTILE = ("x [/", "[@click=app.quit]press me[/]", "[$foo]x[/]", "\x1b]0;owned\x07 title", "right \u202e to left")
"""Titles that are code, or steer the terminal, where they are not shown as what they are."""


@dataclass
class Asked:
    """A program with one dialog on it."""

    pilot: Pilot[None]
    answers: list[Any] = field(default_factory=list)
    """What the dialog answered: empty while it is open."""

    @property
    def app(self) -> NewsreaderApp:
        return cast("NewsreaderApp", self.pilot.app)

    @property
    def shown(self) -> str:
        """The characters on the screen."""
        width, height = self.app.size
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in line).ljust(width) for line in lines[:height])

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await settle(self.pilot)

    async def burst(self, *keys: str) -> None:
        """Press keys faster than the program takes them."""
        for key in keys:
            self.app.post_message(Key(key, key if len(key) == 1 else " " if key == "space" else None))
        await settle(self.pilot)

    async def type(self, text: str) -> None:
        await self.press(*text)


@asynccontextmanager
async def asked(
    screen: Screen[Any], *, size: tuple[int, int] = (80, 24), app: NewsreaderApp | None = None
) -> AsyncIterator[Asked]:
    """Open a dialog on a program that has nothing open."""
    program = app or NewsreaderApp([], shelf=Shelf.nowhere())
    async with program.run_test(size=size) as pilot:
        await settle(pilot)
        state = Asked(pilot)
        program.push_screen(screen, state.answers.append)
        await settle(pilot)
        yield state


def article(title: str, text: str = "A short text.", source: str = "Some Paper", day: int = 1) -> Article:
    """Return an article of March 2025."""
    return Article.from_fields(
        id=content_id(title + text), title=title, text=text, source=source, published=datetime(2025, 3, day, tzinfo=UTC)
    )


def story(articles: Sequence[Article], related: Sequence[Article] = ()) -> Story:
    """Return a story of some articles, with others beside it."""
    return Story(tuple(articles), tuple(Related(one, "earlier", plain.line("four months before")) for one in related))


def edition(*stories: Story) -> Edition:
    """Return an edition of some stories."""
    articles = tuple(one for each in stories for one in each.articles)
    homes = {one.id: each for each in stories for one in each.articles}
    return Edition(plain.line("test"), articles, tuple(stories), (), homes)


def harmless(text: str) -> bool:
    """Tell whether nothing in a text can steer a terminal."""
    return plain.clean(text) == text
