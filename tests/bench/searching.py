"""Search over a library of 100,000 articles, typing errors mended, beside plain FTS5 without them in the same run.

The articles are recombined from the dev sentences of the shared bench with a fixed seed. Making them takes minutes:
the library is kept in the temporary folder and used again.

    python -m tests.bench.searching [ARTICLES]
"""

from __future__ import annotations

import gzip
import itertools
import json
import lzma
import random
import re
import shutil
import statistics
import string
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.desk.searching.library_index import LibraryIndex
from reader.library.holdings.adding import Incoming
from reader.library.library import Library
from reader.library.search import index
from reader.model import Article, content_id
from reader.text import segment
from reader.text.tokens import folded
from tests.shared import shared_or_none

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

SIZE = 100_000
SENTENCES = (10, 45)
QUERIES = 600
SHOWN = 100
COMPARED = 300
MORE = 500
BATCH = 500
MADE = "2"
"""Goes up when the articles are made in another way: what was kept is made anew."""


def sentences() -> list[str]:
    """Return the different sentences of the shared dev sets, in one order."""
    bench = shared_or_none("bench")
    found: dict[str, None] = {}
    for file, field in (
        ("clean/dev/pages.jsonl.xz", "gold"),
        ("align/data/docs.jsonl.gz", "text"),
        ("align/data/pan13.jsonl.gz", "a"),
        ("stories/ecb.jsonl.gz", "text"),
        ("stories/uci.jsonl.gz", "title"),
    ):
        for row in _rows(bench / file) if bench else ():
            text = row.get(field) or ""
            found.update((text[slice(*span)], None) for span in segment.sentences(text))
    return [sentence for sentence in found if 20 < len(sentence) < 600]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opened = lzma.open if path.suffix == ".xz" else gzip.open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def articles(said: list[str], seed: int = 5) -> Iterator[Article]:
    """Make articles without end: titles of a sentence's beginning, texts of sentences, dates over ten years."""
    dice = random.Random(seed)
    begun = datetime(2015, 1, 1, tzinfo=UTC)
    while True:
        lines = dice.choices(said, k=dice.randint(*SENTENCES))
        text = "\n\n".join(" ".join(lines[n : n + 3]) for n in range(0, len(lines), 3))
        title = " ".join(dice.choice(said).split()[:10])
        yield Article.from_fields(
            id=content_id(text),
            title=title,
            text=text,
            source=f"Paper {dice.randrange(300)}",
            published=begun + timedelta(minutes=dice.randrange(5_000_000)),
        )


def made(size: int, said: list[str]) -> Path:
    """Return the folder of a library of so many articles, made now or on an earlier run."""
    folder = Path(tempfile.gettempdir()) / f"newsreader-bench-{MADE}-{size}"
    if not folder.exists():
        part = Path(tempfile.mkdtemp(prefix="newsreader-bench-part-"))
        library = Library(part)
        source = itertools.islice(articles(said), size)
        begun = time.perf_counter()
        while batch := [Incoming(article) for article in itertools.islice(source, BATCH)]:
            library.articles.add(batch).result()
        library.close()
        print(f"library of {size:,} articles made in {time.perf_counter() - begun:.0f} s")
        part.rename(folder)
    return folder


class Asked(NamedTuple):
    """A query, and what it was drawn from."""

    sentence: str
    clean: str
    amiss: str
    """The same with one letter of one word amiss."""


def queries(size: int, said: list[str]) -> list[Asked]:
    """Return queries of one to four words that stand together in a sentence."""
    dice = random.Random(7)
    found: list[Asked] = []
    while len(found) < size:
        sentence = dice.choice(said)
        words = re.findall(r"[A-Za-z]+", sentence)
        begin, count = dice.randrange(max(len(words), 1)), dice.randint(1, 4)
        typed = words[begin : begin + count]
        long = [at for at, word in enumerate(typed) if len(word) > 3]
        if long:
            at = dice.choice(long)
            amiss = [*typed[:at], _mistyped(typed[at], dice), *typed[at + 1 :]]
            found.append(Asked(sentence, " ".join(typed), " ".join(amiss)))
    return found


