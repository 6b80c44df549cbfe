"""The public verbs: all that the command line and the app can do, from Python.

Example:
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = Path(tempfile.mkdtemp()) / "case"
    >>> with create(folder, question="What happened at Orsk-Dal?") as case:
    ...     case.settings.office
    'hq'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from probandum.model.assessment import Finding, Leaf, LeafStatus
from probandum.model.identity import Actor
from probandum.workflow import (
    adding,
    assessing,
    deciding,
    exporting,
    importing,
    reporting,
    weighing,
)
from probandum.workflow import verifying as _verifying
from probandum.workflow.case import Case, create_case, open_case
from probandum.workflow.casefile import CaseFile
from probandum.workflow.intake import Stated, Taken
from probandum.workflow.law import check_law
from probandum.workflow.looking import Listed, gaps_now, sources_of, statements_of
from probandum.workflow.road import Travelled, Watcher, travel
from probandum.workflow.searching import Found
from probandum.workflow.searching import search as _search
from probandum.workflow.surroundings import Surroundings, system_surroundings
from probandum.workflow.verification.entries import OutsideRoot
from probandum.workflow.verification.outcome import Verification

DEFAULT_FRAMEWORKS = ("genocide_convention_ii", "rome_statute_7", "r2p_2005")
DEFAULT_STANDARD = "reasonable_grounds"
DEFAULT_OFFICE = "hq"
DEFAULT_QUESTION = "What do these sources say, and which questions of law does it bear on?"
NOTHING_STATED = Stated()

__all__ = [
    "Case",
    "Found",
    "Listed",
    "Stated",
    "Taken",
    "Travelled",
    "Watcher",
    "add",
    "add_bytes",
    "assess",
    "create",
    "export_case",
    "extract",
    "finding",
    "gaps_now",
    "import_case",
    "leaf",
    "open_existing",
    "person",
    "run",
    "search",
    "sources_of",
    "statements_of",
    "verify",
    "verify_everything",
    "weigh",
    "write_report",
]

person = deciding.person


def create(
    folder: Path,
    *,
    question: str,
    frameworks: tuple[str, ...] = DEFAULT_FRAMEWORKS,
    standard: str = DEFAULT_STANDARD,
    office: str = DEFAULT_OFFICE,
    by: Actor | None = None,
    surroundings: Surroundings | None = None,
) -> Case:
    """Make a case in a new folder; nothing is made when something asked for does not exist.

    Args:
        folder: Where; it must not exist or be empty.
        question: The question to be answered.
        frameworks: Names of the frameworks the evidence is laid out beside.
        standard: Name of the standard of proof persons apply.
        office: Short name of the office.
        by: Who makes it, or None.
        surroundings: Clock and chance; the machine's own when None.

    Raises:
        CaseError: The folder already holds a case or other files.
        UnknownDropInError: There is no such framework or standard.
    """
    settings = CaseFile(question=question, office=office, frameworks=frameworks, standard=standard)
    check_law(settings, folder=folder)
    return create_case(
        folder, settings=settings, by=by, surroundings=surroundings or system_surroundings()
    )


def open_existing(folder: Path, *, surroundings: Surroundings | None = None) -> Case:
    """Open a case.

    Raises:
        CaseError: The folder is no case, or was made by a newer program.
    """
    return open_case(folder, surroundings=surroundings or system_surroundings())


def add(
    case: Case,
    paths: Iterable[Path],
    *,
    stated: Stated = NOTHING_STATED,
    acknowledge: Callable[[Taken], None] = lambda taken: None,
) -> adding.Added:
    """Preserve and read files and folders; see ``workflow.adding.add_paths``."""
    return adding.add_paths(case, paths, stated=stated, acknowledge=acknowledge)


def add_bytes(
    case: Case,
    content: bytes,
    *,
    name: str,
    stated: Stated = NOTHING_STATED,
    acknowledge: Callable[[Taken], None] = lambda taken: None,
) -> adding.Added:
    """Preserve and read bytes; see ``workflow.adding.add_content``."""
    return adding.add_content(case, content, name=name, stated=stated, acknowledge=acknowledge)


def extract(
    case: Case, *, progress: Callable[[int, int], None] = lambda done, total: None
) -> adding.Extracted:
    """Find the statements of every source that changed."""
    return adding.extract_all(case, progress=progress)


def assess(case: Case) -> assessing.Assessed:
    """Lay out every cell of the matrix whose evidence, question or code changed."""
    case.log_files()
    return assessing.assess(case)


def weigh(case: Case) -> weighing.WeighedCase:
    """Find which sources share an origin and so count once."""
    return weighing.weigh(case)


def run(  # noqa: PLR0913 - the whole road in one call
    folder: Path,
    *,
    case: Path,
    target: Path,
    watcher: Watcher,
    question: str | None = None,
    frameworks: tuple[str, ...] = (),
    standard: str | None = None,
    stated: Stated = NOTHING_STATED,
    by: Actor | None = None,
) -> Travelled:
    """Go the whole road from a folder of sources to a reading file.

    Args:
        folder: Folder of sources, or one file.
        case: Folder of the case; made when it is not there, used again when it is.
        target: Reading file to write.
        watcher: Who is told how far the work is.
        question: The question to be answered; a general one when None.
        frameworks: Names of frameworks; the program's usual ones when empty.
        standard: Name of the standard of proof; the program's usual one when None.
        stated: What the person states of all sources.
        by: Who does it, or None.
    """
    settings = CaseFile(
        question=question or DEFAULT_QUESTION,
        office=by.office if by else DEFAULT_OFFICE,
        frameworks=frameworks or DEFAULT_FRAMEWORKS,
        standard=standard or DEFAULT_STANDARD,
    )
    return travel(
        folder,
        case=case,
        target=target,
        settings=settings,
        stated=stated,
        by=by,
        surroundings=system_surroundings(),
        watcher=watcher,
    )


def write_report(case: Case, target: Path, *, edition: str = "confidential") -> reporting.Reported:
    """Write a report whose every factual sentence leads to what it rests on."""
    case.log_files()
    return reporting.report(case, target, edition=edition)


def search(case: Case, query: str, *, limit: int = 50) -> tuple[Found, ...]:
    """Find passages by words, in any script."""
    return _search(case, query, limit=limit)


def verify(case: Case, *, outside: OutsideRoot | None = None) -> Verification:
    """Check the hashes of the whole log and the fields of its newest entries."""
    return _verifying.verify_newest(case, outside=outside)


def verify_everything(case: Case, *, outside: OutsideRoot | None = None) -> Verification:
    """Check every byte that a step, page or report reads."""
    return _verifying.verify_all(case, outside=outside)


def export_case(case: Case, folder: Path) -> exporting.Exported:
    """Export a case whole as JSONL, with its own checker."""
    return exporting.export_jsonl(case, folder)


def import_case(
    source: Path, folder: Path, *, surroundings: Surroundings | None = None
) -> importing.Imported:
    """Make a case from a JSONL export and verify it."""
    return importing.import_jsonl(
        source, folder, surroundings=surroundings or system_surroundings()
    )


def leaf(
    case: Case,
    cell: str,
    *,
    status: LeafStatus,
    rationale: str,
    relied_on: tuple[str, ...],
    by: Actor,
) -> deciding.Decided:
    """Give one element under one binding a status.

    Args:
        case: The case.
        cell: Framework, element and binding, joined by colons.
        status: What the person found.
        rationale: Why.
        relied_on: Ids of the decisions whose statements were relied on.
        by: The person.
    """
    framework, _, rest = cell.partition(":")
    element, _, binding = rest.rpartition(":")
    value = Leaf(
        id=cell,
        framework=framework,
        element=element,
        binding=binding,
        standard=case.settings.standard,
        status=status,
        rationale=rationale,
        relied_on=tuple(sorted(relied_on)),
    )
    return deciding.set_leaf(case, value, by=by)


def finding(
    case: Case,
    *,
    leaves: tuple[str, ...],
    rationale: str,
    alternatives: tuple[str, ...] = (),
    by: Actor,
) -> deciding.Decided:
    """Sign a finding that rests on leaf decisions."""
    value = Finding(
        id=deciding.new_id(case, "finding"),
        question=case.settings.question,
        standard=case.settings.standard,
        leaves=tuple(sorted(leaves)),
        rationale=rationale,
        alternatives=alternatives,
    )
    return deciding.sign(case, value, by=by)
