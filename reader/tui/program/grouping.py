"""The part of the program that groups what was opened by name, in a worker; of much in a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.worker import get_current_worker

from reader.desk.opening.inputs import Problem
from reader.desk.stories.edition import Edition, is_shared, made_of
from reader.desk.stories.seating import opening_of, seats_of
from reader.model import Story
from reader.text import plain
from reader.tui import messages
from reader.tui.program.versioning import Versioning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.worker import Worker

    from reader.config import Fetch
    from reader.library.library import Library
    from reader.library.stated.shelf import Shelf
    from reader.model import Article, Strictness

STOPPED = "grouping was stopped, so every article stands alone; R reads and groups them again"
AS_BEFORE = "grouping was stopped, the stories are as before; R groups them again"


class Grouping(Versioning):
    """Groups what is open.

    Args:
        paths: What was opened.
        label: What it is called.
        together: Whether it is one story.
        shelf: Who knows what the reader states.
        library: What is read, where nothing was opened by name.
        fetch: How the network is asked.
        strictness: How much is hidden.
    """

    def __init__(
        self,
        paths: Sequence[str],
        label: str,
        *,
        together: bool,
        shelf: Shelf,
        library: Library | None,
        fetch: Fetch,
        strictness: Strictness,
    ) -> None:
        super().__init__(shelf, library, fetch, strictness)
        self.paths = list(paths)
        self.together = together
        self._label = label
        self._articles: list[Article] = []
        """As they were read; what the screens show is in `edition`, with what siblings and rules say."""
        self._problems: list[Problem] = []
        self._seats: dict[tuple[str, str], int] = {}
        """The letters of what is open; see `desk.stories.seating`."""
        self._grouping = 0
        """Which grouping is waited for: answers of those before are let go."""
        self._grouper: Worker[None] | None = None

    def regroup(self) -> None:
        """Group what was read. Where it takes long, Esc ends it."""
        from reader.desk.telling.apart import is_large

        self._grouping += 1
        self.say_busy("grouping")
        doer = self._group(tuple(self._articles), tuple(self._problems), self._grouping)
        self._grouper = doer
        if is_large(self._articles):
            self.begin("grouping", doer)

    def forget_grouping(self) -> None:
        """Wait no more for what is being grouped: something else is read."""
        self._grouping += 1
        if self._grouper is not None:
            self._grouper.cancel()
        self._end_grouping()

    @work(thread=True, exclusive=True, group="group", exit_on_error=True)
    def _group(self, articles: tuple[Article, ...], problems: tuple[Problem, ...], number: int) -> None:
        from reader.desk.opening.siblings import revised
        from reader.desk.telling.apart import ApartError, gathered

        worker = get_current_worker()
        known = revised(articles, self.shelf.rules())
        opening = opening_of(self.paths)
        seats = self.shelf.seats(opening) | self._seats
        choices = self.shelf.placed()
        try:
            edition = gathered(
                known,
                problems,
                self._label,
                together=self.together,
                choices=choices,
                seats=seats,
                stop=lambda: worker.is_cancelled,
            )
        except ApartError as error:
            words = plain.line(f"the articles cannot be grouped: {error}; R tries it again")
            self.post_message(messages.Ungrouped(known, problems, words, number))
            return
        if edition is None:
            self.post_message(messages.Ungrouped(known, problems, plain.line(""), number))
            return
        seats |= {} if self.together else seats_of(edition.stories, seats)
        self.shelf.keep_seats(opening, seats)
        self.post_message(messages.Grouped(edition, number, seats))

    @on(messages.Grouped)
    def _grouped(self, event: messages.Grouped) -> None:
        if event.number != self._grouping:
            return
        self._end_grouping()
        self._seats = event.seats
        self.take_edition(self.with_words(event.edition))

    @on(messages.Ungrouped)
    def _ungrouped(self, event: messages.Ungrouped) -> None:
        """Show every article by itself, or the stories as they were, and say why."""
        if event.number != self._grouping:
            return
        self._end_grouping()
        before = is_grouped(self.edition)
        words = event.words or plain.line(AS_BEFORE if before else STOPPED)
        if not before:
            said = Problem(plain.line("stories"), words, skipped=False)
            alone = [Story((article,)) for article in event.articles]
            edition = made_of(event.articles, alone, {}, (*event.problems, said), self._label)
            self.take_edition(self.with_words(edition))
        self.tell(words)

    def _end_grouping(self) -> None:
        self.say_busy("")
        if self._grouper is not None:
            self.ended(self._grouper)
            self._grouper = None

    def take_edition(self, edition: Edition) -> None:
        """Take over what is open now, and begin to match what the screens show of it."""
        raise NotImplementedError


def is_grouped(edition: Edition) -> bool:
    """Tell whether an edition has been through grouping: then a new reading keeps it on screen until it is done."""
    return any(is_shared(story) for story in edition.stories)
