"""Dates above comments keep what is written and nothing more."""

from __future__ import annotations

import pytest

from probandum.sources.dates import Form, written_date


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("February 12, 2014 at 14:05", "2014-02-12T14:05"),
        ("12 Feb 2014 14:05", "2014-02-12T14:05"),
        ("2014-02-12 14:05", "2014-02-12T14:05"),
        ("2014-02-12T14:05:33+0100", "2014-02-12T14:05+01:00"),
        ("Feb. 12th, 2014, 2:05 p.m.", "2014-02-12T14:05"),
        ("12:05 am is late on February 12, 2014", "2014-02-12"),
        ("February 12, 2014 12:05 am", "2014-02-12T00:05"),
        ("February 12, 2014 12:05 pm", "2014-02-12T12:05"),
        ("12. Februar 2014 um 14.05 Uhr", "2014-02-12T14:05"),
        ("12.02.2014", "2014-02-12"),
        ("Wednesday, 12 February 2014", "2014-02-12"),
        ("le 12 février 2014 à 14h05", "2014-02-12T14:05"),
        ("12 de febrero de 2014", "2014-02-12"),
        ("12 февраля 2014 в 14:05", "2014-02-12T14:05"),
        ("2014년 2월 12일", "2014-02-12"),
        ("2014/2/12 14:05", "2014-02-12T14:05"),
        ("31/12/2014", "2014-12-31"),
        ("12/31/2014 9:15 AM", "2014-12-31T09:15"),
        ("3/3/2014", "2014-03-03"),
    ],
)
def test_a_written_date_keeps_its_own_precision(line: str, expected: str) -> None:
    found = written_date(line)

    assert found is not None
    assert found.date is not None
    assert expected == found.date.text


@pytest.mark.parametrize("line", ["12/02/2014", "12/02/2014 14:05", "2-3-2014"])
def test_of_a_day_and_month_that_could_be_either_only_the_year_is_kept(line: str) -> None:
    found = written_date(line)

    assert found is not None
    assert found.date is not None
    assert "2014" == found.date.text


def test_so_long_ago_is_a_date_line_without_a_date() -> None:
    found = written_date("3 years ago")

    assert found is not None
    assert (Form.AGO, None) == (found.form, found.date)


@pytest.mark.parametrize(
    "line", ["no date at all", "31 February 2014", "13/13/2014", "room 2014", "2014", "May 2014"]
)
def test_what_names_no_day_is_no_date_line(line: str) -> None:
    assert written_date(line) is None


def test_a_time_that_does_not_exist_is_not_kept() -> None:
    found = written_date("12 February 2014 at 25:70")

    assert found is not None
    assert found.date is not None
    assert "2014-02-12" == found.date.text


def test_the_place_of_a_date_is_exact_in_any_script() -> None:
    line = "😀 김하늘 • 12 February 2014, 14:05 • سامي"
    found = written_date(line)

    assert found is not None
    assert "12 February 2014, 14:05" == line[found.start : found.end].strip()
