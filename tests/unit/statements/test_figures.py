"""Numbers of people, read only where they can be read for certain."""

from __future__ import annotations

import pytest

from probandum.model.figure import Wording
from probandum.statements.figures import figures_in
from probandum.statements.wording import folded
from tests.unit.statements.test_rules import one

Ends = tuple[int | float | None, int | float | None, int | float | None]


def ends(text: str) -> list[Ends]:
    return [(each.low, each.best, each.high) for each in figures_in(folded(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 people", (None, 12, None)),
        ("1,200 people", (None, 1200, None)),
        ("twelve men", (None, 12, None)),
        ("twenty-one women", (None, 21, None)),
        ("two hundred and ten villagers", (None, 210, None)),
        ("a hundred thousand people", (None, 100_000, None)),
        ("at least 30 villagers", (30, None, None)),
        ("more than thirty villagers", (30, None, None)),
        ("up to 500 people", (None, None, 500)),
        ("between 10 and 20 men", (10, None, 20)),
        ("between ten and twenty men", (10, None, 20)),
        ("10–20 men", (10, None, 20)),
        ("10 to 20 men", (10, None, 20)),
        ("2004 people", (None, 2004, None)),
    ],
)
def test_a_number_before_people_is_read(text: str, expected: Ends) -> None:
    assert ends(f"Soldiers killed {text}.") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "In 2004 people were killed",
        "12 000 people",
        "2 million people",
        "1.5 people",
        "$12 people",
        "between 20 and 10 men",
        "10 and 20 men",
        "ten twelve men",
        "dozens of people",
        "12 goats",
        "A12 people",
        "no people",
    ],
)
def test_a_number_that_cannot_be_read_for_certain_is_left_out(text: str) -> None:
    assert ends(text) == []


def test_about_is_an_approximate_wording() -> None:
    assert figures_in(folded("about 40 people"))[0].wording is Wording.APPROXIMATE
    assert figures_in(folded("40 people"))[0].wording is Wording.EXACT


def test_the_measure_is_not_guessed_and_the_population_is_as_said() -> None:
    figure = one("Soldiers killed at least 30 villagers.").figure
    assert figure is not None
    assert (figure.unit, figure.measure, figure.population) == ("people", None, "villagers")


def test_of_two_numbers_none_is_chosen() -> None:
    assert one("Soldiers killed 12 men and 3 women.").figure is None
