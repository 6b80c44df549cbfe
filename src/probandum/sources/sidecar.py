"""What a person states about files, in a ``sources.toml`` beside them: statements, not findings.

Each table ``[[source]]`` names a file or a pattern and states what is known of it::

    [[source]]
    file = "article-*.txt"
    author = "Lea Brandt"
    date = "2031-03-24"
    complete = false
    part = "page 1 of 2"

A later table goes before an earlier one, field by field, so that a pattern may come first and
its exceptions after it. What is not stated stays None: nothing is guessed. A file that cannot be
understood is refused as a whole, for a misread restriction could expose somebody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any

from probandum.errors import InvalidValueError
from probandum.model.source import Completeness, PassageKind, Restriction
from probandum.model.when import PartialDate

NAME = "sources.toml"
"""Name of the file, beside the sources or in a folder above them."""

LONGEST_STATEMENT = 10_000
_TABLE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFor:
    """What a person states about the files of a name or pattern.

    Attributes:
        file: Name or pattern (``*``, ``?``, ``[…]``) of paths from the folder of the
            statement, with ``/`` between folders; a name without ``/`` fits in any folder.
        author: Who wrote or said what the file holds, or None when not stated.
        date: When it was written or published, or None.
        completeness: Whether the file is the whole of it, or None.
        part: Which part it is, such as ``"page 1 of 2"``, or None.
        collector: Who collected it, or None.
        url: Address it was saved from, or None.
        note: Anything else, or None.
        restriction: Who may see it, or None.
        kind: Sort of the passage that a file without divisions is, such as a letter, or None.
    """

    file: str
    author: str | None = None
    date: PartialDate | None = None
    completeness: Completeness | None = None
    part: str | None = None
    collector: str | None = None
    url: str | None = None
    note: str | None = None
    restriction: Restriction | None = None
    kind: PassageKind | None = None

    def __post_init__(self) -> None:
        """Refuse a pattern that fits nothing or leads out of the folder."""
        parts = PurePosixPath(self.file).parts
        if not self.file.strip() or self.file.startswith("/") or ".." in parts:
            raise InvalidValueError(
                "a statement names a file or pattern inside its own folder; write it without a "
                "leading / and without .."
            )

    def fits(self, path: str) -> bool:
        """Whether the statement is about a file.

        Args:
            path: Path from the folder of the statement, with ``/`` between folders.

        Example:
            >>> StatedFor(file="*.txt").fits("letters/one.txt")
            True
            >>> StatedFor(file="letters/*.txt").fits("other/one.txt")
            False
        """
        pattern = self.file.removeprefix("./")
        tried = path if "/" in pattern else PurePosixPath(path).name
        return fnmatchcase(tried, pattern)


def parse_sidecar(table: Mapping[str, Any]) -> tuple[StatedFor, ...]:
    """Check a ``sources.toml`` that was read as TOML.

    Args:
        table: The whole table.

    Returns:
        Its statements in their order.

    Raises:
        InvalidValueError: Something in it is not understood; the message holds the number
            of the table, never what it states.

    Example:
        >>> (stated,) = parse_sidecar({"source": [{"file": "a.txt", "complete": False}]})
        >>> stated.completeness.value
        'partial'
    """
    strange = sorted(set(table) - {_TABLE})
    if strange:
        raise InvalidValueError(
            f"{NAME} holds {', '.join(strange)!r}; it holds tables [[source]] and nothing else"
        )
    entries = table.get(_TABLE, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise InvalidValueError(f"{NAME} states each source in a table of its own: [[source]]")
    return tuple(_stated(entry, number=number) for number, entry in enumerate(entries, start=1))


def stated_for(path: str, *, among: tuple[StatedFor, ...]) -> StatedFor:
    """Put together what is stated about one file, later statements before earlier ones.

    Args:
        path: Path from the folder of the statements, with ``/`` between folders.
        among: Statements in their order.

    Returns:
        One statement under the file's own path; every field None that nobody states.

    Example:
        >>> both = (StatedFor(file="*", collector="Office"), StatedFor(file="a.txt", note="torn"))
        >>> found = stated_for("a.txt", among=both)
        >>> found.collector, found.note, found.author
        ('Office', 'torn', None)
    """
    result = StatedFor(file=path)
    for stated in among:
        if stated.fits(path):
            known = {
                field.name: getattr(stated, field.name)
                for field in fields(stated)
                if field.name != "file" and getattr(stated, field.name) is not None
            }
            result = replace(result, **known)
    return result


def unused_among(
    statements: tuple[StatedFor, ...], *, paths: tuple[str, ...]
) -> tuple[StatedFor, ...]:
    """Return the statements that are about no file, so that a slip in a name is seen.

    Args:
        statements: Statements in their order.
        paths: Paths of all files, from the folder of the statements.
    """
    return tuple(stated for stated in statements if not any(stated.fits(path) for path in paths))


def _stated(entry: dict[str, Any], *, number: int) -> StatedFor:
    """Check one table."""
    known = {"file", "complete", "restricted", "kind", "date", *_TEXTS}
    strange = sorted(set(entry) - known)
    if strange:
        raise InvalidValueError(
            f"table {number} of {NAME} holds the unknown field {strange[0]!r}; known are "
            f"{', '.join(sorted(known))}"
        )
    where = f"table {number} of {NAME}"
    return StatedFor(
        file=_text(entry, "file", where=where) or "",
        date=_date(entry, where=where),
        completeness=_completeness(entry, where=where),
        restriction=_restriction(entry, where=where),
        kind=_kind(entry, where=where),
        **{name: _text(entry, name, where=where) for name in _TEXTS},
    )


_TEXTS = ("author", "part", "collector", "url", "note")


def _text(entry: dict[str, Any], name: str, *, where: str) -> str | None:
    """Check a field of text."""
    content = entry.get(name)
    if content is None:
        return None
    if not isinstance(content, str) or not content.strip() or len(content) > LONGEST_STATEMENT:
        raise InvalidValueError(
            f"{name!r} in {where} is no text of 1 to {LONGEST_STATEMENT} characters; put it in "
            "quotation marks, or leave it out when it is not known"
        )
    return content.strip()


def _date(entry: dict[str, Any], *, where: str) -> PartialDate | None:
    """Check a date, which is text so that a year stays a year."""
    content = entry.get("date")
    if content is None:
        return None
    if not isinstance(content, str):
        raise InvalidValueError(
            f"'date' in {where} is no text; put it in quotation marks, such as \"2031-03\""
        )
    try:
        return PartialDate(content.strip())
    except InvalidValueError as error:
        raise InvalidValueError(
            f"'date' in {where} is no date in EDTF; write a year, a month such as 2031-03, a "
            "day, or a period such as 2031-03/2031-05"
        ) from error


def _completeness(entry: dict[str, Any], *, where: str) -> Completeness | None:
    """Check whether the file is stated to be the whole."""
    is_complete = _yes_or_no(entry, "complete", where=where)
    if is_complete is None:
        return None
    return Completeness.COMPLETE if is_complete else Completeness.PARTIAL


def _restriction(entry: dict[str, Any], *, where: str) -> Restriction | None:
    """Check who may see the file."""
    is_restricted = _yes_or_no(entry, "restricted", where=where)
    if is_restricted is None:
        return None
    return Restriction.RESTRICTED if is_restricted else Restriction.OPEN


def _yes_or_no(entry: dict[str, Any], name: str, *, where: str) -> bool | None:
    """Check a field that is true or false."""
    content = entry.get(name)
    if content is not None and not isinstance(content, bool):
        raise InvalidValueError(f"{name!r} in {where} is neither true nor false; write one of them")
    return content


def _kind(entry: dict[str, Any], *, where: str) -> PassageKind | None:
    """Check the sort of passage."""
    content = entry.get("kind")
    if content is None:
        return None
    kinds = {kind.value: kind for kind in PassageKind}
    if not isinstance(content, str) or content not in kinds:
        raise InvalidValueError(
            f"'kind' in {where} is none of {', '.join(sorted(kinds))}; choose one of them"
        )
    return kinds[content]
