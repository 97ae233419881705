"""The bench's own measures, every page cleaned with a table that never saw its site.

Run `python -m tests.bench.check_blocks html` or `text`.
`train_blocks` leaves the tables of its folds beside its cache; this runs the whole program with them.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from reader.clean import clean_html, clean_text, weights
from tests.bench.blocks_data import UNSCORED, bench


def main() -> None:
    """Print the measures of one form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("form", choices=["html", "text"])
    parser.add_argument("--renders", nargs="*")
    parser.add_argument("--cache", type=Path, default=Path("/tmp"))
    parser.add_argument("--save", type=Path)
    arguments = parser.parse_args()
    cb = bench()
    sys.path.insert(0, str(cb.HERE))
    import score

    data = json.loads((arguments.cache / f"folds-{arguments.form}.json").read_text("utf-8"))
    tables = [weights.from_data(fold) for fold in data["folds"]]
    items = _items(cb, arguments.form, arguments.renders)
    results: list[dict[str, Any]] = []
    for number, table in enumerate(tables):
        weights.table = lambda _name, table=table: table  # type: ignore[assignment]
        mine = [item for item in items if data["groups"].get(item["domain"].split(".")[0], 0) == number]
        if arguments.form == "html":
            results += score.run_html(lambda page: clean_html(page).text, mine)
        else:
            results += score.run_text(lambda text: clean_text(text).text, mine)
    order = {(item["id"], item.get("render")): place for place, item in enumerate(items)}
    results.sort(key=lambda result: order[result["id"], result.get("render")])
    score.show(score.table_html(items, results, 0) if arguments.form == "html" else score.table_text(items, results))
    if arguments.save:
        arguments.save.write_text("\n".join(map(json.dumps, results)), "utf-8")


def _items(cb: Any, form: str, renders: list[str] | None) -> list[dict[str, Any]]:
    if form == "html":
        return [item for item in cb.load_pages(cb.HERE / "dev") if item["set"] not in UNSCORED]
    items = [item for item in cb.load_texts(cb.HERE / "dev") if item["set"] not in UNSCORED]
    items += cb.inject([item for item in items if item["set"] != "wcxb"])
    return [item for item in items if not renders or item["render"] in renders]


if __name__ == "__main__":
    main()
