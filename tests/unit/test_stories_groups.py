"""Which articles tell the same event, in any order."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Article, Story
from reader.stories import group_stories

CLOSED = (
    "The harbour bridge in Port Ellis was closed on Monday after engineers found cracks in two pillars. "
    'Mayor Ines Calder spoke of a hard summer. "We will not wait for the next storm," Calder said. '
    "Ferries carry commuters across the estuary until the repairs are done in autumn."
)
CLOSED_TOO = (
    "Port Ellis has shut its harbour bridge to all traffic. Engineers discovered cracks in the pillars. "
    'The repairs may last until autumn, and ferries will carry commuters. "We will not wait for the next storm," '
    "said Mayor Ines Calder on Monday."
)
CLOSED_AGAIN = (
    "Commuters in Port Ellis take the ferry since engineers found cracks in the pillars of the harbour bridge, "
    "closed on Monday. "
    'Mayor Calder told the council: "We will not wait for the next storm." Repairs will last until autumn.'
)
PLANNED = (
    "The harbour bridge in Port Ellis will be closed for repairs, engineers of the county announced. "
    '"The pillars need a proper look this spring," said county engineer Tomas Brandt. '
    "Ferries could carry commuters across the estuary while the pillars are examined for cracks."
)
CHOIR = (
    "A choir festival opened in the cathedral of Norwick with singers from nine countries. The audience of two "
    "thousand stood for the closing hymn, and tickets for the second concert were gone within the hour."
)


def article(name: str, text: str, day: datetime | None = None, title: str = "") -> Article:
    return Article.from_fields(id=name, title=title, text=text, source=name, published=day)


def shape(stories: list[Story]) -> set[tuple[frozenset[str], frozenset[tuple[str, str]]]]:
    return {
        (
            frozenset(a.id for a in story.articles),
            frozenset((related.article.id, related.relation) for related in story.related),
        )
        for story in stories
    }


def edition() -> list[Article]:
    return [
        article("closed", CLOSED, datetime(2025, 6, 3, tzinfo=UTC)),
        article("too", CLOSED_TOO),
        article("again", CLOSED_AGAIN),
        article("planned", PLANNED, datetime(2025, 1, 20, tzinfo=UTC)),
        article("choir", CHOIR, datetime(2025, 6, 3, tzinfo=UTC)),
    ]


def test_one_event_an_earlier_one_beside_it_and_another_apart_in_any_order() -> None:
    for given_ in itertools.permutations(edition()):
        stories = group_stories(given_)
        assert shape(stories) == {
            (frozenset({"closed", "too", "again"}), frozenset({("planned", "earlier")})),
            (frozenset({"choir"}), frozenset()),
        }
        for story in stories:
            assert [a.id for a in story.articles] == [a.id for a in given_ if a in story.articles]


def test_a_story_says_why_in_plain_words() -> None:
    story = group_stories(edition())[0]
    text = "\n".join(story.why)
    assert "names in common" in text
    assert "Ellis" in text
    assert "We will not wait for the next storm" in text
    (related,) = story.related
    assert "134 days earlier" in related.why
    assert "Brandt" in related.why


def test_days_without_a_date_do_not_count() -> None:
    first = article("closed", CLOSED, datetime(2025, 6, 3, tzinfo=UTC))
    assert len(group_stories([first, article("too", CLOSED_TOO)])) == 1


def test_the_same_words_a_year_later_are_another_event() -> None:
    first = article("closed", CLOSED, datetime(2025, 6, 3, tzinfo=UTC))
    later = article("later", CLOSED_TOO, datetime(2026, 6, 3, tzinfo=UTC))
    stories = group_stories([first, later])
    assert all(len(story.articles) == 1 for story in stories)


def test_headlines_alone_are_enough() -> None:
    day = datetime(2025, 6, 3, tzinfo=UTC)
    headlines = [
        "Cracks shut Port Ellis harbour bridge",
        "Port Ellis bridge shut over cracks",
        "Choir festival opens in Norwick",
    ]
    stories = group_stories([article(str(n), "", day, title) for n, title in enumerate(headlines)])
    assert [[a.id for a in story.articles] for story in stories] == [["0", "1"], ["2"]]


@settings(deadline=None)
@given(st.lists(st.sampled_from([CLOSED, CLOSED_TOO, PLANNED, CHOIR, "", "橋は閉鎖された。", "Yes."]), max_size=7))
def test_every_article_stands_in_exactly_one_place(texts: list[str]) -> None:
    articles = [article(str(n), text) for n, text in enumerate(texts)]
    stories = group_stories(articles)
    placed = [a.id for story in stories for a in (*story.articles, *(r.article for r in story.related))]
    assert sorted(placed) == sorted(a.id for a in articles)


def test_the_nearest_story_that_was_not_joined_is_named_with_the_reason() -> None:
    monday = datetime(2025, 3, 3, tzinfo=UTC)
    given = [
        article("one", CLOSED, monday, title="Closed at last"),
        article("too", CLOSED_TOO, monday),
        article("before", PLANNED, monday - timedelta(days=11), title="A bridge to be looked at"),
        article("again", f"{PLANNED} Brandt will speak on Friday.", monday - timedelta(days=11)),
        article("apart", CHOIR, monday),
    ]
    stories = {story.articles[0].id: story for story in group_stories(given)}
    assert stories["one"].nearest == "A bridge to be looked at (11 days apart; nobody is quoted in both)"
    assert stories["before"].nearest == "Closed at last (11 days apart; nobody is quoted in both)"
    assert stories["apart"].nearest == ""


def test_two_events_of_one_kind_stay_apart_however_alike_they_are_told() -> None:
    lines = (
        "A fire destroyed a furniture warehouse in {0} and the smoke was seen for miles.",
        "Firefighters fought the flames in the furniture warehouse of {1} through the night.",
        "Nobody was hurt when the warehouse in {0} burned, and the owner {1} thanked the firefighters.",
        "Smoke from the burning furniture warehouse darkened the sky above {0}.",
        "The owner {1} said the furniture in the warehouse had been insured.",
        "Investigators look for the cause of the fire at the warehouse in {0}.",
    )
    articles = [
        article(f"{place} {first}", " ".join((lines[first:] + lines[:first])[:5]).format(place, owner))
        for place, owner in (("Norwick", "Halloran"), ("Ostrup", "Lindqvist"))
        for first in range(len(lines))
    ]
    assert [len(story.articles) for story in group_stories(articles)] == [6, 6]


def test_the_name_of_a_town_alone_binds_nothing_that_happens_there() -> None:
    happened = {
        "a ferry 1": "The ferry Aurelia ran aground off Port Sel on Saturday night with 212 people on board. No one "
        "was hurt. Tugs will pull her free at high tide. Ines Calder, the captain, said the steering had failed.",
        "a ferry 2": "A ferry with 208 people on board ran aground near Port Sel late on Saturday. Nobody was hurt, a "
        "coast guard said. Divers found no leak in the hull of the Aurelia.",
        "a ferry 3": "Passengers of the ferry Aurelia were taken off after she ran aground off Port Sel on Saturday "
        "night. Captain Ines Calder said that the steering had failed.",
        "a tram 1": "The council of Port Sel voted 14 to 9 for a tram line to the airport on Friday. Work is to cost "
        "410 million crowns.",
        "a tram 2": "Port Sel has approved a tram line to the airport by 14 votes to 9. It costs 410 million crowns.",
        "a bakery 1": "The oldest bakery of Port Sel closes its doors. Rye bread was sold there for 5 crowns.",
    }
    day = datetime(2025, 6, 3, tzinfo=UTC)
    articles = [article(name, text, day) for name, text in happened.items()]
    for order in itertools.islice(itertools.permutations(articles), 0, None, 60):
        told = {frozenset(a.id[:-2] for a in story.articles): len(story.articles) for story in group_stories(order)}
        assert told == {frozenset({"a ferry"}): 3, frozenset({"a tram"}): 2, frozenset({"a bakery"}): 1}
