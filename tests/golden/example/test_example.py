"""The whole road on the invented case: what it finds, and how well, against a reader's truth."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.golden.example.listing import (
    document_text,
    matrix_text,
    passages_text,
    statements_text,
)
from tests.golden.example.measuring import (
    FIELDS,
    Measured,
    gold_statements,
    measure,
    place_of,
    rows_measured,
)
from tests.golden.example.walking import ROOT, SOURCES, TRUTH, Walked

HERE = Path(__file__).parent
LISTINGS = {
    "passages.txt": passages_text,
    "statements.txt": statements_text,
    "matrix.txt": matrix_text,
    "document.txt": document_text,
}


@pytest.mark.parametrize("name", LISTINGS)
def test_the_road_finds_the_same(name: str, walked: Walked, *, renew_golden: bool) -> None:
    listing: Callable[[Walked], str] = LISTINGS[name]
    found = listing(walked)
    if renew_golden:
        (HERE / name).write_text(found, encoding="utf-8")
    assert (HERE / name).read_text(encoding="utf-8").splitlines() == found.splitlines()


def test_every_quote_of_the_truth_stands_once_in_its_source(walked: Walked) -> None:
    golds = gold_statements()
    assert 60 <= sum(not gold.may for gold in golds)
    assert [gold.quote for gold in golds] == [
        gold.quote for gold in golds if place_of(gold, walked)[1] < place_of(gold, walked)[2]
    ]


def test_the_truth_names_only_facts_the_taxonomy_has(walked: Walked) -> None:
    lexicons = ROOT.parents[1] / "src" / "probandum" / "statements" / "lexicons"
    known = {tomllib.loads(path.read_text("utf-8"))["act"] for path in lexicons.glob("*.toml")}
    wanted = {act for gold in gold_statements() for act in gold.acts or ()}
    assert set() == wanted - known


def test_extraction_is_no_worse_than_measured(walked: Walked, *, renew_golden: bool) -> None:
    found = _shares(measure(walked), rows=rows_measured(walked))
    path = HERE / "measured.toml"
    if renew_golden:
        path.write_text(_written(found), encoding="utf-8")
    before = tomllib.loads(path.read_text(encoding="utf-8"))
    worse = {
        name: f"{found[name][0]}/{found[name][1]}, measured before {right}/{of}"
        for name, (right, of) in before.items()
        if found[name][0] * of < right * found[name][1]
    }
    assert {} == worse


def test_the_lists_hold_the_people_the_truth_counts() -> None:
    truth = tomllib.loads((TRUTH / "people.toml").read_text(encoding="utf-8"))
    with (ROOT / "made_from" / "lists.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    people = Counter(row["person"] for row in rows)
    assert [truth["rows"], truth["people"]] == [len(rows), len(people)]
    assert {"clinic", "families", "parish"} == {row["list"] for row in rows}
    assert 3 == people["P01"]


def test_the_example_is_small() -> None:
    sizes = [path.stat().st_size for path in ROOT.rglob("*") if path.is_file()]
    assert 600_000 > sum(sizes)
    endings = {path.suffix for path in SOURCES.iterdir()} - {".toml", ".wpd"}
    assert {".csv", ".docx", ".html", ".jpg", ".pdf", ".txt", ".xlsx"} == endings


def _shares(measured: Measured, *, rows: tuple[int, int, int]) -> dict[str, tuple[int, int]]:
    """Return what was right, and of how many, for each thing measured."""
    pairs = len(measured.pairs)
    right, found, wanted = measured.acts()
    return {
        "statements, precision": (pairs, pairs + len(measured.surplus)),
        "statements, recall": (pairs, pairs + len(measured.missed)),
        "acts, precision": (right, found),
        "acts, recall": (right, wanted),
        **{f"{field} of those found": measured.right(field) for field in FIELDS},
        "rows with exactly the right acts": (rows[0], rows[2]),
        "rows without a wrong act": (rows[2] - rows[1], rows[2]),
    }


def _written(shares: dict[str, tuple[int, int]]) -> str:
    """Write what was measured as TOML, with the share as a comment."""
    lines = [
        "# What the extractor gets right on the invented case, and of how many. A test fails when a",
        "# share falls below the one here. Renewed with the golden files; review it as a diff.",
        *(
            f'"{name}" = [{right}, {of}]  # {100 * right / of:.0f} percent'
            for name, (right, of) in shares.items()
        ),
    ]
    return "\n".join(lines) + "\n"
