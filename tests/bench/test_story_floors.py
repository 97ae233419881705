"""Floors for grouping, a little under what is reached; `grouping` has the protocol. They skip without bench data."""

from __future__ import annotations

import pytest

from tests.bench import grouping
from tests.bench.test_match_floors import rows

LEAST = {"ecb": (0.94, 0.10), "mixed": (0.86, 0.10)}
"""B-cubed F1, and at most so many pairs of sister events joined."""


@pytest.mark.parametrize("name", LEAST)
def test_groups(name: str) -> None:
    ((_, report),) = grouping.sets((name,), seeds=(0,))
    least, most_sisters = LEAST[name]
    assert report["bcubed_f1"] >= least
    assert report["sister_joined"] <= most_sisters


@pytest.mark.parametrize("grade", grouping.GRADES)
def test_copies_are_found_and_nothing_else_is_one(grade: str) -> None:
    recall, false = grouping.copies(rows("stories", "ecb.jsonl.gz"), grade)
    assert recall >= 0.99
    assert false <= 0.001
