"""Every rule of the values refuses what breaks it, and says why."""

from __future__ import annotations

import dataclasses
import itertools
from datetime import UTC, datetime
from typing import Any

import pytest

from probandum.errors import InvalidValueError, ProbandumError, UncitedSentenceError
from probandum.model.document import Cite, CiteKind, Sentence, SentenceKind
from probandum.model.estimate import CaptureHistories, EstimateStatus, PopulationEstimate
from probandum.model.figure import Figure
from probandum.model.grading import Grade, OriginGroup, OriginReason, OriginReasonKind
from probandum.model.identity import (
    Actor,
    ActorKind,
    check_office,
    check_sha256,
    machine_id,
    random_id,
    source_id,
)
from probandum.model.kinds import KINDS, Bound, kind_named, kind_of
from probandum.model.law import Element, ElementRole, Framework, FrameworkKind
from probandum.model.person import UnnamedGroup
from probandum.model.run import Run
from probandum.model.source import (
    Acquisition,
    ExtractedText,
    Locator,
    LocatorKind,
    Passage,
    PassageKind,
    Source,
    Stretch,
    span_of,
)
from probandum.model.statement import (
    Lane,
    Modality,
    Observation,
    Speaker,
    Statement,
    StatementKind,
)
from probandum.model.where import Place

AT = datetime(2026, 1, 1, tzinfo=UTC)
NAIVE = AT.replace(tzinfo=None)
DIGEST = "0" * 64
NAN, INFINITE = float("nan"), float("inf")
LINE = Locator(kind=LocatorKind.LINE, number=1)
REASON = OriginReason(kind=OriginReasonKind.SAME_TEXT)
ELEMENT = Element(id="a.1", title="t", words="w", cites="c", role=ElementRole.CONDUCT)
SPAN = span_of("They fled.", start=0, end=4, text_sha256=DIGEST)
ACTOR = Actor(kind=ActorKind.PERSON, name="Mira Tolvan", office="hq")

ACQUISITION = Acquisition(at=AT, tool="probandum 1")
SOURCE = Source(
    id=f"sha256:{DIGEST}",
    size=0,
    evidence_code="DOC-HQ-001",
    name="a.txt",
    media_type="text/plain",
    acquisition=ACQUISITION,
)
RUN = Run(
    step="read", unit="u", at=AT, inputs=(), code_sha256=DIGEST, outputs=0, outputs_root=DIGEST
)
TEXT = ExtractedText(source="s", text_sha256=DIGEST, characters=10, reader="plain")
PASSAGE = Passage(source="s", kind=PassageKind.ROW, number=1, text_sha256=DIGEST, start=3, end=3)
STATEMENT = Statement(
    passage="p",
    text_sha256=DIGEST,
    start=0,
    end=4,
    quote="They",
    kind=StatementKind.ACT,
    lane=Lane.ACCOUNT,
    chain=(Speaker(role="author"),),
    modality=Modality.ASSERTED,
)
FIGURE = Figure(low=1, best=2, high=3, unit="people")
GROUP = OriginGroup(members=("a", "b"), scope="source", reasons=(REASON,))
GRADE = Grade(id="g", subject="s", scale="admiralty", reason="r")
HISTORIES = CaptureHistories(lists=("A", "B"), patterns=((0, 1), (1, 0), (1, 1)), counts=(1, 2, 3))
ESTIMATE = PopulationEstimate(
    histories="h", method="chao", assumption="a", low=1.0, total=2.0, high=3.0, level=0.95,
    status=EstimateStatus.OK,
)  # fmt: skip
FRAMEWORK = Framework(
    id="f", title="t", kind=FrameworkKind.CRIME, instrument="i", source="s", elements=(ELEMENT,)
)
PLACE = Place(id="orsk-dal", name="Orsk-Dal", latitude=1.0, longitude=2.0, origin="invented")
OBSERVATION = Observation(id="o", source="s", seen="smoke")
UNNAMED = UnnamedGroup(id="u", minimum=1, described="villagers", basis=("s",))


def stretches(*ranges: tuple[int, int]) -> tuple[Stretch, ...]:
    return tuple(Stretch(start=start, end=end, locator=LINE) for start, end in ranges)


