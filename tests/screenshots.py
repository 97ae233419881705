"""`make screenshots`: draw screenshots/*.svg anew from the walks that the snapshots are taken of."""

from __future__ import annotations

import asyncio

from tests.shared import ROOT
from tests.tui.walks import WALKS, Walk


async def draw(name: str, walk: Walk) -> None:
    """Write one picture."""
    with walk.app() as app:
        async with app.run_test(size=walk.size) as pilot:
            await walk.go(pilot)
            svg = app.export_screenshot(title="newsreader")
    path = ROOT / "screenshots" / f"{name}.svg"
    path.parent.mkdir(exist_ok=True)
    path.write_text(svg, encoding="utf-8")
    print(path.relative_to(ROOT))


async def main() -> None:
    """Write all pictures."""
    for name, walk in WALKS.items():
        if walk.shown:
            await draw(name, walk)


if __name__ == "__main__":
    asyncio.run(main())
