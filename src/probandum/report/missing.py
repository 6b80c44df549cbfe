"""Gaps in plain words: grouped by kind and reason, so that sixty equal ones are one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from probandum.model.document import Cite, CiteKind, Sentence
from probandum.model.run import Gap, GapKind
from probandum.report.material import Material
from probandum.report.sentences import counted, element_named, factual

ASSESSMENT = "assessment"
FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class GapGroup:
    """Gaps of one kind with one reason.

    Attributes:
        kind: Why something is not there.
        reason: One plain sentence.
        gaps: The gaps, in the order of the material.
    """

    kind: GapKind
    reason: str
    gaps: tuple[Gap, ...]


def gap_groups(gaps: Iterable[Gap]) -> tuple[GapGroup, ...]:
    """Group gaps by kind and reason, in the order of the kinds."""
    order = list(GapKind)
    found: dict[tuple[GapKind, str], list[Gap]] = {}
    for gap in gaps:
        found.setdefault((GapKind(gap.kind), gap.reason), []).append(gap)
    return tuple(
        GapGroup(kind=kind, reason=reason, gaps=tuple(members))
        for (kind, reason), members in sorted(
            found.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
        )
    )


def gap_cites(gaps: Iterable[Gap]) -> tuple[Cite, ...]:
    """Cite gaps."""
    return tuple(Cite(kind=CiteKind.GAP, target=gap.id) for gap in gaps)


def reason_sentence(group: GapGroup) -> Sentence:
    """Say what is missing where the reader already knows in which cell."""
    reason = group.reason.rstrip(".")
    return factual(f"{group.kind.value.capitalize()}: {reason}.", cites=gap_cites(group.gaps))


def gap_sentence(group: GapGroup, *, material: Material) -> Sentence:
    """Say what is missing, and where."""
    where = _subjects(group.gaps, material=material)
    reason = material.masked(group.reason).rstrip(".")
    return factual(
        f"{group.kind.value.capitalize()}: {reason}{f' ({where})' if where else ''}.",
        cites=gap_cites(group.gaps),
    )


def summary(material: Material) -> Iterator[Sentence]:
    """Say on page one what could not be known: sources in full, the law's gaps by number."""
    own = [gap for gap in material.gaps if gap.subject_kind != ASSESSMENT]
    for group in gap_groups(own):
        yield gap_sentence(group, material=material)
    beside = [gap for gap in material.gaps if gap.subject_kind == ASSESSMENT]
    for kind in GapKind:
        members = [gap for gap in beside if gap.kind is kind]
        if members:
            cells = len({gap.subject for gap in members})
            yield factual(
                f"{kind.value.capitalize()}: {counted(len(members), 'gap', 'gaps')} beside "
                f"{counted(cells, 'point', 'points')} of what the law asks.",
                cites=gap_cites(members),
            )


def _subjects(gaps: tuple[Gap, ...], *, material: Material) -> str:
    """Name what gaps are about by evidence codes, places and elements; each once."""
    files = sum(gap.subject_kind == FILE for gap in gaps)
    named = dict.fromkeys(
        subject for gap in gaps if (subject := _subject(gap, material=material)) is not None
    )
    elements: dict[str, list[int]] = {}
    told: list[str] = [counted(files, "file", "files")] if files else []
    for place, number in named:
        if number:
            elements.setdefault(place, []).append(number)
        else:
            told.append(place)
    for title, numbers in elements.items():
        word = "element" if len(numbers) == 1 else "elements"
        told.append(f"{title}: {word} {', '.join(map(str, sorted(numbers)))}")
    return "; ".join(told)


def _subject(gap: Gap, *, material: Material) -> tuple[str, int] | None:
    """Return what a gap is about, with the number of an element or 0 for anything else."""
    if gap.subject_kind == "source":
        codes = [each.evidence_code for each in material.sources if each.id == gap.subject]
        return (codes[0], 0) if codes else None
    if gap.subject_kind == "passage":
        found = [each for each in material.passages if each.id == gap.subject]
        if found:
            code = material.source(found[0].source).evidence_code
            return (f"{code}, {material.voice(found[0].id).place}", 0)
    if gap.subject_kind == ASSESSMENT:
        framework, _, rest = gap.subject.partition(":")
        known = [each for each in material.frameworks if each.id == framework]
        element = rest.partition(":")[0]
        if known and element in {each.id for each in known[0].elements}:
            _, number, _ = element_named(framework, element, material=material)
            return (known[0].title, number)
    return None
