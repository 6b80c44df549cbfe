"""A partial date never says more than its source, and its comparisons agree with each other."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.errors import InvalidValueError
from probandum.model.when import PartialDate
from tests.strategies import partial_dates

FIRST, LAST = date.min, date.max


def _fits(day: date, when: PartialDate) -> bool:
    """Whether a day fits, open and unknown ends read as unlimited."""
    return (when.earliest or FIRST) <= day <= (when.latest or LAST)


def _days_around(*dates: PartialDate) -> list[date]:
    """Return the days at which anything can change: the ends, and a day beyond each."""
    edges = {FIRST, LAST}
    for when in dates:
        edges |= {day for day in (when.earliest, when.latest) if day is not None}
    near = {
        day + timedelta(days=step)
        for day in edges
        for step in (-1, 0, 1)
        if FIRST < day < LAST or step == 0
    }
    return sorted(near)


@settings(max_examples=300, deadline=None)
@given(partial_dates, partial_dates)
def test_two_dates_may_overlap_exactly_when_some_day_fits_both(
    one: PartialDate, other: PartialDate
) -> None:
    some_day = any(_fits(day, one) and _fits(day, other) for day in _days_around(one, other))
    assert some_day == one.may_overlap(other)
    assert some_day == other.may_overlap(one)


@settings(max_examples=300, deadline=None)
@given(partial_dates, partial_dates)
def test_what_lies_within_has_no_day_outside_and_overlaps(
    inner: PartialDate, outer: PartialDate
) -> None:
    if inner.lies_within(outer):
        assert [] == [
            day for day in _days_around(inner, outer) if _fits(day, inner) and not _fits(day, outer)
        ]
        assert inner.may_overlap(outer)


@settings(max_examples=300, deadline=None)
@given(partial_dates, partial_dates, partial_dates)
def test_lying_within_carries_over(one: PartialDate, two: PartialDate, three: PartialDate) -> None:
    if one.lies_within(two) and two.lies_within(three):
        assert one.lies_within(three)


@settings(max_examples=300, deadline=None)
@given(partial_dates)
def test_a_date_lies_within_itself_unless_an_end_is_unknown(when: PartialDate) -> None:
    has_unknown_end = when.text.startswith("/") or when.text.endswith("/")
    assert (not has_unknown_end) == when.lies_within(when)


@settings(max_examples=300, deadline=None)
@given(partial_dates)
def test_a_date_stays_as_written_and_its_range_runs_forwards(when: PartialDate) -> None:
    assert when == PartialDate(when.text)
    assert when.text == str(when)
    if when.earliest is not None and when.latest is not None:
        assert when.earliest <= when.latest


@settings(max_examples=500, deadline=None)
@given(st.text("0123456789-/.XTZ:+?~% ٢７", max_size=14))
def test_any_text_is_read_or_refused_and_never_read_in_part(text: str) -> None:
    try:
        when = PartialDate(text)
    except InvalidValueError:
        return
    assert text == when.text
    assert text.isascii()
    assert " " not in text
    if "/" not in text and text[:4].isdigit():
        assert when.earliest is not None
        assert int(text[:4]) == when.earliest.year
