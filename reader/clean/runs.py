"""Judges of blocks among their neighbours: cards of other texts, repetitions, where the story begins and ends.

`RUN_JUDGES` is the table, in order: a later one sees the verdicts of those before. All are linear in the blocks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import groupby, pairwise

from reader.clean.pieces import Page, Piece
from reader.clean.words import fold
from reader.model import BlockKind, Reason

RunJudge = Callable[[Page], None]

CARD_TEXT = 220
"""Characters of a cut-off lede on a card, at most."""
CARD_LINES = 4
REPEAT_WORDS = 5
HEADING_WORDS = 16
TITLE_WORDS = 32


def cards(page: Page) -> None:
    """Hide what stands before a call to read on: a picture's stand-in, a headline, a lede cut off."""
    for index, piece in enumerate(page.pieces):
        verdict = page.verdicts.get(index)
        if verdict is None or verdict.reason is not Reason.TEASER or len(piece.words) > 6:
            continue
        for number in _card_above(page, index):
            page.judge(number, Reason.TEASER, "card of another text", 0.92)


def _card_above(page: Page, index: int) -> list[int]:
    """Return the blocks of the card that ends above block `index`."""
    run: list[int] = []
    for number in range(index - 1, max(index - 1 - CARD_LINES, -1), -1):
        piece = page.pieces[number]
        verdict = page.verdicts.get(number)
        if verdict is not None and verdict.reason is Reason.PLACEHOLDER:
            return run if len(run) <= 3 else []
        if verdict is not None or len(piece.text) > CARD_TEXT:
            break
        run.append(number)
    cut = [number for number in run[:2] if not page.pieces[number].ends and len(page.pieces[number].words) >= 3]
    if not cut or cut[0] != run[0]:
        return []
    long = len(page.pieces[run[0]].text) > 80
    return run[:2] if long and len(cut) == 2 else run[:1]


def tickers(page: Page) -> None:
    """Hide the lines that follow the head of a ticker as long as they are headlines in a row or unended lines."""
    for index, piece in enumerate(page.pieces[:-1]):
        verdict = page.verdicts.get(index)
        if verdict is None or verdict.reason is not Reason.TICKER or not piece.text.endswith(":"):
            continue
        below = page.pieces[index + 1]
        if "|" in below.text or not (below.stops or below.gap or page.good(index + 1)):
            page.judge(index + 1, Reason.TICKER, "headlines after the head of a ticker", 0.93)


def related(page: Page) -> None:
    """Hide a head of related texts and the lines below it that are headlines."""
    index = 0
    while index < len(page.pieces):
        piece = page.pieces[index]
        if len(piece.words) > 7 or piece.bare not in page.lexicon.related:
            index += 1
            continue
        page.judge(index, Reason.ALSO_READ, "head of a list of other texts", 0.9)
        index += 1
        while index < len(page.pieces) and _headline(page, index):
            page.judge(index, Reason.TEASER, "in a list of other texts", 0.72)
            index += 1


def _headline(page: Page, index: int) -> bool:
    piece = page.pieces[index]
    return not page.good(index) and not piece.stops and len(piece.words) <= 28 and piece.kind is not BlockKind.HEADING


def repeated(page: Page) -> None:
    """Hide a line whose whole text opens a longer block, and all but one of lines that are the same."""
    openings: dict[tuple[str, ...], list[int]] = {}
    whole: dict[tuple[str, ...], int] = {}
    kept = page.kept()
    for index in kept:
        words = page.pieces[index].words
        if len(words) >= REPEAT_WORDS:
            openings.setdefault(tuple(words[:REPEAT_WORDS]), []).append(index)
    for index in kept:
        piece = page.pieces[index]
        words = piece.words
        if len(words) < REPEAT_WORDS:
            continue
        first = whole.setdefault(tuple(words), index)
        if first != index and piece.kind is not BlockKind.ROW:
            page.judge(index, Reason.REPEATED, f"same words as block {first + 1}", 0.9)
            continue
        for other in openings[tuple(words[:REPEAT_WORDS])][:20]:
            longer = page.pieces[other].words
            if other != index and len(longer) > len(words) and _opens(piece, words, longer):
                page.judge(index, Reason.REPEATED, f"opening words of block {other + 1}", 0.92)
                break


def told_dek(page: Page) -> None:
    """Hide the line between title and first paragraph where that paragraph says nearly all of it again."""
    kept = page.kept()[:3]
    for dek, lede in pairwise(kept):
        words = page.pieces[dek].words
        if not page.good(lede) or not REPEAT_WORDS < len(words) < len(page.pieces[lede].words):
            continue
        there = Counter(page.pieces[lede].words) & Counter(words)
        if there.total() * 10 >= len(words) * 8:
            page.judge(dek, Reason.REPEATED, f"its words are in block {lede + 1}", 0.92)
        return


def _opens(piece: Piece, words: list[str], longer: list[str]) -> bool:
    if longer[: len(words)] == words:
        return True
    cut = piece.text.rstrip().endswith(("…", "..."))
    return cut and len(words) > REPEAT_WORDS and longer[: len(words) - 1] == words[:-1]


def title_lines(page: Page) -> None:
    """Mark the lines that say the title: as known, or the first headline above the story."""
    said = fold(page.title).split()
    known = set(said)
    for index, piece in enumerate(page.pieces if known else ()):
        words = piece.folded.split()
        if 2 <= len(piece.words) <= 40 and len(words) * 2 <= len(said) * 3 and _alike(known, set(words)):
            page.judge(index, Reason.TITLE, "the title", 0.95)
    if page.structured or page.title:
        return
    for index in page.kept()[:4]:
        piece = page.pieces[index]
        if _is_title(piece) and any(page.good(number) for number in range(index + 1, min(index + 8, len(page.pieces)))):
            page.judge(index, Reason.TITLE, "first line, a headline", 0.8)
            page.title = piece.text
        return


