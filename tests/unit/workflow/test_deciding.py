"""Decisions count what they touch and nothing else, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from probandum.errors import (
    InvalidValueError,
    NotFoundError,
    PersonRequiredError,
    RefusedDecisionError,
)
from probandum.model.codec import decode, plain
from probandum.model.decision import Decision
from probandum.model.identity import Actor, ActorKind
from probandum.model.source import Passage
from probandum.model.statement import Statement
from probandum.registry import LEXICONS
from probandum.store.tables import MEMBER
from probandum.workflow.assessing import assess, matrix
from probandum.workflow.case import Case
from probandum.workflow.deciding import (
    accept,
    add_statement,
    amend,
    person,
    reject,
    set_leaf,
    sign,
    undo,
)
from probandum.workflow.isolation.isolating import Isolation
from probandum.workflow.placing import placed_now
from probandum.workflow.reporting import stale_findings
from probandum.workflow.surroundings import FixedChance, Surroundings
from probandum.workflow.verifying import verify_all
from tests.workflow_cases import (
    BY,
    FRAMEWORK,
    MURDER,
    OFFICE,
    changed_code,
    finding_on,
    leaf_on,
    new_case,
    put_in,
    reading_process,
    reviews,
    statement_about,
    work_through,
)


class StoppedClock:
    """A clock on which everything happens in one second."""

    def now(self) -> datetime:
        return datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def isolation() -> Iterator[Isolation]:
    with reading_process() as started:
        yield started


@pytest.fixture
def case(tmp_path: Path, isolation: Isolation) -> Iterator[Case]:
    """Read and extracted; whatever the test decides must verify in the end."""
    made = new_case(tmp_path / "case")
    put_in(made)
    work_through(made, isolation=isolation)
    assess(made)
    yield made
    assert () == verify_all(made).problems


def _for(case: Case, cell: str = MURDER) -> tuple[int, int]:
    """Accepted and suggested accounts for a cell."""
    for count in matrix(case):
        if (count.cell, count.side) == (cell, "for"):
            return count.accepted, count.suggested
    return 0, 0


# ---------------------------------------------------------------- what is counted anew


def test_accepting_counts_only_the_cell_the_statement_stands_in(case: Case) -> None:
    assert (0, 5) == _for(case)
    decided = accept(case, statement_about(case, "12 villagers"), by=BY)
    assert (MURDER,) == decided.recounted
    assert (1, 4) == _for(case)
    assert (MURDER,) == assess(case).laid_out


def test_of_twenty_elements_only_the_two_that_ask_about_the_act_are_counted(
    tmp_path: Path, isolation: Isolation
) -> None:
    case = new_case(tmp_path / "case", frameworks=("velmora_twenty",))
    lines = ['title = "Twenty"', 'kind = "crime"', 'instrument = "invented"', 'source = "invented"']
    for number in range(20):
        acts = '["killing"]' if number in (3, 11) else '["burning"]'
        lines += [
            "[[elements]]",
            f'id = "e.{number}"',
            f'title = "Element {number}"',
            'words = "Somebody did something."',
            f'cites = "article {number}"',
            'role = "conduct"',
            f"acts = {acts}",
        ]
    (case.folder / "frameworks" / "velmora_twenty.toml").write_text("\n".join(lines))
    put_in(case)
    work_through(case, isolation=isolation)
    expected = ("velmora_twenty:e.11:whole-case", "velmora_twenty:e.3:whole-case")
    statement = statement_about(case, "12 villagers")
    matrix(case)
    for decide in (accept, reject, accept):
        assert expected == decide(case, statement, by=BY).recounted
    assert 20 == len(assess(case).laid_out)
    reject(case, statement, by=BY)
    assert set(expected) == set(assess(case).laid_out)
    assert () == verify_all(case).problems


def test_a_decision_on_what_stands_in_no_cell_counts_nothing(case: Case) -> None:
    statement = statement_about(case, "12 villagers")
    amend(case, statement, changes={"acts": []}, by=BY)
    assert () == accept(case, statement, by=BY, reason="seen again").recounted
    assert (0, 4) == _for(case)


# ---------------------------------------------------------------- taking back


def test_undoing_and_undoing_the_undoing(case: Case) -> None:
    statement = statement_about(case, "12 villagers")
    made = accept(case, statement, by=BY)
    taken_back = undo(case, made.decision.id, by=BY)
    assert (MURDER,) == taken_back.recounted
    assert "suggested" == reviews(case)[statement]
    again = undo(case, taken_back.decision.id, by=BY)
    assert "accepted" == reviews(case)[statement]
    assert (1, 4) == _for(case)
    undo(case, again.decision.id, by=BY)
    assert (0, 5) == _for(case)
    with pytest.raises(RefusedDecisionError, match="taken back already"):
        undo(case, made.decision.id, by=BY)


def test_undoing_the_later_of_two_decisions_lets_the_earlier_count(case: Case) -> None:
    statement = statement_about(case, "12 villagers")
    accept(case, statement, by=BY)
    later = reject(case, statement, by=BY)
    assert (0, 4) == _for(case)
    undo(case, later.decision.id, by=BY)
    assert (1, 4) == _for(case)


def test_undoing_what_is_not_there_is_refused(case: Case) -> None:
    with pytest.raises(NotFoundError, match="no decision"):
        undo(case, "decision-hq-none", by=BY)


def test_of_two_decisions_in_one_second_the_later_in_the_log_counts(
    tmp_path: Path, isolation: Isolation
) -> None:
    surroundings = Surroundings(clock=StoppedClock(), chance=FixedChance("one second"))
    case = new_case(tmp_path / "case", surroundings=surroundings)
    put_in(case)
    work_through(case, isolation=isolation)
    statement = statement_about(case, "12 villagers")
    for _ in range(5):
        accept(case, statement, by=BY)
        assert "accepted" == reviews(case)[statement]
        reject(case, statement, by=BY)
        assert "rejected" == reviews(case)[statement]
    assert () == verify_all(case).problems


# ---------------------------------------------------------------- amending and adding


def test_an_amended_statement_counts_as_amended_and_keeps_its_words(case: Case) -> None:
    statement = statement_about(case, "12 villagers")
    before = placed_now(case.store, statement).statement
    amend(case, statement, changes={"place": "Orsk-Dal", "lane": "position"}, by=BY)
    after = placed_now(case.store, statement).statement
    assert ("Orsk-Dal", before.span) == (after.place, after.span)
    assert (0, 4) == _for(case)
    (member,) = case.store.records(MEMBER, statement=statement)
    assert ("position", "accepted") == (member["side"], member["status"])


@pytest.mark.parametrize(
    "name",
    ["id", "run", "passage", "text_sha256", "start", "end", "quote", "prefix", "suffix", "mood"],
)
def test_words_and_their_place_cannot_be_amended(case: Case, name: str) -> None:
    size = case.store.size(OFFICE)
    with pytest.raises(RefusedDecisionError, match=f"'{name}' cannot be amended"):
        amend(case, statement_about(case, "12 villagers"), changes={name: "x"}, by=BY)
    assert size == case.store.size(OFFICE)


def test_a_person_adds_a_statement_the_program_did_not_see(case: Case) -> None:
    passage, text = _passage(case, "harvest")
    start = text.index("harvest")
    content = {
        "kind": "context",
        "lane": "account",
        "acts": ["killing"],
        "chain": [{"role": "author"}],
        "modality": "asserted",
    }
    added = add_statement(case, passage=passage, start=start, end=start + 7, content=content, by=BY)
    assert added.decision.value is not None
    assert "harvest" == decode(added.decision.value.json, Statement).quote
    assert (1, 5) == _for(case)
    undo(case, added.decision.id, by=BY)
    assert added.decision.target not in reviews(case)
    assert (0, 5) == _for(case)


def test_words_outside_the_passage_cannot_be_added(case: Case) -> None:
    passage, text = _passage(case, "harvest")
    for start, end in ((0, len(text) + 1), (5, 5), (-1, 3)):
        with pytest.raises(RefusedDecisionError, match="not inside the passage"):
            add_statement(case, passage=passage, start=start, end=end, content={}, by=BY)


def _passage(case: Case, words: str) -> tuple[str, str]:
    for row in case.store.current_rows("passage"):
        passage = row.value(Passage)
        text = case.texts.get(passage.text_sha256).decode()
        if words in text[passage.start : passage.end]:
            return passage.id, text
    pytest.fail(f"no passage holds {words!r}")


# ---------------------------------------------------------------- who decides


@pytest.mark.parametrize("name", [None, "", "  "])
def test_a_decision_needs_a_named_person(name: str | None) -> None:
    with pytest.raises(PersonRequiredError, match="needs a named person"):
        person(name, office=OFFICE)


def test_the_program_cannot_decide(case: Case) -> None:
    program = Actor(kind=ActorKind.PROGRAM, name="probandum", office=OFFICE)
    size = case.store.size(OFFICE)
    with pytest.raises(InvalidValueError, match="only a person decides"):
        accept(case, statement_about(case, "12 villagers"), by=program)
    assert size == case.store.size(OFFICE)


# ---------------------------------------------------------------- what disappears


def test_a_decided_statement_no_run_suggests_any_more_still_counts(
    case: Case, isolation: Isolation
) -> None:
    statement = statement_about(case, "12 villagers")
    made = amend(case, statement, changes={"place": "Orsk-Dal"}, by=BY)
    _let_disappear(case, isolation)
    assert "accepted" == reviews(case)[statement]
    assert (1, 0) == _for(case)
    assert "Orsk-Dal" == placed_now(case.store, statement).statement.place
    assert () == verify_all(case).problems
    undo(case, made.decision.id, by=BY)
    assert statement not in reviews(case)
    assert (0, 0) == _for(case)


def test_a_rejected_statement_that_disappeared_stays_rejected(
    case: Case, isolation: Isolation
) -> None:
    statement = statement_about(case, "12 villagers")
    reject(case, statement, by=BY)
    _let_disappear(case, isolation)
    assert "rejected" == reviews(case)[statement]
    assert (0, 0) == _for(case)


def _let_disappear(case: Case, isolation: Isolation) -> None:
    """Give the case lexicons of its own in which nothing is an act any more."""
    for name in LEXICONS.names():
        head, mark, _ = LEXICONS.content(name).decode().partition("[cues]")
        if mark:
            path = case.folder / "lexicons" / f"{name}.toml"
            path.write_text(f'{head}[cues]\nen = ["zzyzx"]\n')
    case.log_files()
    work_through(case, isolation=isolation)


# ---------------------------------------------------------------- leaves and findings


def test_a_leaf_that_relies_on_what_was_taken_back_is_refused(case: Case) -> None:
    made = accept(case, statement_about(case, "12 villagers"), by=BY)
    undo(case, made.decision.id, by=BY)
    with pytest.raises(RefusedDecisionError, match="does not stand"):
        set_leaf(case, leaf_on(made.decision.id), by=BY)
    with pytest.raises(RefusedDecisionError, match="does not stand"):
        set_leaf(case, leaf_on("decision-hq-none"), by=BY)


def test_a_leaf_that_relies_on_what_a_later_decision_replaced_is_refused(case: Case) -> None:
    statement = statement_about(case, "12 villagers")
    made = accept(case, statement, by=BY)
    reject(case, statement, by=BY)
    with pytest.raises(RefusedDecisionError, match="does not stand"):
        set_leaf(case, leaf_on(made.decision.id), by=BY)


def test_a_leaf_for_a_cell_the_case_lacks_is_refused(case: Case) -> None:
    with pytest.raises(RefusedDecisionError, match="no cell"):
        set_leaf(case, leaf_on(cell=f"{FRAMEWORK}:murder.9:whole-case"), by=BY)


def test_a_finding_rests_on_leaves_that_stand(case: Case) -> None:
    with pytest.raises(RefusedDecisionError, match="at least one leaf"):
        sign(case, finding_on(case), by=BY)
    leaf = set_leaf(case, leaf_on(), by=BY)
    undo(case, leaf.decision.id, by=BY)
    with pytest.raises(RefusedDecisionError, match="does not stand"):
        sign(case, finding_on(case, leaf.decision.id), by=BY)


def test_a_signed_finding_is_stale_once_what_it_rests_on_is_taken_back(case: Case) -> None:
    made = accept(case, statement_about(case, "12 villagers"), by=BY)
    leaf = set_leaf(case, leaf_on(made.decision.id), by=BY)
    finding = finding_on(case, leaf.decision.id)
    sign(case, finding, by=BY)
    assert () == stale_findings(case)
    taken_back = undo(case, made.decision.id, by=BY)
    assert (finding.id,) == stale_findings(case)
    undo(case, taken_back.decision.id, by=BY)
    assert () == stale_findings(case)
    set_leaf(case, leaf_on(), by=BY)
    assert (finding.id,) == stale_findings(case)


def test_a_decision_holds_the_whole_value_it_decided_on(case: Case) -> None:
    statement = statement_about(case, "12 villagers")
    made = accept(case, statement, by=BY)
    kept = case.store.get("decision", made.decision.id).value(Decision)
    assert kept.value is not None
    held = decode(kept.value.json, Statement)
    assert plain(case.store.get("statement", statement).value(Statement)) == plain(held)
    with changed_code("probandum.statements.extractors.rules"):
        assert "accepted" == reviews(case)[statement]
