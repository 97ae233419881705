"""The versions of an article: what each is called, which one is shown, and what was stated when another one is.

The screen and the command line say the same of them. Reads and changes the library, asks no network.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.library.file.errors import LibraryError
from reader.library.holdings.entries import Flag
from reader.library.sources import FEED, PAGE
from reader.model import Span, Wording
from reader.text import plain, segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.library.holdings.articles import Version
    from reader.library.holdings.entries import Entry
    from reader.library.library import Library
    from reader.library.stated.shelf import Shelf
    from reader.library.stated.state import Note
    from reader.model import Article
    from reader.text.plain import CleanText

WHOLE_TEXT = plain.CleanText("whole text")
"""The note of a version that was made of an item's page."""
EARLIER = plain.CleanText("earlier version")
ANCHOR = 60
"""Characters by which a place is found again in another version."""
WINDOW = 4_000
"""Characters before and behind a place of which the sentences are looked for there."""
NEAR = 40
"""Sentences around a place that are looked for there."""
_NAMED = re.compile(r"([0-9a-f]{4,16})(?:@([0-9]{1,6}))?")
"""An id or its beginning, and the number of a version."""
_WHAT = {FEED: "feed's text", PAGE: "page"}


class Listed(NamedTuple):
    """A version in a list."""

    version: Version
    words: int


# ---------------------------------------------------------------- what they are called


def called(version: Version) -> CleanText:
    """Return what a version was made of: "feed's text", "whole text", "page", "file"."""
    return version.note or plain.CleanText(_WHAT.get(version.kind, "file"))


def wording(version: Version) -> Wording:
    """Return what a version is called among others: what it was made of, and when it came."""
    return Wording(called(version), version.at)


def shown_wording(versions: Sequence[Version]) -> Wording | None:
    """Return what the version that is shown is called; None where there is nothing to say of it."""
    shown = next((version for version in versions if version.shown), None)
    if shown is None or (len(versions) == 1 and shown.kind != FEED):
        return None
    newest = max(version.version for version in versions if version.note == shown.note)
    turns = shown.kind == FEED or len({version.note for version in versions}) > 1
    if shown.version == newest:
        behind = shown.note == WHOLE_TEXT and shown.version < max(version.version for version in versions)
        return Wording(called(shown), count=len(versions), turns=turns, behind=behind)
    return Wording(EARLIER, shown.at, len(versions), turns)


def worded(library: Library, entry: Entry, article: Article) -> Article:
    """Return the article of an entry with which version of it this is. Raises LibraryError."""
    if entry.feed is None and not entry.flags & Flag.VERSIONS:
        return article
    return replace(article, wording=shown_wording(every(library, entry.id)))


def every(library: Library, article_id: str) -> list[Version]:
    """Return the versions of the article that is shown under an id, the oldest first; of copies those of the richest.

    Raises:
        LibraryError: The library cannot be read.
    """
    numbers = library.articles.numbers_of(article_id)
    return max((library.articles.versions(number) for number in numbers), key=len, default=[])


def listed(library: Library, versions: Sequence[Version]) -> list[Listed]:
    """Return versions of an article, the newest first, each with how many words it has. Raises LibraryError."""
    found = []
    for version in reversed(versions):
        loaded = library.articles.load([version.number], version.version)
        found += [Listed(version, article.words) for article in loaded]
    return found


def before(versions: Sequence[Version], version: Version) -> Version:
    """Return what a version is to be compared with to see what it changed: the one of its kind that came before it.

    Where there is none, the one that is shown; where it is that itself, the one that came before or behind it.
    """
    earlier = sorted(one for one in versions if one.version < version.version)
    same = [one for one in earlier if one.note == version.note]
    others = [one for one in versions if one != version]
    shown = [one for one in others if one.shown]
    return (same or shown or earlier or sorted(others))[-1]


def two(library: Library, one: Version, other: Version) -> tuple[Article, Article] | None:
    """Return two versions of an article, the earlier one first, each called by what it is and when it came.

    Raises:
        LibraryError: The library cannot be read.
    """
    found = [article for version in sorted((one, other)) for article in loaded(library, version)]
    return told_apart(found[0], found[1], one.version, other.version) if len(found) == 2 else None


def loaded(library: Library, version: Version) -> list[Article]:
    """Return a version, called by what it is and when it came; none where it is damaged. Raises LibraryError."""
    articles = library.articles.load([version.number], version.version)
    return [replace(library.shelf.stated(article), wording=wording(version)) for article in articles]


def told_apart(one: Article, other: Article, *numbers: int) -> tuple[Article, Article]:
    """Return two versions with ids of their own, also where only what is hidden of the same words differs."""
    if one.id != other.id:
        return one, other
    first, second = sorted(numbers)
    return replace(one, id=f"{one.id}@{first}"), replace(other, id=f"{other.id}@{second}")


