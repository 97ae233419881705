"""Speed of cleaning, beside public extractors in the same run: CPU milliseconds a page, megabytes a CPU second.

Part of `make bench`. Pages are the shared bench's where it lies beside the project, else the project's own; peers are
those that are installed (the `peers` extra).
"""

from __future__ import annotations

import importlib
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.clean import clean_html, clean_text
from tests.shared import shared_or_none

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = 40
LIMITS = {"pages": 60, "texts": 10}
"""Milliseconds that ours may take."""


def main() -> None:
    """Print one line for every cleaner of pages, then ours for texts, then what the first page costs."""
    pages, texts = _inputs()
    first = _cpu(clean_html, pages[:1])
    print(f"first page, tables loaded     {first * 1000:.0f} ms (goal 150 and a page)")
    peers = [("newsreader", clean_html), *filter(None, map(_peer, PEERS))]
    turns: dict[str, list[float]] = {name: [] for name, _ in peers}
    for _ in range(3):  # in turns, so that a busy moment falls on all
        for name, call in peers:
            turns[name].append(_cpu(call, pages))
    size = sum(map(len, pages)) / 1e6
    for name, times in turns.items():
        goal = f" (goal {LIMITS['pages']})" if name == "newsreader" else ""
        print(f"pages, {name:<22} {min(times) * 1000 / len(pages):.0f} ms each{goal}, {size / min(times):.1f} MB/s")
    for name, _ in PEERS:
        if name not in turns:
            print(f"pages, {name:<22} not installed: pip install -e .[peers]")
    seconds = min(_cpu(clean_text, texts) for _ in range(3))
    print(f"texts, newsreader             {seconds * 1000 / len(texts):.1f} ms each (goal {LIMITS['texts']})")


def _trafilatura(module: Any) -> Callable[[bytes], object]:
    return lambda page: module.extract(page, include_comments=False)


def _readability(module: Any) -> Callable[[bytes], object]:
    return lambda page: module.Document(page.decode("utf-8", "replace")).summary()


PEERS = (("trafilatura", _trafilatura), ("readability", _readability))


def _peer(named: tuple[str, Callable[[Any], Callable[[bytes], object]]]) -> tuple[str, Callable[[Any], object]] | None:
    name, adapt = named
    try:
        return name, adapt(importlib.import_module(name))
    except ImportError:
        return None


def _cpu(call: Callable[[Any], object], inputs: list[Any]) -> float:
    begun = time.process_time()
    for item in inputs:
        try:
            call(item)
        except Exception:
            continue
    return time.process_time() - begun


def _inputs() -> tuple[list[bytes], list[str]]:
    if shared_or_none("bench", "clean") is not None:
        from tests.bench.blocks_data import UNSCORED, bench

        cb = bench()
        pages = [item for item in cb.load_pages(cb.HERE / "dev") if item["set"] not in UNSCORED]
        texts = cb.load_texts(cb.HERE / "dev", renders=["near"])
        step = len(pages) // PAGES
        return [item["html"]() for item in pages[::step]][:PAGES], [
            item["text"] for item in texts[:: len(texts) // PAGES]
        ]
    own = Path(__file__).parent.parent / "pages"
    return [path.read_bytes() for path in sorted(own.glob("*.html"))], [
        path.read_text("utf-8") for path in sorted(own.glob("*.txt"))
    ]


if __name__ == "__main__":
    main()
