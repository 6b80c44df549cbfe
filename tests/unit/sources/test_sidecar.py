"""What a person states beside the files is checked, combined, and never guessed."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from probandum.errors import InvalidValueError
from probandum.model.source import Completeness, PassageKind, Restriction
from probandum.model.when import PartialDate
from probandum.sources.sidecar import StatedFor, parse_sidecar, stated_for, unused_among

TEXT = """
[[source]]
file = "*"
collector = "Orsk-Dal Watch"
restricted = true

[[source]]
file = "article.txt"
author = "Lea Brandt"
date = "2031-03"
complete = false
part = "page 1 of 2"
url = "https://valley-review.example/closed-road"
note = "saved by hand"
restricted = false
kind = "letter"
"""


def test_every_field_is_read_and_later_tables_go_before_earlier_ones() -> None:
    statements = parse_sidecar(tomllib.loads(TEXT))

    assert StatedFor(
        file="article.txt",
        author="Lea Brandt",
        date=PartialDate("2031-03"),
        completeness=Completeness.PARTIAL,
        part="page 1 of 2",
        collector="Orsk-Dal Watch",
        url="https://valley-review.example/closed-road",
        note="saved by hand",
        restriction=Restriction.OPEN,
        kind=PassageKind.LETTER,
    ) == stated_for("article.txt", among=statements)


def test_what_nobody_states_stays_none() -> None:
    found = stated_for("other.txt", among=parse_sidecar(tomllib.loads(TEXT)))

    assert Restriction.RESTRICTED is found.restriction
    assert (None, None, None) == (found.author, found.date, found.completeness)


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("a.txt", "a.txt", True),
        ("a.txt", "letters/a.txt", True),
        ("letters/a.txt", "a.txt", False),
        ("letters/*", "letters/a.txt", True),
        ("./a.txt", "a.txt", True),
        ("A.txt", "a.txt", False),
        ("page-[12].txt", "page-2.txt", True),
    ],
)
def test_patterns_fit_names_or_paths(pattern: str, path: str, *, expected: bool) -> None:
    assert expected == StatedFor(file=pattern).fits(path)


def test_a_statement_about_no_file_is_seen() -> None:
    statements = (StatedFor(file="a.txt"), StatedFor(file="b.tx"))

    assert (StatedFor(file="b.tx"),) == unused_among(statements, paths=("a.txt", "b.txt"))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"sources": []}, "holds 'sources'; it holds tables"),
        ({"source": {"file": "a"}}, "in a table of its own"),
        ({"source": [{"file": "a", "autor": "x"}]}, "table 1 .* unknown field 'autor'"),
        ({"source": [{"author": "x"}]}, "names a file or pattern"),
        ({"source": [{"file": "../a"}]}, "names a file or pattern"),
        ({"source": [{"file": "/a"}]}, "names a file or pattern"),
        ({"source": [{"file": "a", "date": 2031}]}, "no text; put it in quotation marks"),
        ({"source": [{"file": "a", "date": "May 2031"}]}, "no date in EDTF"),
        ({"source": [{"file": "a", "complete": "yes"}]}, "neither true nor false"),
        ({"source": [{"file": "a", "restricted": 1}]}, "neither true nor false"),
        ({"source": [{"file": "a", "author": ""}]}, "no text of 1 to"),
        ({"source": [{"file": "a", "kind": "poem"}]}, "'kind' in table 1 .* is none of"),
    ],
)
def test_what_is_not_understood_is_refused(table: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        parse_sidecar(table)
