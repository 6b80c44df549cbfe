"""Small invented cases: the country of Velmora, its capital Orsk-Dal, its neighbour Tarsia."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from probandum.errors import CaseError
from probandum.model.assessment import Finding, Leaf, LeafStatus
from probandum.model.run import Run
from probandum.model.statement import Statement
from probandum.store.tables import REVIEW
from probandum.workflow import codes
from probandum.workflow.assessing import assess
from probandum.workflow.case import Case, create_case, open_case
from probandum.workflow.casefile import CaseFile
from probandum.workflow.deciding import accept, amend, new_id, person, set_leaf, sign
from probandum.workflow.erasing import erase_field
from probandum.workflow.extracting import extract_source, reanchor_source, tools_of
from probandum.workflow.intake import Stated, Taken, files_below, preserve, preserve_file
from probandum.workflow.isolation.isolating import ALL_LAYERS, Isolation
from probandum.workflow.isolation.protection import Layer
from probandum.workflow.reading import read_source, sources_to_read
from probandum.workflow.running import Kept
from probandum.workflow.surroundings import (
    FixedChance,
    FixedClock,
    Surroundings,
    system_surroundings,
)
from probandum.workflow.verification.outcome import Verification
from probandum.workflow.verifying import verify_all

OFFICE = "hq"
FRAMEWORK = "rome_statute_7_1_a"
MURDER = f"{FRAMEWORK}:murder.1:whole-case"
BY = person("Idra Velt", office=OFFICE)

REPORT = (
    "Report of the Velmora Watch.\n\n"
    "On 3 May 2019 soldiers killed 12 villagers at Orsk-Dal. "
    "The mayor said that 3 people were shot dead.\n\n"
    "The ministry denied that anyone was killed.\n"
)
SOURCES: Mapping[str, bytes] = {
    "report.txt": REPORT.encode(),
    "list.csv": b"name,what,place\nOna Berim,killed,Orsk-Dal\nSel Tarun,missing,Tarsia\n",
    "letter.txt": b"They killed my neighbour. I saw it from the mill.\n",
    "radio.txt": b"Orsk-Dal radio: two men were shot dead at the bridge.\n",
    "quiet.txt": b"The harvest in Velmora was good.\n",
    "noise.txt": bytes(range(8)) * 24,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Runs that one pass over a case has added, by step."""

    read: tuple[Kept, ...]
    extracted: tuple[Kept, ...]
    anchored: tuple[Kept, ...]


def fixed_surroundings(seed: str = "velmora") -> Surroundings:
    """Time and chance that repeat."""
    return Surroundings(
        clock=FixedClock(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)), chance=FixedChance(seed)
    )


def new_case(
    folder: Path,
    *,
    surroundings: Surroundings | None = None,
    frameworks: tuple[str, ...] = (FRAMEWORK,),
) -> Case:
    """Make an empty case."""
    settings = CaseFile(
        question="Were civilians killed in Velmora?",
        office=OFFICE,
        frameworks=frameworks,
        standard="reasonable_grounds",
    )
    return create_case(
        folder, settings=settings, by=None, surroundings=surroundings or system_surroundings()
    )


def reopened(folder: Path) -> Case:
    """Open a case with the machine's clock and chance."""
    return open_case(folder, surroundings=system_surroundings())


def write_sources(folder: Path, contents: Mapping[str, bytes] = SOURCES) -> Path:
    """Write files to take in."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return folder


def take_in(case: Case, folder: Path, *, stated: Stated | None = None) -> tuple[Taken, ...]:
    """Preserve all files below a folder."""
    return tuple(
        preserve_file(case, path, stated=stated or Stated()) for path in files_below(folder)
    )


def put_in(case: Case, contents: Mapping[str, bytes] = SOURCES) -> tuple[Taken, ...]:
    """Preserve invented sources without files."""
    return tuple(
        preserve(case, content, name=name, stated=Stated()) for name, content in contents.items()
    )


@contextmanager
def reading_process() -> Iterator[Isolation]:
    """One child process for the readers; without the container, which is slow to build."""
    with Isolation(layers=ALL_LAYERS - {Layer.BUBBLEWRAP}) as isolation:
        yield isolation


NEWER_READER = """
import dataclasses
from probandum.sources.formats import txt
from probandum.sources.reader import Reading

def read(content):
    return txt.read({change})

