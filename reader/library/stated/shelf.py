"""The shelf: what a reader stated about articles and did with them, by content hash, whether they are kept or not.

All of it lies in the library (`state.py` says how), but the rules on blocks, which are a file for hands as well
(`rules.py`). Changes hold at once in memory and are written behind; `flush` waits for the disk.
"""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.library.file.database import FILE, Database
from reader.library.file.errors import LibraryError
from reader.library.stated import state
from reader.library.stated.notes import Notes
from reader.library.stated.rules import RuleFile, RulesError
from reader.library.stated.stack import Change, new_key
from reader.library.stated.state import Name, Search
from reader.model import Details
from reader.text import dates, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from reader.library.stated.pairs import Pair
    from reader.model import Article, Rule

RULES = "rules.toml"
"""The file of the rules, in the data folder."""
_FIELDS = ("title", "source", "date", "link")


class Shelf(Notes):
    """What is kept of a reader's work. Reads lazily; may be asked by any thread.

    Args:
        folder: The data folder; None keeps everything in memory only.
        database: The library, where it is not the one of that folder.
    """

    def __init__(self, folder: Path | None, database: Database | None = None) -> None:
        super().__init__(database or Database(folder / FILE if folder is not None else None))
        self._originals: dict[str, Article] = {}
        self._rules = RuleFile(folder / RULES if folder is not None else None)

    @classmethod
    def nowhere(cls) -> Shelf:
        """Return a shelf that keeps nothing on disk."""
        return cls(None)

    @classmethod
    def home(cls) -> Shelf:
        """Return the shelf of the data folder (`config.data_folder`)."""
        from reader.config import data_folder

        return cls(data_folder())

    # ---------------------------------------------------------------- details

    def details(self, article_id: str) -> Details | None:
        """Return what was stated about an article, or None."""
        return self._details.get(article_id)

    def every_detail(self) -> Mapping[str, Details]:
        """Return what was stated about all articles, by id."""
        return self._details.all()

    def edit(self, article_id: str, details: Details) -> None:
        """State title, source, date or link of an article; fields that are None go back to what the source says.

        Raises:
            LibraryError: A date cannot be read, or nothing can be kept about it. Then nothing has changed.
        """
        details = _checked(details)
        self._must_be_keepable(article_id)
        before = self.details(article_id) or Details()
        changed = [name for name in _FIELDS if getattr(details, name) != getattr(before, name)]
        if changed:
            self._about([article_id])
            stated = None if details == Details() else details
            self._change(self._details, {article_id: stated}, f"{_in_words(changed)} as before")

    def take(self, article: Article) -> Article:
        """Return an article that has just been read with what was stated about it; remembers it as it was read."""
        self._originals[article.id] = article
        return self.revised(article)

    def revised(self, article: Article) -> Article:
        """Return the article with what is stated about it now, whatever was stated when it was given out."""
        return self.stated(self._originals.setdefault(article.id, article))

    def stated(self, article: Article) -> Article:
        """Return an article as it was read with what is stated about it, and remember nothing of it."""
        details = self.details(article.id)
        return article if details is None else _revise(article, details)

    # ---------------------------------------------------------------- names

    def name_of(self, article_id: str) -> Name | None:
        """Return what an article was called when something was kept of it: for lists of notes and clips."""
        return self._names.get(article_id)

    def ids_under(self, path: str) -> frozenset[str]:
        """Return the ids of articles that something was kept of and that lay in a file, or anywhere in a folder."""
        whole = state.encodable(path).rstrip("/")
        return frozenset(
            id_ for id_, name in self._names.all().items() if name.path == whole or name.path.startswith(f"{whole}/")
        )

    def ids_with(self, beginning: str) -> frozenset[str]:
        """Return the ids that begin so, of articles that something was kept of."""
        return frozenset(id_ for id_ in self._names.all() if id_.startswith(beginning))

    def _about(self, article_ids: Iterable[str]) -> None:
        known = self._names.all()
        names = {}
        for id_ in article_ids:
            article = self._originals.get(id_)
            if article is not None and id_ not in known and self._keepable(id_):
                names[id_] = Name(article.title, article.source, article.name, state.encodable(article.path))
        if names:
            self._change(self._names, names)

    # ---------------------------------------------------------------- rules

    def rules(self) -> tuple[Rule, ...]:
        """The user's rules on blocks, of all sources, the oldest first: a later one wins."""
        return tuple(rule for _, rule in self.numbered_rules())

    def numbered_rules(self) -> tuple[tuple[int, Rule], ...]:
        """Return the rules with the numbers by which they are removed: those of their entries, counted from 1."""
        rules, words = self._rules.read()
        self.words += words
        return rules

    def add_rule(self, rule: Rule) -> None:
        """Keep a rule as the last one, which wins over all before; it is in its file when the call returns.

        Raises:
            LibraryError: It can mean nothing, or the file of rules cannot be read or written. Then nothing has changed.
        """
        with _in_line():
            lines = self._rules.add(rule)

        def back() -> None:
            with _in_line():
                self._rules.take_back(lines)

        self._changes.append(Change("the rule is taken back", back))

    def remove_rule(self, number: int) -> None:
        """Remove the rule of a number. Raises LibraryError where there is none, and as `add_rule` does."""
        with _in_line():
            lines = self._rules.remove(number)

        def back() -> None:
            with _in_line():
                self._rules.put_back(number, lines)

        self._changes.append(Change("the rule holds again", back))

    # ---------------------------------------------------------------- pairs of sentences

    def pairs(self) -> Mapping[Pair, bool]:
        """Return the judged pairs: True where both say the same. The same object until something changes."""
        return self._pairs.all()

    def judge(self, pairs: Iterable[Pair], *, same: bool) -> None:
        """Say of pairs that both sentences say the same, or that they do not; one step, taken back in one."""
        known = self.pairs()
        changes: dict[Pair, bool | None] = {pair: same for pair in pairs if known.get(pair) is not same}
        if changes:
            self._change(self._pairs, changes, "the marks are as before")

    # ---------------------------------------------------------------- stories of what was opened

    def placed(self) -> Mapping[tuple[str, str], bool]:
        """Return what was said of pairs of articles, by id: the first was put where the second is, or taken from there.

        The same object until something changes.
        """
        return self._placed.all()

    def place_by_hand(self, changes: Mapping[tuple[str, str], bool | None]) -> None:
        """Say where articles belong: one step, taken back in one. None says nothing of a pair any more."""
        known = self.placed()
        kept = {pair: joined for pair, joined in changes.items() if known.get(pair) is not joined}
        kept = {pair: joined for pair, joined in kept.items() if all(map(self._keepable, pair))}
        if kept:
            self._change(self._placed, kept, "the stories are as before")

    def seats(self, opening: str) -> dict[tuple[str, str], int]:
        """Return the letters, counted from 0, that articles had in stories of what was opened.

        They are given by the story's first id and the article's.

        Args:
            opening: What was opened, as `desk.stories.seating.opening_of` names it.
        """
        return {(story, id_): at for (name, story, id_), at in self._seats.all().items() if name == opening}

    def keep_seats(self, opening: str, seats: Mapping[tuple[str, str], int]) -> None:
        """Keep letters, where there is a library. Not a step that is taken back."""
        try:
            if not self.database.exists():
                return
        except LibraryError:
            return
        known = self.seats(opening)
        kept = {(opening, *key): at for key, at in seats.items() if known.get(key) != at and self._keepable(key[1])}
        if kept:
            self._change(self._seats, kept)

    # ---------------------------------------------------------------- saved searches and settings

    def searches(self) -> Mapping[str, Search]:
        """Return the saved searches and kill rules by name, in order of their names."""
        return dict(sorted(self._searches.all().items()))

    def save_search(self, name: str, query: str, *, hides: bool = False) -> str:
        """Save a search under a name, in place of one of that name; with `hides` it is a kill rule. Return the name.

        Raises:
            LibraryError: It has no name.
        """
        called = _called(name)
        search = Search(plain.shorten(query, state.MAX_VALUE), hides, int(time.time()))
        values: dict[str, Search | None] = {called: search}
        there = "as before" if self._searches.get(called) is not None else "gone again"
        self._change(self._searches, values, f"{search.kind} {called} is {there}")
        return called

    def rename_search(self, name: str, new: str) -> str:
        """Give a saved search another name, also where others name it as a folder, in one step; return the name.

        Raises:
            LibraryError: There is none, or one of that name, or another one would be too long. Nothing has changed.
        """
        from reader.query import QueryError, renamed

        called, known = _called(new), self.searches()
        if name not in known:
            raise LibraryError(f"no search is saved as {plain.line(name)}")
        if any(other.casefold() == called.casefold() for other in known if other != name):
            raise LibraryError(f"there is a saved search {called} already")
        if called == name:
            return called
        folders = {other: search.query for other, search in known.items()}
        values: dict[str, Search | None] = {name: None, called: known[name]}
        for other, search in known.items():
            try:
                query = renamed(search.query, folders, name, called)
            except QueryError as error:
                raise LibraryError(f"the saved search {other} names it, and would be {error}") from None
            if query != search.query:
                values[other] = replace(search, query=query)
        self._change(self._searches, values, f"{called} is called {name} again")
        return called

    def remove_search(self, name: str) -> None:
        """Remove a saved search; it can be brought back, after a restart as well."""
        search = self._searches.get(name)
        if search is not None:
            self._destroy(self._searches, [name], f"{search.kind} {plain.line(name)} is back")

    def setting(self, name: str) -> str:
        """Return what is kept under a name; empty where there is nothing."""
        return self._settings.get(name) or ""

    def set_setting(self, name: str, value: str) -> None:
        """Keep a value under a name; an empty one removes it. Not a step that is taken back."""
        if value != self.setting(name):
            values: dict[str, str | None] = {name: value or None}
            self._change(self._settings, values)

    # ---------------------------------------------------------------- forgetting

    def forget(self, article_ids: Iterable[str]) -> None:
        """Remove everything that is kept of articles, their texts included; it can be brought back until `purge`.

        Waits for the disk. Raises LibraryError: then nothing has changed.
        """
        from reader.library.stated import forgetting

        ids = list(dict.fromkeys(article_ids))
        token = new_key()
        words = f"what was kept of {'one article' if len(ids) == 1 else f'{len(ids)} articles'} is back"
        self.database.flush()
        if self.database.write(lambda connection: forgetting.forget(connection, ids, token, words)).result():
            self.can_undo(token, words)
        for id_ in ids:
            self._originals.pop(id_, None)
        self.reload()


