"""What cites other than quotations lead to: law, decisions, gaps and runs, each in a few words."""

from __future__ import annotations

from dataclasses import dataclass

from probandum.model.document import Cite, CiteKind
from probandum.report.material import Material

_HEADINGS = {
    CiteKind.LAW: "Law",
    CiteKind.DECISION: "Decisions",
    CiteKind.GAP: "Gaps",
    CiteKind.RUN: "Runs of the program",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One entry of the list of references.

    Attributes:
        heading: Under which it stands.
        number: Number of the cite.
        words: What it is.
        details: Pairs of a name and its content.
    """

    heading: str
    number: int
    words: str
    details: tuple[tuple[str, str], ...]


def references(material: Material, *, numbers: dict[Cite, int]) -> tuple[Reference, ...]:
    """List everything a document cites that is no quotation, by kind and number.

    Args:
        material: What the document was composed from.
        numbers: The cites with their numbers.
    """
    named = {number: cite for cite, number in numbers.items() if cite.kind is not CiteKind.SPAN}
    listed = [
        Reference(
            heading=heading,
            number=number,
            words=_words(cite, material=material),
            details=_details(cite, material=material),
        )
        for kind, heading in _HEADINGS.items()
        for number, cite in sorted(named.items())
        if cite.kind is kind
    ]
    return tuple(listed)


def _words(cite: Cite, *, material: Material) -> str:
    """Say what a cite leads to."""
    if cite.kind is CiteKind.LAW:
        return _law(cite.target, material=material)[0]
    if cite.kind is CiteKind.DECISION:
        for decision in material.decisions:
            if decision.id == cite.target:
                how = "" if decision.actor.is_authenticated else ", name typed, not authenticated"
                reason = f" — {decision.reason}" if decision.reason else ""
                return f"{decision.kind.value}, by {decision.actor.name}{how}{reason}"
    if cite.kind is CiteKind.GAP:
        for gap in material.gaps:
            if gap.id == cite.target:
                return f"{gap.kind.value}: {gap.reason}"
    return "a result of the program, kept with the digests of what went into it"


def _details(cite: Cite, *, material: Material) -> tuple[tuple[str, str], ...]:
    """Return where to find what a cite leads to."""
    if cite.kind is CiteKind.LAW:
        return _law(cite.target, material=material)[1]
    moments = {each.id: each.at.isoformat() for each in material.decisions}
    when = (("made", moments[cite.target]),) if cite.target in moments else ()
    return (("id", cite.target), *when)


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
