"""Short articles are one story only where they share something a person would accept as a reason."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest

from reader.model import Article, Story
from reader.stories import group_stories

UNRELATED = {
    "tram": "Tram strike ends in Karvel. Drivers of the Karvel trams went back to work on "
    "Tuesday after the city agreed to "
    "pay them four percent more. The union said the talks had been long but fair, and thanked the passengers.",
    "stadium": "New stadium for Ostrup. The council of Ostrup agreed on Tuesday to build a new "
    "stadium for 12,000 people "
    "beside the river. Work will begin next year, the mayor said, and the club will pay a third of the cost.",
    "crane": "A crane fell on a building site in the north of the city on Tuesday morning. "
    "Nobody was hurt. Police closed "
    "the street for several hours, and the company said that it would look into what happened.",
    "bridge": "The old stone bridge over the Tarn was built by monks and has stood for eight "
    "hundred years. On Monday "
    "visitors can walk over it again, after two years of work that cost the city more than anyone thought.",
    "choir": "A choir festival opened in the cathedral of Norwick on Friday with singers from "
    "nine countries. Tickets for "
    "the second concert were gone within an hour, the organisers said.",
    "sugar": "Parliament in Karsholm voted on Thursday to raise the tax on sugar. The "
    "government hopes for 40 million a "
    "year. Makers of drinks said that prices would go up in May.",
    "whale": "A young whale was found on the beach at Sandmoor on Tuesday. Volunteers kept it "
    "wet for six hours until the "
    "tide came back, and it swam out to sea in the evening.",
    "library": "The town library of Brenn will open on Sundays from May. The council said on "
    "Tuesday that more people than "
    "last year had asked for it. Two new members of staff will be paid by the city.",
    "fire": "A fire in a flat on Linden Street in Korrin injured three people on Monday "
    "night. Firefighters brought eleven "
    "people out of the building. Police said that the cause is not known yet.",
    "flood": "Heavy rain closed two roads in the Maren valley on Monday. The police asked "
    "people to stay at home, and the "
    "school in Oberlind was shut for the day. More rain is expected this week.",
    "chess": "Lena Oduya won the national chess title on Sunday for the third time. She beat "
    "the champion of last year in "
    "the last round and said she had not slept much this week.",
    "hospital": "The hospital in Vell will get a new ward for children. The government said on "
    "Wednesday that it would pay "
    "12 million for it. Doctors had asked for more beds since last year.",
}
NONSENSE = (
    "asdf qwer zxcv one two three",
    "hello world this is a test",
    "test test test",
    "Hello, this is another short text.",
    "This is a short text as well, hello.",
    "Monday Tuesday Wednesday Thursday",
    "Monday, 6 May 2025, Tuesday, 7 May 2025",
    "1 2 3 4 5 2025",
)
ELSEWHERE = {
    "German": (
        "Der Bürgermeister von Altenfeld hat am Dienstag gesagt, dass die Schule im Mai "
        "nicht öffnen wird. Die Eltern "
        "sind mit der Entscheidung der Stadt nicht einverstanden.",
        "Die Polizei hat am Dienstag in Neudorf einen Mann festgenommen, der in der Nacht mit einem Wagen durch die "
        "Stadt gefahren war. Er wird am Mittwoch dem Richter vorgeführt.",
    ),
    "French": (
        "Le maire de Valcourt a annoncé mardi que la piscine de la ville sera fermée "
        "pendant les travaux de cet été, et "
        "que les enfants pourront aller dans une autre commune.",
        "La police a arrêté mardi deux hommes dans la gare de Monteil. Ils sont "
        "soupçonnés du vol de plusieurs voitures "
        "dans les villes de la région depuis le mois de mai.",
    ),
    "Japanese": (
        "東京の小学校で火曜日、新しい図書館が開かれた。子どもたちは本を読んで喜んでいた。",
        "大阪の港で火曜日、大きな船が岸壁に衝突した。けが人はいなかったという。",
    ),
}
ONE_EVENT = {
    "names and a rare word": (
        "A ferry ran aground off Skarnes early on Tuesday with 214 people on board. All "
        "of them were brought ashore in "
        "boats, the coastguard said. The captain of the Selkie is being questioned.",
        "The captain of the ferry Selkie is to be heard by the police after his ship hit "
        "the rocks near Skarnes. Nobody "
        "was hurt, and 214 passengers reached land safely.",
    ),
    "rare words alone": (
        "A falcon has built its nest on a crane in the middle of a building site, and "
        "the builders must wait until the "
        "chicks have hatched.",
        "Builders have stopped work because of a falcon. Its nest lies on top of a "
        "crane, and its chicks have not yet "
        "hatched.",
    ),
    "a quotation": (
        'The mayor was short with the press on Monday. "We were all asleep at the wheel '
        'that night," he said, and left.',
        'Asked about the failure, the head of the town said: "We were all asleep at the wheel that night."',
    ),
    "a strike and its end": (
        "Trams run again in Karvel. The strike ended on Tuesday when the city offered drivers four percent more, the "
        "tram union said.",
        "Tram strike over: drivers in Karvel accept four percent. Passengers were glad "
        "to see the trams again on Tuesday.",
    ),
    "German": (
        "In Altenfeld ist am Montag ein Storch auf dem Rathausturm gelandet und hat den Glockenschlag gestoppt.",
        "Ein Storch hat in Altenfeld den Glockenschlag gestoppt: Er war auf dem Rathausturm gelandet.",
    ),
    "Japanese": (
        "東京の図書館で火曜日、江戸時代の古地図が見つかった。",
        "江戸時代の古地図、東京の図書館で発見。",
    ),
}
DAY = datetime(2025, 5, 6, tzinfo=UTC)


def article(name: str, text: str, day: datetime | None = None, title: str = "") -> Article:
    return Article.from_fields(id=name, title=title, text=text, source=name, published=day)


def together(stories: list[Story]) -> list[list[str]]:
    groups = [[a.id for a in (*story.articles, *(r.article for r in story.related))] for story in stories]
    return [group for group in groups if len(group) > 1]


@pytest.mark.parametrize("dated", [False, True])
def test_no_two_of_a_dozen_short_articles_are_one_story(dated: bool) -> None:
    day = DAY if dated else None
    for one, other in itertools.combinations(UNRELATED, 2):
        assert together(group_stories([article(one, UNRELATED[one], day), article(other, UNRELATED[other])])) == []


def test_a_folder_of_a_dozen_short_articles_has_no_story_in_common() -> None:
    given = [article(name, text, DAY) for name, text in UNRELATED.items()]
    assert together(group_stories(given)) == []
    titled = [article(name, text, DAY, text.partition(".")[0]) for name, text in UNRELATED.items()]
    assert together(group_stories(titled)) == []


def test_lines_that_say_nothing_are_no_story() -> None:
    for given in (*itertools.combinations(NONSENSE, 2), NONSENSE):
        assert together(group_stories(article(text, text) for text in given)) == []


@pytest.mark.parametrize("language", ELSEWHERE)
def test_small_words_of_other_languages_are_no_evidence(language: str) -> None:
    assert together(group_stories(article(text, text) for text in ELSEWHERE[language])) == []


@pytest.mark.parametrize("reason", ONE_EVENT)
def test_short_articles_on_one_event_are_one_story(reason: str) -> None:
    first, second = ONE_EVENT[reason]
    alone = group_stories([article("1", first), article("2", second)])
    assert together(alone) == [["1", "2"]]
    assert alone[0].why
    among = [article(name, text) for name, text in UNRELATED.items() if name != "tram"]
    assert together(group_stories([*among, article("1", first), article("2", second)])) == [["1", "2"]]


def test_a_story_never_rests_on_a_date_alone() -> None:
    for first, second in ONE_EVENT.values():
        (story,) = group_stories([article("1", first, DAY), article("2", second, DAY)])
        assert any(not line.startswith("dated") for line in story.why)


def test_days_and_months_are_never_told_as_names() -> None:
    texts = (
        "The Selkie hit a rock off Skarnes on Tuesday. In May and on Monday the coastguard had warned the ferry.",
        "On Tuesday the ferry Selkie ran on a rock near Skarnes, warned by the coastguard on Monday and in May.",
    )
    (story,) = group_stories(article(text, text) for text in texts)
    names = next(line for line in story.why if line.startswith("names"))
    assert "Selkie" in names
    assert not {"Monday", "Tuesday", "May"} & set(names.replace(",", "").split())


def test_one_place_in_common_is_not_enough() -> None:
    texts = (
        "A bakery in Skarnes has sold its last loaf after ninety years. The owner found nobody to take over her oven.",
        "Goats from Skarnes have won a prize for cheese in the capital. The farmer said that the grass was the reason.",
    )
    assert together(group_stories(article(text, text) for text in texts)) == []
