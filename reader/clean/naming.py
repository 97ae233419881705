"""A reason and a detail, in a reader's words, for what is weighed as no part of the article and no rule has named.

`SIGNS` is the table: the first sign that a block bears gives its name; what bears none is named by its place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reader.clean.pieces import Finding, Page, Piece
from reader.model import BlockKind, Reason

NEAR = 8
"""Blocks below the title within which names and times belong to it."""
HEADLINE = 4
"""Words from which a line without a final stop may be a headline."""


class Scene(NamedTuple):
    """Where a block stands."""

    page: Page
    first: int
    """The number of the story's first block."""
    last: int
    title: int
    """The number of the last block above the story that says the title, or -1."""


Sign = Callable[[Scene, int, Piece], tuple[Reason, str] | None]


def scene(page: Page, kept: list[int]) -> Scene:
    """Return what names depend on, once for a page: the story runs from the first kept block to the last."""
    first, last = (kept[0], kept[-1]) if kept else (len(page.pieces), len(page.pieces))
    titles = [i for i, found in page.verdicts.items() if found.reason is Reason.TITLE and i < first]
    return Scene(page, first, last, max(titles, default=-1))


def name(at: Scene, index: int, score: float) -> Finding:
    """Return the best-fitting reason against a block."""
    piece = at.page.pieces[index]
    for sign in SIGNS:
        found = sign(at, index, piece)
        if found is not None:
            return Finding(*found, score)
    return Finding(*_place(at, index, piece), score)


def _rights(at: Scene, _index: int, piece: Piece) -> tuple[Reason, str] | None:
    words = at.page.lexicon.rights
    if len(piece.words) <= 80 and ("©" in piece.text or any(word in piece.folded for word in words)):
        return Reason.COPYRIGHT, "speaks of rights"
    return None


def _cookies(at: Scene, _index: int, piece: Piece) -> tuple[Reason, str] | None:
    if not at.page.lexicon.cookies.isdisjoint(piece.words):
        return Reason.COOKIES, "speaks of cookies"
    return None


def _letter(at: Scene, _index: int, piece: Piece) -> tuple[Reason, str] | None:
    known = at.page.lexicon
    if len(piece.words) > 60:
        return None
    if any(word in piece.folded for word in known.letter_verb) or "newsletter" in piece.folded:
        return Reason.NEWSLETTER, "asks to sign up or to follow"
    return None


def _share(at: Scene, _index: int, piece: Piece) -> tuple[Reason, str] | None:
    known = at.page.lexicon
    if len(piece.words) <= 12 and not known.share.isdisjoint(piece.words):
        return Reason.SHARE, "asks to share"
    return None


def _advert(at: Scene, _index: int, piece: Piece) -> tuple[Reason, str] | None:
    if len(piece.words) <= 12 and not at.page.lexicon.ad.isdisjoint(piece.words):
        return Reason.AD, "speaks of advertising"
    return None


def _comment(at: Scene, index: int, _piece: Piece) -> tuple[Reason, str] | None:
    page = at.page
    if index <= at.last:
        return None
    for number in range(index - 1, max(index - 12, at.last), -1):
        found = page.verdicts.get(number)
        if found is not None and found.reason is Reason.COMMENTS:
            return Reason.COMMENTS, "below the head of the comments"
    return None


def _picture(at: Scene, index: int, piece: Piece) -> tuple[Reason, str] | None:
    page = at.page
    if len(piece.words) > 60 or piece.kind is BlockKind.HEADING:
        return None
    if page.lexicon.credit.match(piece.text.lstrip("(-–—[ ")):
        return Reason.CAPTION, "names whose picture it is"
    beside = [page.verdicts.get(number) for number in (index - 1, index + 1)]
    if any(found is not None and found.reason in (Reason.CAPTION, Reason.PLACEHOLDER) for found in beside):
        return Reason.CAPTION, "beside a picture"
    return None


def _head(at: Scene, index: int, piece: Piece) -> tuple[Reason, str] | None:
    """Names and times between title and story."""
    if not (at.title >= 0 and at.title < index < at.first and index - at.title <= NEAR) or piece.stops:
        return None
    count = len(piece.words)
    if count <= 12 and piece.digits and (":" in piece.text or "20" in piece.text):
        return Reason.DATE, "a time below the title"
    if 2 <= count <= 6 and piece.capitals >= 0.6 and not piece.digits:
        return Reason.BYLINE, "names below the title"
    return None


def _more(at: Scene, _index: int, piece: Piece) -> tuple[Reason, str] | None:
    if len(piece.words) > 45:
        return None
    if at.page.lexicon.also_start.match(piece.folded.lstrip("(*•»>→➡▶-–— \"'[")) and len(piece.words) > 3:
        return Reason.ALSO_READ, "link words before another title"
    if piece.links >= 0.8 and len(piece.words) >= HEADLINE:
        return Reason.TEASER, "links to another text"
    return None


SIGNS: tuple[Sign, ...] = (_rights, _cookies, _comment, _head, _letter, _share, _advert, _picture, _more)


def _place(at: Scene, index: int, piece: Piece) -> tuple[Reason, str]:
    where = "above the story" if index < at.first else "below the story" if index > at.last else "within the story"
    if len(piece.words) >= 12 and piece.ends:
        return Reason.TEASER, f"other text {where}"
    if HEADLINE <= len(piece.words) <= 30 and not piece.stops:
        return Reason.TEASER, f"reads as a headline, {where}"
    if len(piece.words) >= HEADLINE:
        return Reason.NAVIGATION, f"a line of the site, {where}"
    return Reason.NAVIGATION, f"short line {where}"
