"""Many files at once: each is taken in, acknowledged, and read; a failure stops only itself."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from probandum.errors import CaseError, InvalidValueError
from probandum.model.run import Gap
from probandum.model.source import ExtractedText
from probandum.sources.sidecar import NAME, StatedFor, parse_sidecar, stated_for
from probandum.workflow.case import Case
from probandum.workflow.extracting import extract_source, reanchor_source, tools_of
from probandum.workflow.intake import Stated, Taken, files_below, preserve, preserve_file
from probandum.workflow.isolation.isolating import Isolation
from probandum.workflow.placing import ensure_cells
from probandum.workflow.reading import read_source, sources_to_read
from probandum.workflow.running import Kept

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of the files that were added.

    Attributes:
        taken: One for each file, in order.
        read: How many sources were read now.
        gaps: How many of those could not be read.
        protection: Walls around the readers, in words.
        warning: What a hostile file could still do, or None.
    """

    taken: tuple[Taken, ...]
    read: int
    gaps: int
    protection: tuple[str, ...]
    warning: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What an extraction did.

    Attributes:
        read: Sources read anew, because reader or source changed.
        extracted: Sources whose statements were looked for.
        remembered: Sources that had not changed.
        statements: Statements found now.
        lost: Decisions whose words a newer text does not hold.
    """

    read: int
    extracted: int
    remembered: int
    statements: int
    lost: int


def add_paths(
    case: Case, paths: Iterable[Path], *, stated: Stated, acknowledge: Callable[[Taken], None]
) -> Added:
    """Take in files and folders, then read what was not read before.

    A ``sources.toml`` in a folder states what is known of each file in it; it is no source.

    Args:
        case: The case.
        paths: Files and folders.
        stated: What the person states of all of them.
        acknowledge: Called for each file after its entry is durable.

    Raises:
        CaseError: A path is not there, holds the case itself or lies in it, or a
            ``sources.toml`` cannot be used; nothing was taken in.
    """
    paths = tuple(paths)
    _check_apart(case, paths)
    listed = [(file, about) for path in paths for file, about in _listed(path, stated=stated)]
    case.log_files()
    case.sweep()
    taken = []
    for file, about in listed:
        outcome = preserve_file(case, file, stated=about)
        acknowledge(outcome)
        taken.append(outcome)
    return _read_all(case, tuple(taken))


def _listed(path: Path, *, stated: Stated) -> Iterator[tuple[Path, Stated]]:
    """List files with what is stated of each: in ``sources.toml`` beside them, else of all."""
    entries = _sidecar(path / NAME) if path.is_dir() else ()
    for file in files_below(path):
        if file == path / NAME:
            continue
        place = file.relative_to(path).as_posix() if entries else ""
        yield file, _merged(stated, stated_for(place, among=entries)) if entries else stated


def _sidecar(path: Path) -> tuple[StatedFor, ...]:
    """Read what a person states in a file beside the sources, or nothing where there is none.

    Raises:
        CaseError: The file is no TOML, or states something that is not understood.
    """
    if not path.is_file():
        return ()
    try:
        return parse_sidecar(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, InvalidValueError) as error:
        raise CaseError(f"{NAME} cannot be used: {error}; mend it, nothing was added") from error


def _merged(stated: Stated, about: StatedFor) -> Stated:
    """Put what is stated of one file before what is stated of all."""
    found = {
        "collector": about.collector,
        "author": about.author,
        "date": about.date,
        "completeness": about.completeness,
        "completeness_note": about.part,
        "restriction": about.restriction,
        "kind": about.kind,
        "url": about.url,
        "note": about.note,
    }
    known: dict[str, Any] = {name: value for name, value in found.items() if value is not None}
    return replace(stated, **known)


def add_content(
    case: Case,
    content: bytes,
    *,
    name: str,
    stated: Stated,
    acknowledge: Callable[[Taken], None],
) -> Added:
    """Take in bytes that are no file, such as standard input, and read them."""
    outcome = preserve(case, content, name=name, stated=stated)
    acknowledge(outcome)
    return _read_all(case, (outcome,))


def extract_all(case: Case, *, progress: Progress) -> Extracted:
    """Find the statements of every source that changed, and old decisions in new texts.

    Args:
        case: The case.
        progress: Called with the number of sources done and of all.
    """
    case.log_files()
    case.sweep()
    tools = tools_of(case)
    sources = sources_to_read(case)
    read = extracted = statements = lost = 0
    with Isolation() as isolation:
        for done, source in enumerate(sources, start=1):
            read += read_source(case, source, isolation=isolation) is not None
            kept = extract_source(case, source, tools=tools)
            if kept is not None:
                extracted += 1
                statements += _statements(kept)
            lost += _gaps(reanchor_source(case, source, tools=tools))
            progress(done, len(sources))
    ensure_cells(case)
    return Extracted(
        read=read,
        extracted=extracted,
        remembered=len(sources) - extracted,
        statements=statements,
        lost=lost,
    )


def _read_all(case: Case, taken: tuple[Taken, ...]) -> Added:
    """Read the sources that were not read before."""
    wanted = {outcome.source for outcome in taken}
    read = gaps = 0
    with Isolation() as isolation:
        for source in sources_to_read(case):
            if source.id in wanted:
                kept = read_source(case, source, isolation=isolation)
                read += kept is not None
                gaps += kept is not None and not _has_text(kept)
        protection = isolation.protection
    return Added(
        taken=taken,
        read=read,
        gaps=gaps,
        protection=protection.words,
        warning=protection.warning,
    )


def _check_apart(case: Case, paths: tuple[Path, ...]) -> None:
    """Refuse to take the case's own files, its keys among them, for sources."""
    own = case.folder.resolve()
    for path in paths:
        wanted = path.resolve()
        if own == wanted or own in wanted.parents or wanted in own.parents:
            raise CaseError(
                "the case's own folder lies in what is to be added; keep sources outside of it"
            )


def _gaps(kept: Kept | None) -> int:
    """Count the gaps a run left."""
    return sum(isinstance(value, Gap) for value in kept.values) if kept else 0


def _has_text(kept: Kept) -> bool:
    """Whether a reading found a text, however many gaps it left."""
    return any(isinstance(value, ExtractedText) for value in kept.values)


def _statements(kept: Kept) -> int:
    """Count the values of a run that are no gaps."""
    return sum(not isinstance(value, Gap) for value in kept.values)
