"""Whether a statement says what the law asks: by its words, or by what it gives."""

from __future__ import annotations

from typing import Any

import pytest

from probandum.assessment.asking import FIELDS, Questions, says
from probandum.model.figure import Figure
from probandum.model.law import Asked, Element, ElementRole
from probandum.model.statement import Lane, Modality, Speaker, Statement, StatementKind
from probandum.model.when import PartialDate


def said(quote: str = "They were sold.", **more: Any) -> Statement:
    return Statement(
        passage="p",
        text_sha256="0" * 64,
        start=0,
        end=len(quote),
        quote=quote,
        prefix="to the army ",
        suffix=" in the north",
        kind=StatementKind.ACT,
        lane=Lane.ACCOUNT,
        acts=("trafficking",),
        chain=(Speaker(role="author"),),
        modality=Modality.ASSERTED,
        **more,
    )


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("{figure}", {"figure": Figure(best=12, unit="people")}),
        ("{perpetrators}", {"perpetrators": ("police",)}),
        ("{place}", {"place": "Orsk-Dal"}),
        ("{victim group}", {"victim_group": "Harnites"}),
        ("{victims}", {"victims": ("villagers",)}),
        ("{when}", {"when": PartialDate("2019")}),
    ],
)
def test_a_thing_in_braces_is_said_by_the_statement_that_gives_it(
    name: str, given: dict[str, Any]
) -> None:
    assert not says(said(), unless=[name])
    assert says(said(**given), unless=["bartered", name])
    assert [other for other in FIELDS if says(said(**given), unless=[other])] == [name]


def test_only_the_quote_is_read_and_nothing_around_it() -> None:
    assert says(said(), unless=["bought", "sold"])
    assert not says(said(), unless=["army", "north"])


def test_what_is_open_is_told_in_the_order_of_the_element_and_once() -> None:
    element = Element(
        id="e",
        title="t",
        words="w.",
        cites="c 1",
        role=ElementRole.CONDUCT,
        acts=("enslavement", "trafficking"),
        asked=(
            Asked(act="trafficking", unless=("bartered",), gap="second"),
            Asked(act="trafficking", unless=("lent",), gap="first"),
            Asked(act="enslavement", unless=("owned",), gap="second"),
            Asked(act="enslavement", unless=("owned",), gap="never raised"),
        ),
    )
    questions = Questions(element)
    assert questions.still_open() == ()
    questions.put(said())
    assert questions.still_open() == ("second", "first")
    questions.put(said("They were lent."))
    assert questions.still_open() == ("second",)
    questions.put(said("They were owned."))
    assert questions.still_open() == ("second",)
