"""Floors for what siblings show, a little under what is reached. They need the bench data and skip without."""

from __future__ import annotations

import pytest

from tests.bench.templates import cleaned, measures, tally
from tests.shared import shared

FLOORS = {2: (0.94, 0.45), 5: (0.95, 0.85), 20: (0.95, 0.92)}
"""Precision of what is hidden as template, and share of the lines that come back which are hidden, by articles."""


@pytest.mark.parametrize("count", FLOORS)
def test_templates_stay_above_their_floor(count: int) -> None:
    shared("bench", "clean")
    precision, recall, one_by_one = measures(tally(cleaned(count, max(120 // count, 3))))
    assert precision >= FLOORS[count][0]
    assert recall >= max(FLOORS[count][1], one_by_one)
