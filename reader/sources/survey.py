"""A look over the elements of a feed, to tell whether the fast parser reads it as the forgiving one would.

Pure: expat (standard library) walks the bytes once, nothing is built, entities are never followed. A feed passes when
every element that could be read in two ways stands where one reading is left; the forgiving parser reads the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

MAX_DEPTH = 40
MAX_DATE = 200
"""Characters of a date that are kept, or a run of them more."""
ATOM = "http://www.w3.org/2005/Atom"
_ENCODED = "http://purl.org/rss/1.0/modules/content/ encoded"
_XHTML = "http://www.w3.org/1999/xhtml"
_XML_BASE = "http://www.w3.org/XML/1998/namespace base"
_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
_OWN_CASE = frozenset(
    "title link guid id description author category enclosure comments source pubDate pubdate".split()
)
_DATES = frozenset("pubdate published issued date updated modified lastbuilddate".split())
_BODIES = frozenset("description summary content encoded".split())
_CONTAINERS = frozenset("author source contributor".split())
"""Elements of an item that have elements of their own in the formats' specifications."""
_HTML = frozenset({None, "text/html", "html", "application/xhtml+xml", "xhtml"})
_PLAIN = frozenset({None, "text", "html"})


class _UnusualError(Exception):
    """Something stands in the feed that the parsers may read differently."""


@dataclass(slots=True)
class Seen:
    """What one item holds."""

    names: set[str] = field(default_factory=set)
    """The feed's own elements, by name."""
    foreign: set[str] = field(default_factory=set)
    """Names of elements of other vocabularies, at any depth."""
    links: list[tuple[bool, bool]] = field(default_factory=list)
    """Of an Atom entry's links that are the page's: whether it says so, and whether it is the first of all links."""
    any_link: bool = False
    date: str = ""
    """What the first element with a date holds, as it is written."""
    id_is_link: bool = False
    """Whether an RSS item's id is the address of its page, too."""

    @property
    def has_id(self) -> bool:
        """Tell whether it states an id."""
        return "guid" in self.names or "id" in self.names

    @property
    def has_link(self) -> bool:
        """Tell whether it states its page."""
        return "link" in self.names

    @property
    def dated(self) -> bool:
        """Tell whether a date is written in it."""
        return bool(self.date.strip())


@dataclass(slots=True)
class Survey:
    """The result: `items` only counts where `ordinary`."""

    well_formed: bool = True
    ordinary: bool = False
    atom: bool = False
    language: str = ""
    base: str = ""
    """What its relative links are resolved against, as the feed states it."""
    items: list[Seen] = field(default_factory=list)


def survey(data: bytes) -> Survey:
    """Look over the bytes of a feed. Never raises; linear time."""
    parser = expat.ParserCreate(namespace_separator=" ")
    walk = _Walk(parser)
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.StartDoctypeDeclHandler = walk.doctype
    parser.XmlDeclHandler = walk.declaration
    found = Survey(items=walk.items)
    try:
        parser.Parse(data, True)
        found.ordinary = walk.atom or walk.channels == 1
        found.atom = walk.atom
        found.language = walk.language
        found.base = walk.base
    except _UnusualError:
        pass
    except (expat.ExpatError, ValueError, LookupError):
        found.well_formed = False
    return found


