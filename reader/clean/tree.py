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
    "map datalist rt rp rtc".split()
)
_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 blockquote ul ol dl figure pre table section article aside header footer nav form".split()
)
_LINES = _PARAGRAPHS | frozenset(
    "address center dd dt details dialog div fieldset figcaption hr li main summary tr body br caption thead "
    "tbody button html "
    "menu legend label".split()
)
_KINDS = {f"h{level}": BlockKind.HEADING for level in range(1, 7)} | {
    "li": BlockKind.ITEM,
    "dd": BlockKind.ITEM,
    "blockquote": BlockKind.QUOTATION,
    "pre": BlockKind.CODE,
}
_CELLS = frozenset({"td", "th"})
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_STREAMED = re.compile(r"S:[0-9a-f]+\Z")
"""Ids of what a React server sends hidden and a script moves to its place: it is the page."""
_PICTURES = frozenset("img picture video audio iframe canvas object embed".split())
_STRESS = frozenset("b strong i em u mark".split())
_RUNNING = frozenset("p li h1 h2 h3 h4 h5 h6 span a b i em strong td th dd dt label q cite small font summary".split())
"""Elements that hold a sentence: a custom element in one is a word of it."""
_WHOLE = frozenset("table tr ul ol dl h1 h2 h3 h4 h5 h6 blockquote pre figure".split())
"""What makes a table's row one of layout, not of data."""
_SPREAD = frozenset("p div br section center".split())
"""What parts no line inside a row of data."""
MAX_LINKS = 2000
MAX_ROW = 1200
"""Characters of a row of data, at most: beyond, its cells are columns of a page."""
MAX_ROW_ELEMENTS = 120
PROSE_WORDS = 8
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


@dataclass
class Walk:
    """What one walk over a tree found."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    length: int = 0
    depth: int = 0
    unseen: int = 0
    """Characters of text that the page hides by its own word, and that were passed over."""
    shown: bool = False
    """Whether such text was taken in."""
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
    row: bool = False
    """Whether it lies in a row of data, whose cells make one line."""


def walk(root: _Element, *, unseen: bool = False) -> Walk:
    """Return the visible text of a tree with blocks and boxes; with `unseen` also what the page itself hides."""
    return _Walker(unseen).run(root)


class _Walker:
    """Collects text until a block's border, then makes a piece of it."""

    def __init__(self, unseen: bool) -> None:
        self.found = Walk(shown=unseen)
        self.breaks = False
        self.buffer: list[str] = []
        self.linked = 0
        self.stressed = 0
        self.gap = True
        self.pictured = False

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
            self.pictured = self.pictured or tag in _PICTURES
            if not tag or (tag in SKIPPED and not _shadow(element)):
                self._take(element.tail, places[-1])
                continue
            if not self.found.shown and _unseen(element, tag):
                self.found.unseen += sum(len(text) for text in element.itertext())
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
        hint = hints.of_element(tag, names, get("role", ""), itemprop, get("aria-hidden", ""))
        row = above.row or (tag == "tr" and _of_data(element))
        kind = BlockKind.ROW if row else _KINDS.get(tag, above.kind)
        place = _Place(above.box, kind, tag, above.linked or tag == "a", above.stressed or tag in _STRESS, row)
        if tag in _LINES:
            lines = not (above.row and tag in _SPREAD)
        else:
            lines = (tag in _CELLS and not row) or ("-" in tag and _alone(element, above))
        if tag == "br" and above.kind is BlockKind.CODE:
            lines = False
            self._take("\n", above)
        if lines:
            if tag == "br" and self.breaks and not "".join(self.buffer).strip():
                self.gap = True  # two in a row part paragraphs
            self._flush(above)
            self.breaks = tag == "br"
            self.gap = self.gap or tag in _PARAGRAPHS
        elif tag in _CELLS:
            self._take(" | ", above)
        elif tag in _SPREAD:
            self._take(" ", above)
        elif tag == "q":
            self._take("“", above)
        if lines or hint is not None:
            if hint is not None and not lines and not self.buffer:
                self._flush(above)
            elif hint is not None and not lines:
                hint = None  # a word inside a sentence is of the sentence
            body = tag != "body" and (names.body or itemprop == "articleBody")
            place.box = self._box(above.box, tag, hint, body, names.tokens)
        if tag == "a" and len(self.found.links) < MAX_LINKS and get("href"):
            self.found.links.append((" ".join("".join(element.itertext()).split())[:200], get("href", "")[:2000]))
        places.append(place)
        self._take(element.text, place)

    def _leave(self, element: _Element, places: list[_Place]) -> None:
        place = places.pop()
        if place.tag == "q":
            self._take("”", place)
        elif place.row and place.tag in _SPREAD:
            self._take(" ", place)
        if place.box != places[-1].box:
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
        if not self.buffer:
            return
        raw = "".join(self.buffer)
        self.buffer.clear()
        linked, self.linked = self.linked, 0
        stressed, self.stressed = self.stressed, 0
        if raw.isspace():
            return
        if place.kind is BlockKind.CODE:
            whole = plain.clean(raw).strip("\n")
            parts = _BLANK_LINES.split(whole)
            if sum(map(_prose, parts)) * 2 < len(parts):
                parts = [whole]  # code: its blank lines are of it
        else:
            parts = [_cells(raw) if place.kind is BlockKind.ROW else plain.line(raw)]
        words = max(1, len(raw.split()))
        share, stress = min(1.0, linked / words), min(1.0, stressed / words)
        for part in parts:
            if part.strip():
                self._add(part, place, share, stress)

    def _add(self, text: str, place: _Place, share: float, stress: float) -> None:
        found = self.found
        kind = place.kind
        if kind is BlockKind.CODE:
            if _prose(text):
                text, kind = " ".join(text.split()), BlockKind.PARAGRAPH
            self.gap = True
            text = text.rstrip()
        joint = ("\n\n" if self.gap else "\n") if found.pieces else ""
        indent = len(text) - len(text.lstrip())
        start = found.length + len(joint) + indent
        found.parts += [joint, text]
        found.length = start + len(text) - indent
        chain: list[int] = []
        box = place.box
        while box >= 0 and len(chain) < 260:
            chain.append(box)
            box = found.boxes[box].parent
        line = text if kind is not BlockKind.CODE else " ".join(text.split())
        piece = Piece(start, found.length, line, kind, self.gap, share, stress=stress, boxes=tuple(chain))
        piece.pictured, self.pictured = self.pictured, False
        found.pieces.append(piece)
        if place.tag == "h1" and not found.headline:
            found.headline, found.h1 = line, len(found.pieces) - 1
        self.gap = False


