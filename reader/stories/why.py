"""Why articles are one story, and what keeps a related one apart, in plain words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.stories import evidence, graph
from reader.text import dates, plain, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Article
    from reader.stories.features import Features
    from reader.stories.graph import Told
    from reader.text.plain import CleanText

_SHOWN = 5
"""Names and words that are told."""
_SHORT = 60
"""Words of a text in which words in common are told beside names."""


def together(articles: Sequence[Article], read: Sequence[Features]) -> tuple[CleanText, ...]:
    """Return why these articles are one story, a line each: names, a quotation, dates. One article needs no reason."""
    if len(read) < 2:
        return ()
    names = _names(read)
    words = "" if names and all(one.length > _SHORT for one in read) else _words(read)
    lines = [names, words, _quotation(read), _dates(articles, read)]
    return tuple(plain.line(line) for line in lines if line)


def apart(article: Article, one: Features, read: Sequence[Features]) -> CleanText:
    """Return what keeps a related article out of a story."""
    reasons = []
    days = [days for other in read if (days := graph.days_apart(one.day, other.day)) is not None]
    if days and min(days) > 1:
        reasons.append(f"{dates.show(article.published)}, {min(days)} days {relation(one, read)}")
    spoken = {speaker for other in read for speaker in other.speakers}
    if one.speakers and spoken and not one.speakers & spoken:
        reasons.append(f"quotes {_people(one.speakers, [one])}, not {_people(_often(read), read)}")
    if one.shingles and not any(one.shingles.keys() & other.shingles.keys() for other in read):
        reasons.append("no quotation in common")
    return plain.line("; ".join(reasons) or "fewer words and names in common than its sources have")


def between(one: Sequence[Told], other: Sequence[Told]) -> CleanText:
    """Return what keeps two stories, or articles, from being one."""
    reasons = []
    apart = [days for a in one for b in other if (days := graph.days_apart(a.day, b.day)) is not None]
    if apart and min(apart) > 1:
        reasons.append(f"{min(apart)} days apart")
    mine, theirs = ({speaker for told in side for speaker in told.speakers} for side in (one, other))
    if mine and theirs and not mine & theirs:
        reasons.append("nobody is quoted in both")
    if not any(evidence.enough(a.evidence, b.evidence) for a in one for b in other):
        reasons.append("too few rare words and names in common")
    return plain.line("; ".join(reasons) or "fewer words in common on average than one story has")


def relation(one: Features, story: Sequence[Features]) -> str:
    """Return how an article stands to a story in time: "earlier", "later", or "near" where a date is missing."""
    days = sorted(other.day for other in story if other.day)
    if one.day is None or not days or days[0] <= one.day <= days[-1]:
        return "near"
    return "earlier" if one.day < days[0] else "later"


def _names(read: Sequence[Features]) -> str:
    counts = Counter(name for one in read for name in one.names if _tells(name))
    times: Counter[str] = Counter()
    for one in read:
        times.update(one.names)
    shared = [name for name, seen in counts.items() if seen >= 2 and seen * 3 >= len(read) * 2]
    shown = sorted(shared, key=lambda name: (-counts[name], -times[name], name))[:_SHOWN]
    return f"names in common: {', '.join(_written(name, read) for name in shown)}" if shown else ""


def _words(read: Sequence[Features]) -> str:
    counts = Counter(term for one in read for term in one.evidence if " " not in term)
    names = {tokens.stem(name) for one in read for name in one.names if _tells(name)}
    shared = [word for word, seen in counts.items() if seen >= 2 and seen * 2 >= len(read) and word not in names]
    shown = sorted(shared, key=lambda word: (-counts[word], word))[:_SHOWN]
    written = (next((one.spelled[0].get(word, word) for one in read if word in one.evidence), word) for word in shown)
    return f"words in common: {', '.join(sorted(written))}" if shown else ""


def _tells(name: str) -> bool:
    """Tell whether a name is worth telling: no number, and not a word that begins many a sentence."""
    return not name[0].isdigit() and not evidence.share(tokens.stem(name))


def _quotation(read: Sequence[Features]) -> str:
    counts = Counter(gram for one in read for gram in one.shingles)
    best = min(counts.items(), key=lambda item: (-item[1], item[0]), default=None)
    if best is None or best[1] < 2:
        return ""
    gram, seen = best
    shown = min((one.shingles[gram] for one in read if gram in one.shingles), key=lambda words: (len(words), words))
    speakers = Counter(speaker for one in read if gram in one.shingles for speaker in one.speakers)
    by = f", {_written(min(speakers, key=lambda s: (-speakers[s], s)), read)}" if speakers else ""
    return f"the same quotation in {seen} of {len(read)}: “{shown}”{by}"


def _dates(articles: Sequence[Article], read: Sequence[Features]) -> str:
    dated = sorted((one.day, number) for number, one in enumerate(read) if one.day)
    if not dated:
        return ""
    first, last = dated[0], dated[-1]
    days = (last[0] - first[0]).days
    said = dates.show(articles[first[1]].published)
    line = f"dated {said}" if not days else f"dated within {days} day{'s' * (days > 1)}, from {said} on"
    saying = [one for one in read if not one.day and one.weekday and graph.says_the_day(one.weekday, first[0])]
    if not saying:
        return line
    return f"{line}; {len(saying)} without a date {'says' if len(saying) == 1 else 'say'} {saying[0].weekday.title()}"


def _often(read: Sequence[Features]) -> list[str]:
    counts = Counter(speaker for one in read for speaker in one.speakers)
    return sorted(counts, key=lambda speaker: (-counts[speaker], speaker))[:1]


def _people(speakers: Sequence[str] | frozenset[str], read: Sequence[Features]) -> str:
    return " and ".join(_written(speaker, read) for speaker in sorted(speakers)[:2])


def _written(name: str, read: Sequence[Features]) -> str:
    written = (one.spelled[1] for one in read if name in one.names or name in one.speakers)
    return next((names[name] for names in written if name in names), name.title())
