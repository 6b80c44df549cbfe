"""For any text and any table, what a reader puts out stands exactly where it says."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probandum.errors import UnreadableSourceError
from probandum.model.codec import decode, encode
from probandum.sources.formats import csv as table
from probandum.sources.formats import txt
from probandum.sources.reader import Reading
from probandum.sources.rows import column_letters

# Any character but NUL and halves of surrogate pairs.
CHARACTERS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
TEXTS = st.text(CHARACTERS, min_size=1)
CELLS = st.text(st.one_of(st.sampled_from(list('",;|\t\r\n ·:"')), CHARACTERS), max_size=12)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=8)


@settings(deadline=None)
@given(text=TEXTS, ends=st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_comes_back_as_it_is_and_its_lines_cover_it(text: str, ends: str) -> None:
    text = text.replace("\n", ends)
    assume(not text.startswith("\ufeff"))

    reading = txt.read(text.encode("utf-8"))

    assert reading.text == text
    assert text == "".join(text[place.start : place.end] for place in reading.stretches)
    numbers = [place.locator.number for place in reading.stretches]
    assert list(range(1, len(numbers) + 1)) == numbers
    assert decode(encode(reading), Reading) == reading


@settings(deadline=None)
@given(text=TEXTS, encoding=st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_any_text_survives_every_encoding_with_a_mark(text: str, encoding: str) -> None:
    assert txt.read(text.encode(encoding)).text == text


@settings(deadline=None)
@given(rows=TABLES, delimiter=st.sampled_from(list(table.DELIMITERS)))
def test_every_cell_of_any_table_stands_at_its_place(rows: list[list[str]], delimiter: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    reading = read_with(written.getvalue(), delimiter=delimiter)

    expected = {
        f"{column_letters(column)}{number}": cell
        for number, row in enumerate(rows, start=1)
        for column, cell in enumerate(row)
    }
    found = {
        place.locator.cell: reading.text[place.start : place.end] for place in reading.stretches
    }
    assert expected == found
    check_rows(reading)


@settings(deadline=None)
@given(text=st.text(st.one_of(st.sampled_from(list('ab",;|\t\r\n')), CHARACTERS), min_size=1))
def test_any_text_read_as_a_table_keeps_its_places_or_is_refused(text: str) -> None:
    try:
        reading = table.read(text.encode("utf-8"))
    except UnreadableSourceError:
        return
    check_rows(reading)


def read_with(text: str, *, delimiter: str) -> Reading:
    """Read a table whose quotes show which delimiter was meant."""
    reading = table.read(text.encode("utf-8"))
    told = {candidate.field: candidate.content for candidate in reading.candidates}
    # Where every cell is quoted no other delimiter divides anything evenly.
    assert told["delimiter"] == table.DELIMITERS[delimiter]
    return reading


def check_rows(reading: Reading) -> None:
    """Each row is a passage of its own, and its cells lie in it, in order."""
    ends = [0]
    for passage in reading.passages:
        assert ends[-1] <= passage.start <= passage.end
        ends.append(passage.end)
    for place in reading.stretches:
        homes = [
            part for part in reading.passages if part.start <= place.start <= place.end <= part.end
        ]
        assert len(homes) == 1


@pytest.mark.parametrize("place", [0, 1, 25, 26, 51, 52, 701, 702, 16_383])
def test_letters_of_columns_count_in_base_26(place: int) -> None:
    number = 0
    for letter in column_letters(place):
        number = number * 26 + ord(letter) - ord("A") + 1

    assert number - 1 == place
