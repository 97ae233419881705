"""The dev pages as rows of features with labels, for `train_blocks`. Reads the shared bench; writes one cache file."""

from __future__ import annotations

import pickle
import random
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.clean import cleaner, features, lines, places
from reader.clean.found import Found
from reader.clean.pages import read_page
from reader.clean.weigh import settled
from reader.model import Document, Media
from reader.text import plain
from tests.shared import shared_or_none

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.clean.pieces import Page, Piece

UNSCORED = frozenset({"mozilla"})
"""Sets whose gold is another tool's output."""


@dataclass
class Sample:
    """One page: a row of features, a label and a weight for every block, and what its output is measured by."""

    item: dict[str, Any]
    base: list[list[float]]
    """Rows of `features.BASE` without the words' weights."""
    places: list[list[float]]
    labels: list[int]
    """1 of the article, 0 not, -1 not known."""
    sizes: list[int]
    words: list[list[str]]
    good: list[bool]
    heads: list[int]
    settled: list[bool]
    rules: list[str]
    texts: list[str]
    page: Page


def bench() -> Any:
    """Return the bench's own module: labels and measures."""
    folder = shared_or_none("bench", "clean")
    if folder is None:
        raise SystemExit("no bench data beside the project (NEWSREADER_SHARED says where)")
    sys.path.insert(0, str(folder))
    import cleanbench

    return cleanbench


def samples(form: str, cache: Path) -> list[Sample]:
    """Return all samples of a form, "html" or "text", from the cache where it is there."""
    if cache.exists():
        return list(pickle.loads(cache.read_bytes()))
    found = list(_pages() if form == "html" else _texts())
    cache.write_bytes(pickle.dumps(found))
    return found


def _pages() -> Iterator[Sample]:
    cb = bench()
    for item in cb.load_pages(cb.HERE / "dev"):
        if item["set"] in UNSCORED:
            continue
        data = item.pop("html")()
        found, pieces, boxes = read_page(data, "")
        page = cleaner.judged(Document(plain.line("x"), Media.HTML, data), found, pieces, boxes)
        yield _sample(item, page, _page_labels(cb, item, found.text, pieces))


def _page_labels(cb: Any, item: dict[str, Any], text: str, pieces: list[Piece]) -> list[int]:
    if "gold" not in item:
        return _segment_labels(item, pieces)
    labels = []
    title = cb.fine(item.get("title") or "")
    if not _there(cb, text, item["gold"]):
        return [-1] * len(pieces)
    covered = cb.cover(text, [(piece.start, piece.end) for piece in pieces], item["gold"])
    for piece, share in zip(pieces, covered, strict=True):
        tokens = cb.fine(piece.text)
        alike = len(tokens) >= 3 and cb.LCSseq.normalized_similarity(tokens, title) >= 0.8
        labels.append(-1 if not tokens else 1 if share >= 0.5 else -1 if alike else 0)
    return labels


def _there(cb: Any, text: str, gold: str) -> bool:
    """Tell whether a page shows the most of what its gold says: else its blocks' labels would be wrong."""
    want = Counter(cb.fine(gold))
    return bool(want) and (want & Counter(cb.fine(text))).total() * 2 >= want.total()


def _segment_labels(item: dict[str, Any], pieces: list[Piece]) -> list[int]:
    texts = [" ".join(piece.text.split()) for piece in pieces]
    labels = [-1] * len(pieces)
    for segments, label in ((item["without"], 0), (item["with"], 1)):
        for segment in segments:
            held = [index for index, text in enumerate(texts) if " ".join(segment.split()) in text]
            if label == 0 or len(held) == 1:
                for index in held:
                    labels[index] = label
    return labels


def _texts() -> Iterator[Sample]:
    cb = bench()
    items = cb.load_texts(cb.HERE / "dev")
    items += cb.inject([item for item in items if item["set"] != "wcxb"])
    for item in items:
        if item["set"] in UNSCORED:
            continue
        yield from _text(item)
        if item["render"] == "near":
            yield from _text(_excerpt(item))


def _excerpt(item: dict[str, Any]) -> dict[str, Any]:
    """Return a few lines of a text: people paste parts, and the bench has whole articles only."""
    dice = random.Random(item["id"])
    first = dice.randrange(max(1, len(item["blocks"]) - 6))
    blocks = item["blocks"][first : first + dice.randrange(3, 14)]
    start = blocks[0][0]
    moved = [[a - start, b - start, *rest] for a, b, *rest in blocks]
    return {**item, "render": "part", "text": item["text"][start : blocks[-1][1]], "blocks": moved}


def _text(item: dict[str, Any]) -> Iterator[Sample]:
    text = plain.clean(item["text"])
    pieces = lines.pieces_of(text)
    page = cleaner.judged(Document(plain.line("x"), Media.TEXT, b""), Found(text), pieces, [])
    yield _sample(item, page, _line_labels(item, text, pieces))


def _line_labels(item: dict[str, Any], text: str, pieces: list[Piece]) -> list[int]:
    spans = []
    at = 0
    for start, end, label, *_ in item["blocks"]:
        line = plain.clean(item["text"][start:end]).strip()
        found = text.find(line, at)
        if line and found >= 0:
            at = found + len(line)
            spans.append((found, at, label))
    labels = []
    first = 0
    for piece in pieces:
        tally = {"c": 0, "b": 0, "n": 0}
        while first < len(spans) and spans[first][1] <= piece.start:
            first += 1
        for start, end, label in spans[first:]:
            if start >= piece.end:
                break
            tally[label] += max(0, min(end, piece.end) - max(start, piece.start))
        labels.append(
            1 if tally["c"] >= tally["b"] and tally["c"] > tally["n"] else 0 if tally["b"] > tally["n"] else -1
        )
    return labels


def _sample(item: dict[str, Any], page: Page, labels: list[int]) -> Sample:
    more: list[list[float]] = []
    if page.boxes:
        layout, fills = places.layout_of(page)
        more = places.rows(page, layout, fills, {})
        heads = layout.head
    else:
        heads = places.heads_of_lines(page)
    rows = [row[: len(features.BASE)] for row in features.rows(page, {}, heads)]
    found = [page.verdicts.get(index) for index in range(len(rows))]
    for piece in page.pieces:  # what is cached on them is not needed again
        for key in ("folded", "bare", "capitals"):
            piece.__dict__.pop(key, None)
    return Sample(
        item=item,
        base=rows,
        places=more,
        good=[page.good(index) for index in range(len(rows))],
        heads=heads,
        labels=labels,
        sizes=[len(piece.words) for piece in page.pieces],
        words=[piece.words[: features.WORDS_SEEN] for piece in page.pieces],
        settled=[settled(page, index) for index in range(len(found))],
        rules=[f"{f.reason} {f.score} {f.detail}" if f else "" for f in found],
        texts=[piece.text for piece in page.pieces],
        page=page,
    )
