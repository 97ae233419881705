"""What the program says about a passage, a block, a story: whole sentences in plain words, the same on every front.

Matching can miss, so nothing here says that only one source says something, and nothing says that anyone is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.desk.stories.edition import is_shared
from reader.desk.telling.marks import letters_of
from reader.model import Fact, Kind
from reader.text import dates

if TYPE_CHECKING:
    from collections.abc import Collection

    from reader.desk.telling.marks import Mark, Teller
    from reader.desk.telling.reading import Reading
    from reader.model import Article, Block, Conflict, Story


KIND_WORDS = {
    Kind.EXACT: "same words",
    Kind.EDITED: "lightly edited",
    Kind.REWORDED: "reworded",
    Kind.QUOTED: "quoted",
}
"""How a version agrees with the passage it is shown beside, as labels say it."""


def in_words(items: list[str], limit: int = 9) -> str:
    """Return a list for a sentence: "B, C and D"."""
    if len(items) > limit:
        return f"{', '.join(items[:limit])} and {len(items) - limit} more"
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def who_else(reading: Reading, article_id: str, mark: Mark) -> str:
    """Say who else tells a passage: "differs: 22nd here, 23rd in B · also in B C (reworded) · perhaps also in D"."""
    if mark.beyond:
        return "not matched: beyond the words of this text that are compared"
    perhaps = f"perhaps also in {in_words(list(letters_of(mark.unsure)))}" if mark.unsure else ""
    if not mark.sources:
        missing = no_match(reading, article_id, {teller.article_id for teller in mark.unsure})
        return " · ".join(part for part in (perhaps, missing) if part)
    best: dict[str, Kind] = {}
    for teller in mark.sources:
        best.setdefault(teller.letter, teller.kind)
    by_kind = {kind: [letter for letter in mark.letters if best[letter] is kind] for kind in Kind}
    said = ", ".join(f"{_some(letters)} ({KIND_WORDS[kind]})" for kind, letters in by_kind.items() if letters)
    differing = differences(reading, article_id, mark)
    return " · ".join(
        part for part in (f"differs: {differing[0]}" if differing else "", f"also in {said}", perhaps) if part
    )


def _some(letters: list[str]) -> str:
    """Return letters for a row that says more than them: "B C D", "B C D E F and 12 more"."""
    return " ".join(letters) if len(letters) <= 7 else f"{' '.join(letters[:5])} and {len(letters) - 5} more"


def no_match(reading: Reading, article_id: str, told: Collection[str]) -> str:
    """Say in which other sources no match was found; of those in another language just that. Empty where all tell it.

    Args:
        reading: The story.
        article_id: Whose passage it is.
        told: The ids of the sources that tell it, surely or perhaps.
    """
    others = [article for article in reading.others(article_id) if article.id not in told]
    if not reading.others(article_id):
        return "no other source to compare with"
    apart = [article.id for article in others if reading.other_language(article_id, article.id)]
    none = [reading.letters[article.id] for article in others if article.id not in apart]
    parts = [f"no match found in {in_words(none)}" if none else ""]
    parts.append(f"other language: {in_words([reading.letters[id_] for id_ in apart])}" if apart else "")
    return " · ".join(part for part in parts if part)


def differences(reading: Reading, article_id: str, mark: Mark) -> list[str]:
    """Say which values differ, one text for each: "22nd here, 23rd in C"."""
    here = reading.article(article_id).text
    found: dict[str, None] = {}
    for teller in mark.sources:
        there = reading.article(teller.article_id).text
        for conflict in teller.conflicts:
            found[differing(conflict, here, there, teller.letter)] = None
    return list(found)


def differing(conflict: Conflict, here: str, there: str, letter: str) -> str:
    """Say what differs: "22nd here, 23rd in C", "denied here (“did not sign”), “signed” in C".

    Args:
        conflict: What differs.
        here: The text in which `conflict.a` stands.
        there: The text in which `conflict.b` stands.
        letter: What the other source is called.
    """
    mine, theirs = " ".join(here[slice(*conflict.a)].split()), " ".join(there[slice(*conflict.b)].split())
    if conflict.fact is not Fact.DENIAL:
        return f"{mine} here, {theirs} in {letter}"
    if len(mine.split()) > len(theirs.split()):  # the side that denies has the denial and the word
        return f"denied here (“{mine}”), “{theirs}” in {letter}"
    return f"denied in {letter} (“{theirs}”), “{mine}” here"


def why_marked(reading: Reading, article_id: str, mark: Mark) -> list[str]:
    """Explain a passage, a line for each other source: what counts, or the nearest sentence and why it did not."""
    lines: list[str] = []
    for other in reading.others(article_id):
        lines += why_paired(reading, article_id, mark, other.id)
    lines += [f"differs: {text}" for text in differences(reading, article_id, mark)]
    return lines or ["This article stands alone: there is no other source to compare with."]


def why_paired(reading: Reading, article_id: str, mark: Mark, other_id: str) -> list[str]:
    """Explain a passage and one other article: what counts, or the nearest sentence there and why it did not."""
    letter = reading.letters[other_id]
    found = reading.why(article_id, mark, other_id)
    if found is None:
        return [f"{letter}  has no sentence with a rare word of this one"]
    why, span = found
    counted = [teller for teller in mark.tellers if teller.article_id == other_id]
    verdict = told_how(counted[0]) if counted else "no match found"
    there = "there" if counted else "nearest there"
    lines = [f"{letter}  {verdict}: {why.verdict}", f"   {there}: {reading.article(other_id).text[slice(*span)]}"]
    if counted and not counted[0].sure:
        lines.append("   unsure: too little speaks for it to be counted; + says the same, - not the same")
    parted = reading.parted((article_id, mark.number), other_id)
    if parted:
        said = " / ".join(reading.words(spot) for spot in parted)
        lines.append(f"   not the same, by your hand: {said}")
    if why.words:
        lines.append(f"   rare words in common: {', '.join(why.words)}")
    if why.facts:
        lines.append(f"   numbers and names in common: {', '.join(why.facts)}")
    here, there = reading.article(article_id).text, reading.article(other_id).text
    doubts = [differing(conflict, here, there, letter) for conflict in why.conflicts if not conflict.sure]
    lines += [f"   perhaps differs: {said}" for said in dict.fromkeys(doubts)] if counted else []
    return [*lines, ""]


def told_how(teller: Teller) -> str:
    """Say how a version agrees with the passage it is shown beside, and how sure that is: "unsure: reworded"."""
    words = KIND_WORDS[teller.kind]
    return f"{words}, by your hand" if teller.by_hand else words if teller.sure else f"unsure: {words}"


def why_hidden(article: Article, block: Block) -> str:
    """Explain why a block was stripped."""
    detail = f": {block.detail}" if block.detail else ""
    return f'{block.reason}{detail} - "{article.shown(block).strip()[:200]}"'


def why_dated(article: Article) -> list[str]:
    """Say where an article's date is from."""
    if article.published is None:
        says = f'; its text says "{article.weekday}"' if article.weekday else ""
        return [f"no date is stated{says}. A file's own time is never taken for a date."]
    when = article.published
    lines = [f'{dates.show(when)}: {when.certainty}, read from "{when.written}"']
    lines += [f'also states {dates.show(other)}, read from "{other.written}"' for other in article.other_dates]
    return lines


def why_grouped(story: Story) -> list[str]:
    """Explain a story: why its sources are together and what keeps related articles beside it."""
    near = ["", f"nearest, not joined: {story.nearest}"] if story.nearest else []
    if not is_shared(story):
        return ["This article stands alone: nothing else that is open tells the same event.", *near]
    letters = story.letters()
    lines = [f"{letters[article.id]}  {article.source}: {article.title}" for article in story.articles]
    lines += ["", *story.why]
    for related in story.related:
        article = related.article
        lines += [
            "",
            f"{letters[article.id]}  related, {related.relation}: {article.source}: {article.title}",
            f"   kept apart: {related.why}",
        ]
    return lines + near
