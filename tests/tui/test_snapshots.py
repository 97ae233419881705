"""What the screens look like, at three sizes, in dark, light and the terminal's own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.walks import WALKS

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("name", WALKS)
def test_screen(name: str, snap_compare: Callable[..., bool]) -> None:
    walk = WALKS[name]
    with walk.app() as app:
        assert snap_compare(app, terminal_size=walk.size, run_before=walk.go)
