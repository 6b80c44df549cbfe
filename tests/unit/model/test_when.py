"""What a partial date says of its source, and which texts it refuses."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from probandum.errors import InvalidValueError
from probandum.model.when import PartialDate, day_of

D = date

TABLE = [
    ("2007", "year", D(2007, 1, 1), D(2007, 12, 31)),
    ("2007~", "year", D(2007, 1, 1), D(2007, 12, 31)),
    ("2007-02", "month", D(2007, 2, 1), D(2007, 2, 28)),
    ("2008-02?", "month", D(2008, 2, 1), D(2008, 2, 29)),
    ("1900-02", "month", D(1900, 2, 1), D(1900, 2, 28)),
    ("2000-02", "month", D(2000, 2, 1), D(2000, 2, 29)),
    ("9999-12", "month", D(9999, 12, 1), D(9999, 12, 31)),
    ("2007-05-01", "day", D(2007, 5, 1), D(2007, 5, 1)),
    ("2008-02-29%", "day", D(2008, 2, 29), D(2008, 2, 29)),
    ("2007-05-XX", "month", D(2007, 5, 1), D(2007, 5, 31)),
    ("2007-XX", "year", D(2007, 1, 1), D(2007, 12, 31)),
    ("2007-XX-XX", "year", D(2007, 1, 1), D(2007, 12, 31)),
    ("201X", "decade", D(2010, 1, 1), D(2019, 12, 31)),
    ("201X~", "decade", D(2010, 1, 1), D(2019, 12, 31)),
    ("20XX", "century", D(2000, 1, 1), D(2099, 12, 31)),
    ("2XXX", "millennium", D(2000, 1, 1), D(2999, 12, 31)),
    ("000X", "decade", D(1, 1, 1), D(9, 12, 31)),
    ("XXXX", "unknown", D(1, 1, 1), D(9999, 12, 31)),
    ("2007-21", "season", D(2007, 3, 1), D(2007, 5, 31)),
    ("2007-22", "season", D(2007, 6, 1), D(2007, 8, 31)),
    ("2007-23", "season", D(2007, 9, 1), D(2007, 11, 30)),
    ("2007-24", "season", D(2007, 12, 1), D(2007, 12, 31)),
    ("2007-05-01T10:30", "moment", D(2007, 5, 1), D(2007, 5, 1)),
    ("2007-05-01T10:30:59Z", "moment", D(2007, 5, 1), D(2007, 5, 1)),
    ("2007-05-01T23:30-11:00", "moment", D(2007, 5, 1), D(2007, 5, 1)),
    ("2003-03/2003-05", "interval", D(2003, 3, 1), D(2003, 5, 31)),
    ("2003/2003-05-04", "interval", D(2003, 1, 1), D(2003, 5, 4)),
    ("199X~/2003?", "interval", D(1990, 1, 1), D(2003, 12, 31)),
    ("2007/..", "interval", D(2007, 1, 1), None),
    ("2007/", "interval", D(2007, 1, 1), None),
    ("../2007", "interval", None, D(2007, 12, 31)),
    ("/2007-05", "interval", None, D(2007, 5, 31)),
]


@pytest.mark.parametrize(("text", "granularity", "earliest", "latest"), TABLE)
def test_a_date_says_what_its_source_said_and_no_more(
    text: str, granularity: str, earliest: date | None, latest: date | None
) -> None:
    when = PartialDate(text)
    assert (text, granularity) == (when.text, when.granularity)
    assert (earliest, latest) == (when.earliest, when.latest)
    assert ("/" in text) == when.is_interval
    assert any(mark in text for mark in "?~%") == when.is_approximate


REFUSED = [
    *("", "/", "..", "../..", "../", "/..", "2007/2008/2009", "...", "2007/...", "./2007"),
    *("07", "20007", "-2007", "2007-1", "2007-13", "2007-00", "2007-20", "2007-25"),
    *("2007-02-29", "2007-04-31", "2007-05-00", "2007-05-32", "2007-21-01", "2007-XX-05"),
    *("201X-05", "XXXX-05-01", "X007", "2X07", "2007 ", " 2007", "2007\n", "2007-05~-01"),
    *("2007?~", "~2007", "0000", "May 2007", "2007-05-01T", "2007-05-01T24:30", "2007-05-01T10"),
    *("2007-05-01T10:30~", "2007-02-30T10:30", "2007-05-01T10:30+25:00", "2007-05-01 10:30"),
    *("٢٠٠٧", "２００７", "2007-০৫", "2007-05-01T1٠:30", "2007/٢٠٠٨"),
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused_and_said_how_to_write_one(text: str) -> None:
    with pytest.raises(InvalidValueError, match="is no date this program reads; write 2007"):
        PartialDate(text)


@pytest.mark.parametrize("text", ["2008/2007", "2007-06/2007-05", "2007-05-02/2007-05-01"])
def test_a_period_that_ends_before_it_begins_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match="ends before it begins; swap its ends"):
        PartialDate(text)


@pytest.mark.parametrize("content", [2007, date(2007, 5, 1), None, 2007.5, b"2007"])
def test_what_is_no_text_is_refused_in_words(content: object) -> None:
    with pytest.raises(InvalidValueError, match="a date is text in EDTF, not a"):
        PartialDate(content)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("inner", "outer", "is_within"),
    [
        ("2007-05", "2007", True),
        ("2007", "2007-05", False),
        ("2007", "2007", True),
        ("2007-05-01", "2007-05", True),
        ("2006-12-31/2007-01-01", "2007", False),
        ("2010", "2007/..", True),
        ("2010", "2007/", False),
        ("2001", "/2007", False),
        ("2001", "../2007", True),
        ("2007/..", "2006/..", True),
        ("2007/", "2006/..", True),
        ("2007/..", "2006/2010", False),
        ("2007/", "2006/2010", False),
        ("../2007", "2001/2008", False),
        ("201X", "2010/2019", True),
        ("201X", "2010/2018", False),
        ("2008-24", "2008", True),
        ("XXXX", "2007", False),
    ],
)
def test_only_what_surely_lies_inside_lies_within(
    inner: str, outer: str, *, is_within: bool
) -> None:
    assert is_within == PartialDate(inner).lies_within(PartialDate(outer))


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("2007", "2007-12", True),
        ("2007", "2008", False),
        ("2007/", "2050", True),
        ("2007/..", "2006", False),
        ("/2007", "1900", True),
        ("2007-05-31", "2007-06", False),
        ("../2007", "2007/..", True),
        ("XXXX", "2007", True),
    ],
)
def test_dates_may_overlap_when_a_day_fits_both(one: str, other: str, *, may: bool) -> None:
    assert may == PartialDate(one).may_overlap(PartialDate(other))
    assert may == PartialDate(other).may_overlap(PartialDate(one))


def test_a_date_is_frozen_and_equal_only_to_a_date_written_alike() -> None:
    when = PartialDate("2007")
    with pytest.raises(AttributeError, match="frozen; '_text' cannot be set"):
        when._text = "2008"
    with pytest.raises(AttributeError, match="frozen"):
        when.other = 1
    assert when != "2007"
    assert when != PartialDate("2007~")
    assert when != PartialDate("2007-XX")
    assert {PartialDate("2007"): 1} == {when: 1}
    assert when == pickle.loads(pickle.dumps(when))  # noqa: S301 - our own bytes
    assert ("2007", "PartialDate('2007')") == (str(when), repr(when))


def test_the_day_of_a_moment_is_the_day_in_its_own_zone() -> None:
    late = datetime(2007, 5, 1, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert PartialDate("2007-05-01") == day_of(late)
    assert PartialDate("2007-05-02") == day_of(late.astimezone(UTC))
