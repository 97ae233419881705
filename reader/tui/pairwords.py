"""What the compare screen says about two articles and about one of their pairs, in plain words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.desk.telling.words import KIND_WORDS, why_paired
from reader.text import dates
from reader.tui.pairing import Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.desk.telling.reading import Reading
    from reader.model import Article
    from reader.tui.pairing import Pair, Paired


def arrow(rows: int, *, ascii_only: bool) -> str:
    """Return a way through the rows: "↓3"."""
    if ascii_only:
        return f"{abs(rows)} {'down' if rows > 0 else 'up'}"
    return f"{'↓' if rows > 0 else '↑'}{abs(rows)}"


def names(
    reading: Reading,
    ids: tuple[str, str],
    active: Side,
    name_of: Callable[[Article], str],
    *,
    dated: bool,
    ascii_only: bool,
) -> str:
    """Name both sides, the letter of the active one in brackets."""
    said = []
    for side in Side:
        article = reading.article(ids[side])
        letter = reading.letters[article.id]
        parts = [f"[{letter}]" if side is active else f" {letter} ", name_of(article)]
        if dated and article.wording is None:
            parts.append(dates.show(article.published, article.weekday))
        said.append(" ".join(part for part in parts if part))
    return (" | " if ascii_only else " │ ").join(said)


def counts(paired: Paired, *, wide: bool) -> str:
    """Count what both share, by the sentences of the left side, and the rows that differ or have moved."""
    if paired.of_versions:
        changed = sum(not pair.agrees for pair in paired.pairs)
        return f"{changed} of {len(paired.pairs)} rows changed" if wide else f"{changed} changed"
    shared, unsure, count = paired.shared(Side.LEFT)
    differ = sum(pair.differs for pair in paired.pairs)
    moved = sum(bool(pair.moved) and pair.sure for pair in paired.pairs)
    parts = [
        (f"{shared} of {count} sentences shared" if wide else f"{shared}/{count} shared")
        + (f", {unsure} unsure" if unsure else ""),
        f"{differ} differ{'s' if differ == 1 else ''}" if differ else "",
        f"{moved} moved" if moved else "",
        "compared coarsely" if paired.coarse else "",
    ]
    return " · ".join(part for part in parts if part)


def beside(paired: Paired, *, ascii_only: bool) -> list[str]:
    """Return for every pair what stands in the place of a missing side, or under one that has moved."""
    words: list[str] = []
    for number, pair in enumerate(paired.pairs):
        if pair.alone is None:
            words.append(f"moved {arrow(pair.moved, ascii_only=ascii_only)}" if pair.moved else "")
        elif pair.elsewhere >= 0:
            words.append(
                f"{_told(pair)} beside another passage {arrow(pair.elsewhere - number, ascii_only=ascii_only)} (t)"
            )
        else:
            words.append(f"no match found in {paired.letters[pair.alone.other]}")
    return words


def _told(pair: Pair) -> str:
    return "told" if pair.sure else "perhaps told"


def describe(paired: Paired, number: int, *, ascii_only: bool) -> str:
    """Say of a pair what both sides have to do with one another."""
    pair = paired.pairs[number]
    letters = paired.letters
    if pair.alone is not None:
        letter, other = letters[pair.alone], letters[pair.alone.other]
        if pair.elsewhere < 0:
            return f"{letter}: no match found in {other}"
        way = arrow(pair.elsewhere - number, ascii_only=ascii_only)
        return f"{letter}: {_told(pair)} by {other} beside another passage {way}, t goes there"
    assert pair.kind is not None
    parts = [f"differs: {values(paired, number)}"] if pair.differs else []  # first, as the row may be cut short
    parts.append(KIND_WORDS[pair.kind] if pair.sure else f"unsure, perhaps {KIND_WORDS[pair.kind]}")
    if pair.moved:
        way = arrow(pair.moved, ascii_only=ascii_only)
        parts.append(f"moved: {way} in the order of {letters[paired.lead.other]}, t goes there")
    return " · ".join(parts)


def values(paired: Paired, number: int) -> str:
    """Say which values differ: "22nd in A, 23rd in B"."""
    said = []
    for side, version in enumerate(paired.pairs[number].sides):
        if version is not None:
            text = paired.articles[side].text
            found = dict.fromkeys(text[slice(*span)] for span in version.values)
            said.append(f"{', '.join(found)} in {paired.letters[side]}")
    return ", ".join(said)


def why(paired: Paired, number: int, active: Side) -> list[str]:
    """Explain a pair, sentence by sentence of the active side, or of the other where the active one has nothing."""
    pair = paired.pairs[number]
    side = active if pair.sides[active] is not None else active.other
    version = pair.sides[side]
    assert version is not None
    article, other = paired.articles[side], paired.articles[side.other]
    marks = paired.reading.marks(article.id)
    lines: list[str] = []
    for sentence in version.sentences:
        lines += [f"{paired.letters[side]}  “{article.text[slice(*marks[sentence].span)]}”", ""]
        lines += why_paired(paired.reading, article.id, marks[sentence], other.id)
    return [*lines, f"differs: {values(paired, number)}"] if pair.differs else lines
