"""The shelf: what a reader stated about articles and which ones were read. One small file an article, by content hash.

    details/ID.json   {"title": ..., "source": ..., "date": ..., "link": ...}: what was stated, absent keys say nothing
    rules.toml        the user's rules on blocks: see `rules.py`
    read.log          lines "+ID" and "-ID", the last one on an id counts
    pairs.log         pairs of sentences that say the same, or do not: see `pairs.py`

Two programs at once need no lock: details are replaced whole, an article at a time, and read marks are appended.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.library import files
from reader.library.pairs import PairFile
from reader.library.rules import RuleFile, RulesError
from reader.model import Details
from reader.text import dates, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from reader.library.pairs import Pair
    from reader.model import Article, Rule
    from reader.text.plain import CleanText

MAX_BYTES = 100_000
MAX_VALUE = 2_000
MAX_LOG = 64_000_000
RULES = "rules.toml"
"""The file of the rules, in the data folder."""
_FIELDS = ("title", "source", "date", "link")


class ShelfError(ValueError):
    """Something could not be kept; the message is one line."""


@dataclass(frozen=True, slots=True)
class _Change:
    """One step that can be taken back."""

    words: str
    details: tuple[str, Details | None] | None = None
    """An article and what had been stated about it before."""
    read: tuple[tuple[str, bool], ...] = ()
    """Articles and whether they had been read before."""
    rule: tuple[int, str] | None = None
    """The lines of a rule that was removed, with its number; or of one that was added, with 0."""
    pairs: tuple[tuple[Pair, bool | None], ...] = ()
    """Pairs of sentences and what had been said of them before."""


class Shelf:
    """What is kept about articles. Reads lazily; every change is on disk when the call returns.

    Args:
        folder: The data folder; None keeps everything in memory only.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._details: dict[str, Details | None] = {}
        self._read: set[str] | None = None
        self._originals: dict[str, Article] = {}
        self._rules = RuleFile(folder / RULES if folder is not None else None)
        self._pairs = PairFile(folder / "pairs.log" if folder is not None else None)
        self._changes: list[_Change] = []
        self._stated: frozenset[str] | None = None
        self.words: list[CleanText] = []
        """What there is to say, a line each: files that were damaged and set aside, rules that mean nothing."""

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
        if article_id not in self._details:
            self._details[article_id] = self._load(article_id)
        return self._details[article_id]

    def edit(self, article_id: str, details: Details) -> None:
        """State title, source, date or link of an article; fields that are None go back to what the source says.

        Raises:
            ShelfError: A date cannot be read, or the data folder cannot be written. Then nothing has changed.
        """
        details = _checked(details)
        before = self.details(article_id)
        self._keep(article_id, details)
        changed = [name for name in _FIELDS if getattr(details, name) != getattr(before or Details(), name)]
        if changed:
            self._changes.append(_Change(f"{_in_words(changed)} as before", details=(article_id, before)))

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

    # ---------------------------------------------------------------- read marks

    @property
    def read_ids(self) -> frozenset[str]:
        """The ids of all articles that are marked as read."""
        return frozenset(self._marks())

    def is_read(self, article_id: str) -> bool:
        """Tell whether an article is marked as read."""
        return article_id in self._marks()

    def mark_read(self, article_id: str, read: bool = True, *, undoable: bool = True) -> None:
        """Mark an article as read or unread. What the program marks by itself should not be `undoable`.

        Raises:
            ShelfError: The data folder cannot be written; the mark then holds in memory.
        """
        self.mark_all_read([article_id], read, undoable=undoable)

    def mark_all_read(self, article_ids: Iterable[str], read: bool = True, *, undoable: bool = True) -> None:
        """Mark several articles in one step, which is taken back in one. Raises ShelfError as `mark_read` does."""
        marks = self._marks()
        changed = [id_ for id_ in dict.fromkeys(article_ids) if (id_ in marks) != read]
        if not changed:
            return
        if undoable:
            what = "one article" if len(changed) == 1 else f"{len(changed)} articles"
            words = f"{what} {'unread' if read else 'read'} again"
            self._changes.append(_Change(words, read=tuple((id_, not read) for id_ in changed)))
        self._mark([(id_, read) for id_ in changed])

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
        """Keep a rule as the last one, which wins over all before.

        Raises:
            ShelfError: It can mean nothing, or the file of rules cannot be read or written. Then nothing has changed.
        """
        with _in_line():
            lines = self._rules.add(rule)
        self._changes.append(_Change("the rule is taken back", rule=(0, lines)))

    def remove_rule(self, number: int) -> None:
        """Remove the rule of a number. Raises ShelfError where there is none of that number, and as `add_rule` does."""
        with _in_line():
            lines = self._rules.remove(number)
        self._changes.append(_Change("the rule holds again", rule=(number, lines)))

    # ---------------------------------------------------------------- pairs of sentences

    def pairs(self) -> Mapping[Pair, bool]:
        """Return the judged pairs: True where both say the same. The same object until something changes."""
        try:
            return self._pairs.read()
        except OSError as error:
            self.words.append(plain.line(f"{self._pairs.path}: cannot be read ({error.strerror})"))
            return self._pairs.read()

    def judge(self, pairs: Iterable[Pair], *, same: bool) -> None:
        """Say of pairs that both sentences say the same, or that they do not; one step, taken back in one.

        Raises:
            ShelfError: The data folder cannot be written. Then nothing has changed.
        """
        known = self.pairs()
        changes: dict[Pair, bool | None] = {pair: same for pair in pairs if known.get(pair) is not same}
        if changes:
            before = tuple((pair, known.get(pair)) for pair in changes)
            self._judge(changes)
            self._changes.append(_Change("the marks are as before", pairs=before))

    def _judge(self, changes: Mapping[Pair, bool | None]) -> None:
        try:
            self._pairs.change(changes)
        except OSError as error:
            raise ShelfError(plain.line(f"cannot keep it: {self._pairs.path}: {error.strerror}")) from None

    # ---------------------------------------------------------------- undo

    def undo(self) -> str:
        """Take back the last change since the program began and say which; empty where there is none.

        Raises:
            ShelfError: The data folder cannot be written. The change then stays and can be undone later.
        """
        if not self._changes:
            return ""
        change = self._changes[-1]
        if change.details is not None:
            self._keep(*change.details)
        if change.read:
            self._mark(change.read)
        if change.pairs:
            self._judge(dict(change.pairs))
        if change.rule is not None:
            number, lines = change.rule
            with _in_line():
                if number:
                    self._rules.put_back(number, lines)
                else:
                    self._rules.take_back(lines)
        self._changes.pop()
        return change.words

    # ---------------------------------------------------------------- on disk

    def _path(self, article_id: str) -> Path:
        assert self._folder is not None
        return self._folder / "details" / f"{article_id}.json"

    def _load(self, article_id: str) -> Details | None:
        if self._folder is None or not _is_name(article_id):
            return None
        if self._stated is None:
            try:
                self._stated = frozenset(path.name for path in (self._folder / "details").iterdir())
            except OSError:
                self._stated = frozenset()
        if f"{article_id}.json" not in self._stated:
            return None
        path = self._path(article_id)
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES)
        except OSError as error:
            self.words.append(plain.line(f"{path}: cannot be read ({error.strerror})"))
            return None
        try:
            return _from_json(data)
        except (ValueError, TypeError, RecursionError):
            self._set_aside(path)
            return None

    def _keep(self, article_id: str, details: Details | None) -> None:
        if self._folder is not None:
            if not _is_name(article_id):
                raise ShelfError("this article has no id of its own, nothing can be kept about it")
            path = self._path(article_id)
            try:
                if details is None or details == Details():
                    path.unlink(missing_ok=True)
                else:
                    files.write_whole(path, _to_json(details))
            except OSError as error:
                raise ShelfError(plain.line(f"cannot keep it: {path}: {error.strerror}")) from None
        self._details[article_id] = None if details == Details() else details

    def _marks(self) -> set[str]:
        if self._read is None:
            self._read = set()
            if self._folder is not None:
                try:
                    with (self._folder / "read.log").open("rb") as file:
                        self._read = _read_marks(file.read(MAX_LOG))
                except FileNotFoundError:
                    pass
                except OSError as error:
                    self.words.append(plain.line(f"{self._folder / 'read.log'}: cannot be read ({error.strerror})"))
        return self._read

    def _mark(self, marks: Iterable[tuple[str, bool]]) -> None:
        known = self._marks()
        lines = []
        for id_, read in marks:
            (known.add if read else known.discard)(id_)
            if _is_name(id_):
                lines.append(("+" if read else "-") + id_)
        if self._folder is not None and lines:
            path = self._folder / "read.log"
            try:
                files.append_line(path, "\n".join(lines))
            except OSError as error:
                raise ShelfError(plain.line(f"cannot keep read marks: {path}: {error.strerror}")) from None

    def _set_aside(self, path: Path) -> None:
        try:
            aside = files.set_aside(path)
        except OSError as error:
            self.words.append(plain.line(f"{path}: damaged, and could not be set aside ({error.strerror})"))
        else:
            self.words.append(plain.line(f"{path}: damaged, set aside as {aside.name}"))


