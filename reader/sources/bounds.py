"""Limits on the bytes of a feed, before any parser sees them: size, items, entities, attributes, long fields. Pure.

The figures are such that no honest feed is touched, and that the worst that is left takes seconds.
"""

from __future__ import annotations

import codecs
import re
from html import escape, unescape
from typing import NamedTuple

from reader.text import plain

MAX_BYTES = 25_000_000
MAX_ITEMS = 5000
MAX_HEAD = 64_000
"""Bytes before the first element."""
MAX_ENTITIES = 300
"""Entities of a document type that are kept; each stands for one character or a few letters."""
MAX_ATTRIBUTES = 300
MAX_FIELD = 400
"""Bytes of a date, a name or a list of keywords."""
MAX_TAGS = 1000
"""Categories of one item."""
HEAVY_TAGS, HEAVY_REFERENCES = 100_000, 300_000
"""So much markup takes the forgiving parser about five seconds."""

ITEM = re.compile(rb"<(?:[A-Za-z][\w.-]{0,30}:)?(?:item|entry)[\s>]", re.I)
_PAGE = re.compile(rb"\A(?:\s|<\?[^>]*>|<!--.{0,1000}?-->)*+<(?:!doctype\s+html|html|body)\b", re.I | re.S)
_FIRST_ELEMENT = re.compile(rb"<[A-Za-z]")
_DECLARATION = re.compile(rb"\s*<\?xml\s[^<>]{0,200}\?>")
_ENCODING = re.compile(rb"""\s*<\?xml\s[^<>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_OUTER_TYPE = re.compile(rb"<!DOCTYPE\s(?!\s{0,9}html\b)[^<>\[]{0,500}>")
"""A document type that only names another file."""
_ENTITY = re.compile(rb"""<!ENTITY\s+(\w{1,60})\s+(?:"(&#\w{1,8};|[^&"%<]{0,40})"|'(&#\w{1,8};|[^&'"%<]{0,40})')\s*>""")
_ATTRIBUTES = re.compile(rb"(<[A-Za-z][\w:.-]{0,100}\s)(?:[^<>=]*=){%d}[^<>]*" % MAX_ATTRIBUTES)
_AMPERSAND = re.compile(rb"&(?:([A-Za-z]\w{1,30});|(?!#\d{1,7};|#x[0-9A-Fa-f]{1,6};))")
_SHORT = (
    "author|creator|name|email|managingeditor|webmaster|publisher|contributor|owner|keywords|category|subject|language"
    "|pubdate|date|published|updated|issued|modified|created|valid|expirationdate|lastbuilddate"
)
_FIELD = re.compile(
    rb"(<(?:[\w.-]{1,30}:)?(?:%s)(?:\s[^<>]{0,1000})?>\s{0,100}(?:<!\[CDATA\[)?)((?:(?!\]\]>)[^<]){%d,})"
    % (_SHORT.encode(), MAX_FIELD),
    re.I,
)
_TAGS = re.compile(rb"<(?:[\w.-]{1,30}:)?(?:category|keywords|subject)\b", re.I)
_CLOSING = {"atom": b"</feed>", "rss": b"</channel></rss>", "rdf": b"</rdf:RDF>"}
_WIDE = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<\x00", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
)
"""How a feed in a wide encoding begins."""
_EBCDIC = b"\x4c\x6f\xa7\x94"
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252"}
"""Encodings that are declared, and the larger ones that are meant on the web."""
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13)) + b"\x7f"


class Bounded(NamedTuple):
    """Bytes that are safe to parse, and what was done to them, in words."""

    data: bytes
    words: list[str]


def bounded(data: bytes) -> Bounded:
    """Return the bytes of a feed without what could grow without end. Never raises; linear time."""
    words: list[str] = []
    if len(data) > MAX_BYTES:
        words.append(f"larger than {MAX_BYTES // 1_000_000} MB; the rest was left")
        data = data[:MAX_BYTES]
    text = _in_utf8(data, words)
    data = text.translate(None, _CONTROLS)
    if len(data) != len(text):
        words.append("control characters were taken out")
    data = data.lstrip()
    return Bounded(_few_items(_plain_head(data, words), words), words)


def tamed(data: bytes, words: list[str]) -> bytes:
    """Return bounded bytes for the forgiving parser, without what takes it the square of its length."""
    short = _FIELD.sub(_shortened, _ATTRIBUTES.sub(rb"\1", data))
    if short != data:
        words.append("fields or attributes beyond all measure were cut")
    return short


def with_references(data: bytes) -> bytes:
    """Return XML with its commonest faults repaired: bare ampersands, and references that only HTML knows. Linear."""
    kept: list[bytes] = []
    at = 0
    while at < len(data):
        start = data.find(b"<![CDATA[", at)
        end = data.find(b"]]>", start) if start >= 0 else -1
        stop = start if end >= 0 else len(data)
        kept.append(_AMPERSAND.sub(_reference, data[at:stop]))
        at = end + 3 if end >= 0 else len(data)
        kept.append(data[stop:at] if end >= 0 else b"")
    return b"".join(kept)