class _Walk:
    """The handlers and what they have seen so far."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.items: list[Seen] = []
        self.depth = 0
        self.atom = False
        self.channels = 0
        self.language = ""
        self.base = ""
        self.item: Seen | None = None
        self.item_depth = 0
        self.child = ""
        """The element of the item that is open, by its own name; empty for one of another vocabulary."""

    def doctype(self, *_: object) -> None:
        raise _UnusualError

    def declaration(self, _: str, encoding: str | None, __: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8"):
            raise _UnusualError

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH or "base" in attributes:
            raise _UnusualError
        if _XML_BASE in attributes:
            self._base(name, attributes[_XML_BASE])
        if self.item is not None:
            if self.depth == self.item_depth + 1:
                self._child(self.item, name, attributes)
            else:
                self._within(self.item, name)
        elif self.depth == 1:
            self._root(name, attributes)
        elif name == (f"{ATOM} entry" if self.atom else "item"):
            self._item()
        elif name == "channel":
            self.channels += 1
        elif name == "language" and self.depth == 3:
            self.parser.CharacterDataHandler = self._language
        elif name.rpartition(" ")[2].lower() in ("item", "entry", "channel", "feed", "rss"):
            raise _UnusualError

    def end(self, _: str) -> None:
        self.parser.CharacterDataHandler = None
        if self.item is not None and self.depth == self.item_depth:
            self._check(self.item)
            self.item = None
        self.depth -= 1

    def _language(self, characters: str) -> None:
        if len(self.language) < MAX_DATE:
            self.language += characters

    def _base(self, name: str, base: str) -> None:
        """Take the base of the whole feed; that of a body is the body's own affair, any other is unusual."""
        if self.depth == 1:
            self.base = base
        elif (
            self.item is None or self.depth != self.item_depth + 1 or name not in (f"{ATOM} content", f"{ATOM} summary")
        ):
            raise _UnusualError

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        self.language = attributes.get(_LANGUAGE, "")
        self.atom = name == f"{ATOM} feed"
        if not self.atom and name != "rss":
            raise _UnusualError

    def _item(self) -> None:
        if self.depth != (2 if self.atom else 3) or (not self.atom and self.channels != 1):
            raise _UnusualError
        self.item, self.item_depth = Seen(), self.depth
        self.items.append(self.item)

    def _child(self, item: Seen, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        self.child = ""
        if space == _XHTML:
            raise _UnusualError
        if space == (ATOM if self.atom else "") or name == _ENCODED:
            self.child = local
            (self._atom_child if self.atom else self._rss_child)(item, local, attributes)
            item.names.add(local.lower())
        else:
            self._foreign_child(item, space, local.lower(), attributes)
        if local.lower() in _DATES and not item.date.strip():
            self.parser.CharacterDataHandler = self._date

    def _date(self, characters: str) -> None:
        if self.item is not None and len(self.item.date) < MAX_DATE:
            self.item.date += characters

    def _rss_child(self, item: Seen, local: str, attributes: dict[str, str]) -> None:
        low = local.lower()
        if low in _OWN_CASE and local not in _OWN_CASE:
            raise _UnusualError
        if local in ("title", "link", "guid"):
            stated = attributes.get("isPermaLink", "true") if local == "guid" else ""
            if local in item.names or local in item.foreign or len(attributes) > ("isPermaLink" in attributes):
                raise _UnusualError
            item.id_is_link = item.id_is_link or stated == "true"
        elif low in ("id", "body", "fullitem", "item", "abstract") or (low in _BODIES and "type" in attributes):
            raise _UnusualError

    def _atom_child(self, item: Seen, local: str, attributes: dict[str, str]) -> None:
        if local in ("title", "id"):
            if local in item.names or attributes.get("type") not in _PLAIN or "mode" in attributes:
                raise _UnusualError
        elif local in ("content", "summary"):
            if attributes.get("type") not in _PLAIN or "mode" in attributes:
                raise _UnusualError
        elif local == "link" and attributes.get("href"):
            if attributes.get("rel", "alternate") == "alternate":
                if attributes.get("type") not in _HTML:
                    raise _UnusualError
                item.links.append(("rel" in attributes, not item.any_link))
            item.any_link = True
        elif local in ("link", "guid"):
            raise _UnusualError

    def _foreign_child(self, item: Seen, space: str, low: str, attributes: dict[str, str]) -> None:
        item.foreign.add(low)
        if not space:
            raise _UnusualError
        if self.atom:
            return
        if low == "link" and space == ATOM:
            if attributes.get("rel", "alternate") == "alternate" or "link" not in item.names:
                raise _UnusualError
        elif low in ("title", "link", "guid"):
            if low not in item.names or low != "title" or space == ATOM:
                raise _UnusualError
        elif low == "id" and space == ATOM:
            raise _UnusualError

    def _within(self, item: Seen, name: str) -> None:
        space, _, local = name.rpartition(" ")
        own = space == (ATOM if self.atom else "")
        if self.child and self.child not in (_CONTAINERS if self.atom else ()):
            raise _UnusualError
        if self.child != "source" and local in ("title", "link", "id", "guid") and space in (ATOM, ""):
            raise _UnusualError
        if not self.child and (own or space == ATOM):
            raise _UnusualError
        if not own:
            item.foreign.add(local.lower())

    def _check(self, item: Seen) -> None:
        if self.atom and (len(item.links) != 1 or not any(item.links[0])):
            raise _UnusualError
        if "title" in item.foreign and "title" not in item.names:
            raise _UnusualError
        if not _BODIES.isdisjoint(item.foreign) and _BODIES.isdisjoint(item.names):
            raise _UnusualError