def _mistyped(word: str, dice: random.Random) -> str:
    at, letter = dice.randrange(len(word) - 1), dice.choice(string.ascii_lowercase)
    kinds = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
    )
    return next((kind for kind in dice.sample(kinds, 4) if kind.lower() != word.lower()), word + letter)


def main(size: int = SIZE) -> None:
    """Print all figures."""
    said = sentences()
    if not said:
        print("search: no bench data")
        return
    folder = made(size, said)
    library = Library(folder)
    asked = LibraryIndex(library)
    drawn = queries(QUERIES, said)
    wanted = [one.clean if number % 2 else one.amiss for number, one in enumerate(drawn)]
    for turn in ("first asked of it by this program", "asked again"):
        _print(f"search of {size:,}, half mistyped, {turn}", [_spent(lambda q=q: asked.search(q)) for q in wanted])  # type: ignore[misc]
    _print("  with ten snippets", [_spent(lambda q=q: asked.search(q).hits[:10]) for q in wanted[:SHOWN]])  # type: ignore[misc]
    with library.database.reading() as connection:
        plain = [_spent(lambda q=one.clean: _plain(connection, q)) for one in drawn]  # type: ignore[misc]
    _print("  plain FTS5 by its rank, none mistyped", plain)
    found(library, asked, drawn[:COMPARED])
    library.close()
    inserted(folder, said, wanted)


def found(library: Library, asked: LibraryIndex, drawn: list[Asked]) -> None:
    """Print how often the sentence that a query was drawn from is in the first ten hits, typed well and mistyped."""

    def hit(query: str, sentence: str) -> bool:
        numbers = [hit.number for hit in asked.search(query).hits[:10]]
        return any(sentence in article.text for article in library.load(numbers))

    clean = sum(hit(one.clean, one.sentence) for one in drawn)
    amiss = sum(hit(one.amiss, one.sentence) for one in drawn)
    print(f"  found@10: {clean} of {len(drawn)}, with one typo {amiss / max(clean, 1):.1%} of that (goal 97%)")


def inserted(folder: Path, said: list[str], wanted: list[str]) -> None:
    """Print the time to keep and index 500 articles more, in a copy of the library, and to search it after that."""
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copy(folder / "library.db", scratch)
        library = Library(Path(scratch))
        fresh = [Incoming(article) for article in itertools.islice(articles(said, seed=99), MORE + 1)]
        library.articles.add(fresh[:1]).result()
        asked = LibraryIndex(library)
        for query in wanted[:SHOWN]:
            asked.search(query)
        spent = _spent(lambda: library.articles.add(fresh[1:]).result())
        print(
            f"  {MORE} articles more, stored and indexed: {spent:.2f} s (goal 0.5);"
            f" what is put off until nobody waits: {_spent(lambda: _tidied(library)):.2f} s"
        )
        _print("  the same words after that", [_spent(lambda q=q: asked.search(q)) for q in wanted[:SHOWN]])  # type: ignore[misc]
        library.close()


def _tidied(library: Library) -> None:
    while library.database.write(index.tidy).result():
        pass


def _plain(connection: sqlite3.Connection, query: str) -> None:
    words = " ".join(f'"{word}"' for word in folded(query).split())
    connection.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 10", [words]).fetchall()


def _spent(call: Callable[[], object]) -> float:
    """Return the processor time of a call, in all threads: others may be at work on this machine."""
    begun = time.process_time()
    call()
    return time.process_time() - begun


def _print(what: str, seconds: list[float]) -> None:
    spent = sorted(second * 1000 for second in seconds)
    print(f"{what}: p50 {statistics.median(spent):.1f} ms, p95 {spent[len(spent) * 95 // 100]:.1f} ms (goal 15)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
