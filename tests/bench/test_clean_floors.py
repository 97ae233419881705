"""Floors for cleaning, a little under what is reached. They need the bench data beside the project and skip without."""

from __future__ import annotations

import json

from reader.clean import clean_text
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
