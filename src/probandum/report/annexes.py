"""What stands behind the matrix: figures, leads, attributed words, sources, origins, gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from probandum.language.folding import fold
from probandum.model.document import Cite, CiteKind, Section, Sentence
from probandum.model.grading import OriginGroup, OriginReason
from probandum.model.source import MetadataCandidate, Source, Span
from probandum.model.statement import Lane, ReviewStatus, Statement
from probandum.report.catalogue import fixed
from probandum.report.describing import is_masked, source_facts
from probandum.report.material import Material, Reviewed
from probandum.report.missing import gap_cites, gap_groups, gap_sentence
from probandum.report.sentences import (
    code_of,
    counted,
    factual,
    listed,
    place_of,
    run_cites,
    span_cite,
    supported,
)
from probandum.report.wordings import NAMED_ROLES, figure_facts, masked_link_words

SHOWN_CHARACTERS = 320
"""How much of shared words is quoted; the cite leads to all of them."""

_SIDES = ("evidence_for", "evidence_against", "positions", "exculpatory")

_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{25,})[”\"»“]")
"""Words in quotation marks that are long enough to be looked for in another text."""


def annexes(material: Material) -> Iterator[Section]:
    """Yield the sections that follow the law, in their order."""
    standing = [each for each in material.statements if each[1] is not ReviewStatus.REJECTED]
    parts = (
        ("figures", "Figures, as the sources give them", _figures(standing, material=material)),
        ("leads", "To follow up", _leads(standing, material=material)),
        ("aside", "Read, and beside no element", _aside(standing, material=material)),
        ("attributed", "Attributed, origin not in the case", _attributed(standing, material)),
        ("sources", "Sources", _sources(material)),
        ("groups", "Origins and cautions", _groups(material)),
        ("candidates", "What files claim of themselves", _candidates(material)),
        ("missing", "Everything that is missing", _missing(material)),
    )
    for name, title, sentences in parts:
        found = tuple(sentences)
        if found:
            yield Section(id=name, title=title, sentences=found)


def figures_of(standing: Iterable[Reviewed], *, material: Material) -> tuple[Reviewed, ...]:
    """Return the statements that give a figure and are on the subject, in order of place."""
    found = [
        each
        for each in standing
        if each[0].figure is not None and each[0].lane is not Lane.OFF_SUBJECT
    ]
    return tuple(
        sorted(found, key=lambda r: (code_of(r[0], material=material), r[0].start, r[0].id))
    )


def _figures(standing: list[Reviewed], *, material: Material) -> Iterator[Sentence]:
    """Quote every figure with what it counts; nothing is added and nothing averaged."""
    found = figures_of(standing, material=material)
    yield fixed("figures" if found else "no_figure")
    for said, _, _ in found:
        facts = "; ".join(
            f"{name}: {words}" for name, words in figure_facts(said, material=material)
        )
        where = f"{code_of(said, material=material)}, {place_of(said, material=material)}"
        yield factual(
            f"{where}: “{said.quote}” ({facts}).", cites=(span_cite(said, material=material),)
        )


def _leads(standing: list[Reviewed], *, material: Material) -> Iterator[Sentence]:
    """Quote what is to be followed up; count what is off the subject."""
    leads = [each for each in standing if each[0].lane is Lane.LEAD]
    yield fixed("leads" if leads else "no_lead")
    yield from listed(leads, material=material)
    off = [said for said, _, _ in standing if said.lane is Lane.OFF_SUBJECT]
    if off:
        yield supported(
            f"Off the subject and counted only: {counted(len(off), 'statement', 'statements')}.",
            preferred=run_cites(said.run for said in off),
            otherwise=(span_cite(said, material=material) for said in off),
        )


def _aside(standing: list[Reviewed], *, material: Material) -> Iterator[Sentence]:
    """Quote what was read and stands neither beside an element nor in a list of its own."""
    laid = {
        each
        for cell in material.assessments
        for side in _SIDES
        for tally in (getattr(cell, side),)
        for each in (*tally.accepted, *tally.suggested)
    }
    left = [
        each
        for each in standing
        if each[0].id not in laid and each[0].lane in (Lane.ACCOUNT, Lane.POSITION)
    ]
    if left:
        yield fixed("aside")
    yield from listed(left, material=material)


def _attributed(standing: list[Reviewed], material: Material) -> Iterator[Sentence]:
    """List the speakers words are attributed to and of whom the case does not hold them."""
    found: dict[str, list[Statement]] = {}
    for said, _, _ in standing:
        last = said.chain[-1]
        if len(said.chain) < 2 or last.role not in NAMED_ROLES or said.lane is Lane.OFF_SUBJECT:
            continue
        if last.name is None or not _is_held(said, speaker=last.name, material=material):
            found.setdefault(masked_link_words(last, material=material), []).append(said)
    if found:
        yield fixed("attributed")
    for who in sorted(found, key=str.casefold):
        yield factual(
            f"Attributed to {who}: {counted(len(found[who]), 'statement', 'statements')}; "
            "attributed, origin not in the case.",
            cites=(span_cite(said, material=material) for said in found[who]),
        )


def _is_held(said: Statement, *, speaker: str, material: Material) -> bool:
    """Whether a source of the speaker is in the case, and holds the words quoted from it.

    Words that are not quoted cannot be looked for; then a source of the speaker is enough.
    """
    theirs = {
        source.id
        for source in material.sources
        if source.author and fold(source.author) == fold(speaker)
    }
    if not theirs:
        return False
    quoted = [" ".join(fold(words).split()) for words in _QUOTED.findall(said.quote)]
    texts = {passage.text_sha256 for passage in material.passages if passage.source in theirs}
    held = [" ".join(fold(material.text(digest)).split()) for digest in sorted(texts)]
    return all(any(words in text for text in held) for words in quoted)


def _sources(material: Material) -> Iterator[Sentence]:
    """Describe every source."""
    for source in material.sources:
        cites = source_cites(source, material=material)
        facts = "; ".join(f"{name}: {words}" for name, words in source_facts(source, material))
        yield (
            factual(f"{source.evidence_code}: {facts}.", cites=cites)
            if cites
            else fixed("not_read")
        )


def source_cites(source: Source, *, material: Material) -> tuple[Cite, ...]:
    """Cite the runs that read a source, and its gaps."""
    runs = run_cites(each.run for each in material.passages if each.source == source.id)
    return (*runs, *gap_cites(gap for gap in material.gaps if gap.subject == source.id))


def _groups(material: Material) -> Iterator[Sentence]:
    """Say which sources count once and why, and which ties join nothing."""
    if material.weighed_by is None and not material.groups:
        return
    yield fixed("groups" if material.groups else "no_group")
    for group in material.groups:
        yield from _group(group, material=material)
    if material.cautions:
        yield fixed("cautions")
    for caution in material.cautions:
        note = f": {material.masked(caution.note)}" if caution.note else ""
        yield supported(
            f"{_codes(caution.members, material=material)}: {caution.tie}{note}.",
            preferred=run_cites((caution.run,)),
            otherwise=run_cites((material.weighed_by or "",)),
        )


def _group(group: OriginGroup, *, material: Material) -> Iterator[Sentence]:
    """Say why sources count once, with the shared words side by side."""
    kinds = ", ".join(dict.fromkeys(each.kind.value.replace("_", " ") for each in group.reasons))
    yield supported(
        f"{_codes(group.members, material=material)} count once ({kinds}).",
        preferred=run_cites((group.run,)),
        otherwise=run_cites((material.weighed_by or "",)),
    )
    for reason in group.reasons:
        if reason.spans:
            yield _shared(reason, group=group, material=material)


def _shared(reason: OriginReason, *, group: OriginGroup, material: Material) -> Sentence:
    """Quote the words two sources share, each by the code of its source."""
    cites = [
        Cite(
            kind=CiteKind.SPAN,
            target=group.id,
            span=span,
            evidence_code=code_at(span, material=material),
        )
        for span in reason.spans
    ]
    quoted = " / ".join(f"{cite.evidence_code}: “{shortened(cite.span)}”" for cite in cites)
    note = f" ({reason.note})" if reason.note else ""
    return factual(f"{quoted}{note}.", cites=cites)


def shortened(span: Span | None) -> str:
    """Return the words of a span, the end of long ones left out and marked so."""
    words = span.quote if span is not None else ""
    return words if len(words) <= SHOWN_CHARACTERS else f"{words[:SHOWN_CHARACTERS].rstrip()} […]"


def code_at(span: Span, *, material: Material) -> str:
    """Return the evidence code of the source some words stand in, or nothing."""
    for passage in material.passages:
        is_there = passage.start <= span.start and span.end <= passage.end
        if passage.text_sha256 == span.text_sha256 and is_there:
            return material.source(passage.source).evidence_code
    return ""


def _codes(members: tuple[str, ...], *, material: Material) -> str:
    """Name sources by their codes."""
    known = {source.id: source.evidence_code for source in material.sources}
    return ", ".join(sorted(known.get(each, "a source not in this file") for each in members))


def _candidates(material: Material) -> Iterator[Sentence]:
    """Report what files claim of themselves, as candidates and never as facts."""
    known = {source.id: source for source in material.sources}
    found = [each for each in material.candidates if each.source in known]
    if found:
        yield fixed("candidates")
    for each in found:
        yield supported(
            f"{known[each.source].evidence_code}: {each.field} "
            f"“{_claimed(each, source=known[each.source], material=material)}” "
            f"(found at {each.origin}).",
            preferred=run_cites((each.run,)),
            otherwise=source_cites(known[each.source], material=material),
        )


def _claimed(each: MetadataCandidate, *, source: Source, material: Material) -> str:
    """Return what a file claims, unless it may name somebody who is masked."""
    if is_masked(source, material=material):
        return "not shown here"
    return material.masked(each.content)


def _missing(material: Material) -> Iterator[Sentence]:
    """Report every gap, those of one kind and reason together."""
    for group in gap_groups(material.gaps):
        yield gap_sentence(group, material=material)
