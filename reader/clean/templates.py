"""What a source repeats from article to article: invitations, appeals, notes on itself, whatever they say. Pure.

That two articles print the same paragraph proves little: they may be two reports on one event, or background that a
story drags along. So a block must do more than come back. What counts, with weights near those that
`tests/bench/templates.py --fit` finds on made-up sources, rounded so that what is doubtful is kept:

    parted    how many of the articles that print it tell different things: their own words, elsewhere, are not alike
    apart     its words are not those of the articles around it: background speaks of its story, an appeal does not
    outside   it stands before the first or after the last paragraph that is the article's alone
    share     how many of the source's articles print it

Linear in the blocks: of every block at most `HOSTS` of its articles are compared with each other, and of a source at
most `ARTICLES` articles, spread evenly, are looked at.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from reader.clean.context import Template
from reader.clean.rules import pattern_of
from reader.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.model import Article, Block

ARTICLES = 2_000
HOSTS = 8
PROSE = 12
"""Words of a paragraph of running text."""
TELLING = 4
"""Different long words from which on it can be told whose a block's words are."""
UNLIKE = 0.25
"""Share of their own long words that two articles have in common, below which they tell different things."""
SURE = 0.8
"""From which score on a block is template."""
LETTERS = 3
LONGEST = 4_000
"""Characters of a block that can come back word for word."""
_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM, BlockKind.QUOTATION})
_STOP = re.compile(r"""[.!?…।؟۔。！？]["'”’»›)\]」』*]*$""")
_PAIRED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts that do not set words apart: there, every two characters count as a word."""
_LONG = re.compile(rf"(?=([{_PAIRED}]{{2}}))|([a-z\u00c0-\u052f]{{5,}}|[^\W\d_a-z\u00c0-\u052f{_PAIRED}]{{3,}})")


class Evidence(NamedTuple):
    """What is known of a block that comes back in a source."""

    parted: int
    """Articles among those looked at that tell different things, 1 to `HOSTS`."""
    alike: float
    """How much the two of them that are least alike have in common, 0 to 1."""
    spoken: float
    """Share of the block's long words that its articles use elsewhere, on average."""
    outside: float
    """Share of its articles in which it stands outside the paragraphs that are theirs alone."""
    share: float
    """Share of the source's articles that print it."""

    def score(self) -> float:
        """Return how sure it is that the block is template, 0 to 1, if it is long enough to have words of its own."""
        odds = -0.5 + 0.8 * self.parted - 3 * self.alike - 10 * self.spoken + 3 * self.outside + 2 * self.share
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def find(articles: Sequence[Article]) -> Mapping[str, Template]:
    """Return the templates in articles of one source, by `reader.clean.rules.pattern`.

    Blocks count whether they were kept or hidden. One article alone has none.
    """
    if len(articles) < 2:
        return {}
    if len(articles) > ARTICLES:
        articles = [articles[number * len(articles) // ARTICLES] for number in range(ARTICLES)]
    shelf = _Shelf.of(articles)
    found = {}
    for text, hosts in shelf.hosts.items():
        score = shelf.score(text, hosts)
        if score >= SURE:
            found[text] = Template(len(hosts), len(articles), score)
    return found


def evidence(articles: Sequence[Article]) -> Mapping[str, Evidence]:
    """Return what is known of every block that comes back and is long enough to have words of its own."""
    shelf = _Shelf.of(articles)
    return {text: shelf.evidence(text, hosts) for text, hosts in shelf.hosts.items() if _is_telling(text)}


@dataclass
class _Leaf:
    """One article: its blocks as patterns, and where the paragraphs that are its alone begin and end."""

    texts: list[str]
    first: int = 0
    last: int = -1
    head: int = 0
    """Blocks from the top on that all come back or are hidden."""
    tail: int = 0
    """The first of the blocks down to the bottom that all come back or are hidden."""

    def is_outside(self, at: int) -> bool:
        return self.last >= 0 and not self.first <= at <= self.last


class _Shelf:
    """The articles of one source, side by side."""

    def __init__(self, leaves: list[_Leaf], hosts: dict[str, list[int]]) -> None:
        self.leaves = leaves
        self.hosts = hosts
        """The articles of every block that comes back."""
        self._own = lru_cache(maxsize=4 * ARTICLES)(self._own_words)
        self._likeness = lru_cache(maxsize=64 * ARTICLES)(self._compared)

    @classmethod
    def of(cls, articles: Sequence[Article]) -> _Shelf:
        leaves: list[_Leaf] = []
        hosts: dict[str, list[int]] = {}
        for number, article in enumerate(articles):
            texts = [pattern_of(article, block) if _counts(block) else "" for block in article.blocks]
            leaves.append(_Leaf(texts))
            for text in set(texts):
                if sum(map(str.isalpha, text[:60])) >= LETTERS:
                    hosts.setdefault(text, []).append(number)
        hosts = {text: numbers for text, numbers in hosts.items() if len(numbers) > 1}
        for leaf, article in zip(leaves, articles, strict=True):
            own = [at for at, text in enumerate(leaf.texts) if text not in hosts and _is_prose(text)]
            leaf.first, leaf.last = (own[0], own[-1]) if own else (0, -1)
            known = [text in hosts or not block.kept for text, block in zip(leaf.texts, article.blocks, strict=True)]
            leaf.head = len(list(takewhile(bool, known)))
            leaf.tail = len(known) - len(list(takewhile(bool, reversed(known))))
        return cls(leaves, hosts)

    def score(self, text: str, hosts: list[int]) -> float:
        """Return how sure it is that a block is template; 0 where it cannot be told."""
        seen = self.evidence(text, hosts)
        if seen.parted < 2:
            return seen.score() if _is_telling(text) else 0.0
        if _is_telling(text):
            return seen.score()
        words = len(text.split())
        if _STOP.search(text):
            return 0.85 if words >= 6 or (len(hosts) > 2 and seen.outside == 1) else 0.0
        on_edge = sum(self._is_on_edge(text, host) for host in hosts)  # a label, a heading, an item of a list
        return 0.85 if on_edge * 4 >= len(hosts) * 3 and (len(hosts) > 2 or words >= 4) else 0.0

    def evidence(self, text: str, hosts: list[int]) -> Evidence:
        """Return what is known of a block that comes back."""
        some = [hosts[number * len(hosts) // HOSTS] for number in range(HOSTS)] if len(hosts) > HOSTS else hosts
        parted: list[int] = []
        alike = 1.0
        for host in some:
            near = [self._likeness(other, host) for other in parted]
            alike = min([alike, *near])
            if all(share < UNLIKE for share in near):
                parted.append(host)
        words = set(_long_words(text))
        spoken = sum(len(words & self._own(host)) for host in some) / (len(some) * max(len(words), 1))
        outside = sum(self.leaves[host].is_outside(self.leaves[host].texts.index(text)) for host in some) / len(some)
        return Evidence(len(parted), alike, spoken, outside, len(hosts) / len(self.leaves))

    def _is_on_edge(self, text: str, host: int) -> bool:
        leaf = self.leaves[host]
        at = leaf.texts.index(text)
        return leaf.is_outside(at) and not leaf.head <= at < leaf.tail

    def _own_words(self, number: int) -> frozenset[str]:
        """Return the long words of an article's blocks that do not come back."""
        texts = self.leaves[number].texts
        return frozenset(word for text in texts if text not in self.hosts for word in _long_words(text))

    def _compared(self, one: int, other: int) -> float:
        a, b = self._own(one), self._own(other)
        return len(a & b) / min(len(a), len(b)) if a and b else 1.0


def _counts(block: Block) -> bool:
    """Tell whether a block can be template at all: no field of the article, no row of a table, not all too long."""
    is_field = block.reason is not None and block.reason.is_field
    return block.kind in _KINDS and not is_field and block.span.end - block.span.start <= LONGEST


def _is_prose(text: str) -> bool:
    """Tell whether a folded block reads as running text."""
    return text.count(" ") >= PROSE - 1 and _STOP.search(text) is not None


def _is_telling(text: str) -> bool:
    return text.count(" ") >= PROSE - 1 and len(set(_long_words(text))) >= TELLING


def _long_words(text: str) -> list[str]:
    return [pair or word for pair, word in _LONG.findall(text)]
