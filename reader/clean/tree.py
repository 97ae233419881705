"""An HTML tree to visible text, its blocks, and the boxes they lie in. One walk without recursion."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.clean import hints
from reader.clean.pieces import Box, Finding, Piece
from reader.model import BlockKind
from reader.text import plain

if TYPE_CHECKING:
    from lxml.etree import _Element

SKIPPED = frozenset(
    "script style noscript template svg iframe object embed head select textarea input canvas math video audio "
    "map datalist".split()
)
_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 blockquote ul ol dl figure pre table section article aside header footer nav form".split()
)
_LINES = _PARAGRAPHS | frozenset(
    "address center dd dt details dialog div fieldset figcaption hr li main summary tr body br caption thead "
    "tbody button "
    "menu legend label".split()
)
_KINDS = {f"h{level}": BlockKind.HEADING for level in range(1, 7)} | {
    "li": BlockKind.ITEM,
    "dd": BlockKind.ITEM,
    "blockquote": BlockKind.QUOTATION,
    "tr": BlockKind.ROW,
    "pre": BlockKind.CODE,
}
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_STREAMED = re.compile(r"S:[0-9a-f]+\Z")
"""Ids of what a React server sends hidden and a script moves to its place: it is the page."""
_STRESS = frozenset("b strong i em u mark".split())
MAX_LINKS = 2000


@dataclass
class Walk:
    """What one walk over a tree found."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    length: int = 0
    depth: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)
    headline: str = ""
    """The first heading of the first order."""
    h1: int = -1
    """The number of the block with it."""

    @property
    def text(self) -> str:
        """The visible text, gated."""
        return "".join(self.parts)


@dataclass(slots=True)
class _Place:
    box: int
    kind: BlockKind
    tag: str
    linked: bool
    stressed: bool


def walk(root: _Element) -> Walk:
    """Return the visible text of a tree with blocks and boxes."""
    return _Walker().run(root)


class _Walker:
    """Collects text until a block's border, then makes a piece of it."""

    def __init__(self) -> None:
        self.found = Walk()
        self.buffer: list[str] = []
        self.linked = 0
        self.stressed = 0
        self.gap = True

    def run(self, root: _Element) -> Walk:
        """Walk the tree with a stack of our own: pages may be nested as deep as the parser keeps."""
        stack: list[tuple[_Element, _Place | None, int]] = [(root, None, 0)]
        places: list[_Place] = [_Place(self._box(-1, "body", None, False), BlockKind.PARAGRAPH, "", False, False)]
        while stack:
            element, leaving, depth = stack.pop()
            if leaving is not None:
                self._leave(element, places)
                continue
            tag = element.tag if isinstance(element.tag, str) else ""
            if not tag or tag in SKIPPED or _unseen(element):
                self._take(element.tail, places[-1])
                continue
            self.found.depth = max(self.found.depth, depth)
            self._enter(element, tag, places)
            stack.append((element, places[-1], depth))
            stack.extend((child, None, depth + 1) for child in reversed(element))
        self._flush(places[0])
        return self.found

    def _box(self, parent: int, tag: str, hint: Finding | None, body: bool, tokens: tuple[str, ...] = ()) -> int:
        self.found.boxes.append(Box(parent, tag, hint, body, tokens))
        return len(self.found.boxes) - 1

    def _enter(self, element: _Element, tag: str, places: list[_Place]) -> None:
        above = places[-1]
        get = element.get
        names = hints.names_of(get("class", ""), get("id", ""))
        itemprop = get("itemprop", "")
        hint = hints.of_element(tag, names, get("role", ""), itemprop)
        place = _Place(
            above.box, _KINDS.get(tag, above.kind), tag, above.linked or tag == "a", above.stressed or tag in _STRESS
        )
        if tag in _LINES:
            self._flush(above)
            self.gap = self.gap or tag in _PARAGRAPHS
        elif tag in ("td", "th"):
            self._take(" | ", above)
        if tag in _LINES or hint is not None:
            if hint is not None and tag not in _LINES and not self.buffer:
                self._flush(above)
            elif hint is not None and tag not in _LINES:
                hint = None  # a word inside a sentence is of the sentence
            body = tag != "body" and (names.body or itemprop == "articleBody")
            place.box = self._box(above.box, tag, hint, body, names.tokens)
        if tag == "a" and len(self.found.links) < MAX_LINKS and get("href"):
            self.found.links.append((" ".join("".join(element.itertext()).split())[:200], get("href", "")[:2000]))
        places.append(place)
        self._take(element.text, place)

    def _leave(self, element: _Element, places: list[_Place]) -> None:
        place = places.pop()
        if place.tag in _LINES or place.box != places[-1].box:
            self._flush(place)
            self.gap = self.gap or place.tag in _PARAGRAPHS
        self._take(element.tail, places[-1])

    def _take(self, text: str | None, place: _Place) -> None:
        if text:
            self.buffer.append(text)
            if place.linked:
                self.linked += len(text.split())
            if place.stressed:
                self.stressed += len(text.split())

    def _flush(self, place: _Place) -> None:
        raw = "".join(self.buffer)
        self.buffer.clear()
        linked, self.linked = self.linked, 0
        stressed, self.stressed = self.stressed, 0
        text = _cells(raw) if place.kind is BlockKind.ROW else plain.line(raw)
        if not text:
            return
        found = self.found
        joint = ("\n\n" if self.gap else "\n") if found.pieces else ""
        start = found.length + len(joint)
        found.parts += [joint, text]
        found.length = start + len(text)
        chain: list[int] = []
        box = place.box
        while box >= 0 and len(chain) < 260:
            chain.append(box)
            box = found.boxes[box].parent
        words = max(1, len(text.split()))
        share, stress = min(1.0, linked / words), min(1.0, stressed / words)
        found.pieces.append(
            Piece(start, found.length, text, place.kind, self.gap, share, boxes=tuple(chain), stress=stress)
        )
        if place.tag == "h1" and not found.headline:
            found.headline, found.h1 = text, len(found.pieces) - 1
        self.gap = False


def _cells(raw: str) -> str:
    """Return a row with a bar between its cells, none for empty ones."""
    return " | ".join(cell for cell in (plain.line(part) for part in raw.split(" | ")) if cell)


def _unseen(element: _Element) -> bool:
    if element.get("hidden") is not None:
        return _STREAMED.match(element.get("id", "")) is None
    style = element.get("style")
    return style is not None and _UNSEEN.search(style) is not None