def is_heavy(data: bytes) -> bool:
    """Tell whether a feed has more markup than the forgiving parser can read in a few seconds."""
    if data.count(b"<") > HEAVY_TAGS or data.count(b"&") > HEAVY_REFERENCES:
        return True
    tags = [match.start() for match in _TAGS.finditer(data)]
    if len(tags) <= MAX_TAGS:
        return False
    starts = [match.start() for match in ITEM.finditer(data)]
    edges = [0, *starts, len(data)]
    at = 0
    for edge in edges[1:]:
        first = at
        while at < len(tags) and tags[at] < edge:
            at += 1
        if at - first > MAX_TAGS:
            return True
    return False


def is_page(data: bytes) -> bool:
    """Tell whether bytes are a web page rather than a feed, by how they begin."""
    return _PAGE.search(data[:4096]) is not None


def _in_utf8(data: bytes, words: list[str]) -> bytes:
    """Bring the bytes to UTF-8, without mark and declaration of another encoding, so that all else holds for them.

    By the mark, by how "<?" looks in wide encodings, as declared, else as the characters look.
    """
    wide = next((name for mark, name in _WIDE if data.startswith(mark)), "")
    if not wide and data.startswith(_EBCDIC):
        declared = _ENCODING.match(data[:300].decode("cp037").encode("utf-8", "replace"))
        wide = _known(declared[1].decode() if declared else "") or "cp037"
    if wide:
        text = data.decode(wide, "replace").lstrip("\ufeff")
    else:
        declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
        name = _known(declared[1].decode() if declared else "")
        decoded = plain.decode(data, None if name[:4] == "utf-" else name)
        text = decoded.text
        if decoded.damaged:
            words.append(f"{decoded.damaged} character{'s' * (decoded.damaged > 1)} could not be read")
    if not wide and (not declared or name == "utf-8"):
        return text.encode("utf-8", "replace")
    return _DECLARATION.sub(b"", text.encode("utf-8", "replace"), count=1)


def _known(name: str) -> str:
    """Return the codec for an encoding's name, or for the larger one that is meant; empty where there is none."""
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return ""
    return _MEANT.get(codec, codec)


def _reference(match: re.Match[bytes]) -> bytes:
    name = match[1]
    if name is None:
        return b"&amp;"
    if name in (b"amp", b"lt", b"gt", b"quot", b"apos"):
        return match.group()
    character = unescape(match.group().decode("ascii"))
    return b"&amp;" + name + b";" if character.endswith(";") else escape(character).encode("utf-8", "replace")


def _plain_head(data: bytes, words: list[str]) -> bytes:
    """Bound what stands before the first element; of entities keep those that stand for characters."""
    start = _FIRST_ELEMENT.search(data)
    head = data[: start.start()] if start else data
    if b"<!ENTITY" not in head and len(head) <= MAX_HEAD:
        return re.sub(rb"\s{2,}", b"\n", _OUTER_TYPE.sub(b"", head)) + data[len(head) :]
    declaration = _DECLARATION.match(head)
    found = _ENTITY.findall(head[: 4 * MAX_HEAD])[:MAX_ENTITIES]
    kept = b"\n".join(b'<!ENTITY %s "%s">' % (name, _character(one or other)) for name, one, other in found)
    if len(found) != head.count(b"<!ENTITY"):
        words.append("entities that refer to others or elsewhere were left unread")
    doctype = b"<!DOCTYPE feed [\n" + kept + b"\n]>\n" if kept else b""
    return (declaration.group() + b"\n" if declaration else b"") + doctype + data[len(head) :]


def _character(value: bytes) -> bytes:
    """Return what a reference stands for, itself where that is markup: the forgiving parser knows no other."""
    character = unescape(value.decode("utf-8", "replace")).encode("utf-8", "replace")
    return value if character in (b"<", b">", b"&", b'"', b"'") else character


def _few_items(data: bytes, words: list[str]) -> bytes:
    past = next((match.start() for number, match in enumerate(ITEM.finditer(data)) if number == MAX_ITEMS), 0)
    if not past:
        return data
    words.append(f"more than {MAX_ITEMS} items; the rest was left")
    start = _FIRST_ELEMENT.search(data)
    root = data[start.start() : start.start() + 12].lower() if start else b""
    kind = "rdf" if b"rdf" in root else "atom" if root.startswith(b"<feed") else "rss"
    return data[:past] + _CLOSING[kind]


def _shortened(match: re.Match[bytes]) -> bytes:
    """Cut a field between two characters, and not within a reference."""
    value = match[2][:MAX_FIELD].decode("utf-8", "ignore").encode()
    return match[1] + re.sub(rb"&[^;]{0,12}\Z", b"", value)
