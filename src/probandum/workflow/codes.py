"""Digests of the program's own code and data, so that a run names exactly what made it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from importlib.resources.abc import Traversable

import probandum
from probandum.errors import NotFoundError
from probandum.model.run import Pairs


@cache
def code_sha256(*names: str) -> str:
    """Digest the files of packages and modules.

    Args:
        names: Dotted names; a package stands for all ``.py``, ``.toml`` and ``.html``
            files below it.

    Returns:
        SHA-256 over each file's place and content, in hexadecimal.

    Raises:
        NotFoundError: There is no such package or module.
    """
    digest = sha256()
    for name in sorted(names):
        for place, content in _files(name):
            for part in (place.encode(), content):
                digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


@cache
def versions_of(*libraries: str) -> Pairs:
    """Return the versions of the program and of libraries a step uses, sorted."""
    found = {"probandum": probandum.__version__}
    for library in libraries:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = "not installed"
    return tuple(sorted(found.items()))


def _files(name: str) -> Iterator[tuple[str, bytes]]:
    """List a package's or module's files with their content."""
    parent, _, last = name.rpartition(".")
    folder = resources.files(parent)
    module = folder.joinpath(f"{last}.py")
    if module.is_file():
        yield name, module.read_bytes()
        return
    package = folder.joinpath(last)
    if not package.is_dir():
        raise NotFoundError(f"no package or module {name} to digest")
    yield from _below(package, place=name)


def _below(folder: Traversable, *, place: str) -> Iterator[tuple[str, bytes]]:
    """List the files below a package, sorted."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir() and item.name != "__pycache__":
            yield from _below(item, place=f"{place}/{item.name}")
        elif item.name.endswith((".py", ".toml", ".html", ".css")):
            yield f"{place}/{item.name}", item.read_bytes()
