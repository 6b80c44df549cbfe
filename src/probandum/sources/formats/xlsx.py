"""Workbooks: every sheet a table whose rows are passages, hidden ones too, values as last saved.

Formulas are not computed: the value the program that saved the workbook stored stands for them,
and a formula without one is counted. Dates are written in ISO form; midnight is left out where
the cell's number format shows no time, any other time stays.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from probandum.errors import InvalidValueError
from probandum.model.run import GapKind
from probandum.sources.packages import core_properties, open_package
from probandum.sources.reader import CandidateDraft, Notice, Reader, Reading
from probandum.sources.refusals import EmptySourceError, MalformedSourceError
from probandum.sources.rows import Rendering, Row
from probandum.sources.sheets import SheetFacts, facts_of_sheets

if TYPE_CHECKING:
    from zipfile import ZipFile


_NO_FORMAT = re.compile(r'"[^"]*"?|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
"""Parts of a number format that stand for themselves, and its colours and languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A sheet's name and its rows that are not blank."""

    name: str
    rows: Iterator[Row]


def read(content: bytes) -> Reading:
    """Read a workbook.

    Raises:
        UnreadableSourceError: The bytes are no workbook, it is locked, damaged, or holds
            no cell.
    """
    package = open_package(content)
    with package:
        facts = facts_of_sheets(package)
        rendering = Rendering()
        for sheet in _sheets(content):
            rendering.add_table(sheet.rows, part=sheet.name)
        if not rendering.passages:
            raise EmptySourceError("no sheet of the workbook holds a cell with a value")
        try:
            return Reading(
                text=rendering.text,
                stretches=tuple(rendering.stretches),
                passages=tuple(rendering.passages),
                candidates=_candidates(package, facts=facts),
                notices=_notices(facts),
            )
        except InvalidValueError as error:
            raise MalformedSourceError(
                "a cell of the workbook holds characters that are no Unicode; save it again"
            ) from error


def _sheets(content: bytes) -> Iterator[_Sheet]:
    """Go through the sheets in their order."""
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
    except _library_errors() as error:
        raise _broken() from error
    try:
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()
            yield _Sheet(name=sheet.title, rows=_rows(sheet))
    finally:
        workbook.close()


def _rows(sheet: Any) -> Iterator[Row]:
    """Go through the rows of a sheet that hold a value, without the blank cells at their ends."""
    rows = sheet.iter_rows()
    number = 0
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except _library_errors() as error:
            raise _broken() from error
        number += 1
        values = [_written(cell.value, shape=cell) for cell in cells]
        while values and not values[-1]:
            values.pop()
        if values:
            yield Row(number=number, cells=tuple(values))


def _written(value: object, *, shape: Any) -> str:
    """Write a value as a person reads it, dates in ISO form, midnight only where it is shown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        is_day = value.time() == time() and not _shows_time(str(shape.number_format))
        return value.date().isoformat() if is_day else value.isoformat(sep="T")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _shows_time(number_format: str) -> bool:
    """Whether a number format shows hours or seconds; words and marks in it are passed over."""
    shown = _NO_FORMAT.sub("", number_format).split(";")[0].lower()
    return "h" in shown or "s" in shown or "[" in shown


def _library_errors() -> tuple[type[Exception], ...]:
    """Return what openpyxl lets through on damaged workbooks: it checks little itself."""
    import zipfile
    import zlib
    from xml.etree.ElementTree import ParseError

    from lxml.etree import LxmlError
    from openpyxl.utils.exceptions import InvalidFileException

    known = (zipfile.BadZipFile, zlib.error, ParseError, LxmlError, InvalidFileException)
    return (
        *known, ArithmeticError, AttributeError, EOFError, ImportError, LookupError,
        NotImplementedError, OSError, RuntimeError, TypeError, ValueError,
    )  # fmt: skip


def _broken() -> MalformedSourceError:
    """Say that the workbook breaks its format."""
    return MalformedSourceError(
        "the workbook breaks the rules of its format; open it in the program it was made with, "
        "save it again and add that copy too"
    )


def _candidates(package: ZipFile, *, facts: tuple[SheetFacts, ...]) -> tuple[CandidateDraft, ...]:
    """Return what the workbook claims, and what it hides."""
    drafts = [
        CandidateDraft(field=field, content=content, origin=origin)
        for field, content, origin in core_properties(package)
    ]
    for sheet in facts:
        if sheet.is_hidden:
            drafts.append(
                CandidateDraft(field="hidden sheet", content=sheet.name, origin="workbook")
            )
        for field, places in (("rows", sheet.hidden_rows), ("columns", sheet.hidden_columns)):
            if places:
                drafts.append(
                    CandidateDraft(
                        field=f"hidden {field}",
                        content=", ".join(places),
                        origin=f"sheet {sheet.name}",
                    )
                )
        if sheet.formulas:
            drafts.append(
                CandidateDraft(
                    field="formulas", content=str(sheet.formulas), origin=f"sheet {sheet.name}"
                )
            )
    return tuple(drafts)


def _notices(facts: tuple[SheetFacts, ...]) -> tuple[Notice, ...]:
    """Say how many formulas have no stored value, and how many are shown as last stored."""
    lacking = sum(sheet.formulas_without_value for sheet in facts)
    if not lacking:
        return ()
    return (
        Notice(
            kind=GapKind.LOW_QUALITY,
            words=f"{lacking} formulas hold no stored value and stand as empty cells; open the "
            "workbook in a spreadsheet program, save it and add that copy too",
        ),
    )


READER = Reader(
    name="xlsx",
    version="2",
    extensions=(".xlsx", ".xlsm"),
    media_types=(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel.sheet.macroEnabled.12",
    ),
    summary="workbooks: every row of every sheet, hidden ones marked",
    read=read,
    libraries=("lxml.etree", "openpyxl"),
    modules=(
        "probandum.sources.packages",
        "probandum.sources.rows",
        "probandum.sources.sheets",
        "probandum.sources.writing",
    ),
)
