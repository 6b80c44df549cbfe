"""Evidence laid beside an element: sides, counts, and what is missing."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest

from probandum.assessment.laying_out import Evidence, Origins, cell_id, gaps_of, lay_out, side_of
from probandum.model.assessment import Binding, Side
from probandum.model.law import Asked, Element, ElementRole
from probandum.model.run import GapKind
from probandum.model.statement import (
    Lane,
    Modality,
    ReviewStatus,
    Speaker,
    Statement,
    StatementKind,
)
from probandum.model.when import PartialDate

ELEMENT = Element(
    id="e.1", title="t", words="w.", cites="c 1", role=ElementRole.CONDUCT, acts=("killing",)
)
MIND = Element(
    id="e.3",
    title="t",
    words="w.",
    cites="c 3",
    role=ElementRole.MENTAL,
    kinds=(StatementKind.INTENT, StatementKind.POLICY),
)
CONTEXT = Element(id="e.2", title="t", words="w.", cites="c 2", role=ElementRole.CONTEXT)
BINDING = Binding(id="all", title="all", framework="f")


def said(name: str = "s", **more: Any) -> Statement:
    values: dict[str, Any] = {
        "passage": "p",
        "text_sha256": "0" * 64,
        "start": 0,
        "end": 1,
        "quote": "x",
        "kind": StatementKind.ACT,
        "lane": Lane.ACCOUNT,
        "acts": ("killing",),
        "chain": (Speaker(role="author"),),
        "modality": Modality.ASSERTED,
    }
    return Statement(id=name, **{**values, **more})


def evidence(name: str, *, status: ReviewStatus, origin: str, **more: Any) -> Evidence:
    return Evidence(statement=said(name, **more), status=status, source=origin, origin=origin)


def bound(**more: Any) -> Binding:
    return Binding(id="b", title="b", framework="f", **more)


@pytest.mark.parametrize(
    ("lane", "side"),
    [
        (Lane.ACCOUNT, Side.FOR),
        (Lane.POSITION, Side.POSITION),
        (Lane.LEAD, None),
        (Lane.OFF_SUBJECT, None),
    ],
)
def test_only_accounts_stand_for_an_element(lane: Lane, side: Side | None) -> None:
    assert side_of(ELEMENT, binding=BINDING, statement=said(lane=lane)) is side


@pytest.mark.parametrize(
    ("more", "side"),
    [
        ({"modality": Modality.ALLEGED}, Side.FOR),
        ({"modality": Modality.DENIED}, Side.POSITION),
        ({"kind": StatementKind.DENIAL, "lane": Lane.POSITION}, Side.POSITION),
        ({"kind": StatementKind.DENIAL}, Side.POSITION),
        ({"modality": Modality.QUESTIONED}, None),
        ({"modality": Modality.HYPOTHETICAL}, None),
    ],
)
def test_what_is_denied_is_a_position_and_what_is_supposed_stands_nowhere(
    more: dict[str, Any], side: Side | None
) -> None:
    assert side_of(ELEMENT, binding=BINDING, statement=said(**more)) is side


@pytest.mark.parametrize(
    ("kind", "lane", "side"),
    [
        (StatementKind.INTENT, Lane.POSITION, Side.POSITION),
        (StatementKind.INTENT, Lane.ACCOUNT, Side.FOR),
        (StatementKind.POLICY, Lane.ACCOUNT, Side.FOR),
        (StatementKind.POLICY, Lane.LEAD, None),
        (StatementKind.IDENTITY, Lane.ACCOUNT, None),
        (StatementKind.ACT, Lane.ACCOUNT, None),
    ],
)
def test_a_kind_bears_on_an_element_whatever_act_it_names(
    kind: StatementKind, lane: Lane, side: Side | None
) -> None:
    for acts in ((), ("killing",)):
        statement = said(kind=kind, lane=lane, acts=acts)
        assert side_of(MIND, binding=BINDING, statement=statement) is side


def test_an_intent_said_of_no_group_stays_outside_a_binding_that_names_one() -> None:
    statement = said(kind=StatementKind.INTENT, acts=())
    assert side_of(MIND, binding=bound(victim_group="Harnites"), statement=statement) is None


def test_another_act_and_a_legal_word_satisfy_nothing() -> None:
    legal = said(acts=(), characterisation=("genocide", "murder"))
    assert side_of(ELEMENT, binding=BINDING, statement=said(acts=("arrest",))) is None
    assert side_of(ELEMENT, binding=BINDING, statement=legal) is None
    assert side_of(CONTEXT, binding=BINDING, statement=said()) is None


@pytest.mark.parametrize(
    ("binding", "statement", "side"),
    [
        (bound(victim_group="Harnites"), said(), None),
        (bound(victim_group="Harnites"), said(victim_group="HARNITES"), Side.FOR),
        (bound(victim_group="Harnites"), said(victim_group="Tarsians"), None),
        (bound(perpetrator="the army"), said(), Side.FOR),
        (bound(perpetrator="the army"), said(perpetrators=("The Army", "police")), Side.FOR),
        (bound(perpetrator="the army"), said(perpetrators=("police",)), None),
        (bound(place="Harn"), said(), Side.FOR),
        (bound(place="Hárn"), said(place="harn"), Side.FOR),
        (bound(place="Harn"), said(place="Orsk-Dal"), None),
        (bound(period=PartialDate("2019")), said(), Side.FOR),
        (bound(period=PartialDate("2019")), said(when=PartialDate("2019-10")), Side.FOR),
        (bound(period=PartialDate("2019-10")), said(when=PartialDate("2019")), None),
    ],
)
def test_a_binding_shuts_out_what_lies_outside_it(
    binding: Binding, statement: Statement, side: Side | None
) -> None:
    assert side_of(ELEMENT, binding=binding, statement=statement) is side


def test_accepted_and_suggested_stand_apart_with_their_origins() -> None:
    found = [
        evidence("c", status=ReviewStatus.ACCEPTED, origin="one"),
        evidence("a", status=ReviewStatus.ACCEPTED, origin="one"),
        evidence("b", status=ReviewStatus.SUGGESTED, origin="two"),
        evidence("d", status=ReviewStatus.REJECTED, origin="three"),
        evidence("e", status=ReviewStatus.SUGGESTED, origin="one", lane=Lane.POSITION),
    ]
    cell = lay_out(ELEMENT, framework="f", binding=BINDING, evidence=found, gaps=("g2", "g1"))
    assert cell.evidence_for.accepted == ("a", "c")
    assert cell.evidence_for.origins_accepted == 1
    assert cell.evidence_for.suggested == ("b",)
    assert cell.evidence_for.origins_suggested == 1
    assert cell.positions.suggested == ("e",)
    assert cell.gaps == ("g1", "g2")
    assert cell == lay_out(
        ELEMENT, framework="f", binding=BINDING, evidence=reversed(found), gaps=("g1", "g2")
    )


def test_an_element_with_accounts_says_that_origins_are_not_weighed() -> None:
    found = [evidence("a", status=ReviewStatus.SUGGESTED, origin="one")]
    (gap,) = gaps_of(ELEMENT, framework="f", binding=BINDING, evidence=found)
    assert gap.kind is GapKind.NOT_WEIGHED
    assert gap.subject == cell_id("f", "e.1", "all") == "f:e.1:all"


@pytest.mark.parametrize("status", [ReviewStatus.REJECTED, None])
def test_an_element_without_accounts_is_a_gap_and_not_evidence(status: ReviewStatus | None) -> None:
    found = [evidence("a", status=status, origin="one")] if status else []
    (gap,) = gaps_of(ELEMENT, framework="f", binding=BINDING, evidence=found)
    assert gap.kind is GapKind.NO_EVIDENCE
    cell = lay_out(ELEMENT, framework="f", binding=BINDING, evidence=found, gaps=())
    assert (cell.evidence_for.accepted, cell.evidence_for.suggested) == ((), ())
    assert (cell.evidence_against.accepted, cell.evidence_against.suggested) == ((), ())


def test_an_element_no_fact_shows_says_that_nothing_was_looked_for() -> None:
    found = [evidence("a", status=ReviewStatus.ACCEPTED, origin="one")]
    (gap,) = gaps_of(CONTEXT, framework="f", binding=BINDING, evidence=found)
    assert gap.kind is GapKind.NO_EVIDENCE
    assert "looked for none" in gap.reason


def test_a_note_says_that_nothing_was_looked_for_beside_it() -> None:
    note = Element(id="n", title="t", words="w.", cites="c", role=ElementRole.NOTE)
    (gap,) = gaps_of(note, framework="f", binding=BINDING, evidence=())
    assert "nothing beside this note" in gap.reason


def test_origins_that_were_weighed_are_no_gap() -> None:
    found = [evidence("a", status=ReviewStatus.SUGGESTED, origin="one")]
    gaps = gaps_of(ELEMENT, framework="f", binding=BINDING, evidence=found, origins=Origins.WEIGHED)
    assert gaps == ()


RECEIVER = "which group received the children"
AGE = "how old they were"
CHILDREN = Element(
    id="e.4",
    title="t",
    words="w.",
    cites="c 4",
    role=ElementRole.CIRCUMSTANCE,
    acts=("removal_of_children", "transfer_of_children"),
    asked=(
        Asked(act="removal_of_children", unless=("given to * families",), gap=RECEIVER),
        Asked(act="transfer_of_children", unless=("given to * families",), gap=RECEIVER),
        Asked(act="transfer_of_children", unless=("aged", "{when}"), gap=AGE),
    ),
)


def not_stated(*found: Evidence) -> list[str]:
    gaps = gaps_of(CHILDREN, framework="f", binding=BINDING, evidence=found)
    return [gap.reason for gap in gaps if gap.kind is GapKind.NOT_STATED]


def taken(quote: str, *, act: str = "transfer_of_children", **more: Any) -> Evidence:
    status = more.pop("status", ReviewStatus.SUGGESTED)
    return evidence(
        quote, status=status, origin="one", acts=(act,), quote=quote, end=len(quote), **more
    )


def test_what_no_statement_says_is_a_gap_and_what_one_says_is_none() -> None:
    silent = taken("their children were taken away")
    assert not_stated(silent) == [RECEIVER, AGE]
    assert not_stated(silent, taken("Given  to OTHER families")) == [AGE]
    assert not_stated(silent, taken("boys aged nine")) == [RECEIVER]
    assert not_stated(silent, taken("taken", when=PartialDate("2019"))) == [RECEIVER]


def test_a_question_is_asked_only_where_its_act_stands() -> None:
    assert not_stated() == []
    assert not_stated(evidence("a", status=ReviewStatus.ACCEPTED, origin="one")) == []
    assert not_stated(taken("gone", act="removal_of_children")) == [RECEIVER]


def test_one_question_about_two_acts_is_answered_by_either() -> None:
    told = taken("given to loyal families", act="removal_of_children")
    assert not_stated(taken("boys aged nine"), told) == []


def test_what_is_denied_raises_a_question_and_what_was_rejected_or_is_a_lead_does_not() -> None:
    assert not_stated(taken("none was taken", lane=Lane.POSITION)) == [RECEIVER, AGE]
    assert not_stated(taken("taken", lane=Lane.LEAD)) == []
    assert not_stated(taken("taken", status=ReviewStatus.REJECTED)) == []
    rejected = taken("given to other families", status=ReviewStatus.REJECTED)
    assert not_stated(taken("taken"), rejected) == [RECEIVER, AGE]


@pytest.mark.parametrize(
    ("binding", "groups", "count"),
    [
        (bound(), ("Harnites", "Tarsians"), 1),
        (bound(), ("Harnites", "HARNITES"), 0),
        (bound(), ("Harnites", None), 0),
        (bound(victim_group="Harnites"), ("Harnites", "Tarsians"), 0),
    ],
)
def test_statements_of_several_groups_under_an_open_binding_are_a_gap(
    binding: Binding, groups: tuple[str | None, ...], count: int
) -> None:
    found = [
        evidence(str(group), status=ReviewStatus.SUGGESTED, origin="one", victim_group=group)
        for group in groups
    ]
    gaps = gaps_of(ELEMENT, framework="f", binding=binding, evidence=found)
    assert count == sum("more than one group" in gap.reason for gap in gaps)


def test_a_cell_of_very_many_statements_does_not_keep_them() -> None:
    count, length = 2_000, 20_000

    def read() -> Iterator[Evidence]:
        for number in range(count):
            quote = "x" * length
            yield evidence(
                str(number),
                status=ReviewStatus.SUGGESTED,
                origin="one",
                acts=("transfer_of_children",),
                quote=quote,
                end=length,
            )

    tracemalloc.start()
    try:
        gaps_of(CHILDREN, framework="f", binding=BINDING, evidence=read())
        cell = lay_out(CHILDREN, framework="f", binding=BINDING, evidence=read(), gaps=())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == len(cell.evidence_for.suggested)
    assert peak < count * length / 10
