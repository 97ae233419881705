"""Dates: read as they are written, as sure as they are, and never an exception."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import dates
from reader.text.dates import Certainty


@pytest.mark.parametrize(
    "text",
    [
        "27-03-2025", "27.03.2025", "2025-03-27", "2025-03-27T10:14:00Z", "March 27, 2025", "Thursday, 27 March 2025",
        "Mar 27, 2025, 10:14 IST", "Published: 27 March 2025 14:02", "27 mars 2025", "27. März 2025",
        "27 de marzo de 2025",
        "27 marzo 2025", "27 maart 2025", "27 de março de 2025", "2025年3月27日", "date 2025-03-27 Home",
        "27th March 2025",
        "Thu, 27 Mar 2025 10:00:00 +0000", "03/27/2025",
    ],
)  # fmt: skip
def test_the_same_day_in_many_forms(text: str) -> None:
    when = dates.parse(text)
    assert when is not None
    assert (when.moment.year, when.moment.month, when.moment.day) == (2025, 3, 27)
    assert when.certainty is Certainty.STATED


def test_day_and_month_that_could_be_either_way_round() -> None:
    first, other = dates.parse("03-04-2025"), dates.parse("03-04-2025", day_first=False)
    assert first is not None
    assert other is not None
    assert (first.moment.month, other.moment.month) == (4, 3)
    assert first.certainty is other.certainty is Certainty.UNSURE


@pytest.mark.parametrize(
    "text",
    [
        "", "Thursday", "May 2025", "2147483648", "January 1st, 9999999999", "+99:99", "31-02-2025",
        "9999-12-31T00:00:00-05:00",
        "0001-01-01T00:00:00+14:00", "1 " * 50, "1" * 100, "12", "10:30", "2025-13-45",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates.parse(text) is None


@given(st.text(max_size=120) | st.from_regex(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ][0-9]{1,5}( [0-9:+-]{1,9})?"))
def test_never_raises_and_always_has_a_zone(text: str) -> None:
    when = dates.parse(text)
    if when is not None:
        assert when.moment.utcoffset() is not None
        assert when.moment.timestamp() == when.moment.timestamp()
        dates.show(when)


def test_times_and_offsets() -> None:
    late = dates.parse("2025-03-27 23:30 +05:30")
    assert late is not None
    assert late.has_time
    assert late.moment.utcoffset() == timedelta(hours=5, minutes=30)
    assert late.moment.day == 27
    leap = dates.parse("2016-12-31T23:59:60Z")
    assert leap is not None
    assert leap.moment.second == 59
    odd = dates.parse("2025-03-27T10:00:00+99:99")
    assert odd is not None
    assert odd.moment.utcoffset() == timedelta()


@pytest.mark.parametrize("shown", ["27 Mar 2025", "~27 Mar 2025", "3 Apr 2025?"])
def test_what_is_shown_reads_back(shown: str) -> None:
    assert dates.show(dates.parse(shown)) == shown


def test_without_a_date() -> None:
    assert dates.show(None) == "no date"
    assert dates.show(None, "Thursday") == "no date, says Thursday"


def test_weekdays() -> None:
    assert dates.find_weekday("It was confirmed on Thursday, not Friday.") == "Thursday"
    assert dates.find_weekday("Das sagte sie am Donnerstag.") == "Thursday"
    assert dates.find_weekday("No day here.") == ""
