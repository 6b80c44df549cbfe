"""Small invented values for tests of stores: sources, runs, passages, statements, drafts."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from probandum.language.tokens import index_characters, index_tokens
from probandum.model.codec import recorded
from probandum.model.decision import Decision, DecisionKind
from probandum.model.figure import Figure
from probandum.model.identity import Actor, ActorKind
from probandum.model.kinds import kind_of
from probandum.model.log import EntryKind
from probandum.model.run import Gap, GapKind, Run
from probandum.model.source import Acquisition, Instance, Passage, PassageKind, Source
from probandum.model.statement import Lane, Modality, Speaker, Statement, StatementKind
from probandum.store.protocol import Draft, Output, Transaction, output_of
from probandum.store.tables import SEARCH

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
DIGEST = sha256(b"text").hexdigest()
PERSON = Actor(kind=ActorKind.PERSON, name="Mira Tolvan", office="hq")
ACQUISITION = Acquisition(at=AT, tool="probandum 1")


class Counting:
    """A source of chance that can be foretold, every draw different from every other."""

    def __init__(self, start: int = 0) -> None:
        self.drawn = start

    def token(self, size: int) -> bytes:
        """Return the next digest, cut to size."""
        self.drawn += 1
        return sha256(str(self.drawn).encode()).digest()[:size]


def source(number: int, *, name: str = "report.txt") -> Source:
    """Return the source of a number."""
    return Source(
        id=f"sha256:{sha256(str(number).encode()).hexdigest()}",
        size=number,
        evidence_code=f"DOC-HQ-{number:03d}",
        name=name,
        media_type="text/plain",
        acquisition=ACQUISITION,
    )


def instance(number: int, *, of: Source) -> Instance:
    """Return another copy of a source."""
    return Instance(id=f"instance-hq-{number}", source=of.id, name="copy", acquisition=ACQUISITION)


def run(run_id: str, *, step: str = "read", unit: str = "u", outputs: int = 0) -> Run:
    """Return a run."""
    return Run(
        id=run_id,
        step=step,
        unit=unit,
        at=AT,
        inputs=(),
        code_sha256=DIGEST,
        outputs=outputs,
        outputs_root=DIGEST,
    )


def passage(passage_id: str, *, run_id: str = "run-1", speaker: str | None = None) -> Passage:
    """Return a passage."""
    return Passage(
        id=passage_id,
        run=run_id,
        source=source(1).id,
        kind=PassageKind.COMMENT,
        number=1,
        speaker=speaker,
        text_sha256=DIGEST,
        start=0,
        end=9,
    )


def statement(statement_id: str, *, passage_id: str = "p1", quote: str = "fled") -> Statement:
    """Return a statement."""
    return Statement(
        id=statement_id,
        run="run-1",
        passage=passage_id,
        text_sha256=DIGEST,
        start=0,
        end=len(quote),
        quote=quote,
        kind=StatementKind.ACT,
        lane=Lane.ACCOUNT,
        chain=(Speaker(role="author"),),
        modality=Modality.ASSERTED,
    )


def gap(gap_id: str, *, subject: str = "s") -> Gap:
    """Return a gap."""
    return Gap(
        id=gap_id,
        run="run-1",
        kind=GapKind.EMPTY,
        subject_kind="source",
        subject=subject,
        step="read",
        reason="no text",
    )


def decision(number: int, *, target: str = "s1", reason: str | None = None) -> Decision:
    """Return a decision that accepts a statement."""
    return Decision(
        id=f"decision-hq-{number}",
        at=AT,
        actor=PERSON,
        kind=DecisionKind.ACCEPT,
        target_kind="statement",
        target=target,
        value=recorded(Figure(low=1, unit="people")),
        reason=reason,
    )


def draft_of(value: object) -> Draft:
    """Return the draft of an entry that holds a value as its row."""
    return Draft(kind=EntryKind(kind_of(value).name), at=AT, row=value)


def plain_draft(*pairs: tuple[str, str]) -> Draft:
    """Return the draft of an entry with fields of its own."""
    return Draft(kind=EntryKind.CASE, at=AT, fields=pairs)


def outputs(*values: object, chance: Counting | None = None) -> list[Output]:
    """Return values as a run puts them out."""
    drawn = chance or Counting(1000)
    return [output_of(value, kind=kind_of(value).name, chance=drawn) for value in values]


def index(transaction: Transaction, passage_id: str, text: str) -> None:
    """Make a passage searchable."""
    transaction.put(
        SEARCH,
        passage=passage_id,
        words=" ".join(index_tokens(text)),
        characters=" ".join(index_characters(text)),
    )
