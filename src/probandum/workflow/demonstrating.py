"""The demonstration: the invented case of ``examples/``, from its sources to a reading file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import probandum
from probandum.errors import CaseError
from probandum.workflow.case import open_case
from probandum.workflow.casefile import CaseFile
from probandum.workflow.intake import Stated
from probandum.workflow.road import Travelled, Watcher, travel
from probandum.workflow.surroundings import Surroundings
from probandum.workflow.verification.outcome import Verification
from probandum.workflow.verifying import verify_all

QUESTION = "What happened to the Serrani of the Orsk-Dal valley, and who is said to have done it?"
OFFICE = "demo"
FRAMEWORKS = ("genocide_convention_ii", "rome_statute_7", "r2p_2005")
STANDARD = "reasonable_grounds"
CASE, READING = "case", "reading.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstrated:
    """What the demonstration made.

    Attributes:
        travelled: What the main job did.
        verification: The case, verified to its last byte.
    """

    travelled: Travelled
    verification: Verification


def demonstrate(
    folder: Path, *, surroundings: Surroundings, tell: Callable[[str], None]
) -> Demonstrated:
    """Take the invented case the whole road, and verify what came of it.

    Args:
        folder: New folder for the case and the reading file.
        surroundings: Clock and chance.
        tell: Called with a line of words at each step.

    Raises:
        CaseError: The folder is there and not empty, or the example is not installed.
    """
    if folder.exists() and any(folder.iterdir()):
        raise CaseError(f"{folder.name!r} is not empty; choose a new folder with --output")
    settings = CaseFile(question=QUESTION, office=OFFICE, frameworks=FRAMEWORKS, standard=STANDARD)
    travelled = travel(
        example_sources(),
        case=folder / CASE,
        target=folder / READING,
        settings=settings,
        stated=Stated(),
        by=None,
        surroundings=surroundings,
        watcher=Watcher(
            acknowledge=lambda taken: None, progress=lambda done, total: None, tell=tell
        ),
    )
    with open_case(folder / CASE, surroundings=surroundings) as case:
        verification = verify_all(case)
    tell(f"{len(verification.problems)} problems found when every byte was verified")
    return Demonstrated(travelled=travelled, verification=verification)


def example_sources() -> Path:
    """Return the folder of the invented case's sources: packaged, or in a checkout.

    Raises:
        CaseError: It is in neither place.
    """
    packaged = Path(str(resources.files("probandum.workflow.demonstration"))) / "sources"
    checkout = Path(probandum.__file__).parents[2] / "examples" / "orsk-dal" / "sources"
    for folder in (packaged, checkout):
        if folder.is_dir():
            return folder
    raise CaseError("the invented case is not installed with this program; use a checkout")
