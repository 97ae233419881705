"""The list of a library: days, stories, orders, and texts that come twice."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reader.desk.opening.inputs import keep_opened, last_opened
from reader.desk.stories.catalogue import HEADINGS, Catalogue, Sort
from reader.library import Shelf
from reader.library.holdings.entries import Entry
from reader.library.library import Library
from reader.text import plain
from tests.tui.kept import feed

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 5, 14, 15, 0).astimezone().timestamp()  # a Thursday
HOUR = 3600


def entry(
    number: int, age: float, *, id_: str = "", story: int | None = None, letter: int | None = None, dated: bool = True
) -> Entry:
    when = int(NOW - age)
    name = id_ or f"{number:016x}"
    title = plain.line(f"title {number}")
    seen = int(NOW) if dated else when
    return Entry(number, name, title, plain.line("paper"), when if dated else None, 9, 2, seen, None, story, letter)


def rows(catalogue: Catalogue, sort: Sort = Sort.NEWEST) -> list[str]:
    found = []
    for code in catalogue.arranged(sort, frozenset(), frozenset()):
        if code >= 0:
            found.append(str(catalogue.entries[code].number))
        else:
            number = ~code >> 1
            found.append(f"story {catalogue.story(number).number}" if ~code & 1 else HEADINGS[number])
    return found


def test_days_are_those_of_the_reader_and_undated_articles_count_from_when_they_were_seen() -> None:
    ages = [50 * 24 * HOUR, 2 * 24 * HOUR + 20 * HOUR, 20 * HOUR, HOUR]
    catalogue = Catalogue([entry(n, age, dated=n % 2 == 0) for n, age in enumerate(ages, 1)], now=NOW)
    assert rows(catalogue) == ["Today", "4", "Yesterday", "3", "This week", "2", "Earlier", "1"]


def test_a_date_in_the_future_does_not_stay_on_top() -> None:
    catalogue = Catalogue([entry(1, -900 * HOUR)._replace(first_seen=int(NOW - 50 * HOUR)), entry(2, 0)], now=NOW)
    assert rows(catalogue) == ["Today", "2", "This week", "1"]


def test_a_story_stands_where_its_newest_article_would_with_its_sources_by_letter() -> None:
    known = [entry(1, 90 * HOUR, story=7, letter=1), entry(2, 3 * HOUR), entry(3, HOUR, story=7, letter=0)]
    assert rows(Catalogue(known, now=NOW)) == ["Today", "story 7", "3", "1", "2"]
    assert rows(Catalogue(known, now=NOW), Sort.NAME) == ["2", "story 7", "3", "1"]


def test_one_article_of_a_story_alone_is_a_single_article() -> None:
    assert rows(Catalogue([entry(1, HOUR, story=7, letter=2)], now=NOW)) == ["Today", "1"]


def test_the_copy_that_belongs_to_a_story_is_the_one_that_stands_there() -> None:
    known = [entry(1, 0, id_="a"), entry(2, 0, id_="a", story=3, letter=1), entry(3, 0, id_="b", story=3, letter=0)]
    assert rows(Catalogue(known, now=NOW)) == ["Today", "story 3", "3", "2"]


@given(st.lists(st.tuples(st.integers(0, 10**7), st.sampled_from([None, 1, 2, 3]), st.booleans()), max_size=40))
def test_every_article_stands_in_the_list_once_in_every_order(given_: list[tuple[int, int | None, bool]]) -> None:
    known = [
        entry(n, age, story=story, letter=n if story else None, dated=dated)
        for n, (age, story, dated) in enumerate(given_, 1)
    ]
    catalogue = Catalogue(known, now=NOW)
    for sort in Sort:
        assert sorted(int(row) for row in rows(catalogue, sort) if row.isdecimal()) == list(range(1, len(known) + 1))


def test_what_was_opened_last_is_known_and_what_is_gone_is_not(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "data")
    there, gone = tmp_path / "there", tmp_path / "gone"
    there.mkdir()
    keep_opened(shelf, [str(there), "-", str(gone)])
    shelf.close()
    assert last_opened(Shelf(tmp_path / "data")) == [str(there)]


def test_a_library_with_a_source_alone_is_not_empty(tmp_path: Path) -> None:
    library = Library(tmp_path)
    known = [library.is_empty]
    library.sources.add([feed("http://one.example/feed")])
    assert [*known, library.is_empty] == [True, False]
    library.close()


def test_one_source_with_something_beside_it_is_a_story() -> None:
    known = [entry(1, 3 * HOUR, story=7, letter=2), entry(2, HOUR), entry(3, 2 * HOUR, story=8, letter=0)]
    catalogue = Catalogue(known, now=NOW, beside={2: 7, 9: 8})
    assert rows(catalogue) == ["Today", "story 7", "1", "2", "3"]
    assert len(catalogue.story(0).related) == 1
    assert catalogue.story(0).letters()[known[0].id] == "C"


def test_what_is_related_stands_under_its_story_and_copies_in_one_row() -> None:
    known = [entry(1, 50 * HOUR, story=7), entry(2, 3 * HOUR, story=7, letter=1), entry(3, 2 * HOUR, story=7, letter=2)]
    known += [entry(4, HOUR), entry(5, HOUR / 2)]
    catalogue = Catalogue(known, now=NOW, beside={4: 7}, copies={3: 1})
    assert rows(catalogue) == ["Today", "5", "story 7", "1", "2", "4"]
    assert rows(catalogue, Sort.SOURCES)[0] == "story 7"
    spread = catalogue.arranged(Sort.NEWEST, frozenset(), frozenset(), spread={known[0].id})
    assert [catalogue.entry(row).number for row in spread if row >= 0] == [5, 1, 3, 2, 4]
    assert list(catalogue.story(0).letters().values()).count("d") == 1
    related = catalogue.related(3)
    assert related is not None
    assert related.relation == "near"  # of the day of the last source
    only = catalogue.arranged(Sort.NEWEST, frozenset(), frozenset(), {1, 2})
    assert [catalogue.entry(row).number for row in only if row >= 0] == [2, 3]


def test_the_same_text_of_two_sources_is_a_row_with_a_copy() -> None:
    known = [entry(1, HOUR), entry(2, 2 * HOUR)._replace(id=entry(1, 0).id, source=plain.line("Another"))]
    catalogue = Catalogue(known, now=NOW)
    assert rows(catalogue) == ["Today", "1"]
    assert list(catalogue.copies(0)) == [1]
    assert catalogue.light(1).source == "Another"
    assert catalogue.unread(frozenset()) == 1
