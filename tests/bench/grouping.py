"""Quality and speed of grouping, with the protocol of each figure, so that anyone can repeat them.

`python -m tests.bench.grouping` prints all, `make bench` the speed alone. Quality needs the bench data.

* **sets**: ECB+ and UCI dev, and both in one stream (their rows put together), under the one setting there is. Articles
  are given by date, undated ones shuffled by seeds 0, 1, 2; the lowest B-cubed F1 of the three is told.
* **near-duplicates**: every ECB+ dev text of `LEAST_WORDS` words or more is given once as it is and once altered, in
  three grades: `boilerplate` puts a quarter of its length from other texts before and after it, `tail cut` keeps the
  first half, `words changed` swaps each word with a chance of `CHANGED` for one drawn from all texts. Recall is the
  share of altered texts that are found to be copies of their original; a false hit is a pair of texts of different
  stories found to be copies, among all such pairs.
* **rate**: a window that holds seven days of `A_DAY` made articles each takes the eighth day one by one; then 500 more
  at once, grouped anew; then 10,000 from nothing. Python's collector of cycles rests meanwhile, as it does in a
  worker. Articles are made of the background table's words by their shares and of words that each event has of its own,
  so that lists of places are as long as with real news.
"""

from __future__ import annotations

import itertools
import random
import resource
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import reader.stories
from reader.model import Article
from reader.stories import Window, group_stories
from reader.stories.copies import Shelf, runs
from reader.text.tokens import STOP
from reader.text.unhurried import unhurried
from tests.bench.test_match_floors import bench, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LEAST_WORDS = 30
CHANGED = 0.12
A_DAY = 1000
WORDS = 350
"""Words of a made article."""
FIRST_DAY = datetime(2025, 3, 1, tzinfo=UTC)


def boilerplate(text: str, others: Sequence[str], dice: random.Random) -> str:
    """Return a text between a quarter of its length of another one, before and after."""
    size = len(text.split()) // 4
    before, after = (" ".join(dice.choice(others).split()[:size]) for _ in range(2))
    return f"{before}\n{text}\n{after}"


