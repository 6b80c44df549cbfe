"""Chains, lanes and figures in words: who is named, who is not, and what stays open."""

from __future__ import annotations

import pytest

from probandum.model.figure import Figure, Wording
from probandum.model.statement import Lane, Modality, Speaker, StatementKind
from probandum.report.wordings import (
    chain_words,
    figure_words,
    lane_words,
    link_words,
    modality_words,
)
from tests.golden.report.velmora import material

CASE = material()
SAID = CASE.statements[0][0]


@pytest.mark.parametrize("modality", Modality)
def test_every_modality_has_its_own_words(modality: Modality) -> None:
    others = {modality_words(each) for each in Modality if each is not modality}
    assert modality_words(modality) not in others


def test_every_lane_and_kind_has_words() -> None:
    from dataclasses import replace

    told = {
        lane_words(replace(SAID, lane=lane, kind=kind)) for lane in Lane for kind in StatementKind
    }
    assert {"account of intent", "position on intent", "position of denial"} <= told
    assert {"to follow up", "off the subject"} <= told
    assert 2 * len(StatementKind) + 2 == len(told)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (Speaker(role="organisation", name="Open Archive"), "Open Archive"),
        (Speaker(role="official", name="the Minister of Roads"), "the Minister of Roads"),
        (Speaker(role="witness", name="Oren Talm"), "a witness"),
        (Speaker(role="unattributed", name="Oren Talm"), "somebody who is not described"),
        (Speaker(role="organisation"), "an organisation that is not named"),
    ],
)
def test_only_organisations_officials_and_documents_are_named(link: Speaker, expected: str) -> None:
    assert expected == link_words(link)


def test_a_chain_begins_with_who_speaks_in_the_passage() -> None:
    from dataclasses import replace

    chain = (
        Speaker(role="author", name="Doran Vael"),
        Speaker(role="organisation", name="Open Archive"),
        Speaker(role="witness", name="Oren Talm"),
    )
    told = chain_words(replace(SAID, chain=chain), material=CASE)
    assert "the author, passing on Open Archive passing on a witness" == told


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure(low=50000, high=70000, unit="people"), "50,000 to 70,000 people"),
        (Figure(low=500, unit="people"), "500 people or more"),
        (Figure(high=500, unit="people"), "500 people or fewer"),
        (
            Figure(best=12, unit="people", population="men", wording=Wording.APPROXIMATE),
            "about 12 men",
        ),
        (
            Figure(low=25, high=30, unit="percent", share_of="the town", population="villagers"),
            "25 to 30 percent of the town",
        ),
    ],
)
def test_a_figure_keeps_its_ends_as_said(figure: Figure, expected: str) -> None:
    assert expected == figure_words(figure)
