"""Why two sentences count as telling the same, or why they do not, in words people understand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.match.model import Why
from reader.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.match.sentences import Sentence
    from reader.model import Conflict, Span

_SHOWN = 8
"""Words and facts that are named."""
_VERDICTS = {
    Kind.EXACT: "the same words",
    Kind.EDITED: "the same sentence with a few words changed",
    Kind.QUOTED: "the same utterance is quoted",
    Kind.REWORDED: "the same in other words",
}


def explain(
    text: str,
    one: Sentence,
    other: Sentence,
    rarity: Mapping[str, float],
    facts: Sequence[Span],
    conflicts: tuple[Conflict, ...],
    kind: Kind | None,
) -> Why:
    """Say what two sentences have in common. `kind` is None where they do not count; `text` is the asking one.

    `facts` are the places in it of the numbers, dates and names that the other sentence states too.
    """
    common = one.bag.keys() & other.bag.keys()
    shown: dict[str, str] = {}
    for word in one.words:
        if word.stem in common:
            shown.setdefault(word.stem, text[word.start : word.end])
    rarest = sorted(shown, key=lambda key: (-rarity.get(key, 0.0), key))
    words = tuple(shown[key] for key in rarest[:_SHOWN])
    return Why(
        words,
        tuple(dict.fromkeys(text[slice(*span)] for span in facts))[:_SHOWN],
        conflicts,
        _verdict(words, [conflict for conflict in conflicts if conflict.sure], kind),
    )


def _verdict(words: tuple[str, ...], conflicts: Sequence[Conflict], kind: Kind | None) -> str:
    if kind is None:
        return "too few rare words in common to count" if words else "no word in common that says anything"
    if conflicts:
        places = "one place" if len(conflicts) == 1 else f"{len(conflicts)} places"
        return f"{_VERDICTS[kind]}, but differs in {places}"
    return _VERDICTS[kind]
