"""What the block model sees of a page's elements: the boxes around a block, how they are filled and called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import BlockKind, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.clean.pieces import Box, Finding, Page

Row = list[float]

_TAGS = {
    tag: float(number)
    for number, tag in enumerate(
        "p li h1 h2 h3 h4 h5 h6 blockquote td tr dd dt figcaption figure pre div span section article main body aside "
        "header footer nav form ul ol dl table tbody thead address button label time center br a".split()
    )
}
_REASONS = {reason: float(number) for number, reason in enumerate(Reason)}
_WITHIN = ("li", "table", "blockquote", "figure", "article", "main", "aside", "header", "footer", "form", "nav", "body")
_FILL = ("blocks", "words", "good share", "links", "of the page's good")

NAMES = (
    "tag", "outer tag", "heading", "hint", "hint reason", "hint distance", "outside", "depth",
    *(f"in {tag}" for tag in _WITHIN),
    *(f"box {name}" for name in _FILL), *(f"outer box {name}" for name in _FILL),
    "off the way", "off box", *(f"off {name}" for name in _FILL), "off tag", "below the centre",
    "in the main box", "like the main box", "names", "lowest name", "own names", "off names",
    "alike", "alike good", "place in box", "named body", "hint cover", "pictured", "first headings",
)  # fmt: skip


@dataclass
class Layout:
    """Which blocks stand together: for every block the key of its box, of the next larger one, and of its make."""

    around: list[int]
    """The innermost box with another block in it."""
    beyond: list[int]
    """The next box outwards that holds more blocks."""
    make: list[object]
    """The names of the elements right around it: blocks of one make are written by one template."""
    off: list[int]
    """The outermost box that leads off the way to the page's centre."""
    head: list[int]
    """The number of the block that heads it, or -1."""
    way: frozenset[int]
    """The numbers of the centre and of all boxes around it."""
    steps: list[int]
    """How many boxes lie between it and the way."""


LOOK_BACK = 6
"""Headings above a block that may head it."""
HEADING_WORDS = 14
"""Words of a line of plain text that may head what follows, at most."""


def heads_of_lines(page: Page) -> list[int]:
    """Return for every line the number of the nearest one above that may head it: short, unended, first of its run."""
    heads = []
    head = -1
    above = False
    for index, piece in enumerate(page.pieces):
        heads.append(head)
        bare = not piece.ends and len(piece.words) <= HEADING_WORDS
        if bare and not above:
            head = index
        above = bare
    return heads


def _heads(page: Page, around: list[int]) -> list[int]:
    """Return for every block the number of the nearest heading above whose box it lies in."""
    heads: list[int] = []
    open_: list[int] = []
    for index, piece in enumerate(page.pieces):
        chain = frozenset(piece.boxes)
        heads.append(next((head for head in reversed(open_) if around[head] in chain), -1))
        if piece.kind is BlockKind.HEADING:
            open_ = [*open_, index][-LOOK_BACK:]
    return heads


@dataclass
class _Fill:
    """What a box holds."""

    blocks: int = 0
    words: int = 0
    linked: float = 0.0
    first: int = -1


def layout_of(page: Page) -> tuple[Layout, list[_Fill]]:
    """Return which blocks stand together, and what every box holds."""
    fills = [_Fill() for _ in page.boxes]
    for index, piece in enumerate(page.pieces):
        count = len(piece.words)
        linked = count * piece.links
        for box in piece.boxes:
            fill = fills[box]
            fill.blocks += 1
            fill.words += count
            fill.linked += linked
            if fill.first < 0:
                fill.first = index
    way = way_of(page)
    layout = Layout([], [], [], [], [], way, [])
    makes = [(box.tag, box.tokens) for box in page.boxes]
    for piece in page.pieces:
        chain = piece.boxes
        steps = steps_off(chain, way)
        layout.steps.append(steps)
        layout.off.append(chain[steps - 1] if steps else chain[0] if chain else 0)
        around = next((box for box in chain if fills[box].blocks > 1), 0)
        held = fills[around].blocks
        layout.around.append(around)
        layout.beyond.append(next((box for box in chain if fills[box].blocks > held), around))
        layout.make.append(tuple(map(makes.__getitem__, chain[:3])))
    layout.head = _heads(page, layout.around)
    return layout, fills


