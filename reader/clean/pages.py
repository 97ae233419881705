"""An HTML page to blocks with hints and what it states about itself. The only module that asks lxml to parse."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, cast

from reader.clean import guard, metadata, region, tree
from reader.clean.found import Found
from reader.clean.lines import pieces_of
from reader.clean.pieces import Box, Page, Piece
from reader.text import language, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

MIN_BODY = 400
"""Characters of an article's text in the metadata, from which on it may stand for what the page does not show."""
STATED = 0.5
"""Metadata's text is taken where it is longer than all that the page shows, times this."""
PROBE = 60
MIN_UNSEEN = 1000
UNSEEN = 4
"""So many times as long as what is seen must the text be that a page hides, to be taken for its article."""
_ANY_ELEMENT = re.compile(r"<[^<>]{1,300}>")
_ANY_TAG = re.compile(r"<[A-Za-z!/]")


def read_page(data: bytes, base: str) -> tuple[Found, list[Piece], list[Box]]:
    """Return what a page says of itself, its visible blocks, and the boxes they lie in. Never raises.

    Args:
        data: The bytes as they came.
        base: The page's address, or an empty text.
    """
    guarded = guard.read(data)
    root = _parse(guarded.text) if _ANY_TAG.search(guarded.text) else None
    if root is None:
        text = plain.clean(guarded.text)
        return Found(text, notes=guarded.notes), pieces_of(text), []
    walk = tree.walk(root)
    notes = guarded.notes
    if walk.unseen > MIN_UNSEEN and walk.unseen > UNSEEN * walk.length:
        walk = tree.walk(root, unseen=True)
        notes.append("the page hides most of its text: it is shown")
    if walk.depth > guard.MAX_DEPTH:
        flat = _parse(guard.flatten(guarded.text))
        if flat is not None:
            root, walk = flat, tree.walk(flat, unseen=walk.shown)
        notes.append(f"nested deeper than {guard.MAX_DEPTH} levels: shown flat")
    found = Found(walk.text, notes=notes)
    metadata.read(root, found, base, walk.headline)
    if len(found.body) > MIN_BODY and len(found.body) * STATED > len(walk.text):
        body = plain.clean(_ANY_ELEMENT.sub("\n", unescape(found.body)))
        if len(body) * STATED > len(walk.text) and body[:PROBE] not in walk.text:
            notes.append("the page shows hardly any text: this is what its metadata state")
            found.text = body
            return found, pieces_of(body), []
    found.links = metadata.links(walk.links, metadata.base_of(root, base))
    region.mark(walk, Page(found.text, walk.pieces, language=language.guess(found.text)))
    return found, walk.pieces, walk.boxes


def _parse(text: str) -> _Element | None:
    from lxml import etree

    # comments stay: without them the parser loses what follows an early end of the body
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        root = cast("_Element | None", etree.fromstring(text.encode("utf-8", "replace"), parser=parser))
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    if root is None:  # there is nothing but comments
        return None
    for other in list(root.itersiblings()):  # what follows an early end of the page is put beside it, not in it
        if isinstance(other.tag, str):
            root.append(other)
    return root
