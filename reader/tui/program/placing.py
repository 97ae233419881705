"""The part of the program that changes stories by hand: join, take out, split, keep together. All of it can be undone.

Workers look for what may be joined and write to the library; the handlers here ask and draw anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work

from reader.desk.stories.placing import Hand
from reader.library import LibraryError
from reader.text import plain
from reader.tui import messages
from reader.tui.program.holding import Holding

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.desk.listing.nearby import Offer
    from reader.desk.stories.catalogue import Catalogue
    from reader.desk.stories.edition import Edition

BACK = "U takes it back"


class Placing(Holding):
    """Changes stories by hand."""

    together: bool
    """Whether all that was opened is one story."""

    # ---------------------------------------------------------------- what is in a story

    def mates(self, article_id: str) -> list[str]:
        """Return the ids of the sources of an article's story in the order of their letters, or its own."""
        if self.catalogue is not None:
            return [entry.id for entry in self.catalogue.mates(article_id)]
        story = self.edition.story_of(article_id)
        return [article.id for article in story.sources] if story is not None else []

    def choose(self, asked: str, offers: Sequence[str], go: Callable[[int], object]) -> None:
        """Ask for one of several."""
        raise NotImplementedError

    # ---------------------------------------------------------------- joining

    def offer_stories(self, ids: Sequence[str]) -> None:
        """Ask which story articles shall join, the nearest first."""
        if self.together:
            self.say("opened together, as one story: there is no other to join")
            return
        self._look_for_stories(tuple(ids), self.catalogue or self.edition, self._turn)

    @work(thread=True, exclusive=True, group="offers", exit_on_error=True)
    def _look_for_stories(self, ids: tuple[str, ...], content: Edition | Catalogue, turn: int) -> None:
        from reader.desk.listing.nearby import offers

        self.post_message(messages.Offered(ids, offers(content, ids[0], self._known_near(ids[0])), turn))

    def _known_near(self, article_id: str) -> list[str]:
        """Return the ids of articles that grouping found near to an article's story. For workers."""
        if self.library is None:
            story = self.edition.story_of(article_id)
            return [article.id for article in story.articles] if story is not None else []
        numbers = [number for id_ in self.mates(article_id) for number in self.library.articles.numbers_of(id_)]
        try:
            near = self.library.readings.near(numbers)
            return [entry.id for entry in self.library.articles.entries(near)]
        except LibraryError:
            return []

    @on(messages.Offered)
    def _offered(self, event: messages.Offered) -> None:
        if event.turn != self._turn or len(self.screen_stack) > 1:
            return
        if not event.offers:
            self.say("there is no other story to join")
            return
        offers = event.offers
        asked = "Which story does this belong to" if len(event.ids) == 1 else "Which story do these belong to"
        self.choose(asked, [offer.words for offer in offers], lambda number: self._join(event.ids, offers[number]))

    def _join(self, ids: Sequence[str], offer: Offer) -> None:
        left = [id_ for id_ in self.mates(ids[0]) if id_ not in ids]
        title = plain.shorten(offer.title, 40)
        self._place(lambda hand: hand.join([(ids, left)], offer.ids), f"joined with “{title}”; {BACK}")

    # ---------------------------------------------------------------- parting, and keeping together

    def take_out(self, article_id: str, beside: Sequence[str] = ()) -> None:
        """Take an article out of its story; one that lies beside it, with its sources given, away from there."""
        left = list(beside) or [id_ for id_ in self.mates(article_id) if id_ != article_id]
        if self.together or not left:
            self.say("opened together, as one story" if self.together else "this article stands alone")
            return
        self._place(lambda hand: hand.take_out([([article_id], left)]), f"not of this story; {BACK}")

    def split_story(self, ids: Sequence[str], left: Sequence[str]) -> None:
        """Make sources of a story, where others are left, a story of their own."""
        if len(ids) == 1:
            self.take_out(ids[0], left)
        elif ids and left:
            self._place(lambda hand: hand.split(ids, left), f"{len(ids)} articles are a story of their own; {BACK}")

    def pin_story(self, ids: Sequence[str]) -> None:
        """Keep the sources of a story together."""
        self._place(lambda hand: hand.pin(ids), f"these {len(ids)} articles stay together; {BACK}")

    # ---------------------------------------------------------------- keeping it

    def _place(self, change: Callable[[Hand], None], words: str) -> None:
        if self.library is not None:
            self._write(Hand(self.shelf, self.library), change, words)
        elif self._keep(lambda: change(Hand(self.shelf))):
            self.revise(words)

    @work(thread=True, group="place", exit_on_error=True)
    def _write(self, hand: Hand, change: Callable[[Hand], None], words: str) -> None:
        try:
            change(hand)
        except LibraryError as error:
            self.post_message(messages.Placed(plain.line(str(error)), kept=False))
        else:
            self.post_message(messages.Placed(plain.line(words), kept=True))

    @on(messages.Placed)
    def _placed(self, event: messages.Placed) -> None:
        if event.kept:
            self.revise(event.words)
        else:
            self.say(event.words)
