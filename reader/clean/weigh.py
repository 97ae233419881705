"""The last word on every block: what rules are sure of stands, all else is weighed by the learned model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.clean import features, naming, places, weights
from reader.clean.pieces import Finding
from reader.model import BlockKind, Reason, Strictness

if TYPE_CHECKING:
    from reader.clean.pieces import Page

_SURE = {
    Reason.HEADER: 0.0,
    Reason.LIST_ECHO: 0.0,
    Reason.TEMPLATE: 0.0,
    Reason.TITLE: 0.9,
    Reason.PLACEHOLDER: 0.9,
    Reason.AD: 0.95,
    Reason.TICKER: 0.93,
    Reason.TEASER: 0.96,
}
"""From which score on a rule's finding is not asked again."""
_SURE_PAGE = {
    **_SURE, Reason.NAVIGATION: 0.9, Reason.COMMENTS: 0.8, Reason.SHARE: 0.8, Reason.AD: 0.8, Reason.BYLINE: 0.8,
    Reason.DATE: 0.8, Reason.NEWSLETTER: 0.8,
}  # fmt: skip
"""The same where there are elements: of what is found there so surely 98 % and more is no part of the article, by
reason (20,000 labelled blocks of the dev pages)."""
_SURE_TEXT = {**_SURE, Reason.REPEATED: 0.92, Reason.TITLE: 0.8}
"""The same where there are no elements: there a repetition is all that tells a printed-twice lede."""
_SHIFT = {Strictness.STRICT: 0.2, Strictness.NORMAL: 0.0, Strictness.LOOSE: -0.2}
"""What is added to the share from which on a block is of the article."""
SHORT = 400
"""Words below which a page is short."""
KNOWN = 0.35
"""Share of a page's words that the model knows, below which the rules have the say: the word lists speak its language.

On pages in the languages of the training set it is 0.4 to 0.8, on pages in others at most 0.3.
"""
NAMED = 0.8
"""From which score on such a finding stands on such a page."""
_SPOKEN = frozenset(
    {Reason.ALSO_READ, Reason.NEWSLETTER, Reason.SHARE, Reason.COMMENTS, Reason.COPYRIGHT, Reason.COOKIES,
     Reason.BYLINE, Reason.DATE, Reason.CAPTION, Reason.AD}
)  # fmt: skip
"""Reasons that words give."""
MANY = 200
"""Blocks, and words of each, that are looked at to tell whether the model knows a page's language."""
COPY = 8
"""Words from which the same text again is no refrain but a copy."""


def settled(page: Page, index: int) -> bool:
    """Tell whether a rule is sure of what it found, whatever the model thinks."""
    finding = page.verdicts.get(index)
    return finding is not None and finding.score >= (_SURE_PAGE if page.boxes else _SURE_TEXT).get(finding.reason, 2.0)


def weigh(page: Page, strictness: Strictness = Strictness.NORMAL) -> None:
    """Let the model decide on all that is not settled; what it hides without a rule gets its best-fitting reason."""
    if not page.pieces or (page.structured and not page.boxes):
        return
    table = weights.table("html" if page.boxes else "text")
    shares = shares_of(page, table)
    limit = table.threshold + _SHIFT[strictness]
    foreign = _foreign(page, table)
    careful = limit * _caution(page)
    hidden = []
    for index, share in enumerate(shares):
        finding = page.verdicts.get(index)
        if settled(page, index) or (foreign and _spoken(page, index)):
            continue
        if share >= (careful if finding is None or finding.vague else limit):
            page.verdicts.pop(index, None)
        elif finding is None or finding.vague:
            page.verdicts.pop(index, None)
            hidden.append(index)
        else:
            page.verdicts[index] = Finding(finding.reason, finding.detail, max(finding.score, 1 - share))
    out = set(hidden)
    scene = naming.scene(page, [index for index in page.kept() if index not in out])
    for index in hidden:
        page.verdicts[index] = naming.name(scene, index, 1 - shares[index])
    _repeats(page)


def _foreign(page: Page, table: weights.Table) -> bool:
    """Tell whether the model knows too few of a page's words to judge by them: it was taught in other languages."""
    words = [word for piece in page.pieces[:MANY] for word in piece.words[:MANY]]
    return sum(map(table.words.__contains__, words)) < KNOWN * len(words)


def _spoken(page: Page, index: int) -> bool:
    """Tell whether a rule has words against a block."""
    finding = page.verdicts.get(index)
    return finding is not None and finding.score >= NAMED and finding.reason in _SPOKEN


def _caution(page: Page) -> float:
    """Return what the threshold is multiplied by: a short page gives little to go by, so less is hidden on it."""
    if not any(page.good(index) for index in range(min(len(page.pieces), 40))):
        return 1.0
    return max(0.4, min(1.0, sum(len(piece.words) for piece in page.pieces) / SHORT))


def _repeats(page: Page) -> None:
    """Hide all but the first of the same words where the model kept several."""
    seen: dict[tuple[str, ...], int] = {}
    for index in page.kept():
        piece = page.pieces[index]
        if len(piece.words) < COPY or piece.kind in (BlockKind.ROW, BlockKind.CODE):
            continue
        first = seen.setdefault(tuple(piece.words), index)
        if first != index:
            page.judge(index, Reason.REPEATED, f"same words as block {first + 1}", 0.9)


def shares_of(page: Page, table: weights.Table) -> list[float]:
    """Return for every block how likely it is of the article, 0 to 1."""
    if page.boxes:
        layout, fills = places.layout_of(page)
        rows = features.rows(page, table.words, layout.head)
        for row, more in zip(rows, places.rows(page, layout, fills, table.names), strict=True):
            row += more
    else:
        rows = features.rows(page, table.words, places.heads_of_lines(page))
    return table.forest.shares(rows)


SUBHEAD = 14
"""Words of a line that may head what follows it, at most."""


def headings(page: Page) -> None:
    """Name the kind of lines in plain text that head a paragraph: short, unended, between running text."""
    kept = page.kept()
    for above, index, below in zip([-1, *kept], kept, kept[1:], strict=False):
        piece = page.pieces[index]
        if piece.kind is not BlockKind.PARAGRAPH or piece.ends or not 1 <= len(piece.words) <= SUBHEAD:
            continue
        led = above < 0 or page.pieces[above].ends
        if led and piece.text.lstrip('"“‘«„(')[:1].isupper() and page.good(below) and "|" not in piece.text:
            piece.kind = BlockKind.HEADING
