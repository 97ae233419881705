"""Learn the tables of `reader/clean`: `python -m tests.bench.train_blocks html text` (needs the `train` extra).

Two steps, the second learned on what the first says of pages that it was not taught with: weights of words and of
class names (logistic regression, words of 20 sites or more), then a forest of boosted trees over all features. All
figures are cross-validated with whole sites left out; `check_blocks` runs the whole program with the tables of the
folds.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import lightgbm as lgb
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from reader.clean import features, places, weights
from tests.bench.blocks_data import Sample, bench, samples

FOLDS = 5
COLUMNS = 130
"""Features that the forest sees."""
SITES = 20
TARGET = Path(weights.__file__).parent
TREES = {"html": 320, "text": 320}
TRUST = {"scrapinghub": 2.0, "cpe": 1.5, "fundus": 1.3, "wcxb": 1.0, "trafilatura": 1.0}
"""Gold made by hand weighs more than gold made by rules, by a model, or of single segments."""
SEGMENT = 6.0
"""What the label of a segment weighs: a page has few of them."""
PLAIN = {
    "objective": "binary",
    "num_leaves": weights.LEAVES,
    "learning_rate": 0.05,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.35,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "verbose": -1,
    "num_threads": 2,
    "max_bin": 63,
    "seed": 7,
}
SCORES = [features.NAMES.index(name) for name in ("word score", "lowest word", "first word")]


class Data:
    """All blocks of all pages in arrays."""

    def __init__(self, form: str, found: list[Sample]) -> None:
        self.form, self.samples = form, found
        self.names = [*features.NAMES, *(places.NAMES if form == "html" else ())]
        self.labels = np.asarray([label for sample in found for label in sample.labels])
        self.settled = np.asarray([held for sample in found for held in sample.settled])
        self.page = np.repeat(np.arange(len(found)), [len(sample.labels) for sample in found])
        self.ends = np.cumsum([0, *(len(sample.labels) for sample in found)])
        self.group = np.asarray([sample.item["domain"].split(".")[0] for sample in found])
        self.taught = (self.labels >= 0) & ~self.settled
        self.weight = np.concatenate([_weights(form, sample) for sample in found])
        self.fold = np.zeros(len(found), int)
        for number, (_, test) in enumerate(GroupKFold(FOLDS).split(self.group, groups=self.group)):
            self.fold[test] = number
        self.block_fold = self.fold[self.page]
        self.texts = [words for sample in found for words in sample.words]
        self.text_terms = self._terms([set(words) for words in self.texts])
        self.text_matrix = self._matrix(self.texts, self.text_terms)
        if form == "html":
            tokens = [
                [t for box in self._own(sample, piece) for t in box] for sample in found for piece in sample.page.pieces
            ]
            self.name_terms = self._terms([set(held) for held in tokens])
            self.name_matrix = self._matrix(tokens, self.name_terms)

    @staticmethod
    def _own(sample: Sample, piece: Any) -> list[tuple[str, ...]]:
        way = places.way_of(sample.page)
        steps = next((at for at, box in enumerate(piece.boxes) if box in way), len(piece.boxes))
        return [sample.page.boxes[box].tokens for box in piece.boxes[: max(steps, 1)]]

    def _terms(self, held: list[set[str]]) -> dict[str, int]:
        sites: dict[str, set[str]] = {}
        for block, terms in enumerate(held):
            for term in terms:
                sites.setdefault(term, set()).add(self.group[self.page[block]])
        return {term: at for at, term in enumerate(sorted(t for t, s in sites.items() if len(s) >= SITES))}

    @staticmethod
    def _matrix(held: list[list[str]], terms: dict[str, int]) -> csr_matrix:
        starts, columns, values = [0], list[int](), list[float]()
        for words in held:
            seen = Counter(terms[word] for word in words if word in terms)
            columns += seen.keys()
            values += [count / (len(words) or 1) ** 0.5 for count in seen.values()]
            starts.append(len(columns))
        return csr_matrix((values, columns, starts), shape=(len(held), len(terms)), dtype=np.float32)


def _weights(form: str, sample: Sample) -> np.ndarray:
    sizes = np.asarray(sample.sizes, float)
    story = sum(size for size, label in zip(sample.sizes, sample.labels, strict=True) if label == 1) or 1
    trust = TRUST[sample.item["set"]]
    if "gold" not in sample.item and form == "html":
        return np.full(len(sizes), SEGMENT)
    share = np.minimum(1.0, (sizes + 3) / max(story, 80))
    return trust * (30 * share**0.8 + (0.2 if form == "html" else 1.0))


def word_weights(matrix: csr_matrix, terms: dict[str, int], data: Data, use: np.ndarray, c: float) -> dict[str, float]:
    use = np.flatnonzero(use)
    use = np.random.default_rng(7).permutation(use)[:80_000]
    model = LogisticRegression(C=c, solver="liblinear", max_iter=50)
    model.fit(matrix[use], data.labels[use], np.minimum(data.weight[use], 2.0))
    return {term: round(float(model.coef_[0][at]), 2) for term, at in terms.items() if abs(model.coef_[0][at]) >= 0.05}


def fill_words(data: Data, table: dict[str, float], pages: np.ndarray) -> None:
    """Write the weights of the words into the base rows, as the program would."""
    for page in pages:
        for row, words in zip(data.samples[page].base, data.samples[page].words, strict=True):
            scores = [table.get(word, 0.0) for word in words]
            summed = sum(scores) / (len(scores) or 1) ** 0.5
            for at, value in zip(SCORES, (summed, min(scores, default=0.0), scores[0] if scores else 0.0), strict=True):
                row[at] = value


def fill_names(data: Data, table: dict[str, float], pages: np.ndarray) -> None:
    """Write the weights of the names into the rows of places."""
    at = places.NAMES.index("names")
    for number in pages:
        sample = data.samples[number]
        way = places.way_of(sample.page)
        scores = [places.named(box, table) for box in sample.page.boxes]
        for row, piece in zip(sample.places, sample.page.pieces, strict=True):
            row[at : at + 4] = places.name_scores(piece.boxes, places.steps_off(piece.boxes, way), scores)


def forest(data: Data, rows: np.ndarray, use: np.ndarray, trees: int) -> lgb.Booster:
    return lgb.train(PLAIN, lgb.Dataset(rows[use], data.labels[use], weight=data.weight[use]), trees)


def learn(data: Data) -> tuple[dict[str, Any], list[dict[str, Any]], np.ndarray]:
    """Return the table for all pages, those of the folds, and the shares that the folds' tables give."""
    everything = np.arange(len(data.samples))
    folds: list[dict[str, Any]] = [{} for _ in range(FOLDS)]
    final: dict[str, Any] = {"names": {}}
    for number in [*range(FOLDS), -1]:
        use = data.taught & (data.block_fold != number)
        table = final if number < 0 else folds[number]
        table["words"] = word_weights(data.text_matrix, data.text_terms, data, use, 0.3)
        table["names"] = word_weights(data.name_matrix, data.name_terms, data, use, 0.3) if data.form == "html" else {}
        if number >= 0:
            fill_words(data, table["words"], everything[data.fold == number])
            if data.form == "html":
                fill_names(data, table["names"], everything[data.fold == number])
    rows = all_rows(data)
    keep = best_columns(data, rows)
    shares = np.zeros(len(rows))
    for number in [*range(FOLDS), -1]:
        use = data.taught & (data.block_fold != number)
        model = forest(data, rows[:, keep], use, TREES[data.form])
        (final if number < 0 else folds[number])["forest"] = packed(model, keep)
        if number >= 0:
            test = data.block_fold == number
            shares[test] = model.predict(rows[test][:, keep])
    print(report(data, shares), flush=True)
    return final, folds, shares