def meant(library: Library, name: str) -> Version | None:
    """Return the version that `ID@2` means, or the id of a text that is not shown any more; None for other names.

    Raises:
        LibraryError: There is no such version, or the library cannot be read.
    """
    place = _NAMED.fullmatch(name)
    if place is None:
        return None
    numbers = library.articles.numbers_of(place[1])
    earlier = [] if numbers else library.articles.versions_named(place[1])
    if not numbers and len({id_ for *_, id_ in earlier}) != 1:
        return None
    number = numbers[0] if numbers else earlier[-1][0]
    wanted = int(place[2]) if place[2] else 0 if numbers else earlier[-1][1]
    if not wanted:
        return None
    versions = library.articles.versions(number)
    found = next((one for one in versions if one.version == wanted), None)
    if found is None:
        there = ", ".join(str(one.version) for one in versions)
        raise LibraryError(f"{name}: there is no such version; there is {there} (newsreader versions {place[1]})")
    return found


# ---------------------------------------------------------------- which one is shown


def show(library: Library, article_id: str, version: Version) -> str:
    """Let a version be the one that is shown, wherever this text is; what was stated of the other holds for it.

    Returns the id of what is shown now. Raises LibraryError.
    """
    shown = article_id
    for number in library.articles.numbers_of(article_id):
        versions = library.articles.versions(number)
        same = [one for one in versions if (one.id, one.note) == (version.id, version.note)]
        wanted = next((one for one in same if one.version == version.version and number == version.number), None)
        wanted = wanted or (same[-1] if same and number != version.number else None)
        if wanted is not None and not wanted.shown:
            library.articles.show(number, wanted.version).result()
            taken_over(library, [(number, article_id)], read=True)
            shown = wanted.id
    return shown


def turned(versions: Sequence[Version]) -> Version | None:
    """Return the version that one verb turns to: of the whole text the feed's, of the feed's the whole text."""
    shown = next((version for version in versions if version.shown), None)
    others = [version for version in versions if shown is not None and version.note != shown.note]
    return others[-1] if others else None


# ---------------------------------------------------------------- what was stated


def taken_over(library: Library, changed: Iterable[tuple[int, str]], *, read: bool = False) -> None:
    """Let what was stated of texts hold for the ones that are shown now in their place.

    Args:
        library: Where they are.
        changed: The numbers of articles with the ids of the texts that were shown before.
        read: Whether they are read where the others were; a text that its source changed is not.

    Raises:
        LibraryError: The library cannot be read.
    """
    taken = list(changed)
    known = library.shelf.known_among({before for _, before in taken}) if taken else ()
    for number, before in taken:
        if before not in known:
            continue
        version = next((one.version for one in library.articles.versions(number) if one.id == before), None)
        old = library.articles.load([number], version) if version is not None else []
        new = library.articles.load([number])
        if old and new:
            both = bool(library.articles.numbers_of(before))
            carried(library.shelf, old[0], new[0], read=read, both=both)


def carried(shelf: Shelf, before: Article, after: Article, *, read: bool, both: bool) -> None:
    """Let what was stated of a text hold for another one in its place; places and passages are found by their words.

    Args:
        shelf: Where it is kept.
        before: The text that was shown until now.
        after: The text that is shown now.
        read: Whether that is read where the other was.
        both: Whether the text before is shown elsewhere.
    """
    if before.id == after.id:
        return

    def span_of(note: Note) -> Span | None:
        return span_in(after.source_text, note.passage) if note.passage else None

    place = shelf.place(before.id)
    shelf.carry(
        before.id,
        after.id,
        place=place_in(before, place, after) if place else 0,
        span_of=span_of,
        read=read,
        both=both,
    )


def span_in(text: str, passage: str) -> Span | None:
    """Return where the words of a passage stand in another text, however lines are broken there; linear in it."""
    words = passage.split()
    if not words:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), text)
    return Span(*found.span()) if found else None


def place_in(before: Article, place: int, after: Article) -> int:
    """Return where a place in a text lies in another version of it, as a character of its `source_text`.

    Found by the words at the place, else by those of the nearest sentence before or behind it that both have; 0 where
    they have none.
    """
    text, first, end = before.source_text, max(place - WINDOW, 0), place + WINDOW
    starts = [start for start, _ in segment.sentences(text, first, min(end, len(text)))]
    near = sorted({place, *starts}, key=lambda start: (abs(start - place), start))[:NEAR]
    for start in near:
        found = span_in(after.source_text, text[start : start + ANCHOR])
        if found is not None:
            return found.start
    return 0
