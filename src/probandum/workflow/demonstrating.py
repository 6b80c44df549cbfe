"""The demonstration: the invented case, from three sources to a traced report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from probandum.errors import CaseError
from probandum.model.identity import Actor, ActorKind
from probandum.model.source import Completeness
from probandum.workflow.adding import add_content, extract_all
from probandum.workflow.assessing import assess
from probandum.workflow.case import Case, create_case
from probandum.workflow.casefile import CaseFile
from probandum.workflow.deciding import accept
from probandum.workflow.intake import Stated
from probandum.workflow.looking import statements_of
from probandum.workflow.reporting import Reported, report
from probandum.workflow.surroundings import Surroundings
from probandum.workflow.verification.outcome import Verification
from probandum.workflow.verifying import verify_all

QUESTION = "Were civilians killed in the Orsk-Dal valley in May 2019, and by whom?"
OFFICE = "demo"
REVIEWER = Actor(kind=ActorKind.PERSON, name="Ana Tibor (invented)", office=OFFICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstrated:
    """What the demonstration made.

    Attributes:
        case: Folder of the case.
        report: The written report.
        verification: The case, verified to its last byte.
        suggested: Statements the program suggested.
    """

    case: Path
    report: Reported
    verification: Verification
    suggested: int


def demonstrate(
    folder: Path, *, surroundings: Surroundings, tell: Callable[[str], None]
) -> Demonstrated:
    """Make the invented case, work it through, and write its report.

    Args:
        folder: New folder for the case and the report.
        surroundings: Clock and chance.
        tell: Called with a line of words at each step.

    Raises:
        CaseError: The folder is there and not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise CaseError(f"{folder.name!r} is not empty; choose a new folder with --output")
    settings = CaseFile(
        question=QUESTION,
        office=OFFICE,
        frameworks=("rome_statute_7_1_a",),
        standard="reasonable_grounds",
    )
    case_folder = folder / "case"
    with create_case(
        case_folder, settings=settings, by=REVIEWER, surroundings=surroundings
    ) as case:
        _add_sources(case, tell=tell)
        found = extract_all(case, progress=lambda done, total: None)
        tell(f"{found.statements} statements suggested by the program")
        _review(case, tell=tell)
        done = assess(case)
        tell(f"{len(done.laid_out)} cells laid out beside the elements")
        written = report(case, folder / "report.html", edition="confidential")
        verification = verify_all(case)
        tell(f"{len(verification.problems)} problems found when every byte was verified")
    return Demonstrated(
        case=case_folder, report=written, verification=verification, suggested=found.statements
    )


def _add_sources(case: Case, *, tell: Callable[[str], None]) -> None:
    """Take in the three sources, with what the person states of them."""
    stated = Stated(collector=REVIEWER.name, completeness=Completeness.COMPLETE)
    root = resources.files("probandum.workflow.demonstration").joinpath("sources")
    for item in sorted(root.iterdir(), key=lambda item: item.name):
        added = add_content(
            case,
            item.read_bytes(),
            name=item.name,
            stated=stated,
            acknowledge=lambda taken: tell(f"{taken.evidence_code} preserved and logged"),
        )
        if added.warning:
            tell(f"warning: {added.warning}")


def _review(case: Case, *, tell: Callable[[str], None]) -> None:
    """Accept what an invented reviewer would: the suggestions of one source."""
    listed = statements_of(case)
    chosen = [item for item in listed if item.evidence_code.startswith("TAB")]
    for item in chosen:
        accept(case, item.id, by=REVIEWER, reason="the row says so; read against the original")
    tell(f"{len(chosen)} statements accepted by an invented reviewer, the others left as they are")