def tail_cut(text: str, others: Sequence[str], dice: random.Random) -> str:
    """Return the first half of a text."""
    words = text.split()
    return " ".join(words[: len(words) // 2])


def words_changed(text: str, others: Sequence[str], dice: random.Random) -> str:
    """Return a text with some words changed."""
    return " ".join(
        dice.choice(dice.choice(others).split()) if dice.random() < CHANGED else word for word in text.split()
    )


GRADES: dict[str, Callable[[str, Sequence[str], random.Random], str]] = {
    "boilerplate": boilerplate,
    "tail cut": tail_cut,
    "words changed": words_changed,
}


def copies(rows: Sequence[dict[str, Any]], grade: str) -> tuple[float, float]:
    """Return recall and false hits of one grade; see above."""
    dice = random.Random(7)
    rows = [row for row in rows if len(row["text"].split()) >= LEAST_WORDS]
    texts = [row["text"] for row in rows]
    shelf = Shelf()
    hits = [(number, other) for number, text in enumerate(texts) for other in shelf.add(runs(text))]
    stories = [row["story"] for row in rows]
    false = sum(stories[i] != stories[j] for i, j in hits)
    apart = sum(one != other for one, other in itertools.combinations(stories, 2))
    found = sum(number in shelf.add(runs(GRADES[grade](text, texts, dice))) for number, text in enumerate(texts))
    return found / len(texts), false / apart


class Press:
    """Makes articles, day by day: four on an event on average, from one to twenty."""

    def __init__(self, seed: int = 5) -> None:
        self._dice = random.Random(seed)
        table = Path(reader.stories.__file__).with_name("background.txt").read_text("utf-8").splitlines()
        lines = [line.split() for line in table if not line.startswith("#")]
        self._common = [word for _, *words in lines for word in words]
        self._shares = list(itertools.accumulate(int(share) for share, *words in lines for _ in words))
        self._small = sorted(STOP)
        self._made = 0

    def day(self, number: int, articles: int = A_DAY) -> Iterator[Article]:
        """Yield the articles of one day."""
        left = articles
        while left > 0:
            own = [self._word() for _ in range(80)]
            for _ in range(min(left, 1 + int(self._dice.expovariate(1 / 3)) % 20)):
                left -= 1
                yield self._article(own, FIRST_DAY + timedelta(days=number, seconds=self._dice.randrange(80_000)))

    def _word(self) -> str:
        word = "".join(self._dice.choice("bdfgklmnprstv") + self._dice.choice("aeiou") for _ in range(4))
        return word.title() if self._dice.random() < 0.5 else word

    def _article(self, own: Sequence[str], when: datetime) -> Article:
        dice = self._dice
        mine = [*own[:20], *dice.sample(own[20:], 20)] + [self._word() for _ in range(20)]
        words = dice.choices(self._common, cum_weights=self._shares, k=WORDS // 2)
        words += dice.choices(self._small, k=WORDS // 3) + dice.choices(mine, k=WORDS // 6)
        dice.shuffle(words)
        sentences = [" ".join(words[at : at + 20]).capitalize() for at in range(0, len(words), 20)]
        self._made += 1
        return Article.from_fields(
            id=str(self._made),
            title=" ".join(dice.sample(mine, 5) + dice.choices(self._common, k=3)).capitalize(),
            text=". ".join(sentences) + ".",
            source=f"source {dice.randrange(300)}",
            published=when,
        )


def rate() -> None:
    """Print the speed of a filled window."""
    press = Press()
    window = Window()
    for day in range(7):
        for article in press.day(day):
            window.add(article)
    times = []
    for article in press.day(7):
        begun = time.process_time()
        window.add(article)
        times.append(time.process_time() - begun)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * (1024 if sys.platform == "darwin" else 1))
    print(
        f"stories, window of {len(window)}: {1 / statistics.mean(times):.0f} articles a second (goal 500), "
        f"p95 {1000 * statistics.quantiles(times, n=20)[-1]:.1f} ms (goal 10), process {memory:.0f} MB (goal 300)"
    )
    window.groups()
    more = list(press.day(8, 500))
    begun = time.process_time()
    for article in more:
        window.add(article)
    taken = time.process_time() - begun
    groups = window.groups()
    print(
        f"stories, 500 into a window of 8,000: {time.process_time() - begun:.2f} s (goal 1), "
        f"of which taken {taken:.2f} s; {len(groups)} groups"
    )


def from_nothing(count: int) -> None:
    """Print how long it takes to group so many articles."""
    press = Press(6)
    given = [article for day in range(count // A_DAY) for article in press.day(day)]
    begun = time.process_time()
    stories = group_stories(given)
    seconds = time.process_time() - begun
    goal = 30 if count <= 10_000 else 360
    print(f"stories, {count:,} articles from nothing: {seconds:.1f} s (goal {goal}), {len(stories)} stories")


SETS = {"ecb": ("ecb",), "uci": ("uci",), "mixed": ("ecb", "uci")}


def sets(
    names: Iterable[str] = tuple(SETS), seeds: Sequence[int] = (0, 1, 2)
) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield the figures of ECB+, UCI and both in one stream: those of the shuffle with the lowest B-cubed F1."""
    score, adapters = bench("stories", "score"), bench(".", "adapters")
    for name in names:
        given = [row for part in SETS[name] for row in rows("stories", f"{part}.jsonl.gz")]
        reports = [
            score.clusters_report(given, {line["id"]: line["story"] for line in adapters.stories(given, seed)})
            for seed in seeds
        ]
        yield name, min(reports, key=lambda report: report["bcubed_f1"])


def speed() -> None:
    """Print the speed."""
    with unhurried():
        rate()
    from_nothing(10_000)


def main() -> None:
    """Print all; with a number as argument, how long so many articles take from nothing."""
    if len(sys.argv) > 1:
        from_nothing(int(sys.argv[1]))
        return
    for name, report in sets():
        print(
            f"stories, {name}: B-cubed F1 {report['bcubed_f1']:.3f} (P {report['bcubed_p']:.3f} R "
            f"{report['bcubed_r']:.3f}), sister events joined {report['sister_joined']:.3f}"
        )
    for grade in GRADES:
        recall, false = copies(rows("stories", "ecb.jsonl.gz"), grade)
        print(f"stories, copies, {grade}: recall {recall:.3f} (goal 0.99), false hits {false:.2%} (goal 0.1 %)")
    speed()


if __name__ == "__main__":
    main()
