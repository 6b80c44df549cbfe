"""Page one: what was asked, who worked, what was found, what could not be known, on what basis."""

from __future__ import annotations

from collections.abc import Iterator

from probandum.model.assessment import Leaf, LeafStatus
from probandum.model.decision import Decision
from probandum.model.document import Section, Sentence, SentenceKind
from probandum.model.identity import Actor
from probandum.model.statement import Lane, ReviewStatus
from probandum.report.catalogue import fixed
from probandum.report.checking import legal_words, names_law
from probandum.report.material import READING_FILE, Material, Reviewed
from probandum.report.missing import gap_cites, summary
from probandum.report.sentences import (
    counted,
    decision_cite,
    element_named,
    factual,
    law_cite,
    listed,
    plain_statement_sentence,
    run_cites,
    span_cite,
    supported,
)

QUOTED = 6
"""How many positions page one quotes, of officials and of others each."""


def page_one(material: Material) -> tuple[Section, ...]:
    """Return the sections of page one, in their order."""
    return (
        _section("band", "About this document", _band(material)),
        _section("question", "Question", _question(material)),
        _section("standard", "Who worked, and the standard of proof", _standard(material)),
        _section("findings", "Findings", _findings(material)),
        _section("considered", "Considered, contested, and positions", _considered(material)),
        _section("gaps", "What could not be known", _gaps(material)),
        _section("basis", "Basis", _basis(material)),
        _section("persons", "Persons", _fixed("persons")),
        _section("protection", "Protection of sources", _fixed("protection", "protection_sealed")),
        _section(
            "custody",
            "What custody proves and does not",
            _fixed("custody_proves", "custody_does_not"),
        ),
    )


def _section(name: str, title: str, sentences: Iterator[Sentence]) -> Section:
    """Build a section."""
    return Section(id=name, title=title, sentences=tuple(sentences))


def _fixed(*keys: str) -> Iterator[Sentence]:
    """Yield fixed texts."""
    return (fixed(key) for key in keys)


def _band(material: Material) -> Iterator[Sentence]:
    """Say what state the document is in."""
    if material.kind == READING_FILE:
        yield fixed("reading_file")
    yield fixed("draft")
    if material.has_suggestions:
        yield fixed("unreviewed")
    yield fixed("prepared")
    yield fixed("violence")


def _question(material: Material) -> Iterator[Sentence]:
    """Put the question, and what it was said to be about."""
    yield Sentence(kind=SentenceKind.AUTHOR, text=material.question, by=material.asker)
    for name, words in (
        ("Territory", material.territory),
        ("Period", material.period),
        ("Commissioned by", material.commissioned_by),
    ):
        yield Sentence(
            kind=SentenceKind.AUTHOR, text=f"{name}: {words or 'not stated'}.", by=material.asker
        )


def _standard(material: Material) -> Iterator[Sentence]:
    """Say who worked, and state the standard in one plain sentence."""
    made: dict[tuple[Actor, bool], list[Decision]] = {}
    for decision in material.decisions:
        made.setdefault((decision.actor, decision.actor.is_authenticated), []).append(decision)
    for (actor, is_authenticated), decisions in made.items():
        how = "authenticated by key" if is_authenticated else "name typed, not authenticated"
        yield factual(
            f"{actor.name} ({how}), of the office {actor.office}: "
            f"{counted(len(decisions), 'decision', 'decisions')}.",
            cites=(decision_cite(each) for each in decisions),
        )
    if not made:
        yield fixed("nobody_worked")
    standard = material.standard
    yield factual(
        f"{standard.title}: {standard.words}", cites=(law_cite(f"standard:{standard.id}"),)
    )
    if not standard.verified:
        yield fixed("standard_unverified")
    yield fixed("not_tested")


def _findings(material: Material) -> Iterator[Sentence]:
    """Report signed findings, or that there is none."""
    for finding, decision in material.findings:
        how = (
            "authenticated by key"
            if decision.actor.is_authenticated
            else ("name typed, not authenticated")
        )
        yield factual(
            f"Signed by {decision.actor.name} ({how}) on {decision.at.date().isoformat()}: "
            f"“{material.masked(finding.rationale)}”",
            cites=(decision_cite(decision),),
        )
        for alternative in finding.alternatives:
            yield factual(
                f"Considered as another explanation: “{material.masked(alternative)}”",
                cites=(decision_cite(decision),),
            )
    if not material.findings:
        yield fixed("no_finding")


