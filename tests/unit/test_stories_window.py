"""A window takes articles as they come, and the order in which they came does not matter."""

from __future__ import annotations

import pickle
import random
from datetime import UTC, datetime, timedelta
from operator import itemgetter

from reader.stories import HORIZON, Window, graph, reading, vectors
from reader.stories.reading import Reading, Ties
from tests.unit.test_stories_groups import CHOIR, CLOSED, CLOSED_AGAIN, CLOSED_TOO, article

FALCON = "A falcon nests on a crane above the market."
TEXTS = {"closed": CLOSED, "choir": CHOIR, "too": CLOSED_TOO, "again": CLOSED_AGAIN}


def filled(names: list[str]) -> Window:
    window = Window()
    for name in names:
        window.add(article(name, TEXTS[name]))
    return window


def test_an_article_is_placed_when_it_comes() -> None:
    window = filled(["closed", "choir"])
    placed = window.add(article("too", CLOSED_TOO))
    assert (placed.number, placed.beside, placed.copies) == (2, 0, ())
    assert window.add(article("alone", "A falcon has built its nest on a crane above the market.")).beside is None


def test_groups_are_the_same_in_any_order() -> None:
    names = list(TEXTS)
    for seed in range(6):
        random.Random(seed).shuffle(names)
        groups = {frozenset(names[n] for n in group) for group in filled(names).groups()}
        assert groups == {frozenset({"closed", "too", "again"}), frozenset({"choir"})}


def test_a_copy_is_told_whatever_stands_around_it_or_is_missing() -> None:
    window = filled(["closed", "choir", "too"])
    around = "Sign up for the letter of the day. " + CLOSED + " More on this and other subjects can be found elsewhere."
    assert window.add(article("around", around)).copies == (0,)
    assert window.add(article("cut", CLOSED[: len(CLOSED) // 2])).copies == (0, 3)
    assert window.copies == [(0, 3), (0, 4), (3, 4)]


def test_a_window_goes_to_another_process_and_back() -> None:
    window = filled(["closed", "choir"])
    again = pickle.loads(pickle.dumps(window))
    assert again.add(article("too", CLOSED_TOO)) == window.add(article("too", CLOSED_TOO))
    assert again.groups() == window.groups()


def test_a_text_that_comes_again_and_again_costs_no_more_each_time() -> None:
    window = filled(["closed", "too", "choir"])
    said = {
        name: [window.add(article(f"{name} {n}", text)) for n in range(30)]
        for name, text in (("short", FALCON), ("long", CLOSED_AGAIN))
    }
    edges = len(window.edges)
    placed = window.add(article("once more", CLOSED_AGAIN))
    assert len(window.edges) == edges
    assert placed.beside == said["long"][0].number
    short, long = (frozenset(one.number for one in said[name]) for name in ("short", "long"))
    assert {frozenset(group) for group in window.groups()} == {short, long | {0, 1, placed.number}, frozenset({2})}
    again = Window()
    for text, ties in zip([CLOSED, CLOSED_TOO, CHOIR], window.ties(0), strict=False):
        again.restore(reading.read(article("one", text)), ties)
    for name, ties in zip(["short"] * 30 + ["long"] * 31, window.ties(3), strict=True):
        text = CLOSED_AGAIN if name == "long" else FALCON
        again.restore(reading.read(article(name, text)), reading.unpack_ties(reading.pack_ties(ties)))
    assert again.groups() == window.groups()


def test_many_that_are_put_in_together_are_found_as_if_one_by_one() -> None:
    texts = [f"{CLOSED if n % 3 else CHOIR} Number {n * 7} of {n % 11} came to town {n % 90}." for n in range(620)]
    readings = [reading.read(article(str(n), text)) for n, text in enumerate(texts)]
    first, again = Window(), Window()
    for one in readings[:-1]:
        first.take(one)
    for one, ties in zip(readings[:-1], first.ties(0), strict=True):
        again.restore(one, ties)
    assert again.take(readings[-1]) == first.take(readings[-1])
    assert list(again.edges) == list(first.edges)
    assert again.groups() == first.groups()


def days_of_affairs(seed: int) -> list[Reading]:
    """Return what is read of made articles, by date: affairs of some weeks, of which each day's tell what is new."""
    dice = random.Random(seed)

    def words(count: int) -> list[str]:
        made = ("".join(dice.choice("bdfgklmnprstv") + dice.choice("aeiou") for _ in range(4)) for _ in range(count))
        return [word.title() if dice.random() < 0.5 else word for word in made]

    often = words(120)
    found: list[tuple[datetime, Reading]] = []
    for number in range(6):
        affair = words(14)
        for day in range(0, 40, dice.randrange(1, 5)):
            event = words(14)
            for _ in range(dice.randrange(1, 4)):
                text = dice.sample(affair, 10) + dice.sample(event, 9) + dice.sample(often, 25) + words(9)
                dice.shuffle(text)
                when = datetime(2025, 3, 1, tzinfo=UTC) + timedelta(days=day, hours=dice.randrange(24))
                one = article(f"{number} {len(found)}", "It said that " + " ".join(text) + ".", when)
                found.append((when, reading.read(one)))
    return [one for _, one in sorted(found, key=itemgetter(0))]


def linked(one: Reading, other: Reading) -> tuple[float, float, float]:
    """Return how near two articles are, without any bound."""
    likeness = vectors.dot(one.whole.by_number(), other.whole)
    bars = [graph.bar(graph.place(side.length)) for side in (one, other)]
    timeless = likeness / (bars[0] * bars[1])
    days = graph.days_apart(one.day, other.day) or 0
    return timeless * 0.5 ** (max(days - 2, 0) / graph.HALF_LIFE), timeless, likeness


def test_what_is_left_out_for_its_date_changes_no_group() -> None:
    joined = spans = 0
    for seed in range(8):
        readings = days_of_affairs(seed)
        window, forgetful, whole = Window(), Window(), Window()
        first = 0
        for number, one in enumerate(readings):
            window.take(one)
            while (graph.days_apart(readings[first].day, one.day) or 0) > HORIZON:
                forgetful.forget(first, first + 1)
                first += 1
            forgetful.take(one)
            whole.restore(one, Ties([(n, linked(one, readings[n])) for n in range(number)], []))
        groups = whole.groups()
        assert window.groups() == groups
        assert forgetful.groups() == groups
        assert len(forgetful.edges) < len(window.edges) < len(whole.edges)
        joined += sum(len(group) > 3 for group in groups)
        spans = max(spans, *((graph.days_apart(readings[some[0]].day, readings[some[-1]].day) or 0) for some in groups))
    assert joined > 10
    assert spans > 10


def test_what_is_forgotten_stays_but_is_not_found() -> None:
    window = filled(["closed", "choir", "too"])
    window.forget(0, 2)
    placed = window.add(article("again", CLOSED_AGAIN))
    assert placed.beside == 2
    assert [(edge.i, edge.j) for edge in window.edges] == [(0, 2), (2, 3)]
    assert window.groups() == [[0, 2, 3], [1]]
    assert window.add(article("copy", CLOSED)).copies == ()
    assert window.add(article("copy", CLOSED_TOO)).copies == (2,)
