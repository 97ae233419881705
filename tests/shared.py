"""The one place that knows where the bench data lie, beside the project or where NEWSREADER_SHARED says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared_or_none(*parts: str) -> Path | None:
    """Return a path under the shared data, or None where they are not there."""
    path = Path(os.environ.get("NEWSREADER_SHARED", ROOT.parent / "shared")).joinpath(*parts)
    return path if path.exists() else None


def shared(*parts: str) -> Path:
    """Return a path under the shared data, or skip the test with a clear word."""
    path = shared_or_none(*parts)
    if path is None:
        pytest.skip(f"no bench data: {'/'.join(parts) or 'shared'} is not there (NEWSREADER_SHARED says where)")
    return path
