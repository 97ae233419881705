"""What a page states about itself: JSON-LD, OpenGraph, Dublin Core, item properties, time tags. Bounded, never raises.

Metadata wins where it agrees with the page or nothing contradicts it: of several titles the one that the page shows
stands, of several articles in JSON-LD the one whose headline the page shows, and a date that a page shows goes before
one whose name in the metadata may mean anything.
"""

from __future__ import annotations

import json
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from reader.clean.words import fold
from reader.model import Link
from reader.text import plain
from reader.text.addresses import safe_address

if TYPE_CHECKING:
    from lxml.etree import _Element

    from reader.clean.found import Found

MAX_JSON = 500_000
MAX_NODES = 2000
_ARTICLE_TYPES = ("article", "posting", "report", "story")
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title"),
    "source": ("og:site_name", "application-name", "dc.publisher"),
    "date": (
        "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
        "dc.date.issued", "dcterms.issued", "dcterms.created", "article.published", "publish-date", "publishdate",
    ),
    "maybe": ("pubdate", "date", "dc.date", "dcterms.date"),
    "author": ("author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author"),
    "link": ("og:url",),
    "language": ("og:locale", "content-language", "language", "dc.language"),
}  # fmt: skip
_NOBODY = frozenset("admin administrator author root unknown user webmaster".split())
_ASIDE = frozenset("a li nav aside footer".split())
"""A time in one of these is of another text, or the site's clock."""
_TAILS = (" | ", " — ", " – ", " - ", " « ", " » ", " · ", " :: ", " • ")


