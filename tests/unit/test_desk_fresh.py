"""What is new to the reader of a story: passages that no source tells that was read, and in which order to read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.desk.telling.fresh import fresh, in_words, order_in_words
from reader.desk.telling.lens import Lens, brightness
from reader.desk.telling.reading import Reading
from reader.model import Article, Story, content_id

FERRY = "The ferry to the outer islands will stop for two weeks in March, the harbour office said on Monday."
BUS = "A bus will bring passengers to the northern pier while the engine of the ship is taken out."
MAYOR = "The mayor of Skarnvik called the date badly chosen, since the herring market opens in the same week."
PRICE = "Tickets that were bought before February are paid back at the counter, the shipping line promised."
SCHOOL = "Forty pupils who cross the sound every morning are to sleep in a hostel behind the town hall."


def reading(*texts: tuple[str, ...]) -> Reading:
    articles = [
        Article.from_fields(id=content_id(" ".join(text)), title="", text=" ".join(text), source="", published=None)
        for text in texts
    ]
    return Reading(Story(tuple(articles)))


def test_passages_that_were_read_elsewhere_are_not_new() -> None:
    story = reading((FERRY, BUS), (FERRY, BUS, MAYOR), (FERRY, PRICE, SCHOOL))
    a, b, c = (one.id for one in story.articles)
    found = fresh(story, {a})
    assert found.new == {b: 1, c: 2}
    assert found.order == ((c, 2), (b, 1))
    assert in_words(found, story.letters) == "new to you: 2 in C, 1 in B"
    assert order_in_words(found, story.letters) == "C +2, B +1"


@given(
    st.lists(
        st.lists(
            st.sampled_from((FERRY, FERRY.replace("two weeks", "three weeks"), BUS, MAYOR, PRICE)), max_size=4
        ).map(tuple),
        min_size=1,
        max_size=5,
        unique=True,
    ),
    st.sets(st.integers(0, 4)),
)
def test_what_is_new_is_what_the_lens_makes_bright(texts: list[tuple[str, ...]], read: set[int]) -> None:
    story = reading(*texts)
    known = {one.id for number, one in enumerate(story.articles) if number in read}
    left = [one.id for one in story.articles if one.id not in known]

    def new(id_: str) -> int:
        return sum(brightness(story, id_, Lens.NEW, known))

    found = fresh(story, known)
    assert found.new == {id_: new(id_) for id_ in left}
    for id_, count in found.order:
        assert count == new(id_) == max(new(other) for other in left)
        known.add(id_)
        left.remove(id_)


def test_the_order_counts_what_the_ones_before_have_told() -> None:
    story = reading((FERRY,), (FERRY, BUS, MAYOR, PRICE), (BUS, MAYOR, SCHOOL))
    a, b, c = (one.id for one in story.articles)
    found = fresh(story, {a})
    assert found.new == {b: 3, c: 3}
    assert found.order == ((b, 3), (c, 1))


def test_where_nothing_or_all_was_read_nothing_is_said() -> None:
    story = reading((FERRY, BUS), (FERRY, MAYOR))
    a, b = (one.id for one in story.articles)
    assert in_words(fresh(story, frozenset()), story.letters) == ""
    assert fresh(story, {a, b}).order == ()
    assert in_words(fresh(story, {a}), story.letters) == "1 new passage in B"