@contextmanager
def _in_line() -> Iterator[None]:
    try:
        yield
    except RulesError as error:
        raise ShelfError(str(error)) from None


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
        values[name] = None if value is None else plain.shorten(value, MAX_VALUE)
    if values["date"] and dates.parse(values["date"]) is None:
        raise ShelfError(f'no date can be read from "{plain.shorten(values["date"], 40)}"; 2025-03-27 is one')
    return Details(**values)


def _to_json(details: Details) -> bytes:
    values = {name: getattr(details, name) for name in _FIELDS if getattr(details, name) is not None}
    return json.dumps(values, ensure_ascii=False, indent=1).encode() + b"\n"


def _from_json(data: bytes) -> Details:
    values = json.loads(data)
    if not isinstance(values, dict) or not all(value is None or isinstance(value, str) for value in values.values()):
        raise ValueError("not a table of texts")
    return Details(**{name: plain.shorten(values[name], MAX_VALUE) for name in _FIELDS if values.get(name) is not None})


def _read_marks(data: bytes) -> set[str]:
    marks: set[str] = set()
    for line in data.decode("ascii", "replace").split("\n"):
        if _is_name(line[1:]):
            if line[0] == "+":
                marks.add(line[1:])
            elif line[0] == "-":
                marks.discard(line[1:])
    return marks


def _is_name(article_id: str) -> bool:
    return len(article_id) == 16 and all(char in "0123456789abcdef" for char in article_id)


def _in_words(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
