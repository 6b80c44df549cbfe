"""A better reader makes a new text: decided words are found again in it, or are a gap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from probandum.model.decision import Decision
from probandum.model.run import Gap, GapKind
from probandum.model.statement import Anchor
from probandum.store.tables import SEARCH
from probandum.workflow.assessing import assess, matrix
from probandum.workflow.case import Case
from probandum.workflow.deciding import accept, reject, undo
from probandum.workflow.isolation.isolating import Isolation
from probandum.workflow.placing import placed_now
from probandum.workflow.reporting import report
from probandum.workflow.verifying import verify_all
from tests.workflow_cases import (
    BY,
    new_case,
    newer_reading_process,
    put_in,
    reading_process,
    reviews,
    statement_about,
    work_through,
)

WORDS = "Orsk-Dal radio: two men were shot dead at the bridge."
SOURCE = {"radio.txt": f"{WORDS}\r\nThe harvest was good.\r\n".encode()}


@pytest.fixture(scope="module")
def isolation() -> Iterator[Isolation]:
    with reading_process() as started:
        yield started


@pytest.fixture
def case(tmp_path: Path, isolation: Isolation) -> Iterator[Case]:
    made = new_case(tmp_path / "case")
    put_in(made, SOURCE)
    work_through(made, isolation=isolation)
    assess(made)
    yield made
    assert () == verify_all(made).problems


def _counts(case: Case) -> tuple[int, int]:
    """Accepted and suggested accounts in the one cell that has any."""
    found = [(count.accepted, count.suggested) for count in matrix(case) if count.side == "for"]
    return found[0] if found else (0, 0)


def _current(case: Case, kind: str, type_: type[Anchor] | type[Gap]) -> list[Anchor | Gap]:
    return [row.value(type_) for row in case.store.current_rows(kind) if row.body is not None]


@pytest.mark.parametrize(
    "change",
    ['b"Page 1\\n" + content', 'content.replace(b"\\r\\n", b"\\n")'],
    ids=["a line before", "other line ends"],
)
def test_decided_words_are_found_again_at_their_place(
    case: Case, tmp_path: Path, change: str
) -> None:
    statement = statement_about(case, "two men")
    made = accept(case, statement, by=BY)
    with newer_reading_process(tmp_path, change=change) as newer:
        steps = work_through(case, isolation=newer)
    assert 1 == len(steps.read)
    assert (1, 0) == _counts(case)
    anchors = [a for a in _current(case, "anchor", Anchor) if isinstance(a, Anchor)]
    held = placed_now(case.store, statement).statement
    (anchor,) = anchors
    assert (made.decision.id, statement) == (anchor.decision, anchor.statement)
    text = case.texts.get(anchor.text_sha256).decode()
    assert WORDS == text[anchor.start : anchor.end]
    assert held.text_sha256 != anchor.text_sha256


def test_decided_words_that_changed_are_a_gap_and_the_statement_stays(
    case: Case, tmp_path: Path
) -> None:
    statement = statement_about(case, "two men")
    accept(case, statement, by=BY)
    change = 'content.replace(b"bridge", b"ford")'
    with newer_reading_process(tmp_path, change=change) as newer:
        work_through(case, isolation=newer)
        assert () == work_through(case, isolation=newer).anchored
    (gap,) = [g for g in _current(case, "gap", Gap) if isinstance(g, Gap) and g.step == "reanchor"]
    assert (GapKind.LOST_ANCHOR, statement) == (gap.kind, gap.subject)
    assert "accepted" == reviews(case)[statement]
    assert (1, 1) == _counts(case)
    assert "ford" in next(iter(case.store.records(SEARCH)))["words"]  # type: ignore[operator]


def test_words_decided_on_before_do_not_count_a_second_time_as_suggested(
    case: Case, tmp_path: Path
) -> None:
    statement = statement_about(case, "two men")
    accept(case, statement, by=BY)
    with newer_reading_process(tmp_path, change='b"Page 1\\n" + content') as newer:
        work_through(case, isolation=newer)
    assert {statement: "accepted"} == reviews(case)


def test_rejected_words_do_not_come_back_as_a_suggestion(case: Case, tmp_path: Path) -> None:
    reject(case, statement_about(case, "two men"), by=BY)
    with newer_reading_process(tmp_path, change='b"Page 1\\n" + content') as newer:
        work_through(case, isolation=newer)
    assert (0, 0) == _counts(case)


def test_taking_back_the_decision_lets_the_newer_suggestion_count(
    case: Case, tmp_path: Path
) -> None:
    statement = statement_about(case, "two men")
    made = accept(case, statement, by=BY)
    with newer_reading_process(tmp_path, change='b"Page 1\\n" + content') as newer:
        work_through(case, isolation=newer)
        taken_back = undo(case, made.decision.id, by=BY)
        assert (0, 1) == _counts(case)
        assert statement not in reviews(case)
        assert () == verify_all(case).problems
        undo(case, taken_back.decision.id, by=BY)
        assert {statement: "accepted"} == reviews(case)
        undo(case, _last(case), by=BY)
        work_through(case, isolation=newer)
    assert (0, 1) == _counts(case)


def _last(case: Case) -> str:
    return list(case.store.rows("decision"))[-1].value(Decision).id


def test_two_newer_readers_one_after_the_other_lose_nothing(case: Case, tmp_path: Path) -> None:
    statement = statement_about(case, "two men")
    accept(case, statement, by=BY)
    for change in ('b"Page 1\\n" + content', 'b"Page 1\\nOf Velmora\\n" + content'):
        with newer_reading_process(tmp_path, change=change) as newer:
            work_through(case, isolation=newer)
            assert {statement: "accepted"} == reviews(case)
            assert () == verify_all(case).problems
    (anchor,) = [a for a in _current(case, "anchor", Anchor) if isinstance(a, Anchor)]
    assert len("Page 1\nOf Velmora\n") == anchor.start


def test_a_report_still_cites_words_of_the_older_text(case: Case, tmp_path: Path) -> None:
    accept(case, statement_about(case, "two men"), by=BY)
    with newer_reading_process(tmp_path, change='content.replace(b"bridge", b"ford")') as newer:
        work_through(case, isolation=newer)
    made = report(case, tmp_path / "report.html", edition="confidential")
    assert 0 < made.cites
    assert WORDS in made.path.read_text()
