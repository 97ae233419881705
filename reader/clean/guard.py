"""Bytes of a page to characters that a parser may see: decoded, without controls, nested no deeper than it keeps."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from reader.text import plain

MAX_BYTES = 25_000_000
MAX_DEPTH = 200
"""libxml2 loses the text below 2,046 levels, and all that follows, in silence."""

_META = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))(?![0-9a-f]);?", re.I)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""What steers a terminal or turns the reading direction."""
_CONTROL_REFERENCE = re.compile(
    r"&#(?:0{0,4}(?:[1-8]|1[4-9]|2\d|3[01]|127|823[4-8])|x0{0,4}(?:[1-8ef]|1[0-9a-f]|7f|202[a-e]))(?![0-9a-f])",
    re.IGNORECASE,
)
"""The same as a reference."""
_C1 = re.compile("[\x80-\x9f]")
_TWICE = re.compile("[\xc2-\xdf][\x80-\x9f]|[\xe0-\xef][\x80-\x9f][\x80-\xbf]|\xf0\x9f[\x80-\xbf]{2}")
"""UTF-8 read as Latin-1: a letter before a control character that no page means. Longer ones, such as of a dash."""
_PROLOG = re.compile(r"<\?xml[^>]{0,300}\?>")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]{0,60})[^>]*>|<!--")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset("script style textarea title xmp noscript iframe".split())
_IMPLIED = frozenset("p li td th tr dt dd option thead tbody tfoot".split())
_HIDING = re.compile(r"<(/?)(svg|math|canvas|object|video|audio|select|template|noscript|iframe)\b([^<>]*)>", re.I)
"""Elements whose content no page shows as text."""
_NO_CHARSETS = frozenset(
    {"unicode_escape", "raw_unicode_escape", "unicode-escape", "raw-unicode-escape", "utf-7", "utf7"}
)
"""Python's own codecs that read escapes: no page is written in them."""
_LATIN = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "iso8859-1"})


class Page(NamedTuple):
    """Characters that are safe to parse, and what was done to get them."""

    text: str
    notes: list[str]


def read(data: bytes) -> Page:
    """Decode a page and take out what a parser stumbles over. Never raises, linear."""
    notes = []
    if len(data) > MAX_BYTES:
        data = data[:MAX_BYTES]
        notes.append(f"only the first {MAX_BYTES // 1_000_000} MB were read")
    match = _META.search(data[:20_000])
    declared = match[1].decode("ascii").lower() if match else None
    if declared in _LATIN:
        declared = "cp1252"
    decoded = plain.decode(data, None if declared in _NO_CHARSETS else declared)
    if decoded.damaged:
        notes.append(f"{decoded.damaged} characters could not be read")
    text = decoded.text.replace("\x00", "")
    if not text.isascii() and _C1.search(text):
        text = _TWICE.sub(_once, text)
    if _CONTROL.search(text) or ("&#" in text and _CONTROL_REFERENCE.search(text)):
        notes.append("control and invisible characters were taken out")
    if "&#" in text:
        text = _REFERENCE.sub(_resolve, text)
    text = _without_unclosed(text.lstrip())
    prolog = _PROLOG.match(text)
    return Page(text[prolog.end() :] if prolog else text, notes)


def _without_unclosed(text: str) -> str:
    """Drop the tags of elements that hide their content and never end: they would hide the rest of the page."""
    ends: dict[str, int] = {}
    opened: list[re.Match[str]] = []
    for match in _HIDING.finditer(text):
        if match[1]:
            ends[match[2].lower()] = match.start()
        elif not match[3].endswith("/"):
            opened.append(match)
    at = 0
    kept: list[str] = []
    for match in opened:
        if match.start() > ends.get(match[2].lower(), -1):
            kept.append(text[at : match.start()])
            at = match.end()
    return "".join(kept) + text[at:]


def _once(match: re.Match[str]) -> str:
    """Return what was meant by characters that were encoded twice."""
    try:
        return match.group().encode("latin-1").decode("utf-8")
    except UnicodeError:
        return match.group()


def _resolve(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    if 128 <= number < 160:  # browsers read these as Windows-1252
        return bytes([number]).decode("cp1252", "ignore")
    control = number < 32 and number not in (9, 10, 13)
    return "" if control or number == 127 or 0xD800 <= number < 0xE000 else match.group()


def flatten(text: str) -> str:
    """Return a page with the tags below `MAX_DEPTH` levels replaced by line breaks. Their text stays. Linear."""
    out: list[str] = []
    stack: list[str] = []
    opened: Counter[str] = Counter()
    lost: set[str] = set()
    at = 0
    while match := _TAG.search(text, at):
        out.append(text[at : match.start()])
        at = match.end()
        name = (match[2] or "").lower()
        if not name or (name in _RAW and not match[1]):
            at = _end_of(text, f"</{name}" if name else "-->", at, lost)
            if name:
                out.append(text[match.start() : at])
        elif name in _VOID:
            out.append(match.group())
        elif match[1]:
            out.append(_close(name, match.group(), stack, opened))
        else:
            if name in _IMPLIED and stack and stack[-1] == name:
                opened[stack.pop()] -= 1
            stack.append(name)
            opened[name] += 1
            out.append(match.group() if len(stack) <= MAX_DEPTH else "<br>")
    out.append(text[at:])
    return "".join(out)


def _close(name: str, tag: str, stack: list[str], opened: Counter[str]) -> str:
    if not opened[name]:
        return ""
    deep = len(stack) > MAX_DEPTH
    while stack:
        top = stack.pop()
        opened[top] -= 1
        if top == name:
            break
    return "<br>" if deep and len(stack) >= MAX_DEPTH else tag


def _end_of(text: str, mark: str, at: int, lost: set[str]) -> int:
    """Return where a raw stretch ends, its mark included; a mark that was not found once is not sought again."""
    if mark not in lost:
        end = text.find(mark, at)
        close = text.find(">", end) if end >= 0 else -1
        if close >= 0:
            return close + 1
        lost.add(mark)
    return at
