"""Which part of an HTML page holds the article: the lowest box that still holds most of its running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.clean.guard import MAX_DEPTH
from reader.model import Reason

if TYPE_CHECKING:
    from reader.clean.pieces import Page
    from reader.clean.tree import Walk

KEEP = 0.75
"""Share of a box's running text that a box inside it must hold to be the better choice."""
BODY_KEEP = 0.4
"""The same for a box that names itself the article's body."""
VOID = 0.4
"""A hint that stands against more than this share of all running text is no hint."""
VOID_COMMENTS = 0.98
"""The same for comments: there are often more of them than there is article."""
PART = 0.05
"""Share of all running text from which one of several boxes of the same make is a part of the article."""


def mark(walk: Walk, page: Page) -> None:
    """Fill in every piece's hint and whether it lies outside the article's box."""
    good = [index for index in range(len(page.pieces)) if page.good(index)]
    total = sum(len(page.pieces[index].words) for index in good) or 1
    for index in good:
        for box in page.pieces[index].boxes:
            walk.boxes[box].good += len(page.pieces[index].words)
    _void(walk, page, good, total)
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


def _void(walk: Walk, page: Page, good: list[int], total: int) -> None:
    """Drop the hints that stand against so much that they would take the article: one name, on one box or on many."""
    against: dict[int, int] = {}
    for index in good:
        names = {id(hint) for box in page.pieces[index].boxes if (hint := walk.boxes[box].hint) is not None}
        for name in names:
            against[name] = against.get(name, 0) + len(page.pieces[index].words)
    for holder in walk.boxes:
        hint = holder.hint
        if hint is None:
            continue
        most = VOID_COMMENTS if hint.reason is Reason.COMMENTS else VOID
        if against.get(id(hint), 0) > most * total:
            holder.hint = None


def _centre(walk: Walk, page: Page, good: list[int]) -> int | None:
    """Return the number of the article's box."""
    weight: dict[int, int] = {}
    children: dict[int, set[int]] = {}
    for index in good:
        chain = page.pieces[index].boxes
        for place, box in enumerate(chain):
            weight[box] = weight.get(box, 0) + len(page.pieces[index].words)
            if place:
                children.setdefault(box, set()).add(chain[place - 1])
    if not weight:
        return None
    total = weight.get(0, 1)
    centre = _named(walk, weight, total)
    while inner := children.get(centre):
        best = max(inner, key=lambda box: (weight[box], -box))
        need = 0.6 if walk.boxes[best].tag in ("article", "main") else KEEP
        if weight[best] < need * weight[centre] or walk.boxes[best].tag in ("p", "li", "blockquote", "tr", "td"):
            break
        centre = best
    return centre


def _named(walk: Walk, weight: dict[int, int], total: int) -> int:
    """Return the box that names itself the article's body; of a body in several parts, what holds them all."""
    parts: dict[object, list[int]] = {}
    for box in weight:
        if walk.boxes[box].body and weight[box] >= PART * total:
            parts.setdefault((walk.boxes[box].tag, walk.boxes[box].tokens), []).append(box)
    inner = [_outermost(walk, boxes) for boxes in parts.values()]
    enough = [boxes for boxes in inner if sum(weight[box] for box in boxes) >= BODY_KEEP * total]
    if not enough:
        return 0
    best = max(enough, key=lambda boxes: (sum(weight[box] for box in boxes), -boxes[0]))
    ways = [_way(walk, box) for box in best]
    return next(box for box in ways[0] if all(box in way for way in ways))


def _outermost(walk: Walk, boxes: list[int]) -> list[int]:
    """Return the boxes that lie in no other of them."""
    held = set(boxes)
    return [box for box in boxes if held.isdisjoint(_way(walk, box)[1:])]


def _way(walk: Walk, box: int) -> list[int]:
    """Return a box and all boxes around it, innermost first."""
    way: list[int] = []
    while box >= 0 and len(way) < MAX_DEPTH:
        way.append(box)
        box = walk.boxes[box].parent
    return way


def _dek(walk: Walk, page: Page, index: int, first: int) -> bool:
    """Tell whether a block above the article's box is of it: running text below the headline."""
    return walk.h1 >= 0 and walk.h1 < index < first and page.good(index) and first - index <= 12
