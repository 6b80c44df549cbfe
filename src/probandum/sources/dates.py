"""Dates as they stand above comments and in metadata, with no more precision than is written.

``12/02/2014`` is the twelfth of February to some and the second of December to others: only its
year is kept. With full stops (``12.02.2014``) the day stands first wherever that form is used. A
time of day never gets a zone that is not written; "3 years ago" is a date line without a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from probandum.errors import InvalidValueError
from probandum.model.when import PartialDate
from probandum.sources.months import MONTHS, WEEKDAYS

_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=lambda name: (-len(name), name))) + r")\b\.?"
_WEEKDAY = (
    r"(?:\b(?:"
    + "|".join(sorted(WEEKDAYS, key=lambda name: (-len(name), name)))
    + r")\b\.?,?\s{1,3})?"
)
_YEAR = r"(?P<year>(?:19|20)\d{2})(?!\d)"
_BEFORE = r"(?<![\d./-])"
_TIME = (
    r"(?:\s{0,3}(?:,|at|@|um|à|às|a las|alle|в|[-–—|·•])?\s{0,3}(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})(?::\d{2})?|[h.](?P<other>\d{2})(?=\s?(?:uhr)?\b))"
    r"\s?(?P<half>[ap]\.?m\b\.?)?(?:\s?uhr\b)?)?"
)


class Form(StrEnum):
    """The order and the marks a date is written with; lines of one thread share one form."""

    ISO = "year-month-day"
    MONTH_FIRST = "month day, year"
    DAY_FIRST = "day month year"
    STOPS = "day.month.year"
    SLASHES = "two numbers and a year"
    YEAR_FIRST = "year/month/day"
    SIGNS = "year, month and day with signs"
    AGO = "so long ago"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date found in a line.

    Attributes:
        form: How it is written.
        has_time: Whether a time of day is written too.
        date: What is certain of it, or None.
        start: First code point in the line.
        end: Code point after the last.
    """

    form: Form
    has_time: bool
    date: PartialDate | None
    start: int
    end: int


_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = tuple(
    (form, re.compile(pattern, re.IGNORECASE))
    for form, pattern in (
        (
            Form.ISO,
            _BEFORE + _YEAR + r"-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)(?:[T\s]{1,2}(?P<hour>\d{2})"
            r":(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?",
        ),
        (
            Form.MONTH_FIRST,
            _WEEKDAY
            + r"\b"
            + _MONTH
            + r"\s{1,3}(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}"
            + _YEAR
            + _TIME,
        ),
        (
            Form.DAY_FIRST,
            _WEEKDAY
            + _BEFORE
            + r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s{0,3}(?:de\s|of\s|-)?\s{0,3}"
            + _MONTH
            + r",?\s{0,3}(?:de\s|-)?"
            + _YEAR
            + _TIME,
        ),
        (
            Form.STOPS,
            _BEFORE + r"(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?" + _YEAR + _TIME,
        ),
        (Form.SLASHES, _BEFORE + r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-]" + _YEAR + _TIME),
        (
            Form.YEAR_FIRST,
            _BEFORE + _YEAR + r"[/.]\s?(?P<number>\d{1,2})[/.]\s?(?P<day>\d{1,2})(?!\d)\.?" + _TIME,
        ),
        (
            Form.SIGNS,
            _YEAR + r"\s?[年년]\s?(?P<number>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]" + _TIME,
        ),
        (
            Form.AGO,
            r"\b(?:(?:an?|\d{1,3})\s(?:minute|hour|day|week|month|year)s?\sago"
            r"|vor\s(?:einem|einer|\d{1,3})\s\w{3,8})\b",
        ),
    )
)


def written_date(line: str) -> WrittenDate | None:
    """Find the first date of a line.

    Args:
        line: One line; the caller keeps it short.

    Returns:
        The date, None when the line holds none. Two forms at one place are told apart by
        the longer one.

    Example:
        >>> found = written_date("on February 12, 2014 at 2:05 pm")
        >>> found.date, found.has_time
        (PartialDate('2014-02-12T14:05'), True)
        >>> written_date("12/02/2014 14:05").date
        PartialDate('2014')
    """
    found: list[WrittenDate] = []
    for form, pattern in _FORMS:
        for match in pattern.finditer(line):
            written = _written(form, match)
            if written is not None:
                found.append(written)
                break
    return min(found, key=lambda date: (date.start, -date.end), default=None)


def _written(form: Form, match: re.Match[str]) -> WrittenDate | None:
    """Read a match; None when it names a day that does not exist."""
    parts = match.groupdict()
    read: dict[Form, Callable[[], str | None]] = {
        Form.SLASHES: lambda: _slashes(parts),
        Form.AGO: lambda: "",
    }
    text = read.get(form, lambda: _ordered(parts))()
    if text is None:
        return None
    date = None
    if text:
        try:
            date = PartialDate(text)
        except InvalidValueError:
            return None
    return WrittenDate(
        form=form,
        has_time=bool(parts.get("hour")),
        date=date,
        start=match.start(),
        end=match.end(),
    )


def _ordered(parts: dict[str, str | None]) -> str:
    """Write a date whose month is certain, with its time."""
    name = parts.get("month")
    month = MONTHS[name.lower()] if name else int(parts["number"] or 0)
    day = f"{parts['year']}-{month:02d}-{int(parts['day'] or 0):02d}"
    return day + _time(parts)


def _slashes(parts: dict[str, str | None]) -> str | None:
    """Write what is certain of two numbers and a year: the day, or the year alone."""
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    if first > 12 and second > 12:
        return None
    if first <= 12 and second <= 12 and first != second:
        return parts["year"]
    day, month = max(first, second), min(first, second)
    return f"{parts['year']}-{month:02d}-{day:02d}" + _time(parts)


def _time(parts: dict[str, str | None]) -> str:
    """Write the time of day, nothing when none is written or it does not exist."""
    hour, minute = parts.get("hour"), parts.get("minute") or parts.get("other")
    if not hour or not minute:
        return ""
    half = (parts.get("half") or "").replace(".", "").lower()
    number = int(hour)
    if half and not 1 <= number <= 12:
        return ""
    if half:
        number = number % 12 + (12 if half == "pm" else 0)
    if number > 23 or int(minute) > 59:
        return ""
    zone = parts.get("zone") or ""
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"T{number:02d}:{minute}{zone.upper()}"
