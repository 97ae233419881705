"""The second look at an article, for what its own document cannot know: other titles, templates, the user's rules.

Pure and cheap, some microseconds a block, so that it can be done again whenever more is known or a rule is taken back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.clean.rules import Book, evidence, kept_by, pattern
from reader.model import BlockKind, Reason
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.clean.context import Context, Template
    from reader.clean.titles import Titles
    from reader.model import Article, Block

RUNNING = 12
"""Words from which a kept block counts as running text, which templates may not eat up."""
MOST = 0.5
"""Share of an article's running text that templates may hide at most."""
_TEASED = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM})


def revise(article: Article, context: Context, book: Book | None = None) -> Article:
    """Return an article as its cleaner gave it out, with the verdicts that come from elsewhere.

    A rule of the user wins over templates and titles, and all of these over the cleaner; a later rule wins over an
    earlier one. Templates and titles only ever hide. The same article comes back where nothing changes.

    Args:
        article: As it was cleaned. One that was revised takes a further rule as well, which then comes last.
        context: Titles, templates of the article's source, and rules.
        book: The same rules, looked into already: for whoever revises many articles.
    """
    if not (context.titles or context.templates or context.rules):
        return article
    changed: dict[int, Block] = {}
    if context.titles:
        _tease(article, context.titles, changed)
    rules = (book or Book(context.rules)).of(article.source) if context.rules else None
    has_rules = rules is not None and (rules.words or rules.starts or rules.reasons)
    if context.templates or has_rules:
        text = article.source_text
        patterns = [pattern(text[block.span.start : block.span.end]) for block in article.blocks]
        if context.templates:
            _repeat(article, patterns, context.templates, changed)
        if rules is not None and has_rules:
            for index, block in enumerate(article.blocks):
                now = changed.get(index, block)
                rule = rules.decide(patterns[index], now) if now.kept or now.hidden else None
                if rule is not None and rule.keep and not now.kept:
                    detail = kept_by(rule)
                    changed[index] = replace(block, kept=True, reason=None, detail=detail, score=1.0)
                elif rule is not None and not rule.keep and now.kept:
                    changed[index] = _hidden(block, Reason.RULE, evidence(rule), 1.0)
    if not changed:
        return article
    return replace(article, blocks=tuple(changed.get(n, block) for n, block in enumerate(article.blocks)))


def _tease(article: Article, titles: Titles, changed: dict[int, Block]) -> None:
    """Hide lines that are the title of another article."""
    for index, block in enumerate(article.blocks):
        if block.kept and block.kind in _TEASED and block.span.end - block.span.start <= 400:
            title = titles.other(article.shown(block), article.title)
            if title:
                changed[index] = _hidden(block, Reason.TEASER, f'title of another article: "{title}"', 0.96)


def _repeat(
    article: Article, patterns: list[str], templates: Mapping[str, Template], changed: dict[int, Block]
) -> None:
    """Hide what the source repeats, the surest first; never more than `MOST` of the article's running text."""
    kept = [index for index, block in enumerate(article.blocks) if block.kept and index not in changed]
    found = [(templates[patterns[index]], index) for index in kept if patterns[index] in templates]
    sizes = {index: len(patterns[index].split()) for index in kept}
    left = MOST * sum(size for size in sizes.values() if size >= RUNNING)
    for template, index in sorted(found, key=lambda pair: (-pair[0].score, pair[1])):
        if sizes[index] >= RUNNING:
            if sizes[index] > left:
                continue
            left -= sizes[index]
        detail = f"in {template.articles} of {template.of} articles of this source"
        changed[index] = _hidden(article.blocks[index], Reason.TEMPLATE, detail, template.score)


def _hidden(block: Block, reason: Reason, detail: str, score: float) -> Block:
    return replace(block, kept=False, reason=reason, detail=plain.shorten(detail, 80), score=score)
