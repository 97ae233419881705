"""Floors for matching and grouping, a little under what is reached. They need the bench data and skip without."""

from __future__ import annotations

import gzip
import importlib.util
import itertools
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from reader import clean_text, compare, find_conflicts, find_passages, group_stories, sentence_similarity
from reader.model import Kind
from tests.shared import shared

if TYPE_CHECKING:
    from types import ModuleType

KINDS = {
    Kind.EXACT: "verbatim",
    Kind.EDITED: "near-verbatim",
    Kind.REWORDED: "paraphrase",
    Kind.QUOTED: "shared quotation",
}


def bench(folder: str, name: str) -> ModuleType:
    path = shared("bench", folder, f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"{folder}_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.parent))  # its modules import each other by name
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(path.parent))
    return module


def rows(*parts: str) -> list[dict[str, Any]]:
    with gzip.open(shared("bench", *parts), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def align(a: str, b: str) -> list[tuple[tuple[int, int], tuple[int, int], str]]:
    return [((p.a.start, p.a.end), (p.b.start, p.b.end), KINDS[p.kind]) for p in find_passages(a, b)]


@pytest.mark.parametrize(("name", "least", "least_shown"), [("seeds", 0.77, 0.85), ("stories", 0.87, 0.94)])
def test_sentence_pairs(name: str, least: float, least_shown: float) -> None:
    run = bench("align", "run")
    data = run.seed_rows(str(shared("seeds"))) if name == "seeds" else rows("align", "data", "stories.jsonl.gz")
    figures = run.score.sentence_pairs([(x["gold"], align(x["a"], x["b"]), x["sents_a"], x["sents_b"]) for x in data])
    assert figures["F1"] >= least
    assert figures["shown_F1"] >= least_shown


@pytest.mark.parametrize(("name", "least"), [("seeds", 0.71), ("stories", 0.9)])
def test_sentences_that_only_one_source_has(name: str, least: float) -> None:
    run = bench("align", "run")
    data = run.seed_rows(str(shared("seeds"))) if name == "seeds" else rows("align", "data", "stories.jsonl.gz")
    body = None
    if name == "seeds":
        gold = json.loads(shared("bench", "align", "seeds-gold.json").read_text("utf-8"))
        body = {name[:3]: {tuple(span) for span in spans} for name, spans in gold["body"].items()}
    cases = [(x["id"], x["a"], x["gold"], align(x["a"], x["b"]), x["sents_a"], x["sents_b"], x["b"]) for x in data]
    assert run.score.only_here(cases, body)["F1"] >= least


def test_spliced_passages() -> None:
    score = bench("align", "score")
    figures = score.passages([(x["gold"], align(x["a"], x["b"])) for x in rows("align", "data", "splice.jsonl.gz")])
    assert figures["plagdet"] >= 0.945
    assert figures["gran"] <= 1.03


def test_copied_passages() -> None:
    score = bench("align", "score")
    copies = (KINDS[Kind.EXACT], KINDS[Kind.EDITED])
    figures = score.passages(
        (x["gold"], [match for match in align(x["a"], x["b"]) if match[2] in copies])
        for x in rows("align", "data", "pan13.jsonl.gz")
    )
    assert figures["plagdet"] >= 0.94
    assert figures["gran"] <= 1.01


def test_answers_to_one_question() -> None:
    score = bench("align", "score")
    data = rows("align", "data", "clough.jsonl.gz")
    shares = [score._union([match[0] for match in align(x["a"], x["b"])]) / len(x["a"]) for x in data]
    assert score.spearman([x["level"] for x in data], shares) >= 0.73


def test_coreferent_sentences() -> None:
    score = bench("align", "score")
    data = rows("align", "data", "silver.jsonl.gz")
    figures = score.judged_pairs([(x["pos"], x["neg"], align(x["a"], x["b"])) for x in data])
    assert figures["R"] >= 0.385
    assert figures["P"] >= 0.95


def test_alike_without_a_story() -> None:
    score = bench("align", "score")
    pairs = [x for x in rows("align", "data", "pairs.jsonl.gz") if x["set"] == "superpal"]
    assert score.auc([x["label"] for x in pairs], [sentence_similarity(x["a"], x["b"]) for x in pairs]) >= 0.91


def test_edited_texts() -> None:
    score = bench("align", "score")
    cases = [
        (x["a"], x["b"], x["links"], x["moved"], [(str(o.tag), o.a, o.b) for o in compare(x["a"], x["b"]).operations])
        for x in rows("align", "data", "edits.jsonl.gz")
    ]
    figures = score.word_links(cases)
    assert figures["F1"] >= 0.955
    assert figures["moved_linked"] >= 0.98
    assert figures["moved_tagged"] >= 0.885
    assert figures["move_P"] >= 0.85


def test_differing_values() -> None:
    score = bench("align", "score")
    figures = score.conflicts(
        (x, [(c.b.start, c.b.end) for c in find_conflicts(x["a"], x["b"])])
        for x in rows("align", "data", "facts.jsonl.gz")
    )
    assert figures["P"] >= 0.935
    assert figures["F1"] >= 0.88


def test_the_documents_are_one_story_and_an_earlier_one_in_any_order() -> None:
    articles = [clean_text(path.read_text("utf-8")) for path in sorted(shared("seeds").glob("*.txt"))]
    earlier = articles[2]
    for order in itertools.permutations(articles):
        (story,) = group_stories(order)
        assert story.articles == tuple(article for article in order if article is not earlier)
        assert [(related.article, related.relation) for related in story.related] == [(earlier, "earlier")]
