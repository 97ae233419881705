"""Cleaning many files: on all cores, in batches whose articles know each other, without doing again what was done.

What makes it safe to interrupt: the names of what is written carry the article's id, which depends on the visible text
alone, so nothing is written twice however the inputs are called. So that going on costs no cleaning either, the target
folder holds a `Journal` of the inputs that are done, by the hash of their bytes. Siblings are those of a batch of
`inputs.BATCH` files: a batch is passed over only where all of it is done, so that an interruption changes no result.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.desk import workers
from reader.desk.opening import inputs
from reader.desk.opening.inputs import Done, Problem
from reader.desk.opening.siblings import revised
from reader.library.file import files as kept
from reader.model import Strictness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from reader.library import Shelf
    from reader.model import Article, Document, Rule
    from reader.text.plain import CleanText

BATCH_BYTES = 64_000_000
"""Of documents whose articles are held at a time; where a batch has more, its siblings are fewer."""
MAX_JOURNAL = 64_000_000
_NAMED = re.compile(r"-([0-9a-f]{16})(?:-\d+)?\.txt\Z")
_LINE = re.compile(r"[0-9a-f]{16}")


class Journal:
    """What a target folder holds already: ids of articles by name, and in `.newsreader` the inputs that are done.

    Raises:
        OSError: The folder cannot be listed.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / ".newsreader"
        self.written = {match[1] for path in folder.iterdir() if (match := _NAMED.search(path.name))}
        try:
            with self._path.open("rb") as file:
                lines = file.read(MAX_JOURNAL).decode("ascii", "replace").split("\n")
        except OSError:
            lines = []
        self.inputs = {line for line in lines if _LINE.fullmatch(line)}

    def holds(self, document: Document) -> bool:
        """Tell whether an input is done."""
        return _key(document) in self.inputs

    def add(self, keys: Sequence[str]) -> None:
        """Note that inputs are done. Where that cannot be written, going on costs time and nothing else."""
        new = [key for key in dict.fromkeys(keys) if key not in self.inputs]
        self.inputs.update(new)
        if new:
            try:
                kept.append_line(self._path, "\n".join(new))
            except OSError:
                return


def _key(document: Document) -> str:
    return hashlib.sha256(document.media.encode() + b"\n" + document.data).hexdigest()[:16]


def clean(
    paths: Sequence[str],
    *,
    shelf: Shelf,
    stdin: bytes | None = None,
    strictness: Strictness = Strictness.NORMAL,
    journal: Journal | None = None,
    told: Callable[[int, int], None] | None = None,
) -> Iterator[Article | Problem | Done]:
    """Clean what the paths name, with the user's rules and with what the articles of a batch say about each other.

    An input is noted in the journal once the caller asks for what comes after its batch. Never raises for what lies
    in the files.

    Args:
        paths: What people typed; "-" stands for `stdin`.
        shelf: Where details and rules are looked up.
        stdin: What came in by standard input.
        strictness: How much is hidden.
        journal: What need not be done again.
        told: Is given how many files are done and how many there are, after each; without it nothing is counted ahead.
    """
    rules = shelf.rules()
    batches = inputs.batches(paths, stdin)
    total = 0
    if told is not None:
        every = list(batches)
        total, batches = sum(map(len, every)), iter(every)
    count = _Count(told, total)
    first: dict[str, CleanText] = {}
    with workers.Pool(workers.cores(), strictness) as pool:
        for batch in batches:
            before = _before(batch, journal)
            if before is not None:
                yield from before
                count.add(len(batch))
                continue
            for group in _groups(batch, pool, count):
                yield from _revised([item for _, item in group], first, shelf, rules)
                if journal is not None:
                    journal.add([key for key, _ in group if key])


@dataclass
class _Count:
    """How far it is."""

    told: Callable[[int, int], None] | None
    total: int
    done: int = 0

    def add(self, number: int) -> None:
        self.done += number
        if self.told is not None:
            self.told(self.done, self.total)


def _before(batch: Sequence[inputs.Item], journal: Journal | None) -> list[Problem | Done] | None:
    """Return what there is to say of a batch that is done, or None where something of it is not."""
    if journal is None or not journal.inputs:
        return None
    problems: list[Problem | Done] = []
    for item in map(inputs.load, batch):
        if isinstance(item, Problem):
            problems.append(item)
        elif not journal.holds(item):
            return None
    return [*problems, Done(len(batch) - len(problems))]


def _groups(
    batch: Sequence[inputs.Item], pool: workers.Pool, count: _Count
) -> Iterator[list[tuple[str, Article | Problem]]]:
    """Parse a batch and give what came of it, each with the key of its input; in one piece unless it is very large."""
    group: list[tuple[str, Article | Problem]] = []
    size = 0
    if inputs.is_page(batch[-1]):
        pool.warm()
    spread = len(batch) >= inputs.SPREAD and pool.size > 1
    for document, item in inputs.articles_of(map(inputs.load, batch), pool, inputs.never, spread=spread):
        group.append((_key(document) if document is not None else "", item))
        count.add(1)
        size += len(document.data) if document is not None else 0
        if size > BATCH_BYTES:
            yield group
            group, size = [], 0
    yield group


def _revised(
    items: Sequence[Article | Problem], first: dict[str, CleanText], shelf: Shelf, rules: Sequence[Rule]
) -> Iterator[Article | Problem]:
    """Give the items with what they say about each other, in order."""
    known = [item if isinstance(item, Problem) else inputs.taken(item, first, shelf.stated) for item in items]
    articles = iter(revised([item for item in known if not isinstance(item, Problem)], rules))
    for item in known:
        yield item if isinstance(item, Problem) else next(articles)
