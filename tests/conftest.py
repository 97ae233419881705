"""Every test keeps its own home, so that nothing of the person who runs it is read or written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from pathlib import Path

settings.register_profile(
    "steady",
    deadline=None,  # a busy machine is no failure
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,  # what passed once passes everywhere
)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that stands for the reader's own data, cache and configuration."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("NEWSREADER_HOME", str(folder))
    for name in ("NO_COLOR", "TEXTUAL_THEME", "SSH_CONNECTION", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return folder
