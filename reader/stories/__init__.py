"""Which articles tell the same event, why, and what lies beside a story without belonging to it.

Words, names and numbers, headline, dates, shared quotations and named speakers together: words alone cannot tell two
stages of one affair apart. The result does not depend on the order of the articles. Pure, no input or output.

`group_stories` is the batch face; `window.Window` takes articles as they come.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model import Article, Related, Story
from reader.stories import copies, features, why
from reader.stories.window import MOST_TOLD, Window
from reader.text import plain
from reader.text.unhurried import unhurried

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.text.plain import CleanText

__all__ = ["Window", "copies_among", "explained", "group_stories", "named"]

HORIZON = 21
"""Days over which dated articles are compared in any case. Nearness is a fourteenth there, so no story needs more; but
in windows of more than `MOST_NEAR` articles nothing older is found that could lie beside a story."""
MOST_NEAR = 10_000


def group_stories(articles: Iterable[Article]) -> list[Story]:
    """Group articles by event. Every article stands in exactly one story, among its articles or as related.

    Articles keep their order in a story; stories stand in the order of their first article. Cost: linear in their text,
    and in how many articles share each of their words, of which `index.MOST_PLACES` are looked at; see `HORIZON`.
    """
    given = list(articles)
    with unhurried():
        return _grouped(given)


def _grouped(given: Sequence[Article]) -> list[Story]:
    order = sorted(range(len(given)), key=lambda n: (_day(given[n]), given[n].title, given[n].text, given[n].id, n))
    window = _filled([given[n] for n in order])
    groups = window.groups()
    homes = window.homes(groups)
    near = window.nearest(groups)
    beside: dict[int, list[int]] = {}
    for number, home in homes.items():
        beside.setdefault(home, []).append(order[groups[number][0]])
    stories = []
    for number, group in enumerate(groups):
        if number not in homes:
            members = sorted(order[n] for n in group)
            story = Story(tuple(given[n] for n in members))
            story = explained(story, [given[n] for n in sorted(beside.get(number, ()))])
            if number in near and homes.get(near[number]) != number:
                other = groups[near[number]]
                reason = window.why_apart(group, other)
                story = replace(story, nearest=named(Story(tuple(given[order[n]] for n in other)).title, reason))
            stories.append((members[0], story))
    return [story for _, story in sorted(stories, key=lambda item: item[0])]


def _day(article: Article) -> int:
    """Return the day of an article as a number; 0 where it is undated."""
    return article.published.moment.toordinal() if article.published else 0


def _filled(articles: Sequence[Article]) -> Window:
    """Return a window that has taken articles which come by date, the undated first."""
    window = Window()
    days = [_day(article) for article in articles]
    first = end = bisect_right(days, 0)
    for article, day in zip(articles, days, strict=True):
        window.add(article)
        end = bisect_left(days, day - HORIZON, end)
        if len(window) - first > MOST_NEAR and end - first > (len(window) - first) // 4:
            window.forget(first, end)
            first = end
    return window


def explained(story: Story, beside: Iterable[Article] = ()) -> Story:
    """Return a story with why its articles are one, and with what lies beside it and what keeps that apart."""
    related = [article for article in beside if all(article.id != one.id for one in story.articles)]
    if len(story.articles) == 1 and not related:
        return story
    told = story.articles[:MOST_TOLD]
    seen = [features.read(article) for article in told]
    apart = []
    for article in related:
        one = features.read(article)
        apart.append(Related(article, why.relation(one, seen), why.apart(article, one, seen)))
    return replace(story, related=tuple(apart), why=why.together(told, seen))


def copies_among(articles: Iterable[Article]) -> dict[int, int]:
    """Return which articles hold the text of an earlier one, by place, each with the first of these."""
    shelf = copies.Shelf()
    firsts: dict[int, int] = {}
    for number, article in enumerate(articles):
        found = shelf.add(copies.runs(article.text))
        if found:
            firsts[number] = firsts.get(found[0], found[0])
    return firsts


def named(title: str, reason: str) -> CleanText:
    """Return the line that names the nearest story that another did not join."""
    return plain.line(f"{title or 'an untitled one'} ({reason})")