def _called(name: str) -> str:
    """Return a name as a query can hold it in quotation marks. Raises LibraryError where nothing is left of it."""
    called = re.sub('["“”]', "'", plain.shorten(name, 80))
    if not any(char.isalnum() for char in called):
        raise LibraryError("a saved search needs a name")
    return called


@contextmanager
def _in_line() -> Iterator[None]:
    try:
        yield
    except RulesError as error:
        raise LibraryError(str(error)) from None


def _revise(article: Article, details: Details) -> Article:
    changes: dict[str, object] = {}
    if details.title is not None:
        changes.update(title=details.title, title_inferred=False)
    if details.source is not None:
        changes["source"] = details.source
    if details.link is not None:
        changes["link"] = details.link
    if details.date is not None:
        when = dates.parse(details.date)
        others = tuple(date for date in (article.published, *article.other_dates) if date is not None and date != when)
        changes.update(published=when, other_dates=others)
    return replace(article, **changes)  # type: ignore[arg-type]


def _checked(details: Details) -> Details:
    values = {}
    for name in _FIELDS:
        value = getattr(details, name)
        values[name] = None if value is None else plain.shorten(value, state.MAX_VALUE)
    if values["date"] and dates.parse(values["date"]) is None:
        raise LibraryError(f'no date can be read from "{plain.shorten(values["date"], 40)}"; 2025-03-27 is one')
    return Details(**values)


def _in_words(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
