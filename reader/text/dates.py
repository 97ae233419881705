"""Dates as articles write them: python-dateutil behind one door that never raises."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from reader.text.plain import CleanText


class Certainty(StrEnum):
    """How sure a date is."""

    STATED = "stated"
    """The source names it as its date."""
    UNSURE = "unsure"
    """Stated, but day and month could be the other way round."""
    INFERRED = "inferred"
    """Concluded from something else; shown with a tilde."""


@dataclass(frozen=True, slots=True)
class When:
    """A moment, as sure as it is."""

    moment: datetime
    """Always with a time zone (UTC where none is stated)."""
    has_time: bool
    certainty: Certainty
    written: CleanText
    """The characters it was read from."""
