"""Everything a report needs, as values: composing and rendering look nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from probandum.errors import InvalidValueError, NotFoundError
from probandum.model.assessment import Binding, ElementAssessment, Finding, Leaf
from probandum.model.decision import Decision
from probandum.model.grading import Caution, OriginGroup
from probandum.model.identity import Actor, ActorKind
from probandum.model.law import Framework, StandardOfProof
from probandum.model.run import Gap
from probandum.model.source import MetadataCandidate, Passage, Source
from probandum.model.statement import ReviewStatus, Statement
from probandum.report.voices import Voice, hiding, masked_speakers, voices_of

READING_FILE = "reading file"
REPORT = "report"
MASKED = "[name masked]"

Reviewed = tuple[Statement, ReviewStatus, Decision | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What one report is made of.

    Attributes:
        question: The question of the case.
        asked_by: Who put it, or None when the case does not say.
        edition: Confidential, restricted or public.
        recipient: For whom the copy is, or None.
        office: The office that makes the report.
        made_at: Moment it is made, with a zone.
        log_size: Entries in the log at that moment.
        log_root: RFC 6962 root over them, in hexadecimal.
        frameworks: Frameworks laid out.
        standard: Standard of proof declared for the case.
        bindings: What the assessments are about.
        assessments: One for each element under each binding.
        statements: Statements with their review status and the decision that counts.
        sources: Sources received.
        passages: Passages read in them.
        texts: Sorted pairs of a digest and the extracted text it belongs to.
        gaps: Everything that is missing or could not be done.
        leaves: Statuses persons gave single elements, with the decisions.
        findings: Signed findings, with the decisions.
        unopened_fields: Sealed fields of the log that could not be opened here.
        runs: Ids of further runs a sentence may cite.
        territory: Territory the question is about, in words, or None.
        period: Period, in words, or None.
        commissioned_by: Who commissioned the work, or None.
        groups: Sources that count once.
        cautions: Ties that are shown and join nothing.
        weighed_by: Id of the run that looked for origins, or None before it.
        grades: Sorted pairs of a source's id and its grade in words.
        candidates: What files claim of themselves.
    """

    question: str
    asked_by: Actor | None = None
    edition: str = "confidential"
    recipient: str | None = None
    office: str
    made_at: datetime
    log_size: int
    log_root: str
    frameworks: tuple[Framework, ...]
    standard: StandardOfProof
    bindings: tuple[Binding, ...]
    assessments: tuple[ElementAssessment, ...] = ()
    statements: tuple[Reviewed, ...] = ()
    sources: tuple[Source, ...] = ()
    passages: tuple[Passage, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    gaps: tuple[Gap, ...] = ()
    leaves: tuple[tuple[Leaf, Decision], ...] = ()
    findings: tuple[tuple[Finding, Decision], ...] = ()
    unopened_fields: int = 0
    runs: tuple[str, ...] = ()
    territory: str | None = None
    period: str | None = None
    commissioned_by: str | None = None
    groups: tuple[OriginGroup, ...] = ()
    cautions: tuple[Caution, ...] = ()
    weighed_by: str | None = None
    grades: tuple[tuple[str, str], ...] = ()
    candidates: tuple[MetadataCandidate, ...] = ()
    _texts: dict[str, str] = field(init=False, repr=False, compare=False)
    _passages: dict[str, Passage] = field(init=False, repr=False, compare=False)
    _sources: dict[str, Source] = field(init=False, repr=False, compare=False)
    _voices: dict[str, Voice] = field(init=False, repr=False, compare=False)
    _grades: dict[str, str] = field(init=False, repr=False, compare=False)
    _speakers: frozenset[str] = field(init=False, repr=False, compare=False)
    _hidden: re.Pattern[str] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a moment without a zone and texts out of order."""
        if self.made_at.tzinfo is None:
            raise InvalidValueError("a report is made at a moment with a zone")
        if list(self.texts) != sorted(set(self.texts)):
            raise InvalidValueError("texts of a report must be sorted and each stand once")
        object.__setattr__(self, "_texts", dict(self.texts))
        object.__setattr__(self, "_passages", {each.id: each for each in self.passages})
        object.__setattr__(self, "_sources", {each.id: each for each in self.sources})
        object.__setattr__(self, "_voices", voices_of(self.passages))
        object.__setattr__(self, "_grades", dict(self.grades))
        speakers = masked_speakers(self.passages)
        object.__setattr__(
            self, "_speakers", frozenset(name.casefold().strip() for name in speakers)
        )
        object.__setattr__(self, "_hidden", hiding(speakers))

    @property
    def kind(self) -> str:
        """A reading file while no person has decided anything in it, else a report."""
        return REPORT if self.decisions else READING_FILE

    @property
    def asker(self) -> Actor:
        """Who put the question; the case file itself when the case does not say."""
        stated = Actor(kind=ActorKind.PROGRAM, name="case file", office=self.office)
        return self.asked_by or stated

    @property
    def has_suggestions(self) -> bool:
        """Whether anything shown has not been reviewed by a person."""
        return any(status is ReviewStatus.SUGGESTED for _, status, _ in self.statements)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision in the material, each once."""
        found = [decision for _, _, decision in self.statements if decision is not None]
        found += [decision for _, decision in (*self.leaves, *self.findings)]
        return tuple({decision.id: decision for decision in found}.values())

    @property
    def run_ids(self) -> frozenset[str]:
        """Ids of every run in the material."""
        found = {passage.run for passage in self.passages}
        found |= {assessment.run for assessment in self.assessments}
        found |= {gap.run for gap in self.gaps}
        found |= {statement.run for statement, _, _ in self.statements}
        found |= {group.run for group in self.groups}
        found |= {caution.run for caution in self.cautions}
        found |= {candidate.run for candidate in self.candidates}
        found |= {self.weighed_by or ""}
        return frozenset({*self.runs, *found} - {""})

    def has_text(self, digest: str) -> bool:
        """Whether the material holds the text of a digest."""
        return digest in self._texts

    def text(self, digest: str) -> str:
        """Return an extracted text.

        Raises:
            NotFoundError: The material holds no text of that digest.
        """
        if digest not in self._texts:
            raise NotFoundError("the report's material lacks a text; give every text it cites")
        return self._texts[digest]

    def passage(self, passage_id: str) -> Passage:
        """Return a passage.

        Raises:
            NotFoundError: The material holds none of that id.
        """
        if passage_id not in self._passages:
            raise NotFoundError(f"the report's material lacks passage {passage_id}; give it")
        return self._passages[passage_id]

    def source(self, source_id: str) -> Source:
        """Return a source.

        Raises:
            NotFoundError: The material holds none of that id.
        """
        if source_id not in self._sources:
            raise NotFoundError(f"the report's material lacks source {source_id}; give it")
        return self._sources[source_id]

    def voice(self, passage_id: str) -> Voice:
        """Return what a passage and its speaker are called.

        Raises:
            NotFoundError: The material holds no passage of that id.
        """
        return self._voices[self.passage(passage_id).id]

    def grade(self, source_id: str) -> str:
        """Return a source's grade in words, or that it has none."""
        return self._grades.get(source_id, "not graded")

    def is_speaker(self, name: str) -> bool:
        """Whether somebody who is called by a number gave this name."""
        return name.casefold().strip() in self._speakers

    def masked(self, text: str) -> str:
        """Return a text of the report itself with masked names replaced, and marked so."""
        return self._hidden.sub(MASKED, text) if self._hidden is not None else text
