"""How near two articles are to telling the same event: a sparse graph, made by one inverted index over the batch.

Nearness is divided by the threshold for texts of their length, so that 1 means "as near as one story" for headlines and
full texts alike. Measured on the stories bench; one setting for all inputs.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reader.stories import evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.stories.features import Features

Edges = dict[tuple[int, int], float]
"""Nearness by the numbers of two articles, the smaller first."""

NAMES = 0.42
"""Share of names and numbers in the likeness of two articles; the rest is words."""
HEADLINE, TEXT = (12, 0.05), (120, 0.18)
"""Words, and the likeness from which texts of that length tell the same event."""
QUOTATION = 0.12
"""Added for a quotation in common."""
OTHER_SPEAKERS = 0.7
"""Factor where both name who speaks, and nobody speaks in both."""
OTHER_WEEKDAY = 0.85
"""Factor where an undated text speaks of another weekday than that of the dated one."""
HALF_LIFE = 5.0
"""Days, after the first two, in which nearness is halved; undated articles have no decay."""
FAINT = 0.3
"""Nearness under this is not kept."""
_PRIOR = 50
"""Articles that are imagined beside the batch, with words as common as they are in general: a few cannot tell."""
_MOST_PLACES = 2000
"""Articles in which a word may stand; a more common one brings nothing but work."""


def nearness(articles: Sequence[Features]) -> tuple[Edges, Edges]:
    """Return the edges between articles, and the same without the effect of dates and speakers.

    Cost: for every word the square of the articles that hold it, with words in a quarter of a large batch left out.
    """
    plain = _quoted(articles, _likeness(articles))
    timeless: Edges = {}
    judged: Edges = {}
    for (i, j), score in plain.items():
        near = score / _threshold(articles[i], articles[j])
        if near < FAINT:
            continue
        timeless[i, j] = near
        judged[i, j] = near * _in_time(articles[i], articles[j]) * _in_speech(articles[i], articles[j])
    return judged, timeless


def days_apart(a: Features, b: Features) -> int | None:
    """Return the days between two articles; None where one has no date."""
    return abs((a.day - b.day).days) if a.day and b.day else None


def shared_shingles(a: Features, b: Features) -> set[tuple[str, ...]]:
    """Return the runs of words that both quote."""
    return set(a.shingles.keys() & b.shingles.keys())


def _likeness(articles: Sequence[Features]) -> defaultdict[tuple[int, int], float]:
    sums: defaultdict[tuple[int, int], float] = defaultdict(float)
    for bag, share in ((_words, 1 - NAMES), (_names, NAMES)):
        for places in _weights(articles, bag).values():
            for at, (j, theirs) in enumerate(places):
                for i, mine in places[:at]:
                    sums[i, j] += share * mine * theirs
    return sums


def _words(article: Features) -> Mapping[str, int]:
    return article.words


def _names(article: Features) -> Mapping[str, int]:
    return article.names


def _weights(
    articles: Sequence[Features], bag: Callable[[Features], Mapping[str, int]]
) -> defaultdict[str, list[tuple[int, float]]]:
    """Return for each word the articles that hold it, with tf x idf weights; the vector of an article has length 1."""
    frequency = Counter(word for article in articles for word in bag(article))
    count = len(articles)
    most = min(max(count // 4, 40), _MOST_PLACES)
    rarity = {
        word: math.log((count + _PRIOR) / (seen + 1 + _PRIOR * evidence.share(word)))
        for word, seen in frequency.items()
    }
    places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, article in enumerate(articles):
        weights = {word: (1 + math.log(times)) * rarity[word] for word, times in bag(article).items()}
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        for word, weight in weights.items():
            if 1 < frequency[word] <= most:
                places[word].append((number, weight / norm))
    return places


def _quoted(articles: Sequence[Features], likeness: defaultdict[tuple[int, int], float]) -> Edges:
    """Add what a shared quotation says; one that a tenth of a large batch holds is a saying."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        for gram in article.shingles:
            places[gram].append(number)
    most = max(len(articles) // 10, 12)
    together = {
        (i, j)
        for numbers in places.values()
        if len(numbers) <= most
        for at, j in enumerate(numbers)
        for i in numbers[:at]
    }
    for pair in together:
        likeness[pair] += QUOTATION
    return likeness


def _threshold(a: Features, b: Features) -> float:
    """Return the likeness at which texts as long as these tell the same event: by the logarithm of their words."""
    length = math.sqrt(max(a.length, 1) * max(b.length, 1))
    place = math.log(max(length, HEADLINE[0]) / HEADLINE[0]) / math.log(TEXT[0] / HEADLINE[0])
    return HEADLINE[1] + min(place, 1.0) * (TEXT[1] - HEADLINE[1])


def _in_time(a: Features, b: Features) -> float:
    days = days_apart(a, b)
    if days is not None:
        return float(0.5 ** (max(days - 2, 0) / HALF_LIFE))
    dated, undated = (a, b) if a.day else (b, a)
    if dated.day is None or not undated.weekday:
        return 1.0
    return 1.0 if says_the_day(undated, dated) else OTHER_WEEKDAY


def says_the_day(undated: Features, dated: Features) -> bool:
    """Tell whether the weekday an undated text speaks of is that of a dated one, or the day before it."""
    if dated.day is None:
        return False
    return undated.weekday in (_WEEKDAYS[dated.day.weekday()], _WEEKDAYS[dated.day.weekday() - 1])


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _in_speech(a: Features, b: Features) -> float:
    if not a.speakers or not b.speakers or a.speakers & b.speakers or shared_shingles(a, b):
        return 1.0
    return OTHER_SPEAKERS
