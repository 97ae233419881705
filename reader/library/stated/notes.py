"""Notes on articles and passages, and clips: what was copied, with its citation. Part of the shelf."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.library.file.errors import LibraryError
from reader.library.stated.marks import Marks
from reader.library.stated.stack import new_key
from reader.library.stated.state import Clip, Note, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from reader.model import Span


class Notes(Marks):
    """What a reader wrote and copied."""

    def notes(self, article_id: str | None = None) -> tuple[Note, ...]:
        """Return the notes on an article in the order of its text, those on all of it first; or all, newest first."""
        notes = self._notes.all().values()
        if article_id is None:
            return tuple(sorted(notes, key=lambda note: (-note.at, note.key)))
        return tuple(sorted((n for n in notes if n.article_id == article_id), key=lambda n: (n.span or (-1, -1), n.at)))

    def add_note(self, article_id: str, text: str, span: Span | None = None, passage: str = "") -> Note:
        """Keep a note on an article, or on a passage of it.

        Args:
            article_id: The article.
            text: What the note says.
            span: The passage, in `Article.source_text`.
            passage: Its words.

        Raises:
            LibraryError: It says nothing, or nothing can be kept about this article.
        """
        note = Note(new_key(), article_id, text_of(text), span, text_of(passage), int(time.time()))
        if not note.text:
            raise LibraryError("a note without words is none")
        self._must_be_keepable(article_id)
        self._about([article_id])
        self._change(self._notes, {note.key: note}, "the note is taken back")
        return note

    def change_note(self, key: str, text: str) -> None:
        """Let a note say something else; a text without words removes it."""
        note = self._notes.get(key)
        said = text_of(text)
        if note is None or said == note.text:
            return
        if not said:
            self.remove_note(key)
            return
        self._change(self._notes, {key: replace(note, text=said, at=int(time.time()))}, "the note says what it said")

    def remove_note(self, key: str) -> None:
        """Remove a note; it can be brought back, after a restart as well."""
        self._destroy(self._notes, [key], "the note is back")

    def clips(self) -> tuple[Clip, ...]:
        """Return what was copied, newest first."""
        return tuple(sorted(self._clips.all().values(), key=lambda clip: (-clip.at, clip.key)))

    def add_clip(self, article_id: str, text: str, citation: str) -> Clip | None:
        """Keep what was copied; the newest clip is not kept twice. Not a step that is taken back."""
        clip = Clip(new_key(), article_id, text_of(text), text_of(citation), int(time.time()))
        newest = next(iter(self.clips()), None)
        if newest is not None and (newest.text, newest.citation) == (clip.text, clip.citation):
            return newest
        if not clip.text or not self._keepable(article_id):
            return None
        self._about([article_id])
        self._change(self._clips, {clip.key: clip})
        return clip

    def remove_clip(self, key: str) -> None:
        """Remove a clip; it can be brought back, after a restart as well."""
        self._destroy(self._clips, [key], "the clip is back")

    # ---------------------------------------------------------------- another text in the place of one

    def known_among(self, article_ids: Collection[str]) -> set[str]:
        """Return those of some texts of which something was stated that another one in their place should have.

        Linear in what is kept: to be asked once for many.
        """
        found = {
            id_
            for kept in (self._stars, self._read, self._details, self._places)
            for id_ in article_ids
            if id_ in kept.all()
        }
        found |= {id_ for id_, _ in self._tags.all() if id_ in article_ids}
        return found | {note.article_id for note in self._notes.all().values() if note.article_id in article_ids}

    def carry(
        self,
        before: str,
        after: str,
        *,
        place: int,
        span_of: Callable[[Note], Span | None],
        read: bool,
        both: bool,
    ) -> None:
        """Let what was stated of a text hold for another version of it. Not a step that is taken back.

        Args:
            before: The id of the text that was shown until now.
            after: The id of the text that is shown now; what was stated of that stays.
            place: Where one is in it, in its `Article.source_text`.
            span_of: Gives the passage there that a note is on, or None.
            read: Whether it is read where the other was.
            both: Whether the text before is still shown elsewhere, so that notes on it have to stay there as well.
        """
        if not self._keepable(after):
            return
        now = int(time.time())
        for kept in (self._stars, self._read) if read else (self._stars,):
            if before in kept.all() and after not in kept.all():
                self._change(kept, {after: now})
        tags = self._tags.all()
        self._change(self._tags, {(after, tag): now for id_, tag in tags if id_ == before and (after, tag) not in tags})
        details, name = self._details.get(before), self._names.get(before)
        if details is not None and self._details.get(after) is None:
            self._change(self._details, {after: details})
        if name is not None and self._names.get(after) is None:
            self._change(self._names, {after: name})
        if place > 0:
            self._change(self._places, {after: (place, now)})
        there = {(note.text, note.passage) for note in self.notes(after)}  # from a copy that went before
        changes: dict[str, Note | None] = {}
        for note in self.notes(before):
            if not both:
                changes[note.key] = None
            if (note.text, note.passage) not in there:
                key = new_key() if both else note.key
                changes[key] = replace(note, key=key, article_id=after, span=span_of(note))
        self._change(self._notes, changes)

    def _must_be_keepable(self, article_id: str) -> None:
        if not self._keepable(article_id):
            raise LibraryError("this article has no id of its own, nothing can be kept about it")
