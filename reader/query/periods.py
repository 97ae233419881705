"""Stretches of time as people type them: a year, a month, a day, "3d", "yesterday". Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

FIRST, LAST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
"""Before and after every article."""
_AGO = re.compile(r"(\d{1,4})([hdwmy])\Z")
_HOURS = {"h": 1.0, "d": 24.0, "w": 168.0, "m": 30.44 * 24, "y": 365.25 * 24}
_MOST_HOURS = 2000 * 365.25 * 24
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_NAMED = {"today": 0, "yesterday": 1}


def ago(value: str, now: datetime) -> datetime | None:
    """Return the moment that "3d" or "12h" means, counted back from now; None where it is nothing of the kind."""
    match = _AGO.match(value.lower())
    if match is None:
        return None
    hours = int(match[1]) * _HOURS[match[2]]
    return FIRST if hours > _MOST_HOURS else now - timedelta(hours=hours)


def period(value: str, now: datetime) -> tuple[datetime, datetime] | None:
    """Return the beginning and the end of a year, a month or a day; None where it means none of them."""
    days = _NAMED.get(value.lower())
    if days is not None:
        day = _midnight(now) - timedelta(days=days)
        return day, day + timedelta(days=1)
    match = _DAY.match(value)
    if match is None:
        from reader.text import dates

        when = dates.parse(value)
        if when is None:
            return None
        day = _midnight(when.moment)
        return day, day + timedelta(days=1)
    year, month, day_ = (int(part) if part else 0 for part in match.groups())
    try:
        start = datetime(year, month or 1, day_ or 1, tzinfo=UTC)
        if day_:
            return start, start + timedelta(days=1)
        if month:
            return start, datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
        return start, datetime(year + 1, 1, 1, tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
