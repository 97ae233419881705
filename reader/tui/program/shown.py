"""What the program tells the screens. It knows them by this alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reader.desk.stories.catalogue import Catalogue
    from reader.desk.stories.edition import Edition
    from reader.desk.stories.views import View
    from reader.desk.telling.reading import Reading
    from reader.library.stated.pairs import Pair
    from reader.model import Article, Rule, Story

    Arrange: TypeAlias = Callable[[Catalogue, View], object]
    """Puts what is shown of a list in order."""


class Shown:
    """A full screen."""

    def take_pairs(self, pairs: Mapping[Pair, bool]) -> None:
        """Show the story as judged pairs of sentences correct it. A screen that shows no marks has nothing to do."""

    def take_reading(self, reading: Reading) -> None:
        """Show a story that has been read and matched anew. A screen on what was read before has nothing to do."""

    def wanted_story(self) -> Story | None:
        """Return the story that the screen wants to have matched, of what is open now."""
        return None

    def flash(self, words: str) -> None:
        """Show a word in the status row, until the next key."""
        raise NotImplementedError


class Home(Shown):
    """The screen with the list and the article."""

    @property
    def is_mounted(self) -> bool:
        """Whether there is anything to show it on yet."""
        raise NotImplementedError

    @property
    def is_telling(self) -> bool:
        """Whether a word stands in the status row that no key has answered yet."""
        raise NotImplementedError

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        raise NotImplementedError

    @property
    def order(self) -> Arrange:
        """How the list is put in order; for workers."""
        raise NotImplementedError

    def take(self, edition: Edition, catalogue: Catalogue | None = None) -> None:
        """Show other content; the first story comes first, unless the keys have chosen something else by then."""
        raise NotImplementedError

    def take_catalogue(self, catalogue: Catalogue) -> None:
        """Show the first page of a list, while the rest of it is read."""
        raise NotImplementedError

    def take_view(self) -> None:
        """Show what the list is narrowed to, or all of it; the cursor stays on an article that is shown."""
        raise NotImplementedError

    def take_loaded(self) -> None:
        """Show the article at the list's cursor, now that its text may be there."""
        raise NotImplementedError

    def take_fresh(self) -> None:
        """Show what is new to the reader."""
        raise NotImplementedError

    def take_read(self) -> None:
        """Show what is read now."""
        raise NotImplementedError

    def take_marks(self) -> None:
        """Show the stars and notes as they are now."""
        raise NotImplementedError

    def refresh_tops(self) -> None:
        """Show the folders as they are now."""
        raise NotImplementedError

    def refresh_title(self) -> None:
        """Say in the first row what is open."""
        raise NotImplementedError

    def foresee(self, rule: Rule) -> None:
        """Show at once what a new rule does to the article that is read; its marks come with the next matching."""
        raise NotImplementedError

    def follow(self, article_id: str) -> None:
        """Show another version of the article that is shown, at the same passage."""
        raise NotImplementedError

    def go_to(self, article_id: str, sentence: int | None = 0) -> None:
        """Read an article at a sentence, or where one was; where its text is not loaded yet, as soon as it is."""
        raise NotImplementedError

    def keep_place(self) -> None:
        """Keep where the reader is in the article that is read; one read to its end begins anew."""
        raise NotImplementedError
