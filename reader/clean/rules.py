"""The user's rules on blocks: which fit a block, what they say in words, and which of them decides.

Pure. Rules are about the text of a block as `pattern` writes it, so that a changing number or date fools none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.clean.words import fold, lexicon
from reader.model import Block, Reason, Rule, Scope
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Article

MAX_WORDS = 600
"""Characters of a block that a rule can be about word by word; what is longer is known by how it begins."""
MAX_START = 60
START_WORDS = 4
"""Words that make an opening where no mark ends it."""
_DIGITS = re.compile(r"\d+")
_LABEL = re.compile(r"(?:[^\W\d_][\w'-]*[ ,]+){0,5}[^\W\d_][\w'-]* ?[:|»›>]")
_WORD = re.compile(r"\W*\w+")
_OPENING = re.compile(rf"\S+(?: \S+){{{START_WORDS - 1}}}")


def pattern(text: str) -> str:
    """Return a text as rules and templates compare it: folded, every number a #. Linear."""
    return _DIGITS.sub("#", fold(text))


def pattern_of(article: Article, block: Block) -> str:
    """Return the pattern of a block."""
    return pattern(article.source_text[block.span.start : block.span.end])


def proposals(article: Article, block: Block) -> tuple[Rule, ...]:
    """Return the rules that fit a block, the narrowest first: to keep such where it is hidden, to hide it where kept.

    A block that lives on as a field of the article has none: nothing would be gained or lost.
    """
    if not (block.kept or block.hidden):
        return ()
    text = pattern_of(article, block)
    keep = not block.kept
    found: list[Rule] = []
    if text and len(text) <= MAX_WORDS:
        found.append(_rule(article, keep, Scope.WORDS, text))
    opening = _opening(text)
    if opening and opening != text:
        found.append(_rule(article, keep, Scope.START, opening))
    if keep and block.reason not in (None, Reason.RULE):
        found.append(_rule(article, keep, Scope.REASON, str(block.reason)))
    return tuple(found)


def describe(rule: Rule) -> str:
    """Return a rule as one plain line: 'hide what begins with "also read" · Coast Paper'."""
    return f"{'keep' if rule.keep else 'hide'} what {evidence(rule)} · {source_name(rule.source)}"


def source_name(source: str) -> str:
    """Return a source as people read it, also the one of texts that name none."""
    return source or "texts that name no source"


def evidence(rule: Rule) -> str:
    """Return what a block that a rule decided says of it; beside the reason "your rule" it reads as a sentence."""
    if rule.scope is Scope.REASON:
        return f'is hidden as "{rule.value}"'
    verb = "says" if rule.scope is Scope.WORDS else "begins with"
    return f'{verb} "{plain.shorten(rule.value, 60)}"'


def rule_for(article: Article, block: Block, rules: Iterable[Rule]) -> Rule | None:
    """Return the rule that decides about a block, or None. Of a revised article, the one that its block names."""
    page = Book(rules).of(article.source)
    named = [rule for _, rule in page.reasons.values() if block.kept and block.detail == kept_by(rule)]
    return named[0] if named else page.decide(pattern_of(article, block), block)


def kept_by(rule: Rule) -> plain.CleanText:
    """Return what a block that a rule keeps says of itself: it does not say any more why it had been hidden."""
    return plain.shorten(f"your rule: {evidence(rule)}", 80)


@dataclass(slots=True)
class Page:
    """The rules of one source, by what they are about; the last one counts, so every entry has its number."""

    words: dict[str, tuple[int, Rule]] = field(default_factory=dict)
    starts: dict[str, list[tuple[int, Rule]]] = field(default_factory=dict)
    """By first word; those of marks alone under an empty one."""
    reasons: dict[str, tuple[int, Rule]] = field(default_factory=dict)

    def decide(self, text: str, block: Block) -> Rule | None:
        """Return the last rule that fits a block whose pattern is `text`."""
        found = [held for held in (self.words.get(text),) if held]
        for number, rule in (*self.starts.get(_first_word(text), ()), *self.starts.get("", ())):
            if text.startswith(rule.value) and not text[len(rule.value) : len(rule.value) + 1].isalnum():
                found.append((number, rule))
        if block.reason is not None and (held := self.reasons.get(block.reason)) is not None:
            found.append(held)
        return max(found, key=lambda pair: pair[0])[1] if found else None


class Book:
    """Rules by source. Making it is linear in the rules; deciding about a block is not, but for equal first words."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._pages: dict[str, Page] = {}
        for number, rule in enumerate(rules):
            page = self._pages.setdefault(fold(rule.source), Page())
            if rule.scope is Scope.WORDS:
                page.words[rule.value] = (number, rule)
            elif rule.scope is Scope.START:
                page.starts.setdefault(_first_word(rule.value), []).append((number, rule))
            elif rule.keep:
                page.reasons[rule.value] = (number, rule)

    def of(self, source: str) -> Page:
        """Return the rules of a source; an empty page where there are none."""
        return self._pages.get(fold(source), _EMPTY)


_EMPTY = Page()


def checked(rule: Rule) -> Rule:
    """Return a rule as it is kept: gated, in the form that blocks are compared in.

    Raises:
        ValueError: It can mean nothing; the message says why.
    """
    source = plain.shorten(rule.source, 200)
    value = plain.CleanText(pattern(plain.clean(rule.value)))
    if not value:
        raise ValueError("the value is empty")
    if rule.scope is Scope.REASON:
        if value not in {str(reason) for reason in Reason if not reason.is_field}:
            raise ValueError(f"{plain.shorten(value, 40)!r} is no reason for which blocks are hidden")
        if not rule.keep:
            raise ValueError("what is hidden for a reason can only be kept")
    elif len(value) > MAX_WORDS:
        raise ValueError(f"the value is over {MAX_WORDS} characters")
    return Rule(source, rule.keep, rule.scope, value)


def _rule(article: Article, keep: bool, scope: Scope, value: str) -> Rule:
    return Rule(article.source, keep, scope, plain.CleanText(value))


def _opening(text: str) -> str:
    """Return how a block begins: its link words, what stands before a colon, else its first words."""
    linked = lexicon().also_start.match(text)
    if linked:
        return text[:linked].rstrip()
    label = _LABEL.match(text[: MAX_START + 1])
    if label is not None:
        return label.group().rstrip()
    opening = _OPENING.match(text)
    return opening.group() if opening is not None and opening.end() <= MAX_START else ""


def _first_word(text: str) -> str:
    """Return the letters and digits that a text begins with: two texts of which one opens the other share them."""
    match = _WORD.match(text)
    return match.group() if match else ""
