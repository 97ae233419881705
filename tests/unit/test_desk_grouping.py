"""What comes into the library gets its story there; again it changes nothing, and a person's hand wins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from reader.desk import workers
from reader.desk.stories import grouping
from reader.desk.stories.grouping import explained, group
from reader.library.holdings.adding import Incoming
from reader.library.library import Library
from reader.model import Article, Details, Story
from reader.stories import group_stories
from reader.text import plain
from tests.unit.test_stories_groups import CHOIR, CLOSED, CLOSED_AGAIN, CLOSED_TOO, PLANNED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = datetime(2025, 3, 3, 9, tzinfo=UTC)
FALCON = "A falcon has built its nest on a crane above the market."
OTHER = PLANNED[101:] + CHOIR[:60]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "data")
    yield library
    library.close()


def came(library: Library, *texts: str, day: datetime = DAY) -> list[int]:
    """Let articles come and return their numbers."""
    made = [Article.from_fields(id="", title="", text=text, source="", published=day) for text in texts]
    return [added.number for added in library.articles.add([Incoming(article) for article in made]).result()]


def stories(library: Library) -> list[list[int]]:
    """Return the members of all stories, in the order of their letters."""
    found: dict[int, list[int]] = {}
    for member in library.stories.all():
        found.setdefault(member.story, []).append(member.article)
    return list(found.values())


def test_what_comes_joins_what_was_there(library: Library) -> None:
    first, choir = came(library, CLOSED, CHOIR)
    assert group(library) == grouping.Grouped(2)
    assert stories(library) == []
    second, falcon = came(library, CLOSED_TOO, FALCON)
    assert group(library).articles == 2
    assert stories(library) == [[first, second]]
    (third,) = came(library, CLOSED_AGAIN)
    group(library)
    assert stories(library) == [[first, second, third]]
    assert {entry.number: entry.letter for entry in library.articles.entries()} == {
        first: 0, second: 1, third: 2, choir: None, falcon: None,
    }  # fmt: skip
    assert group(library) == grouping.Grouped()


def test_it_is_the_same_whether_they_come_together_or_one_by_one(library: Library) -> None:
    texts = CLOSED, CHOIR, CLOSED_TOO, FALCON, CLOSED_AGAIN
    for text in texts:
        came(library, text)
        group(library)
    together = Library.nowhere()
    came(together, *texts)
    group(together)
    assert stories(library) == stories(together) == [[1, 3, 5]]


def test_nothing_is_read_twice(library: Library) -> None:
    came(library, CLOSED, CHOIR)
    group(library)
    library.database.write(lambda connection: connection.execute("UPDATE bodies SET cleaned = x''")).result()
    came(library, CLOSED_TOO)
    group(library)
    assert stories(library) == [[1, 3]]


def test_what_changed_is_read_and_grouped_anew(library: Library) -> None:
    def version(text: str) -> None:
        made = Article.from_fields(id="", title="", text=text, source="", published=DAY)
        library.articles.add([Incoming(made, "one item")]).result()

    came(library, CLOSED, CLOSED_TOO)
    version(CLOSED_AGAIN)
    group(library)
    assert stories(library) == [[1, 2, 3]]
    version(FALCON)
    group(library)
    assert stories(library) == [[1, 2]]


def test_a_date_that_was_stated_counts(library: Library) -> None:
    came(library, CLOSED, CLOSED_TOO)
    (entry, _) = library.articles.entries()
    library.shelf.edit(entry.id, Details(date=plain.line("2024-11-20")))
    group(library)
    assert stories(library) == []


def test_a_persons_hand_wins(library: Library) -> None:
    first, choir = came(library, CLOSED, CHOIR)
    library.stories.join([first, choir])
    group(library)
    assert stories(library) == [[first, choir]]
    second, third = came(library, CLOSED_TOO, CLOSED_AGAIN)
    group(library)
    assert stories(library) == [[first, choir, second, third]]
    library.stories.take_out([second])
    came(library, FALCON)
    group(library)
    assert stories(library) == [[first, choir, third]]


def test_a_story_goes_on_with_what_is_older_than_the_days_that_are_looked_at(library: Library) -> None:
    came(library, CLOSED)
    came(library, CLOSED_TOO, day=DAY + timedelta(days=4))
    group(library)
    came(library, CLOSED_AGAIN, day=DAY + timedelta(days=8))
    group(library)
    assert stories(library) == [[1, 2, 3]]


def test_old_and_new_are_grouped_each_in_their_days(library: Library) -> None:
    came(library, CLOSED, CLOSED_TOO)
    came(library, CLOSED_AGAIN, f"{CLOSED_AGAIN} {FALCON}", day=DAY + timedelta(days=400))
    assert group(library).articles == 4
    assert sorted(stories(library)) == [[1, 2], [3, 4]]


def test_it_can_be_broken_off_and_goes_on(library: Library) -> None:
    came(library, CLOSED, CLOSED_TOO)
    assert group(library, stop=lambda: True) == grouping.Grouped(waiting=2)
    assert stories(library) == []
    group(library)
    assert stories(library) == [[1, 2]]


def test_many_are_grouped_in_a_worker(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "HERE", 1)
    came(library, CLOSED, CHOIR, CLOSED_TOO)
    with workers.Pool() as pool:
        group(library, pool)
        came(library, CLOSED_AGAIN, FALCON)
        group(library, pool)
    assert stories(library) == [[1, 3, 4]]


def test_damaged_readings_do_no_harm(library: Library) -> None:
    came(library, CLOSED, CLOSED_TOO)
    group(library)
    library.database.write(lambda connection: connection.execute("UPDATE readings SET reading = x'0102'")).result()
    came(library, CLOSED_AGAIN)
    group(library)
    assert stories(library) == [[1, 2]]


def test_readings_go_with_what_is_forgotten(library: Library) -> None:
    came(library, CLOSED, CLOSED_TOO)
    group(library)
    library.shelf.forget([library.articles.entries()[0].id])
    library.shelf.flush()
    assert library.database.rows("SELECT article FROM readings") == [(2,)]


def test_articles_without_a_date_join_dated_ones_that_came_with_them(library: Library) -> None:
    (dated,) = came(library, CLOSED)
    undated = [
        Article.from_fields(id="", title="", text=text, source="", published=None) for text in (CLOSED_TOO, CHOIR)
    ]
    first, _ = library.articles.add([Incoming(article) for article in undated]).result()
    group(library)
    assert stories(library) == [[dated, first.number]]


def test_a_story_of_the_library_is_explained(library: Library) -> None:
    came(library, CLOSED, CLOSED_TOO)
    came(library, OTHER, f"{OTHER} Nobody knows.", day=DAY - timedelta(days=6, hours=20))
    group(library)
    assert sorted(stories(library)) == [[1, 2], [3, 4]]
    found = explained(library, Story(tuple(library.load([1, 2])), given=(0, 1)), [1, 2])
    assert any("Calder" in line for line in found.why)
    assert found.nearest == "an untitled one (7 days apart)"
    assert found.related == ()


def test_what_lies_beside_a_story_is_told_with_what_keeps_it_apart(library: Library) -> None:
    came(library, CLOSED, CLOSED_TOO)
    came(library, OTHER, day=DAY - timedelta(days=6, hours=20))
    group(library)
    found = explained(library, Story(tuple(library.load([1, 2])), given=(0, 1)), [1, 2])
    assert found.related == group_stories(library.load([1, 2, 3]))[0].related
    assert [(related.article.text, related.relation) for related in found.related] == [(OTHER, "earlier")]
    assert "7 days earlier" in found.related[0].why
