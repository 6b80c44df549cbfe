"""Frameworks of law from their data files, refused where an element does not say what it cites."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from probandum.assessment.tables import check_keys, check_texts
from probandum.errors import InvalidValueError, UndecodableError
from probandum.model.codec import convert
from probandum.model.law import Framework

_TEXTS = ("title", "kind", "instrument", "source")
_ELEMENT_TEXTS = ("id", "title", "words", "cites", "role")
_ELEMENT_OPTIONAL = ("acts", "group", "operator", "verified")


def framework_from(name: str, table: Mapping[str, Any]) -> Framework:
    """Read a framework from what its TOML file holds.

    Args:
        name: Name of the file, without its ending.
        table: Its content.

    Raises:
        UndecodableError: A key is missing, unknown, empty or of another form, a group of
            elements has one member or two operators, or the elements break a rule of the
            model.
    """
    where = f"framework {name!r}"
    check_keys(table, needed=(*_TEXTS, "elements"), optional=(), where=where)
    check_texts(table, keys=_TEXTS, where=where)
    if not isinstance(table["elements"], list) or not table["elements"]:
        raise UndecodableError(f"{where} has no elements; write [[elements]] for each")
    for number, element in enumerate(table["elements"], start=1):
        place = f"{where}, element {number}"
        if not isinstance(element, Mapping):
            raise UndecodableError(f"{place} is no table; write [[elements]] for each")
        check_keys(element, needed=_ELEMENT_TEXTS, optional=_ELEMENT_OPTIONAL, where=place)
        check_texts(element, keys=_ELEMENT_TEXTS, where=place)
    try:
        framework = convert({**table, "id": name}, Framework)
    except InvalidValueError as error:
        raise UndecodableError(f"{where}: {error}") from error
    _check_groups(framework)
    return framework


def _check_groups(framework: Framework) -> None:
    """Refuse a group whose members disagree on how they belong together."""
    for group in sorted({element.group for element in framework.elements if element.group}):
        members = [element for element in framework.elements if element.group == group]
        if len(members) < 2 or len({element.operator for element in members}) > 1:
            raise UndecodableError(
                f"framework {framework.id!r}: group {group!r} has one member or two operators; "
                "a group joins several elements by 'all' or by 'any'"
            )
