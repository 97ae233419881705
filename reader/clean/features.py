"""What the block model sees of a block: its words, its place among the others, what the rules found.

Every column is a plain number, the same for every site and language. `rows` is linear in the size of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.model import BlockKind, Reason
from reader.text import language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.clean.pieces import Page, Piece

Row = list[float]

_KINDS = {kind: float(number) for number, kind in enumerate(BlockKind)}
_REASONS = (
    Reason.TEASER, Reason.ALSO_READ, Reason.NAVIGATION, Reason.CAPTION, Reason.BYLINE, Reason.DATE, Reason.AD,
    Reason.SHARE, Reason.COMMENTS, Reason.COPYRIGHT, Reason.NEWSLETTER, Reason.COOKIES, Reason.REPEATED, Reason.TITLE,
    Reason.PLACEHOLDER, Reason.TICKER,
)  # fmt: skip
_LAST = {".": 2.0, "?": 3.0, "!": 3.0, ":": 4.0, "…": 5.0, '"': 6.0, "”": 6.0, "»": 6.0, ")": 7.0, "。": 2.0}
_DIGITS = re.compile(r"\d")
_UPPER = re.compile(r"\b[^\W\d_a-z]{2,}\b")
_SENTENCES = re.compile(r"[.!?…。][\"'”’»)]*(?:\s|$)")
_MARKS = re.compile(r"[|©@#»›→▶•·/&+]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_QUOTES = re.compile('["“”„«»‘’]')
WORDS_SEEN = 60
"""Words of a block that are weighed one by one."""
FAR = 60.0
"""Distances are counted up to here."""

LOCAL = (
    "words", "characters a word", "links", "stops", "ends", "commas a word", "small words", "capitals",
    "upper-case words", "digits", "first sign", "last sign", "kind", "gap", "marks", "sentences", "year", "clock",
    "quotes", "stress", "word score", "lowest word", "first word", "copies", "in title", "title in it",
    "shared words", "unshared names",
)  # fmt: skip
PLACE = (
    "place", "place in words", "words before", "words after", "index", "from the end", "good before", "good after",
    "to good above", "to good below", "poor run", "place in run", "from title", "good near", "good around",
    "links near", "links around", "words near", "words around", "same kind", "page words", "page good",
)  # fmt: skip
RULES = ("rule", *(f"rule {reason}" for reason in _REASONS), "rules near", "rules above", "rules below")
_COPIED = ("words", "links", "ends", "word score", "rule", "kind", "small words", "shared words", "in title")
BESIDE = tuple(f"{name} {at:+d}" for at in (-2, -1, 1, 2) for name in _COPIED)
BASE = (*LOCAL, *PLACE, *RULES)
_MEANS = (
    "words", "word score", "ends", "links", "rule", "gap", "digits", "shared words", "capitals", "stress", "in title",
)  # fmt: skip
HEAD = ("head distance", "section size", "section good", *(f"head {name}" for name in _COPIED))
RUN = (*(f"run {name}" for name in _MEANS), "run lowest word", "lead", "tail", "lead score", "tail score", "page rules")
NAMES = (*BASE, *BESIDE, *RUN, *HEAD)
_COPIES = tuple(BASE.index(name) for name in _COPIED)
_MEAN_AT = tuple(BASE.index(name) for name in _MEANS)
_SCORE, _RULE = BASE.index("word score"), BASE.index("rule")
_EMPTY = [-1.0] * len(_COPIED)


def rows(page: Page, words: Mapping[str, float], heads: Sequence[int]) -> list[Row]:
    """Return one row of `NAMES` for every block.

    Args:
        page: The page after all rules.
        words: How much a word speaks for the article, by word; see `weights.Table`.
        heads: The number of the block that heads each, or -1; see `places.heads_of_lines`.
    """
    good = page.running
    locals_ = _locals(page, words, good)
    places = _places(page, good)
    found = _rules(page)
    return joined([a + b + c for a, b, c in zip(locals_, places, found, strict=True)], good, heads)


def joined(base: list[Row], good: list[bool], heads: Sequence[int]) -> list[Row]:
    """Return rows of `NAMES` from rows of `BASE`: with the neighbours', the run of poor blocks' and the heading's."""
    copies = [_EMPTY, _EMPTY, *([row[at] for at in _COPIES] for row in base), _EMPTY, _EMPTY]
    whole = _whole(base, good)
    sections = _sections(good, heads)
    out = []
    for start, stop in runs(good):
        run = base[start:stop]
        common = [sum(row[at] for row in run) / len(run) for at in _MEAN_AT]
        common.append(min(row[_SCORE] for row in run))
        for index in range(start, stop):
            near = copies[index] + copies[index + 1] + copies[index + 3] + copies[index + 4]
            head = heads[index]
            out.append(
                [*base[index], *near, *common, *whole, *sections[index], *(copies[head + 2] if head >= 0 else _EMPTY)]
            )
    return out


