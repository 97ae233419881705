"""Who a statement says speaks or does something, and whether a sentence of a source says it of the same one.

Pure, by the words beside the names. English; in other languages few are found, and only they are asked for. Looking for
what a name is takes time with the length of the sources, once for each name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.desk.telling.parts import is_one
from reader.match.sentences import DATE_WORDS
from reader.model import Span
from reader.text import quotes, rolewords, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Article
    from reader.text.quotes import Quotation
    from reader.text.tokens import Token

_SPEECH = quotes.SPEECH | frozenset(
    "reiterated repeated underlined underscored suggested accused promised quoted according acknowledging adding "
    "confirming noting recalling explaining warning stating".split()
)
"""Words that tell of what somebody says."""
_HELPERS = frozenset("will would has had have is was were are can could may might must did does".split())
"""Verbs that follow the one who does something."""
_BEFORE = 2
"""Sentences before one that says "he" or "she" in which is looked for who that is."""
_LEAST_SAID = 0.3
"""Share of the words of what somebody is stated to say that a source must have: his name alone backs nothing."""
_SPOKEN = frozenset(map(tokens.stem, quotes.SPEECH))
_PRONOUNS = frozenset(("he", "she"))
_OBJECTS = frozenset("from with to of for against between told asked thanked at in on".split())
"""Words behind which a name is not the one who does something."""
_ARTICLES = frozenset(("the", "a", "an"))
_TITLE = 2
"""Small words before a name that say what somebody is, at most."""
_PLACE = r"\b(?:in|at|near|into)\s(?:[^\W\d_a-z]\w*\s)*"
_FULL = r"\b[^\W\d_a-z][\w.]+\s"
_MOST_WORDS = 60
"""Words of a statement that are looked at."""


class Actor(NamedTuple):
    """One whom a statement names as speaking or doing something."""

    span: Span
    """Where the name's last word stands."""
    name: str
    """That word in lower case."""
    speaks: bool
    said: frozenset[str] = frozenset()
    """What one who speaks says, in stems."""


class Actors:
    """The sources of a check, to be asked who of a statement's persons does the same there.

    Args:
        sources: The articles.
    """

    def __init__(self, sources: Sequence[Article]) -> None:
        self._sources = sources
        self._quotations: dict[str, list[Quotation]] = {}
        self._is_person, self._is_known = cache(self._find_person), cache(self._find_known)

    def of(self, text: str, span: Span) -> list[Actor]:
        """Return who speaks in a sentence, and the person that it says something of; neither where none is named."""
        words = tokens.tokens(text, *span)[:_MOST_WORDS]
        found: list[Actor] = []
        by = [word.norm for word in words[:2]] == ["according", "to"]
        subject = _name_at(words, 2 if by else 0)
        titled = _name_at(words, 1)  # "Chief engineer Ada Holm said"
        if titled is not None and titled + 1 < len(words) and words[titled + 1].norm in quotes.SPEECH:
            subject = titled
        if subject is None or subject + 1 >= len(words):
            return found
        if (by or words[subject + 1].norm in quotes.SPEECH) and not _is_plural(words, subject):
            said = frozenset(word.stem for word in words[subject + 1 :] if not word.stop) - _SPOKEN
            found.append(_actor(words[subject], speaks=True)._replace(said=said))
            subject = _name_at(words, subject + (1 if by else 2))
        if subject is not None and subject + 1 < len(words) and self._acts(words, subject):
            found.append(_actor(words[subject], speaks=False))
        return found

    def _acts(self, words: Sequence[Token], place: int) -> bool:
        """Tell whether a name is a person who does something: it is followed by no mark and owns nothing."""
        word, after = words[place], words[place + 1]
        if _owns(word) or after.start - word.end > 1:
            return False
        return self._is_person(word.norm) or (
            after.norm in _HELPERS and not _is_plural(words, place) and not self._is_known(word.norm)
        )

    def _find_known(self, name: str) -> bool:
        """Tell whether a word stands in a source, in whatever case."""
        word = re.compile(rf"\b{re.escape(name)}", re.IGNORECASE)
        return any(word.search(article.text) for article in self._sources)

    def _find_person(self, name: str) -> bool:
        """Tell whether a source writes a name with a first name or a title, and none says "in" before it."""
        written = name if name.isupper() else name.capitalize()
        full, where = (re.compile(rf"{before}{re.escape(written)}\b") for before in (_FULL, _PLACE))
        texts = [article.text for article in self._sources if written in article.text]
        if any(where.search(text) for text in texts):
            return False
        return any(
            found.group().split()[0].lower() not in tokens.STOP for text in texts for found in full.finditer(text)
        )

    def says(self, actor: Actor, article: Article, sentences: Sequence[Span], number: int) -> bool:
        """Tell whether a sentence of a source says something of an actor, and, where that one speaks, by him.

        Args:
            actor: Who is asked for.
            article: The source.
            sentences: Where the sentences of its text stand.
            number: Which of them is meant.
        """
        span = sentences[number]
        words = tokens.tokens(article.text, *span)
        spoken = [one for one in self._quoted(article) if one.start < span.end and span.start < one.end]
        if len(actor.said & {word.stem for word in words}) < _LEAST_SAID * len(actor.said):
            return False
        if any(one.speaker and is_one(tokens.fold(actor.name).casefold(), one.speaker) for one in spoken):
            return True
        if actor.speaks and not (spoken or any(word.norm in _SPEECH for word in words)):
            return False
        if _does(words, actor.name):
            return True
        if any(_is_named(word, actor.name) for word in words) or not _is_of_him(words):
            return False
        before = sentences[max(number - _BEFORE, 0) : number]
        return any(_does(tokens.tokens(article.text, *one), actor.name) for one in before)

    def _quoted(self, article: Article) -> list[Quotation]:
        if article.id not in self._quotations:
            self._quotations[article.id] = quotes.quotations(article.text)
        return self._quotations[article.id]