REFUSALS: list[tuple[Any, dict[str, Any], str]] = [
    (ACTOR, {"name": " \t"}, "an actor needs a name"),
    (ACTOR, {"office": "Head Office"}, "office 'Head Office' is not 1 to 16"),
    (ACQUISITION, {"at": NAIVE}, "taken in at a moment with a zone"),
    (SOURCE, {"id": DIGEST}, "named sha256: and its digest"),
    (SOURCE, {"id": "md5:" + DIGEST}, "named sha256: and its digest"),
    (SOURCE, {"id": "sha256:" + "F" * 64}, "64 lower-case hexadecimal digits"),
    (SOURCE, {"size": -1}, "fewer than zero bytes"),
    (RUN, {"inputs": (("b", "1"), ("a", "1"))}, "pairs of a run must be sorted"),
    (RUN, {"parameters": (("a", "1"), ("a", "1"))}, "each stand once"),
    (RUN, {"versions": (("b", ""), ("a", ""))}, "pairs of a run must be sorted"),
    (RUN, {"at": NAIVE}, "a run ends at a moment with a zone"),
    (RUN, {"outputs": -1}, "fewer than zero values"),
    (RUN, {"code_sha256": ""}, "64 lower-case hexadecimal digits"),
    (RUN, {"outputs_root": "x"}, "64 lower-case hexadecimal digits"),
    (TEXT, {"text_sha256": "x"}, "64 lower-case hexadecimal digits"),
    (TEXT, {"stretches": stretches((0, 5), (4, 6))}, "overlap or are out of order"),
    (TEXT, {"stretches": stretches((5, 6), (0, 1))}, "overlap or are out of order"),
    (TEXT, {"stretches": stretches((0, 5), (5, 11))}, "a stretch ends after the text"),
    (stretches((0, 1))[0], {"start": 2}, "no range runs from 2 to 1"),
    (stretches((0, 1))[0], {"start": -1}, "no range runs from -1 to 1"),
    (LINE, {"box": (0.0, 1.0, INFINITE, 2.0)}, "a box has four finite numbers"),
    (PASSAGE, {"end": 2}, "no range runs from 3 to 2"),
    (PASSAGE, {"text_sha256": "x"}, "64 lower-case hexadecimal digits"),
    (STATEMENT, {"text_sha256": "x"}, "64 lower-case hexadecimal digits"),
    (STATEMENT, {"quote": "The"}, "as long as its place"),
    (STATEMENT, {"chain": ()}, "a chain of at least one speaker"),
    (STATEMENT, {"acts": ("killing", "abduction")}, "acts of a statement must be sorted"),
    (STATEMENT, {"acts": ("killing", "killing")}, "each stand once"),
    (OBSERVATION, {"region": (0.0, 0.0, NAN, 1.0)}, "a region has four finite numbers"),
    (FIGURE, {"low": None, "best": None, "high": None}, "needs a low, best or high number"),
    (FIGURE, {"low": -1}, "out of order or below zero"),
    (FIGURE, {"best": 4}, "out of order or below zero"),
    (FIGURE, {"best": None, "high": 0.5}, "out of order or below zero"),
    (FIGURE, {"high": INFINITE}, "not finite or beyond"),
    (FIGURE, {"best": NAN}, "not finite or beyond"),
    (FIGURE, {"high": 10**30}, "not finite or beyond"),
    (GRADE, {"reliability": "G"}, "reliability is A to F"),
    (GRADE, {"reliability": "AB"}, "reliability is A to F"),
    (GRADE, {"credibility": "7"}, "credibility is 1 to 6"),
    (GROUP, {"members": ("a",)}, "two or more members, sorted"),
    (GROUP, {"members": ("b", "a")}, "two or more members, sorted"),
    (GROUP, {"members": ("a", "a")}, "two or more members, sorted"),
    (GROUP, {"reasons": ()}, "an origin group needs a reason"),
    (UNNAMED, {"minimum": 0}, "at least one person"),
    (HISTORIES, {"counts": (1, 2)}, "every pattern needs one count"),
    (HISTORIES, {"patterns": ((1, 0), (0, 1), (1, 1))}, "patterns must be sorted"),
    (HISTORIES, {"patterns": ((0, 1), (0, 1), (1, 1))}, "each stand once"),
    (HISTORIES, {"patterns": ((0, 0), (0, 1), (1, 1))}, "and not only 0"),
    (HISTORIES, {"patterns": ((0, 1), (1, 0), (1, 2))}, "one 0 or 1 per list"),
    (HISTORIES, {"patterns": ((0, 1), (1,), (1, 1))}, "one 0 or 1 per list"),
    (HISTORIES, {"counts": (1, -2, 3)}, "a count cannot be below zero"),
    (ESTIMATE, {"status": EstimateStatus.REFUSED}, "a refused estimate has no number"),
    (ESTIMATE, {"total": 4.0}, "low, total and high are out of order"),
    (ESTIMATE, {"high": INFINITE}, "an estimate's number is not finite"),
    (ESTIMATE, {"total": NAN}, "an estimate's number is not finite"),
    (ESTIMATE, {"level": 1.0}, "a level lies between 0 and 1"),
    (ESTIMATE, {"level": 95.0}, "a level lies between 0 and 1"),
    (ELEMENT, {"operator": "none"}, "element a.1: operator is 'all' or 'any'"),
    (ELEMENT, {"acts": ("b", "a")}, "element a.1: acts must be sorted"),
    (FRAMEWORK, {"elements": ()}, "framework f needs elements, each id once"),
    (FRAMEWORK, {"elements": (ELEMENT, ELEMENT)}, "framework f needs elements, each id once"),
    (PLACE, {"latitude": None}, "place orsk-dal has half a coordinate"),
    (PLACE, {"longitude": None}, "place orsk-dal has half a coordinate"),
    (PLACE, {"latitude": 90.1}, "a latitude beyond 90 degrees"),
    (PLACE, {"latitude": NAN}, "a latitude beyond 90 degrees"),
    (PLACE, {"longitude": -180.1}, "a longitude beyond 180 degrees"),
]


