"""Floors for cleaning, a little under what is reached. They need the bench data beside the project and skip without."""

from __future__ import annotations

import json

import pytest

from reader.clean import clean_html, clean_text
from tests.bench.blocks_data import bench
from tests.shared import shared


def test_every_labelled_block_of_the_documents_comes_out_right() -> None:
    labels = json.loads(shared("bench", "clean", "seeds-labels.json").read_text("utf-8"))
    folder = shared("seeds")
    wrong = []
    for name, item in labels["files"].items():
        text = (folder / name).read_text("utf-8")
        article = clean_text(text)
        shift = _shifts(text, article.source_text)
        for span in item["spans"]:
            if span["label"] == "meta":
                continue
            kept = [
                b.kept
                for b in article.blocks
                if b.span.start < shift(span["end"]) and shift(span["start"]) < b.span.end
            ]
            if not kept or set(kept) != {span["label"] == "keep"}:
                wrong.append((name, span["line"], span["class"]))
    assert wrong == []


def _shifts(text: str, gated: str):  # type: ignore[no-untyped-def]
    assert len(text) == len(gated), "the gate took characters: spans of the labels would not fit"
    return lambda offset: offset


FLOORS = {"scrapinghub": 0.955, "fundus": 0.955}
"""Four-word shingle F1 of pages; training saw them, so what they guard is the program, not the table's reach."""


@pytest.mark.parametrize("name", FLOORS)
def test_pages_stay_above_their_floor(name: str) -> None:
    shared("bench", "clean")
    cb = bench()
    pages = cb.load_pages(cb.HERE / "dev", {name})
    counts = [cb.shingle_counts(page["gold"], clean_html(page["html"]()).text) for page in pages]
    assert cb.prf(counts)[2] >= FLOORS[name]


@pytest.mark.parametrize(
    ("render", "blocks", "words"), [("near", 0.87, 0.94), ("full", 0.85, 0.92), ("inject", 0.95, 0.98)]
)
def test_texts_stay_above_their_floor(render: str, blocks: float, words: float) -> None:
    shared("bench", "clean")
    cb = bench()
    texts = cb.load_texts(cb.HERE / "dev", {"scrapinghub", "fundus", "cpe"})
    texts = [text for text in [*texts, *cb.inject(texts)] if text["render"] == render]
    scores = [cb.score_text(text, clean_text(text["text"]).text) for text in texts]
    right, extra, lost = (sum(score["block"][at] for score in scores) for at in range(3))
    assert 2 * right / (2 * right + extra + lost) >= blocks
    assert cb.prf([score["shingle"] for score in scores])[2] >= words
