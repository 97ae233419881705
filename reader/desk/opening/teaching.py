"""Teaching by blocks: which rules a block offers, what each would touch of all that is open, and the words for it.

Asks `clean/`, touches no file; what is kept is the shelf's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import Reason
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.model import Article, Block, Rule


@dataclass(frozen=True, slots=True)
class Effect:
    """How much a rule would change."""

    blocks: int
    articles: int

    def __str__(self) -> str:
        articles = "1 article" if self.articles == 1 else f"{self.articles} articles"
        return f"{'1 block' if self.blocks == 1 else f'{self.blocks} blocks'} in {articles}"


def effects(
    rules: Sequence[Rule], articles: Iterable[Article], cancelled: Callable[[], bool] = lambda: False
) -> tuple[Effect, ...]:
    """Return for each rule how many blocks of how many articles it would change if it came last, so that it counts.

    Args:
        rules: Of one source, all to keep or all to hide, as `proposals` gives them.
        articles: As they are shown, revised.
        cancelled: Asked before each article; then what has been counted so far is returned.

    Cost: linear in the text of the source's articles.
    """
    from reader.clean.rules import Book, pattern_of
    from reader.clean.words import fold

    counts = [[0, 0] for _ in rules]
    if not rules:
        return ()
    source, keep = fold(rules[0].source), rules[0].keep
    pages = [Book((rule,)).of(rule.source) for rule in rules]
    for article in articles:
        if cancelled():
            break
        if fold(article.source) != source:
            continue
        touched = [0] * len(rules)
        for block in article.blocks:
            if block.kept != keep and (block.kept or block.hidden):
                text = pattern_of(article, block)
                for number, page in enumerate(pages):
                    touched[number] += page.decide(text, block) is not None
        for count, blocks in zip(counts, touched, strict=True):
            count[0] += blocks
            count[1] += blocks > 0
    return tuple(Effect(*count) for count in counts)


def foreseen(article: Article, rule: Rule) -> Article:
    """Return an article as a rule that comes last would show it."""
    from reader.clean.context import Context
    from reader.clean.revising import revise

    return revise(article, Context(rules=(rule,)))


# ---------------------------------------------------------------- in words


def offers(article: Article, block: Block, *, keep: bool) -> tuple[Rule, ...] | str:
    """Return the rules that keep or hide blocks such as this one, the narrowest first; a word where there are none."""
    from reader.clean.rules import proposals

    if not (block.kept or block.hidden):
        return verdict(block)
    if block.kept is keep:
        return "kept already; - hides such blocks" if keep else "hidden already; + keeps such blocks"
    return proposals(article, block) or "too long to know others by, and it begins like no other"


def verdict(block: Block) -> str:
    """Say what became of a block: "hidden as teaser: reads as a headline"."""
    detail = f": {block.detail}" if block.detail else ""
    if block.kept:
        return f"kept by {block.detail}" if block.detail.startswith("your rule") else f"kept{detail}"
    if not block.hidden:
        return f"{block.reason}: it is above the text, neither kept nor hidden"
    return f"hidden {'by' if block.reason is Reason.RULE else 'as'} {block.reason}{detail}"


def taught(rule: Rule, effect: Effect | None) -> str:
    """Say what a rule that was just made does: "hides 3 blocks in 2 articles"."""
    return f"{'keeps' if rule.keep else 'hides'} {effect if effect is not None else 'such blocks'}"


def in_short(rule: Rule) -> str:
    """Return what a rule is about, without its source: 'what begins with "also read"'."""
    from reader.clean.rules import evidence

    return f"what {evidence(rule)}"


def source_of(rule: Rule) -> str:
    """Return the name of a rule's source."""
    from reader.clean.rules import source_name

    return source_name(rule.source)


def why_block(article: Article, block: Block, rules: Sequence[Rule]) -> list[str]:
    """Explain what became of a block, with the user's rules that it comes under and those that it offers."""
    from reader.clean.rules import describe, proposals, rule_for, source_name
    from reader.clean.words import fold

    lines = [f"“{plain.shorten(article.shown(block).strip(), 300)}”", "", verdict(block)]
    if block.hidden or block.kept:
        lines.append(f"how sure: {round(100 * block.score)} of 100")
    decides = rule_for(article, block, rules)
    if decides is not None:
        lines.append(f"decided by your rule: {describe(decides)}")
    offered = proposals(article, block)
    if offered:
        key = "-" if block.kept else "+"
        lines += ["", f"{key} {'hides' if block.kept else 'keeps'} such blocks:"]
        lines += [f"   {in_short(rule)}" for rule in offered]
    of_source = [rule for rule in rules if fold(rule.source) == fold(article.source)]
    lines += ["", f"Your rules on {source_name(article.source)}"]
    return [*lines, *(f"   {'keep' if r.keep else 'hide'} {in_short(r)}" for r in reversed(of_source))] + (
        [] if of_source else ["   none yet"]
    )
