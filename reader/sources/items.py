"""The fields of an `Item`, whatever format they came in: what parsers found, through the gate, within limits. Pure."""

from __future__ import annotations

import contextlib
import hashlib
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from reader.model import Media
from reader.sources.markup import seen
from reader.text import dates, plain
from reader.text.plain import CleanText

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_TITLE = 1000
MAX_ADDRESS = 4000
MAX_ID = 1000
MAX_CONTENT = 5_000_000
MAX_AUTHORS = 300
MAX_ENCLOSURES = 20
MAX_TAGS = 50
MAX_TAG = 100
CUT_WORDS = 30
"""A body with a page behind it and fewer words only announces the page."""

ENDING = 320
"""Characters at the end of a body that are looked at."""
PHRASE = 110
"""Characters of a phrase that leads to the rest, a title in it included."""
SHORT = 600
"""A body with fewer characters may be an announcement."""

_INLINE = (
    "a|abbr|acronym|address|article|b|bdi|bdo|big|blockquote|br|center|cite|code|del|dfn|div|em|embed|figcaption|figure"
    "|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark|math|nobr|object|ol|p|pre|q|rp|rt|ruby|s|samp|script|small|span|strike"
    "|strong|style|sub|sup|svg|table|tbody|td|th|thead|time|tr|tt|u|ul|var|video|wbr"
)
_TAG = re.compile(rf"<(?:/?(?:[a-z]+:)?(?:{_INLINE})(?:[\s/][^<>]*)?>|!--|!\[CDATA\[)", re.I)
_BREAKING = re.compile(r"<(?:br|p|div|li|td|th|tr|h[1-6])\b", re.I)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,30});", re.I)
_GOES_ON = (
    r"(?:read|see|view)\s+(?:(?:the\s+)?(?:more|full|rest)|on)|continue(?:\s+reading)?|full\s+story|weiterlesen"
    r"|mehr\s+lesen|lire\s+(?:la\s+suite|plus)|leer\s+más|seguir\s+leyendo|leggi\s+(?:tutto|di\s+più)"
    r"|lees\s+(?:meer|verder)|leia\s+mais|läs\s+mer|les\s+mer|læs\s+mere|czytaj\s+(?:dalej|więcej)"
    r"|читать\s+(?:далее|дальше)|devamını\s+oku"
)
_ELLIPSIS_ENDS = re.compile(rf"(?:…|\.\.\.)\W{{0,8}}(?:(?:{_GOES_ON}|more|mehr)\b.{{0,80}})?\W*\Z", re.I)
_MORE_ENDS = re.compile(
    rf"\b(?:(?:{_GOES_ON})|(?:continue\s+reading|read\s+the\s+(?:full|rest))\b.{{0,80}})\W*\Z", re.I
)
_HINTS = "read see view continue story lesen lire leer leyendo legg lees leia mer dalej więcej читать oku".split()
"""One of these is in each phrase of that kind: looking for them first spares most bodies the search."""


def text_of(markup: str) -> CleanText:
    """Return the words of a short text that may hold HTML: known tags and references resolved, on one line.

    A "<" that opens no element of HTML stays as it is. References are resolved once more than the format asks for:
    feeds often encode titles twice.
    """
    markup = markup[: MAX_TITLE * 4]
    if "<" in markup:
        markup = _TAG.sub("", _BREAKING.sub(" <br", seen(markup))).replace("-->", "").replace("]]>", "")
    return plain.shorten(unescape(markup) if "&" in markup else markup, MAX_TITLE)


def address_of(raw: str, base: str = "") -> CleanText:
    """Return an address on one line, made absolute where `base` is known."""
    raw = raw.strip()[:MAX_ADDRESS]
    if base and raw:
        with contextlib.suppress(ValueError):
            raw = urljoin(base, raw)
    return plain.line(raw)


def id_of(raw: str) -> CleanText:
    """Return an id on one line; of a very long one the beginning and its digest, so that it stays its own."""
    one = plain.line(raw)
    if len(one) <= MAX_ID:
        return one
    return CleanText(one[: MAX_ID - 65] + "-" + hashlib.sha256(raw.encode("utf-8", "replace")).hexdigest())


def moment_of(value: datetime | None) -> datetime | None:
    """Return a moment that can be compared and shown: with a time zone, within the years that dates may have."""
    if value is None:
        return None
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    offset = aware.utcoffset() or timedelta()
    if aware.year not in dates.YEARS or abs(offset) > dates.MAX_OFFSET:
        return None
    return aware


def date_of(written: object) -> datetime | None:
    """Read a date as feeds write them; None where there is none."""
    if not isinstance(written, str):
        return None
    when = dates.parse(written)
    return when.moment if when else None


def tags_of(terms: Iterable[object]) -> tuple[CleanText, ...]:
    """Return the tags of an item, each once, in their order."""
    found: dict[CleanText, None] = {}
    for term in terms:
        one = plain.shorten(str(text_of(term)), MAX_TAG) if isinstance(term, str) else CleanText("")
        if one and len(found) < MAX_TAGS:
            found[one] = None
    return tuple(found)


def body_of(values: Iterable[str]) -> tuple[str, Media]:
    """Return the longest of several bodies, and how it is to be read: as HTML where it has tags or references."""
    best = max(values, key=len, default="").strip()[:MAX_CONTENT].encode("utf-8", "replace").decode("utf-8")
    return best, Media.HTML if _TAG.search(best) or _REFERENCE.search(best) else Media.TEXT


def is_cut(content: str, link: str) -> bool:
    """Tell whether a body breaks off, or is so short that it only announces the page behind the link."""
    if not content.strip():
        return bool(link)
    end = _TAG.sub(" ", content[-ENDING:])
    end = " ".join((unescape(end) if "&" in end else end).split())[-200:]
    low = end[-PHRASE:].lower()
    if ("…" in end or "..." in end) and _ELLIPSIS_ENDS.search(end):
        return True
    if any(hint in low for hint in _HINTS) and _MORE_ENDS.search(end, max(len(end) - PHRASE, 0)):
        return True
    return bool(link) and len(content) < SHORT and len(_TAG.sub(" ", content).split()) < CUT_WORDS


def repaired(text: str) -> str:
    """Undo UTF-8 that was read as Latin-1 and encoded again."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def string(value: Any) -> str:
    """Return a value if it is characters, else an empty text."""
    return value if isinstance(value, str) else ""


def author_of(names: Iterable[str]) -> CleanText:
    """Return the names of authors on one line, without the addresses that stand with them."""
    return plain.shorten(", ".join(dict.fromkeys(filter(None, map(_name, names)))), MAX_AUTHORS)


def addresses_of(raw: Iterable[str], base: str) -> tuple[CleanText, ...]:
    """Return addresses, absolute where `base` is known, each once, in their order."""
    found: dict[CleanText, None] = {}
    for one in raw:
        address = address_of(one, base)
        if address and len(found) < MAX_ENCLOSURES:
            found[address] = None
    return tuple(found)


def _name(author: str) -> str:
    one = str(text_of(author))
    match = re.fullmatch(r"\S{1,200}@\S{1,200}\s+\((.{1,300})\)|(.{1,300}?)\s+[<(]\S{1,200}@\S{1,200}[>)]", one)
    return (match[1] or match[2]) if match else one
