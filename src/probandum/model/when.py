"""Dates with the precision their source gave, never more."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any

from probandum.errors import InvalidValueError

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|\dXXX|XXXX)"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<qualifier>[?~%])?",
    re.ASCII,
)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


class PartialDate:
    """A date or period in EDTF, kept as written.

    ``2007`` stays a year, ``2007-05`` a month; ``201X`` is a decade, ``2007~`` about
    2007, ``2003-03/2003-05`` a period, ``2007/..`` from 2007 on, ``2007/`` from 2007 to
    an unknown end. A moment (``2007-05-01T10:30+02:00``) keeps the zone it was given in.

    Seasons (months 21 to 24) follow the northern calendar for ``earliest`` and
    ``latest``; winter (24) begins in December and ends, for want of a stated year, with
    it.

    Source:
        Extended Date/Time Format, ISO 8601-2:2019, levels 0 and 1 in part.

    Example:
        >>> PartialDate("2007-02").latest
        datetime.date(2007, 2, 28)
        >>> PartialDate("2007").granularity
        'year'
    """

    __slots__ = ("_text",)
    _text: str

    def __init__(self, text: str) -> None:
        """Keep a date as written.

        Raises:
            InvalidValueError: The text is no date in the accepted part of EDTF, or no text.
        """
        if not isinstance(text, str):
            raise InvalidValueError(
                f"a date is text in EDTF, not a {type(text).__name__}; put it in quotation marks"
            )
        object.__setattr__(self, "_text", text)
        ends = text.split("/")
        if len(ends) > 2 or text in ("", "/", "..", "../..", "../", "/.."):
            raise InvalidValueError(_refusal(text))
        if len(ends) == 1:
            _range(text, whole=text)
            return
        first, last = (end if end in ("", "..") else _range(end, whole=text) for end in ends)
        if isinstance(first, tuple) and isinstance(last, tuple) and first[0] > last[1]:
            raise InvalidValueError(f"period {text!r} ends before it begins; swap its ends")

    @property
    def text(self) -> str:
        """The date as written, in EDTF."""
        return self._text

    @property
    def is_interval(self) -> bool:
        """Whether two ends are stated, one of which may be open or unknown."""
        return "/" in self._text

    @property
    def is_approximate(self) -> bool:
        """Whether any part is marked uncertain (?), approximate (~) or both (%)."""
        return any(mark in self._text for mark in "?~%")

    @property
    def earliest(self) -> date | None:
        """First day that fits, or None when the beginning is open or unknown."""
        first = self._text.split("/")[0]
        return None if first in ("", "..") else _range(first, whole=self._text)[0]

    @property
    def latest(self) -> date | None:
        """Last day that fits, or None when the end is open or unknown."""
        last = self._text.split("/")[-1]
        return None if last in ("", "..") else _range(last, whole=self._text)[1]

    @property
    def granularity(self) -> str:
        """What the source named: moment, day, month, season, year, decade, century, interval."""
        if self.is_interval:
            return "interval"
        if "T" in self._text:
            return "moment"
        parts = self._text.rstrip("?~%").split("-")
        unknown = parts[0].count("X")
        if unknown:
            return {1: "decade", 2: "century", 3: "millennium", 4: "unknown"}[unknown]
        known = [part for part in parts if part != "XX"]
        if len(known) == 2:
            return "season" if int(known[1]) > 12 else "month"
        return {1: "year", 3: "day"}[len(known)]

    def may_overlap(self, other: PartialDate) -> bool:
        """Whether some day could lie in both, open and unknown ends read as unlimited."""
        starts_before = _at_most(self.earliest, other.latest)
        return starts_before and _at_most(other.earliest, self.latest)

    def lies_within(self, outer: PartialDate) -> bool:
        """Whether every day that fits this date surely lies inside ``outer``.

        Nothing surely lies inside a period of which one end is unknown; an open end is
        unlimited.
        """
        if "" in outer._text.split("/"):
            return False
        if outer.earliest is not None and (self.earliest is None or self.earliest < outer.earliest):
            return False
        return outer.latest is None or (self.latest is not None and self.latest <= outer.latest)

    def __setattr__(self, name: str, value: Any) -> None:
        """Refuse: a date never changes."""
        raise AttributeError(f"a PartialDate is frozen; {name!r} cannot be set")

    def __eq__(self, other: object) -> bool:
        """Two dates are equal when written alike."""
        return isinstance(other, PartialDate) and other._text == self._text

    def __hash__(self) -> int:
        """Hash the written form."""
        return hash(("PartialDate", self._text))

    def __repr__(self) -> str:
        """Show the written form."""
        return f"PartialDate({self._text!r})"

    def __str__(self) -> str:
        """Return the written form."""
        return self._text

    def __reduce__(self) -> tuple[type[PartialDate], tuple[str]]:
        """Pickle by the written form."""
        return (PartialDate, (self._text,))


def day_of(moment: datetime) -> PartialDate:
    """Return the day of a moment in the moment's own zone."""
    return PartialDate(moment.date().isoformat())


def _at_most(first: date | None, last: date | None) -> bool:
    """Whether a beginning does not lie after an end, None standing for no limit."""
    return first is None or last is None or first <= last


def _refusal(text: str) -> str:
    """Say why a date is refused."""
    return (
        f"{text!r} is no date this program reads; write 2007, 2007-05, 2007-05-01, 201X, 2007~, "
        "2003-03/2003-05 or 2007/.."
    )


def _range(text: str, *, whole: str) -> tuple[date, date]:
    """Return the first and last day of one end."""
    if _MOMENT.fullmatch(text):
        try:
            day = datetime.fromisoformat(text).date()
        except ValueError as error:
            raise InvalidValueError(_refusal(whole)) from error
        return day, day
    found = _DATE.fullmatch(text)
    if found is None:
        raise InvalidValueError(_refusal(whole))
    year, month, day_text = found["year"], found["month"], found["day"]
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first_year == 0 and "X" in year:
        first_year = 1
    try:
        return _days(first_year, last_year, month=month, day=day_text)
    except ValueError as error:
        raise InvalidValueError(_refusal(whole)) from error


def _days(
    first_year: int, last_year: int, *, month: str | None, day: str | None
) -> tuple[date, date]:
    """Return the first and last day of a year, month or day; ValueError if there is none."""
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise ValueError("a day without its month")
        return date(first_year, 1, 1), date(last_year, 12, 31)
    number = int(month or "")
    if first_year != last_year:
        raise ValueError("a month without its year")
    if number in _SEASONS:
        if day is not None:
            raise ValueError("a day of a season")
        begins, ends = _SEASONS[number]
        return date(first_year, begins, 1), date(first_year, ends, monthrange(2001, ends)[1])
    if day in (None, "XX"):
        return date(first_year, number, 1), _month_end(first_year, number)
    exact = date(first_year, number, int(day or ""))
    return exact, exact


def _month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, 1) + timedelta(days=monthrange(year, month)[1] - 1)
