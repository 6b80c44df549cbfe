"""What the program and a case have: drop-ins, data files, and the state of the machine."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import probandum
from probandum.errors import UnknownDropInError
from probandum.registry import CODE_REGISTERS, DATA_REGISTERS
from probandum.store.backends.sqlite_schema import NEEDED_VERSION, library_version
from probandum.workflow.isolation.isolating import Isolation

PROGRAMS = (
    ("bwrap", "keeps hostile files in a container of their own"),
    ("tesseract", "will read scanned pages; not used yet"),
    ("exiftool", "will read photographs' metadata; not used yet"),
    ("ffprobe", "will read recordings' metadata; not used yet"),
)
LIBRARIES = (("pyarrow", "tables for the steps over whole sets; extra [engines]"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing the doctor looked at.

    Attributes:
        name: What.
        is_fine: Whether it is as it should be, or there.
        words: What was found, and what it is for.
    """

    name: str
    is_fine: bool
    words: str


def registers() -> tuple[str, ...]:
    """Return what can be listed, in the plural."""
    return tuple(f"{register.kind}s" for register in (*CODE_REGISTERS, *DATA_REGISTERS))


def names_of(plural: str, *, case: Path | None = None) -> tuple[str, ...]:
    """Return the names of a register's entries, sorted.

    Raises:
        UnknownDropInError: There is no such register.
    """
    for register in CODE_REGISTERS:
        if f"{register.kind}s" == plural:
            return register.names()
    for data in DATA_REGISTERS:
        if f"{data.kind}s" == plural:
            return data.names(case=case)
    raise UnknownDropInError(f"no register {plural!r}; there are {', '.join(registers())}")


def conditions() -> tuple[Condition, ...]:
    """Look at what the program needs and what it could use."""
    version = _dotted(sys.version_info[:3])
    found = [
        Condition(name="probandum", is_fine=True, words=probandum.__version__),
        Condition(name="python", is_fine=True, words=version),
        Condition(
            name="sqlite",
            is_fine=library_version() >= NEEDED_VERSION,
            words=f"{_dotted(library_version())}; {_dotted(NEEDED_VERSION)} or newer is needed",
        ),
    ]
    with Isolation() as isolation:
        protection = isolation.protection
    words = "; ".join(protection.words) if protection.warning is None else protection.warning
    found.append(Condition(name="isolation", is_fine=protection.warning is None, words=words))
    for program, purpose in PROGRAMS:
        is_there = shutil.which(program) is not None
        found.append(Condition(name=program, is_fine=is_there, words=_words(is_there, purpose)))
    for library, purpose in LIBRARIES:
        is_there = find_spec(library) is not None
        found.append(Condition(name=library, is_fine=is_there, words=_words(is_there, purpose)))
    return tuple(found)


def _dotted(version: tuple[int, ...]) -> str:
    """Write a version with dots."""
    return ".".join(str(part) for part in version)


def _words(is_there: bool, purpose: str) -> str:  # noqa: FBT001 - a fact to be told, not a switch
    """Say whether something optional is there and what it is for."""
    return f"{'installed' if is_there else 'not installed'}; {purpose}"
