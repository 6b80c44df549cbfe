"""Numbers of people and shares of a whole, read only where they can be read for certain."""

from __future__ import annotations

import pytest

from probandum.model.figure import Figure, Wording
from probandum.statements.figures import figures_in
from probandum.statements.wording import folded
from tests.unit.statements.test_rules import one
from tests.unit.statements.test_rules import read as statements_in

Ends = tuple[int | float | None, int | float | None, int | float | None]


def read(text: str) -> list[Figure]:
    return [each.figure for each in figures_in(folded(text))]


def ends(text: str) -> list[Ends]:
    return [(each.low, each.best, each.high) for each in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 people", (None, 12, None)),
        ("1,200 people", (None, 1200, None)),
        ("1.200 people", (None, 1200, None)),
        ("1 200 people", (None, 1200, None)),
        ("1'200 people", (None, 1200, None)),
        ("1.200.000 people", (None, 1_200_000, None)),
        ("1,00,000 people", (None, 100_000, None)),
        ("٣٠٠ people", (None, 300, None)),
        ("२५ people", (None, 25, None)),
        ("twelve men", (None, 12, None)),
        ("twenty-one women", (None, 21, None)),
        ("two hundred and ten villagers", (None, 210, None)),
        ("two hundred and fifty-three villagers", (None, 253, None)),
        ("a hundred thousand people", (None, 100_000, None)),
        ("2.5 million people", (None, 2_500_000, None)),
        ("half a million people", (None, 500_000, None)),
        ("two dozen monks", (None, 24, None)),
        ("at least 30 villagers", (30, None, None)),
        ("30 or more villagers", (30, None, None)),
        ("no fewer than 30 villagers", (30, None, None)),
        ("more than thirty villagers", (30, None, None)),
        ("more than a dozen villagers", (12, None, None)),
        ("up to 500 people", (None, None, 500)),
        ("at most 500 people", (None, None, 500)),
        ("between 10 and 20 men", (10, None, 20)),
        ("between 2 and 3 million people", (2_000_000, None, 3_000_000)),
        ("between ten and twenty men", (10, None, 20)),
        ("from 10 to 20 men", (10, None, 20)),
        ("10–20 men", (10, None, 20)),
        ("10 to 20 men", (10, None, 20)),
        ("2004 people", (None, 2004, None)),
        ("dozens of people", (24, None, 99)),
        ("scores of villagers", (40, None, 99)),
        ("hundreds of thousands of Velmorans", (200_000, None, 999_999)),
        ("12 former political prisoners", (None, 12, None)),
        ("40 of the villagers", (None, 40, None)),
    ],
)
def test_a_number_before_people_is_read(text: str, expected: Ends) -> None:
    assert ends(f"Soldiers killed {text}.") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "In 2004 people were killed",
        "2-12 people-3",
        "$12 people",
        "between 20 and 10 men",
        "10 and 20 years",
        "ten twelve men",
        "12 goats",
        "A12 people",
        "no people",
        "In camp 14 people were seen",
        "Article 7 people",
        "a 12-year-old girl",
        "the 3rd man",
        "12 kilometres with two bags",
        "at 14:30 people came",
        "families to three generations",
        "60 years been sending Christians",
        "the 10 commandments",
        "12 numbers and papers",
    ],
)
def test_a_number_that_counts_no_people_is_left_out(text: str) -> None:
    assert ends(text) == []


def test_about_is_an_approximate_wording() -> None:
    assert read("about 40 people")[0].wording is Wording.APPROXIMATE
    assert read("an estimated 40 people")[0].wording is Wording.APPROXIMATE
    assert read("hundreds of people")[0].wording is Wording.APPROXIMATE
    assert read("40 people")[0].wording is Wording.EXACT
    assert read("another 40 people")[0].wording is Wording.EXACT


def test_the_population_is_the_noun_phrase_as_said() -> None:
    assert read("Soldiers killed 12 young Lurin men.")[0].population == "young Lurin men"
    assert read("About 40 of the believers fled.")[0].population == "believers"
    assert read("In all 12 were killed.")[0].population is None


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("40 people are imprisoned in the camps today.", "held at one time"),
        ("The camp holds 40 people.", "held at one time"),
        ("40 people were imprisoned.", "arrested"),
        ("40 people were killed.", "died"),
        ("Soldiers killed 40 people.", "died"),
        ("40 people fled.", "fled"),
        ("40 people have been forced to flee.", "fled"),
        ("40 people were wounded.", "injured"),
        ("40 people came; others were killed.", None),
        ("40 people came.", None),
    ],
)
def test_the_measure_is_given_only_where_it_is_said(text: str, measure: str | None) -> None:
    assert read(text)[0].measure == measure


def test_a_share_says_of_what_it_is_one() -> None:
    figure = read("An estimated 20 percent to 30 percent of Orsk-Dal’s population was Christian.")[
        0
    ]
    assert (figure.low, figure.high, figure.unit) == (20, 30, "percent")
    assert (figure.share_of, figure.population) == ("Orsk-Dal’s population", "Christian")
    assert (figure.measure, figure.wording) == ("share of", Wording.APPROXIMATE)


def test_a_percentage_of_nothing_in_particular_is_left_out() -> None:
    assert ends("Prices rose by 20 percent.") == []


def test_the_figure_nearest_to_the_act_goes_with_it_and_the_other_stands_alone() -> None:
    found = statements_in("Soldiers killed 12 men and 3 women.")
    numbers = [each.figure.best if each.figure else None for each in found]
    assert [str(each.kind) for each in found] == ["act", "figure"]
    assert numbers == [12, 3]


def test_the_number_of_those_who_tell_is_not_the_number_of_victims() -> None:
    assert one("Soldiers killed his brother, according to two survivors.").figure is None