def rows(page: Page, layout: Layout, fills: list[_Fill], names: Mapping[str, float]) -> list[Row]:
    """Return one row of `NAMES` for every block.

    Args:
        page: The page after all rules.
        layout: Of `layout_of`.
        fills: Of `layout_of`.
        names: How much a part of a class or id speaks for the article.
    """
    boxes = page.boxes
    good = page.running
    total = sum(len(piece.words) for piece, held in zip(page.pieces, good, strict=True) if held) or 1
    centre = next((number for number, box in enumerate(boxes) if box.centre), 0)
    main = _main(page, layout, good)
    make = _main_make(page, layout, good)
    scores = [named(box, names) for box in boxes]
    alike: dict[object, list[int]] = {}
    for key, held in zip(layout.make, good, strict=True):
        tally = alike.setdefault(key, [0, 0])
        tally[0] += 1
        tally[1] += held
    covered: dict[int, int] = {}
    for piece, held in zip(page.pieces, good, strict=True):
        if held and piece.hint:
            covered[id(piece.hint)] = covered.get(id(piece.hint), 0) + len(piece.words)
    named_body = _within_body(boxes)
    out = []
    firsts = 0
    for index, piece in enumerate(page.pieces):
        chain = piece.boxes
        steps = layout.steps[index]
        off = layout.off[index]
        around = layout.around[index]
        tally = alike[layout.make[index]]
        row = _chain(page, chain, piece.hint, piece.outside)
        row += _filled(fills[around], boxes[around], total)
        beyond = layout.beyond[index]
        row += _filled(fills[beyond], boxes[beyond], total)
        row += [float(steps), float(off > centre)]
        row += _filled(fills[off], boxes[off], total)
        row += [
            _TAGS.get(boxes[off].tag, 50.0),
            float(centre in chain),
            float(around == main),
            float(layout.make[index] == make),
            *name_scores(chain, steps, scores),
            float(tally[0]),
            tally[1] / tally[0],
            (index - fills[around].first) / fills[around].blocks if fills[around].blocks else 0.0,
            float(bool(chain) and named_body[chain[0]]),
            covered.get(id(piece.hint), 0) / total if piece.hint else -1.0,
            float(piece.pictured),
            float(firsts),
        ]
        out.append(row)
        firsts += any(boxes[box].tag == "h1" for box in chain[:2])
    return out


def _within_body(boxes: Sequence[Box]) -> list[bool]:
    """Return for every box whether it or one around it names itself the article's body; outer boxes come first."""
    within: list[bool] = []
    for box in boxes:
        within.append(box.body or (box.parent >= 0 and within[box.parent]))
    return within


def name_scores(chain: tuple[int, ...], steps: int, scores: list[float]) -> Row:
    """Return what the names of a block's boxes off the way to the centre say: all, the worst, the inner, the outermost.

    Args:
        chain: The numbers of its boxes.
        steps: How many of them lie off the way.
        scores: What the names of every box say.
    """
    own = [scores[box] for box in chain[: max(steps, 1)]]
    return [sum(own), min(own, default=0.0), sum(scores[box] for box in chain[:2]), own[-1] if own else 0.0]


def steps_off(chain: tuple[int, ...], way: frozenset[int]) -> int:
    """Return how many of a block's boxes lie off the way."""
    return next((place for place, box in enumerate(chain) if box in way), len(chain))


def way_of(page: Page) -> frozenset[int]:
    """Return the numbers of the centre and of all boxes around it."""
    for piece in page.pieces:
        for place, box in enumerate(piece.boxes):
            if page.boxes[box].centre:
                return frozenset(piece.boxes[place:])
    return frozenset({0})


def _main(page: Page, layout: Layout, good: list[bool]) -> int:
    """Return the box that most running text stands right in."""
    tally: dict[int, int] = {}
    for box, piece, held in zip(layout.around, page.pieces, good, strict=True):
        if held:
            tally[box] = tally.get(box, 0) + len(piece.words)
    return max(tally, key=lambda box: tally[box], default=0)


def _main_make(page: Page, layout: Layout, good: list[bool]) -> object:
    tally: dict[object, int] = {}
    for key, piece, held in zip(layout.make, page.pieces, good, strict=True):
        if held:
            tally[key] = tally.get(key, 0) + len(piece.words)
    return max(tally, key=lambda key: tally[key], default=None)


def named(box: Box, names: Mapping[str, float]) -> float:
    """Return what the tokens of one element's class and id say together."""
    return sum(names.get(token, 0.0) for token in box.tokens)


def _chain(page: Page, chain: tuple[int, ...], hint: Finding | None, outside: bool) -> Row:
    boxes = page.boxes
    tags = [boxes[box].tag for box in chain]
    nearest = dict(zip(reversed(tags), range(len(tags) - 1, -1, -1), strict=True))
    tag = tags[0] if tags else ""
    heading = next(
        (float(name[1]) for name in tags[:3] if len(name) == 2 and name[0] == "h" and name[1].isdigit()), 0.0
    )
    distance = -1.0
    if hint is not None:
        distance = float(next((place for place, box in enumerate(chain) if boxes[box].hint is hint), 30))
    row = [
        _TAGS.get(tag, 50.0),
        _TAGS.get(tags[1], 50.0) if len(tags) > 1 else -1.0,
        heading,
        hint.score if hint else 0.0,
        _REASONS[hint.reason] if hint else -1.0,
        distance,
        float(outside),
        float(len(chain)),
    ]
    row += [float(nearest.get(name, 99)) for name in _WITHIN]
    return row


def _filled(fill: _Fill, box: Box, total: int) -> Row:
    words = fill.words or 1
    return [float(fill.blocks), float(fill.words), box.good / words, fill.linked / words, box.good / total]
