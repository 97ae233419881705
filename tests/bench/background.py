"""Makes `reader/stories/background.txt`: how common words are in general, counted over the sites of the cleaning bench.

Run from the project's root, with the bench data at hand: `python -m tests.bench.background`. Counted are English pages
of sets whose licences allow it (MIT, CC BY, Apache): their gold text where there is one, else what cleaning keeps. A
stem counts once for each site, and only stems of `LEAST` sites or more are written, so the table holds nobody's words.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from importlib import import_module
from pathlib import Path

import reader.stories
from reader import clean_html
from reader.text import language, plain, tokens
from tests.shared import shared

LEAST = 20
"""Sites on which a word must stand."""
HEAD = 5000
"""Characters of a page that are read."""
HEADING = """\
# How common words are in general: stems by the share of {sites} English sites that have them on a page, in thousandths.
# Made by `python -m tests.bench.background`; stems of {least} sites or more.
"""


def count() -> tuple[dict[str, int], int]:
    """Return for each stem the number of sites that hold it, and the number of sites."""
    folder = shared("bench", "clean")
    sys.path.insert(0, str(folder))
    pages = import_module("cleanbench").load_pages(folder / "dev")
    sites: defaultdict[str, set[str]] = defaultdict(set)
    for page in pages:
        text = str(plain.clean(page["gold"] if page.get("gold") else clean_html(page["html"]()).text))[:HEAD]
        if language.guess(text) == "en":
            for word in tokens.tokens(text):
                if word.norm not in tokens.STOP:
                    sites[word.stem.casefold()].add(page["domain"])
            sites[""].add(page["domain"])
    total = len(sites.pop(""))
    return {stem: len(seen) for stem, seen in sites.items() if len(seen) >= LEAST}, total


def main() -> None:
    """Write the table."""
    counts, total = count()
    by_share: defaultdict[int, list[str]] = defaultdict(list)
    for stem, seen in counts.items():
        by_share[round(1000 * seen / total)].append(stem)
    lines = [f"{share} {' '.join(sorted(stems))}" for share, stems in sorted(by_share.items(), reverse=True)]
    path = Path(reader.stories.__file__).with_name("background.txt")
    path.write_text(HEADING.format(sites=total, least=LEAST) + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(counts)} stems of {total} sites, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
