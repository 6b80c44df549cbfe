"""Tables become lines a person reads, and every cell is found at its place."""

from __future__ import annotations

import csv

import pytest

from probandum.model.source import PassageKind
from probandum.sources.formats.csv import read
from probandum.sources.reader import Reading
from probandum.sources.refusals import EmptySourceError, MalformedSourceError


def cells(reading: Reading) -> dict[str | None, str]:
    return {
        place.locator.cell: reading.text[place.start : place.end] for place in reading.stretches
    }


def rows(reading: Reading) -> list[str]:
    return [reading.text[part.start : part.end] for part in reading.passages]


def test_a_row_is_a_line_of_columns_and_values() -> None:
    reading = read(b"place,people\nOrsk-Dal,12\nTarsia,3\n")

    assert reading.text == (
        "place · people\nplace: Orsk-Dal · people: 12\nplace: Tarsia · people: 3\n"
    )
    assert [PassageKind.HEADING, PassageKind.ROW, PassageKind.ROW] == [
        part.kind for part in reading.passages
    ]
    assert {
        "A1": "place", "B1": "people", "A2": "Orsk-Dal", "B2": "12", "A3": "Tarsia", "B3": "3",
    } == cells(reading)  # fmt: skip
    assert [1, 1, 2, 2, 3, 3] == [place.locator.number for place in reading.stretches]


@pytest.mark.parametrize(
    ("content", "delimiter"),
    [
        (b"a,b\n1,2\n", "comma"),
        (b"a;b\n1,5;2\n", "semicolon"),
        (b"a;b\n1,5;2,5\n0,1;0,2\n", "semicolon"),
        (b"a\tb\n1,2\t3;4\n", "tab"),
        (b"a|b\n1, 2|3\n", "pipe"),
        (b'a;b\n"x,y,z";2\n"p,q,r";3\n', "semicolon"),
        (b"only one column\n1\n", "comma"),
    ],
)
def test_the_delimiter_is_told_by_even_widths(content: bytes, delimiter: str) -> None:
    found = {candidate.field: candidate.content for candidate in read(content).candidates}

    assert found["delimiter"] == delimiter


def test_a_cell_of_several_lines_stays_whole() -> None:
    reading = read(b'id,statement\r\n1,"First\r\nsecond"\r\n2,short\r\n')

    assert cells(reading)["B2"] == "First\r\nsecond"
    assert rows(reading)[1:] == ["id: 1 · statement: First\r\nsecond", "id: 2 · statement: short"]


def test_quotes_are_taken_off_and_doubled_quotes_halved() -> None:
    assert cells(read(b'a,b\n"x ""y"" z",2\n'))["A2"] == 'x "y" z'


def test_columns_named_alike_or_not_at_all_are_told_apart() -> None:
    assert rows(read(b"n,n,\n1,2,3\n"))[1] == "n (column A): 1 · n (column B): 2 · column C: 3"


def test_ragged_rows_keep_what_they_have_and_invent_nothing() -> None:
    reading = read(b"a,b\n1\n1,2,3\n4,\n")

    assert ["a: 1", "a: 1 · b: 2 · column C: 3", "a: 4 · b: "] == rows(reading)[1:]
    assert cells(reading)["B4"] == ""
    assert "B2" not in cells(reading)


def test_blank_lines_are_counted_as_spreadsheets_count_them() -> None:
    reading = read(b"a,b\n\n1,2\n\n\n3,4\n")

    assert [1, 3, 6] == sorted({place.locator.number or 0 for place in reading.stretches})


def test_a_mark_and_ends_of_lines_are_no_part_of_a_cell() -> None:
    assert cells(read("Ort;Zahl\r\nBrücke;3\r\n".encode("utf-8-sig"))) == {
        "A1": "Ort",
        "B1": "Zahl",
        "A2": "Brücke",
        "B2": "3",
    }


def test_a_very_long_cell_is_read_and_the_limit_of_the_library_put_back() -> None:
    before = csv.field_size_limit()
    testimony = "x" * (before + 10)

    assert cells(read(f"a,b\n1,{testimony}\n".encode()))["B2"] == testimony
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'a,b\n1,2\n3,"never closed\n4,5\n', 3),
        (b'a,b\n"x"y,2\n', 2),
        (b'a,b\n"two\nlines",2\n"x"y,2\n', 4),
    ],
)
def test_a_record_with_broken_quotes_is_refused_with_its_line(content: bytes, line: int) -> None:
    with pytest.raises(MalformedSourceError, match=f"begins in line {line} cannot be read"):
        read(content)


@pytest.mark.parametrize("content", [b"", b"\n\r\n\n"])
def test_an_empty_table_is_its_own_error(content: bytes) -> None:
    with pytest.raises(EmptySourceError, match="check that the copy is whole"):
        read(content)
