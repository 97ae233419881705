"""Three reports of one event: sentences copied, reworded, quoted, moved, differing in a number, and without a match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.desk.telling.reading import Reading
from tests.tui.asked import article, story

if TYPE_CHECKING:
    from pathlib import Path

ALMANAC = """\
The lighthouse at Cape Verrin was switched on again on Monday after 14 months of repairs. \
Harbour master Ilse Kortman pressed the button herself.

The lamp can be seen from 22 nautical miles. Its lens was ground in a Bordeaux workshop in 1911.

"We never stopped believing in this tower," Kortman said. The keeper's garden stays closed until spring.
"""
BEACON = """\
The lighthouse at Cape Verrin was switched on again on Monday after 14 months of repairs. \
Ilse Kortman, the harbour master, pressed the button at dusk.

"We never stopped believing in this tower," she told the crowd. Volunteers had painted the railings in July.

The lamp can be seen from 19 nautical miles. A brass band played on the quay.
"""
COURIER = """\
Ferries slowed down to watch as the lighthouse at Cape Verrin shone again on Monday.

The lamp can be seen from 22 nautical miles on a clear night. Nobody had counted the gulls.

From 22 nautical miles out the lamp can be seen, fishermen swear.
"""


def write(folder: Path) -> list[Path]:
    """Write the three reports and return where."""
    paths = []
    for name, text in (("almanac", ALMANAC), ("beacon", BEACON), ("courier", COURIER)):
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def reading() -> Reading:
    """Return two of them matched, the third beside them as related: letters A, B and c."""
    one, other, third = (
        article(name.title(), text, source=name)
        for name, text in (("almanac", ALMANAC), ("beacon", BEACON), ("courier", COURIER))
    )
    return Reading(story([one, other], related=[third]))
