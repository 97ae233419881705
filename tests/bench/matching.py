"""Speed of matching in processor time, beside difflib and rapidfuzz over all pairs of sentences in the same run.

Articles are made of the sample edition's own sentences, drawn by a fixed seed, as long as the goals say.
"""

from __future__ import annotations

import difflib
import random
import time
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from reader import clean_text, find_passages, match_story
from reader.desk.opening.inputs import sample_folder
from reader.text import segment
from tests.shared import shared_or_none

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WORDS = 600
"""Words of an article."""
LONG = 20_000
OWN = 8
"""In that many sentences one is told by others in the same words; the rest have words of the article's own."""


def main() -> None:
    """Print all figures."""
    match_story(("Words of a first text.", "Words of a second text."))  # imports are no part of what is timed
    matching_of_folders()
    made = Maker()
    pair = made.article(WORDS), made.article(WORDS)
    compared(f"a pair of {WORDS} words", pair, 10)
    compared("two texts of 20,000 words", (made.article(LONG), made.article(LONG)), 1000, slow=True)
    for count, goal in ((50, 300), (500, 3000)):
        texts = [made.article(WORDS if count < 500 else WORDS // 2) for _ in range(count)]
        words = sum(len(text.split()) for text in texts) // count
        milliseconds = best(lambda texts=texts: matched(texts), 2 if count < 500 else 1)  # type: ignore[misc]
        print(f"a story of {count} articles of {words} words: {milliseconds:.0f} ms (goal {goal})")
    line = "The council closed the old bridge on Monday. "
    repeated = line * 10_000, line.replace("Monday", "Tuesday") * 10_000
    print(f"one sentence 10,000 times: {best(lambda: find_passages(*repeated), 1):.0f} ms (goal 5000)")


def matching_of_folders() -> None:
    """Print matching of the sample edition's first story and, where they are there, the five documents."""
    for name, folder in (("sample edition", sample_folder()), ("five documents", shared_or_none("seeds"))):
        if folder is None:
            continue
        sources = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
        texts = [clean_text(source).text for source in sources]
        matching = best(lambda texts=texts: all_passages(texts))  # type: ignore[misc]
        print(f"{name}: its {len(texts) * (len(texts) - 1) // 2} pairs {matching:.0f} ms (goal 150)")


class Maker:
    """Makes articles of any length out of the sample edition's sentences."""

    def __init__(self) -> None:
        self._dice = random.Random(4)
        texts = [clean_text(path.read_text(encoding="utf-8")).text for path in sorted(sample_folder().glob("*.txt"))]
        self._sentences = [text[slice(*span)] for text in texts for span in segment.sentences(text)]
        self._words = sorted({word for sentence in self._sentences for word in sentence.split()})

    def article(self, words: int) -> str:
        """Return an article of about so many words."""
        found: list[str] = []
        left = words
        while left > 0:
            sentence = self._dice.choice(self._sentences)
            if self._dice.randrange(OWN):
                sentence = " ".join(self._word(word) for word in sentence.split())
            found.append(sentence)
            left -= len(sentence.split())
        return " ".join(found)

    def _word(self, word: str) -> str:
        """Return the word, another one, or one that is nowhere else, as often as in news."""
        kind = self._dice.randrange(10)
        if kind < 4:
            return word
        return self._dice.choice(self._words) if kind < 8 else f"{word.strip('.,')}{self._dice.randrange(5000):x}"


def compared(what: str, pair: tuple[str, str], goal: int, slow: bool = False) -> None:
    """Print how long a pair takes here, in difflib word by word, and in rapidfuzz over all pairs of sentences."""
    a, b = pair
    one, other = ([text[slice(*span)] for span in segment.sentences(text)] for text in pair)
    runs = 1 if slow else 5
    ours = best(lambda: find_passages(a, b), runs)
    ratios = best(lambda: process.cdist(one, other, scorer=fuzz.token_set_ratio), runs)
    blocks = best(lambda: difflib.SequenceMatcher(None, a.split(), b.split(), False).get_matching_blocks(), runs)
    print(f"{what}: {ours:.0f} ms (goal {goal}); difflib {blocks:.0f} ms, rapidfuzz over all pairs {ratios:.0f} ms")


def matched(texts: Sequence[str]) -> None:
    """Match a story up to which sentences tell the same."""
    match_story(texts).pairs(0, 1)


def all_passages(texts: Sequence[str]) -> None:
    """Match a story and find the passages of all its pairs."""
    story = match_story(texts)
    for i, j in combinations(range(len(texts)), 2):
        story.passages(i, j)


def best(call: Callable[[], object], runs: int = 5) -> float:
    """Return the best time of a call in milliseconds."""
    times = []
    for _ in range(runs):
        begun = time.process_time()
        call()
        times.append(time.process_time() - begun)
    return min(times) * 1000


if __name__ == "__main__":
    main()
