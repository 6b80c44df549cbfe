"""Workbooks: rows of every sheet, ISO dates, hidden parts marked, formulas counted."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from openpyxl import Workbook

from probandum.model.source import PassageKind
from probandum.sources.formats.xlsx import read
from probandum.sources.refusals import EmptySourceError, MalformedSourceError
from tests.samples.make_samples import package, workbook


def book(*rows: list[object]) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def test_rows_of_all_sheets_are_written_as_those_of_other_tables() -> None:
    reading = read(workbook())

    assert (
        "code · village · date · time noted · people\n"
        "code: V-01 · village: Orsk-Dal · date: 2031-03-12 · time noted: 2031-03-12T22:15:00 · "
        "people: 3\n"
        "code: V-02 · village: Lower Mill · date: 2031-03-13 · time noted:  · people: 2.5\n"
        "code:  · village:  · date:  · time noted: total\n"
        "who · says\n"
        "who: 김하늘 · says: two lorries 😀\n"
    ) == reading.text
    assert [PassageKind.HEADING, PassageKind.ROW] == [part.kind for part in reading.passages[-2:]]


def test_every_cell_names_its_sheet_and_place() -> None:
    reading = read(workbook())
    places = {reading.text[one.start : one.end]: one.locator for one in reading.stretches}

    assert ("Victims", "B3", 3) == (
        places["Lower Mill"].part, places["Lower Mill"].cell, places["Lower Mill"].number,
    )  # fmt: skip
    assert "Notes" == places["김하늘"].part


def test_what_is_hidden_is_read_and_marked() -> None:
    claims = [(one.field, one.content, one.origin) for one in read(workbook()).candidates]

    assert ("hidden rows", "3", "sheet Victims") in claims
    assert ("hidden sheet", "Notes", "workbook") in claims
    assert ("formulas", "1", "sheet Victims") in claims


def test_a_formula_without_a_stored_value_is_noted_and_not_computed() -> None:
    (notice,) = read(workbook()).notices

    assert notice.words.startswith("1 formulas hold no stored value")


def test_blank_rows_are_counted_as_spreadsheets_count_them() -> None:
    reading = read(book(["a", "b"], [], [1, True], [None, 0.5]))

    assert "a · b\na: 1 · b: TRUE\na:  · b: 0.5\n" == reading.text
    assert [1, 1, 3, 3, 4, 4] == [place.locator.number for place in reading.stretches]


@pytest.mark.parametrize(
    ("shape", "hour", "written"),
    [
        ("yyyy-mm-dd", 0, "2019-05-03"),
        ("[$-x-sysdate]dddd, mmmm dd, yyyy", 0, "2019-05-03"),
        ("[$-ch-DE]d. mmmm yyyy", 0, "2019-05-03"),
        ('d" s.h. "mmm\\ \\h yyyy', 0, "2019-05-03"),
        ("yyyy-mm-dd;@", 0, "2019-05-03"),
        ("yyyy-mm-dd h:mm:ss", 0, "2019-05-03T00:00:00"),
        ("yyyy-mm-dd h:mm", 22, "2019-05-03T22:15:00"),
        ("yyyy-mm-dd", 22, "2019-05-03T22:15:00"),
    ],
)
def test_a_day_is_written_without_a_time_nobody_gave(shape: str, hour: int, written: str) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["date"])
    sheet.append([datetime(2019, 5, 3, hour, 15 if hour else 0)])  # noqa: DTZ001 - a spreadsheet holds no zone
    sheet["A2"].number_format = shape
    content = io.BytesIO()
    made.save(content)

    assert f"date\ndate: {written}\n" == read(content.getvalue()).text


def test_a_workbook_without_a_value_is_its_own_error() -> None:
    with pytest.raises(EmptySourceError, match="holds a cell with a value"):
        read(book())


def test_another_archive_is_no_workbook() -> None:
    with pytest.raises(MalformedSourceError, match="holds no workbook"):
        read(package({"word/document.xml": "<a/>"}))
