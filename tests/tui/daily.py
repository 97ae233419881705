"""A library as somebody has it who opens it daily, at a fixed moment: what its snapshots and pictures are drawn of."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from unittest.mock import patch

from reader.desk.stories.grouping import group
from reader.library.holdings.adding import Incoming
from reader.library.library import Library
from reader.model import Article, content_id
from reader.tui.app import NewsreaderApp
from tests.tui import lighthouse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2025, 5, 12, 17, 30, tzinfo=UTC)
"""A Monday."""

FERRY = (
    "The ferry to the Outer Islands will stop for 16 days from 19 May, the harbour office of Skarnvik said on Monday.",
    "Its main engine has to be taken out. The repair costs 2.4 million crowns, half of which the county pays.",
    '"Nobody on the islands will be cut off," said harbour master Ingrid Solheim.',
    "A bus brings passengers to the northern pier, where a smaller boat leaves four times a day. It takes 60 people "
    "and no cars; lorries with food for the shops go over by night, on the old barge of the dyke board.",
    "The ferry was built in 1998 and has crossed 140,000 times. A new one is ordered; it will run on batteries, and "
    "come in the autumn of 2027 at the earliest.",
    "Last autumn the ferry lay still for nine days, when a rope had got into its propeller. Islanders then went over "
    "in fishing boats, and some of the fishermen have offered the same now.",
    'The teachers of the island school will stay over night. "We have beds, and the children love it," said the head, '
    "Marit Lund.",
)
ARTICLES: tuple[tuple[str, str, float, tuple[str, ...]], ...] = (
    ("Harbour News", "Island ferry stops for 16 days", 2, FERRY),
    (
        "Island Post", "No ferry from next Monday", 3, (
            "For 16 days from 19 May no ferry will run to the Outer Islands, said the harbour office of Skarnvik.",
            "The main engine must be taken out, a repair of 2.9 million crowns; the county pays half of it.",
            '"Nobody on the islands will be cut off," Ingrid Solheim, the harbour master, promised.',
            "Shopkeepers fear for the days around Whitsun, when most of their guests come.",
            "The ferry, built in 1998, has crossed 140,000 times. Its successor on batteries is to come in 2028.",
            "Fishermen offer to take people over, as they did in the autumn, when the ferry lay still for nine days.",
        ),
    ),
    (
        "County Radio", "Engine trouble ties up the ferry", 5, (
            "Passengers to the Outer Islands will be taken by bus to the northern pier from 19 May.",
            "A smaller boat leaves there four times a day and takes 60 people, said harbour master Ingrid Solheim.",
            "The ferry's main engine has to be taken out. Lorries will have to wait until June.",
        ),
    ),
    ("Coast Wire", "Island ferry stops for 16 days", 1.5, (*FERRY, "Coast Wire takes texts of the Harbour News over.")),
    (
        "Evening Courier", "Farmers lease dyke for solar panels", 7, (
            "The dyke board of Marsh End has leased 3 kilometres of its dyke to a solar co-operative.",
            "The panels are to give power to 1,100 homes from 2026. Sheep will graze below them.",
            '"A dyke that earns money is a dyke that gets mended," said the board\'s chair, Tobias Reents.',
        ),
    ),
    (
        "Marsh Gazette", "Solar power from the dyke", 9, (
            "A solar co-operative has leased 3 kilometres of the dyke at Marsh End from the dyke board.",
            "From 2026 its panels are to supply 1,300 homes. The sheep stay.",
            'Tobias Reents, who chairs the board, said: "A dyke that earns money is a dyke that gets mended."',
        ),
    ),
    (
        "Low Water Notes", "Fergekapteinen går i land etter førti år", 10, (
            "I førti år førte han ferga mellom øyene. Denne uka gikk han i land for siste gang, "
            "og folk sto på kaia med flagg.",
        ),
    ),
    (
        "Valley Wire", "Night train returns after nine years", 25, (
            "The night train between Tessel and the capital runs again from 1 June, after nine years.",
            "It has four sleeping cars and takes 40 bicycles. Tickets cost from 39 crowns.",
        ),
    ),
    (
        "Rail and Road", "Nine years on, the sleeper is back", 27, (
            "After nine years the night train from the capital to Tessel is back: it runs from 1 June.",
            "Four sleeping cars have been bought second-hand. There is room for 40 bicycles.",
        ),
    ),
    (
        "Town Sheet", "Library opens late to save on heating", 30, (
            "The town library opens at noon from now on, since its heating has to be spared until the roof is mended.",
        ),
    ),
    (
        "Evening Courier", "Baker wins the lottery twice", 31, (
            "Aldo Brandt drew a winning number for the second time within one year. He gave his guests free rolls.",
        ),
    ),
    (
        "Potters' Letter", "Old mill becomes a kiln", 24 * 3, (
            "The old mill at the river was sold to a family of potters, who will fire their ovens with its wheel.",
        ),
    ),
    (
        "Harbour News", "Harbour dues rise by a tenth", 24 * 9, (
            "Dues for berths in the harbour of Skarnvik rise by a tenth from July, the first rise since 2019.",
        ),
    ),
)  # fmt: skip
"""Source, title, hours of age, paragraphs."""
TOWER = (
    ("Almanac", "Lighthouse shines again", lighthouse.ALMANAC),
    ("Coast Courier", "Ferries slow down for a light", lighthouse.COURIER),
)


def library(folder: Path) -> Library:
    """Return the library: stories, copies, folders, a rule that hides, what is read and what has a star."""
    found = Library(folder)
    articles = [_article(source, title, hours, "\n\n".join(text)) for source, title, hours, text in ARTICLES]
    articles += [_article(source, title, 28, text) for source, title, text in TOWER]
    found.articles.add([Incoming(one, f"item {n}") for n, one in enumerate(articles)]).result()
    group(found)
    found.shelf.save_search("Harbour and sea", "ferry|harbour|lighthouse")
    found.shelf.save_search("Energy", "solar|power|heating")
    found.shelf.save_search("No lotteries", "lottery", hides=True)
    read = [one.id for one in articles if one.source in {"Harbour News", "Potters' Letter", "Almanac"}]
    found.shelf.mark_all_read(read, undoable=False)
    found.shelf.star([articles[7].id])
    return found


def _article(source: str, title: str, hours: float, text: str) -> Article:
    moment = NOW - timedelta(hours=hours)
    return Article.from_fields(id=content_id(text), title=title, text=text, source=source, published=moment)


@contextmanager
def opened_daily(folder: Path) -> Iterator[NewsreaderApp]:
    """Give the program on this library, the clock standing at its moment."""
    with patch("time.time", return_value=NOW.timestamp()):
        found = library(folder)
        try:
            yield NewsreaderApp([], shelf=found.shelf, library=found, label="library")
        finally:
            found.close()
