"""The one place that knows where the bench data lie, beside the project or where NEWSREADER_SHARED says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared(*parts: str) -> Path:
    """Return a path under the shared data, or skip the test with a clear word."""
    base = Path(os.environ.get("NEWSREADER_SHARED", ROOT.parent / "shared"))
    path = base.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no bench data: {'/'.join(parts) or 'shared'} is not there (NEWSREADER_SHARED says where)")
    return path
