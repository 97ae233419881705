"""Fits the weights by which `reader.match.alike` judges a pair of sentences, and checks them set by set.

Run from the project's root, with the bench data at hand: `python -m tests.bench.fit_match`. It prints the figures with
each set left out of the fitting, then the weights over all sets, to be copied into `alike.WEIGHTS`. Sets count by
`SETS`, not by their number of pairs: hand-marked pairs of stories, and texts with inserted passages that are otherwise
unrelated.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from reader.match import alike, index, names, sentences
from tests.bench.test_match_floors import bench, rows
from tests.shared import shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SETS = {"seeds": 1.0, "stories": 3.0, "splice": 0.08}
"""What one pair of each set counts."""
RIDGE = 0.5
STEPS = 12


class Case(NamedTuple):
    """One pair of sentences."""

    group: str
    """The documents it is from: pairs of one group are never both fitted and judged on."""
    measures: tuple[float, ...]
    label: int
    """2 the statement, 1 a side remark, 0 neither."""


def read(name: str) -> list[Case]:
    """Return the pairs of one set that the engine looks at."""
    run = bench("align", "run")
    data = run.seed_rows(str(shared("seeds"))) if name == "seeds" else rows("align", "data", f"{name}.jsonl.gz")
    return [case for row in data for case in _cases(name, row)]


def _cases(name: str, row: dict[str, Any]) -> Iterable[Case]:
    texts = [sentences.prepare(row["a"]), sentences.prepare(row["b"])]
    names.unify(texts)
    sentences.weigh(texts)
    met = index.Index(texts)
    pairs = met.pairs
    at = np.flatnonzero((pairs.one < pairs.other) & (pairs.cosine >= index.LOW))
    gold = [(g["a"], g["b"], 1 if g.get("strength") == "partial" else 2) for g in row["gold"]]
    for s, other, measures in zip(pairs.one[at], pairs.other[at], met.measures(at), strict=True):
        one, two = texts[0][s], texts[1][other - met.starts[1]]
        label = max((k for a, b, k in gold if _covers(a, one.span) and _covers(b, two.span)), default=0)
        yield Case(_group(name, str(row["id"])), tuple(measures), label)


def _covers(marked: Sequence[int], span: tuple[int, int]) -> bool:
    inside = min(marked[1], span[1]) - max(marked[0], span[0])
    return inside >= 0.5 * min(span[1] - span[0], marked[1] - marked[0])


def _group(name: str, identity: str) -> str:
    return f"{name} {identity.split('_')[0]}" if name == "stories" else f"{name} {identity}"


def fit(cases: Sequence[tuple[Case, float]]) -> alike.Weights:
    """Return the weights of the most likely logistic curve over weighted cases (Newton's method, a slight ridge)."""
    size = len(alike.Weights._fields)
    weights = [0.0] * size
    for _ in range(STEPS):
        gradient = [-RIDGE * w for w in weights]
        hessian = [[RIDGE * (i == j) for j in range(size)] for i in range(size)]
        for case, count in cases:
            inputs = (1.0, *case.measures)
            p = _chance(case, alike.Weights(*weights))
            miss, slope = count * ((case.label > 0) - p), count * p * (1 - p)
            for i, x in enumerate(inputs):
                gradient[i] += miss * x
                for j, y in enumerate(inputs):
                    hessian[i][j] += slope * x * y
        weights = [w + step for w, step in zip(weights, _solve(hessian, gradient), strict=True)]
    return alike.Weights(*weights)


def _chance(case: Case, weights: alike.Weights) -> float:
    return float(index.chances(np.array(case.measures), weights))


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a small system of linear equations (Gauss-Jordan with pivots)."""
    table = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(len(table)):
        pivot = max(range(i, len(table)), key=lambda r: abs(table[r][i]))
        table[i], table[pivot] = table[pivot], table[i]
        table[i] = [value / table[i][i] for value in table[i]]
        for r in range(len(table)):
            if r != i:
                table[r] = [x - table[r][i] * y for x, y in zip(table[r], table[i], strict=True)]
    return [row[-1] for row in table]


def judge(cases: Iterable[Case], weights: alike.Weights, least: float) -> tuple[float, float, float]:
    """Return precision, recall of statements, and F1 of the pairs from `least` on."""
    right = kept = found = wanted = 0
    for case in cases:
        counts = _chance(case, weights) >= least
        kept, right = kept + counts, right + (counts and case.label > 0)
        wanted, found = wanted + (case.label == 2), found + (counts and case.label == 2)
    precision, recall = right / max(kept, 1), found / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> None:
    sets = {name: read(name) for name in SETS}
    everything = [(case, SETS[name]) for name, cases in sets.items() for case in cases]
    for name, cases in sets.items():
        without = fit([(case, count) for case, count in everything if not case.group.startswith(name)])
        for least in (0.3, 0.4, alike.LEAST, 0.7, alike.SURE):
            figures = " ".join(f"{figure:.3f}" for figure in judge(cases, without, least))
            print(f"{name:8} left out, from {least:.2f}: {figures}")
    weights = fit(everything)
    for name, cases in sets.items():
        for least in (alike.LEAST, alike.SURE):
            print(f"{name:8} fitted, from {least:.2f}:", " ".join(f"{x:.3f}" for x in judge(cases, weights, least)))
    print(json.dumps({key: round(value, 2) for key, value in weights._asdict().items()}))
    assert not math.isnan(sum(weights))


if __name__ == "__main__":
    main()
