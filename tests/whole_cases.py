"""Invented cases made through the public verbs only, with one of everything they can make."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from probandum import api
from probandum.model.assessment import LeafStatus
from probandum.model.decision import Decision
from probandum.model.grading import Grade
from probandum.model.run import Run
from probandum.model.source import Passage
from probandum.workflow import deciding
from probandum.workflow.erasing import erase_field, erase_output

BY = deciding.person("Idra Velt", office="hq")
OTHER = deciding.person("Sel Tarun", office="hq")
MURDER = "rome_statute_7_1_a:murder.1:whole-case"
QUESTION = "Were civilians killed in Velmora?"
SOURCES: Mapping[str, bytes] = {
    "report.txt": (
        "Velmora Watch.\r\n\r\nOn 3 May 2019 soldiers killed 12 villagers at Orsk-Dal. "
        "The mayor of Hoery\u014fng said that 3 people were shot dead \U0001f56f\ufe0f.\r\n"
        "The ministry denied that anyone was killed.\r\n"
    ).encode(),
    "list.csv": "name,what\nOna Berim,killed\nSel Tarun,missing\nأحمد,executed\n".encode(),
    "letter.txt": "They killed my neighbour in cafe\u0301 Tarn. 요덕수용소에서 본 일.\n".encode(),
    "noise.txt": bytes(range(8)) * 24,
    "empty.txt": b"",
}


def made(folder: Path, contents: Mapping[str, bytes] = SOURCES) -> api.Case:
    """Make a case of some files, read and extracted; the files lie beside it."""
    sources = folder.with_name(f"{folder.name}-sources")
    sources.mkdir(parents=True)
    for name, content in contents.items():
        (sources / name).write_bytes(content)
    case = api.create(folder, question=QUESTION, frameworks=("rome_statute_7_1_a",), by=BY)
    api.add(case, [sources])
    api.extract(case)
    return case


def decided(case: api.Case) -> None:
    """Decide on the first statements in every way, set a leaf, sign, grade, assess."""
    verbs = (_accept, _amend, _reject, _taken_back, _restored)
    relied_on = []
    for number, item in enumerate(api.statements_of(case)[:8]):
        decision = verbs[number % len(verbs)](case, item.id)
        if decision is not None:
            relied_on.append(decision)
    leaf = api.leaf(
        case,
        MURDER,
        status=LeafStatus.ESTABLISHED,
        rationale="the accounts agree",
        relied_on=tuple(relied_on),
        by=BY,
    )
    api.finding(case, leaves=(leaf.decision.id,), rationale="it is shown 🕯", by=OTHER)
    for source in api.sources_of(case)[:1]:
        for letter in "BC":
            value = Grade(
                id=deciding.new_id(case, "grade"),
                subject=source.id,
                scale="admiralty",
                reliability=letter,
                credibility="2",
                reason="known for long",
            )
            deciding.grade(case, value, by=BY)
    api.assess(case)


def erased(case: api.Case) -> None:
    """Erase a field of an entry and an output of a run."""
    source, *_ = tuple(case.store.rows("source"))
    erase_field(
        case,
        office=source.office or "",
        seq=source.seq or 0,
        name="name",
        by=BY,
        reason="asked for",
    )
    for row in tuple(case.store.rows("candidate"))[:1]:
        erase_output(case, run=row.run or "", position=row.position or 0, by=BY, reason="asked for")


def whole(folder: Path) -> api.Case:
    """Make a case with one of everything: gaps, an instance, decisions, erasures, own files."""
    case = made(folder)
    api.add_bytes(case, SOURCES["letter.txt"], name="again.txt")
    passage = next(p for p in _passages(case) if p.end - p.start > 12)
    content = {
        "kind": "act",
        "lane": "account",
        "modality": "asserted",
        "acts": ["killing"],
        "chain": [{"role": "witness"}],
    }
    deciding.add_statement(
        case, passage=passage.id, start=passage.start, end=passage.start + 9, content=content, by=BY
    )
    decided(case)
    (folder / "lexicons" / "own.toml").write_bytes(_own_lexicon())
    api.extract(case)
    api.assess(case)
    erased(case)
    return case


def runs(case: api.Case) -> tuple[Run, ...]:
    """Return every run."""
    return tuple(row.value(Run) for row in case.store.rows("run"))


def decisions(case: api.Case) -> tuple[Decision, ...]:
    """Return every decision."""
    return tuple(row.value(Decision) for row in case.store.rows("decision"))


def _passages(case: api.Case) -> list[Passage]:
    return [row.value(Passage) for row in case.store.current_rows("passage") if row.body]


def _own_lexicon() -> bytes:
    from probandum.registry import LEXICONS

    return LEXICONS.content("killing").replace(b'act = "killing"', b'act = "violence"')


def _accept(case: api.Case, statement: str) -> str | None:
    return deciding.accept(
        case, statement, by=BY, reason="read\r\nagainst the original"
    ).decision.id


def _amend(case: api.Case, statement: str) -> str | None:
    done = deciding.amend(case, statement, changes={"place": "Orsk-Dal", "when": "2019-05"}, by=BY)
    return done.decision.id


def _reject(case: api.Case, statement: str) -> str | None:
    deciding.reject(case, statement, by=OTHER)
    return None


def _taken_back(case: api.Case, statement: str) -> str | None:
    done = deciding.accept(case, statement, by=BY)
    deciding.undo(case, done.decision.id, by=OTHER)
    return None


def _restored(case: api.Case, statement: str) -> str | None:
    done = deciding.accept(case, statement, by=BY)
    taken = deciding.undo(case, done.decision.id, by=OTHER)
    deciding.undo(case, taken.decision.id, by=BY)
    return done.decision.id
