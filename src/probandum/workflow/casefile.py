"""The case's own settings: ``case.toml``, a file a person can read and edit."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from probandum.errors import CaseError, UndecodableError
from probandum.model.assessment import Binding
from probandum.model.codec import convert
from probandum.model.identity import check_office
from probandum.store.blobs import write_durably

NAME = "case.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """What a case is about.

    Attributes:
        question: The question to be answered, as commissioned.
        office: Short name of the office that holds this copy.
        frameworks: Names of the frameworks the evidence is laid out beside.
        standard: Name of the standard of proof persons apply.
        bindings: What each assessment is about.
        territory: Territory, in words, or None.
        period: Period, in words, or None.
        commissioned_by: Who asked, or None.
    """

    question: str
    office: str
    frameworks: tuple[str, ...]
    standard: str
    bindings: tuple[Binding, ...] = field(default=())
    territory: str | None = None
    period: str | None = None
    commissioned_by: str | None = None

    def __post_init__(self) -> None:
        """Refuse a case without a question and a binding to a framework it lacks."""
        check_office(self.office)
        if not self.question.strip():
            raise CaseError("a case needs a question; give one with --question")
        ids = [binding.id for binding in self.bindings]
        if len(ids) != len(set(ids)):
            raise CaseError("two bindings have one id; give each its own")
        for binding in self.bindings:
            if binding.framework not in self.frameworks:
                raise CaseError(
                    f"binding {binding.id!r} names framework {binding.framework!r}, "
                    f"which the case does not have; it has {', '.join(self.frameworks)}"
                )


def read_case_file(folder: Path) -> CaseFile:
    """Read a case's settings.

    Raises:
        CaseError: There is no such file, or it is not one.
    """
    path = folder / NAME
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise CaseError(
            f"{folder.name!r} holds no {NAME}; name a case folder or make one"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"{NAME} is no TOML: {error}; mend it") from error
    table["bindings"] = table.pop("binding", [])
    try:
        return convert(table, CaseFile)
    except UndecodableError as error:
        raise CaseError(f"{NAME} lacks something or holds too much: {error}") from error


def write_case_file(folder: Path, settings: CaseFile) -> bytes:
    """Write a case's settings durably and return the bytes written."""
    lines = [
        "# What this case is about. You may edit it; the next command logs the change.",
        f"question = {_quoted(settings.question)}",
        f"office = {_quoted(settings.office)}",
        f"frameworks = [{', '.join(_quoted(name) for name in settings.frameworks)}]",
        f"standard = {_quoted(settings.standard)}",
    ]
    for name in ("territory", "period", "commissioned_by"):
        value = getattr(settings, name)
        if value is not None:
            lines.append(f"{name} = {_quoted(value)}")
    for binding in settings.bindings:
        lines += ["", "[[binding]]"]
        for name in ("id", "title", "framework", "victim_group", "perpetrator", "place", "period"):
            value = getattr(binding, name)
            if value is not None:
                lines.append(f"{name} = {_quoted(str(value))}")
    content = ("\n".join(lines) + "\n").encode()
    write_durably(folder / NAME, content, mode=0o600)
    return content


def _quoted(text: str) -> str:
    """Write text as a TOML basic string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