READER = dataclasses.replace(txt.READER, version="2", read=read)
"""


@contextmanager
def newer_reading_process(folder: Path, *, change: str) -> Iterator[Isolation]:
    """A child process whose reader of plain text is a newer one, and the code digest with it.

    Args:
        folder: Where the newer reader's module is written.
        change: Python that makes from ``content`` the bytes the old reader would then read.
    """
    package = f"newer_{abs(hash((str(folder), change)))}"
    readers = folder / package / "readers"
    readers.mkdir(parents=True)
    for place in (readers.parent, readers):
        (place / "__init__.py").write_text("")
    (readers / "txt.py").write_text(NEWER_READER.format(change=change))
    mark = change.encode()
    with (
        changed_code("probandum.sources.formats.txt", mark=mark),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.syspath_prepend(folder)
        with Isolation(
            registers=(f"{package}.readers",), layers=ALL_LAYERS - {Layer.BUBBLEWRAP}
        ) as isolation:
            yield isolation


@contextmanager
def changed_code(module: str, *, mark: bytes = b"newer") -> Iterator[None]:
    """Let one module of the program have other bytes, as after an update."""
    files = codes._files

    def changed(name: str) -> Iterator[tuple[str, bytes]]:
        for place, content in files(name):
            is_it = place.removesuffix(".py").replace("/", ".") == module
            yield place, content + b"# " + mark if is_it else content

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codes, "_files", changed)
        codes.code_sha256.cache_clear()
        try:
            yield
        finally:
            codes.code_sha256.cache_clear()


def work_through(case: Case, *, isolation: Isolation) -> Steps:
    """Read, extract and re-anchor every source that needs it."""
    read = [read_source(case, source, isolation=isolation) for source in sources_to_read(case)]
    tools = tools_of(case)
    extracted = [extract_source(case, source, tools=tools) for source in sources_to_read(case)]
    anchored = [reanchor_source(case, source, tools=tools) for source in sources_to_read(case)]
    return Steps(read=_done(read), extracted=_done(extracted), anchored=_done(anchored))


def statements_of(case: Case) -> dict[str, Statement]:
    """Suggested statements by their quote."""
    return {
        row.value(Statement).quote: row.value(Statement)
        for row in case.store.current_rows("statement")
        if row.body is not None
    }


def statement_about(case: Case, words: str) -> str:
    """Id of the one suggested statement whose quote holds some words."""
    (found,) = [value.id for quote, value in statements_of(case).items() if words in quote]
    return found


def reviews(case: Case) -> dict[str, str]:
    """Review status of each statement."""
    return {str(r["statement"]): str(r["status"]) for r in case.store.records(REVIEW)}


def runs_by_step(case: Case) -> dict[str, list[str]]:
    """Units of all runs, by step."""
    found: dict[str, list[str]] = {}
    for row in case.store.rows("run"):
        run = row.value(Run)
        found.setdefault(run.step, []).append(run.unit)
    return found


def leaf_on(*relied_on: str, cell: str = MURDER) -> Leaf:
    """A leaf for one cell."""
    framework, element, binding = cell.split(":")
    return Leaf(
        id=cell,
        framework=framework,
        element=element,
        binding=binding,
        standard="reasonable_grounds",
        status=LeafStatus.ESTABLISHED,
        rationale="two accounts agree",
        relied_on=tuple(sorted(relied_on)),
    )


def finding_on(case: Case, *leaves: str) -> Finding:
    """A finding that rests on leaves."""
    return Finding(
        id=new_id(case, "finding"),
        question=case.settings.question,
        standard="reasonable_grounds",
        leaves=tuple(sorted(leaves)),
        rationale="the element is shown",
    )


def decided_case(folder: Path, *, isolation: Isolation) -> Case:
    """Make a case of six sources, read and extracted, with decisions, a leaf and a finding."""
    case = new_case(folder)
    put_in(case)
    work_through(case, isolation=isolation)
    first = accept(case, statement_about(case, "12 villagers"), by=BY)
    second = amend(
        case, statement_about(case, "my neighbour"), changes={"place": "the mill"}, by=BY
    )
    leaf = set_leaf(case, leaf_on(first.decision.id, second.decision.id), by=BY)
    sign(case, finding_on(case, leaf.decision.id), by=BY)
    assess(case)
    return case


def full_case(folder: Path, *, scratch: Path) -> Case:
    """Make a case that holds one of everything this program can make of text today.

    Six sources (one unreadable, one known under two names), a file that was refused, an
    erased field and an erased output, two decisions, a leaf, a finding, a re-anchored
    decision, a lost one, an instance.
    """
    with reading_process() as isolation:
        case = decided_case(folder, isolation=isolation)
        preserve(case, SOURCES["quiet.txt"], name="again.txt", stated=Stated())
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / "dangling").symlink_to(scratch / "nowhere")
    preserve_file(case, scratch / "dangling", stated=Stated())
    accept(case, statement_about(case, "two men"), by=BY)
    change = 'b"Page 1\\n" + content.replace(b"bridge", b"ford")'
    with newer_reading_process(scratch, change=change) as isolation:
        work_through(case, isolation=isolation)
    assess(case)
    erase_field(case, office=OFFICE, seq=1, name="name", by=BY, reason="asked for")
    return case


@contextmanager
def opened_database(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection past all of the program's rules, for those who tamper."""
    with closing(sqlite3.connect(folder / "case.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # what is damaged here need not last
        yield connection


def settle(case: Case) -> None:
    """Close a case, so that its database is one file."""
    folder = case.folder
    case.close()
    with opened_database(folder) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def copy_case(folder: Path, target: Path) -> Path:
    """Copy a closed case, its files writable."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)
    return target


class Workspace:
    """A copy of a case to be damaged, put back between two tries."""

    def __init__(self, kept: Path, folder: Path) -> None:
        self.kept = kept
        self.folder = copy_case(kept, folder)

    def put_back(self) -> None:
        for path in self.folder.glob("case.db*"):
            path.unlink()
        shutil.copyfile(self.kept / "case.db", self.folder / "case.db")
        shutil.copyfile(self.kept / "log" / "hq.jsonl", self.folder / "log" / "hq.jsonl")

    def verified(self) -> Verification:
        with reopened(self.folder) as case:
            return verify_all(case)

    def problems(self) -> tuple[str, ...]:
        """What verification reports, or why the case is refused at all."""
        try:
            return self.verified().problems
        except CaseError as error:
            return (str(error),)

    def problems_after(self, *statements: str) -> tuple[str, ...]:
        self.put_back()
        with opened_database(self.folder) as database:
            for statement in statements:
                assert database.execute(statement).rowcount != 0, statement
        return self.problems()


def _done(kept: list[Kept | None]) -> tuple[Kept, ...]:
    return tuple(each for each in kept if each is not None)
