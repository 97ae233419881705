"""Marks on articles: read, starred, tagged, and the place where one was in the text. Part of the shelf."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reader.library.stated import state
from reader.library.stated.stack import Stack
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.library.file.database import Database
    from reader.library.stated.kept import Kept
    from reader.text.plain import CleanText


class Marks(Stack):
    """What is marked, by the id of an article: copies of a text, wherever they come from, are marked together."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._sets: dict[int, tuple[Mapping[str, int], frozenset[str]]] = {}

    # ---------------------------------------------------------------- read

    @property
    def read_ids(self) -> frozenset[str]:
        """The ids of all articles that are marked as read: the same object until something changes."""
        return self._ids(self._read)

    def is_read(self, article_id: str) -> bool:
        """Tell whether an article is marked as read."""
        return article_id in self._read.all()

    def mark_all_read(self, article_ids: Iterable[str], read: bool = True, *, undoable: bool = True) -> None:
        """Mark articles as read or unread in one step. What the program marks by itself should not be `undoable`."""
        words = f"{'unread' if read else 'read'} again" if undoable else ""
        self._mark(self._read, article_ids, read, words)

    # ---------------------------------------------------------------- stars

    @property
    def starred_ids(self) -> frozenset[str]:
        """The ids of all articles with a star: the same object until something changes."""
        return self._ids(self._stars)

    def star(self, article_ids: Iterable[str], starred: bool = True) -> None:
        """Give articles a star, or take it; one step, taken back in one."""
        self._mark(self._stars, article_ids, starred, "without a star again" if starred else "starred again")

    # ---------------------------------------------------------------- tags

    def tags(self) -> dict[CleanText, frozenset[str]]:
        """Return the ids of the articles with each tag, the tags in order."""
        found: dict[CleanText, set[str]] = {}
        for id_, tag in self._tags.all():
            found.setdefault(plain.CleanText(tag), set()).add(id_)
        return {tag: frozenset(found[tag]) for tag in sorted(found)}

    def tags_of(self, article_id: str) -> tuple[CleanText, ...]:
        """Return the tags of an article, in order."""
        return tuple(sorted(plain.CleanText(tag) for id_, tag in self._tags.all() if id_ == article_id))

    def tag(self, article_ids: Iterable[str], tag: str, on: bool = True) -> None:
        """Give articles a tag, or take it; one step, taken back in one. A `#` before it is left out."""
        name = plain.shorten(tag.lstrip("# "), state.MAX_VALUE)
        known = self._tags.all()
        ids = [id_ for id_ in dict.fromkeys(article_ids) if name and ((id_, name) in known) != on]
        if ids:
            self._about(ids)
            now = int(time.time())
            values = {(id_, str(name)): now if on else None for id_ in ids}
            self._change(self._tags, values, f"{_articles(ids)} {'without' if on else 'with'} #{name} again")

    # ---------------------------------------------------------------- places

    def place(self, article_id: str) -> int:
        """Return where one was in an article: characters into its `source_text`; 0 where nothing is known."""
        place = self._places.get(article_id)
        return place[0] if place is not None else 0

    def keep_place(self, article_id: str, place: int) -> None:
        """Keep where one is in an article. Not a step that is taken back."""
        if place != self.place(article_id) and self._keepable(article_id):
            self._about([article_id])
            self._change(self._places, {article_id: (place, int(time.time())) if place > 0 else None})

    # ---------------------------------------------------------------- inside

    def _about(self, article_ids: Iterable[str]) -> None:
        """Keep what articles are called, so that they can be named and found by path later."""
        raise NotImplementedError

    def _keepable(self, article_id: str) -> bool:
        """Tell whether something can be kept by an id; in memory by any."""
        return self.database.path is None or state.is_id(article_id)

    def _mark(self, kept: Kept[str, int], article_ids: Iterable[str], on: bool, words: str) -> None:
        known = kept.all()
        ids = [id_ for id_ in dict.fromkeys(article_ids) if (id_ in known) != on and self._keepable(id_)]
        if ids:
            if kept is self._stars:
                self._about(ids)
            now = int(time.time())
            said = f"{_articles(ids)} {words}" if words else ""
            self._change(kept, dict.fromkeys(ids, now if on else None), said)

    def _ids(self, kept: Kept[str, int]) -> frozenset[str]:
        known = kept.all()
        before = self._sets.get(id(kept))
        if before is None or before[0] is not known:
            before = self._sets[id(kept)] = (known, frozenset(known))
        return before[1]


def _articles(ids: list[str]) -> str:
    return "one article" if len(ids) == 1 else f"{len(ids)} articles"
