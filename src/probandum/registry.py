"""Registers of drop-ins: one file each, listed by name without importing, imported on use."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from importlib.metadata import EntryPoint, entry_points
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from probandum.errors import MissingDependencyError, UndecodableError, UnknownDropInError


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A folder of modules, each holding one frozen value under an agreed name.

    Further drop-ins are found as entry points of the group ``probandum.<kind>``.

    Attributes:
        kind: What is registered, such as ``"reader"``.
        package: Package whose modules are the entries.
        attribute: Name of the value in each module, such as ``"READER"``.
        extra: Extra to install when an entry lacks a library.
    """

    kind: str
    package: str
    attribute: str
    extra: str = "all"

    def names(self) -> tuple[str, ...]:
        """Return the names of all entries, sorted, importing none of them."""
        own = (Path(item.name).stem for item in _files(self.package, suffix=".py"))
        return tuple(sorted({*own, *(point.name for point in self._entry_points())}))

    def load(self, name: str) -> Any:
        """Import an entry and return its value.

        Raises:
            UnknownDropInError: There is no entry of that name, or it lacks its value.
            MissingDependencyError: The entry needs a library that is not installed.
        """
        if name not in self.names():
            raise UnknownDropInError(
                f"no {self.kind} {name!r}; there are {', '.join(self.names()) or 'none'}"
            )
        try:
            for point in self._entry_points():
                if point.name == name:
                    return point.load()
            module = import_module(f"{self.package}.{name}")
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] == self.package.partition(".")[0]:
                raise  # a mistake in the drop-in, which no extra mends
            raise MissingDependencyError(
                f"{self.kind} {name!r} needs {error.name!r}; install probandum[{self.extra}]"
            ) from error
        if not hasattr(module, self.attribute):
            raise UnknownDropInError(
                f"{self.kind} {name!r} has no {self.attribute}; a drop-in holds one value"
            )
        return getattr(module, self.attribute)

    def _entry_points(self) -> tuple[EntryPoint, ...]:
        """Return what other installed packages add."""
        return _points_of(f"probandum.{self.kind}", path=tuple(sys.path))


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRegister:
    """A folder of TOML files, and beside it the case's own folder of the same name.

    Attributes:
        kind: What is registered, such as ``"framework"``.
        package: Package the folder lies in.
        folder: Name of the folder, in the package and in a case.
    """

    kind: str
    package: str
    folder: str

    def names(self, *, case: Path | None = None) -> tuple[str, ...]:
        """Return the names of all entries, sorted, the case's own among them."""
        return tuple(sorted(dict(self._paths(case))))

    def content(self, name: str, *, case: Path | None = None) -> bytes:
        """Return an entry's bytes; the case's own file goes before the program's.

        Raises:
            UnknownDropInError: There is no entry of that name.
        """
        found = dict(self._paths(case))
        if name not in found:
            known = ", ".join(sorted(found)) or "none"
            raise UnknownDropInError(f"no {self.kind} {name!r}; there are {known}")
        return found[name].read_bytes()

    def table(self, name: str, *, case: Path | None = None) -> dict[str, Any]:
        """Return an entry as the mapping its TOML holds.

        Raises:
            UnknownDropInError: There is no entry of that name.
            UndecodableError: The file is no TOML in UTF-8.
        """
        try:
            return tomllib.loads(self.content(name, case=case).decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UndecodableError(
                f"{self.kind} {name!r} is no TOML: {error}; mend the file"
            ) from error

    def _paths(self, case: Path | None) -> Iterator[tuple[str, Traversable | Path]]:
        """List files by name; later ones go before earlier ones."""
        for item in _files(f"{self.package}.{self.folder}", suffix=".toml"):
            yield Path(item.name).stem, item
        if case is not None:
            for path in sorted((case / self.folder).glob("*.toml")):
                yield path.stem, path


@cache
def _points_of(group: str, *, path: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    """List a group's entry points; every installed package is asked once for each path."""
    return tuple(entry_points(group=group))


def _files(package: str, *, suffix: str) -> Iterator[Traversable]:
    """List the files of a package's folder, none when the package does not exist yet."""
    parent, _, folder = package.rpartition(".")
    try:
        root = resources.files(parent).joinpath(folder)
    except ModuleNotFoundError:
        return
    if not root.is_dir():
        return
    for item in sorted(root.iterdir(), key=lambda item: item.name):
        if item.name.endswith(suffix) and not item.name.startswith("_"):
            yield item


READERS = Register(kind="reader", package="probandum.sources.formats", attribute="READER")
EXTRACTORS = Register(
    kind="extractor", package="probandum.statements.extractors", attribute="EXTRACTOR"
)
ESTIMATORS = Register(
    kind="estimator", package="probandum.estimates.estimators", attribute="ESTIMATOR"
)
RENDERERS = Register(kind="renderer", package="probandum.report.renderers", attribute="RENDERER")
COMMANDS = Register(kind="command", package="probandum.cli.commands", attribute="COMMAND")
PAGES = Register(kind="page", package="probandum.web.pages", attribute="PAGE", extra="all")
CODE_REGISTERS = (READERS, EXTRACTORS, ESTIMATORS, RENDERERS, COMMANDS, PAGES)

FRAMEWORKS = DataRegister(kind="framework", package="probandum.assessment", folder="frameworks")
STANDARDS = DataRegister(kind="standard", package="probandum.assessment", folder="standards")
LEXICONS = DataRegister(kind="lexicon", package="probandum.statements", folder="lexicons")
SCALES = DataRegister(kind="scale", package="probandum.corroboration", folder="scales")
DATA_REGISTERS = (FRAMEWORKS, STANDARDS, LEXICONS, SCALES)