def _actor(word: Token, *, speaks: bool) -> Actor:
    return Actor(Span(word.start, word.start + len(word.norm)), word.norm, speaks)


def _name_at(words: Sequence[Token], place: int) -> int | None:
    """Return the place of the last word of a name that begins there; "that", "the" and titles may stand before it."""
    while place < len(words) and words[place].norm in ("that", "the"):
        place += 1
    last = place
    while last < len(words) and not words[last].capital and last - place < 2 and not words[last].stop:
        last += 1
    if last >= len(words) or not words[last].capital or (words[last].stop and last == place):
        return None
    while last + 1 < len(words) and words[last + 1].capital and _joined(words[last], words[last + 1]):
        last += 1
    return last


def _does(words: Sequence[Token], name: str) -> bool:
    """Tell whether a name stands among words in the place of one who does something, and not behind "from"."""
    named = (place for place, word in enumerate(words) if _is_named(word, name) and not _owns(word))
    return any(_is_doing(words, place) for place in named)


def _is_doing(words: Sequence[Token], place: int) -> bool:
    """Tell whether a name does not stand behind a word such as "from"; behind "according to" it does.

    The other words of the name, "the" and what somebody is may stand between: "from the mayor Ines Lunde".
    """
    first = place
    while first > 0 and _goes_before(words, first) and words[first - 1].capital and not _dates(words[first - 1]):
        first -= 1
    small = first
    while small > 0 and _goes_before(words, small) and _is_title(words[small - 1]) and first - small < _TITLE:
        small -= 1
    if small > 0 and words[small - 1].norm in _ARTICLES:
        first = small - 1
    elif small > 0 and words[small - 1].norm in _OBJECTS:
        first = small
    before = words[first - 1].norm if first and _goes_before(words, first) else ""
    return before not in _OBJECTS or (before == "to" and first > 1 and words[first - 2].norm == "according")


def _goes_before(words: Sequence[Token], place: int) -> bool:
    return _joined(words[place - 1], words[place])


def _dates(word: Token) -> bool:
    return word.norm in DATE_WORDS or word.stem in DATE_WORDS


def _is_title(word: Token) -> bool:
    return not (word.capital or word.stop or tokens.is_number(word.norm))


def _joined(one: Token, other: Token) -> bool:
    return other.start - one.end <= 1 + (len(one.norm) == 1 or one.norm in rolewords.ABBREVIATED)


def _is_of_him(words: Sequence[Token]) -> bool:
    """Tell whether a sentence says "he" or "she" before it names another one who does something."""
    for place, word in enumerate(words):
        if word.norm in _PRONOUNS:
            return True
        if word.capital and not (word.stop or _dates(word)) and _is_doing(words, place):
            return False
    return False


def _is_named(word: Token, name: str) -> bool:
    return word.capital and is_one(tokens.fold(word.norm).casefold(), tokens.fold(name).casefold())


def _owns(word: Token) -> bool:
    return word.end - word.start > len(word.norm)


def _is_plural(words: Sequence[Token], place: int) -> bool:
    """Tell whether a word that stands alone may be the plural of a common one, as "Officials" is."""
    word = words[place]
    return word.norm.endswith("s") and not word.norm.isupper() and not (place and words[place - 1].capital)
