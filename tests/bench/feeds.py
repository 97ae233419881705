"""Speed and agreement of feed parsing, beside both parsers that it is built on, in the same run. Part of `make bench`.

The ordinary feed is made here, with a fixed seed: 300 items, 800 kB, a body in each. The others are the shared bench's
where it lies beside the project.
"""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import random
import re
import time
from typing import TYPE_CHECKING, Any, NamedTuple

import fastfeedparser
import feedparser

from reader import parse_feed
from tests.shared import shared_or_none

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

RUNS = 5
GOAL = 60
"""Milliseconds for the ordinary feed."""
SETS = ("gofeed", "feedparser")
_WORDS = (
    "the harbour council said on monday that repairs to the old pier would begin next spring after a vote of nine to"
    " four residents asked for more time and ferries would run from a second dock while crews replace timber piles"
).split()


class Score(NamedTuple):
    """Shares of the feeds that have items, and feeds that raised."""

    raised: int
    counted: float
    agree: float


def main() -> None:
    """Print the time for an ordinary feed and the agreement on each set."""
    feed = ordinary_feed()
    readers: dict[str, Callable[[bytes], Any]] = {
        "newsreader": parse_feed,
        "fastfeedparser": fastfeedparser.parse,
        "feedparser": lambda data: feedparser.parse(io.BytesIO(data)),
    }
    turns: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(RUNS):  # in turns, so that a busy moment falls on all
        for name, read in readers.items():
            begun = time.perf_counter()
            read(feed)
            turns[name].append(time.perf_counter() - begun)
    for name, times in turns.items():
        goal = f" (goal {GOAL})" if name == "newsreader" else ""
        print(f"feed of 300, {name:<16} {min(times) * 1000:.0f} ms{goal}, {len(feed) / 1000:.0f} kB")
    for name in SETS:
        folder = shared_or_none("bench", "feeds")
        for reader, read in (("newsreader", ours), ("fastfeedparser", fast)) if folder else ():
            result = score(read, folder, name)  # type: ignore[arg-type]
            goal = " (goal 0, 1, 0.97)" if reader == "newsreader" else ""
            print(
                f"{name}, {reader:<16} raised {result.raised}, count {result.counted:.3f}, all {result.agree:.3f}{goal}"
            )


def ordinary_feed(items: int = 300, size: int = 2400) -> bytes:
    """Make an RSS feed as a news site would send it."""
    dice = random.Random(5)

    def words(count: int) -> str:
        return " ".join(dice.choice(_WORDS) for _ in range(count)).capitalize()

    parts = [
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour News</title>'
        '<atom:link href="https://harbour.example/feed" rel="self" type="application/rss+xml"/>'
        "<link>https://harbour.example</link><description>All of it</description><language>en-GB</language>"
    ]
    for number in range(items):
        body = ""
        while len(body) < size - 300:
            body += f'<p>{words(60)}, <a href="https://harbour.example/x/{dice.randrange(999)}">{words(3)}</a>.</p>'
        parts.append(
            f"<item><title>{words(8)} &amp; more</title><link>https://harbour.example/{number}?a=1&amp;b=2</link>"
            f"<dc:creator><![CDATA[Ida {number}]]></dc:creator><category><![CDATA[Port]]></category>"
            f"<pubDate>Mon, {number % 28 + 1:02d} Jun 2026 10:{number % 60:02d}:00 +0000</pubDate>"
            f'<guid isPermaLink="false">https://harbour.example/?p={number}</guid>'
            f"<description><![CDATA[{words(30)} [&#8230;]]]></description>"
            f'<content:encoded><![CDATA[{body}]]></content:encoded><media:thumbnail url="https://h.example/{number}"/></item>'
        )
    return ("".join(parts) + "</channel></rss>").encode()


def ours(data: bytes) -> list[dict[str, Any]]:
    """Return the items as the reference writes them."""
    return [
        {"title": item.title, "link": item.link, "id": item.id, "date": item.published}
        for item in parse_feed(data).items
    ]


def fast(data: bytes) -> list[dict[str, Any]]:
    """Return the items of fastfeedparser alone, likewise."""
    entries = fastfeedparser.parse(data)["entries"]
    return [
        {key: entry.get(key) for key in ("title", "link", "id")} | {"date": entry.get("published")} for entry in entries
    ]


def score(read: Callable[[bytes], list[dict[str, Any]]], folder: Path, name: str) -> Score:
    """Compare what is read with the reference of a set: titles, links and ids folded, a date wherever it has one."""
    wanted = {row["id"]: row["items"] for row in _rows(folder / f"{name}.ref.jsonl.gz")}
    raised = with_items = counted = agreed = 0
    for row in _rows(folder / f"{name}.jsonl.gz"):
        want = wanted[row["id"]]
        try:
            got = read(base64.b64decode(row["bytes_b64"]))
        except Exception:
            raised += 1
            got = []
        if not want:
            continue
        with_items += 1
        counted += len(got) == len(want)
        agreed += len(got) == len(want) and all(map(_agrees, want, got))
    return Score(raised, counted / with_items, agreed / with_items)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _agrees(want: dict[str, Any], got: dict[str, Any]) -> bool:
    same = all(_fold(want[key]) == _fold(got[key]) for key in ("title", "link", "id"))
    return same and (bool(got["date"]) or not want["date"])


def _fold(text: str | None) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html.unescape(html.unescape(text or ""))).split())


if __name__ == "__main__":
    main()
