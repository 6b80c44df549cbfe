"""The main job: from a folder of sources to a case and a reading file, in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from probandum.errors import CaseError
from probandum.model.identity import Actor
from probandum.workflow.adding import Added, Extracted, add_paths, extract_all
from probandum.workflow.assessing import Assessed, assess
from probandum.workflow.case import DATABASE, Case, create_case, open_case
from probandum.workflow.casefile import CaseFile
from probandum.workflow.intake import Stated, Taken, files_below
from probandum.workflow.law import check_law
from probandum.workflow.reading import unread_sources
from probandum.workflow.reporting import Reported, renderer_for, report
from probandum.workflow.surroundings import Surroundings
from probandum.workflow.weighing import WeighedCase, weigh

EDITION = "confidential"


@dataclass(frozen=True, slots=True, kw_only=True)
class Travelled:
    """What the main job did.

    Attributes:
        case: Folder of the case.
        added: What became of the files.
        extracted: What was found in them.
        weighed: What depends on what.
        assessed: What was laid out.
        report: The reading file.
        unread: How many sources of the case have no text.
    """

    case: Path
    added: Added
    extracted: Extracted
    weighed: WeighedCase
    assessed: Assessed
    report: Reported
    unread: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Who is told how far the work is.

    Attributes:
        acknowledge: Told of each file once it is safe on the disk.
        progress: Told how many sources of all were searched.
        tell: Told in words what begins.
    """

    acknowledge: Callable[[Taken], None]
    progress: Callable[[int, int], None]
    tell: Callable[[str], None]


def travel(
    folder: Path,
    *,
    case: Path,
    target: Path,
    settings: CaseFile,
    stated: Stated,
    by: Actor | None,
    surroundings: Surroundings,
    watcher: Watcher,
) -> Travelled:
    """Go the whole road; going it again does only what is new.

    Args:
        folder: Folder of sources, or one file.
        case: Folder of the case; made when it is not there.
        target: Reading file to write.
        settings: What a new case is about; an existing one keeps its own.
        stated: What the person states of all sources.
        by: Who does it, or None.
        surroundings: Clock and chance.
        watcher: Who is told how far the work is.

    Raises:
        CaseError: There are no sources, or the folder of the case holds something else.
        UnknownDropInError: No renderer writes such a reading file; nothing was done.
    """
    if next(files_below(folder), None) is None:
        raise CaseError(f"{folder.name!r} holds no files; put sources into it first")
    renderer_for(target)
    with _case(case, settings=settings, by=by, surroundings=surroundings) as opened:
        watcher.tell("preserving and reading")
        added = add_paths(opened, (folder,), stated=stated, acknowledge=watcher.acknowledge)
        watcher.tell("looking for statements")
        extracted = extract_all(opened, progress=watcher.progress)
        watcher.tell("weighing, laying out, writing")
        weighed = weigh(opened)
        assessed = assess(opened)
        written = report(opened, target, edition=EDITION)
        unread = unread_sources(opened)
    return Travelled(
        case=case,
        added=added,
        extracted=extracted,
        weighed=weighed,
        assessed=assessed,
        report=written,
        unread=unread,
    )


def _case(
    folder: Path, *, settings: CaseFile, by: Actor | None, surroundings: Surroundings
) -> Case:
    """Open the case that is there, or make it."""
    if (folder / DATABASE).exists():
        return open_case(folder, surroundings=surroundings)
    check_law(settings, folder=folder)
    return create_case(folder, settings=settings, by=by, surroundings=surroundings)
