"""A command line as people type it, with what it did; and two reports of one event for it to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.__main__ import main

if TYPE_CHECKING:
    import pytest

LOCK = """Title: Lock on the canal reopens
Source: Barge Gazette
Date: 2025-03-27

The old lock on the canal opened again on Monday after eight months of repair, the keeper Ida Brandt said.

Barges waited three hours for the first passage, and a band played on the towpath.
"""
KEEPER = """Title: Canal lock opens after repair
Source: Valley Wire
Date: 2025-03-28

The old lock on the canal opened again on Monday after nine months of repair, keeper Ida Brandt told the Wire.

Barges waited three hours for the first passage.
"""


class Ran:
    """What one command line did."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *words: object) -> None:
        self.code = main([str(word) for word in words])
        self.out, self.err = capsys.readouterr()
