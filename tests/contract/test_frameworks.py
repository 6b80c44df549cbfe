"""What every framework promises: it reads, cites, and names only acts some lexicon knows."""

from __future__ import annotations

import pytest

from probandum.assessment.frameworks import framework_from
from probandum.registry import FRAMEWORKS, LEXICONS
from probandum.statements.lexicon import lexicon_from

ACTS = {lexicon_from(name, LEXICONS.table(name)).act for name in LEXICONS.names()}


@pytest.mark.parametrize("name", FRAMEWORKS.names())
def test_a_framework_reads_and_every_element_cites(name: str) -> None:
    framework = framework_from(name, FRAMEWORKS.table(name))
    assert framework.id == name
    assert len(framework.source.split()) > 5
    for element in framework.elements:
        assert any(character.isdigit() for character in element.cites)
        assert element.words.endswith(".")
        assert set(element.acts) <= ACTS


@pytest.mark.parametrize("name", FRAMEWORKS.names())
def test_no_two_elements_say_the_same(name: str) -> None:
    elements = framework_from(name, FRAMEWORKS.table(name)).elements
    assert len(elements) == len({element.words for element in elements})


def test_murder_as_a_crime_against_humanity_has_its_three_elements() -> None:
    name = "rome_statute_7_1_a"
    elements = framework_from(name, FRAMEWORKS.table(name)).elements
    expected = [("conduct", ("killing",)), ("context", ()), ("context", ())]
    assert expected == [(element.role.value, element.acts) for element in elements]
    assert all("mass killing" not in element.words for element in elements)
