"""What every verb begins with: opening the paths, naming what was skipped, and finding the articles that were meant."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.output import ALL_TAKEN, NOTHING_DONE, SOME_SKIPPED, FailedError
from reader.text import plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from reader.desk.listing.picking import Picked
    from reader.desk.opening.cleaning import Journal
    from reader.desk.opening.inputs import Problem
    from reader.desk.stories.edition import Edition
    from reader.model import Article, Story

STDIN = "-"
BATCH = 200
"""Articles of a library that are loaded at a time where all are wanted."""
_OBEYING = ("list", "open", "stories", "export", "matrix", "figures", "check", "who")
"""Verbs that leave out what rules hide."""
_NO_LIBRARY = "--private reads no library"
_NO_ARTICLES = "the library holds no article yet (newsreader add and import fill it)"
MAX_BLANK = 4096
"""Bytes of a file up to which it is looked at whether it is blank."""


class Taken:
    """Articles as they are read, with the words and the exit code that belong to them.

    Args:
        paths: What was typed; nothing takes the library, or the sample edition where that holds no article.
        stdin: What came in by standard input, where that was read already.
        draft: A file, or "-", to be compared with the others.
        arguments: The command line, which says what library is meant and what query picks from what is there.
        names: Articles that are named. Those that are ids of the library are there, whatever else is.
    """

    def __init__(
        self,
        paths: Sequence[str],
        stdin: bytes | None = None,
        *,
        draft: str = "",
        arguments: argparse.Namespace,
        names: Sequence[str] = (),
    ) -> None:
        from reader import config
        from reader.cli.keeping import library_of
        from reader.model import Strictness

        settings = config.load()
        self.strictness = Strictness(settings.cleaning)
        self.library = library_of(arguments, settings)
        self.shelf = self.library.shelf
        self.query: str = getattr(arguments, "picked", "")
        self.paths = tuple(paths)
        self.problems: list[Problem] = []
        self._stdin = stdin
        self.draft = draft
        self._articles: list[Article] | None = None
        self._picked: Picked | None = None
        self._grouped: Edition | None = None
        """All that was opened, grouped, where the query asks for stories."""
        self._why_none = ""
        """Where nothing fits the query: what stands in no article."""
        self._count = 0
        self.done_before = 0
        """Files that `cleaned` passed over."""
        self._asked_for_paths = bool(getattr(arguments, "paths", ()))
        self._named_library = bool(arguments.library)
        self._private = bool(arguments.private)
        self._names = tuple(names)
        self._story: str = getattr(arguments, "story", "") or ""
        self._obeys = arguments.verb in _OBEYING and not getattr(arguments, "all", False)
        """Whether what rules hide is left out."""
        self.hidden = 0
        """How many articles rules hide."""
        self.killed: frozenset[int] = frozenset()
        """The numbers of all articles of the library that are left out because rules hide them."""

    def stream(self) -> Iterator[Article]:
        """Give the articles one by one, as they were read; what cannot be taken is said as it comes."""
        from reader.desk.opening.inputs import Problem, read

        if not self.paths and not self.from_library:
            output.say(f"{_NO_LIBRARY if self._private else _NO_ARTICLES}, so this is the sample edition")
        for item in read(
            () if self.from_library else self._opened,
            shelf=self.shelf,
            stdin=self._piped(),
            strictness=self.strictness,
            draft=self.draft,
        ):
            self._say_shelf()
            if isinstance(item, Problem):
                self._say_problem(item)
            else:
                self._say_notes(item)
                yield item

    def cleaned(self, journal: Journal | None = None) -> Iterator[Article]:
        """Give the articles batch by batch, with what those of a batch and the rules say, but those that are done.

        On a terminal, standard error says how far it is, unless the articles are written there as well.
        """
        from reader.cli.progress import Progress
        from reader.desk.opening.cleaning import clean
        from reader.desk.opening.inputs import Done, Problem

        progress = Progress() if Progress.fits(aside=journal is not None) else None
        told = progress.show if progress is not None else None
        try:
            for item in clean(
                self._opened,
                shelf=self.shelf,
                stdin=self._piped(),
                strictness=self.strictness,
                journal=journal,
                told=told,
            ):
                self._say_shelf()
                if isinstance(item, Done):
                    self._count += item.count
                    self.done_before += item.count
                elif isinstance(item, Problem):
                    self._say_problem(item)
                else:
                    self._say_notes(item)
                    yield item
        finally:
            output.end_status()

    def batches(self) -> Iterator[list[Article]]:
        """Give all that is meant of the library, `BATCH` articles at a time."""
        numbers = self.picked().numbers
        for start in range(0, len(numbers), BATCH):
            articles = self.library.load(numbers[start : start + BATCH])
            self._count += len(articles)
            yield articles

    @cached_property
    def from_library(self) -> bool:
        """Whether the library is what is read. Raises LibraryError where it cannot be, or is named and not there."""
        if not self.paths and self._named_library and not self.library.database.exists():
            raise FailedError(f"{self.library.database.name}: is not there; newsreader add or import makes it")
        return not self.paths and self.library.articles.count() > 0

    def picked(self) -> Picked:
        """Return which articles of the library are meant, looked for once; nothing is loaded."""
        if self._picked is None:
            self._picked = self._pick()
        return self._picked

    def _pick(self) -> Picked:
        from reader.desk.listing.picking import Picked, mates, named, of_story, pick

        if self._story and not self.query:
            told = of_story(self.library, self._story) or mates(self.library, self._story)
            if told:
                return Picked(self._without_hidden(told))
        known = [
            [number] if (number := named(self.library, name)) is not None else of_story(self.library, name)
            for name in self._names
        ]
        ids = list(dict.fromkeys(number for some in known for number in some))
        if known and all(known) and not self.query:
            return Picked(ids)
        found = pick(self.library, self.query)
        say_corrected(found.corrected)
        self._why_none = found.why_none
        numbers = self._without_hidden(found.numbers)
        return Picked([*ids, *(number for number in numbers if number not in ids)])

    def chosen(self) -> bool:
        """Tell whether anything is meant at all."""
        return bool(self.picked().numbers if self.from_library else self.articles())

    def light(self) -> list[int]:
        """Return the numbers of what is meant of the library where it is too much to be read; else nothing."""
        from reader.desk.listing.picking import MOST

        numbers = self.picked().numbers if self.from_library and not self.draft else []
        if len(numbers) <= MOST:
            return []
        self._count += len(numbers)
        return numbers

    def _without_hidden(self, numbers: list[int]) -> list[int]:
        """Leave out what rules hide where a list is wanted, and say how many these are."""
        from reader.desk.listing.folders import killed, rules_of

        if not self._obeys or not rules_of(self.shelf):
            return numbers
        from reader.desk.searching.library_index import LibraryIndex

        by, words = killed(LibraryIndex(self.library), self.shelf)
        for word in words:
            output.say(word)
        self.killed = frozenset(by)
        shown = [number for number in numbers if number not in by]
        self.hidden = len(numbers) - len(shown)
        if self.hidden:
            output.say(f"hidden by your rules: {self.hidden:,}; --all has them, folders says which rules")
        return shown

    def _kept(self) -> Iterator[Article]:
        """Give what the library holds of what is meant: of very many, those that come first."""
        from reader.desk.listing.picking import MOST, named

        if not self.from_library:
            if self._names and not self._asked_for_paths:
                yield from self.library.load(
                    number for name in self._names if (number := named(self.library, name)) is not None
                )
            return
        numbers = self.picked().numbers
        if len(numbers) > MOST:
            output.say(f"the first {MOST} of {len(numbers)} articles; --query picks others, list --ids has all")
        for article in self.library.load(numbers[:MOST]):
            self._count += 1
            yield article

    @property
    def _opened(self) -> tuple[str, ...]:
        from reader.desk.opening.inputs import sample_folder

        return self.paths or (str(sample_folder()),)

    def _piped(self) -> bytes | None:
        return read_stdin() if STDIN in (*self.paths, self.draft) and self._stdin is None else self._stdin

    def _say_problem(self, problem: Problem) -> None:
        self.problems.append(problem)
        output.say(str(problem))

    def _say_notes(self, article: Article) -> None:
        self._count += 1
        for note in article.notes:
            output.say(f"{article.name}: {note}")

    def articles(self) -> list[Article]:
        """Return all articles, each with what the others and the user's rules say about its blocks."""
        if self._articles is None:
            from reader.desk.opening.siblings import revised

            read = self._fitting(list(revised(list(self.stream()), self.shelf.rules())))
            there = {article.id for article in read}
            self._articles = [*read, *(article for article in self._kept() if article.id not in there)]
            self._say_shelf()
        return self._articles

    def _fitting(self, articles: list[Article]) -> list[Article]:
        """Return the articles that fit the query, in its order, where one was given; a draft always does."""
        if not self.query or self.from_library:
            return articles
        from reader.desk.searching.memory import Index, asks_stories, folders_of, known_of

        by_id = {article.id: article for article in articles}
        if asks_stories(self.query, folders_of(self.shelf)):
            self._grouped = self._gathered(articles)
        found = Index(articles).search(self.query, known=known_of(self.shelf, self._grouped))
        self._why_none = found.why_none
        drafts = [article for article in articles if article.draft]
        return drafts + [by_id[hit.article_id] for hit in found.hits if not by_id[hit.article_id].draft]

    def edition(self, *, together: bool = False) -> Edition:
        """Return the articles grouped into stories; what a query picked by its story keeps number and letter."""
        articles = self.articles()
        if self._grouped is not None and not together:
            from reader.desk.stories.edition import narrowed

            return narrowed(self._grouped, {article.id for article in articles})
        return self._gathered(articles, together=together)

    def _gathered(self, articles: Sequence[Article], *, together: bool = False) -> Edition:
        from reader.desk.listing.picking import settled
        from reader.desk.opening.inputs import label_of
        from reader.desk.stories.edition import gather
        from reader.desk.stories.seating import opening_of

        known: Sequence[Story] = ()
        choices: Mapping[tuple[str, str], bool] = {}
        seats: Mapping[tuple[str, str], int] = {}
        if self.from_library:
            known = settled(self.library, articles, self.killed) if not together else ()
            choices = self.library.stories.parted()
        else:
            choices, seats = self.shelf.placed(), self.shelf.seats(opening_of(self._opened))
        label = label_of(self.paths)
        return gather(articles, self.problems, label, together=together, settled=known, choices=choices, seats=seats)

    def code(self) -> int:
        """Count what was skipped, on standard error, and return the exit code."""
        skipped = sum(problem.skipped for problem in self.problems)
        fit = self._count if self._articles is None else len(self._articles)
        if self.query and not fit and not self.problems:
            output.say(none_fits(self._why_none))
            return ALL_TAKEN
        if self._count == 0:
            output.say("nothing to read" + (f": {skipped} skipped" if skipped else " there"))
            return NOTHING_DONE
        if skipped:
            output.say(f"{self._count} taken, {skipped} skipped")
            return SOME_SKIPPED
        return ALL_TAKEN

    def _say_shelf(self) -> None:
        for words in self.shelf.words:
            output.say(words)
        self.shelf.words.clear()


