"""Judged pairs of sentences: kept by their words, taken back, and read again by the next program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reader.library import Shelf
from reader.library.stated.pairs import pair_of, sentence_key

if TYPE_CHECKING:
    from pathlib import Path

ONE = pair_of(sentence_key("The pier stood."), sentence_key("The pier was still there."))
OTHER = pair_of(sentence_key("It rained."), sentence_key("Rain fell."))


def test_a_sentence_is_known_by_its_words_alone() -> None:
    assert sentence_key("“The  pier,” he said") == sentence_key("the pier he\nsaid!")
    assert sentence_key("The pier stood.") != sentence_key("The pier stands.")


@given(st.text(), st.text())
def test_a_pair_is_the_same_from_either_side(one: str, other: str) -> None:
    assert pair_of(sentence_key(one), sentence_key(other)) == pair_of(sentence_key(other), sentence_key(one))


def test_what_is_judged_is_there_for_the_next_program(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.judge([ONE], same=False)
    shelf.judge([OTHER], same=True)
    shelf.judge([ONE], same=True)
    shelf.flush()
    assert Shelf(tmp_path).pairs() == {ONE: True, OTHER: True}


def test_undo_takes_back_a_step_whole_and_is_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.judge([ONE], same=True)
    shelf.judge([ONE, OTHER], same=False)
    assert shelf.undo()
    shelf.flush()
    assert shelf.pairs() == Shelf(tmp_path).pairs() == {ONE: True}
    assert shelf.undo()
    shelf.flush()
    assert shelf.pairs() == Shelf(tmp_path).pairs() == {}
    assert shelf.undo() == ""


def test_what_says_nothing_new_is_no_step() -> None:
    shelf = Shelf.nowhere()
    shelf.judge([ONE], same=True)
    before = shelf.pairs()
    shelf.judge([ONE], same=True)
    assert shelf.pairs() is before
    assert shelf.undo()
    assert shelf.undo() == ""
