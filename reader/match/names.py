"""One name, one key: spellings of a name that differ by a letter or two.

A first name beside its surname keeps its weight: leaving it out was measured as worse.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.match.sentences import Sentence

LEAST_LETTERS = 6
"""Shorter names are told apart by every letter."""
SAME_SPELLING = 0.88
"""Indel ratio of two spellings of one name."""
_HEAD = 4
"""First letters that two spellings share; only such names are compared."""
_MOST_ALIKE = 40
"""Names with one beginning that are compared with each other."""


def unify(texts: Sequence[Sequence[Sentence]]) -> dict[str, str]:
    """Rewrite the bags of a story's sentences so that one name has one key. Linear but for names that begin alike.

    Returns:
        The rarer spellings, each with the most frequent one.
    """
    sentences = [sentence for text in texts for sentence in text]
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update({word.stem for word in sentence.words[1:] if word.capital and len(word.stem) >= LEAST_LETTERS})
    same = _spellings(counts)
    rewrite(sentences, same)
    return same


def rewrite(sentences: Iterable[Sentence], same: Mapping[str, str]) -> None:
    """Put one spelling of each name in the place of others."""
    for sentence in sentences if same else ():
        for key in [key for key in sentence.bag if key in same]:
            sentence.bag[same[key]] += sentence.bag.pop(key)


def _spellings(counts: Counter[str]) -> dict[str, str]:
    """Return for the rarer spellings of a name its most frequent one."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        if len(alike[name[:_HEAD]]) < _MOST_ALIKE:
            alike[name[:_HEAD]].append(name)
    same: dict[str, str] = {}
    for names in alike.values():
        for place, name in enumerate(names[1:], 1):
            known = next((other for other in names[:place] if other not in same and _is_spelling(name, other)), None)
            if known is not None:
                same[name] = known
    return same


def _is_spelling(one: str, other: str) -> bool:
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(one, other)) >= SAME_SPELLING
