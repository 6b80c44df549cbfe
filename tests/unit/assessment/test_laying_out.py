"""Evidence laid beside an element: sides, counts, and what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from probandum.assessment.laying_out import Evidence, cell_id, gaps_of, lay_out, side_of
from probandum.model.assessment import Binding, Side
from probandum.model.law import Element, ElementRole
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
