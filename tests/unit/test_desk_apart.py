"""Long work in a process of its own: it finds what would be found here, can be ended, and a dying one is a word."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader import clean_text
from reader.desk.opening.inputs import sample_folder
from reader.desk.stories.edition import gather
from reader.desk.telling import apart
from reader.desk.telling.reading import Reading
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


def answers(reading: Reading) -> list[object]:
    """Return what the screens ask of a matched story."""
    found: list[object] = [reading.notes, reading.by_hand]
    for article in reading.articles:
        found += [reading.share(article.id), reading.marks(article.id), reading.sure(article.id)]
        for other in reading.articles:
            found += [reading.compare(article.id, other.id)] if other is not article else []
            for mark in reading.marks(article.id) if other is not article else ():
                found += [reading.why(article.id, mark, other.id), reading.nearest((article.id, mark.number), other.id)]
    return found


@pytest.mark.parametrize("drafted", [False, True])
def test_matching_apart_is_matching_here(articles: list[Article], large: None, drafted: bool) -> None:
    story = gather([replace(articles[0], draft=drafted), *articles[1:]]).stories[0]
    here = Reading(story)
    there = apart.matched(story, {})
    assert there is not None
    assert there.story is story
    assert answers(there) == answers(here)


def test_what_the_reader_judged_holds_for_what_was_matched_apart(articles: list[Article], large: None) -> None:
    story = gather(articles).stories[0]
    here = Reading(story)
    mark = next(mark for mark in here.marks(story.articles[0].id) if mark.sources)
    pair = here.pair((story.articles[0].id, mark.number), mark.sources[0].spot)
    there = apart.matched(story, {pair: False})
    assert there is not None
    assert there.by_hand > 0
    assert answers(there) == answers(here.corrected({pair: False}))
    assert answers(there.corrected({})) == answers(Reading(story))


def test_a_story_that_is_stopped_or_whose_process_dies_is_not_matched(
    articles: list[Article], large: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = gather(articles).stories[0]
    assert apart.matched(story, {}, stop=lambda: True) is None
    monkeypatch.setattr(apart, "_matched", dies)
    with pytest.raises(apart.ApartError):
        apart.matched(story, {})


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
