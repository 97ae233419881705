"""Which part of an HTML page holds the article: the lowest box that still holds most of its running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.clean.pieces import Page, Piece
    from reader.clean.tree import Walk

KEEP = 0.75
"""Share of a box's running text that a box inside it must hold to be the better choice."""
BODY_KEEP = 0.4
"""The same for a box that names itself the article's body."""
VOID = 0.4
"""A hint on a box that holds more than this share of all running text is no hint."""


def mark(walk: Walk, page: Page) -> None:
    """Fill in every piece's hint and whether it lies outside the article's box."""
    good = [index for index in range(len(page.pieces)) if page.good(index)]
    total = sum(len(page.pieces[index].words) for index in good) or 1
    for index in good:
        for box in page.pieces[index].boxes:
            walk.boxes[box].good += len(page.pieces[index].words)
    for holder in walk.boxes:
        if holder.hint is not None and holder.good > VOID * total:
            holder.hint = None
    for piece in page.pieces:
        piece.hint = next((walk.boxes[box].hint for box in piece.boxes if walk.boxes[box].hint is not None), None)
    centre = _centre(walk, page, [index for index in good if page.pieces[index].hint is None])
    if centre is None:
        return
    walk.boxes[centre].centre = True
    inside = [index for index, piece in enumerate(page.pieces) if centre in piece.boxes]
    first = inside[0] if inside else 0
    for index, piece in enumerate(page.pieces):
        if centre not in piece.boxes and not _dek(walk, page, index, first):
            piece.outside = True


def _centre(walk: Walk, page: Page, good: list[int]) -> int | None:
    """Return the number of the article's box."""
    weight: dict[int, int] = {}
    children: dict[int, set[int]] = {}
    for index in good:
        chain = page.pieces[index].boxes
        for place, box in enumerate(chain):
            weight[box] = weight.get(box, 0) + _weight(page.pieces[index])
            if place:
                children.setdefault(box, set()).add(chain[place - 1])
    if not weight:
        return None
    total = weight.get(0, 1)
    named = [box for box in weight if walk.boxes[box].body and weight[box] >= BODY_KEEP * total]
    centre = max(named, key=lambda box: (weight[box], -box), default=0)
    while inner := children.get(centre):
        best = max(inner, key=lambda box: (weight[box], -box))
        need = 0.6 if walk.boxes[best].tag in ("article", "main") else KEEP
        if weight[best] < need * weight[centre] or walk.boxes[best].tag in ("p", "li", "blockquote", "tr", "td"):
            break
        centre = best
    return centre


def _weight(piece: Piece) -> int:
    return len(piece.words)


def _dek(walk: Walk, page: Page, index: int, first: int) -> bool:
    """Tell whether a block above the article's box is of it: running text below the headline."""
    return walk.h1 >= 0 and walk.h1 < index < first and page.good(index) and first - index <= 12
