"""The whole text of an item that its feed cut: its page, asked for and kept beside what the feed says.

A round over the sources does this for all items of a source where that is wished, a reader for one article. Asks
`sources/` and the library.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from reader.desk.gathering import versions
from reader.desk.gathering.arriving import Arrival, keep
from reader.desk.gathering.versions import WHOLE_TEXT
from reader.desk.opening.inputs import Problem
from reader.desk.stories.grouping import group
from reader.model import Document, Media, Stated
from reader.sources.addresses import shown
from reader.sources.discovery import Kind, kind_of
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.desk import workers
    from reader.library.holdings.articles import Place, Version
    from reader.library.library import Library
    from reader.model import Article
    from reader.sources.asking import Fetched, Policy
    from reader.text.plain import CleanText

_STOPPED = plain.CleanText("stopped")
_PAGES = ("text/html", "application/xhtml+xml")


class Had(NamedTuple):
    """What came of asking for an article's whole text."""

    id: str
    """Of the text that is shown now."""
    words: CleanText
    """What is to be said, in one line."""
    changed: bool = False
    """Whether there is a version more, or another one is shown."""


def whole(arrival: Arrival, fetched: Fetched) -> Arrival | Problem:
    """Return an item's page as another version of it; what the feed states of the item still holds."""
    if fetched.error:
        return Problem(shown(fetched.request.address), fetched.error)
    if kind_of(fetched.data) is not Kind.PAGE and fetched.media not in _PAGES:
        kind = f" ({fetched.media})" if fetched.media else ""
        return Problem(
            shown(fetched.request.address), plain.line(f"is no page that can be read{kind}; open it in a browser")
        )
    stated = arrival.document.stated or Stated()
    document = Document(fetched.address, Media.HTML, fetched.data, link=fetched.address, stated=stated)
    return Arrival(arrival.item, document, WHOLE_TEXT)


def leads_away(home: str, link: str) -> bool:
    """Tell whether a feed names a page on another host: it may not lead into one's own networks."""
    return urlsplit(home).netloc != urlsplit(link).netloc


def fetch(library: Library, article: Article, policy: Policy, pool: workers.Pool, stop: Callable[[], bool]) -> Had:
    """Fetch the page of an article and keep it as the whole text of every item that has this text.

    Where the page gives fewer words than the feed it is kept beside that; what is kept of the page is shown otherwise.

    Args:
        library: Where the article is.
        article: With the link that holds for it.
        policy: What the fetch may do.
        pool: Who cleans.
        stop: Asked now and then; True ends it.

    Raises:
        LibraryError: Something cannot be read or kept.
    """
    from reader.sources.asking import Request
    from reader.sources.fetching import Round

    places = library.articles.places(library.articles.numbers_of(article.id))
    if not places:
        return Had(article.id, plain.line("this article is not in the library any more"))
    addresses = {source.number: source.address for source in library.sources.all()}
    if any(leads_away(addresses[one.feed], article.link) for one in places if one.feed is not None):
        policy = replace(policy, allow_private=False)
    before = library.articles.versions(places[0].number)
    with Round([Request(article.link)], policy, stop) as round_:
        fetched = next(iter(round_), None)
    if fetched is None or stop():
        return Had(article.id, _STOPPED)
    for place in places:
        problem = _keep(library, place, fetched, pool, stop)
        if problem is not None:
            return Had(article.id, plain.line(str(problem)))
    if stop():
        return Had(article.id, _STOPPED)
    had = _shown(library, places[0], before)
    changed = library.articles.versions(places[0].number) != before
    if changed:
        group(library, pool, stop=stop)
    return had._replace(changed=changed)


def _keep(
    library: Library, place: Place, fetched: Fetched, pool: workers.Pool, stop: Callable[[], bool]
) -> Problem | None:
    """Keep the page for one item; return why that cannot be, if it cannot."""
    own = [one.version for one in library.articles.versions(place.number) if not one.note]
    original = library.articles.original(place.number, own[-1]) if own else None
    document = original or Document(plain.line(place.item), Media.TEXT, b"")
    arrival = whole(Arrival(place.item, document), fetched)
    if isinstance(arrival, Problem):
        return arrival
    kept = list(keep(library, [arrival], place.feed, pool, stop))
    return next((item for item in kept if isinstance(item, Problem)), None)


def _shown(library: Library, place: Place, before: Sequence[Version]) -> Had:
    """Show the newest whole text, unless it has fewer words than what came by itself, and say what there is now."""
    after = library.articles.versions(place.number)
    id_ = next(one.id for one in after if one.shown)
    pages = [one for one in after if one.note == WHOLE_TEXT]
    own = [one for one in after if not one.note]
    if not pages:
        return Had(id_, plain.line("the page says no more than what is here"))
    words, fed = (
        sum(text.words for text in library.articles.load([place.number], some[-1].version)) if some else 0
        for some in (pages, own)
    )
    name = versions.called(own[-1]) if own else ""
    if words < fed:
        return Had(id_, plain.line(f"the page gives {words} words, the {name} {fed}; w shows the page all the same"))
    was_shown = any(one.shown and one.note for one in before)
    if was_shown and len(after) > len(before):
        return Had(id_, plain.line("the page has changed; V compares it with what it said"))
    if was_shown:
        return Had(id_, plain.line("the page says what it said"))
    back = f"; w turns back to the {name}, {fed} words" if own else ""
    return Had(versions.show(library, id_, pages[-1]), plain.line(f"whole text, {words} words{back}"))