def all_rows(data: Data) -> np.ndarray:
    """Return the rows of all blocks, neighbours and runs joined."""
    rows = []
    for sample in data.samples:
        joined = features.joined(sample.base, sample.good, sample.heads)
        rows += [a + b for a, b in zip(joined, sample.places, strict=True)] if sample.places else joined
    return np.asarray(rows, np.float32)


def best_columns(data: Data, rows: np.ndarray) -> list[int]:
    """Return the columns that a quick forest gains most by: the others cost time and tell sites apart."""
    model = forest(data, rows, data.taught, 120)
    gain = model.feature_importance("gain")
    best = sorted(np.argsort(-gain)[:COLUMNS].tolist())
    print("gain:", ", ".join(f"{data.names[at]} {gain[at]:.0f}" for at in np.argsort(-gain)[:COLUMNS]))
    return best


def packed(model: lgb.Booster, keep: list[int]) -> dict[str, Any]:
    """Return a model as `weights.Forest` reads it."""
    leaves: list[list[int]] = []
    columns: dict[int, list[list[float]]] = {}
    for number, info in enumerate(model.dump_model()["tree_info"]):
        values: list[int] = []

        def walk(node: dict[str, Any], number: int = number, values: list[int] = values) -> None:
            if "leaf_value" in node:
                values.append(round(node["leaf_value"] * weights.SCALE))
                return
            low = len(values)
            walk(node["left_child"])
            limit = float(f"{node['threshold']:.5g}") if abs(node["threshold"]) > 1e-9 else 0.0
            columns.setdefault(keep[node["split_feature"]], []).append([limit, number, low, len(values)])
            walk(node["right_child"])

        walk(info["tree_structure"])
        leaves.append(values)
    return {"base": 0.0, "leaves": leaves, "columns": [[c, sorted(nodes)] for c, nodes in sorted(columns.items())]}


