"""The blocks of one page while they are being judged, and what can be measured on each.

A `Piece` is a stretch of the source text with what its place on the page says about it; a `Page` is all of them with
the verdicts so far. Plain text and HTML meet here: judges see pieces and never ask where they came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from reader.clean.words import MARKS, UNSPACED, Lexicon, compiled, fold, lexicon, other_script, tight, unspaced
from reader.model import BlockKind, Reason
from reader.text import language

if TYPE_CHECKING:
    from collections.abc import Callable

_Value = TypeVar("_Value")

_LETTERS = rf"(?:[^\W_{UNSPACED}]|[{MARKS}])+"
_WORD = rf"[{UNSPACED}]{{1,2}}|{_LETTERS}(?:['’.-]{_LETTERS})*"
_PLAIN_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_TERM = rf"[{UNSPACED}]+|{_LETTERS}(?:['’.-]{_LETTERS})*"
_STOPS = frozenset(".!?…।॥؟۔。．！？｡")
_ENDS = _STOPS | frozenset(":;：；؛")
_CLOSING = "\"'”’“‘»›«)]」』）】*"
_BARE = "\"'“”‘’„«»‹›()[]{}<>*•·|–—-→←↓↑»:;,.!?…#+ \t：；，。、！？（）【】［］「」『』《》〈〉■◆●▼▲▶►☞＋／؟،؛।"
_MARKED = frozenset(_BARE)
_DIGIT = re.compile("[0-9]")
GOOD_WORDS = 12
MAX_TERMS = 300
"""Characters of a block that are parted into terms: what is looked up is short."""
LONGEST = 8
"""Characters of a term in a script without spaces, at most."""


class once(Generic[_Value]):  # noqa: N801 - reads as the decorator that it is
    """A property that is worked out once. `functools.cached_property` of Python 3.11 takes a lock for it: slower."""

    def __init__(self, work: Callable[[Any], _Value]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, holder: Any, owner: type | None = None) -> _Value:
        value = holder.__dict__[self._name] = self._work(holder)
        return value


@dataclass(slots=True, frozen=True)
class Finding:
    """What one judge holds against a block."""

    reason: Reason
    detail: str
    score: float
    """How sure it is, 0 to 1."""
    vague: bool = False
    """True where the place says it, not the block: a better-fitting reason may take its stead."""


@dataclass
class Piece:
    """One block of the page, not yet judged."""

    start: int
    end: int
    text: str
    """The block on one line."""
    kind: BlockKind = BlockKind.PARAGRAPH
    gap: bool = True
    """A blank line, or the border of a paragraph, stands before it."""
    links: float = 0.0
    """Share of its characters that lie in links, 0 to 1."""
    hint: Finding | None = None
    """What the element's name, class or place in the page says against it."""
    outside: bool = False
    """True where it lies outside the part of the page that holds the article."""
    stress: float = 0.0
    """Share of its words in bold or italic type, 0 to 1."""
    boxes: tuple[int, ...] = ()
    """The numbers of the page's boxes it lies in, innermost first."""
    pictured: bool = False
    """True where a picture or a player stands between it and the block before."""
    echo: bool = False
    """True for the part of a line that repeats the list item before it."""

    @once
    def folded(self) -> str:
        """The text as the word lists are written."""
        return fold(self.text)

    @once
    def bare(self) -> str:
        """The folded text without marks around it."""
        return self.folded.strip(_BARE)

    @once
    def words(self) -> list[str]:
        """Lower-case words; two characters count as one word where words are not set apart."""
        text = self.folded
        return (compiled(_WORD) if other_script(text) else _PLAIN_WORD).findall(text)

    @once
    def unspaced(self) -> bool:
        """Whether it is, in part at least, in a script that sets no space between words."""
        return unspaced(self.text)

    @once
    def caseless(self) -> bool:
        """Whether its letters have no capitals."""
        return self.text.lower() == self.text.upper()

    @once
    def terms(self) -> list[str]:
        """The words to look up one by one: in unspaced script the longest terms of the lists, or characters."""
        if not self.unspaced:
            return self.words
        known = lexicon().unspaced
        found: list[str] = []
        for run in compiled(_TERM).findall(self.folded[:MAX_TERMS]):
            at = 0
            while at < len(run):
                size = LONGEST if tight(run[at]) else len(run)
                while size > 1 and tight(run[at]) and run[at : at + size] not in known:
                    size -= 1
                found.append(run[at : at + size])
                at += size
        return found

    @once
    def stops(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip(_CLOSING)[-1:] in _STOPS

    @once
    def ends(self) -> bool:
        """Whether it ends as a sentence or an announcing line does."""
        return self.text.rstrip(_CLOSING)[-1:] in _ENDS

    @once
    def capitals(self) -> float:
        """Share of its words that begin with a capital or a digit."""
        words = self.text.split()
        firsts = [word.lstrip(_BARE)[:1] if word[0] in _MARKED else word[0] for word in words]
        return sum(map(str.isupper, firsts)) / len(words) if words else 0.0

    @once
    def digits(self) -> bool:
        """Whether it holds a digit."""
        text = self.text
        return _DIGIT.search(text) is not None or (not text.isascii() and any(map(str.isdigit, text)))


@dataclass
class Box:
    """An element that holds blocks."""

    parent: int
    tag: str
    hint: Finding | None
    body: bool
    """Whether it names itself the article's body."""
    tokens: tuple[str, ...] = ()
    """The parts of its class and id."""
    good: int = 0
    """Words of running text in it."""
    centre: bool = False
    """Whether it is the lowest box that holds most of the running text."""


@dataclass
class Page:
    """All blocks of one source with the verdicts so far."""

    text: str
    pieces: list[Piece]
    language: str = ""
    title: str = ""
    """What is known to be its title, from metadata or the user."""
    structured: bool = False
    """True where the blocks come from a page with elements, so that short lines are not all there is to go by."""
    boxes: list[Box] = field(default_factory=list)
    """The elements that hold the blocks, by the numbers in `Piece.boxes`; empty where there are none."""
    verdicts: dict[int, Finding] = field(default_factory=dict)
    lexicon: Lexicon = field(default_factory=lexicon)

    @once
    def far(self) -> int:
        """Where the head of the page is surely over: a date below it, without a word about it, is of the text."""
        return self.pieces[min(40, len(self.pieces) - 1)].start if self.pieces else 0

    def open(self, index: int) -> bool:
        """Tell whether nothing stands against a block so far."""
        return index not in self.verdicts

    def judge(self, index: int, reason: Reason, detail: str, score: float = 0.9, vague: bool = False) -> None:
        """Record a verdict, unless a surer one stands already; what the block itself says goes before its place."""
        known = self.verdicts.get(index)
        if known is None or known.score < score or (known.vague and not vague and known.score == score):
            self.verdicts[index] = Finding(reason, detail, score, vague)

    @once
    def running(self) -> list[bool]:
        """Whether each block reads as running text: long enough, ends as a sentence, holds small words, few links."""
        known = language.FUNCTION_WORDS.get(self.language)
        return [
            len(piece.words) >= GOOD_WORDS
            and piece.links <= 0.5
            and piece.ends
            and (known is None or sum(map(known.__contains__, piece.words)) * 8 >= len(piece.words))
            for piece in self.pieces
        ]

    def good(self, index: int) -> bool:
        """Tell whether a block reads as running text."""
        return self.running[index]

    def kept(self) -> list[int]:
        """Return the numbers of the blocks that nothing stands against."""
        return [index for index in range(len(self.pieces)) if index not in self.verdicts]
