"""Frameworks of law from their data files, refused where an element does not say what it cites."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from probandum.assessment.asking import FIELDS
from probandum.assessment.tables import check_keys, check_listed, check_texts
from probandum.errors import InvalidValueError, UndecodableError
from probandum.language.patterns import fault_of
from probandum.model.codec import convert
from probandum.model.law import Framework
from probandum.model.statement import StatementKind

_TEXTS = ("title", "kind", "instrument", "source")
_ELEMENT_TEXTS = ("id", "title", "words", "cites", "role")
_ELEMENT_OPTIONAL = ("acts", "kinds", "asked", "group", "operator", "verified")
_ASKED = ("acts", "unless", "gap")


def framework_from(name: str, table: Mapping[str, Any]) -> Framework:
    """Read a framework from what its TOML file holds.

    Args:
        name: Name of the file, without its ending.
        table: Its content. An entry of ``asked`` may name several acts; each becomes one
            of the element's.

    Raises:
        UndecodableError: A key is missing, unknown, empty or of another form, a kind of
            statement or a thing in braces is not known, a question is about an act that
            does not bear on its element, a group has two operators or alternatives of
            one member, or the elements break a rule of the model.
    """
    where = f"framework {name!r}"
    check_keys(table, needed=(*_TEXTS, "elements"), optional=(), where=where)
    check_texts(table, keys=_TEXTS, where=where)
    if not isinstance(table["elements"], list) or not table["elements"]:
        raise UndecodableError(f"{where} has no elements; write [[elements]] for each")
    elements = [
        _element(element, where=f"{where}, element {number}")
        for number, element in enumerate(table["elements"], start=1)
    ]
    try:
        framework = convert({**table, "id": name, "elements": elements}, Framework)
    except InvalidValueError as error:
        raise UndecodableError(f"{where}: {error}") from error
    _check_groups(framework)
    return framework


def _element(element: Any, *, where: str) -> dict[str, Any]:
    """Check one element and return it in the form of the model."""
    if not isinstance(element, Mapping):
        raise UndecodableError(f"{where} is no table; write [[elements]] for each")
    check_keys(element, needed=_ELEMENT_TEXTS, optional=_ELEMENT_OPTIONAL, where=where)
    check_texts(element, keys=_ELEMENT_TEXTS, where=where)
    for key in ("acts", "kinds"):
        if element.get(key, []) != []:
            check_listed(element, key=key, where=where)
    kinds = element.get("kinds", [])
    known = [kind.value for kind in StatementKind]
    strange = [kind for kind in kinds if kind not in known]
    if strange:
        raise UndecodableError(
            f"{where} has kinds nobody knows: {', '.join(strange)}; a statement is of kind "
            f"{', '.join(known)}"
        )
    if list(kinds) != sorted(set(kinds)):
        raise UndecodableError(f"{where} has kinds out of order; sort them, each once")
    return {**element, "asked": _asked(element, where=where)}


def _asked(element: Mapping[str, Any], *, where: str) -> list[dict[str, Any]]:
    """Check the questions of an element and return one for each of their acts."""
    entries = element.get("asked", [])
    if not isinstance(entries, list):
        raise UndecodableError(f"{where} has asked that is no list; write [[elements.asked]]")
    found = []
    for number, entry in enumerate(entries, start=1):
        place = f"{where}, asked {number}"
        if not isinstance(entry, Mapping):
            raise UndecodableError(f"{place} is no table; write [[elements.asked]] for each")
        check_keys(entry, needed=_ASKED, optional=(), where=place)
        check_texts(entry, keys=("gap",), where=place)
        check_listed(entry, key="acts", where=place)
        check_listed(entry, key="unless", where=place)
        _check_asked(entry, acts=element.get("acts", []), where=place)
        found += [
            {"act": act, "unless": entry["unless"], "gap": entry["gap"]} for act in entry["acts"]
        ]
    if len({(each["act"], each["gap"]) for each in found}) != len(found):
        raise UndecodableError(f"{where} asks the same of an act twice; keep one")
    return found


def _check_asked(entry: Mapping[str, Any], *, acts: Any, where: str) -> None:
    """Refuse a question that could never be put, never be answered, or not be printed."""
    strange = [act for act in entry["acts"] if act not in acts]
    if strange:
        raise UndecodableError(
            f"{where} is about {', '.join(strange)}, which no act of its element is; add it to "
            "the acts of the element or ask elsewhere"
        )
    for pattern in entry["unless"]:
        if pattern.startswith("{") and pattern not in FIELDS:
            raise UndecodableError(
                f"{where} has {pattern} in unless; in braces stand {', '.join(FIELDS)}"
            )
        fault = fault_of(pattern)
        if fault is not None:
            raise UndecodableError(
                f"{where} has {fault} in unless; write words, with * between them for up to three"
            )
    if entry["gap"].rstrip().endswith("."):
        raise UndecodableError(f"{where} has a gap with a full stop; the report writes it")


def _check_groups(framework: Framework) -> None:
    """Refuse a group whose members disagree, or alternatives of one."""
    for group in sorted({element.group for element in framework.elements if element.group}):
        members = [element for element in framework.elements if element.group == group]
        operators = {element.operator for element in members}
        if len(operators) > 1 or (len(members) == 1 and "any" in operators):
            raise UndecodableError(
                f"framework {framework.id!r}: group {group!r} has two operators, or 'any' with "
                "one member; a group joins its elements by 'all' or several by 'any'"
            )
