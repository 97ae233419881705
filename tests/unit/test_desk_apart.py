"""Long work in a process of its own: it finds what would be found here, can be ended, and a dying one is a word."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from reader import clean_text
from reader.desk import apart
from reader.desk.edition import gather
from reader.desk.opening import sample_folder
from reader.text import plain

if TYPE_CHECKING:
    from reader.model import Article, Strictness


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [clean_text(path.read_text(encoding="utf-8")) for path in sorted(sample_folder().glob("*.txt"))]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have everything done in a process of its own."""
    monkeypatch.setattr(apart, "LARGE", 0)


def test_what_is_large_goes_by_its_characters(articles: list[Article]) -> None:
    assert not apart.is_large(articles)
    assert apart.is_large(articles * 50)


@pytest.mark.parametrize("together", [False, True])
def test_grouping_apart_is_grouping_here(articles: list[Article], large: None, together: bool) -> None:
    first, last = articles[0].id, articles[-1].id
    choices, seats = {(first, last): True}, {(first, first): 3}
    here = gather(articles, (), "news", together=together, choices=choices, seats=seats)
    there = apart.gathered(articles, (), "news", together=together, choices=choices, seats=seats)
    assert there == here
    assert there is not None
    assert there.copies == here.copies
    assert there.story_of(first) is there.stories[0]
    assert all(any(one is given for given in articles) for one in there.articles)  # nothing came twice


def test_it_is_ended_where_it_is_stopped(articles: list[Article], large: None) -> None:
    assert apart.gathered(articles, stop=lambda: True) is None


def test_a_process_that_dies_is_one_line(articles: list[Article], large: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_gathered", dies)
    with pytest.raises(apart.ApartError) as caught:
        apart.gathered(articles)
    assert str(caught.value) == plain.line(str(caught.value))
    monkeypatch.setattr(apart, "_gathered", takes_too_much)
    with pytest.raises(apart.ApartError, match="memory"):
        apart.gathered(articles)


def dies(task: object, strictness: Strictness) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def takes_too_much(task: object, strictness: Strictness) -> bytes:
    return b" " * (apart.MEMORY + 1)
