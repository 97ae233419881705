"""Markdown to visible text and blocks: headings, quotations, items, rows, code; links become plain words."""

from __future__ import annotations

import re
import string

from reader.clean.found import Found
from reader.clean.pieces import Finding, Piece
from reader.model import BlockKind, Link, Reason
from reader.text import headers, plain

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*\Z")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_ITEM = re.compile(r"\s{0,12}(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)")
_RULE = re.compile(r" {0,3}(?:[-*_][ \t]*){3,}\Z")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_ROW = re.compile(r"\s*\|.*\|\s*\Z")
_ROW_RULE = re.compile(r"[\s|:-]+\Z")
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\(\s*<?([^()\s<>]{1,2000})>?(?:[ \t]+[\"'][^\n\"']{0,300}[\"'])?\s*\)")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|\*|_|`)(?=\S)([^*_`\n]{1,500})(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LITERAL = {sign: chr(0xFDD0 + number) for number, sign in enumerate(string.punctuation)}
"""Stand-ins for escaped signs, so that these are no marks: 32 code points that no text holds, for 32 signs."""
_RESTORED = {ord(stand_in): sign for sign, stand_in in _LITERAL.items()}


class _Builder:
    """Lays visible blocks one after another and remembers where each begins."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []

    def add(self, text: str, kind: BlockKind, gap: bool) -> Piece | None:
        """Append a block; its own line breaks stay. None where nothing is visible."""
        text = text.strip()
        if not text:
            return None
        joint = ("\n\n" if gap else "\n") if self.pieces else ""
        start = self.length + len(joint)
        self.parts += [joint, text]
        self.length = start + len(text)
        piece = Piece(start, self.length, " ".join(text.split()), kind, gap)
        self.pieces.append(piece)
        return piece


def read_markdown(text: str) -> tuple[Found, list[Piece]]:
    """Return what the front matter of a gated Markdown text says, and its visible blocks."""
    header = headers.read(text)
    found = Found("", header=header)
    built = _Builder()
    end = header.end if header else 0
    for line in text[:end].split("\n"):
        piece = built.add(line, BlockKind.PARAGRAPH, gap=False)
        if piece is not None:
            piece.hint = Finding(Reason.HEADER, "header line", 1.0)
    _Reader(built, found).read(text[end:].split("\n"))
    found.text = plain.clean("".join(built.parts))
    return found, built.pieces


class _Reader:
    """Gathers the lines of a paragraph until something else begins."""

    def __init__(self, built: _Builder, found: Found) -> None:
        self.built = built
        self.found = found
        self.paragraph: list[str] = []
        self.kind = BlockKind.PARAGRAPH
        self.gap = True
        self.fenced = False

    def read(self, lines: list[str]) -> None:
        """Read all lines; every visible one ends up in a block."""
        for line in lines:
            if _FENCE.match(line):
                self.close()
                self.fenced = not self.fenced
            elif self.fenced:
                self.add(line, BlockKind.CODE)
            elif _UNDERLINE.match(line) and self.paragraph:
                self.kind = BlockKind.HEADING
                self.close()
            elif not line.strip() or _RULE.match(line):
                self.close()
                self.gap = True
            elif _ROW.match(line):
                self.close()
                if not _ROW_RULE.match(line):
                    self.add(_inline(line.strip().strip("|").strip(), self.found), BlockKind.ROW)
            else:
                self.text(line)
        self.close()

    def text(self, line: str) -> None:
        """Take a line of a paragraph, heading, quotation or item."""
        mark, rest = _opening(line)
        if mark is not None and not (mark is BlockKind.QUOTATION and self.kind is mark):
            self.close()
            self.kind = mark
        if mark is BlockKind.HEADING and not self.found.title and line.lstrip().startswith("# "):
            self.found.title = plain.line(_inline(rest, Found("")))
        self.paragraph.append(_inline(rest.strip(), self.found))
        if mark is BlockKind.HEADING:
            self.close()

    def add(self, text: str, kind: BlockKind) -> None:
        """Add one block."""
        if self.built.add(text, kind, self.gap):
            self.gap = False

    def close(self) -> None:
        """End the paragraph that is being gathered."""
        self.add("\n".join(self.paragraph), self.kind)
        self.paragraph.clear()
        self.kind = BlockKind.PARAGRAPH


def _opening(line: str) -> tuple[BlockKind | None, str]:
    """Return what a line opens, and the line without the mark."""
    heading = _HEADING.match(line)
    if heading:
        return BlockKind.HEADING, heading[2]
    quote = _QUOTE.match(line)
    if quote:
        return BlockKind.QUOTATION, line[quote.end() :]
    item = _ITEM.match(line)
    if item:
        return BlockKind.ITEM, line[item.end() :]
    return None, line


def _inline(text: str, found: Found) -> str:
    """Return a line without the marks of links, pictures and emphasis; the links go to `found`."""
    text = _ESCAPE.sub(lambda match: _LITERAL[match[1]], text)
    if "[" in text:
        text = _IMAGE.sub("", text)
        for match in _LINK.finditer(text):
            if match[2].lower().startswith(("http://", "https://")):
                words, address = (part.translate(_RESTORED) for part in match.groups())
                found.links.append(Link(plain.line(words), plain.line(address)))
        text = _LINK.sub(r"\1", text)
    if any(mark in text for mark in "*_`"):
        text = _EMPHASIS.sub(r"\2", text)
        text = _EMPHASIS.sub(r"\2", text)
    return text.translate(_RESTORED)
