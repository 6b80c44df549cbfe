"""Files of law are refused where an element or a standard is not complete."""

from __future__ import annotations

from typing import Any

import pytest

from probandum.assessment.frameworks import framework_from
from probandum.assessment.standards import standard_from
from probandum.errors import UndecodableError
from probandum.model.law import Asked
from probandum.model.statement import StatementKind

ELEMENT: dict[str, Any] = {
    "id": "a.1",
    "title": "One",
    "words": "Something happened.",
    "cites": "article 1",
    "role": "conduct",
}
ASKED: dict[str, Any] = {"acts": ["a"], "unless": ["one", "{figure}"], "gap": "how many"}
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


def _asking(**change: Any) -> dict[str, Any]:
    return _with(acts=["a"], asked=[{**ASKED, **change}])


def test_a_question_about_several_acts_is_asked_of_each() -> None:
    table = _with(acts=["a", "b"], kinds=["intent"], asked=[{**ASKED, "acts": ["a", "b"]}])
    (element,) = framework_from("mine", table).elements
    expected = tuple(Asked(act=act, unless=("one", "{figure}"), gap="how many") for act in "ab")
    assert expected == element.asked
    assert element.kinds == (StatementKind.INTENT,)


def test_a_crime_may_have_a_single_element_of_its_own() -> None:
    assert framework_from("mine", _with(group="g")).elements[0].group == "g"


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
        (_with(group="g", operator="any"), "group 'g' has two operators, or 'any' with one member"),
        (_with(verified="yes"), "not a Framework"),
        (_with(acts="a"), "element 1 has no list at acts"),
        (_with(acts=["a", "a"]), "has a word twice at acts"),
        (_with(kinds="policy"), "element 1 has no list at kinds"),
        (_with(kinds=False), "element 1 has no list at kinds"),
        (_with(kinds=["mood"]), "kinds nobody knows: mood; a statement is of kind act, figure"),
        (_with(kinds=["policy", "intent"]), "kinds out of order"),
        (_with(kinds=["intent", 3]), "an entry without words at kinds"),
        (_with(asked={}), "asked that is no list"),
        (_with(acts=["a"], asked=["who"]), "asked 1 is no table"),
        (_asking(acts=["b"]), "asked 1 is about b, which no act of its element is"),
        (_asking(acts=[]), "asked 1 has no list at acts"),
        (_asking(act="a"), "asked 1 has unknown keys act; it may hold acts, unless, gap"),
        (_asking(unless=[]), "asked 1 has no list at unless"),
        (_asking(unless=["given to *"]), "a loose end in unless"),
        (_asking(unless=["cut|"]), "an empty choice in unless"),
        (_asking(unless=["{colour}"]), r"\{colour\} in unless; in braces stand \{figure\}"),
        (_asking(gap=" "), "asked 1 has no words at gap"),
        (_asking(gap="who did it."), "a gap with a full stop"),
        (
            _with(acts=["a"], asked=[ASKED, {**ASKED, "unless": ["two"]}]),
            "asks the same of an act twice",
        ),
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
