"""What is told of one source: as stated, as read, as graded; nothing is filled in."""

from __future__ import annotations

from collections import Counter

from probandum.model.source import PassageKind, Restriction, Source
from probandum.model.statement import Lane, ReviewStatus
from probandum.report.material import Material
from probandum.report.sentences import counted
from probandum.report.wordings import NOT_STATED

MASKED_SOURCES = frozenset({PassageKind.TESTIMONY, PassageKind.MESSAGE})
"""A source with such a passage does not show who made it."""


def source_facts(source: Source, material: Material) -> tuple[tuple[str, str], ...]:
    """Return what is told of a source, as pairs of a name and words."""
    note = f" ({material.masked(source.completeness_note)})" if source.completeness_note else ""
    return (
        ("kind", f"{source.media_type}, {source.size:,} bytes"),
        ("completeness, as stated", f"{source.completeness.value}{note}"),
        ("author, as stated", _author(source, material=material)),
        ("date, as stated", source.date.text if source.date else NOT_STATED),
        ("address, as stated", material.masked(source.acquisition.url or NOT_STATED)),
        ("restriction", _restriction(source)),
        ("grade", material.grade(source.id)),
        ("origin", _origin(source, material=material)),
        ("read", _passages(source, material=material)),
        ("statements", _statements(source, material=material)),
    )


def is_masked(source: Source, *, material: Material) -> bool:
    """Whether a source may not show who made it."""
    return any(
        passage.source == source.id and passage.kind in MASKED_SOURCES
        for passage in material.passages
    )


def _author(source: Source, *, material: Material) -> str:
    """Say who made a source, as stated and where that may be shown."""
    if source.author is None:
        return NOT_STATED
    return "stated, not shown here" if is_masked(source, material=material) else source.author


def _restriction(source: Source) -> str:
    """Say who may see a source."""
    return "restricted" if source.restriction is Restriction.RESTRICTED else "none"


def _origin(source: Source, *, material: Material) -> str:
    """Say with which sources a source counts once."""
    if material.weighed_by is None and not material.groups:
        return "not weighed"
    for group in material.groups:
        if source.id in group.members:
            codes = sorted(
                each.evidence_code
                for each in material.sources
                if each.id in group.members and each.id != source.id
            )
            return f"counts once together with {', '.join(codes)}"
    return "counts by itself"


def _passages(source: Source, *, material: Material) -> str:
    """Count the passages of a source by kind, the empty and the masked among them."""
    found = [each for each in material.passages if each.source == source.id]
    if not found:
        return "no passage"
    kinds = Counter(PassageKind(each.kind) for each in found)
    told = [_counted_kind(kind, kinds[kind]) for kind in PassageKind if kinds[kind]]
    empty = sum(each.start == each.end for each in found)
    dated = sum(each.date is not None for each in found)
    masked = sum(
        each.speaker is not None and each.kind is not PassageKind.ARTICLE for each in found
    )
    told += [f"{empty} empty"] if empty else []
    told += [f"{dated} with a date of their own"] if dated else []
    told += [f"{masked} with a name, masked"] if masked else []
    return ", ".join(told)


def _counted_kind(kind: PassageKind, count: int) -> str:
    """Count passages of a kind.

    Example:
        >>> _counted_kind(PassageKind.TESTIMONY, 2)
        '2 testimonies'
    """
    plural = f"{kind.value[:-1]}ies" if kind.value.endswith("y") else f"{kind.value}s"
    return counted(count, kind.value, plural)


def _statements(source: Source, *, material: Material) -> str:
    """Count the statements found in a source, by review and by lane."""
    found = [
        (said.lane, status)
        for said, status, _ in material.statements
        if material.passage(said.passage).source == source.id
    ]
    statuses = [status for _, status in found]
    told = ", ".join(f"{each.value} {statuses.count(each)}" for each in ReviewStatus)
    lanes = [lane for lane, _ in found]
    by_lane = ", ".join(f"{lane.value} {lanes.count(lane)}" for lane in Lane if lane in lanes)
    return f"{told} ({by_lane})" if by_lane else told
