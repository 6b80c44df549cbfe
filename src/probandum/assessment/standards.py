"""Standards of proof from their data files: one plain sentence, never a probability."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from probandum.assessment.tables import check_keys, check_texts
from probandum.model.codec import convert
from probandum.model.law import StandardOfProof

_TEXTS = ("title", "words", "used_by", "source")


def standard_from(name: str, table: Mapping[str, Any]) -> StandardOfProof:
    """Read a standard of proof from what its TOML file holds.

    Args:
        name: Name of the file, without its ending.
        table: Its content.

    Raises:
        UndecodableError: A key is missing, unknown, empty or of another form.
    """
    where = f"standard {name!r}"
    check_keys(table, needed=_TEXTS, optional=("verified",), where=where)
    check_texts(table, keys=_TEXTS, where=where)
    return convert({**table, "id": name}, StandardOfProof)
