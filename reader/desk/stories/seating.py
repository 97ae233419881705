"""The letters of stories of what was opened: what was B yesterday is B tomorrow, whatever has come meanwhile. Pure.

A library keeps letters with its stories; here they are kept by the texts, with the id of the text that the story began
with (`Shelf.seats`). A letter that was given is not given to another article, and whoever comes back has its own again.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.model import Story

    Seats = Mapping[tuple[str, str], int]


def opening_of(paths: Sequence[str]) -> str:
    """Return the name under which letters are kept of what was opened: 16 hexadecimal digits of the paths' SHA-256."""
    from hashlib import sha256

    names = sorted({os.path.abspath(path) for path in paths})  # noqa: PTH100 - links stay as they are
    return sha256("\0".join(names).encode("utf-8", "replace")).hexdigest()[:16]


def seated(stories: Sequence[Story], seats: Seats) -> list[Story]:
    """Return stories with the letters that their articles had, in the order of these.

    A story goes on where most of its articles had their seats; the others get the letters that follow the last one
    that was given there. Linear.

    Args:
        stories: As they are grouped.
        seats: What `Shelf.seats` gives.
    """
    homes = _homes(stories, seats)
    last: dict[str, int] = {}
    for (home, _), at in seats.items():
        last[home] = max(last.get(home, -1), at)
    return [
        _lettered(story, _numbers(story, home, seats, last[home])) if home in last else story
        for story, home in zip(stories, homes, strict=True)
    ]


def seats_of(stories: Sequence[Story], seats: Seats) -> dict[tuple[str, str], int]:
    """Return the seats of all articles in stories of two sources and more, to be kept.

    Args:
        stories: As `seated` gave them.
        seats: What it was given.
    """
    return {
        (home, one.id): at
        for story, home in zip(stories, _homes(stories, seats), strict=True)
        if home
        for one, at in zip(story.sources, story.given or range(len(story.sources)), strict=True)
    }


def _homes(stories: Sequence[Story], seats: Seats) -> list[str]:
    """Return of each story the id under which its letters are kept; empty where it has no two sources."""
    sat: dict[str, list[str]] = {}
    for home, id_ in seats:
        sat.setdefault(id_, []).append(home)
    claims = sorted(
        (-count, home, number)
        for number, story in enumerate(stories)
        if len(story.sources) > 1
        for home, count in Counter(home for one in story.sources for home in sat.get(one.id, ())).items()
    )
    found = [""] * len(stories)
    taken: set[str] = set()
    for _, home, number in claims:
        if not found[number] and home not in taken:
            found[number] = home
            taken.add(home)
    for number, story in enumerate(stories):
        if not found[number] and len(story.sources) > 1:
            found[number] = next((one.id for one in story.sources if one.id not in taken), story.sources[0].id)
            taken.add(found[number])
    return found


def _numbers(story: Story, home: str, seats: Seats, last: int) -> list[int]:
    numbers: list[int] = []
    for one in story.sources:
        at = seats.get((home, one.id), -1)
        if at < 0 or at in numbers:
            last += 1
            at = last
        numbers.append(at)
    return numbers


def _lettered(story: Story, numbers: Sequence[int]) -> Story:
    order = sorted(range(len(numbers)), key=numbers.__getitem__)
    drafts = tuple(article for article in story.articles if article.draft)
    sources = tuple(story.sources[at] for at in order)
    given = tuple(numbers[at] for at in order)
    return replace(story, articles=drafts + sources, given=() if given == tuple(range(len(given))) else given)