def _sections(good: list[bool], heads: Sequence[int]) -> list[Row]:
    """Return for every block how far its heading is, how many blocks that heads, and the share of good ones."""
    size: Counter[int] = Counter(heads)
    held: Counter[int] = Counter(head for head, fine in zip(heads, good, strict=True) if fine)
    return [
        [min(FAR, float(index - head)) if head >= 0 else 99.0, min(FAR, float(size[head])), held[head] / size[head]]
        for index, head in enumerate(heads)
    ]


def _whole(base: list[Row], good: list[bool]) -> Row:
    """Return what is the same for all blocks: how much stands before the first and after the last good one."""
    size = len(base)
    lead = next((index for index, held in enumerate(good) if held), size)
    tail = next((index for index, held in enumerate(reversed(good)) if held), size)
    scores = [row[_SCORE] for row in base]
    return [
        float(lead),
        float(tail),
        sum(scores[:lead]) / (lead or 1),
        sum(scores[size - tail :]) / (tail or 1),
        sum(row[_RULE] > 0 for row in base) / (size or 1),
    ]


def runs(good: list[bool]) -> list[tuple[int, int]]:
    """Return first and past-the-last number of every run of good or of poor blocks."""
    out = []
    start = 0
    for index in range(1, len(good) + 1):
        if index == len(good) or good[index] is not good[start]:
            out.append((start, index))
            start = index
    return out


def _locals(page: Page, words: Mapping[str, float], good: list[bool]) -> list[Row]:
    small = language.FUNCTION_WORDS.get(page.language, frozenset())
    title = {word for word in page.title.lower().split() if len(word) > 3}
    copies = Counter(piece.folded for piece in page.pieces)
    once: set[str] = set()
    again: set[str] = set()
    sets = [_content(piece, small) for piece in page.pieces]
    for index, held in enumerate(sets):
        if good[index] and not page.pieces[index].outside:
            again |= once & held
            once |= held
    return [
        _local(
            piece,
            words,
            small,
            title,
            copies[piece.folded],
            sets[index],
            again if good[index] and not piece.outside else once,
        )
        for index, piece in enumerate(page.pieces)
    ]


def _content(piece: Piece, small: frozenset[str]) -> set[str]:
    return {word for word in piece.words[:400] if len(word) > 3 and word not in small}


def _local(
    piece: Piece,
    weights: Mapping[str, float],
    small: frozenset[str],
    title: set[str],
    copies: int,
    held: set[str],
    shared: set[str],
) -> Row:
    """Return what a block's own words show; `shared` are the long words of the other blocks of running text."""
    text, words = piece.text, piece.words
    count = len(words)
    per = 1.0 / (count or 1)
    scores = [weights.get(word, 0.0) for word in words[:WORDS_SEEN]]
    first = text[0]
    fresh = len(held - shared)
    common = len(title & held)
    digits = piece.digits
    return [
        float(count),
        len(text) * per,
        piece.links,
        float(piece.stops),
        float(piece.ends),
        text.count(",") * per,
        sum(map(small.__contains__, words)) * per if small else -1.0,
        piece.capitals if count < 80 else 0.1,
        len(_UPPER.findall(text)) * per,
        len(_DIGITS.findall(text)) * per if digits else 0.0,
        0.0
        if first.islower()
        else 1.0
        if first.isupper()
        else 2.0
        if first.isdigit()
        else 3.0
        if first.isalpha()
        else 4.0,
        _LAST.get(text[-1], 0.0 if text[-1].isalpha() else 1.0 if text[-1].isdigit() else 8.0),
        _KINDS[piece.kind],
        float(piece.gap),
        len(_MARKS.findall(text)) * per,
        float(len(_SENTENCES.findall(text))),
        float(digits and _YEAR.search(text) is not None),
        float(digits and _CLOCK.search(text) is not None),
        len(_QUOTES.findall(text)) * per,
        piece.stress,
        sum(scores) / (len(scores) or 1) ** 0.5,
        min(scores, default=0.0),
        scores[0] if scores else 0.0,
        float(copies),
        common / (len(title) or 1),
        common / (len(held) or 1),
        1 - fresh / len(held) if held else -1.0,
        float(fresh),
    ]


