"""A matched story that is packed and asked elsewhere: every answer is that of the story itself."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import clean_text
from reader.desk.opening.inputs import sample_folder
from reader.match import StoryMatch, match_story

SENTENCES = (
    "The ferry Astrid ran aground off Skarnvik on Monday with 90 people on board.",
    "The ferry Astrid ran aground near Skarnvik on Tuesday with 70 people aboard.",
    "“We heard a loud noise and then the engine stopped,” said Ada Holm, the harbour warden.",
    "Ada Holme, who runs the harbour, said: “We heard a loud noise and then the engine stopped.”",
    "Nobody was hurt, the coast guard said.",
    "The coast guard denied that anybody was hurt.",
    "Herring cost 4.50 crowns a kilo at the market.",
    "A kilo of herring cost five crowns at the market in Skarnvik.",
    "Background",
    "今日は雨が降っています。明日は晴れるでしょう。",
)
TEXTS = st.lists(st.lists(st.sampled_from(SENTENCES), max_size=6).map(" ".join), min_size=0, max_size=5)


def answers(story: StoryMatch) -> list[object]:
    """Return all that a story can be asked."""
    found: list[object] = [story.texts, story.sentences]
    texts = range(len(story.texts))
    for i in texts:
        for s in range(len(story.sentences[i])):
            found += [story.twins(i, s), story.quoted(i, s), story.beyond(i, s), story.facts(i, s), story.words(i, s)]
            assert story.sure(i, s) == {(twin.text, twin.sentence) for twin in story.twins(i, s) if twin.sure}
            found += [story.nearest(i, s), *(story.nearest(i, s, j) for j in texts if j != i)]
            near = story.nearest(i, s)
            found += [story.explain(i, s, near.text, near.sentence)] if near is not None else []
        for j in texts:
            found += [story.pairs(i, j), story.passages(i, j), story.compare(i, j)] if i != j else []
    return found


def moved(story: StoryMatch) -> StoryMatch:
    """Return a story as another process has it."""
    return StoryMatch(story.texts, pickle.loads(pickle.dumps(story.packed())))


@given(TEXTS)
def test_a_packed_story_answers_as_the_one_it_is_of(texts: list[str]) -> None:
    story = match_story(texts)
    assert answers(moved(story)) == answers(story)


@given(TEXTS)
def test_what_was_worked_out_before_changes_no_answer(texts: list[str]) -> None:
    story = match_story(texts)
    expected = answers(story)
    assert answers(moved(story)) == expected


@pytest.fixture(scope="module")
def sample() -> StoryMatch:
    return match_story([clean_text(path.read_text("utf-8")).text for path in sorted(sample_folder().glob("*.txt"))])


def test_the_sample_edition_is_the_same_elsewhere(sample: StoryMatch) -> None:
    assert answers(moved(sample)) == answers(sample)


def test_a_packed_story_is_corrected_as_the_one_it_is_of(sample: StoryMatch) -> None:
    twin = next(found for s in range(len(sample.sentences[0])) for found in sample.twins(0, s))
    s = next(s for s in range(len(sample.sentences[0])) if twin in sample.twins(0, s))
    same, apart = [(0, s + 1, twin.text, twin.sentence)], [(0, s, twin.text, twin.sentence)]
    assert answers(moved(sample).corrected(same, apart)) == answers(sample.corrected(same, apart))
