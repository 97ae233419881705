"""Rows for engines beyond one machine, and the stories that come back from them. Writes what it is given to a file.

JSON Lines, and Parquet where pyarrow is installed; what is read back are rows with an id and a cluster, as passim
writes them.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.export import ROW, as_row, to_jsonl
from reader.library.holdings.assigning import By
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from reader.library.library import Library
    from reader.model import Article

MAX_LINE = 30_000_000
"""Bytes of a row."""
_LACKING = "Parquet needs pyarrow: pip install 'newsreader[parquet]', or take jsonl"


class RowsError(ValueError):
    """Rows cannot be written or read; the message is one line."""


def write(form: str, batches: Iterable[Sequence[Article]], file: BinaryIO) -> None:
    """Write articles as rows, a batch at a time.

    Args:
        form: "jsonl" or "parquet".
        batches: The articles.
        file: Where to.

    Raises:
        RowsError: Parquet cannot be written here.
        OSError: The file cannot be.
    """
    if form == "jsonl":
        for batch in batches:
            file.write(to_jsonl(batch).encode("utf-8", "replace"))
        return
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise RowsError(_LACKING) from None
    schema = pyarrow.schema([(name, pyarrow.string()) for name in ROW])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_table(pyarrow.Table.from_pylist([_encodable(as_row(article)) for article in batch], schema))


def _encodable(row: dict[str, str | None]) -> dict[str, str | None]:
    return {name: value if value is None else value.encode("utf-8", "replace").decode() for name, value in row.items()}


# ---------------------------------------------------------------- stories that come back


class Merged(NamedTuple):
    """What became of clusters."""

    stories: int
    """Clusters of which two articles or more are here."""
    articles: int
    """The articles of these."""
    unknown: int
    """Ids that the library does not hold."""
    unread: int
    """Rows that say nothing."""


def merge(library: Library, name: str) -> Merged:
    """Take over which articles belong together. Again with the same rows it changes nothing.

    An article of several clusters goes to the one that names it most often; one that is alone in its cluster leaves its
    story. What a person put together or took apart stays so, and grouping leaves as it is what the rows say.

    Args:
        library: Whose articles.
        name: A file of rows with `id` and `cluster`, JSON Lines or Parquet.

    Raises:
        RowsError: It cannot be read.
        LibraryError: It cannot be kept.
    """
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    unread = 0
    for row in _parquet(name) if name.lower().endswith(".parquet") else _lines(name):
        id_, cluster = row.get("id"), row.get("cluster")
        if isinstance(id_, str) and isinstance(cluster, int | str) and id_:
            votes[id_][str(cluster)] += 1
        else:
            unread += 1
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for entry in library.articles.entries():
        numbers[entry.id].append(entry.number)
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for id_, clusters in votes.items():
        if id_ in numbers:
            groups[clusters.most_common(1)[0][0]] += numbers[id_]
    if groups:
        library.stories.settle(groups.values(), by=By.IMPORT)
    shared = [group for group in groups.values() if len(group) > 1]
    unknown = sum(id_ not in numbers for id_ in votes)
    return Merged(len(shared), sum(map(len, shared)), unknown, unread)


def _lines(name: str) -> Iterator[dict[str, Any]]:
    """Give the rows of a file of JSON Lines; an empty one for each line that is none."""
    try:
        with Path(name).open("rb") as file:
            while line := file.readline(MAX_LINE):
                if line.strip():
                    yield _row(line)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "is no valid name"
        raise RowsError(f"{plain.line(name)}: {why.lower()}") from None


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}


def _parquet(name: str) -> Iterator[dict[str, Any]]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise RowsError(_LACKING) from None
    try:
        with parquet.ParquetFile(name) as file:
            for batch in file.iter_batches(columns=["id", "cluster"]):
                yield from batch.to_pylist()
    except (OSError, ValueError, pyarrow.ArrowException) as error:
        raise RowsError(f"{plain.line(name)}: {plain.shorten(str(error), 200)}") from None
