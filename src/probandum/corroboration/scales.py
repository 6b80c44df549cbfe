"""Grading scales from their data files: words for each step, reliability and credibility apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from probandum.errors import UndecodableError
from probandum.model.grading import CREDIBILITY, RELIABILITY

Steps = tuple[tuple[str, str], ...]
_TEXTS = ("title", "source", "unknown_reliability", "unknown_credibility")
_TABLES = ("reliability", "credibility")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Two independent scales for organisations and media.

    Attributes:
        id: Name of its file.
        title: A few words.
        source: Where the scale comes from.
        verified: Whether its words were compared with their source.
        reliability: Sorted pairs of a letter and what it says of a source.
        credibility: Sorted pairs of a number and what it says of information.
        unknown_reliability: Where a source nobody has graded starts.
        unknown_credibility: Where information nobody has graded starts.
    """

    id: str
    title: str
    source: str
    verified: bool = False
    reliability: Steps
    credibility: Steps
    unknown_reliability: str
    unknown_credibility: str

    @property
    def unknown(self) -> str:
        """The grade of what nobody has graded, such as ``F/6``."""
        return f"{self.unknown_reliability}/{self.unknown_credibility}"


def scale_from(name: str, table: Mapping[str, Any]) -> Scale:
    """Read a scale from what its TOML file holds.

    Args:
        name: Name of the file, without its ending.
        table: Its content.

    Raises:
        UndecodableError: A key is missing, unknown or of another form, or a step is
            missing or not one of the scale.
    """
    known = {*_TEXTS, *_TABLES, "verified"}
    if set(table) - known or known - {"verified"} - set(table):
        raise UndecodableError(f"scale {name!r} must hold {', '.join(sorted(known))}, and no other")
    if not all(isinstance(table[key], str) and table[key].strip() for key in _TEXTS):
        raise UndecodableError(f"scale {name!r}: {', '.join(_TEXTS)} are texts and not empty")
    reliability = _steps(name, table["reliability"], expected=RELIABILITY)
    credibility = _steps(name, table["credibility"], expected=CREDIBILITY)
    if table["unknown_reliability"] not in RELIABILITY:
        raise UndecodableError(f"scale {name!r}: unknown_reliability is one of A to F")
    if table["unknown_credibility"] not in CREDIBILITY:
        raise UndecodableError(f"scale {name!r}: unknown_credibility is one of 1 to 6")
    return Scale(
        id=name,
        title=table["title"],
        source=table["source"],
        verified=bool(table.get("verified", False)),
        reliability=reliability,
        credibility=credibility,
        unknown_reliability=table["unknown_reliability"],
        unknown_credibility=table["unknown_credibility"],
    )


def _steps(name: str, table: object, *, expected: frozenset[str]) -> Steps:
    """Read the steps of one of the two scales."""
    if not isinstance(table, Mapping) or set(table) != expected:
        raise UndecodableError(f"scale {name!r} must have the steps {', '.join(sorted(expected))}")
    if not all(isinstance(words, str) and words.strip() for words in table.values()):
        raise UndecodableError(f"scale {name!r}: each step says in words what it means")
    return tuple(sorted((str(step), str(words)) for step, words in table.items()))
