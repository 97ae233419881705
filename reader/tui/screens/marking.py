"""What a reader marks on an article: a star, a note on a passage, tags. Screens with texts have these verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.screens.base import ReaderScreen

if TYPE_CHECKING:
    from reader.library.stated.state import Note
    from reader.model import Span


class Marking(ReaderScreen):
    """The verbs that mark."""

    @property
    def marked_id(self) -> str:
        """The id of the article that is marked; empty where there is none."""
        subject = self.subject()
        return subject.article.id if subject is not None else ""

    def action_star(self) -> None:
        """Give the article a star, or take it."""
        if self.marked_id:
            self.reader.toggle_star(self.marked_id)

    def action_note(self) -> None:
        """Write a note on the passage, or on the article; one that is there is written anew."""
        from reader.tui.screens.ask import AskScreen

        subject = self.subject()
        article_id = self.marked_id
        if not article_id:
            return
        span: Span | None = None
        passage = ""
        if subject is not None and subject.mark is not None and subject.article.id == article_id:
            span = subject.article.source_span(subject.mark.span)
            passage = subject.article.text[slice(*subject.mark.span)]
        known = self._note_on(article_id, span)

        def written(words: str | None) -> None:
            if words is not None:
                self.reader.keep_note(article_id, known, words, span, passage)

        title = "Note on the passage" if span is not None else "Note on the article"
        hint = f"“{passage}”" if passage else ""
        value = known.text.replace("\n", " ") if known is not None else ""
        self.app.push_screen(
            AskScreen(title, "what you want to keep in mind", hint, value, enter="keep", may_be_empty=True), written
        )

    def _note_on(self, article_id: str, span: Span | None) -> Note | None:
        """Return the note that is on a passage, or on all of an article."""
        return next((note for note in self.reader.shelf.notes(article_id) if note.span == span), None)

    def action_tags(self) -> None:
        """Write the tags of the article."""
        from reader.tui.screens.ask import AskScreen

        article_id = self.marked_id
        if not article_id:
            return

        def written(words: str | None) -> None:
            if words is not None:
                self.reader.set_tags(article_id, words)

        every = " ".join(f"#{tag}" for tag in self.reader.shelf.tags())
        own = ", ".join(self.reader.shelf.tags_of(article_id))
        note = f"There are: {every}" if every else "Search finds them: tag:energy"
        self.app.push_screen(
            AskScreen("Tags", "tags, with commas between them", note, own, enter="keep", may_be_empty=True), written
        )
