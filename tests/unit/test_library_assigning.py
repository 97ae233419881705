"""Stories that are kept: numbers and letters stay, a person's hand wins, the same grouping again changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import LibraryError
from reader.library.holdings.adding import Incoming
from reader.library.holdings.assigning import By
from reader.library.library import Library
from reader.library.sources import FEED, Source
from reader.model import Article
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence


def library_of(count: int) -> Library:
    library = Library.nowhere()
    texts = [f"Text number {number}." for number in range(count)]
    made = [Article.from_fields(id="", title="", text=text, source="", published=None) for text in texts]
    library.articles.add([Incoming(article) for article in made]).result()
    return library


def told(library: Library) -> dict[int, list[tuple[int, int]]]:
    """Return article and letter of every member, by story."""
    found: dict[int, list[tuple[int, int]]] = {}
    for member in library.stories.all():
        found.setdefault(member.story, []).append((member.article, member.letter))
    return found


def test_letters_are_given_in_order_and_stay() -> None:
    library = library_of(5)
    library.stories.settle([[1, 2], [4], [5]])
    assert told(library) == {1: [(1, 0), (2, 1)]}
    library.stories.settle([[3, 2, 1], [4, 5]])
    assert told(library) == {1: [(1, 0), (2, 1), (3, 2)], 2: [(4, 0), (5, 1)]}
    assert [entry.story for entry in library.articles.entries()] == [1, 1, 1, 2, 2]
    assert [entry.letter for entry in library.articles.entries()] == [0, 1, 2, 0, 1]


def test_a_letter_is_never_given_to_another() -> None:
    library = library_of(4)
    library.stories.settle([[1, 2, 3]])
    library.stories.settle([[1, 3], [2]])
    library.stories.settle([[1, 3, 4], [2]])
    assert told(library) == {1: [(1, 0), (3, 2), (4, 3)]}


def test_what_splits_leaves_the_number_to_the_larger_part() -> None:
    library = library_of(5)
    library.stories.settle([[1, 2, 3, 4, 5]])
    library.stories.settle([[1, 2], [3, 4, 5]])
    assert told(library) == {1: [(3, 2), (4, 3), (5, 4)], 2: [(1, 0), (2, 1)]}


def test_what_grows_together_takes_the_number_of_the_larger_part() -> None:
    library = library_of(5)
    library.stories.settle([[1, 2], [3, 4, 5]])
    library.stories.settle([[1, 2, 3, 4, 5]])
    assert told(library) == {2: [(3, 0), (4, 1), (5, 2), (1, 3), (2, 4)]}


def test_what_is_in_no_group_stays_as_it_is() -> None:
    library = library_of(4)
    library.stories.settle([[1, 2]])
    library.stories.settle([[3, 4], [99, 98]])
    assert told(library) == {1: [(1, 0), (2, 1)], 2: [(3, 0), (4, 1)]}


def test_what_a_person_joins_or_takes_out_stays_so() -> None:
    library = library_of(4)
    library.stories.settle([[1, 2, 3]])
    library.stories.take_out([2])
    library.stories.join([4], 1)
    library.stories.settle([[1, 2, 3], [4]])
    assert told(library) == {1: [(1, 0), (3, 2), (4, 3)]}
    library.stories.join([2], 1)
    assert told(library) == {1: [(1, 0), (2, 1), (3, 2), (4, 3)]}
    assert [member.by is By.HAND for member in library.stories.members(1)] == [False, True, False, True]


def test_what_was_done_by_hand_is_taken_back() -> None:
    library = library_of(4)
    library.stories.settle([[1, 2], [3, 4]])
    before = told(library)
    library.stories.join([3, 4], 1)
    library.stories.take_out([1])
    assert library.stories.join([1, 3]) == 3
    for _ in range(3):
        assert library.shelf.undo() == "the stories are as before"
    library.shelf.flush()
    assert told(library) == before
    library.stories.settle([[1, 2], [3, 4]])
    assert told(library) == before


def test_what_an_import_says_stays_so_but_for_persons_and_imports() -> None:
    library = library_of(5)
    library.stories.settle([[1, 2, 3]])
    library.stories.settle([[1, 4], [2], [3]], by=By.IMPORT)
    placed = told(library)
    assert placed == {1: [(1, 0), (4, 3)]}
    library.stories.settle([[1, 2, 3], [4, 5]])
    assert {tuple(article for article, _ in members) for members in told(library).values()} == {(1, 4, 5)}
    assert [member.by for member in library.stories.members(1)] == [By.IMPORT, By.IMPORT, By.GROUPING]
    library.stories.join([2], 1)
    library.stories.settle([[2], [3, 4], [1]], by=By.IMPORT)
    assert [(member.article, member.by) for member in library.stories.members(1)] == [(2, By.HAND), (5, By.GROUPING)]


def test_what_was_placed_holds_for_the_same_text_of_another_source() -> None:
    library = library_of(4)
    library.stories.settle([[1, 2, 3]])
    library.stories.take_out([3])
    library.stories.join([4], 1)
    (feed,) = library.sources.add([Source(FEED, "https://coast.example/feed", plain.line("Coast"))])
    for text in ("Text number 2.", "Text number 3."):
        again = Article.from_fields(id="", title="", text=text, source="", published=None)
        library.articles.add([Incoming(again, text, feed.number)]).result()
    library.stories.settle([[1, 2, 3, 5], [4], [6]])
    assert [member.article for member in library.stories.members(1)] == [1, 2, 4, 6]


def test_what_lies_beside_a_story_is_taken_away_or_joined() -> None:
    library = library_of(4)
    library.stories.settle([[1, 2], [3], [4]], {3: 1, 4: 2})
    assert library.stories.every_beside() == {3: 1, 4: 1}
    library.stories.take_out([3])
    library.stories.join([4], 1)
    library.stories.settle([[1, 2], [3], [4]], {3: 1, 4: 1})
    assert library.stories.every_beside() == {}
    assert told(library) == {1: [(1, 0), (2, 1), (4, 2)]}
    library.stories.join([3], 1)
    assert told(library) == {1: [(1, 0), (2, 1), (4, 2), (3, 3)]}
    for _ in range(3):
        library.shelf.undo()
    library.shelf.flush()
    assert (library.stories.every_beside(), told(library)) == ({3: 1, 4: 1}, {1: [(1, 0), (2, 1)]})


def test_a_story_that_is_not_there_is_said() -> None:
    library = library_of(1)
    with pytest.raises(LibraryError, match="no story 7"):
        library.stories.join([1], 7)
    with pytest.raises(LibraryError):
        library.stories.join([99])
    assert told(library) == {}


GROUPINGS = st.lists(st.lists(st.integers(0, 3), min_size=6, max_size=6), min_size=1, max_size=4)


@given(GROUPINGS)
def test_any_run_of_groupings_keeps_letters_and_is_settled(groupings: list[list[int]]) -> None:
    library = library_of(6)
    letters: dict[tuple[int, int], int] = {}
    for grouping in groupings:
        groups: Sequence[Sequence[int]] = [[n + 1 for n in range(6) if grouping[n] == group] for group in range(4)]
        library.stories.settle(groups)
        found = told(library)
        assert {frozenset(article for article, _ in members) for members in found.values()} == {
            frozenset(group) for group in groups if len(group) > 1
        }
        for story, members in found.items():
            assert len({letter for _, letter in members}) == len(members)
            for article, letter in members:
                assert letters.setdefault((story, letter), article) == article
        library.stories.settle(groups)
        assert told(library) == found