def _cells(raw: str) -> str:
    """Return a row with a bar between its cells, none for empty ones."""
    return " | ".join(cell for cell in (plain.line(part) for part in raw.split(" | ")) if cell)


def _prose(text: str) -> bool:
    """Tell whether a paragraph of preformatted text is running text: letters, and a sentence's end."""
    words = text.split()
    if len(words) < PROSE_WORDS:
        return False
    letters = sum(char.isalpha() or char in " \n,.'’" for char in text)
    return letters * 20 >= len(text) * 19 and text.rstrip("\"'”’»)")[-1] in ".!?…:。"


def _of_data(row: _Element) -> bool:
    """Tell whether a row's cells are short and hold no structure of their own."""
    length = 0
    before = ""
    for number, element in enumerate(row.iter()):
        if number > MAX_ROW_ELEMENTS or (number and element.tag in _WHOLE) or before == element.tag == "br":
            return False
        text = (element.text or "") + (element.tail or "")
        before = element.tag if not text.strip() and isinstance(element.tag, str) else ""
        length += len(text)
        if length > MAX_ROW:
            return False
    return True


def _alone(element: _Element, above: _Place) -> bool:
    """Tell whether a custom element stands for itself: no text of a sentence right before or after it."""
    if above.tag in _RUNNING or (element.tail or "").strip():
        return False
    before, parent = element.getprevious(), element.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else ""
    return not (text or "").strip()


def _shadow(element: _Element) -> bool:
    """Tell whether a template is shown: a declarative shadow root."""
    return element.tag == "template" and (element.get("shadowrootmode") or element.get("shadowroot")) is not None


def _unseen(element: _Element, tag: str) -> bool:
    if tag in ("html", "body", "main", "article"):
        return False  # pages hide themselves until a script has run
    hidden = element.get("hidden")
    if hidden is not None:
        return hidden.lower() != "until-found" and _STREAMED.match(element.get("id", "")) is None
    style = element.get("style")
    return style is not None and _UNSEEN.search(style) is not None
