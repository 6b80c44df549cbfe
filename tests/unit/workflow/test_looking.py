"""Looking into a case: its statements in order, by status, and by the beginning of an id."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from probandum import api
from probandum.errors import NotFoundError
from probandum.model.statement import ReviewStatus
from probandum.workflow import deciding
from probandum.workflow.looking import decisions_of, statement_named
from tests import whole_cases

FILES = {
    "a.txt": b"Two were killed at the mill. Three were shot dead at the ford.\n",
    "b.txt": b"Four were killed in Tarn.\n",
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.Case]:
    with whole_cases.made(tmp_path_factory.mktemp("looking") / "case", FILES) as made:
        first, second, _ = api.statements_of(made)
        deciding.accept(made, first.id, by=whole_cases.BY)
        deciding.amend(made, second.id, changes={"place": "the ford"}, by=whole_cases.BY)
        yield made


def test_statements_stand_in_the_order_of_sources_and_places(case: api.Case) -> None:
    found = [(item.evidence_code, item.statement.quote[:5]) for item in api.statements_of(case)]
    assert [("DOC-HQ-001", "Two w"), ("DOC-HQ-001", "Three"), ("DOC-HQ-002", "Four ")] == found


def test_a_statement_is_shown_as_amended_with_its_decision(case: api.Case) -> None:
    second = api.statements_of(case)[1]
    assert ("the ford", ReviewStatus.ACCEPTED) == (second.statement.place, second.status)
    assert decisions_of(case)[1].id == second.decision


def test_statements_can_be_asked_for_by_status(case: api.Case) -> None:
    accepted = api.statements_of(case, status=ReviewStatus.ACCEPTED)
    suggested = api.statements_of(case, status=ReviewStatus.SUGGESTED)
    assert (2, 1, None) == (len(accepted), len(suggested), suggested[0].decision)
    assert () == api.statements_of(case, status=ReviewStatus.REJECTED)


def test_a_statement_is_named_by_the_beginning_of_its_id(case: api.Case) -> None:
    whole = api.statements_of(case)[0].id
    bare = whole.removeprefix("statement-")
    assert [whole] * 4 == [
        statement_named(case, start) for start in (whole, whole[:20], bare, bare[:10])
    ]


def test_a_whole_id_is_looked_up_and_not_searched_for(
    case: api.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    connection = case.store._connection  # type: ignore[attr-defined]
    connection.set_trace_callback(asked.append)
    statement_named(case, api.statements_of(case)[0].id)
    connection.set_trace_callback(None)
    assert '"review" v WHERE v."statement" IS' in asked[-1]


@pytest.mark.parametrize(("start", "number"), [("", 3), ("statement-", 3), ("zz", 0)])
def test_what_is_not_one_statement_is_refused(case: api.Case, start: str, number: int) -> None:
    with pytest.raises(NotFoundError, match=f"^{number} statements have an id beginning '{start}'"):
        statement_named(case, start)


def test_decisions_stand_in_the_order_of_the_log(case: api.Case) -> None:
    assert ["accept", "amend"] == [decision.kind.value for decision in decisions_of(case)]
