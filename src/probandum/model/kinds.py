"""The kinds of value a case keeps: their names, types and export files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from probandum.errors import InvalidValueError
from probandum.model.assessment import Binding, ElementAssessment, Finding, Leaf
from probandum.model.casework import (
    CommandRelation,
    Consent,
    Disclosure,
    Interview,
    Lead,
    Post,
    Translation,
    Unit,
)
from probandum.model.decision import Decision
from probandum.model.document import Document
from probandum.model.estimate import CaptureHistories, PopulationEstimate
from probandum.model.grading import Caution, Contradiction, Grade, OriginGroup, PersonAssessment
from probandum.model.incident import Act, Incident, Involvement
from probandum.model.law import Framework, StandardOfProof
from probandum.model.person import Person, PersonRecord, UnnamedGroup
from probandum.model.run import Gap, Run
from probandum.model.source import (
    ExtractedText,
    Handover,
    Instance,
    MetadataCandidate,
    Passage,
    Source,
)
from probandum.model.statement import Anchor, Observation, Statement, Verification
from probandum.model.where import Place


class Bound(StrEnum):
    """What ties a value to the log."""

    ENTRY = "entry"
    RUN = "run"
    DECISION = "decision"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of value.

    Attributes:
        name: As in ids and tables.
        type: Its class.
        file: Name of its export file without ``.jsonl``.
        bound: What ties it to the log: its own entry, the run that put it out, the
            decision that contains it, or a data file.
    """

    name: str
    type: type[Any]
    file: str
    bound: Bound


def _kind(name: str, type_: type[Any], file: str, bound: Bound) -> Kind:
    """Build a kind from its four parts."""
    return Kind(name=name, type=type_, file=file, bound=bound)


KINDS = (
    _kind("source", Source, "sources", Bound.ENTRY),
    _kind("instance", Instance, "instances", Bound.ENTRY),
    _kind("run", Run, "runs", Bound.ENTRY),
    _kind("decision", Decision, "decisions", Bound.ENTRY),
    _kind("text", ExtractedText, "texts", Bound.RUN),
    _kind("candidate", MetadataCandidate, "candidates", Bound.RUN),
    _kind("passage", Passage, "passages", Bound.RUN),
    _kind("statement", Statement, "statements", Bound.RUN),
    _kind("anchor", Anchor, "anchors", Bound.RUN),
    _kind("group", OriginGroup, "groups", Bound.RUN),
    _kind("caution", Caution, "cautions", Bound.RUN),
    _kind("contradiction", Contradiction, "contradictions", Bound.RUN),
    _kind("person_record", PersonRecord, "person_records", Bound.RUN),
    _kind("histories", CaptureHistories, "histories", Bound.RUN),
    _kind("estimate", PopulationEstimate, "estimates", Bound.RUN),
    _kind("assessment", ElementAssessment, "assessment", Bound.RUN),
    _kind("gap", Gap, "gaps", Bound.RUN),
    _kind("document", Document, "documents", Bound.FILE),
    _kind("grade", Grade, "grades", Bound.DECISION),
    _kind("person_assessment", PersonAssessment, "person_assessments", Bound.DECISION),
    _kind("person", Person, "persons", Bound.DECISION),
    _kind("unnamed_group", UnnamedGroup, "unnamed_groups", Bound.DECISION),
    _kind("act", Act, "acts", Bound.DECISION),
    _kind("involvement", Involvement, "involvements", Bound.DECISION),
    _kind("incident", Incident, "incidents", Bound.DECISION),
    _kind("observation", Observation, "observations", Bound.DECISION),
    _kind("verification", Verification, "verifications", Bound.DECISION),
    _kind("handover", Handover, "handovers", Bound.DECISION),
    _kind("binding", Binding, "bindings", Bound.FILE),
    _kind("leaf", Leaf, "leaves", Bound.DECISION),
    _kind("finding", Finding, "findings", Bound.DECISION),
    _kind("interview", Interview, "interviews", Bound.DECISION),
    _kind("translation", Translation, "translations", Bound.DECISION),
    _kind("consent", Consent, "consents", Bound.DECISION),
    _kind("lead", Lead, "leads", Bound.DECISION),
    _kind("unit", Unit, "units", Bound.DECISION),
    _kind("post", Post, "posts", Bound.DECISION),
    _kind("command_relation", CommandRelation, "command_relations", Bound.DECISION),
    _kind("disclosure", Disclosure, "disclosures", Bound.DECISION),
    _kind("framework", Framework, "frameworks", Bound.FILE),
    _kind("standard", StandardOfProof, "standards", Bound.FILE),
    _kind("place", Place, "places", Bound.FILE),
)
_BY_NAME = {kind.name: kind for kind in KINDS}
_BY_TYPE = {kind.type: kind for kind in KINDS}


def kind_named(name: str) -> Kind:
    """Return a kind by its name.

    Raises:
        InvalidValueError: There is none.
    """
    if name not in _BY_NAME:
        raise InvalidValueError(f"no kind {name!r}; kinds are {', '.join(_BY_NAME)}")
    return _BY_NAME[name]


def kind_of(value: object) -> Kind:
    """Return the kind of a value.

    Raises:
        InvalidValueError: The value is of no kind a case keeps.
    """
    kind = _BY_TYPE.get(type(value))
    if kind is None:
        raise InvalidValueError(f"a {type(value).__name__} is no value a case keeps")
    return kind
