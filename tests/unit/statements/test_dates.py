"""Dates that a sentence says in full, and those it does not."""

from __future__ import annotations

import pytest

from probandum.statements.dates import dates_in
from probandum.statements.wording import folded
from tests.unit.statements.test_rules import one


def dates(text: str) -> list[str]:
    return [str(each.when) for each in dates_in(folded(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2007 it rained.", ["2007"]),
        ("in early 2007", ["2007"]),
        ("On 3 May 2019", ["2019-05-03"]),
        ("On the 3rd of May 2019", ["2019-05-03"]),
        ("On May 3, 2019, it rained", ["2019-05-03"]),
        ("On Sept. 3, 2019", ["2019-09-03"]),
        ("2019-05-03", ["2019-05-03"]),
        ("In May 2019", ["2019-05"]),
        ("Between March and May 2003", ["2003-03/2003-05"]),
        ("from March 2002 to May 2003", ["2002-03/2003-05"]),
        ("March–May 2003", ["2003-03/2003-05"]),
        ("from 1975 to 1979", ["1975/1979"]),
        ("in 1975–79", ["1975/1979"]),
        ("the early 1990s", ["199X"]),
        ("since 2007", ["2007/.."]),
        ("around 2004", ["2004~"]),
        ("In 2003 and in 2005", ["2003", "2005"]),
        ("سنة ٢٠٠٤ in ٢٠٠٤", ["2004"]),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_said(text: str, expected: list[str]) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "last year",
        "three days later",
        "in May",
        "on 3 May",
        "03/05/2019",
        "Mayor March said may",
        "on 31 February 2019",
        "2004 people",
        "in room 2004b",
        "from 1979 to 1975",
        "over the last ten years",
        "",
    ],
)
def test_a_date_that_is_not_said_in_full_is_not_made_up(text: str) -> None:
    assert dates(text) == []


def test_the_date_nearest_to_the_act_is_when() -> None:
    found = one("In 2003 he came back, and on 3 May 2019 soldiers killed him.")
    assert str(found.when) == "2019-05-03"


def test_when_something_was_published_is_not_when_it_happened() -> None:
    assert (
        one("In 2011 the Harn Centre published a report which says soldiers killed him.").when
        is None
    )
    assert one("A survivor said in 2011 that soldiers killed him.").when is None