def read(root: _Element, found: Found, base: str, shown: str = "") -> None:
    """Fill in what the page states.

    Args:
        root: The page.
        found: Where it goes.
        base: The page's address, or an empty text.
        shown: The headline that the page shows, or an empty text.
    """
    metas = _metas(root)
    nodes = _nodes(root)
    main = _main(nodes, (shown, _first(metas, "title")))
    pages = [node for node in nodes if "webpage" in _type(node)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    publisher = next((name for node in [main, *pages] if (name := _names(node.get("publisher"), by_id))), "")
    found.source = _first(metas, "source") or publisher
    titles = [_text(main.get("headline")) or _text(main.get("name"))]
    titles += [metas[key] for key in _META["title"] if key in metas]
    titles = [without_site(title, found.source) for title in titles]
    of_tag = "".join(next(iter(root.iter("title")), root.makeelement("title")).itertext())
    titles.append(_without_tail(without_site(of_tag, found.source)))
    found.title = _title([title for title in titles if title], shown)
    found.byline = _names(main.get("author"), by_id) or _authors(metas) or _item_names(root)
    found.dates = [_text(node.get("datePublished")) for node in [main, *pages]]
    found.dates += [metas[key] for key in _META["date"] if key in metas] + _item_dates(root)
    found.dates = [text for text in found.dates if text]
    found.maybe = [metas[key] for key in _META["maybe"] if key in metas] + _times(root)
    body = main.get("articleBody")
    found.body = body[:MAX_JSON] if isinstance(body, str) else ""
    canonical = next((e.get("href", "") for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical"), "")
    found.link = base or _absolute(canonical, base) or _absolute(_first(metas, "link"), base)
    stated = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    found.language = (stated or _first(metas, "language") or _text(main.get("inLanguage"))).replace("_", "-")[:20]
    for name in ("title", "source", "byline", "link", "language"):
        setattr(found, name, plain.line(getattr(found, name)))


def base_of(root: _Element, base: str) -> str:
    """Return the address that a page's links are resolved against: its own, or what its base element says."""
    stated = next((element.get("href") or "" for element in root.iter("base") if element.get("href")), "")
    return (_absolute(stated, base) or base) if stated else base


def links(pairs: list[tuple[str, str]], base: str) -> list[Link]:
    """Return the links of a page with absolute http addresses, each address once."""
    found: dict[str, Link] = {}
    for text, href in pairs:
        address = plain.line(_absolute(href.strip(), base))
        words = plain.line(text)
        if address and words and address not in found:
            found[address] = Link(words, address)
    return list(found.values())


def _metas(root: _Element) -> dict[str, str]:
    """Return the content of the meta elements by their names; the first of a name stands."""
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        get = element.get
        key = (get("property") or get("name") or get("itemprop") or get("http-equiv") or "").lower()
        content = get("content")
        if key and content and len(metas) < 500:
            metas.setdefault(key, content[:1000])
    return metas


def _first(metas: dict[str, str], name: str) -> str:
    return next((metas[key].strip() for key in _META[name] if metas.get(key, "").strip()), "")


def _title(titles: list[str], shown: str) -> str:
    """Return the first title that the page shows as well; where none is, the first; without the site's name."""
    if not shown or not titles:
        return next(iter(titles), shown)
    words = set(fold(shown).split())
    for title in titles:
        others = set(fold(title).split())
        if len(words & others) * 10 >= 8 * max(len(words), len(others)):
            return title
    cut = fold(titles[0]).rstrip(" .…")
    return shown if len(cut) > 20 and fold(shown).startswith(cut) else titles[0]


def without_site(title: str, source: str) -> str:
    """Return a title without the site's name at its end or at its beginning, on one line."""
    title = " ".join(title.split())[:400]
    known = _letters(source)
    for mark in _TAILS:
        head, _, tail = title.rpartition(mark)
        if head and known and _letters(tail) and (_letters(tail) in known or known in _letters(tail)):
            return without_site(head, source)
        first, _, rest = title.partition(mark)
        if rest and known and _letters(first) == known:
            return rest
    return title


def _without_tail(title: str) -> str:
    """Return the text of a title element without what follows its last mark, if that is short: the site, most often."""
    for mark in _TAILS:
        head, _, tail = title.rpartition(mark)
        if head and len(tail.split()) <= 4 and len(head) > len(tail):
            return head
    return title


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _absolute(href: str, base: str) -> str:
    try:
        address = urljoin(base, href.strip()).replace(" ", "%20")  # as browsers write it
    except ValueError:
        return ""
    return safe_address(address) or ""


def _nodes(root: _Element) -> list[dict[str, Any]]:
    """Return the nodes of the page's JSON-LD that may be about the page itself, in order: none of other texts."""
    found: list[dict[str, Any]] = []
    for script in list(root.iter("script"))[:200]:
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "").lower() or len(text) > MAX_JSON:
            continue
        try:
            queue: list[Any] = [json.loads(text.strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        for node in queue:  # grows as it goes
            if len(queue) > MAX_NODES:
                break
            if isinstance(node, list):
                queue += node[:200]
            elif isinstance(node, dict):
                found.append(node)
                queue += [node[key] for key in ("@graph", "mainEntity") if isinstance(node.get(key), list | dict)]
    return found


def _type(node: dict[str, Any]) -> str:
    return str(node.get("@type", "")).lower()


def _main(nodes: list[dict[str, Any]], known: tuple[str, ...]) -> dict[str, Any]:
    """Return the node of the page's article: one with a title that is known, else the first; {} where there is none."""
    articles = [node for node in nodes if any(kind in _type(node) for kind in _ARTICLE_TYPES)]
    titles = {_letters(title) for title in known if title}
    for node in articles:
        if _letters(unescape(_text(node.get("headline")))) in titles:
            return node
    return articles[0] if articles else {}


def _text(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return unescape(value[:1000]) if isinstance(value, str) else ""


def _names(value: object, by_id: dict[str, dict[str, Any]]) -> str:
    """Return the names in an author or publisher: a text, a node, a reference, or several; people alone if any."""
    nodes = value if isinstance(value, list) else [value]
    people: dict[str, None] = {}
    others: dict[str, None] = {}
    for node in nodes[:8]:
        if isinstance(node, dict) and "name" not in node and isinstance(node.get("@id"), str):
            node = by_id.get(node["@id"], node)
        name = _text(node.get("name")) if isinstance(node, dict) else _text(node)
        if name and "://" not in name and name.lower() not in _NOBODY:
            is_person = isinstance(node, dict) and "person" in _type(node)
            (people if is_person else others)[name] = None
    return ", ".join(people or others)


def _authors(metas: dict[str, str]) -> str:
    for key in _META["author"]:
        name = metas.get(key, "").strip()
        if (
            name
            and "://" not in name
            and not name.startswith("@")
            and not name.isdigit()
            and name.lower() not in _NOBODY
        ):
            return name
    return ""


def _item_names(root: _Element) -> str:
    """Return the names of the elements marked as the author's."""
    found: dict[str, None] = {}
    for element in _marked(root, "author")[:8]:
        inner = element.find(".//*[@itemprop='name']")
        holder = element if inner is None else inner
        name = " ".join((holder.get("content") or "".join(holder.itertext())).split())[:200]
        if name and "://" not in name:
            found[name] = None
    return ", ".join(found)


def _item_dates(root: _Element) -> list[str]:
    marked = _marked(root, "datePublished")[:3]
    return [(element.get("datetime") or element.get("content") or "")[:100] for element in marked]


def _marked(root: _Element, name: str) -> list[_Element]:
    """Return the elements that a page gives out as one property of its item."""
    return list(root.xpath("descendant::*[@itemprop=$name]", name=name))


def _times(root: _Element) -> list[str]:
    """Return the moment of the first time element that is of the article, those below its headline first."""
    below: list[str] = []
    above: list[str] = []
    seen = False
    for element in root.iter("h1", "time"):
        if element.tag == "h1":
            seen = True
        elif element.get("datetime") and not any(outer.tag in _ASIDE for outer in element.iterancestors()):
            (below if seen else above).append(element.get("datetime", "")[:100])
        if below or len(above) > 20:
            break
    return below[:1] or above[:1]