def _alike(known: set[str], words: set[str]) -> bool:
    return len(known & words) * 10 >= 8 * max(len(known), len(words))


def _is_title(piece: Piece) -> bool:
    if not 2 <= len(piece.words) <= TITLE_WORDS or len(piece.text) > 200 or piece.kind is BlockKind.ITEM:
        return False
    return not piece.text.rstrip("\"'”’»)").endswith((".", ":", ";", ",", "。", "…"))


def story(page: Page) -> None:
    """Hide what lies before and after the story: short lines that are no part of the largest body of running text."""
    groups = _bodies(page)
    if not groups:
        return
    weight = [sum(len(page.pieces[i].words) for i in group if page.good(i)) for group in groups]
    top = max(range(len(groups)), key=lambda n: weight[n])
    inside = {
        i for n, group in enumerate(groups) if n == top or _belongs(weight[n], weight[top], n, top) for i in group
    }
    first, last = min(inside), max(inside)
    for index in page.kept():
        if index in inside:
            continue
        if index < first:
            near = _heads(page, index, first)
        elif index > last:
            near = _trails(page, index, last)
        else:
            near = False
        if not near:
            where = "above" if index < first else "below" if index > last else "between parts of"
            page.judge(index, Reason.NAVIGATION, f"{where} the story", 0.7, vague=True)


TRAIL = 12
"""Blocks that are looked at beyond either end of the story."""
LONG = 15
"""Words from which a block is running text even where its last sentence does not end."""
MENU = 6
"""Very short lines in a row that make a menu where nothing announces them."""
GAP = 24
"""Unended short lines in a row that part one body of running text from the next."""
SHARE = 0.25
"""Of the largest body's words, what another must hold to be of the story as well."""


def _bodies(page: Page) -> list[list[int]]:
    """Return runs of blocks from one good block to another with fewer than `GAP` poor ones in a row between."""
    groups: list[list[int]] = []
    poor: list[int] = []
    for index in page.kept():
        if not page.good(index):
            poor.append(index)
            continue
        if groups and _poverty(page, poor) < GAP:
            groups[-1] += [*poor, index]
        else:
            groups.append([index])
        poor = []
    return groups


_COST = {BlockKind.ROW: 0.1, BlockKind.ITEM: 0.4, BlockKind.HEADING: 0.4, BlockKind.QUOTATION: 0.4, BlockKind.CODE: 0.1}
"""How much a short block of known structure parts two bodies; a bare line without a final stop counts 1."""


def _poverty(page: Page, run: list[int]) -> float:
    return sum(_COST.get(page.pieces[i].kind, 0.4 if page.pieces[i].stops else 1.0) for i in run)


def _belongs(weight: int, most: int, number: int, top: int) -> bool:
    return weight >= SHARE * most and abs(number - top) <= 3


def _heads(page: Page, index: int, first: int) -> bool:
    """Tell whether a block right above the story is of it: a heading, or a sentence."""
    piece = page.pieces[index]
    if first - index > TRAIL:
        return False
    between = sum(page.open(number) for number in range(index + 1, first))
    return (
        between <= 1
        and len(piece.words) >= 4
        and (piece.stops or between == 0 or len(piece.words) >= LONG)
        and piece.links < 0.5
    )


def _trails(page: Page, index: int, last: int) -> bool:
    """Tell whether a block right below the story is of it: a sentence, or an item of a list that was announced."""
    piece = page.pieces[index]
    between = range(last + 1, index)
    if len(between) > TRAIL or any(page.open(n) and not _trailing(page.pieces[n]) for n in between):
        return False
    listed = page.pieces[last].text.rstrip().endswith(":") and piece.links < 0.5
    return listed or (_trailing(piece) and all(page.open(n) for n in between))


def _trailing(piece: Piece) -> bool:
    return (piece.stops and len(piece.words) >= 3 and piece.links < 0.5) or len(piece.words) >= LONG


def menus(page: Page) -> None:
    """Hide runs of short lines in the story that no line announces: they are menus, tags, lists of headlines."""
    kept = page.kept()
    for poor, run in groupby(kept, key=lambda index: _bare_line(page, index)):
        numbers = list(run)
        if not poor or len(numbers) < MENU:
            continue
        above = page.pieces[numbers[0] - 1].text.rstrip() if numbers[0] else ""
        if not above.endswith(":"):
            for number in numbers:
                page.judge(number, Reason.NAVIGATION, f"one of {len(numbers)} short lines in a row", 0.62)


def _bare_line(page: Page, index: int) -> bool:
    piece = page.pieces[index]
    return piece.kind is BlockKind.PARAGRAPH and not piece.ends and len(piece.words) <= 4


def orphans(page: Page) -> None:
    """Hide headings that head nothing: the block after them was hidden or the text ends."""
    kept = page.kept()
    for place in range(len(kept) - 1, -1, -1):
        index = kept[place]
        piece = page.pieces[index]
        if piece.ends or len(piece.words) > HEADING_WORDS or piece.kind in (BlockKind.ITEM, BlockKind.ROW):
            break
        if page.structured and piece.kind is not BlockKind.HEADING:
            break
        page.judge(index, Reason.NAVIGATION, "a heading with nothing below it", 0.6)


RUN_JUDGES: tuple[RunJudge, ...] = (
    cards, tickers, related, title_lines, repeated, told_dek, menus, story, orphans,
)  # fmt: skip


def judge_runs(page: Page) -> None:
    """Let every judge of neighbours look at the page, in order."""
    for judge in RUN_JUDGES:
        judge(page)
