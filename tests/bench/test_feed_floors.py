"""Floors for reading feeds, a little under what is reached. They need the bench data beside the project."""

from __future__ import annotations

import pytest

from reader.sources.bounds import bounded
from reader.sources.survey import survey
from tests.bench.feeds import SETS, ordinary_feed, ours, score
from tests.shared import shared


@pytest.mark.parametrize("name", SETS)
def test_feeds_are_read_as_by_the_most_forgiving_parser(name: str) -> None:
    result = score(ours, shared("bench", "feeds"), name)
    assert result.raised == 0
    assert result.counted == 1
    assert result.agree >= 0.985


def test_a_feed_as_news_sites_send_it_takes_the_fast_way() -> None:
    assert survey(bounded(ordinary_feed()).data).ordinary
