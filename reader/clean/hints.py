"""What the names of elements and the tokens of their classes say about a block: a table, looked up token by token."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import NamedTuple

from reader.clean.pieces import Finding
from reader.model import Reason

_TAGS = {
    "nav": Finding(Reason.NAVIGATION, "in the page's navigation", 0.95),
    "footer": Finding(Reason.NAVIGATION, "in a footer", 0.9),
    "aside": Finding(Reason.TEASER, "beside the article", 0.8),
    "figcaption": Finding(Reason.CAPTION, "under a picture", 0.9),
    "form": Finding(Reason.NAVIGATION, "in a form", 0.9),
    "button": Finding(Reason.NAVIGATION, "on a button", 0.85),
    "dialog": Finding(Reason.NAVIGATION, "in a dialog", 0.8),
    "menu": Finding(Reason.NAVIGATION, "in a menu", 0.9),
    "address": Finding(Reason.BYLINE, "in an address", 0.6),
    "time": Finding(Reason.DATE, "marked as a time", 0.6),
}
_ROLES = {
    "navigation": _TAGS["nav"],
    "contentinfo": _TAGS["footer"],
    "complementary": _TAGS["aside"],
    "search": _TAGS["form"],
    "dialog": _TAGS["dialog"],
    "menu": _TAGS["menu"],
    "menubar": _TAGS["menu"],
    "toolbar": _TAGS["menu"],
}
_DECORATION = Finding(Reason.NAVIGATION, "decoration, by the page's own word", 0.6)
_TOKENS: dict[Reason, str] = {
    Reason.NAVIGATION: "nav navbar navigation menu submenu breadcrumb breadcrumbs pagination pager sidebar "
    "footer masthead topbar "
    "toolbar skip offcanvas toc subnav popup modal overlay login signin tags taglist tag topics keywords categories "
    "taxonomy hashtags sitemap language paywall regwall donate donation widget widgets screenreader sr srt "
    "metabar postmeta "
    "player audio audioplayer tts listen biography bio authorbox followus contributors jumplinks backtotop",
    Reason.SHARE: "share sharing shares social socials sharebar sharedaddy addtoany addthis sharetools "
    "sharebuttons follow "
    "socialmedia sns bookmark",
    Reason.TEASER: "related relatedposts recommended recommendation recommendations recirc recirculation teaser "
    "teasers promo "
    "promobox promos trending popular mostread mostpopular outbrain taboola readnext upnext readmore morestories "
    "alsolike inlinerelated latest carousel jp infobox factbox suggested similar crosslink linkbox zergnet mgid "
    "nextarticle prevnext postnav postnavigation rail railright cta ctabox",
    Reason.NEWSLETTER: "newsletter newsletters subscribe subscription signup mailchimp optin nl emailsignup "
    "mailinglist",
    Reason.COMMENTS: "comment comments commentlist disqus respond disqusthread discussion usercomments",
    Reason.AD: "ad ads advert adverts advertisement advertising sponsored sponsor banner dfp adslot adsense "
    "adunit adbox promoted "
    "advertorial gpt admanager commercial",
    Reason.CAPTION: "caption captions figcaption credit imgcaption imagecaption photocaption wpcaption gallery "
    "slideshow mediacaption "
    "lightbox photocredit imagecredit copyright",
    Reason.BYLINE: "byline author authors autor autoren contributor authorname writer reporter",
    Reason.DATE: "timestamp pubdate publishdate postdate publishtime datetime articledate published",
    Reason.COOKIES: "cookie cookies consent gdpr cookiebanner",
}
_DETAIL = {
    Reason.NAVIGATION: "in a part of the page for finding one's way",
    Reason.SHARE: "in a share bar",
    Reason.TEASER: "in a box of other texts",
    Reason.NEWSLETTER: "in a newsletter box",
    Reason.COMMENTS: "among the comments",
    Reason.AD: "in an advertisement",
    Reason.CAPTION: "under a picture",
    Reason.BYLINE: "in the byline",
    Reason.DATE: "in the date line",
    Reason.COOKIES: "in a cookie notice",
}
_BY_TOKEN = {
    token: Finding(reason, _DETAIL[reason], 0.8) for reason, tokens in _TOKENS.items() for token in tokens.split()
}
_NEGATIONS = frozenset("has no with without hide hidden show is not enable disable theme body page site".split())
_BODY = frozenset(
    "articlebody entrycontent postcontent storybody articlecontent bodytext articletext postbody contentbody".split()
)
_SPLIT = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])")
MAX_NAMES = 300


class Names(NamedTuple):
    """What the class and id of an element say, read once for every spelling."""

    finding: Finding | None
    body: bool
    """Whether it names itself the article's body."""
    tokens: tuple[str, ...]


def of_element(tag: str, names: Names, role: str, itemprop: str, aria_hidden: str = "") -> Finding | None:
    """Return what stands against an element by its own name, role or class tokens."""
    named = _TAGS.get(tag) or _ROLES.get(role)
    if named is not None:
        return named if names.finding is None or names.finding.reason is not Reason.COOKIES else names.finding
    if tag in ("body", "html", "main", "article"):
        return None
    if itemprop == "author":
        return _BY_TOKEN["byline"]
    return names.finding or (_DECORATION if aria_hidden == "true" else None)


@lru_cache(maxsize=4096)
def names_of(classes: str, identity: str) -> Names:
    """Return what the tokens of a class and an id say."""
    finding, body = None, False
    seen: dict[str, None] = {}
    for name in f"{classes} {identity}"[:MAX_NAMES].split():
        one = _of_name(name)
        seen.update(dict.fromkeys(one.tokens))
        body = body or one.body
        finding = finding or one.finding
    return Names(finding, body, tuple(seen))


@lru_cache(maxsize=4096)
def _of_name(name: str) -> Names:
    """Return what one class or id says: most pages say a few of them again and again."""
    tokens = [token.lower() for token in _SPLIT.split(name) if token][:12]
    joined = [*tokens, *(a + b for a, b in itertools.pairwise(tokens))]
    finding = None
    body = not _BODY.isdisjoint(joined)
    if not body and tokens and tokens[0] not in _NEGATIONS and len(tokens) <= 8:
        finding = next((_BY_TOKEN[token] for token in joined if token in _BY_TOKEN), None)
    return Names(finding, body, tuple(token for token in tokens if token.isalpha() and len(token) > 1))