def _considered(material: Material) -> Iterator[Sentence]:
    """Report what persons set for single elements, and the positions, the State's first."""
    order = list(LeafStatus)
    for leaf, decision in sorted(material.leaves, key=lambda pair: order.index(pair[0].status)):
        yield _leaf(leaf, decision=decision, material=material)
    if not material.leaves:
        yield fixed("no_leaf")
    positions = [
        each
        for each in material.statements
        if each[0].lane is Lane.POSITION and each[1] is not ReviewStatus.REJECTED
    ]
    official = [each for each in positions if _is_official(each)]
    others = [each for each in positions if not _is_official(each)]
    yield fixed("positions" if positions else "no_position")
    if positions:
        yield fixed("state_positions" if official else "no_state_position")
    for found in (official, others):
        yield from listed(found, material=material, quoting=plain_statement_sentence, most=QUOTED)


def _is_official(reviewed: Reviewed) -> bool:
    """Whether the last speaker of a statement is said to be an official."""
    return reviewed[0].chain[-1].role == "official"


def _leaf(leaf: Leaf, *, decision: Decision, material: Material) -> Sentence:
    """Report the status a person set for one element, without a legal word of our own."""
    accepted = {d.id: said for said, _, d in material.statements if d is not None}
    _, number, element = element_named(leaf.framework, leaf.element, material=material)
    words = legal_words(material)
    title = element.title.rpartition(": ")[2]
    named = "" if names_law(title, words=words) else f", {title[0].lower()}{title[1:]}"
    return factual(
        f"Element {number}{named}: {leaf.status.value}. In the words of the person: "
        f"“{material.masked(leaf.rationale)}”",
        cites=(
            decision_cite(decision),
            law_cite(f"{leaf.framework}:{leaf.element}"),
            *(
                span_cite(accepted[each], material=material)
                for each in leaf.relied_on
                if each in accepted
            ),
        ),
    )


def _gaps(material: Material) -> Iterator[Sentence]:
    """Report what could not be known."""
    yield fixed("gaps")
    yield from summary(material)
    if not material.gaps:
        yield fixed("no_gap")


def _basis(material: Material) -> Iterator[Sentence]:
    """Report what was received, read and relied on, and origins beside mentions."""
    if not material.sources:
        yield fixed("nothing_received")
        return
    read = {passage.source for passage in material.passages}
    runs = run_cites(passage.run for passage in material.passages)
    cells = run_cites(cell.run for cell in material.assessments)
    gaps = gap_cites(material.gaps)
    if runs or cells or gaps:
        yield supported(
            f"Received: {counted(len(material.sources), 'source', 'sources')}; read: "
            f"{len(read)}; relied on for an element: {len(_relied_on(material))}.",
            preferred=runs or cells,
            otherwise=gaps,
        )
    found = [each for each in material.statements if each[1] is not ReviewStatus.REJECTED]
    if found:
        yield _mentions(found, material=material)
    yield from _origins(material)


def _mentions(found: list[Reviewed], *, material: Material) -> Sentence:
    """Count what was found, by lane, accepted and suggested apart."""
    told = []
    for status in (ReviewStatus.ACCEPTED, ReviewStatus.SUGGESTED):
        lanes = [said.lane for said, judged, _ in found if judged is status]
        by_lane = ", ".join(f"{lane.value} {lanes.count(lane)}" for lane in Lane if lane in lanes)
        told.append(f"{status.value} {len(lanes)}{f' ({by_lane})' if by_lane else ''}")
    rejected = len(material.statements) - len(found)
    return supported(
        f"Mentions found: {'; '.join(told)}; rejected {rejected}.",
        preferred=run_cites(said.run for said, _, _ in found),
        otherwise=(span_cite(said, material=material) for said, _, _ in found),
    )


def _origins(material: Material) -> Iterator[Sentence]:
    """Say how many origins speak through the sources."""
    if material.weighed_by is None:
        yield fixed("origins")
        return
    joined = {member for group in material.groups for member in group.members}
    alone = sum(source.id not in joined for source in material.sources)
    yield factual(
        f"Origins behind {counted(len(material.sources), 'source', 'sources')}: "
        f"{alone + len(material.groups)}; sources that share one with another: {len(joined)}.",
        cites=run_cites((material.weighed_by,)),
    )


def _relied_on(material: Material) -> frozenset[str]:
    """Return the sources whose statements a person relied on for an element."""
    decisions = {each for leaf, _ in material.leaves for each in leaf.relied_on}
    return frozenset(
        material.passage(said.passage).source
        for said, _, decision in material.statements
        if decision is not None and decision.id in decisions
    )