@pytest.mark.parametrize(("good", "change", "message"), REFUSALS)
def test_a_broken_rule_is_refused_in_words(good: Any, change: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        dataclasses.replace(good, **change)


@pytest.mark.parametrize("kind", CiteKind)
def test_a_cite_carries_words_exactly_when_it_cites_words(kind: CiteKind) -> None:
    wrong = None if kind is CiteKind.SPAN else SPAN
    with pytest.raises(UncitedSentenceError, match="a span cite carries its words"):
        Cite(kind=kind, target="t", span=wrong)
    assert kind is Cite(kind=kind, target="t", span=None if wrong else SPAN).kind


@pytest.mark.parametrize("kind", SentenceKind)
def test_a_sentence_that_rests_on_nothing_cannot_be_built(kind: SentenceKind) -> None:
    rests: dict[SentenceKind, dict[str, Any]] = {
        SentenceKind.FACTUAL: {"cites": (Cite(kind=CiteKind.GAP, target="g"),)},
        SentenceKind.AUTHOR: {"by": ACTOR},
        SentenceKind.FIXED: {"key": "no-finding"},
    }
    others = {
        name: value
        for other, given in rests.items()
        if other is not kind
        for name, value in given.items()
    }
    with pytest.raises(UncitedSentenceError, match=f"a {kind} sentence lacks what it rests on"):
        Sentence(kind=kind, text="Orsk-Dal lies in Velmora.", **others)
    assert kind is Sentence(kind=kind, text="t", **rests[kind]).kind


def test_an_element_is_found_by_its_id_or_those_there_are_named() -> None:
    assert ELEMENT == FRAMEWORK.element("a.1")
    with pytest.raises(InvalidValueError, match=r"f has no element 'a.2'; it has a.1"):
        FRAMEWORK.element("a.2")


class Counting:
    """A source of chance that can be foretold."""

    def __init__(self) -> None:
        self.drawn = 0

    def token(self, size: int) -> bytes:
        self.drawn += 1
        return self.drawn.to_bytes(size, "big")


def test_a_random_id_carries_kind_office_and_128_bits() -> None:
    chance = Counting()
    first = random_id("decision", office="hq", chance=chance)
    assert f"decision-hq-{1:032x}" == first
    assert first != random_id("decision", office="hq", chance=chance)
    with pytest.raises(InvalidValueError, match="kind 'Decision' is not lower-case letters"):
        random_id("Decision", office="hq", chance=chance)
    with pytest.raises(InvalidValueError, match="office 'h q' is not 1 to 16"):
        random_id("decision", office="h q", chance=chance)


def test_a_machine_id_depends_on_kind_key_and_content() -> None:
    # Computed with: printf 'gap\0{}' | openssl dgst -sha256 -hmac kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk
    ids = [
        machine_id(kind, key=key * 32, content=content)
        for kind, key, content in itertools.product(("gap", "text"), (b"k", b"l"), (b"{}", b"[]"))
    ]
    assert "gap-1c5dbbe96d62aa2247dc67da3c60a2a9" == ids[0]
    assert len(ids) == len(set(ids))
    assert all(len(name.partition("-")[2]) == 32 for name in ids)
    with pytest.raises(InvalidValueError, match="kind 'a b' is not lower-case letters"):
        machine_id("a b", key=b"k" * 32, content=b"")


@pytest.mark.parametrize("office", ["", "-hq", "HQ", "a" * 17, "hq\n", "büro", "h_q"])
def test_an_office_no_id_could_carry_is_refused(office: str) -> None:
    with pytest.raises(InvalidValueError, match="is not 1 to 16 of a-z"):
        check_office(office)
    assert "hq-2" == check_office("hq-2")


@pytest.mark.parametrize("digest", ["", "0" * 63, "0" * 65, "G" * 64, "0" * 64 + "\n", "٠" * 64])
def test_what_is_no_digest_is_refused(digest: str) -> None:
    with pytest.raises(InvalidValueError, match="64 lower-case hexadecimal digits"):
        check_sha256(digest)
    with pytest.raises(InvalidValueError, match="64 lower-case hexadecimal digits"):
        source_id(digest)


def test_every_kind_has_its_own_name_type_and_file() -> None:
    for part in ("name", "type", "file"):
        parts = [getattr(kind, part) for kind in KINDS]
        assert len(parts) == len(set(parts))
    for kind in KINDS:
        assert kind is kind_named(kind.name)
    assert "source" == kind_of(SOURCE).name
    with pytest.raises(InvalidValueError, match="no kind 'verdict'; kinds are source, instance"):
        kind_named("verdict")
    with pytest.raises(InvalidValueError, match="a str is no value a case keeps"):
        kind_of("source")


def test_what_a_run_puts_out_has_an_id_and_a_run_and_can_be_built_before_both() -> None:
    for kind in KINDS:
        fields = {field.name: field for field in dataclasses.fields(kind.type)}
        if kind.bound is Bound.RUN:
            assert ("", "") == (fields["id"].default, fields["run"].default)
        elif kind.bound is Bound.DECISION:
            assert fields["id"].default is dataclasses.MISSING


def test_values_are_frozen_and_slotted() -> None:
    for kind in KINDS:
        assert kind.type.__dataclass_params__.frozen
        assert "__slots__" in vars(kind.type)
        assert all(field.kw_only for field in dataclasses.fields(kind.type))


def test_errors_of_values_are_errors_of_the_program() -> None:
    assert issubclass(InvalidValueError, ProbandumError)
    assert issubclass(InvalidValueError, ValueError)


def test_hearsay_is_a_chain_of_two_or_more() -> None:
    assert not STATEMENT.is_hearsay
    witness = Speaker(role="witness", name="Danil Orsh")
    assert dataclasses.replace(STATEMENT, chain=(*STATEMENT.chain, witness)).is_hearsay
    assert ("They", 0, 4) == (STATEMENT.span.quote, STATEMENT.span.start, STATEMENT.span.end)


def test_small_readings_of_values_are_right() -> None:
    assert 6 == HISTORIES.observed
    assert DIGEST == SOURCE.sha256
    assert f"sha256:{DIGEST}" == source_id(DIGEST)
    assert ACTOR.is_person
    assert not ACTOR.is_authenticated
    assert dataclasses.replace(ACTOR, key="k1").is_authenticated
    assert not dataclasses.replace(ACTOR, kind=ActorKind.PROGRAM).is_person
