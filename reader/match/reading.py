"""What in a sentence may differ from its twins, read once for all of them: values, names, denials, opposites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.match import callings
from reader.match.model import Reading
from reader.text import polarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.match.sentences import Sentence
    from reader.text.facts import Value

_MOST = 400
"""Words of a sentence that are looked at for what it denies."""


def read(sentence: Sentence, values: Sequence[Value]) -> Reading:
    """Return what a sentence states, worked out when first asked for. `values` are its numbers, dates and names."""
    if sentence.reading is None:
        norms = frozenset(word.norm.casefold() for word in sentence.words)
        words = sentence.words[:_MOST]
        stated = frozenset(word.stem for word in words) | frozenset(word.norm for word in words)
        paired = (place for place in range(len(words)) if polarity.paired(words, place))
        sentence.reading = Reading(
            known=norms | {value.norm for value in values},
            forms=norms | {word.stem.casefold() for word in sentence.words},
            names=callings.places(sentence, values),
            words=words,
            stated=stated,
            denied=tuple(polarity.denials(words)),
            opposed=tuple(p for p in paired if not any(polarity.opposite(words[p].norm, other) for other in stated)),
        )
    return sentence.reading