def _places(page: Page, good: list[bool]) -> list[Row]:
    pieces = page.pieces
    size = len(pieces)
    words = [len(piece.words) for piece in pieces]
    total = sum(words) or 1
    sums = [0, *accumulate(words)]
    goods = [0, *accumulate(count if held else 0 for count, held in zip(words, good, strict=True))]
    linked = [0.0, *accumulate(count * piece.links for count, piece in zip(words, pieces, strict=True))]
    numbers = [0, *accumulate(good)]
    above, below, run, place = _runs(good)
    title = _title_place(page)
    kinds = _same_kind(page)

    def span(values: Sequence[float], index: int, width: int) -> float:
        return values[min(size, index + width + 1)] - values[max(0, index - width)]

    out = []
    for index in range(size):
        near, around = span(sums, index, 3) or 1, span(sums, index, 10) or 1
        out.append(
            [
                index / size,
                sums[index] / total,
                min(float(sums[index]), 3000.0),
                min(float(total - sums[index + 1]), 3000.0),
                min(float(index), FAR),
                min(float(size - index), FAR),
                float(numbers[index]),
                float(numbers[size] - numbers[index + 1]),
                above[index],
                below[index],
                run[index],
                place[index],
                max(-FAR, min(FAR, float(index - title))) if title >= 0 else 99.0,
                span(goods, index, 3) / near,
                span(goods, index, 10) / around,
                span(linked, index, 3) / near,
                span(linked, index, 10) / around,
                near / 7,
                around / 21,
                kinds[index],
                min(float(total), 5000.0),
                goods[size] / total,
            ]
        )
    return out


def _runs(good: list[bool]) -> tuple[list[float], list[float], list[float], list[float]]:
    """Return distances to the good blocks above and below, and length of and place in the run of poor ones."""
    above, below = [FAR] * len(good), [FAR] * len(good)
    last = -1
    for index, held in enumerate(good):
        if last >= 0:
            above[index] = min(FAR, float(index - last))
        if held:
            last = index
    last = -1
    for index in range(len(good) - 1, -1, -1):
        if last >= 0:
            below[index] = min(FAR, float(last - index))
        if good[index]:
            last = index
    poor = [not held for held in good]
    run = [min(FAR, a + b - 1) if p else 0.0 for a, b, p in zip(above, below, poor, strict=True)]
    place = [a / (a + b) if p else 0.0 for a, b, p in zip(above, below, poor, strict=True)]
    return above, below, run, place


def _title_place(page: Page) -> int:
    """Return the number of the last block that says the title, above half of the page, or -1."""
    half = max(20, len(page.pieces) // 2)
    last = -1
    for index, verdict in page.verdicts.items():
        if verdict.reason is Reason.TITLE and last < index < half:
            last = index
    return last


def _same_kind(page: Page) -> list[float]:
    """Return how many blocks of one kind stand in a row around each."""
    out: list[float] = []
    start = 0
    kinds = [piece.kind for piece in page.pieces]
    for index in range(1, len(kinds) + 1):
        if index == len(kinds) or kinds[index] is not kinds[start]:
            out += [min(FAR, float(index - start))] * (index - start)
            start = index
    return out


def _rules(page: Page) -> list[Row]:
    size = len(page.pieces)
    scores = [page.verdicts[index].score if index in page.verdicts else 0.0 for index in range(size)]
    sums = [0.0, *accumulate(scores)]
    out = []
    for index in range(size):
        row = [0.0] * (len(_REASONS) + 1)
        verdict = page.verdicts.get(index)
        if verdict is not None:
            row[0] = verdict.score
            if verdict.reason in _REASONS:
                row[1 + _REASONS.index(verdict.reason)] = verdict.score
        low, high = max(0, index - 5), min(size, index + 6)
        row += [sums[high] - sums[low] - scores[index], sums[index] - sums[low], sums[high] - sums[index + 1]]
        out.append(row)
    return out