def report(data: Data, shares: np.ndarray, thresholds: tuple[float, ...] = (0.35, 0.4, 0.45, 0.5, 0.55, 0.6)) -> str:
    """Return the bench's measures, as near as whole blocks allow, for several thresholds."""
    return "\n" + "\n".join(f"  {limit}: {_measures(data, shares, limit)}" for limit in thresholds)


def _measures(data: Data, shares: np.ndarray, limit: float) -> str:
    cb = bench()
    kept = (shares >= limit) & ~data.settled
    shingle: dict[str, list[Any]] = {}
    blocks: dict[str, list[int]] = {}
    exact: dict[str, list[bool]] = {}
    segments = [0, 0, 0, 0]
    for number, sample in enumerate(data.samples):
        low, high = data.ends[number], data.ends[number + 1]
        held = kept[low:high]
        if data.form == "text":
            name = sample.item["render"]
            tally = blocks.setdefault(name, [0, 0, 0])
            right = data.labels[low:high]
            tally[0] += int((held & (right == 1)).sum())
            tally[1] += int((held & (right == 0)).sum())
            tally[2] += int((~held & (right == 1)).sum())
            exact.setdefault(name, []).append(not ((held & (right == 0)) | (~held & (right == 1))).any())
            gold = "\n".join(t for t, label in zip(sample.texts, right, strict=True) if label == 1)
            out = "\n".join(t for t, keep, label in zip(sample.texts, held, right, strict=True) if keep and label >= 0)
            shingle.setdefault(name, []).append(cb.shingle_counts(gold, out))
            continue
        out = "\n\n".join(text for text, keep in zip(sample.texts, held, strict=True) if keep)
        if "gold" in sample.item:
            counts = cb.shingle_counts(sample.item["gold"], out)
            shingle.setdefault(sample.item["set"], []).append(counts)
            shingle.setdefault("all", []).append(counts)
        elif sample.item.get("with") and sample.item.get("without"):
            segments = [a + b for a, b in zip(segments, cb.segment_counts(sample.item, out), strict=True)]
    text = " ".join(f"{name} {cb.prf(counts)[2]:.4f}" for name, counts in sorted(shingle.items()))
    for name, (tp, fp, fn) in sorted(blocks.items()):
        text += f" | {name} block {2 * tp / (2 * tp + fp + fn):.4f} exact {np.mean(exact[name]):.3f}"
    if data.form == "html":
        tp, fp, fn, tn = segments
        text += f" | segments {2 * tp / (2 * tp + fp + fn):.4f} accuracy {(tp + tn) / sum(segments):.4f}"
    return text


def main() -> None:
    """Learn, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("forms", nargs="+", choices=["html", "text"])
    parser.add_argument("--cache", type=Path, default=Path("/tmp"))
    parser.add_argument("--threshold", type=float, default=0.4)
    arguments = parser.parse_args()
    for form in arguments.forms:
        data = Data(form, samples(form, arguments.cache / f"blocks-{form}.pkl"))
        print(
            form, len(data.samples), "pages", len(data.labels), "blocks", int(data.taught.sum()), "taught", flush=True
        )
        final, folds, shares = learn(data)
        final["threshold"] = arguments.threshold
        for fold in folds:
            fold["threshold"] = arguments.threshold
        made = {
            "by": "python -m tests.bench.train_blocks " + form,
            "pages": len(data.samples),
            "sites": len(set(data.group)),
            "blocks": int(data.taught.sum()),
            "figures": "whole sites left out: " + _measures(data, shares, arguments.threshold),
        }
        path = TARGET / f"blocks-{form}.json"
        path.write_text(json.dumps({"made": made, **final}, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")
        (arguments.cache / f"folds-{form}.json").write_text(
            json.dumps({"groups": dict(zip(data.group.tolist(), data.fold.tolist(), strict=True)), "folds": folds})
        )
        print(path, path.stat().st_size)


if __name__ == "__main__":
    main()
