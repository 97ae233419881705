"""The learned part: forests walk as trees do, tables fit the features, what is hidden is named, small texts survive."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from reader.clean import clean_html, clean_text, features, places, weights
from reader.model import Article, BlockKind, Reason
from tests.unit.test_clean_text import BODY, LEDE, STORY, reason_of

FORMS = ("html", "text")
HEADED = f"""<html lang="en"><head><title>Council shuts the old bridge</title></head><body>
<div role="dialog"><p>We and our partners store cookies on your device. You agree to this.</p></div>
<header><h1>Council shuts the old bridge</h1><p>by Ann Lee</p>
<p><time>27 March 2025</time> · Updated 17:05 · 2 min read</p>
</header><div class="content"><p>{LEDE}</p><p>{BODY[0]}</p><p>{BODY[1]}</p><p>{BODY[2]}</p></div>
<div class="rest"><p>Ferry company buys a second boat</p><p>Mayor to step down</p></div></body></html>"""


def grown(dice: random.Random, leaves: int, columns: int) -> Any:
    if leaves == 1:
        return dice.randrange(-900, 900)
    left = dice.randrange(1, leaves)
    halves = (grown(dice, left, columns), grown(dice, leaves - left, columns))
    return (dice.randrange(columns), dice.randrange(10), *halves)


def walked(tree: Any, row: list[float]) -> int:
    while not isinstance(tree, int):
        tree = tree[2] if row[tree[0]] <= tree[1] else tree[3]
    return tree


def flat(trees: list[Any]) -> dict[str, Any]:
    columns: dict[int, list[Any]] = {}
    leaves = []
    for number, tree in enumerate(trees):
        values: list[int] = []

        def visit(node: Any, number: int = number, values: list[int] = values) -> None:
            if isinstance(node, int):
                values.append(node)
                return
            low = len(values)
            visit(node[2])
            columns.setdefault(node[0], []).append([node[1], number, low, len(values)])
            visit(node[3])

        visit(tree)
        leaves.append(values)
    return {"base": 0.0, "leaves": leaves, "columns": [[at, sorted(nodes)] for at, nodes in sorted(columns.items())]}


@pytest.mark.parametrize("seed", range(20))
def test_a_forest_gives_what_its_trees_give(seed: int) -> None:
    dice = random.Random(seed)
    trees = [grown(dice, dice.randrange(2, weights.LEAVES + 1), 5) for _ in range(12)]
    forest = weights.Forest(flat(trees))
    rows = [[float(dice.randrange(-1, 11)) for _ in range(5)] for _ in range(dice.choice((1, 50, weights.BATCH + 1)))]
    odds = [sum(walked(tree, row) for tree in trees) / weights.SCALE for row in rows]
    assert forest.shares(rows) == pytest.approx([1 / (1 + 2.718281828459045**-odd) for odd in odds])
    assert forest.shares([]) == []


@pytest.mark.parametrize("form", FORMS)
def test_tables_fit_the_features(form: str) -> None:
    table = weights.table(form)
    width = len(features.NAMES) + (len(places.NAMES) if form == "html" else 0)
    assert 0 < table.forest.shares([[0.0] * width])[0] < 1


def test_tables_are_small() -> None:
    folder = Path(weights.__file__).parent
    assert sum((folder / f"blocks-{form}.json").stat().st_size for form in FORMS) < 1_000_000


def named(article: Article) -> bool:
    return all(block.kept or (block.reason is not None and block.detail) for block in article.blocks)


def test_all_that_is_hidden_has_a_reason_and_words_for_it() -> None:
    lines = [
        "Home",
        "Politics",
        "Sport",
        "A strange thing on the river today",
        STORY,
        "Hot deals for you",
        "Write to us",
    ]
    assert named(clean_text("\n\n".join(lines)))
    assert named(clean_html("".join(f"<p>{line}</p>" for line in lines)))


def test_the_head_of_a_page_outside_its_body() -> None:
    article = clean_html(HEADED)
    assert article.text == STORY
    assert article.byline == "Ann Lee"
    assert reason_of(article, "shuts the old bridge") is Reason.TITLE
    assert reason_of(article, "by Ann Lee") is Reason.BYLINE
    assert reason_of(article, "Updated 17:05") is Reason.DATE
    assert reason_of(article, "store cookies") is Reason.COOKIES
    assert reason_of(article, "second boat") is not None


def test_lines_that_head_a_paragraph_are_headings() -> None:
    article = clean_text(f"{LEDE}\n\n{BODY[0]}\n\nRather a Season\n\n{BODY[1]}\n\n{BODY[2]}")
    assert [block.kind for block in article.blocks if block.kept].count(BlockKind.HEADING) == 1


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_part_of_a_story_is_kept(count: int) -> None:
    parts = (LEDE, *BODY)[:count]
    assert clean_text("\n\n".join(parts)).text == "\n\n".join(parts)
    assert clean_html("".join(f"<p>{part}</p>" for part in parts)).text == "\n\n".join(parts)
