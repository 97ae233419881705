"""How well templates are found, by the number of articles that a source has.

Run `python -m tests.bench.templates`; `--fit` prints weights for `reader.clean.templates.Evidence` beside those in use
(it needs the `train` extra). Reads the shared bench.
"""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING

from reader.clean import clean_text, templates
from reader.clean.rules import pattern, pattern_of
from reader.desk.opening.siblings import revised
from reader.model import Reason
from tests.bench.sources_data import COUNTS, Source, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model import Article

Cleaned = tuple[Source, list["Article"]]


def cleaned(count: int, number: int) -> list[Cleaned]:
    """Return sources of `count` articles with their articles cleaned, each by itself."""
    return [(source, [clean_text(made.text) for made in source.articles]) for source in sources(count, number)]


def tally(made: Iterable[Cleaned]) -> Counter[str]:
    """Count blocks: planted lines that come back, how many were hidden before and after, and what else was hidden."""
    counts: Counter[str] = Counter()
    for source, articles in made:
        printings = Counter(text for one in source.articles for text in {pattern(line) for line in one.planted})
        planted = {text for text, number in printings.items() if number > 1}
        for printed, before, after in zip(source.articles, articles, revised(articles), strict=True):
            content = {pattern(line) for line in printed.content} - planted
            shared = {pattern(line) for line in printed.shared}
            for old, new in zip(before.blocks, after.blocks, strict=True):
                text = pattern_of(after, new)
                template = new.reason is Reason.TEMPLATE
                counts["planted"] += text in planted
                counts["known before"] += text in planted and not old.kept
                counts["hidden"] += text in planted and not new.kept
                counts["template"] += template
                counts["content"] += text in content and old.kept
                counts["shared"] += text in shared and old.kept
                counts["lost"] += template and text in content
                counts["lost shared"] += template and text in shared
    return counts


def measures(counts: Counter[str]) -> tuple[float, float, float]:
    """Return precision of what is hidden as template, recall of planted lines, and recall before siblings are known."""
    planted = max(counts["planted"], 1)
    precision = 1 - counts["lost"] / max(counts["template"], 1)
    return precision, counts["hidden"] / planted, counts["known before"] / planted


def main() -> None:
    """Print the measures by number of articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=240, help="articles for each number of articles a source")
    parser.add_argument("--fit", action="store_true")
    arguments = parser.parse_args()
    print("articles  precision  recall  (one by one)  content hidden  shared paragraphs hidden")
    every: list[Cleaned] = []
    for count in COUNTS:
        made = cleaned(count, max(arguments.articles // count, 1))
        every += made
        counts = tally(made)
        precision, recall, before = measures(counts)
        lost = f"{counts['lost']} of {counts['content']}"
        shared = f"{counts['lost shared']} of {counts['shared']}"
        print(f"{count:8}  {precision:9.3f}  {recall:6.3f}  {before:12.3f}  {lost:>14}  {shared:>24}")
    if arguments.fit:
        _fit(every)


def _fit(made: Sequence[Cleaned]) -> None:
    from sklearn.linear_model import LogisticRegression

    rows, labels = [], []
    for source, articles in made:
        planted = {pattern(line) for one in source.articles for line in one.planted}
        shared = {pattern(line) for one in source.articles for line in one.shared}
        for text, seen in templates.evidence(articles).items():
            if text in planted | shared:
                rows.append(list(seen))
                labels.append(text in planted)
    model = LogisticRegression(C=100, max_iter=5000).fit(rows, labels)
    print("base", round(float(model.intercept_[0]), 2))
    for name, weight in zip(templates.Evidence._fields, model.coef_[0], strict=True):
        print(name, round(float(weight), 2))


if __name__ == "__main__":
    main()
