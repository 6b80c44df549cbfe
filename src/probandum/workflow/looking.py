"""Looking into a case: its statements with their review, its sources, its state in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from probandum.errors import NotFoundError
from probandum.model.decision import Decision
from probandum.model.run import Gap
from probandum.model.source import Source
from probandum.model.statement import ReviewStatus, Statement
from probandum.store.protocol import open_bodies
from probandum.store.tables import REVIEW
from probandum.workflow.case import Case
from probandum.workflow.placing import placed_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A statement as a person sees it in a list.

    Attributes:
        id: Id of the statement.
        status: Suggested, accepted, rejected.
        evidence_code: Of its source.
        statement: As it counts now.
        decision: Id of the decision that counts, or None.
    """

    id: str
    status: ReviewStatus
    evidence_code: str
    statement: Statement
    decision: str | None


def statements_of(case: Case, *, status: ReviewStatus | None = None) -> tuple[Listed, ...]:
    """Return the statements of a case, in the order of their sources and places."""
    codes = {source.id: source.evidence_code for source in sources_of(case)}
    equal = {} if status is None else {"status": status.value}
    found = []
    for record in case.store.records(REVIEW, **equal):
        placed = placed_now(case.store, str(record["statement"]))
        found.append(
            Listed(
                id=placed.statement.id,
                status=placed.review.status,
                evidence_code=codes.get(placed.source, "not known"),
                statement=placed.statement,
                decision=placed.review.decision.id if placed.review.decision else None,
            )
        )
    return tuple(
        sorted(found, key=lambda item: (item.evidence_code, item.statement.start, item.id))
    )


def sources_of(case: Case) -> tuple[Source, ...]:
    """Return the sources of a case, in the order of intake."""
    return tuple(open_bodies(case.store.rows("source"), Source))


def gaps_now(case: Case) -> tuple[Gap, ...]:
    """Return the gaps of a case as it stands."""
    return tuple(open_bodies(case.store.current_rows("gap"), Gap))


def decisions_of(case: Case) -> tuple[Decision, ...]:
    """Return every decision, in the order of the log."""
    return tuple(open_bodies(case.store.rows("decision"), Decision))


def statement_named(case: Case, start: str) -> str:
    """Return the id of the one statement whose id begins so.

    Raises:
        NotFoundError: There is none, or more than one.
    """
    for record in case.store.records(REVIEW, statement=start):
        return str(record["statement"])
    found = [
        str(record["statement"])
        for record in case.store.records(REVIEW)
        if str(record["statement"]).startswith(start)
        or str(record["statement"]).removeprefix("statement-").startswith(start)
    ]
    if len(found) != 1:
        raise NotFoundError(
            f"{len(found)} statements have an id beginning {start!r}; list them with 'probandum "
            "list statements CASE' and give more of the id"
        )
    return found[0]