def none_fits(why: str) -> str:
    """Return what is said where nothing fits a query, given what of it stands in no article, if that is known."""
    return f"no article fits: {why}" if why else "no article fits"


def say_corrected(corrected: Sequence[tuple[str, str]]) -> None:
    """Say which words of a query were mended."""
    for typed, meant in corrected:
        from reader.query.mending import in_words

        output.say(in_words(typed, meant))


def one_of(edition: Edition, name: str) -> Article:
    """Return the article that a name means. Raises FailedError."""
    article = edition.find(name) or edition.find(os.path.abspath(name))  # noqa: PTH100 - links stay as they are
    if article is None:
        raise FailedError(f"no article {plain.shorten(name, 60)!r} there; newsreader list --ids names them")
    return article


def story_of(edition: Edition, name: str) -> Story | None:
    """Return the story that a name means: its number in the list, or one of its articles. Raises FailedError."""
    if name.isdecimal() and len(name) < 8:
        story = dict(edition.numbered()).get(int(name))
        if story is None:
            raise FailedError(f"no story {int(name)}; newsreader list numbers them")
        return story
    return edition.story_of(one_of(edition, name).id)


def places(names: Sequence[str], paths: Sequence[str]) -> tuple[str, ...]:
    """Return what is to be opened to find some names: the given paths, the names that are files, or nothing."""
    if paths:
        return tuple(paths)
    return tuple(dict.fromkeys(name for name in names if name == STDIN or os.path.lexists(name)))


def draft_of(name: str) -> str:
    """Return the name of a draft, if it is one file that holds something, or standard input. Raises FailedError."""
    if not name or name == STDIN:
        return name
    if not Path(name).is_file():
        raise FailedError(f"the draft {plain.shorten(name, 60)!r} is no file")
    if _is_blank(Path(name)):
        raise FailedError(f"the draft {plain.shorten(name, 60)!r} is empty; write a sentence into it first")
    return name


def _is_blank(path: Path) -> bool:
    try:
        return path.stat().st_size <= MAX_BLANK and not path.read_bytes().strip()
    except OSError:
        return False  # reading it says why


def piped_draft(name: str, stdin: bytes | None) -> None:
    """Raise FailedError where a draft should come by standard input and nothing did."""
    if name == STDIN and not (stdin or b"").strip():
        raise FailedError("the draft is empty: standard input gave nothing")


def read_stdin() -> bytes:
    """Read standard input to its end, or one byte beyond what may be taken."""
    from reader.sources.files import MAX_BYTES

    if sys.stdin is None:
        return b""
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        return b""
