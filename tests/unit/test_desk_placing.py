"""What a person says of stories of what was opened, put upon any grouping; and the letters that stay."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.desk.stories import placing, seating
from reader.model import Article, Story

ARTICLES = [
    Article.from_fields(id=f"{n:016x}", title="", text=f"Text {n}.", source="", published=None) for n in range(6)
]
IDS = [article.id for article in ARTICLES]


def grouped(grouping: list[int]) -> list[Story]:
    groups: dict[int, list[Article]] = {}
    for article, group in zip(ARTICLES, grouping, strict=True):
        groups.setdefault(group, []).append(article)
    return [Story(tuple(group)) for group in groups.values()]


def together(stories: list[Story]) -> set[frozenset[str]]:
    return {frozenset(article.id for article in story.articles) for story in stories}


def after(stories: list[Story], *changes: dict[tuple[str, str], bool | None]) -> set[frozenset[str]]:
    kept: dict[tuple[str, str], bool | None] = {}
    for change in changes:
        kept |= change
    return together(placing.placed(stories, {pair: joined for pair, joined in kept.items() if joined is not None}))


def sets(*groups: str) -> set[frozenset[str]]:
    return {frozenset(IDS[int(n)] for n in group) for group in groups}


def test_one_is_taken_out_and_comes_back() -> None:
    stories = grouped([0, 0, 0, 1, 1, 2])
    out = placing.leaving([IDS[1]], [IDS[0], IDS[2]])
    assert after(stories, out) == sets("02", "1", "34", "5")
    back = placing.joining([IDS[1]], [], [IDS[0], IDS[2]])
    assert after(stories, out, back) == sets("012", "34", "5")


def test_who_was_joined_stays_when_grouping_changes() -> None:
    joined = placing.joining([IDS[5]], [], [IDS[3], IDS[4]])
    assert after(grouped([0, 0, 0, 1, 1, 2]), joined) == sets("012", "345")
    assert any(
        {IDS[5], IDS[3]} <= group or {IDS[5], IDS[4]} <= group for group in after(grouped([0, 0, 0, 1, 2, 0]), joined)
    )


def test_a_split_and_a_pin() -> None:
    stories = grouped([0, 0, 0, 0, 1, 1])
    split = placing.splitting([IDS[2], IDS[3]], [IDS[0], IDS[1]])
    assert after(stories, split) == sets("01", "23", "45")
    assert after(grouped([0, 0, 0, 0, 0, 0]), split) == sets("0145", "23")
    pinned = placing.pinning(IDS[:4])
    assert after(grouped([0, 1, 2, 3, 4, 4]), pinned) == sets("0123", "45")


def test_a_whole_story_joins_another() -> None:
    joined = placing.joining([IDS[0], IDS[1]], [], [IDS[2], IDS[3]])
    assert after(grouped([0, 0, 1, 1, 2, 2]), joined) == sets("0123", "45")


GROUPINGS = st.lists(st.integers(0, 3), min_size=6, max_size=6)
CHOICES = st.dictionaries(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), st.booleans(), max_size=12)


@given(GROUPINGS, CHOICES)
def test_whatever_was_said_every_article_stands_in_one_story(
    grouping: list[int], choices: dict[tuple[str, str], bool]
) -> None:
    stories = placing.told(placing.placed(grouped(grouping), choices), choices)
    assert sorted(article.id for story in stories for article in story.articles) == IDS
    for story in stories:
        letters = story.letters()
        assert len(set(letters.values())) == len(story.articles)


@given(st.lists(GROUPINGS, min_size=1, max_size=5))
def test_letters_stay_with_their_articles(groupings: list[list[int]]) -> None:
    seats: dict[tuple[str, str], int] = {}
    for grouping in groupings:
        stories = seating.seated(grouped(grouping), seats)
        found = seating.seats_of(stories, seats)
        assert together(stories) == together(grouped(grouping))
        for key, at in found.items():
            assert seats.get(key, at) == at
        for (home, id_), at in seats.items():
            assert all(other == id_ for (name, other), number in found.items() if name == home and number == at)
        seats |= found
        assert seating.seated(stories, seats) == stories
