"""Files of law are refused where an element or a standard is not complete."""

from __future__ import annotations

from typing import Any

import pytest

from probandum.assessment.frameworks import framework_from
from probandum.assessment.standards import standard_from
from probandum.errors import UndecodableError

ELEMENT: dict[str, Any] = {
    "id": "a.1",
    "title": "One",
    "words": "Something happened.",
    "cites": "article 1",
    "role": "conduct",
}
FRAMEWORK: dict[str, Any] = {
    "title": "A framework",
    "kind": "crime",
    "instrument": "An instrument",
    "source": "written for a test",
    "elements": [ELEMENT],
}
STANDARD: dict[str, Any] = {
    "title": "A standard",
    "words": "One is sure.",
    "used_by": "nobody",
    "source": "written for a test",
}


def _with(**change: Any) -> dict[str, Any]:
    return {**FRAMEWORK, "elements": [{**ELEMENT, **change}]}


def test_a_framework_is_named_after_its_file() -> None:
    assert framework_from("mine", FRAMEWORK).id == "mine"


def test_an_entry_is_not_verified_unless_it_says_so() -> None:
    assert framework_from("mine", FRAMEWORK).elements[0].verified is False
    assert standard_from("mine", STANDARD).verified is False


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({**FRAMEWORK, "id": "other"}, "framework 'mine' has unknown keys id"),
        ({**FRAMEWORK, "elements": []}, "has no elements"),
        ({**FRAMEWORK, "elements": ["one"]}, "element 1 is no table"),
        ({**FRAMEWORK, "source": ""}, "no words at source"),
        ({**FRAMEWORK, "kind": "poem"}, "not a Framework"),
        ({**FRAMEWORK, "elements": [ELEMENT, ELEMENT]}, "each id once|not a Framework"),
        ({key: FRAMEWORK[key] for key in FRAMEWORK if key != "source"}, "lacks source"),
        (_with(cites=" "), "element 1 has no words at cites"),
        (_with(cite="article 1"), "element 1 has unknown keys cite; it may hold id"),
        (_with(role="villain"), "not a Framework"),
        (_with(acts=["b", "a"]), "sorted|not a Framework"),
        (_with(group="g"), "group 'g' has one member"),
        (_with(verified="yes"), "not a Framework"),
    ],
)
def test_a_framework_that_is_not_complete_is_refused(table: dict[str, Any], message: str) -> None:
    with pytest.raises(UndecodableError, match=message):
        framework_from("mine", table)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({**STANDARD, "probability": 0.95}, "unknown keys probability"),
        ({**STANDARD, "words": ""}, "no words at words"),
        ({**STANDARD, "verified": "yes"}, "not a StandardOfProof"),
        ({key: STANDARD[key] for key in STANDARD if key != "used_by"}, "lacks used_by"),
    ],
)
def test_a_standard_that_is_not_complete_is_refused(table: dict[str, Any], message: str) -> None:
    with pytest.raises(UndecodableError, match=message):
        standard_from("mine", table)
