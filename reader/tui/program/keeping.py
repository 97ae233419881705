"""What readers change: read marks, corrections, rules on blocks. Kept on the shelf, taken back with one key, and said.

The part of the program that asks the shelf for changes; the screens reach it through the program.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from reader.library import LibraryError
from reader.model import Details
from reader.text import plain
from reader.tui import messages
from reader.tui.program.keystrokes import InOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.desk.opening.teaching import Effect
    from reader.desk.stories.edition import Edition
    from reader.desk.telling.marks import Spot
    from reader.desk.telling.reading import Reading
    from reader.library.stated.shelf import Shelf
    from reader.library.stated.state import Note
    from reader.model import Article, Rule, Span
    from reader.text.plain import CleanText
    from reader.tui.program.shown import Home


class Keeping(InOrder):
    """Changes what is kept. The program itself says what is open and draws it anew."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self.shelf = shelf
        shelf.told = lambda: self.post_message(messages.ShelfTold())
        self._shelf_words: list[CleanText] = []
        """What the shelf had to say: the last words about each file."""

    # ---------------------------------------------------------------- what the program gives

    edition: Edition

    @property
    def home(self) -> Home:
        """The screen with the list."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Show a word."""
        raise NotImplementedError

    def tell(self, words: str) -> None:
        """Say what has happened until the next key."""
        raise NotImplementedError

    def every_id(self) -> Iterable[str]:
        """Return the ids of all articles that the list is made of."""
        raise NotImplementedError

    def copies_of(self, article_id: str) -> list[str]:
        """Return the ids of articles that hold an article's text as well, and no more than that."""
        raise NotImplementedError

    def revise(self, words: str) -> None:
        """Take what people stated into all that is open, draw it anew, and say so."""
        raise NotImplementedError

    def searches_changed(self) -> None:
        """Show what is so now that a search was saved, renamed, removed, or brought back."""
        raise NotImplementedError

    def recorrect(self) -> None:
        """Show what holds now that pairs of sentences were judged. Nothing is matched anew."""
        raise NotImplementedError

    # ---------------------------------------------------------------- read marks and corrections

    def mark_opened(self, article_id: str) -> None:
        """Mark an article as read because it was opened, with its copies: nothing that a reader would take back."""
        if not self.shelf.is_read(article_id):
            self._keep(lambda: self.shelf.mark_all_read([article_id, *self.copies_of(article_id)], undoable=False))
            self.home.take_read()

    def toggle_read(self, article_id: str) -> None:
        """Mark an article as read, or as unread, with its copies."""
        read = not self.shelf.is_read(article_id)
        self._keep(lambda: self.shelf.mark_all_read([article_id, *self.copies_of(article_id)], read))
        self.home.take_read()

    def mark_all_read(self) -> None:
        """Mark all that is open as read; one undo takes it back."""
        unread = [id_ for id_ in self.every_id() if id_ not in self.shelf.read_ids]
        if unread and self._keep(lambda: self.shelf.mark_all_read(unread)):
            self.home.take_read()
            self.say(f"{len(unread)} marked as read; U takes it back")

    def toggle_star(self, article_id: str) -> None:
        """Give an article a star, or take it."""
        starred = article_id not in self.shelf.starred_ids
        if self._keep(lambda: self.shelf.star([article_id], starred)):
            self.home.take_marks()
            self.say("starred" if starred else "without a star; U takes it back")

    def keep_note(self, article_id: str, known: Note | None, words: str, span: Span | None, passage: str) -> None:
        """Keep a note, in the place of one that is known; an empty one removes that."""
        if known is not None:
            self._keep(lambda: self.shelf.change_note(known.key, words))
        elif words:
            self._keep(lambda: self.shelf.add_note(article_id, words, span, passage))
        self.home.take_marks()
        self.say("noted" if words else "the note is removed; U brings it back" if known is not None else "no note")

    def set_tags(self, article_id: str, words: str) -> None:
        """Give an article the tags that are named, and take all others."""
        before = set(self.shelf.tags_of(article_id))
        named = {plain.line(tag.strip().lstrip("#")) for tag in words.split(",")} - {""}
        for tag in sorted(named - before):
            self._keep(lambda tag=tag: self.shelf.tag([article_id], tag))  # type: ignore[misc]
        for tag in sorted(before - named):
            self._keep(lambda tag=tag: self.shelf.tag([article_id], tag, False))  # type: ignore[misc]
        self.home.take_marks()
        self.say(" ".join(f"#{tag}" for tag in self.shelf.tags_of(article_id)) or "without a tag")

    def mark_some_read(self, article_ids: Sequence[str], where: str) -> None:
        """Mark several articles as read; one undo takes it back."""
        unread = [id_ for id_ in article_ids if id_ not in self.shelf.read_ids]
        if unread and self._keep(lambda: self.shelf.mark_all_read(unread)):
            self.home.take_read()
        self.say(f"{len(unread)} {where} marked as read" + ("; U takes it back" if unread else ""))

    def edit(self, article: Article, details: Details | None) -> None:
        """Keep what people corrected about an article, beside what they had, and group anew: a date can move it."""
        if details is None:
            return
        before = self.shelf.details(article.id) or Details()
        fields = ("title", "source", "date", "link")
        given = {name: getattr(details, name) for name in fields if getattr(details, name) is not None}
        if given and self._keep(lambda: self.shelf.edit(article.id, replace(before, **given))):
            self.revise("corrected; U takes it back")

    def judge(self, reading: Reading, spots: Iterable[tuple[Spot, Spot]], *, same: bool) -> None:
        """Keep what the reader says of pairs of sentences: that both say the same, or that they do not."""
        pairs = [reading.pair(one, other) for one, other in spots]
        if self._keep(lambda: self.shelf.judge(pairs, same=same)):
            self.recorrect()
            count = abs(reading.corrected(self.shelf.pairs()).by_hand - reading.by_hand)
            more = f" ({count} pairs of sentences)" if count > 1 else ""
            self.say(f"{'the same' if same else 'not the same'}, by your hand{more}; U takes it back")

    # ---------------------------------------------------------------- rules on blocks

    def teach(self, rule: Rule, effect: Effect | None) -> None:
        """Keep a rule on blocks, show at once what it does to the article that is read, then to all others."""
        from reader.desk.opening.teaching import in_short, taught

        if self._keep(lambda: self.shelf.add_rule(rule)):
            words = f"{taught(rule, effect)}; U takes it back · {in_short(rule)}"
            self.home.foresee(rule)
            self.say(words)
            self.revise(words)

    def remove_rule(self, number: int, rule: Rule) -> str:
        """Remove the rule of a number; return what to say about it."""
        from reader.clean.rules import describe

        if dict(self.shelf.numbered_rules()).get(number) != rule:
            return "the file of rules has changed meanwhile; nothing is removed"
        try:
            self.shelf.remove_rule(number)
        except LibraryError as error:
            return str(error)
        words = f"removed; U takes it back · {describe(rule)}"
        self.revise(words)
        return words

    # ---------------------------------------------------------------- taking back, and what there is to say

    def undo(self) -> None:
        """Take back the last change and say which."""
        self.say(self.take_back())

    def take_back(self) -> str:
        """Take back the last change; return what to say about it."""
        pairs, searches = self.shelf.pairs(), self.shelf.searches()
        try:
            undone = self.shelf.undo()
        except LibraryError as error:
            return str(error)
        if self.shelf.pairs() is not pairs:
            self.recorrect()
        elif self.shelf.searches() != searches:
            self.searches_changed()
        elif undone:
            self.home.take_read()
            self.home.take_marks()
            self.revise(undone)
        return undone or "nothing to take back"

    @on(messages.ShelfTold)
    def _shelf_told(self) -> None:
        self.recorrect()
        self.home.take_read()
        self.revise(self.shelf.words[-1] if self.shelf.words else "")

    def with_words(self, edition: Edition) -> Edition:
        """Return an edition with what the shelf has to say, a line each beside what was skipped; new lines are said."""
        from reader.desk.opening.inputs import Problem

        fresh = list(dict.fromkeys(self.shelf.words))
        self.shelf.words.clear()
        if fresh:
            files = {_split(words)[0] for words in fresh}
            known = set(self._shelf_words)
            self._shelf_words = [words for words in self._shelf_words if _split(words)[0] not in files] + fresh
            new = [words for words in fresh if words not in known]
            if new and not self.home.is_telling:
                self.tell(new[0] + (f" · {len(new) - 1} more at the end of the list" if len(new) > 1 else ""))
        if not self._shelf_words:
            return edition
        said = tuple(Problem(*_split(words), skipped=False) for words in self._shelf_words)
        return replace(edition, problems=(*edition.problems, *said))

    def _keep(self, change: Callable[[], object]) -> bool:
        """Change what is kept; where that cannot be done, say why and return False."""
        try:
            change()
        except LibraryError as error:
            self.say(str(error))
            return False
        return True


def _split(words: CleanText) -> tuple[CleanText, CleanText]:
    """Return the file that a line is about, and what it says of it."""
    name, _, message = words.partition(": ")
    return plain.CleanText(name), plain.CleanText(message)
