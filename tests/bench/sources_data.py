"""Several articles a source, made of the bench's dev texts: what finding templates is measured on. Deterministic.

Every made-up source prints lines of its own into its articles, at changing places, with changing dates and numbers.
Where the source has a story in two or three reports, those are one dev text dealt out: each report has paragraphs of
its own, and one to three that all of them print, which is what must not be taken for a template.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reader.text import language
from tests.bench.blocks_data import bench

if TYPE_CHECKING:
    from collections.abc import Sequence

COUNTS = (2, 3, 5, 10, 20)
SETS = ("scrapinghub", "fundus", "wcxb")
PROSE = 12
"""Words of a paragraph of running text."""

HEAD = {
    "en": (
        "This page is open to all for {n} days. Subscribers read it first.",
        "Our evening letter: five stories at {n} o'clock, every weekday, without charge.",
        "{name} is a paper of its readers: {n} households own it.",
        "You are reading one of {n} open articles this month.",
    ),
    "de": (
        "Dieser Beitrag ist {n} Tage lang frei zu lesen, danach nur noch für unsere Abonnenten.",
        "Unser Brief am Abend: fünf Themen um {n} Uhr, jeden Werktag und ohne Kosten.",
    ),
}
INSIDE = {
    "en": (
        "Get the week in {n} minutes: put your address on our list and we write every Saturday.",
        "Do you know more about this? Our desk takes calls and letters, and keeps names to itself.",
        "Hear the story read aloud in our player, which holds {n} pieces from this month.",
        "Good reporting is dear. {n} readers gave something last month. Will you be the next?",
    ),
    "de": (
        "Die Woche in {n} Minuten: Tragen Sie sich ein, und wir schreiben Ihnen jeden Samstag.",
        "Wissen Sie mehr darüber? Unsere Redaktion nimmt Anrufe und Briefe an und hält Namen geheim.",
    ),
}
TAIL = {
    "en": (
        "{name} was founded by a printer and two teachers who wanted a paper that the town could afford. It has been "
        "owned by its staff since {year}, prints six days a week and has offices in {n} towns along the coast.",
        "We do not take money from parties or governments. Everything that we print is paid for by people who read "
        "it, and {n} of them have joined since the spring. If you found this useful, a small monthly gift keeps the "
        "lights on in the newsroom.",
        "What stands here is meant for general information. It is no advice on health, law or money, and whoever acts "
        "on it does so at their own risk; ask somebody who knows your case.",
        "Mistakes happen, and we mend them in public. If you see one, write to the desk with the date and the "
        "headline, and the corrected piece will carry a note at its end.",
        "The opinions of guests are their own. The paper prints them because it thinks that they are worth hearing, "
        "not because it shares them.",
        "Letters of up to {n} words can be sent to the editor until {day}. They may be cut, and they are printed "
        "under the writer's own name.",
        "Our walking tours of the old harbour start again on {day}; places are few, and members pay half.",
        "Some of the links lead to shops that pay us a share of what you spend there. That changes nothing in what "
        "we recommend, and never what you pay.",
        "Report made possible by the fund for local journalism, which has no say in what we write.",
    ),
    "de": (
        "{name} wurde von einem Drucker und zwei Lehrern gegründet, die eine Zeitung wollten, die sich alle in der "
        "Stadt leisten können. Seit {year} gehört sie den Beschäftigten und erscheint an sechs Tagen der Woche.",
        "Wir nehmen kein Geld von Parteien oder Behörden. Alles, was wir drucken, bezahlen die Menschen, die es "
        "lesen, und {n} von ihnen sind seit dem Frühjahr dazugekommen. Schon ein kleiner Beitrag im Monat hilft.",
        "Fehler kommen vor, und wir berichtigen sie offen. Wer einen findet, schreibt der Redaktion mit Datum und "
        "Überschrift; der Beitrag trägt dann am Ende einen Hinweis.",
        "Leserbriefe mit bis zu {n} Wörtern nehmen wir bis {day} an. Wir behalten uns vor, sie zu kürzen.",
    ),
}
BIOS = {
    "en": (
        "{author} has covered courts and prisons for this paper since {year}. Before that she worked in radio and "
        "taught shorthand at night.",
        "{author} is our correspondent for the north. He grew up on a farm and writes about land, weather and the "
        "people who live off both.",
        "{author} writes on money and work. Send her a tip, a question or a complaint at the address of the desk.",
        "{author} is a reporter in the capital and the author of two books on rivers.",
    ),
    "de": (
        "{author} berichtet seit {year} für diese Zeitung über Gerichte und Gefängnisse. Davor arbeitete sie beim "
        "Rundfunk.",
        "{author} ist unser Korrespondent im Norden. Er schreibt über Land, Wetter und die Menschen, die davon leben.",
    ),
}
PEOPLE = ("Ilse Marner", "Tom Abend", "Greta Holt", "Finn Wessel", "Mara Quist", "Ada Lorne")
PAPERS = ("The Harrow Post", "Quayside Gazette", "The Lantern", "Northmoor Courier", "Tidewater Mail", "The Mill Echo")
DAYS = ("Monday", "Tuesday", "Friday", "12 May", "3 June", "21 October")


@dataclass
class Made:
    """One article of a made-up source."""

    text: str
    planted: list[str] = field(default_factory=list)
    """The template lines in it, as they stand there."""
    shared: list[str] = field(default_factory=list)
    """The paragraphs of the story that other reports of it print as well."""
    content: list[str] = field(default_factory=list)
    """All that is of the article."""


@dataclass
class Source:
    """A made-up source."""

    count: int
    articles: list[Made]


def sources(count: int, number: int, seed: int = 1) -> list[Source]:
    """Return `number` sources of `count` articles each; of every three, one has only texts that tell different events.

    Of two articles, both are reports of one story or none is.
    """
    dice = random.Random(seed * 1000 + count)
    texts = _texts()
    for pool in texts.values():
        dice.shuffle(pool)
    made = []
    for place in range(number):
        code = "de" if place % 8 == 7 else "en"
        pool = texts[code]
        chosen = [pool[(place * count + n) % len(pool)] for n in range(count)]
        made.append(Source(count, _source(dice, code, chosen, story=place % 3 != 0)))
    return made


def _texts() -> dict[str, list[dict[str, Any]]]:
    cb = bench()
    found: dict[str, list[dict[str, Any]]] = {"en": [], "de": []}
    for item in cb.load_texts(cb.HERE / "dev", set(SETS), {"near"}):
        code = language.guess(item["text"])
        item["lines"] = [(item["text"][a:b].strip(), label) for a, b, label, *_ in item["blocks"]]
        prose = sum(label == "c" and _is_prose(line) for line, label in item["lines"])
        if code in found and prose >= 4:
            found[code].append(item)
    return found


def _is_prose(line: str) -> bool:
    return len(line.split()) >= PROSE and line[-1:] in '.!?"”'


def _source(dice: random.Random, code: str, items: Sequence[dict[str, Any]], *, story: bool) -> list[Made]:
    name = dice.choice(PAPERS)
    lines = [
        *(("head", line) for line in dice.sample(HEAD[code], dice.randrange(2))),
        *(("inside", line) for line in dice.sample(INSIDE[code], dice.randrange(1, 3))),
        *(("tail", line) for line in dice.sample(TAIL[code], dice.randrange(1, 4))),
    ]
    often = {line: dice.choice((1.0, 1.0, 0.7, 0.5)) for _, line in lines}
    bios = [
        line.format(author=dice.choice(PEOPLE), year=dice.randrange(1990, 2020))
        for line in dice.sample(BIOS[code], min(2, len(BIOS[code])))
    ]
    year = dice.randrange(1950, 2010)
    bodies = _bodies(dice, items, story=story)
    made = []
    for title, body, shared in bodies:
        chosen = [(where, line) for where, line in lines if dice.random() < often[line]]
        chosen = [
            (where, line.format(name=name, n=dice.randrange(2, 900), year=year, day=dice.choice(DAYS[:1] * 3 + DAYS)))
            for where, line in chosen
        ]
        if dice.random() < 0.7:
            chosen.append(("tail", dice.choice(bios)))
        made.append(_print(dice, name, title, body, shared, chosen))
    return made


Body = tuple[str, list[tuple[str, str]], list[str]]


def _bodies(dice: random.Random, items: Sequence[dict[str, Any]], *, story: bool) -> list[Body]:
    """Return title, lines and shared paragraphs of each article; with a story, its reports stand in for some items."""
    bodies: list[Body] = [(item["title"], item["lines"], []) for item in items]
    long = next((i for i in items if sum(c == "c" and _is_prose(line) for line, c in i["lines"]) >= 8), None)
    if story and long is not None:
        reports = _deal(dice, long, min(len(items), dice.choice((2, 2, 3))))
        others = [body for body, item in zip(bodies, items, strict=True) if item is not long]
        bodies = [*reports, *others][: len(items)]
        dice.shuffle(bodies)
    return bodies


def _deal(dice: random.Random, item: dict[str, Any], number: int) -> list[Body]:
    """Deal the paragraphs of one text out to several reports; one to three of them go to all."""
    prose = [n for n, (line, label) in enumerate(item["lines"]) if label == "c" and _is_prose(line)]
    common = set(dice.sample(prose[1:], dice.randrange(1, 4)))
    shared = [item["lines"][n][0] for n in sorted(common)]
    owner = {n: dice.randrange(number) for n in range(len(item["lines"]))}
    owner |= {n: place % number for place, n in enumerate(set(prose) - common)}
    words = (item["title"] or shared[0]).split()
    return [
        (
            " ".join(words[place:] + words[:place]),
            [pair for n, pair in enumerate(item["lines"]) if n in common or owner[n] == place],
            shared,
        )
        for place in range(number)
    ]


def _print(
    dice: random.Random,
    name: str,
    title: str,
    body: list[tuple[str, str]],
    shared: list[str],
    chosen: list[tuple[str, str]],
) -> Made:
    lines = [line for line, _ in body]
    inside = [line for where, line in chosen if where == "inside"]
    for line in inside:
        lines.insert(dice.randrange(1, len(lines)), line)
    tail = [line for where, line in chosen if where == "tail"]
    if dice.random() < 0.3:
        dice.shuffle(tail)
    lines = [line for where, line in chosen if where == "head"] + lines + tail
    header = f"Title: {' '.join((title or lines[0]).split())[:200]}\nSource: {name}\n\n"
    return Made(
        header + "\n\n".join(lines),
        [line for _, line in chosen],
        shared,
        [line for line, label in body if label == "c"],
    )
