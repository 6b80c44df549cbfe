"""What cites other than quotations lead to: law, decisions, gaps and runs, each in a few words."""

from __future__ import annotations

from dataclasses import dataclass

from probandum.model.decision import Decision
from probandum.model.document import Cite, CiteKind
from probandum.model.run import Gap
from probandum.report.material import Material

_HEADINGS = {
    CiteKind.LAW: "Law",
    CiteKind.DECISION: "Decisions",
    CiteKind.GAP: "Gaps",
    CiteKind.RUN: "Runs of the program",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One entry of the list of references: everything cited that is told in the same words.

    Attributes:
        heading: Under which it stands.
        words: What it is.
        details: Pairs of a name and its content.
        places: Pairs of the number of a cite and the id of what it leads to, or nothing.
    """

    heading: str
    words: str
    details: tuple[tuple[str, str], ...]
    places: tuple[tuple[int, str], ...]


def references(material: Material, *, numbers: dict[Cite, int]) -> tuple[Reference, ...]:
    """List everything a document cites that is no quotation, by kind and number.

    Args:
        material: What the document was composed from.
        numbers: The cites with their numbers.
    """
    known = _Known(
        decisions={each.id: each for each in material.decisions},
        gaps={each.id: each for each in material.gaps},
    )
    named = {number: cite for cite, number in numbers.items() if cite.kind is not CiteKind.SPAN}
    found: dict[tuple[str, str, tuple[tuple[str, str], ...]], list[tuple[int, str]]] = {}
    for kind, heading in _HEADINGS.items():
        for number, cite in sorted(named.items()):
            if cite.kind is kind:
                words = _words(cite, material=material, known=known)
                details = _details(cite, material=material, known=known)
                place = (number, "" if kind is CiteKind.LAW else cite.target)
                found.setdefault((heading, words, details), []).append(place)
    return tuple(
        Reference(heading=heading, words=words, details=details, places=tuple(places))
        for (heading, words, details), places in found.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What cites lead to, by id."""

    decisions: dict[str, Decision]
    gaps: dict[str, Gap]


def _words(cite: Cite, *, material: Material, known: _Known) -> str:
    """Say what a cite leads to."""
    if cite.kind is CiteKind.LAW:
        return _law(cite.target, material=material)[0]
    if cite.kind is CiteKind.DECISION and cite.target in known.decisions:
        decision = known.decisions[cite.target]
        how = "" if decision.actor.is_authenticated else ", name typed, not authenticated"
        reason = f" — {material.masked(decision.reason)}" if decision.reason else ""
        return f"{decision.kind.value}, by {decision.actor.name}{how}{reason}"
    if cite.kind is CiteKind.GAP and cite.target in known.gaps:
        gap = known.gaps[cite.target]
        return f"{gap.kind.value}: {material.masked(gap.reason)}"
    return "a result of the program, kept with the digests of what went into it"


def _details(cite: Cite, *, material: Material, known: _Known) -> tuple[tuple[str, str], ...]:
    """Return more about what a cite leads to."""
    if cite.kind is CiteKind.LAW:
        return _law(cite.target, material=material)[1]
    decision = known.decisions.get(cite.target)
    return (("made", decision.at.isoformat()),) if decision is not None else ()


def _law(target: str, *, material: Material) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the words of a provision and how far they were checked."""
    standard = material.standard
    if target == f"standard:{standard.id}":
        checked = _checked(standard.verified)
        details = (
            ("used by", standard.used_by),
            ("read in", standard.source),
            ("wording", checked),
        )
        return f"{standard.title}: {standard.words}", details
    framework_id, _, element_id = target.partition(":")
    for framework in material.frameworks:
        if framework.id != framework_id:
            continue
        if not element_id:
            return framework.title, (
                ("instrument", framework.instrument),
                ("read in", framework.source),
            )
        element = framework.element(element_id)
        return f"{element.cites}: {element.words}", (("wording", _checked(element.verified)),)
    return target, ()


def _checked(verified: bool) -> str:  # noqa: FBT001 - the value itself is told in words
    """Say whether a wording was compared with its source."""
    return "compared with its source" if verified else "not yet compared with its source"
