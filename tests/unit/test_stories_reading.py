"""What a window reads of an article lasts: as bytes and back it groups the same, and damaged bytes are said to be."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.stories import Window, reading
from reader.stories.reading import Ties
from tests.unit.test_stories_groups import CHOIR, CLOSED, CLOSED_AGAIN, CLOSED_TOO, article

TEXTS = CLOSED, CHOIR, CLOSED_TOO, CLOSED_AGAIN, f"{CLOSED} More on this and other subjects can be found elsewhere."


def test_a_window_that_was_put_together_again_goes_on_as_the_first() -> None:
    first, again = Window(), Window()
    readings = [reading.read(article(str(number), text)) for number, text in enumerate(TEXTS)]
    for one in readings[:-1]:
        first.take(one)
    for one, ties in zip(readings[:-1], first.ties(0), strict=True):
        again.restore(reading.unpack(reading.pack(one)), reading.unpack_ties(reading.pack_ties(ties)))
    assert again.groups() == first.groups()
    assert again.take(readings[-1]) == first.take(readings[-1])
    assert again.groups() == first.groups()
    assert again.copies == first.copies == [(0, 4)]
    assert [ties.copies for ties in first.ties(3)] == [[], [0]]


@given(st.text(max_size=200), st.text(max_size=40))
def test_a_reading_survives(text: str, title: str) -> None:
    one = reading.read(article("one", text, title=title))
    again = reading.unpack(reading.pack(one))
    assert again == one


@given(st.binary(max_size=60))
def test_bytes_that_are_none_are_refused(data: bytes) -> None:
    for unpack in (reading.unpack, reading.unpack_ties):
        try:
            unpack(data)
        except ValueError:
            continue


def test_a_reading_that_is_cut_is_refused() -> None:
    whole = reading.pack(reading.read(article("one", CLOSED)))
    for end, _ in pairwise(range(0, 60, 7)):
        with pytest.raises(ValueError, match=r"."):
            reading.unpack(whole[:end])
    with pytest.raises(ValueError, match="version"):
        reading.unpack(bytes([reading.VERSION + 1]) + whole[1:])


@given(
    st.lists(st.tuples(st.integers(0, 2**40), st.tuples(*[st.sampled_from([0.0, 0.5, 1.25])] * 3)), max_size=5),
    st.lists(st.integers(0, 2**40), max_size=3),
    st.none() | st.integers(0, 2**40),
)
def test_ties_survive(links: list[tuple[int, tuple[float, ...]]], copies: list[int], like: int | None) -> None:
    assert reading.unpack_ties(reading.pack_ties(Ties(links, copies, like))) == Ties(links, copies, like)
