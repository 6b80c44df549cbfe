"""What a workbook hides, and how many of its cells are formulas: read from its XML alone."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from probandum.sources.packages import part_bytes, part_tree
from probandum.sources.refusals import MalformedSourceError
from probandum.sources.rows import column_letters

if TYPE_CHECKING:
    from zipfile import ZipFile

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST_NAMED = 200
_MOST_COLUMNS = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """What a sheet is besides its values.

    Attributes:
        name: Name on its tab.
        is_hidden: Whether the sheet is not shown.
        hidden_rows: Numbers of rows that are not shown, the first 200.
        hidden_columns: Letters of columns that are not shown, the first 200.
        formulas: Cells that hold a formula.
        formulas_without_value: Those among them without a stored value.
    """

    name: str
    is_hidden: bool
    hidden_rows: tuple[str, ...]
    hidden_columns: tuple[str, ...]
    formulas: int
    formulas_without_value: int


def facts_of_sheets(package: ZipFile) -> tuple[SheetFacts, ...]:
    """Collect the facts of all sheets, in their order.

    Raises:
        UnreadableSourceError: The workbook lacks its list of sheets, or a part is damaged.
    """
    workbook = part_tree(package, "xl/workbook.xml")
    if workbook is None:
        raise MalformedSourceError(
            "the archive holds no workbook; give the file the name of its format"
        )
    relations = part_tree(package, "xl/_rels/workbook.xml.rels")
    targets = {
        element.get("Id", ""): element.get("Target", "")
        for element in (() if relations is None else relations.iter("{*}Relationship"))
    }
    return tuple(
        _facts(
            package,
            name=element.get("name", ""),
            is_hidden=element.get("state", "visible") != "visible",
            target=targets.get(element.get(_RELATION, ""), ""),
        )
        for element in workbook.iter("{*}sheet")
    )


def _facts(package: ZipFile, *, name: str, is_hidden: bool, target: str) -> SheetFacts:
    """Collect the facts of one sheet; a sheet without a part has none."""
    from lxml import etree

    path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    content = part_bytes(package, path) if target else None
    rows: list[str] = []
    columns: list[str] = []
    formulas = lacking = 0
    wanted = ("{*}row", "{*}col", "{*}c")
    try:
        for _, element in etree.iterparse(
            io.BytesIO(content or b"<none/>"),
            tag=wanted,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        ):
            kind = str(element.tag).rpartition("}")[2]
            if kind == "c":
                formula = element.find("{*}f")
                if formula is not None:
                    formulas += 1
                    stored = element.find("{*}v")
                    lacking += stored is None or not stored.text
                continue
            if element.get("hidden") in {"1", "true"}:
                (rows if kind == "row" else columns).extend(_places(kind, element.attrib))
            element.clear()
    except (etree.LxmlError, ValueError) as error:
        raise MalformedSourceError("a sheet of the workbook is no XML; save it again") from error
    return SheetFacts(
        name=name,
        is_hidden=is_hidden,
        hidden_rows=tuple(rows[:_MOST_NAMED]),
        hidden_columns=tuple(columns[:_MOST_NAMED]),
        formulas=formulas,
        formulas_without_value=lacking,
    )


def _places(kind: str, attributes: object) -> tuple[str, ...]:
    """Name the row or the columns an element describes."""
    found = dict(attributes)  # type: ignore[call-overload]
    if kind == "row":
        return (str(found.get("r", "")),)
    first, last = int(found.get("min", "1")), min(int(found.get("max", "1")), _MOST_COLUMNS)
    return tuple(column_letters(place - 1) for place in islice(range(max(1, first), last + 1), 200))
