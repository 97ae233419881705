"""What `+` and `-` say of passages: these two say the same, these two do not. Which ones is asked.

Functions that any screen calls with the program, a story and a sentence; what they lead to is the program's to show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.desk.telling.words import told_how
from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.desk.telling.marks import Spot, Teller
    from reader.desk.telling.reading import Reading
    from reader.tui.program.program import Program

    Choice = tuple[str, Spot]

FEW = 5
"""Sentences that are offered at once; the others are one key away."""


def part(app: Program, reading: Reading, spot: Spot, within: str = "") -> None:
    """Say that a sentence and one that is shown as its match are not the same; ask which where there are several.

    Args:
        app: The program.
        reading: The story.
        spot: The sentence.
        within: The id of the article that the other sentence is of; any where it is empty.
    """
    tellers = [t for t in _tellers(reading, spot) if not within or t.article_id == within]
    found = [(f"{t.letter}  {told_how(t)}: {reading.words(t.spot)}", t.spot) for t in tellers]
    if not found:
        app.say("no other source is marked as telling this passage")
    elif len(found) == 1:
        app.judge(reading, [(spot, found[0][1])], same=False)
    else:
        _ask(app, reading, "Which one is not the same as", spot, found, same=False)


def join(app: Program, reading: Reading, spot: Spot, within: str = "") -> None:
    """Say that a sentence and one of another source say the same: an unsure match, or the nearest where there is none.

    Args:
        app: The program.
        reading: The story.
        spot: The sentence.
        within: The id of the article that the other sentence is of; any where it is empty.
    """
    unsure = [t for t in _tellers(reading, spot) if not t.sure and (not within or t.article_id == within)]
    found = [(f"{t.letter}  {told_how(t)}: {reading.words(t.spot)}", t.spot) for t in unsure]
    if len(found) == 1 and within:
        app.judge(reading, [(spot, found[0][1])], same=True)
        return
    told = {t.article_id for t in _tellers(reading, spot)}
    for article in reading.articles:
        if article.id in {spot[0], *told} or (within and article.id != within):
            continue
        near = reading.nearest(spot, article.id)
        if near is not None:
            found.append((f"{reading.letters[article.id]}  nearest there: {reading.words(near)}", near))
    if found:
        _ask(app, reading, "Which one says the same as", spot, found, same=True)
    elif told:
        app.say("it is marked as the same already")
    else:
        app.say("nothing near this passage is found there: compare the two (c) and press + on both")


def _tellers(reading: Reading, spot: Spot) -> list[Teller]:
    """Return who tells a sentence, the nearest first: what is sure, then what is unsure, then related articles."""
    tellers = reading.marks(spot[0])[spot[1]].tellers
    return sorted(tellers, key=lambda t: (t.related, not t.sure, -t.score, t.letter, t.sentence))


def _ask(app: Program, reading: Reading, title: str, spot: Spot, found: Sequence[Choice], *, same: bool) -> None:
    """Ask which of some sentences is meant: the first few, and on demand all of them."""
    from reader.tui.screens.choose import ChooseScreen

    title = f"{title} “{plain.shorten(reading.words(spot), 40)}”"
    few = len(found) if len(found) <= FEW + 1 else FEW
    rows = [words for words, _ in found]
    letters = [reading.letters[article_id] for _, (article_id, _) in found]

    def chosen(number: int | None) -> None:
        if number is not None:
            app.judge(reading, [(spot, found[number][1])], same=same)

    def chosen_of_few(number: int | None) -> None:
        if number == few:
            app.push_screen(ChooseScreen(title, rows, letters), chosen)
        else:
            chosen(number)

    more = f"   {len(found) - few} more, less near"
    if few < len(rows):
        rows_now, letters_now = [*rows[:few], more], [*letters[:few], ""]
    else:
        rows_now, letters_now = rows, letters
    app.push_screen(ChooseScreen(title, rows_now, letters_now), chosen_of_few)
